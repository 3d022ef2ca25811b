// A text of conditions alone, as one writes them into a filter. kg/wording/terse.py in the browser.

const PARTS = / ?[,;:+()|] ?| - | and /;
const DENIED = /^(?:not|no|non|without|except|excluding|outside|outside of|minus)\b[ -]?(?:(?:in|by|from|a|an|of|the|any) )*/i;
const LEAST = 2;
const OPENS = /^(?:(?:list|table) (?:of )?)?(?:(?:states|countries) )?\ue000/i;

export interface Condition { rows: string; says: RegExp; becomes: string; denied: string }
export interface Rules {
  conditions: readonly Condition[];
  rows: readonly (readonly [string, RegExp])[];
  edition: RegExp;
  count: RegExp;
}

/** A filter as a question, and any other text as it stands. */
export function put(rules: Rules, text: string): string {
  const pieces = parted(text);
  if (pieces.length < LEAST) return text;
  let rows = "";
  let counted = false;
  const editions: string[] = [];
  const left: string[] = [];
  for (const piece of pieces) {
    const noun = rules.rows.find(([, says]) => says.test(piece))?.[0] ?? "";
    const edition = rules.edition.exec(piece);
    if (noun && (!rows || rows === noun)) rows = noun;
    else if (edition) editions.push(edition[1]!);
    else if (rules.count.test(piece)) counted = true;
    else left.push(piece);
  }
  const all = left.length + editions.length + Number(counted) + Number(rows !== "");
  if (!left.length || all < LEAST || editions.length > 1) return text;
  const conditions = said(rules, rows || "states", left);
  if (!conditions) return text;
  const when = editions.length ? ` in ${editions[0]}` : "";
  return `${counted ? "how many" : "which"} ${rows || "states"} ${conditions.join(" and ")}${when}?`;
}

/** The pieces between two signs; of a text without one, those that each begin with a name: Africa, Huawei. */
function parted(text: string): string[] {
  const found = text.replace(/[ .?!]+$/, "").split(PARTS).map((each) => each.trim()).filter(Boolean);
  if (found.length !== 1) return found;
  const kinds = [...found[0]!.matchAll(/\ue000([a-z])\d+\ue001/g)].map(([, kind]) => kind);
  const apart = kinds.length >= LEAST && new Set(kinds).size === kinds.length && OPENS.test(found[0]!);
  return apart ? found[0]!.replace(/^(?:list|table) (?:of )?| (?:list|table)$/gi, "").split(/ (?=\ue000)/).filter(Boolean) : found;
}

/** What the pieces say of the rows, what is denied last; undefined where one is no condition on such rows. */
function said(rules: Rules, rows: string, pieces: readonly string[]): string[] | undefined {
  const here = rules.conditions.filter((each) => each.rows === rows);
  const found: [boolean, string][] = [];
  for (const piece of pieces) {
    const denied = DENIED.exec(piece);
    const rest = denied ? piece.slice(denied[0].length) : piece;
    const one = here.find(({ says }) => says.test(rest));
    if (!one) return undefined;
    found.push([denied !== null, rest.replace(one.says, denied ? one.denied : one.becomes)]);
  }
  return found.sort(([a], [b]) => Number(a) - Number(b)).map(([, text]) => text);
}
