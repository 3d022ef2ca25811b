// The stretches of a text: names, numbers, words of the lexicon, and the unknown. kg/wording/item.py in the browser.
import { HOME, folded, tokens, type Mention, type Names } from "./names";
import { PEOPLE } from "./people";
import { curie, type Meanings, type Table } from "./table";

/** The meaning that the newest edition has besides: before a word of change, it is the later of two. */
export const NEWEST = "newest";
const NAMED = (
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen " +
  "eighteen nineteen"
).split(" ");
const TENS = { twenty: 20, thirty: 30, forty: 40, fifty: 50, hundred: 100 };
const NUMBERS = new Map([...NAMED.map((name, number) => [name, number] as const), ...Object.entries(TENS)]);
const RAW = /[\p{L}\p{N}]+(?:[.&'’+/-][\p{L}\p{N}]+)*(?:['’](?![\p{L}\p{N}_]))?/gu;
const [AHEAD, BEHIND] = ["(?![\\p{L}\\p{N}_])", "(?<![\\p{L}\\p{N}_])"];
const CAN = new RegExp(`${BEHIND}(ca|wo)n['’]t${AHEAD}`, "giu");
const NOT = new RegExp(`${BEHIND}([\\p{L}\\p{N}_]+)n['’]t${AHEAD}`, "giu");
const BARE = new RegExp(`${BEHIND}(do|does|did|is|are|was|were|has|have|had)nt${AHEAD}`, "giu");
const IS = new RegExp(`${BEHIND}(who|what|where)s${AHEAD}`, "giu");
const NON = new RegExp(`${BEHIND}non-(?=[\\p{L}\\p{N}_])`, "giu");

/** How a letter ends: many thanks, Ruth. */
const SIGNED = new RegExp(
  "[.,;!?]\\s*(?:[Mm]any thanks|[Tt]hanks|[Tt]hank you|(?:[Bb]est|[Kk]ind) (?:regards|wishes)|[Rr]egards|[Cc]heers)" +
    "(?: in advance)?[,.!]?\\s+[A-Z][a-z]+(?: [A-Z][a-z]+)?\\.?\\s*$",
);

export class Item {
  role = "";
  sign = "+";
  scope = 0;

  constructor(
    public text: string,
    public section: string,
    public concept = "",
    public form = "",
    public meanings: Meanings = new Map(),
    readonly owner = false,
  ) {}

  get isVerb(): boolean {
    return this.section === "gives" || this.section === "takes";
  }
  get isNoun(): boolean {
    return ["types", "customers", "persons"].includes(this.section);
  }
  get isState(): boolean {
    return this.section === "name" && this.meanings.has("state");
  }
  /** Whether it can be the subject or the object of a supply. */
  get isHead(): boolean {
    const named = this.section === "name" && (this.meanings.has("state") || this.meanings.has("vendor"));
    return named || this.isNoun || this.concept === "who";
  }
  /** Whether it is a word of grammar, of one of the concepts where some are named. */
  is(...concepts: string[]): boolean {
    return this.section === "grammar" && (!concepts.length || concepts.includes(this.concept));
  }
}

export function items(names: Names, known: Table, text: string): Item[] {
  const [words, owners] = parted(names, known, text);
  const found = names.found(words.join(" "));
  const made: Item[] = [];
  const newest = known.editions.get([...known.editions.keys()].sort().at(-1) ?? "");
  for (let at = 0; at < words.length; ) {
    const mention = found.get(at);
    if (mention && ![...mention.meanings.keys()].every((kind) => kind === HOME || known.silent.has(kind))) {
      const meanings = new Map([...mention.meanings].filter(([kind]) => !known.silent.has(kind)));
      const digital = [...meanings.keys()].every((kind) => kind === "integer" || kind === "source");
      if (newest && meanings.get("source") === newest) meanings.set(NEWEST, newest);
      const about = [...meanings.values()].some((thing) => known.about.includes(curie(known, thing)));
      const digits = /^\p{Nd}+$/u.test(mention.text) && digital;
      const form = isPeople(names, mention) ? PEOPLE : "";
      made.push(new Item(mention.text, about ? "about" : digits ? "number" : "name", "", form, meanings, owners[mention.end - 1]));
      at = mention.end;
      continue;
    }
    let length = Math.min(known.longest, words.length - at);
    for (; length > 0; length--) {
      const form = folded(words.slice(at, at + length).join(" "));
      const word = known.words.get(form);
      if (!word || [...found.keys()].some((start) => start > at && start < at + length)) continue;
      made.push(new Item(form, word.section, word.concept, word.form, new Map(), owners[at + length - 1]));
      break;
    }
    if (!length) {
      const number = NUMBERS.get(folded(words[at]!));
      made.push(
        number !== undefined
          ? new Item(folded(words[at]!), "number", "", "", new Map([["integer", String(number)]]))
          : new Item(words[at]!, "unknown"),
      );
      length = 1;
    }
    at += length;
  }
  return made;
}

/** Whether a mention is a demonym in the plural: Germans, where German names the same state. */
function isPeople(names: Names, { text, meanings }: Mention): boolean {
  const state = meanings.get(HOME);
  return state !== undefined && text.endsWith("s") && names.meanings(tokens(text.slice(0, -1))).get(HOME) === state;
}

/** The words of a text and whether each has the sign of the possessive; "don't" and "non-" are two words. */
function parted(names: Names, known: Table, text: string): [string[], boolean[]] {
  const signed = SIGNED.exec(text);
  const plain = (signed ? text.slice(0, signed.index) : text).replace(CAN, "can not").replace(NOT, "$1 not").replace(NON, "non ").replace(BARE, "$1 not").replace(IS, "$1 is");
  const words: string[] = [];
  const owners: boolean[] = [];
  for (const raw of plain.match(RAW) ?? []) {
    const word = raw.replace(/['’]s?$/, "");
    const lone = !known.words.has(folded(word)) && !names.has(word);
    for (const part of lone ? word.split(/[-/]/) : [word]) {
      words.push(part);
      owners.push(false);
    }
    owners[owners.length - 1] = raw !== word;
  }
  return [words, owners];
}
