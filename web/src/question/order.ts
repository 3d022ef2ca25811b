// The order of the rows of an answer, as kg/query/order.py has it: the engine sorts texts by code points.
import { alphabetical } from "../names/order";
import type { Answer, Row } from "../sparql-engine/protocol";

/** Return rows that the engine has sorted by some columns, texts with a language as in the index of a book. */
export function arranged({ columns, rows }: Answer, keys: readonly [name: string, down: boolean][]): Row[] {
  const [key, ...rest] = keys;
  const at = key ? columns.indexOf(key[0]) : -1;
  if (!key || at < 0 || rows.length < 2) return rows;
  const text = (row: Row) => row[at]?.value ?? "";
  const isText = rows.every((row) => row[at] === undefined || row[at]["xml:lang"]);
  const sorted = isText ? [...rows].sort((one, two) => alphabetical(text(one), text(two)) * (key[1] ? -1 : 1)) : rows;
  const runs: Row[][] = [];
  for (const row of sorted) {
    const last = runs.at(-1);
    if (last && text(last[0]!) === text(row)) last.push(row);
    else runs.push([row]);
  }
  return runs.flatMap((run) => arranged({ columns, rows: run } as Answer, rest));
}
