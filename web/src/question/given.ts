// What is given for the parameters of a question, read as the server reads it: an id, a name or an alias becomes a term.
import { away, plain } from "../names/near";
import type { Library } from "../sparql/library";

type Entry = [label: string, path: string, register: string, also: string[]];

declare global {
  var kgIndex: Entry[] | undefined;
}

/** What a parameter takes beside what its type says: a year of four digits, one value alone, one of some words. */
export interface Rule {
  year: boolean;
  single: boolean;
  choices: string[];
}

/** Name, type, default and rule of a parameter. */
export type Param = [name: string, type: string, otherwise: string, rule: Rule];

/** One value: as it is sent, as it is read, and as a term of SPARQL. */
export interface Value {
  sent: string;
  read: string;
  term: string;
}

/** A value that cannot be taken, and what may be meant: label and value. */
export interface Fault {
  name: string;
  said: string;
  near: [string, string][];
  /** Whether what may be meant is another parameter. */
  instead?: boolean;
}

const XSD = "http://www.w3.org/2001/XMLSchema#";
const LITERAL: Record<string, [RegExp, string, string]> = {
  integer: [/^[+-]?\d+$/, "integer", "Give a whole number."],
  date: [/^\d{4}-\d\d-\d\d$/, "date", "Give a date as 2021-12-31."],
};
const YEAR = /^[0-9]{4}$/;
/** The parameters that are the first and the last year of a span. */
const SPANS = [["since", "until"], ["earliest", "latest"]] as const;
const NO_THINGS = new Set(["term", "question", "picture", "story"]);

const quoted = (text: string) => JSON.stringify(text).replace(/[\u007f-\uffff]/g, (letter) => letter);

function sent(type: string, path: string): string {
  const [register = "", id = ""] = path.split("/");
  return type === register ? id : `${register}:${id}`;
}

/** Return the value of a parameter that a text stands for, or what is wrong with it. */
export function read(library: Library, index: readonly Entry[], [name, type, , rule]: Param, text: string): Value | Fault {
  const fault = (said: string, near: [string, string][] = []): Fault => ({ name, said, near });
  if (rule.choices.length && !rule.choices.includes(text)) return fault(`“${text}” is none of its values. Give one of ${rule.choices.join(", ")}.`);
  if (rule.year && !YEAR.test(text)) return fault(`“${text}” is no year. Give a year of four digits, as 2021.`);
  if (type === "text") return { sent: text, read: text, term: quoted(text) };
  const literal = LITERAL[type];
  if (literal) {
    const [form, datatype, todo] = literal;
    if (!form.test(text)) return fault(`“${text}” is not of type ${type}. ${todo}`);
    return { sent: text, read: text, term: `"${text}"^^<${XSD}${datatype}>` };
  }
  const written = text.startsWith(library.base) ? text.slice(library.base.length) : text.replace(":", "/");
  if (type === "iri" || type === "claim") {
    const [prefix = "", local = ""] = text.split(/:(.*)/s);
    const iri = /^https?:\/\//.test(text) ? text : library.prefixes[prefix] !== undefined ? library.prefixes[prefix] + local : "";
    if (!iri || /[<>"{}|^`\\\u0000-\u0020]/.test(iri)) return fault(`“${text}” is no address of a thing.`);
    return { sent: text, read: text, term: `<${iri}>` };
  }
  const own = index.filter((each) => (type === "thing" ? !NO_THINGS.has(each[2]) : each[2] === type));
  const value = ([label, path]: Entry): Value => ({ sent: sent(type, path), read: label, term: `<${library.base}${path}>` });
  const paths = new Set([written.toLowerCase(), `${type}/${text.toLowerCase()}`]);
  const exact = own.find((each) => paths.has(each[1].toLowerCase()));
  if (exact) return value(exact);
  const wanted = plain(text);
  const same = own.filter(([label, , , also]) => [label, ...also].some((each) => plain(each) === wanted));
  if (same.length === 1) return value(same[0]!);
  const far = ([label, , , also]: Entry) => Math.min(...[label, ...also].map((each) => away(plain(each), wanted)));
  const near = same.length ? same : own.filter((each) => far(each) < Infinity).sort((a, b) => far(a) - far(b));
  const said = same.length ? `“${text}” names several.` : `No ${type} is called “${text}”.`;
  return fault(said, near.slice(0, 3).map((each) => [each[0], sent(type, each[1])]));
}

/** Return what is wrong with the values together: several where one is meant, a span that ends before it begins. */
export function together(params: readonly Param[], given: ReadonlyMap<string, Value[]>): Fault[] {
  const faults: Fault[] = [];
  for (const [name, , , { single }] of params) {
    const count = given.get(name)?.length ?? 0;
    if (single && count > 1) faults.push({ name, said: `${name}: ${count} values are given, and it takes one.`, near: [] });
  }
  for (const [first, last] of SPANS) {
    const [since, until] = [given.get(first)?.[0]?.sent, given.get(last)?.[0]?.sent];
    if (since && until && Number(since) > Number(until)) {
      faults.push({ name: first, said: `The span ends in ${until}, before it begins in ${since}. Swap ${first} and ${last}.`, near: [] });
    }
  }
  return faults;
}

/** Return SPARQL with the given terms in its VALUES blocks. */
export function bound(text: string, given: ReadonlyMap<string, Value[]>): string {
  return [...given].reduce((written, [name, values]) => {
    const block = new RegExp(`VALUES\\s+\\?${name}\\s*\\{[^{}]*\\}`, "g");
    return written.replace(block, () => `VALUES ?${name} { ${values.map((each) => each.term).join(" ")} }`);
  }, text);
}
