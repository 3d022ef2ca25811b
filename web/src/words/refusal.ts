// Why a text is refused: kg/wording/refusal.py in the browser.
import { quoted, type Neighbor } from "./neighbor";
import { folded, spaced, tokens } from "./names";
import { shown, type Feature, type Reading } from "./reading";
import type { Table } from "./table";
import { isEachOfTwo } from "./tally";
import { isTied } from "./tie";

const EDITION =
  /\b(\d{4}) (?:[a-z&]+ )?(?:edition|index|version|release)\b|\b(?:edition|index|version|release) (?:of |for |from )?(?:the )?(?:year )?(\d{4})\b/i;
/** What has a year of its own, which is that of no edition. */
const EVENT =
  /\b(?:join\w*|member\w*|signed|acced\w*|list|lists|listed|ban|bans|banned|law|laws|sanction\w*|forb\w+|prohibit\w*)\b/i;
const TIE = "the index does not say which vendor supplied which technology: it ties neither to the other";
const EACH = "it does not say whether what all of these have is meant, or what each has; write 'both', or ask of each by itself";

/** Why no question answers a text: no such edition, a tie that no source makes, what is untold, or left. */
export function reason(known: Table, reading: Reading, near: readonly Neighbor[]): string {
  return edition(known, reading) || tie(reading) || apiece(reading) || `${untold(known, reading)}${ungrouped(known, reading)}${unused(known, reading, near)}`;
}

/** That a text does not say whether what several have each or all is asked for; empty where it is no matter. */
function apiece(reading: Reading): string {
  return !reading.unknown.length && isEachOfTwo(reading) ? EACH : "";
}

/** What of a text no question uses together with the rest. */
function unused(known: Table, reading: Reading, near: readonly Neighbor[]): string {
  const left = [...new Set([...reading.unknown, ...(near[0]?.unused ?? reading.features.map(shown))])];
  if (!left.length && !reading.features.length) return reading.asked.size ? "it names nothing to ask about" : "no word of it is known";
  const listed = left.slice(0, 6).map((each) => quoted(short(each, 24))).join(", ");
  return left.length ? `${unsaid(known, reading.text, left)}not used: ${listed}${left.length > 6 ? ", …" : ""}${undated(known, reading.text, left, near)}` : "no question puts this together";
}

/** What words that are left ask for and no source says: how often, how well; empty for none. */
function unsaid(known: Table, text: string, left: readonly string[]): string {
  const unused = new Set(left.flatMap((each) => tokens(each).map(folded)));
  const found = known.unsaid.map(([told, all]) => [told, forms(text, all).filter((form) => form.split(" ").some((word) => unused.has(word)))] as const);
  return found.map(([told, some]) => (some.length ? `no source here says ${told} (${some.map(quoted).join(", ")}); ` : "")).join("");
}

/** In brackets, that a year which is left has no edition; empty where it has one, or is one of an event. */
function undated({ editions }: Table, text: string, left: readonly string[], [first]: readonly Neighbor[]): string {
  if (left.length > 1 && first && !first.question.params.some(({ type }) => type === "source")) return "";
  const known = [...editions.keys()].sort();
  const years = new Set(left.flatMap((each) => /^(?:not )?(20[0-9]{2})$/.exec(each)?.[1] ?? []));
  const [year] = years.size === 1 && !EVENT.test(text) ? years : [];
  return year && !known.includes(year) ? ` (there is no edition of ${year} here, but of ${known.join(" and ")})` : "";
}

/** Which technologies a text names of which no source says anything; empty for none. */
function untold(known: Table, reading: Reading): string {
  const found = forms(reading.text, known.untold);
  return found.length ? `no source here says anything of ${found.join(" or ")}; ` : "";
}

/** Which groups of states a text names that no register has; empty for none. */
function ungrouped(known: Table, reading: Reading): string {
  const found = reading.unknown.length ? forms(reading.text, known.groupings) : [];
  return found.length ? `no register here has the group of states ${found.map(quoted).join(" or ")}; ` : "";
}

/** The forms that a text has, each of its words in one of them. */
function forms(text: string, all: readonly string[]): string[] {
  let left = ` ${tokens(text).map(folded).join(" ")} `;
  return all.filter((form) => {
    if (!left.includes(` ${form} `)) return false;
    left = left.replaceAll(` ${form} `, " ; ");
    return true;
  });
}

/** That there is no edition of a year that a text asks one of; empty where it asks for none such. */
function edition({ editions }: Table, { text }: Reading): string {
  const [, one, other] = EDITION.exec(text) ?? [];
  const year = one ?? other;
  const known = [...editions.keys()].sort();
  return year && !known.includes(year) ? `there is no edition of ${year} here, but of ${known.join(" and ")}` : "";
}

/** That no source makes the tie that a text asks for: between a vendor and a technology within a state. */
function tie(reading: Reading): string {
  const { asked, features, unknown } = reading;
  const names = (kind: string) => features.some((each: Feature) => each.named && each.sign === "+" && each.values[0]!.has(kind));
  const goods = (asked.has("technology") || asked.has("goods")) && names("vendor") && names("state");
  const supplied = features.some(({ key }) => key === "supply");
  const whose = asked.has("vendor") && names("technology") && names("state") && supplied;
  return (goods || whose || isTied(reading)) && !unknown.length ? TIE : "";
}

/** A text as one line, cut after so many characters. */
function short(text: string, most: number): string {
  const signs = [...spaced(text)];
  return signs.length <= most ? signs.join("") : `${signs.slice(0, most - 1).join("")}…`;
}
