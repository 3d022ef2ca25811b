// The texts that the browser asks where every claim is taken: node change.js change.ts < [[text, changes], …].
const { readFileSync } = require("node:fs");

import(`file://${process.argv[2]}`).then(({ changed }) => {
  const asked = JSON.parse(readFileSync(0, "utf8"));
  process.stdout.write(JSON.stringify(asked.map(([text, changes]) => changed(text, changes))));
});
