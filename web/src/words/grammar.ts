// What a text asks for, and the role of each of its names. kg/wording/grammar.py in the browser.
import { CODE, Item } from "./item";
import { HOME } from "./names";
import { changes } from "./change";
import { endings } from "./ending";
import { peoples } from "./people";
import { predicates } from "./predicate";
import { pronouns } from "./pronoun";
import { quantities } from "./quantity";
import { among, tops } from "./rank";
import { meantAgain, repeated } from "./repeat";
import { seconds } from "./second";
import * as supply from "./supply";

/** Words for other goods that are words of supply elsewhere, or say nothing. */
const GOODS_LIKE = ["ship", "ships", "work", "works", "kits", "exports", "imports", "shops", "markets", "offers", "orders"];
const DETERMINERS = ["a", "an", "the", "any", "some", "its", "their", "more", "most", "new"];
const PLACES = ["region", "category", "initiative"];
const OWNERLESS = ["types state", "persons member", "persons use", "customers supply"];
/** The most letters of an abbreviation, which is put before companies as an adjective is. */
const ABBREVIATED = 3;
const WARES = ["technology", "technologies", "tech", "tools", "gear", "kit", "equipment"];
const REGIMES = ["autocracies", "democracies", "dictatorships"];
const GOODS = ["vendor", "technology", "home", "about", "be", "supply"];
const OTHERS = ["vendor", "technology", HOME];
const TIMES = ["since", "after", "before", "until"];
const EVENTS = ["ban", "limit", "regulate", "moratorium", "listed", "leave"];
const JOINING = ["join", "acced", "access", "sign", "become part"];
const SAYING = ["said", "say", "says", "reported", "report", "stated", "told", "wrote", "declared"];
/** Of what no edition of an index tells, so that a year is none. */
const DATED = ["agency", "forbid"];
const LASTING = ["vendor", "agency", "forbid"];
const SPOKEN = ["types source", "types claim", "types article", "words regard"];
const GOVERNMENTS = ["government", "authorities"];
const COMPARED: Record<string, string> = { since: "since", after: "since", before: "before", until: "until", over: "over", floor: "over", under: "under" };

/** Gives each name its role in place; the kinds of thing that the text asks for are returned. */
export function roles(items: Item[]): ReadonlySet<string> {
  const last = items.at(-1);
  if (items.length > 1 && last!.is("where")) last!.section = "words";
  goods(items);
  pronouns(items);
  endings(items);
  peoples(items);
  frame(items);
  predicates(items);
  buyers(items);
  markets(items);
  const again = meantAgain(items);
  tops(items);
  numbers(items);
  among(items);
  years(items);
  publishers(items);
  listers(items);
  owners(items);
  homes(items);
  let [asked, head] = sought(items);
  if (head && sellers(items, head)) [asked, head] = [new Set(["state-as-supplier"]), undefined];
  seconds(items, head ? items.indexOf(head) : -1);
  quantities(items, head && items.indexOf(head));
  for (const [at, item] of items.entries()) {
    if (item.isVerb && supply.isTrade(items, at)) {
      supply.trade(items, at);
      if (!asked.size) asked = new Set(["state"]);
    } else if (item.isVerb && !(at && items[at - 1]!.owner)) supply.verb(items, at);
    else if (item.section === "customers" || (item.section === "types" && item.concept === "vendor")) supply.noun(items, at);
  }
  repeated(items, again);
  for (const item of items) {
    const vendor = item.section === "name" && item.meanings.has("vendor");
    if (item.isState && item.role === "supplier") item.role = "home";
    else if (vendor && (item.role === "supplier" || item.role === "home")) item.role = "";
    else if (vendor && item.role === "recipient") item.role = "buyer";
  }
  changes(items);
  users(items);
  if (head) {
    if (head.section === "types") head.form = "asked";
    if (head.concept === "who" && !items.some(relates)) asked = new Set(["identity"]);
    else if (head.concept === "who") {
      asked = new Set(head.role === "supplier" ? ["vendor"] : head.role === "recipient" ? ["state"] : ["vendor", "state"]);
    } else if (
      (head.concept === "state" && head.role === "supplier") ||
      (head.concept === "vendor" && head.role === "recipient")
    ) {
      asked = new Set([`${head.concept}-as-${head.role}`]);
      head.section = "done";
    }
  }
  return asked.size === 1 && asked.has("vendor") && whether(items) ? new Set() : asked;
}

