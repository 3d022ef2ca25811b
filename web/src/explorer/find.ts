// Names found as they are typed: labels in every language, other names, codes, and names with a slip in them.
import { away, plain } from "../names/near";
import { type Graph, type List, type Thing } from "./data";

export type { List } from "./data";

export interface Found {
  thing: Thing;
  list: List;
  by: string;
  far: number;
}

const LISTS: List[] = ["states", "suppliers", "technologies", "initiatives", "regions", "lists", "categories", "sources"];
const MOST = 12;

export function suggestions(graph: Graph, text: string, language: string): Found[] {
  const wanted = plain(text);
  if (!wanted) return [];
  const found: Found[] = [];
  for (const list of LISTS)
    for (const thing of graph.facts[list]) {
      const names = [thing.label[language], ...Object.values(thing.label), ...(thing.also ?? [])].filter((each) => each !== undefined);
      let best: Found | undefined;
      for (const name of names) {
        const far = away(plain(name), wanted);
        if (far < (best?.far ?? Infinity)) best = { thing, list, by: name, far };
      }
      if (best) found.push(best);
    }
  return found.sort((a, b) => a.far - b.far || a.by.localeCompare(b.by)).slice(0, MOST);
}

/** What is said beside a suggestion: the name by which it was found, where that is not its label. */
export function nameAlso(found: Found): string {
  const labels = Object.values(found.thing.label);
  const kind = found.list === "suppliers" ? (found.thing.group ? "group" : "vendor") : found.list.replace(/ies$/, "y").replace(/s$/, "");
  return labels.includes(found.by) ? kind : `${found.by} · ${kind}`;
}
