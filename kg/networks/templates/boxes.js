// The picture of boxes and lines, drawn by vis-network; `dots` of the bundled browser code gives a large picture the same way.

/** Pixels: the most that a picture takes however narrow the window; a wider one is drawn smaller. */
const WIDEST = 1800;
/** Pixels: the least between the columns of a picture, and how often its size a picture can be seen larger or smaller. */
const [NEAR, SCALES] = [90, [0.1, 6]];

/** Do something when the font of the page is ready for every label: at once where it is. */
function lettered(does) {
  const [font, said] = ["13px Arimo", nodes.map((node) => node.name).join("")];
  if (document.fonts.check(font, said)) does();
  else document.fonts.load(font, said).then(does, does);
}

/** Let a canvas measure and draw letters as wide as the font has them: by itself it rounds each to whole pixels. */
function precise(canvas) {
  const plain = canvas.getContext.bind(canvas);
  canvas.getContext = (kind) => Object.assign(plain(kind), { textRendering: "geometricPrecision" });
}

/** How far each column comes nearer to the middle, in pixels, so that both fit a width; how wide the picture is then. */
function columned(width) {
  if (!data.bipartite || nodes.length === 0) return [0, data.size.width];
  const right = nodes.filter((node) => node.x > 0), left = nodes.filter((node) => node.x <= 0);
  const edge = (found, side) => Math.min(...found.map((node) => side * node.x - node.width / 2));
  const gap = edge(right, 1) + edge(left, -1);
  const kept = Math.max(Math.min(gap, NEAR), Math.min(gap, width - 40 - (data.size.width - gap)));
  return [(gap - kept) / 2, data.size.width - gap + kept];
}

/** Draw boxes and return what the page does with a picture; `clicked` gets the id of a node or an edge, or null. */
function boxes(place, clicked) {
  const bend = (edge) => edge.bend || !data.bipartite
    ? { enabled: true, type: "curvedCW", roundness: 0.06 + 0.12 * edge.bend }
    : { enabled: true, type: "cubicBezier", forceDirection: "horizontal", roundness: 0.45 };
  let network = null, drawn = null, follow = () => {}, [nearer, wide] = [0, data.size.width];

  const paleness = (edge) => Number(Boolean(data.color && data.lines[texts(edge, data.color)[0] ?? ""]?.pale));
  const box = (node, { shown, border, fill, ink, strong }) => {
    const calm = { border, background: fill };
    return { id: node.id, hidden: !shown, label: label(node), borderWidth: strong ? 3 : 1, font: { size: node.font, color: ink },
      color: { ...calm, highlight: calm, hover: calm } };
  };
  const stroke = (edge, { shown, color, bold, opacity, strong, dashed }) => ({
    id: edge.id, hidden: !shown, dashes: dashed ? [5, 4] : false,
    title: shown ? `${line(edge)}: ${plural(edge.live.claims.length, "claim")}` : "",
    width: 1 + Math.sqrt(Math.max(0, (edge.live?.weight ?? 1) - 1)) + (strong ? 1 : 0),
    color: { color, highlight: color, hover: bold, opacity },
  });

  if (!data.bipartite) place.style.minWidth = `${Math.min(WIDEST, Math.round(data.size.width * 0.85) + 24)}px`;
  const scale = () => Math.min(1, place.clientWidth / (wide + 40));
  const across = (node) => node.x - Math.sign(node.x || -1) * nearer;
  /** Bring the columns to where both fit, and say whether they moved. */
  function fit() {
    const before = nearer;
    [nearer, wide] = columned(place.clientWidth);
    place.style.height = `${Math.round(data.size.height * scale() + 60)}px`;
    return nearer !== before;
  }
  const touch = matchMedia("(pointer: coarse)").matches;
  function whole() {
    if (fit()) for (const node of nodes) network.moveNode(node.id, across(node), node.y);
    network.moveTo({ position: { x: 0, y: 0 }, scale: scale(), animation: false });
    follow();
  }

  /** Make the picture with the looks it begins with: a box or line that is changed afterwards is worked out twice. */
  function begin(nodeLook, edgeLook) {
    fit();
    drawn = {
      nodes: new vis.DataSet(nodes.map((node) => ({
        ...box(node, nodeLook(node)), x: across(node), y: node.y, shape: "box", widthConstraint: { minimum: node.width - 12 },
        title: `${node.name} (${data.kinds[node.kind].label.toLowerCase()})`,
      }))),
      edges: new vis.DataSet([...edges].sort((a, b) => paleness(b) - paleness(a)).map((edge) => ({
        ...stroke(edge, edgeLook(edge)), from: edge.from.id, to: edge.to.id, smooth: bend(edge),
        arrows: data.bipartite || data.symmetric ? "" : "to",
      }))),
    };
    network = new vis.Network(place, {},
      { ...data.options, interaction: { ...data.options.interaction, dragView: !touch } });
    precise(place.querySelector("canvas"));
    network.setData(drawn);
    follow = following(place, network);
    whole();
    addEventListener("scroll", follow, { passive: true });
    place.parentElement.scrollLeft = (place.scrollWidth - place.parentElement.clientWidth) / 2;
    network.on("click", ({ nodes: [node], edges: [edge] }) => { network.unselectAll(); clicked(node ?? edge ?? null); });
    for (const [event, cursor] of [["hoverNode", "pointer"], ["hoverEdge", "pointer"], ["blurNode", "default"], ["blurEdge", "default"]]) {
      network.on(event, () => { place.style.cursor = cursor; });
    }
    let width = innerWidth;
    addEventListener("resize", () => {
      if (!place.clientWidth) width = 0;
      else if (innerWidth !== width) { width = innerWidth; whole(); }
    });
  }

  function paint(nodeLook, edgeLook) {
    if (network === null) return begin(nodeLook, edgeLook);
    drawn.nodes.update(nodes.map((node) => box(node, nodeLook(node))));
    drawn.edges.update(edges.map((edge) => stroke(edge, edgeLook(edge))));
  }
  const spot = (id) => {
    const edge = network.body.edges[id];
    return network.canvasToDOM(edge ? edge.edgeType.getPoint(0.5) : network.getPosition(id));
  };
  /** Zoom so that what is at a place stays there, or moves with the fingers that hold it. */
  function about(factor, x, y, dx = 0, dy = 0) {
    const held = network.DOMtoCanvas({ x, y });
    const scale = Math.min(SCALES[1], Math.max(SCALES[0], network.getScale() * factor));
    const position = { x: held.x - (x + dx - place.clientWidth / 2) / scale, y: held.y - (y + dy - place.clientHeight / 2) / scale };
    network.moveTo({ position, scale, animation: false });
  }
  return {
    drawn: "canvas", get vis() { return network; }, paint, whole, spot, about,
    zoom: (factor) => about(factor, ...middle(place)),
    seen: () => [network.getViewPosition().x, network.getViewPosition().y, network.getScale()],
    look: ([x, y, scale]) => network.moveTo({ position: { x, y }, scale, animation: false }),
    moved: (told) => { network.on("dragEnd", told); },
  };
}
