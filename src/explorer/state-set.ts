/**
 * The set of states seen: fixed-width vectors of int32, each stored once, as a row of bits (see `row-format`), and named
 * by the order of its insertion. The kernel keeps it (src/kernel/set.ts).
 */
import { Kernel } from "./kernel.js";
import { RowFormat } from "./row-format.js";

/** A state set as plain data. */
export interface SavedStates {
  readonly width: number;
  /** By cell: the values it has shown, by code. */
  readonly values: readonly Int32Array[];
  /** Rows, in the order of their ids. */
  readonly rows: Int32Array;
}

export class StateSet {
  /** Whether the last `add` found its vector new. */
  added = false;
  readonly kernel: Kernel;
  readonly format: RowFormat;
  /** The vector that came last and its codes; most cells of the next will be the same. */
  private values: Int32Array;
  private codes: Int32Array;

  /** `width`: cells of a vector. A kernel keeps one set. */
  constructor(width: number, kernel: Kernel = new Kernel()) {
    if (!Number.isInteger(width) || width < 0) throw new RangeError(`width ${width} is not a whole number`);
    this.kernel = kernel;
    this.format = new RowFormat(width, kernel);
    this.codes = new Int32Array(width);
    this.values = new Int32Array(width);
  }

  /** Fills an empty set with the one that was saved. Throws RangeError if it was not saved like that. */
  restore({ width, values, rows }: SavedStates): void {
    this.widen(width);
    values.forEach((shown, cell) => {
      for (const value of shown) this.format.code(cell, value);
    });
    const { kernel } = this;
    const { words } = this.format;
    for (let at = 0; at < rows.length; at += words) {
      kernel.write(kernel.exports.scratchAt(4 * words), rows.subarray(at, at + words));
      kernel.exports.addRow();
    }
  }

  saved(): SavedStates {
    const { width, format, kernel } = this;
    const at = kernel.exports.rowAt(0) >>> 2;
    const rows = kernel.numbers.slice(at, at + this.size * format.words);
    return { width, values: Array.from({ length: width }, (_, cell) => format.shown(cell)), rows };
  }

  /** How many vectors are in the set. */
  get size(): number {
    return this.kernel.exports.size();
  }

  /** How many cells a vector has. */
  get width(): number {
    return this.codes.length;
  }

  /** Memory of the vectors and their index, and of whatever else the kernel keeps: the same after the same calls. */
  get bytes(): number {
    return this.kernel.exports.bytesUsed() + this.format.bytes;
  }

  /** The vector's id: 0, 1, 2, … in the order of insertion. `added` tells whether it is new. Expected O(width). */
  add(vector: Int32Array): number {
    this.checkWidth(vector);
    const { codes, values, format, kernel } = this;
    for (let cell = 0; cell < codes.length; cell++) {
      if (vector[cell] === values[cell]) continue;
      codes[cell] = format.code(cell, vector[cell]);
      values[cell] = vector[cell];
    }
    this.writeCodes();
    const id = kernel.exports.addCodes();
    this.added = kernel.exports.added() === 1;
    return id;
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
    this.writeCodes();
    return this.kernel.exports.findCodes();
  }

  /** Copies vector `id` into `into`, which has at least `width` cells. */
  read(id: number, into: Int32Array): void {
    if (!(id >= 0 && id < this.size)) throw new RangeError(`no state ${id} in a set of ${this.size}`);
    this.copy(this.kernel.exports.read(id), into);
  }

  /** Copies a vector that the kernel has written. */
  copy(from: number, into: Int32Array): void {
    const { numbers } = this.kernel;
    const at = from >>> 2;
    for (let cell = 0; cell < this.width; cell++) into[cell] = numbers[at + cell];
  }

  /** Appends zeros to all vectors; ids and rows stay. */
  widen(width: number): void {
    if (width < this.width) throw new RangeError(`width ${width} is less than ${this.width}`);
    if (width === this.width) return;
    this.format.widen(width);
    this.codes = new Int32Array(width);
    this.values = new Int32Array(width);
  }

  private writeCodes(): void {
    const { codes, kernel } = this;
    const at = kernel.exports.scratchAt(4 * codes.length) >>> 2;
    const { numbers } = kernel;
    for (let cell = 0; cell < codes.length; cell++) numbers[at + cell] = codes[cell];
  }

  private checkWidth(vector: Int32Array): void {
    if (vector.length !== this.width) throw new RangeError(`a vector of ${vector.length} cells, not ${this.width}`);
  }
}
