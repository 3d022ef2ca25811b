// How firmly something is said, in words for readers. kg/naming/firmness.py and kg/drawing/template.py in the browser.
const STANCES: Record<string, string> = { assertion: "asserted", allegation: "alleged", supposition: "supposed", plan: "planned", denial: "denied" };
const ACTS: Record<string, string> = { Statement: "", Report: "reported", Quotation: "quoted", Presupposition: "presupposed" };
const PLACES: Record<string, string> = { "": "", InHeadline: ", in a headline", InCaption: ", in a caption" };
const COMPOSED = new RegExp(`^(${Object.keys(STANCES).join("|")})In(${Object.keys(ACTS).join("|")})(InHeadline|InCaption|)(Corrected|)$`);
/** Modalities that have a name of their own which readers are told otherwise. */
export const CALLED: Record<string, string> = { recovered: "corrected by us" };

/** How firmly a modality says something, by its name. */
export function firmness(modality: string): string {
  const found = COMPOSED.exec(modality);
  if (!found) return CALLED[modality] ?? modality;
  const [act, stance] = [ACTS[found[2]!]!, STANCES[found[1]!]!];
  const said = act ? (stance === "asserted" ? act : `${act} as ${stance}`) : stance;
  return said + PLACES[found[3]!] + (found[4] ? ", corrected by us" : "");
}
