// What a word of change is about: new customers of Huawei, stopped using. kg/wording/change.py in the browser.
import type { Item } from "./item";

const CHANGES = ["new", "stop"];
const GROUND = ["ebb", "surge"];
const LISTS = ["list", "lists", "include", "includes", "name", "names", "have", "has", "contain", "contains", "cover", "covers"];
const CLAUSES = ["that", "but", "wh", "who"];
const KINDS: Record<string, string> = { use: "technology", technology: "technology", member: "initiative", vendor: "vendor" };
const OTHERS = ["autocracy", "democracy", "ban", "forbid", "limit", "regulate", "moratorium", "listed", "own", "home"];

/** Gives the names that a change is of its role, "new" or "stop"; a change of anything else is unknown. A vendor after lost ground is the one that won it. */
export function changes(items: readonly Item[]): void {
  absent(items);
  for (const [at, item] of items.entries()) {
    if (item.section === "words" && GROUND.includes(item.concept)) {
      for (const each of items.slice(at + 1)) if (isOf(each, "vendor")) each.role = "rival";
    }
    if (item.section !== "words" || !CHANGES.includes(item.concept)) continue;
    const kind = kindOf(items, at);
    const again = item.concept === "stop" && items.slice(0, at).some(({ concept }) => concept === "stop");
    if (kind === undefined || again) item.section = "unknown";
    else for (const each of names(items, at, kind)) each.role = item.concept;
  }
}

/** Gives the edition that lacks states or vendors that role: absent from that of 2020, not in it, that it does not list. */
function absent(items: readonly Item[]): void {
  const noun = items.find(({ section }) => section === "types");
  if (items.some((item) => item !== noun && relates(item))) return;
  const said = items.filter(({ section, text }) => section !== "little" || LISTS.includes(text));
  for (const [at, item] of said.entries()) {
    const missing = item.section === "words" && ["absent", "miss"].includes(item.concept);
    if (!missing && !item.is("not")) continue;
    const rest = said.slice(at + 1);
    const placed = rest[0]?.is("in", "from", "of") ?? false;
    const after = placed ? rest[1] : missing ? rest[0] : undefined;
    const before = missing || placed || at < 2 || !said[at - 1]!.is("do") ? undefined : said[at - 2];
    const verb = rest[0] && LISTS.includes(rest[0].text) ? rest[0] : undefined;
    const edition = after ?? (rest.length === (verb ? 1 : 0) ? before : undefined);
    if (!edition || !isEdition(edition)) continue;
    edition.role = "absent";
    [item.section, item.concept] = ["words", "absent"];
    if (before && verb) verb.section = "little";
  }
}

/** Whether a word or a name says that something is supplied, used or joined, which an edition may lack of a state that it lists. */
function relates({ isVerb, section, concept, meanings }: Item): boolean {
  const word = isVerb || ["customers", "persons", "about"].includes(section) || ["use", "member", "vendor"].includes(concept);
  return word || ["vendor", "technology", "initiative", "list"].some((kind) => meanings.has(kind));
}

function isEdition({ section, role, meanings }: Item): boolean {
  return section === "name" && !role && meanings.has("source");
}

/** The register of what changes, empty where the text does not say, undefined where it is no register's. */
function kindOf(items: readonly Item[], at: number): string | undefined {
  for (const item of items.slice(at + 1)) {
    if (item.is(...CLAUSES) || CHANGES.includes(item.concept)) break;
    if (item.section === "customers" || item.isVerb) return "vendor";
    if (["types", "persons", "words"].includes(item.section)) {
      const known = Object.hasOwn(KINDS, item.concept);
      if (OTHERS.includes(item.concept) || (item.section === "persons" && !known)) return undefined;
      if (known) return KINDS[item.concept]!;
    }
    if (item.section === "name") {
      if (item.meanings.has("category")) return undefined;
      for (const kind of ["vendor", "technology", "initiative"]) if (item.meanings.has(kind)) return kind;
    }
  }
  return "";
}

/** The names of the change: those that follow it in its clause, else the nearest before it. */
function names(items: readonly Item[], at: number, kind: string): Item[] {
  const rest = items.slice(at + 1);
  const end = rest.findIndex((item) => item.is(...CLAUSES) || CHANGES.includes(item.concept));
  const after = rest.slice(0, end < 0 ? rest.length : end).filter((item) => isOf(item, kind));
  const before = items.slice(0, at).filter((item) => isOf(item, kind)).slice(-1);
  const own = ["los", "gain", "win", "won"].some((start) => items[at]!.text.startsWith(start));
  if (own && before.length && (kind === "" || kind === "vendor")) {
    for (const each of after) each.role = "rival";
    return before;
  }
  return after.length ? [after[0]!, ...joined(items, after[0]!)] : before;
}

/** Whether a name without a role is of a register; of vendors or technologies where none is said. */
function isOf(item: Item, kind: string): boolean {
  const kinds = kind ? [kind] : ["vendor", "technology"];
  return item.section === "name" && !item.role && kinds.some((each) => item.meanings.has(each));
}

/** The names that a conjunction joins to a name. */
function joined(items: readonly Item[], name: Item): Item[] {
  const found: Item[] = [];
  for (const item of items.slice(items.indexOf(name) + 1)) {
    if (item.section === "name" && !item.role && [...item.meanings.keys()].some((kind) => name.meanings.has(kind))) found.push(item);
    else if (item.section !== "little" && !item.is("and", "or")) break;
  }
  return found;
}
