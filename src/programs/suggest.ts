/**
 * "Did you mean …?": the nearest of the known words by Damerau–Levenshtein distance (adjacent swaps count once).
 * Deterministic: ties go to the word that comes first.
 */

/** The candidate nearest to `word`, or null when none is near enough to be worth saying. */
export function suggest(word: string, candidates: Iterable<string>): string | null {
  const limit = word.length <= 3 ? 1 : word.length <= 7 ? 2 : 3;
  if (word.length === 0 || word.length > 60) return null;
  let best: string | null = null;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    if (candidate === word || Math.abs(candidate.length - word.length) >= bestDistance) continue;
    const found = distance(word, candidate);
    if (found < bestDistance && found < Math.max(word.length, candidate.length) / 2 + 0.5) {
      best = candidate;
      bestDistance = found;
    }
  }
  return best;
}

/** Optimal string alignment distance; a change of case alone costs half. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let previous: number[] = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) row.push(cell(a, b, i, j, row, previous, before));
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? 0;
}

function cell(a: string, b: string, i: number, j: number, row: number[], previous: number[], before: number[]): number {
  const least = Math.min(
    (previous[j] ?? 0) + 1,
    (row[j - 1] ?? 0) + 1,
    (previous[j - 1] ?? 0) + cost(a[i - 1], b[j - 1]),
  );
  const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
  return swapped ? Math.min(least, (before[j - 2] ?? 0) + 1) : least;
}

function cost(x: string | undefined, y: string | undefined): number {
  if (x === y) return 0;
  return x?.toLowerCase() === y?.toLowerCase() ? 0.5 : 1;
}
