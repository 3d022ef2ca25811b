// The page: what is chosen, switched off and looked for goes to the picture, the panel, the table and the address.

const part = (id) => document.getElementById(id);
const [picture, panel, find, root] = [part("picture"), part("panel"), part("find"), document.documentElement];
const dark = matchMedia("(prefers-color-scheme: dark)");
const variable = (key) => getComputedStyle(root).getPropertyValue(key).trim();
const opening = [...panel.childNodes].map((child) => child.cloneNode(true));
const marked = Object.values(data.lines).some((entry) => entry.pale);
let view = null, near = new Set(), strong = new Set(), theme = null, look = {};

// Looks

function themed() {
  root.dataset.theme = theme ?? (dark.matches ? "dark" : "light");
  look = Object.fromEntries(["paper", "ink", "rule", "faint", "line", "strong", "recovered"].map((key) => [key, variable(`--${key}`)]));
  for (const swatch of document.querySelectorAll(".swatch")) {
    const { border, fill } = data.kinds[swatch.dataset.kind][root.dataset.theme];
    Object.assign(swatch.style, { background: fill, borderColor: border });
  }
  for (const stroke of document.querySelectorAll("[data-line] path")) stroke.style.stroke = data.lines[stroke.closest("[data-line]").dataset.line][root.dataset.theme];
}

function nodeLook(node) {
  const { border, fill } = data.kinds[node.kind][root.dataset.theme];
  const dimmed = near.size > 0 && !near.has(node);
  return { shown: node.shown > 0, border: dimmed ? look.rule : border, fill: dimmed ? look.paper : fill,
    ink: dimmed ? look.faint : look.ink, paper: look.paper, strong: node.id === state.chosen, dimmed };
}

function edgeLook(edge) {
  if (edge === null) return { color: look.line };
  const chosen = strong.has(edge), dimmed = near.size > 0 && !chosen;
  const parted = data.color ? data.lines[texts(edge, data.color)[0] ?? ""] : undefined;
  const whole = data.dots && recovered(edge) ? look.recovered : look.line;
  const plain = parted ? parted[root.dataset.theme] : whole;
  return { shown: edge.shown, color: chosen && !parted ? look.strong : plain, bold: look.strong, strong: chosen, dimmed, paper: look.paper,
    opacity: chosen ? 1 : dimmed ? 0.07 : parted?.pale ? 0.35 : parted && marked ? 1 : edges.length > 150 ? 0.6 : 0.85, dashed: recovered(edge) };
}

function paint() {
  const edge = edgeOf.get(state.chosen), node = nodeOf.get(state.chosen);
  strong = new Set(edge ? [edge] : node ? node.edges.filter((each) => each.shown) : []);
  near = new Set(node ? [node] : []);
  for (const each of strong) near.add(each.from).add(each.to);
  view.paint(nodeLook, edgeLook);
}

// The address

function address() {
  const told = new URLSearchParams();
  if (state.chosen) told.set("at", state.chosen);
  if (state.find) told.set("find", state.find);
  for (const [key, off] of state.off) for (const value of [...off].sort()) told.append(`off.${key}`, value);
  if (state.years) told.set("years", state.years.join("-"));
  if (state.seen) told.set("view", state.seen.map((each) => Number(each.toPrecision(5))).join(","));
  if (theme) told.set("theme", theme);
  try { history.replaceState(null, "", `#${told}`); } catch { /* a page inside another has no address of its own */ }
}

/** Take up what the address says; a bare id chooses that line or box, and what is no name here is passed over. */
function restore() {
  const text = location.hash.slice(1);
  const bare = text.includes("=") ? "" : text;
  const told = new URLSearchParams(bare ? "" : text);
  state.chosen = told.get("at");
  try { state.chosen ??= decodeURIComponent(bare); } catch { /* no code of an id */ }
  state.find = find.value = told.get("find") ?? "";
  for (const facet of data.facets) {
    const known = new Set(facet.values.map(([value]) => value));
    state.off.set(facet.key, new Set(told.getAll(`off.${facet.key}`).filter((value) => known.has(value))));
  }
  const years = (told.get("years") ?? "").split("-").map(Number);
  state.years = data.years && years.length === 2 && years.every(Number.isInteger) && years[0] <= years[1] ? years : null;
  const seen = (told.get("view") ?? "").split(",").map(Number);
  state.seen = seen.length === 3 && seen.every(Number.isFinite) ? seen : null;
  theme = ["light", "dark"].includes(told.get("theme")) ? told.get("theme") : null;
  for (const box of document.querySelectorAll("[data-facet]")) box.checked = !state.off.get(box.dataset.facet).has(box.value);
  if (data.years) {
    const [first, last] = state.years ?? data.years;
    part("first").value = first;
    part("last").value = last;
  }
}

