/** Segments too small to be seen, put together until they can be: a picture's size is bounded by its width. */

interface Span {
  readonly from: number;
  readonly to: number;
}

/** What is drawn as one. */
export interface Piece<S extends Span, K> extends Span {
  /** Of the key that takes most of it the first one. */
  readonly segment: S;
  readonly segments: number;
  /** The share of the piece that each key takes. */
  readonly shares: ReadonlyMap<K, number>;
}

/** In order. A segment of at least `least` stands alone; shorter neighbours are put together until they take `enough`. */
export function mergeShort<S extends Span, K>(
  segments: readonly S[],
  key: (segment: S) => K,
  least: number,
  enough: number,
): Piece<S, K>[] {
  const pieces: Piece<S, K>[] = [];
  let short: S[] = [];
  const close = (): void => {
    if (short.length > 0) add(pieces, together(short, key));
    short = [];
  };
  for (const segment of segments) {
    if (segment.to <= segment.from) continue;
    const alone = segment.to - segment.from >= least;
    if (alone || (short.length > 0 && segment.to - short[0].from > enough)) close();
    short.push(segment);
    if (alone) close();
  }
  close();
  return pieces;
}

function together<S extends Span, K>(segments: readonly S[], key: (segment: S) => K): Piece<S, K> {
  const { from } = segments[0];
  const { to } = segments[segments.length - 1];
  const shares = new Map<K, number>();
  for (const segment of segments)
    shares.set(key(segment), (shares.get(key(segment)) ?? 0) + (segment.to - segment.from) / (to - from));
  const most = Math.max(...shares.values());
  const segment = segments.find((each) => shares.get(key(each)) === most) ?? segments[0];
  return { from, to, segment, segments: segments.length, shares };
}

/** Eighths: how fine a mixture is told from the next one. */
const FINENESS = 8;

/** Behind the others, or as a part of the last one if both are the same mixture. */
function add<S extends Span, K>(pieces: Piece<S, K>[], piece: Piece<S, K>): void {
  const last = pieces.at(-1);
  if (last === undefined || last.to !== piece.from || !alike(last, piece)) pieces.push(piece);
  else pieces[pieces.length - 1] = { ...last, to: piece.to, segments: last.segments + piece.segments };
}

function alike<S extends Span, K>(a: Piece<S, K>, b: Piece<S, K>): boolean {
  const same = (key: K): boolean =>
    Math.round((a.shares.get(key) ?? 0) * FINENESS) === Math.round((b.shares.get(key) ?? 0) * FINENESS);
  return a.segments > 1 && b.segments > 1 && [...a.shares.keys(), ...b.shares.keys()].every(same);
}
