// What things are said to be: reported, named as suppliers; and a second question. kg/wording/predicate.py in the browser.
import type { Item } from "./item";

const SUPPLIERS = ["supplier", "seller", "provider", "exporter"];
const NAMED = ["listed", "marked", "reported", "claimed"];
const GOALS = ["to", "of", "for"];
const TOLD = ["source", "article", "claim", "figure", "agency"];
const ASKING = ["who", "wh", "where", "count"];
const TIMES = ["when", "date"];
const ASKED = [...TIMES, "why", "how"];
const JOINING = ["join", "acced", "access", "sign", "become part"];
const PLACED = ["to", "from", "by", "in", "with"];

/** Reads "is reported" as in use, "firms that are suppliers to Kenya" as firms that supply it; a second question is unknown. */
export function predicates(items: readonly Item[]): void {
  reported(items);
  written(items);
  counted(items);
  supplying(items);
  tenure(items);
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

/** Takes "where is it written" for the evidence, and not for a state, and who reports for a source. */
function written(items: readonly Item[]): void {
  const said = items.filter(({ section }) => section !== "little");
  const [who, report] = said.filter((each) => !each.is("have"));
  if (who?.text === "who" && report && is(report, "report")) [who.section, who.concept] = ["types", "source"];
  for (const [at, told] of said.entries()) {
    if (!said[at - 2]?.is("where") || !said[at - 1]!.is("be") || !(is(told, "evidence") || is(told, "report"))) continue;
    [said[at - 2]!.section, told.concept] = ["little", "evidence"];
  }
}

/** Makes a count that articles give, of other things than themselves, a word of its own: what they report is no count of the states that they name. */
function counted(items: readonly Item[]): void {
  if (!items.some(({ section, concept }) => section === "types" && concept === "article") || items.filter((item) => item.is("count")).length > 1) return;
  for (const [at, item] of items.entries()) {
    const noun = items.slice(at).find(({ isNoun }) => isNoun);
    if (item.is("count") && noun && noun.concept !== "article") [item.section, item.concept] = ["words", "tally"];
  }
}

/** Makes one word of a start and an end that are both asked for: when did it join, and when did it leave. */
function tenure(items: readonly Item[]): void {
  const isTime = ({ section, concept }: Item) => section === "words" && TIMES.includes(concept);
  const end = items.findIndex((each) => is(each, "leave") || is(each, "stop"));
  const start = items.findIndex(
    (each) =>
      (is(each, "member") && JOINING.some((one) => each.text.startsWith(one))) ||
      (is(each, "date") && each.text.startsWith("since")),
  );
  if (start < 0 || end < 0 || !items.some(isTime)) return;
  const link = items.slice(Math.min(start, end), Math.max(start, end)).find((each) => each.is("and"));
  if (!link) return;
  items[start]!.concept = "join-leave";
  link.section = "little";
  for (const each of items) if (each === items[end] || isTime(each)) each.section = "done";
}

/** Makes a verb of the noun for what vendors are said to be, where it is told to whom. */
function supplying(items: readonly Item[]): void {
  let [head, linked, first] = [false, false, 0];
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
      for (const each of goals.length ? items.slice(first, at) : []) if (NAMED.includes(each.text)) each.section = "little";
      const last = goals.at(-1);
      if (!last) return;
      [last.section, last.concept, last.text] = ["grammar", "to", "to"];
      [item.section, item.concept, item.form] = ["gives", "supply", ""];
      return;
    }
    if (!head) first = at;
    head ||= noun || item.meanings.has("vendor") || item.meanings.has("group");
    linked = head && (linked || item.is("be") || item.text === "as");
  }
}

/** Makes a second question unknown; one that asks for the rows of the first says nothing. */
function second(items: readonly Item[]): void {
  for (const [at, item] of items.entries()) {
    if (!at || !asks(item)) continue;
    const before = items.slice(0, at).filter(({ section }) => section !== "little");
    if (before.at(-1)?.is(...PLACED)) before.pop();
    const opened = before.some(asks);
    const opens = before.find((each) => !each.is(...PLACED));
    const first = opens && asks(opens);
    const and = before.at(-1);
    if (!and?.is("and") || !opened) continue;
    const rest = items.slice(at + 1).filter(({ section }) => section !== "little");
    if (item.is("wh") && ((!rest.length && item.text !== "what") || (rest.length === 1 && rest[0]!.isNoun))) {
      for (const each of [item, and, ...rest]) each.section = "little";
    } else if ((first && (rest.length || item.is())) || rest[0]?.is("do")) item.section = "unknown";
  }
}

/** Whether a word opens a question. */
function asks(item: Item): boolean {
  return item.is(...ASKING) || (item.section === "words" && ASKED.includes(item.concept));
}

/** Whether an item is of technologies: one by name, what all is about, or the noun. */
function isTechnical({ section, concept, meanings }: Item): boolean {
  return section === "about" || meanings.has("technology") || (section === "types" && concept === "technology");
}

function is({ section, concept }: Item, word: string): boolean {
  return section === "words" && concept === word;
}