// What follows from a change

const rows = table((edge) => { choose(edge.id); reveal(edge.from.id); });

function choose(id) {
  state.chosen = edgeOf.has(id) || nodeOf.has(id) ? id : null;
  const edge = edgeOf.get(state.chosen), node = nodeOf.get(state.chosen);
  panel.replaceChildren(...(edge ? edgePanel(edge) : node ? nodePanel(node, choose) : opening.map((child) => child.cloneNode(true))));
  panel.classList.toggle("open", state.chosen !== null);
  if (state.chosen) panel.prepend(element("button", { type: "button", class: "close", onclick: () => choose(null) }, "Close"));
  panel.scrollTop = 0;
  paint();
  counted(rows.update());
  address();
}

function counted({ count, listed }) {
  const more = listed < count ? `, the first ${listed} listed` : "";
  part("shown").textContent = `${number(count)} of ${plural(edges.length, "line")}${more}`;
}

/** Count anew: what the header says, the legend, and the lines at each value of each filter. */
function refresh() {
  sift();
  const found = { nodes: shownNodes(), edges: shownEdges() };
  const claims = new Set(found.edges.flatMap((edge) => edge.live.claims));
  const sources = new Set([...claims].map((number) => receipts[number].source));
  for (const [id, count, noun] of [["lines", found.edges.length, "line"], ["claims", claims.size, "claim"], ["sources", sources.size, "source"]]) {
    part(id).firstElementChild.textContent = number(count);
    part(id).lastChild.textContent = ` ${noun}${count === 1 ? "" : "s"}`;
  }
  part("nothing").hidden = found.edges.length > 0 || edges.length === 0;
  part("filtered").hidden = found.edges.length === edges.length && claims.size === receipts.length;
  const tally = new Map();
  const add = (key, value) => tally.set(`${key} ${value}`, (tally.get(`${key} ${value}`) ?? 0) + 1);
  for (const node of found.nodes) for (const facet of facets("node")) for (const value of values(facet, node)) add(facet.key, value);
  for (const edge of found.edges) {
    for (const facet of facets("edge")) for (const value of values(facet, edge)) add(facet.key, value);
    for (const facet of facets("claim")) {
      for (const value of distinct(edge.live.claims.flatMap((number) => values(facet, receipts[number])))) add(facet.key, value);
    }
    add("dashed", recovered(edge));
  }
  for (const box of document.querySelectorAll("[data-facet]")) {
    box.closest("label").querySelector(".count").textContent = number(tally.get(`${box.dataset.facet} ${box.value}`) ?? 0);
  }
  for (const plain of document.querySelectorAll("[data-dashed]")) {
    plain.querySelector(".count").textContent = number(tally.get(`dashed ${plain.dataset.dashed}`) ?? 0);
  }
  for (const menu of document.querySelectorAll("details[data-menu]")) {
    menu.classList.toggle("narrowed", menu.dataset.menu === "years" ? state.years !== null : state.off.get(menu.dataset.menu).size > 0);
  }
  if (data.years) part("span").textContent = (state.years ?? data.years).join(" to ");
  const kept = edgeOf.get(state.chosen) ?? nodeOf.get(state.chosen);
  choose(kept?.shown ? state.chosen : null);
}

/** Scroll so that a node is in sight, under the bar of tools. */
function reveal(id) {
  const spot = view.spot(id);
  scrollTo({ top: picture.getBoundingClientRect().top + scrollY + spot.y - innerHeight / 2 });
  picture.parentElement.scrollTo({ left: spot.x - picture.parentElement.clientWidth / 2 });
}

// What the reader does

