// Words that point at what another text says: which of them, this country, my country. kg/wording/pronoun.py in the browser.
import type { Item } from "./item";

const OWNERS = ["its", "their"];
const PERSONAL = ["it", "they", "them"];
const POINTING = ["this", "these", "those", "such"];
const SPEAKERS = ["my", "our", "your"];
const FORMER = ["former", "previous"];
const CLAUSES = ["and", "but", "that", "who", "wh", "where", "count", "since", "after", "before", "until"];
const TELLING = ["that", "who", "wh", "in", "from", "with", "to", "of", "by", "lacking", "not"];
/** Kinds of which "this" one stands for a name; this graph, these sources and your data are what is asked. */
const REGISTERED = ["state", "vendor", "technology", "region", "list", "city", "regime", "group", "agency", "member", "supply"];
const REGIMES = ["autocracy", "democracy"];
/** How many items after "it" a clause may begin that is what "it" stands for: is it disputed that. */
const REACH = 4;

/** Makes each word unknown that stands for something which the text does not say before it. */
export function pronouns(items: readonly Item[]): void {
  for (const [at, item] of items.entries()) {
    if (((item.section === "little" || item.is()) && isPointing(items, at)) || isFormer(items, at)) item.section = "unknown";
  }
}

function isPointing(items: readonly Item[], at: number): boolean {
  const word = items[at]!.text;
  const before = items.slice(0, at);
  const [last, follows] = [before.at(-1), items[at + 1]];
  if (OWNERS.includes(word)) return !isNamed(before);
  if (PERSONAL.includes(word)) {
    if (word === "they" && last && (last.isNoun || last.section === "name")) return !isNamed(before.slice(0, -1));
    const clause = before.findLastIndex(({ concept }) => CLAUSES.includes(concept));
    return !(word === "it" && announces(items.slice(at + 1))) && !isNamed(before.slice(0, Math.max(clause, 0)));
  }
  if (word === "there") {
    const exists = [last, follows].some((each) => each?.is("be", "have", "any", "lacking"));
    return !exists && !before.some(({ section }) => section === "name");
  }
  const noun = !!follows?.isNoun && REGISTERED.includes(follows.concept);
  if (SPEAKERS.includes(word)) return noun;
  if (word === "that") return noun && !follows.text.endsWith("s") && !isNamed(before);
  if (!POINTING.includes(word) || (word === "those" && isTold(items[noun ? at + 2 : at + 1]))) return false;
  return noun || (["these", "those"].includes(word) && last?.text === "of");
}

/** Whether something is said that a pronoun can stand for. */
function isNamed(items: readonly Item[]): boolean {
  return items.some((each) => each.section === "name" || each.section === "about" || each.isNoun || REGIMES.includes(each.concept));
}

/** Whether a condition follows, which tells which are meant: those from France, those using it. */
function isTold(follows: Item | undefined): boolean {
  return !!follows && (follows.is() ? follows.is(...TELLING) : ["past", "going"].includes(follows.form));
}

/** Whether "it" stands for a clause after it: is it disputed that. */
function announces(items: readonly Item[]): boolean {
  const that = items.slice(0, REACH).findIndex(({ text }) => text === "that");
  return that >= 0 && !items.slice(0, that).some((each) => each.isVerb || each.isNoun || each.section === "name");
}

/** Whether "the former" stands for the first of two things that another text names. */
function isFormer(items: readonly Item[], at: number): boolean {
  const follows = items[at + 1];
  const noun = follows && (follows.isNoun || ["name", "about", "number"].includes(follows.section));
  return FORMER.includes(items[at]!.text) && items[at - 1]?.text === "the" && !noun;
}
