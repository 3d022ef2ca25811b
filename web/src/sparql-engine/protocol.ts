// What the page and its worker say to each other.

/** An RDF term as SPARQL results in JSON write it. */
export interface Term {
  type: "uri" | "literal" | "bnode" | "triple";
  value: string;
  "xml:lang"?: string;
  datatype?: string;
}

export type Row = (Term | undefined)[];

/** What the page asks: to take the dump (N-Quads, as it is or compressed by gzip), or to answer a query. */
export type Request =
  | { kind: "load"; dump: Uint8Array<ArrayBuffer> }
  | { kind: "query"; number: number; text: string; most?: number }
  | { kind: "file"; number: number; text: string };

/** What the worker says: how far it is (0 to 1), what it holds, an answer, a file of a whole answer, or why not. */
export type Response =
  | { kind: "progress"; part: number }
  | { kind: "loaded"; quads: number; seconds: number }
  | { kind: "answer"; number: number; answer: Answer }
  | { kind: "file"; number: number; suffix: "csv" | "nt"; content: string }
  | { kind: "error"; number: number; message: string };

/** An answer: its first rows (all up to SHOWN, or what was asked for), the number of all, and the English labels of the IRIs in them. */
export interface Answer {
  form: "select" | "graph" | "ask";
  columns: string[];
  rows: Row[];
  total: number;
  truth?: boolean;
  labels: Record<string, string>;
  seconds: number;
}

export const SHOWN = 1000;