const seen = () => { state.seen = view.seen(); address(); };
const whole = () => { state.seen = null; view.whole(); address(); };
const on = (id, event, does) => part(id).addEventListener(event, does);
on("closer", "click", () => { view.zoom(1.25); seen(); });
on("wider", "click", () => { view.zoom(0.8); seen(); });
on("whole", "click", () => { choose(null); whole(); });
on("theme", "click", () => { theme = root.dataset.theme === "dark" ? "light" : "dark"; themed(); paint(); address(); });
function everything() {
  for (const off of state.off.values()) off.clear();
  state.years = null;
  for (const box of document.querySelectorAll("[data-facet]")) box.checked = true;
  if (data.years) [part("first").value, part("last").value] = data.years;
  refresh();
}
on("everything", "click", everything);
on("again", "click", everything);
for (const box of document.querySelectorAll("[data-facet]")) {
  box.addEventListener("change", () => {
    const off = state.off.get(box.dataset.facet);
    if (box.checked) off.delete(box.value);
    else off.add(box.value);
    refresh();
  });
}
for (const button of document.querySelectorAll("button[data-all]")) {
  button.addEventListener("click", () => {
    const boxes = [...button.closest("details").querySelectorAll("[data-facet]")];
    for (const box of boxes) box.checked = button.dataset.all === "on";
    state.off.set(boxes[0].dataset.facet, new Set(button.dataset.all === "on" ? [] : boxes.map((box) => box.value)));
    refresh();
  });
}
if (data.years) {
  for (const [id, other, low] of [["first", "last", true], ["last", "first", false]]) {
    on(id, "input", () => {
      const [mine, its] = [Number(part(id).value), Number(part(other).value)];
      if (low ? mine > its : mine < its) part(other).value = mine;
      const span = [Number(part("first").value), Number(part("last").value)];
      state.years = span[0] === data.years[0] && span[1] === data.years[1] ? null : span;
      refresh();
    });
  }
}
const SAVED = {
  svg: () => saved(svg(nodeLook, edgeLook, look, root.dataset.theme), "image/svg+xml", "svg"),
  png: () => png(svg(nodeLook, edgeLook, look, root.dataset.theme), (blob) => saved(blob, "image/png", "png")),
  csv: () => saved(csv(), "text/csv", "csv"),
  graphml: () => saved(graphml(), "application/xml", "graphml"),
  json: () => saved(json(), "application/json", "json"),
};
for (const button of document.querySelectorAll("button[data-save]")) button.addEventListener("click", () => SAVED[button.dataset.save]());
// On paper stands the plate of what is shown, in the light colors.
let before = null;
addEventListener("beforeprint", () => {
  [before, theme] = [theme, "light"];
  themed();
  part("plate").innerHTML = svg(nodeLook, edgeLook, look, "light");
});
addEventListener("afterprint", () => { theme = before; themed(); part("plate").replaceChildren(); });
dark.addEventListener("change", () => { themed(); paint(); });
addEventListener("keydown", ({ key, target }) => {
  if (key === "Escape") {
    const menu = target.closest?.("details.filter[open]");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); } else choose(null);
  }
  if (key === "/" && !target.matches("input")) setTimeout(() => find.focus());
});
addEventListener("click", ({ target }) => {
  for (const menu of document.querySelectorAll("details.filter[open]")) if (!menu.contains(target)) menu.open = false;
});

// A whole name chooses its box as it is written; Enter takes the first that begins so, and brings it in sight.
find.addEventListener("input", () => {
  state.find = find.value;
  const named = shownNodes().find((node) => node.name.toLowerCase() === find.value.trim().toLowerCase());
  if (named) choose(named.id);
  else { counted(rows.update()); address(); }
});
find.addEventListener("keydown", (event) => {
  const wanted = find.value.trim().toLowerCase();
  if (event.key !== "Enter" || wanted === "") return;
  const named = shownNodes().find((node) => node.name.toLowerCase() === wanted)
    ?? shownNodes().find((node) => node.name.toLowerCase().startsWith(wanted));
  choose(named ? named.id : null);
  if (named) reveal(named.id);
});

function shown() {
  themed();
  refresh();
  if (state.seen) view.look(state.seen);
  else view.whole();
  address();
}

function begin() {
  view = data.dots ? kg_network.dots(picture, nodes, edges, choose, !data.symmetric) : boxes(picture, choose);
  shown();
  view.moved(seen);
  movable(picture, view, seen);
  addEventListener("hashchange", () => { restore(); shown(); });
  window.kgNetwork = { ...view, nodes, edges };
}

restore();
themed();
// A canvas takes the font that is there as it is drawn, so the picture begins when the page's own is.
lettered(begin);
