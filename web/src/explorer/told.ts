// What is selected, in words, and the sources behind what is shown.
import { ANY, DIMENSIONS } from "./address";
import { claimed } from "./receipts";
import { changed, disagreeing, graph, nameOf, say, selection, shown } from "./state";

/** What is selected, each dimension by itself: its values, joined as the rows need them. */
export function told(): string[] {
  const { values, sources, before, modalities, year, row, compare, panel } = selection.value;
  const name = (id: string) => nameOf(graph.thing(id)!);
  const parts = DIMENSIONS.filter((each) => values[each].length).map((each) => {
    const names = values[each].map(name).join(` ${say(ANY.includes(each) ? "or" : "and")} `);
    return each === "home" ? say("from").replace("{}", names) : names;
  });
  return [
    ...(parts.length ? parts : [say("everything")]),
    `${say("edition")}: ${sources.length ? sources.map(name).join(` ${say("or")} `) : say("every")}`,
    ...(before ? [`${say("against")} ${name(before)}`] : []),
    ...(modalities.length ? [`${say("firmness")}: ${graph.facts.modalities.filter((each) => modalities.includes(each.id)).map(nameOf).join(` ${say("or")} `)}`] : []),
    ...(year.length ? [`${say("year")}: ${year.join(` ${say("or")} `)}`] : []),
    ...(row ? [`${say("chosen")}: ${row.split(">").map(name).join(" → ")}`] : []),
    ...(panel === "compare" && compare.length ? [`${say("compare")}: ${compare.map(name).join(", ")}`] : []),
  ];
}

/** The claims behind the rows: those of both editions where two are held against each other. */
export function behind(): number[] {
  const claims = changed.value.length ? changed.value.flatMap((each) => [...each.before, ...each.after]) : shown.value.flatMap((row) => row.claims);
  return [...new Set(claims)];
}

/** The sources of the disagreements, where they are shown. */
function disputed(): number[] {
  const { panel } = selection.value;
  const own = panel && panel !== "conflicts" ? [] : (disagreeing.value?.own ?? []);
  return own.flatMap((each) => each.receipts.flatMap(({ source }) => graph.at.get(source)?.[1] ?? []));
}

/** The sources of all that is shown, or of some claims, each with the license it states. */
export function cited(claims?: readonly number[]): string[] {
  const { sources } = graph.facts;
  const of = (some: readonly number[]) => some.map((claim) => graph.facts.claims.source[claim]!);
  const used = new Set(claims ? of(claims) : [...of(behind()), ...of(claimed()), ...disputed()]);
  return [...used].sort((a, b) => a - b).map((at) => `${nameOf(sources[at]!)} (${sources[at]!.license ?? say("noLicense")})`);
}
