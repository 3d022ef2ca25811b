// Ask a source a SPARQL query with Comunica: node ask.mjs TYPE ADDRESS QUERY; the rows are printed as a JSON list.
import { QueryEngine } from "@comunica/query-sparql";

const [type, value, query] = process.argv.slice(2);
const answer = await new QueryEngine().queryBindings(query, { sources: [{ type, value }] });
const rows = await answer.map((row) => Object.fromEntries([...row].map(([name, term]) => [name.value, term.value]))).toArray();
console.log(JSON.stringify(rows));
