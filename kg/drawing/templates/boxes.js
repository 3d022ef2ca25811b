// The picture of boxes and lines, drawn by vis-network; `dots` of the bundled browser code gives a large picture the same way.

/** Pixels: the most that a picture takes however narrow the window; a wider one is drawn smaller. */
const WIDEST = 1800;

/** Draw boxes and return what the page does with a picture; `clicked` gets the id of a node or an edge, or null. */
function boxes(place, clicked) {
  const bend = (edge) => edge.bend || !data.bipartite
    ? { enabled: true, type: "curvedCW", roundness: 0.06 + 0.12 * edge.bend }
    : { enabled: true, type: "cubicBezier", forceDirection: "horizontal", roundness: 0.45 };
  const drawn = {
    nodes: new vis.DataSet(nodes.map((node) => ({
      id: node.id, label: node.name, x: node.x, y: node.y, shape: "box", font: { size: node.font },
      title: `${node.name} (${data.kinds[node.kind].label.toLowerCase()})`, widthConstraint: { minimum: node.width - 12 },
    }))),
    edges: new vis.DataSet(edges.map((edge) => ({
      id: edge.id, from: edge.from.id, to: edge.to.id, smooth: bend(edge), arrows: data.bipartite || data.symmetric ? "" : "to",
    }))),
  };
  place.style.minWidth = `${Math.min(WIDEST, Math.round(data.size.width * 0.85) + 24)}px`;
  const scale = () => Math.min(1, place.clientWidth / (data.size.width + 40));
  const tall = () => { place.style.height = `${Math.round(data.size.height * scale() + 60)}px`; };
  tall();
  const touch = matchMedia("(pointer: coarse)").matches;
  const network = new vis.Network(place, drawn,
    { ...data.options, interaction: { ...data.options.interaction, dragView: !touch } });
  const whole = () => { tall(); network.moveTo({ position: { x: 0, y: 0 }, scale: scale(), animation: false }); };
  whole();
  network.on("click", ({ nodes: [node], edges: [edge] }) => { network.unselectAll(); clicked(node ?? edge ?? null); });
  for (const [event, cursor] of [["hoverNode", "pointer"], ["hoverEdge", "pointer"], ["blurNode", "default"], ["blurEdge", "default"]]) {
    network.on(event, () => { place.style.cursor = cursor; });
  }
  addEventListener("resize", whole);

  function paint(nodeLook, edgeLook) {
    drawn.nodes.update(nodes.map((node) => {
      const { shown, border, fill, ink, strong } = nodeLook(node);
      const calm = { border, background: fill };
      return { id: node.id, hidden: !shown, label: label(node), borderWidth: strong ? 3 : 1, font: { size: node.font, color: ink },
        color: { ...calm, highlight: calm, hover: calm } };
    }));
    drawn.edges.update(edges.map((edge) => {
      const { shown, color, bold, opacity, strong, dashed } = edgeLook(edge);
      const title = shown ? `${line(edge)}: ${plural(edge.live.claims.length, "claim")}` : "";
      return { id: edge.id, hidden: !shown, title, dashes: dashed ? [5, 4] : false,
        width: 1 + Math.sqrt(Math.max(0, (edge.live?.weight ?? 1) - 1)) + (strong ? 1 : 0),
        color: { color, highlight: color, hover: bold, opacity } };
    }));
  }
  const spot = (id) => {
    const edge = network.body.edges[id];
    return network.canvasToDOM(edge ? edge.edgeType.getPoint(0.5) : network.getPosition(id));
  };
  return {
    drawn: "canvas", vis: network, paint, whole, spot,
    zoom: (factor) => network.moveTo({ scale: network.getScale() * factor, animation: false }),
    seen: () => [network.getViewPosition().x, network.getViewPosition().y, network.getScale()],
    look: ([x, y, scale]) => network.moveTo({ position: { x, y }, scale, animation: false }),
    moved: (told) => { network.on("dragEnd", told); },
  };
}
