// The questions nearest to a text that none answers, and how each differs. kg/wording/neighbor.py in the browser.
import { fits, parts, type Part } from "./matching";
import { shown, type Feature, type Reading } from "./reading";
import { folded, tokens } from "./names";
import type { Frame, Question, Table } from "./table";

const NEAREST = 3;
/** How much of its words a text shares with a text of a question that it puts in the question's words. */
const OWN = 0.6;

/** A question near to a text. */
export interface Neighbor {
  question: Question;
  /** What the text says and this question does not use. */
  unused: readonly string[];
}

/** A text in quotes, with the codes of characters that nobody sees. */
export function quoted(text: string): string {
  const code = (sign: string) => {
    const [hex, short] = [sign.codePointAt(0)!.toString(16), sign < "\u0100"];
    return `\\${short ? "x" : "u"}${hex.padStart(short ? 2 : 4, "0")}`;
  };
  const visible = text.replace(/\\/g, "\\\\").replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/gu, code);
  return visible.includes("'") && !visible.includes('"') ? `"${visible}"` : `'${visible.replace(/'/g, "\\'")}'`;
}

/** The questions that use most of what a text says, the nearest first; none where nothing in it is known. */
export function nearest(known: Table, reading: Reading): Neighbor[] {
  const best = new Map<string, { score: number; found: Neighbor }>();
  for (const frame of known.frames) {
    const near = nearness(frame, reading);
    const before = best.get(frame.question.name);
    if (near.score > 0 && (!before || near.score > before.score)) best.set(frame.question.name, near);
  }
  const ranked = [...best.values()].sort((one, two) => {
    const [a, b] = [one.found.question, two.found.question];
    return two.score - one.score || Number(!a.within) - Number(!b.within) || (a.name < b.name ? -1 : 1);
  });
  const titled = own(known, reading.text).map((question) => of(known, question, reading));
  const found = new Map<string, Neighbor>();
  for (const each of [...titled, ...ranked.map(({ found }) => found)]) if (!found.has(each.question.name)) found.set(each.question.name, each);
  return [...found.values()].slice(0, NEAREST);
}

/** The questions that a text puts in their own words, or nearly so, the nearest first. */
function own({ questions }: Table, text: string): Question[] {
  const said = new Set(tokens(text).map(folded));
  const alike = (theirs: string) => {
    const words = theirs.split(" ").filter(Boolean);
    const shared = words.filter((word) => said.has(word)).length;
    const whole = said.size + words.length - shared;
    return whole ? shared / whole : 0;
  };
  const near = questions.map((question) => ({ question, alike: Math.max(...question.own.map(alike)) })).filter((each) => each.alike >= OWN);
  return near.sort((one, two) => two.alike - one.alike || (one.question.name < two.question.name ? -1 : 1)).map(({ question }) => question);
}

/** A question as a neighbor, by the frame of it that uses most. */
function of({ frames }: Table, question: Question, reading: Reading): Neighbor {
  const near = frames.filter((frame) => frame.question === question).map((frame) => nearness(frame, reading));
  const best = near.reduce<(typeof near)[number] | undefined>((one, two) => (!one || two.score > one.score ? two : one), undefined);
  return best ? best.found : { question, unused: reading.unknown };
}

/** How near a frame is to a text: what it uses, less what it leaves, needs and does not ask for. */
function nearness(frame: Frame, reading: Reading): { score: number; found: Neighbor } {
  const loose = { ...reading, asked: new Set<string>(), unknown: [] };
  const larger = (one: Part | undefined, two: Part) =>
    !one || two.uses.size > one.uses.size || (two.uses.size === one.uses.size && two.mark > one.mark) ? two : one;
  const part = parts(frame, loose)
    .filter(({ sign }) => sign === "+")
    .reduce<Part | undefined>(larger, undefined);
  const other = reading.asked.size > 0 && ![...reading.asked].some((kind) => frame.asked.has(kind));
  const touched = reading.features.flatMap((each, n) => (touches(frame, each) ? [n] : []));
  const used = part ? part.uses : new Set(touched);
  const needed = frame.slots.filter((slot) => !slot.optional && !reading.features.some((each) => each.values.length && fits(slot, each)));
  const lacks = part ? 0 : needed.length;
  const unused = reading.features.flatMap((each, n) => (used.has(n) ? [] : [shown(each)]));
  const score = 2 * used.size - unused.length - 1.5 * lacks - (other ? 2 : 0) - (part ? 0 : 0.5);
  return { score: used.size ? score : 0, found: { question: frame.question, unused: [...unused, ...reading.unknown] } };
}

function touches(frame: Frame, feature: Feature): boolean {
  if (feature.sign !== "+") return false;
  if (feature.named) return frame.slots.some((slot) => !slot.optional && fits(slot, feature));
  return frame.words.some(({ words, sign }) => words.has(feature.key) && sign === feature.sign);
}
