"use strict";
(() => {
  const panel = document.getElementById("panel");
  const find = document.getElementById("find");
  const save = document.getElementById("save");
  const frame = document.getElementById("picture");
  const picture = document.querySelector("#picture svg");
  const rows = [...document.querySelectorAll("tbody tr")];
  const marks = [...document.querySelectorAll(".mark")];
  const opening = [...panel.childNodes];
  const rowOf = (mark) => document.getElementById(`row-${mark.id}`);

  function close() {
    for (const each of document.querySelectorAll(".chosen")) each.classList.remove("chosen");
    panel.classList.remove("open");
    panel.replaceChildren(...opening);
    history.replaceState(null, "", "#");
  }

  /** Show the receipts of a mark beside the picture, or over its lower edge where there is no room beside it. */
  function choose(id) {
    const mark = marks.find((each) => each.id === id);
    const row = mark && rowOf(mark);
    if (!row) return;
    for (const each of document.querySelectorAll(".chosen")) each.classList.remove("chosen");
    for (const each of [row, mark]) each.classList.add("chosen");
    stop(mark);
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "close", textContent: "Close", onclick: close });
    const head = document.createElement("h2");
    head.append(...[...row.cells[0].childNodes].map((each) => each.cloneNode(true)));
    const said = document.createElement("p");
    said.textContent = row.cells[1].textContent;
    panel.replaceChildren(button, head, said, ...[...row.querySelectorAll(".receipt")].map((each) => each.cloneNode(true)));
    panel.classList.add("open");
    panel.scrollTop = 0;
  }

  function opened(id) {
    history.replaceState(null, "", `#${id}`);
    choose(id);
  }

  // The picture is one stop of the tab key; the arrow keys go on from there, to the next mark that way.
  function stop(mark) {
    for (const each of marks) each.setAttribute("tabindex", each === mark ? "0" : "-1");
  }

  const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

  /** The mark that lies nearest in a direction: what is aside of the one before counts double. */
  function next(from, [right, down]) {
    const one = from.getBoundingClientRect();
    const middle = ({ x, y, width, height }) => [x + width / 2, y + height / 2];
    const apart = (a, b, side) => Math.max(0, a[side[0]] - b[side[1]], b[side[0]] - a[side[1]]);
    let [best, least] = [null, Infinity];
    for (const mark of marks) {
      const other = mark.getBoundingClientRect();
      const [x, y] = middle(other).map((each, at) => each - middle(one)[at]);
      const along = x * right + y * down, aside = apart(one, other, down ? ["left", "right"] : ["top", "bottom"]);
      const away = along + 2 * aside + Math.abs(down ? x : y) / 10;
      if (mark !== from && along > 0.5 && away < least) [best, least] = [mark, away];
    }
    return best;
  }

  for (const mark of marks) {
    mark.addEventListener("click", (event) => {
      event.preventDefault();
      opened(mark.id);
    });
    mark.addEventListener("keydown", (event) => {
      const there = event.key in WAYS ? next(mark, WAYS[event.key]) : null;
      if (event.key in WAYS) event.preventDefault();
      if (there) { stop(there); there.focus(); }
    });
  }
  stop(marks[0]);

  const found = () => rows.filter((row) => !row.hidden);
  find.addEventListener("input", () => {
    const wanted = find.value.trim().toLowerCase();
    for (const row of rows) row.hidden = !`${row.cells[0].textContent} ${row.cells[1].textContent}`.toLowerCase().includes(wanted);
    document.getElementById("shown").textContent = `${found().length} of ${rows.length} marks`;
  });
  find.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1, Enter: 0 }[event.key];
    const listed = found();
    if (step === undefined || listed.length === 0) return;
    event.preventDefault();
    const at = listed.findIndex((row) => row.classList.contains("chosen"));
    const row = listed[at < 0 ? (step < 0 ? listed.length - 1 : 0) : (at + step + listed.length) % listed.length];
    opened(row.id.replace(/^row-/, ""));
  });

  save.hidden = false;
  save.addEventListener("click", () => {
    const copy = picture.cloneNode(true);
    for (const each of copy.querySelectorAll(".mark")) for (const name of ["href", "tabindex"]) each.removeAttribute(name);
    for (const each of copy.querySelectorAll(".chosen")) each.classList.remove("chosen");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" }));
    link.download = `${document.title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "")}.svg`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  });

  addEventListener("keydown", ({ key }) => { if (key === "Escape") close(); });
  if (frame.dataset.kind === "map") frame.scrollLeft = (frame.scrollWidth - frame.clientWidth) / 2;
  const restored = () => choose(location.hash.slice(1).replace(/^row-/, ""));
  addEventListener("hashchange", restored);
  restored();
})();
