// A question in plain words, understood or refused: kg/wording/plain.py in the browser, held equal to it by a test.
import { added, additions } from "./addition";
import { asked, headed, whether } from "./apiece";
import { fitted } from "./membership";
import { conjoined } from "./conjoined";
import { counts } from "./contrast";
import { asked as exemplary } from "./example";
import { halves } from "./halves";
import { frameOf, plans, type Part, type Plan } from "./matching";
import { Names } from "./names";
import { nearest, quoted, type Neighbor } from "./neighbor";
import { free, LONGEST, read, type Reading } from "./reading";
import { called, ways } from "./paraphrase";
import { reason } from "./refusal";
import { rests } from "./remark";
import { GROUPS } from "./rows";
import { readings } from "./spelling";
import { curie, rowOf, table, type Table, type Written } from "./table";
import { turned } from "./turn";
import { apiece, EITHER, wrapped, wrappings } from "./wrapped";

const NEAREST = 3;
/** The characters of a text beyond which it is no two questions. */
const MOST = 2 * LONGEST;
const COUNTED = new RegExp(
  String.raw`\b(?:more|fewer|less|commoner|likelier|rarer|rates?|shares?|percent\w*|per cent|proportions?|fractions?|part|most|majority|half|third|quarter|mostly|mainly|chiefly|rather|largely|each|` +
  String.raw`predominantly|compare|bigger|larger|greater|wider|smaller|as many|out of|how (?:many|widespread|common|prevalent|popular|widely|far))\b|` +
  String.raw`\b(?:is|are|do|does|did|was|were|has|have|had)\b.* (?:and|but|while|whereas) |versus|against|relative|: who .* who |` +
  String.raw`\b(?:gain|gained|win|won) or |\b(?:them|those|these|until when|till when|or both|the one)\b`,
  "i",
);

/** What asks for some of the rows of a question, so that both are asked: of those, which are in Asia. */
const OF_THOSE = new RegExp(
  String.raw`(?: and,?|[;.?]) (?:and,? )?(?:of|among) (?:them|these|those),? (?:which|who|how many)\b|` +
  String.raw`\b(?:share|percent\w*|per cent|proportion|fraction|part) of (?:the |all )*(?:[^,;:?]*\busers\b|(?:states|countries|nations|governments) with) [^,;:?]*(?:is|are|was|were) `,
  "i",
);

/** What a text has that can ask of each of several. */
const LISTED = / and | or |,|&|\//i;

/** What a text asks; or why it is refused, and what is near to it. */
export interface Understood {
  reading: Reading;
  plan: Plan;
  refused: string;
  near: readonly Neighbor[];
  /** Misspelled words and what each is read as. */
  spelled: readonly (readonly [string, string])[];
  /** What is told of a text that was put in other words; empty where it was read as it stands. */
  otherwise: string;
}

/** A text that is read as it stands, and of which nothing is told. */
const PLAIN = { plan: [] as Plan, refused: "", near: [] as Neighbor[], spelled: [], otherwise: "" };

/** What a text says that asks for no more states than an edition lists. */
const INDEXED = /\b(?:index|indices|indexed|listed|editions?|data ?sets?|workbook)\b/i;

/** A part that is asked of states that no edition lists as well, where it can. */
function widened(part: Part, text: string): Part {
  const [name, value] = (part.frame?.question.unlisted ?? "").split("=");
  if (!name || part.params.has("edition") || part.params.has(name) || INDEXED.test(text)) return part;
  return { ...part, params: new Map([...part.params, [name, value!]]) };
}

/** The question of all things of which it is known whether they are rows of a part; empty where none tells. */
function baseOf({ frame, params }: Part): string {
  const [name, coded] = (frame?.question.coded ?? "").split("=");
  const told = [params.get(name!) ?? []].flat().map((each) => each.replace(/^.*[/:]/, ""));
  return told.every((each) => coded?.split("|").includes(each)) ? (frame?.question.base ?? "") : "";
}

/** A part that takes out groups of companies as well, where it can. */
function grouped(part: Part): Part {
  const takes = part.sign === "-" && part.frame?.question.params.some(({ name }) => name === GROUPS);
  return takes ? { ...part, params: new Map([...part.params, [GROUPS, "yes"]]) } : part;
}