/** Whether a text asks for a yes or a no of one state and companies of another; gives the one its role. */
function whether(items: readonly Item[]): boolean {
  const said = items.filter(({ section }) => section !== "little" && section !== "done");
  const names = said.filter(({ section, meanings }) => section === "name" && !meanings.has("source"));
  const states = names.filter((item) => item.isState && ["", "recipient"].includes(item.role));
  const [first] = said;
  if (first?.section !== "words" || first.concept !== "yesno" || said.some((item) => item.is("wh", "who", "count", "any", "all", "both"))) return false;
  const others = names.filter((item) => item !== states[0]);
  if (states.length !== 1 || others.length !== 1 || others[0]!.role !== "home") return false;
  states[0]!.role = "recipient";
  return true;
}

/** Whether a word says how things are related: who is Huawei has none. */
function relates(item: Item): boolean {
  const preposition = item.is("in", "by", "from", "to", "with", "of", "have");
  return preposition || item.isVerb || item.isNoun || ["words", "about", "done"].includes(item.section);
}

/** Gives the vendors that are said to use something that role: who does Huawei use. */
function users(items: Item[]): void {
  const said = items.filter(({ section }) => section !== "little");
  for (let at = 1; at < said.length; at++) {
    const [item, name, before] = [said[at]!, said[at - 1]!, said[at - 2]];
    const uses = item.section === "words" && item.concept === "use" && name.meanings.has("vendor");
    if (uses && (item.text === "uses" || before?.is("do"))) name.role = "user";
  }
}

/** Makes other goods unknown that are spelt as words of supply are: bought ships, how many ships. */
function goods(items: Item[]): void {
  for (const [at, item] of items.entries()) {
    const before = items.slice(0, at).filter(({ text }) => !DETERMINERS.includes(text)).at(-1);
    if (GOODS_LIKE.includes(item.text) && before && (before.isVerb || before.is("count", "wh"))) item.section = "unknown";
  }
}

/** Makes it unknown that states are the biggest buyers, for none has a size. */
function markets(items: readonly Item[]): void {
  const sells = items.some(({ section, concept }) => section === "gives" || (section === "types" && concept === "vendor"));
  const named = items.some(({ section, meanings }) => section === "name" && ["vendor", "group", HOME].some((kind) => meanings.has(kind)));
  const ordered = items.some(({ section, concept }) => section === "words" && concept === "most");
  if (!ordered || sells || named || items.some((item) => item.is("have"))) return;
  for (const item of items) if (item.section === "takes" || item.section === "customers") item.section = "unknown";
}

/** Makes it unknown that vendors are customers, and whose a state's customers are, for no question has those. */
function buyers(items: Item[]): void {
  const said = items.filter(({ section }) => section !== "little");
  for (const [at, { section, concept }] of said.entries()) {
    const vendors = section === "types" && concept === "vendor" && said[at + 1]?.is("be");
    const states = section === "types" && concept === "state" && said[at + 1]?.text === "whose";
    for (const each of said.slice(at + 2, at + 2 + (vendors ? 1 : states ? 2 : 0))) if (each.section === "customers") each.section = "unknown";
  }
}

/** Whether the states that are asked for are said to be suppliers: which country is the biggest supplier. */
function sellers(items: Item[], head: Item): boolean {
  const said = items.slice(items.indexOf(head)).filter(({ section }) => section !== "little");
  const vendor = said.slice(2).find(({ concept }) => concept !== "most");
  if (head.concept !== "state" || !said[1]?.is("be") || vendor?.section !== "types" || vendor.concept !== "vendor") return false;
  head.section = vendor.section = "done";
  return true;
}

