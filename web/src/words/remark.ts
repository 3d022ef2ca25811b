// A remark before a question, which says nothing of what is asked. kg/wording/remark.py in the browser.
import { NUMBERS } from "./item";
import { spaced, type Names } from "./names";
import type { Table } from "./table";
import { marks, unmarked } from "./turn";

const [OPEN, CLOSE] = ["\ue000", "\ue001"];
const BREAKS = new RegExp(String.raw`[.!?;:] +| [-–—] |, +(?:(?:so|but|and|yet|and so|hence|and yet|therefore)(?: please| then)?,? +)?`, "g");
const ASKS = new RegExp(
  String.raw`^(?:(?:(?:in|to|from|by|since|for|on|of|until|with|at|under|about) )?(?:who|whom|whose|which|what|when|where|how|why|is|` +
  String.raw`are|was|were|does|do|did|has|have|list|show|give|name|compare|rank|count|find)\b)`,
  "i",
);
const SUBJECTS = new RegExp(
  String.raw`^(?:(?:(?:and|but|so|well|now|ok|okay|look|listen|yes|no doubt|of course|apparently|supposedly|reportedly),? )*(?:i|we|` +
  String.raw`he|she|they|it|there|this|that|these|those|the|an?|my|our|your|his|her|its|their|some|many|most|several|people|somebody|` +
  String.raw`someone|everybody|everyone|quite|opinions|things|times|rumou?rs|critics|experts|politicians|officials|journalists|` +
  String.raw`activists|campaigners|diplomats|scholars|researchers|readers)\b)`,
  "i",
);
const FINITE = new RegExp(
  String.raw`\b(?:is|are|was|were|am|has|have|had|does|do|did|will|would|can|could|may|might|must|should|says?|said|claims?|told|` +
  String.raw`tells?|went|goes|came|comes|got|gets?|makes?|made|keeps?|kept|wrote|writes?|thinks?|thought|believes?|seems?|remains?|` +
  String.raw`heard|hears?|argues?|fears?|hopes?|wonders?|insists?|swears?|asks?|knows?|sees?|saw|grows?|grew|rises?|rose|spreads?|` +
  String.raw`talks?|speaks?|spoke|[a-z]{3,}ed)\b|'(?:s|re|ve|m|d|ll)\b`,
  "i",
);
const WHOLE = new RegExp(
  String.raw`^(?:\b(?:is|are|was|were|am|has|have|had|does|do|did|will|would|can|could|may|might|must|should|says?|said|claims?|told|` +
  String.raw`tells?|went|goes|came|comes|got|gets?|makes?|made|keeps?|kept|wrote|writes?|thinks?|thought|believes?|seems?|remains?|` +
  String.raw`heard|hears?|argues?|fears?|hopes?|wonders?|insists?|swears?|asks?|knows?|sees?|saw|grows?|grew|rises?|rose|spreads?|` +
  String.raw`talks?|speaks?|spoke|[a-z]{3,}ed)\b|'(?:s|re|ve|m|d|ll)\b)$`,
  "i",
);
/** Words by which a clause can tell one row from another, or say what the question is limited to. */
const TELLS = new RegExp(
  String.raw`^(?:focus|focuses|focused|topic|topics|subject|scope|interest|interested|interests|care|cares|caring|mean|means|meant|` +
  String.raw`consider|considering|considers|limit|limits|limited|restrict|restricted|exclude|excluded|excluding|include|included|` +
  String.raw`including|prefer|prefers|preferred|want|wants|wanted|need|needs|needed|look|looking|looks|about|concern|concerns|` +
  String.raw`concerned|special|kind|kinds|sort|sorts|type|types|such|ones|one|other|others|small|large|big|poor|rich|only|just|not|` +
  String.raw`no|never|none|nobody|nothing|nor|neither|without|except|but|hardly|barely|scarcely|few|little|less|least|more|if|unless|` +
  String.raw`whether|where|when|while|whose|for|among|per|by|with|study|studies|studying|cover|covers|covering|deal|deals|compare|` +
  String.raw`comparing|table|list|map)$`,
  "i",
);
/** A subject that can be the rows, or the asker: only what it says or hears is a remark. */
const PERSON = new RegExp(String.raw`^(?:(?:.* )?(?:i|we|he|she|they|it|there|this|that|these|those|some|many|most|several|quite|its|their|his|her)$)$`, "i");
const SAYS = new RegExp(
  String.raw`\b(?:says?|said|saying|claim(?:s|ed)?|tells?|told|argu(?:es?|ed)|insist(?:s|ed)?|swears?|swore|thinks?|thought|` +
  String.raw`believ(?:es?|ed)|writes?|wrote|complain(?:s|ed|ing)?|fear(?:s|ed)?|wonder(?:s|ed|ing)?|heard|hear|read|spoke|saw|met)\b`,
  "i",
);
/** What a subject is or has, which can be a condition. */
const STATE = new RegExp(
  String.raw`\b(?:is|are|was|were|am|'s|'re) (?!(?:(?:so|very|now|still|all|already|always|getting|really|quite|too) )*(?:[a-z]+ed|` +
  String.raw`[a-z]+ing|over|clear|true|false|back|here|out|known|said|told|worse|better|harmless|urgent|busy|angry|late|public|quiet|` +
  String.raw`silent|new|old|up|on|off)\b)|\b(?:has|have|had|'ve) (?!(?:[a-z]+ed|been|gone|come|become|got|grown|made|begun|risen|` +
  String.raw`fallen|to|just|never|long|now|all|already|said|told|spoken|written)\b)`,
  "i",
);
const BACK = new RegExp(String.raw`\b(?:it|its|they|them|their|theirs|these|those|there|he|she|his|her|this|that one|former|latter)\b`, "gi");
const IT = new RegExp(String.raw`\b(its|it|there)\b`, "gi");
const MARK = new RegExp(String.raw`(?:the )?${OPEN}([a-z])\d+${CLOSE}(?:['’]s)?`, "i");
const HEADLINE = new RegExp(
  String.raw`^(?:(?:(?:is|was|has|are|now|again|still|back|gone|been|being|really|slowly|fast|further|its|the|a|in|on|at|under|of|to|` +
  String.raw`up|off|down|out|into|way|all|over) )*(?:(?:los(?:es?|ing)|lost|gain(?:s|ing|ed)?|mak(?:es?|ing)|made|gives?|holds?|` +
  String.raw`tak(?:es?|ing)|took|keeps?|wins?|winning|won) )?(?:(?:more|new|some|its|the|a) )*(?:ground|inroads|retreat(?:s|ing|ed)?|` +
  String.raw`advanc(?:es?|ing|ed)|ris(?:es?|ing)|rose|fall(?:s|ing)?|fell|declin(?:es?|ing|ed)|expan(?:ds?|ding|ded|sion)|spread(?:s|` +
  String.raw`ing)?|shr(?:inks?|inking|ank)|grow(?:s|ing|th)?|grew|march(?:es)?|trouble|pressure|fire|leads?|moves?|boom(?:s|ing)?|` +
  String.raw`comeback|back|withdraw(?:s|al)?|conque(?:rs?|st)|triumphs?|stumbles?|struggles?|collapses?|surg(?:es?|ing)|thrives?|` +
  String.raw`finished|defeat|success|losses|gains)(?: (?:fast|again|everywhere|further|on|too|slowly|now|abroad|worldwide|` +
  String.raw`at last))*)$`,
  "i",
);

