// What the rows of an answer say to plain words, in a sentence. kg/answering/conclusion.py in the browser.
import type { Answer, Row } from "../sparql-engine/protocol";
import { firmness } from "../names/firmness";
import type { Plan } from "../words/matching";
import type { Reading } from "../words/reading";
import { rowOf } from "../words/table";

const WHETHER = ["yesno", "yes"];
const SINCE = ["when", "date"];
/** Words of questions that a row does not say yes to: it is one of those that are weighed, or sources are silent. */
const BEYOND = ["more", "most", "fraction", "only"];
/** The question whose rows are the claims of one edge, each with the times of what it says. */
const EDGE = "evidence-of-edge";
/** The kind of situation of which several may hold at once: each entry of a list is one. */
const ENTERED = "Listing";
/** The most names of one place in a ranking that are told; of more it is their number. */
const LISTED = 4;
/** The places of a ranking that are told. */
const PLACES = 2;

type Asked = { reading: Reading; plan: Plan };
/** A row, by the names of its columns. */
type Told = (column: string) => string;

const says = ({ features, neutral }: Reading, words: readonly string[]) => [...features, ...neutral].some(({ key, named }) => !named && words.includes(key));
const some = (number: number, noun: string) => `${number} ${noun}${number === 1 ? "" : "s"}`;
const local = (iri: string) => iri.slice(Math.max(iri.lastIndexOf("#"), iri.lastIndexOf("/")) + 1);
const edge = (plan: Plan) => plan.length === 1 && plan[0]!.frame?.question.name === EDGE;

/** Whether a text asks for what a sentence can say of its rows. */
export function asksForSentence(reading: Reading): boolean {
  return says(reading, [...WHETHER, ...SINCE, "most", "count"]);
}

/** What the rows say to a text; `disputed` of their claims are so; of `modalities` those that are accepted have no word. */
export function concluded(asked: Asked, found: Answer, claims: readonly string[], disputed: number, modalities: Record<string, string>): string[] {
  const { reading, plan } = asked;
  const told = whether(asked, found, claims, disputed, modalities);
  if (says(reading, SINCE) && found.rows.length && edge(plan)) told.push(since(found));
  return [...told, ...(says(reading, ["most"]) ? first(plan, found) : says(reading, ["count"]) ? number(asked, found) : [])];
}

/** Whether something is so: by how many claims that say so firmly, and what else is said of it. */
function whether({ reading, plan }: Asked, found: Answer, claims: readonly string[], disputed: number, modalities: Record<string, string>): string[] {
  const named = plan.some(({ frame, sign }) => !frame && sign === "+");
  if (!(named || (edge(plan) && says(reading, WHETHER))) || says(reading, BEYOND) || plan.some(({ sign }) => sign === "-")) return [];
  if (!found.rows.length) return [`${edge(plan) ? "no source here says so" : "it is none of the rows"}, and that is no denial`];
  return [edge(plan) ? edgeSays(found, disputed, modalities) : `yes, by ${some(claims.length, "claim")}`];
}

/** What the claims of an edge say together: that it is so, or was so and ended, or is only planned. */
function edgeSays({ columns, rows }: Answer, disputed: number, modalities: Record<string, string>): string {
  const told = rows.map((row) => (column: string) => row[columns.indexOf(column)]?.value ?? "");
  const short = (row: Told) => modalities[local(row("modality"))] ?? "";
  const firm = told.filter((row) => !short(row));
  const left = told.filter(short);
  const only = `only ${[...new Set(left.map(short))].sort().join(" or ")}`;
  const more = left.length ? `${some(left.length, "claim")}${firm.length ? " more" : ""}, ${only}` : "";
  if (!firm.length) return `no source here says that it is so; ${more}`;
  const dated = firm.map((row) => row("asOf")).filter(Boolean);
  const manners = [...new Set(firm.map((row) => firmness(local(row("modality")))))].sort();
  const ends = firm.map((row) => row("ended")).filter(Boolean);
  const by =
    `by ${some(firm.length, "claim")} of ${some(new Set(firm.map((row) => row("source"))).size, "source")}${dated.length ? `, the latest of ${last(dated)}` : ""}` +
    `${manners.join() === "asserted" ? "" : ` (${manners.join(", ")})`}${disputed ? `, of which ${disputed} ${disputed === 1 ? "is" : "are"} disputed` : ""}` +
    `${ends.length ? `; ${ends.length} of them ${ends.length === 1 ? "says" : "say"} that it ended, in ${last(ends)}` : ""}`;
  return `${ends.length && over(firm, last(ends)!) ? "it was so" : "yes"}, ${by}${more ? `; ${more}` : ""}`;
}

