// Who supplies the states of the selection, as a network in which one can move and step outward.
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationNodeDatum } from "d3-force";
import { useEffect, useMemo, useState } from "preact/hooks";
import { printed } from "./later";
import { type Line, parted } from "./selection";
import { byName, change, counted, drawn, graph, nameOf, networked, pointed, say, selection, shown } from "./state";
import { Stage } from "./stage";
import { inTurn } from "./turn";

/** On a narrow screen the picture is as wide as it is shown, so that its names can be read. */
const NARROW = matchMedia("(max-width: 620px)").matches;
const SIZE: [number, number] = NARROW ? [420, 560] : [900, 620];
/** The most lines that are drawn; the busiest suppliers come first. */
const MOST = 900;
/** Fewer nodes than this, and each has its name; else only the busiest have. */
const NAMED = 70;
const BUSY = 60;
/** Pixels: the width of a letter of a name, rather too much than too little. */
const LETTER = NARROW ? 9 : 7;

interface Node extends SimulationNodeDatum {
  id: string;
  name: string;
  kind: "state" | "vendor" | "group";
  degree: number;
}

interface Laid {
  nodes: Node[];
  links: { source: Node; target: Node; line: Line }[];
  left: number;
}

/** Rounds in which a layout is found, and the milliseconds of them that make one piece of work. */
const ROUNDS = 260;
const PIECE = 9;

/** Return the nodes and lines, and what moves them on by some rounds and at the end into the frame. */
function begun(lines: readonly Line[]): { found: Laid; move: (rounds: number) => void; end: () => void } {
  const { suppliers, states } = graph.facts;
  const degree = new Map<number, number>();
  for (const line of lines) degree.set(line.supplier, (degree.get(line.supplier) ?? 0) + 1);
  const kept = [...lines]
    .sort((a, b) => degree.get(b.supplier)! - degree.get(a.supplier)! || a.supplier - b.supplier || a.state - b.state)
    .slice(0, MOST);
  const nodes = new Map<string, Node>();
  const node = (id: string, name: string, kind: Node["kind"]): Node => {
    const found = nodes.get(id) ?? { id, name, kind, degree: 0 };
    found.degree += 1;
    nodes.set(id, found);
    return found;
  };
  const links = kept.map((line) => {
    const [from, to] = [suppliers[line.supplier]!, states[line.state]!];
    return { source: node(from.id, nameOf(from), from.group ? "group" : "vendor"), target: node(to.id, nameOf(to), "state"), line };
  });
  const all = [...nodes.values()];
  all.forEach((each, at) => {
    each.x = SIZE[0] / 2 + Math.cos(at * 2.4) * 12 * Math.sqrt(at + 1);
    each.y = SIZE[1] / 2 + Math.sin(at * 2.4) * 9 * Math.sqrt(at + 1);
  });
  const moving = forceSimulation(all)
    .randomSource(() => 0.5)
    .force("link", forceLink<Node, { source: Node; target: Node }>(links).distance(60).strength(0.25))
    .force("apart", forceManyBody<Node>().strength(all.length > 120 ? -130 : -200))
    .force("x", forceX<Node>(SIZE[0] / 2).strength(0.05))
    .force("y", forceY<Node>(SIZE[1] / 2).strength(0.08))
    .force("own", forceCollide<Node>().radius((each) => radius(each) + 6))
    .stop();
  const end = () => framed(all);
  return { found: { nodes: all, links, left: lines.length - kept.length }, move: (rounds) => void moving.tick(rounds), end };
}

/** Move nodes into the frame, names beside them. */
function framed(all: readonly Node[]): void {
  const [xs, ys] = [all.map((each) => each.x!), all.map((each) => each.y!)];
  const span = (values: number[]): [number, number] => [Math.min(...values), Math.max(...values)];
  const [[left, right], [top, bottom]] = [span(xs), span(ys)];
  const [wide, high] = [(SIZE[0] - 150) / Math.max(1, right - left), (SIZE[1] - 50) / Math.max(1, bottom - top)].map((each) => Math.min(each, 2.2)) as [number, number];
  for (const each of all) {
    each.x = (SIZE[0] - 90) / 2 + (each.x! - (left + right) / 2) * wide;
    each.y = SIZE[1] / 2 + (each.y! - (top + bottom) / 2) * high;
  }
}

/** The layout of some lines, found piece by piece; nothing until it is. What is printed waits for nothing. */
function useLayout(lines: readonly Line[], key: string): Laid | undefined {
  const [held, hold] = useState<{ key: string; found: Laid }>();
  const ready = held?.key === key ? held.found : undefined;
  const paper = useMemo(() => {
    if (ready || !printed.value) return undefined;
    const { found, move, end } = begun(lines);
    move(ROUNDS);
    end();
    return found;
  }, [key, printed.value]);
  useEffect(() => {
    const { found, move, end } = begun(lines);
    let [done, left] = [0, false];
    const piece = () => {
      if (left) return;
      for (const until = performance.now() + PIECE; done < ROUNDS && performance.now() < until; done++) move(1);
      if (done < ROUNDS) return inTurn(piece);
      end();
      hold({ key, found });
    };
    piece();
    return () => void (left = true);
  }, [key]);
  return ready ?? paper;
}

