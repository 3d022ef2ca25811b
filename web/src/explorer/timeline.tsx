// The rows over the years: the editions that say all that is selected, and the years of joining an initiative.
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { change, graph, nameOf, pointed, say, selection, stateName } from "./state";
import { listed as tabled } from "./table";
import { over } from "./years";

const [LINE, TOP, WIDEST, NARROW] = [17, 46, 820, 560];
/** What a letter of a name, and a year with room beside it, take of a line. */
const [LETTER, YEAR] = [6.6, 36];

export function Timeline() {
  const { initiatives, states } = graph.facts;
  const room = useRef<HTMLElement>(null);
  const [width, setWidth] = useState(WIDEST);
  const measure = () => void (room.current && setWidth(Math.min(WIDEST, room.current.clientWidth || WIDEST)));
  useLayoutEffect(measure);
  useEffect(() => {
    addEventListener("resize", measure);
    return () => removeEventListener("resize", measure);
  }, []);
  const narrow = width < NARROW;
  const left = narrow ? 118 : 200;
  const listed = tabled().map((row) => row.state);
  const { editions, joined } = over(selection.value, graph, listed);
  const named = new Set(joined.map((each) => each.initiative));
  const years = [...editions.map((each) => each.year), ...joined.map((each) => each.year)];
  const apart = editions.filter((each) => each.apart);
  const marks = editions.reduce((sum, each) => sum + each.held.size, joined.length);
  if (!years.length || !listed.length) return <p class="note" data-rows={0}>{say(listed.length ? "noYear" : "empty")}</p>;
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const x = (year: number) => left + 20 + ((year - first) / Math.max(1, last - first)) * (width - left - 50);
  const every = Math.ceil((YEAR * Math.max(1, last - first)) / (width - left - 50));
  const letters = Math.floor((left - 8) / LETTER) - (narrow ? 0 : 3);
  const height = TOP + listed.length * LINE + 10;
  const step = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const { row } = selection.value;
    const at = listed.findIndex((state) => states[state]!.id === row);
    const next = (at + by + listed.length) % listed.length;
    change({ row: states[listed[next]!]!.id }, { chosen: !row });
    const frame = event.currentTarget as HTMLElement;
    frame.scrollTop = TOP + next * LINE - frame.clientHeight / 2;
  };
  return (
    <figure ref={room} data-rows={listed.length} data-marks={marks}>
      <div class="scroll tall" tabIndex={0} role="group" aria-label={say("timeline")} onKeyDown={step}>
        <svg class="years" viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img" aria-label={say("timeline")}>
          {Array.from({ length: last - first + 1 }, (_, at) => first + at).map((year) => (
            <g>
              <line x1={x(year)} x2={x(year)} y1={TOP - 8} y2={height} class="rule" />
              {(last - year) % every === 0 && <text x={x(year)} y={14} text-anchor="middle">{year}</text>}
            </g>
          ))}
          {editions.map((each) => (
            <text x={x(each.year)} y={30} text-anchor="middle" class="count">{each.held.size}</text>
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
                <rect x={0} y={y - 9} width={width} height={LINE} class="back" />
                <text x={left} y={y + 4} text-anchor="end">{name.length > letters ? `${name.slice(0, letters - 1)}…` : name}</text>
                {editions.map((each) =>
                  each.held.has(state) ? (
                    <circle cx={x(each.year)} cy={y} r={5} class="in">
                      <title>{`${name}, ${nameOf(each.edition)}`}</title>
                    </circle>
                  ) : null,
                )}
                {joined.filter((each) => each.state === state).map(({ year, initiative }) => (
                  <path d={`M${x(year)},${y - 5}l5,5l-5,5l-5,-5z`} class="joined">
                    <title>{`${name}: ${say("joined")} ${year}, ${nameOf(initiatives[initiative]!)}`}</title>
                  </path>
                ))}
              </g>
            );
          })}
        </svg>
      </div>
      <ul class="legend">
        <li><span class="swatch in round" />{say("marked")}: {editions.map((each) => each.year).join(", ")}</li>
        {named.size > 0 && <li><span class="swatch joined" />{say("joined")}: {[...named].map((each) => nameOf(initiatives[each]!)).join(", ")}</li>}
      </ul>
      <p class="note">
        {say("ofThese")}
        {apart.length > 0 && ` ${say("apart")} ${apart.map((each) => `${each.year}: ${each.apart}`).join(", ")}.`}
      </p>
    </figure>
  );
}
