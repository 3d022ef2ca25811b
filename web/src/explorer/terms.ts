// What a reader calls a thing: its label in the language, or where the registers have none, the words of the interface.
import type { Facts, Thing } from "./data";
import { phrase } from "./words";

/** The things that the registers name in English alone, and that no name of its own is: in Spanish, French, Serbian and Chinese. */
const TERMS: Record<string, [es: string, fr: string, sr: string, zh: string]> = {
  "category:closed-autocracy": ["autocracia cerrada", "autocratie fermée", "затворена аутократија", "封闭式专制"],
  "category:electoral-autocracy": ["autocracia electoral", "autocratie électorale", "изборна аутократија", "选举式专制"],
  "category:electoral-democracy": ["democracia electoral", "démocratie électorale", "изборна демократија", "选举民主"],
  "category:liberal-democracy": ["democracia liberal", "démocratie libérale", "либерална демократија", "自由民主"],
  "category:free": ["libre", "libre", "слободно", "自由"],
  "category:partly-free": ["parcialmente libre", "partiellement libre", "делимично слободно", "部分自由"],
  "category:not-free": ["no libre", "non libre", "неслободно", "不自由"],
  "category:aigs-af": ["África (AIGS)", "Afrique (AIGS)", "Африка (AIGS)", "非洲（AIGS）"],
  "category:aigs-eap": ["Asia oriental y el Pacífico (AIGS)", "Asie de l'Est et Pacifique (AIGS)", "Источна Азија и Пацифик (AIGS)", "东亚与太平洋（AIGS）"],
  "category:aigs-eur": ["Europa (AIGS)", "Europe (AIGS)", "Европа (AIGS)", "欧洲（AIGS）"],
  "category:aigs-mena": ["Oriente Medio y Norte de África (AIGS)", "Moyen-Orient et Afrique du Nord (AIGS)", "Блиски исток и северна Африка (AIGS)", "中东与北非（AIGS）"],
  "category:aigs-sca": ["Asia meridional y central (AIGS)", "Asie du Sud et centrale (AIGS)", "Јужна и средња Азија (AIGS)", "南亚与中亚（AIGS）"],
  "category:aigs-wha": ["Hemisferio occidental (AIGS)", "Hémisphère occidental (AIGS)", "Западна хемисфера (AIGS)", "西半球（AIGS）"],
  "scheme:regimes-of-the-world": ["tipos de régimen del mundo (Regimes of the World)", "types de régime du monde (Regimes of the World)", "типови режима у свету (Regimes of the World)", "世界政体类型（Regimes of the World）"],
  "scheme:aigs-region": ["regiones del índice AIGS", "régions de l'indice AIGS", "области индекса AIGS", "AIGS 指数的地区"],
  "scheme:freedom-on-the-net-status": ["libertad en la red (Freedom on the Net)", "liberté sur le net (Freedom on the Net)", "слобода на мрежи (Freedom on the Net)", "网络自由（Freedom on the Net）"],
  "system:belgrade-surveillance-project": ["proyecto de videovigilancia de Belgrado", "projet de vidéosurveillance de Belgrade", "београдски пројекат видео-надзора", "贝尔格莱德视频监控项目"],
  "community:critics-of-belgrade-project": ["críticos del proyecto de Belgrado", "critiques du projet de Belgrade", "критичари београдског пројекта", "贝尔格莱德项目的批评者"],
  "organization:belgrade-authorities": ["autoridades de Belgrado (nivel de gobierno no precisado)", "autorités de Belgrade (niveau de gouvernement non précisé)", "власти у Београду (ниво власти није наведен)", "贝尔格莱德当局（未说明政府层级）"],
  "judgment:erodes-personal-freedoms": ["merma las libertades personales", "porte atteinte aux libertés individuelles", "сужава личне слободе", "侵蚀个人自由"],
  "judgment:exposes-to-monitoring-by": ["expone a las personas a ser vigiladas", "expose les personnes à être surveillées", "излаже људе надзору", "使人们受到监视"],
  "judgment:exposes-to-reprisal": ["expone a las personas a represalias", "expose les personnes à des représailles", "излаже људе одмазди", "使人们面临报复"],
  recovered: ["corregido por nosotros", "corrigé par nous", "исправили смо", "经我们更正"],
};
const LANGUAGES = ["es", "fr", "sr", "zh"];

/** Return the words of the interface for a thing in a language; nothing where there are none. */
export function term(id: string, language: string): string | undefined {
  return TERMS[id]?.[LANGUAGES.indexOf(language)];
}

/** What a reader calls a thing, in a language or else in English. */
export function named(thing: Thing, language: string, facts?: Facts): string {
  const own = term(thing.id, language) ?? thing.label[language];
  if (own) return own;
  const home = thing.homes?.length === 1 ? facts?.states[thing.homes[0]!] : undefined;
  if (thing.group && home?.label[language] && language !== "en") return phrase("companies", language).replace("{}", home.label[language]!);
  return thing.label["en"] ?? Object.values(thing.label)[0] ?? thing.id;
}
