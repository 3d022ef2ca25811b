// A text of two counts as two questions: a share, or which of two has more. kg/wording/contrast.py in the browser.
import { bound } from "./clause";
import type { Names } from "./names";
import { unsurrounded } from "./surrounding";
import type { Table } from "./table";
import { applied, marks, rules, unmarked, type Turn, type WrittenTurn } from "./turn";

const NAMED = /\ue000[a-z]\d+\ue001/g;
const TWICE = /\b((?:companies|firms|vendors|suppliers) )companies\b/gi;

/** A rule that makes two questions of a text, and for what their rows are counted. */
interface Two { says: RegExp; made: readonly string[]; aim: string; when: readonly string[] }
export interface Contrasts { orders: readonly Turn[]; twos: readonly Two[] }
/** The rules as the site carries them. */
export interface WrittenContrasts {
  orders: WrittenTurn[];
  twos: [says: string, made: string[], aim: string, when: string][];
}
/** Two questions whose rows are counted: a share of the first that the second has, or which has more. */
export interface Contrast { asked: readonly string[]; aim: string }

/** The rules, ready to be applied. */
export function contrasts({ orders, twos }: WrittenContrasts): Contrasts {
  const own = (made: string) => made.replace(/\\(\d)/g, "$$$1");
  return {
    orders: rules(orders),
    twos: twos.map(([says, made, aim, when]) => ({ says: new RegExp(says, "i"), made: made.map(own), aim, when: when.split("|") })),
  };
}

/** Each way in which a text is two counts, in the order of the rules. */
export function counts(names: Names, known: Table, text: string): Contrast[] {
  const [said, named] = marks(names, known, bound(unsurrounded(names, known, text)));
  const { orders, twos } = known.contrasts;
  const plain = applied(orders, said.split(/\s+/).filter(Boolean).join(" ").replace(/[ ?.!]+$/, ""));
  const low = plain.toLowerCase();
  return twos.flatMap(({ says, made, aim, when }) => {
    if (!when.some((word) => low.includes(word)) || !says.test(plain)) return [];
    const put = (each: string) => plain.replace(says, each).replace(/ \?/g, "?").split(/\s+/).filter(Boolean).join(" ");
    const asked = made.map(put);
    const marked = (of: string) => [...new Set(of.match(NAMED) ?? [])].sort().join(" ");
    if (marked(plain) !== marked(asked.join(""))) return [];
    const whole = (each: string) => unmarked(each, named).replace(TWICE, (_, noun: string) => noun.trimEnd());
    return [{ asked: asked.map(whole), aim }];
  });
}
