// The boxes of a short column beside a very long one: they keep in sight as the page scrolls, and their lines follow.

/** The most boxes of a column that follows, and pixels at scale 1 from one of them to the next at the least. */
const [FEW, STEP] = [6, 34];

/** The boxes that keep in sight in a picture taller than the window: none where both columns are long. */
function hubs() {
  if (!data.bipartite) return [];
  const sides = [nodes.filter((node) => node.x <= 0), nodes.filter((node) => node.x > 0)];
  const [short, long] = sides.sort((a, b) => a.length - b.length);
  return short.length <= FEW && long.length > 4 * short.length ? [...short].sort((a, b) => a.y - b.y) : [];
}

/** Return what puts the hubs of a picture into its part that is in sight, each where it is if there is room. */
function following(place, network) {
  const found = hubs();
  let asked = false;
  function follow() {
    asked = false;
    const box = place.getBoundingClientRect();
    if (box.height <= innerHeight || found.length === 0) {
      for (const node of found) network.moveNode(node.id, network.getPosition(node.id).x, node.y);
      return;
    }
    const at = (y) => network.DOMtoCanvas({ x: 0, y: Math.min(Math.max(y, 0), box.height) }).y;
    const [top, bottom] = [at(-box.top + 80), at(innerHeight - box.top - 20)];
    const step = (bottom - top) / found.length;
    if (step < STEP) return;
    found.forEach((node, place) => network.moveNode(node.id, network.getPosition(node.id).x, top + (place + 0.5) * step));
  }
  return () => { if (!asked) { asked = true; requestAnimationFrame(follow); } };
}
