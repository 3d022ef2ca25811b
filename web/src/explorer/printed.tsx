// What paper needs and the screen has elsewhere: what is selected in words, the sources, the date and the address.
import { printed } from "./later";
import { graph, say, selection } from "./state";
import { cited, told } from "./told";

/** The head of a printed view. */
export function Head() {
  return (
    <div class="paper">
      <p>
        <b>{say("selected")}:</b> {told().join("; ")}
      </p>
    </div>
  );
}

/** The foot of a printed view: sources with their licenses, the version and the day, and where to find it. */
export function Foot() {
  const day = printed.value ? new Date().toLocaleDateString(selection.value.language || "en", { dateStyle: "long" }) : "";
  return (
    <div class="paper">
      <p>
        <b>{say("cites")}:</b> {cited().join("; ")}
      </p>
      <p>
        {graph.facts.name} {graph.facts.version}. {say("printed")}: {day}. {say("address")}: {location.href}
      </p>
    </div>
  );
}
