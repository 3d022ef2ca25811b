// The receipts of the claims, and the disagreements: a script of its own, which is fetched once a panel or a file wants it.
import { signal } from "@preact/signals";
import type { Facts, Labels } from "./data";

/** What stands on a side: its id, or nothing where it is a text, and its English name. */
export type Side = [id: string, name: string];

export interface Conflict {
  kind: string;
  subject: string;
  label: Labels;
  sides: [Side, Side];
  /** What is at issue, and of which year, where the sides do not say it. */
  point: Side | null;
  year: number | null;
  /** The ids of all that it concerns. */
  about: string[];
  receipts: { claim: string; source: string; title: string; place: string; modality: string }[];
}

/** Columns as long as those of the claims (kg/explorer/proof.py writes them). */
export interface Receipts {
  stamp: string;
  id: string[];
  place: string[];
  said: string[];
  conflicts: Conflict[];
}

declare global {
  // They stand before this script, or come with their own.
  var kgReceipts: Receipts | undefined;
}

const NAME = "explorer-receipts.js";
/** Where this script is from; nothing where it is a part of the page. */
const HERE = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : "";

/** The receipts, once they are here. */
export const receipts = signal<Receipts | undefined>(undefined);
/** Why they are not: they could not be fetched, or are those of a graph that was built since. */
export const lacking = signal<"" | "unfetched" | "changed">("");

let asked: Promise<Receipts | undefined> | undefined;

function fetched(): Promise<Receipts | undefined> {
  if (globalThis.kgReceipts || !HERE) return Promise.resolve(globalThis.kgReceipts);
  return new Promise((resolve) => {
    const script = document.createElement("script");
    script.src = new URL(NAME, HERE).href;
    script.onload = () => resolve(globalThis.kgReceipts);
    script.onerror = () => resolve(undefined);
    document.head.append(script);
  });
}

/** Return the receipts of some facts, and fetch them where nobody did; nothing where they cannot be had. */
export function wanted({ stamp }: Facts): Promise<Receipts | undefined> {
  if (!asked) lacking.value = "";
  asked ??= fetched().then((found) => {
    lacking.value = !found ? "unfetched" : found.stamp !== stamp ? "changed" : "";
    if (lacking.value) return (asked = undefined);
    return (receipts.value = found);
  });
  return asked;
}
