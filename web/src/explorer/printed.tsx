// What paper needs and the screen has elsewhere: what is selected in words, the sources, the date and the address.
import { written } from "./address";
import { printed } from "./later";
import { graph, say, selection } from "./state";
import { cited, told } from "./told";

/** The address of the whole explorer with what is selected, from a page that shows a part of it in a page of others. */
function whole(): string {
  return `${location.href.split("#")[0]!.replace(/embed(\.html)?$/, "explorer$1")}#${written({ ...selection.value, embed: false })}`;
}

/** The head of a view on paper, and in a page of others. */
export function Head() {
  return (
    <div class="paper">
      <p>
        <b>{say("selected")}:</b> {told().join("; ")} {selection.value.embed && <a href={whole()} target="_top">{say("openWhole")}</a>}
      </p>
    </div>
  );
}

/** The foot of it: sources with their licenses, and on paper the version, the day, and where to find it. */
export function Foot() {
  const day = printed.value ? new Date().toLocaleDateString(selection.value.language || "en", { dateStyle: "long" }) : "";
  return (
    <div class="paper">
      <p>
        <b>{say("cites")}:</b> {cited().join("; ")}
      </p>
      <p class="day">
        {graph.facts.name} {graph.facts.version}. {say("printed")}: {day}. {say("address")}: {location.href}
      </p>
    </div>
  );
}
