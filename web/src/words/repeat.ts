// A verb that is meant again: that Huawei supplies but ZTE does not. kg/wording/repeat.py in the browser.
import type { Item } from "./item";

/** Puts "but ZTE does not" as "but not ZTE", with the verb before it; the names that are its subjects are returned. */
export function meantAgain(items: Item[]): Item[] {
  const said = items.filter(({ section }) => section !== "little");
  const [not, auxiliary] = [said.at(-1), said.at(-2)];
  if (said.length < 5 || !not!.is() || not!.text !== "not" || !auxiliary!.is("do", "be", "have")) return [];
  const names: Item[] = [];
  let at = said.length - 3;
  for (; at >= 0 && (said[at]!.section === "name" || (names.length && ["or", "nor"].includes(said[at]!.text))); at--) names.unshift(said[at]!);
  const verb = said.slice(0, Math.max(at, 0)).findLast(acts);
  if (!names.length || at < 1 || !said[at]!.is("but", "and", "that") || !verb) return [];
  if (said.slice(0, at).some((each) => each.is("not", "lacking", "except"))) return [];
  const link = said[at]!;
  const start = items.indexOf(link);
  [link.text, link.concept] = ["but", "but"];
  [auxiliary!.text, auxiliary!.section, auxiliary!.concept] = [verb.text, "words", verb.concept];
  items.splice(start, items.length, link, not!, ...names, auxiliary!);
  return names.filter(({ section }) => section === "name");
}

/** Gives the subjects of a verb that is meant again the role of its subject. */
export function repeated(items: readonly Item[], again: readonly Item[]): void {
  if (!again.length) return;
  const at = items.slice(0, items.indexOf(again[0]!)).findLastIndex(acts);
  const subject = items.slice(0, at).findLast(({ section }) => section === "name");
  for (const each of again) {
    if (subject) each.role = subject.role;
    if (!subject || ![...each.meanings.keys()].some((kind) => subject.meanings.has(kind))) each.section = "unknown";
  }
}

function acts(item: Item): boolean {
  return item.isVerb || (item.section === "words" && item.concept === "use");
}
