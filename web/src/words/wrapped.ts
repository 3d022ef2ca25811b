// A question of rows wrapped in another: whether a thing is among them, what is left out. kg/wording/wrapped.py in the browser.
import type { Part, Plan } from "./matching";
import { tokens, type Names } from "./names";
import { unsurrounded } from "./surrounding";
import { rowOf, type Frame, type Table } from "./table";
import { marks, unmarked } from "./turn";

const MARK = /\ue000[a-z]\d+\ue001/g;
/** What a rest has that asks something of its own besides. */
const SECOND = new RegExp(
  String.raw`(?:[,;.?!]| and| but) (?:and |but )?(?:(?:to|by|from|in|of|since) )?(?:who|whom|whose|which|what|when|where|how|why|does|` +
  String.raw`do|did|is|are|was|were|has|have|if)\b`,
  "i",
);
/** What a rest has that asks for the first rows of an order: of a name it is asked whether it is they. */
const FIRST = new RegExp(
  String.raw`\b(?:(?<!at )most|(?<!at )least|biggest|largest|greatest|leading|main|leads?|top|tops|first|number one|highest|fewest|` +
  String.raw`lowest|smallest|dominat[a-z]+|second|third|last|latest|more [^,;]* than (?:any|every|all))\b`,
  "i",
);
const LATER = /\b(?:second|third|last|latest)\b/i;
/** What a rest has of which to be a row says little: a change, how far it goes, which vendor a technology is of. */
const UNTOLD = new RegExp(
  String.raw`\b(?:still|yet|already|now|nowadays|start|begin|began|stop|expand|grow|shrink|gain|lose|change|depend|rely|differ|compare|agree)[a-z]*\b|` +
  "^(?!.*\\bboth\\b).*\ue000([a-z])\\d+\ue001 and (?:(?:in|by|from|of|to|on) )?(?:the )?\ue000\\1|" +
  "\ue000t\\d+\ue001[^,;]*? (?:from|by|of) (?:the )?\ue000[vh]|\ue000[vh]\\d+\ue001(?:['’]s)? (?:[a-z]+ )?\ue000t|" +
  "^which [a-z]+ (?:is|are|was|were) in (?:the )?\ue000[vt]",
  "i",
);
/** What asks which of two does something, and not what is so of both. */
export const EITHER = new RegExp(
  String.raw`^(?:[^:?]+ or [^:?]+(?::| -|,) (?:which|who)(?: one| of (?:them|the two))?|(?:which|who)(?: one)? of [^:?]+? and) ` +
  String.raw`(?!.*\b(?:more|most|fewer|fewest|less|least|[a-z]+er|[a-z]+est|first)\b)`,
  "i",
);
const ASKED = /^which (?:states?|vendors?|technolog(?:y|ies)|lists?) /i;
const OTHER = /\bother (?!than\b)/gi;
const ROWS: Record<string, [string, string]> = { v: ["vendors", "vendor"], t: ["technologies", "technology"], l: ["lists", "list"] };

interface Rule { says: RegExp; when: readonly string[]; rest: string; keeps: string; of: number; also: string }
/** The rules as the site carries them. */
export type WrittenWrapping = [says: string, when: string, rest: string, keeps: string, of: number, also: string];
/** A question with what stands around it taken off: what becomes of the rows named, or of those of another question. */
export interface Wrapping { rest: string; keeps: string; named: readonly string[]; also: string }

const put = (template: string, found: RegExpExecArray) => template.replace(/\\(\d)/g, (_, at: string) => found[Number(at)] ?? "");

/** The rules, ready to be applied. */
export function wrappingRules(written: readonly WrittenWrapping[]): readonly Rule[] {
  return written.map(([says, when, rest, keeps, of, also]) => ({ says: new RegExp(says, "i"), when: when.split("|"), rest, keeps, of, also }));
}

/** Each way in which a text wraps a question in another; of several things apiece, whether they are rows is asked of each. */
export function wrappings(names: Names, known: Table, text: string, apiece = false): Wrapping[] {
  const [said, named] = marks(names, known, unsurrounded(names, known, text));
  const plain = said.split(/\s+/).filter(Boolean).join(" ").replace(/[ ?.!]+$/, "");
  const low = plain.toLowerCase();
  return known.wrappings.flatMap((rule) => {
    const found = rule.when.some((word) => low.includes(word)) ? applied(rule, plain, apiece) : undefined;
    if (!found || found.rest.toLowerCase() === low) return [];
    const kept = new Set([found.rest, found.also, ...found.named].join(" ").match(MARK) ?? []);
    if ((plain.match(MARK) ?? []).some((mark) => !kept.has(mark))) return [];
    return [{ ...found, rest: unmarked(found.rest, named), also: unmarked(found.also, named), named: found.named.map((each) => unmarked(each, named)) }];
  });
}

