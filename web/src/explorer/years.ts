// The rows over the years: the editions that have them, and the years in which a state joined an initiative.
import type { Selection } from "./address";
import { type Graph, MEMBERSHIP, type Thing } from "./data";
import { counting, rows } from "./selection";

export interface Joining {
  state: number;
  year: number;
  initiative: number;
  claims: number[];
}

export interface Years {
  editions: { edition: Thing; year: number; held: Map<number, number[]>; apart: number }[];
  joined: Joining[];
}

/** Return what is told of some rows over the years: by each edition, the claims that it has of a row; and how many states it has besides. */
export function over(selection: Selection, graph: Graph, listed: readonly number[]): Years {
  const { claims, initiatives, sources } = graph.facts;
  const of = new Set(listed);
  const editions = sources
    .filter((each) => each.year)
    .sort((a, b) => a.year! - b.year!)
    .map((edition) => {
      const all = rows({ ...selection, sources: [edition.id] }, graph);
      const held = new Map(all.filter((row) => of.has(row.state)).map((row) => [row.state, row.claims]));
      return { edition, year: edition.year!, held, apart: all.length - held.size };
    });
  const wanted = selection.values.initiative;
  const counts = counting(selection, graph);
  const joined = new Map<string, Joining>();
  claims.kind.forEach((kind, claim) => {
    const [year, initiative, state] = [claims.start[claim], claims.thing[claim]!, claims.state[claim]!];
    if (kind !== MEMBERSHIP || !year || !of.has(state) || !counts(claim) || !graph.accepted[claims.modality[claim]!]) return;
    if (wanted.length && !wanted.includes(initiatives[initiative]!.id)) return;
    const key = `${state} ${initiative} ${year}`;
    const found = joined.get(key) ?? { state, year, initiative, claims: [] };
    found.claims.push(claim);
    joined.set(key, found);
  });
  return { editions, joined: [...joined.values()] };
}
