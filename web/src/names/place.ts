// Where the page of a thing stands, from the root of the site. A compact site keeps claims, situations and evidence in
// shared documents, and says so at the root of each page: data-shared names their folder.
const APART = /^(claim|situation|evidence)\/([0-9a-f]{2})[0-9a-f]+$/;

/** Return the file of the page at a path without suffix, with its fragment. */
export function place(path: string): string {
  const [local = "", fragment] = path.split("#");
  const shared = document.documentElement.dataset["shared"];
  const found = shared && APART.exec(local);
  if (found) return `${shared}/${found[2]}.html#${local.replace("/", "-")}`;
  return `${local}.html${fragment ? `#${fragment}` : ""}`;
}
