// Which questions answer a text: all that it says is used, or none is run. kg/wording/matching.py in the browser.
import { NEWEST } from "./item";
import type { Feature, Reading } from "./reading";
import { joins, sound } from "./soundness";
import { rowOf, type Frame, type Question, type Slot, type Table } from "./table";
import { isCounted } from "./tally";
import { claims } from "./tie";

const ABOUT = -1;
const EDITIONS = ["earlier", "later"];
/** Parameters that a number fills which is no year. */
const COUNTS = ["least", "number"];
/** Roles of a number of an order. */
const TOPS = ["top", "chosen"];
/** What may be named of an order among whose first others are sought. */
const ORDERS = ["scheme", "source", "integer"];
const PARTS = 5;
/** The most names of a text that plans are sought for: more can be parted among questions in too many ways. */
const NAMES = 10;
/** Kinds of rows that only a text which says so asks for. */
const SAID = new Set(["agency"]);

export type Params = ReadonlyMap<string, string | readonly string[]>;

/** A question with its parameters, or things by name, whose rows are kept (+) or taken out (-). */
export interface Part {
  frame: Frame | undefined;
  params: Params;
  sign: string;
  /** The features of the reading that it uses. */
  uses: ReadonlySet<number>;
  things: readonly string[];
  /** How many of its parameters have a value that no name fills. */
  unsaid: number;
  /** How many words that say little elsewhere it needs. */
  weak: number;
  /** Whether a name other than an edition fills a parameter of it. */
  named: boolean;
  /** How many of its rows are asked for, from most to least; 0 for all. */
  first: number;
  /** Whether the rows of other parts are sought among its first ones, which are so among all: which of the top ten. */
  chosen: boolean;
  /** The parameter of whose values a row is to meet one and no other; empty for none. */
  sole: string;
  /** How the rows stand by what it tells of them: "down" and "up" by its number, "group" by its first text. */
  order: string;
  /** What the part is, the same for the same rows. */
  mark: string;
}
export type Plan = readonly Part[];

/** The plans that use all that a text says, those of the fewest parts; none where there is no such plan. */
export function plans(known: Table, reading: Reading): Plan[] {
  const says = reading.asked.size > 0 || reading.features.some((each) => !each.named);
  if (reading.unknown.length || !(says || reading.neutral.length) || reading.features.filter(({ named }) => named).length > NAMES) return [];
  const every = [...known.frames.flatMap((frame) => parts(frame, reading)), ...named(reading), ...told(known, reading)];
  for (let size = 1; size <= PARTS; size++) {
    const found = new Map<string, Plan>();
    for (const plan of covers(known, reading, every, size).sort((one, two) => compared(far(two), far(one)))) {
      if (says || plan.some((part) => part.weak)) found.set(marks(plan), plan);
    }
    if (!found.size) continue;
    if (reading.features.some(({ key }) => key === "beside")) return found.size > 1 ? [...found.values()] : [];
    const ranked = [...found].sort(([one], [two]) => (one < two ? -1 : 1)).map(([, plan]) => plan);
    const least = ranked.map(far).sort(compared)[0]!;
    const nearest = ranked.filter((plan) => compared(far(plan), least) === 0);
    if (size > 1) return nearest.slice(0, 1);
    const about = nearest.filter(([part]) => part!.frame?.slots.some((slot) => isAbout(slot, reading)));
    return about.length ? about : nearest;
  }
  return [];
}

function marks(plan: Plan): string {
  return plan.map((part) => part.mark).sort().join("\u0000");
}

/** How far a plan is from the words of the text: what it denies alone, and conditions that nobody named. */
function far(plan: Plan): number[] {
  const alone = plan.every((part) => part.sign === "-");
  const sum = (values: number[]) => values.reduce((one, two) => one + two, 0);
  return [Number(alone), sum(plan.map((part) => part.unsaid)), -sum(plan.map((part) => part.weak))];
}

