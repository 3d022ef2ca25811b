// The tree of a text by the rules of a grammar. kg/wording/syntax.py in the browser.

/** ["word", w], ["mark", letters], ["rule", name], or patterns after "all", "any", "maybe" or "many". */
export type Pattern = readonly [kind: string, ...of: (string | Pattern)[]];
/** Condition → what is said of rows that meet it, and of those that do not. */
export type Forms = Record<string, readonly [yes: string, no: string, more?: string]>;
export interface WrittenGrammar { rules: Record<string, Pattern>; words: string[]; denials: string[]; said: Record<string, Forms> }
export interface Grammar {
  rules: ReadonlyMap<string, Pattern>;
  words: ReadonlySet<string>;
  /** The words that deny. */
  denials: ReadonlySet<string>;
  said: Record<string, Forms>;
  /** What each rule begins with, as it is asked for. */
  begins: Map<string, Begins>;
}
/** The words and marks that something begins with, and whether it may say nothing at all. */
interface Begins { words: ReadonlySet<string>; empty: boolean }
/** What a rule was found to say: the words and the rules in it, in their order. */
export interface Node { rule: string; parts: readonly (Node | string)[] }
/** Where something can end that begins at a place, with what it says until there. */
type Ends = Map<number, readonly (Node | string)[]>;

const MARK = "\ue000";
const NOWHERE: Ends = new Map();

/** The grammar, ready to read by. */
export function grammar({ rules, words, denials, said }: WrittenGrammar): Grammar {
  return { rules: new Map(Object.entries(rules)), words: new Set(words), denials: new Set(denials), said, begins: new Map() };
}

/** What a rule begins with. */
function begins(grammar: Grammar, name: string): Begins {
  let found = grammar.begins.get(name);
  if (!found) {
    found = first(grammar, grammar.rules.get(name)!);
    grammar.begins.set(name, found);
  }
  return found;
}

function first(grammar: Grammar, [kind, ...of]: Pattern): Begins {
  if (kind === "word") return { words: new Set([of[0] as string]), empty: false };
  if (kind === "mark") return { words: new Set([...(of[0] as string)].map((letter) => MARK + letter)), empty: false };
  if (kind === "rule") return begins(grammar, of[0] as string);
  const words = new Set<string>();
  let empty = kind !== "any";
  for (const each of of as Pattern[]) {
    const found = first(grammar, each);
    for (const word of found.words) words.add(word);
    if (kind === "any") empty ||= found.empty;
    else if (kind === "all" && !found.empty) return { words, empty: false };
  }
  return { words, empty };
}

/** The first tree by which a rule says all of some words; undefined where it does not. */
export function tree(grammar: Grammar, tokens: readonly string[], start: string): Node | undefined {
  if (tokens.some((token) => !token.startsWith(MARK) && !grammar.words.has(token))) return undefined;
  const here = [...tokens.map((token) => (token.startsWith(MARK) ? token.slice(0, 2) : token)), ""];
  const known = new Map<string, Ends[]>();
  return rule(start, 0).get(tokens.length)?.[0] as Node | undefined;

  function rule(name: string, at: number): Ends {
    let places = known.get(name);
    if (!places) known.set(name, (places = []));
    return (places[at] ??= found(name, at));
  }

  function found(name: string, at: number): Ends {
    const { words, empty } = begins(grammar, name);
    if (!empty && !words.has(here[at]!)) return NOWHERE;
    const ends: Ends = new Map();
    for (const [end, parts] of said(grammar.rules.get(name)!, at)) ends.set(end, [{ rule: name, parts }]);
    return ends;
  }

  function said(pattern: Pattern, at: number): Ends {
    const [kind, name] = pattern as [string, string];
    if (kind === "word") return here[at] === name ? new Map([[at + 1, [name]]]) : NOWHERE;
    if (kind === "mark") return here[at]![0] === MARK && name.includes(here[at]![1]!) ? new Map([[at + 1, [tokens[at]!]]]) : NOWHERE;
    if (kind === "rule") return rule(name, at);
    if (kind === "all") return row(pattern, at);
    const ends: Ends = new Map();
    for (let n = 1; n < pattern.length; n++) {
      const each = pattern[n] as Pattern;
      for (const [end, parts] of kind === "many" ? again(each, at) : said(each, at)) if (!ends.has(end)) ends.set(end, parts);
    }
    if (kind !== "any" && !ends.has(at)) ends.set(at, []);
    return ends;
  }

  function row(pattern: Pattern, at: number): Ends {
    let ends: Ends = new Map([[at, []]]);
    for (let n = 1; n < pattern.length && ends.size; n++) {
      const after: Ends = new Map();
      for (const [start, before] of ends) {
        for (const [end, parts] of said(pattern[n] as Pattern, start)) if (!after.has(end)) after.set(end, [...before, ...parts]);
      }
      ends = after;
    }
    return ends;
  }

  function again(pattern: Pattern, at: number): Ends {
    const ends: Ends = new Map();
    for (const [end, parts] of said(pattern, at)) {
      if (end > at) for (const [last, more] of again(pattern, end)) if (!ends.has(last)) ends.set(last, [...parts, ...more]);
      if (!ends.has(end)) ends.set(end, parts);
    }
    return ends;
  }
}