/** Makes "by region" and "each region" one word, and marks a text that asks for a yes or a no. */
function frame(items: Item[]): void {
  if (items.at(-1)?.is("from")) based(items);
  elided(items);
  within(items);
  exists(items);
  stands(items);
  got(items);
  appositions(items);
  const first = items[0];
  if (first?.text === "list" && items.length > 1) first.section = "little";
  if (items.length > 1 && items.at(-1)!.text === "list" && (items.at(-2)!.isNoun || items.at(-2)!.meanings.has("category"))) items.at(-1)!.section = "little";
  for (const item of items) {
    const other = item.section === "words" && item.concept === "else";
    if (other && items.some((each) => each.is("except"))) item.section = "little";
  }
  const said = items.findIndex(({ section }) => section !== "little");
  const told = said >= 0 && items[said]!.text === "every" && !items.slice(0, said).some(({ text }) => text === "for");
  if (told && !items.some(({ concept }) => concept === "count")) items[said]!.section = "little";
  again(items);
  for (let n = 0; n + 1 < items.length; n++) {
    const [one, two] = [items[n]!, items[n + 1]!];
    const counted = one.section === "customers" && ["states", "countries"].includes(two.text);
    if (counted && items[n - 1]?.section === "number") one.section = "little";
    const agents = one.text === "by" && items[n - 1]?.isVerb && isListed(items.slice(n + 2));
    if (one.is("each", "by") && !agents && (two.section === "types" || two.section === "persons")) {
      [two.section, two.concept] = ["words", `by-${two.section === "persons" ? "state" : two.concept}`];
      one.section = "done";
    }
    if (one.section === "types" && one.concept === "technology" && two.section === "types" && two.concept === "vendor") {
      one.section = "done";
    }
    if (one.section === "types" && one.concept === "technology" && two.section === "types" && two.concept === "technology") {
      two.section = "done";
    }
    if (one.isState && two.section === "types" && GOVERNMENTS.includes(two.text)) {
      one.meanings = new Map([...one.meanings].filter(([kind]) => kind !== HOME));
      two.section = "little";
    }
    if (one.meanings.has("technology") && two.section === "types" && two.concept === "technology") two.section = "done";
  }
  if (!first?.is("do", "be", "have")) return;
  if (!items.some((item) => item.concept === "any" || item.text === "there")) {
    [first.section, first.concept] = ["words", "yesno"];
  }
  for (const item of items) {
    if (["every", "each", "all"].includes(item.text) && (item.is() || item.section === "little")) item.section = "unknown";
  }
}

/** Says a noun again that a text means and does not say: Chinese technology but not American. */
function elided(items: Item[]): void {
  const [home, noun, but, not, last] = items.slice(-5);
  if (!last?.meanings.has(HOME) || !not!.is("not") || but!.text !== "but" || !home!.meanings.has(HOME)) return;
  if (noun!.section === "types" && noun!.concept === "technology") items.push(new Item(noun!.text, "types", "technology"));
}

/** Says a noun once that stands beside each of two alternatives: Chinese technology or American technology. */
function again(items: readonly Item[]): void {
  const isGood = ({ section, concept }: Item) => section === "types" && concept === "technology";
  for (let n = 0; n + 4 < items.length; n++) {
    const [one, noun, link, two, last] = [items[n]!, items[n + 1]!, items[n + 2]!, items[n + 3]!, items[n + 4]!];
    const alike = [HOME, "vendor"].some((kind) => one.meanings.has(kind) && two.meanings.has(kind));
    if (link.is("or") && alike && isGood(noun) && isGood(last)) noun.section = "done";
  }
}

/** Makes "facial recognition in Africa" a text about who uses it there. */
function within(items: Item[]): void {
  const said = items.filter(({ section }) => section !== "little");
  const told = said.length === 3 && said[0]!.meanings.has("technology") && said[2]!.meanings.has("region");
  if (told && said[1]!.is("in")) [said[1]!.section, said[1]!.concept] = ["words", "use"];
}

