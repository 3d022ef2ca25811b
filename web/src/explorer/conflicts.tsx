// Where the sources disagree about what is selected, both receipts side by side.
import { useState } from "preact/hooks";
import { empty, written } from "./address";
import type { Sorted } from "./conflict";
import { located } from "./locator";
import type { Conflict } from "./receipt";
import { Receipted } from "./receipted";
import { counted, disagreeing, graph, nameOf, number, say, selection, sideOf, within } from "./state";
import type { Word } from "./words";

const MOST = 60;

/** What stands on a side; of who says that a state is a member, and who does not, it says so. */
function side({ kind, sides }: Conflict, at: 0 | 1): string {
  const name = sideOf(sides[at]);
  return kind === "membership" ? say(at === 0 ? "saysIt" : "saysNot").replace("{}", name) : name;
}

function Disagreement({ of }: { of: Conflict }) {
  const { language } = selection.value;
  const about = [
    ...of.about.filter((id) => of.kind === "membership" && graph.at.get(id)?.[0] === "initiatives").map((id) => nameOf(graph.thing(id)!)),
    ...(of.point ? [sideOf(of.point)] : []),
    ...(of.year ? [String(of.year)] : []),
  ].join(" · ");
  return (
    <li>
      <p>
        <b><a href={graph.page(of.subject)}>{sideOf([of.subject, of.label["en"] ?? of.subject])}</a></b>
        {" · "}{say(`kind-${of.kind}` as Word)}{about && ` (${about})`}: {side(of, 0)} ≠ {side(of, 1)}
      </p>
      <div class="sides">
        {of.receipts.map((one) => (
          <p class="where">
            {one.title}, {located(one.place, language)} <a href={graph.page(`claim:${one.claim}`)}>{say("claim")}</a>
          </p>
        ))}
      </div>
    </li>
  );
}

function Listed({ all }: { all: readonly Conflict[] }) {
  return (
    <>
      <ul class="conflicts">
        {all.slice(0, MOST).map((each) => (
          <Disagreement key={each.kind + each.subject + each.receipts.map((one) => one.claim).join()} of={each} />
        ))}
      </ul>
      {all.length > MOST && <p class="note">{say("listed")} ({MOST} / {number(all.length)})</p>}
    </>
  );
}

/** Disagreements that are listed once a reader opens them. */
function Folded({ all }: { all: readonly Conflict[] }) {
  const [opened, setOpened] = useState(false);
  return (
    <details onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary>{counted(all.length, "disagreements")} {say("near")}</summary>
      {opened && <Listed all={all} />}
    </details>
  );
}

export function Conflicts() {
  return <Receipted>{() => <Disagreements of={disagreeing.value!} />}</Receipted>;
}

function Disagreements({ of: { own, near, outside } }: { of: Sorted }) {
  const everything = `${within ? "explorer.html" : ""}#${written({ ...empty(), panel: "conflicts", language: selection.value.language })}`;
  return (
    <div data-rows={own.length}>
      <p class="note">{own.length ? counted(own.length, "disagreements") : say("noDisagreement")}</p>
      {own.length > 0 && <Listed all={own} />}
      {near.length > 0 && <Folded all={near} />}
      {outside > 0 && (
        <p class="note outside">
          {counted(outside, "disagreements")} {say("outside")}. <a href={everything}>{say("all")}</a>
        </p>
      )}
    </div>
  );
}
