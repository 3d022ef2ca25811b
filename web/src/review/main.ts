// The page on which proposed claims are decided: keys, what is wrong with a decision, and the file of decisions.
import { save } from "../file/save";

interface Made {
  key: string;
  accepted: boolean;
  reason: string;
  changes: Record<string, string>;
}

type Field = HTMLInputElement | HTMLSelectElement;

const cases = [...document.querySelectorAll<HTMLElement>("article")];
const by = document.querySelector<HTMLInputElement>("#by")!;
const count = document.querySelector<HTMLElement>("#count")!;
const wrong = document.querySelector<HTMLElement>("#wrong")!;
let here = -1;

function field(one: HTMLElement, name: string): HTMLInputElement {
  return one.querySelector<HTMLInputElement>(`[name="${name}"]`)!;
}

/** Goes to a case, and shows where one is. */
function go(to: number): void {
  here = Math.max(0, Math.min(cases.length - 1, to));
  cases[here]?.focus();
}

function decide(one: HTMLElement, value: string): void {
  one.querySelector<HTMLInputElement>(`[type="radio"][value="${value}"]`)!.checked = true;
  tell();
}

/** Says how many are decided, and colors what is. */
function tell(): void {
  let decided = 0;
  for (const one of cases) {
    const chosen = one.querySelector<HTMLInputElement>('[type="radio"]:checked');
    one.dataset.decision = chosen?.value ?? "";
    decided += chosen ? 1 : 0;
  }
  count.textContent = `${decided} of ${cases.length} decided`;
}

function changes(one: HTMLElement): Record<string, string> {
  const changed = [...one.querySelectorAll<Field>("[data-was]")].filter((f) => f.value.trim() !== f.dataset.was);
  return Object.fromEntries(changed.map((f) => [f.name, f.value.trim()]));
}

/** Returns what is wrong with the decision on a case, with the field to mend it in. */
function fault(one: HTMLElement): [string, HTMLElement] | null {
  if (one.dataset.decision === "reject" && !field(one, "reason").value.trim()) {
    return ["Say why it is rejected.", field(one, "reason")];
  }
  const lacking = one.dataset.lacking;
  if (one.dataset.decision === "accept" && lacking && !field(one, lacking).value.trim()) {
    return [`Fill in ${lacking}, or reject the claim.`, field(one, lacking)];
  }
  return null;
}

function download(): void {
  wrong.textContent = "";
  if (!by.value.trim()) {
    wrong.textContent = "Fill in your name.";
    by.focus();
    return;
  }
  const decided = cases.filter((one) => one.dataset.decision);
  for (const one of decided) {
    const found = fault(one);
    if (found) {
      wrong.textContent = found[0];
      found[1].focus();
      return;
    }
  }
  const decisions = decided.map((one): Made => {
    const accepted = one.dataset.decision === "accept";
    const reason = accepted ? "" : field(one, "reason").value.trim();
    return { key: one.dataset.key!, accepted, reason, changes: accepted ? changes(one) : {} };
  });
  const told = { sha256: document.body.dataset.sha256, by: by.value.trim(), decisions };
  save("decisions.json", "application/json", JSON.stringify(told, null, 1));
}

document.addEventListener("keydown", (event) => {
  const target = event.target as HTMLElement;
  const typing = target.matches("input:not([type=radio]), select");
  if (event.key === "Escape" && typing) go(here);
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const one = cases[here];
  if (event.key === "n") go(here + 1);
  else if (event.key === "p") go(here - 1);
  else if (one && event.key === "a") {
    decide(one, "accept");
    go(here + 1);
  } else if (one && event.key === "r") {
    decide(one, "reject");
    field(one, "reason").focus();
  } else if (one && event.key === "e") one.querySelector<Field>("[data-was]")?.focus();
  else return;
  event.preventDefault();
});
cases.forEach((one, number) => one.addEventListener("focusin", () => (here = number)));
document.addEventListener("change", tell);
document.querySelector("#download")!.addEventListener("click", download);
go(0);
