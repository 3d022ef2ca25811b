// A query in which terms have given way to others, where Python found them: kg/query/substitution.py in the browser.

/** The first character of a term and that after its last, counted as Python counts them, and what stands there instead. */
export type Change = [start: number, end: number, other: string];

/** Return a text with its changes made; they stand in the order of the text. */
export function changed(text: string, changes: readonly Change[]): string {
  const letters = [...text];
  let from = 0;
  const pieces = changes.flatMap(([start, end, other]) => {
    const kept = letters.slice(from, start);
    from = end;
    return [...kept, other];
  });
  return [...pieces, ...letters.slice(from)].join("");
}
