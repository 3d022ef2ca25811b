// What is shown as files: a picture (SVG, PNG), a table of the lines (CSV), a network (GraphML, node-link JSON).

const SPACED = new Set(data.spaced);
const escaped = (text) => String(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** An edge as `kg draw` writes it, of the claims that stand. */
function attributes(edge) {
  const { claims, weight, sources, modalities, years } = edge.live;
  const notes = new Set(claims);
  const curie = (number) => `claim:${receipts[number].claim.slice(receipts[number].claim.lastIndexOf("/") + 1)}`;
  const span = years.map(([, year]) => year);
  const ways = edge.steps.filter(([, , number]) => notes.has(number)).map(([via, step, number]) => `${data.texts[via]}|${step}|${curie(number)}`);
  return {
    id: edge.id, weight,
    ...(span.length ? { firstYear: Math.min(...span), lastYear: Math.max(...span) } : {}),
    ...edge.details,
    sourceCount: sources.length,
    originCount: new Set(sources.map((source) => source.origin)).size,
    claims: claims.map((number) => receipts[number].claim).sort(),
    sources: sources.map((source) => source.id).sort(),
    origins: distinct(sources.map((source) => source.origin)),
    modalities,
    editions: sources.filter((source) => source.edition).map((source) => source.id).sort(),
    ...(edge.steps.length ? { steps: ways.sort() } : {}),
    ...(span.length ? { years: years.map(([number, year]) => `${year}|${curie(number)}`).sort() } : {}),
  };
}

const flat = (told) => Object.fromEntries(Object.entries(told).map(([key, value]) =>
  [key, Array.isArray(value) ? value.join(SPACED.has(key) ? " " : " | ") : value]));
const byId = (found) => [...found].sort((a, b) => (a.id < b.id ? -1 : 1));

function csv() {
  const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const rows = byId(shownEdges()).map((edge) => ({
    from: edge.from.id, fromLabel: edge.from.name, fromType: edge.from.kind,
    to: edge.to.id, toLabel: edge.to.name, toType: edge.to.kind, ...flat(attributes(edge)),
  }));
  return [data.header, ...rows.map((row) => data.header.map((column) => row[column] ?? ""))]
    .map((cells) => `${cells.map((cell) => quoted(String(cell))).join(",")}\r\n`).join("");
}

const nodeTold = (node) => ({ label: node.name, type: node.kind, iri: node.iri, ...(node.region ? { region: node.region } : {}) });

function json() {
  const used = distinct(shownEdges().flatMap((edge) => edge.live.claims.map((number) => number))).sort((a, b) => a - b);
  const notes = used.map((number) => receipts[number])
    .map(({ source, on, ...note }) => [note.claim, { ...note, source: source.id, title: source.title, origin: source.origin }]);
  return JSON.stringify({
    directed: true, multigraph: true, graph: { ...data.graph, address: location.hash.slice(1) },
    nodes: shownNodes().map((node) => ({ ...nodeTold(node), id: node.id })),
    edges: shownEdges().map((edge) => ({ ...attributes(edge), source: edge.from.id, target: edge.to.id, key: edge.id })),
    receipts: Object.fromEntries(notes),
  }, null, 1) + "\n";
}

function graphml() {
  const keys = new Map();
  const told = (found, what) => Object.entries(flat(found)).map(([name, value]) => {
    const key = `${what}-${name}`;
    if (!keys.has(key)) keys.set(key, { what, name, type: typeof value === "number" ? "long" : "string" });
    return `<data key="${key}">${escaped(value)}</data>`;
  }).join("");
  const inside = [
    ...shownNodes().map((node) => `<node id="${escaped(node.id)}">${told(nodeTold(node), "node")}</node>`),
    ...shownEdges().map((edge) => `<edge id="${escaped(edge.id)}" source="${escaped(edge.from.id)}" target="${escaped(edge.to.id)}">${told(attributes(edge), "edge")}</edge>`),
  ];
  const heads = [...keys].map(([id, { what, name, type }]) => `<key id="${id}" for="${what}" attr.name="${escaped(name)}" attr.type="${type}"/>`);
  return ['<?xml version="1.0" encoding="utf-8"?>', `<graphml xmlns="http://graphml.graphdrawing.org/xmlns">`, ...heads,
    '<graph edgedefault="directed">', ...inside, "</graph>", "</graphml>", ""].join("\n");
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

/** What is shown, as it is colored now, with title, legend and sources. */
function svg(nodeLook, edgeLook, paper, ink) {
  const found = { nodes: shownNodes(), edges: shownEdges() };
  const xs = found.nodes.flatMap((node) => [node.x - node.width / 2, node.x + node.width / 2]);
  const ys = found.nodes.flatMap((node) => [node.y - node.height / 2, node.y + node.height / 2]);
  const least = (list) => list.reduce((a, b) => Math.min(a, b), Infinity), most = (list) => list.reduce((a, b) => Math.max(a, b), -Infinity);
  const [left, top, right, below] = found.nodes.length ? [least(xs) - 30, least(ys) - 90, most(xs) + 30, most(ys) + 40] : [0, -90, 600, 40];
  const wide = Math.max(right - left, 760);
  const said = (x, y, size, text, more = "") => `<text x="${x}" y="${y}" font-size="${size}" fill="${ink}" ${more}>${escaped(text)}</text>`;
  const ofEdges = found.edges.map((edge) => {
    const { color, opacity, dashed } = edgeLook(edge);
    const width = (1 + Math.sqrt(Math.max(0, edge.live.weight - 1))).toFixed(2);
    return `<path d="${path(edge)}" fill="none" stroke="${color}" stroke-opacity="${opacity}" stroke-width="${width}"${dashed ? ' stroke-dasharray="5 4"' : ""}${data.bipartite || data.symmetric ? "" : ' marker-end="url(#arrow)"'}><title>${escaped(line(edge))}</title></path>`;
  });
  const taken = [];
  const free = (node, size) => {
    const box = [node.x, node.y - size, node.x + node.name.length * size * 0.6 + 8, node.y + size / 2];
    if (taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) return false;
    return taken.length < 400 && taken.push(box) > 0;
  };
  const order = data.dots ? [...found.nodes].sort((a, b) => b.others - a.others) : found.nodes;
  const ofNodes = order.map((node) => {
    const { border, fill } = nodeLook(node);
    if (data.dots) {
      return `<circle cx="${node.x}" cy="${node.y}" r="${node.width / 2}" fill="${border}"/>${free(node, 26) ? said(node.x + node.width / 2 + 3, node.y + 8, 26, node.name) : ""}`;
    }
    return `<rect x="${node.x - node.width / 2}" y="${node.y - node.height / 2}" width="${node.width}" height="${node.height}" rx="4" fill="${fill}" stroke="${border}"/>${said(node.x, node.y + node.font * 0.35, node.font, label(node), 'text-anchor="middle" xml:space="preserve"')}`;
  });
  let x = left;
  const keys = Object.entries(data.kinds).filter(([kind]) => found.nodes.some((node) => node.kind === kind)).map(([kind, { label }]) => {
    const count = found.nodes.filter((node) => node.kind === kind).length;
    const { border, fill } = nodeLook({ kind });
    const made = `<rect x="${x}" y="${top + 42}" width="20" height="12" rx="3" fill="${fill}" stroke="${border}" stroke-width="2"/>${said(x + 27, top + 53, 13, `${label} ${count}`)}`;
    x += 50 + `${label} ${count}`.length * 8;
    return made;
  });
  const names = distinct(found.edges.flatMap((edge) => edge.live.sources.map((source) => source.title)));
  const credit = `${plural(found.edges.length, "line")}. Sources: ${names.slice(0, 3).join("; ")}${names.length > 3 ? ` and ${names.length - 3} more` : ""}.`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${wide} ${below - top}" width="${wide}" height="${below - top}" font-family="system-ui, 'Liberation Sans', Arial, sans-serif">
<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0 8 4 0 8z" fill="${edgeLook(null).color}"/></marker></defs>
<rect x="${left}" y="${top}" width="${wide}" height="${below - top}" fill="${paper}"/>
${said(left, top + 22, 20, data.graph.summary, 'font-weight="bold"')}
${keys.join("\n")}
${ofEdges.join("\n")}
${ofNodes.join("\n")}
${said(left, below - 10, 12, credit)}
</svg>
`;
}

function png(drawn, done) {
  const image = new Image();
  image.onload = () => {
    const scale = Math.min(2, 8000 / image.width, 8000 / image.height);
    const canvas = element("canvas", { width: Math.round(image.width * scale), height: Math.round(image.height * scale) });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob(done, "image/png");
  };
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawn)}`;
}

function saved(content, type, suffix) {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  element("a", { href: address, download: `${data.graph.view}.${suffix}` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
