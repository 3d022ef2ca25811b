// The rules and registers of plain words as the site carries them: kg/wording/table.py writes what is read here.
import { exonyms, type Aside, type Exonyms, type Mark, type WrittenExonyms } from "./paraphrase";
import { additionRules, type WrittenAddition } from "./addition";
import { contrasts, type Contrasts, type WrittenContrasts } from "./contrast";
import { surroundings, type Surroundings, type WrittenSurroundings } from "./surrounding";
import { grammar, type Grammar, type WrittenGrammar } from "./syntax";
import { turns, type Turns, type WrittenTurns } from "./turn";
import { wrappingRules, type WrittenWrapping } from "./wrapped";

/** The types of parameters whose values are texts, and no things. */
const TEXTS = ["integer", "date", "text"];

export type Meanings = ReadonlyMap<string, string>;
export interface Word { section: string; concept: string; form: string }
export interface Param { name: string; type: string }
export interface Question {
  name: string;
  summary: string;
  row: string;
  within: string;
  /** Whether only a text that says of what kind its rows are asks it. */
  said: boolean;
  /** The parameter that a name has to fill for it to stand beside others, which are then told by what they are. */
  beside: string;
  /** Whether its rows can be taken out of those that it lies within. */
  deniable: boolean;
  /** The question of what has to be known of a row before this can be denied of it; empty for none. */
  base: string;
  coded: string;
  known: string;
  /** The column by which the rows are ordered, from most to least; empty where they are not. */
  lowest: boolean;
  ranked: string;
  /** Whether the rows are told by what they are themselves. */
  standing: boolean;
  /** Whether the rows are in an order by what is their own, whatever else holds of them. */
  measured: boolean;
  /** Whether they are so whatever else holds of them, and not only among those that are of a kind. */
  whatever: boolean;
  /** The parameter and its values of which editions tell; empty where they tell of all. */
  dated: string;
  unlisted: string;
  /** The word that asks for what it tells of each row, and a parameter that it then has; empty for none. */
  tells: string;
  /** The words of each text by which it describes itself, each once. */
  own: readonly string[];
  /** Its title and examples word for word, with marks in the places of names. */
  shapes: ReadonlySet<string>;
  /** How the ids of the things begin that its rows are of; empty where they are of no register. */
  of: string;
  /** The column that carries claims. */
  claims: string | null;
  /** Whether what no source says may be more rows of it. */
  bounded: boolean;
  params: readonly Param[];
}
export interface Words { words: ReadonlySet<string>; sign: string; optional: boolean }
export interface Slot {
  param: Param;
  roles: ReadonlySet<string>;
  kinds: ReadonlySet<string>;
  optional: boolean;
  several: boolean;
  /** What fills it where the text names nothing. */
  value: readonly string[] | null;
  /** Whether the words of the frame say the value, so that no name fills it. */
  fixed: boolean;
  /** A parameter that the same name fills besides. */
  also: string;
}
export interface Frame {
  question: Question;
  asked: ReadonlySet<string>;
  words: readonly Words[];
  slots: readonly Slot[];
  through: string;
}

/** What the file holds; IRIs of the project's things stand without their common beginning. */
export interface Written {
  base: string;
  words: [form: string, section: string, concept: string, kind: string][];
  about: string[];
  silent: string[];
  conditions: string[];
  exact: string[];
  giving: string[];
  codes: string[];
  turns: WrittenTurns;
  contrasts: WrittenContrasts;
  additions: WrittenAddition[];
  wrappings: WrittenWrapping[];
  surroundings: WrittenSurroundings & { asides: [says: string, when: string][] };
  exonyms: WrittenExonyms;
  marks: [says: string, means: string, apart: string][];
  grammar: WrittenGrammar;
  names: [form: string, meanings: [name: string, type: string, thing: string][]][];
  shared: [form: string, means: string][];
  editions: [year: string, source: string][];
  untold: string[];
  groupings: string[];
  unsaid: [told: string, forms: string[]][];
  questions: (Omit<Question, "params" | "shapes"> & { params: [name: string, type: string][]; shapes: string[] })[];
  frames: {
    question: number;
    asked: string[];
    words: [words: string[], sign: string, optional: boolean][];
    slots: [
      name: string,
      type: string,
      roles: string[],
      kinds: string[],
      optional: boolean,
      several: boolean,
      value: string[] | null,
      fixed: boolean,
      also: string,
    ][];
    through: string;
  }[];
}

