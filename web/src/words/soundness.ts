// Whether the rows of several questions, put together, are what a text asks. kg/wording/soundness.py in the browser.
import { WHETHER } from "./halves";
import { isEdition, type Params, type Part, type Plan } from "./matching";
import { NEWEST } from "./item";
import type { Reading } from "./reading";
import { rowOf, type Slot, type Table } from "./table";

/** The roles of a year that is no edition. */
const TIMES = ["since", "until", "between", "before", "year", "at"];
/** Words that one part of a plan uses for all that they are said of: only Huawei and ZTE. */
const SOLE = ["only", "single"];

/** Words of which a text with two says of two things that each is the only one, though it is read as one word. */
const ALONE = /\b(?:only|solely|exclusively|alone|sole)\b/gi;

/** Words by which a count is of what several have in common. */
const BOTH = /\b(?:both|shared?|common|together|jointly|at once|that|who|which are|which (?:vendors|companies))\b/i;
/** Rows of which a text that names several things asks for those that meet all of it. */
const TAKERS = ["state", "jurisdiction"];

/** Whether the rows of parts are of one kind of thing, and each part is a condition on such a thing. */
export function joins(all: readonly Part[]): boolean {
  const told = all.flatMap(({ frame, sign }) => (frame && sign === "&" ? [rowOf(frame)] : []));
  const parts = all.filter(({ sign }) => sign !== "&");
  const frames = parts.flatMap(({ frame }) => (frame ? [frame] : []));
  const ranking = parts.filter(ranks);
  const bare = parts.filter(({ frame, named }) => frame && !(named || frame.question.within));
  if (parts.length > 1 && (ranking.length > 1 || bare.some((part) => !ranking.includes(part)))) return false;
  const others = parts.filter((part) => !ranking.includes(part));
  const measured = ranking[0]?.frame?.question.whatever;
  if (parts.length > 1 && ranking.length && !ranking[0]!.chosen && !others.every(({ frame }) => !frame || frame.question.standing || (measured && frame.question.within))) return false;
  if (parts.length > 1 && !parts.every((part) => beside(part, parts))) return false;
  const kinds = parts.flatMap(({ things }) => things.map((thing) => thing.split("/").at(-2)!));
  return frames.every((frame) => frame.asked.has(rowOf(frame))) && new Set([...frames.map(rowOf), ...kinds, ...told]).size <= 1;
}

/** Whether a part may stand beside others: a ban of a technology that is named beside what states are. */
function beside(part: Part, parts: readonly Part[]): boolean {
  const name = part.frame?.question.beside;
  if (!name) return true;
  const named = part.frame!.slots.some(({ param, fixed }) => param.name === name && !fixed && part.params.has(name));
  return named && parts.every((each) => each === part || Boolean(each.frame?.question.standing));
}

/** Whether a part puts the rows of the others in its order: the first of them, or all. */
function ranks({ frame, sign, first, named }: Part): boolean {
  return sign === "+" && (first !== 0 || Boolean(frame?.question.ranked && frame.question.measured && !(named || frame.question.within)));
}

/** Whether each year is one of the part that uses what stands before it: used before 2018 and joined. */
function timed({ features }: Reading, plan: Plan): boolean {
  const isTime = (n: number) => features[n]!.named && TIMES.includes(features[n]!.key) && features[n]!.values[0]!.has("integer");
  const isPassed = (n: number) => isTime(n) || (features[n]!.named && Boolean(features[n]!.values[0]?.has("region")));
  return plan.every(({ uses, frame }) =>
    [...uses].filter(isTime).every((n) => {
      let before = n - 1;
      while (before >= 0 && isPassed(before)) before--;
      const own = frame?.words.some(({ words, sign }) => sign === "+" && words.has(features[n]!.beside));
      return before < 0 || uses.has(before) || own;
    }),
  );
}

/** Whether no word by which a part orders the rows is said of a condition: the most vendors on a list. */
function own(reading: Reading, plan: Plan): boolean {
  return plan.filter(ranks).every((part) => {
    const words = [...part.uses].filter((n) => !reading.features[n]!.named);
    return plan.every((other) => other === part || !other.frame || other.frame.question.standing || !words.some((n) => other.uses.has(n)));
  });
}

/** Whether a part uses a word that puts its rows in an order, so that the text has to say what they are. */
function orders({ features }: Reading, { uses }: Part): boolean {
  const used = [...uses].map((n) => features[n]!);
  return used.some(({ key }) => key === "most") && !used.some(({ named, values }) => named && values[0]!.has("scheme"));
}

/** Whether a text counts what each of two has, and parts ask for what both have: how many do A and B use. */
function apiece({ neutral, text }: Reading, plan: Plan): boolean {
  const counted = neutral.some(({ key }) => key === "count") && !BOTH.test(text);
  const asked = plan.filter((part) => part.frame && part.sign === "+" && (isItself(part) || (counted && !TAKERS.includes(rowOf(part.frame)))));
  return new Set(asked.map(({ frame }) => frame!.question)).size < asked.length;
}

