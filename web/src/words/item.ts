// The stretches of a text: names, numbers, words of the lexicon, and the unknown. kg/wording/item.py in the browser.
import { HOME, folded, isSame, tokens, type Mention, type Names } from "./names";
import { PEOPLE } from "./people";
import { curie, type Meanings, type Table } from "./table";

/** The form of the alpha-3 code of a state. */
export const CODE = "code";
/** The meaning that the newest edition has besides: before a word of change, it is the later of two. */
export const NEWEST = "newest";
const NAMED = (
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen " +
  "eighteen nineteen"
).split(" ");
const TENS = { twenty: 20, thirty: 30, forty: 40, fifty: 50, hundred: 100 };
export const NUMBERS = new Map([...NAMED.map((name, number) => [name, number] as const), ...Object.entries(TENS)]);
/** A name, and a colon or a dash, before what is asked of it: Kenya: suppliers. */
const HEADED = /^\s*(?:(?:as for|regarding|concerning|about|on|take|consider|re)[:\s]\s*)?([^:;?!,]{2,60}?)\s*(?:[:,.]|\s[-–—])\s+(?=\S)/iu;
/** What stands for such a name in the rest of the text, and what is put beside the name in its place. */
const STANDING = new Map([["it", ""], ["they", ""], ["them", ""], ["its", "'s"], ["their", "'s"], ["there", "in "]]);
/** What a name is joined to by a hyphen, and the word that it says: US-based, Huawei-supplied. */
const BOUND = new Map([["based", ""], ["headquartered", ""], ["made", ""], ["built", ""], ["supplied", "supply"], ["equipped", "supply"]]);
const RAW = /[\p{L}\p{N}]+(?:[.&'’+/-][\p{L}\p{N}]+)*(?:['’](?![\p{L}\p{N}_]))?/gu;
const [AHEAD, BEHIND] = ["(?![\\p{L}\\p{N}_])", "(?<![\\p{L}\\p{N}_])"];
const CAN = new RegExp(`${BEHIND}(ca|wo)n['’]t${AHEAD}`, "giu");
const NOT = new RegExp(`${BEHIND}([\\p{L}\\p{N}_]+)n['’]t${AHEAD}`, "giu");
const BARE = new RegExp(`${BEHIND}(do|does|did|is|are|was|were|has|have|had)nt${AHEAD}`, "giu");
const IS = new RegExp(`${BEHIND}(who|what|where)s${AHEAD}`, "giu");
const NON = new RegExp(`${BEHIND}non-(?=[\\p{L}\\p{N}_])`, "giu");
/** Two names before such a colon. */
const PAIR = /^(.+?)\s(?:and|or)\s(.+)$/iu;
const TWO = `(?:the two|them|these|those)${AHEAD}`;
/** What stands for the two in the rest, and how it is said with their names. */
const STAND: [stands: RegExp, before: string, link: string][] = [
  [new RegExp(`${BEHIND}(?:at least one of|either of|one or both of) ${TWO}`, "iu"), "", "or"],
  [new RegExp(`${BEHIND}both(?: of ${TWO}|${AHEAD})`, "iu"), "both ", "and"],
  [new RegExp(`${BEHIND}neither of ${TWO}`, "iu"), "neither ", "nor"],
];

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
    public owner = false,
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

/** The items of a text, in its order; a name that is said twice, one after the other, is one: Burma/Myanmar. */
export function items(names: Names, known: Table, text: string): Item[] {
  const made: Item[] = [];
  for (const item of stretches(names, known, text)) {
    const last = made.at(-1);
    if (last && item.section === "name" && isSame(item.meanings, last.meanings) && !last.owner) last.owner = item.owner;
    else made.push(item);
  }
  return made;
}

function stretches(names: Names, known: Table, text: string): Item[] {
  const [words, owners, joined] = parted(names, known, text);
  let before: Item | undefined;
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
      const form = isPeople(names, mention) ? PEOPLE : known.codes.has(folded(mention.text)) ? CODE : "";
      before = new Item(mention.text, about ? "about" : digits ? "number" : "name", "", form, meanings, owners[mention.end - 1]);
      made.push(before);
      at = mention.end;
      continue;
    }
    if (joined.has(at) && before && ["state", "region", "vendor"].some((kind) => before!.meanings.has(kind))) {
      made.push(attribute(before, folded(words[at]!)));
      at++;
      before = undefined;
      continue;
    }
    before = undefined;
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

/** What a word is that a hyphen joins to a name, which is given its role: US-based, Huawei-supplied. */
function attribute(name: Item, word: string): Item {
  const concept = BOUND.get(word)!;
  const vendor = name.meanings.has("vendor");
  if (!vendor) name.role = "home";
  return new Item(word, concept ? "words" : vendor ? "unknown" : "done", concept);
}

/** A text with the name that heads it where a pronoun stands for it, and else how many words that name has. */
function heading(names: Names, text: string): [string, number] {
  const headed = HEADED.exec(text);
  if (!headed) return [text, 0];
  const rest = text.slice(headed[0].length);
  if (!names.whole(headed[1]!)) return [paired(names, headed[1]!, rest) || text, 0];
  const found = new RegExp(`${BEHIND}(${[...STANDING.keys()].join("|")})${AHEAD}`, "iu").exec(rest);
  if (found && !new RegExp(`${BEHIND}(?:is|are|was|were|has|have) there${AHEAD}`, "iu").test(rest)) {
    const added = STANDING.get(found[1]!.toLowerCase()) ?? "";
    const name = added.startsWith("'") ? headed[1]! + added : added + headed[1]!;
    return [rest.slice(0, found.index) + name + rest.slice(found.index + found[0].length), 0];
  }
  return [text, /[:–—-]\s*$/u.test(headed[0]) ? (headed[0].match(RAW) ?? []).length : 0];
}

/** What follows two names that head a text, with both in the place of what stands for them: at least one of the two. */
function paired(names: Names, head: string, rest: string): string {
  const pair = PAIR.exec(head);
  if (!pair || !names.whole(pair[1]!) || !names.whole(pair[2]!)) return "";
  const found = STAND.flatMap(([stands, before, link]) => {
    const said = stands.exec(rest);
    return said ? [rest.slice(0, said.index) + `${before}${pair[1]} ${link} ${pair[2]}` + rest.slice(said.index + said[0].length)] : [];
  });
  return found.length === 1 ? found[0]! : "";
}

/** The words of a text, whether each has the sign of the possessive, and which a hyphen joins to a name. */
function parted(names: Names, known: Table, whole: string): [string[], boolean[], Set<number>] {
  const signed = SIGNED.exec(whole);
  const written = (signed ? whole.slice(0, signed.index) : whole).replace(CAN, "can not").replace(NOT, "$1 not").replace(NON, "non ").replace(BARE, "$1 not").replace(IS, "$1 is");
  const [plain, head] = heading(names, written);
  const words: string[] = [];
  const owners: boolean[] = [];
  const joined = new Set<number>();
  for (const [n, raw] of (plain.match(RAW) ?? []).entries()) {
    const word = raw.replace(/['’]s?$/, "");
    const lone = !known.words.has(folded(word)) && !names.has(word);
    for (const part of lone ? word.split(/[-/]/) : [word]) {
      words.push(part);
      owners.push(false);
    }
    const end = words.at(-1)!;
    if (lone && words.length > 1 && raw.endsWith(`-${end}`) && BOUND.has(folded(end))) joined.add(words.length - 1);
    owners[owners.length - 1] = raw !== word || n + 1 === head;
  }
  return [words, owners, joined];
}
