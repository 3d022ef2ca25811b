// The receipts of what is chosen: which source says it, where in the source, how firmly, and in whose voice.
import { NAMED, SUPPLY } from "./data";
import { counting } from "./selection";
import { change, drawn, expanded, graph, kindOf, nameOf, number, say, selection, shown } from "./state";

const MOST = 80;
const VERBS = ["use", "supply", "membership", "classification"] as const;

/** The claims behind what is chosen: a state, a supplier, a line between them, or else all rows; of selected states, the lines as well. */
export function chosen(): number[] {
  const { claims, suppliers } = graph.facts;
  const { row, values } = selection.value;
  const counts = counting(selection.value, graph);
  const accepted = (claim: number) => counts(claim) && graph.accepted[claims.modality[claim]!]!;
  const all = claims.kind.map((_, claim) => claim);
  if (!row) {
    const supplied = values.state.length ? drawn.value.flatMap((each) => each.claims) : [];
    return [...new Set([...shown.value.flatMap((each) => each.claims), ...supplied])];
  }
  const [from, to] = row.split(">");
  const [list, position] = graph.at.get(from!) ?? [];
  if (to !== undefined) {
    const state = graph.at.get(to)?.[1];
    return all.filter((claim) => claims.kind[claim] === SUPPLY && claims.state[claim] === state && suppliers[claims.thing[claim]!]!.id === from && accepted(claim));
  }
  if (list === "states") return graph.about[position!]!.filter(counts);
  if (list === "suppliers") return all.filter((claim) => claims.kind[claim] === SUPPLY && claims.thing[claim] === position && accepted(claim));
  return [];
}

function Claim({ claim }: { claim: number }) {
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
        <a href={graph.page(source.id)}>{nameOf(source)}</a>, {claims.place[claim]}
      </p>
      <p class="where">
        <span class="modality">{nameOf(modality)}</span> {claims.said[claim]}{" "}
        <a href={graph.page(`claim:${claims.id[claim]}`)}>{say("claim")}</a>
      </p>
    </li>
  );
}

export function Receipts() {
  const { row } = selection.value;
  const found = chosen();
  const thing = row.includes(">") ? undefined : graph.thing(row);
  const title = row.split(">").map((id) => graph.thing(id)).filter((each) => each !== undefined).map(nameOf).join(" → ");
  const grow = () => {
    expanded.value = new Set([...expanded.value, row]);
    change({ panel: selection.value.panel === "" ? "" : "network" });
  };
  return (
    <div>
      {title ? (
        <p class="chosen-row">
          <b>{thing ? <a href={graph.page(thing.id)}>{title}</a> : title}</b>{" "}
          {thing && (
            <>
              <button type="button" onClick={grow}>{say("more")}</button>{" "}
              <button
                type="button"
                onClick={() => change({ compare: [...selection.value.compare.filter((id) => id !== thing.id), thing.id].slice(-3), panel: "compare" })}
              >
                {say("compare")}
              </button>{" "}
            </>
          )}
          <button type="button" onClick={() => change({ row: "" })} aria-label={say("remove")}>×</button>
        </p>
      ) : (
        <p class="note">{say("choose")}</p>
      )}
      <p class="note">{number(found.length)} {kindOf(found.length, "claims")}</p>
      <ul class="claims">
        {found.slice(0, MOST).map((claim) => (
          <Claim key={claim} claim={claim} />
        ))}
      </ul>
      {found.length > MOST && <p class="note">{say("cut")} ({MOST} / {number(found.length)})</p>}
    </div>
  );
}

