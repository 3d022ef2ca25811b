// What every panel shares: the graph, the selection (kept in the address), and what is pointed at.
import { computed, effect, signal } from "@preact/signals";
import { type Facts, Graph, named, type Thing } from "./data";
import { changes, type Dimension, lines, read, rows, type Selection, written } from "./selection";
import { word, type Word } from "./words";

declare global {
  // What the page is told, by a script that stands before this one.
  var kgExplorer: Facts;
}

export const PANELS = ["map", "network", "table", "timeline", "receipts", "conflicts", "compare"] as const;

export const graph = new Graph(globalThis.kgExplorer);

/** The edition that the explorer opens with: the newest that marks technologies. */
const newest = graph.facts.sources
  .filter((each) => each.edition && each.year)
  .sort((a, b) => (b.year ?? 0) - (a.year ?? 0))[0];
const FIRST = `${graph.at.has("technology:ai-surveillance") ? "technology=ai-surveillance&" : ""}${newest ? `sources=${newest.id}` : ""}`;

/** An address with nothing but a story stands for the selection of the story's step. */
function stepped(text: string): string {
  const told = new URLSearchParams(text);
  const [name, step] = (told.get("story") ?? "").split(".");
  const steps = graph.facts.stories.find((each) => each.name === name)?.steps;
  if (!steps || [...told.keys()].some((key) => key !== "story" && key !== "language")) return text;
  return `${steps[Math.min(Math.max(1, Number(step) || 1), steps.length) - 1]!.selection}&${text}`;
}

/** Whether this is a page of more than the explorer: it shows the map, and the address is the page's own. */
export const within = document.getElementById("explorer")?.dataset["within"] !== undefined;
const begun = read(within ? `${FIRST}&panel=map` : stepped(location.hash.slice(1)) || FIRST, graph);
export const selection = signal<Selection>(begun[0]);
export const unknown = signal<string[]>(begun[1]);
export const pointed = signal<string>("");
export const expanded = signal<ReadonlySet<string>>(new Set());

export const shown = computed(() => rows(selection.value, graph));
export const drawn = computed(() => lines(selection.value, graph, shown.value));
export const changed = computed(() => (selection.value.before ? changes(selection.value, graph) : []));

export function change(part: Partial<Selection>): void {
  selection.value = { ...selection.value, ...part };
}

export function add(dimension: Dimension, id: string): void {
  const held = selection.value.values[dimension];
  if (!held.includes(id)) change({ values: { ...selection.value.values, [dimension]: [...held, id] } });
}

export function remove(dimension: Dimension, id: string): void {
  const held = selection.value.values[dimension].filter((each) => each !== id);
  change({ values: { ...selection.value.values, [dimension]: held } });
}

export function open(text: string): void {
  const [found, left] = read(text, graph);
  selection.value = { ...found, language: found.language || selection.value.language };
  unknown.value = left;
}

export function startOver(): void {
  open(within ? `${FIRST}&panel=map` : FIRST);
}

export function say(name: Word): string {
  return word(name, selection.value.language);
}

export function nameOf(thing: Thing): string {
  return named(thing, selection.value.language);
}

export function stateName(position: number): string {
  return nameOf(graph.facts.states[position]!);
}

export function number(value: number): string {
  return value.toLocaleString(selection.value.language || "en");
}

const ONE = { states: "oneState", claims: "oneClaim", lines: "oneLine", disagreements: "oneDisagreement" } as const;

/** What so many of a kind are called. */
export function kindOf(value: number, kind: keyof typeof ONE): string {
  return say(value === 1 ? ONE[kind] : kind);
}

effect(() => {
  if (within) return;
  const text = written(selection.value);
  if (text !== location.hash.slice(1)) history.replaceState(null, "", text ? `#${text}` : location.pathname);
});

addEventListener("hashchange", () => {
  if (within) return;
  if (location.hash.slice(1) !== written(selection.value)) open(stepped(location.hash.slice(1)) || FIRST);
});
