// The rows that all parts of a plan have and no part takes out: what kg/wording/plain.py runs, on answers of the engine.
import { alphabetical, compared } from "../names/order";
import type { Answer, Row, Term } from "../sparql-engine/protocol";
import type { Part, Plan } from "./matching";
import { cut } from "./rank";

interface Kept { label: Term | undefined; claims: Set<string> }

/** The rows of several parts, each with the thing, its label, and the claims of every part that it is a row of. */
export function combined(plan: Plan, answers: readonly (Answer | undefined)[], name: (thing: string) => string): Row[] {
  const order = plan.map((_, at) => at).sort((one, two) => Number(plan[one]!.sign === "-") - Number(plan[two]!.sign === "-"));
  const claims = new Map<string, Set<string>>();
  let kept: Map<string, Kept> | undefined;
  for (const at of order) {
    const part = plan[at]!;
    const rows = things(part, answers[at], name);
    if (part.sign === "-") {
      kept = new Map([...(kept ?? [])].filter(([key]) => !rows.has(key)));
      continue;
    }
    for (const [key, row] of rows) claims.set(key, new Set([...(claims.get(key) ?? []), ...row.claims]));
    kept = kept ? new Map([...kept].flatMap(([key, row]) => (rows.has(key) ? [[key, row.label?.value ? row : rows.get(key)!] as const] : []))) : rows;
  }
  const told = [...(kept ?? [])].map(([key, { label }]) => ({ key, label, text: label?.value ?? "" }));
  told.sort((one, two) => alphabetical(one.text, two.text) || compared(one.key, two.key));
  const top = plan.findIndex(({ first }) => first);
  const shown = top < 0 ? told : cut(ranks(plan[top]!, answers[top]!), told.map(({ key }) => key), plan[top]!.first).map((key) => told.find((each) => each.key === key)!);
  return shown.map(({ key, label }): Row => {
    const cited = [...(claims.get(key) ?? [])].sort(compared).join(" ");
    return [{ type: "uri", value: key }, label, { type: "literal", value: cited }];
  });
}

/** Thing → what the rows of a part are ordered by. */
function ranks({ frame }: Part, { columns, rows }: Answer): Map<string, number> {
  const at = columns.indexOf(frame!.question.ranked);
  return new Map(rows.flatMap((row) => (row[0]?.type === "uri" && row[at] ? [[row[0].value, Number(row[at].value)] as const] : [])));
}

/** For each thing in the rows of a part, its label and the claims of its rows. */
function things({ frame, things }: Part, answer: Answer | undefined, name: (thing: string) => string): Map<string, Kept> {
  if (!frame) return new Map(things.map((thing) => [thing, { label: { type: "literal", value: name(thing), "xml:lang": "en" }, claims: new Set<string>() }]));
  const { claims, of } = frame.question;
  const [label, cited] = [answer!.columns.indexOf("label"), claims === null ? -1 : answer!.columns.indexOf(claims)];
  const found = new Map<string, Kept>();
  for (const row of answer!.rows) {
    const key = row[0];
    if (key?.type !== "uri" || !key.value.startsWith(of)) continue;
    const one = found.get(key.value) ?? { label: row[label], claims: new Set<string>() };
    for (const claim of (row[cited]?.value ?? "").split(/\s+/).filter(Boolean)) one.claims.add(claim);
    found.set(key.value, one);
  }
  return found;
}
