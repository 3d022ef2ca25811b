// A picture that can be moved and made larger: with buttons, two fingers, the wheel with Ctrl, or the keyboard.
import { select } from "d3-selection";
import { zoom, zoomIdentity, type ZoomBehavior } from "d3-zoom";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { say } from "./state";

interface Stage {
  size: [number, number];
  label: string;
  name: string;
  onKey?: (step: number) => void;
  children: ComponentChildren;
}

export function Stage({ size: [width, height], label, name, onKey, children }: Stage) {
  const frame = useRef<SVGSVGElement>(null);
  const inner = useRef<SVGGElement>(null);
  const moved = useRef<ZoomBehavior<SVGSVGElement, unknown>>(undefined);
  useEffect(() => {
    const svg = select(frame.current!);
    const behavior = zoom<SVGSVGElement, unknown>()
      .scaleExtent([1, 12])
      .translateExtent([[0, 0], [width, height]])
      .filter((event: Event) => {
        if (event.type === "wheel") return (event as WheelEvent).ctrlKey || (event as WheelEvent).metaKey;
        if ("touches" in event) return (event as TouchEvent).touches.length > 1 || svg.property("__zoom").k > 1;
        return (event as MouseEvent).button === 0;
      })
      .on("zoom", (event) => {
        inner.current!.setAttribute("transform", String(event.transform));
        frame.current!.style.setProperty("--scale", String(event.transform.k));
        frame.current!.style.touchAction = event.transform.k > 1 ? "none" : "pan-y";
      });
    svg.call(behavior).on("dblclick.zoom", null);
    frame.current!.style.touchAction = "pan-y";
    moved.current = behavior;
    return () => void svg.on(".zoom", null);
  }, [width, height]);
  const by = (factor: number) => moved.current!.scaleBy(select(frame.current!), factor);
  const key = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step && onKey) onKey(step);
    else if (event.key === "+" || event.key === "=") by(1.5);
    else if (event.key === "-") by(1 / 1.5);
    else if (event.key === "0") moved.current!.transform(select(frame.current!), zoomIdentity);
    else return;
    event.preventDefault();
  };
  return (
    <div class="stage">
      <svg ref={frame} class={name} viewBox={`0 0 ${width} ${height}`} role="group" aria-label={label} tabindex={0} onKeyDown={key}>
        <g ref={inner}>{children}</g>
      </svg>
      <p class="zoom">
        <button type="button" onClick={() => by(1.5)} aria-label={say("larger")}>+</button>
        <button type="button" onClick={() => by(1 / 1.5)} aria-label={say("smaller")}>−</button>
        <button type="button" onClick={() => moved.current!.transform(select(frame.current!), zoomIdentity)} aria-label={say("whole")}>1:1</button>
      </p>
    </div>
  );
}
