// What waits for the receipts: it asks for them, and says where they cannot be had.
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { lacking, type Receipts, receipts, wanted } from "./receipt";
import { graph, say } from "./state";

export function Receipted({ children }: { children: (held: Receipts) => ComponentChildren }) {
  useEffect(() => void wanted(graph.facts), []);
  if (receipts.value) return <>{children(receipts.value)}</>;
  if (!lacking.value) return <p class="note waiting" aria-busy="true">…</p>;
  const again = lacking.value === "changed" ? () => location.reload() : () => void wanted(graph.facts);
  return (
    <p class="note" role="alert">
      {say(lacking.value)} <button type="button" onClick={again}>{say("again")}</button>
    </p>
  );
}
