// The rows as a table that can be sorted; a row opens its receipts.
import { useState } from "preact/hooks";
import { CLASSIFICATION, MEMBERSHIP, NAMED, REGIMES, SUPPLY, USE } from "./data";
import { counting, type Row } from "./selection";
import { change, changed, graph, nameOf, number, pointed, say, selection, shown, stateName } from "./state";

/** What the counting claims say of a state, by kind: the names of things, sorted. */
export function said(state: number, kind: number, scheme = ""): string[] {
  const { claims, categories } = graph.facts;
  const counts = counting(selection.value, graph);
  const fits = (thing: number) => !scheme || (categories[thing]!.schemes ?? []).includes(scheme);
  const own = graph.about[state]!.filter((claim) => claims.kind[claim] === kind && counts(claim));
  const things = new Set(own.map((claim) => claims.thing[claim]!).filter(fits));
  return [...things].map((thing) => nameOf(graph.facts[NAMED[kind]!][thing]!)).sort((a, b) => a.localeCompare(b));
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

export function Table() {
  const [by, setBy] = useState<number>(0);
  const [down, setDown] = useState(false);
  const how = new Map(changed.value.map((each) => [each.state, each.change]));
  const all: Row[] = changed.value.length
    ? changed.value.map(({ state, before, after }) => ({ state, claims: after.length ? after : before }))
    : shown.value;
  const value = COLUMNS[by]![1];
  /** What changed stands before what did not. */
  const kept = (row: Row) => Number(how.get(row.state) === "kept");
  const sorted = all
    .map((row) => [row, by === COLUMNS.length - 1 ? String(row.claims.length).padStart(6) : value(row)] as const)
    .sort(([first, a], [second, b]) => kept(first) - kept(second) || (down ? b.localeCompare(a) : a.localeCompare(b)))
    .map(([row]) => row);
  const shift = changed.value.length > 0 ? 1 : 0;
  const labels = Object.fromEntries(COLUMNS.slice(1).map(([name], at) => [`--h${at + 2 + shift}`, JSON.stringify(say(name))]));
  const sort = (column: number) => {
    setDown(column === by ? !down : false);
    setBy(column);
  };
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={say("table")}>
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
                {changed.value.length > 0 && <td class={`change ${how.get(row.state)}`}>{say(how.get(row.state)!)}</td>}
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