/** Makes a "from" at the end of a text a word for the home of vendors, where no verb of supply takes it. */
function based(items: Item[]): void {
  const last = items.at(-1)!;
  if (!items.some(({ isVerb }) => isVerb)) [last.section, last.concept] = ["words", "home"];
}

/** Whether a list is named next: supplied by vendors on the Entity List, which groups no rows by vendor. */
function isListed(items: readonly Item[]): boolean {
  return items.find(({ section }) => section !== "little")?.meanings.has("list") ?? false;
}

/** Takes out the noun that says again what a name before it is: Huawei as a supplier, Kenya as a customer. */
function appositions(items: Item[]): void {
  const said = items.filter(({ section, text }) => section !== "little" || text === "as");
  for (let at = 0; at + 2 < said.length; at++) {
    const [name, word, noun] = [said[at]!, said[at + 1]!, said[at + 2]!];
    const vendor = name.meanings.has("vendor") && noun.section === "types" && noun.concept === "vendor";
    if (word.text === "as" && (vendor || (name.isState && noun.section === "customers"))) noun.section = "little";
  }
}

/** Makes "is Huawei in Kenya" a question whether it has a footprint there, and "does Kenya have it" one of use. */
function stands(items: Item[]): void {
  const said = items.filter(({ section }) => section !== "little");
  const [asks, vendor, within, state] = said;
  if (said.length !== 4 || !asks!.is("do", "be", "have")) return;
  const had = within!.is("have") && (state!.meanings.has("technology") || state!.meanings.has("vendor"));
  if (vendor!.isState && had) [within!.section, within!.concept] = ["words", "use"];
  if (!vendor!.meanings.has("vendor")) return;
  if (within!.is("in") && state!.isState) [within!.section, within!.concept] = ["words", "reach"];
}

/** Makes "have got" what "have" is, where nobody is told from whom it was got. */
function got(items: Item[]): void {
  const said = items.filter(({ section }) => section !== "little");
  for (const [at, item] of said.entries()) {
    const [before, rest] = [said.slice(0, at).findLast(({ section }) => section !== "name"), said.slice(at + 1)];
    if (item.text !== "got" || !before?.is("have") || rest.some((each) => each.is("from", "by"))) continue;
    const asks = said[at - 1]!.section === "name" && rest.some(({ meanings }) => meanings.has("technology"));
    [item.section, item.concept] = asks ? ["words", "use"] : ["little", ""];
  }
}

/** Makes "is there facial recognition in Germany" a question whether Germany uses it. */
function exists(items: Item[]): void {
  const [be, there, ...others] = items.filter(({ section, text }) => section !== "little" || text === "there");
  if (!be?.is("be") || there?.text !== "there" || others.length < 2) return;
  const rest = others.filter((item) => !item.is("in", "any"));
  const used = rest.some(({ meanings }) => meanings.has("technology")) && rest.some(({ isState }) => isState);
  if (!used || !rest.every(({ section }) => section === "name")) return;
  [be.section, be.concept] = ["words", "yesno"];
  [there.section, there.concept] = ["words", "use"];
}

