// The place of a claim in its source, in the words of the interface; what is quoted stays as the source has it.
import { phrase, type Word } from "./words";

const PARTS = ["sheet", "row", "column", "cell", "comment", "entry", "characters", "in"] as const;
const PART = new RegExp(`(^|, )(${PARTS.join("|")}) `, "g");

/** Return a place as it is told in a language. */
export function located(place: string, language: string): string {
  if (!language || language === "en") return place;
  return place
    .split(/(“[^”]*”)/)
    .map((piece) => (piece.startsWith("“") ? piece : piece.replace(PART, (_, before: string, part: string) => `${before}${phrase(`at-${part}` as Word, language)} `)))
    .join("");
}
