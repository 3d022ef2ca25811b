// Questions of one condition each, put together as the text says. kg/wording/conjoined.py in the browser.
import { plans, type Part, type Plan } from "./matching";
import type { Names } from "./names";
import { single, type Reading } from "./reading";
import { rowOf, type Table } from "./table";
import { isCounted } from "./tally";
import { claims } from "./tie";

/** The plan of the conditions of a text, each read by itself; empty where one of them has no question. */
export function conjoined(names: Names, known: Table, reading: Reading): Plan {
  const found = new Map<string, Part>();
  for (const [sign, text] of reading.parts) {
    const one = read(names, known, text);
    if (!one.length || (sign === "-" && one.length > 1)) return [];
    for (const part of one) {
      const made = sign === "-" ? { ...part, sign, mark: `${sign}${part.mark.slice(1)}` } : part;
      found.set(made.mark, made);
    }
  }
  const kinds = new Set([...found.values()].flatMap(({ frame }) => (frame ? [rowOf(frame)] : [])));
  const signed = new Set([...found.keys()].map((mark) => mark.slice(1)));
  const all = [...found.values()];
  const based = all.some(({ sign }) => sign === "+") || all.every(({ frame }) => frame?.question.within);
  const asked = reading.parts.every(([, text]) => kinds.has(text.split(" ")[1]!.slice(0, -1)));
  const alone = based && asked && kinds.size === 1 && signed.size === found.size;
  return alone && isCounted(known, reading, all) && !claims(reading, all) ? all : [];
}

/** The one plan of a question of one condition: the question, and things that are excepted by name. */
function read(names: Names, known: Table, text: string): Plan {
  const all = plans(known, single(names, known, text));
  const framed = all.length === 1 ? all[0]!.filter(({ frame }) => frame) : [];
  const [only] = framed;
  return framed.length === 1 && only!.sign === "+" && only!.frame!.asked.has(rowOf(only!.frame!)) ? all[0]! : [];
}
