// The escapes of characters in names, \u0041 and \U00000041, resolved: kg/query/escape.py in the browser.

const BASE =
  "A-Za-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u02ff\\u0370-\\u037d\\u037f-\\u1fff\\u200c-\\u200d\\u2070-\\u218f\\u2c00-\\u2fef" +
  "\\u3001-\\ud7ff\\uf900-\\ufdcf\\ufdf0-\\ufffd\\u{10000}-\\u{effff}";
const NAMED = new RegExp(`^[\\-${BASE}_0-9\\u00b7\\u0300-\\u036f\\u203f-\\u2040:.?$]$`, "u");
const HELD = /\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|[uU][0-9A-Fa-f]*(?:\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*|[^])/g;

export interface Resolved {
  /** What the engine is asked. */
  text: string;
  /** Where a character of it stood in the text that was written. */
  at: (place: number) => number;
}

/** A text with the characters in the place of the escapes that may be part of a name. */
export function resolved(written: string): Resolved {
  const gone: [number, number][] = [];
  let less = 0;
  const text = written.replace(HELD, (found, four: string | undefined, eight: string | undefined, place: number) => {
    const code = parseInt(four ?? eight ?? "0", 16);
    const character = code > 0 && code < 0x110000 ? String.fromCodePoint(code) : "";
    if (!NAMED.test(character)) return found;
    gone.push([place - less, found.length - character.length]);
    less += found.length - character.length;
    return character;
  });
  return { text, at: (place) => gone.reduce((sum, [start, more]) => (start < place ? sum + more : sum), place) };
}
