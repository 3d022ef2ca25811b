// The answer to plain words where the site is files only: the questions of the plan are run in this page, and their
// rows are put together. What one question answers is left to its page.
import { bound, type Value } from "../question/given";
import { contested, left, type Marks } from "../question/marks";
import { claimsOf, fill, shown, unfold } from "../question/rows";
import type { Answer } from "../sparql-engine/protocol";
import { Engine, script } from "../sparql/engine";
import type { Example, Library } from "../sparql/library";
import { alternatives, type Part, type Plan } from "../words/matching";
import { meant } from "../search/answer";
import { alone, combined } from "../words/rows";
import { asksForSentence, concluded } from "./conclusion";

interface Told {
  /** Name of a column → what readers are told. */
  words: Record<string, string>;
  rows: number;
  shown: number;
}

const part = (name: string) => document.getElementById(name)!;
const short = (thing: string) => thing.slice(thing.lastIndexOf("/") + 1);

function title({ frame, params, sign, things, first, sole, order: by }: Part, name: (thing: string) => string): string {
  const values = frame ? [...params.values()].flat() : things;
  const told = values.filter((value) => !value.startsWith("ais:")).map(name).join(", ");
  const single = sole ? "Of one alone: " : "";
  const beside = by && by !== "group" ? "In the order of what is told by: " : "With what is told by: ";
  const order = first ? `The ${first > 0 ? "first" : "last"} ${Math.abs(first)}, with those that share the last place: ` : "";
  return `${sign === "-" ? "Without: " : sign === "&" ? beside : order}${single}${frame ? `${frame.question.summary}${told ? ` (${told})` : ""}` : told}`;
}

function address({ frame, params }: Part): string {
  const query = new URLSearchParams();
  for (const [name, value] of params) for (const one of [value].flat()) query.append(name, short(one));
  return `question/${frame!.question.name}.html${query.size ? `?${query}` : ""}`;
}

function term({ prefixes }: Library, type: string, value: string): Value {
  if (type === "text") return { sent: value, read: value, term: JSON.stringify(value) };
  const namespace = prefixes[value.slice(0, value.indexOf(":"))];
  const iri = namespace === undefined ? value : namespace + value.slice(value.indexOf(":") + 1);
  const written = type === "integer" ? `"${value}"^^<http://www.w3.org/2001/XMLSchema#integer>` : `<${iri}>`;
  return { sent: value, read: value, term: written };
}

/** The question of a part, as the library has it. */
function question(library: Library, { frame }: Part): Example {
  return library.examples.find(({ name, kind }) => kind === "question" && name === frame!.question.name)!;
}

/** The parameters of a part as terms. */
function given(library: Library, { frame, params }: Part): Map<string, Value[]> {
  const types = new Map(frame!.question.params.map(({ name, type }) => [name, type]));
  return new Map([...params].map(([name, value]) => [name, [value].flat().map((one) => term(library, types.get(name)!, one))]));
}

/** What marks the rows of a plan: those in dispute, and what its question has not, where it is one. */
async function marks(engine: Engine, plan: Plan, claims: readonly string[][]): Promise<Marks> {
  const framed = plan.filter(({ frame }) => frame);
  const questions = framed.map((each) => question(engine.library, each));
  return {
    contested: questions.some(({ conflict }) => conflict) ? new Map() : await contested(engine, claims.flat()),
    left: framed.length === 1 ? await left(engine, questions[0]!, given(engine.library, framed[0]!), new Set(claims.flat())) : undefined,
  };
}

function linked(text: string, href?: string): void {
  const item = document.createElement("li");
  const link = document.createElement(href === undefined ? "span" : "a");
  link.textContent = text;
  if (href !== undefined) (link as HTMLAnchorElement).href = href;
  item.append(link);
  part("parts").append(item);
}

function list(plan: Plan, name: (thing: string) => string): void {
  for (const each of plan) {
    linked(title(each, name), each.frame && address(each));
  }
}

