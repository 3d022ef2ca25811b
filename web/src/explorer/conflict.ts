// Which of the disagreements are about what is selected, which only about states of the selection, and how many are outside of it.
import type { Selection } from "./address";
import type { Graph } from "./data";
import type { Conflict, Receipts } from "./receipt";
import type { Row } from "./selection";

export interface Sorted {
  /** About what is selected. */
  own: Conflict[];
  /** About a state of the rows, on another matter. */
  near: Conflict[];
  outside: number;
}

/** Whether one of the claims that disagree is of a source, as firmly said, and of a year that count. */
function counts(
  { receipts, year }: Conflict,
  { sources, before, modalities, year: years }: Selection,
  graph: Graph,
  position: (claim: string) => number | undefined,
): boolean {
  const from = new Set([...sources, ...(sources.length && before ? [before] : [])]);
  const { claims } = graph.facts;
  const holds = (claim: string): boolean => {
    const at = position(claim);
    const [first, last] = at === undefined ? [year, year] : [claims.first[at], claims.last[at]];
    return first != null && last != null && years.some((each) => first <= Number(each) && Number(each) <= last);
  };
  return receipts.some(
    (each) =>
      (!from.size || from.has(each.source)) &&
      (!modalities.length || modalities.includes(each.modality)) &&
      (!years.length || holds(each.claim)),
  );
}

/** Whether it concerns all that is selected: of each dimension one of the values. */
function concerns({ about }: Conflict, { values }: Selection, graph: Graph): boolean {
  const named = new Set(about);
  const suppliers = about.filter((id) => graph.at.get(id)?.[0] === "suppliers").map((id) => graph.thing(id)!);
  const states = about.flatMap((id) => (graph.at.get(id)?.[0] === "states" ? [graph.at.get(id)![1]] : []));
  const trait = (wanted: readonly string[], of: "homes" | "lists") =>
    wanted.some((id) => suppliers.some((each) => each[of]?.includes(graph.at.get(id)![1])));
  const one = (wanted: readonly string[]) => !wanted.length || wanted.some((id) => named.has(id));
  const { technology, supplier, home, list, initiative, region, category, state } = values;
  const regions = new Set(region.map((id) => graph.at.get(id)![1]));
  return (
    [technology, supplier, initiative, category, state].every(one) &&
    (!home.length || trait(home, "homes")) &&
    (!list.length || trait(list, "lists")) &&
    (!regions.size || states.some((each) => graph.regions(each).some((held) => regions.has(held))))
  );
}

/** Return the disagreements, sorted by what they have to do with a selection and its rows; a chosen row alone counts where there is one. */
export function sorted(selection: Selection, graph: Graph, { conflicts, id }: Receipts, shown: readonly Row[]): Sorted {
  const chosen = selection.row ? selection.row.split(">") : [];
  const states = new Set(shown.map((row) => graph.facts.states[row.state]!.id));
  const at = selection.year.length ? new Map(id.map((claim, position) => [claim, position])) : undefined;
  const found: Sorted = { own: [], near: [], outside: 0 };
  for (const each of conflicts) {
    const fits = counts(each, selection, graph, (claim) => at?.get(claim));
    if (fits && (chosen.length ? chosen.every((id) => each.about.includes(id)) : concerns(each, selection, graph))) found.own.push(each);
    else if (fits && !chosen.length && each.about.some((id) => states.has(id))) found.near.push(each);
    else found.outside++;
  }
  return found;
}
