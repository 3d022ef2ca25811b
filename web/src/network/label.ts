// The labels of dots: each with a rim of the paper's color, none on another.
import type { NodeHoverDrawingFunction, NodeLabelDrawingFunction } from "sigma/rendering";

/** What a dot has besides what sigma knows of: the colors of its label and of the paper. */
type Colors = { ink?: string; paper?: string };
type Written = [left: number, right: number, base: number];

/** Pixels: the rim of a label, its distance from the dot, the ring around a dot that is pointed at or chosen. */
const [RIM, AWAY, RING] = [4, 3, 2];

/** Return what draws the labels of a picture, and what is told that a new picture begins. */
export function labels(): { write: NodeLabelDrawingFunction; point: NodeHoverDrawingFunction; begin: () => void } {
  let written: Written[] = [];

  const text: NodeLabelDrawingFunction = (context, data, { labelSize, labelFont }) => {
    const { ink = "black", paper = "white" } = data as Colors;
    const [left, base] = [data.x + data.size + AWAY, data.y + labelSize / 3];
    context.font = `${labelSize}px ${labelFont}`;
    Object.assign(context, { lineWidth: RIM, lineJoin: "round", strokeStyle: paper, fillStyle: ink });
    context.strokeText(data.label ?? "", left, base);
    context.fillText(data.label ?? "", left, base);
  };

  const write: NodeLabelDrawingFunction = (context, data, settings) => {
    if (!data.label) return;
    context.font = `${settings.labelSize}px ${settings.labelFont}`;
    const [left, base] = [data.x + data.size + AWAY, data.y];
    const right = left + context.measureText(data.label).width;
    if (written.some(([from, to, at]) => left < to + RIM && from < right + RIM && Math.abs(at - base) < settings.labelSize)) return;
    written.push([left, right, base]);
    text(context, data, settings);
  };

  const point: NodeHoverDrawingFunction = (context, data, settings) => {
    context.beginPath();
    context.arc(data.x, data.y, data.size + RING, 0, 2 * Math.PI);
    Object.assign(context, { lineWidth: RING, strokeStyle: (data as Colors).ink ?? "black" });
    context.stroke();
    text(context, data, settings);
  };

  return { write, point, begin: () => (written = []) };
}
