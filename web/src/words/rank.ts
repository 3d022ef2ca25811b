// The number of an order, and the rows that it cuts off. kg/wording/rank.py in the browser.
import type { Item } from "./item";

/** The form of a word that asks for an order from least to most. */
export const LOWEST = "lowest";

/** Words that say by what things are in an order. */
const ORDERING = ["most", "military", "spending", "reach", "score", "size", "repress"];

/** What stands before the first of an order where others are sought among them. */
const WITHIN = ["of", "among", "amongst", "in", "within", "into", "inside"];

/**
 * Gives the number of an order the role "top", and turns "two or more" and "two states or more" into "at least two"; what asks
 * for the fewest asks for the most, turned round.
 */
export function tops(items: readonly Item[]): void {
  if (!items.some(orders)) {
    for (const item of items) if (item.section === "words" && item.concept === "fewest") [item.concept, item.form] = ["most", LOWEST];
  }
  const said = items.filter(({ section }) => section !== "little");
  for (const [at, item] of said.entries()) {
    const [before, rest] = [said[at - 1], said.slice(at + 1)];
    const compared = before?.is("floor", "over", "under") ?? false;
    const link = Math.max(0, rest.findIndex((each, n) => n > 2 || !each.isNoun));
    const more = rest[link]?.text === "or" && rest[link + 1]?.text === "more";
    // "most 17" at the end of a text asks for nothing.
    const ordered = (orders(before) && (rest.length > 0 || before?.text !== "most")) || orders(rest[0]);
    const counted = (rest.find(({ section }) => section !== "name")?.isNoun ?? false) && rest.some(orders);
    if (item.section === "words" && item.text === "two" && (compared || more || ordered || counted)) {
      [item.section, item.concept, item.meanings] = ["number", "", new Map([["integer", "2"]])];
    }
    if (item.section !== "number" || item.role || item.meanings.has("source")) continue;
    if (more) {
      item.role = "over";
      rest[link]!.section = rest[link + 1]!.section = "done";
    } else if (!compared && !/^\p{Nd}{4}$/u.test(item.text) && (ordered || counted)) item.role = chosen(items.slice(0, items.indexOf(item))) ? (whole(rest) ? "chosen" : "cut") : "top";
  }
}

/** Whether the first of an order are what others are sought among: which of the top ten, among the ten. */
function chosen(before: readonly Item[]): boolean {
  const last = before.filter((each) => !["the", "all"].includes(each.text) && !orders(each)).at(-1);
  return last !== undefined && WITHIN.includes(last.text);
}

/** Whether nothing but an order is said of what a number counts: the top ten spenders, not those in Africa. */
function whole(rest: readonly Item[]): boolean {
  for (const each of rest) {
    if (each.is("be", "have", "do") || each.isVerb || each.section === "persons") return true;
    const ordering = each.section === "words" && ORDERING.includes(each.concept);
    const counted = ["types", "done", "number"].includes(each.section) || each.is("by", "with", "of", "count");
    if (!(ordering || counted || each.meanings.has("scheme"))) return each.section === "words" && each.concept === "use";
  }
  return true;
}

/** Gives the vendors of "at least two of Huawei, Hikvision and Dahua" that role. */
export function among(items: readonly Item[]): void {
  const said = items.filter(({ section }) => section !== "done");
  for (let n = 0; n + 1 < said.length; n++) {
    const [one, two] = [said[n]!, said[n + 1]!];
    if (one.role !== "over" || two.text !== "of") continue;
    for (const each of items.slice(items.indexOf(two) + 1)) {
      if (each.section === "name" && each.meanings.has("vendor") && !each.role) each.role = "among";
      else if (each.section !== "little" && !each.is("and", "or")) break;
    }
  }
}

/** Whether a word puts things in an order from most to least. */
function orders(item: Item | undefined): boolean {
  return item?.section === "words" && item.concept === "most";
}

/** The first keys by their rank, from most to least, with those that share the last place; below zero those from least to most. */
export function cut(ranks: ReadonlyMap<string, number>, keys: readonly string[], first: number): string[] {
  if (first < 0) return cut(new Map([...ranks].map(([key, rank]) => [key, -rank])), keys, -first);
  const rank = (key: string) => ranks.get(key) ?? -Infinity;
  const ordered = [...keys].sort((one, two) => (rank(one) === rank(two) ? 0 : rank(two) - rank(one)));
  if (first >= ordered.length || first < 1) return ordered.slice(0, Math.max(first, 0));
  const last = rank(ordered[first - 1]!);
  return ordered.filter((key, n) => n < first || rank(key) === last);
}
