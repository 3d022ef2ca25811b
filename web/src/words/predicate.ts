// What things are said to be: reported, named as suppliers; and a second question. kg/wording/predicate.py in the browser.
import type { Item } from "./item";

const SUPPLIERS = ["supplier", "seller", "provider", "exporter"];
const NAMED = ["listed", "marked", "reported", "claimed"];
const GOALS = ["to", "of", "for"];
const TOLD = ["source", "article", "claim", "figure", "agency"];
const ASKING = ["who", "wh", "where", "count"];
const PLACED = ["to", "from", "by", "in", "with"];

/** Reads "is reported" as in use, "firms that are suppliers to Kenya" as firms that supply it; a second question is unknown. */
export function predicates(items: readonly Item[]): void {
  reported(items);
  supplying(items);
  second(items);
}

/** Takes "is reported" for use of a technology and for reach of a vendor: all rows are reported. */
function reported(items: readonly Item[]): void {
  const tells = items.some(({ section, concept }) => section === "types" && TOLD.includes(concept));
  const acts = items.some((item) => item.isVerb || is(item, "use"));
  let be = false;
  for (const [at, item] of items.entries()) {
    be ||= item.is("be");
    const follows = items[at + 1];
    const cited = follows && (follows.is("by", "in") || follows.section === "number");
    if (!be || tells || cited || !is(item, "report") || item.form !== "past") continue;
    if (acts) item.section = "little";
    else if (items.some(isTechnical)) item.concept = "use";
    else if (items.some(({ meanings }) => meanings.has("vendor"))) item.concept = "reach";
  }
}

/** Makes a verb of the noun for what vendors are said to be, where it is told to whom. */
function supplying(items: readonly Item[]): void {
  let [head, linked] = [false, false];
  for (const [at, item] of items.entries()) {
    if (item.isVerb) return;
    const noun = item.section === "types" && item.concept === "vendor";
    if (noun && linked && SUPPLIERS.some((each) => item.text.startsWith(each))) {
      const goals: Item[] = [];
      for (const each of items.slice(at + 1)) {
        if (GOALS.includes(each.text)) goals.push(each);
        else if (each.section !== "little" && each.section !== "about") break;
      }
      for (const each of goals) each.section = "little";
      for (const each of goals.length ? items.slice(0, at) : []) if (NAMED.includes(each.text)) each.section = "little";
      const last = goals.at(-1);
      if (!last) return;
      [last.section, last.concept, last.text] = ["grammar", "to", "to"];
      [item.section, item.concept, item.form] = ["gives", "supply", ""];
      return;
    }
    head ||= noun || item.meanings.has("group");
    linked = head && (linked || item.is("be") || item.text === "as");
  }
}

/** Makes a second question unknown; one that asks for the rows of the first says nothing. */
function second(items: readonly Item[]): void {
  for (const [at, item] of items.entries()) {
    if (!at || !item.is(...ASKING)) continue;
    const before = items.slice(0, at).filter(({ section }) => section !== "little");
    if (before.at(-1)?.is(...PLACED)) before.pop();
    const opened = before.some((each) => each.is(...ASKING));
    const first = before.find((each) => !each.is(...PLACED))?.is(...ASKING);
    const and = before.at(-1);
    if (!and?.is("and") || !opened) continue;
    const rest = items.slice(at + 1).filter(({ section }) => section !== "little");
    if (item.is("wh") && (!rest.length || (rest.length === 1 && rest[0]!.isNoun))) {
      for (const each of [item, and, ...rest]) each.section = "little";
    } else if (first || rest[0]?.is("do")) item.section = "unknown";
  }
}

/** Whether an item is of technologies: one by name, what all is about, or the noun. */
function isTechnical({ section, concept, meanings }: Item): boolean {
  return section === "about" || meanings.has("technology") || (section === "types" && concept === "technology");
}

function is({ section, concept }: Item, word: string): boolean {
  return section === "words" && concept === word;
}
