// The table twin: a row for each line, those that are shown. A page of very many lines makes the first of them when they are asked for.

const ROWS = 500;
const body = document.querySelector("#table tbody");

/** Return the row of an edge, as the page has it for a picture of boxes. */
function rowOf(edge) {
  const cells = [edge.from.name, edge.to.name, "", ""].map((text) => element("td", {}, text));
  return element("tr", { "data-edge": edge.id }, ...cells, element("td", {}, element("details", {}, element("summary"))),
    element("td", {}, element("button", { type: "button" }, "Show")));
}

const titles = (edge) => edge.live.sources.map((source) => source.title);
const firmness = (edge) => edge.live.modalities.map((each) => data.firmness[each] ?? each);

function table(show) {
  const made = new Map();
  function ready(edge, row) {
    const [, , said, how] = row.cells;
    row.querySelector("details").addEventListener("toggle", ({ currentTarget }) => {
      if (currentTarget.open && currentTarget.childElementCount === 1) currentTarget.append(...receiptsOf(edge));
    });
    row.querySelector("button").addEventListener("click", () => show(edge));
    made.set(edge, { row, said, how, details: row.querySelector("details"), words: row.textContent.toLowerCase() });
    return made.get(edge);
  }
  for (const row of body.rows) ready(edgeOf.get(row.dataset.edge), row);
  const every = made.size === edges.length;

  /** Show the rows of the lines that are shown and have the words looked for; return how many there are. */
  function update() {
    const wanted = state.find.trim().toLowerCase();
    const found = shownEdges().filter((edge) => !wanted || said(edge).includes(wanted));
    const kept = new Set(found);
    if (!every) body.replaceChildren(...found.slice(0, ROWS).map((edge) => (made.get(edge) ?? ready(edge, rowOf(edge))).row));
    for (const [edge, { row, said, how, details }] of made) {
      row.hidden = !kept.has(edge);
      row.classList.toggle("chosen", edge.id === state.chosen);
      if (row.hidden) continue;
      said.textContent = titles(edge).join("; ");
      how.textContent = firmness(edge).join(", ");
      const claims = edge.live.claims.join();
      if (details.dataset.claims === claims) continue;
      details.dataset.claims = claims;
      details.replaceChildren(details.firstElementChild);
      details.firstElementChild.textContent = plural(edge.live.claims.length, "claim");
      details.open = false;
    }
    return { count: found.length, listed: every ? found.length : Math.min(ROWS, found.length) };
  }
  const said = (edge) => [edge.from.name, edge.to.name, ...titles(edge), ...firmness(edge)].join(" ").toLowerCase();
  return { update };
}
