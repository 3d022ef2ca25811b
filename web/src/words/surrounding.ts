// What surrounds a question and is no part of it: courtesy, for what, in which form. kg/wording/surrounding.py in the browser.
import { spaced, type Names } from "./names";
import type { Table } from "./table";
import { applied, marks, rules, unmarked, type Turn, type WrittenTurn } from "./turn";

const ENDS = /[.!?;:,]+(?: ?[-–—]+)?(?= )|(?<= )[-–—]+(?= )|[-–—](?= )/g;
const LINK = /^(?:and|but|so|then) (?=[a-z\ue000])/i;
/** Where a question may begin whose first clause no sign parts from it. */
const OPENS = / (?=(?:which|what|who|whom|whose|where|when|why|how (?:many|much|large|big)|list|show|name|give)\b)/i;
const LAYERS = 3;

interface Clause { says: RegExp; places: readonly string[]; when: readonly string[] }
export interface Surroundings { clauses: readonly Clause[]; leads: readonly Turn[] }
/** The rules as the site carries them. */
export interface WrittenSurroundings {
  clauses: [says: string, places: string, when: string][];
  leads: WrittenTurn[];
}

/** The rules, ready to be applied. */
export function surroundings(written: WrittenSurroundings): Surroundings {
  const clauses = written.clauses.map(([says, places, when]) => ({ says: new RegExp(`^(?:${says})$`, "i"), places: places.split(" "), when: when.split("|") }));
  return { clauses, leads: rules(written.leads) };
}

/** A text without what surrounds its question; as it is where nothing does. */
export function unsurrounded(names: Names, known: Table, text: string): string {
  const { clauses, leads } = known.surroundings;
  const [said, named] = marks(names, known, text);
  const whole = spaced(said);
  let plain = whole;
  for (let layer = 0; layer < LAYERS; layer++) {
    const made = applied(leads, cut(clauses, plain));
    if (made === plain) break;
    plain = made;
  }
  return plain === whole ? text : unmarked(plain, named);
}

/** A text without the clauses at its beginning, at its end and amid it that say nothing of what is asked. */
function cut(clauses: readonly Clause[], text: string): string {
  const ends = () => [...text.matchAll(ENDS)].map((found) => [found.index, found.index + found[0].length, found[0]] as const);
  for (let first = ends()[0]; first && goes(clauses, text.slice(0, first[0]), "begin"); first = ends()[0]) {
    text = text.slice(first[1]).trim().replace(LINK, "");
  }
  const opens = OPENS.exec(text);
  if (opens && goes(clauses, text.slice(0, opens.index), "begin")) text = text.slice(opens.index + 1);
  for (let last = ends().at(-1); last && goes(clauses, text.slice(last[1]), "end"); last = ends().at(-1)) {
    text = text.slice(0, last[0]).trimEnd();
  }
  const left = ends();
  for (let at = left.length - 2; at >= 0; at--) {
    const [one, two] = [left[at]!, left[at + 1]!];
    if (one[2] === "," && two[2] === "," && goes(clauses, text.slice(one[1], two[0]), "amid")) text = text.slice(0, one[0]) + text.slice(two[1]);
  }
  return text;
}

function goes(clauses: readonly Clause[], written: string, place: string): boolean {
  const clause = written.replace(/^[ .,;:!?]+|[ .,;:!?]+$/g, "");
  const low = clause.toLowerCase();
  return clauses.some(({ says, places, when }) => places.includes(place) && when.some((word) => low.includes(word)) && says.test(clause));
}
