// What a reader takes along: the link, code to embed, and what is shown as a table, a picture or a network.
import { useState } from "preact/hooks";
import { save } from "../file/save";
import { NAMED } from "./data";
import { drawn, graph, nameOf, say, selection, shown, stateName } from "./state";
import { COLUMNS } from "./table";

const SVG = "http://www.w3.org/2000/svg";

function claimIris(claims: readonly number[]): string[] {
  return claims.map((claim) => `${graph.facts.base}claim/${graph.facts.claims.id[claim]}`);
}

/** The sources behind what is shown, each with the license it states. */
export function cited(): string[] {
  const { claims, sources } = graph.facts;
  const used = new Set(shown.value.flatMap((row) => row.claims.map((claim) => claims.source[claim]!)));
  return [...used].sort((a, b) => a - b).map((at) => `${nameOf(sources[at]!)} (${sources[at]!.license ?? "license not stated"})`);
}

/** What is selected, in words. */
export function told(): string {
  const { values, sources, before } = selection.value;
  const names = Object.values(values).flatMap((ids) => ids.map((id) => nameOf(graph.thing(id)!)));
  const editions = [...sources, ...(before ? [before] : [])].map((id) => nameOf(graph.thing(id)!));
  return [...names, ...(editions.length ? editions : [say("every")])].join("; ");
}

function csv(): string {
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const head = [...COLUMNS.map(([name]) => name), "iri", "claim_iris", "sources"];
  const lines = shown.value.map((row) => [
    ...COLUMNS.map(([, text]) => text(row)),
    graph.facts.base + graph.facts.states[row.state]!.id.replace(":", "/"),
    claimIris(row.claims).join(" "),
    [...new Set(row.claims.map((claim) => nameOf(graph.facts.sources[graph.facts.claims.source[claim]!]!)))].join("; "),
  ]);
  return [head, ...lines].map((line) => line.map(cell).join(",")).join("\r\n") + "\r\n";
}

function json(): string {
  const { claims } = graph.facts;
  const rows = shown.value.map((row) => ({
    state: graph.facts.states[row.state]!.id,
    label: stateName(row.state),
    claims: row.claims.map((claim) => ({
      iri: `${graph.facts.base}claim/${claims.id[claim]}`,
      thing: graph.facts[NAMED[claims.kind[claim]!]!][claims.thing[claim]!]!.id,
      source: graph.facts.sources[claims.source[claim]!]!.id,
      place: claims.place[claim],
    })),
  }));
  const about = { selection: told(), address: location.href, limits: say("limits"), sources: cited(), version: graph.facts.version };
  return `${JSON.stringify({ ...about, rows }, null, 1)}\n`;
}

function gexf(): string {
  const { suppliers, states } = graph.facts;
  const escaped = (text: string) => text.replace(/[&<>"]/g, (each) => `&#${each.charCodeAt(0)};`);
  const nodes = new Map(drawn.value.flatMap((line) => [suppliers[line.supplier]!, states[line.state]!].map((thing) => [thing.id, nameOf(thing)] as const)));
  const edges = drawn.value.map(
    (line, at) =>
      `<edge id="${at}" source="${suppliers[line.supplier]!.id}" target="${states[line.state]!.id}" weight="${line.claims.length}">` +
      `<attvalues><attvalue for="claims" value="${claimIris(line.claims).join(" ")}"/></attvalues></edge>`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gexf xmlns="http://gexf.net/1.3" version="1.3">',
    `<meta><creator>${escaped(graph.facts.name)} ${escaped(graph.facts.version)}</creator><description>${escaped(told())}</description></meta>`,
    '<graph defaultedgetype="directed">',
    '<attributes class="edge"><attribute id="claims" title="claims" type="string"/></attributes>',
    `<nodes>${[...nodes].map(([id, label]) => `<node id="${id}" label="${escaped(label)}"/>`).join("")}</nodes>`,
    `<edges>${edges.join("")}</edges>`,
    "</graph></gexf>",
  ].join("\n");
}

/** The picture of the page as an SVG of its own: title, what is selected, the drawing, limits, sources and address. */
function picture(): string | undefined {
  const drawing = document.querySelector<SVGSVGElement>(".panel svg.world, .panel svg.web, .panel svg.years");
  if (!drawing) return undefined;
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const looks = ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-size", "font-weight", "font-family", "paint-order"];
  const [from, to] = [drawing.querySelectorAll("*"), copy.querySelectorAll("*")];
  from.forEach((element, at) => {
    const style = getComputedStyle(element);
    for (const name of looks) (to[at] as SVGElement).style.setProperty(name, style.getPropertyValue(name));
  });
  const [, , width, height] = drawing.getAttribute("viewBox")!.split(" ").map(Number) as [number, number, number, number];
  const size = width / 66;
  const lines = [say("limits"), ...cited(), location.href].flatMap((text) => text.match(/.{1,120}(\s|$)/g) ?? [text]);
  const tall = height + size * (5 + lines.length * 1.5);
  const whole = document.createElementNS(SVG, "svg");
  whole.setAttribute("xmlns", SVG);
  whole.setAttribute("viewBox", `0 0 ${width} ${Math.ceil(tall)}`);
  whole.setAttribute("width", String(width * 1.5));
  whole.setAttribute("height", String(Math.ceil(tall * 1.5)));
  whole.setAttribute("font-family", getComputedStyle(document.body).fontFamily);
  const style = getComputedStyle(document.body);
  const back = document.createElementNS(SVG, "rect");
  for (const [name, value] of Object.entries({ width: "100%", height: "100%", fill: style.getPropertyValue("--paper") })) back.setAttribute(name, value);
  const text = (y: number, said: string, large: number) => {
    const made = document.createElementNS(SVG, "text");
    for (const [name, value] of Object.entries({ x: size, y, "font-size": large, fill: style.color })) made.setAttribute(name, String(value));
    made.textContent = said;
    return made;
  };
  copy.setAttribute("x", "0");
  copy.setAttribute("y", String(size * 3.2));
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  whole.append(back, text(size * 2, `${shown.value.length} ${say("states")}: ${told()}`, size * 1.2), copy);
  lines.forEach((line, at) => whole.append(text(size * (4.6 + at * 1.5) + height, line.trim(), size * 0.9)));
  return new XMLSerializer().serializeToString(whole);
}

async function png(): Promise<void> {
  const drawing = picture();
  if (!drawing) return;
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawing)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width, image.height];
  canvas.getContext("2d")!.drawImage(image, 0, 0);
  canvas.toBlob((blob) => blob && save(`${graph.facts.name}.png`, "image/png", blob));
}

export function Share() {
  const [said, setSaid] = useState("");
  const embed = `${location.href.split("#")[0]!.replace(/explorer\.html$/, "embed.html")}#${location.hash.slice(1)}${location.hash.length > 1 ? "&" : ""}embed=1`;
  const copy = async () => {
    await navigator.clipboard?.writeText(location.href).catch(() => undefined);
    setSaid(say("copied"));
  };
  const files: [string, () => void][] = [
    ["CSV", () => save(`${graph.facts.name}.csv`, "text/csv;charset=utf-8", csv())],
    ["JSON", () => save(`${graph.facts.name}.json`, "application/json", json())],
    ["GEXF", () => save(`${graph.facts.name}.gexf`, "application/gexf+xml", gexf())],
    ["SVG", () => { const made = picture(); if (made) save(`${graph.facts.name}.svg`, "image/svg+xml", made); }],
    ["PNG", () => void png()],
  ];
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
          {files.map(([name, write]) => (
            <button type="button" onClick={write}>{name}</button>
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