function radius(node: Node): number {
  return node.kind === "state" ? 5 : 5 + Math.sqrt(node.degree) * 1.6;
}

/** The nodes whose names are written: the busiest first, none over another; what is pointed at always has its name. */
function labeled(nodes: readonly Node[], wanted: (node: Node) => boolean, near: string): { node: Node; x: number }[] {
  const taken: [number, number, number, number][] = [];
  const found: { node: Node; x: number }[] = [];
  const order = [...nodes]
    .filter(wanted)
    .sort((a, b) => Number(b.id === near) - Number(a.id === near) || b.degree - a.degree || a.name.localeCompare(b.name));
  for (const node of order) {
    const [wide, gap] = [node.name.length * LETTER, radius(node) + 3];
    const places = [node.x! + gap, node.x! - gap - wide].map((x): [number, number, number, number] => [x, node.y! - 8, x + wide, node.y! + 8]);
    const free = places.find((box) => box[0] > 0 && box[2] < SIZE[0] && taken.every((other) => box[2] < other[0] || other[2] < box[0] || box[3] < other[1] || other[3] < box[1]));
    const box = free ?? (node.id === near ? places[0]! : undefined);
    if (!box) continue;
    taken.push(box);
    found.push({ node, x: box[0] });
  }
  return found;
}

export function Network() {
  const lines = networked.value;
  const layout = useLayout(lines, [selection.value.language, ...lines.map((line) => `${line.supplier}.${line.state}`)].join());
  if (!lines.length) return <p class="note" data-rows={0}>{say(shown.value.length ? "noLine" : "empty")}</p>;
  if (!layout) return <p class="note waiting" aria-busy="true">…</p>;
  const { nodes, links, left } = layout;
  const { vendors, groups } = parted(lines, graph);
  const further = lines.length - drawn.value.length;
  const count = `${counted(vendors, "lines")} · ${counted(groups, "marks")}`;
  const { row } = selection.value;
  const near = pointed.value || row;
  const touches = (id: string) => !near || id === near || links.some(({ source, target }) => (source.id === near && target.id === id) || (target.id === near && source.id === id) || `${source.id}>${target.id}` === near && (source.id === id || target.id === id));
  const known = nodes.some((each) => each.id === near) || links.some(({ source, target }) => `${source.id}>${target.id}` === near);
  const busy = new Set([...nodes].sort((a, b) => b.degree - a.degree).slice(0, BUSY));
  const order = [...nodes].sort((a, b) => byName(a.name, b.name));
  const step = (by: number) => {
    const at = order.findIndex((each) => each.id === row);
    change({ row: order[(at + by + order.length) % order.length]!.id }, { chosen: !row });
  };
  return (
    <figure data-rows={lines.length}>
      <Stage size={SIZE} name="web" label={`${say("network")}: ${count}`} onKey={step}>
        {links.map(({ source, target, line }) => {
          const id = `${source.id}>${target.id}`;
          const dim = known && source.id !== near && target.id !== near && id !== near;
          return (
            <line
              key={id}
              x1={source.x}
              y1={source.y}
              x2={target.x}
              y2={target.y}
              class={`${dim ? "dim" : ""} ${id === row ? "chosen" : ""}`}
              stroke-width={Math.min(4, 0.8 + line.claims.length * 0.5)}
              onClick={() => change({ row: id })}
            >
              <title>{`${source.name} → ${target.name}: ${counted(line.claims.length, "claims")}`}</title>
            </line>
          );
        })}
        {nodes.map((each) => (
          <g
            key={each.id}
            class={`node ${each.kind} ${known && !touches(each.id) ? "dim" : ""} ${each.id === row ? "chosen" : ""}`}
            transform={`translate(${each.x!.toFixed(1)},${each.y!.toFixed(1)})`}
            onPointerEnter={() => (pointed.value = each.id)}
            onPointerLeave={() => (pointed.value = "")}
            onClick={() => change({ row: each.id })}
          >
            {each.kind === "state" ? <circle r={radius(each)} /> : <rect x={-radius(each)} y={-radius(each)} width={2 * radius(each)} height={2 * radius(each)} rx={2} />}
            <title>{`${each.name}: ${each.degree}`}</title>
          </g>
        ))}
        {labeled(nodes, (each) => (known ? touches(each.id) : nodes.length < NAMED || busy.has(each)), near).map(({ node, x }) => (
          <text key={node.id} x={x} y={node.y! + 4} class="name">{node.name}</text>
        ))}
      </Stage>
      <ul class="legend">
        <li><span class="swatch state round" />{say("state")}</li>
        <li><span class="swatch vendor" />{say("named")}</li>
        <li><span class="swatch group" />{say("groups")}</li>
      </ul>
      <p class="note">{count}{further > 0 && `; ${say("further")} ${further}`}</p>
      {left > 0 && <p class="note">{say("drawnAll")} ({links.length} / {links.length + left})</p>}
    </figure>
  );
}
