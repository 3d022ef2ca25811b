// The page of a question: its link to copy, all claims of each row, and, where the site is files only, its answer to
// other values, worked out by the engine in this page. A live server has answered what the address asks already.
import { save } from "../file/save";
import { cells, csv, sheet } from "../file/sheet";
import { away, plain } from "../names/near";
import type { Answer, Term } from "../sparql-engine/protocol";
import { Engine, script } from "../sparql/engine";
import type { Library } from "../sparql/library";
import { bound, type Fault, type Param, read, together, type Value } from "./given";
import { contested, left, type Marks } from "./marks";
import { arranged } from "./order";
import { claimsOf, fill, shown, unfold } from "./rows";

interface Told {
  base: string;
  asked: string;
  name: string;
  summary: string;
  claims: string | null;
  row: string;
  params: Param[];
  /** Name of a column → what readers are told. */
  words: Record<string, string>;
  rows: number;
  shown: number;
}

const ROOT = "../";
const part = <T extends HTMLElement>(name: string) => document.getElementById(name) as T | null;

/** The parameters in an address that the question has, without empty ones. */
function asked(told: Told, text: string): [string, string][] {
  const names = new Set(told.params.map(([name]) => name));
  return [...new URLSearchParams(text)].map(([name, value]): [string, string] => [name, value.trim()]).filter(([name, value]) => names.has(name) && value);
}

/** The names in an address that are no parameters of the question. */
function strange(told: Told, text: string): string[] {
  const names = new Set(told.params.map(([name]) => name));
  return [...new Set([...new URLSearchParams(text)].filter(([name, value]) => !names.has(name) && value.trim()).map(([name]) => name))];
}

const same = (one: [string, string][], other: [string, string][]) => JSON.stringify(one.sort()) === JSON.stringify(other.sort());

function file(link: HTMLAnchorElement, name: string, type: string, content: string): void {
  URL.revokeObjectURL(link.href);
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
}

function table(found: Answer): string[][] {
  return [found.columns, ...found.rows.map((row) => row.map((term) => term?.value ?? ""))];
}

function value(found: Answer, term: Term | undefined): unknown {
  if (term?.type === "uri") return { iri: term.value, label: found.labels[term.value] ?? term.value };
  const kind = term?.datatype?.split("#")[1] ?? "";
  if (term && /^(integer|decimal|double)$/.test(kind) && Number.isFinite(Number(term.value))) return Number(term.value);
  return kind === "boolean" ? term?.value === "true" : (term?.value ?? null);
}

function json(found: Answer, claims: number): string {
  const rows = found.rows.map((row) =>
    Object.fromEntries(found.columns.map((column, at) => (at === claims ? ["claims", claimsOf(row, at)] : [column, value(found, row[at])]))),
  );
  return `${JSON.stringify(rows, null, 2)}\n`;
}

class Page {
  #engine: Engine | undefined;
  #title = "";
  #address = "";
  #latest = 0;
  #found: Answer | undefined;

  constructor(
    readonly told: Told,
    readonly form: HTMLFormElement,
    readonly query: string,
  ) {}

