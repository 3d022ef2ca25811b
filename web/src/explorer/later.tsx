// What is drawn when a reader comes near it: a panel that nobody looks at costs nothing.
import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { inTurn } from "./turn";

/** How far below or above the screen a panel may be and still be drawn. */
const NEAR = "50% 0px";

/** Whether the page is printed, or searched with the keyboard: then all is drawn, near or not. */
export const printed = signal(false);
const searched = signal(false);
/** Draw all panels, near or not: one of them is to be taken along. */
export const drawAll = () => void (searched.value = true);
addEventListener("beforeprint", () => (printed.value = true));
addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "f") searched.value = true;
}, { capture: true });

/** Whether the frame of the page has been shown, with its search, its lists and its numbers: what is wanted at once waits for it alone. */
let shown = false;

/** What is drawn at once, or else in its turn: when it is near, or wherever it is. */
export function Later({ now, anywhere = false, children }: { now: boolean; anywhere?: boolean; children: ComponentChildren }) {
  const [ready, setReady] = useState(now && shown);
  const place = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    shown = true;
    if (ready) return;
    if (now) return setReady(true);
    if (anywhere) return inTurn(() => setReady(true));
    const watch = new IntersectionObserver(
      (seen) => {
        if (!seen.some((each) => each.isIntersecting)) return;
        watch.disconnect();
        inTurn(() => setReady(true));
      },
      { rootMargin: NEAR },
    );
    watch.observe(place.current!);
    return () => watch.disconnect();
  }, []);
  return <>{ready || (now && shown) || searched.value || printed.value ? children : <p ref={place} class="note waiting" aria-busy="true">…</p>}</>;
}

/** How many pieces of each drawing have been drawn once: what was drawn before is drawn again at once. */
const grown = new Map<string, number>();

/** Return how many pieces of a drawing may be drawn by now: one more after each is shown, so that none keeps a finger waiting. */
export function usePieces(name: string, all: number): number {
  const [upto, setUpto] = useState(grown.get(name) ?? 1);
  useEffect(() => {
    grown.set(name, Math.max(upto, grown.get(name) ?? 1));
    if (upto < all) setUpto(upto + 1);
  }, [upto, all]);
  return searched.value || printed.value ? all : Math.min(upto, all);
}
