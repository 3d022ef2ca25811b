// The place of a name in a list for readers: kg/naming/index.py in the browser.

/** The letters of a name, whatever their case and accents. */
export function letters(name: string): string {
  return name.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
}

/** The order of code points, as Python sorts. */
export function compared(one: string, two: string): number {
  const [a, b] = [[...one], [...two]];
  const at = a.findIndex((sign, n) => sign !== b[n]);
  if (at < 0) return a.length - b.length;
  return at >= b.length ? 1 : a[at]!.codePointAt(0)! - b[at]!.codePointAt(0)!;
}

/** The order of names in the index of an English book. */
export function alphabetical(one: string, two: string): number {
  return compared(letters(one), letters(two)) || compared(one, two);
}