  /** Answer what the address asks, and let the page say so everywhere. */
  async answer(): Promise<void> {
    const number = ++this.#latest;
    const status = part("status")!;
    part("answer")!.hidden = true;
    try {
      status.textContent = "Loading the data …";
      await Promise.all([globalThis.kgLibrary ?? script(`${ROOT}sparql-library.js`), globalThis.kgIndex ?? script(`${ROOT}search-index.js`)]);
      const library = globalThis.kgLibrary!;
      this.#engine ??= new Engine(library, (what, done) => (status.textContent = `${what}${done ? ` ${Math.round(100 * done)} %` : " …"}`), ROOT);
      const given = new Map<string, Value[]>();
      const faults: Fault[] = strange(this.told, location.search).map((name) => this.#unknown(name));
      for (const [name, text] of asked(this.told, location.search)) {
        const found = read(library, globalThis.kgIndex ?? [], this.told.params.find(([each]) => each === name)!, text);
        if ("near" in found) faults.push(found);
        else given.set(name, [...(given.get(name) ?? []), found]);
      }
      faults.push(...together(this.told.params, given));
      this.#hold(given, faults);
      if (faults.length) return this.#refuse(status, faults);
      status.textContent = "Answering …";
      this.#found = undefined;
      const order = library.examples.find(({ name, kind }) => kind === "question" && name === this.told.name)!.order;
      const answer = await this.#engine.query(bound(this.query, given), Infinity);
      const found = { ...answer, rows: arranged(answer, order) };
      const marks = await this.#marks(library, found, given);
      if (number === this.#latest) this.#show(library, found, given, marks);
    } catch (error) {
      status.textContent = error instanceof Error ? error.message : String(error);
    }
  }

  /** What is wrong with a parameter that the question does not have. */
  #unknown(name: string): Fault {
    const near = this.told.params.filter(([each]) => away(plain(each), plain(name)) < Infinity);
    const takes = near.length ? "" : ` It takes ${this.told.params.map(([each]) => each).join(", ") || "none"}.`;
    return { name, said: `This question takes no “${name}”.${takes}`, near: near.map(([each]) => [each, each]), instead: true };
  }

  /** The rows of the answer as cells: of one worked out here, or of the table that the page links. */
  async #rows(link: HTMLAnchorElement): Promise<string[][]> {
    if (this.#found) return table(this.#found);
    const files = location.protocol === "file:";
    if (files) await this.answer();
    return files ? table(this.#found!) : cells(await (await fetch(link.href)).text());
  }

  /** Save the answer for a spreadsheet program. */
  async excel(link: HTMLAnchorElement): Promise<void> {
    save(`${this.told.name}.csv`, "text/csv", sheet(await this.#rows(link)));
  }

  /** What marks an answer: rows in dispute, but where disputes are asked for, and what it has not. */
  async #marks(library: Library, found: Answer, given: ReadonlyMap<string, Value[]>): Promise<Marks> {
    const question = library.examples.find(({ name, kind }) => kind === "question" && name === this.told.name)!;
    const rows = found.rows.map((row) => claimsOf(row, found.columns.indexOf(this.told.claims ?? "")));
    return {
      contested: question.conflict ? new Map() : await contested(this.#engine!, rows.slice(0, this.told.rows).flat()),
      left: await left(this.#engine!, question, given, new Set(rows.flat())),
    };
  }

  /** Let the form hold what is given. */
  #hold(given: ReadonlyMap<string, Value[]>, faults: Fault[]): void {
    const wrong = new Set(faults.map(({ name }) => name));
    for (const [name, type, otherwise] of this.told.params) {
      const fields = [...this.form.querySelectorAll<HTMLInputElement | HTMLSelectElement>(`[name="${name}"]`)];
      fields.forEach((field, at) => {
        const held = given.get(name)?.[at];
        if (held) field.value = type === "thing" ? held.read : held.sent;
        else if (!wrong.has(name) && at === 0 && field instanceof HTMLSelectElement) field.value = otherwise;
      });
    }
  }

  #refuse(status: HTMLElement, faults: Fault[]): void {
    status.replaceChildren();
    for (const { name, said, near, instead } of faults) {
      const line = document.createElement("p");
      line.append(said, near.length ? " Did you mean " : "");
      near.forEach(([label, value], at) => {
        const link = document.createElement("a");
        const other = new URLSearchParams(location.search);
        if (instead) {
          other.set(value, other.get(name) ?? "");
          other.delete(name);
        } else other.set(name, value);
        link.href = `?${other}`;
        link.textContent = label;
        line.append(at ? " or " : "", link);
      });
      line.append(near.length ? "?" : "");
      status.append(line);
    }
    status.className = "refused";
  }

  #show(library: Library, found: Answer, given: ReadonlyMap<string, Value[]>, marks: Marks): void {
    const { told } = this;
    const parts = shown(found, told.claims);
    const said = told.params.flatMap(([name]) => (given.has(name) ? `${told.words[name] ?? name}: ${given.get(name)!.map((each) => each.read).join(", ")}` : [])).join("; ");
    const title = told.summary + (said ? ` (${said})` : "");
    const search = new URLSearchParams([...given].flatMap(([name, values]) => values.map((each) => [name, each.sent]))).toString();
    const name = location.pathname.split("/").at(-1)!.replace(/\.html$/, "");
    const [first, count] = [Math.min(told.rows, found.rows.length), found.rows.length];
    part("status")!.textContent = part("status")!.className = "";
    part("asked")!.textContent = title;
    part("answer-heading")!.textContent = `Answer: ${count} ${count === 1 ? "row" : "rows"}${told.row ? `, each ${told.row}` : ""}`;
    part("cut")!.hidden = count <= first;
    part("cut")!.textContent = `The first ${first} rows are shown; the tables to download have all.`;
    fill(document.querySelector("#rows table")!, library, ROOT, found, parts, told.rows, told.shown, told.words, marks);
    this.#found = found;
    file(part<HTMLAnchorElement>("csv")!, `${name}.csv`, "text/csv", csv(table(found)));
    const other = part<HTMLAnchorElement>("json");
    if (other) file(other, `${name}.json`, "application/json", json(found, parts.claims));
    this.#cite(title, search ? `?${search}` : "");
    part("answer")!.hidden = false;
  }

  /** Let the title, the permalink and the citations name what is asked. */
  #cite(title: string, search: string): void {
    const before = this.#title || this.told.summary;
    const trail = document.querySelector('.trail [aria-current="page"]');
    document.title = document.title.replace(/^.*(?= · )/s, () => title);
    if (trail) trail.textContent = title;
    const link = document.querySelector<HTMLAnchorElement>("#permalink");
    if (link) {
      const plain = link.dataset["plain"] ?? (link.dataset["plain"] = link.href.split("?")[0]!);
      const old = this.#address || link.href;
      link.href = link.textContent = this.#address = plain + search;
      for (const each of document.querySelectorAll("footer details pre")) {
        each.textContent = each.textContent.replaceAll(before, title).replaceAll(old, this.#address);
      }
    }
    this.#title = title;
  }
}

function copied(button: HTMLButtonElement): void {
  button.hidden = false;
  button.onclick = async () => {
    await navigator.clipboard.writeText(location.href);
    button.textContent = "Copied";
  };
}

function started(): void {
  addEventListener("toggle", (event) => event.target instanceof HTMLDetailsElement && unfold(event.target, document.getElementById("search")?.dataset["root"] ?? ROOT), true);
  const [told, form, query, copy] = [part("told"), document.querySelector<HTMLFormElement>("form.ask"), part("query"), part<HTMLButtonElement>("copy")];
  if (copy && navigator.clipboard) copied(copy);
  if (!told || !form || !query) return;
  const page = new Page(JSON.parse(told.textContent) as Told, form, query.textContent);
  form.addEventListener("formdata", ({ formData }) => {
    for (const [name, value] of [...formData]) if (!value) formData.delete(name);
  });
  form.addEventListener("focusin", async ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.dataset["type"] !== "thing" || target.list) return;
    if (!globalThis.kgIndex) await script(`${ROOT}search-index.js`);
    const list = document.createElement("datalist");
    list.id = `${target.id}-names`;
    list.append(...(globalThis.kgIndex ?? []).filter((each) => /^(state|vendor|technology|initiative|group|organization|place)$/.test(each[2])).map((each) => new Option(each[0])));
    target.after(list);
    target.setAttribute("list", list.id);
  });
  const [excel, link] = [part<HTMLButtonElement>("excel"), part<HTMLAnchorElement>("csv")];
  if (excel && link) {
    excel.hidden = false;
    excel.onclick = () => void page.excel(link);
  }
  const given = asked(page.told, location.search);
  const unknown = document.querySelector("section.refused") ? [] : strange(page.told, location.search);
  const files = location.protocol === "file:";
  if (same(given, asked(page.told, page.told.asked)) && !unknown.length && !files) return;
  listen(page, form);
  if (given.length || unknown.length) void page.answer();
}

/** Answer in this page what is asked from now on. */
function listen(page: Page, form: HTMLFormElement): void {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const given = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
    history.pushState(null, "", `?${given}`);
    void page.answer();
  });
  addEventListener("popstate", () => void page.answer());
}

started();
