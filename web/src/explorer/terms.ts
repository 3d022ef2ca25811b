// What a reader calls a thing: its label in the language, or where the registers have none, what is told with the graph.
import type { Facts, Thing } from "./data";
import { phrase } from "./words";

/** What is told with the graph for a thing in a language; nothing where there is none. */
export function term(id: string, language: string, facts: Facts): string | undefined {
  return facts.words[id]?.[language];
}

/** What a reader calls a thing, in a language or else in English. */
export function named(thing: Thing, language: string, facts: Facts): string {
  const own = term(thing.id, language, facts) ?? thing.label[language];
  if (own) return own;
  const home = thing.homes?.length === 1 ? facts.states[thing.homes[0]!] : undefined;
  if (thing.group && home?.label[language] && language !== "en") return phrase("companies", language).replace("{}", home.label[language]!);
  return thing.label["en"] ?? Object.values(thing.label)[0] ?? thing.id;
}
