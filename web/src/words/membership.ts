// The members of an initiative of which a share is told. kg/wording/membership.py in the browser.
import type { Part, Plan } from "./matching";

/** The questions of a share with the edition of which all are, where its members are those of any source; empty where as they are. */
export function fitted(editions: ReadonlyMap<string, string>, asked: readonly string[], plans: readonly Plan[]): readonly string[] {
  const apart = plans.some((whole, at) => at % 2 === 0 && whole.some(isOpen) && !whole.some(isCounted) && plans[at + 1]!.some(isCounted));
  if (!apart) return [];
  const said = new Set(plans.flat().flatMap(({ params }) => (params.has("edition") ? [String(params.get("edition"))] : [])));
  const years = said.size ? [...editions].flatMap(([year, source]) => (said.has(source) ? [year] : [])) : [[...editions.keys()].sort().at(-1)!];
  return asked.map((each, at) => (years.length && plans[at]!.some(isUndated) ? `${each.replace(/[ ?]+$/, "")} in the ${years[0]} edition?` : each));
}

/** Whether a part is of members by any source, of an initiative whose members the editions mark. */
function isOpen({ frame, params }: Part): boolean {
  if (!frame?.question.dated || params.has("source")) return false;
  const [name, told] = frame.question.dated.split("=");
  const given = params.get(name!);
  return typeof given === "string" && told!.split("|").includes(given.slice(given.lastIndexOf("/") + 1));
}

/** Whether the rows of a part are those of an edition alone, and not of all that were surveyed for it. */
function isCounted({ frame, params }: Part): boolean {
  return !!frame?.question.params.some(({ name }) => name === "edition") && !params.has("among");
}

function isUndated(part: Part): boolean {
  return isOpen(part) || (isCounted(part) && !part.params.has("edition"));
}
