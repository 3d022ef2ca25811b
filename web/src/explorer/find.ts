// Names found as they are typed: labels in every language, other names, codes, years, and names with a slip in them.
import { away, plain } from "../names/near";
import type { Graph, List, Thing } from "./data";
import { named } from "./terms";
import { phrase, type Word } from "./words";

/** What a found name would be taken as: a thing of a list, the home of vendors, a year, or how firmly something is said. */
export type As = List | "homes" | "year" | "modalities";

export interface Found {
  id: string;
  name: string;
  as: As;
  /** What it is called beside its name: the other name by which it was found, and its kind. */
  beside: string;
  far: number;
}

const LISTS: List[] = ["states", "suppliers", "technologies", "initiatives", "regions", "lists", "categories", "sources"];
const KIND: Record<As, Word> = {
  states: "state", suppliers: "vendor", technologies: "technology", initiatives: "initiative", regions: "region", lists: "list",
  categories: "category", sources: "source", homes: "home", year: "year", modalities: "firmness",
};
const MOST = 12;

/** The states in which suppliers are based. */
function homes(graph: Graph): Set<number> {
  return new Set(graph.facts.suppliers.flatMap((each) => each.homes ?? []));
}

/** The years in which claims are said to hold, the last first. */
export function years(graph: Graph): number[] {
  const { first, last } = graph.facts.claims;
  const found = new Set<number>();
  first.forEach((from, claim) => {
    const to = last[claim];
    if (from != null && to != null) for (let year = from; year <= to; year++) found.add(year);
  });
  return [...found].sort((a, b) => b - a);
}

/** Return what is called so, the nearest first; of some kinds alone where they are given. */
export function suggestions(graph: Graph, text: string, language: string, only?: readonly As[]): Found[] {
  const wanted = plain(text);
  if (!wanted) return [];
  const found: Found[] = [];
  const seek = (thing: Thing, as: As, name = named(thing, language, graph.facts)) => {
    const labels = [name, ...Object.values(thing.label)];
    let [by, far] = ["", Infinity];
    for (const each of [...labels, ...(thing.also ?? [])]) {
      const distance = away(plain(each), wanted);
      if (distance < far) [by, far] = [each, distance];
    }
    if (far === Infinity) return;
    const kind = phrase(as === "suppliers" && thing.group ? "group" : KIND[as], language);
    found.push({ id: thing.id, name, as, beside: labels.includes(by) ? kind : `${by} · ${kind}`, far });
  };
  const wants = (as: As) => !only || only.includes(as);
  for (const list of LISTS) if (wants(list)) for (const thing of graph.facts[list]) seek(thing, list);
  if (wants("homes")) for (const at of homes(graph)) seek(graph.facts.states[at]!, "homes");
  if (wants("modalities")) for (const each of graph.facts.modalities) if (each.accepted) seek(each, "modalities");
  if (wants("year") && /^\d{2,4}$/.test(wanted))
    for (const year of years(graph)) if (String(year).startsWith(wanted)) found.push({ id: String(year), name: String(year), as: "year", beside: phrase("year", language), far: 0 });
  return found.sort((a, b) => a.far - b.far || a.name.localeCompare(b.name, language || "en")).slice(0, MOST);
}
