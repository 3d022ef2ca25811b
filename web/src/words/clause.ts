// A text that asks for states or vendors by conditions, in one form. kg/wording/clause.py and condition.py in the browser.
import { tree, type Forms, type Grammar, type Node } from "./syntax";

const TOKEN = /\ue000[a-z]\d+\ue001|['’]s\b|[a-z0-9]+|[,;:.?!()-]/g;
const ODD = /[^ a-zA-Z0-9\ue000\ue001'’,;:.?!()-]/;
const JOINED = /-(?=(?:supplied|equipped|served|using|based|headquartered|listed)\b)/gi;
const SIGNS: Record<string, string> = { "(": ",", ")": ",", "?": ".", "!": "." };
const LONGEST = 60;
const MARK = "\ue000";
/** Where a count of each of two is asked for, and none of both. */
const COUNTED = "SUPPLIED.front";
const UNITED = ["IN", "REGIME", "HOME"];
/** Conditions that no question has beside others. */
const APART = ["LENT", "INDEXED", "LISTED"];
const UNDATED = ["IN", "HOME", "ON", "NAMED"];
const DENYING = ["ONLY", "NOVENDOR", "SEVERAL"];
/** How the mark begins of what the whole graph is about, which every state uses that the index lists. */
const ABOUT = "\ue000a";
const WIDE = ["IN", "MEMBER", "INDEXED", "REGIME"];
const KINDS = [..."VTRCLISHNDO"];
/** How the marks of states begin. */
const STATE = ["\ue000s", "\ue000k"];
const ASKS = ["SASK", "VASK"];
/** Conditions that do not stand beside each other in any order. */
const BESIDE = [
  ["ONLY", "SUPPLIED"], ["ONLY", "FROM"], ["SINGLE", "SUPPLIED"], ["SINGLE", "FROM"],
  ["REACH", "SELL"], ["BEYOND", "SELL"], ["REACH", "BEYOND"],
  ["EXACTREACH", "SELL"], ["ONEREACH", "SELL"], ["ONEMARK", "USE"], ["EXACTMARKS", "USE"],
];
const OF: Record<string, string> = { NG: "or", PAIR: "or" };

export type Signed = readonly [sign: string, question: string];
/** The conditions of a text: as one question, empty where none has a form for all of them, and each as its own. */
export interface Clauses { question: string; parts: Signed[] }

interface Group { names: string[]; of: string; paired: boolean }
interface Condition { on: string; group: Group; denied: boolean; edition: string }
interface Read { rows: string; counted: boolean; conditions: Condition[]; editions: string[]; excepted: string[]; excepts: string }
interface One { on: string; yes: string; no: string; denied: boolean; edition: string }

class Rejected extends Error {}

/** A text in which what a hyphen joins to a name is a word of its own. */
export function bound(text: string): string {
  return text.replace(JOINED, " - ");
}

/** A text, with marks for its names, as its conditions; undefined where it is no set of conditions. */
export function conditions(grammar: Grammar, text: string, start = "START"): Clauses | undefined {
  if (ODD.test(text)) return undefined;
  const plain = text.toLowerCase().replace(/\b(?:ca|wo)n['’]t\b/g, " not").replace(/n['’]t\b/g, " not");
  const tokens = (plain.match(TOKEN) ?? []).map((token) => SIGNS[token] ?? token.replace("’", "'"));
  const found = tokens.length > LONGEST ? undefined : tree(grammar, tokens, start);
  if (!found) return undefined;
  const read: Read = { rows: "", counted: false, conditions: [], editions: [], excepted: [], excepts: "" };
  let clauses: Clauses;
  try {
    walk(grammar, found, read, false);
    if (start !== "START" && (asking(found) > 1 || unclear(read.conditions))) return undefined;
    clauses = clausesOf(grammar, read);
  } catch (error) {
    if (error instanceof Rejected) return undefined;
    throw error;
  }
  const told = [...read.conditions.flatMap(({ group }) => group.names), ...read.excepted, ...read.editions];
  if (tokens.some((token) => token[0] === MARK && !told.some((each) => each.includes(token)))) return undefined;
  const settled = read.excepted.length > 0 || read.conditions.some(({ denied, on, group }) => denied || DENYING.includes(on) || group.of === "sole");
  return settled || !tokens.some((token) => grammar.denials.has(token)) ? clauses : undefined;
}

/** How often a text asks: which supply one, and which another, are two questions. */
function asking(node: Node): number {
  return nodes(node).reduce((sum, each) => sum + asking(each), Number(ASKS.includes(node.rule)));
}

/** Whether conditions in any order can be meant in several ways. */
function unclear(conditions: readonly Condition[]): boolean {
  return conditions.some((one, at) =>
    conditions.slice(at + 1).some((two) => {
      const kinds = [one.on, two.on];
      const sold = [one, two].some(({ on, group }) => on === "SELL" && group.names.some((name) => !STATE.includes(name.slice(0, 2))));
      const joined = [one, two].some(({ denied, group }) => !denied && group.names.length > 1 && group.of !== "and");
      return one.on === two.on ? (one.denied && !two.denied) || joined || sold : BESIDE.some((pair) => pair.every((each) => kinds.includes(each)));
    }),
  );
}

/** Takes up what a node says of the rows. */
function walk(grammar: Grammar, node: Node, read: Read, denied: boolean): void {
  const [kind, dotted] = node.rule.split(".");
  if (kind === "ROW") rows(read, dotted!);
  else if (dotted && kind === "DENY") {
    if (denied) throw new Rejected();
    for (const each of nodes(node)) walk(grammar, each, read, true);
  } else if (dotted) {
    const of = Object.entries(grammar.said).filter(([, forms]) => kind! in forms);
    if (of.length === 1) rows(read, of[0]![0]);
    if (kind === "SEVERAL") several(node, read, denied);
    else relation(kind!, node, read, denied);
  } else if (node.rule === "ED") read.editions.push(editionOf(node));
  else if (node.rule === "COUNT") read.counted = true;
  else if (node.rule === "EXCNAMES") {
    read.excepts = nodes(node).some(({ rule }) => rule === "S") ? "states" : "vendors";
    read.excepted.push(...marks(node));
  } else for (const each of nodes(node)) walk(grammar, each, read, denied);
}

function rows(read: Read, kind: string): void {
  if (read.rows !== "" && read.rows !== kind) throw new Rejected();
  read.rows = kind;
}

/** Takes up a condition, what of it is meant again and denied, and the edition that it holds by. */
function relation(on: string, node: Node, read: Read, denied: boolean): void {
  const [groups, again, editions, gone]: [Group[], Node[], string[], string[]] = [[], [], [], []];
  let [negations, wholly] = [Number(denied), false];
  for (const each of inner(node)) {
    if (["ED", "ED2", "EDNEG"].includes(each.rule)) (each.rule === "EDNEG" ? gone : editions).push(editionOf(each));
    else if (each.rule === "NOT" || each.rule === "NONE") negations++;
    else if (isAgainDenied(each)) again.push(each);
    else {
      wholly ||= is(each, "NG");
      groups.push(groupOf(each));
    }
  }
  if (groups.length > 1 || negations > 1 || editions.length > 1 || gone.length > 1) throw new Rejected();
  const group = groups[0] ?? { names: [], of: "and", paired: false };
  if (negations && group.of === "nor") throw new Rejected();
  const edition = editions[0] ?? "";
  const together = group.paired || node.parts.includes("both");
  if (node.rule === COUNTED && read.counted && group.of === "and" && group.names.length > 1 && !together) throw new Rejected();
  const no = negations > 0 || wholly || group.of === "nor";
  if (no && (again.length || gone.length)) throw new Rejected();
  read.conditions.push({ on, group, denied: no, edition });
  for (const each of again) read.conditions.push({ on, group: { names: marks(each), of: "or", paired: false }, denied: true, edition });
  if (gone.length) {
    if (!edition || group.of === "sole") throw new Rejected();
    read.conditions.push({ on, group, denied: true, edition: gone[0]! });
  }
  read.editions.push(...editions, ...gone);
}

/** Takes up that a vendor supplies the rows beside others: it does, and is not the only one. */
function several(node: Node, read: Read, denied: boolean): void {
  const names = [...new Set(marks(node))];
  const editions = nodes(node).filter(({ rule }) => rule === "ED").map(editionOf);
  if (denied || names.length > 1) throw new Rejected();
  const [group, edition] = [{ names, of: "and", paired: false }, editions[0] ?? ""];
  read.conditions.push({ on: "SUPPLIED", group, denied: false, edition }, { on: "ONLY", group, denied: true, edition });
  read.editions.push(...editions);
}

/** The groups, the denials, the editions and what is meant again of a condition. */
function inner(node: Node): Node[] {
  return nodes(node).flatMap((each) => {
    const known = ["ED", "ED2", "EDNEG", "NOT", "NONE", ...KINDS].includes(each.rule);
    if (known || ["AND", "OR", "SOLE", "NOR", "PAIR", "G", "NG"].some((name) => is(each, name)) || isAgainDenied(each)) return [each];
    return each.rule.includes(".") ? [] : inner(each);
  });
}

/** Whether a node is of a rule that is one for each kind. */
function is({ rule }: Node, name: string): boolean {
  return rule.slice(0, -1) === name && KINDS.includes(rule.slice(-1));
}

/** Whether a node says again, and denies, what stands before it of other names. */
function isAgainDenied({ rule }: Node): boolean {
  return rule.startsWith("BUT") && KINDS.includes(rule.slice(-1));
}

function groupOf(node: Node): Group {
  if (KINDS.includes(node.rule)) return { names: [nameOf(node)], of: "and", paired: false };
  if (is(node, "G")) return groupOf(nodes(node)[0]!);
  const of = ["AND", "OR", "SOLE", "NOR", "NG", "PAIR"].find((kind) => is(node, kind))!;
  return { names: marks(node), of: OF[of] ?? of.toLowerCase(), paired: node.parts.includes("both") || nodes(node).some(({ rule }) => rule === "ALL") };
}

function nodes({ parts }: Node): Node[] {
  return parts.filter((each): each is Node => typeof each !== "string");
}

/** The names in a node, in their order. */
function marks(node: Node): string[] {
  return KINDS.includes(node.rule) ? [nameOf(node)] : nodes(node).flatMap(marks);
}

/** The mark of a name, or the words of a kind that has none: autocracies. */
function nameOf({ parts }: Node): string {
  const said = parts.filter((each) => typeof each === "string");
  return said.find((each) => each[0] === MARK) ?? said.join(" ");
}

function editionOf(node: Node): string {
  if (node.rule === "EDNEG") return editionOf(nodes(node).find(({ rule }) => rule === "ED")!);
  const mark = node.parts.find((each): each is string => typeof each === "string" && each[0] === MARK)!;
  return mark[1] === "y" ? `the ${mark} edition` : `the ${mark}`;
}

/** What was read in one form; rejected where it says nothing of the rows, or not of which edition each condition is. */
function clausesOf(grammar: Grammar, read: Read): Clauses {
  const kind = read.rows || "states";
  if (!read.conditions.length || (read.excepts && read.excepts !== kind)) throw new Rejected();
  const editions = [...new Set(read.editions)];
  if (kind === "states" && read.conditions.every(({ on }) => on === "LISTED")) {
    if (editions.length !== 2 || read.counted || read.excepted.length) throw new Rejected();
    return { question: `which states are in ${editions[0]} but not in ${editions[1]}?`, parts: [] };
  }
  const here = listed(using(read), editions.length > 0);
  dated(here, editions);
  const one = editions.length === 1 ? editions[0]! : "";
  const said = here.flatMap((each) => saidOf(grammar.said[kind]!, each)).sort((a, b) => Number(a.denied) - Number(b.denied));
  if (new Set(said.map(({ denied, yes, edition }) => `${denied} ${yes} ${edition}`)).size < said.length) throw new Rejected();
  const without = read.excepted.length ? ` except ${read.excepted.join(" and ")}` : "";
  let question = "";
  if (!said.some(({ on, denied, no }) => APART.includes(on) || (denied && (on === "ONLY" || !no))) && !isAgain(said) && !isMixed(said)) {
    const told = said.map(({ denied, yes, no, edition }) => within(denied ? no : yes, one ? "" : edition)).join(" and ");
    question = `${within(`${read.counted ? "how many" : "which"} ${kind} ${told}`, one)}${without}?`;
  }
  let parts = said.map(({ on, yes, denied, edition }): Signed => {
    return [denied ? "-" : "+", `which ${kind} ${within(yes, UNDATED.includes(on) ? "" : edition || one)}?`];
  });
  if (without) parts = parts[0]![0] === "+" ? [["+", `${parts[0]![1].slice(0, -1)}${without}?`], ...parts.slice(1)] : [];
  return { question, parts };
}

function within(said: string, edition: string): string {
  return edition ? `${said} in ${edition}` : said;
}

/** Whether a thing is to meet two conditions of which one question takes alternatives. */
function isAgain(said: readonly One[]): boolean {
  const united = said.filter(({ on, denied }) => !denied && [...UNITED, "SELL"].includes(on)).map(({ on }) => on);
  return new Set(united).size < united.length;
}

/** Whether "but not both" is said beside other alternatives, of which a reader could take it. */
function isMixed(said: readonly One[]): boolean {
  return said.some(({ yes }) => yes.includes(" but not both")) && said.filter(({ yes }) => yes.includes(" or ")).length > 1;
}

/** Finds that each condition has an edition where a text names several, and that one can tell of what it names. */
function dated(here: readonly Condition[], editions: readonly string[]): void {
  const told = here.filter(({ on }) => !UNDATED.includes(on));
  if (editions.length > 1 && told.some(({ edition }) => !edition)) throw new Rejected();
  if (new Set(editions).size > 1 && !editions.every((each) => here.some(({ edition }) => edition === each))) {
    throw new Rejected();
  }
  const byYear = editions.some((each) => each.startsWith(`the ${MARK}y`));
  const own = here.map(({ on }) => on);
  const year = byYear && (own.includes("ON") || own.includes("NAMED") || own.every((on) => on === "MEMBER" || on === "IN"));
  if (editions.length && (!told.length || year)) throw new Rejected();
}

/** The conditions, to use what the whole graph is about as to be listed where it stands beside several. */
function using({ conditions: here, excepted }: Read): Condition[] {
  const about = here.filter(({ on, group }) => on === "USE" && group.names.some((name) => name.startsWith(ABOUT)));
  const others = here.filter((each) => !about.includes(each));
  if (!about.length || (others.length === 1 && !others[0]!.denied && !excepted.length)) return here;
  if (about.some(({ denied, group }) => denied || group.names.length > 1)) throw new Rejected();
  return [...others, { on: "INDEXED", group: { names: [], of: "and", paired: false }, denied: false, edition: about[0]!.edition }];
}

/** The conditions, without that of being listed where another one says so. */
function listed(here: Condition[], byEdition: boolean): Condition[] {
  const told = here.filter(({ on }) => on !== "INDEXED");
  if (told.length === here.length) return here;
  if (!told.length || here.some(({ on, denied }) => on === "INDEXED" && denied)) throw new Rejected();
  const affirmed = told.filter(({ denied }) => !denied);
  const wide = affirmed.length > 0 && affirmed.every(({ on }) => (byEdition ? ["IN"] : WIDE).includes(on));
  return wide ? [{ on: "INDEXED", group: { names: [], of: "and", paired: false }, denied: false, edition: "" }, ...told] : told;
}

/** What is said of the rows, each name by itself where all of them are meant, or none. */
function saidOf(forms: Forms, { on, group, denied, edition }: Condition): One[] {
  const [yes, no, more] = forms[on] ?? ["", ""];
  const { names, paired } = group;
  const many = names.length > 1;
  const of = group.of === "and" && many && UNITED.includes(on) ? "or" : group.of;
  if (!yes || (paired && UNITED.includes(on)) || (denied && !no) || (of === "and" && many && on === "VLIST")) throw new Rejected();
  if (denied && many && (of === "sole" || of === "and")) throw new Rejected();
  const apart = denied || of === "and" ? names : [names.join(" or ") + (of === "sole" ? " but not both" : "")];
  return (apart.length ? apart : [""]).flatMap((name): One[] => {
    const plain = on === "HOME" && name.startsWith(`${MARK}h`);
    const put = (says: string) => (plain ? says.replace("based in ", "") : says).replace("{}", () => name);
    const own = { on, yes: put(yes), no: put(no), denied, edition };
    return more ? [own, { on, yes: put(more), no: "", denied: true, edition }] : [own];
  });
}
