// The rows that several questions have in common, put together. kg/wording/composed.py in the browser.
import { alphabetical, compared } from "../names/order";
import type { Answer, Row, Term } from "../sparql-engine/protocol";
import type { Part, Plan } from "./matching";
import { cut } from "./rank";
import { rowOf } from "./table";

/** The parameter by which groups of companies are asked for beside vendors. */
export const GROUPS = "groups";
/** What stands behind every text: of what nothing is told, its rows are the last. */
const LAST = "\uffff";

interface Told {
  part: Part;
  rows: Map<string, Row[]>;
  label: number;
  claims: number;
  /** What else it tells of a row: the name of each other column, and its place. */
  besides: [string, number][];
}

/** The rows that every + part has and no - part takes out, by label, or in the order of a ranked part. */
export function combined(plan: Plan, answers: readonly (Answer | undefined)[], name: (thing: string) => string): { columns: string[]; rows: Row[] } {
  const groups = plan.some(({ params }) => params.has(GROUPS));
  const all = plan.map((part, at) => told(part, answers[at], name, groups));
  const kept = all.filter(({ part }) => part.sign === "+");
  const shownOf = [...kept, ...all.filter(({ part }) => part.sign === "&")];
  const out = new Set(all.filter(({ part }) => part.sign === "-").flatMap(({ rows }) => [...rows.keys()]));
  const shared = [...(kept[0]?.rows.keys() ?? [])].filter((key) => !out.has(key) && kept.every(({ rows }) => rows.has(key)));
  const labels = new Map(shared.map((key) => [key, labelOf(kept, key)]));
  const text = (key: string) => labels.get(key)?.value ?? "";
  let keys = shared.sort((one, two) => alphabetical(text(one), text(two)) || compared(one, two));
  for (const { part, rows, besides } of kept) {
    const ranked = part.frame?.question.ranked;
    if (!ranked) continue;
    const at = besides.find(([column]) => column === ranked)![1];
    const ranks = new Map([...rows].map(([key, [row]]) => [key, row![at] ? Number(row![at]!.value) : -Infinity]));
    const among = part.chosen ? new Set(cut(ranks, [...rows.keys()], part.first)) : rows;
    keys = cut(ranks, keys.filter((key) => among.has(key)), part.first || keys.length);
  }
  for (const each of shownOf.slice(kept.length)) keys = ordered(each, keys);
  const columns = [plan.find(({ frame }) => frame)?.frame, undefined].map((frame) => (frame ? rowOf(frame) : "label"));
  for (const [column] of shownOf.flatMap(({ besides }) => besides)) {
    const again = columns.filter((each) => each.replace(/[0-9]+$/, "") === column).length;
    columns.push(again ? `${column}${again + 1}` : column);
  }
  return { columns: [...columns, "claims"], rows: keys.map((key) => rowOfThing(shownOf, key, labels.get(key))) };
}

/** The rows in the order of what a part tells of them, the first of them where so many are asked for. */
function ordered({ part, rows, besides }: Told, keys: string[]): string[] {
  if (!part.order || !part.frame) return keys;
  if (part.order === "group") {
    const at = besides[0]![1];
    const text = (key: string) => (rows.has(key) ? short(rows.get(key)![0]![at] ?? undefined) : LAST);
    return [...keys].sort((one, two) => compared(text(one), text(two)));
  }
  const at = besides.find(([column]) => column === part.frame!.question.ranked)![1];
  const own = keys.filter((key) => rows.has(key));
  const ranks = new Map(own.map((key) => [key, rows.get(key)![0]![at] ? Number(rows.get(key)![0]![at]!.value) : -Infinity]));
  const first = part.first || keys.length;
  return cut(ranks, keys, part.order === "down" ? first : -first);
}

/** The rows of answers to one question whose thing is in no other of them. */
export function alone(answers: readonly Answer[]): Answer {
  const keys = answers.map(({ rows }) => new Set(rows.flatMap(([key]) => (key ? [key.value] : []))));
  const once = (row: Row) => keys.filter((each) => row[0] && each.has(row[0].value)).length === 1;
  const rows = answers.flatMap((each) => each.rows.filter(once));
  return { ...answers[0]!, rows, total: rows.length, labels: Object.assign({}, ...answers.map(({ labels }) => labels)) };
}

/** The rows of a part that are things of its register, or any where groups stand among them. */
function told(part: Part, answer: Answer | undefined, name: (thing: string) => string, groups: boolean): Told {
  const { frame, things } = part;
  if (!frame) {
    const rows = new Map(things.map((thing): [string, Row[]] => [thing, [[{ type: "uri", value: thing }, { type: "literal", value: name(thing), "xml:lang": "en" }]]]));
    return { part, rows, label: 1, claims: -1, besides: [] };
  }
  const { claims, of } = frame.question;
  const rows = new Map<string, Row[]>();
  for (const row of answer!.rows) {
    const key = row[0];
    if (key?.type === "uri" && (groups || key.value.startsWith(of))) rows.set(key.value, [...(rows.get(key.value) ?? []), row]);
  }
  const besides = answer!.columns.flatMap((column, at): [string, number][] => (at && column !== "label" && column !== claims ? [[column, at]] : []));
  return { part, rows, label: answer!.columns.indexOf("label"), claims: claims === null ? -1 : answer!.columns.indexOf(claims), besides };
}

/** The label of a thing, from the first part that has one. */
function labelOf(kept: readonly Told[], key: string): Term | undefined {
  return kept.map(({ rows, label }) => rows.get(key)![0]![label]).find((each) => each) ?? undefined;
}

/** The row of a thing: what each part tells of it, and the claims of all. */
function rowOfThing(kept: readonly Told[], key: string, label: Term | undefined): Row {
  const cells = kept.flatMap(({ rows, besides }) => besides.map(([, at]) => united((rows.get(key) ?? []).map((row) => row[at] ?? undefined))));
  const cited = kept.flatMap(({ rows, claims }) => (rows.get(key) ?? []).flatMap((row) => (row[claims]?.value ?? "").split(/\s+/).filter(Boolean)));
  return [{ type: "uri", value: key }, label, ...cells, { type: "literal", value: [...new Set(cited)].sort(compared).join(" ") }];
}

/** What several rows of one thing tell: the one term, or the texts of several. */
function united(cells: readonly (Term | undefined)[]): Term | undefined {
  const said = new Map(cells.flatMap((cell) => (cell ? [[`${cell.type} ${cell.value}`, cell] as const] : [])));
  if (said.size <= 1) return said.values().next().value;
  return { type: "literal", value: [...said.values()].map(short).sort(compared).join("; ") };
}

function short(cell: Term | undefined): string {
  return cell?.type === "uri" ? cell.value.replace(/^.*[/#]/, "") : (cell?.value ?? "None");
}
