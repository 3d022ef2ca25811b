// The explorer: one selection, several panels, which all show the same rows.
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Compare } from "./compare";
import { Conflicts } from "./conflicts";
import { PANELS, written } from "./address";
import { Controls, LeftOut } from "./controls";
import { Later, usePieces } from "./later";
import { Map } from "./map";
import { Network } from "./network";
import { Foot, Head } from "./printed";
import { Receipts } from "./receipts";
import { Share } from "./share";
import { change, changed, graph, kindOf, number, say, sayChange, selection, shown, supplies, within } from "./state";
import { Story } from "./story";
import { Table } from "./table";
import { Timeline } from "./timeline";
import type { Word } from "./words";

const CONTENT = { map: Map, network: Network, table: Table, timeline: Timeline, receipts: Receipts, conflicts: Conflicts, compare: Compare };
const LANGUAGES = { en: "English", es: "español", fr: "français", sr: "српски", zh: "中文" };

function Tabs() {
  const now = selection.value.panel;
  return (
    <nav class="tabs" aria-label={say("alone")}>
      <button type="button" aria-pressed={now === ""} onClick={() => change({ panel: "" })}>{say("together")}</button>
      {PANELS.map((name) => (
        <button type="button" aria-pressed={now === name} onClick={() => change({ panel: name })}>{say(name)}</button>
      ))}
    </nav>
  );
}

function Panel({ name }: { name: keyof typeof CONTENT }) {
  const Content = CONTENT[name];
  const alone = selection.value.panel === name;
  return (
    <section class={`panel ${name}${alone ? " alone" : ""}`} aria-labelledby={`panel-${name}`}>
      <h2 id={`panel-${name}`}>{say(name)}</h2>
      <Later now={alone}>
        <Content />
      </Later>
    </section>
  );
}

/** The address of a panel, alone, with the same selection. */
const panelAt = (panel: string) => `${within ? "explorer.html" : ""}#${written({ ...selection.value, panel })}`;

/** The ways from a page that shows the explorer in part to the panels of the whole, with the same selection. */
function Onward() {
  return (
    <nav class="tabs" aria-label={say("alone")}>
      {["", ...PANELS].map((name) => (
        <a href={panelAt(name)}>{say((name || "together") as Word)}</a>
      ))}
    </nav>
  );
}

/** A number that opens what it counts; in a page of others, where there is no other panel, it is only a number. */
function Opens({ panel, children }: { panel: string; children: ComponentChildren }) {
  return selection.value.embed ? <>{children}</> : <a href={panelAt(panel)}>{children}</a>;
}

function Summary() {
  const { vendors, groups } = supplies.value;
  const count = (how: string) => changed.value.filter((each) => each.change === how).length;
  return (
    <p class="summary" role="status">
      <Opens panel="table"><b data-states={shown.value.length}>{number(shown.value.length)}</b></Opens> {kindOf(shown.value.length, "states")} · <Opens panel="network"><b data-lines={vendors}>{number(vendors)}</b></Opens> {kindOf(vendors, "lines")}
      {groups > 0 && <> · <Opens panel="network"><b data-marks={groups}>{number(groups)}</b></Opens> {kindOf(groups, "marks")}</>}
      {changed.value.length > 0 && <> · <Opens panel="table">{count("added")} {sayChange("added")}, {count("removed")} {sayChange("removed")}, {count("kept")} {say("kept")}</Opens></>}
      {!shown.value.length && !changed.value.length && <span class="unknown"> {say("empty")}</span>}
    </p>
  );
}

export function App() {
  const { embed } = selection.value;
  useEffect(() => {
    if (!embed || window === window.top) return;
    const whole = (event: Event) => {
      const link = (event.target as Element).closest("a[href]");
      if (link && !link.getAttribute("href")!.startsWith("#")) link.setAttribute("target", "_top");
    };
    document.addEventListener("click", whole, true);
    return () => document.removeEventListener("click", whole, true);
  }, [embed]);
  // First the choices, then the rest.
  const whole = usePieces("explorer", 2) === 2 || embed;
  return (
    <div class={`explorer${embed ? " embedded" : ""}`} data-selection={written(selection.value)} aria-busy={!whole || undefined}>
      {!embed && <Controls />}
      {whole && <Rest />}
    </div>
  );
}

/** All below the choices. */
function Rest() {
  const { panel, language, embed, row } = selection.value;
  const receipts = useRef<HTMLElement>(null);
  useEffect(() => {
    if (row && matchMedia("(max-width: 760px)").matches) receipts.current?.scrollIntoView({ block: "nearest" });
  }, [row]);
  const together = ["map", "table", "network", "timeline", "conflicts"] as const;
  return (
    <>
      {panel !== "compare" && <LeftOut />}
      {!within && <Head />}
      {!embed && !within && <Story />}
      <Summary />
      {!embed && (within ? <Onward /> : <Tabs />)}
      <div class={panel === "receipts" ? "panels whole" : "panels"}>
        <div class="main">
          {panel && panel in CONTENT ? <Panel name={panel as keyof typeof CONTENT} /> : together.map((name) => <Panel key={name} name={name} />)}
        </div>
        {panel !== "receipts" && (
          <aside ref={receipts} class={row ? "panel receipts open" : "panel receipts"} aria-label={say("receipts")}>
            <h2>{say("receipts")}</h2>
            <Later now={row !== ""} anywhere={panel !== "" && !within}>
              <Receipts />
            </Later>
          </aside>
        )}
      </div>
      <p class="limits">{say("limits")}</p>
      {!within && <Foot />}
      {within && <Story />}
      {!embed && !within && <Share />}
      {!embed && (
        <p class="tongue">
          <label>
            {say("language")}{" "}
            <select value={language || "en"} onChange={(event) => change({ language: event.currentTarget.value === "en" ? "" : event.currentTarget.value })}>
              {graph.facts.languages.map((each) => (
                <option value={each}>{LANGUAGES[each as keyof typeof LANGUAGES] ?? each}</option>
              ))}
            </select>
          </label>
        </p>
      )}
    </>
  );
}
