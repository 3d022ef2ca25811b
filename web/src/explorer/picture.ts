// The picture of a panel as a file of its own: title, what is selected, the drawing, limits, sources and address.
import { save } from "../file/save";
import { drawAll } from "./later";
import { counted, graph, networked, say, selection, shown, supplies } from "./state";
import { behind, cited, told } from "./told";

const SVG = "http://www.w3.org/2000/svg";
/** The drawings, in the order in which they are looked for, each with the panel that draws it. */
const DRAWINGS = { map: "svg.world", network: "svg.web", timeline: "svg.years" };

/** The panels that draw a picture, of those that are shown: all together, or one alone. */
export function drawing(): (keyof typeof DRAWINGS)[] {
  const { panel } = selection.value;
  const all = Object.keys(DRAWINGS) as (keyof typeof DRAWINGS)[];
  return panel ? all.filter((each) => each === panel) : all;
}

/** Milliseconds that a panel, of which a picture is wanted before anybody came near it, has to be drawn. */
const PATIENCE = 8_000;

/** The drawing of a panel; nothing where there is nothing to draw. */
async function found(panel: keyof typeof DRAWINGS): Promise<SVGSVGElement | undefined> {
  drawAll();
  const place = `.panel.${panel}`;
  for (const end = performance.now() + PATIENCE; performance.now() < end; await new Promise(requestAnimationFrame)) {
    if (document.querySelector(`${place} [aria-busy]`)) continue;
    const drawing = document.querySelector<SVGSVGElement>(`${place} ${DRAWINGS[panel]}`);
    if (drawing || document.querySelector(`${place} .note`)) return drawing ?? undefined;
  }
  return undefined;
}

/** The picture of a panel as an SVG of its own; nothing where it has none. */
async function picture(panel: keyof typeof DRAWINGS): Promise<string | undefined> {
  const drawing = await found(panel);
  if (!drawing) return undefined;
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const looks = ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-size", "font-weight", "font-family", "paint-order"];
  const [from, to] = [drawing.querySelectorAll("*"), copy.querySelectorAll("*")];
  from.forEach((element, at) => {
    const style = getComputedStyle(element);
    for (const name of looks) (to[at] as SVGElement).style.setProperty(name, style.getPropertyValue(name));
  });
  const [, , width, height] = drawing.getAttribute("viewBox")!.split(" ").map(Number) as [number, number, number, number];
  const size = width / 66;
  const claims = panel === "network" ? networked.value.flatMap((line) => line.claims) : behind();
  const lines = [say("limits"), ...cited(claims), `${graph.facts.name} ${graph.facts.version}`, location.href].flatMap((text) => wrapped(text, 118));
  const { vendors, groups } = supplies.value;
  const count = panel === "network" ? `${counted(vendors, "lines")}, ${counted(groups, "marks")}` : counted(shown.value.length, "states");
  const heads = wrapped(`${count}: ${told().join("; ")}`, 88);
  const above = size * (1.6 + heads.length * 1.6);
  const tall = above + height + size * (2 + lines.length * 1.5);
  const whole = document.createElementNS(SVG, "svg");
  whole.setAttribute("xmlns", SVG);
  whole.setAttribute("viewBox", `0 0 ${width} ${Math.ceil(tall)}`);
  whole.setAttribute("width", String(width * 1.5));
  whole.setAttribute("height", String(Math.ceil(tall * 1.5)));
  whole.setAttribute("font-family", getComputedStyle(document.body).fontFamily);
  const style = getComputedStyle(document.body);
  const back = document.createElementNS(SVG, "rect");
  for (const [name, value] of Object.entries({ width: "100%", height: "100%", fill: style.getPropertyValue("--paper") })) back.setAttribute(name, value);
  const text = (y: number, said: string, large: number) => {
    const made = document.createElementNS(SVG, "text");
    for (const [name, value] of Object.entries({ x: size, y, "font-size": large, fill: style.color })) made.setAttribute(name, String(value));
    made.textContent = said;
    return made;
  };
  copy.setAttribute("x", "0");
  copy.setAttribute("y", String(above));
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  whole.append(back, ...heads.map((line, at) => text(size * (1.8 + at * 1.6), line, size * 1.2)), copy);
  lines.forEach((line, at) => whole.append(text(above + height + size * (1.4 + at * 1.5), line, size * 0.9)));
  return new XMLSerializer().serializeToString(whole);
}

/** A text in lines of so many letters at most: parted at blanks, or where a word is longer, within it. */
function wrapped(text: string, most: number): string[] {
  return (text.match(new RegExp(`.{1,${most}}(?:\\s|$)|.{${most}}`, "gu")) ?? [text]).map((line) => line.trim());
}

/** Let the reader save the picture of a panel as SVG, and return whether there is one. */
export async function svg(panel: keyof typeof DRAWINGS): Promise<boolean> {
  const drawing = await picture(panel);
  if (drawing) save(`${graph.facts.name}-${panel}.svg`, "image/svg+xml", drawing);
  return drawing !== undefined;
}

/** Let the reader save the picture of a panel as PNG, and return whether there is one. */
export async function png(panel: keyof typeof DRAWINGS): Promise<boolean> {
  const drawing = await picture(panel);
  if (!drawing) return false;
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawing)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width, image.height];
  canvas.getContext("2d")!.drawImage(image, 0, 0);
  canvas.toBlob((blob) => blob && save(`${graph.facts.name}-${panel}.png`, "image/png", blob));
  return true;
}