function applied(rule: Rule, text: string, apiece: boolean): Wrapping | undefined {
  const found = rule.says.exec(text);
  if (!found) return undefined;
  const said = rule.of ? (found[rule.of] ?? "") : "";
  const [rows, row] = ROWS[/\ue000([a-z])\d+\ue001/.exec(said)?.[1] ?? ""] ?? ["states", "state"];
  const whole = put(rule.rest, found).replaceAll("ROWS", rows).replaceAll("ROW", row);
  const rest = rule.keeps === "out" ? whole.replace(OTHER, "") : whole;
  if (rule.keeps === "alone" && (SECOND.test(rest) || UNTOLD.test(rest))) return undefined;
  if (rule.keeps === "alone" && new Set(said.match(MARK) ?? []).size > 1 !== apiece) return undefined;
  const named = rule.also ? [] : (said.match(MARK) ?? []);
  return { rest: rest.split(/\s+/).filter(Boolean).join(" ").replace(/^[ ,;:-]+|[ ,;:-]+$/g, ""), keeps: rule.keeps, named, also: put(rule.also, found) };
}

/** A question of each of several things of which a text asks whether they are rows of one; empty for none. */
export function apiece(names: Names, known: Table, text: string): string[] {
  const each = wrappings(names, known, text, true).find(({ keeps }) => keeps === "alone");
  if (!each) return [];
  const said = each.rest.replace(ASKED, "");
  const opens = (name: string) => (said === each.rest ? `is ${name} among the` : `is it true that ${name}`);
  return [...new Set(each.named)].map((name) => `${opens(name)} ${said}?`);
}

/** A plan with what stood around its question, before it is made whole, and what is told of it; empty where its rows are not of the kind of what is named. */
export function wrapped(names: Names, plan: Plan, asked: Wrapping, also: Plan): { plan: Plan; told: string; whole: boolean } {
  const none = { plan: [], told: "", whole: false };
  if (asked.keeps === "all") return { ...none, plan };
  const kinds = new Set(plan.flatMap(({ sign, frame }) => (sign === "+" && frame ? [kindOf(frame)] : [])));
  const [kind] = kinds;
  if (kinds.size !== 1 || plan.some(({ sign }) => sign === "&")) return none;
  if (asked.also) return joined(plan, kind!, asked.keeps, also);
  const things = [...new Set(asked.named.map((each) => names.meanings(tokens(each)).get(kind!) ?? ""))];
  if (!things.length || things.includes("")) return none;
  if (asked.keeps === "out") return { ...none, plan: [...plan, ...things.map((thing) => ofThings("-", [thing]))] };
  if (plan.some(({ first }) => first) || FIRST.test(asked.rest)) {
    const ordered = plan.filter(({ first, order, frame }) => first || order || frame?.question.ranked);
    const one = asked.named.length === 1 && ordered.length === 1 && ordered[0]!.first >= 0 && !LATER.test(asked.rest);
    const where = one && ordered[0]!.first > 1 ? "it is one of them if it stands there" : "it is if it stands first there";
    return one ? { ...none, plan, told: `whether it is ${asked.named[0]} the order of the rows tells: ${where}` } : none;
  }
  const asks = plan.some(({ sign, uses }) => sign === "+" && uses.size);
  return asks ? { ...none, plan: [ofThings("+", things), ...plan] } : none;
}

/** A plan without the rows of another, or with those alone that it has, where both are of one kind. */
function joined(plan: Plan, kind: string, keeps: string, also: Plan): { plan: Plan; told: string; whole: boolean } {
  const like = also.every(({ sign, frame, first }) => frame && kindOf(frame) === kind && sign === "+" && !first);
  const odd = (keeps === "out" && also.length > 1) || (keeps === "in" && plan.some(({ first }) => first));
  if (!also.length || !like || odd) return { plan: [], told: "", whole: false };
  const own = new Set(plan.map(({ mark }) => mark));
  const sign = keeps === "out" ? "-" : "+";
  const more = also.map((each) => ({ ...each, sign, mark: `${sign}${each.mark.slice(1)}` })).filter(({ mark }) => !own.has(mark));
  return { plan: [...plan, ...more], told: "", whole: true };
}

function ofThings(sign: string, things: readonly string[]): Part {
  const none = { params: new Map<string, string>(), uses: new Set<number>(), unsaid: 0, weak: 0, named: true, first: 0, chosen: false, sole: "", order: "" };
  return { frame: undefined, sign, ...none, things, mark: `${sign} ${things.join(" ")}` };
}

/** What a row is; what holds of a state holds of a jurisdiction of a survey as well. */
function kindOf(frame: Frame): string {
  const row = rowOf(frame);
  return row === "jurisdiction" ? "state" : row;
}
