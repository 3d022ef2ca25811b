// What the page holds, and which of it stands: a line stands by claims, and goes with the last of them.

const data = JSON.parse(document.getElementById("data").textContent);
const unpacked = ({ fields, rows }) => rows.map((row) => Object.fromEntries(fields.map((field, at) => [field, row[at]])));
const nodes = unpacked(data.nodes);
const receipts = unpacked(data.receipts).map((note) => ({ ...note, claim: data.base + note.claim, source: data.sources[note.source] }));
const edges = unpacked(data.edges).map((edge) => ({
  ...edge,
  from: nodes[edge.from],
  to: nodes[edge.to],
  sources: edge.sources.map((number) => data.sources[number]),
  details: Object.fromEntries(edge.details.map((texts, at) => [data.columns[at], texts.map((text) => data.texts[text])])),
}));
const nodeOf = new Map(nodes.map((node) => [node.id, node]));
const edgeOf = new Map(edges.map((edge) => [edge.id, edge]));
for (const node of nodes) node.edges = [];
for (const edge of edges) {
  edge.from.edges.push(edge);
  if (edge.to !== edge.from) edge.to.edges.push(edge);
}

/** What the reader has switched off and chosen; the address holds the same. `years` is null or [first, last]. */
const state = { off: new Map(data.facets.map((facet) => [facet.key, new Set()])), years: null, chosen: null, find: "" };

const { format: number } = new Intl.NumberFormat("en");
const plural = (count, noun) => `${number(count)} ${noun}${count === 1 ? "" : "s"}`;
const distinct = (values) => [...new Set(values)].sort();
const texts = (edge, column) => edge.details[`${column}Label`] ?? edge.details[column];

/** The values of an edge, node or receipt that a facet tells apart. */
const VALUES = {
  source: (note) => [note.source.id],
  modality: (note) => [note.modality],
  edition: (edge) => edge.live.sources.filter((source) => source.edition).map((source) => source.id),
  kind: (node) => [node.kind],
  region: (node) => (node.region ? [node.region] : []),
};

function values(facet, thing) {
  const found = facet.key in VALUES ? VALUES[facet.key](thing) : texts(thing, facet.key);
  return found.length || facet.of !== "edge" ? found : [""];
}

const passes = (facet, thing) => {
  const off = state.off.get(facet.key);
  const found = off.size ? values(facet, thing) : [];
  return found.length === 0 || found.some((value) => !off.has(value));
};
const facets = (of) => data.facets.filter((facet) => facet.of === of);

/** The claims of an edge that stand: their source and modality are on, their year is in the span, if they have one. */
function standing(edge) {
  if (!state.years) return edge.claims.filter((number) => receipts[number].on);
  const [first, last] = state.years;
  const dated = new Set(edge.years.map(([number]) => number));
  const inside = new Set(edge.years.filter(([, year]) => year >= first && year <= last).map(([number]) => number));
  return edge.claims.filter((number) => receipts[number].on && (inside.has(number) || !dated.has(number)));
}

/**
 * What is left of an edge: its claims, weight, sources and years; nothing where it does not stand. An edge over things
 * between its ends stands by the ways that have a claim for each of their steps.
 */
function left(edge) {
  let claims = standing(edge);
  let weight = edge.weight;
  if (edge.steps.length) {
    const on = new Set(claims);
    const [whole, open] = [new Map(), new Map()];
    for (const [via, step, number] of edge.steps) {
      if (!whole.has(via)) whole.set(via, new Set()), open.set(via, new Set());
      whole.get(via).add(step);
      if (on.has(number)) open.get(via).add(step);
    }
    const ways = new Set([...whole.keys()].filter((via) => whole.get(via).size === open.get(via).size));
    if (ways.size === 0) return null;
    const used = new Set(edge.steps.filter(([via]) => ways.has(via)).map(([, , number]) => number));
    claims = claims.filter((number) => used.has(number));
    if (edge.weight === whole.size) weight = ways.size;
  }
  if (claims.length === 0 || weight < data.least) return null;
  const said = new Set(claims.map((number) => receipts[number].source));
  const stood = new Set(claims);
  const years = edge.years.filter(([number, year]) => stood.has(number) && (!state.years || (year >= state.years[0] && year <= state.years[1])));
  return {
    claims, weight, years,
    sources: edge.sources.filter((source) => said.has(source)),
    modalities: distinct(claims.map((number) => receipts[number].modality)).filter((each) => edge.modalities.includes(each)),
  };
}

/** Say of every edge and node whether it is shown: `live` is what is left of an edge, `shown` counts a node's edges. */
function sift() {
  const notes = facets("claim");
  for (const note of receipts) note.on = notes.every((facet) => passes(facet, note));
  for (const node of nodes) {
    node.allowed = facets("node").every((facet) => passes(facet, node));
    node.shown = 0;
  }
  for (const edge of edges) {
    edge.live = edge.from.allowed && edge.to.allowed ? left(edge) : null;
    edge.shown = edge.live !== null && facets("edge").every((facet) => passes(facet, edge));
    if (!edge.shown) continue;
    edge.from.shown += 1;
    if (edge.to !== edge.from) edge.to.shown += 1;
  }
  const count = (node) => new Set(node.edges.filter((edge) => edge.shown && (data.both || edge.from === node))
    .map((edge) => (edge.from === node ? edge.to : edge.from)).filter((other) => other !== node)).size;
  for (const node of nodes) node.others = count(node);
}

const shownEdges = () => edges.filter((edge) => edge.shown);
const shownNodes = () => nodes.filter((node) => node.shown);
const label = (node) => (node.others ? `${node.name}  ${node.others}` : node.name);
const line = (edge) => `${edge.from.name} ${data.symmetric ? "–" : "→"} ${edge.to.name}`;
const recovered = (edge) => (edge.live ?? edge).modalities.every((modality) => modality === "recovered");
