// A small network of an answer: rows with ?from and ?to, or the triples of a graph between things that have names.
import { forceCenter, forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import type { SimulationNodeDatum } from "d3-force";
import type { Answer } from "../sparql-engine/protocol";
import { type Library, curie, href } from "./library";

/** The edges drawn; of a larger answer the first ones. */
export const EDGES = 300;
const TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 900;

interface Node extends SimulationNodeDatum {
  id: string;
  x: number;
  y: number;
}

interface Edge {
  source: string;
  target: string;
  label: string;
}

/** Return the edges of an answer, each once; none where it is no network. Literals and classes are no nodes. */
export function edges(library: Library, answer: Answer): Edge[] {
  const columns = answer.form === "graph" ? ["subject", "object", "predicate"] : ["from", "to", ""];
  const [from, to, by] = columns.map((column) => answer.columns.indexOf(column)) as [number, number, number];
  if (from < 0 || to < 0) return [];
  const found = new Map<string, Edge>();
  for (const row of answer.rows) {
    const [source, target, named] = [row[from], row[to], row[by]];
    if (source?.type !== "uri" || target?.type !== "uri" || named?.value === TYPE) continue;
    const key = `${source.value} ${target.value} ${named?.value ?? ""}`;
    const label = named ? curie(library, named.value) : "";
    found.set(key, { source: source.value, target: target.value, label });
  }
  return [...found.values()];
}

function element<K extends keyof SVGElementTagNameMap>(name: K, attributes: Record<string, string | number>) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

function placed(lines: Edge[], height: number): Map<string, Node> {
  const nodes = new Map<string, Node>();
  for (const id of lines.flatMap(({ source, target }) => [source, target])) nodes.set(id, { id, x: 0, y: 0 });
  const known = [...nodes.values()];
  known.forEach((node, at) => {
    const angle = at * 2.4;
    node.x = WIDTH / 2 + Math.cos(angle) * 12 * Math.sqrt(at);
    node.y = height / 2 + Math.sin(angle) * 12 * Math.sqrt(at);
  });
  forceSimulation<Node>(known)
    .force("links", forceLink<Node, { source: string | Node; target: string | Node }>(lines.map((e) => ({ ...e }))).id((node) => node.id).distance(70))
    .force("apart", forceManyBody().strength(-160))
    .force("collide", forceCollide(16))
    .force("center", forceCenter(WIDTH / 2, height / 2))
    .force("x", forceX(WIDTH / 2).strength(0.05))
    .force("y", forceY(height / 2).strength(0.09))
    .stop()
    .tick(250);
  return nodes;
}

/** Return the network as SVG; each node is a link to its page. Its table stands beside it. */
export function network(library: Library, answer: Answer, lines: Edge[]): SVGSVGElement {
  const drawn = lines.slice(0, EDGES);
  const height = Math.min(1000, 300 + drawn.length * 3);
  const nodes = placed(drawn, height);
  const xs = [...nodes.values()].map((node) => node.x);
  const ys = [...nodes.values()].map((node) => node.y);
  const [left, top] = [Math.min(...xs) - 60, Math.min(...ys) - 30];
  const box = [left, top, Math.max(...xs) + 160 - left, Math.max(...ys) + 30 - top].map(Math.round);
  const svg = element("svg", { viewBox: box.join(" "), width: box[2] ?? WIDTH, role: "group", "aria-label": "The answer as a network" });
  const arrow = element("marker", { id: "arrow", viewBox: "0 0 8 8", refX: 14, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto" });
  arrow.append(element("path", { d: "M0 0 8 4 0 8z" }));
  svg.append(arrow);
  for (const { source, target, label } of drawn) {
    const [a, b] = [nodes.get(source), nodes.get(target)];
    if (!a || !b) continue;
    const line = element("line", { x1: a.x, y1: a.y, x2: b.x, y2: b.y, "marker-end": "url(#arrow)" });
    const title = element("title", {});
    title.textContent = [source, label, target].filter(Boolean).map((each) => answer.labels[each] ?? curie(library, each)).join(" → ");
    line.append(title);
    svg.append(line);
  }
  for (const { id, x, y } of nodes.values()) {
    const to = href(library, id);
    const link = element("a", to ? { href: to } : {});
    const text = element("text", { x: x + 9, y: y + 4 });
    text.textContent = answer.labels[id] ?? curie(library, id);
    link.append(element("circle", { cx: x, cy: y, r: 6 }), text);
    svg.append(link);
  }
  return svg;
}
