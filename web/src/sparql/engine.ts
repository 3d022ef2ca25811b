// The graph in this page: fetched once, loaded into a worker, queried there; stopping ends the worker.
import { type Answer, type Request, type Response, SHOWN } from "../sparql-engine/protocol";
import { resolved } from "./escape";
import type { Library } from "./library";

declare global {
  var kgDump: string | undefined;
}

/** How far the graph is: what is being done, and the part of it that is done (undefined: not known). */
export type Progress = (what: string, part?: number) => void;

export interface File {
  suffix: string;
  content: string;
}

/** The encoding of the script with the dump: a letter for each byte. */
const NARROW = "windows-1252";
const WHOLE = "Keep the whole folder of the site together, or open the page where the site stands on the web.";

type Settled = [(value: never) => void, (reason: Error) => void];

/** Load a classic script, as a page from a disk may; its encoding is UTF-8, or another that is named. */
export function script(source: string, encoding = "utf-8"): Promise<void> {
  return new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.src = source;
    element.setAttribute("charset", encoding);
    element.onload = () => resolve();
    element.onerror = () => reject(new Error(`A file that belongs to this page cannot be read: ${source.split("/").at(-1)}. ${WHOLE}`));
    document.head.append(element);
  });
}

/** Return the bytes of a text whose encoding has one letter for each. */
function bytes(text: string): Uint8Array<ArrayBuffer> {
  const letters = new TextDecoder(NARROW).decode(Uint8Array.from({ length: 256 }, (_, code) => code));
  const codes = new Map([...letters].map((letter, code) => [letter, code]));
  return Uint8Array.from(text, (letter) => codes.get(letter) ?? 0);
}

async function fetched(library: Library, root: string, progress: Progress): Promise<Uint8Array<ArrayBuffer>> {
  if (location.protocol === "file:") {
    await script(root + library.dump.script, NARROW);
    return bytes(globalThis.kgDump ?? "");
  }
  const response = await fetch(root + library.dump.path);
  if (!response.ok || !response.body) throw new Error(`The data cannot be fetched: for ${library.dump.path} the server answers ${response.status}. Try again later.`);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (let reader = response.body.getReader(), next = await reader.read(); !next.done; next = await reader.read()) {
    parts.push(next.value);
    size += next.value.length;
    progress("Fetching the graph", Math.min(1, size / library.dump.size));
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

export class Engine {
  #worker: Worker | undefined;
  #dump: Uint8Array<ArrayBuffer> | undefined;
  #loading: Promise<void> | undefined;
  #waiting = new Map<number, Settled>();
  #number = 0;

  constructor(
    readonly library: Library,
    readonly progress: Progress,
    /** The root of the site, from the page. */
    readonly root = "",
  ) {}

  /** Return the answer to a query, its escapes resolved, with so many rows at most; a stopped or refused query is an Error. */
  query(text: string, most = SHOWN): Promise<Answer> {
    return this.#ask((number) => ({ kind: "query", number, text: resolved(text).text, most }));
  }

  /** Return a whole answer as a file: CSV of rows, N-Triples of a graph. */
  file(text: string): Promise<File> {
    return this.#ask((number) => ({ kind: "file", number, text: resolved(text).text }));
  }

  /** End whatever runs; the next query loads the graph again, from memory. */
  stop(): void {
    this.#worker?.terminate();
    this.#worker = this.#loading = undefined;
    for (const [, reject] of this.#waiting.values()) reject(new Error("Stopped."));
    this.#waiting.clear();
  }

  async #ask<T>(request: (number: number) => Request): Promise<T> {
    await (this.#loading ??= this.#load());
    return this.#settled(++this.#number, request(this.#number));
  }

  async #load(): Promise<void> {
    try {
      this.progress("Fetching the graph");
      this.#dump ??= await fetched(this.library, this.root, this.progress);
      if (!globalThis.kgEngine) {
        this.progress("Fetching what answers in this page");
        await script(`${this.root}sparql-engine.js`);
      }
      const worker = globalThis.kgEngine?.();
      if (!worker) throw new Error("sparql-engine.js holds no worker");
      this.#worker = worker;
      worker.onmessage = ({ data }: MessageEvent<Response>) => this.#said(data);
      worker.onerror = (event) => this.#failed(new Error(event.message || "This browser does not start the engine that answers in a page. Try another browser."));
      await this.#settled(0, { kind: "load", dump: this.#dump });
    } catch (error) {
      this.#loading = undefined;
      throw error;
    }
  }

  #settled<T>(number: number, request: Request): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(number, [resolve as Settled[0], reject]);
      this.#worker?.postMessage(request);
    });
  }

  #said(response: Response): void {
    if (response.kind === "progress") return this.progress("Loading the graph", response.part);
    const number = response.kind === "loaded" ? 0 : response.number;
    const [resolve, reject] = this.#waiting.get(number) ?? [];
    this.#waiting.delete(number);
    if (response.kind === "error") reject?.(new Error(response.message));
    else resolve?.((response.kind === "answer" ? response.answer : response) as never);
  }

  #failed(error: Error): void {
    for (const [, reject] of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
