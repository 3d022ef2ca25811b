// The rows over the years: the editions that say all that is selected, and the years of joining an initiative.
import { MEMBERSHIP } from "./data";
import { rows } from "./selection";
import { change, graph, nameOf, pointed, say, selection, shown, stateName } from "./state";

const [LEFT, LINE, TOP, WIDTH] = [200, 17, 46, 820];

export function Timeline() {
  const { claims, initiatives, sources, states } = graph.facts;
  const wanted = selection.value.values.initiative;
  const editions = sources.filter((each) => each.edition && each.year).sort((a, b) => a.year! - b.year!);
  const held = editions.map((each) => new Set(rows({ ...selection.value, sources: [each.id] }, graph).map((row) => row.state)));
  const listed = [...new Set([...shown.value.map((row) => row.state), ...held.flatMap((each) => [...each])])].sort((a, b) => a - b);
  const joined = new Map<number, number>();
  const named = new Set<number>();
  claims.kind.forEach((kind, claim) => {
    const [year, initiative] = [claims.start[claim], claims.thing[claim]!];
    if (kind !== MEMBERSHIP || !year || (wanted.length && !wanted.includes(initiatives[initiative]!.id))) return;
    const state = claims.state[claim]!;
    joined.set(state, Math.min(year, joined.get(state) ?? year));
    named.add(initiative);
  });
  const years = [...editions.map((each) => each.year!), ...listed.flatMap((state) => joined.get(state) ?? [])];
  if (!years.length) return <p class="note">{say("empty")}</p>;
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const x = (year: number) => LEFT + 20 + ((year - first) / Math.max(1, last - first)) * (WIDTH - LEFT - 50);
  const height = TOP + listed.length * LINE + 10;
  return (
    <figure>
      <div class="scroll tall" tabIndex={0} role="group" aria-label={say("timeline")}>
        <svg class="years" viewBox={`0 0 ${WIDTH} ${height}`} width={WIDTH} height={height} role="img" aria-label={say("timeline")}>
          {Array.from({ length: last - first + 1 }, (_, at) => first + at).map((year) => (
            <g>
              <line x1={x(year)} x2={x(year)} y1={TOP - 8} y2={height} class="rule" />
              <text x={x(year)} y={14} text-anchor="middle">{year}</text>
            </g>
          ))}
          {editions.map((each, at) => (
            <text x={x(each.year!)} y={30} text-anchor="middle" class="count">{held[at]!.size}</text>
          ))}
          {listed.map((state, position) => {
            const id = states[state]!.id;
            const y = TOP + position * LINE + 8;
            const name = stateName(state);
            return (
              <g
                class={`line ${id === selection.value.row ? "chosen" : ""} ${id === pointed.value ? "pointed" : ""}`}
                onPointerEnter={() => (pointed.value = id)}
                onPointerLeave={() => (pointed.value = "")}
                onClick={() => change({ row: id })}
              >
                <rect x={0} y={y - 9} width={WIDTH} height={LINE} class="back" />
                <text x={LEFT} y={y + 4} text-anchor="end">{name.length > 26 ? `${name.slice(0, 25)}…` : name}</text>
                {editions.map((each, at) =>
                  held[at]!.has(state) ? (
                    <circle cx={x(each.year!)} cy={y} r={5} class="in">
                      <title>{`${name}, ${each.label["en"]}`}</title>
                    </circle>
                  ) : null,
                )}
                {joined.has(state) && (
                  <path d={`M${x(joined.get(state)!)},${y - 5}l5,5l-5,5l-5,-5z`} class="joined">
                    <title>{`${name}: ${say("joined")} ${joined.get(state)}`}</title>
                  </path>
                )}
              </g>
            );
          })}
        </svg>
      </div>
      <ul class="legend">
        <li><span class="swatch in round" />{say("marked")}: {editions.map((each) => each.year).join(", ")}</li>
        {named.size > 0 && <li><span class="swatch joined" />{say("joined")}: {[...named].map((each) => nameOf(initiatives[each]!)).join(", ")}</li>}
      </ul>
    </figure>
  );
}
