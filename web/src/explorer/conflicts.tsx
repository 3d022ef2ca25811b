// Where the sources disagree about what is selected, both receipts side by side.
import { graph, nameOf, number, say, selection, shown } from "./state";

const MOST = 60;

export function Conflicts() {
  const states = new Set(shown.value.map((row) => graph.facts.states[row.state]!.id));
  const { values, row } = selection.value;
  const narrowed = row ? new Set([row]) : values.state.length || values.region.length ? states : undefined;
  const fits = graph.facts.conflicts.filter((each) => !narrowed || narrowed.has(each.subject) || each.receipts.some(({ claim }) => claimed(claim, narrowed)));
  const initiative = values.initiative.length > 0;
  const sorted = [...fits].sort((a, b) => Number(b.kind === "membership" && initiative) - Number(a.kind === "membership" && initiative));
  return (
    <div>
      <p class="note">{number(fits.length)}</p>
      <ul class="conflicts">
        {sorted.slice(0, MOST).map((each) => (
          <li key={each.kind + each.subject + each.sides.join() + each.receipts.map((one) => one.claim).join()}>
            <p>
              <b><a href={graph.page(each.subject)}>{graph.thing(each.subject) ? nameOf(graph.thing(each.subject)!) : each.label}</a></b>
              {" · "}{each.kind}: {each.sides[0]} ≠ {each.sides[1]}
            </p>
            <div class="sides">
              {each.receipts.map((one) => (
                <p class="where">
                  {one.source}, {one.place} <a href={graph.page(`claim:${one.claim}`)}>{say("claim")}</a>
                </p>
              ))}
            </div>
          </li>
        ))}
      </ul>
      {fits.length > MOST && <p class="note">{say("cut")} ({MOST} / {number(fits.length)})</p>}
    </div>
  );
}

/** Whether a claim is about one of some states. */
function claimed(claim: string, states: ReadonlySet<string>): boolean {
  const at = graph.facts.claims.id.indexOf(claim);
  return at >= 0 && states.has(graph.facts.states[graph.facts.claims.state[at]!]!.id);
}
