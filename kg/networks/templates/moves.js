// How a reader moves the picture: one finger or the wheel scrolls the page, so that a picture is never a trap. Two
// fingers, or the wheel with Ctrl or ⌘, zoom about the place they are at, and two fingers move what they hold.

/** Return the middle of the part of a picture that is in sight, from the picture's own corner. */
function middle(place) {
  const whole = place.getBoundingClientRect(), port = place.parentElement.getBoundingClientRect();
  const [left, right] = [Math.max(whole.left, port.left, 0), Math.min(whole.right, port.right, innerWidth)];
  const [top, bottom] = [Math.max(whole.top, 0), Math.min(whole.bottom, innerHeight)];
  if (left >= right || top >= bottom) return [whole.width / 2, whole.height / 2];
  return [(left + right) / 2 - whole.left, (top + bottom) / 2 - whole.top];
}

/** Let a reader move a picture; `moved` is told when one did. What draws dots moves them itself, where it is let. */
function movable(place, view, moved) {
  const zooms = (event) => event.ctrlKey || event.metaKey;
  const own = { capture: true, passive: false };
  if (!view.about) {
    place.addEventListener("wheel", (event) => { if (!zooms(event)) event.stopPropagation(); }, own);
    for (const type of ["touchstart", "touchmove"]) {
      place.addEventListener(type, (event) => { if (event.touches.length < 2) event.stopPropagation(); }, own);
    }
    return;
  }
  const inside = (x, y) => { const { left, top } = place.getBoundingClientRect(); return [x - left, y - top]; };
  place.addEventListener("wheel", (event) => {
    event.stopPropagation();
    if (!zooms(event)) return;
    event.preventDefault();
    view.about(Math.exp(-Math.max(-50, Math.min(50, event.deltaY)) / 150), ...inside(event.clientX, event.clientY));
    moved();
  }, own);

  let held = null;
  const pair = ([a, b]) => ({ x: (a.clientX + b.clientX) / 2, y: (a.clientY + b.clientY) / 2,
    apart: Math.max(1, Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY)) });
  const two = (event) => { event.preventDefault(); event.stopPropagation(); return pair(event.touches); };
  place.addEventListener("touchstart", (event) => { held = event.touches.length === 2 ? two(event) : null; }, own);
  place.addEventListener("touchmove", (event) => {
    if (held === null || event.touches.length !== 2) return;
    const now = two(event);
    view.about(now.apart / held.apart, ...inside(held.x, held.y), now.x - held.x, now.y - held.y);
    held = now;
  }, own);
  place.addEventListener("touchend", () => { if (held !== null) moved(); held = null; }, own);
}
