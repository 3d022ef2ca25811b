// The receipts of what is chosen: which source says it, where in the source, how firmly, and in whose voice.
import { beside } from "./compare";
import { NAMED, SUPPLY } from "./data";
import { usePieces } from "./later";
import { located } from "./locator";
import type { Receipts as Held } from "./receipt";
import { Receipted } from "./receipted";
import { refocus } from "./focus";
import { both, counting, outward } from "./selection";
import { byName, change, changed, counted, drawn, graph, nameOf, networked, number, say, selection, shown, stateName } from "./state";

const MOST = 80;
/** How many receipts are drawn at a time. */
const PIECE = 16;
const VERBS = ["use", "supply", "membership", "classification"] as const;

/** The claims behind what is chosen, those of the latest source first, then by the name of the state and of what is said of it. */
export function chosen(): number[] {
  const { claims, sources } = graph.facts;
  const keys = new Map(claimed().map((claim) => {
    const thing = graph.facts[NAMED[claims.kind[claim]!]!][claims.thing[claim]!]!;
    return [claim, [sources[claims.source[claim]!]!.date ?? "", stateName(claims.state[claim]!), nameOf(thing)] as const];
  }));
  return [...keys.keys()].sort((one, other) => {
    const [a, b] = [keys.get(one)!, keys.get(other)!];
    return (a[0] < b[0] ? 1 : a[0] > b[0] ? -1 : 0) || byName(a[1], b[1]) || claims.kind[one]! - claims.kind[other]! || byName(a[2], b[2]) || one - other;
  });
}

/**
 * The claims about a state, of a supplier's lines in the network (of all it supplies where it has none there), or of a
 * line between them; or else those of all rows, and of selected states the lines as well.
 */
export function claimed(): number[] {
  const { claims, suppliers } = graph.facts;
  const { row, values } = selection.value;
  const counts = counting(both(selection.value), graph);
  const accepted = (claim: number) => counts(claim) && graph.accepted[claims.modality[claim]!]!;
  const all = claims.kind.map((_, claim) => claim);
  if (!row) {
    const supplied = values.state.length ? drawn.value.flatMap((each) => each.claims) : [];
    const both = changed.value.length ? changed.value.flatMap((each) => [...each.before, ...each.after]) : shown.value.flatMap((each) => each.claims);
    return [...new Set([...both, ...supplied])];
  }
  const [from, to] = row.split(">");
  const [list, position] = graph.at.get(from!) ?? [];
  if (to !== undefined) {
    const state = graph.at.get(to)?.[1];
    return all.filter((claim) => claims.kind[claim] === SUPPLY && claims.state[claim] === state && suppliers[claims.thing[claim]!]!.id === from && accepted(claim));
  }
  if (list === "states") return graph.about[position!]!.filter(counts);
  const own = networked.value.filter((line) => line.supplier === position).flatMap((line) => line.claims);
  if (list === "suppliers" && own.length) return own;
  if (list === "suppliers") return all.filter((claim) => claims.kind[claim] === SUPPLY && claims.thing[claim] === position && accepted(claim));
  return [];
}

function Claim({ claim, held }: { claim: number; held: Held }) {
  const { claims, modalities, sources } = graph.facts;
  const kind = claims.kind[claim]!;
  const state = graph.facts.states[claims.state[claim]!]!;
  const thing = graph.facts[NAMED[kind]!][claims.thing[claim]!]!;
  const modality = modalities[claims.modality[claim]!]!;
  const source = sources[claims.source[claim]!]!;
  return (
    <li class={modality.id}>
      <p>
        <a href={graph.page(state.id)}>{nameOf(state)}</a> {say(VERBS[kind]!)} <a href={graph.page(thing.id)}>{nameOf(thing)}</a>
        {claims.start[claim] ? ` (${claims.start[claim]})` : ""}
      </p>
      <p class="where">
        <a href={graph.page(source.id)}>{nameOf(source)}</a>, {located(held.place[claim]!, selection.value.language)}
      </p>
      <p class="where">
        <span class="modality">{nameOf(modality)}</span> <span lang="en">{held.said[claim]}</span>{" "}
        <a href={graph.page(`claim:${held.id[claim]}`)}>{say("claim")}</a>
      </p>
    </li>
  );
}

export function Receipts() {
  const { row } = selection.value;
  const found = chosen();
  const drawable = PIECE * usePieces("receipts", MOST / PIECE);
  const thing = row.includes(">") ? undefined : graph.thing(row);
  const title = row.split(">").map((id) => graph.thing(id)).filter((each) => each !== undefined).map(nameOf).join(" → ");
  const { expanded, panel } = selection.value;
  const grown = expanded.includes(row);
  const grow = () => {
    const next = grown ? expanded.filter((each) => each !== row) : [...expanded, row];
    change({ expanded: next, panel: panel === "" ? "" : "network" });
  };
  const nothing = grown && outward({ ...selection.value, expanded: expanded.filter((each) => each !== row) }, graph, drawn.value).length === networked.value.length;
  return (
    <div>
      {title ? (
        <p class="chosen-row">
          <b>{thing ? <a href={graph.page(thing.id)}>{title}</a> : title}</b>{" "}
          {thing && (
            <>
              <button type="button" aria-pressed={grown} onClick={grow}>{say(grown ? "fold" : "more")}</button>{" "}
              <button type="button" onClick={() => beside(thing.id)}>{say("compare")}</button>{" "}
            </>
          )}
          <button type="button" onClick={() => (change({ row: "" }), refocus(".panel.receipts a"))} aria-label={say("remove")}>×</button>
        </p>
      ) : (
        <p class="note">{say("choose")}</p>
      )}
      {nothing && <p class="note" role="status">{say("nothingFurther")}</p>}
      <p class="note" data-rows={found.length}>{counted(found.length, "claims")}</p>
      {found.length > 0 && (
        <Receipted>
          {(held) => (
            <>
              <ul class="claims">
                {found.slice(0, drawable).map((claim) => (
                  <Claim key={claim} claim={claim} held={held} />
                ))}
              </ul>
              {found.length > MOST && <p class="note">{say("listed")} ({MOST} / {number(found.length)})</p>}
            </>
          )}
        </Receipted>
      )}
    </div>
  );
}