/** Gives numbers the role that the comparison before them gives, and takes the comparison out. */
function numbers(items: Item[]): void {
  const said = items.filter(({ section }) => section !== "little");
  for (let n = 0; n + 1 < said.length; n++) {
    const [one, two] = [said[n]!, said[n + 1]!];
    const edition = two.section === "name" && two.meanings.has("source") && TIMES.includes(one.concept);
    if (one.is() && edition) {
      two.role = COMPARED[one.concept]!;
      one.section = "done";
    }
    if (!one.is() || two.section !== "number" || two.role) continue;
    const compared = COMPARED[one.concept];
    if (compared !== undefined) {
      two.role = compared;
      const number = two.meanings.get("integer")!;
      const next: [string, string] = ["integer", String(Number(number) + 1)];
      const more = /^[0-9]+$/.test(number);
      if (one.concept === "over" && more) two.meanings = new Map([next]);
      else if (one.concept === "after" && more) two.meanings = new Map([...two.meanings, next]);
      else if (one.concept === "floor" || one.concept === "under") two.meanings = new Map([["integer", number]]);
      one.section = "done";
    } else if (one.concept === "by" || one.concept === "to") {
      two.role = "until";
      one.section = "done";
    }
  }
  for (let at = 0; at + 3 < said.length; at++) {
    const [one, from, and, to] = [said[at]!, said[at + 1]!, said[at + 2]!, said[at + 3]!];
    const both = isDated(from) && isDated(to);
    if ((one.concept === "between" || one.concept === "from") && both && ["and", "to", "done", "but"].includes(and.concept)) {
      from.role = to.role = "between";
      one.section = and.section = "done";
    }
  }
  for (let n = 0; n + 1 < items.length; n++) {
    if (items[n]!.is("from") && items[n + 1]!.section === "number") {
      items[n + 1]!.role = "since";
      items[n]!.section = "done";
    }
  }
  for (const item of items) {
    if (item.is("each")) item.section = "unknown";
    if (item.text === "more than" && item.is()) [item.section, item.concept] = ["words", "more"];
    if (item.is(...Object.keys(COMPARED), "between")) {
      const listed = item.text === "under" && items.some(({ concept }) => concept === "listed");
      item.section = listed || item.concept === "between" ? "done" : "unknown";
    }
  }
}

/** Whether an item is a number, or an edition by its name: from the 2020 edition to that of 2022. */
function isDated({ section, meanings }: Item): boolean {
  return section === "number" || (section === "name" && meanings.has("source"));
}

/** Gives a year its role where the text tells of an event: joined in 2018, banned in 2020, said in 2019. */
function years(items: Item[]): void {
  for (let n = 0; n + 2 < items.length; n++) {
    const [one, two, three] = [items[n]!, items[n + 1]!, items[n + 2]!];
    if (SAYING.includes(one.text) && two.is("in") && three.section === "number") three.role ||= "said";
  }
  const members = items.filter(({ concept }) => concept === "member");
  const joins = members.some(({ text }) => JOINING.some((start) => text.startsWith(start)));
  const others = items.some(({ section, meanings }) => section === "about" || OTHERS.some((kind) => meanings.has(kind)));
  const lists = items.some(({ section, meanings }) => section === "name" && meanings.has("list"));
  if (joins || lists || items.some(({ section, concept }) => section === "words" && EVENTS.includes(concept))) {
    for (const item of items) if (item.section === "number" && !item.role && [...item.text].length === 4) item.role = "year";
  } else if (members.length && !others) {
    for (const item of items) if (item.section === "number") item.role ||= "during";
  } else if (items.some((item) => item.isVerb || item.section === "customers" || LASTING.includes(item.concept))) {
    const said = items.filter(({ section }) => section !== "little");
    const dated = items.some(({ concept }) => DATED.includes(concept));
    for (const [at, two] of said.entries()) {
      const year = /^\p{Nd}{4}$/u.test(two.text) && (dated || !two.meanings.has("source"));
      if (two.section === "number" && !two.role && year && said[at - 1]?.is("in")) two.role = "at";
    }
  }
}

/** Gives the names that sources are from, or claims by, that role: claims by Huawei, sources from Kenya. */
function publishers(items: Item[]): void {
  const said = items.filter(({ section }) => section !== "little");
  let [spoken, by] = [false, false];
  for (const item of said) {
    if (spoken && by && item.section === "name") item.role = "publisher";
    by = item.is("from", "by");
    if (item.section === "types" || item.section === "words") spoken = SPOKEN.includes(`${item.section} ${item.concept}`);
    else if (!by && !["name", "about", "number"].includes(item.section)) spoken = false;
  }
}

