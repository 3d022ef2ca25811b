// A table for a spreadsheet program, as `kg ask --spreadsheet` writes it: every letter is shown, and no cell is a formula.

const RUN = /^[=+\-@\t\r]/;
const NUMBER = /^[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$/;

/** A cell as it stands in CSV. */
export const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Rows of cells as CSV, as they are. */
export function csv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(quoted).join(",")}\n`).join("");
}

/** Rows of cells as CSV that begins with a byte order mark, by which Excel knows the letters; an apostrophe stands before what it would run. */
export function sheet(rows: readonly (readonly string[])[]): string {
  return `\ufeff${csv(rows.map((row) => row.map((cell) => (RUN.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell))))}`;
}

/** The rows of cells of CSV as {@link csv} writes it. */
export function cells(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quote, plain = "", end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)!.push(quote === undefined ? plain : quote.replaceAll('""', '"'));
    if (end !== ",") rows.push([]);
  }
  return rows.filter((row) => row.length > 1 || row[0]);
}