/** Whether a part tells of the thing that its row is, so that no row is of two: where is Huawei based. */
function isItself({ frame, params }: Part): boolean {
  return frame!.slots.some(({ param }) => param.type === rowOf(frame!) && params.has(param.name) && !frame!.question.within);
}

/** Two clauses of which the second has no verb of its own, and a count that is asked for beside other rows. */
const TWO = /\b(by|from) <[a-z]+> and <[a-z]+> \1 <|\bhow many,? and which\b/;

/** What an order is of, where that stands right behind the word for it. */
const RANKED = /\b(?:top|biggest|largest|leading)(?: [a-z0-9]+)? (?:(vendors|companies|firms|suppliers)|states|countries)\b/i;

/** Whether a text orders vendors and a part states, or the other way: states of the two biggest vendors. */
function ofOthers({ text }: Reading, { frame }: Part): boolean {
  const found = RANKED.exec(text);
  return Boolean(found && frame && (rowOf(frame) === "vendor") !== Boolean(found[1]));
}

/** Names of one kind in a row, which one question takes: borrowed from Chinese and Japanese banks. */
const ROW = /<([a-z]+)> (?:and|or|&) <\1>/;

/** A name of whom something comes from, who is not the one that uses it. */
const FROM = /\bfrom <[a-z]+>/;

/** What asks who or what behind whether something is so, and is no condition of that. */
const ASKS_MORE = / and (?:to |from |by )?(?:who|whom|what|where)\b/i;

/** Whether parts are of what a text that asks what is used says no word: what does S use in R, or from S. */
function unasked({ text, shapes, features, neutral, asked }: Reading, plan: Plan): boolean {
  const rows = new Set(plan.map(({ frame }) => (frame ? rowOf(frame) : "")));
  if (WHETHER.test(text) && ASKS_MORE.test(text)) return true;
  if (rows.size !== 1) return false;
  if (rows.has("technology")) return FROM.test(shapes[0]!.marks.join(" "));
  const said = new Set([...[...features, ...neutral].map(({ key }) => key), ...asked]);
  return rows.has("vendor") && said.has("use") && !said.has("vendor") && !said.has("supply");
}

/** Whether names in a row, of one register and in one role, are parted among different questions. */
function parted({ shapes, features }: Reading, plan: Plan): boolean {
  if (!ROW.test(shapes[0]!.marks.join(" "))) return false;
  const name = new Map(plan.flatMap(({ frame, uses }) => (frame ? [...uses].map((n) => [n, frame.question.name] as const) : [])));
  return features.slice(1).some((two, n) => {
    const one = features[n]!;
    const alike = [one, two].every(({ named, key, sign }) => named && key === "home" && sign === "+");
    return alike && name.get(n) !== name.get(n + 1);
  });
}

/** Whether each word for what is the only one stands by what its part uses: the name behind it, if one is. */
function beneath({ features, text }: Reading, plan: Plan): boolean {
  const said = (uses: ReadonlySet<number>) => [...uses].filter((n) => SOLE.includes(features[n]!.key));
  if (plan.some(({ uses }) => said(uses).length) && (text.match(ALONE) ?? []).length > 1) return false;
  return plan.every(({ uses }) => said(uses).every((n) => uses.has(n + 1) || (!features[n + 1]?.named && uses.has(n - 1))));
}

/** Whether the rows of a plan are what the text asks. */
export function sound(known: Table, reading: Reading, plan: Plan): boolean {
  if (plan.some(({ sign }) => sign === "&") && !plan.some(({ sign }) => sign === "+")) return false;
  const frames = plan.flatMap(({ frame }) => (frame ? [frame] : []));
  if (plan.length > 1 && (plan.some((part) => part.unsaid) || bare(known, reading) || ofTwo(reading))) return false;
  if (reading.features.some(({ key }) => key.startsWith("and-")) && !(plan.length === 1 && plan[0]!.sign === "+")) return false;
  if (!reading.asked.size && plan.some((part) => part.frame?.question.ranked && orders(reading, part))) return false;
  if (plan.some((part) => part.first && ofOthers(reading, part))) return false;
  if (plan.length > 1 && (parted(reading, plan) || unasked(reading, plan))) return false;
  if (plan.some((part) => wholly(known, part)) || !own(reading, plan) || (plan.length > 1 && !beneath(reading, plan))) return false;
  if (new Set(plan.map(({ mark }) => mark.slice(1))).size < plan.length) return false;
  if (plan.some((part) => rivals(reading, part, plan))) return false;
  if (plan.some((part) => plan.some((other) => part !== other && repeats(part, other)))) return false;
  if (!dated(reading, plan) || (plan.length > 1 && !timed(reading, plan))) return false;
  if (!frames.length || (plan.length > 1 && !joins(plan)) || apiece(reading, plan)) return false;
  if (frames.filter((frame) => rowOf(frame) === "claim").length > 1) return false;
  const within = new Set(frames.map(({ question }) => question.within));
  if (plan.every(({ sign }) => sign === "-") && within.size !== 1) return false;
  const sole = plan.flatMap(({ frame, sign, params }) =>
    frame && sign === "+" ? [...new Set(frame.slots.filter((slot) => isSole(slot, params)).map(({ param, roles }) => `${param.type} ${[...roles].sort().join("|")}`))] : [],
  );
  if (new Set(sole).size < sole.length) return false;
  if (plan.filter(({ frame, sign }) => !frame && sign === "+").length > 1) return false;
  const counted = plan.some(({ uses }) => [...uses].some((n) => reading.features[n]!.key === "over"));
  if (counted && plan.length > 1 && frames.some(({ through }) => !["", "entry"].includes(through))) return false;
  const through = new Map(frames.filter((frame) => frame.through).map((frame) => [`${frame.through} ${frame.question.name}`, frame.through]));
  if (new Set(through.values()).size < through.size) return false;
  const denied = plan.filter(({ sign }) => sign === "-");
  const told = (part: Part) => [...part.uses].map((n) => reading.features[n]!).filter(({ key, named }) => named || known.conditions.has(key));
  const scopes = new Map(denied.filter(({ frame }) => frame).map((part) => [part.mark, new Set(told(part).map(({ scope }) => scope))]));
  for (const scope of new Set([...scopes.values()].flatMap((of) => [...of]))) {
    if (scope && [...scopes.values()].filter((of) => of.has(scope)).length > 1) return false;
  }
  return !denied.some((part) => part.frame?.through && affirmed(reading, part));
}

