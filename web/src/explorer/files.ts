// What is shown, as files: each panel as a table of the rows it counts, all of it as JSON, the network as GEXF.
import { quoted } from "../file/sheet";
import { compared } from "./compare";
import { NAMED } from "./data";
import type { Receipts } from "./receipt";
import { chosen } from "./receipts";
import { changed, disagreeing, graph, nameOf, networked, say, selection, sideOf, stateName } from "./state";
import { COLUMNS, type Listed, listed } from "./table";
import { cited, told } from "./told";
import { over } from "./years";

type Cells = (string | number)[];
/** A table: its head and its rows. */
export type Rows = [head: string[], ...rows: Cells[]];

const iri = (id: string) => graph.facts.base + id.replace(":", "/");
const claimIris = (claims: readonly number[], { id }: Receipts) => claims.map((claim) => iri(`claim:${id[claim]}`));
const sourcesOf = (claims: readonly number[]) =>
  [...new Set(claims.map((claim) => nameOf(graph.facts.sources[graph.facts.claims.source[claim]!]!)))].join("; ");

function table(held: Receipts): Rows {
  const two = changed.value.length > 0;
  const line = (row: Listed): Cells => [
    ...(two ? [row.change ?? ""] : []),
    ...COLUMNS.map(([name, text]) => (name === "claims" ? row.claims.length : text(row))),
    iri(graph.facts.states[row.state]!.id),
    claimIris(row.claims, held).join(" "),
    sourcesOf(row.claims),
  ];
  return [[...(two ? ["change"] : []), ...COLUMNS.map(([name]) => name), "iri", "claim_iris", "sources"], ...listed().map(line)];
}

function network(held: Receipts): Rows {
  const { suppliers, states } = graph.facts;
  const lines = networked.value.map(({ supplier, state, claims }): Cells => {
    const [from, to] = [suppliers[supplier]!, states[state]!];
    return [nameOf(from), from.group ? "companies of a state" : "vendor", nameOf(to), claims.length, iri(from.id), iri(to.id), claimIris(claims, held).join(" "), sourcesOf(claims)];
  });
  return [["supplier", "kind", "state", "claims", "supplier_iri", "state_iri", "claim_iris", "sources"], ...lines];
}

function receipts(held: Receipts): Rows {
  const { claims, sources, modalities, states } = graph.facts;
  const lines = chosen().map((claim): Cells => {
    const [kind, source] = [claims.kind[claim]!, sources[claims.source[claim]!]!];
    const [state, thing] = [states[claims.state[claim]!]!, graph.facts[NAMED[kind]!][claims.thing[claim]!]!];
    return [
      nameOf(state), KINDS[kind]!, nameOf(thing), claims.start[claim] ?? "", nameOf(source), source.date ?? "", held.place[claim]!,
      nameOf(modalities[claims.modality[claim]!]!), held.said[claim]!, iri(state.id), iri(thing.id), ...claimIris([claim], held),
    ];
  });
  return [["state", "says", "thing", "since", "source", "source_date", "place", "how_firmly", "note", "state_iri", "thing_iri", "claim_iri"], ...lines];
}
const KINDS = ["uses", "is supplied by", "is a member of", "is classified as"] as const;

function timeline(receipts: Receipts): Rows {
  const { initiatives, states } = graph.facts;
  const { editions, joined } = over(selection.value, graph, listed().map((row) => row.state));
  const lines = [
    ...editions.flatMap(({ edition, year, held }) => [...held].map(([state, claims]): Cells => [stateName(state), year, "edition", nameOf(edition), iri(states[state]!.id), claimIris(claims, receipts).join(" ")])),
    ...joined.map((each): Cells => [stateName(each.state), each.year, "joined", nameOf(initiatives[each.initiative]!), iri(states[each.state]!.id), claimIris(each.claims, receipts).join(" ")]),
  ];
  return [["state", "year", "what", "of", "state_iri", "claim_iris"], ...lines];
}