export class Words {
  readonly known: Table;
  private readonly names: Names;

  constructor(written: Written) {
    this.known = table(written);
    this.names = new Names(this.known);
  }

  /** Which questions answer a text, or why none does. */
  understand(text: string): Understood {
    const reading = read(this.names, this.known, text);
    if (reading.shared.length) {
      const told = [...new Set(reading.shared.map(([name, means]) => `${quoted(name)} is ${means}`))].join(", and ");
      return { reading, ...PLAIN, refused: told };
    }
    const ahead = this.added(text, true);
    if (ahead) return ahead;
    const found = this.plans(reading);
    if (found.length === 1) return this.seated(reading, found[0]!) ?? { reading, ...PLAIN, plan: this.whole(found[0]!, text) };
    if (found.length) {
      const names = [...new Set(found.slice(0, NEAREST).map((plan) => this.summary(plan)))].join(" or ");
      return { reading, ...PLAIN, refused: `it can mean ${names}` };
    }
    const own = this.exemplary(reading);
    if (own.length) return { reading, ...PLAIN, plan: own };
    const apart = this.freely(reading, text);
    if (apart.length) return { reading, ...PLAIN, plan: apart };
    const told = this.added(text);
    if (told) return told;
    const right = this.otherwise(reading) ?? this.spelled(reading) ?? this.unwrapped(text);
    if (right) return right;
    const near = nearest(this.known, reading);
    return { reading, ...PLAIN, refused: reason(this.known, reading, near), near };
  }

  /** The questions of a text, where it asks several and each is answered: kg/wording/several.py. Empty for one. */
  several(text: string): readonly string[] {
    if ([...text].length > MOST) return [];
    const sure = halves(this.names, this.known, text).find((way) => way.sure && this.answersAll("", [way.first, way.second]));
    if (sure) return [sure.first, sure.second];
    const narrowed = OF_THOSE.test(text) ? this.counted(text) : undefined;
    if (narrowed && this.narrows(narrowed)) return narrowed;
    const either = EITHER.test(text) ? this.each(text, apiece(this.names, this.known, text)) : [];
    if (either.length) return either;
    const { refused, plan } = this.understand(text);
    if (!refused) {
      const ends = plan.some(({ frame, params }) => frame && rowOf(frame) === "claim" && [...params.values()].some(Array.isArray));
      const one = plan.length > 1 ? plan.some(({ sign, frame }) => sign === "+" && !frame) : ends;
      const apart = one ? this.each(text, whether(this.names, this.known, text)) : [];
      if (apart.length) return apart;
      const own = plan.flatMap(({ sign, frame }) => (sign === "+" && frame ? [frame.question.name] : []));
      return new Set(own).size < own.length ? this.each(text, headed(this.names, this.known, text)) : [];
    }
    const put = turned(this.names, this.known, text).text;
    const rest = rests(this.names, this.known, text).map(([each]) => each);
    for (const other of [text, ...rest, ...(put === text ? [] : [put])]) {
      const own = this.two(other);
      if (own.length) return own;
    }
    return this.each(text, apiece(this.names, this.known, text));
  }

  /** The two questions of a text that no question answers as a whole, or those of each thing that it names. */
  private two(text: string): readonly string[] {
    const found = halves(this.names, this.known, text).map(({ first, second }) => [first, second]).find((each) => this.answersAll("", each));
    const way = found ?? (COUNTED.test(text) ? this.counted(text) : undefined);
    if (way) return way;
    const own = this.each(text, asked(this.names, this.known, text));
    return own.length ? own : this.each(text, whether(this.names, this.known, text));
  }

  /** The two counts of a text, where both are answered. */
  private counted(text: string): readonly string[] | undefined {
    for (const { aim, asked: own } of counts(this.names, this.known, text)) {
      const read = own.map((each) => this.understand(each));
      if (read.some(({ refused }) => refused)) continue;
      const put = aim === "share" ? fitted(this.known.editions, own, read.map(({ plan }) => plan)) : [];
      const whole = put.length ? put : own;
      if (this.answersAll(aim, whole)) return whole;
    }
    return undefined;
  }