function compared(one: number[], two: number[]): number {
  const n = one.findIndex((value, at) => value !== two[at]);
  return n < 0 ? 0 : one[n]! - two[n]!;
}

/** Each way in which a frame can stand for a part of what a text says. */
export function parts(frame: Frame, reading: Reading): Part[] {
  if (reading.asked.size && ![...reading.asked].some((kind) => frame.asked.has(kind))) return [];
  if (!reading.asked.size && (frame.question.said || [...frame.asked].every((kind) => SAID.has(kind)))) return [];
  const tops = reading.features.flatMap((each, n) => (each.named && TOPS.includes(each.key) ? [n] : []));
  const found: Part[] = [];
  for (const sign of ["+", "-"]) {
    const joining = frame.asked.has(rowOf(frame));
    const whole = joining && frame.question.within !== "" && frame.question.deniable && frame.words.every((each) => each.sign === "+");
    if (sign === "-" && !whole) continue;
    const used = worded(frame, reading, sign);
    if (!used) continue;
    for (const [params, names] of filled(frame, reading, sign)) {
      const uses = new Set([...used, ...names]);
      if (sign === "-" && ![...uses].some((n) => reading.features[n]!.sign === "-")) continue;
      const unsaid = frame.slots.filter((slot) => slot.value && !slot.fixed).length - valued(frame, reading, names);
      const weak = frame.words.reduce(
        (sum, words) => sum + (words.optional ? 0 : reading.neutral.filter((each) => words.words.has(each.key)).length),
        0,
      );
      const own = [...names].some((n) => !reading.features[n]!.values[0]!.has("source"));
      const mark = `${sign} ${frame.question.name} ${repr(params)}`;
      const part = { frame, params, sign, uses, things: [], unsaid, weak, named: own, first: 0, chosen: false, sole: "", order: "", mark };
      const one = soleOf(reading, part, joining);
      if (one) found.push({ ...part, uses: new Set([...uses, ...one.words]), sole: one.param, mark: `${mark} sole ${one.param}` });
      const low = lowest(reading, part);
      if (low) {
        if (frame.question.lowest && sign === "+") found.push(low);
        continue;
      }
      found.push(part);
      const top = tops.length === 1 && sign === "+" && frame.question.ranked ? reading.features[tops[0]!]! : undefined;
      if (top?.sign !== "+") continue;
      const first = Number(top.values[0]!.get("integer"));
      const chosen = top.key === "chosen";
      if (chosen && [...names].some((n) => !ORDERS.some((kind) => reading.features[n]!.values[0]!.has(kind)))) continue;
      const how = chosen ? "among" : "first";
      found.push({ ...part, uses: new Set([...uses, tops[0]!]), first, chosen, mark: first ? `${mark} ${how} ${first}` : mark });
    }
  }
  return found;
}

/** A part with the order turned round by a text that asks for the fewest, where it uses that word. */
function lowest(reading: Reading, part: Part): Part | undefined {
  const said = reading.features.some(({ named, key }, n) => !named && key === "most" && part.uses.has(n));
  if (!reading.lowest || !said) return undefined;
  const tops = reading.features.flatMap(({ named, key }, n) => (named && key === "top" ? [n] : []));
  const number = tops.length === 1 ? Number(reading.features[tops[0]!]!.values[0]!.get("integer")) : 1;
  return { ...part, uses: new Set([...part.uses, ...tops]), first: -number, mark: `${part.mark} first ${-number}` };
}

/** The parameter that takes several things of which a text wants one alone, and the words that say so. */
function soleOf(reading: Reading, { params, uses, sign }: Part, joining: boolean): { param: string; words: number[] } | undefined {
  const words = reading.features.flatMap((each, n) => (!each.named && each.key === "not-both" && each.sign === "+" ? [n] : []));
  const several = [...params].filter(([, value]) => typeof value !== "string");
  const said = [...uses].filter((n) => reading.features[n]!.named && reading.features[n]!.values.length > 1);
  if (!words.length || several.length !== 1 || said.length !== 1 || sign !== "+" || !joining) return undefined;
  return { param: several[0]![0], words };
}

