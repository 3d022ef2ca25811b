// What a reader selects, as it stands in the address, and the rows that it gives.
import { CLASSIFICATION, type Graph, MEMBERSHIP, SUPPLY, USE } from "./data";

/** The dimensions: what each holds, and whether several values must all hold or one of them. */
export const DIMENSIONS = ["technology", "supplier", "home", "list", "initiative", "region", "category", "state"] as const;
export type Dimension = (typeof DIMENSIONS)[number];
export const ANY: readonly Dimension[] = ["region", "category", "state"];

export interface Selection {
  values: Record<Dimension, string[]>;
  /** The sources whose claims count; all where none is named. */
  sources: string[];
  /** How firmly it is said: the modalities that count; all that are accepted where none is named. */
  modalities: string[];
  /** The rows that claims of this edition give are held against those of `sources`. */
  before: string;
  /** Things side by side. */
  compare: string[];
  panel: string;
  row: string;
  language: string;
  story: string;
  embed: boolean;
}

/** One row: a state, and the claims by which it is in the selection. */
export interface Row {
  state: number;
  claims: number[];
}

export interface Line {
  supplier: number;
  state: number;
  claims: number[];
}

const REGISTERS: Record<Dimension, string> = {
  technology: "technology",
  supplier: "vendor",
  home: "state",
  list: "list",
  initiative: "initiative",
  region: "region",
  category: "category",
  state: "state",
};

export function empty(): Selection {
  const values = Object.fromEntries(DIMENSIONS.map((name) => [name, []])) as unknown as Record<Dimension, string[]>;
  return { values, sources: [], modalities: [], before: "", compare: [], panel: "", row: "", language: "", story: "", embed: false };
}

const OWN = ["sources", "modalities", "before", "compare", "panel", "row", "language", "story", "embed"];

/** Return the selection that an address holds, and the parts of it that name nothing here. */
export function read(text: string, graph: Graph): [Selection, string[]] {
  const found = empty();
  const unknown: string[] = [];
  for (const [name, value] of new URLSearchParams(text)) {
    const parts = value.split(",").filter(Boolean);
    if ((DIMENSIONS as readonly string[]).includes(name)) {
      const dimension = name as Dimension;
      for (const part of parts) {
        const id = part.includes(":") ? part : `${REGISTERS[dimension]}:${part}`;
        if (graph.at.has(id)) found.values[dimension].push(id);
        else unknown.push(`${name}=${part}`);
      }
    } else if (name === "sources" || name === "before") {
      const ids = parts.map((part) => (part.includes(":") ? part : `source:${part}`));
      unknown.push(...ids.filter((id) => !graph.at.has(id)).map((id) => `${name}=${id}`));
      const known = ids.filter((id) => graph.at.has(id));
      if (name === "sources") found.sources = known;
      else found.before = known[0] ?? "";
    } else if (name === "compare") {
      found.compare = parts.filter((part) => graph.at.has(part)).slice(0, 3);
      unknown.push(...parts.filter((part) => !graph.at.has(part)).map((part) => `${name}=${part}`));
    } else if (name === "modalities") found.modalities = parts;
    else if (name === "embed") found.embed = value === "1";
    else if (name === "panel" || name === "row" || name === "language" || name === "story") found[name] = value;
    else unknown.push(name);
  }
  return [found, unknown];
}

/** Return a selection as it stands in the address; the same selection always gives the same text. */
export function written(selection: Selection): string {
  const parts: string[] = [];
  for (const name of DIMENSIONS) {
    const short = selection.values[name].map((id) => (id.startsWith(`${REGISTERS[name]}:`) ? id.slice(REGISTERS[name].length + 1) : id));
    if (short.length) parts.push(`${name}=${short.join(",")}`);
  }
  for (const name of OWN) {
    const value = selection[name as keyof Selection];
    if (Array.isArray(value) ? value.length : value) {
      const list = Array.isArray(value) ? value : [value === true ? "1" : String(value)];
      parts.push(`${name}=${list.map((each) => encodeURIComponent(each).replaceAll("%3A", ":").replace(/^source:/, "")).join(",")}`);
    }
  }
  return parts.join("&");
}

type Test = (claim: number) => boolean;