/** Gives the states that keep lists that role: the US entity list, sanctioned by the US, a list of America. */
function listers(items: Item[]): void {
  const said = items.filter((item) => item.section !== "little" || item.text === "of");
  for (const [at, item] of said.entries()) {
    const follows = said[at + 1];
    const [last, first] = said.slice(0, at).reverse().filter(({ concept }) => concept !== "have");
    const kept = follows && isOfLists(follows) && !(follows.form === "past" && follows.section === "words") && !isOnList(items, item, follows);
    const by = first && isOfLists(first) && (last!.concept === "by" || last!.text === "of");
    const place = item.isState || (item.section === "name" && item.meanings.has("region"));
    if (!place || !(kept || by)) continue;
    item.role = "lister";
    if (item.form === CODE) item.section = "unknown";
  }
}

/** Whether what is said of a list is on which one stands: in Kenya, on a list; in Kenya, sanctioned by. */
function isOnList(items: Item[], state: Item, noun: Item): boolean {
  const [at, to] = [items.indexOf(state), items.indexOf(noun)];
  const between = items.slice(at + 1, to).some(({ text }) => text === "on" || text === "under");
  return between || (noun.section === "words" && noun.text.endsWith("ed") && ["on", "by"].includes(items[to + 1]?.text ?? ""));
}

/** Gives the names that own that role: owned by CETC, what does CETC own; not those that are owned: who owns it. */
function owners(items: Item[]): void {
  for (const [at, item] of items.entries()) {
    if (item.section !== "words" || item.concept !== "own") continue;
    const asked = items.slice(0, at).some((each) => each.concept === "who" || (each.concept === "wh" && each.text !== "what"));
    const active = ["own", "owns", "owning"].includes(item.text) && !asked;
    // Which vendors does CETC own: the names between an auxiliary and the verb are its subject.
    const does = items.slice(0, at).findLastIndex((each) => each.is("do"));
    const subject = does < 0 ? [] : items.slice(does + 1, at);
    for (const each of item.text === "owned by" ? items.slice(at + 1) : active ? items.slice(0, at) : subject) {
      if (each.section === "name") each.role = "owner";
    }
  }
}

/** Whether a list is named or meant, or that something is put on one. */
function isOfLists(item: Item): boolean {
  const named = item.section === "name" && item.meanings.has("list");
  return named || (["types", "words"].includes(item.section) && ["list", "listed"].includes(item.concept));
}

/** Whether a word for the people of a state ends a text as what is supplied: who supplies Saudi. */
function isBare(items: readonly Item[], at: number): boolean {
  return at > 0 && at + 1 === items.length && items[at - 1]!.section === "gives";
}

/** Whether a state beside vendors can be their home or their customer: Kenya suppliers, but US vendors. */
function isEither(item: Item, noun: Item): boolean {
  const nouns = ["supplier", "vendor", "seller", "provider"];
  return item.text.length > ABBREVIATED && nouns.some((each) => noun.text.startsWith(each));
}

/** Whether the last name is a state that vendors are from, where a preposition says so: from China or. */
function isSeated(before: readonly Item[]): boolean {
  const at = before.findLastIndex(({ section }) => section === "name");
  return at > 0 && before[at]!.role === "home" && !before[at]!.meanings.has(HOME);
}

