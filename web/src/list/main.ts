// A table of a list: sorted by a column, narrowed by words and by values, kept in the address, downloaded as shown.
import { save } from "../file/save";
import { csv, sheet } from "../file/sheet";

interface Column {
  title: string;
  number: boolean;
  choice: HTMLSelectElement | undefined;
}

const collator = new Intl.Collator("en", { sensitivity: "base", numeric: true });
const text = (row: HTMLTableRowElement, at: number) => row.cells[at]?.textContent ?? "";
const plain = (value: string) => value.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** The values in a cell: what its links say, or its text. */
function values(row: HTMLTableRowElement, at: number): string[] {
  const links = [...(row.cells[at]?.querySelectorAll("a") ?? [])].map((link) => link.textContent);
  return links.length ? links : text(row, at).split(", ").filter(Boolean);
}

class List {
  readonly rows: HTMLTableRowElement[];
  readonly columns: Column[];
  readonly find = document.createElement("input");
  readonly status = document.createElement("p");
  sorted: [number, "ascending" | "descending"] = [0, "ascending"];

  constructor(
    readonly table: HTMLTableElement,
    readonly csv: HTMLAnchorElement | null,
  ) {
    this.rows = [...table.tBodies[0]!.rows];
    const heads = [...table.tHead!.rows[0]!.cells];
    this.columns = heads.map((head, at) => ({
      title: head.textContent,
      number: head.classList.contains("number"),
      choice: head.dataset["chosen"] === undefined ? undefined : this.#choice(head.textContent, at),
    }));
    heads.forEach((head, at) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      button.onclick = () => {
        const [first, other] = this.columns[at]!.number ? (["descending", "ascending"] as const) : (["ascending", "descending"] as const);
        this.sorted = [at, this.sorted[0] === at && this.sorted[1] === first ? other : first];
        this.show();
      };
      head.replaceChildren(button);
    });
    this.status.setAttribute("role", "status");
    table.closest(".scroll")!.before(this.#bar(), this.status);
    csv?.after(" ", this.#excel());
    this.#read();
    addEventListener("hashchange", () => this.#read());
  }

  #excel(): HTMLButtonElement {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = "CSV for Excel";
    made.onclick = () => save(this.#name(), "text/csv", sheet(this.#lines([...this.table.tBodies[0]!.rows])));
    return made;
  }

  #choice(title: string, at: number): HTMLSelectElement {
    const counts = new Map<string, number>();
    for (const value of this.rows.flatMap((row) => values(row, at))) counts.set(value, (counts.get(value) ?? 0) + 1);
    const made = document.createElement("select");
    made.name = title;
    const named = [...counts].sort((a, b) => collator.compare(a[0], b[0]));
    made.append(new Option("any", ""), ...named.map(([value, count]) => new Option(`${value} (${count})`, value)));
    if (this.rows.some((row) => !values(row, at).length)) made.append(new Option("none", "-"));
    made.onchange = () => this.show();
    return made;
  }

  #bar(): HTMLElement {
    const bar = document.createElement("div");
    bar.className = "tools";
    const labeled = (title: string, field: HTMLElement) => {
      const label = document.createElement("label");
      label.append(`${title} `, field);
      return label;
    };
    this.find.type = "search";
    this.find.name = "name";
    this.find.oninput = () => this.show();
    bar.append(labeled("Name has", this.find), ...this.columns.flatMap(({ title, choice }) => (choice ? [labeled(title, choice)] : [])));
    return bar;
  }

  /** Take what the address says. */
  #read(): void {
    const given = new URLSearchParams(location.hash.slice(1));
    this.find.value = given.get("name") ?? "";
    for (const { title, choice } of this.columns) if (choice) choice.value = given.get(title) ?? "";
    const [title, way] = (given.get("sort") ?? "").split(" by ").reverse();
    const at = this.columns.findIndex((each) => each.title === title);
    this.sorted = at < 0 ? [0, "ascending"] : [at, way === "most" ? "descending" : "ascending"];
    this.show();
  }

  /** Show the rows that are wanted, in their order; the address and the download follow. */
  show(): void {
    const [at, way] = this.sorted;
    const [column, wanted] = [this.columns[at]!, plain(this.find.value.trim())];
    const order = (a: HTMLTableRowElement, b: HTMLTableRowElement) => {
      const [one, other] = [text(a, at), text(b, at)];
      if (!one || !other) return one ? -1 : other ? 1 : 0;
      const found = column.number ? Number(one) - Number(other) : collator.compare(one, other);
      return (way === "ascending" ? found : -found) || collator.compare(text(a, 0), text(b, 0));
    };
    const kept = this.rows.filter(
      (row) =>
        plain(text(row, 0)).includes(wanted) &&
        this.columns.every(({ choice }, place) => {
          const held = choice?.value ? values(row, place) : [];
          return !choice?.value || (choice.value === "-" ? !held.length : held.includes(choice.value));
        }),
    );
    this.table.tBodies[0]!.replaceChildren(...kept.sort(order));
    [...this.table.tHead!.rows[0]!.cells].forEach((head, place) => {
      if (place === at) head.ariaSort = way;
      else head.removeAttribute("aria-sort");
    });
    this.status.textContent = kept.length === this.rows.length ? "" : `${kept.length} of ${this.rows.length} are shown.`;
    this.#keep(kept);
  }

  #keep(kept: HTMLTableRowElement[]): void {
    const [at, way] = this.sorted;
    const given = new URLSearchParams();
    if (this.find.value.trim()) given.set("name", this.find.value.trim());
    for (const { title, choice } of this.columns) if (choice?.value) given.set(title, choice.value);
    if (at || way === "descending") given.set("sort", way === "descending" ? `most by ${this.columns[at]!.title}` : this.columns[at]!.title);
    const hash = given.toString();
    if (hash !== location.hash.slice(1)) history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
    if (!this.csv) return;
    const first = this.csv.dataset["whole"] ?? (this.csv.dataset["whole"] = this.csv.href);
    if (this.csv.href.startsWith("blob:")) URL.revokeObjectURL(this.csv.href);
    if (!hash) {
      this.csv.href = first;
      this.csv.textContent = "Download as CSV";
      return;
    }
    this.csv.href = URL.createObjectURL(new Blob([csv(this.#lines(kept))], { type: "text/csv" }));
    this.csv.download = this.#name();
    this.csv.textContent = `Download these ${kept.length} as CSV`;
  }

  #lines(rows: HTMLTableRowElement[]): string[][] {
    return [["address", ...this.columns.map(({ title }) => title)], ...rows.map((row) => this.#line(row))];
  }

  #line(row: HTMLTableRowElement): string[] {
    const link = row.cells[0]!.querySelector("a");
    return [link?.href ?? "", ...this.columns.map((_, at) => (at && this.columns[at]!.number ? text(row, at) : values(row, at).join("; ")))];
  }

  #name(): string {
    return `${document.querySelector("h1")!.textContent.split(":")[0]!.toLowerCase()}.csv`;
  }
}

const table = document.querySelector<HTMLTableElement>("table[data-sorts]");
if (table) new List(table, document.querySelector<HTMLAnchorElement>("#csv"));