function conflicts(): Rows {
  const lines = disagreeing.value!.own.map((each): Cells => [
    each.kind, sideOf([each.subject, each.label["en"] ?? each.subject]), ...each.sides.map(sideOf), each.point ? sideOf(each.point) : "", each.year ?? "",
    each.receipts.map((one) => `${one.title}, ${one.place}`).join(" | "), each.receipts.map((one) => iri(`claim:${one.claim}`)).join(" "),
  ]);
  return [["kind", "about", "first", "second", "point", "year", "receipts", "claim_iris"], ...lines];
}

function compare(): Rows {
  const ids = selection.value.compare;
  const lines = compared().flatMap(([heading, sets]) =>
    [...new Set(sets.flatMap((each) => [...each]))].sort().map((name): Cells => [heading, name, ...sets.map((each) => (each.has(name) ? 1 : 0))]),
  );
  return [["heading", "name", ...ids.map((id) => nameOf(graph.thing(id)!))], ...lines];
}

/** The table of each panel: a row for each of what it counts. */
export const TABLES = { table, network, receipts, timeline, conflicts, compare };

/** Return the table of a panel as CSV. */
export function csv(panel: keyof typeof TABLES, held: Receipts): string {
  return TABLES[panel](held).map((line) => line.map((cell) => quoted(String(cell))).join(",")).join("\r\n") + "\r\n";
}

/** Return what is shown as JSON: what is selected, the rows with their claims, the lines of the network, and what is in dispute. */
export function json(held: Receipts): string {
  const { claims, suppliers, states } = graph.facts;
  const rows = listed().map((row) => ({
    state: states[row.state]!.id,
    label: stateName(row.state),
    ...(row.change && { change: row.change }),
    claims: row.claims.map((claim) => ({
      iri: claimIris([claim], held)[0],
      thing: graph.facts[NAMED[claims.kind[claim]!]!][claims.thing[claim]!]!.id,
      source: graph.facts.sources[claims.source[claim]!]!.id,
      place: held.place[claim],
    })),
  }));
  const lines = networked.value.map((line) => ({ supplier: suppliers[line.supplier]!.id, state: states[line.state]!.id, claims: claimIris(line.claims, held) }));
  const disagreements = disagreeing.value!.own.map(({ kind, subject, sides, year, receipts: both }) => ({ kind, subject, sides, year, receipts: both }));
  const about = { selection: told().join("; "), address: location.href, limits: say("limits"), sources: cited(), version: graph.facts.version };
  return `${JSON.stringify({ ...about, rows, lines, disagreements }, null, 1)}\n`;
}

/** Return the network as GEXF. */
export function gexf(held: Receipts): string {
  const { suppliers, states } = graph.facts;
  const escaped = (text: string) => text.replace(/[&<>"]/g, (each) => `&#${each.charCodeAt(0)};`);
  const nodes = new Map(networked.value.flatMap((line) => [suppliers[line.supplier]!, states[line.state]!].map((thing) => [thing.id, nameOf(thing)] as const)));
  const edges = networked.value.map(
    (line, at) =>
      `<edge id="${at}" source="${suppliers[line.supplier]!.id}" target="${states[line.state]!.id}" weight="${line.claims.length}">` +
      `<attvalues><attvalue for="claims" value="${claimIris(line.claims, held).join(" ")}"/></attvalues></edge>`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gexf xmlns="http://gexf.net/1.3" version="1.3">',
    `<meta><creator>${escaped(graph.facts.name)} ${escaped(graph.facts.version)}</creator><description>${escaped([...told(), say("limits"), ...cited(), location.href].join("; "))}</description></meta>`,
    '<graph defaultedgetype="directed">',
    '<attributes class="edge"><attribute id="claims" title="claims" type="string"/></attributes>',
    `<nodes>${[...nodes].map(([id, label]) => `<node id="${id}" label="${escaped(label)}"/>`).join("")}</nodes>`,
    `<edges>${edges.join("")}</edges>`,
    "</graph></gexf>",
  ].join("\n");
}
