// What is shown as one picture in SVG, to be saved or printed: with its title, legend, limits, sources, license and address.

const FAMILY = "Arimo, Liberation Sans, Arial, Helvetica, sans-serif";
const EDGE = 30;
const pen = document.createElement("canvas").getContext("2d");
pen.textRendering = "geometricPrecision";
const faces = document.querySelector("style").textContent.match(/@font-face \{[^}]*\}/g) ?? [];

/** How many pixels a text takes. */
function long(text, size, bold = false) {
  pen.font = `${bold ? "bold " : ""}${size}px ${FAMILY}`;
  return pen.measureText(text).width;
}

/** A text as lines that are no wider than there is room for. */
function wrapped(text, size, room, bold = false) {
  const lines = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const joined = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && long(joined, size, bold) <= room) lines[lines.length - 1] = joined;
    else lines.push(word);
  }
  return lines;
}

function said(x, y, size, text, fill, more = "") {
  const held = text ? ` textLength="${long(text, size, more.includes("bold")).toFixed(1)}" lengthAdjust="spacingAndGlyphs"` : "";
  return `<text x="${x}" y="${y}" font-size="${size}" fill="${fill}" ${more}${held}>${escaped(text)}</text>`;
}

/** The path of a line, from the border of one box to that of the other. */
function path({ from, to, bend }) {
  if (from === to) return `M${from.x} ${from.y - from.height / 2}c-30 -40 30 -40 0 0`;
  if (data.bipartite) {
    const [a, b, mid] = [from.x + from.width / 2, to.x - to.width / 2, (to.x - from.x) * 0.45];
    return `M${a} ${from.y}C${a + mid} ${from.y + bend * 8} ${b - mid} ${to.y + bend * 8} ${b} ${to.y}`;
  }
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const share = 0.06 + 0.12 * bend;
  const [x, y] = [(from.x + to.x) / 2 + dy * share, (from.y + to.y) / 2 - dx * share];
  const border = (node) => {
    const [ax, ay] = [x - node.x, y - node.y];
    const part = Math.min(1, (node.width / 2 + 2) / (Math.abs(ax) || 1), (node.height / 2 + 2) / (Math.abs(ay) || 1));
    return `${(node.x + ax * part).toFixed(1)} ${(node.y + ay * part).toFixed(1)}`;
  };
  return `M${border(from)}Q${x.toFixed(1)} ${y.toFixed(1)} ${border(to)}`;
}

/** The signs and words of the legend: of kinds and lines that are shown, in their own colors whatever is chosen. */
function entries(found, theme, ink) {
  const count = (things, wanted) => things.filter(wanted).length;
  const swatch = ({ border, fill }) => `<rect y="-11" width="22" height="12" rx="3" fill="${fill}" stroke="${border}" stroke-width="2"/>`;
  const stroke = (color, more = "") => `<path d="M0 -4h26" stroke-width="2" fill="none" stroke="${color}"${more}/>`;
  const value = (edge) => texts(edge, data.color)?.[0] ?? "";
  const only = count(found.edges, recovered);
  return [
    ...Object.entries(data.kinds).map(([kind, told]) => [swatch(told[theme]), told.label, count(found.nodes, (node) => node.kind === kind)]),
    ...Object.entries(data.lines).map(([name, told]) => [stroke(told[theme]), name, count(found.edges, (edge) => value(edge) === name)]),
    [stroke(data.dots ? look.recovered : ink, data.dots ? "" : ' stroke-dasharray="5 4"'), "line on claims corrected by us only", only],
  ].filter(([, , count]) => count > 0).map(([sign, name, count]) => [sign, `${name} ${number(count)}`]);
}

function legended(found, theme, ink, room, y) {
  let x = EDGE;
  const made = entries(found, theme, ink).map(([sign, text]) => {
    const wide = 32 + long(text, 13) + 18;
    if (x > EDGE && x + wide > room) [x, y] = [EDGE, y + 22];
    const entry = `<g transform="translate(${x} ${y})">${sign}${said(32, 0, 13, text, ink)}</g>`;
    x += wide;
    return entry;
  });
  return [made, y + 16];
}