/** A part once for each value of which its rows meet one alone. */
export function alternatives(part: Part): Part[] {
  const values = part.params.get(part.sole) as readonly string[];
  return values.map((value) => ({ ...part, params: new Map([...part.params, [part.sole, value]]), sole: "", order: "" }));
}

/** A part of which nothing is known but the question and its parameters. */
export function partOf(frame: Frame, params: Params): Part {
  const none = { uses: new Set<number>(), things: [], unsaid: 0, weak: 0, named: true, first: 0, chosen: false, sole: "", order: "" };
  return { frame, params, sign: "+", ...none, mark: `+ ${frame.question.name} ${repr(params)}` };
}

export function repr(params: Params): string {
  const told = ([key, value]: [string, string | readonly string[]]) =>
    `('${key}', ${typeof value === "string" ? `'${value}'` : `[${value.map((each) => `'${each}'`).join(", ")}]`})`;
  return `[${[...params].sort(([one], [two]) => (one < two ? -1 : 1)).map(told).join(", ")}]`;
}

/** The words of a text that a frame uses; undefined where a word that it needs is not there. */
function worded(frame: Frame, reading: Reading, sign: string): Set<number> | undefined {
  const used = new Set<number>();
  for (const words of frame.words) {
    const signs = sign === "+" ? [words.sign] : frame.through ? ["-"] : ["+", "-"];
    const meets = (each: Feature) => words.words.has(each.key) && signs.includes(each.sign);
    const here = reading.features.flatMap((each, n) => (!each.named && meets(each) ? [n] : []));
    if (!here.length && !words.optional && !reading.neutral.some(meets)) return undefined;
    for (const n of here) used.add(n);
  }
  return used;
}

/** The ways to fill a frame's parameters from the names of a text, with the names used. */
function filled(frame: Frame, reading: Reading, sign: string): [Params, Set<number>][] {
  const pair = new Set<number>();
  const choices = frame.slots.map((slot): number[][] => {
    const able = reading.features.flatMap((each, n) => (signed(each, sign) && fits(slot, each) ? [n] : []));
    if (!able.length && sign === "+" && isAbout(slot, reading) && !isTraded(reading)) return [[ABOUT]];
    if (EDITIONS.includes(slot.param.name)) for (const n of able) isEdition(reading.features[n]!) && pair.add(n);
    else if (slot.optional && able.length === 1 && isEdition(reading.features[able[0]!]!)) return [able];
    return [...able.map((n) => [n]), ...(slot.several && able.length > 1 ? [able] : []), ...(slot.optional ? [[]] : [])];
  });
  const found = new Map<string, [Params, Set<number>]>();
  for (const chosen of product(choices)) {
    const given = chosen.flat().filter((n) => n !== ABOUT);
    if (new Set(given).size < given.length || (pair.size && !given.some((n) => pair.has(n))) || !ordered(frame, reading, chosen)) continue;
    const params = new Map<string, string | readonly string[]>();
    for (const [at, slot] of frame.slots.entries()) {
      const of = chosen[at]!;
      if (of.length) {
        const given = value(slot, of.map((n) => feature(reading, n)));
        for (const name of [slot.param.name, slot.also]) if (name) params.set(name, given);
      }
      else if (slot.value) params.set(slot.param.name, slot.value.length === 1 ? slot.value[0]! : slot.value);
    }
    undated(frame, params);
    const key = `${repr(params)} ${[...given].sort((one, two) => one - two).join(" ")}`;
    if (!found.has(key)) found.set(key, [params, new Set(given)]);
  }
  return [...found.values()];
}

/** Takes an edition out of parameters where no edition tells of what they name. */
function undated({ question }: Frame, params: Map<string, string | readonly string[]>): void {
  const [name, told] = question.dated.split("=");
  const given = name ? params.get(name) : undefined;
  if (!name || (typeof given === "string" && told!.split("|").includes(given.slice(given.lastIndexOf("/") + 1)))) return;
  for (const { name: key, type } of question.params) if (type === "source") params.delete(key);
}

