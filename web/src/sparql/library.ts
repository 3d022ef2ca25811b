// What the site tells this page in sparql-library.js: names, where they have pages, queries, and where the dump is.
import { place } from "../names/place";
import type { Change } from "../question/change";

export interface Example {
  kind: "question" | "view";
  name: string;
  summary: string;
  tag: string;
  text: string;
  /** The column that names the claims of each row; null where it has none. */
  claims: string | null;
  /** The columns that it sorts its rows by, each with whether it descends. */
  order: [name: string, down: boolean][];
  /** Whether it is about denials and disputes themselves. */
  conflict: boolean;
  /** What lets it take every claim, accepted or not; nothing where it does so by itself. */
  accepted: Change[];
  /** What lets it take denials beside what claims are about. */
  about: Change[];
}

export interface Library {
  base: string;
  /** Prefix → namespace. */
  prefixes: Record<string, string>;
  /** The registers whose members have pages. */
  registers: string[];
  /** CURIE and label of each class and property. */
  terms: [string, string][];
  examples: Example[];
  /** Each modality → what it makes of a statement, such as "planned"; empty where it is accepted. */
  modalities: Record<string, string>;
  /** Where the dump is: a file, the same as a script for a page that was opened from a disk, and its bytes. */
  dump: { path: string; script: string; size: number };
}

declare global {
  var kgLibrary: Library | undefined;
}

/** Return the CURIE of an IRI under the longest namespace, or the IRI itself where none fits. */
export function curie(library: Library, iri: string): string {
  const spaces = Object.entries(library.prefixes).filter(([, space]) => iri.startsWith(space));
  const [prefix, space] = spaces.sort((a, b) => b[1].length - a[1].length)[0] ?? ["", ""];
  const local = iri.slice(space.length);
  return space && local && !local.includes("/") ? `${prefix}:${local}` : iri;
}

/** Return the link to an IRI: its page on this site, or the address itself; nothing for what is no address. */
export function href(library: Library, iri: string): string {
  if (iri.startsWith(library.base)) {
    const local = iri.slice(library.base.length);
    if (/^ontology(#|$)/.test(local)) return local.replace(/^ontology(?:#(.*))?$/, (_, term) => `${term ? `term/${term}` : "ontology"}.html`);
    const [register, rest] = [local.slice(0, local.indexOf("/")), local.slice(local.indexOf("/") + 1)];
    if (library.registers.includes(register) && /^[^/#]+$/.test(rest)) return place(local);
  }
  return /^https?:\/\//.test(iri) ? iri : "";
}
