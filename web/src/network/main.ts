// A large picture of a network: dots and lines on WebGL, drawn by sigma. The page says what they are and how they look.
import Graph from "graphology";
import Sigma from "sigma";
import { EdgeArrowProgram, EdgeRectangleProgram } from "sigma/rendering";

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
/** How lines are drawn where they are very many: finely, since each of their pixels is worked out twice. */
const FINE = { minEdgeThickness: 1, antiAliasingFeather: 0.5 };

/** Return a color, or the part of it that is kept on a paper: sigma adds up what shines through. Both are #rrggbb. */
function mixed(color: string, paper: string, share: number): string {
  const part = (text: string, at: number) => parseInt(text.slice(at, at + 2), 16);
  const parts = [1, 3, 5].map((at) => Math.round(part(color, at) * share + part(paper, at) * (1 - share)));
  return `#${parts.map((each) => each.toString(16).padStart(2, "0")).join("")}`;
}

/**
 * Draw dots and lines, and return what the page does with a picture; `clicked` gets the id of a dot or a line, or null.
 * Of labels that would stand on each other, that of the larger dot is drawn.
 */
export function dots(place: HTMLElement, nodes: Dot[], edges: Line[], clicked: (id: string | null) => void, directed = true) {
  place.classList.add("dots");
  const graph = new Graph({ multi: true, type: "directed" });
  for (const { id, name, x, y, width } of nodes) graph.addNode(id, { label: name, x, y: -y, size: width / 3 });
  for (const { id, from, to, weight } of edges) graph.addEdgeWithKey(id, from.id, to.id, { size: 1 + Math.log2(weight) / 2 });
  const nodeOf = new Map(nodes.map((node) => [node.id, node]));
  const edgeOf = new Map(edges.map((edge) => [edge.id, edge]));
  const calm = edges.length < MANY ? CALM : FAINT;
  let begun: Sigma | undefined;

  function begin(): Sigma {
    const sigma = new Sigma(graph, place, {
      enableEdgeEvents: true,
      defaultEdgeType: directed ? "arrow" : "line",
      edgeProgramClasses: { arrow: EdgeArrowProgram, line: EdgeRectangleProgram },
      labelFont: "system-ui, 'Liberation Sans', Arial, sans-serif",
      labelSize: 13,
      labelColor: { attribute: "ink" },
      labelRenderedSizeThreshold: 3,
      labelGridCellSize: 180,
      zIndex: true,
      ...(edges.length < MANY ? {} : FINE),
      allowInvalidContainer: true,
    });
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
      const { shown, border, ink, strong, dimmed } = dotLook(nodeOf.get(id) as Dot);
      const label = dimmed ? "" : (nodeOf.get(id) as Dot).name;
      return { ...had, hidden: !shown, color: border, ink, highlighted: strong, zIndex: dimmed ? 0 : 1, label };
    });
    graph.updateEachEdgeAttributes((id, had) => {
      const { shown, color, paper, strong, dimmed } = lineLook(edgeOf.get(id) as Line);
      const kept = strong ? 1 : dimmed ? DIM : calm;
      return { ...had, hidden: !shown, color: mixed(color, paper, kept), zIndex: strong ? 2 : dimmed ? 0 : 1 };
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
