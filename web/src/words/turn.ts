// Turns of phrase: a text put plainly before its words are read. kg/wording/turn.py in the browser.
import { bound, conditions, type Clauses, type Signed } from "./clause";
import { folded, HOME, seen, type Names } from "./names";
import { put, type Rules } from "./terse";
import { curie, type Meanings, type Table } from "./table";

const TOKEN = /[\p{L}\p{N}]+(?:[.&'’+/-][\p{L}\p{N}]+)*/gu;
const KINDS = Object.entries({
  state: "s", vendor: "v", technology: "t", list: "l", initiative: "i", region: "r",
  category: "c", place: "p", scheme: "x", source: "e", integer: "n",
});
const MARK = /\ue000[a-z](\d+)\ue001/g;
const BOTH = /\b(?:both|each of the|each of the two|the two|either of the) editions\b/gi;
const LISTED = /\b([a-z0-9]+)-listed\b/gi;
const ROUNDS = 4;
/** The rules of the grammar for conditions in any order: of states, of vendors. */
const FREE = ["STATESET", "VENDORSET"];
const DENIAL = /\b(?:not|no|none|never|neither|nor|non|nobody|cannot|without|except|excluding|absent)\b|n't\b/gi;

export interface Turn { says: RegExp; becomes: string; when: readonly string[]; loses: boolean }
export interface Turns { signs: readonly Turn[]; phrases: readonly Turn[]; filters: Rules }
/** The rules as the site carries them. */
export type WrittenTurn = [says: string, becomes: string, when: string, loses: string];
export interface WrittenTurns {
  signs: WrittenTurn[];
  phrases: WrittenTurn[];
  conditions: [rows: string, says: string, becomes: string, denied: string][];
  pieces: Record<string, string>;
}

const own = (becomes: string) => becomes.replace(/\$/g, "$$$$").replace(/\\(\d)/g, "$$$1");

/** Rules of one kind, ready to be applied. */
export function rules(all: readonly WrittenTurn[]): readonly Turn[] {
  return all.map(([says, becomes, when, loses]) => ({ says: new RegExp(says, "gi"), becomes: own(becomes), when: when.split("|"), loses: loses !== "" }));
}

/** The rules, ready to be applied. */
export function turns(written: WrittenTurns): Turns {
  const whole = (says: string) => new RegExp(`^(?:${says})$`, "i");
  const pieces = (key: string) => whole(written.pieces[key]!);
  return {
    signs: rules(written.signs),
    phrases: rules(written.phrases),
    filters: {
      conditions: written.conditions.map(([rows, says, becomes, denied]) => ({ rows, says: whole(says), becomes: own(becomes), denied: own(denied) })),
      rows: ["states", "vendors"].map((key) => [key, pieces(key)] as const),
      edition: pieces("edition"),
      count: pieces("count"),
    },
  };
}

/** A text put plainly, and its conditions where it is a set of them. */
export interface Put {
  text: string;
  /** Each condition as a question of its own, with its sign. */
  parts: readonly Signed[];
  /** Whether only the parts say all that the text does. */
  apart: boolean;
}

/** A text put plainly; as it stands, but for its blanks, where no rule speaks of it. */
export function turned(names: Names, known: Table, text: string): Put {
  const { phrases, filters } = known.turns;
  let whole = signed(names, known, text);
  const years = [...known.editions.keys()].sort();
  if (years.length === 2) whole = whole.replace(BOTH, years.map((year) => `the ${year} edition`).join(" and in "));
  let [marked, named] = marks(names, known, bound(whole));
  let found: Clauses | undefined = conditions(known.grammar, marked);
  if (!found) {
    [marked, named] = marks(names, known, whole);
    marked = applied(phrases, marked);
    found = conditions(known.grammar, marked);
  }
  if (!found) return { text: unmarked(put(filters, marked), named), parts: [], apart: false };
  const { question, parts } = found;
  const made = { text: question ? unmarked(question, named) : whole, parts: plain(parts, named), apart: !question };
  const all = [made.text, ...made.parts.map(([, each]) => each)].join(" . ");
  return isRenamed(names, known, all, whole) ? { text: unmarked(marked, named), parts: [], apart: false } : made;
}

/** The conditions of a text that has them in any order, however they are joined; empty where it has not. */
export function freely(names: Names, known: Table, text: string): readonly Signed[] {
  const whole = signed(names, known, text);
  const [marked, named] = marks(names, known, bound(whole));
  const ways = new Set([marked, applied(known.turns.phrases, marked)]);
  const found = [...ways].flatMap((each) => FREE.map((start) => conditions(known.grammar, each, start))).find((each) => each);
  const parts = plain(found?.parts ?? [], named);
  return isRenamed(names, known, parts.map(([, each]) => each).join(" . "), whole) ? [] : parts;
}

/** A text without marks of its own, with words for its signs, and its lists as names of them. */
function signed(names: Names, known: Table, text: string): string {
  return listed(names, applied(known.turns.signs, seen(text.replace(/[\ue000\ue001]/g, ""))));
}

/** Conditions with their names in the places of the marks. */
function plain(parts: readonly Signed[], named: readonly string[]): readonly Signed[] {
  return parts.map(([sign, each]) => [sign, unmarked(each, named)] as const);
}

/** Whether words of a text, put in another order, make a name that it does not have: not (rated) free. */
function isRenamed(names: Names, known: Table, made: string, text: string): boolean {
  const low = text.toLowerCase();
  return marks(names, known, made)[1].some((each) => !/[0-9]/.test(each) && !low.includes(each.toLowerCase()));
}

/** A text with the whole name of each list that stands in an adjective: Entity-Listed. */
function listed(names: Names, text: string): string {
  return text.replace(LISTED, (whole, word: string) => {
    const [name, ...more] = [...names.found(`${word} list`).values()];
    const own = name && !more.length && name.start === 0 && name.end === 2 && name.meanings.has("list");
    return own ? `${word} List - listed` : whole;
  });
}

/** A text with its names in the places of their marks. */
export function unmarked(text: string, named: readonly string[]): string {
  return text.replace(MARK, (_, at: string) => named[Number(at)]!);
}

/** A text to which rules were applied in their order. */
export function applied(rules: readonly Turn[], text: string): string {
  let low = text.toLowerCase();
  for (const { says, becomes, when, loses } of rules) {
    if (!when.some((word) => low.includes(word))) continue;
    for (let round = 0; round < ROUNDS; round++) {
      const made = text.replace(says, becomes).split(" ").filter(Boolean).join(" ");
      if (made === text || (!loses && lost(text, made))) break;
      text = made;
      low = made.toLowerCase();
    }
  }
  return text;
}

/** Whether a text names or denies what it is no longer said to in another form. */
function lost(text: string, made: string): boolean {
  const denials = (of: string) => [...of.matchAll(DENIAL)].length;
  return [...text.matchAll(MARK)].some(([mark]) => !made.includes(mark)) || denials(made) < denials(text);
}

/** A text with a mark in the place of each name, and the names in the order of their marks. */
export function marks(names: Names, known: Table, text: string): [string, string[]] {
  text = text.replace(/[\ue000\ue001]/g, "");
  const spans = [...text.matchAll(TOKEN)].map((found) => [found.index, found.index + found[0].replace(/['’]s?$/, "").length] as const);
  const found = names.found(spans.map(([start, end]) => text.slice(start, end)).join(" "));
  const named: string[] = [];
  let [made, at] = ["", 0];
  for (const mention of found.values()) {
    if ([...mention.meanings.keys()].every((kind) => kind === HOME || known.silent.has(kind)) || mention.end > spans.length) continue;
    const [start, end] = [spans[mention.start]![0], spans[mention.end - 1]![1]];
    const name = text.slice(start, end);
    if (!named.includes(name)) named.push(name);
    const kind = known.codes.has(folded(mention.text)) ? "k" : letter(known, mention.text, mention.meanings);
    made += `${text.slice(at, start)}\ue000${kind}${named.indexOf(name)}\ue001`;
    at = end;
  }
  return [made + text.slice(at), named];
}

/** The letter for what a name is. */
function letter(known: Table, text: string, meanings: Meanings): string {
  const things = [...meanings].filter(([kind]) => kind !== "integer").map(([, thing]) => curie(known, thing));
  if (things.some((thing) => known.about.includes(thing))) return "a";
  if (/^\p{Nd}+$/u.test(text)) return [...text].length === 4 ? "y" : "n";
  if (meanings.has(HOME)) return "h";
  return KINDS.find(([kind]) => meanings.has(kind))?.[1] ?? "o";
}
