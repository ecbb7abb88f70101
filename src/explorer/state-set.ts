/**
 * The set of states seen: fixed-width vectors of int32, each stored once, as a row of bits (see `row-format`), and named
 * by the order of its insertion.
 *
 *   chunks   [ r0 r1 … r65535 ][ r65536 … ] …   row `id` is in chunk id >> 16, the (id & 65535)-th one there
 *   hash     [ home: t bits | rest: 28 - t bits | 4 bits unused ]
 *   slot     [ rest: 28 - t bits | distance from home: 4 bits | id + 1: t bits ]     0 is a free slot
 *
 * The table has 2^t slots; a row is in its home slot or in one of the next (linear probing). Since home, rest and
 * distance fit what the id leaves of 32 bits, rows are compared only if 28 bits of their hashes agree, and the
 * table doubles from front to back without a look at the rows (but for those 15 slots or more from home).
 */
import { field, fieldSize, finalised, recodeRows, RowFormat } from "./row-format.js";
import type { Fields, RowKeeper } from "./row-format.js";

const chunkBits = 16;
const chunkRows = 1 << chunkBits;
const chunkMask = chunkRows - 1;
/** Rows there is room for in a new set. */
const firstRoom = 16;
const tableBitsMin = 5;
/** The rest of the hash has 28 - t bits: at least one, for a shift by 32 does nothing. */
const tableBitsMax = 27;
/** Stands for this distance and all greater ones. */
const distanceMax = 15;

/** A state set as plain data. Its arrays may be those of the set. */
export interface SavedStates {
  readonly width: number;
  /** By cell: the values it has shown, by code. */
  readonly values: readonly Int32Array[];
  /** Rows, in the order of their ids, some in each. */
  readonly rows: readonly Int32Array[];
}

export class StateSet implements RowKeeper {
  /** Whether the last `add` or `enter` found its vector new. */
  added = false;
  readonly format: RowFormat;
  private count = 0;
  private chunks: Int32Array[];
  private last: Int32Array;
  /** How many rows the last chunk has room for. */
  private lastRoom = firstRoom;
  /** Length of a row. */
  private words: number;
  private table = new Int32Array(2 ** tableBitsMin);
  /** t: the table has 2 ** t slots. */
  private tableBits = tableBitsMin;
  /** The table doubles when more rows come. */
  private countMax = countMaxFor(tableBitsMin);
  /** What `slotOf` compared with the slot it found: rest and distance, where a slot has them. */
  private tag = 0;
  /** A row made of a vector, or a vector of a row; most cells of the next will be the same. */
  private row: Int32Array;
  private values: Int32Array;
  private codes: Int32Array;

  /** `width`: cells of a vector. */
  constructor(width: number) {
    if (!Number.isInteger(width) || width < 0) throw new RangeError(`width ${width} is not a whole number`);
    this.format = new RowFormat(width);
    this.format.keep(this);
    this.words = this.format.fields.words;
    this.last = new Int32Array(0);
    this.chunks = [this.last];
    this.row = new Int32Array(this.words);
    this.codes = new Int32Array(width);
    this.values = new Int32Array(width);
  }

  /** A set that goes on like the one that was saved. Throws RangeError if it was not saved like that. */
  static restored({ width, values, rows }: SavedStates): StateSet {
    const set = new StateSet(width);
    values.forEach((shown, cell) => {
      for (const value of shown) set.format.code(cell, value);
    });
    for (const chunk of rows)
      for (let at = 0; at < chunk.length; at += set.words) set.enter(set.hashOfRow(chunk, at), chunk, at);
    return set;
  }

  /** Valid until the set changes. */
  saved(): SavedStates {
    const { width, format, words, count } = this;
    const rows = this.chunks.map((chunk, i) => chunk.subarray(0, Math.min(chunkRows, count - i * chunkRows) * words));
    return { width, values: Array.from({ length: width }, (_, cell) => format.shown(cell)), rows };
  }

  /** How many vectors are in the set. */
  get size(): number {
    return this.count;
  }

  /** How many cells a vector has. */
  get width(): number {
    return this.codes.length;
  }

  /** Memory of the vectors and their index: the same after the same calls. */
  get bytes(): number {
    return this.chunks.reduce((sum, chunk) => sum + chunk.byteLength, this.table.byteLength) + this.format.bytes;
  }

  /** The vector's id: 0, 1, 2, … in the order of insertion. `added` tells whether it is new. Expected O(width). */
  add(vector: Int32Array): number {
    this.checkWidth(vector);
    const { codes, values, format } = this;
    for (let cell = 0; cell < codes.length; cell++) {
      if (vector[cell] === values[cell]) continue;
      codes[cell] = format.code(cell, vector[cell]);
      values[cell] = vector[cell];
    }
    return this.enter(this.encode(), this.row, 0);
  }

