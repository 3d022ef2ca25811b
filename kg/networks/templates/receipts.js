// What stands behind a line or a box, in the panel and in the table.

/** An element with attributes, and children that are elements or texts; a text is never read as HTML. */
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

function copied(button, text, beside) {
  const fallback = () => getSelection().selectAllChildren(beside);
  const done = () => { button.textContent = "Copied"; };
  if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, fallback);
  else fallback();
}

const home = document.body.dataset.site;

/** A link to a thing: to its page on the site that this page is of, else to its IRI. */
function linked(iri, ...children) {
  if (!/^https?:/.test(iri)) return element("span", {}, ...children);
  const own = home !== undefined && iri.startsWith(data.home) && !iri.includes("#");
  return element("a", { href: own ? home + placed(iri.slice(data.home.length)) : iri, rel: "noreferrer" }, ...children);
}

/** Where the page of a thing stands on its site: a compact site keeps claims in shared documents. */
function placed(path) {
  const shared = document.documentElement.dataset.shared;
  const found = shared && /^(?:claim|situation|evidence)\/([0-9a-f]{2})[0-9a-f]+$/.exec(path);
  return found ? `${shared}/${found[1]}.html#${path.replace("/", "-")}` : `${path}.html`;
}

function receipt(note) {
  const iri = linked(note.claim, element("span", { class: "claim", title: note.claim }, "the claim"));
  const firmly = data.firmness[note.modality];
  const voice = note.voice ? `${note.modality}, in the voice of ${note.voice}` : `${note.modality}, in the source's own voice`;
  const bounds = note.lower === null && note.upper === null ? [] : [element("p", {}, `${note.lower ?? "…"} to ${note.upper ?? "…"}`)];
  return element("article", { class: `receipt ${note.modality === "recovered" ? "recovered" : ""}` },
    element("p", { class: "place" }, note.place), ...bounds,
    element("p", {}, `${note.kind}: ${firmly ?? voice}`),
    ...(note.reason ? [element("p", { class: "reason" }, `Reason: ${note.reason}`)] : []),
    ...(note.against ?? []).map((said) => element("p", { class: "reason" }, `Against it: ${said}`)),
    element("p", {}, iri, " ", element("button", { type: "button", onclick: (event) => copied(event.currentTarget, note.claim, iri) }, "Copy its address")));
}

/** The receipts of an edge by source, those of the sources it is counted by first; of claims that are off, the number. */
function receiptsOf(edge) {
  const { claims, sources } = edge.live ?? { claims: [], sources: [] };
  const bySource = new Map(sources.map((source) => [source, []]));
  for (const note of claims.map((number) => receipts[number])) {
    bySource.set(note.source, [...(bySource.get(note.source) ?? []), note]);
  }
  const parts = [];
  for (const [source, notes] of bySource) {
    parts.push(element("h3", { class: "source" }, linked(`${data.home}source/${source.id}`, source.title)), ...notes.slice(0, 4).map(receipt));
    if (notes.length > 4) {
      parts.push(element("details", {}, element("summary", {}, `and ${notes.length - 4} more`), ...notes.slice(4).map(receipt)));
    }
  }
  const off = edge.claims.length - claims.length;
  if (off) parts.push(element("p", { class: "off" }, `${plural(off, "claim")} of this line switched off.`));
  return parts;
}

/** What is said of a line beyond its claims: details of the whole line, and the years of the claims that stand. */
function facts(edge) {
  const pairs = data.columns.filter((column) => !(`${column}Label` in edge.details) && edge.details[column].length)
    .map((column) => [column.replace(/Label$/, ""), edge.details[column].join(", ")]);
  const { sources = [], years = [] } = edge.live ?? {};
  const span = distinct(years.map(([, year]) => year));
  if (span.length) pairs.push(["year", span.length === 1 ? `${span[0]}` : `${span[0]} to ${span.at(-1)}`]);
  const origins = new Set(sources.map((source) => source.origin));
  if (origins.size < sources.length) pairs.push(["independent", `${origins.size} of ${plural(sources.length, "source")}`]);
  return element("dl", { class: "facts" }, ...pairs.flatMap(([word, text]) => [element("dt", {}, word), element("dd", {}, text)]));
}

function edgePanel(edge) {
  const ends = [linked(edge.from.iri, edge.from.name), data.symmetric ? " – " : " → ", linked(edge.to.iri, edge.to.name)];
  return [element("h2", {}, ...ends), facts(edge), ...receiptsOf(edge)];
}

function nodePanel(node, choose) {
  const lines = (found, title, other) => found.length === 0 ? [] : [
    element("h3", { class: "source" }, `${title} (${found.length})`),
    element("ul", { class: "lines" }, ...found.map((edge) => element("li", {},
      element("button", { type: "button", onclick: () => choose(edge.id) },
        `${other(edge).name}: ${plural(edge.live.claims.length, "claim")}${recovered(edge) ? `, ${data.firmness.recovered}` : ""}`))))];
  const found = node.edges.filter((edge) => edge.shown);
  const [out, into] = [found.filter((edge) => edge.from === node), found.filter((edge) => edge.to === node)];
  const about = [data.kinds[node.kind].label, ...(node.region ? [node.region] : [])];
  const said = data.symmetric
    ? lines(found, `${node.name} and`, (edge) => (edge.from === node ? edge.to : edge.from))
    : [...lines(out, `From ${node.name} to`, (edge) => edge.to), ...lines(into, `To ${node.name} from`, (edge) => edge.from)];
  return [element("h2", {}, linked(node.iri, node.name)), element("p", {}, about.join(", ")), ...said];
}
