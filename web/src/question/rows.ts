// The rows of an answer as the site writes them: labels that lead to pages, and the claims of each row, all of them.
import { CALLED } from "../names/firmness";
import { stacked } from "../names/heads";
import { place } from "../names/place";
import type { Answer, Row, Term } from "../sparql-engine/protocol";
import { href, type Library } from "../sparql/library";
import { caption, type Marks, SIGN } from "./marks";

const WORDS = /(?<=[a-z0-9])[A-Z]/g;

export interface Shown {
  columns: number[];
  claims: number;
}

/** Numbers as the site tells them to readers. */
const LONG = /^-?\d+\.\d{5,}$/;

function rounded(text: string): string {
  const value = Number(text);
  return LONG.test(text) ? String(Number(Math.abs(value) < 1 ? value.toPrecision(4) : value.toFixed(3))) : text;
}

const headed = (column: string, words: Record<string, string>) => words[column] ?? column.replace(WORDS, (letter) => ` ${letter.toLowerCase()}`);

/** Which columns are shown: not the claims, and none that holds nothing but the labels of another. */
export function shown(found: Answer, claims: string | null): Shown {
  const repeats = (at: number) =>
    found.rows.length > 0 &&
    found.columns.some((_, other) => {
      const label = (term: Term | undefined) => (term?.type === "uri" ? found.labels[term.value] : undefined);
      return other !== at && found.rows.every((row) => row[at] !== undefined && label(row[other]) === row[at].value);
    });
  const all = found.columns.map((_, at) => at);
  return {
    columns: all.filter((at) => found.columns[at] !== claims && !repeats(at)),
    claims: claims === null ? -1 : found.columns.indexOf(claims),
  };
}

/** The claims in a cell, sorted, each once. */
export function claimsOf(row: Row, at: number): string[] {
  return [...new Set((row[at]?.value ?? "").split(" ").filter(Boolean))].sort();
}

const local = (claim: string) => claim.slice(claim.lastIndexOf("/") + 1);

/** A link to the claim with an IRI or an id, the nth of its row. */
export function numbered(root: string, claim: string, at: number): HTMLAnchorElement {
  const made = document.createElement("a");
  made.href = root + place(`claim/${local(claim)}`);
  made.textContent = `[${at}]`;
  made.setAttribute("aria-label", `Claim ${at} of this row`);
  return made;
}

function cell(library: Library, root: string, found: Answer, term: Term | undefined): HTMLTableCellElement {
  const made = document.createElement("td");
  if (term?.type !== "uri") {
    made.textContent = rounded(term?.value ?? "");
    if (term?.["xml:lang"]) made.lang = term["xml:lang"];
    return made;
  }
  const to = href(library, term.value);
  const said = CALLED[term.value.split("#")[1] ?? ""];
  const text = said && term.value.startsWith(library.base) ? said : (found.labels[term.value] ?? term.value);
  if (!to) made.textContent = text;
  else {
    const link = document.createElement("a");
    link.href = /^https?:/.test(to) ? to : root + to;
    link.textContent = text;
    made.append(link);
  }
  return made;
}

/** Put an answer into the table of the page: its first rows, each with its claims. */
export function fill(table: HTMLTableElement, library: Library, root: string, found: Answer, parts: Shown, first: number, few: number, words: Record<string, string>, marks?: Marks): void {
  const [head, body] = [document.createElement("thead"), document.createElement("tbody")];
  const titles = head.insertRow();
  const texts = [...parts.columns.map((at) => headed(found.columns[at]!, words)), ...(parts.claims < 0 ? [] : ["claims"])];
  stacked(table, texts);
  for (const text of texts) {
    const made = document.createElement("th");
    made.scope = "col";
    made.textContent = text;
    titles.append(made);
  }
  for (const row of found.rows.slice(0, first)) {
    const made = body.insertRow();
    made.append(...parts.columns.map((at) => cell(library, root, found, row[at])));
    if (parts.claims < 0) continue;
    const [claims, last] = [claimsOf(row, parts.claims), made.insertCell()];
    last.append(...sign(claims, marks));
    claims.slice(0, few).forEach((claim, at) => last.append(numbered(root, claim, at + 1), " "));
    if (claims.length > few) last.append(rest(claims.slice(few), few));
  }
  const below = marks && caption(marks, found.rows.slice(0, first).map((row) => claimsOf(row, parts.claims)), (claim) => root + place(`claim/${local(claim)}`));
  table.replaceChildren(...(below ? [below] : []), head, body);
}

/** The sign of a row that rests on a claim in dispute, which says what stands against the claim. */
function sign(claims: readonly string[], marks: Marks | undefined): (string | HTMLElement)[] {
  const said = claims.flatMap((claim) => marks?.contested.get(claim) ?? []);
  if (!said.length) return [];
  const made = document.createElement("abbr");
  made.title = said[0]!;
  made.textContent = SIGN;
  return [made, " "];
}

function rest(claims: string[], past: number): HTMLDetailsElement {
  const made = document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = `and ${claims.length} more`;
  made.append(summary);
  made.dataset["claims"] = claims.join(" ");
  made.dataset["past"] = String(past);
  return made;
}

/** Link the claims that a row names but does not link yet, when it is opened. */
export function unfold(details: HTMLDetailsElement, root: string): void {
  const { claims, past } = details.dataset;
  if (!claims) return;
  delete details.dataset["claims"];
  details.querySelector("span")?.remove();
  claims.split(" ").forEach((claim, at) => details.append(numbered(root, claim, Number(past) + at + 1), " "));
}
