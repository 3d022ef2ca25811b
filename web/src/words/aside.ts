// Sentences and clauses that tell of the asker alone: my editor asks for it. kg/wording/aside.py in the browser.
import { NUMBERS } from "./item";
import { folded, type Names } from "./names";
import type { Table } from "./table";

const MARKS = /[.!?;:]+(?=\s|$)|,(?=\s)|\s[-–—]+\s|[()]/gu;
const WORD = /[\p{L}\p{N}]+(?:[-.][\p{L}\p{N}]+)*/gu;
const words = (written: string) => written.split(" ");
const LINKS = words("and but so because since as if");
const REASONS = words("so because since as");
const SELF = words("i we");
const OWN = words("my our");
const ARTICLES = words("a an");
const WHOLE = words("it this that");
const BE = words("am are is was were m re s");
const HELP = words("will would can could may must should have has had do ll d ve just");
const WISH = words("need want");
const TOWARD = words("for in on at by with to from before until about of");
const SOON = words("today tonight tomorrow now soon urgently quickly again here too badly");
const WEEK = words("monday tuesday wednesday thursday friday saturday sunday noon midnight");
const OFTEN = words("once twice again still");
const NEVER = [...TOWARD, ...WHOLE, ...ARTICLES, ...OWN, ...SELF, ...words("the ones one them these those they their")];
/** Words of the library for what an asker works on or for: an article, a ministry, a report. */
const WORK = words("article agency source report deployment");
/** Those for what he has of his own besides: my company, our government. */
const OWNED = [...WORK, ...words("vendor state group")];

/** A text without the sentences and clauses that tell of the asker alone; as it is where none does. */
export function without(names: Names, known: Table, text: string): string {
  let [kept, start] = ["", 0];
  const ends = [...text.matchAll(MARKS)].map((mark) => [mark.index, mark.index + mark[0].length] as const);
  for (const [stop, after] of [...ends, [text.length, text.length] as const]) {
    if (isAside(names, known, text.slice(start, stop).match(WORD) ?? [])) kept = kept && `${kept.replace(/[ ,(–—-]+$/u, "")} `;
    else kept += text.slice(start, after);
    start = after;
  }
  return kept.search(WORD) < 0 ? text : kept;
}

/** Whether the words of a clause have the shape of one that tells of the asker alone. */
function isAside(names: Names, known: Table, written: readonly string[]): boolean {
  const said = (word: string, at: number) => names.meanings([word]).size || /^\p{Nd}+$/u.test(word) || (at && isNamed(word));
  if (written.some(said)) return false;
  let rest = written.map(folded);
  const reason = REASONS.includes(rest[0]!);
  if (LINKS.includes(rest[0]!)) rest = rest.slice(1);
  if (WISH.includes(rest[0]!) && WHOLE.includes(rest[1]!)) return areAdjuncts(known, rest.slice(2), true);
  if (SELF.includes(rest[0]!)) return isTold(known, rest.slice(1), false) || (reason && isPurpose(known, rest.slice(1)));
  if (rest.length < 3 || !OWN.includes(rest[0]!) || !isNoun(known, rest[1]!, OWNED)) return false;
  const two = isNoun(known, rest[2]!) && rest.some((word) => WHOLE.includes(word)) && isTold(known, rest.slice(3), true);
  return two || isTold(known, rest.slice(2), true);
}

/** Whether what follows a first person, or what is its own, says nothing that tells one row from another. */
function isTold(known: Table, all: readonly string[], own: boolean): boolean {
  let [at, being] = [0, false];
  for (; HELP.includes(all[at]!) || BE.includes(all[at]!); at++) being = BE.includes(all[at]!);
  if (at && at === all.length) return !being;
  let rest = all.slice(at);
  if (being && !own && ARTICLES.includes(rest[0]!)) return areAdjuncts(known, ["for", ...rest], true);
  if (!rest.length || !isVerb(known, rest[0]!) || (being && !rest[0]!.endsWith("ing"))) return false;
  rest = rest.slice(1);
  if (TOWARD.includes(rest[0]!) && WHOLE.includes(rest[1]!)) rest = rest.slice(1);
  const whole = WHOLE.includes(rest[0]!);
  return (whole || !(own && being)) && areAdjuncts(known, whole ? rest.slice(1) : rest, whole);
}

/** Whether the asker has to do something with one thing that the library does not know: to draw a map. */
function isPurpose(known: Table, [first, to, verb, ...thing]: readonly string[]): boolean {
  if (!["have", "need", "want", "must", "had"].includes(first!) || to !== "to" || !thing.length) return false;
  const article = [...ARTICLES, ...OWN, "the"].includes(thing[0]!) && (thing.length === 2 || thing.length === 3);
  return isVerb(known, verb!) && article && thing.slice(1).every((word) => isNoun(known, word, WORK));
}

/** Whether only times and purposes follow: for tonight, by Friday, for my thesis; of "it", for a report. */
function areAdjuncts(known: Table, rest: readonly string[], whole: boolean): boolean {
  for (let at = 0; at < rest.length; ) {
    const toward = TOWARD.includes(rest[at]!);
    const [first, noun, last] = toward ? rest.slice(at + 1, at + 4) : rest.slice(at, at + 1);
    if (first !== undefined && (SOON.includes(first) || (toward && WEEK.includes(first)))) {
      at += toward ? 2 : 1;
      continue;
    }
    const own = toward && OWN.includes(first!);
    const purpose = whole && rest[at] === "for" && ARTICLES.includes(first!);
    if (!(own || purpose) || noun === undefined || !isNoun(known, noun, own ? OWNED : WORK)) return false;
    at += last !== undefined && !SOON.includes(last) && isNoun(known, last) ? 4 : 3;
  }
  return true;
}

/** Whether a word can be a noun that the library does not know, or is one of such kinds. */
function isNoun(known: Table, word: string, kinds: readonly string[] = []): boolean {
  const meant = known.words.get(word);
  if (NEVER.includes(word) || meant?.section === "grammar") return false;
  return !meant || meant.section === "little" || kinds.includes(meant.concept);
}

function isVerb(known: Table, word: string): boolean {
  const meant = known.words.get(word);
  const other = NEVER.includes(word) || NUMBERS.has(word) || OFTEN.includes(word) || word.endsWith("ly");
  return !other && (!meant || meant.section === "little");
}

/** Whether a word within a clause is written as a name is; days of the week are, and the first person. */
function isNamed(word: string): boolean {
  return /^\p{Uppercase}/u.test(word) && word !== "I" && !WEEK.includes(folded(word));
}
