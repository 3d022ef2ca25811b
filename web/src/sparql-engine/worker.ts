// Oxigraph in a worker: takes a dump once, then queries. The page stays alive meanwhile, and ends the worker to stop it.
import init, { Store, namedNode, type Quad } from "oxigraph/web.js";
import wasm from "oxigraph/web_bg.wasm?packed";
import { type Answer, type Request, type Response, type Row, SHOWN, type Term } from "./protocol";

const LABEL = "http://www.w3.org/2000/01/rdf-schema#label";
const NO_KEYWORD = /"""[^]*?"""|'''[^]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|<[^<>\s{}]*>|#[^\n]*|[?$:][\w-]*|[\w-]+:/g;
const SLICE = 1 << 20;

const say = (response: Response) => postMessage(response);
const seconds = (since: number) => (performance.now() - since) / 1000;

let store: Store | undefined;

async function unpacked(content: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  if (content[0] !== 0x1f || content[1] !== 0x8b) return content;
  const stream = new Blob([content]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Yield a text in slices, and say how far the reader of the slices is. */
function* sliced(content: Uint8Array<ArrayBuffer>): Generator<Uint8Array<ArrayBuffer>> {
  for (let start = 0; start < content.length; start += SLICE) {
    say({ kind: "progress", part: start / content.length });
    yield content.subarray(start, start + SLICE);
  }
}

async function load(dump: Uint8Array<ArrayBuffer>): Promise<void> {
  const begun = performance.now();
  const code = await unpacked(Uint8Array.from(atob(wasm), (character) => character.charCodeAt(0)));
  await init({ module_or_path: code });
  store = new Store();
  store.load(sliced(await unpacked(dump)), { format: "application/n-quads", no_transaction: true });
  say({ kind: "loaded", quads: store.size, seconds: seconds(begun) });
}

/** Return the form of a query by its first keyword; a query without one is left to the parser to refuse. */
function form(text: string): Answer["form"] {
  const found = /\b(?:SELECT|CONSTRUCT|DESCRIBE|ASK)\b/i.exec(text.replace(NO_KEYWORD, " "))?.[0].toUpperCase();
  return found === "ASK" ? "ask" : found === "SELECT" || !found ? "select" : "graph";
}

function evaluated(text: string, format?: string): ReturnType<Store["query"]> {
  if (!store) throw new Error("the graph is not loaded");
  const options = { use_default_graph_as_union: true };
  return store.query(text, format ? { ...options, results_format: format } : options);
}

function answered(text: string, most: number): Answer {
  const begun = performance.now();
  const kind = form(text);
  const empty = { form: kind, columns: [], rows: [], total: 0, labels: {} };
  if (kind === "ask") {
    const truth = evaluated(text) as boolean;
    return { ...empty, truth, seconds: seconds(begun) };
  }
  const [columns, all] = kind === "select" ? selected(text) : constructed(text);
  const rows = all.slice(0, most);
  return { ...empty, columns, rows, total: all.length, labels: labels(rows), seconds: seconds(begun) };
}

function selected(text: string): [string[], Row[]] {
  const { head, results } = JSON.parse(evaluated(text, "application/sparql-results+json") as string) as {
    head: { vars: string[] };
    results: { bindings: Record<string, Term>[] };
  };
  const columns = /\bSELECT\s+(?:(?:DISTINCT|REDUCED)\s+)?\*/i.test(text) ? inOrder(head.vars, text) : head.vars;
  return [columns, results.bindings.map((binding) => columns.map((column) => binding[column]))];
}

/** The variables of SELECT * in the order in which the text names them: the engine sorts them. */
function inOrder(columns: string[], text: string): string[] {
  const at = (column: string) => text.search(new RegExp(`[?$]${column}(?![\\w])`));
  return [...columns].sort((a, b) => at(a) - at(b));
}

function constructed(text: string): [string[], Row[]] {
  const quads = evaluated(text) as Quad[];
  return [
    ["subject", "predicate", "object"],
    quads.map((quad) => [quad.subject, quad.predicate, quad.object].map(term)),
  ];
}

function term(node: Quad["subject"] | Quad["predicate"] | Quad["object"]): Term {
  if (node.termType === "NamedNode") return { type: "uri", value: node.value };
  if (node.termType === "BlankNode") return { type: "bnode", value: node.value };
  if (node.termType !== "Literal") return { type: "triple", value: node.toString() };
  if (node.language) return { type: "literal", value: node.value, "xml:lang": node.language };
  return { type: "literal", value: node.value, datatype: node.datatype.value };
}

function labels(rows: Row[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const cell of rows.flat()) {
    if (cell?.type !== "uri" || cell.value in found) continue;
    for (const { object } of store?.match(namedNode(cell.value), namedNode(LABEL)) ?? []) {
      if (object.termType === "Literal" && (object.language === "en" || !(cell.value in found))) {
        found[cell.value] = object.value;
      }
    }
  }
  return found;
}

onmessage = async ({ data }: MessageEvent<Request>) => {
  const number = data.kind === "load" ? 0 : data.number;
  try {
    if (data.kind === "load") await load(data.dump);
    else if (data.kind === "query") say({ kind: "answer", number, answer: answered(data.text, data.most ?? SHOWN) });
    else if (form(data.text) === "graph") {
      say({ kind: "file", number, suffix: "nt", content: evaluated(data.text, "application/n-triples") as string });
    } else say({ kind: "file", number, suffix: "csv", content: evaluated(data.text, "text/csv") as string });
  } catch (error) {
    say({ kind: "error", number, message: error instanceof Error ? error.message : String(error) });
  }
};
