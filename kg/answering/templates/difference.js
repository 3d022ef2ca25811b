"use strict";
const find = document.getElementById("find");
const kind = document.getElementById("kind");
const boxes = [...document.querySelectorAll("input[name=tag]")];
const rows = [...document.querySelectorAll("#changes > li")];
const texts = rows.map((row) => row.querySelector(".what").textContent.toLowerCase());
const shown = document.getElementById("shown");

function filter() {
  const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
  const tags = boxes.filter((box) => box.checked).map((box) => box.value);
  let number = 0;
  rows.forEach((row, at) => {
    const has = row.dataset.tags.split(" ");
    row.hidden = !((!kind.value || row.dataset.kind === kind.value) &&
      (!tags.length || tags.some((tag) => has.includes(tag))) && words.every((word) => texts[at].includes(word)));
    number += row.hidden ? 0 : 1;
  });
  shown.textContent = String(number);
}

for (const control of [find, kind, ...boxes]) control.addEventListener("input", filter);
filter();
