/**
 * Vectors that are about to enter a state set, many at a time. Each is told as a vector of the set (the base) and the
 * cells in which it differs, so neither it nor its hash is ever made from scratch. Before the first of them enters,
 * all are looked for in the set at once.
 *
 *   rows   [ base | proposal 0 | proposal 1 | … ]
 */
import { grown } from "./growing.js";
import { field, fieldSize, finalised, recodeRows } from "./row-format.js";
import type { Fields, RowKeeper } from "./row-format.js";
import type { StateSet } from "./state-set.js";

const roomMin = 64;

export class Proposals implements RowKeeper {
  /** How many there are. */
  count = 0;
  private readonly set: StateSet;
  private rows: Int32Array;
  private hashes = new Int32Array(roomMin);
  /** Those that were in the set when all were looked for; else -1. */
  private ids = new Int32Array(roomMin);
  private room = roomMin;
  private fields: Fields;
  /** The base's codes, and the sum that its hash is made of. */
  private codes: Int32Array;
  private sum = 0;

  constructor(set: StateSet) {
    this.set = set;
    this.fields = set.format.fields;
    this.rows = new Int32Array((1 + roomMin) * this.fields.words);
    this.codes = new Int32Array(set.width);
    set.format.keep(this);
  }

  clear(): void {
    this.count = 0;
  }

  /** The proposals that follow differ from this vector, which is copied into `into`. */
  setBase(id: number, into: Int32Array): void {
    this.sum = this.set.readAll(id, into, this.rows, this.codes);
  }

  /** The base, with changes: pairs of a cell and its code in `changes`, from `start` to before `end`. */
  propose(changes: Int32Array, start: number, end: number): void {
    if (this.count === this.room) this.grow();
    const { rows, codes, count } = this;
    const { words, cells } = this.fields;
    const at = (1 + count) * words;
    for (let i = 0; i < words; i++) rows[at + i] = rows[i];
    let { sum } = this;
    for (let i = start; i < end; i += 2) {
      const code = changes[i + 1];
      const old = codes[changes[i]];
      const place = changes[i] * fieldSize;
      rows[at + cells[place]] ^= (code ^ old) << cells[place + field.shift];
      sum = (sum + Math.imul(code - old, cells[place + field.factor])) | 0;
    }
    this.hashes[count] = finalised(sum);
    this.count = count + 1;
  }

  /** Looks for all of them in the set. To be called when all have been proposed. */
  find(): void {
    this.set.findAll(this.hashes, this.rows, this.fields.words, this.count, this.ids);
  }

  /** The i-th proposal enters the set: its id. `StateSet.added` tells whether it is new. */
  enter(i: number): number {
    const id = this.ids[i];
    if (id < 0) return this.set.enter(this.hashes[i], this.rows, (1 + i) * this.fields.words);
    this.set.added = false;
    return id;
  }

  recode(from: Fields, to: Fields): void {
    const rows = new Int32Array((1 + this.room) * to.words);
    recodeRows(this.rows, from, rows, to, 1 + this.count);
    this.rows = rows;
    this.fields = to;
    const width = to.cells.length / fieldSize;
    if (this.codes.length === width) return;
    const codes = new Int32Array(width);
    codes.set(this.codes);
    this.codes = codes;
  }

  private grow(): void {
    this.room *= 2;
    const rows = new Int32Array((1 + this.room) * this.fields.words);
    rows.set(this.rows);
    this.rows = rows;
    this.hashes = grown(this.hashes);
    this.ids = grown(this.ids);
  }
}
