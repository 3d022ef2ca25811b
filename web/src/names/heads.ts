// A table whose rows a narrow screen shows as blocks, each cell after the name of its column, as the site's own tables.

/** Tell a table the names of its columns, in their order. */
export function stacked(table: HTMLTableElement, titles: readonly string[]): void {
  table.classList.add("stack");
  titles.forEach((title, at) => table.style.setProperty(`--h${at + 1}`, JSON.stringify(title)));
}