/** Return what each value that is selected asks of a claim about a state. */
function tests(selection: Selection, graph: Graph): Test[] {
  const { claims, suppliers } = graph.facts;
  const position = (id: string) => graph.at.get(id)![1];
  const { technology, supplier, home, list, initiative } = selection.values;
  const is = (kind: number, id: string): Test => {
    const wanted = position(id);
    return (claim) => claims.kind[claim] === kind && claims.thing[claim] === wanted;
  };
  const from = (trait: "homes" | "lists", id: string): Test => {
    const wanted = position(id);
    return (claim) => claims.kind[claim] === SUPPLY && (suppliers[claims.thing[claim]!]![trait] ?? []).includes(wanted);
  };
  return [
    ...technology.map((id) => is(USE, id)),
    ...supplier.map((id) => is(SUPPLY, id)),
    ...home.map((id) => from("homes", id)),
    ...list.map((id) => from("lists", id)),
    ...initiative.map((id) => is(MEMBERSHIP, id)),
  ];
}

/** Return whether the source and the modality of a claim count. */
export function counting(selection: Selection, graph: Graph): Test {
  const { claims, modalities } = graph.facts;
  const sources = new Set(selection.sources.map((id) => graph.at.get(id)![1]));
  const firm = new Set(selection.modalities);
  return (claim) =>
    (sources.size === 0 || sources.has(claims.source[claim]!)) &&
    (firm.size === 0 || firm.has(modalities[claims.modality[claim]!]!.id));
}

/**
 * Return the rows of a selection, by the name of the state: each state about which the sources say everything that is
 * selected. What is selected of technologies, suppliers, homes, lists and initiatives must all hold; of regions,
 * categories and states, one of each must. That a state has both says nothing of one leading to the other.
 */
export function rows(selection: Selection, graph: Graph): Row[] {
  const { claims } = graph.facts;
  const asked = tests(selection, graph);
  const counts = counting(selection, graph);
  const states = new Set(selection.values.state.map((id) => graph.at.get(id)![1]));
  const regions = new Set(selection.values.region.map((id) => graph.at.get(id)![1]));
  const categories = new Set(selection.values.category.map((id) => graph.at.get(id)![1]));
  const found: Row[] = [];
  graph.facts.states.forEach((_, state) => {
    if (states.size && !states.has(state)) return;
    if (regions.size && !graph.regions(state).some((region) => regions.has(region))) return;
    const own = graph.about[state]!.filter(counts);
    const by = new Set<number>();
    for (const test of asked) {
      const held = own.filter(test);
      if (!held.length) return;
      held.forEach((claim) => by.add(claim));
    }
    if (categories.size) {
      const coded = own.filter((claim) => claims.kind[claim] === CLASSIFICATION && categories.has(claims.thing[claim]!));
      if (!coded.length) return;
      coded.forEach((claim) => by.add(claim));
    }
    if (!asked.length && !categories.size)
      own.filter((claim) => claims.kind[claim] !== CLASSIFICATION).forEach((claim) => by.add(claim));
    if (by.size) found.push({ state, claims: [...by] });
  });
  return found;
}

/** Return the supplies to the states of some rows, the suppliers narrowed to what is selected of them. */
export function lines(selection: Selection, graph: Graph, shown: readonly Row[]): Line[] {
  const { claims, suppliers } = graph.facts;
  const counts = counting(selection, graph);
  const position = (id: string) => graph.at.get(id)![1];
  const { supplier, home, list } = selection.values;
  const own = new Set(supplier.map(position));
  const [homes, lists] = [home.map(position), list.map(position)];
  const narrowed = own.size + homes.length + lists.length > 0;
  const fits = (thing: number): boolean =>
    !narrowed ||
    own.has(thing) ||
    homes.some((each) => suppliers[thing]!.homes?.includes(each)) ||
    lists.some((each) => suppliers[thing]!.lists?.includes(each));
  const found = new Map<string, Line>();
  for (const { state } of shown)
    for (const claim of graph.about[state]!) {
      const thing = claims.thing[claim]!;
      if (claims.kind[claim] !== SUPPLY || !counts(claim) || !fits(thing)) continue;
      const key = `${thing} ${state}`;
      const line = found.get(key) ?? { supplier: thing, state, claims: [] };
      line.claims.push(claim);
      found.set(key, line);
    }
  return [...found.values()];
}

export type Change = "added" | "removed" | "kept";

/** Return how the rows of an edition differ from those of the edition before it, for the same selection. */
export function changes(selection: Selection, graph: Graph): { state: number; change: Change; before: number[]; after: number[] }[] {
  const after = new Map(rows(selection, graph).map((row) => [row.state, row.claims]));
  const before = new Map(rows({ ...selection, sources: [selection.before] }, graph).map((row) => [row.state, row.claims]));
  return graph.facts.states.flatMap((_, state) => {
    const [then, now] = [before.get(state), after.get(state)];
    if (!then && !now) return [];
    const change: Change = then && now ? "kept" : now ? "added" : "removed";
    return [{ state, change, before: then ?? [], after: now ?? [] }];
  });
}