function product(choices: number[][][]): number[][][] {
  return choices.reduce<number[][][]>((ways, next) => ways.flatMap((way) => next.map((each) => [...way, each])), [[]]);
}

/** Whether a name can fill a parameter, in the role that the text gives it. */
export function fits(slot: Slot, feature: Feature): boolean {
  const plain = feature.key === "about" && slot.roles.has("");
  const able = (each: ReadonlyMap<string, string>) => [...slot.kinds].some((kind) => each.has(kind));
  const year = slot.param.type === "integer" && !COUNTS.includes(slot.param.name);
  if (year && feature.values.some((each) => (each.get("integer") ?? "").length !== 4)) return false;
  return (plain || slot.roles.has(feature.key)) && feature.values.every(able);
}

/** Whether parameters of one type and role take the names in their order, and the earlier edition first. */
function ordered(frame: Frame, reading: Reading, all: number[][]): boolean {
  const last = new Map<string, [string, number]>();
  const chosen = all.map((of) => of.filter((n) => n !== ABOUT));
  const editions = chosen.flatMap((of, at) => {
    const { name } = frame.slots[at]!.param;
    return of.length && EDITIONS.includes(name) ? [{ name, told: reading.features[of[0]!]! }] : [];
  });
  if (editions.some(({ name, told }) => name === "earlier" && told.values[0]!.has(NEWEST))) return false;
  const [one] = editions;
  if (editions.length === 1 && !one!.told.key && !(one!.name === "later" && one!.told.values[0]!.has(NEWEST))) return false;
  for (const [at, slot] of frame.slots.entries()) {
    const n = chosen[at]![0];
    if (n === undefined) continue;
    const roles = slot.param.type === "thing" ? [...slot.roles].sort().join("|") : "";
    const key = `${slot.param.type} ${[...slot.kinds].sort().join(" ")} ${roles}`;
    const year = slot.param.type === "source" ? (reading.features[n]!.values[0]!.get("source") ?? "") : "";
    const before = last.get(key);
    if (before && (before[0] > year || (before[0] === year && before[1] > n))) return false;
    last.set(key, [year, n]);
  }
  return true;
}

/** Whether a part of a sign can use a name: an edition holds for what is denied of it as well. */
function signed(each: Feature, sign: string): boolean {
  return each.values.length > 0 && (each.sign === sign || (each.sign === "+" && isEdition(each)));
}

/** Whether a name is an edition that every part of a plan is asked of. */
export function isEdition(each: Feature): boolean {
  return each.named && each.key === "" && each.values[0]!.has("source");
}

/** Whether what the whole graph is about is what is sold in a text, and nobody is said to use it. */
function isTraded({ features, neutral }: Reading): boolean {
  const words = new Set([...features.filter(({ named }) => !named), ...neutral].map(({ key }) => key));
  return features.some(({ named, key }) => !named && key === "supply") && !words.has("use") && !words.has("technology");
}

/** Whether a text names what the whole graph is about and a slot can take it. */
function isAbout(slot: Slot, reading: Reading): boolean {
  return reading.neutral.some((each) => each.key === "about" && fits(slot, each));
}

function feature(reading: Reading, n: number): Feature {
  return n === ABOUT ? reading.neutral.find((each) => each.key === "about")! : reading.features[n]!;
}

/** How many of the slots that have a value of their own names fill. */
function valued(frame: Frame, reading: Reading, names: ReadonlySet<number>): number {
  const by = (slot: Slot) => isAbout(slot, reading) || [...names].some((n) => fits(slot, reading.features[n]!));
  return frame.slots.filter((slot) => slot.value && !slot.fixed && by(slot)).length;
}

function value(slot: Slot, features: readonly Feature[]): string | readonly string[] {
  const kinds = [...slot.kinds].sort();
  const values = features.flatMap((each) => each.values).map((each) => each.get(kinds.find((kind) => each.has(kind))!)!);
  return values.length === 1 ? values[0]! : values;
}

