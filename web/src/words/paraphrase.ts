// A text that no question answers, put in other words: kg/wording/paraphrase.py in the browser.
import { letters } from "../names/order";
import { NUMBERS } from "./item";
import { folded, type Names, tokens } from "./names";
import { rests } from "./remark";
import type { Table } from "./table";
import { marks, unmarked } from "./turn";

const LONGEST = 4;
const ROUNDS = 4;
const PLACED = /(?:\b(?:in|within|inside|across|around|near|at|outside|throughout|city of|streets of|capital|mayor of|used by|use of|uses of|users of)|-) $/i;
const CODED = / ?[/(] ?$/;
const TOWN = /^(?:['’]s)? (?:city|town|police|airport|airports|metro|streets?|mayor|municipality|district)\b/i;
const WORD = /[\p{L}\p{N}]+(?:[.&'’+-][\p{L}\p{N}]+)*/gu;
const MARK = /\ue000([a-z])\d+\ue001/g;

/** What states are called besides their names, each as the label of its state. */
export interface Exonyms { capitals: ReadonlyMap<string, string>; codes: ReadonlyMap<string, string>; foreign: ReadonlyMap<string, string> }
/** The exonyms as the site carries them; of other languages the names of each label. */
export interface WrittenExonyms { capitals: [string, string][]; codes: [string, string][]; foreign: [label: string, names: string[]][] }
export interface Aside { says: RegExp; when: readonly string[] }

/** How a technology is said that has one mark with another, what is read for it, and what tells the two apart. */
export interface Mark { says: RegExp; means: string; apart: RegExp }

interface Found { start: number; end: number; label: string; how: string; capital: boolean; code: boolean }

export function exonyms({ capitals, codes, foreign }: WrittenExonyms): Exonyms {
  return { capitals: new Map(capitals), codes: new Map(codes), foreign: new Map(foreign.flatMap(([label, names]) => names.map((name) => [name, label] as const))) };
}

/** A text in other words, with what is told of them: its names first, then its words of stress left out. */
export function ways(names: Names, known: Table, text: string, unknown: readonly string[]): [text: string, told: string][] {
  const found: [string, string][] = [];
  const [renamed, told] = called(names, known, text, unknown);
  const read = told.length ? `read ${told.join(", ")}` : "";
  if (read) found.push([renamed, read]);
  const [plain, left] = setAside(names, known, renamed);
  const aside = `set aside ${left.map((each) => `'${each}'`).join(", ")}`;
  const whole = (told: string) => (read ? `${read}; ${told}` : told);
  if (left.length) found.push([plain, whole(aside)]);
  for (const [rest, said] of rests(names, known, plain)) found.push([rest, whole(`set aside ${[...left, said].map((each) => `'${each}'`).join(", ")}`)]);
  return found;
}

/** A text with the labels of states for what they are called besides, and what is told of each. */
export function called(names: Names, known: Table, text: string, unknown: readonly string[]): [string, string[]] {
  const told: string[] = [];
  for (const { says, means, apart } of known.marks) {
    const said = apart.test(text) ? [] : [...new Set(text.match(says) ?? [])];
    if (said.length) text = text.replace(says, means);
    told.push(...said.map((each) => `'${each}' as ${means}, one mark for both`));
  }
  let [made, at] = ["", 0];
  for (const { start, end, label, how, capital, code } of found(names, known, text, unknown)) {
    const name = text.slice(start, end);
    if (code) {
      made += text.slice(at, start).replace(/[ /(]+$/, "");
      at = end + Number(text.startsWith(")", end));
      told.push(`'${name}' as ${label} again`);
    } else if (!(capital && (PLACED.test(text.slice(0, start)) || TOWN.test(text.slice(end))))) {
      made += text.slice(at, start) + label;
      at = end;
      told.push(`'${name}' as ${label}${how}`);
    }
  }
  return [made + text.slice(at), [...new Set(told)]];
}

/** The places of what states are called besides, where one of its words is unknown, the longest first. */
function found(names: Names, known: Table, text: string, unknown: readonly string[]): Found[] {
  const strange = new Set(unknown);
  const words = [...text.matchAll(WORD)].map((word) => [word.index, word.index + word[0].replace(/['’]s?$/, "").length] as const);
  const all: Found[] = [];
  if (!strange.size) return all;
  for (let at = 0; at < words.length; at++) {
    for (let length = Math.min(LONGEST, words.length - at); length > 0; length--) {
      const part = words.slice(at, at + length);
      const [start, end] = [part[0]![0], part.at(-1)![1]];
      if (!part.some(([one, two]) => strange.has(text.slice(one, two)))) continue;
      const own = exonym(known, text.slice(start, end));
      if (!own || (own.code && !again(names, text.slice(0, start), own.label))) continue;
      all.push({ start, end, ...own });
      at += length - 1;
      break;
    }
  }
  return all;
}

/** The state that a name or a code in capitals stands for. */
function exonym({ exonyms: { capitals, codes, foreign } }: Table, name: string): Omit<Found, "start" | "end"> | undefined {
  const capital = capitals.get(tokens(name).map(folded).join(" "));
  if (capital) return { label: capital, how: ", whose capital it is", capital: true, code: false };
  const code = /^[A-Z]{2}$/.test(name);
  const label = code ? codes.get(name) : /^[\p{Lu}\p{Lt}]/u.test(name) ? foreign.get(bare(name)) : undefined;
  return label === undefined ? undefined : { label, how: "", capital: false, code };
}

/** A name without accents and signs. */
function bare(name: string): string {
  const plain = letters(folded(name).replace(/ı/g, "i")).replace(/['’]/g, "");
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");
}

/** Whether a code says again which state is named before it, behind a stroke. */
function again(names: Names, before: string, label: string): boolean {
  const stroke = CODED.exec(before);
  const state = names.meanings(tokens(label)).get("state");
  if (!stroke || state === undefined) return false;
  const words = before.slice(0, stroke.index).match(WORD) ?? [];
  for (let length = 1; length <= Math.min(LONGEST, words.length); length++) {
    if (names.meanings(tokens(words.slice(-length).join(" "))).get("state") === state) return true;
  }
  return false;
}

/** A text without its words of stress, and those words. */
function setAside(names: Names, known: Table, text: string): [string, string[]] {
  let [said, named] = marks(names, known, text);
  const left: string[] = [];
  for (const { says, when } of known.asides) {
    for (let round = 0; round < ROUNDS; round++) {
      const low = said.toLowerCase();
      const match = when.some((word) => low.includes(word)) ? says.exec(said) : null;
      if (!match?.indices?.[1] || !isEmpty(said, match[2])) break;
      const [start, end] = match.indices[1];
      left.push(unmarked(match[1]!.replace(/^[ ,();:-]+|[ ,();:-]+$/g, ""), named));
      said = `${said.slice(0, start)} ${said.slice(end)}`.trimEnd();
    }
  }
  said = said.split(" ").filter(Boolean).join(" ").replace(/ +(?=[,.;:?!])/g, "");
  return [unmarked(said, named), left];
}

/** Whether a number that an aside has is that of the things named. */
function isEmpty(text: string, number: string | undefined): boolean {
  if (number === undefined) return true;
  const wanted = NUMBERS.get(number.toLowerCase()) ?? 0;
  const kinds = [...text.matchAll(MARK)].map(([, letter]) => letter);
  return wanted > 1 && kinds.some((kind) => kinds.filter((each) => each === kind).length === wanted);
}
