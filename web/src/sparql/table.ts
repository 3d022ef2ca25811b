// An answer as a table: IRIs as CURIEs that lead to their pages, claims as numbered links, numbers to the right.
import { stacked } from "../names/heads";
import type { Answer, Term } from "../sparql-engine/protocol";
import { type Library, curie, href } from "./library";

const NUMERIC = /^http:\/\/www\.w3\.org\/2001\/XMLSchema#(?:integer|decimal|double|float)$/;

/** The claims of a row that are linked at once. */
const FEW = 3;

function linked(library: Library, iri: string, text: string, title: string): HTMLElement {
  const to = href(library, iri);
  const made = document.createElement(to ? "a" : "span");
  if (made instanceof HTMLAnchorElement) made.href = to;
  made.textContent = text;
  if (title) made.title = title;
  return made;
}

function cell(library: Library, answer: Answer, term: Term | undefined): HTMLTableCellElement {
  const made = document.createElement("td");
  if (!term) return made;
  if (term.type === "uri") {
    const [name, label] = [curie(library, term.value), answer.labels[term.value]];
    made.append(linked(library, term.value, label ?? name, label ? name : ""));
    return made;
  }
  const several = term.value.split(" ").filter(Boolean);
  if (several.length && term.type === "literal" && several.every((each) => each.startsWith(`${library.base}claim/`))) {
    const links = several.map((each, at) => linked(library, each, `[${at + 1}]`, curie(library, each)));
    links.slice(0, FEW).forEach((link) => made.append(link, " "));
    if (links.length > FEW) {
      const [rest, summary] = [document.createElement("details"), document.createElement("summary")];
      summary.textContent = `and ${links.length - FEW} more`;
      rest.append(summary);
      links.slice(FEW).forEach((link) => rest.append(link, " "));
      made.append(rest);
    }
    return made;
  }
  made.textContent = term.type === "bnode" ? `_:${term.value}` : term.value;
  if (term["xml:lang"]) made.lang = term["xml:lang"];
  if (term.datatype && NUMERIC.test(term.datatype)) made.className = "number";
  return made;
}

/** Return the rows of an answer as a table. */
export function table(library: Library, answer: Answer): HTMLTableElement {
  const made = document.createElement("table");
  const head = made.createTHead().insertRow();
  for (const column of answer.columns) {
    const named = document.createElement("th");
    named.scope = "col";
    named.textContent = column;
    head.append(named);
  }
  stacked(made, answer.columns);
  const body = made.createTBody();
  for (const row of answer.rows) body.insertRow().append(...row.map((term) => cell(library, answer, term)));
  return made;
}