  /** Whether the second question is of rows of the first: of a denial, one that denies it of the same rows. */
  private narrows(texts: readonly string[]): boolean {
    const [first, second] = texts.map((text) => this.understand(text).plan);
    const marks = new Set(second!.map(({ mark }) => mark));
    return first!.every(({ sign }) => sign === "+") || first!.every(({ mark }) => marks.has(mark));
  }

  /** The questions of several things, where one question answers them all. */
  private each(text: string, own: readonly string[]): readonly string[] {
    const read = LISTED.test(text) ? own.map((one) => this.understand(one)) : [];
    const whole = read.length > 1 && read.every(({ refused }) => !refused);
    const asks = (plan: Plan) => plan.map(({ frame }) => frame?.question.name ?? "").join(" ");
    return whole && new Set(read.map(({ plan }) => asks(plan))).size === 1 ? own : [];
  }

  /** Whether questions are answered, and by different plans; of two that are counted, by rows that can be counted together. */
  private answersAll(aim: string, texts: readonly string[]): boolean {
    const own = texts.map((text) => this.understand(text));
    const said = own.map(({ plan }) => plan.map(({ mark }) => mark).join(" "));
    if (own.some(({ refused }) => refused) || said[0] === said[1]) return false;
    const rows = new Set(own.flatMap(({ plan }) => plan.flatMap(({ frame }) => (frame ? [rowOf(frame)] : []))));
    const asked = new Set(own.map(({ plan }) => this.summary(plan)));
    return !aim || (rows.size === 1 && (aim === "share" || asked.size === 1));
  }

  /** The plans that use all that a text says: of one question, or of its conditions each by itself. */
  private plans(reading: Reading): Plan[] {
    const found = reading.apart ? [] : plans(this.known, reading);
    const apart = found.length ? [] : conjoined(this.names, this.known, reading);
    return apart.length ? [apart] : found;
  }

  /** The plan of the conditions that a text has in any order, where no plan uses it otherwise. */
  private freely(reading: Reading, text: string): Plan {
    const plan = conjoined(this.names, this.known, { ...reading, parts: free(this.names, this.known, reading.text) });
    return plan.length ? this.whole(plan, text) : [];
  }

  /** The plan of the one question that has a text among its examples. */
  private exemplary({ shapes }: Reading): Plan {
    return shapes.map((shape) => exemplary(this.known, shape)).find(({ length }) => length === 1) ?? [];
  }

  /** What a text asks that asks something of each row besides, or for an order of the rows. */
  private added(text: string, ahead = false): Understood | undefined {
    for (const each of additions(this.names, this.known, text, ahead)) {
      const found = this.understand(each.rest);
      const plan = found.refused ? [] : added(this.known, found.plan, each);
      if (plan.length) return { ...found, plan: plan.map((part) => widened(part, text)) };
    }
    return undefined;
  }

  /** What a text asks that wraps a question in another: whether a thing is among its rows, all but some. */
  private unwrapped(text: string): Understood | undefined {
    for (const each of wrappings(this.names, this.known, text)) {
      const rest = this.understand(each.rest);
      const also = each.also ? this.understand(each.also) : undefined;
      if (rest.refused || also?.refused) continue;
      const { plan, told, whole } = wrapped(this.names, rest.plan, each, also?.plan ?? []);
      const otherwise = [rest.otherwise, told].filter(Boolean).join("; ");
      if (plan.length) return { ...rest, plan: whole ? this.whole(plan) : plan, otherwise };
    }
    return undefined;
  }

  /** What a text asks that is put in the place of another, with what is told of it. */
  private put(text: string, other: string, otherwise: string): Understood | undefined {
    const reading = read(this.names, this.known, other);
    const found = reading.shared.length ? [] : this.plans(reading);
    if (reading.shared.length || found.length > 1) return undefined;
    const own = found.length ? this.whole(found[0]!, text) : this.exemplary(reading);
    const plan = own.length ? own : this.freely(reading, text);
    return plan.length ? { reading, ...PLAIN, plan, otherwise } : undefined;
  }

