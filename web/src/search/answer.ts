// What several words ask: the question that answers them, or the ones that are near. Its reader is fetched at need.
import { asksForSentence } from "../ask/conclusion";
import type { Part } from "../words/matching";
import type { Words } from "../words/plain";
import type { Feature, Reading } from "../words/reading";

/** Where lines of the list go: a link with a note, or a remark. */
export interface List {
  line(text: string, href: string, note: string): void;
  say(text: string): void;
}

/** Adds a script of the site to the page. */
export function fetched(root: string, name: string, then: () => void): void {
  const script = document.createElement("script");
  script.src = `${root}${name}`;
  script.onload = then;
  document.head.append(script);
}

/** The names that unknown words of a text are near to, as a question to the reader; the whole of it where that is answered. */
export function meant({ like, text }: Reading, words: Words): string {
  const whole = like.reduce((all, [word, name]) => all.replaceAll(word, name), text);
  const each = like.map(([word, name]) => ` For “${word}”, do you mean “${name}”?`).join("");
  return like.length && !words.understand(whole).refused ? `${each} Did you mean “${whole}”?` : each;
}

export class Answers {
  private words: Words | undefined;
  private live = false;
  private begun = false;

  /** `ready` is called whenever more is known than at the last answer. */
  constructor(
    private readonly root: string,
    private readonly list: List,
    /** The label of a thing by the path of its page. */
    private readonly label: (path: string) => string,
    private readonly ready: () => void,
  ) {}

  /** Lists what a text of several words asks, or why nothing answers it and what is near; the questions it listed. */
  show(text: string): ReadonlySet<string> {
    const listed = new Set<string>();
    if (!/\S\s+\S/.test(text)) return listed;
    this.prepare();
    if (!this.words) return listed;
    const several = this.words.several(text);
    const ask = (each: string) => `${this.root}${this.live ? "ask" : "ask.html"}?q=${encodeURIComponent(each)}`;
    for (const each of several) this.list.line(`Answer: ${each}`, ask(each), `one of the ${several.length === 2 ? "two " : ""}questions that are asked`);
    if (several.length) return listed;
    const { reading, plan, refused, near, spelled, otherwise } = this.words.understand(text);
    const said = [this.said(reading), ...spelled.map(([word, right]) => `“${word}” read as “${right}”`), otherwise].filter(Boolean).join("; ");
    if (!refused) {
      if (this.live) this.list.line(`Answer: ${text}`, ask(text), said);
      else if (otherwise || plan.length > 1 || plan[0]!.first || plan[0]!.sole || asksForSentence(reading)) this.list.line(`Answer: ${text}`, ask(text), plan.length > 1 ? `${said}: the rows that all of these have` : !otherwise && (plan[0]!.first || plan[0]!.sole) ? "the first of the rows" : said);
      for (const each of plan) {
        this.part(each, plan.length === 1);
        if (each.frame) listed.add(each.frame.question.name);
      }
    } else if (reading.features.length && /\S\s+\S+\s+\S/.test(text)) {
      this.list.say(`No question answers all of this: ${refused}.${meant(reading, this.words)}${near.length ? " The nearest:" : ""}`);
      for (const { question, unused } of near) {
        const left = unused.length ? `leaves ${unused.join(", ")} unused` : "";
        this.list.line(question.summary, `${this.root}question/${question.name}.html`, left);
        listed.add(question.name);
      }
    }
    return listed;
  }

  private named(thing: string): string {
    const { base } = this.words!.known;
    return thing.startsWith(base) ? this.label(thing.slice(base.length)) : thing;
  }

  /** The names that were understood, each with its label where it is another: "China (Chinese)". */
  private said({ features }: Reading): string {
    const told = ({ text, values }: Feature) => {
      const labels = [...new Set(values.map((each) => this.named(each.values().next().value!)))].join(", ");
      return labels === text ? text : `${labels} (${text})`;
    };
    return features.filter(({ named }) => named).map(told).join("; ");
  }

  private part({ frame, params, sign, things }: Part, alone: boolean): void {
    const short = (thing: string) => thing.slice(thing.lastIndexOf("/") + 1);
    if (!frame) {
      this.list.say(`${sign === "-" ? "without" : "only"} ${things.map((thing) => this.named(thing)).join(", ")}`);
      return;
    }
    const query = new URLSearchParams();
    for (const [name, value] of params) for (const one of [value].flat()) query.append(name, short(one));
    const place = `${this.root}question/${frame.question.name}.html${query.size ? `?${query}` : ""}`;
    const values = [...params.values()].flat().filter((value) => !value.startsWith("ais:")).map((thing) => this.named(thing));
    const title = frame.question.summary + (values.length ? ` (${values.join(", ")})` : "");
    this.list.line(title, place, alone ? "question" : sign === "-" ? "without its rows" : sign === "&" ? "told of each row" : "rows of it");
  }

  private prepare(): void {
    if (this.begun) return;
    this.begun = true;
    const read = () => {
      if (!globalThis.kgReader || !globalThis.kgWords) return;
      this.words = globalThis.kgReader(globalThis.kgWords);
      this.ready();
    };
    for (const name of ["words.js", "words-table.js"]) fetched(this.root, name, read);
    if (location.protocol === "file:") return;
    fetch(`${this.root}health`).then(
      (reply) => {
        this.live = reply.ok;
        this.ready();
      },
      () => undefined,
    );
  }
}
