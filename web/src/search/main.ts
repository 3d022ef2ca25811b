// Search over the index of names, which is fetched as a script when the field is first used, so that it works from a disk.
import { away, plain } from "../names/near";
import { foreign, latin, type Scripts, unlike } from "../names/sound";
import { Answers, fetched } from "./answer";

type Entry = [label: string, path: string, kind: string, also: string[]];

interface Found {
  entry: Entry;
  far: number;
  by: string;
}

declare global {
  var kgIndex: Entry[] | undefined;
  var kgScripts: Scripts | undefined;
}

const MOST = 14;
const KINDS = ["state", "vendor", "technology", "initiative", "region", "question", "picture", "story", "source"];

const CODE = /^[A-Z]{2,3}$/;
/** The kinds of entries that have names, which are sought by their sound as well. */
const NAMED = new Set(["state", "vendor", "group", "initiative", "region", "place", "organization", "system"]);

/**
 * The entries that a text names: as a whole, or else those that its words name one by one, codes as they are written; a
 * name in another script that none has, by its sound.
 */
export function found(index: readonly Entry[], text: string, scripts?: Scripts): Found[] {
  const whole = near(index, plain(text), () => true);
  if (whole.length) return whole;
  const words = text.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => word.length > 2 || CODE.test(word) || foreign(word));
  const each = words.flatMap((word) => {
    const named = words.length > 1 ? near(index, plain(word), (code) => code === word).filter(({ far }) => far < 2) : [];
    return (named.length || !scripts ? named : alike(index, word, scripts)).slice(0, words.length > 1 ? 3 : MOST);
  });
  return [...new Map(each.map((one) => [one.entry[1], one])).values()];
}

/** The entries whose names in Latin letters sound like a word of another script, the nearest first. */
function alike(index: readonly Entry[], word: string, scripts: Scripts): Found[] {
  const wanted = foreign(word) ? latin(word, scripts) : "";
  if (!wanted) return [];
  const heard = index.filter((entry) => NAMED.has(entry[2])).map((entry): Found => {
    const names = [entry[0], ...entry[3].filter((name) => !CODE.test(name))].filter((name) => !foreign(name));
    return { entry, far: Math.min(...names.map((name) => unlike(name, wanted))), by: entry[0] };
  });
  return heard.filter(({ far }) => far < Infinity).sort((a, b) => a.far - b.far || a.by.length - b.by.length).slice(0, MOST);
}

function near(index: readonly Entry[], wanted: string, takes: (code: string) => boolean): Found[] {
  const all: Found[] = [];
  if (!wanted) return all;
  for (const entry of index) {
    let best: Found | undefined;
    for (const name of [entry[0], ...entry[3]]) {
      const far = CODE.test(name) && !takes(name) ? Infinity : away(plain(name), wanted);
      if (far < (best?.far ?? Infinity)) best = { entry, far, by: name };
    }
    if (best) all.push(best);
  }
  const rank = ({ entry }: Found) => (KINDS.indexOf(entry[2]) + KINDS.length) % KINDS.length;
  return all.sort((a, b) => Math.floor(a.far) - Math.floor(b.far) || rank(a) - rank(b) || a.far - b.far).slice(0, MOST);
}

function begin(form: HTMLFormElement, field: HTMLInputElement, list: HTMLElement): void {
  const root = field.dataset["root"] ?? "";
  let asked = false;
  let beyond = false;
  let at = -1;
  const links = () => [...list.querySelectorAll("a")];
  const load = () => {
    if (asked) return;
    asked = true;
    fetched(root, "search-index.js", show);
  };
  /** Fetch what names in other scripts need, and give each state its own. */
  const abroad = () => {
    if (beyond) return;
    beyond = true;
    fetched(root, "search-scripts.js", () => {
      const names = new Map(globalThis.kgScripts?.names);
      for (const entry of globalThis.kgIndex ?? []) entry[3].push(...(names.get(entry[1]) ?? []));
      show();
    });
  };
  const answers = new Answers(root, { line, say }, labelOf, () => show());
  let labels: ReadonlyMap<string, string> | undefined;
  function labelOf(path: string): string {
    labels ??= new Map(globalThis.kgIndex?.map(([label, at]) => [at, label]));
    return labels.get(path) ?? path.slice(path.indexOf("/") + 1);
  }
  function line(text: string, href: string, note: string): void {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const small = document.createElement("small");
    link.href = href;
    link.textContent = text;
    small.textContent = ` ${note}`;
    item.append(link, small);
    list.append(item);
  }
  function say(text: string): void {
    const item = document.createElement("li");
    item.className = "said";
    item.textContent = text;
    list.append(item);
  }
  function show(): void {
    at = -1;
    list.replaceChildren();
    if (!globalThis.kgIndex || !field.value.trim()) return;
    const asked = answers.show(field.value.trim());
    if (foreign(field.value)) abroad();
    for (const { entry, by } of found(globalThis.kgIndex, field.value, globalThis.kgScripts)) {
      const [label, path, kind] = entry;
      const [page, place] = path.split("#");
      if (kind === "question" && asked.has(path.slice(path.indexOf("/") + 1))) continue;
      line(label, `${root}${page}.html${place ? `#${place}` : ""}`, by === label ? kind : `${by} · ${kind}`);
    }
    if (!list.children.length) say("Nothing here has such a name.");
  }
  const mark = (next: number) => {
    const all = links();
    if (!all.length) return;
    at = (next + all.length) % all.length;
    all.forEach((link, position) => link.classList.toggle("marked", position === at));
    all[at]!.scrollIntoView({ block: "nearest" });
  };
  field.addEventListener("focus", load);
  field.addEventListener("input", show);
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") mark(at + 1);
    else if (event.key === "ArrowUp") mark(at < 0 ? -1 : at - 1);
    else if (event.key === "Escape") {
      field.value = "";
      show();
    } else return;
    event.preventDefault();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const link = links()[Math.max(0, at)];
    if (link) location.href = link.href;
  });
  form.hidden = false;
}

const [form, field, list] = [document.querySelector<HTMLFormElement>(".search"), document.getElementById("search"), document.getElementById("found")];
if (form && field instanceof HTMLInputElement && list) begin(form, field, list);
