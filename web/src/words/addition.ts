// What a text asks of each of its rows besides, or in what order they are to stand. kg/wording/addition.py in the browser.
import { NUMBERS } from "./item";
import { frameOf, repr, type Params, type Plan } from "./matching";
import type { Names } from "./names";
import { unsurrounded } from "./surrounding";
import { rowOf, type Frame, type Table } from "./table";
import { marks, unmarked } from "./turn";

/** What a text has that asks a question of its own of the rows of another. */
const OWN = /(?: and|[.;?!:,]) .*\b(?:each|they|their|them|these|those|its)\b/i;
const IT = /\bits?\b/i;
const MARK = /\ue000[a-z]\d+\ue001/g;
/** The mark of a state or a vendor, of which "it" may be said. */
const THING = /\ue000[skv]\d+\ue001/;

interface Rule { says: RegExp; when: readonly string[]; tells: string; order: string; rest: number; first: number; ahead: boolean }
/** The rules as the site carries them. */
export type WrittenAddition = [says: string, when: string, tells: string, order: string, rest: number, first: number, ahead: string];
/** What is asked of each row besides: the question without it, the key of what tells it, the order, and how many rows are asked for. */
export interface Addition { rest: string; tells: string; order: string; first: number }

/** The rules, ready to be applied. */
export function additionRules(written: readonly WrittenAddition[]): readonly Rule[] {
  return written.map(([says, when, tells, order, rest, first, ahead]) => ({ says: new RegExp(says, "i"), when: when.split("|"), tells, order, rest, first, ahead: ahead !== "" }));
}

/** Each way in which a text asks something of its rows besides; "ahead" only those in a question of its own. */
export function additions(names: Names, known: Table, text: string, own = false): Addition[] {
  if (own && !OWN.test(text)) return [];
  const [said, named] = marks(names, known, unsurrounded(names, known, text));
  const plain = said.split(/\s+/).filter(Boolean).join(" ").replace(/[ ?.!]+$/, "");
  const low = plain.toLowerCase();
  return known.additions.flatMap(({ says, when, tells, order, rest, first, ahead }) => {
    const found = (ahead || !own) && when.some((word) => low.includes(word)) ? says.exec(plain) : null;
    if (!found) return [];
    const left = found[rest]!;
    if (IT.test(plain.slice(plain.indexOf(left) + left.length)) && THING.test(left)) return [];
    const many = first ? found[first]! : "";
    const kept = new Set([...(left.match(MARK) ?? []), ...(many.match(MARK) ?? [])]);
    if ((plain.match(MARK) ?? []).some((mark) => !kept.has(mark))) return [];
    return [{ rest: unmarked(left.replace(/[ ,;:.?!-]+$/, ""), named), tells, order, first: many ? number(unmarked(many, named)) : 0 }];
  });
}

/** A plan with what is asked of each of its rows besides; empty where no question tells it of such rows. */
export function added(known: Table, plan: Plan, { tells, order, first }: Addition): Plan {
  const kept = plan.filter(({ sign, frame }) => sign === "+" && frame);
  const ordered = plan.filter((part) => part.order || part.first || (kept.includes(part) && part.frame!.question.ranked));
  const [only] = ordered;
  if (!tells) return ordered.length === 1 && only!.first >= 0 && only!.order !== "up" ? plan : [];
  if (ordered.length && (order === "down" || order === "up")) {
    const same = ordered.length === 1 && only!.frame?.question.tells.split(" ")[0] === tells && !only!.first && order === "down";
    return same ? plan.map((part) => (part === only && first ? { ...part, first, mark: `${part.mark} first ${first}` } : part)) : [];
  }
  const rows = new Set(kept.map(({ frame }) => kindOf(frame!)));
  const question = known.questions.find((each) => each.tells.split(" ")[0] === tells && rows.size === 1 && rows.has(rowOf(frameOf(known, each))));
  if (!question || plan.some(({ frame }) => frame?.question === question) || !kept.every(({ frame }) => frame!.asked.has(kindOf(frame!)))) return [];
  const given = question.tells.split(" ")[1];
  const editions = new Set(kept.flatMap(({ params }) => (params.has("edition") ? [String(params.get("edition"))] : [])));
  const dated = editions.size === 1 && question.params.some(({ name }) => name === "edition");
  const params: Params = new Map<string, string | readonly string[]>([...(given ? [given.split("=") as [string, string]] : []), ...(dated ? [["edition", [...editions][0]!] as [string, string]] : [])]);
  const none = { uses: new Set<number>(), things: [], unsaid: 0, weak: 0, named: true, chosen: false, sole: "" };
  const mark = `& ${question.name} ${repr(params)}${first ? ` first ${first}` : ""}${order ? ` ${order}` : ""}`;
  return [...plan, { frame: frameOf(known, question), params, sign: "&", ...none, first, order, mark }];
}

/** What a row is; what is told of a state is told of a jurisdiction of a survey as well. */
function kindOf(frame: Frame): string {
  const row = rowOf(frame);
  return row === "jurisdiction" ? "state" : row;
}

function number(said: string): number {
  return /^\d+$/.test(said) ? Number(said) : NUMBERS.get(said.toLowerCase())!;
}
