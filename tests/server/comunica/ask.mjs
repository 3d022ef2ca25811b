// Ask sources SPARQL queries with Comunica: a JSON list of [TYPE, ADDRESS, QUERY] on standard input; the rows of each
// are printed as a JSON list. Each is asked with an engine of its own, which remembers nothing of the others.
import { readFileSync } from "node:fs";
import { QueryEngine } from "@comunica/query-sparql";

const found = [];
for (const [type, value, query] of JSON.parse(readFileSync(0, "utf-8"))) {
  const answer = await new QueryEngine().queryBindings(query, { sources: [{ type, value }] });
  found.push(await answer.map((row) => Object.fromEntries([...row].map(([name, term]) => [name.value, term.value]))).toArray());
}
console.log(JSON.stringify(found));
