// What the browser's reader of plain words makes of each text: node understand.js words.js < {"table": …, "texts": […], "asked": "one" or "several"}.
const { readFileSync } = require("node:fs");
const { runInThisContext } = require("node:vm");

runInThisContext(readFileSync(process.argv[2], "utf8"));
const { table, texts, asked } = JSON.parse(readFileSync(0, "utf8"));
const words = globalThis.kgReader(table);
const part = ({ sign, frame, params, things, first, sole, order }) => [sign, frame?.question.name ?? things.join(" "), Object.fromEntries(params), first, sole, order];
const told = texts.map((text) => {
  if (asked === "several") return words.several(text);
  const { reading, plan, refused, near } = words.understand(text);
  const named = near.map(({ question }) => question.name);
  return { refused, plan: plan.map(part), near: named, said: words.told(reading) };
});
process.stdout.write(JSON.stringify(told));
