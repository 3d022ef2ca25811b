// A technology that a text says a state has from a vendor: what no index ties. kg/wording/tie.py in the browser.
import type { Plan } from "./matching";
import { HOME } from "./names";
import type { Reading } from "./reading";
import { rowOf } from "./table";

/** What a name may mean, and the letter that stands for it; a home stands before the state that it is of. */
const KINDS: readonly [string, string][] = [["technology", "t"], ["vendor", "v"], [HOME, "h"], ["state", "s"]];
const ROWS = ["state", "jurisdiction"];
const MARK = /^<(?:name|home|year)(s?)>$/;
const GIVES = "(?:suppl(?:y|ies|ied)|sells?|sold|provides?|provided|delivers?|delivered|exports?|exported|equips?|equipped)";
const TAKES =
  "(?:buys?|bought|gets?|got|obtains?|obtained|purchases?|purchased|procures?|procured|imports?|imported|acquires?" +
  "|acquired|receives?|received|sources?|sourced|has|have|had)";
const OWN = "(?:its|their|<s>'s|<h>'s|<h>)";
const FIRM = "(?:the )?<[vh]>";
const WHICH = "(?:[a-z]+ ){0,2}?";
const TIED = new RegExp(
  `\\b${GIVES} (?:the )?<[sh]>'s ${WHICH}<t>` +
    `|\\b${GIVES} (?:(?:the )?<s> |it )?with (?:its )?<t>` +
    `|\\b${GIVES} (?:the )?<t> to (?:the )?<s>` +
    `|${OWN} ${WHICH}<t> ${WHICH}(?:from|by) ${FIRM}` +
    `|<s> ${WHICH}${TAKES} (?:(?:its|the) )?<t> from ${FIRM}` +
    `|<t> (?:[a-z]+ )?(?:from|by) ${FIRM} (?:[a-z]+ )?or (?:from |by )?${FIRM}`,
);

/** Whether a text ties a technology to a vendor within states: Kenya's cameras from NEC. */
export function isTied(reading: Reading): boolean {
  const said = lettered(reading);
  return /<[vh]>/.test(said) && TIED.test(said);
}

/** Whether a plan has states for rows, of which it would tell a tie that a text asks for. */
export function claims(reading: Reading, plan: Plan): boolean {
  return plan.some(({ frame }) => frame && ROWS.includes(rowOf(frame))) && isTied(reading);
}

/** A text with a letter in the place of each name that tells its kind. */
function lettered({ shapes }: Reading): string {
  const names = shapes[0]!.names.values();
  const letter = (owner: string) => {
    const meanings = names.next().value;
    return `<${KINDS.find(([kind]) => meanings?.has(kind))?.[1] ?? "n"}>${owner ? "'s" : ""}`;
  };
  return shapes[0]!.marks.map((mark) => { const found = MARK.exec(mark); return found ? letter(found[1]!) : mark; }).join(" ");
}
