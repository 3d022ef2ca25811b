// What waits for the receipts: it asks for them, and says where they cannot be had.
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { refocus } from "./focus";
import { lacking, type Receipts, receipts, wanted } from "./receipt";
import { graph, say } from "./state";

export function Receipted({ children }: { children: (held: Receipts) => ComponentChildren }) {
  useEffect(() => void wanted(graph.facts), []);
  if (receipts.value) return <>{children(receipts.value)}</>;
  if (!lacking.value) return <p class="note waiting" role="status" aria-busy="true">{say("waiting")}</p>;
  const again = () => {
    if (lacking.value === "changed") return location.reload();
    void wanted(graph.facts).then(() => refocus(".panel.receipts a"));
  };
  return (
    <p class="note" role="alert">
      {say(lacking.value)} <button type="button" onClick={again}>{say("again")}</button>
    </p>
  );
}