/** The things that a text excepts by name, and the state of which it asks for a yes or a no. */
function named(reading: Reading): Part[] {
  const kinds = reading.asked.size ? reading.asked : new Set(["state"]);
  const question = reading.features.flatMap((each, n) => (each.key === "yesno" && !each.named ? [n] : []));
  const found: Part[] = [];
  const push = (sign: string, uses: number[], things: string[]) => {
    const mark = `${sign} ${things.join(" ")}`;
    const none = { frame: undefined, params: new Map(), unsaid: 0, weak: 0, named: true, first: 0, chosen: false, sole: "", order: "" };
    found.push({ ...none, sign, uses: new Set(uses), things, mark });
  };
  for (const [n, each] of reading.features.entries()) {
    const kind = each.named ? [...kinds].filter((one) => each.values.every((value) => value.has(one))).sort()[0] : undefined;
    const things = kind ? each.values.map((one) => one.get(kind)!) : [];
    if (things.length && each.sign === "x") push("-", [n], things);
    else if (things.length && question.length && each.sign === "+" && each.key === "recipient") push("+", [n, ...question], things);
  }
  return found;
}

/** The first way to ask a question; a bare one of a question that is asked for beside others alone. */
export function frameOf({ frames }: Table, question: Question): Frame {
  return frames.find((each) => each.question === question) ?? { question, asked: new Set<string>(), words: [], slots: [], through: "" };
}

/** The questions that tell of each row what a text asks for besides, as "with the regime of each" does. */
function told(known: Table, reading: Reading): Part[] {
  const keys = [...new Set(reading.features.filter(({ named }) => !named).map(({ key }) => key))];
  return keys.flatMap((key) =>
    known.questions.filter(({ tells }) => tells === key).map((question): Part => {
      const frame = frameOf(known, question);
      const said = reading.features.flatMap((each, n) => (!each.named && each.key === key ? [n] : []));
      const edition = question.params.find(({ type }) => type === "source")?.name;
      const dated = edition ? reading.features.flatMap((each, n) => (isEdition(each) ? [n] : [])) : [];
      const params: Params = new Map(edition && dated.length === 1 ? [[edition, reading.features[dated[0]!]!.values[0]!.get("source")!]] : []);
      const none = { things: [], unsaid: 0, weak: 0, named: true, first: 0, chosen: false, sole: "", order: "" };
      return { frame, params, sign: "&", uses: new Set([...said, ...(params.size ? dated : [])]), ...none, mark: `& ${question.name} ${repr(params)}` };
    }),
  );
}

/** The plans of so many parts that use every feature: a name once, a word at least once. */
function covers(known: Table, reading: Reading, every: readonly Part[], size: number): Plan[] {
  const whole = reading.features.map((_, n) => n);
  const names = new Set(whole.filter((n) => reading.features[n]!.named));
  const shared = new Set([...names].filter((n) => isEdition(reading.features[n]!)));
  if (!whole.length) return size === 1 ? every.filter((part) => part.sign === "+").map((part) => [part]) : [];
  const found: Plan[] = [];
  const grow = (plan: Plan, used: ReadonlySet<number>) => {
    const left = whole.filter((n) => !used.has(n));
    if (plan.length === size || !left.length) {
      const ends = !left.length && plan.length === size;
      if (ends && sound(known, reading, plan) && isCounted(known, reading, plan) && !claims(reading, plan)) found.push(plan);
      return;
    }
    const target = left.find((n) => names.has(n)) ?? left[0]!;
    for (const part of every) {
      if (!part.uses.has(target)) continue;
      if ([...part.uses].some((n) => names.has(n) && !shared.has(n) && used.has(n))) continue;
      if (plan.length && !joins([...plan, part])) continue;
      grow([...plan, part], new Set([...used, ...part.uses]));
    }
  };
  grow([], new Set());
  return found;
}
