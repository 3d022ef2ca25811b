// What marks an answer of the engine: rows in dispute, and what it has not since it is only planned, alleged or denied.
// kg/answering/sign.py and kg/answering/unsettled.py in the browser.
import type { Answer, Row } from "../sparql-engine/protocol";
import type { Engine } from "../sparql/engine";
import type { Example, Library } from "../sparql/library";
import { changed } from "./change";
import { bound, type Value } from "./given";
import { claimsOf } from "./rows";

/** What an answer leaves out: so many rows, how they are said, and a claim that says the first. */
export interface Left {
  rows: number;
  how: string;
  claim: string;
}

export interface Marks {
  /** Each contested claim → what stands against it, in words. */
  contested: ReadonlyMap<string, string>;
  left: Left | undefined;
}

export const SIGN = "†";
const ONTOLOGY = "ontology#";

const value = (iri: string): Value => ({ sent: iri, read: iri, term: `<${iri}>` });
const known = (found: Answer, column: string | null) => found.rows.map((row) => (column === null ? [] : claimsOf(row, found.columns.indexOf(column))));

/** Each of some claims that others deny, dispute or affirm → what they say, in words. */
export async function contested(engine: Engine, claims: Iterable<string>): Promise<ReadonlyMap<string, string>> {
  const asked = engine.library.examples.find(({ name, kind }) => kind === "question" && name === "contests");
  const wanted = [...new Set(claims)].map(value);
  const said = new Map<string, string>();
  if (!asked || !wanted.length) return said;
  const found = await engine.query(bound(asked.text, new Map([["claim", wanted]])), Infinity);
  for (const row of found.rows) {
    const [claim, how, title] = ["claim", "how", "title"].map((column) => row[found.columns.indexOf(column)]?.value ?? "");
    said.set(claim!, [said.get(claim!), `${how} in ${title}`].filter(Boolean).join("; "));
  }
  return said;
}

/** What a question leaves out of an answer whose rows rest on some claims; nothing where it takes every claim. */
export async function left(engine: Engine, question: Example, given: ReadonlyMap<string, Value[]>, held: ReadonlySet<string>): Promise<Left | undefined> {
  const { library } = engine;
  if (question.claims === null || !question.accepted.length) return undefined;
  const changes = held.size ? question.accepted : [...question.accepted, ...question.about].sort((a, b) => a[0] - b[0]);
  const found = await engine.query(bound(changed(question.text, changes), given), Infinity);
  const claims = known(found, question.claims);
  const rests = (at: number) => claims[at]!.some((claim) => held.has(claim));
  const things = (row: Row) => row.flatMap((term) => (term?.type === "uri" && !modality(library, term.value) ? [term.value] : [])).join(" ");
  const firm = new Set(found.rows.flatMap((row, at) => (rests(at) ? [things(row)] : [])));
  const other = claims.filter((row, at) => row.length && !rests(at) && !firm.has(things(found.rows[at]!)));
  const short = await shortOf(engine, other.flat());
  const rows = other.filter((row) => row.every((claim) => short.get(claim) !== ""));
  if (!rows.length) return undefined;
  const how = [...new Set(rows.flat().flatMap((claim) => short.get(claim) ?? []))].sort().join(" or ");
  return { rows: rows.length, how: `only ${how}`, claim: rows[0]![0]! };
}

/** Whether an IRI is one of how firmly something is said. */
function modality(library: Library, iri: string): boolean {
  return iri.startsWith(library.base + ONTOLOGY) && iri.split("#")[1]! in library.modalities;
}

/** Claim → what it makes of a statement, such as "planned"; empty where it is accepted. */
async function shortOf(engine: Engine, claims: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { base, modalities } = engine.library;
  const values = [...new Set(claims)].map((claim) => value(claim).term).join(" ");
  if (!values) return new Map();
  const found = await engine.query(`SELECT DISTINCT ?claim ?modality WHERE { VALUES ?claim { ${values} } ?claim <${base}${ONTOLOGY}modality> ?modality }`, Infinity);
  return new Map(found.rows.map(([claim, said]) => [claim!.value, modalities[said!.value.split("#")[1]!] ?? ""]));
}

/** The lines below an answer, as the server writes them; nothing where there is nothing to say. */
export function caption(marks: Marks, rows: readonly (readonly string[])[], link: (claim: string) => string): HTMLTableCaptionElement | undefined {
  const [made, signed] = [document.createElement("caption"), rows.filter((row) => row.some((claim) => marks.contested.has(claim))).length];
  if (signed) made.append(`${SIGN} ${signed === 1 ? "1 row rests" : `${signed} rows rest`} on a claim that others deny or dispute; its page tells who. `);
  if (marks.left) {
    const [count, one] = [marks.left.rows, document.createElement("a")];
    one.href = link(marks.left.claim);
    one.textContent = `where ${count === 1 ? "it" : "the first"} is said`;
    made.append(`${count === 1 ? "1 row more is" : `${count} rows more are`} ${marks.left.how}: `, one, ".");
  }
  return made.childNodes.length ? made : undefined;
}
