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

/** What is drawn at once, or else in its turn: when it is near, or wherever it is. */
export function Later({ now, anywhere = false, children }: { now: boolean; anywhere?: boolean; children: ComponentChildren }) {
  const [ready, setReady] = useState(now);
  const place = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (ready) return;
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
  return <>{ready || now || searched.value || printed.value ? children : <p ref={place} class="note waiting" aria-busy="true">…</p>}</>;
}
