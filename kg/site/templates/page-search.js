// Search over the index of names: it is fetched when the field is first used, as a script, so that it works from a disk.
(function () {
  "use strict";
  var form = document.querySelector(".search"), field = document.getElementById("search"), list = document.getElementById("found");
  if (!form || !field || !list) return;
  form.hidden = false;
  var root = field.dataset.root, entries = null, asked = false;
  function plain(text) { return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase(); }
  function load() {
    if (asked) return;
    asked = true;
    var script = document.createElement("script");
    script.src = root + "search-index.js";
    script.onload = function () {
      entries = window.kgIndex.map(function (each) { return { label: each[0], path: each[1], kind: each[2], key: plain(each[0]) }; });
      show();
    };
    document.head.appendChild(script);
  }
  function rank(entry, wanted) {
    var at = entry.key.indexOf(wanted);
    if (at < 0) return -1;
    return (entry.key === wanted ? 0 : at === 0 ? 1 : entry.key[at - 1] === " " ? 2 : 3) * 1000 + entry.key.length;
  }
  function show() {
    list.replaceChildren();
    var wanted = plain(field.value.trim());
    if (!entries || !wanted) return;
    entries.map(function (each) { return [rank(each, wanted), each]; })
      .filter(function (pair) { return pair[0] >= 0; })
      .sort(function (a, b) { return a[0] - b[0]; }).slice(0, 12)
      .forEach(function (pair) {
        var item = document.createElement("li"), link = document.createElement("a"), kind = document.createElement("small");
        var parts = pair[1].path.split("#");
        link.href = root + parts[0] + ".html" + (parts[1] ? "#" + parts[1] : "");
        link.textContent = pair[1].label;
        kind.textContent = " " + pair[1].kind;
        item.append(link, kind);
        list.append(item);
      });
    if (!list.children.length) { var none = document.createElement("li"); none.textContent = "No name holds this."; list.append(none); }
  }
  field.addEventListener("focus", load);
  field.addEventListener("input", show);
  field.addEventListener("keydown", function (event) { if (event.key === "Escape") { field.value = ""; show(); } });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var first = list.querySelector("a");
    if (first) window.location.href = first.href;
  });
})();
