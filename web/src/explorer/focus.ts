// Where a reader of the keyboard goes on when what was pressed is no longer there.

/** Move to the first element of a selector, once the page is drawn anew, unless the focus is somewhere still. */
export function refocus(place: string): void {
  requestAnimationFrame(() => setTimeout(() => document.activeElement === document.body && document.querySelector<HTMLElement>(place)?.focus()));
}
