// A large picture of a network: dots and lines on WebGL, drawn by sigma. The page says what they are and how they look.
import Graph from "graphology";
import Sigma from "sigma";
import {
  createEdgeCompoundProgram,
  EdgeArrowHeadProgram,
  EdgeClampedProgram,
  EdgeRectangleProgram,
  NodeCircleProgram,
} from "sigma/rendering";
import { labels } from "./label";
import { unrolled } from "./unrolled";

interface Dot {
  id: string;
  name: string;
  x: number;
  y: number;
  width: number;
}

interface Line {
  id: string;
  from: Dot;
  to: Dot;
  weight: number;
}

interface DotLook {
  shown: boolean;
  border: string;
  ink: string;
  paper: string;
  strong: boolean;
  dimmed: boolean;
}

interface LineLook {
  shown: boolean;
  color: string;
  paper: string;
  strong: boolean;
  dimmed: boolean;
}

type Seen = [x: number, y: number, ratio: number];

/** How much of its color a line keeps: one among many, or among very many, one not chosen. */
const [CALM, FAINT, DIM] = [0.5, 0.3, 0.08];
/** The least number of lines that are very many. */
const MANY = 6000;
/** How much of its width a dot keeps that is not chosen, so that it does not stand on the lines that are. */
const SMALL = 0.4;
/** Pixels: how much wider a line is that is chosen. */
const BOLD = 1;

const CIRCLE = unrolled(NodeCircleProgram);
const LINE = unrolled(EdgeRectangleProgram);
/** The heads come first, so that none stands on a line that is chosen. */
const ARROW = createEdgeCompoundProgram([unrolled(EdgeArrowHeadProgram), unrolled(EdgeClampedProgram)]);

/** Return a color, or the part of it that is kept on a paper: sigma adds up what shines through. Both are #rrggbb. */
function mixed(color: string, paper: string, share: number): string {
  const part = (text: string, at: number) => parseInt(text.slice(at, at + 2), 16);
  const parts = [1, 3, 5].map((at) => Math.round(part(color, at) * share + part(paper, at) * (1 - share)));
  return `#${parts.map((each) => each.toString(16).padStart(2, "0")).join("")}`;
}

/**
 * Draw dots and lines, and return what the page does with a picture; `clicked` gets the id of a dot or a line, or null.
 * A label that would stand on another is left out.
 */
export function dots(place: HTMLElement, nodes: Dot[], edges: Line[], clicked: (id: string | null) => void, directed = true) {
  place.classList.add("dots");
  const graph = new Graph({ multi: true, type: "directed" });
  for (const { id, x, y } of nodes) graph.addNode(id, { x, y: -y });
  for (const { id, from, to } of edges) graph.addEdgeWithKey(id, from.id, to.id);
  const nodeOf = new Map(nodes.map((node) => [node.id, node]));
  const edgeOf = new Map(edges.map((edge) => [edge.id, edge]));
  const calm = edges.length < MANY ? CALM : FAINT;
  const { write, point, begin: anew } = labels();
  let begun: Sigma | undefined;

  function begin(): Sigma {
    const sigma = new Sigma(graph, place, {
      enableEdgeEvents: true,
      defaultEdgeType: directed ? "arrow" : "line",
      edgeProgramClasses: { arrow: ARROW, line: LINE },
      nodeProgramClasses: { circle: CIRCLE },
      labelFont: "Arimo, 'Liberation Sans', Arial, Helvetica, sans-serif",
      labelSize: 13,
      defaultDrawNodeLabel: write,
      defaultDrawNodeHover: point,
      labelRenderedSizeThreshold: 3,
      labelGridCellSize: 180,
      zIndex: true,
      allowInvalidContainer: true,
    });
    sigma.on("beforeRender", anew);
    sigma.on("clickNode", ({ node }) => clicked(node));
    sigma.on("clickEdge", ({ edge }) => clicked(edge));
    sigma.on("clickStage", () => clicked(null));
    for (const [event, cursor] of [["enterNode", "pointer"], ["enterEdge", "pointer"], ["leaveNode", "default"], ["leaveEdge", "default"]] as const) {
      sigma.on(event, () => {
        place.style.cursor = cursor;
      });
    }
    return sigma;
  }

  /** Return what draws; it begins with the first look, so that nothing is drawn twice. */
  function drawing(): Sigma {
    begun ??= begin();
    return begun;
  }

  function paint(dotLook: (node: Dot) => DotLook, lineLook: (edge: Line) => LineLook): void {
    graph.updateEachNodeAttributes((id, had) => {
      const { shown, border, ink, paper, strong, dimmed } = dotLook(nodeOf.get(id) as Dot);
      const { name, width } = nodeOf.get(id) as Dot;
      const [label, size] = dimmed ? ["", (width / 3) * SMALL] : [name, width / 3];
      return { ...had, label, size, hidden: !shown, color: border, ink, paper, highlighted: strong, zIndex: dimmed ? 0 : 1 };
    });
    graph.updateEachEdgeAttributes((id, had) => {
      const { shown, color, paper, strong, dimmed } = lineLook(edgeOf.get(id) as Line);
      const kept = strong ? 1 : dimmed ? DIM : calm;
      const size = 1 + Math.log2((edgeOf.get(id) as Line).weight) / 2 + (strong ? BOLD : 0);
      return { ...had, size, hidden: !shown, color: mixed(color, paper, kept), zIndex: strong ? 2 : dimmed ? 0 : 1 };
    });
    drawing();
  }

  function spot(id: string): { x: number; y: number } {
    const at = (node: string) => drawing().graphToViewport(graph.getNodeAttributes(node) as { x: number; y: number });
    if (graph.hasNode(id)) return at(id);
    const [from, to] = graph.extremities(id).map(at) as [{ x: number; y: number }, { x: number; y: number }];
    return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  }

  const camera = () => drawing().getCamera();
  return {
    drawn: "WebGL",
    sigma: drawing,
    paint,
    spot,
    whole: () => camera().setState({ x: 0.5, y: 0.5, ratio: 1, angle: 0 }),
    zoom: (factor: number) => camera().setState({ ratio: camera().ratio / factor }),
    seen: (): Seen => [camera().x, camera().y, camera().ratio],
    look: ([x, y, ratio]: Seen) => camera().setState({ x, y, ratio }),
    moved(told: () => void): void {
      let waiting = 0;
      camera().on("updated", ({ x, y, ratio }) => {
        clearTimeout(waiting);
        if (x !== 0.5 || y !== 0.5 || ratio !== 1) waiting = window.setTimeout(told, 250);
      });
    },
  };
}
