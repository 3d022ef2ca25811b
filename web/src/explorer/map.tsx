// The rows on a map: each state in the selection, those surveyed without it, and the rest of the world.
import { change, changed, counted, graph, number, pointed, say, sayChange, selection, shown, stateName } from "./state";
import { usePieces } from "./later";
import { Stage } from "./stage";

const DOT = 3.4;

/** How many characters of outlines are drawn at a time. */
const PIECE = 40_000;
const { shapes: SHAPES } = graph.facts.map;
/** Up to which shape each piece of the map reaches. */
const PIECES: number[] = [];
for (let [at, held] = [0, 0]; at < SHAPES.length; at++) {
  held += SHAPES[at]![1].length;
  if (held < PIECE && at < SHAPES.length - 1) continue;
  PIECES.push(at + 1);
  held = 0;
}

/** The states that an edition surveyed: another source, which is a part of it, codes them. */
function surveyed(): Set<number> {
  const { sources, claims } = graph.facts;
  const wanted = new Set(selection.value.sources);
  const parts = new Set(sources.flatMap((each, position) => (each.part && wanted.has(each.part) ? [position] : [])));
  const found = new Set<number>();
  if (parts.size) claims.source.forEach((source, claim) => parts.has(source) && found.add(claims.state[claim]!));
  return found;
}

export function Map() {
  const { sea, size, note } = graph.facts.map;
  const pieces = usePieces("map", PIECES.length);
  const shapes = SHAPES.slice(0, PIECES[pieces - 1]);
  const marked = new globalThis.Map<number, string>(
    changed.value.length
      ? changed.value.map((each) => [each.state, each.change])
      : shown.value.map((row) => [row.state, "in"]),
  );
  const looked = surveyed();
  const look = (state: number) => {
    const id = graph.facts.states[state]?.id;
    const words = [marked.get(state) ?? (looked.has(state) ? "looked" : "out")];
    if (id && id === selection.value.row) words.push("chosen");
    if (id && id === pointed.value) words.push("pointed");
    return words.join(" ");
  };
  const order = [...marked.keys()];
  const step = (by: number) => {
    const at = order.findIndex((state) => graph.facts.states[state]!.id === selection.value.row);
    const next = order[(at + by + order.length) % order.length];
    if (next !== undefined) change({ row: graph.facts.states[next]!.id }, { chosen: !selection.value.row });
  };
  const mark = (state: number) => {
    const id = graph.facts.states[state]!.id;
    return {
      class: look(state),
      onPointerEnter: () => (pointed.value = id),
      onPointerLeave: () => (pointed.value = ""),
      onClick: () => marked.has(state) && change({ row: id }),
    };
  };
  return (
    <figure data-rows={marked.size} aria-busy={pieces < PIECES.length || undefined}>
      <Stage size={size} name="world" label={`${say("map")}: ${counted(marked.size, "states")}`} onKey={step}>
        <path d={sea} class="sea" />
        {shapes.map(([state, path]) =>
          state < 0 ? (
            <path d={path} class="out" />
          ) : (
            <path d={path} {...mark(state)}>
              <title>{stateName(state)}</title>
            </path>
          ),
        )}
        {shapes
          .filter(([state, , , , small]) => small && state >= 0 && (marked.has(state) || looked.has(state)))
          .map(([state, , x, y]) => (
            <circle cx={x} cy={y} r={DOT} {...mark(state)}>
              <title>{stateName(state)}</title>
            </circle>
          ))}
      </Stage>
      <Legend looked={looked.size > 0} />
      <p class="note">{say("mapNote") || note.charAt(0).toUpperCase() + note.slice(1)}</p>
    </figure>
  );
}

function Legend({ looked }: { looked: boolean }) {
  const count = (name: string) => changed.value.filter((each) => each.change === name).length;
  const keys = changed.value.length
    ? (["added", "removed", "kept"] as const).map((name) => [name, `${sayChange(name)} ${number(count(name))}`] as const)
    : [["in", counted(shown.value.length, "states")] as const];
  return (
    <ul class="legend">
      {[...keys, ...(looked ? [["looked", say("looked")] as const] : []), ["out", say("unnamed")] as const].map(([name, text]) => (
        <li>
          <span class={`swatch ${name}`} />
          {text}
        </li>
      ))}
    </ul>
  );
}