/** Gives the states that are the home of companies that role: Chinese vendors, companies from China. */
function homes(items: Item[]): void {
  const before: string[] = [];
  for (const [at, item] of items.entries()) {
    const follows = items[at + 1];
    if (item.role === "lister" || item.role === "owner" || item.role === "home") {
      // It keeps the list that follows, or owns, or is known for a home: US-based.
    } else if (item.section === "name" && PLACES.some((kind) => item.meanings.has(kind))) seat(item, follows, before);
    else if (item.isState && item.meanings.has(HOME) && isBare(items, at)) item.section = "unknown";
    else if (item.isState && item.meanings.has(HOME)) {
      if (follows?.isNoun && (follows.concept === "state" || (follows.section !== "types" && follows.concept !== "compete"))) item.role = "people";
      else if (!item.owner && before.at(-1) !== "to" && before.at(-1) !== "in") item.role = "home";
    } else if (item.isState && follows && !item.owner) {
      const good = follows.section === "about" || follows.meanings.has("technology");
      const own = at === 0 && items.length === 2 && item.text.length > ABBREVIATED && follows.concept === "technology";
      if (own) {
        // Kenya technology is what Kenya uses.
      } else if (good || (follows.section === "types" && ["vendor", "technology"].includes(follows.concept))) {
        item.role = isEither(item, follows) ? "beside" : "home";
      } else if (follows.section === "types") item.role = "people";
    }
    if (item.isState && !item.role && (isOrigin(before) || isFrom(before) || before.at(-1) === "depend" || (before.at(-1) === "or" && isSeated(items.slice(0, at))))) item.role = "home";
    else if (item.isState && !item.role && before.at(-2) === "home" && ["in", "from"].includes(before.at(-1)!)) {
      item.role = "home";
    }
    const owned = before.at(-2) === "vendor" && before.at(-1) === "from";
    if (owned && (OWNERLESS.includes(`${item.section} ${item.concept}`) || ["autocracy", "democracy"].includes(item.concept))) item.section = "unknown";
    if (item.section !== "little" && item.section !== "done") {
      const technology = item.meanings.has("technology") || item.section === "about";
      before.push(technology ? "about" : (item.section !== "customers" && item.concept) || item.section);
    }
  }
}

/** Gives a region or a group of states the role of the home of companies: European vendors, companies from Africa. */
function seat(item: Item, follows: Item | undefined, before: readonly string[]): void {
  const noun = follows?.section === "types" && ["vendor", "technology"].includes(follows.concept);
  const sent = before.at(-1) === "from" && before.includes("supply");
  const seated = isOrigin(before) || sent || (before.at(-1) === "in" && before.at(-2) === "home");
  if ((noun && item.meanings.has("region") && !item.owner) || seated) item.role = "home";
}

/** Whether what follows is said to be where companies or goods come from: vendors from, are not from. */
function isOrigin(before: readonly string[]): boolean {
  const last = before.slice(-3, -1).filter((each) => each !== "not").at(-1);
  return before.at(-1) === "from" && last !== undefined && GOODS.includes(last);
}

/** Whether vendors are told of, and what follows is where some are from: vendors except those from. */
function isFrom(before: readonly string[]): boolean {
  return before.at(-1) === "from" && before.includes("vendor") && !["differ", "compare"].includes(before.at(-2)!);
}

type Sought = [asked: ReadonlySet<string>, head: Item | undefined];