/** The lines below a picture: what it does not say, what it rests on, how it was made, and whose it is. */
function footed(found) {
  const tally = new Map();
  for (const at of new Set(found.edges.flatMap((edge) => edge.live.claims))) {
    tally.set(receipts[at].source.title, (tally.get(receipts[at].source.title) ?? 0) + 1);
  }
  const sources = [...tally].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([title, count]) => `${title} (${number(count)})`);
  const claims = [...tally.values()].reduce((a, b) => a + b, 0);
  const left = found.edges.length < edges.length ? ` of ${number(edges.length)}` : "";
  return [
    data.graph.limits ? `What it does not say: ${data.graph.limits}` : "",
    `${plural(found.edges.length, "line")}${left} between ${plural(found.nodes.length, "node")}, resting on ${plural(claims, "claim")}${sources.length ? ` of: ${sources.join("; ")}` : ""}.`,
    data.license,
    `Drawn by kg draw ${[data.graph.view, ...data.graph.params.split(" ").filter(Boolean)].join(" --param ")}; shown at ${decodeURI(location.href)}`,
  ].filter(Boolean);
}

/** What is shown, as it is colored now. */
function svg(nodeLook, edgeLook, look, theme) {
  const found = { nodes: shownNodes(), edges: shownEdges() };
  const extent = (side) => found.nodes.map((node) => side * node.x + node.width / 2).reduce((a, b) => Math.max(a, b), 0);
  const heights = (side) => found.nodes.map((node) => side * node.y + node.height / 2).reduce((a, b) => Math.max(a, b), 0);
  const [right, left, down, up] = [extent(1), extent(-1), heights(1), heights(-1)];
  const wide = Math.ceil(Math.max(right + left, 820)) + 2 * EDGE, room = wide - 2 * EDGE, soft = theme === "dark" ? "#a9b0bb" : "#555c66";
  let y = EDGE + 16;
  const written = (lines, size, fill, bold = false) => lines.flatMap((text) => wrapped(text, size, room, bold)).map((line) => {
    const made = said(EDGE, y, size, line, fill, bold ? 'font-weight="bold" ' : "");
    y += Math.round(size * 1.4);
    return made;
  });
  const head = [...written([data.graph.summary], 22, look.ink, true), ...written([data.graph.description], 13, soft)];
  const [keys, top] = legended(found, theme, look.ink, wide - EDGE, y + 10);
  y = Math.round(top + 60 + up + down + 16);
  const foot = written(footed(found), 12, soft);
  const ofEdges = found.edges.map((edge) => {
    const { color, opacity, dashed } = edgeLook(edge);
    const width = (1 + Math.sqrt(Math.max(0, edge.live.weight - 1))).toFixed(2);
    return `<path d="${path(edge)}" fill="none" stroke="${color}" stroke-opacity="${opacity}" stroke-width="${width}"${dashed ? ' stroke-dasharray="5 4"' : ""}${data.bipartite || data.symmetric ? "" : ' marker-end="url(#arrow)"'}><title>${escaped(line(edge))}</title></path>`;
  });
  const taken = [];
  const free = (node, size) => {
    const box = [node.x, node.y - size, node.x + node.width + long(node.name, size) + 8, node.y + size / 2];
    if (taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) return false;
    return taken.length < 400 && taken.push(box) > 0;
  };
  const order = data.dots ? [...found.nodes].sort((a, b) => b.others - a.others) : found.nodes;
  const ofNodes = order.map((node) => {
    const { border, fill, ink } = nodeLook(node);
    if (data.dots) {
      return `<circle cx="${node.x}" cy="${node.y}" r="${node.width / 2}" fill="${border}"/>${free(node, 26) ? said(node.x + node.width / 2 + 3, node.y + 8, 26, node.name, ink) : ""}`;
    }
    return `<rect x="${node.x - node.width / 2}" y="${node.y - node.height / 2}" width="${node.width}" height="${node.height}" rx="4" fill="${fill}" stroke="${border}"/>${said(node.x, node.y + node.font * 0.35, node.font, label(node), ink, 'text-anchor="middle" xml:space="preserve"')}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${wide} ${y}" width="${wide}" height="${y}" font-family="${FAMILY}" text-rendering="geometricPrecision">
<style>${faces.join("\n")}</style>
<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0 8 4 0 8z" fill="${edgeLook(null).color}"/></marker></defs>
<rect width="${wide}" height="${y}" fill="${look.paper}"/>
${[...head, ...keys].join("\n")}
<g transform="translate(${(wide + left - right) / 2} ${top + 30 + up})">
${ofEdges.join("\n")}
${ofNodes.join("\n")}
</g>
${foot.join("\n")}
</svg>
`;
}