/** Whether what claims say was over at an end: none is of a later time, nor, of entries, without an end. */
function over(firm: readonly Told[], end: string): boolean {
  const open = firm.filter((row) => !row("ended"));
  if (firm.some((row) => local(row("kind")) === ENTERED)) return !open.length;
  return !open.some((row) => last([row("asOf"), row("started"), row("at")])! > end);
}

/** Since when the claims of an edge say that it holds, with how many say so and how many name no start. */
function since(found: Answer): string {
  const [starts, dated] = [values(found, "started").sort(), values(found, "asOf").sort()];
  const silent = found.rows.length - starts.length;
  if (!starts.length) return `no claim says since when${dated.length ? `; the earliest source that says so is of ${dated[0]}` : ""}`;
  const told = [...new Set(starts)].map((start) => `${start}, by ${some(starts.filter((each) => each === start).length, "claim")}`).join(" or ");
  return `since ${told}${silent ? `; ${some(silent, "claim")} without a start` : ""}`;
}

/** How many of what a text counts the rows are about, and whether there may be more. */
function number({ reading, plan }: Asked, found: Answer): string[] {
  const frame = plan[0]!.frame;
  if (!frame?.question.of || !reading.asked.has(rowOf(frame))) return [];
  const bounds = plan.flatMap(({ frame: each, sign, sole }) => [...(each && sign !== "&" && each.question.bounded ? [sign] : []), ...(sole ? ["-"] : [])]);
  const lower = bounds.length > 0 && bounds.every((sign) => sign === "+");
  const count = new Set(found.rows.flatMap(([thing]) => (thing?.value.startsWith(frame.question.of) ? [thing.value] : []))).size;
  if (!count) return ["none that a source here names"];
  return [`${lower ? "at least " : ""}${some(count, rowOf(frame))}${bounds.length && !lower ? ", as far as the sources say" : ""}`];
}

/** What comes first in a ranking and what comes next, with all that share the place. */
function first(plan: Plan, found: Answer): string[] {
  const by = plan.length === 1 ? (plan[0]!.frame?.question.ranked ?? "") : "";
  const [at, label] = [found.columns.indexOf(by), found.columns.indexOf("label")];
  if (!by || at < 0 || label < 0) return [];
  const rows = found.rows.filter((row: Row) => row[at]).map((row): [number, string] => [Number(row[at]!.value), row[label]?.value ?? ""]);
  if (!rows.length || new Set(rows.map(([, name]) => name)).size < rows.length) return [];
  const down = plan[0]!.first >= 0;
  const places = [...new Set(rows.map(([value]) => value))].sort((one, two) => (down ? two - one : one - two)).slice(0, PLACES);
  const told = places.map((place) => `${listed(rows.flatMap(([value, name]) => (value === place ? [name] : [])))} (${place})`);
  return [`${down ? "first" : "last"} by ${by}: ${told.join("; then ")}`];
}

function listed(names: readonly string[]): string {
  if (names.length > LISTED) return `${names.length} together`;
  return [names.slice(0, -1).join(", "), names.at(-1)].filter(Boolean).join(" and ");
}

/** What the rows have in a column, without the empty cells; of no such column nothing. */
function values({ columns, rows }: Answer, column: string): string[] {
  const at = columns.indexOf(column);
  return rows.flatMap((row) => (row[at] ? [row[at].value] : []));
}

const last = (texts: readonly string[]) => [...texts].sort().at(-1);
