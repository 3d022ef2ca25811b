// Who supplies whom: the roles of the names around a verb of supply. kg/wording/supply.py in the browser.
import type { Item } from "./item";

const SELLERS = ["supplier", "seller", "provider", "exporter"];

/** What follows "but" where the verb before it is meant again: buys from Israel but not from China. */
function isEllipsis(one: Item | undefined, two: Item | undefined): boolean {
  return one?.concept === "not" && ["from", "by", "to"].includes(two?.concept ?? "");
}

/** Whether rows are told by what an item says: each vendor. */
function groups({ section, concept }: Item): boolean {
  return section === "words" && concept.startsWith("by-");
}

function joint(item: Item): boolean {
  return item.concept === "and" || item.concept === "or";
}

/** Gives the heads around a verb of supply their roles, in the active or the passive voice. */
export function verb(items: Item[], at: number): void {
  const here = items[at]!;
  const gives = here.section === "gives";
  const start = Math.max(items.slice(0, at).findLastIndex((item) => item.isVerb) + 1, content(items, at));
  const left = Array.from({ length: at - start }, (_, n) => at - 1 - n);
  const verbs = left.filter((n) => ["gives", "takes", "words"].includes(items[n]!.section) && !groups(items[n]!));
  const other = verbs.find((n) => items[n]!.form !== "past") ?? -1;
  let aux = left.find((n) => items[n]!.is("do") && n > other);
  const each = items.slice(aux || at, at).some(groups);
  if (aux !== undefined && !each && !items.slice(aux, at).some(({ isHead }) => isHead)) aux = undefined;
  aux ??= left.find(
    (n) =>
      items[n]!.is("have", "be") &&
      items.slice(n + 1, at).some(({ section }) => section === "name") &&
      items.slice(0, n).some(({ concept }) => ["wh", "who", "count"].includes(concept)),
  );
  if (aux === undefined && items[0]!.concept === "yesno" && ["do", "does", "did"].includes(items[0]!.text)) aux = 0;
  const after = items.slice(at + 1).find(({ section, concept }) => section !== "little" && concept !== "only");
  const by = after !== undefined && after.is("by", "from");
  const being = left.some((n) => items[n]!.is("be") || items[n]!.text === "is");
  const turned = aux !== undefined && here.form === "past" && isBeing(items, aux, at);
  const passive = turned || (aux === undefined && here.form === "past" && (being || (by && (gives || after.concept === "by"))));
  const [giver, taker] = gives ? ["supplier", "recipient"] : ["recipient", "supplier"];
  const [subject, object] = turned || (passive && gives) ? [taker, giver] : [giver, taker];
  const heads = left.filter((n) => items[n]!.isHead && !modifies(items[n]!));
  if (aux !== undefined) {
    const edge = aux;
    const within = heads.filter((n) => n > edge);
    const inside = within.length || each ? within : heads;
    const fronted = heads.filter((n) => n < edge && !inside.includes(n));
    give(items, inside, subject);
    const source = items.slice(0, edge).some((item) => item.is("from")) || items.at(-1)!.is("from");
    give(items, fronted.slice(-1), source ? "supplier" : object);
  } else if (heads.length) {
    const nearest = heads.slice(0, 1);
    for (const n of heads.slice(1)) {
      const last = nearest.at(-1)!;
      const between = items.slice(n + 1, last);
      if (between.some(joint) && between.every((each) => joint(each) || each.section === "little")) nearest.push(n);
      else if (items[last]!.section === "name" && items[n]!.section === "types") {
        give(items, [n], items.slice(n, last).some(({ concept }) => concept === "except") ? subject : object);
        break;
      } else break;
    }
    give(items, nearest, subject);
  }
  objects(items, at, gives, passive, object);
}

/** Where the clause of a verb begins that says of what something is: the evidence that Uganda bought; else 0. */
function content(items: readonly Item[], at: number): number {
  const that = items.slice(0, at).findLastIndex(({ text }, n) => n > 0 && text === "that");
  const before = items.slice(0, Math.max(that, 0)).findLast(({ section }) => section !== "little");
  return before && !before.isHead && items.slice(that + 1, at).some(({ isHead }) => isHead) ? that + 1 : 0;
}

/** Whether the auxiliary makes a passive of a past form: by whom is Kenya supplied, has Kenya been supplied. */
function isBeing(items: readonly Item[], aux: number, at: number): boolean {
  return items[aux]!.concept === "be" || items.slice(aux, at).some(({ text }) => text === "been");
}

