/** The word that was most likely meant: the same but for case, or a few edits away; nothing when none is near. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  // Two letters that changed places are two edits.
  const most = word.length < 4 ? 1 : Math.max(2, Math.floor(word.length / 3));
  let best: string | undefined;
  let least = most + 1;
  for (const candidate of words) {
    const edits = distance(word.toLowerCase(), candidate.toLowerCase(), least);
    if (edits >= least) continue;
    least = edits;
    best = candidate;
  }
  return best;
}

/** Levenshtein distance; may answer anything from `limit` upwards when it is at least that. */
function distance(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) >= limit) return limit;
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1);
      const inserted = (current[column - 1] ?? 0) + 1;
      const deleted = (previous[column] ?? 0) + 1;
      current.push(Math.min(replaced, inserted, deleted));
    }
    previous = current;
  }
  return previous[other.length] ?? limit;
}
