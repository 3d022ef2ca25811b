// Names found as they are typed: labels in every language, other names, codes, and names with a slip in them.
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

/** A name without case, marks and punctuation. */
export function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** The number of letters to change, add, leave out or swap; more than `most` counts as one more. */
function slips(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let [above, last] = [[] as number[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      let best = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) best = Math.min(best, above[j - 2]! + 1);
      row.push(best);
    }
    [above, last] = [last, row];
  }
  return last[other.length]!;
}

function away(name: string, wanted: string): number {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1 + name.length / 1000;
  if (` ${name}`.includes(` ${wanted}`)) return 2 + name.length / 1000;
  if (wanted.length < 4) return Infinity;
  const most = wanted.length > 7 ? 2 : 1;
  const found = slips(name, wanted, most);
  return found <= most ? 3 + found : Infinity;
}

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