export interface Table {
  base: string;
  words: ReadonlyMap<string, Word>;
  /** The words in the longest form. */
  longest: number;
  about: readonly string[];
  silent: ReadonlySet<string>;
  /** The words that say to what a thing is related, without a name. */
  conditions: ReadonlySet<string>;
  /** Names that are words as well, which are names only as they are written. */
  exact: ReadonlySet<string>;
  /** Words after which "us" is whom something is given, and no state. */
  giving: ReadonlySet<string>;
  /** Alpha-3 codes of states, folded, which count in capitals alone. */
  codes: ReadonlySet<string>;
  turns: Turns;
  surroundings: Surroundings;
  contrasts: Contrasts;
  additions: ReturnType<typeof additionRules>;
  wrappings: ReturnType<typeof wrappingRules>;
  /** The words of stress, which go only where no question uses them. */
  asides: readonly Aside[];
  exonyms: Exonyms;
  marks: readonly Mark[];
  grammar: Grammar;
  names: ReadonlyMap<string, ReadonlyMap<string, Meanings>>;
  /** Names that mean several things → what they may mean, in words. */
  shared: ReadonlyMap<string, string>;
  editions: ReadonlyMap<string, string>;
  /** Names of technologies of which no source says anything, folded, the longest first. */
  untold: readonly string[];
  /** What people call groups of states that no register has, the longest first. */
  groupings: readonly string[];
  /** What no source says of any tie, and the words that ask for it, the longest first. */
  unsaid: readonly (readonly [told: string, forms: readonly string[]])[];
  questions: readonly Question[];
  frames: readonly Frame[];
}

/** The table, ready to be asked. */
export function table(written: Written): Table {
  const whole = (thing: string) => (thing.includes(":") ? thing : written.base + thing);
  const words = new Map(written.words.map(([form, section, concept, kind]) => [form, { section, concept, form: kind }]));
  const names = new Map<string, Map<string, Map<string, string>>>();
  for (const [form, meanings] of written.names) {
    const known = new Map<string, Map<string, string>>();
    for (const [name, type, thing] of meanings) {
      if (!known.has(name)) known.set(name, new Map());
      known.get(name)!.set(type, whole(thing));
    }
    names.set(form, known);
  }
  const questions = written.questions.map((each) => ({
    ...each,
    of: each.of && whole(each.of),
    shapes: new Set(each.shapes),
    params: each.params.map(([name, type]) => ({ name, type })),
  }));
  return {
    base: written.base,
    words,
    longest: Math.max(...written.words.map(([form]) => form.split(" ").length)),
    about: written.about,
    silent: new Set(written.silent),
    conditions: new Set(written.conditions),
    exact: new Set(written.exact),
    giving: new Set(written.giving),
    codes: new Set(written.codes),
    turns: turns(written.turns),
    surroundings: surroundings(written.surroundings),
    contrasts: contrasts(written.contrasts),
    additions: additionRules(written.additions),
    wrappings: wrappingRules(written.wrappings),
    marks: written.marks.map(([says, means, apart]) => ({ says: new RegExp(`\\b${says}\\b`, "gi"), means, apart: new RegExp(`\\b${apart}\\b`, "i") })),
    asides: written.surroundings.asides.map(([says, when]) => ({ says: new RegExp(says, "id"), when: when.split("|") })),
    exonyms: exonyms(written.exonyms),
    grammar: grammar(written.grammar),
    names,
    shared: new Map(written.shared),
    editions: new Map(written.editions.map(([year, source]) => [year, whole(source)])),
    untold: written.untold,
    groupings: written.groupings,
    unsaid: written.unsaid,
    questions,
    frames: written.frames.map((each) => ({
      question: questions[each.question]!,
      asked: new Set(each.asked),
      words: each.words.map(([some, sign, optional]) => ({ words: new Set(some), sign, optional })),
      slots: each.slots.map(([name, type, roles, kinds, optional, several, value, fixed, also]) => ({
        param: { name, type },
        roles: new Set(roles),
        kinds: new Set(kinds),
        optional,
        several,
        value: value && (TEXTS.includes(type) ? value : value.map(whole)),
        fixed,
        also,
      })),
      through: each.through,
    })),
  };
}

/** An IRI of the project as prefix and name: state:srb. */
export function curie(known: Table, iri: string): string {
  return iri.startsWith(known.base) ? iri.slice(known.base.length).replace("/", ":") : iri;
}

/** What a row of a frame is in one word. */
export function rowOf(frame: Frame): string {
  return frame.question.row.split(/\s+/)[1] ?? "";
}
