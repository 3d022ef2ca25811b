// A text that asks of each of several states or vendors. kg/wording/apiece.py in the browser.
import { spaced, type Names } from "./names";
import type { Table } from "./table";
import { marks, unmarked } from "./turn";

const [OPEN, CLOSE] = ["\ue000", "\ue001"];
const LINK = new RegExp(String.raw`(?:,? and |, (?:and )?| & | ?/ ?)`, "i");
const JOINT = new RegExp(
  String.raw`\b(?:both|common|share|shared|shares|together|same|compare|compared|comparing|comparison|differ|differs|difference|` +
  String.raw`between|versus|vs|against|more|most|less|least|fewer|only|alone|not|no|never|none|without|or|alike|either|neither|joint|` +
  String.raw`jointly|all|every|besides|except|than|but|mutual|any|also|too)\b|n['’]t\b`,
  "i",
);
const ASKED_STATES = new RegExp(
  String.raw`^(?:(?<before>(?:what|which|who|whom|where|when|since when|how many|(?:in|on|to|from|by|for|with|of) (?:which|what|` +
  String.raw`whom))\b[^:;.?]*? )(?<does>do|did|are|were|have|is|has|does|was) (?<list>(?:the )?${OPEN}[skh]\d+${CLOSE}(?:(?:,? and |` +
  String.raw`, (?:and )?| & | ?/ ?)(?:the )?${OPEN}[skh]\d+${CLOSE})+)(?<after> [^:;.?]+)?)$`,
  "i",
);
const ASKED_VENDORS = new RegExp(
  String.raw`^(?:(?<before>(?:what|which|who|whom|where|when|since when|how many|(?:in|on|to|from|by|for|with|of) (?:which|what|` +
  String.raw`whom))\b[^:;.?]*? )(?<does>do|did|are|were|have|is|has|does|was) (?<list>${OPEN}v\d+${CLOSE}(?:(?:,? and |, (?:and )?| & |` +
  String.raw` ?/ ?)${OPEN}v\d+${CLOSE})+)(?<after> [^:;.?]+)?)$`,
  "i",
);
const HEADED_STATES = new RegExp(
  String.raw`^(?:(?<list>(?:the )?${OPEN}[skh]\d+${CLOSE}(?:(?:,? and |, (?:and )?| & |` +
  String.raw` ?/ ?)(?:the )?${OPEN}[skh]\d+${CLOSE})+)(?: ?[:–-] | ?: ?|, (?=(?:what|which|who|whom|where|when|since when|how many|` +
  String.raw`(?:in|on|to|from|by|for|with|of) (?:which|what|whom))\b|do |are |have ))(?<rest>[^:;.?]+))$`,
  "i",
);
const HEADED_VENDORS = new RegExp(
  String.raw`^(?:(?<list>${OPEN}v\d+${CLOSE}(?:(?:,? and |, (?:and )?| & | ?/ ?)${OPEN}v\d+${CLOSE})+)(?: ?[:–-] | ?: ?|, (?=(?:what|which|` +
  String.raw`who|whom|where|when|since when|how many|(?:in|on|to|from|by|for|with|of) (?:which|what|whom))\b|do |are |` +
  String.raw`have ))(?<rest>[^:;.?]+))$`,
  "i",
);
const BOUGHT = new RegExp(
  String.raw`^(?:(?<before>(?:who|which (?:vendors|companies|firms|suppliers)) (?:suppl(?:y|ies|ied)|sells? to|sold to|serves?|` +
  String.raw`equips?|provides?|exports? to|delivers? to)) (?<list>(?:the )?${OPEN}[skh]\d+${CLOSE}(?:(?:,? and |, (?:and )?| & |` +
  String.raw` ?/ ?)(?:the )?${OPEN}[skh]\d+${CLOSE})+))$`,
  "i",
);
const STATES = String.raw`(?<list>(?:the )?${OPEN}[skh]\d+${CLOSE}(?:(?:,? and |, (?:and )?| & | ?/ ?)(?:the )?${OPEN}[skh]\d+${CLOSE})+)`;
const VENDORS = String.raw`(?<list>${OPEN}v\d+${CLOSE}(?:(?:,? and |, (?:and )?| & | ?/ ?)${OPEN}v\d+${CLOSE})+)`;
const VERB = "(?<verb>use|have|run|deploy|buy|sell|supply|serve|uses|has|runs|deploys|buys|sells|supplies|serves|are|is|were|was)";
const KIND = "(?:(?:the|these|those) )?(?:(?:states|countries|vendors|companies|firms) )?";
const OF_WHICH = [STATES, VENDORS].flatMap((list) => [
  new RegExp(`^(?:which|who) (?:of|among|amongst) ${KIND}${list},? ${VERB}(?<after> [^:;.?]+)$`, "i"),
  new RegExp(`^which (?:of|among|amongst) (?:these|those|the following)(?: [a-z]+)? ${VERB}(?<after> [^:;.?]+): ?${list}$`, "i"),
]);
const TO = "(?:(?:from|by|of|to|in|for|with|the|either) )*";
const ITEM = { state: `(?:the )?${OPEN}[skh]\\d+${CLOSE}`, vendor: `${OPEN}v\\d+${CLOSE}`, tool: `${OPEN}t\\d+${CLOSE}` };
const LINKED = "(?:,? and |, (?:and )?| & | ?/ ?)";
const WHETHER = Object.values(ITEM).map(
  (one) => new RegExp(`^(?:(?<does>do|does|did|are|is|were|was|have|has) (?<before>[^:;.?]*?)(?<list>${one}(?:${LINKED}${TO}${one})+),?(?<after> [^:;.?]+)?)$`, "i"),
);
/** Words by which it is asked whether it is so of all, which is told by each. */
const WHOLE = /,? \b(?:both|each|all)(?: (?:of them|of these|the))?(?: (two|three|four|five))?\b(?:,| of(?= ))?|,? \bor both\b/gi;
/** Words of a text that asks whether there is something that is so of all. */
const SOME = new RegExp(
  String.raw`\b(?:an?|any|some|anyone|anybody|someone|somebody|which|what|who|how|many|states|countries|governments|vendors|` +
  String.raw`companies|firms|users|members|customers|democracies|autocracies|there|it|they|that)\b`,
  "i",
);
const NUMBERS = ["two", "three", "four", "five"];
const NAMED = new RegExp(`${OPEN}[skvti]\\d+${CLOSE}`);
/** What one is said to be, behind the list of those that are or behind "is". */
const IS_OF = /\b(?:an? |the )?(?:customer|client|member|user|supplier|vendor)s? of\b/gi;
/** A state and technologies of which it is asked whether it has them. */
const TICKED = new RegExp(`^(?:(?<one>${ITEM.state})(?: ?[:–-] | ?: ?)(?:using )?(?<list>${ITEM.tool}(?:${LINKED}${ITEM.tool})+))$`, "i");
const WHERE = new RegExp(
  "^(?:(?<what>(?:what|which) (?:surveillance )?(?:technologies|tools|systems|kinds of surveillance)|what) (?:are|is) " +
  "(?:used|in use|deployed|found|installed|marked|present|at work|named) (?:in|by|for) " +
  `(?<list>${ITEM.state}(?:${LINKED}${TO}${ITEM.state})+))$`,
  "i",
);
/** What links two of which it is asked whether it is so of either, which is told of each. */
const EITHER = /(?<=\ue001),? or (?=(?:(?:from|by|of|to|in|for|with|the) )*\ue000)/gi;
const STEM: Record<string, string> = { has: "have", supplies: "supply" };
const ONE: Record<string, string> = { do: "does", are: "is", were: "was", have: "has" };
/** The most names of which each is asked. */
const MOST = 5;

