// The page around the explorer in the language in which the explorer is read: its title, its heading, its links, and
// which language each part is in. What the frame of the site says in English alone is said to be English.
import { effect } from "@preact/signals";
import { graph, selection, within } from "./state";

/** What the frame says in English → in Spanish, French, Serbian and Chinese. */
const FRAME: Record<string, [es: string, fr: string, sr: string, zh: string]> = {
  "To the content": ["Ir al contenido", "Aller au contenu", "На садржај", "跳到正文"],
  "Start page": ["Inicio", "Accueil", "Почетна страна", "首页"],
  Explore: ["Explorar", "Explorer", "Истражи", "探索"],
  States: ["Estados", "États", "Државе", "国家"],
  Vendors: ["Proveedores", "Fournisseurs", "Добављачи", "供应商"],
  Technologies: ["Tecnologías", "Technologies", "Технологије", "技术"],
  Sources: ["Fuentes", "Sources", "Извори", "来源"],
  Questions: ["Preguntas", "Questions", "Питања", "问题"],
  Ontology: ["Ontología", "Ontologie", "Онтологија", "本体"],
  Data: ["Datos", "Données", "Подаци", "数据"],
  Search: ["Buscar", "Rechercher", "Претрага", "搜索"],
  Site: ["Sitio", "Site", "Сајт", "网站"],
  Breadcrumb: ["Ruta", "Fil d'Ariane", "Путања", "路径"],
  Results: ["Resultados", "Résultats", "Резултати", "结果"],
  "Suggest a correction": ["Proponer una corrección", "Proposer une correction", "Предложи исправку", "提出更正"],
};
const LANGUAGES = ["es", "fr", "sr", "zh"];
const SPOKEN = "title, h1, .skip, .site nav a, .site label, .trail a, .trail [aria-current], footer a[href*='contribute']";
const ENGLISH = "footer, #found, .site .home";

/** A text of the frame in a language; what is a name, or has no words there, as it is. */
export function framed(text: string, language: string): string {
  const [before, name = ""] = text.split(/(?= · )/);
  const title = graph.facts.words[before!]?.[language];
  if (title) return `${title}${name}`;
  const verb = FRAME[before!] ? before! : before!.split(": ")[0]!;
  return `${FRAME[verb]?.[LANGUAGES.indexOf(language)] ?? verb}${before!.slice(verb.length)}${name}`;
}

const said = new Map<Element, string>();

function translate(each: Element, attribute: string, language: string): void {
  const key = said.get(each) ?? (attribute ? each.getAttribute(attribute)! : each.textContent!);
  said.set(each, key);
  const text = framed(key, language);
  if (attribute) each.setAttribute(attribute, text);
  else if (each.textContent !== text) each.textContent = text;
}

effect(() => {
  const language = selection.value.language || "en";
  const explorer = document.getElementById("explorer");
  if (within) return explorer?.setAttribute("lang", language);
  document.documentElement.lang = language;
  if (language === "en" && !said.size) return;
  for (const each of document.querySelectorAll(SPOKEN)) if (!explorer?.contains(each)) translate(each, "", language);
  for (const each of document.querySelectorAll("[aria-label]")) if (!explorer?.contains(each) && FRAME[said.get(each) ?? each.ariaLabel ?? ""]) translate(each, "aria-label", language);
  for (const each of document.querySelectorAll(ENGLISH)) each.setAttribute("lang", "en");
  for (const each of document.querySelectorAll("footer a[href*='contribute']")) each.setAttribute("lang", language);
  for (const each of document.querySelectorAll(".site nav a, .trail a")) each.setAttribute("hreflang", "en");
});
