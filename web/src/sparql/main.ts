// The page that answers SPARQL in the reader's browser. A query stands in the address: #query=…, #question=…, #view=….
import type { Answer } from "../sparql-engine/protocol";
import { editor } from "./editor";
import { Engine } from "./engine";
import type { Example, Library } from "./library";
import { EDGES, edges, network } from "./network";
import "./style.css";
import { table } from "./table";

function part<T extends HTMLElement>(name: string): T {
  const found = document.getElementById(name);
  if (!found) throw new Error(`the page has no #${name}`);
  return found as T;
}

/** Return the text that a part of an address stands for; what is no code stands for itself. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

const number = (value: number) => value.toLocaleString("en");

function started(library: Library): void {
  const [run, stop, download] = (["run", "stop", "download"] as const).map((name) => part<HTMLButtonElement>(name)) as [
    HTMLButtonElement,
    HTMLButtonElement,
    HTMLButtonElement,
  ];
  const [status, problem, progress] = [part("status"), part("problem"), part<HTMLProgressElement>("progress")];
  const [example, section, heading] = [part<HTMLSelectElement>("example"), part("answer"), part("answer-heading")];
  const engine = new Engine(library, (what, done) => {
    status.textContent = `${what} …`;
    progress.hidden = false;
    if (done === undefined) progress.removeAttribute("value");
    else progress.value = done;
  });
  let shown = "";

  const view = editor(part("editor"), library, "", () => void answer());

  function written(): string {
    return view.state.doc.toString();
  }

  function write(text: string): void {
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
  }

  function permalink(): string {
    const known = library.examples.find((each) => each.text === written());
    return known ? `#${known.kind}=${known.name}` : `#query=${encodeURIComponent(written())}`;
  }

  function read(): void {
    const [kind, ...rest] = location.hash.slice(1).split("=");
    const value = rest.join("=");
    const named = library.examples.find((each) => each.kind === kind && each.name === value);
    const chosen = kind === "query" ? undefined : (named ?? library.examples[0]);
    const text = kind === "query" ? decoded(value) : chosen?.text;
    if (text !== undefined && text !== written()) write(text);
    example.value = chosen ? `${chosen.kind}=${chosen.name}` : "";
  }

  async function busy<T>(work: () => Promise<T>, done: (result: T) => void): Promise<void> {
    if (run.disabled) return;
    run.disabled = download.disabled = true;
    stop.disabled = false;
    problem.textContent = "";
    status.textContent = "Running …";
    try {
      done(await work());
    } catch (error) {
      status.textContent = "";
      problem.textContent = error instanceof Error ? error.message : String(error);
    } finally {
      progress.hidden = stop.disabled = true;
      run.disabled = false;
      download.disabled = !shown;
    }
  }

  function answer(): Promise<void> {
    const text = written();
    history.replaceState(null, "", permalink());
    return busy(() => engine.query(text), (found) => {
      shown = found.form === "ask" ? "" : text;
      show(found);
    });
  }

  function show(found: Answer): void {
    const [rows, drawing] = [part("rows"), part("network")];
    const lines = edges(library, found);
    const what = found.form === "graph" ? "triple" : "row";
    const count = `${number(found.total)} ${found.total === 1 ? what : `${what}s`}`;
    heading.textContent = found.form === "ask" ? `Answer: ${found.truth ? "yes" : "no"}` : `Answer: ${count}`;
    const cut = found.rows.length < found.total ? `; the first ${number(found.rows.length)} are shown` : "";
    status.textContent = `${found.form === "ask" ? "Answered" : count} in ${found.seconds.toFixed(2)} s${cut}`;
    rows.replaceChildren(...(found.form === "ask" ? [] : [table(library, found)]));
    drawing.replaceChildren();
    if (lines.length) {
      const said = document.createElement("figcaption");
      said.textContent =
        lines.length > EDGES
          ? `The first ${EDGES} of ${number(lines.length)} edges; the table has all that are shown.`
          : `${number(lines.length)} ${lines.length === 1 ? "edge" : "edges"}; the table says the same.`;
      drawing.append(network(library, found, lines), said);
    }
    section.hidden = false;
  }

  function choices(): void {
    const groups = new Map<string, Example[]>();
    for (const each of library.examples) {
      const name = each.kind === "view" ? "networks" : each.tag;
      groups.set(name, [...(groups.get(name) ?? []), each]);
    }
    for (const [name, members] of groups) {
      const group = document.createElement("optgroup");
      group.label = name;
      group.append(...members.map((each) => new Option(each.summary, `${each.kind}=${each.name}`)));
      example.append(group);
    }
  }

  choices();
  read();
  run.onclick = () => void answer();
  stop.onclick = () => engine.stop();
  example.onchange = () => {
    if (example.value) location.hash = example.value;
  };
  download.onclick = () =>
    void busy(() => engine.file(shown), ({ suffix, content }) => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([content], { type: suffix === "csv" ? "text/csv" : "application/n-triples" }));
      link.download = `answer.${suffix}`;
      link.click();
      URL.revokeObjectURL(link.href);
      status.textContent = `answer.${suffix} is written`;
    });
  addEventListener("hashchange", read);
  part("sparql").hidden = false;
}

if (globalThis.kgLibrary) started(globalThis.kgLibrary);
