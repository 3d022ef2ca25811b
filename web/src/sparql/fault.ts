// What is wrong with a query, in words, and where: the engine names the place and what its grammar could take there.
import { away } from "../names/near";
import { resolved } from "./escape";
import type { Library } from "./library";

export interface Fault {
  said: string;
  /** What to do; empty where that is plain. */
  todo: string;
  /** The characters that it is about; none where it is about the whole. */
  from?: number;
  to?: number;
  /** A line that would put it right, before the first. */
  line?: string;
}

const APART = /"""[^]*?"""|'''[^]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|<[^<>\s{}]*>|#[^\n]*/g;
const PLACE = /error at (\d+):(\d+): ([^]*)/;
const WORDS = `SELECT ASK CONSTRUCT DESCRIBE PREFIX BASE VERSION DISTINCT REDUCED FROM NAMED WHERE GROUP HAVING ORDER ASC DESC LIMIT OFFSET VALUES UNDEF
  OPTIONAL GRAPH SERVICE SILENT BIND UNION MINUS FILTER LATERAL EXISTS NOT TRUE FALSE COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT SEPARATOR STR LANG
  LANGDIR LANGMATCHES DATATYPE BOUND IRI URI BNODE RAND ABS CEIL FLOOR ROUND CONCAT STRLEN UCASE LCASE ENCODE_FOR_URI CONTAINS STRSTARTS STRENDS
  STRBEFORE STRAFTER YEAR MONTH DAY HOURS MINUTES SECONDS TIMEZONE NOW UUID STRUUID MD5 SHA1 SHA256 SHA384 SHA512 COALESCE STRLANG STRDT SAMETERM
  ISIRI ISURI ISBLANK ISLITERAL ISNUMERIC HASLANG REGEX SUBSTR REPLACE ISTRIPLE TRIPLE SUBJECT PREDICATE OBJECT`.split(/\s+/);
const MEANT: [string, string, string][] = [
  ["SELECT contains a variable that is unbound", "A variable is selected that is neither grouped nor counted.", "Put it into GROUP BY, or into COUNT, MIN or SAMPLE."],
  ["SELECT overrides an existing variable", "(… AS ?x) gives a value to a variable that has one.", "Choose another name."],
  ["Duplicated variable name", "A variable is selected twice.", ""],
  ["not authorized with GROUP BY", "SELECT * does not go with GROUP BY.", "Name the variables."],
  ["IRI parsing failed", "What stands between < and > is no address.", ""],
];

/** The text with what is quoted, commented or an address blotted out, letter for letter. */
const bare = (text: string) => text.replace(APART, (found) => " ".repeat(found.length));

/** A fault of a text without its escapes, where it stands in the text that was written. */
function written(found: Fault | undefined, at: (place: number) => number): Fault | undefined {
  return found?.from === undefined ? found : { ...found, from: at(found.from), to: at(found.to ?? found.from) };
}

/** What can be said of a query before it is run: it is empty, it writes, it asks elsewhere, or a prefix is missing. */
export function foreseen(query: string, library: Library): Fault | undefined {
  const { text, at } = resolved(query);
  return written(seen(text, library), at);
}

function seen(text: string, library: Library): Fault | undefined {
  const plain = bare(text);
  if (!plain.trim()) return { said: "The query is empty.", todo: "Write one, or choose one from the library." };
  const writes = /\b(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|COPY|MOVE|ADD)\b(?=[^:]*[{<]|\s+(?:DATA|GRAPH|ALL|DEFAULT))/i.exec(plain);
  if (writes && !/\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b/i.test(plain.slice(0, writes.index))) {
    return { said: "This is an update.", todo: "This page only reads: ask with SELECT, ASK, CONSTRUCT or DESCRIBE.", from: writes.index, to: writes.index + writes[0].length };
  }
  const service = /\bSERVICE\b/i.exec(plain);
  if (service) return { said: "SERVICE calls another endpoint.", todo: "Ask that endpoint itself: no query leaves this page.", from: service.index, to: service.index + 7 };
  const declared = new Set([...plain.matchAll(/\bPREFIX\s+([\w.-]*):/gi)].map((found) => found[1]));
  for (const found of plain.matchAll(/(?<![\w:?$@.-])([A-Za-z][\w.-]*)?:(?=[\w%\\]|[\s;,.)}\]]|$)/g)) {
    const name = found[1] ?? "";
    if (name === "_" || declared.has(name)) continue;
    const known = library.prefixes[name];
    const near = Object.keys(library.prefixes).filter((each) => away(each, name) < Infinity)[0];
    return {
      said: `The prefix “${name}:” is not declared.`,
      todo: known ? "" : near ? `Did you mean “${near}:”?` : `Begin with PREFIX ${name}: <…>`,
      from: found.index,
      to: found.index + found[0].length,
      ...(known ? { line: `PREFIX ${name}: <${known}>` } : {}),
    };
  }
  return undefined;
}

/** What the engine has against a query, which it was given without its escapes. */
export function fault(message: string, query: string): Fault {
  const { text, at } = resolved(query);
  return written(told(message, text), at)!;
}

function told(message: string, text: string): Fault {
  const unknown = /custom function (<[^>]*>)/.exec(message);
  if (unknown) return { said: `The function ${unknown[1]} is not known here.`, todo: "Use the functions of SPARQL 1.1." };
  const [, row, column, expected] = PLACE.exec(message) ?? [];
  if (!row) return { said: message, todo: "" };
  const lines = text.split("\n");
  const at = lines.slice(0, Number(row) - 1).reduce((sum, line) => sum + line.length + 1, 0) + Number(column) - 1;
  const meant = MEANT.find(([words]) => expected?.includes(words));
  if (meant) return { said: meant[1], todo: meant[2] };
  const plain = bare(text);
  const words = [...plain.matchAll(/(?<![\w?$:@])[A-Za-z_]{3,}(?![\w:])/g)].filter(({ 0: found, index }) => index <= at && !WORDS.includes(found.toUpperCase()));
  const word = words.at(-1);
  const far = (each: string) => away(each.toLowerCase(), word?.[0].toLowerCase() ?? "");
  const near = word && WORDS.filter((each) => far(each) < Infinity).sort((one, other) => far(one) - far(other))[0];
  if (word && near) return { said: `“${word[0]}” is not known.`, todo: `Did you mean ${near}?`, from: word.index, to: word.index + word[0].length };
  const open = plain.split("{").length - plain.split("}").length;
  if (at >= plain.trimEnd().length) {
    return { said: open > 0 ? `The query ends too early: ${open} “{” ${open === 1 ? "is" : "are"} not closed.` : "The query ends too early.", todo: "", from: Math.max(0, plain.trimEnd().length - 1), to: plain.trimEnd().length };
  }
  const found = /^\s*([?$]?[\w:.-]+|\S)/.exec(text.slice(at)) ?? ["", ""];
  const from = at + found[0].length - (found[1]?.length ?? 0);
  return { said: `“${found[1]}” cannot stand here.`, todo: `Line ${row}, column ${column}.`, from, to: from + (found[1]?.length || 1) };
}
