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
  const told = (found, what) => Object.entries(flat(found)).filter(([name, value]) => value !== undefined).map(([name, value]) => {
    const key = `${what}-${name}`;
    if (!keys.has(key)) keys.set(key, { what, name, type: typeof value === "number" ? "long" : "string" });
    return `<data key="${key}">${escaped(value)}</data>`;
  }).join("");
  const inside = [
    ...shownNodes().map((node) => `<node id="${escaped(node.id)}">${told(nodeTold(node), "node")}</node>`),
    ...shownEdges().map((edge) => `<edge id="${escaped(edge.id)}" source="${escaped(edge.from.id)}" target="${escaped(edge.to.id)}">${told({ ...attributes(edge), id: undefined }, "edge")}</edge>`),
  ];
  const heads = [...keys].map(([id, { what, name, type }]) => `<key id="${id}" for="${what}" attr.name="${escaped(name)}" attr.type="${type}"/>`);
  return ['<?xml version="1.0" encoding="utf-8"?>', `<graphml xmlns="http://graphml.graphdrawing.org/xmlns">`, ...heads,
    '<graph edgedefault="directed">', ...inside, "</graph>", "</graphml>", ""].join("\n");
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
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}