/** The rows of a part: those of its question, or of each of its alternatives that no other has. */
async function run(engine: Engine, part: Part): Promise<Answer> {
  const asked = (each: Part) => engine.query(bound(question(engine.library, each).text, given(engine.library, each)), Infinity);
  if (!part.sole) return asked(part);
  const answers: Answer[] = [];
  for (const each of alternatives(part)) answers.push(await asked(each));
  return alone(answers);
}

async function answer(asked: string): Promise<void> {
  const status = part("status");
  const told = JSON.parse(part("told").textContent!) as Told;
  status.textContent = "Loading the data …";
  await Promise.all(["words.js", "words-table.js", "sparql-library.js", "search-index.js"].map((each) => script(each)));
  const [library, words] = [globalThis.kgLibrary!, globalThis.kgReader!(globalThis.kgWords!)];
  const labels = new Map(globalThis.kgIndex!.map(([label, path]) => [library.base + path, label]));
  const name = (thing: string) => labels.get(thing) ?? short(thing);
  const several = words.several(asked);
  if (several.length) {
    status.textContent = `${several.length === 2 ? "Two" : "Several"} questions are asked here. Each has its own answer:`;
    return several.forEach((each) => linked(each, `ask.html?q=${encodeURIComponent(each)}`));
  }
  const { reading, plan, refused, near, spelled, otherwise } = words.understand(asked);
  if (refused) {
    status.textContent = `Not answered: ${refused}.${reading.shared.length ? " Write the one that is meant." : meant(reading, words)}${near.length ? " The nearest:" : ""}`;
    return near.forEach(({ question }) => linked(question.summary, `question/${question.name}.html`));
  }
  const one = plan.length === 1 && plan[0]!.frame && !plan[0]!.first && !plan[0]!.sole ? plan[0]!.frame : undefined;
  if (!otherwise && one && !asksForSentence(reading)) return location.replace(address(plan[0]!));
  list(plan, name);
  for (const [word, right] of spelled) linked(`“${word}” is read as “${right}”.`);
  if (otherwise) linked(`In other words: ${otherwise}.`);
  const engine = new Engine(library, (what, done) => (status.textContent = `${what}${done ? ` ${Math.round(100 * done)} %` : " …"}`));
  const answers: (Answer | undefined)[] = [];
  for (const each of plan) answers.push(each.frame && (await run(engine, each)));
  const { columns, rows } = one ? answers[0]! : combined(plan, answers, name);
  const carried = one ? one.question.claims : "claims";
  const cited = rows.map((row) => (carried === null ? [] : claimsOf(row, columns.indexOf(carried))));
  const found: Answer = { form: "select", columns, rows, total: rows.length, seconds: 0, labels: Object.assign({}, ...answers.map((each) => each?.labels)) };
  const marked = await marks(engine, plan, cited);
  const claims = [...new Set(cited.flat())];
  for (const said of concluded({ reading, plan }, found, claims, marked.contested.size, library.modalities)) {
    const line = document.createElement("p");
    line.className = "lead";
    line.textContent = `${said[0]!.toUpperCase()}${said.slice(1)}.`;
    part("answer-heading").after(line);
  }
  fill(part("rows") as HTMLTableElement, library, "", found, shown(found, carried), Math.min(told.rows, rows.length), told.shown, told.words, marked);
  part("answer-heading").textContent = `Answer: ${rows.length} ${rows.length === 1 ? "row" : "rows"}`;
  part("cut").hidden = rows.length <= told.rows;
  part("note").hidden = plan.length === 1;
  part("answer").hidden = false;
  status.textContent = "";
}

const asked = new URLSearchParams(location.search).get("q")?.trim() ?? "";
document.addEventListener("toggle", (event) => event.target instanceof HTMLDetailsElement && unfold(event.target, ""), true);
if (asked) {
  part("asked").textContent = document.title = asked;
  answer(asked).catch((error: unknown) => (part("status").textContent = error instanceof Error ? error.message : String(error)));
}