/** A text without the remark before its question, and the remark; the longest question first. */
export function rests(names: Names, known: Table, text: string): [rest: string, remark: string][] {
  const [said, named] = marks(names, known, spaced(text));
  return [...said.matchAll(BREAKS)].flatMap((found): [string, string][] => {
    const before = said.slice(0, found.index).trim();
    const rest = said.slice(found.index + found[0].length).trim();
    if (!before || !ASKS.test(rest)) return [];
    const mark = MARK.exec(before);
    let put = "";
    if (!mark) put = isRemark(known, before) && !rest.match(BACK) ? rest : "";
    else if (mark.index === 0) put = of(mark[0], mark[1]!, before.slice(mark[0].length), rest);
    return put ? [[unmarked(put, named), unmarked(before, named)]] : [];
  });
}

/** Whether a clause without names has a subject and a finite verb, and nothing that could be a condition. */
function isRemark(known: Table, before: string): boolean {
  const subject = SUBJECTS.exec(before);
  if (!subject || !FINITE.test(before)) return false;
  if (!SAYS.test(before.slice(subject[0].length)) && (PERSON.test(subject[0]) || STATE.test(before))) return false;
  const words = before.slice(subject[0].length).toLowerCase().replaceAll("n't", " not").match(/[a-z0-9]+/g) ?? [];
  return !words.some((word) => tells(known, word));
}

function tells(known: Table, word: string): boolean {
  const section = known.words.get(word)?.section;
  const library = section !== undefined && section !== "little" && section !== "grammar" && word !== "getting" && !WHOLE.test(word);
  return TELLS.test(word) || NUMBERS.has(word) || /^[0-9]+$/.test(word) || library;
}

/** A question with the name of a headline for "it"; empty where the headline says more, or of nothing. */
function of(mark: string, letter: string, after: string, rest: string): string {
  if (!"vsk".includes(letter) || !HEADLINE.test(after.replace(/^[ ,]+|[ ,]+$/g, "")) || MARK.test(rest.split(` in ${OPEN}y`)[0]!)) return "";
  const name = mark.replace(/['’]s$/, "");
  const own = rest.match(IT) ?? [];
  if (!own.length || (rest.match(BACK) ?? []).length !== own.length) return "";
  return rest.replace(IT, (word) => (word.toLowerCase() === "its" ? `${name}'s` : word.toLowerCase() === "there" ? `in ${name}` : name));
}
