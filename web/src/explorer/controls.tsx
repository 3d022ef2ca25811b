// What is selected: one box to add to it, a chip for each value, and the sources whose claims count.
import { useRef, useState } from "preact/hooks";
import { ANY, DIMENSIONS, type Dimension } from "./address";
import { type As, type Found, suggestions, years } from "./find";
import { refocus } from "./focus";
import { add, change, counted, graph, left, nameOf, remove, say, selection, startOver, within } from "./state";

const DIMENSION: Partial<Record<As, Dimension>> = {
  homes: "home",
  states: "state",
  technologies: "technology",
  suppliers: "supplier",
  initiatives: "initiative",
  categories: "category",
  regions: "region",
  lists: "list",
};

export function Finder({ onPick, label, only }: { onPick: (found: Found) => void; label?: string; only?: readonly As[] }) {
  const hint = say("search");
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const found = text.trim() ? suggestions(graph, text, selection.value.language, only) : [];
  const pick = (position: number) => {
    const one = suggestions(graph, input.current!.value, selection.value.language, only)[position];
    if (!one) return;
    onPick(one);
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
  const id = `found-${(label ?? "").replace(/\W+/g, "-")}`;
  return (
    <div class="finder">
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-label={label ?? hint}
        aria-expanded={text.trim() !== ""}
        aria-controls={id}
        aria-activedescendant={found.length ? `${id}-${at}` : undefined}
        placeholder={hint}
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={key}
      />
      {text.trim() && (
        <ul id={id} role="listbox" aria-label={label ?? hint}>
          {found.map((one, position) => (
            <li
              id={`${id}-${position}`}
              role="option"
              aria-selected={position === at}
              class={one.as}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => pick(position)}
            >
              {one.name} <small>{one.beside}</small>
            </li>
          ))}
          {!found.length && <li role="option" aria-disabled="true" aria-selected="false">{say("nothing")}</li>}
        </ul>
      )}
    </div>
  );
}

interface Chip {
  dimension: string;
  id: string;
  name: string;
  out: () => void;
}

/** What is selected, a chip each: the values of the dimensions, the years, and the sources and firmness where there are several. */
function held(): Chip[] {
  const { values, year, sources, modalities } = selection.value;
  const less = (all: readonly string[], id: string) => all.filter((each) => each !== id);
  const title = (dimension: Dimension, id: string) => (dimension === "home" ? say("from").replace("{}", nameOf(graph.thing(id)!)) : nameOf(graph.thing(id)!));
  return [
    ...DIMENSIONS.flatMap((dimension) => values[dimension].map((id) => ({ dimension, id, name: title(dimension, id), out: () => remove(dimension, id) }))),
    ...year.map((id) => ({ dimension: "year", id, name: `${say("year")} ${id}`, out: () => change({ year: less(year, id) }) })),
    ...(sources.length > 1 ? sources : []).map((id) => ({ dimension: "sources", id, name: nameOf(graph.thing(id)!), out: () => change({ sources: less(sources, id) }) })),
    ...(modalities.length > 1 ? modalities : []).map((id) => ({
      dimension: "modalities", id, name: nameOf(graph.facts.modalities.find((each) => each.id === id)!), out: () => change({ modalities: less(modalities, id) }),
    })),
  ];
}

/** The dimensions of which one value is enough. */
const ONE: readonly string[] = [...ANY, "year", "sources", "modalities"];

function Chips() {
  const all = held();
  return (
    <ul class="chips">
      {all.map(({ dimension, name, out }, position) => (
        <li>
          {position > 0 && <span class="joint">{say(all[position - 1]!.dimension === dimension && ONE.includes(dimension) ? "or" : "and")}</span>}
          <button type="button" class={`chip ${dimension}`} onClick={() => (out(), refocus(".chips li:last-child button"))} title={say("remove")}>
            {name} <span aria-hidden="true">×</span>
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

/** The value of a list when several are selected, which it cannot show; the chips do. */
const SEVERAL = "+";

interface Choice {
  label: string;
  held: readonly string[];
  none: string;
  several?: string;
  options: readonly (readonly [value: string, name: string])[];
  onChange: (held: string[]) => void;
}

/** A list to choose one of; it says so where several are selected. */
function Choice({ label, held, none, several, options, onChange }: Choice) {
  return (
    <label>
      {label}{" "}
      <select value={held.length > 1 ? SEVERAL : (held[0] ?? "")} onChange={(event) => onChange(event.currentTarget.value ? [event.currentTarget.value] : [])}>
        <option value="">{none}</option>
        {held.length > 1 && <option value={SEVERAL} disabled>{several}</option>}
        {options.map(([value, title]) => (
          <option value={value}>{title}</option>
        ))}
      </select>
    </label>
  );
}

function Sources() {
  const sources = graph.facts.sources;
  const editions = sources.filter((each) => each.edition);
  /** Of an edition the year comes first: a narrow screen cuts the rest. */
  const titled = (each: (typeof sources)[number]) => (each.edition && each.year ? `${each.year} · ${nameOf(each)}` : nameOf(each));
  const named = (all: typeof sources) => all.map((each) => [each.id, titled(each)] as const);
  const { sources: chosen, before, modalities, year } = selection.value;
  return (
    <p class="sources">
      <Choice
        label={say("edition")}
        held={chosen}
        none={say("every")}
        several={counted(chosen.length, "sources")}
        options={named([...editions, ...sources.filter((each) => !each.edition)])}
        onChange={(held) => change({ sources: held })}
      />{" "}
      <Choice
        label={say("against")}
        held={before ? [before] : []}
        none={say("none")}
        options={named(editions.filter((each) => each.id !== chosen[0]))}
        onChange={(held) => change({ before: held[0] ?? "" })}
      />{" "}
      {!within && (
        <>
          <Choice
            label={say("firmness")}
            held={modalities}
            none={say("anyFirmness")}
            several={say("several")}
            options={graph.facts.modalities.filter((each) => each.accepted).map((each) => [each.id, nameOf(each)] as const)}
            onChange={(held) => change({ modalities: held })}
          />{" "}
          <Choice
            label={say("year")}
            held={year}
            none={say("anyYear")}
            several={say("several")}
            options={years(graph).map((each) => [String(each), String(each)] as const)}
            onChange={(held) => change({ year: held })}
          />
        </>
      )}
    </p>
  );
}

/** How much is shown of a part that was left out. */
const LONG = 80;

/** What of an address, or of a choice, was left out, and why: one line. */
export function LeftOut() {
  if (!left.value.length) return null;
  const of = (why: string) => left.value.filter((each) => each.why === why).map((each) => (each.part.length > LONG ? `${each.part.slice(0, LONG)} …` : each.part));
  return (
    <p role="alert" class="unknown">
      {(["mixed", "full", "unknown"] as const)
        .filter((why) => of(why).length)
        .map((why) => `${say(why)} ${of(why).join(", ")}`)
        .join(". ")}
    </p>
  );
}

export function Controls() {
  const pick = ({ id, as }: Found) => {
    const { year, modalities, sources } = selection.value;
    const more = (all: readonly string[]) => [...new Set([...all, id])];
    const dimension = DIMENSION[as];
    if (dimension) add(dimension, id);
    else if (as === "year") change({ year: more(year) });
    else if (as === "modalities") change({ modalities: more(modalities) });
    else change({ sources: more(sources.length > 1 ? sources : []) });
  };
  return (
    <section class="controls" aria-label={say("search")}>
      <Finder onPick={pick} />
      <Chips />
      <Sources />
    </section>
  );
}
