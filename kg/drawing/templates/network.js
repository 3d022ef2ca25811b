"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const nodeOf = new Map(data.nodes.map((node) => [node.id, node]));
  const edgeOf = new Map(data.edges.map((edge) => [edge.id, edge]));
  const picture = document.getElementById("picture");
  const panel = document.getElementById("panel");
  const find = document.getElementById("find");
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const name = (id) => nodeOf.get(id).name;
  const plural = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;
  let chosen = null;

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

  // Receipts

  function copied(button, text, beside) {
    const fallback = () => getSelection().selectAllChildren(beside);
    const done = () => { button.textContent = "Copied"; };
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, fallback);
    else fallback();
  }

  function receipt(note) {
    const iri = element("code", { class: "claim" }, note.claim);
    const voice = note.voice ? `${note.modality}, in the voice of ${note.voice}` : `${note.modality}, in the source's own voice`;
    const bounds = note.lower === null && note.upper === null ? [] : [element("p", {}, `${note.lower ?? "…"} to ${note.upper ?? "…"}`)];
    return element("article", { class: `receipt ${note.modality === "recovered" ? "recovered" : ""}` },
      element("p", { class: "place" }, note.place), ...bounds,
      element("p", {}, `${note.kind}: ${note.modality === "recovered" ? "recovered, put right by this project" : voice}`),
      ...(note.reason ? [element("p", { class: "reason" }, `Reason: ${note.reason}`)] : []),
      element("p", {}, iri, " ", element("button", { type: "button", onclick: (event) => copied(event.currentTarget, note.claim, iri) }, "Copy")));
  }

  function receipts(edge) {
    const bySource = new Map();
    const said = (note) => edge.evidence.sources.includes(note.source);
    const notes = edge.claims.map((number) => data.receipts[number]);
    for (const note of [...notes.filter(said), ...notes.filter((each) => !said(each))]) {
      bySource.set(note.title, [...(bySource.get(note.title) ?? []), note]);
    }
    const parts = [];
    for (const [title, notes] of bySource) {
      parts.push(element("h3", { class: "source" }, title), ...notes.slice(0, 4).map(receipt));
      if (notes.length > 4) {
        parts.push(element("details", {}, element("summary", {}, `and ${notes.length - 4} more`), ...notes.slice(4).map(receipt)));
      }
    }
    return parts;
  }

  function facts(edge) {
    const pairs = [...edge.details];
    if (edge.evidence.origins.length < edge.evidence.sources.length) {
      pairs.push(["independent", `${edge.evidence.origins.length} of ${plural(edge.evidence.sources.length, "source")}`]);
    }
    return element("dl", { class: "facts" }, ...pairs.flatMap(([word, text]) => [element("dt", {}, word), element("dd", {}, text)]));
  }

  function edgePanel(edge) {
    panel.replaceChildren(element("h2", {}, `${name(edge.from)} → ${name(edge.to)}`), facts(edge), ...receipts(edge));
  }

  function nodePanel(node) {
    const lines = (edges, title, other) => edges.length === 0 ? [] : [
      element("h3", { class: "source" }, `${title} (${edges.length})`),
      element("ul", { class: "lines" }, ...edges.map((edge) => element("li", {},
        element("button", { type: "button", onclick: () => choose(edge.id) },
          `${other(edge)}: ${plural(edge.claims.length, "claim")}${edge.dashes ? ", recovered" : ""}`))))];
    const out = data.edges.filter((edge) => edge.from === node.id);
    const into = data.edges.filter((edge) => edge.to === node.id);
    panel.replaceChildren(element("h2", {}, node.name),
      element("p", {}, `${data.kinds[node.kind].label}, `, element("code", {}, node.id)),
      ...lines(out, `From ${node.name} to`, (edge) => name(edge.to)),
      ...lines(into, `To ${node.name} from`, (edge) => name(edge.from)));
  }

  // Picture

  const variable = (key) => getComputedStyle(root).getPropertyValue(key).trim();
  const theme = () => root.dataset.theme;

  function styledNode(node, dimmed, strong) {
    const { border, fill } = data.kinds[node.kind][theme()];
    const calm = { border: dimmed ? variable("--rule") : border, background: dimmed ? variable("--paper") : fill };
    return { id: node.id, borderWidth: strong ? 3 : 1, color: { ...calm, highlight: calm, hover: { border, background: fill } },
      font: { ...node.font, color: dimmed ? variable("--faint") : variable("--ink") } };
  }

  function styledEdge(edge, dimmed, strong) {
    const color = strong ? variable("--strong") : variable("--line");
    return { id: edge.id, width: edge.width + (strong ? 1 : 0),
      color: { color, highlight: color, hover: variable("--strong"), opacity: strong ? 1 : dimmed ? 0.07 : data.edges.length > 150 ? 0.55 : 0.8 } };
  }

  const bend = (edge) => edge.bend || !data.bipartite
    ? { enabled: true, type: "curvedCW", roundness: 0.06 + 0.12 * edge.bend }
    : { enabled: true, type: "cubicBezier", forceDirection: "horizontal", roundness: 0.45 };

  root.dataset.theme = dark.matches ? "dark" : "light";
  const nodes = new vis.DataSet(data.nodes.map((node) => ({ ...node, ...styledNode(node) })));
  const edges = new vis.DataSet(data.edges.map((edge) => ({ ...edge, smooth: bend(edge), arrows: data.bipartite ? "" : "to", ...styledEdge(edge) })));
  picture.style.minWidth = `${Math.round(data.size.width * 0.6) + 24}px`;
  const scale = () => Math.min(1, picture.clientWidth / (data.size.width + 40));
  const whole = () => network.moveTo({ position: { x: 0, y: 0 }, scale: scale(), animation: false });
  picture.style.height = `${Math.round(data.size.height * scale() + 60)}px`;
  const touch = matchMedia("(pointer: coarse)").matches;
  const network = new vis.Network(picture, { nodes, edges },
    { ...data.options, interaction: { ...data.options.interaction, dragView: !touch } });
  whole();

  function paint() {
    const near = new Set(), strong = new Set();
    if (edgeOf.has(chosen)) {
      const edge = edgeOf.get(chosen);
      strong.add(edge.id);
      near.add(edge.from).add(edge.to);
    } else if (nodeOf.has(chosen)) {
      near.add(chosen);
      for (const edge of data.edges.filter((each) => each.from === chosen || each.to === chosen)) {
        strong.add(edge.id);
        near.add(edge.from).add(edge.to);
      }
    }
    const any = chosen !== null;
    nodes.update(data.nodes.map((node) => styledNode(node, any && !near.has(node.id), node.id === chosen)));
    edges.update(data.edges.map((edge) => styledEdge(edge, any && !strong.has(edge.id), strong.has(edge.id))));
    for (const swatch of document.querySelectorAll(".swatch")) {
      const { border, fill } = data.kinds[swatch.dataset.kind][theme()];
      Object.assign(swatch.style, { background: fill, borderColor: border });
    }
    for (const row of document.querySelectorAll("tr[data-edge]")) row.classList.toggle("chosen", row.dataset.edge === chosen);
  }

  const opening = [...panel.childNodes].map((child) => child.cloneNode(true));

  /** Choose an edge or a node by its id, or nothing: the panel, the picture and the address follow. */
  function choose(id) {
    chosen = edgeOf.has(id) || nodeOf.has(id) ? id : null;
    if (edgeOf.has(chosen)) edgePanel(edgeOf.get(chosen));
    else if (nodeOf.has(chosen)) nodePanel(nodeOf.get(chosen));
    else panel.replaceChildren(...opening.map((child) => child.cloneNode(true)));
    network.unselectAll();
    paint();
    const address = chosen === null ? " " : encodeURIComponent(chosen);
    try { history.replaceState(null, "", `#${address.trim()}`); } catch { /* a page inside another has no address of its own */ }
  }

  /** Scroll so that a node is in sight, under the bar of tools. */
  function reveal(id) {
    const spot = network.canvasToDOM(network.getPosition(id));
    scrollTo({ top: picture.getBoundingClientRect().top + scrollY + spot.y - innerHeight / 2 });
    picture.parentElement.scrollTo({ left: spot.x - picture.parentElement.clientWidth / 2 });
  }

  network.on("click", ({ nodes: [node], edges: [edge] }) => choose(node ?? edge ?? null));
  network.on("hoverNode", () => { picture.style.cursor = "pointer"; });
  network.on("hoverEdge", () => { picture.style.cursor = "pointer"; });
  network.on("blurNode", () => { picture.style.cursor = "default"; });
  network.on("blurEdge", () => { picture.style.cursor = "default"; });

  const zoom = (factor) => network.moveTo({ scale: network.getScale() * factor, animation: false });
  document.getElementById("closer").addEventListener("click", () => zoom(1.25));
  document.getElementById("wider").addEventListener("click", () => zoom(0.8));
  document.getElementById("whole").addEventListener("click", () => { choose(null); whole(); });
  document.getElementById("theme").addEventListener("click", () => { root.dataset.theme = theme() === "dark" ? "light" : "dark"; paint(); });
  dark.addEventListener("change", () => { root.dataset.theme = dark.matches ? "dark" : "light"; paint(); });
  addEventListener("keydown", (event) => { if (event.key === "Escape") choose(null); });
  addEventListener("resize", () => { picture.style.height = `${Math.round(data.size.height * scale() + 60)}px`; whole(); });

  // Finding and the table

  const rows = [...document.querySelectorAll("tr[data-edge]")];
  find.addEventListener("input", () => {
    const wanted = find.value.trim().toLowerCase();
    for (const row of rows) row.hidden = wanted !== "" && !row.textContent.toLowerCase().includes(wanted);
    document.getElementById("shown").textContent = `${rows.filter((row) => !row.hidden).length} of ${plural(rows.length, "line")}`;
  });
  // A whole name chooses its box as it is written; Enter takes the first that begins so, and brings it in sight.
  find.addEventListener("input", () => {
    const named = data.nodes.find((node) => node.name.toLowerCase() === find.value.trim().toLowerCase());
    if (named) choose(named.id);
  });
  find.addEventListener("keydown", (event) => {
    const wanted = find.value.trim().toLowerCase();
    if (event.key !== "Enter" || wanted === "") return;
    const named = data.nodes.find((node) => node.name.toLowerCase() === wanted)
      ?? data.nodes.find((node) => node.name.toLowerCase().startsWith(wanted));
    choose(named ? named.id : null);
    if (named) reveal(named.id);
  });
  for (const row of rows) {
    row.querySelector("details").addEventListener("toggle", (event) => {
      if (event.currentTarget.childElementCount === 1) event.currentTarget.append(...receipts(edgeOf.get(row.dataset.edge)));
    });
    row.querySelector("button").addEventListener("click", () => { choose(row.dataset.edge); reveal(edgeOf.get(row.dataset.edge).from); });
  }

  paint();
  const asked = decodeURIComponent(location.hash.slice(1));
  if (nodeOf.has(asked) || edgeOf.has(asked)) choose(asked);
  window.kgNetwork = network;
})();
