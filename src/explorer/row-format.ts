/**
 * Vectors of int32 as rows of bits. Each cell numbers the values it has shown, in order of first sight (a value's
 * `code`; 0 is always 0), and has a field in the row that is just wide enough for its codes:
 *
 *   vector   [ 31, 0, 517, 32 ]    codes  [ 1, 0, 3, 2 ]    row  [ …0000 10 11 0 1 ]   fields from the right, none across words
 *
 * When a cell has more codes than its field can hold, the fields are laid out anew, and the kernel recodes its rows.
 * A cell that has only shown 0 has no field, so a wider vector whose further cells are 0 has the same row.
 */
import type { Kernel } from "./kernel.js";
import { PairTable } from "./pair-table.js";

/** Of each cell, one after the other: what `field` says. The kernel reads them. */
const fieldSize = 8;

/** Where in a cell's part of `Fields.cells` what is to be found. The code is (row[word] >>> shift) & mask. */
const field = {
  word: 0,
  shift: 1,
  mask: 2,
  /** An odd multiplier, for sums of codes. */
  factor: 3,
  /** Code k stands for values[base + k]. */
  base: 4,
} as const;

/** Where the codes stand in a row, and what they stand for. */
interface Fields {
  /** Length of a row. */
  readonly words: number;
  readonly cells: Int32Array;
  readonly values: Int32Array;
}

const wordBits = 32;

export class RowFormat {
  private fields: Fields = { words: 0, cells: new Int32Array(0), values: new Int32Array(0) };
  private readonly codes = new PairTable();
  /** By cell: the one under which its codes are kept, if not its own. */
  private readonly leaders: (number | undefined)[] = [];
  /** Cells that have the same codes. */
  private shared: readonly number[] = [];
  /** By cell: how many codes there are. */
  private counts: number[] = [];
  private readonly kernel: Kernel;

  /** The kernel's rows will be of this format. */
  constructor(width: number, kernel: Kernel) {
    this.kernel = kernel;
    this.widen(width);
  }

  /** How many cells a vector has. */
  get width(): number {
    return this.counts.length;
  }

  /** Length of a row. */
  get words(): number {
    return this.fields.words;
  }

  /** Memory of the codes. */
  get bytes(): number {
    const { cells, values } = this.fields;
    return cells.byteLength + values.byteLength + this.codes.bytes;
  }

  widen(width: number): void {
    this.layOut(Array.from({ length: width }, (_, cell) => this.counts[cell] ?? 1));
  }

  /** These cells will have the same codes; so far they have. */
  share(cells: readonly number[]): void {
    this.shared = cells;
    for (const cell of cells) {
      if (this.shown(cell).join() !== this.shown(cells[0]).join()) throw new RangeError(`cell ${cell} has other codes`);
      this.leaders[cell] = cells[0];
    }
  }

  /** The value's code in the cell, or -1 if the cell has never shown it. */
  find(cell: number, value: number): number {
    return value === 0 ? 0 : Math.max(-1, this.codes.get(this.leaders[cell] ?? cell, value));
  }

  /** The value's code in the cell. A new one may change the fields. */
  code(cell: number, value: number): number {
    if (value === 0) return 0;
    const leader = this.leaders[cell];
    const known = this.codes.get(leader ?? cell, value);
    return known === PairTable.missing ? this.newCode(leader === undefined ? [cell] : this.shared, value) : known;
  }

  /** The values that the cell has shown, by code. */
  shown(cell: number): Int32Array {
    const { cells, values } = this.fields;
    const base = cells[cell * fieldSize + field.base];
    return values.slice(base, base + this.counts[cell]);
  }

  /** The cells have the same codes. */
  private newCode(shared: readonly number[], value: number): number {
    const [leader] = shared;
    const code = this.counts[leader];
    if (code > this.fields.cells[leader * fieldSize + field.mask])
      this.layOut(this.counts.map((count, cell) => (shared.includes(cell) ? count + 1 : count)));
    else for (const cell of shared) this.counts[cell] += 1;
    this.codes.set(leader, value, code);
    const { cells, values } = this.fields;
    const from = this.kernel.exports.valuesAt(values.length) >>> 2;
    for (const cell of shared) {
      const at = cells[cell * fieldSize + field.base] + code;
      values[at] = value;
      this.kernel.numbers[from + at] = value;
    }
    return code;
  }

  /** If that throws for want of memory, all is as before. */
  private layOut(counts: number[]): void {
    const fields = layOut(counts, this.fields);
    const { words, cells, values } = fields;
    const { kernel } = this;
    const { exports } = kernel;
    exports.valuesAt(values.length);
    kernel.write(exports.fieldsAt(counts.length), cells);
    exports.layOut(counts.length, words);
    kernel.write(exports.valuesAt(values.length), values);
    this.fields = fields;
    this.counts = counts;
  }
}

/** Each cell's field in the first word that has room for it; the values are those of `from`. */
function layOut(counts: readonly number[], from: Fields): Fields {
  const used: number[] = [];
  const cells = new Int32Array(counts.length * fieldSize);
  let base = 0;
  counts.forEach((count, cell) => {
    const at = cell * fieldSize;
    const bits = wordBits - Math.clz32(count - 1);
    cells[at + field.factor] = finalised(Math.imul(cell + 1, 0x9e3779b9)) | 1;
    cells[at + field.base] = base;
    cells[at + field.mask] = 2 ** bits - 1;
    base += 2 ** bits;
    if (bits === 0) return;
    let word = used.findIndex((taken) => taken + bits <= wordBits);
    if (word < 0) word = used.push(0) - 1;
    cells[at + field.word] = word;
    cells[at + field.shift] = used[word];
    used[word] += bits;
  });
  const values = new Int32Array(base);
  for (let at = 0; at < from.cells.length; at += fieldSize) {
    const old = from.cells[at + field.base];
    values.set(from.values.subarray(old, old + from.cells[at + field.mask] + 1), cells[at + field.base]);
  }
  return { words: used.length, cells, values };
}

/** Murmur3's 32-bit finaliser: every bit of the sum reaches every bit of the result. */
function finalised(sum: number): number {
  let hash = Math.imul(sum ^ (sum >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