  /** The vector's id, or -1. Expected O(width). */
  find(vector: Int32Array): number {
    this.checkWidth(vector);
    const { codes, values, format } = this;
    for (let cell = 0; cell < codes.length; cell++) {
      if (vector[cell] === values[cell]) continue;
      const code = format.find(cell, vector[cell]);
      if (code < 0) return -1;
      codes[cell] = code;
      values[cell] = vector[cell];
    }
    const slot = this.slotOf(this.encode(), this.row, 0);
    return (this.table[slot] & (this.table.length - 1)) - 1;
  }

  /** Copies vector `id` into `into`, which has at least `width` cells. */
  read(id: number, into: Int32Array): void {
    const start = this.startOf(id);
    const chunk = this.chunks[id >> chunkBits];
    const { cells, values } = this.format.fields;
    for (let cell = 0, at = 0; at < cells.length; cell++, at += fieldSize) {
      const code = (chunk[start + cells[at]] >>> cells[at + field.shift]) & cells[at + field.mask];
      into[cell] = values[cells[at + field.base] + code];
    }
  }

  /**
   * The same, and copies the row and the codes, too. Gives the sum of multiples of the codes that the vector's hash is
   * made of.
   */
  readAll(id: number, into: Int32Array, row: Int32Array, codes: Int32Array): number {
    const start = this.startOf(id);
    const chunk = this.chunks[id >> chunkBits];
    const { cells, values } = this.format.fields;
    for (let i = 0; i < this.words; i++) row[i] = chunk[start + i];
    let sum = 0;
    for (let cell = 0, at = 0; at < cells.length; cell++, at += fieldSize) {
      const code = (row[cells[at]] >>> cells[at + field.shift]) & cells[at + field.mask];
      codes[cell] = code;
      into[cell] = values[cells[at + field.base] + code];
      sum = (sum + Math.imul(code, cells[at + field.factor])) | 0;
    }
    return sum;
  }

  private startOf(id: number): number {
    if (!(id >= 0 && id < this.count)) throw new RangeError(`no state ${id} in a set of ${this.count}`);
    return (id & chunkMask) * this.words;
  }

  /** Appends zeros to all vectors; ids and rows stay. */
  widen(width: number): void {
    if (width < this.width) throw new RangeError(`width ${width} is less than ${this.width}`);
    this.format.widen(width);
    this.codes = new Int32Array(width);
    this.values = new Int32Array(width);
  }

  recode(from: Fields, to: Fields): void {
    this.words = to.words;
    this.row = new Int32Array(to.words);
    for (let i = 0; i < this.chunks.length; i++) {
      const isLast = i === this.chunks.length - 1;
      const room = isLast ? this.lastRoom : chunkRows;
      const chunk = new Int32Array(room * to.words);
      recodeRows(this.chunks[i], from, chunk, to, isLast ? this.count - i * chunkRows : chunkRows);
      this.chunks[i] = chunk;
    }
    this.last = this.chunks[this.chunks.length - 1];
  }

  /** The id of the row that begins at `rows[start]` and has that hash. `added` tells whether it is new. */
  enter(hash: number, rows: Int32Array, start: number): number {
    const slot = this.slotOf(hash, rows, start);
    const entry = this.table[slot];
    this.added = entry === 0;
    return entry === 0 ? this.insert(rows, start, slot) : (entry & (this.table.length - 1)) - 1;
  }

  /**
   * The ids, or -1, of so many rows with these hashes; the first begins at `rows[start]`. The processor fetches what has
   * to be looked at for many of them at the same time, where one after the other would have to wait for each.
   */
  findAll(hashes: Int32Array, rows: Int32Array, start: number, count: number, ids: Int32Array): void {
    const { table, tableBits, words } = this;
    const mask = table.length - 1;
    let seen = 0;
    for (let i = 0; i < count; i++) seen |= table[hashes[i] >>> (32 - tableBits)];
    // Asks what has just been seen, so that nobody can say that it need not be looked at.
    for (let i = 0, at = start; i < count; i++, at += words)
      ids[i] = seen === 0 ? -1 : (table[this.slotOf(hashes[i], rows, at)] & mask) - 1;
  }

  private checkWidth(vector: Int32Array): void {
    if (vector.length !== this.width) throw new RangeError(`a vector of ${vector.length} cells, not ${this.width}`);
  }

  /** Makes a row of the codes; its hash is the finalised sum of a multiple of every code. */
  private encode(): number {
    const { codes, row } = this;
    const { cells } = this.format.fields;
    let sum = 0;
    row.fill(0);
    for (let cell = 0; cell < codes.length; cell++) {
      const code = codes[cell];
      const at = cell * fieldSize;
      if (code === 0) continue;
      row[cells[at + field.word]] |= code << cells[at + field.shift];
      sum = (sum + Math.imul(code, cells[at + field.factor])) | 0;
    }
    return finalised(sum);
  }

