/**
 * A map from pairs of int32 to int32, by open addressing with linear probing; it only grows. The search asks it once
 * or twice for every transition, so it allocates nothing when it answers.
 *
 *   cells:  [a, b, value] [a, b, value] …   value 0 marks a free cell, so values are stored plus a bias
 */
const bias = 0x40000000;

export class PairTable {
  private cells = new Int32Array(3 * 1024);
  private mask = 1023;
  private used = 0;

  /** The value, or `PairTable.missing` if the pair is unknown. */
  get(a: number, b: number): number {
    const { cells, mask } = this;
    let at = (Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)) >>> 0;
    at = (at ^ (at >>> 15)) & mask;
    for (;;) {
      const cell = 3 * at;
      const stored = cells[cell + 2];
      if (stored === 0) return PairTable.missing;
      if (cells[cell] === a && cells[cell + 1] === b) return stored - bias;
      at = (at + 1) & mask;
    }
  }

  /** The pair must not be in the table yet. Values are between -2^29 and 2^29. */
  set(a: number, b: number, value: number): void {
    if (this.used * 2 > this.mask) this.grow();
    this.place(a, b, value + bias);
    this.used += 1;
  }

  get bytes(): number {
    return this.cells.byteLength;
  }

  private place(a: number, b: number, stored: number): void {
    const { cells, mask } = this;
    let at = (Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)) >>> 0;
    at = (at ^ (at >>> 15)) & mask;
    while (cells[3 * at + 2] !== 0) at = (at + 1) & mask;
    cells[3 * at] = a;
    cells[3 * at + 1] = b;
    cells[3 * at + 2] = stored;
  }

  private grow(): void {
    const old = this.cells;
    this.mask = 2 * this.mask + 1;
    this.cells = new Int32Array(3 * (this.mask + 1));
    for (let i = 0; i < old.length; i += 3) if (old[i + 2] !== 0) this.place(old[i], old[i + 1], old[i + 2]);
  }

  /** Smaller than any value. */
  static readonly missing = -bias;
}
