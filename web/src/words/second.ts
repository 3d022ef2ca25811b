// A second kind of thing that a text asks for beside the first. kg/wording/second.py in the browser.
import type { Item } from "./item";

const PASSED = ["little", "done"];
const WHOSE = ["whose", "who", "whom", "which", "what"];
/** Before two nouns that tell what something is between: each line between a vendor and a state. */
const ANY = ["a", "an"];

/** Makes unknown each noun that is joined to what is asked for and is of another kind, and "and whose" at the end, with what they do. */
export function seconds(items: readonly Item[], head: number): void {
  const said = items.map((_, n) => n).filter((n) => !PASSED.includes(items[n]!.section));
  said.forEach((n, place) => {
    if (!items[n]!.is("and") || place === 0 || place + 1 >= said.length) return;
    const [before, after] = [items[said[place - 1]!]!, items[said[place + 1]!]!];
    const any = ANY.includes(items[said[place + 1]! - 1]!.text) && said[place - 1]! > 0 && ANY.includes(items[said[place - 1]! - 1]!.text);
    if (said[place + 1] === n + 1 && said.slice(place + 2).every((each) => items[each]!.isVerb) && after.is() && WHOSE.includes(after.text)) after.section = "unknown";
    else if ((said[place - 1] === head || (head < 0 && before.meanings.has("group"))) && !any && after.isNoun && kind(before) !== kind(after)) after.section = "unknown";
  });
}

/** The kind of thing that a noun is one of. */
function kind(item: Item): string {
  if (item.meanings.has("group")) return "vendor";
  return item.section === "types" ? item.concept : item.concept === "compete" ? "vendor" : "state";
}
