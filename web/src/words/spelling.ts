// A text with misspelled words, put right where one reading alone is possible. kg/wording/spelling.py in the browser.
import { folded, type Names } from "./names";
import type { Table } from "./table";

const NAME = 6;
const LONG = 10;
const WORD = 7;
const DOUBLED = 5;
const MOST = 4;

/** Each way to put the strange words of a text right, with what each word is read as; none where one has none. */
export function readings(names: Names, known: Table, text: string, strange: readonly string[]): [string, [string, string][]][] {
  const meant = strange.map((word) => [word, near(names, known, word)] as const).filter(([, each]) => each.length);
  if (!meant.length || meant.some(([, each]) => each.length > MOST)) return [];
  const ways = meant.reduce<[string, string][][]>((all, [word, each]) => all.flatMap((way) => each.map((right) => [...way, [word, right] as [string, string]])), [[]]);
  return ways.map((way) => [way.reduce((made, [word, right]) => made.replaceAll(word, () => right), text), way]);
}

/** The words of names and of the lexicon that a misspelled one may have been meant as, the nearest alone. */
function near(names: Names, known: Table, word: string): string[] {
  const wanted = [...folded(word)];
  const most = wanted.length >= LONG ? 2 : 1;
  const scored: [number, string][] = [];
  for (const [each, written] of wanted.length >= NAME ? names.spelling() : []) {
    const form = [...each];
    if (form[0] !== wanted[0] || Math.abs(form.length - wanted.length) > most) continue;
    const far = distance(wanted, form);
    if (far <= most) scored.push([far, written]);
  }
  for (const form of known.words.keys()) {
    if (form[0] === wanted[0] && !form.includes(" ") && isSlip(wanted.join(""), form)) scored.push([1, form]);
  }
  const isTwin = (form: string) => {
    const doubled = form.replace(/(.)(ing|ed)$/, "$1$1$2");
    return doubled !== form && known.words.has(doubled);
  };
  const real = scored.filter(([, form]) => !isTwin(form));
  const least = Math.min(...real.map(([far]) => far));
  return [...new Set(real.filter(([far]) => far === least).map(([, form]) => form))].sort();
}

/** Whether a word is another but for a letter more or less, or two changed over; short ones for a doubled one. */
function isSlip(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1 || one.length < DOUBLED) return false;
  const shared = Math.min(one.length, other.length);
  let at = 0;
  while (at < shared && one[at] === other[at]) at++;
  if (one.length === other.length) {
    const turned = one.slice(0, at) + one.slice(at + 1, at + 2) + one.slice(at, at + 1) + one.slice(at + 2);
    const moved = at > 0 && one[at] === one[at + 1] && other[at] === other[at - 1] && one.slice(at + 1) === other.slice(at + 1);
    return one !== other && one.length >= WORD && (turned === other || moved);
  }
  const [longer, shorter] = one.length > other.length ? [one, other] : [other, one];
  if (longer.slice(0, at) + longer.slice(at + 1) !== shorter) return false;
  return one.length >= WORD || (longer.slice(Math.max(at - 1, 0), at) + longer.slice(at + 1, at + 2)).includes(longer[at]!);
}

/** How many letters are put in, left out, changed, or changed over with the next. */
function distance(one: readonly string[], two: readonly string[]): number {
  const rows: number[][] = [two.map((_, n) => n).concat(two.length)];
  for (let a = 1; a <= one.length; a++) {
    const row = [a];
    for (let b = 1; b <= two.length; b++) {
      const same = one[a - 1] === two[b - 1];
      let least = Math.min(rows[a - 1]![b]! + 1, row[b - 1]! + 1, rows[a - 1]![b - 1]! + Number(!same));
      if (a > 1 && b > 1 && one[a - 1] === two[b - 2] && one[a - 2] === two[b - 1]) least = Math.min(least, rows[a - 2]![b - 2]! + 1);
      row.push(least);
    }
    rows.push(row);
  }
  return rows[one.length]![two.length]!;
}