/** The question of each thing that a text names; empty where it does not ask of each. */
export function asked(names: Names, known: Table, text: string): string[] {
  const [whole, named] = marks(names, known, spaced(text).replace(/[ ?.!]+$/, ""));
  if (JOINT.test(whole) || whole.includes(`${OPEN}r`)) return [];
  const said = whole.replace(/,? \b(?:each|respectively|apiece)\b/g, "");
  const own = (ASKED_STATES.exec(said) ?? ASKED_VENDORS.exec(said))?.groups;
  const which = OF_WHICH.map((each) => each.exec(said)?.groups).find(Boolean);
  const bought = BOUGHT.exec(said)?.groups;
  let made: string[];
  if (own) made = split(own.list!).map((one) => `${own.before}${does(own.does!, one)} ${one}${own.after ?? ""}?`);
  else if (which) made = split(which.list!).map((one) => `${doing(which.verb!.toLowerCase(), one)}${which.after}?`);
  else if (bought) made = split(bought.list!).map((one) => `${bought.before} ${one}?`);
  else made = ofPlaces(said);
  return new Set(made).size === made.length && made.length <= MOST ? made.map((each) => unmarked(each, named)) : [];
}

/** The question of each thing in the heading of a text, or of each where something is; else nothing. */
export function headed(names: Names, known: Table, text: string): string[] {
  const [said, named] = marks(names, known, spaced(text).replace(/[ ?.!]+$/, ""));
  const made = JOINT.test(said) ? [] : ofPlaces(said);
  return made.length <= MOST ? made.map((each) => unmarked(each, named)) : [];
}

