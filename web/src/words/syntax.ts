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
}
/** What a rule was found to say: the words and the rules in it, in their order. */
export interface Node { rule: string; parts: readonly (Node | string)[] }
/** Where something can end that begins at a place, with what it says until there. */
type Ends = Map<number, readonly (Node | string)[]>;

const MARK = "\ue000";

/** The grammar, ready to read by. */
export function grammar({ rules, words, denials, said }: WrittenGrammar): Grammar {
  return { rules: new Map(Object.entries(rules)), words: new Set(words), denials: new Set(denials), said };
}

/** The first tree by which a rule says all of some words; undefined where it does not. */
export function tree(grammar: Grammar, tokens: readonly string[], start: string): Node | undefined {
  if (tokens.some((token) => !token.startsWith(MARK) && !grammar.words.has(token))) return undefined;
  const known = new Map<string, Ends>();
  const parts = rule(start, 0).get(tokens.length);
  return parts && { rule: start, parts };

  function rule(name: string, at: number): Ends {
    const key = `${name} ${at}`;
    let ends = known.get(key);
    if (!ends) {
      ends = said(grammar.rules.get(name)!, at);
      known.set(key, ends);
    }
    return ends;
  }

  function said(pattern: Pattern, at: number): Ends {
    const [kind, ...of] = pattern;
    const token = tokens[at];
    if (kind === "word") return token === of[0] ? new Map([[at + 1, [token!]]]) : new Map();
    if (kind === "mark") return token?.[0] === MARK && (of[0] as string).includes(token[1]!) ? new Map([[at + 1, [token]]]) : new Map();
    if (kind === "rule") {
      const name = of[0] as string;
      return new Map([...rule(name, at)].map(([end, parts]) => [end, [{ rule: name, parts }]]));
    }
    const patterns = of as Pattern[];
    const ends: Ends = new Map();
    if (kind === "all") return row(patterns, at);
    for (const each of patterns) {
      for (const [end, parts] of kind === "many" ? again(each, at) : said(each, at)) if (!ends.has(end)) ends.set(end, parts);
    }
    if (kind !== "any" && !ends.has(at)) ends.set(at, []);
    return ends;
  }

  function row(patterns: readonly Pattern[], at: number): Ends {
    let ends: Ends = new Map([[at, []]]);
    for (const pattern of patterns) {
      const after: Ends = new Map();
      for (const [start, before] of ends) {
        for (const [end, parts] of said(pattern, start)) if (!after.has(end)) after.set(end, [...before, ...parts]);
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
