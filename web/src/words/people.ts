// The people of a state for the state: what the Thais use, do Germans. kg/wording/people.py in the browser.
import type { Item } from "./item";
import { HOME } from "./names";

/** The form of a demonym in the plural: Germans. */
export const PEOPLE = "people";

function isPassed({ section }: Item): boolean {
  return section === "little" || section === "done";
}

function isUse({ section, concept }: Item): boolean {
  return section === "words" && concept === "use";
}

/** Takes each demonym for the state itself where it stands for its people, and is no adjective of companies. */
export function peoples(items: readonly Item[]): void {
  let last = -1;
  const language = items.at(-1);
  if (language?.isState && language.meanings.has(HOME) && items.at(-2)?.is("in")) language.section = "unknown";
  for (const [at, item] of items.entries()) {
    if (!item.isState || !item.meanings.has(HOME) || !(does(items, at) || joins(items, last, at))) continue;
    item.meanings = new Map([...item.meanings].filter(([kind]) => kind !== HOME));
    last = at;
  }
}

/** Whether a demonym stands for people that use, buy, sell or are sold something. */
function does(items: readonly Item[], at: number): boolean {
  if (!persons(items, at)) return false;
  const before = items.slice(0, at).findLast((each) => !isPassed(each));
  const follows = items.slice(at + 1).find((each) => !isPassed(each));
  if (before?.is("be", "except", "not", "lacking", "from")) return false;
  const acts = follows !== undefined && (follows.isVerb || isUse(follows) || follows.is("have"));
  const served = before !== undefined && (before.section === "gives" || before.is("do", "to"));
  return acts || served || before?.concept === "compare";
}

/** Whether a demonym can be a noun: it is in the plural or after "the", and no noun follows it. */
function persons(items: readonly Item[], at: number): boolean {
  const plural = items[at]!.form === PEOPLE;
  const follows = items.slice(at + 1).find((each) => !isPassed(each));
  if (!plural && items[at - 1]?.text !== "the") return false;
  if (!follows || follows.isVerb || isUse(follows)) return true;
  return follows.is() && (plural || !follows.is("and", "or"));
}

/** Whether a demonym is joined to people before it: the Kenyans and the Ugandans. */
function joins(items: readonly Item[], last: number, at: number): boolean {
  const between = items.slice(last + 1, at).filter((each) => !isPassed(each));
  return last >= 0 && between.length === 1 && between[0]!.is("and", "or") && persons(items, at);
}
