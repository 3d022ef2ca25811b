// The page that answers SPARQL in the reader's browser. A query stands in the address: #query=…, #question=…, #view=….
import type { Answer } from "../sparql-engine/protocol";
import { save } from "../file/save";
import { editor, mark } from "./editor";
import { Engine, script } from "./engine";
import { type Fault, fault, foreseen } from "./fault";
import type { Example, Library } from "./library";
import { EDGES, edges, network } from "./network";
import { BARS, bars, figures, map } from "./picture";
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

  const view = editor(part("editor"), library, "", () => void answer(), changed);

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

  /** The answer below is that of another text now. */
  function changed(): void {
    problem.replaceChildren();
    section.classList.toggle("stale", !section.hidden && written() !== shown);
    part("stale").hidden = !section.classList.contains("stale");
  }

  /** Say what is wrong, mark where, and offer the line that would put it right. */
  function refuse(found: Fault): void {
    section.hidden = true;
    problem.replaceChildren(`${found.said}${found.todo ? ` ${found.todo}` : ""}`);
    if (found.from !== undefined) {
      const text = written();
      const begins = text.lastIndexOf("\n", found.from - 1) + 1;
      const line = text.slice(begins).split("\n")[0] ?? "";
      const place = document.createElement("pre");
      place.textContent = `${text.slice(0, begins).split("\n").length}  ${line}\n${" ".repeat(`${text.slice(0, begins).split("\n").length}  `.length + found.from - begins)}${"^".repeat(Math.max(1, Math.min(found.to ?? 0, begins + line.length) - found.from))}`;
      problem.append(place);
      mark(view, found.from, found.to);
    }
    if (found.line) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = `Add ${found.line}`;
      button.onclick = () => {
        view.dispatch({ changes: { from: 0, insert: `${found.line}\n` } });
        void answer();
      };
      problem.append(button);
    }
  }

  async function busy<T>(work: () => Promise<T>, done: (result: T) => void): Promise<void> {
    if (run.disabled) return;
    run.disabled = download.disabled = true;
    stop.disabled = false;
    problem.replaceChildren();
    mark(view);
    status.textContent = "Running …";
    try {
      done(await work());
    } catch (error) {
      status.textContent = "";
      refuse(fault(error instanceof Error ? error.message : String(error), written()));
    } finally {
      progress.hidden = stop.disabled = true;
      run.disabled = false;
      download.disabled = !shown;
    }
  }

  async function answer(): Promise<void> {
    const text = written();
    const known = foreseen(text, library);
    if (known) return refuse(known);
    history.replaceState(null, "", permalink());
    return busy(() => engine.query(text), (found) => {
      shown = text;
      section.classList.remove("stale");
      part("stale").hidden = true;
      show(found);
      download.hidden = found.form === "ask";
    });
  }

  /** Show one of the ways in which an answer can be seen, with a button for each. */
  async function views(found: Answer): Promise<void> {
    const [bar, rows, drawing] = [part("views"), part("rows"), part("network")];
    const lines = edges(library, found);
    const numbers = figures(library, found);
    const states = figures(library, found, "state");
    const ways = new Map<string, () => [Element, string] | Promise<[Element, string]>>();
    if (states.length) {
      ways.set("Map", async () => {
        if (!globalThis.kgExplorer) await script("explorer-data.js");
        return [map(library, states), `${number(states.length)} states and territories; the table says the same.`];
      });
    }
    if (numbers.length) ways.set("Bars", () => [bars(library, numbers), numbers.length > BARS ? `The first ${BARS} of ${number(numbers.length)}; the table has all that are shown.` : ""]);
    if (lines.length) {
      const said = lines.length > EDGES ? `The first ${EDGES} of ${number(lines.length)} edges; the table has all that are shown.` : `${number(lines.length)} ${lines.length === 1 ? "edge" : "edges"}; the table says the same.`;
      ways.set("Network", () => [network(library, found, lines), said]);
    }
    const choose = async (name: string) => {
      for (const button of bar.children) button.ariaPressed = String(button.textContent === name);
      rows.hidden = name !== "Table";
      drawing.replaceChildren();
      const draw = ways.get(name);
      if (!draw) return;
      const [picture, words] = await draw();
      const said = document.createElement("figcaption");
      said.textContent = words;
      drawing.replaceChildren(picture, said);
    };
    bar.replaceChildren(
      ...["Table", ...ways.keys()].map((name) => {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = name;
        button.onclick = () => void choose(name);
        return button;
      }),
    );
    bar.hidden = !ways.size;
    await choose(lines.length ? "Network" : "Table");
    rows.hidden = false;
  }

  function show(found: Answer): void {
    const rows = part("rows");
    const what = found.form === "graph" ? "triple" : "row";
    const count = `${number(found.total)} ${found.total === 1 ? what : `${what}s`}`;
    heading.textContent = found.form === "ask" ? `Answer: ${found.truth ? "yes" : "no"}` : `Answer: ${count}`;
    const cut = found.rows.length < found.total ? `; the first ${number(found.rows.length)} are shown` : "";
    status.textContent = `${found.form === "ask" ? "Answered" : count} in ${found.seconds.toFixed(2)} s${cut}`;
    rows.replaceChildren(...(found.form === "ask" ? [] : [table(library, found)]));
    void views(found);
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
      save(`answer.${suffix}`, suffix === "csv" ? "text/csv" : "application/n-triples", content);
      status.textContent = `answer.${suffix} is written`;
    });
  addEventListener("hashchange", () => {
    read();
    if (/^#query=/.test(location.hash)) void answer();
  });
  part("sparql").hidden = false;
  if (/^#(query|question|view)=/.test(location.hash)) void answer();
}

if (globalThis.kgLibrary) started(globalThis.kgLibrary);
