/**
 * How many interleavings there are, estimated (Knuth 1975): a walk that was drawn with chance p counts for 1/p, and the
 * mean of that over all walks is their number, whatever they are drawn by. The better the draw, the less it spreads.
 */
import { quotient } from "./odds.js";

export interface Estimate {
  /** Rounded to a whole number. */
  readonly value: bigint;
  /** Standard error of the mean, as a part of the value; null for a single walk. */
  readonly error: number | null;
  readonly walks: number;
}

/** Bits behind the point. */
const fraction = 64n;

export class Knuth {
  private walks = 0;
  private sum = 0n;
  private squares = 0n;
  private incomplete = false;

  /** A walk, by its chance; null: it was cut off, so that nothing can be said any more. */
  add(chance: Chance | null): void {
    this.incomplete ||= chance === null;
    if (chance === null) return;
    const { part, whole } = chance.product();
    const counts = (whole << fraction) / part;
    this.walks += 1;
    this.sum += counts;
    this.squares += counts * counts;
  }

  /** Null before the first walk, and after one that was cut off. */
  estimate(): Estimate | null {
    const { walks, sum, squares } = this;
    if (walks === 0 || this.incomplete) return null;
    const n = BigInt(walks);
    const value = (2n * sum + (n << fraction)) / ((2n * n) << fraction);
    const error =
      walks === 1 ? null : Math.sqrt(Math.max(0, quotient(n * squares - sum * sum, sum * sum)) / (walks - 1));
    return { value, error, walks };
  }
}

/** The chance of a walk, step by step: a product of fractions of any size. */
export class Chance {
  private parts = 1n;
  private wholes = 1n;
  private part = 1;
  private whole = 1;

  times(part: number, whole: number): void {
    if (part * this.part > Number.MAX_SAFE_INTEGER || whole * this.whole > Number.MAX_SAFE_INTEGER) this.settle();
    this.part *= part;
    this.whole *= whole;
  }

  product(): { readonly part: bigint; readonly whole: bigint } {
    this.settle();
    return { part: this.parts, whole: this.wholes };
  }

  private settle(): void {
    this.parts *= BigInt(this.part);
    this.wholes *= BigInt(this.whole);
    this.part = 1;
    this.whole = 1;
  }
}
