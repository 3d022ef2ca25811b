// So many of a kind, in words: the forms that a language has for one, for a few and for many.

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

const KINDS = {
  states: {
    en: { one: "state or territory", other: "states and territories" },
    es: { one: "Estado o territorio", other: "Estados y territorios" },
    fr: { one: "État ou territoire", other: "États et territoires" },
    sr: { one: "држава или територија", few: "државе и територије", other: "држава и територија" },
    zh: { other: "个国家和地区" },
  },
  claims: {
    en: { one: "claim", other: "claims" },
    es: { one: "afirmación", other: "afirmaciones" },
    fr: { one: "affirmation", other: "affirmations" },
    sr: { one: "тврдња", few: "тврдње", other: "тврдњи" },
    zh: { other: "条陈述" },
  },
  lines: {
    en: { one: "supply by a named vendor", other: "supplies by named vendors" },
    es: { one: "suministro de un proveedor nombrado", other: "suministros de proveedores nombrados" },
    fr: { one: "fourniture d'un fournisseur nommé", other: "fournitures de fournisseurs nommés" },
    sr: { one: "испорука именованог добављача", few: "испоруке именованих добављача", other: "испорука именованих добављача" },
    zh: { other: "项列名供应商的供应" },
  },
  marks: {
    en: { one: "supply by unnamed companies of a state", other: "supplies by unnamed companies of a state" },
    es: { one: "suministro de empresas no nombradas de un Estado", other: "suministros de empresas no nombradas de un Estado" },
    fr: { one: "fourniture d'entreprises non nommées d'un État", other: "fournitures d'entreprises non nommées d'un État" },
    sr: { one: "испорука неименованих предузећа неке државе", few: "испоруке неименованих предузећа неке државе", other: "испорука неименованих предузећа неке државе" },
    zh: { other: "项某国未列名企业的供应" },
  },
  disagreements: {
    en: { one: "disagreement", other: "disagreements" },
    es: { one: "discrepancia", other: "discrepancias" },
    fr: { one: "désaccord", other: "désaccords" },
    sr: { one: "неслагање", few: "неслагања", other: "неслагања" },
    zh: { other: "处分歧" },
  },
  sources: {
    en: { one: "source", other: "sources" },
    es: { one: "fuente", other: "fuentes" },
    fr: { one: "source", other: "sources" },
    sr: { one: "извор", few: "извора", other: "извора" },
    zh: { other: "个来源" },
  },
} satisfies Record<string, Record<string, Forms>>;

const RULES = new Map<string, Intl.PluralRules>();

/** The rules of a language for plurals: dear to make, so once for each language. */
function rules(language: string): Intl.PluralRules {
  const found = RULES.get(language) ?? new Intl.PluralRules(language);
  RULES.set(language, found);
  return found;
}

export type Counted = keyof typeof KINDS;

/** Return what so many of a kind are called in a language. */
export function kind(value: number, of: Counted, language: string): string {
  const forms: Record<string, Forms> = KINDS[of];
  const spoken = language in forms ? language : "en";
  const own = forms[spoken]!;
  return own[rules(spoken).select(value)] ?? own.other;
}
