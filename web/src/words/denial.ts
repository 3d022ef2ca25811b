// How far each denial of a text reaches: not, neither … nor, without, except. kg/wording/denial.py in the browser.
import type { Item } from "./item";
import { HOME } from "./names";

const DENIALS = ["not", "lacking", "except"] as const;

/** Gives each item the sign and the scope of the denial it stands in; what could not be settled is returned. */
export function denials(items: Item[]): string[] {
  const troubles: string[] = [];
  let numbers = 0;
  let [sign, scope, narrow, met, word, linked, led] = ["+", 0, false, 0, "", false, false];
  for (const [at, item] of items.entries()) {
    const grammar = item.section === "grammar";
    if (item.is(...DENIALS)) {
      const again = item.text !== "nor" && item.concept !== "except" && !closed(items, at);
      if (sign !== "+" && ((met === 0 && word !== "neither") || again)) troubles.push(`${word} … ${item.text}`);
      if (item.text === "not" && items.slice(0, at).every(({ section }) => section === "little") && heads(items, at)) troubles.push(item.text);
      led = item.is("except") && isLed(items, at);
      [narrow, linked] = [item.concept !== "not", item.text === "not" && closed(items, at)];
      [sign, scope, met, word] = [isExcepting(items, at) ? "x" : "-", ++numbers, 0, item.text];
      let denied: Item[];
      if (item.text === "not") denied = [...subject(items, at), ...relative(items, at), ...complement(items, at)];
      else denied = item.text === "no" ? complement(items, at) : byNeither(items, at);
      for (const before of denied) [before.sign, before.scope] = [sign, scope];
      continue;
    }
    if (sign === "+" || item.section === "little" || item.section === "done") continue;
    const follows = items.slice(at + 1).find(({ section }) => section !== "little");
    const verb = item.isVerb || (item.section === "words" && item.concept === "use" && isVerb(items, at));
    let ends: boolean;
    if (item.is("that", "but", "wh", "who")) {
      ends = true;
      if (met > 0 && led && item.is("that", "who")) troubles.push(`${word} … ${item.text}`);
    } else if (item.is("and")) {
      ends = met > 0 && !((sign === "x" || word.startsWith("outside")) && follows?.section === "name");
      const name = follows && ["name", "about"].includes(follows.section) && sign !== "x";
      if (ends && name && same(items, at)) troubles.push(`${word} … and`);
    } else {
      ends = narrow && met > 0 && (verb || item.is("be", "have", "do", "with", "in"));
      const last = items.at(at - 1)!;
      const non = word === "non" && met > 0;
      ends ||= non && item.text !== "of" && last.text !== "of" && item.section !== "name";
      ends ||= non && item.section === "name" && !belongs(items, at);
    }
    if (ends) {
      [sign, scope, narrow] = ["+", 0, false];
      continue;
    }
    const edition = item.meanings.has("source") && met > 0;
    if (!grammar && !edition && !(met > 0 && linked && item.form === "asked")) {
      [item.sign, item.scope] = [sign, scope];
      met++;
    }
  }
  const said = new Set(items.map((item) => item.scope).filter(Boolean));
  const denied = items.filter((item) => item.is(...DENIALS));
  if (!troubles.length && denied.length > said.size) {
    troubles.push(denied[0]!.text);
  }
  return troubles;
}

/** Whether a preposition follows, so that a clause can be of what is excepted: except those in Africa that. */
function isLed(items: readonly Item[], at: number): boolean {
  return !!items.slice(at + 1).find(({ section }) => section !== "little")?.is("in", "with", "from", "by");
}

/** Whether a noun for what is asked follows: "not vendors that supply Kenya" says nothing of what it wants. */
function heads(items: readonly Item[], at: number): boolean {
  return !!items.slice(at + 1).find(({ section }) => section !== "little")?.isNoun;
}

