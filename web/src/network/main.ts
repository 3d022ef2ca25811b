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
  strong: boolean;
  dimmed: boolean;
}

type Seen = [x: number, y: number, ratio: number];

/** The opacity of a line, in hexadecimal: that of one among many, of one that is not chosen, of one that is. */
const [CALM, DIM, FULL] = ["66", "14", "ff"];

/**
 * Draw dots and lines, and return what the page does with a picture; `clicked` gets the id of a dot or a line, or null.
 * Of labels that would stand on each other, that of the larger dot is drawn.
 */
export function dots(place: HTMLElement, nodes: Dot[], edges: Line[], clicked: (id: string | null) => void, directed = true) {
  place.classList.add("dots");
  const graph = new Graph({ multi: true, type: "directed" });
  for (const { id, name, x, y, width } of nodes) graph.addNode(id, { label: name, x, y: -y, size: width / 3 });
  for (const { id, from, to, weight } of edges) graph.addEdgeWithKey(id, from.id, to.id, { size: 0.6 + Math.log2(weight) / 2 });
  const sigma = new Sigma(graph, place, {
    enableEdgeEvents: true,
    defaultEdgeType: directed ? "arrow" : "line",
    edgeProgramClasses: { arrow: EdgeArrowProgram, line: EdgeRectangleProgram },
    labelFont: "system-ui, 'Liberation Sans', Arial, sans-serif",
    labelSize: 13,
    labelColor: { attribute: "ink" },
    labelRenderedSizeThreshold: 4,
    minEdgeThickness: 0.6,
    zIndex: true,
    allowInvalidContainer: true,
  });
  const camera = sigma.getCamera();
  sigma.on("clickNode", ({ node }) => clicked(node));
  sigma.on("clickEdge", ({ edge }) => clicked(edge));
  sigma.on("clickStage", () => clicked(null));
  for (const [event, cursor] of [["enterNode", "pointer"], ["enterEdge", "pointer"], ["leaveNode", "default"], ["leaveEdge", "default"]] as const) {
    sigma.on(event, () => {
      place.style.cursor = cursor;
    });
  }

  function paint(dotLook: (node: Dot) => DotLook, lineLook: (edge: Line) => LineLook): void {
    for (const node of nodes) {
      const { shown, border, ink, strong, dimmed } = dotLook(node);
      graph.mergeNodeAttributes(node.id, { hidden: !shown, color: border, ink, highlighted: strong, zIndex: dimmed ? 0 : 1, label: dimmed ? "" : node.name });
    }
    for (const edge of edges) {
      const { shown, color, strong, dimmed } = lineLook(edge);
      graph.mergeEdgeAttributes(edge.id, { hidden: !shown, color: color + (strong ? FULL : dimmed ? DIM : CALM), zIndex: strong ? 2 : dimmed ? 0 : 1 });
    }
    sigma.refresh();
  }

  function spot(id: string): { x: number; y: number } {
    const at = (node: string) => sigma.graphToViewport(graph.getNodeAttributes(node) as { x: number; y: number });
    if (graph.hasNode(id)) return at(id);
    const [from, to] = graph.extremities(id).map(at) as [{ x: number; y: number }, { x: number; y: number }];
    return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  }

  return {
    drawn: "WebGL",
    sigma,
    paint,
    spot,
    whole: () => camera.setState({ x: 0.5, y: 0.5, ratio: 1, angle: 0 }),
    zoom: (factor: number) => camera.setState({ ratio: camera.ratio / factor }),
    seen: (): Seen => [camera.x, camera.y, camera.ratio],
    look: ([x, y, ratio]: Seen) => camera.setState({ x, y, ratio }),
    moved(told: () => void): void {
      let waiting = 0;
      camera.on("updated", ({ x, y, ratio }) => {
        clearTimeout(waiting);
        if (x !== 0.5 || y !== 0.5 || ratio !== 1) waiting = window.setTimeout(told, 250);
      });
    },
  };
}