/** Whether each part takes the edition that its names stand by, where a text names several for several parts. */
function dated({ features }: Reading, plan: Plan): boolean {
  const editions = features.flatMap((each, n) => (isEdition(each) ? [n] : []));
  if (editions.length <= 1 || plan.filter(({ frame }) => frame).length <= 1) return true;
  return plan.every(({ frame, uses }) => {
    const own = [...uses].filter((n) => features[n]!.named && !editions.includes(n));
    if (!frame?.question.params.some(({ type }) => type === "source") || !own.length) return true;
    const beside = editions.find((n) => n > Math.max(...own)) ?? editions.at(-1)!;
    const taken = editions.filter((n) => uses.has(n));
    return taken.length === 1 && taken[0] === beside;
  });
}

/** Whether a row has one such thing only. */
function isSole({ several, param }: Slot, params: Params): boolean {
  return (several || param.type === "integer") && params.has(param.name);
}

/** Whether a part asks for what is only of the whole that the graph is about, which excludes nothing. */
function wholly(known: Table, { frame, params }: Part): boolean {
  const about = known.about.map((each) => known.base + each.replace(":", "/"));
  const only = frame?.words.some(({ words, optional }) => words.has("only") && !optional);
  return !!only && [...params.values()].some((value) => typeof value === "string" && about.includes(value));
}

/** Whether a text asks two things of which one leaves out its verb or its rows: what is by V and S by W. */
function ofTwo({ shapes }: Reading): boolean {
  return TWO.test(shapes[0]!.marks.join(" "));
}

/** Whether a text denies a relation without a name inside the denial, so that it is not said to what. */
function bare(known: Table, reading: Reading): boolean {
  const said = new Map<number, boolean>();
  for (const each of reading.features) {
    if (each.sign !== "-" || !each.scope) continue;
    const told = each.values.length > 0 || known.conditions.has(each.key);
    said.set(each.scope, (said.get(each.scope) ?? false) || told);
  }
  return [...said.values()].includes(false);
}

/** Whether a text affirms the relation to a thing in between that a part would deny. */
function affirmed(reading: Reading, part: Part): boolean {
  const own = new Set(part.frame!.words.flatMap(({ words }) => [...words]));
  const said = reading.features.filter(({ key, named }) => !named && own.has(key) && key !== "vendor" && key !== "state");
  const scopes = [...part.uses].map((n) => reading.features[n]!).filter(({ sign }) => sign === "-").map(({ scope }) => scope);
  if (said.some(({ key, sign, scope }) => key === "supply" && sign === "-" && scopes.includes(scope))) return false;
  const denied = new Set(said.filter(({ sign }) => sign === "-").map(({ key }) => key));
  return said.some(({ key, sign }) => sign === "+" && !denied.has(key));
}

/** Whether a part says that there is only the one, and another that there is one more of its kind. */
function rivals(reading: Reading, part: Part, plan: Plan): boolean {
  if (![...part.uses].some((n) => SOLE.includes(reading.features[n]!.key))) return false;
  const own = kinds(reading, part);
  return plan.some((each) => each !== part && each.sign === "+" && [...kinds(reading, each)].some((kind) => own.has(kind)));
}

/** Whether a part asks again, less narrowly, what another of its sign asks. */
function repeats(part: Part, other: Part): boolean {
  if (!part.frame || part.sign !== other.sign || part.frame.question !== other.frame?.question) return false;
  return [...part.params].every(([name, value]) => JSON.stringify(value) === JSON.stringify(other.params.get(name)));
}

function kinds(reading: Reading, { uses }: Part): Set<string> {
  const named = [...uses].map((n) => reading.features[n]!).filter((each) => each.named);
  const found = new Set(named.flatMap(({ values }) => values.flatMap((value) => [...value.keys()])));
  for (const kind of ["source", "integer", NEWEST]) found.delete(kind);
  return found;
}
