// What the page is told of a graph (kg/explorer/facts.py writes it), and how its parts are reached.
import { place } from "../names/place";

export type Labels = Record<string, string>;

export interface Thing {
  id: string;
  label: Labels;
  also?: string[];
  regions?: number[];
  homes?: number[];
  lists?: number[];
  schemes?: string[];
  territory?: boolean;
  group?: boolean;
  accepted?: boolean;
  edition?: boolean;
  year?: number | null;
  /** Of a source: the id of the edition that it is a part of. */
  part?: string;
  license?: string;
  /** Of a source: when it was published, or as of when it speaks; empty where neither is known. */
  date?: string;
}

/** Each is at the same position in all columns, and in those of the receipts. */
export interface Claims {
  kind: number[];
  state: number[];
  thing: number[];
  source: number[];
  modality: number[];
  start: (number | null)[];
  /** The first and the last year in which the claim is said to hold. */
  first: (number | null)[];
  last: (number | null)[];
}

export interface Story {
  name: string;
  title: string;
  /** The title in other languages than English. */
  titles: Labels;
  steps: { selection: string; text: string; texts: Labels }[];
}

export interface Facts {
  title: string;
  /** The short name of the whole, of which files are called. */
  name: string;
  version: string;
  base: string;
  /** Where the pages of things stand, seen from this page; empty where there are none beside it. */
  site: string;
  languages: string[];
  /** Thing, or title of the page → language → what it is called, where the registers have it in English alone. */
  words: Record<string, Record<string, string>>;
  states: Thing[];
  sources: Thing[];
  modalities: Thing[];
  technologies: Thing[];
  suppliers: Thing[];
  initiatives: Thing[];
  categories: Thing[];
  regions: Thing[];
  lists: Thing[];
  claims: Claims;
  /** What tells these claims from any others: the receipts have the same. */
  stamp: string;
  stories: Story[];
  map: { size: [number, number]; sea: string; shapes: [number, string, number, number, number][]; note: string };
}

export const USE = 0;
export const SUPPLY = 1;
export const MEMBERSHIP = 2;
export const CLASSIFICATION = 3;
/** The scheme of the categories that are types of regime. */
export const REGIMES = "scheme:regimes-of-the-world";

export type List = "states" | "technologies" | "suppliers" | "initiatives" | "categories" | "regions" | "lists" | "sources";

/** The list that holds the things of each kind of claim. */
export const NAMED = ["technologies", "suppliers", "initiatives", "categories"] as const;

/** A graph with what is looked up in it again and again. */
export class Graph {
  readonly at = new Map<string, [List, number]>();
  /** The positions of the accepted claims about each state. */
  readonly about: number[][];
  readonly accepted: boolean[];

  constructor(readonly facts: Facts) {
    const lists: List[] = ["states", "technologies", "suppliers", "initiatives", "categories", "regions", "lists", "sources"];
    for (const list of lists) facts[list].forEach((thing, position) => this.at.set(thing.id, [list, position]));
    this.accepted = facts.modalities.map((each) => each.accepted ?? false);
    this.about = facts.states.map(() => []);
    facts.claims.state.forEach((state, claim) => {
      if (this.accepted[facts.claims.modality[claim]!]) this.about[state]!.push(claim);
    });
  }

  thing(id: string): Thing | undefined {
    const found = this.at.get(id);
    return found && this.facts[found[0]][found[1]];
  }

  /** The regions of a state: its own and those that hold it. */
  regions(state: number): number[] {
    const own = this.facts.states[state]!.regions ?? [];
    return [...own, ...own.flatMap((region) => this.facts.regions[region]!.regions ?? [])];
  }

  /** The address of the page about a thing: beside this page where there is one, else its IRI. */
  page(id: string): string {
    const path = id.replace(":", "/");
    return this.facts.site ? `${this.facts.site}${place(path)}` : `${this.facts.base}${path}`;
  }
}
