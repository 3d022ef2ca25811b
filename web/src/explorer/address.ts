// What a reader selects as it stands in the address, and what of an address is left out, with the reason.
import type { Graph, List } from "./data";

/** The dimensions: what each holds, and whether several values must all hold or one of them. */
export const DIMENSIONS = ["technology", "supplier", "home", "list", "initiative", "region", "category", "state"] as const;
export type Dimension = (typeof DIMENSIONS)[number];
export const ANY: readonly Dimension[] = ["region", "category", "state"];
export const PANELS = ["map", "network", "table", "timeline", "receipts", "conflicts", "compare"] as const;
/** The most things that stand side by side. */
export const BESIDE = 3;
/** The kinds of thing that can stand side by side. */
export const COMPARED: readonly List[] = ["states", "suppliers", "regions", "sources", "technologies", "initiatives", "categories", "lists"];

export interface Selection {
  values: Record<Dimension, string[]>;
  /** The sources whose claims count; all where none is named. */
  sources: string[];
  /** How firmly it is said: the modalities that count; all that are accepted where none is named. */
  modalities: string[];
  /** The years in one of which a claim is said to hold; any where none is named. */
  year: string[];
  /** The rows that claims of this edition give are held against those of `sources`. */
  before: string;
  /** Things side by side. */
  compare: string[];
  /** The things from which a reader stepped outward in the network. */
  expanded: string[];
  panel: string;
  row: string;
  /** The column by which the table is sorted, after a minus where it falls; by name where it is empty. */
  sort: string;
  language: string;
  story: string;
  embed: boolean;
}

/** A part of an address that was left out: it names nothing here, is of another kind than those beside it, or is one too many. */
export interface Left {
  part: string;
  why: "unknown" | "mixed" | "full";
}

/** What each dimension holds: the register of a value that names none, and the list of the values. */
const HOLDS: Record<Dimension, [register: string, list: List]> = {
  technology: ["technology", "technologies"],
  supplier: ["vendor", "suppliers"],
  home: ["state", "states"],
  list: ["list", "lists"],
  initiative: ["initiative", "initiatives"],
  region: ["region", "regions"],
  category: ["category", "categories"],
  state: ["state", "states"],
};

export function empty(): Selection {
  const values = Object.fromEntries(DIMENSIONS.map((name) => [name, []])) as unknown as Record<Dimension, string[]>;
  return {
    values, sources: [], modalities: [], year: [], before: "", compare: [], expanded: [], panel: "", row: "", sort: "", language: "", story: "",
    embed: false,
  };
}

const OWN = ["sources", "modalities", "year", "before", "compare", "expanded", "panel", "row", "sort", "language", "story", "embed"] as const;

const union = (one: readonly string[], other: readonly string[]) => [...new Set([...one, ...other])];

/** What an address holds one of. */
const ONE: readonly string[] = ["panel", "row", "language", "story", "sort", "embed"];

/** Return the selection that an address holds, and the parts of it that were left out. */
export function read(text: string, graph: Graph): [Selection, Left[]] {
  const found = empty();
  const left: Left[] = [];
  const kept = (name: string, parts: readonly string[], fits: (part: string) => boolean): string[] => {
    left.push(...parts.filter((part) => !fits(part)).map((part) => ({ part: `${name}=${part}`, why: "unknown" as const })));
    return [...new Set(parts.filter(fits))];
  };
  const isThing = (part: string) => graph.at.has(part);
  const isRow = (part: string) => {
    const [from, to, ...more] = part.split(">");
    const line = () => graph.at.get(from!)?.[0] === "suppliers" && graph.at.get(to!)?.[0] === "states";
    return isThing(from!) && (to === undefined || line()) && !more.length;
  };
  const seen = new Set<string>();
  for (const [name, value] of new URLSearchParams(text)) {
    if (ONE.includes(name) && seen.has(name)) {
      left.push({ part: `${name}=${value}`, why: "full" });
      continue;
    }
    seen.add(name);
    const parts = value.split(",").filter(Boolean);
    if ((DIMENSIONS as readonly string[]).includes(name)) {
      const [register, list] = HOLDS[name as Dimension];
      const full = (part: string) => (part.includes(":") ? part : `${register}:${part}`);
      const ids = kept(name, parts, (part) => graph.at.get(full(part))?.[0] === list).map(full);
      found.values[name as Dimension] = union(found.values[name as Dimension], ids);
    } else if (name === "sources" || name === "before") {
      const full = (part: string) => (part.includes(":") ? part : `source:${part}`);
      const ids = kept(name, parts, (part) => graph.at.get(full(part))?.[0] === "sources").map(full);
      if (name === "sources") found.sources = union(found.sources, ids);
      else {
        const all = union(found.before ? [found.before] : [], ids);
        found.before = all[0] ?? "";
        left.push(...all.slice(1).map((id) => ({ part: `${name}=${id}`, why: "full" as const })));
      }
    } else if (name === "compare") {
      const ids = union(found.compare, kept(name, parts, (part) => COMPARED.includes(graph.at.get(part)?.[0] as List)));
      const alike = ids.filter((id) => graph.at.get(id)![0] === graph.at.get(ids[0]!)![0]);
      found.compare = alike.slice(0, BESIDE);
      left.push(...ids.filter((id) => !alike.includes(id)).map((part) => ({ part, why: "mixed" as const })));
      left.push(...alike.slice(BESIDE).map((part) => ({ part, why: "full" as const })));
    } else if (name === "modalities") found.modalities = union(found.modalities, kept(name, parts, (part) => graph.facts.modalities.some((each) => each.id === part && each.accepted)));
    else if (name === "year") found.year = union(found.year, kept(name, parts, (part) => /^\d{4}$/.test(part)));
    else if (name === "expanded") found.expanded = union(found.expanded, kept(name, parts, isThing));
    else if (name === "row") found.row = kept(name, value ? [value] : [], isRow).join();
    else if (name === "panel") found.panel = kept(name, value ? [value] : [], (part) => (PANELS as readonly string[]).includes(part)).join();
    else if (name === "language") found.language = kept(name, value ? [value] : [], (part) => graph.facts.languages.includes(part)).join().replace(/^en$/, "");
    else if (name === "story") found.story = kept(name, value ? [value] : [], (part) => graph.facts.stories.some((each) => each.name === part.split(".")[0])).join();
    else if (name === "sort") found.sort = value;
    else if (name === "embed") found.embed = value === "1";
    else left.push({ part: name, why: "unknown" });
  }
  return [found, left];
}

/** Return a selection as it stands in the address; the same selection always gives the same text. */
export function written(selection: Selection): string {
  const parts: string[] = [];
  for (const name of DIMENSIONS) {
    const register = `${HOLDS[name][0]}:`;
    const short = selection.values[name].map((id) => (id.startsWith(register) ? id.slice(register.length) : id));
    if (short.length) parts.push(`${name}=${short.join(",")}`);
  }
  for (const name of OWN) {
    const value = selection[name];
    if (Array.isArray(value) ? value.length : value) {
      const list = Array.isArray(value) ? value : [value === true ? "1" : String(value)];
      const short = name === "sources" || name === "before" ? /^source:/ : "";
      parts.push(`${name}=${list.map((each) => encodeURIComponent(each).replaceAll("%3A", ":").replace(short, "")).join(",")}`);
    }
  }
  return parts.join("&");
}

/** Return what of a selection gives the rows, as it stands in the address: what a story's step says is said of these. */
export function asked(selection: Selection): string {
  const { values, sources, modalities, year, before } = selection;
  return written({ ...empty(), values, sources, modalities, year, before });
}
