// Titles and examples of the library as a reader types them, or with other names in them. kg/wording/example.py in the browser.
import { NEWEST, type Item } from "./item";
import { partOf, type Part } from "./matching";
import { folded, HOME } from "./names";
import type { Meanings, Question, Table } from "./table";

const OPEN = ["iri", "claim", "thing"];
/** Parameters that a year does not fill where another is the year itself. */
const SPAN = ["since", "until"];
const LITERAL = [HOME, NEWEST, "integer", "source"];

/** A text word for word, with a mark in the place of each name, and what the names mean. */
export interface Shape {
  marks: readonly string[];
  names: readonly Meanings[];
}

export function shape(found: readonly Item[]): Shape {
  const marks: string[] = [];
  const names: Meanings[] = [];
  for (const item of found) {
    const year = item.section === "number" && /^\p{Nd}{4}$/u.test(item.text);
    if (item.section === "name" || year) {
      const kind = year ? "year" : item.meanings.has(HOME) ? "home" : "name";
      marks.push(`<${kind}${item.owner ? "s" : ""}>`);
      names.push(item.meanings);
    } else marks.push(folded(item.text));
  }
  return { marks, names };
}

/** The questions whose title or example a text is, each with its parameters. */
export function asked(known: Table, said: Shape): Part[] {
  const found = new Map<string, Part>();
  for (const question of known.questions) {
    const params = question.shapes.has(marksOf(question, said)) ? filled(question, said.names) : undefined;
    if (!params) continue;
    const frame = known.frames.find((each) => each.question === question);
    const part = partOf(frame ?? { question, asked: new Set(), words: [], slots: [], through: "" }, params);
    found.set(part.mark, part);
  }
  return [...found.values()];
}

/** A text word for word, with marks for the names that a question can take and the things of the others. */
function marksOf(question: Question, { marks, names }: Shape): string {
  const left = [...names];
  const written = marks.map((mark) => {
    const meanings = mark.startsWith("<") ? left.shift() : undefined;
    return !meanings || takes(question, meanings) ? mark : mark + [...meanings.values()].sort().join("+");
  });
  return written.join(" ");
}

function takes({ params }: Question, meanings: Meanings): boolean {
  return params.some(({ type }) => value(type, meanings));
}

/** The parameters that names fill, in their order; undefined where those that can fill one do not in one way. */
function filled(question: Question, names: readonly Meanings[]): Map<string, string> | undefined {
  const found = new Map<string, Map<string, string>>();
  const taken = names.filter((each) => takes(question, each));
  const grow = (at: number, given: ReadonlyMap<string, string>) => {
    if (at === taken.length) {
      found.set(JSON.stringify([...given].sort()), new Map(given));
      return;
    }
    for (const [n, { name, type }] of question.params.entries()) {
      if (SPAN.includes(name) && question.params.some((each) => each.name === "year")) continue;
      if (given.has(name) || question.params.slice(n).some((each) => each.type === type && given.has(each.name))) continue;
      const meant = value(type, taken[at]!);
      if (meant) grow(at + 1, new Map([...given, [name, meant]]));
    }
  };
  grow(0, new Map());
  return found.size === 1 ? [...found.values()][0] : undefined;
}

function value(type: string, meanings: Meanings): string | undefined {
  if (!OPEN.includes(type)) return meanings.get(type);
  const kind = [...meanings.keys()].sort().find((each) => !LITERAL.includes(each));
  return kind && meanings.get(kind);
}
