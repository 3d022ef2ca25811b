// The rows as a table that can be sorted; a row opens its receipts.
import { CLASSIFICATION, MEMBERSHIP, NAMED, REGIMES, SUPPLY, USE } from "./data";
import { both, type Change, counting, type Row } from "./selection";
import { byName, change, changed, graph, nameOf, number, pointed, say, sayChange, selection, shown, stateName } from "./state";

/** What the counting claims say of a state, by kind: the names of things, sorted. */
export function said(state: number, kind: number, scheme = ""): string[] {
  const { claims, categories } = graph.facts;
  const counts = counting(both(selection.value), graph);
  const fits = (thing: number) => !scheme || (categories[thing]!.schemes ?? []).includes(scheme);
  const own = graph.about[state]!.filter((claim) => claims.kind[claim] === kind && counts(claim));
  const things = new Set(own.map((claim) => claims.thing[claim]!).filter(fits));
  return [...things].map((thing) => nameOf(graph.facts[NAMED[kind]!][thing]!)).sort(byName);
}

function regionOf(state: number): string {
  const region = graph.facts.states[state]!.regions?.[0];
  return region === undefined ? "" : nameOf(graph.facts.regions[region]!);
}

export const COLUMNS = [
  ["state", (row: Row) => stateName(row.state)],
  ["region", (row: Row) => regionOf(row.state)],
  ["regime", (row: Row) => said(row.state, CLASSIFICATION, REGIMES).join(", ")],
  ["technologies", (row: Row) => said(row.state, USE).join(", ")],
  ["suppliers", (row: Row) => said(row.state, SUPPLY).join(", ")],
  ["initiatives", (row: Row) => said(row.state, MEMBERSHIP).join(", ")],
  ["claims", (row: Row) => number(row.claims.length)],
] as const;

export interface Listed extends Row {
  change?: Change;
}

/** The rows as the table has them: of two editions those of both, each with what changed. */
export function listed(): Listed[] {
  const all: Listed[] = changed.value.length
    ? changed.value.map(({ state, before, after, change: how }) => ({ state, claims: [...new Set([...after, ...before])], change: how }))
    : shown.value;
  const { sort } = selection.value;
  const down = sort.startsWith("-");
  const column = COLUMNS.find(([name]) => name === sort.replace("-", "")) ?? COLUMNS[0];
  /** What changed stands before what did not. */
  const kept = (row: Listed) => Number(row.change === "kept");
  const keyed = all.map((row) => [row, column[0] === "claims" ? String(row.claims.length).padStart(6) : column[1](row)] as const);
  return keyed.sort(([first, a], [second, b]) => kept(first) - kept(second) || (down ? byName(b, a) : byName(a, b))).map(([row]) => row);
}

export function Table() {
  const sorted = listed();
  const held = selection.value.sort;
  const down = held.startsWith("-");
  const by = Math.max(0, COLUMNS.findIndex(([name]) => name === held.replace("-", "")));
  const shift = changed.value.length > 0 ? 1 : 0;
  const labels = Object.fromEntries(COLUMNS.slice(1).map(([name], at) => [`--h${at + 2 + shift}`, JSON.stringify(say(name))]));
  const sort = (column: number) => {
    const name = COLUMNS[column]![0];
    change({ sort: column === by && !down ? `-${name}` : name === "state" ? "" : name });
  };
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={say("table")} data-rows={sorted.length}>
      <table class="stack" data-sorts style={labels}>
        <thead>
          <tr>
            {changed.value.length > 0 && <th scope="col">{say("changes")}</th>}
            {COLUMNS.map(([name], column) => (
              <th scope="col" aria-sort={column === by ? (down ? "descending" : "ascending") : "none"}>
                <button type="button" onClick={() => sort(column)}>
                  {say(name)}
                  <span aria-hidden="true">{column === by ? (down ? " ↓" : " ↑") : ""}</span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => {
            const id = graph.facts.states[row.state]!.id;
            return (
              <tr
                key={id}
                class={[id === selection.value.row ? "chosen" : "", id === pointed.value ? "pointed" : ""].join(" ")}
                onPointerEnter={() => (pointed.value = id)}
                onPointerLeave={() => (pointed.value = "")}
              >
                {changed.value.length > 0 && <td class={`change ${row.change}`}>{sayChange(row.change!)}</td>}
                {COLUMNS.map(([name, text], column) =>
                  column === 0 ? (
                    <th scope="row">
                      <button type="button" onClick={() => change({ row: id })}>
                        {text(row)}
                      </button>
                    </th>
                  ) : (
                    <td class={name}>{text(row)}</td>
                  ),
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
