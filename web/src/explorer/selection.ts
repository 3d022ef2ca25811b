// The rows that a selection gives, the lines between them and their suppliers, and what changed from an edition to another.
import type { Selection } from "./address";
import { CLASSIFICATION, type Graph, MEMBERSHIP, SUPPLY, USE } from "./data";

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

/** Return whether a claim counts: its source, how firmly it is said, and the years in which it is said to hold. */
export function counting(selection: Selection, graph: Graph): Test {
  const { claims, modalities } = graph.facts;
  const holds = (claim: number, year: number) => {
    const [first, last] = [claims.first[claim], claims.last[claim]];
    return first != null && last != null && first <= year && year <= last;
  };
  const sources = new Set(selection.sources.map((id) => graph.at.get(id)![1]));
  const firm = new Set(selection.modalities);
  const years = selection.year.map(Number);
  return (claim) =>
    (sources.size === 0 || sources.has(claims.source[claim]!)) &&
    (firm.size === 0 || firm.has(modalities[claims.modality[claim]!]!.id)) &&
    (years.length === 0 || years.some((year) => holds(claim, year)));
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

/** Return the lines of a selection, and those of the things from which a reader stepped outward. */
export function outward(selection: Selection, graph: Graph, drawn: readonly Line[]): Line[] {
  const { claims, suppliers, states } = graph.facts;
  if (!selection.expanded.length) return [...drawn];
  const from = new Set(selection.expanded);
  const counts = counting(selection, graph);
  const found = new Map(drawn.map((line) => [`${line.supplier} ${line.state}`, line]));
  claims.kind.forEach((kind, claim) => {
    if (kind !== SUPPLY || !counts(claim) || !graph.accepted[claims.modality[claim]!]) return;
    const [supplier, state] = [claims.thing[claim]!, claims.state[claim]!];
    if (!from.has(suppliers[supplier]!.id) && !from.has(states[state]!.id)) return;
    const key = `${supplier} ${state}`;
    const line = found.get(key);
    if (!line) found.set(key, { supplier, state, claims: [claim] });
    else if (!line.claims.includes(claim)) found.set(key, { ...line, claims: [...line.claims, claim] });
  });
  return [...found.values()];
}

/** Return how many of some lines come from a vendor that is named, and how many from the companies of a state, none of them named. */
export function parted(drawn: readonly Line[], graph: Graph): { vendors: number; groups: number } {
  const groups = drawn.filter((line) => graph.facts.suppliers[line.supplier]!.group).length;
  return { vendors: drawn.length - groups, groups };
}

/** Return a selection with the sources of both editions, where one is held against another: what is said of a row is said by either. */
export function both(selection: Selection): Selection {
  const { sources, before } = selection;
  return before && sources.length ? { ...selection, sources: [...sources, before] } : selection;
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
