// A told path: each step is a selection and a sentence or two; what it rests on opens in the panels.
import { asked, read } from "./address";
import type { Labels, Story as Told } from "./data";
import { lines, parted, rows } from "./selection";
import { change, graph, number, open, say, selection } from "./state";

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

/** The sentence of a step with its numbers, counted from the step's own selection. */
function filled({ text, texts, selection: own }: { text: string; texts: Labels; selection: string }): string {
  const [stood] = read(own, graph);
  const found = rows(stood, graph);
  return (texts[selection.value.language] ?? text)
    .replaceAll("{states}", number(found.length))
    .replaceAll("{supplies}", number(parted(lines(stood, graph, found), graph).vendors));
}

/** The language in which something is told: the reader's, or English where there is no other. */
function tongue(told: Labels): string {
  return selection.value.language in told ? selection.value.language : "en";
}

function titleOf(story: Told): string {
  return story.titles[selection.value.language] ?? story.title;
}

export function Story() {
  const now = told();
  if (!now)
    return graph.facts.stories.length ? (
      <p class="stories">
        {say("stories")}:{" "}
        {graph.facts.stories.map((each) => (
          <button type="button" class="plain" lang={tongue(each.titles)} onClick={() => go(each.name, 1)}>{titleOf(each)}</button>
        ))}
      </p>
    ) : null;
  const { story, at } = now;
  const step = story.steps[at - 1]!;
  const tells = asked(read(step.selection, graph)[0]) === asked(selection.value);
  const leave = (
    <button type="button" class="plain" onClick={() => change({ story: "" })}>{say("leave")}</button>
  );
  return (
    <section class={tells ? "story" : "story strayed"} aria-label={titleOf(story)}>
      <h2><span lang={tongue(story.titles)}>{titleOf(story)}</span> · {at} / {story.steps.length}</h2>
      <p aria-live="polite" lang={tells ? tongue(step.texts) : undefined}>{tells ? filled(step) : say("strayed")}</p>
      {tells ? (
        <p>
          <button type="button" disabled={at === 1} onClick={() => go(story.name, at - 1)}>{say("back")}</button>{" "}
          <button type="button" disabled={at === story.steps.length} onClick={() => go(story.name, at + 1)}>{say("next")}</button>{" "}
          {leave}
        </p>
      ) : (
        <p>
          <button type="button" onClick={() => go(story.name, at)}>{say("return")}</button> {leave}
        </p>
      )}
    </section>
  );
}
