// What a text says: names and words in their roles, affirmed or denied. kg/wording/reading.py in the browser.
import { without } from "./aside";
import type { Signed } from "./clause";
import { denials } from "./denial";
import { shape, type Shape } from "./example";
import { roles } from "./grammar";
import { items, NEWEST, type Item } from "./item";
import { folded, HOME, type Names } from "./names";
import { LOWEST } from "./rank";
import type { Meanings, Table } from "./table";
import { unsurrounded } from "./surrounding";
import { freely, turned } from "./turn";

const STRUCTURE = ["and", "but", "that", "wh", "who", "where"];
export const LONGEST = 600;
const SIGNS =
  /[{}<>\\;|$^`[\]=#@*~]|\.\.\/|--|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const SAID: Record<string, string> = { "+": "", "-": "not ", x: "except " };
const ROLE: Record<string, string> = {
  people: " (as the people of it)",
  home: " (as the home of companies)",
  beside: " (as the home of companies or as the one supplied)",
  recipient: " (as the one supplied)",
  buyer: " (as the one supplied)",
  owner: " (as the owner)",
  publisher: " (as the one that says so)",
  lister: " (as the one that keeps the list)",
};

/** One thing that a text says and an answer has to use: a name in a role, or a word. */
export interface Feature {
  /** The role of a name (empty where the text gives it none), or the concept of a word. */
  key: string;
  named: boolean;
  /** For names joined by "or": for each, parameter type → IRI or number. */
  values: readonly Meanings[];
  /** "+"; "-" where it is denied; "x" where it is excepted. */
  sign: string;
  text: string;
  scope: number;
  /** The concept of the word before a name, where no other name is nearer. */
  beside: string;
}

export interface Reading {
  text: string;
  /** The kinds of thing it asks for; empty where it does not say. */
  asked: ReadonlySet<string>;
  features: readonly Feature[];
  /** What says little here: a count of the rows asked for, what the whole graph is about. */
  neutral: readonly Feature[];
  /** Words that the vocabulary does not have, and signs that are no part of a sentence. */
  unknown: readonly string[];
  /** Unknown words and the word of a name that each is near to. */
  like: readonly (readonly [string, string])[];
  /** Unknown words that are no word of a name either, each once. */
  strange: readonly string[];
  /** Names that mean several things, and what they may mean. */
  shared: readonly (readonly [string, string])[];
  /** The text word for word, with marks in the places of its names: without what surrounds it, and as it was typed. */
  shapes: readonly Shape[];
  /** Each of its conditions as a question of its own, and whether it is met (+) or not (-). */
  parts: readonly Signed[];
  /** Whether only the parts say all that the text does. */
  apart: boolean;
  /** Whether an order that it asks for is from least to most: the fewest users. */
  lowest: boolean;
}

export function shown(feature: Feature): string {
  return `${SAID[feature.sign]}${feature.text}${feature.named ? (ROLE[feature.key] ?? "") : ""}`;
}

/** What a text says; a text longer than a question is not read, and wholly unknown. */
export function read(names: Names, known: Table, text: string): Reading {
  const length = [...text].length;
  if (length > LONGEST) {
    const unknown = [`a text of ${length.toLocaleString("en")} characters`];
    return { text, asked: new Set(), features: [], neutral: [], unknown, like: [], strange: [], shared: [], shapes: [shape([])], parts: [], apart: false, lowest: false };
  }
  const own = owned(names, known, text);
  const { text: put, parts, apart } = turned(names, known, own);
  const found = items(names, known, put);
  const whole = shape(put === own ? found : items(names, known, own));
  const shapes = own === text ? [whole] : [whole, shape(items(names, known, text))];
  const asked = roles(found);
  const troubles = denials(found);
  const reading = said(text, found, asked, [...(text.match(SIGNS) ?? []).filter((sign) => put.includes(sign) || !"=<>#;|".includes(sign)), ...troubles], known);
  const strange = reading.unknown.filter((word) => /^\p{L}+$/u.test(word) && !known.words.has(folded(word)));
  const near = strange.filter((word) => !names.has(word));
  const shared = strange.length ? names.shared(text, new Set(strange)) : [];
  return { ...reading, parts, apart, shapes, shared, strange: [...new Set(near)], like: near.map((word) => [word, names.like(word, known.words.keys())] as const).filter(([, name]) => name) };
}

/** The conditions that a text has in any order, each as a question of its own with its sign, if it has. */
export function free(names: Names, known: Table, text: string): readonly Signed[] {
  return freely(names, known, owned(names, known, text));
}

/** A text without what surrounds its question. */
function owned(names: Names, known: Table, text: string): string {
  const asks = unsurrounded(names, known, text);
  const left = without(names, known, asks);
  return left === asks ? asks : unsurrounded(names, known, left);
}

/** What a question of one condition says that is put plainly already. */
export function single(names: Names, known: Table, text: string): Reading {
  const found = items(names, known, text);
  const asked = roles(found);
  return said(text, found, asked, denials(found), known);
}

function said(text: string, found: Item[], asked: ReadonlySet<string>, troubles: string[], known: Table): Reading {
  const features: Feature[] = [];
  const neutral: Feature[] = [];
  const unknown = [...new Set(troubles)];
  const [first] = known.about;
  const about: Meanings = new Map(first ? [["technology", known.base + first.replace(":", "/")]] : []);
  let [joined, row, beside] = [false, 0, ""];
  const links = new Set<string>();
  for (const item of found) {
    const link = item.concept === "and" || item.concept === "or";
    if (link) links.add(item.concept);
    else if (!["little", "done", "name", "number"].includes(item.section)) {
      row = 0;
      links.clear();
    }
    if (item.section === "little" || item.section === "done" || (item.is() && STRUCTURE.includes(item.concept))) continue;
    const told = (key: string, named: boolean, values: readonly Meanings[]): Feature => {
      return { key, named, values, sign: item.sign, text: item.text, scope: item.scope, beside: named ? beside : "" };
    };
    const last = features.at(-1);
    if (item.section === "unknown" || (item.owner && item.isNoun)) unknown.push(item.text);
    else if (item.section === "about") (item.sign === "+" ? neutral : features).push(told("about", false, [about]));
    else if (item.section === "name" || item.section === "number") {
      const next = told(item.role, true, [item.meanings]);
      if (row && links.size > 1 && last && alike(last, next)) {
        unknown.push("and … or");
        features.push(next);
      } else if (joined && last?.named && last.key === next.key && last.sign === "+" && next.sign === "+") {
        const listed = [next];
        while (features.length && listed.length <= Math.max(row, 1) && (listed.length === 1 || alike(features.at(-1)!, next))) {
          listed.unshift(features.pop()!);
        }
        const values = listed.flatMap((each) => each.values);
        features.push({ ...last, values, text: listed.map((each) => each.text).join(" or "), scope: 0 });
      } else {
        if (joined && item.sign === "+") unknown.push("or");
        features.push(next);
      }
      row++;
    } else if (item.concept === "or" && item.is()) {
      joined = true;
      continue;
    } else if (item.concept === "count") {
      if (neutral.some(({ key }) => key === "count")) unknown.push(item.text);
      neutral.push({ ...told("count", false, []), sign: "+", scope: 0 });
    }
    else if (!item.is()) {
      if (joined && item.sign === "+" && last?.key !== item.concept) unknown.push("or");
      const weak = item.concept === "yes" || item.form === "asked";
      (weak && item.sign === "+" ? neutral : features).push(told(item.concept, false, []));
    }
    joined &&= item.is();
    if (!item.is()) beside = item.section === "name" || item.section === "number" ? "" : item.concept;
  }
  return { text, asked, features: distinct(features), neutral, unknown, like: [], strange: [], shared: [], shapes: [shape([])], parts: [], apart: false, lowest: found.some(({ form }) => form === LOWEST) };
}

/** Whether two names are of one register, in one role. */
function alike(one: Feature, two: Feature): boolean {
  if (!one.named || !two.named || one.key !== two.key || one.sign !== two.sign) return false;
  return [...one.values[0]!.keys()].some((kind) => kind !== HOME && kind !== NEWEST && two.values[0]!.has(kind));
}

/** The features, a word that is said twice alike once. */
function distinct(features: Feature[]): Feature[] {
  const seen = new Set<string>();
  return features.filter((each) => {
    const mark = `${each.key} ${each.named} ${each.sign} ${each.sign === "+" ? 0 : each.scope}`;
    const first = each.named || !seen.has(mark);
    seen.add(mark);
    return first;
  });
}
