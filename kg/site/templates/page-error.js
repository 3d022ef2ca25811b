// This page stands for any address below the site: find where the site begins, and let links and search start there.
(async () => {
  const above = location.pathname.split("/").slice(1, -1);
  let root = "/";
  if (location.protocol === "file:") root = new URL(".", location.href).pathname;
  else {
    for (let depth = 0; depth <= above.length; depth++) {
      const place = `/${above.slice(0, depth).map((part) => `${part}/`).join("")}`;
      const found = await fetch(`${place}search.js`, { method: "HEAD" }).catch(() => undefined);
      if (found?.ok) { root = place; break; }
    }
  }
  const apart = /\/(claim|situation|evidence)\/([0-9a-f]{2})([0-9a-f]+)$/.exec(location.pathname);
  const shared = document.documentElement.dataset.shared;
  if (shared && apart) return location.replace(`${root}${shared}/${apart[2]}.html#${apart[1]}-${apart[2]}${apart[3]}`);
  for (const link of document.querySelectorAll('[href^="/"]')) link.setAttribute("href", root + link.getAttribute("href").slice(1));
  document.getElementById("search").dataset.root = root;
  const script = document.createElement("script");
  script.src = `${root}search.js`;
  script.onload = () => {
    const words = location.pathname.split("/").pop().replace(/\.\w+$/, "").replace(/[-_]+/g, " ");
    const field = document.getElementById("search");
    if (!words || /^\d+$/.test(words)) return;
    field.value = words;
    field.focus();
  };
  document.head.append(script);
})();
