// How near a name is to what is typed: the same, its beginning, a word of it, or with a slip or two.

/** A name without case, marks and punctuation. */
export function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** The number of letters to change, add, leave out or swap; more than `most` counts as one more. */
export function slips(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let [above, last] = [[] as number[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      let best = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) best = Math.min(best, above[j - 2]! + 1);
      row.push(best);
    }
    [above, last] = [last, row];
  }
  return last[other.length]!;
}

/** How far a name is from what is wanted, both plain; infinite where it is another. */
export function away(name: string, wanted: string): number {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1 + name.length / 1000;
  if (` ${name}`.includes(` ${wanted}`)) return 2 + name.length / 1000;
  if (wanted.length < 4) return Infinity;
  const most = wanted.length > 7 ? 2 : 1;
  const found = slips(name, wanted, most);
  return found <= most ? 3 + found : Infinity;
}

