// What every panel shares: the graph, the selection (kept in the address), and what is pointed at.
import { computed, effect, signal } from "@preact/signals";
import { type Dimension, type Left, read, type Selection, written } from "./address";
import { type Facts, Graph, type Thing } from "./data";
import { type Counted, kind } from "./plural";
import { sorted } from "./conflict";
import { receipts, type Side } from "./receipt";
import { type Change, changes, lines, outward, parted, rows } from "./selection";
import { named, term } from "./terms";
import { phrase, type Word } from "./words";

declare global {
  // What the page is told, by a script that stands before this one.
  var kgExplorer: Facts;
}

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
/** What the address holds; in a page of more, what the browser keeps beside the page's own address. */
const stood = () => (within ? String((history.state as { explorer?: string } | null)?.explorer ?? "") : stepped(location.hash.slice(1)));
const first = () => (within ? `${FIRST}&panel=map` : FIRST);
const begun = read(stood() || first(), graph);
export const selection = signal<Selection>(begun[0]);
export const left = signal<readonly Left[]>(begun[1]);
export const pointed = signal<string>("");

export const shown = computed(() => rows(selection.value, graph));
export const drawn = computed(() => lines(selection.value, graph, shown.value));
/** The lines of the network: those of the selection, and those that a reader stepped out to. */
export const networked = computed(() => outward(selection.value, graph, drawn.value));
export const supplies = computed(() => parted(drawn.value, graph));
/** The disagreements, sorted by what they have to do with the selection, once the receipts are here. */
export const disagreeing = computed(() => receipts.value && sorted(selection.value, graph, receipts.value, shown.value));
export const changed = computed(() => (selection.value.before ? changes(selection.value, graph) : []));

/** Whether the next change is a step of the browser's history, to which Back returns. */
let step = false;

/** Change a part of the selection. What a reader chooses is a step of the history; what follows from moving about is none. */
export function change(part: Partial<Selection>, { chosen = true, without = [] as readonly Left[] } = {}): void {
  step = chosen;
  left.value = without;
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

/** Show what an address holds: a step of the history, unless the browser made the step. */
export function open(text: string, { chosen = true } = {}): void {
  const [found, without] = read(text, graph);
  change({ ...found, language: chosen ? found.language || selection.value.language : found.language }, { chosen, without });
}

export function startOver(): void {
  open(first());
}

export function say(name: Word): string {
  return phrase(name, selection.value.language);
}

export function nameOf(thing: Thing): string {
  return named(thing, selection.value.language, graph.facts);
}

/** What a reader calls what stands on a side of a disagreement. */
export function sideOf([id, name]: Side): string {
  const thing = graph.thing(id);
  return thing ? nameOf(thing) : (term(id, selection.value.language, graph.facts) ?? name);
}

export function stateName(position: number): string {
  return nameOf(graph.facts.states[position]!);
}

/** From here on a number is written as the language groups its figures; those below are the same in all that the page speaks. */
const GROUPED = 1000;

export function number(value: number): string {
  return value < GROUPED ? String(value) : figures.value.format(value);
}

/** What so many of a kind are called. */
export function kindOf(value: number, of: Counted): string {
  return kind(value, of, language.value);
}

/** So many of a kind, in words. */
export function counted(value: number, of: Counted): string {
  return `${number(value)} ${kindOf(value, of)}`;
}

/** What is said of a row in two editions: what changed with time, or where the later one is held against, in which of both it is. */
export function sayChange(change: Change): string {
  const { sources, before } = selection.value;
  const [now, then] = [sources.length === 1 ? graph.thing(sources[0]!)?.year : undefined, graph.thing(before)?.year];
  if (change === "kept" || !now || !then || then < now) return say(change);
  return say("onlyIn").replace("{}", String(change === "added" ? now : then));
}

/** What orders names, and what writes numbers, as the language in use does: dear to make, so once for each language. */
const language = computed(() => selection.value.language || "en");
const order = computed(() => new Intl.Collator(language.value));
const figures = computed(() => new Intl.NumberFormat(language.value));

/** Compare two names as the language in use orders them. */
export function byName(a: string, b: string): number {
  return order.value.compare(a, b);
}

effect(() => {
  const text = written(selection.value);
  const [kept, own] = [step && !within && !selection.value.embed, step];
  step = false;
  if (within) return own ? history.replaceState({ explorer: text }, "") : undefined;
  if (text === location.hash.slice(1)) return;
  history[kept ? "pushState" : "replaceState"](null, "", text ? `#${text}` : location.pathname + location.search);
});

/** Follow the address: to what it selects, or, where it leads to a part of the page, no further than the browser went. */
function followed(): void {
  if (!within && document.getElementById(location.hash.slice(1))) {
    const text = written(selection.value);
    return history.replaceState(null, "", text ? `#${text}` : location.pathname + location.search);
  }
  if (!within && location.hash.slice(1) !== written(selection.value)) open(stood() || FIRST, { chosen: false });
}
addEventListener("popstate", followed);
addEventListener("hashchange", followed);
