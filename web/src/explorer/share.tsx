// What a reader takes along: the link, code to embed, and what is shown as tables, pictures and a network.
import { useState } from "preact/hooks";
import { save } from "../file/save";
import { csv, gexf, json, TABLES } from "./files";
import { drawing, png, svg } from "./picture";
import type { Receipts } from "./receipt";
import { Receipted } from "./receipted";
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

/** A button for each file in which claims are named; where several panels have one, it says of which. */
function files(held: Receipts): [name: string, write: () => void][] {
  const { name } = graph.facts;
  const tables = tabled();
  return [
    ...tables.map((each): [string, () => void] => [of("CSV", tables, each), () => save(`${name}-${each}.csv`, "text/csv;charset=utf-8", csv(each, held))]),
    ["JSON", () => save(`${name}.json`, "application/json", json(held))],
    ["GEXF", () => save(`${name}.gexf`, "application/gexf+xml", gexf(held))],
  ];
}

/** A button for each picture. */
function pictures(): [name: string, write: () => Promise<boolean>][] {
  const drawings = drawing();
  return [
    ...drawings.map((each): [string, () => Promise<boolean>] => [of("SVG", drawings, each), () => svg(each)]),
    ...drawings.map((each): [string, () => Promise<boolean>] => [of("PNG", drawings, each), () => png(each)]),
  ];
}

/** What a file is called: its kind, and of which panel it is where it is not of the first. */
function of(kind: string, panels: readonly string[], panel: string): string {
  return panels.length > 1 && panel !== panels[0] ? `${kind}: ${say(panel as Word)}` : kind;
}

export function Share() {
  const [said, setSaid] = useState("");
  const [opened, setOpened] = useState(false);
  const embed = `${location.href.split("#")[0]!.replace(/explorer\.html$/, "embed.html")}#${location.hash.slice(1)}${location.hash.length > 1 ? "&" : ""}embed=1`;
  const copy = async () => {
    const done = await navigator.clipboard?.writeText(location.href).then(() => true, () => false);
    setSaid(done ? say("copied") : `${say("address")}: ${location.href}`);
  };
  const take = async (write: () => void | Promise<boolean>) => setSaid((await write()) === false ? say("empty") : "");
  const buttons = (all: [string, () => void | Promise<boolean>][]) => (
    <p>
      {all.map(([name, write]) => (
        <button type="button" onClick={() => void take(write)}>{name}</button>
      ))}
    </p>
  );
  return (
    <section class="share" aria-label={say("download")}>
      <button type="button" onClick={() => void copy()}>{say("copy")}</button> <span role="status">{said}</span>
      {location.protocol !== "file:" && (
        <details>
          <summary>{say("embed")}</summary>
          <textarea readOnly rows={3} aria-label={say("embed")} value={`<iframe src="${embed}" width="100%" height="560" title="${graph.facts.name}"></iframe>`} />
        </details>
      )}
      <details onToggle={(event) => setOpened(event.currentTarget.open)}>
        <summary>{say("download")}</summary>
        {opened && <Receipted>{(held) => buttons(files(held))}</Receipted>}
        {buttons(pictures())}
      </details>
      <ul class="note">
        {cited().map((each) => (
          <li>{each}</li>
        ))}
      </ul>
    </section>
  );
}