/** Whether things are excepted by name, and not all that meet a condition: except Kenya, except members. */
function isExcepting(items: readonly Item[], at: number): boolean {
  const follows = items.slice(at + 1).find(({ section }) => section !== "little" && section !== "done");
  const named = follows?.section === "name" && !follows.role;
  const owned = items.slice(at + 1).find(({ section }) => !["little", "done", "name"].includes(section));
  if (owned?.section === "customers") return false;
  return items[at]!.concept === "except" && named && (follows.meanings.has("state") || follows.meanings.has("vendor"));
}

/** Whether a word for use is a verb: it is inflected, or what is used follows. */
function isVerb(items: readonly Item[], at: number): boolean {
  const follows = items.slice(at + 1).find(({ section }) => section !== "little");
  return items[at]!.form !== "" || follows?.section === "about" || !!follows?.meanings.has("technology");
}

/** Whether a name stands after "of": non-members of the initiative. */
function belongs(items: readonly Item[], at: number): boolean {
  const before = items.slice(0, at).findLast(({ text }) => text !== "the" && text !== "a");
  return before?.text === "of";
}

/** The names between an auxiliary and a denial, which is of them: does Huawei not supply. */
function subject(items: readonly Item[], at: number): Item[] {
  const found: Item[] = [];
  for (const item of items.slice(0, at).reverse()) {
    if (item.section === "name" || item.section === "number") found.push(item);
    else if (item.is("do", "be", "have")) return found;
    else if (!["little", "done"].includes(item.section) && !["and", "or"].includes(item.concept)) return [];
  }
  return [];
}

/** The subject of a clause that ends with the verb it denies: members that Huawei does not supply. */
function relative(items: readonly Item[], at: number): Item[] {
  const [before, after] = [items.slice(0, at), items.slice(at + 1)].map((part) => part.filter(({ section }) => section !== "little"));
  const [verb, more, ...others] = after!;
  if (before!.length < 3 || !verb || !before!.at(-1)!.is("do") || others.length || (more && !more.is("from", "to", "with"))) return [];
  if (!verb.isVerb && !(verb.section === "words" && verb.concept === "use")) return [];
  const subject = before!.at(-2)!;
  const noun = before!.length > 3 && before!.at(-3)!.is("that", "wh", "who") ? before!.at(-4)! : before!.at(-3)!;
  const told = noun.isNoun || noun.meanings.has("category") || noun.meanings.has("initiative");
  return told && trades(subject) ? [subject] : [];
}

/** The subject of a clause that denies what it is: where Huawei is not a supplier, is Huawei no supplier. */
function complement(items: readonly Item[], at: number): Item[] {
  const [before, after] = [items.slice(0, at), items.slice(at + 1)].map((part) => part.filter(({ section }) => section !== "little"));
  if (before!.length < 3 || !after![0]?.isNoun) return [];
  const [link, name, be] = before!.slice(-3) as [Item, Item, Item];
  if (name.is("be") && items[at]!.text === "no") return trades(be) ? [be] : [];
  const led = ["where", "that", "wh", "who", "in", "to"].includes(link.concept);
  return be.is("be") && led && trades(name) ? [name] : [];
}

/** Whether an item names a vendor or a state. */
function trades({ section, meanings }: Item): boolean {
  return section === "name" && (meanings.has("vendor") || meanings.has("state"));
}

/** The verb before "by neither", which is denied with those that follow: supplied by neither of the two. */
function byNeither(items: readonly Item[], at: number): Item[] {
  const [verb, by] = items.slice(0, at).filter(({ section }) => section !== "little").slice(-2);
  return items[at]!.text === "neither" && verb?.isVerb && by?.is("by", "from", "to") ? [verb] : [];
}

/** Whether a conjunction stands right before a denial. */
function closed(items: readonly Item[], at: number): boolean {
  const before = items.slice(0, at).findLast(({ section }) => section !== "little");
  return before !== undefined && ["and", "or", "but", "that"].includes(before.concept);
}

/** Whether a name of the same register stands before and after a conjunction. */
function same(items: readonly Item[], at: number): boolean {
  const one = items.slice(0, at).findLast(({ section }) => section === "name");
  const two = items.slice(at + 1).find(({ section }) => section !== "little")!;
  return one !== undefined && [...one.meanings.keys()].some((kind) => kind !== HOME && two.meanings.has(kind));
}
