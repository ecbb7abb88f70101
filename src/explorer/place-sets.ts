/**
 * Sets of places, each touched or also written, as small numbers: equal sets, equal number. What is asked of two sets is
 * found out once.
 *
 *   words   [ … p1: w t | p0: w t ] [ … p16 ] …    two bits a place: touched, written
 */
import { grown } from "./growing.js";
import { PairTable } from "./pair-table.js";
import { TextNumbers } from "./text-numbers.js";

const touchedBits = 0x55555555;

export class PlaceSets {
  /** The number of the empty set. */
  static readonly empty = 0;
  private readonly places = new TextNumbers();
  private readonly sets: Int32Array[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly unions = new PairTable();
  /** conflicts[a][b]: 0 not known, 1 no, 2 yes. */
  private readonly conflicts: Uint8Array[] = [];

  constructor() {
    this.number(new Int32Array(0));
  }

  /** Place → whether it is written. */
  of(touched: ReadonlyMap<string, boolean>): number {
    const words: number[] = [];
    for (const [place, written] of touched) {
      const bit = 2 * this.places.of(place);
      const word = bit >>> 5;
      while (words.length <= word) words.push(0);
      words[word] |= (written ? 3 : 1) << (bit & 31);
    }
    return this.number(Int32Array.from(words));
  }

  union(a: number, b: number): number {
    if (a === b || b === PlaceSets.empty) return a;
    if (a === PlaceSets.empty) return b;
    const [less, more] = a < b ? [a, b] : [b, a];
    const known = this.unions.get(less, more);
    if (known !== PairTable.missing) return known;
    const [short, long] = this.byLength(a, b);
    const words = long.slice();
    for (let i = 0; i < short.length; i++) words[i] |= short[i];
    const union = this.number(words);
    this.unions.set(less, more, union);
    return union;
  }

  /** Whether one of the sets has written something that the other has touched. */
  conflict(a: number, b: number): boolean {
    let row = this.conflicts[a];
    if (row === undefined || b >= row.length) row = this.growRow(a, b);
    if (row[b] === 0) row[b] = this.clash(this.sets[a], this.sets[b]) ? 2 : 1;
    return row[b] === 2;
  }

  private clash(a: Int32Array, b: Int32Array): boolean {
    const length = Math.min(a.length, b.length);
    for (let i = 0; i < length; i++) if ((((a[i] >>> 1) & b[i]) | (a[i] & (b[i] >>> 1))) & touchedBits) return true;
    return false;
  }

  private growRow(a: number, b: number): Uint8Array {
    const row = grown(this.conflicts[a] ?? new Uint8Array(64), b + 1);
    for (let i = this.conflicts.length; i <= a; i++) this.conflicts[i] = new Uint8Array(0);
    this.conflicts[a] = row;
    return row;
  }

  private byLength(a: number, b: number): readonly [Int32Array, Int32Array] {
    const [one, other] = [this.sets[a], this.sets[b]];
    return one.length <= other.length ? [one, other] : [other, one];
  }

  /** The last word is not 0. */
  private number(words: Int32Array): number {
    const text = words.join(",");
    let number = this.numbers.get(text);
    if (number === undefined) {
      number = this.sets.push(words) - 1;
      this.numbers.set(text, number);
    }
    return number;
  }
}
