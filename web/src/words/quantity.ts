// Quantities that no question answers, and those that say no more than the words beside them. kg/wording/quantity.py in the browser.
import type { Item } from "./item";
import { HOME } from "./names";

/** Kinds of which "a" one stands for a name that the text does not give. */
const ANY = ["vendor", "state"];
const PAIRED = ["vendor", "technology", "state"];
/** Before a number: of no question, but of the conditions that the grammar finds. */
const EXACT = ["exactly", "precisely"];
const READERS = ["you", "i", "we", "me"];

/** Makes each quantity unknown that a question would have to use; "all" before what is asked for says nothing. */
export function quantities(items: readonly Item[], head: number | undefined): void {
  for (const [at, item] of items.entries()) {
    const follows = items.slice(at + 1).find(({ section, text }) => section !== "little" || READERS.includes(text));
    const counted = items.slice(at + 1).find(({ section }) => section !== "name" && section !== "about");
    if (item.section === "little" && item.text === "one" && counted?.isNoun) item.section = "unknown";
    const noun = items[at + 1];
    if (EXACT.includes(item.text) && noun && (noun.section === "number" || noun.text === "two")) item.section = "unknown";
    const any = ["a", "an"].includes(item.text) && noun?.section === "types" && at + 1 !== head && ANY.includes(noun.concept);
    if (any && items.some(({ isVerb }) => isVerb)) noun!.section = "unknown";
    const least = items.slice(at + 1).find(({ section }) => section !== "little" && section !== "done");
    if (item.role === "over" && head !== undefined && (least === items[head] || uncounted(items[head]!, least))) item.section = "unknown";
    if (isSole(items, at)) item.section = "unknown";
    if (!item.is()) continue;
    if (item.concept === "wh" && !follows && items.slice(0, at).some((each) => each.is("not", "lacking", "who", "wh"))) item.section = "unknown";
    if (item.concept === "portion" || (item.concept === "modal" && !(follows && READERS.includes(follows.text)))) {
      item.section = "unknown";
    } else if (item.concept === "all") {
      const noun = items.findIndex((each, n) => n >= at && each.isNoun);
      const whole = head === undefined || head < at || (noun < 0 ? head : noun) === head;
      item.section = whole && !items.slice(0, at).some(tells) ? "little" : "unknown";
    } else if (item.concept === "both") {
      const last = items.slice(at + 1).every(({ section }) => section === "little");
      const paired = isPaired(items.slice(at + 1)) || (last && isPaired(items.slice(0, at).reverse()));
      item.section = paired ? "little" : "unknown";
      if (paired && items.every((each) => each.meanings.has("vendor") || each === item || each.is("and"))) {
        [item.section, item.concept] = ["words", "together"];
      }
    }
  }
}

/** Whether no question counts such things of what is asked for: the technologies of a vendor. */
function uncounted(head: Item, counted: Item | undefined): boolean {
  return head.concept === "vendor" && counted?.concept === "technology";
}

/** Whether one vendor is said to be the only one of its home: the only Chinese vendor. */
function isSole(items: readonly Item[], at: number): boolean {
  const [home, noun] = [items[at + 1], items[at + 2]];
  const only = items[at]!.section === "words" && items[at]!.concept === "only" && items[at - 1]?.text === "the";
  return only && noun?.section === "types" && noun.concept === "vendor" && !noun.text.endsWith("s") && home!.meanings.has(HOME);
}

function tells(item: Item): boolean {
  return ["name", "number", "about", "words", "unknown"].includes(item.section) || item.isNoun || item.isVerb;
}

/** Whether two names that a row can have side by side follow, joined by "and". */
function isPaired(items: readonly Item[]): boolean {
  const [one, and, two] = items.filter((each) => each.section !== "little" && !each.is("by", "from", "to", "in", "of"));
  if (one?.section !== "name" || two?.section !== "name" || !and!.is("and")) return false;
  return PAIRED.some((kind) => one.meanings.has(kind) && two.meanings.has(kind));
}