  /** The slot that holds the row, or else the free one where it belongs. */
  private slotOf(hash: number, rows: Int32Array, start: number): number {
    const { table, tableBits } = this;
    const mask = table.length - 1;
    let slot = hash >>> (32 - tableBits);
    let tag = restOf(hash, tableBits);
    for (let entry = table[slot]; entry !== 0; entry = table[slot]) {
      if (((entry ^ tag) & ~mask) === 0 && this.holds((entry & mask) - 1, rows, start)) break;
      slot = (slot + 1) & mask;
      tag = oneFurther(tag, tableBits);
    }
    this.tag = tag;
    return slot;
  }

  /** Whether row `id` is that one. */
  private holds(id: number, rows: Int32Array, start: number): boolean {
    const { words } = this;
    const chunk = this.chunks[id >> chunkBits];
    const at = (id & chunkMask) * words;
    for (let i = 0; i < words; i++) if (chunk[at + i] !== rows[start + i]) return false;
    return true;
  }

  /** Stores the row and enters it at the free slot found last. */
  private insert(rows: Int32Array, start: number, slot: number): number {
    const id = this.count;
    const index = id & chunkMask;
    const { words } = this;
    if (index === 0 && id !== 0) this.addChunk();
    if ((index + 1) * words > this.last.length) this.growLast(index);
    const { last } = this;
    for (let i = 0; i < words; i++) last[index * words + i] = rows[start + i];
    this.table[slot] = this.tag | (id + 1);
    this.count = id + 1;
    if (this.count > this.countMax) this.doubleTable();
    return id;
  }

  private addChunk(): void {
    this.lastRoom = chunkRows;
    this.last = new Int32Array(chunkRows * this.words);
    this.chunks.push(this.last);
  }

  private growLast(used: number): void {
    if (used >= this.lastRoom) this.lastRoom = Math.min(used * 2, chunkRows);
    const chunk = new Int32Array(this.lastRoom * this.words);
    chunk.set(this.last);
    this.last = chunk;
    this.chunks[this.chunks.length - 1] = chunk;
  }

  /** Enters all rows into a table twice as long, in the order of their slots: both tables are passed through once. */
  private doubleTable(): void {
    const { table, tableBits } = this;
    if (tableBits === tableBitsMax) throw new RangeError(`more than ${this.countMax} states`);
    const doubled = new Int32Array(table.length * 2);
    for (let slot = 0; slot < table.length; slot++) {
      if (table[slot] !== 0) enter(doubled, tableBits + 1, this.hashAt(slot), table[slot] & (table.length - 1));
    }
    this.table = doubled;
    this.tableBits = tableBits + 1;
    this.countMax = countMaxFor(tableBits + 1);
  }

  /** The hash of the row in a slot, without its last 4 bits: from the slot alone, unless it is far from home. */
  private hashAt(slot: number): number {
    const { table, tableBits } = this;
    const mask = table.length - 1;
    const entry = table[slot];
    const distance = (entry >>> tableBits) & distanceMax;
    if (distance === distanceMax) return this.hashOf((entry & mask) - 1);
    const home = (slot - distance) & mask;
    const rest = (entry & ~((mask << 4) | 15)) >>> tableBits;
    return (home << (32 - tableBits)) | rest;
  }

  private hashOfRow(rows: Int32Array, start: number): number {
    const { cells } = this.format.fields;
    let sum = 0;
    for (let at = 0; at < cells.length; at += fieldSize) {
      const code = (rows[start + cells[at]] >>> cells[at + field.shift]) & cells[at + field.mask];
      sum = (sum + Math.imul(code, cells[at + field.factor])) | 0;
    }
    return finalised(sum);
  }

  private hashOf(id: number): number {
    return finalised(this.readAll(id, this.values, this.row, this.codes));
  }
}

/** The bits of the hash after those for home, at the place they have in a slot. */
function restOf(hash: number, tableBits: number): number {
  return ((hash >>> 4) << (tableBits + 4)) | 0;
}

/** The rest and distance of the same row, if it were in the next slot. */
function oneFurther(tag: number, tableBits: number): number {
  return ((tag >>> tableBits) & distanceMax) === distanceMax ? tag : (tag + (1 << tableBits)) | 0;
}

/** Enters `name`, an id + 1, in the first free slot from home. */
function enter(table: Int32Array, tableBits: number, hash: number, name: number): void {
  let slot = hash >>> (32 - tableBits);
  let tag = restOf(hash, tableBits);
  while (table[slot] !== 0) {
    slot = (slot + 1) & (table.length - 1);
    tag = oneFurther(tag, tableBits);
  }
  table[slot] = tag | name;
}

/** The most rows that a table of 2 ** tableBits slots indexes: a load of 0.6. */
function countMaxFor(tableBits: number): number {
  return Math.floor(2 ** tableBits * 0.6);
}