function modifies({ role, meanings }: Item): boolean {
  return ["home", "people", "lister"].includes(role) && !meanings.has("group");
}

/** Gives what stands after a verb its role, by the preposition before it. */
function objects(items: Item[], at: number, gives: boolean, passive: boolean, given: string): void {
  let role = given;
  for (let n = at + 1; n < items.length; n++) {
    const item = items[n]!;
    if (item.isVerb || item.is("that", "except")) break;
    if (item.is("but") && !isEllipsis(items[n + 1], items[n + 2])) break;
    if (item.section === "words" && (item.concept === "use" || item.concept === "member")) break;
    if (item.is("by", "from", "to", "in")) {
      if (item.concept === "by") role = gives ? "supplier" : "recipient";
      else if (item.concept === "from") role = "supplier";
      else {
        role = (gives && !passive) || item.concept === "to" ? "recipient" : role;
        role = gives ? "recipient" : role;
      }
      if (isEllipsis(items[n - 1], item)) [item.section, item.concept] = ["words", items[at]!.concept];
    } else if (item.text === "for" && gives) role = "recipient";
    else if (item.isHead && !item.role && !(item.owner && items[n + 1]?.isNoun)) {
      item.role = role;
      if (item.section !== "name") role = "";
    } else if (item.section === "types") role = "";
  }
}

function give(items: Item[], which: readonly number[], role: string): void {
  for (const n of which) items[n]!.role ||= role;
}

/** Whether a word of supply is a noun here: exports of Israel, Kenya's imports. */
export function isTrade(items: readonly Item[], at: number): boolean {
  return items[at]!.form === "" && (items[at + 1]?.text === "of" || (at > 0 && items[at - 1]!.owner));
}

/** Gives the names beside a noun of supply their roles: exports of Israel to Africa, Kenya's imports from China. */
export function trade(items: Item[], at: number): void {
  let role = items[at]!.section === "gives" ? "supplier" : "recipient";
  const before = items[at - 1];
  if (before?.owner && !before.role && role === "recipient") before.role = role;
  for (const item of items.slice(at + 1)) {
    if (item.is("from", "by")) role = "supplier";
    else if (item.is("to")) role = "recipient";
    else if (item.is("that", "but", "not", "lacking")) break;
    else if (item.isHead && !item.role) item.role = role;
  }
}

/** Gives a place its role: companies of it have their home there; vendors of a region may be either. */
function placed(items: Item[], at: number): void {
  const here = items[at]!;
  if (here.section !== "types" || items[at + 1]?.text !== "of") return;
  const place = items.slice(at + 2).find(({ section }) => section !== "little");
  const seller = SELLERS.some((start) => here.text.startsWith(start));
  if (place?.section !== "name" || place.role || seller) return;
  if (here.text !== "vendor" && here.text !== "vendors") place.role = "home";
  else if (["region", "initiative", "category"].some((kind) => place.meanings.has(kind))) place.role = "of";
}

/** Whether companies of a state are told where they are besides, so that it can be their home or a customer. */
function isElsewhere(items: readonly Item[], at: number): boolean {
  const here = items[at]!;
  const [link, place] = items.slice(at + 1).filter(({ section }) => section !== "little");
  if (!link?.is("in") || place?.section !== "name" || here.section !== "types") return false;
  return !SELLERS.some((start) => here.text.startsWith(start)) && ["region", "initiative", "category", "state"].some((kind) => place.meanings.has(kind));
}

/** Gives the states beside "suppliers" and "customers" their roles: customers of China, Kenya's suppliers. */
export function noun(items: Item[], at: number): void {
  placed(items, at);
  const role = items[at]!.section === "customers" ? "supplier" : "recipient";
  const before = items[at - 1];
  if (before?.isState && before.owner) before.role = isElsewhere(items, at) ? "beside" : role;
  let joined = false;
  for (let n = at; n + 1 < items.length; n++) {
    const [one, two] = [items[n]!, items[n + 1]!];
    if (!["name", "grammar", "little"].includes(two.section)) break;
    if (["that", "but", "be", "do", "have", "wh"].includes(two.concept)) break;
    const names = one.text === "of" || joined || ((one.concept === "to" || one.concept === "in") && role === "recipient");
    if (two.isState && !two.role && names) [two.role, joined] = [role, true];
    else if (two.is("from", "by", "not", "lacking", "except")) break;
  }
}
