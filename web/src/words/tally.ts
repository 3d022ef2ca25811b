// Whether rows are counted as a text says. kg/wording/tally.py in the browser.
import type { Part, Plan } from "./matching";
import type { Reading } from "./reading";
import { rowOf, type Table } from "./table";

/** What says outright that rows are in an order by a number. */
const BY = /\b(?:by|to|in order of|order of|on) (?:the |their |its )*(?:total )?(?:number|numbers|count|counts) of | by how many /g;
/** What says that a row has the most of something, and leaves an order out where one row alone is told. */
const MOST = / the (?:most|fewest|(?:largest|greatest|highest|biggest|smallest|lowest) numbers? of) (?:different |distinct )?/g;
/** The kinds of things that are counted → the column by which rows are in their order. */
const COLUMNS = new Map([["vendor", "vendors"], ["technology", "kinds"], ["list", "lists"]]);
/** The order of rows by the number of their vendors from one state. */
const OF_HOME = "vendors of one home";
const HOME = "<home>";
const ROWS = "states|countries|governments|members|customers|clients|buyers|vendors|companies|firms|suppliers|users|number|share|that|which|who";
/** What states do, so that "who" asks for those that do it with all that is named. */
const SUBJECT = "is|are|was|were|uses?|used|has|have|deploys?|deployed|adopts?|adopted|employs?|runs?|operates?|buys?|bought";
/** What asks for what several things have, each or all of them: what do Kenya and Uganda use. */
const EACH = new RegExp(
  `^(?:and |so )?(?:(?:(?:by|to|from) )?(?:what|where|whom|who(?! (?:${SUBJECT}) )) (?:(?!(?:${ROWS}) )[a-z]+ )*` +
    "|which (?:[a-z]+ )?[a-z]+ (?:do|did|have|has) )(?:<[a-z]+> )+and <[a-z]+>" +
    "|^(?:<[a-z]+> )+(?:and <[a-z]+> )?(?:what|whom|which [a-z]+) (?:do|did|have) (?:they|<[a-z]+>) ",
);
/** Words by which it is said whether all of them are meant, or each by itself. */
const BOTH = /\b(?:both|all|every|either|shared?|sharing|common|together|jointly|at once|alike|same|compare|differ|differently|respectively)\b/;
const PAIRED = ["state", "vendor", "technology"];
const SLIGHT = ["about", "little"];
const PEOPLE = ["customers", "persons"];
const REGIMES = ["autocracy", "democracy"];
const STATES = "states";

/** Whether the rows of a plan are in the order that a text says, and of each of two where it asks so. */
export function isCounted(known: Table, reading: Reading, plan: Plan): boolean {
  return inOrder(known, reading, plan) && !apiece(reading, plan);
}

/** Whether the rows of a plan are in the order of what a text counts, where it says that they are in one. */
function inOrder(known: Table, { shapes }: Reading, plan: Plan): boolean {
  const ranks = new Set(plan.flatMap((part) => (part.frame?.question.ranked && part.sign === "+" ? [rankOf(part)] : [])));
  const said = ` ${shapes[0]!.marks.join(" ")}`;
  const isMet = (found: RegExpMatchArray, outright: boolean) => {
    const column = columnOf(known, said.slice(found.index! + found[0].length).split(" "), outright);
    return column === undefined || (!outright && (column === STATES || !ranks.size)) || ranks.has(column);
  };
  return [...said.matchAll(BY)].every((found) => isMet(found, true)) && [...said.matchAll(MOST)].every((found) => isMet(found, false));
}

function rankOf({ frame, params }: Part): string {
  const { ranked } = frame!.question;
  return ranked === "vendors" && params.has("home") ? OF_HOME : ranked;
}

/** The column of what is counted by its first noun, empty where there is none; undefined where nothing is known. */
function columnOf(known: Table, words: readonly string[], outright: boolean): string | undefined {
  let last = "";
  for (const each of words) {
    const isName = each.startsWith("<");
    if (isName) last = each;
    const word = known.words.get(each);
    if (!word && (outright || isName)) continue;
    if (!word || (last && word.section === "grammar")) break;
    if (PEOPLE.includes(word.section) || REGIMES.includes(word.concept) || (word.section === "types" && word.concept === "state")) return STATES;
    if (word.section === "types" && COLUMNS.has(word.concept)) {
      const column = COLUMNS.get(word.concept);
      return !last ? column : last === HOME && column === "vendors" ? OF_HOME : "";
    }
    if (!outright && !SLIGHT.includes(word.section)) break;
  }
  return last === HOME ? OF_HOME : undefined;
}

/** Whether a plan has what two things have both, where a text may ask for what each of them has. */
function apiece(reading: Reading, plan: Plan): boolean {
  if (!isEachOfTwo(reading)) return false;
  const asked = plan.flatMap(({ frame, sign, params }) => (frame && sign === "+" ? [{ frame, params }] : []));
  const isPair = asked.some(({ frame, params }) => PAIRED.includes(rowOf(frame)) && params.has("first") && params.has("second"));
  return isPair || new Set(asked.map(({ frame }) => frame.question)).size < asked.length;
}

/** Whether a text asks what two things have, and not whether both have it: what do Kenya and Uganda use. */
export function isEachOfTwo({ shapes, text }: Reading): boolean {
  const said = shapes[0]!.marks.join(" ");
  return EACH.test(said) && !BOTH.test(`${said} ${text.toLowerCase()}`);
}
