/** Segments of time as cells of a terminal: what takes most of each, without losing what is short but alone. */

interface Span {
  readonly from: number;
  readonly to: number;
}

/** For each of the `count` equal parts of the time from 0 to `span`: what share of it which key takes, in order of time. */
export function sharesOf<S extends Span, K>(
  segments: readonly S[],
  key: (segment: S) => K,
  span: number,
  count: number,
): ReadonlyMap<K, number>[] {
  const cells = Array.from({ length: count }, () => new Map<K, number>());
  for (const segment of segments) {
    const from = (segment.from / span) * count;
    const to = (Math.min(segment.to, span) / span) * count;
    for (let cell = Math.floor(from); cell < to; cell++) {
      const share = Math.min(to, cell + 1) - Math.max(from, cell);
      cells[cell].set(key(segment), (cells[cell].get(key(segment)) ?? 0) + share);
    }
  }
  return cells;
}

/** What takes most of the cell; null: nothing takes as much as there is left. */
export function mostOf<K>(shares: ReadonlyMap<K, number>): K | null {
  let most: K | null = null;
  let left = 1;
  for (const share of shares.values()) left -= share;
  let least = left - 1e-9;
  for (const [key, share] of shares) {
    if (share <= least) continue;
    most = key;
    least = share;
  }
  return most;
}

/** The cells in which the key takes some time, but neither it nor one beside it shows so: of neighbours the first. */
export function briefly<K>(shares: readonly ReadonlyMap<K, number>[], shown: readonly (K | null)[], key: K): boolean[] {
  const brief = shown.map(() => false);
  for (let cell = 0; cell < shown.length; cell++) {
    const near = shown[cell - 1] === key || shown[cell] === key || shown[cell + 1] === key || brief[cell - 1];
    brief[cell] = !near && shares[cell].has(key);
  }
  return brief;
}
