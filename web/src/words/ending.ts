// What ends a text or joins its parts: each, and since when, and no one else, not yet. kg/wording/ending.py in the browser.
import type { Item } from "./item";

const BESIDES = ["and-sure", "and-source", "and-from", "and-by"];
const LINKS = ["and ", "but ", "with ", "without "];
const BANS = ["ban", "moratorium"];
const REGIMES = ["autocracy", "democracy"];

/** Marks a count of each of two, and makes unknown what is asked besides, or says that nobody else does, amid a text. */
export function endings(items: readonly Item[]): void {
  banned(items);
  ordered(items);
  const said = items.filter(({ section, text }) => section !== "little" || text === "of");
  const counted = said.some((item) => item.is("count"));
  const compared = said.some(({ concept }) => concept === "more") || (said[0]?.is("do", "be") ?? false);
  for (const [at, item] of said.entries()) {
    const [before, rest] = [said[at - 1], said.slice(at + 1)];
    const word = item.section === "words";
    if (item.text === "each" && item.is("each") && counted && isApiece(rest)) [item.section, item.concept] = ["words", "apiece"];
    else if (word && BESIDES.includes(item.concept) && !rest.every(isBesides)) item.section = "unknown";
    else if (word && item.concept === "only" && LINKS.some((start) => item.text.startsWith(start))) {
      if (!rest.every(isEdition)) item.section = "unknown";
    } else if (item.text === "yet" && before && (before.is("not") || !rest.length)) item.section = "little";
    else if (item.text === "but" && at > 1 && isAll(said[at - 2]!, before!) && rest[0]?.section === "name") item.concept = "except";
    else if (item.is("or") && compared && before && rest.length) {
      const both = REGIMES.includes(before.concept) && REGIMES.includes(rest[0]!.concept);
      if (both && before.concept !== rest[0]!.concept) item.concept = "and";
    }
  }
}

/** Makes one word of the order that ends a text: biggest first. */
function ordered(items: readonly Item[]): void {
  const [one, two] = items.filter(({ section }) => section !== "little").slice(-2);
  if (items.length < 3 || one?.section !== "words" || one.concept !== "most" || two?.section !== "words") return;
  if (two.concept === "first") [one.concept, two.section] = ["and-order", "little"];
}

/** Makes a state unknown that a ban is on: no question has those, for a ban is one of a technology in a state. */
function banned(items: readonly Item[]): void {
  for (const [at, item] of items.slice(0, -1).entries()) {
    const follows = items.slice(at + 2).find(({ section }) => section !== "little");
    const on = item.section === "words" && BANS.includes(item.concept) && items[at + 1]!.text === "on";
    if (on && follows?.isState) follows.section = "unknown";
  }
}

/** Whether "each" is said of things named: it ends the text, a verb follows, or names after "of". */
function isApiece([one, two]: readonly Item[]): boolean {
  if (!one || one.isVerb || one.is("have")) return true;
  return one.text === "of" && two?.section === "name";
}

/** Whether all of a kind are said, of which something may be excepted: all vendors but Huawei. */
function isAll(one: Item, two: Item): boolean {
  return (one.text === "all" || one.text === "every") && two.isNoun;
}

function isBesides({ section, concept }: Item): boolean {
  return section === "little" || BESIDES.includes(concept);
}

function isEdition(item: Item): boolean {
  return item.section === "little" || item.is("in") || item.meanings.has("source");
}
