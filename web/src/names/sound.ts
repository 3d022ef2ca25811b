// What a name sounds like, so that one written in another script is found: its consonants, of which those that languages
// and scripts take for each other are one.
import { plain, slips } from "./near";

/** What search-scripts.js tells: path of a state → its names; letter → Latin letters; the parts of syllables of Hangul. */
export interface Scripts {
  names: [path: string, names: string[]][];
  letters: Record<string, string>;
  hangul: [first: string[], middle: string[], last: string[]];
}

const FOREIGN = /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u;
/** Latin letters that are one sound → its sign; the first that fits is taken. */
const SOUNDS: [letters: RegExp, sign: string][] = [
  [/shch|t?s[hz]|d?z[hs]?|[tc]?ch|ts|tz|cz|cs|d?j|s|c(?=[eiy])/y, "S"],
  [/x/y, "KS"],
  [/ph|[uw](?=[aeiouy])|v|f/y, "V"],
  [/[kg]h?|c|q/y, "K"],
  [/[bp]h?/y, "P"],
  [/[dt]h?/y, "T"],
  [/rh?|l/y, "R"],
  [/m/y, "M"],
  [/n/y, "N"],
  [/h(?!$)/y, "H"],
];

/** Whether a text has letters of a script other than Latin. */
export function foreign(text: string): boolean {
  return FOREIGN.test(text);
}

/** A text in small Latin letters, as its own letters sound, a vowel sign in place of the vowel before; the rest is left out. */
export function latin(text: string, { letters, hangul }: Scripts): string {
  const told = [...text.normalize("NFKC").toLowerCase()].map((letter) => {
    const at = letter.codePointAt(0)! - 0xac00;
    if (at < 0 || at >= 11172) return letters[letter] ?? letter;
    const [first, middle, last] = hangul;
    return first[Math.floor(at / 588)]! + middle[Math.floor(at / 28) % 21]! + last[at % 28]!;
  });
  return told.join("").replace(/a?-/g, "").normalize("NFKD").replace(/[^a-z]/g, "");
}

/** The consonants of a text in Latin letters, each once where it comes twice. */
export function consonants(text: string): string {
  let found = "";
  for (let at = 0; at < text.length; ) {
    const [sound, sign] = SOUNDS.map(([each, sign]) => ((each.lastIndex = at), [each.exec(text)?.[0] ?? "", sign] as const)).find(([each]) => each) ?? ["", ""];
    if (!found.endsWith(sign)) found += sign;
    at += sound.length || 1;
  }
  return found;
}

/** How far a name in Latin letters is from one in another script, in what both sound like; infinite where it is another. */
export function unlike(name: string, wanted: string): number {
  const sign = consonants(wanted);
  if (sign.length < 2) return Infinity;
  const words = plain(name).split(" ");
  const far = [words.join(""), ...(words.length > 1 ? words : [])].map((word) => {
    const other = slips(consonants(word), sign, sign.length < 4 ? 0 : 1);
    const most = Math.ceil(wanted.length / 2);
    const letters = slips(word, wanted, most);
    return other > (sign.length < 4 ? 0 : 1) || letters > most ? Infinity : other + letters / 100;
  });
  return Math.min(...far);
}
