// An answer as bars or as a map: rows that name things, with a number each, or the number of rows of each.
import type { Facts } from "../explorer/data";
import type { Answer, Term } from "../sparql-engine/protocol";
import { type Library, curie, href } from "./library";

declare global {
  var kgExplorer: Facts;
}

/** The bars drawn; of a larger answer the first ones. */
export const BARS = 40;
const STEPS = 5;
const NUMERIC = /^http:\/\/www\.w3\.org\/2001\/XMLSchema#(?:integer|decimal|double|float|nonNegativeInteger)$/;
const SVG = "http://www.w3.org/2000/svg";

/** What an answer says of each thing: a name, where it leads, a number. */
export interface Figure {
  id: string;
  label: string;
  value: number;
}

const numeric = (term: Term | undefined) => term?.type === "literal" && NUMERIC.test(term.datatype ?? "") && Number.isFinite(Number(term.value));
const all = (answer: Answer, at: number, holds: (term: Term | undefined) => boolean) => answer.rows.length > 0 && answer.rows.every((row) => holds(row[at]));

/** The figures of an answer; none where it has no numbers. With `register`, of the things of that register. */
export function figures(library: Library, answer: Answer, register = ""): Figure[] {
  const columns = answer.columns.map((_, at) => at);
  const number = columns.find((at) => all(answer, at, numeric));
  const named = columns.find((at) => at !== number && all(answer, at, (term) => (register ? term?.type === "uri" && term.value.startsWith(`${library.base}${register}/`) : term?.type === "uri")));
  const told = named ?? (register ? undefined : columns.find((at) => at !== number && all(answer, at, (term) => term?.type === "literal" && !numeric(term))));
  if (told === undefined || (number === undefined && !register)) return [];
  const found = new Map<string, Figure>();
  for (const row of answer.rows) {
    const term = row[told]!;
    const label = term.type === "uri" ? (answer.labels[term.value] ?? curie(library, term.value)) : term.value;
    const before = found.get(term.value);
    const value = number === undefined ? (before?.value ?? 0) + 1 : Number(row[number]!.value);
    if (!before || number === undefined) found.set(term.value, { id: term.type === "uri" ? term.value : "", label, value });
  }
  return [...found.values()];
}

/** Return figures as bars, each with its name and number. */
export function bars(library: Library, found: Figure[]): HTMLElement {
  const most = Math.max(...found.map(({ value }) => Math.abs(value)), 1e-9);
  const list = document.createElement("ol");
  list.className = "bars";
  for (const { id, label, value } of found.slice(0, BARS)) {
    const item = document.createElement("li");
    const name = document.createElement(id && href(library, id) ? "a" : "span");
    if (name instanceof HTMLAnchorElement) name.href = href(library, id);
    name.textContent = label;
    const bar = document.createElement("i");
    bar.style.width = `${(100 * Math.abs(value)) / most}%`;
    const track = document.createElement("span");
    track.className = "track";
    track.append(bar);
    const number = document.createElement("b");
    number.textContent = value.toLocaleString("en", { maximumFractionDigits: 3 });
    item.append(name, track, number);
    list.append(item);
  }
  return list;
}

/** Return figures of states as a map with its legend; states without one stay plain. */
export function map(library: Library, found: Figure[]): HTMLElement {
  const { map: drawn, states } = globalThis.kgExplorer;
  const by = new Map(found.map((each) => [each.id.slice(library.base.length).replace("/", ":"), each]));
  const values = [...new Set(found.map(({ value }) => value))].sort((a, b) => a - b);
  const cuts = values.length <= STEPS ? values : Array.from({ length: STEPS }, (_, at) => values[Math.floor((at * values.length) / STEPS)]!);
  const step = (value: number) => cuts.filter((cut) => cut <= value).length - 1 + (cuts.length < STEPS ? STEPS - cuts.length : 0);
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${drawn.size[0]} ${drawn.size[1]}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", "The answer as a map; the table says the same");
  svg.setAttribute("class", "map");
  for (const [at, path, x, y, small] of drawn.shapes) {
    const figure = at < 0 ? undefined : by.get(states[at]!.id);
    const shape = document.createElementNS(SVG, "path");
    shape.setAttribute("d", small ? `${path}M${x - 3} ${y}a3 3 0 1 0 6 0a3 3 0 1 0 -6 0` : path);
    shape.setAttribute("class", figure ? `in s${step(figure.value)}` : "out");
    if (figure) {
      const title = document.createElementNS(SVG, "title");
      title.textContent = `${figure.label}: ${figure.value.toLocaleString("en")}`;
      shape.append(title);
    }
    svg.append(shape);
  }
  const legend = document.createElement("p");
  legend.className = "legend";
  cuts.forEach((cut, at) => {
    const mark = document.createElement("i");
    mark.className = `s${step(cut)}`;
    const next = cuts[at + 1];
    legend.append(mark, ` ${cut.toLocaleString("en")}${cuts.length === STEPS && next !== undefined ? ` to under ${next.toLocaleString("en")}` : cuts.length === STEPS ? " and more" : ""} `);
  });
  const whole = document.createElement("div");
  whole.append(svg, legend);
  return whole;
}
