// Two or three things side by side: what they have in common, and what differs, first.
import { Finder } from "./controls";
import { CLASSIFICATION, MEMBERSHIP, NAMED, REGIMES, SUPPLY, USE } from "./data";
import { counting, rows } from "./selection";
import { change, graph, nameOf, say, selection } from "./state";

type Sets = [label: string, sets: Set<string>[]];

/** What the counting claims say of a thing, as sets of names under the same headings for every thing. */
function traits(ids: readonly string[]): Sets[] {
  const { claims, states, suppliers, regions, categories } = graph.facts;
  const counts = counting(selection.value, graph);
  const gather = (of: (id: string, claim: number) => string | undefined): Set<string>[] =>
    ids.map((id) => {
      const found = new Set<string>();
      claims.kind.forEach((_, claim) => {
        if (!counts(claim) || !graph.accepted[claims.modality[claim]!]) return;
        const name = of(id, claim);
        if (name) found.add(name);
      });
      return found;
    });
  const about = (kind: number, scheme = "") =>
    gather((id, claim) =>
      claims.kind[claim] === kind &&
      states[claims.state[claim]!]!.id === id &&
      (!scheme || categories[claims.thing[claim]!]!.schemes?.includes(scheme))
        ? nameOf(graph.facts[NAMED[kind]!][claims.thing[claim]!]!) : undefined,
    );
  const list = graph.at.get(ids[0] ?? "")?.[0];
  if (list === "suppliers") {
    const customer = (claim: number, id: string) => claims.kind[claim] === SUPPLY && suppliers[claims.thing[claim]!]!.id === id;
    return [
      [say("region"), gather((id, claim) => (customer(claim, id) ? firstRegion(claims.state[claim]!) : undefined))],
      [say("states"), gather((id, claim) => (customer(claim, id) ? nameOf(states[claims.state[claim]!]!) : undefined))],
    ];
  }
  if (list === "sources")
    return [[say("states"), ids.map((id) => new Set(rows({ ...selection.value, sources: [id] }, graph).map((row) => nameOf(states[row.state]!))))]];
  if (list === "regions") {
    const inside = (state: number, id: string) => graph.regions(state).some((region) => regions[region]!.id === id);
    return ([["technologies", USE], ["suppliers", SUPPLY]] as const).map(([name, kind]) => [
      say(name),
      gather((id, claim) =>
        claims.kind[claim] === kind && inside(claims.state[claim]!, id) ? nameOf(graph.facts[NAMED[kind]!][claims.thing[claim]!]!) : undefined,
      ),
    ]);
  }
  return [
    [say("technologies"), about(USE)],
    [say("suppliers"), about(SUPPLY)],
    [say("initiatives"), about(MEMBERSHIP)],
    [say("regime"), about(CLASSIFICATION, REGIMES)],
  ];
}

function firstRegion(state: number): string {
  const region = graph.regions(state).at(-1);
  return region === undefined ? "" : nameOf(graph.facts.regions[region]!);
}

export function Compare() {
  const { compare } = selection.value;
  const sets = compare.length > 1 ? traits(compare) : [];
  const sorted = (names: Iterable<string>) => [...names].sort((a, b) => a.localeCompare(b)).join(", ") || "—";
  const common = (all: Set<string>[]) => [...all[0]!].filter((name) => all.every((each) => each.has(name)));
  return (
    <div>
      <Finder
        label={`${say("compare")}: ${say("search")}`}
        onPick={(id) => change({ compare: [...compare.filter((each) => each !== id), id].slice(-3) })}
      />
      <ul class="chips">
        {compare.map((id) => (
          <li>
            <button type="button" class="chip" onClick={() => change({ compare: compare.filter((each) => each !== id) })} title={say("remove")}>
              {nameOf(graph.thing(id)!)} <span aria-hidden="true">×</span>
            </button>
          </li>
        ))}
      </ul>
      {!sets.length && <p class="note">{say("two")}</p>}
      {sets.length > 0 && (
        <div class="scroll" tabIndex={0} role="group" aria-label={say("compare")}>
          <table>
            <thead>
              <tr>
                <td />
                {compare.map((id) => (
                  <th scope="col"><a href={graph.page(id)}>{nameOf(graph.thing(id)!)}</a></th>
                ))}
              </tr>
            </thead>
            {sets.map(([label, all]) => (
              <tbody>
                <tr>
                  <th scope="row">{label}: {say("differs").toLowerCase()}</th>
                  {all.map((each) => (
                    <td class="change added">{sorted([...each].filter((name) => !all.every((other) => other.has(name))))}</td>
                  ))}
                </tr>
                <tr>
                  <th scope="row">{label}: {say("same").toLowerCase()}</th>
                  <td colSpan={compare.length}>{sorted(common(all))}</td>
                </tr>
              </tbody>
            ))}
          </table>
        </div>
      )}
    </div>
  );
}
