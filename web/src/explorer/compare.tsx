// Two or three things side by side: what they have in common, and what differs, first.
import { BESIDE, COMPARED, type Dimension } from "./address";
import { Finder, LeftOut } from "./controls";
import { CLASSIFICATION, type List, MEMBERSHIP, NAMED, REGIMES, SUPPLY, USE } from "./data";
import { counting, rows } from "./selection";
import { byName, change, graph, nameOf, say, selection } from "./state";

/** The dimension of the kinds of thing that are compared by the states that have them. */
const BY: Partial<Record<List, Dimension>> = { technologies: "technology", initiatives: "initiative", categories: "category", lists: "list" };

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
  const by = list && BY[list];
  if (by)
    return [[say("states"), ids.map((id) => new Set(rows({ ...selection.value, values: { ...selection.value.values, [by]: [id] } }, graph).map((row) => nameOf(states[row.state]!))))]];
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

/** What is compared, under the same headings for every thing; nothing until there are two. */
export function compared(): Sets[] {
  const { compare } = selection.value;
  return compare.length > 1 ? traits(compare) : [];
}

/** Put a thing beside those that are compared, or say why it is not. */
export function beside(id: string): void {
  const { compare } = selection.value;
  if (compare.includes(id)) return change({ panel: "compare" });
  const kind = (each: string) => graph.at.get(each)?.[0];
  const why = compare.length && kind(compare[0]!) !== kind(id) ? "mixed" : compare.length === BESIDE ? "full" : undefined;
  if (why) change({ panel: "compare" }, { without: [{ part: nameOf(graph.thing(id)!), why }] });
  else change({ compare: [...compare, id], panel: "compare" });
}

export function Compare() {
  const { compare } = selection.value;
  const sets = compared();
  const sorted = (names: Iterable<string>) => [...names].sort(byName).join(", ") || "—";
  const kind = graph.at.get(compare[0] ?? "")?.[0];
  const common = (all: Set<string>[]) => [...all[0]!].filter((name) => all.every((each) => each.has(name)));
  return (
    <div>
      <Finder
        label={`${say("compare")}: ${say("search")}`}
        only={kind ? [kind] : COMPARED}
        onPick={({ id }) => beside(id)}
      />
      <LeftOut />
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
