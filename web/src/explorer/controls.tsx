// What is selected: one box to add to it, a chip for each value, and the sources whose claims count.
import { useRef, useState } from "preact/hooks";
import { type List, nameAlso } from "./find";
import { ANY, DIMENSIONS, type Dimension } from "./selection";
import { add, change, graph, nameOf, remove, say, selection, startOver, unknown } from "./state";
import { suggestions } from "./find";

const DIMENSION: Partial<Record<List, Dimension>> = {
  states: "state",
  technologies: "technology",
  suppliers: "supplier",
  initiatives: "initiative",
  categories: "category",
  regions: "region",
  lists: "list",
};

export function Finder({ onPick, label }: { onPick: (id: string, list: List) => void; label: string }) {
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const found = text.trim() ? suggestions(graph, text, selection.value.language) : [];
  const pick = (position: number) => {
    const one = suggestions(graph, input.current!.value, selection.value.language)[position];
    if (!one) return;
    onPick(one.thing.id, one.list);
    setText("");
    setAt(0);
    input.current?.focus();
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") setAt(Math.min(at + 1, found.length - 1));
    else if (event.key === "ArrowUp") setAt(Math.max(at - 1, 0));
    else if (event.key === "Enter") pick(at);
    else if (event.key === "Escape") setText("");
    else return;
    event.preventDefault();
  };
  const id = `found-${label.replace(/\W+/g, "-")}`;
  return (
    <div class="finder">
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-label={label}
        aria-expanded={text.trim() !== ""}
        aria-controls={id}
        aria-activedescendant={found.length ? `${id}-${at}` : undefined}
        placeholder={label}
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={key}
      />
      {text.trim() && (
        <ul id={id} role="listbox" aria-label={label}>
          {found.map((one, position) => (
            <li
              id={`${id}-${position}`}
              role="option"
              aria-selected={position === at}
              class={one.list}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => pick(position)}
            >
              {nameOf(one.thing)} <small>{nameAlso(one)}</small>
            </li>
          ))}
          {!found.length && <li role="option" aria-disabled="true" aria-selected="false">{say("nothing")}</li>}
        </ul>
      )}
    </div>
  );
}

function Chips() {
  const held = DIMENSIONS.flatMap((dimension) => selection.value.values[dimension].map((id) => ({ dimension, id })));
  return (
    <ul class="chips">
      {held.map(({ dimension, id }, position) => (
        <li>
          {position > 0 && <span class="joint">{say(held[position - 1]!.dimension === dimension && ANY.includes(dimension) ? "or" : "and")}</span>}
          <button type="button" class={`chip ${dimension}`} onClick={() => remove(dimension, id)} title={say("remove")}>
            {dimension === "home" && "← "}
            {nameOf(graph.thing(id)!)} <span aria-hidden="true">×</span>
            <span class="hidden">{say("remove")}</span>
          </button>
        </li>
      ))}
      <li>
        <button type="button" class="plain" onClick={startOver}>
          {say("clear")}
        </button>
      </li>
    </ul>
  );
}

function Sources() {
  const sources = graph.facts.sources;
  const editions = sources.filter((each) => each.edition);
  const { sources: chosen, before, modalities } = selection.value;
  return (
    <p class="sources">
      <label>
        {say("edition")}{" "}
        <select value={chosen[0] ?? ""} onChange={(event) => change({ sources: event.currentTarget.value ? [event.currentTarget.value] : [] })}>
          <option value="">{say("every")}</option>
          {[...editions, ...sources.filter((each) => !each.edition)].map((each) => (
            <option value={each.id}>{nameOf(each)}</option>
          ))}
        </select>
      </label>{" "}
      <label>
        {say("against")}{" "}
        <select value={before} onChange={(event) => change({ before: event.currentTarget.value })}>
          <option value="">{say("none")}</option>
          {editions.filter((each) => each.id !== chosen[0]).map((each) => (
            <option value={each.id}>{nameOf(each)}</option>
          ))}
        </select>
      </label>{" "}
      <label class="firmness">
        {say("firmness")}{" "}
        <select value={modalities[0] ?? ""} onChange={(event) => change({ modalities: event.currentTarget.value ? [event.currentTarget.value] : [] })}>
          <option value="">—</option>
          {graph.facts.modalities.filter((each) => each.accepted).map((each) => (
            <option value={each.id}>{nameOf(each)}</option>
          ))}
        </select>
      </label>
    </p>
  );
}

export function Controls() {
  const pick = (id: string, list: List) => {
    const dimension = DIMENSION[list];
    if (dimension) add(dimension, id);
    else change({ sources: [id] });
  };
  return (
    <section class="controls" aria-label={say("search")}>
      <Finder label={say("search")} onPick={pick} />
      <Chips />
      <Sources />
      {unknown.value.length > 0 && (
        <p role="alert" class="unknown">
          {say("unknown")} {unknown.value.join(", ")}
        </p>
      )}
    </section>
  );
}