  /** The question of the state whose capital a text names, where that is a place of the graph as well and no deployment is asked for. */
  private seated({ text, features, asked }: Reading, plan: Plan): Understood | undefined {
    const towns = features.filter(({ named, values }) => named && values[0]!.has("place")).flatMap((each) => each.text.split(" "));
    const placed = plan.some(({ frame, params }) => frame?.question.params.some(({ name, type }) => type === "place" && params.has(name)));
    const [other, told] = towns.length && placed && !asked.has("deployment") ? called(this.names, this.known, text, towns) : [text, []];
    return other === text ? undefined : this.put(text, other, `read ${told.join(", ")}`);
  }

  /** What a text asks when its states are called by their names and its words of stress are left out. */
  private otherwise({ text, unknown }: Reading): Understood | undefined {
    for (const [other, otherwise] of ways(this.names, this.known, text, unknown)) {
      const found = this.put(text, other, otherwise);
      if (found) return found;
    }
    return undefined;
  }

  /** What a text with misspelled words asks where it can be put right in one way that a question answers. */
  private spelled({ text, strange }: Reading): Understood | undefined {
    const found = new Map<string, Understood>();
    for (const [right, spelled] of readings(this.names, this.known, text, strange)) {
      const reading = read(this.names, this.known, right);
      const plans = this.plans(reading).map((each) => this.whole(each, text));
      const own = plans.length || reading.shared.length ? [] : this.exemplary(reading);
      const free = plans.length || own.length || reading.shared.length ? own : this.freely(reading, text);
      for (const plan of free.length ? [free] : plans) {
        found.set(plan.map(({ mark }) => mark).join(" "), { reading, ...PLAIN, plan, spelled });
      }
    }
    return found.size === 1 ? [...found.values()][0] : undefined;
  }

  /** The names of the questions, as the plan joins them. */
  summary(plan: Plan): string {
    const name = (part: Part) => part.frame?.question.name ?? part.things.map((thing) => curie(this.known, thing)).join(" ");
    return this.whole(plan).map((part) => `${part.sign} ${name(part)}`).join(" ").replace(/^\+ /, "");
  }

  /** A plan that has rows to take others out of, and keeps only those of which is known what a part denies. */
  private whole(plan: Plan, text = ""): Plan {
    const needed = new Set(plan.filter(({ sign }) => sign === "-").map(({ frame }) => frame?.question.known ?? "").filter(Boolean));
    const none = { uses: new Set<number>(), things: [], unsaid: 0, weak: 0, named: true, first: 0, chosen: false, sole: "", order: "" };
    const part = (name: string): Part => {
      const frame = frameOf(this.known, this.known.questions.find((each) => each.name === name)!);
      return { frame, params: new Map([[GROUPS, "yes"]]), sign: "+", ...none, mark: `+ ${name} [('${GROUPS}', 'yes')]` };
    };
    const based = this.based(plan, text).map((each) => widened(each, text));
    return needed.size ? [...based.map(grouped), ...[...needed].sort().map(part)] : based;
  }

  /** A plan with the rows of the question that a denied part lies within, where it affirms none. */
  private based(plan: Plan, text: string): Plan {
    if (plan.some(({ sign }) => sign === "+")) return [...plan.filter(({ sign }) => sign === "+"), ...plan.filter(({ sign }) => sign !== "+")];
    const first = plan.find(({ frame }) => frame)!;
    const listed = INDEXED.test(text) || plan.some(({ params }) => params.has("edition"));
    const base = listed ? "" : plan.map(baseOf).find((name) => name);
    const frame = frameOf(this.known, this.known.questions.find(({ name }) => name === (base || first.frame!.question.within))!);
    const takes = frame.question.params.some(({ name }) => name === "edition");
    const params = new Map([...first.params].filter(([name]) => takes && name === "edition"));
    const none = { uses: new Set<number>(), things: [], unsaid: 0, weak: 0, named: true, first: 0, chosen: false, sole: "", order: "", mark: "" };
    return [{ frame, params, sign: "+", ...none }, ...plan];
  }

  /** The names that were understood: "Huawei = vendor:huawei". */
  told({ features }: Reading): string {
    const said = (values: readonly ReadonlyMap<string, string>[]) =>
      [...new Set(values.map((value) => curie(this.known, value.values().next().value!)))].join(", ");
    return features.filter(({ named }) => named).map(({ text, values }) => `${text} = ${said(values)}`).join("; ");
  }
}
