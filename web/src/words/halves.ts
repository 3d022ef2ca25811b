// Two questions in one text: kg/wording/halves.py in the browser, held equal to it by a test.
import type { Names } from "./names";
import type { Table } from "./table";
import { marks, unmarked } from "./turn";

const NOUNS = ["types", "customers", "persons"];
const ASKS = "(?:who|whom|whose|which|what|when|where|how|is|are|was|were|does|do|did|has|have|had)";
const TO = "(?:(?:in|to|from|by|since|for|on|of|until|with|at|under) )?";
const OPENS = new RegExp(`^${TO}(?:${ASKS}|list|show|give|name|tell)\\b`, "i");
/** How a text begins that asks whether something is so. */
export const WHETHER = /^(?:is|are|was|were|does|do|did|has|have|had)\b/i;
const PARTS = new RegExp(`(?<=[?;.!]) +|,? +(?:and|as well as|plus) +(?=${TO}${ASKS}\\b)`, "gi");
const AND = /^(?:(?:and|also|or|then|next|further|moreover|besides|if so|if yes),? )+/i;
const NARROWS = new RegExp(
  "\\b(?:only|just|except|but|not|no|nor|without|those|these|ones?|others?|rest|same|both|each|all|they|them|their|" +
    "theirs|former|latter|else|too|instead|rather|he|she|his|her|him|again|still|ever|never|so|such|more|less)\\b|n't\\b",
  "i",
);
const MARK = /\ue000([a-z])\d+\ue001/g;
const PLACES = ["there", "country", "state", "nation", "government"];
const FIRMS = ["vendor", "company", "firm", "supplier"];
const IT = new RegExp(
  `\\b(?:its|it|(?<!is )(?<!are )(?<!was )there|(?:that|this|the) (?:${[...PLACES.slice(1), ...FIRMS].join("|")}))\\b`,
  "gi",
);
const DOES = "(?:does|do|did|is|are|has|have|for|in|to|of|by|from)";
const ALONE = new RegExp(
  `^(?:(?:what|how) about |the same (?:for|of) |(?:how many|which|who|what|whom)? ?${DOES} )?` +
    "(?:the )?(\ue000([a-z])\\d+\ue001)(?: (?:do|does|have|has|supply|use))?$",
  "i",
);
const HEAD = /^(?:(?:in|to|from|by|for|on|of|with) )?(?:which|what|how many)(?: of the)? (.*)$/i;
const [STATES, VENDORS, SIDE] = ["sk", "v", "irceynol"];

/** The two questions of a text, each to be read alone. */
export interface Halves {
  first: string;
  second: string;
  /** Whether a text cannot be one question: the second is a name alone, or asks more where the first asks whether. */
  sure: boolean;
}

/** Each way in which a text is two questions. */
export function halves(names: Names, known: Table, text: string): Halves[] {
  const [said, named] = marks(names, known, text.split(/\s+/).filter(Boolean).join(" "));
  const found: Halves[] = [];
  for (const part of said.matchAll(PARTS)) {
    const first = said.slice(0, part.index).replace(/[ ,;]+$/, "");
    const sentence = !part[0].trim();
    const second = said.slice(part.index + part[0].length).trim().replace(AND, "").replace(/[ ?.!]+$/, "");
    if (!first || !second || (!OPENS.test(first) && !(sentence && first.endsWith("?")))) continue;
    const own = alone(first, second);
    const other = own || whole(known, first, second);
    if (other) found.push({ first: unmarked(first, named), second: unmarked(other, named), sure: own ? sentence : WHETHER.test(first) || (WHETHER.test(second) && other !== second) });
  }
  return found;
}

/** The first question of another name, where the second is no more than that name; empty where it is not. */
function alone(first: string, second: string): string {
  const found = ALONE.exec(second);
  const like = [...first.matchAll(MARK)].filter(([, letter]) => found && kind(letter!) === kind(found[2]!));
  if (!found || like.length !== 1 || like[0]![0] === found[1]) return "";
  return first.slice(0, like[0]!.index) + found[1]! + first.slice(like[0]!.index + like[0]![0].length);
}

/** The second question with a name of the first for its pronoun; empty where it is none of its own. */
function whole(known: Table, first: string, second: string): string {
  if (!OPENS.test(second) || NARROWS.test(second) || !headed(known, second)) return "";
  const said = [...second.matchAll(IT)].map(([word]) => word.toLowerCase());
  if (!said.length) return second.search(MARK) >= 0 ? second : "";
  const named = new Set([...first.matchAll(MARK)].filter(([, letter]) => !SIDE!.includes(letter!)).map(([mark]) => mark));
  const [name] = named;
  if (named.size !== 1 || !`${STATES}${VENDORS}`.includes(name![1]!)) return "";
  const other = STATES!.includes(name![1]!) ? FIRMS : PLACES;
  if (said.some((word) => other.some((end) => word.endsWith(end)))) return "";
  const put = (word: string) => (word === "its" ? `${name}'s` : word === "there" ? `in ${name}` : name!);
  return second.replace(IT, (word) => put(word.toLowerCase()));
}

/** Whether a question that asks which or how many says of what: which states, and not which are. */
function headed(known: Table, text: string): boolean {
  const found = HEAD.exec(text);
  if (!found) return true;
  for (const word of found[1]!.split(/\s+/).filter(Boolean).slice(0, 4)) {
    const meant = known.words.get(word.replace(/^[,;]+|[,;]+$/g, "").toLowerCase());
    if (meant && NOUNS.includes(meant.section)) return true;
    if (word.startsWith("\ue000") || (meant && ["grammar", "gives", "takes"].includes(meant.section))) return false;
  }
  return false;
}

function kind(letter: string): string {
  return STATES!.includes(letter) ? "s" : letter;
}
