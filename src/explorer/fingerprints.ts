/**
 * The set of states seen, each as 64 bits of hash only (hash compaction: Wolper and Leroy 1993). Two states with the same
 * bits count as one. The hash is a sum of one pseudo-random number for each cell and what it holds (Zobrist 1970), so for
 * two different states it is the same with chance 2^-64, and for any two of n with n^2 / 2^65 at most.
 *
 *   table    [ high low | high low | … ]    two ints a slot, linear probing; both 0: a free slot
 */
const slotsMin = 1 << 10;

export const fingerprintBits = 64;

/** That any two of so many different states have the same bits: at most. */
export function chanceOfCollision(states: number): number {
  return Math.min(1, (states * (states - 1)) / 2 ** (fingerprintBits + 1));
}

export class Fingerprints {
  private count = 0;
  private table = new Int32Array(2 * slotsMin);
  private high = 0;
  private low = 0;

  /** How many vectors were new. */
  get size(): number {
    return this.count;
  }

  get bytes(): number {
    return this.table.byteLength;
  }

  /** Whether the vector is new, or seems so. Zeros at its end make no difference. */
  add(vector: Int32Array): boolean {
    this.hash(vector);
    if (!this.enter(this.high, this.low)) return false;
    this.count += 1;
    if (8 * this.count > 3 * this.table.length) this.grow();
    return true;
  }

  /** A cell that holds 0 adds nothing: vectors made before it was there keep their hash. */
  private hash(vector: Int32Array): void {
    let high = 0;
    let low = 0;
    for (let cell = 0; cell < vector.length; cell++) {
      const value = vector[cell];
      if (value === 0) continue;
      high = (high + mixed(Math.imul(cell + 1, 0x9e3779b1) ^ mixed(value + 0x3c6ef372))) | 0;
      low = (low + mixed(Math.imul(cell + 1, 0x85ebca77) ^ mixed(value ^ 0x5bd1e995))) | 0;
    }
    this.high = high;
    this.low = high === 0 && low === 0 ? 1 : low;
  }

  /** False: it was there. */
  private enter(high: number, low: number): boolean {
    const { table } = this;
    const mask = table.length - 1;
    for (let at = (2 * low) & mask; ; at = (at + 2) & mask) {
      if (table[at] === 0 && table[at + 1] === 0) {
        table[at] = high;
        table[at + 1] = low;
        return true;
      }
      if (table[at] === high && table[at + 1] === low) return false;
    }
  }

  private grow(): void {
    const old = this.table;
    this.table = new Int32Array(2 * old.length);
    for (let at = 0; at < old.length; at += 2) if (old[at] !== 0 || old[at + 1] !== 0) this.enter(old[at], old[at + 1]);
  }
}

/** One to one, and every bit of the number changes half of the others (MurmurHash3, Appleby). */
function mixed(number: number): number {
  let bits = number;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
