// What a reader takes along: the link, code to embed, and what is shown as tables, pictures and a network.
import { useState } from "preact/hooks";
import { save } from "../file/save";
import { csv, gexf, json, TABLES } from "./files";
import { drawing, png, svg } from "./picture";
import { lacking, type Receipts, wanted } from "./receipt";
import { graph, say, selection } from "./state";
import { cited } from "./told";
import type { Word } from "./words";

type Tabled = keyof typeof TABLES;

/** The panels that have a table to download: all but the comparison, or the one that is alone (the map has the table's) with the receipts beside it. */
function tabled(): Tabled[] {
  const { panel } = selection.value;
  if (!panel) return (Object.keys(TABLES) as Tabled[]).filter((each) => each !== "compare");
  return [...new Set<Tabled>([panel === "map" ? "table" : (panel as Tabled), "receipts"])];
}

/** Save a file in which claims are named, and return whether that can be done. */
async function proven(name: string, type: string, write: (held: Receipts) => string): Promise<boolean> {
  const held = await wanted(graph.facts);
  if (held) save(`${graph.facts.name}${name}`, type, write(held));
  return held !== undefined;
}

/** A button for each file; where several panels have one, it says of which. */
function files(): [name: string, write: () => Promise<boolean>][] {
  const of = (kind: string, panels: readonly string[], panel: string) => (panels.length > 1 && panel !== panels[0] ? `${kind}: ${say(panel as Word)}` : kind);
  const [tables, drawings] = [tabled(), drawing()];
  return [
    ...tables.map((each): [string, () => Promise<boolean>] => [of("CSV", tables, each), () => proven(`-${each}.csv`, "text/csv;charset=utf-8", (held) => csv(each, held))]),
    ["JSON", () => proven(".json", "application/json", json)],
    ["GEXF", () => proven(".gexf", "application/gexf+xml", gexf)],
    ...drawings.map((each): [string, () => Promise<boolean>] => [of("SVG", drawings, each), () => svg(each)]),
    ...drawings.map((each): [string, () => Promise<boolean>] => [of("PNG", drawings, each), () => png(each)]),
  ];
}

export function Share() {
  const [said, setSaid] = useState("");
  const embed = `${location.href.split("#")[0]!.replace(/explorer\.html$/, "embed.html")}#${location.hash.slice(1)}${location.hash.length > 1 ? "&" : ""}embed=1`;
  const copy = async () => {
    const done = await navigator.clipboard?.writeText(location.href).then(() => true, () => false);
    setSaid(done ? say("copied") : `${say("address")}: ${location.href}`);
  };
  const take = async (write: () => Promise<boolean>) => setSaid((await write()) ? "" : say(lacking.value || "empty"));
  return (
    <section class="share" aria-label={say("download")}>
      <button type="button" onClick={() => void copy()}>{say("copy")}</button> <span role="status">{said}</span>
      <details>
        <summary>{say("embed")}</summary>
        <textarea readOnly rows={3} aria-label={say("embed")} value={`<iframe src="${embed}" width="100%" height="560" title="${graph.facts.name}"></iframe>`} />
      </details>
      <details>
        <summary>{say("download")}</summary>
        <p>
          {files().map(([name, write]) => (
            <button type="button" onClick={() => void take(write)}>{name}</button>
          ))}
        </p>
      </details>
      <ul class="note">
        {cited().map((each) => (
          <li>{each}</li>
        ))}
      </ul>
    </section>
  );
}