/** The kinds of thing asked for, and which item says so. */
function sought(items: readonly Item[]): Sought {
  for (const [at, item] of items.entries()) {
    const goods = item.text === "what" && items[at + 1]?.concept === "do";
    if (goods && items.slice(at).some((each) => each.isVerb)) return [new Set(["goods"]), undefined];
    if (item.text === "what" && isUsed(items.slice(at + 1))) return [new Set(["technology"]), undefined];
    if (item.is("count") && at && items[at - 1]!.text === "by") continue;
    if (item.is("wh", "count") && (item.concept === "count" || !opener(items, at))) {
      for (let later = at + 1; later < Math.min(at + 5, items.length); later++) {
        const here = items[later]!;
        if (here.meanings.has("group")) return [new Set(["vendor"]), undefined];
        if (companies(items, later)) return [new Set(["state-as-supplier"]), undefined];
        if (here.isNoun) return [kind(here), here];
        const regime = ["autocracy", "democracy"].includes(here.concept) || here.meanings.has("category");
        if (regime && !items[later + 1]?.isNoun) return [new Set(["state"]), undefined];
        if (!["little", "name", "number", "words", "about", "grammar"].includes(here.section)) break;
        if (here.is() && here.concept !== "lacking" && here.concept !== "of") break;
      }
    }
    const joins = items.slice(Math.max(at - 2, 0)).map(({ concept }) => ["by", "from", "to", "and"].includes(concept));
    const last = at > 1 && joins.length === 3 && !joins[0] && joins[1]! && !joins[2];
    const first = last || items.slice(0, at).every(isLeading) || excepted(items.slice(0, at));
    if (item.is() && (item.concept === "who" || item.text === "whose") && first) {
      const told = items.slice(at + 1).filter(({ section }) => !["little", "words", "done"].includes(section));
      const after = told.filter((each) => each.section !== "name" || !each.owner);
      if (after.length > 1 && after[0]!.concept === "be" && after[1]!.isNoun) return [kind(after[1]!), after[1]!];
      return [new Set(["vendor", "state"]), item];
    }
    if (item.is("where") && first) return [new Set(["state", "city"]), undefined];
  }
  const opened = opening(items);
  if (opened) return [new Set([opened]), undefined];
  for (const [at, item] of items.entries()) {
    const follows = items[at + 1];
    const states = follows?.section === "types" && follows.concept === "state";
    const plural = REGIMES.includes(item.text) && items.slice(0, at).every(({ section }) => section === "little");
    if (plural && !follows?.isNoun) return [new Set(["state"]), undefined];
    if (item.isNoun) {
      if (item.concept === "vendor" && states) {
        follows.section = "done";
        return [new Set(["state-as-supplier"]), undefined];
      }
      return [kind(item), item];
    }
    if (item.section === "name" && (item.meanings.has("category") || item.meanings.has("group"))) {
      return [new Set([item.meanings.has("category") ? "state" : "vendor"]), states ? follows : undefined];
    }
  }
  // Technologies are put in an order: the most common surveillance technology in Asia.
  const ordered = items.findIndex(({ section, concept }) => section === "words" && concept === "most");
  const wares = ordered >= 0 && items.slice(ordered).some(({ section, text }) => section === "about" && WARES.some((end) => text.toLowerCase().endsWith(end)));
  return [wares ? new Set(["technology"]) : new Set(), undefined];
}

/** What a text without a noun at its head asks for, by the verb it begins with: supplied by Huawei are states. */
function opening(items: readonly Item[]): string {
  const said = items.filter((item) => !["little", "done"].includes(item.section) && !item.is("not", "be"));
  const [verb, next] = said;
  if (!verb?.isVerb || !next || next.isNoun) return "";
  const gives = verb.section === "gives";
  if (gives && verb.form === "past") return next.is("by", "from") ? "state" : "";
  return verb.form === "going" ? (gives ? "vendor" : "state") : "";
}

/** Whether what somebody uses is asked: what does Kenya use. */
function isUsed(items: readonly Item[]): boolean {
  const said = items.filter(({ section }) => section !== "little");
  return said.length > 1 && said.at(-1)!.concept === "use" && (said[0]!.is("do") || said[0]!.section === "name");
}

/** Whether "which states' companies" stands there, whose two nouns are then one. */
function companies(items: readonly Item[], at: number): boolean {
  const [noun, follows] = [items[at]!, items[at + 1]];
  if (noun.section !== "types" || !noun.owner || noun.concept !== "state" || follows?.concept !== "vendor") return false;
  noun.section = follows.section = "done";
  return true;
}

function kind(item: Item): ReadonlySet<string> {
  if (item.section === "types") return new Set([item.concept]);
  return new Set(item.concept === "compete" ? ["vendor"] : item.concept === "lead" ? ["vendor", "state"] : ["state"]);
}

/** Whether "which" opens a clause about the noun before it, and no question. */
function opener(items: readonly Item[], at: number): boolean {
  const asks = items[at + 1]?.isNoun;
  while (at > 0 && !asks && (items[at - 1]!.text === "for" || items[at - 1]!.is("from", "to", "by", "of", "in", "with"))) at--;
  return at > 0 && ["types", "customers", "persons", "name"].includes(items[at - 1]!.section);
}

function isLeading(item: Item): boolean {
  return item.section === "little" || ["from", "to", "by"].includes(item.concept);
}

/** Whether a text begins with the names that it excepts: apart from Huawei, who. */
function excepted(items: readonly Item[]): boolean {
  const [first, ...others] = items.filter(({ section }) => section !== "little");
  return !!first?.is("except") && others.every((each) => each.section === "name" || each.is("and", "or"));
}
