// A told path: each step is a selection and a sentence or two; what it rests on opens in the panels.
import { lines, read, rows } from "./selection";
import { graph, number, open, say, selection } from "./state";

/** The story that is being told and the step it is at, as the address has them: `story=name.2`. */
function told() {
  const [name, step] = selection.value.story.split(".");
  const story = graph.facts.stories.find((each) => each.name === name);
  const at = Math.min(Math.max(1, Number(step) || 1), story?.steps.length ?? 1);
  return story && { story, at };
}

function go(name: string, at: number): void {
  const step = graph.facts.stories.find((each) => each.name === name)!.steps[at - 1]!;
  open(`${step.selection}&story=${name}.${at}`);
}

/** The sentence of a step with its numbers, counted from the step's own selection, whatever a reader has selected since. */
function filled({ text, selection: own }: { text: string; selection: string }): string {
  const [stood] = read(own, graph);
  const found = rows(stood, graph);
  return text.replaceAll("{states}", number(found.length)).replaceAll("{supplies}", number(lines(stood, graph, found).length));
}

export function Story() {
  const now = told();
  if (!now)
    return graph.facts.stories.length ? (
      <p class="stories">
        {say("stories")}:{" "}
        {graph.facts.stories.map((each) => (
          <button type="button" class="plain" onClick={() => go(each.name, 1)}>{each.title}</button>
        ))}
      </p>
    ) : null;
  const { story, at } = now;
  return (
    <section class="story" aria-label={story.title}>
      <h2>{story.title} · {at} / {story.steps.length}</h2>
      <p aria-live="polite">{filled(story.steps[at - 1]!)}</p>
      <p>
        <button type="button" disabled={at === 1} onClick={() => go(story.name, at - 1)}>{say("back")}</button>{" "}
        <button type="button" disabled={at === story.steps.length} onClick={() => go(story.name, at + 1)}>{say("next")}</button>{" "}
        <button type="button" class="plain" onClick={() => open(location.hash.slice(1).replace(/&?story=[^&]*/, ""))}>{say("leave")}</button>
      </p>
    </section>
  );
}