/** A question of each thing of which a text asks whether something is so; empty where it does not. */
export function whether(names: Names, known: Table, text: string): string[] {
  const [whole, named] = marks(names, known, spaced(text).replace(/[ ?.!]+$/, ""));
  const numbers = [...whole.matchAll(WHOLE)].flatMap((found) => (found[1] ? [NUMBERS.indexOf(found[1].toLowerCase()) + 2] : []));
  const said = spaced(whole.replace(WHOLE, " ")).replace(EITHER, " and ");
  if (JOINT.test(said) || said.includes(`${OPEN}r`)) return [];
  const ticked = TICKED.exec(said)?.groups;
  const found = WHETHER.map((each) => each.exec(said)?.groups).find(Boolean);
  let made: string[] = [];
  if (ticked) made = split(ticked.list!).map((one) => `does ${ticked.one} use ${one}?`);
  else if (found) {
    const rest = `${found.before}${found.after ?? ""}`;
    const be = !found.before!.trim() || ["is", "are", "was", "were"].includes(found.does!.toLowerCase());
    if (NAMED.test(rest) && !SOME.test(be ? rest.replace(IS_OF, " ") : rest)) {
      made = split(found.list!).map((one) => `${does(found.does!, one)} ${found.before}${one}${found.after ?? ""}?`);
    }
  }
  if (numbers.some((number) => number !== made.length)) return [];
  return new Set(made).size === made.length && made.length <= MOST ? made.map((each) => unmarked(each, named)) : [];
}

function ofPlaces(said: string): string[] {
  const own = ofHeading(said);
  const found = own.length ? undefined : WHERE.exec(said)?.groups;
  return found ? split(found.list!).map((one) => `${found.what} does ${one} use?`) : own;
}

function ofHeading(said: string): string[] {
  const found = (HEADED_STATES.exec(said) ?? HEADED_VENDORS.exec(said))?.groups;
  return found ? split(found.list!).map((one) => of(found.rest!, one)) : [];
}

function split(list: string): string[] {
  return list.split(LINK).filter(Boolean).map((one) => one.replace(new RegExp(`^${TO}`, "i"), ""));
}

/** An auxiliary of several as that of one; of a people it stays. */
function does(verb: string, name: string): string {
  return name.includes(`${OPEN}h`) ? verb : (ONE[verb.toLowerCase()] ?? verb);
}

/** How one is asked whether it does what a verb of one or several says, up to what stands behind that. */
function doing(verb: string, name: string): string {
  if (["are", "is", "were", "was"].includes(verb)) return `${does(verb, name)} ${name}`;
  return `does ${name} ${STEM[verb] ?? verb.replace(/s$/, "")}`;
}

/** What a heading is followed by as a question of one thing of it. */
function of(rest: string, name: string): string {
  const made = rest
    .replace(/\b(do|are|were|have) they\b/gi, (_, verb: string) => `${does(verb, name)} ${name}`)
    .replace(/\bthem\b|\bthey\b/gi, () => name)
    .replace(/\btheir\b/gi, () => `${name}'s`);
  return made === rest ? `${name}: ${rest}?` : `${made}?`;
}
