// Where the sources disagree about what is selected, both receipts side by side.
import { MEMBERSHIP } from "./data";
import { graph, kindOf, nameOf, number, say, selection, shown } from "./state";

const MOST = 60;

export function Conflicts() {
  const states = new Set(shown.value.map((row) => graph.facts.states[row.state]!.id));
  const { values, row } = selection.value;
  const narrowed = row ? new Set([row]) : values.state.length || values.region.length ? states : undefined;
  const initiatives = new Set(values.initiative);
  const fits = graph.facts.conflicts.filter(
    ({ subject, receipts }) =>
      (!narrowed || narrowed.has(subject) || receipts.some(({ claim }) => claimed(claim, narrowed))) &&
      (row || !initiatives.size || receipts.some(({ claim }) => joined(claim, initiatives))),
  );
  return (
    <div>
      <p class="note">{fits.length ? `${number(fits.length)} ${kindOf(fits.length, "disagreements")}` : say("noDisagreement")}</p>
      <ul class="conflicts">
        {fits.slice(0, MOST).map((each) => (
          <li key={each.kind + each.subject + each.about + each.receipts.map((one) => one.claim).join()}>
            <p>
              <b><a href={graph.page(each.subject)}>{graph.thing(each.subject) ? nameOf(graph.thing(each.subject)!) : each.label}</a></b>
              {" · "}{each.kind}{each.about && ` (${each.about})`}: {each.sides[0]} ≠ {each.sides[1]}
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

/** Whether a claim says of a state that it is a member of one of some initiatives. */
function joined(claim: string, initiatives: ReadonlySet<string>): boolean {
  const { claims, initiatives: known } = graph.facts;
  const at = claims.id.indexOf(claim);
  return at >= 0 && claims.kind[at] === MEMBERSHIP && initiatives.has(known[claims.thing[at]!]!.id);
}

/** Whether a claim is about one of some states. */
function claimed(claim: string, states: ReadonlySet<string>): boolean {
  const at = graph.facts.claims.id.indexOf(claim);
  return at >= 0 && states.has(graph.facts.states[graph.facts.claims.state[at]!]!.id);
}
