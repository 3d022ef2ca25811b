// What can wait is done piece by piece when the page is idle, so that no piece keeps a reader's finger waiting.

const waiting: (() => void)[] = [];
/** Milliseconds after which a piece is done though the page is busy. */
const LATEST = 400;

function idle(run: () => void): void {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(run, { timeout: LATEST });
  else setTimeout(run, 1);
}

function next(): void {
  waiting.shift()?.();
  if (waiting.length) idle(next);
}

/** Do a piece of work in its turn. */
export function inTurn(piece: () => void): void {
  waiting.push(piece);
  if (waiting.length === 1) idle(next);
}
