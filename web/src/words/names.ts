// Which things of the registers a text names: kg/evidence/mention.py in the browser.
import type { Meanings, Table } from "./table";

/** The meaning of a state as the home of companies: "Chinese" and "Chinese companies" have it. */
export const HOME = "home";
const NEAR = 88;
const LIKE = 83;
const SHORTEST = 5;
const MOST = 6;
const TOKEN = /[\p{L}\p{N}]+(?:[.&'’+/-][\p{L}\p{N}]+)*/gu;

export interface Mention { text: string; meanings: Meanings; start: number; end: number }

const BLANKS = /[\t-\r\u001c-\u001f \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

/** A text with one blank between its words, and none around them. */
export function spaced(text: string): string {
  return text.split(BLANKS).filter(Boolean).join(" ");
}

/** A text without regard to the case of its letters. */
export function folded(text: string): string {
  return text.toLowerCase().replace(/ß/g, "ss").replace(/ς/g, "σ");
}

/** A text as it looks: composed letters, no invisible characters, one blank between words. */
export function seen(text: string): string {
  const visible = text.replace(/[\p{Cf}\p{Cc}]/gu, (sign) => ("\t\n\r".includes(sign) ? sign : ""));
  return spaced(visible.normalize("NFC"));
}

export function tokens(text: string): string[] {
  return (seen(text).match(TOKEN) ?? []).map((word) => word.replace(/['’]s?$/, ""));
}

/** Whether two names mean the same. */
export function isSame(one: Meanings, two: Meanings): boolean {
  return one.size === two.size && [...one].every(([kind, thing]) => two.get(kind) === thing);
}

export class Names {
  private readonly longest = new Map<string, number>();
  private readonly parts = new Set<string>();
  private readonly single: string[] = [];
  /** Word of names, folded → as the first of those names has it. */
  private readonly spelled = new Map<string, string>();

  constructor(private readonly known: Table) {
    for (const [form, written] of known.names) {
      const words = form.split(" ");
      this.longest.set(words[0]!, Math.max(words.length, this.longest.get(words[0]!) ?? 0));
      for (const word of words) this.parts.add(word);
      const own = [...written.keys()].some((name) => tokens(name).map(folded).join(" ") === form);
      if (words.length === 1 && [...form].length > 4 && own) this.single.push(form);
    }
  }

  /** Whether a word, whatever the case of its letters, stands in a name. */
  has(word: string): boolean {
    return this.parts.has(folded(word));
  }

  /** The word of a name, as the name has it, that a misspelled word is nearest to; empty where none is near. */
  like(word: string, common: Iterable<string> = []): string {
    if ([...word].length < SHORTEST) return "";
    this.spelling();
    let best: string | undefined;
    let least = LIKE;
    const own = folded(word);
    for (const form of this.spelled.keys()) {
      if (own.endsWith(form) || form.endsWith(own)) continue;
      const alike = ratio(own, form);
      if (best === undefined ? alike >= least : alike > least) [best, least] = [form, alike];
    }
    if (best !== undefined) return this.spelled.get(best)!;
    let near = "";
    least = NEAR;
    for (const each of common) {
      if ([...each].length < SHORTEST || each.includes(" ") || each[0] !== own[0]) continue;
      const alike = ratio(own, each);
      if (near ? alike > least : alike >= least) [near, least] = [each, alike];
    }
    return near;
  }

  /** Each word of a name, folded → as the first name that has it writes it. */
  spelling(): ReadonlyMap<string, string> {
    if (this.spelled.size) return this.spelled;
    for (const written of this.known.names.values()) {
      for (const name of written.keys()) {
        for (const part of tokens(name)) {
          const form = folded(part);
          if ([...part].length >= SHORTEST && !/^\p{Nd}+$/u.test(part) && !this.spelled.has(form)) this.spelled.set(form, part);
        }
      }
    }
    return this.spelled;
  }

  /** The names in a text that mean several things, and what they may mean, where a word of them is strange. */
  shared(text: string, strange: ReadonlySet<string>): [name: string, means: string][] {
    const words = tokens(text).flatMap((word) => word.split("-"));
    const found: [string, string][] = [];
    for (let at = 0; at < words.length; at++) {
      for (let length = Math.min(MOST, words.length - at); length > 0; length--) {
        const part = words.slice(at, at + length);
        const form = part.map(folded).join(" ");
        const means = this.known.shared.get(form) ?? this.known.shared.get(form.replace(/s$/, ""));
        if (!means || !part.some((word) => strange.has(word))) continue;
        found.push([part.join(" "), means]);
        at += length - 1;
        break;
      }
    }
    return found;
  }

  /** Whether a text is one name of a state, a vendor, a list or an initiative, or such names of one thing. */
  whole(text: string): boolean {
    const found = text.split(/[/()]/).filter((part) => part.trim()).map((part) => this.meanings(tokens(part)));
    const [first] = found;
    if (!first || first.has(HOME) || !["state", "vendor", "list", "initiative"].some((kind) => first.has(kind))) return false;
    return found.every((each) => isSame(each, first));
  }

  /** The mentions in a text, none overlapping; a longer name wins over one inside it. */
  found(text: string): Map<number, Mention> {
    const words = tokens(text);
    const found = new Map<number, Mention>();
    const loud = words.length > 1 && text === text.toUpperCase() && text !== text.toLowerCase();
    for (let at = 0; at < words.length; ) {
      const seen = this.at(words, at);
      const mention = seen && !(loud && this.known.codes.has(folded(seen.text))) ? seen : undefined;
      if (mention) found.set(mention.start, mention);
      at = mention ? mention.end : at + 1;
    }
    return found;
  }

  private at(words: string[], start: number): Mention | undefined {
    const given = words[start] === "us" && start > 0 && this.known.giving.has(folded(words[start - 1]!));
    const longest = given ? 0 : (this.longest.get(folded(words[start]!)) ?? 0);
    const most = Math.min(longest, words.length - start);
    for (let length = most; length > 0; length--) {
      const part = words.slice(start, start + length);
      const meanings = this.meanings(part);
      if (meanings.size) return { text: part.join(" "), meanings, start, end: start + length };
    }
    const word = words[start]!;
    const edition = this.known.editions.get(word);
    const end = start + 1;
    if (edition) return { text: word, meanings: new Map([["source", edition], ["integer", word]]), start, end };
    if (/^\p{Nd}+$/u.test(word)) return { text: word, meanings: new Map([["integer", word]]), start, end };
    if ([...word].length > 4 && !this.known.words.has(folded(word)) && /^[\p{Lu}\p{Lt}]/u.test(word) && !this.known.shared.has(folded(word))) {
      const meanings = this.near(folded(word));
      if (meanings) return { text: word, meanings, start, end };
    }
    return undefined;
  }

  /** Parameter type → IRI of what words are the name of, exactly and as a whole. */
  meanings(words: string[]): Meanings {
    const form = words.map(folded).join(" ");
    const exact = words.length === 1 && this.known.exact.has(form);
    const found = new Map<string, string>();
    for (const [name, meanings] of this.known.names.get(form) ?? []) {
      if (!exact || name === words[0]) for (const [type, thing] of meanings) found.set(type, thing);
    }
    return found;
  }

  /** The meanings of the one name that a misspelled word is near to; it begins as that name does. */
  private near(word: string): Meanings | undefined {
    let best: string | undefined;
    let least = NEAR;
    for (const name of this.single) {
      if (name[0] !== word[0]) continue;
      const alike = ratio(word, name);
      if (best === undefined ? alike >= least : alike > least) [best, least] = [name, alike];
    }
    if (best === undefined) return undefined;
    const found = new Map<string, string>();
    for (const meanings of this.known.names.get(best)!.values()) for (const [type, thing] of meanings) found.set(type, thing);
    return found;
  }
}

/** How alike two words are, in percent: twice their longest common subsequence over their lengths. */
function ratio(one: string, two: string): number {
  const [a, b] = [[...one], [...two]];
  let row = new Array<number>(b.length + 1).fill(0);
  for (const sign of a) {
    const next = [0];
    for (let at = 0; at < b.length; at++) next.push(sign === b[at] ? row[at]! + 1 : Math.max(next[at]!, row[at + 1]!));
    row = next;
  }
  return (200 * row[b.length]!) / (a.length + b.length);
}
