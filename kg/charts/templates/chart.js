"use strict";
(() => {
  const panel = document.getElementById("panel");
  const find = document.getElementById("find");
  const save = document.getElementById("save");
  const picture = document.querySelector("#picture svg");
  const rows = [...document.querySelectorAll("tbody tr")];
  const marks = [...document.querySelectorAll(".mark")];

  /** Show the receipts of a mark beside the picture. */
  function choose(id) {
    const row = document.getElementById(`row-${id}`);
    const mark = marks.find((each) => each.id === id);
    if (!row || !mark) return;
    for (const each of document.querySelectorAll(".chosen")) each.classList.remove("chosen");
    for (const each of [row, mark]) each.classList.add("chosen");
    const head = document.createElement("h2");
    head.textContent = row.cells[0].textContent;
    const said = document.createElement("p");
    said.textContent = row.cells[1].textContent;
    panel.replaceChildren(head, said, ...[...row.querySelectorAll(".receipt")].map((each) => each.cloneNode(true)));
    panel.scrollTop = 0;
  }

  for (const mark of marks) {
    mark.addEventListener("click", (event) => {
      event.preventDefault();
      history.replaceState(null, "", `#${mark.id}`);
      choose(mark.id);
    });
  }

  find.addEventListener("input", () => {
    const wanted = find.value.trim().toLowerCase();
    let shown = 0;
    for (const row of rows) {
      row.hidden = !`${row.cells[0].textContent} ${row.cells[1].textContent}`.toLowerCase().includes(wanted);
      if (!row.hidden) shown += 1;
    }
    document.getElementById("shown").textContent = `${shown} of ${rows.length} marks`;
  });

  save.hidden = false;
  save.addEventListener("click", () => {
    const copy = picture.cloneNode(true);
    for (const each of copy.querySelectorAll(".mark")) each.removeAttribute("href");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" }));
    link.download = `${document.title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "")}.svg`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });

  const restored = () => choose(location.hash.slice(1).replace(/^row-/, ""));
  addEventListener("hashchange", restored);
  restored();
})();
