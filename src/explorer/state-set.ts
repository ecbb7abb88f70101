/**
 * The set of states seen: fixed-width vectors of int32, each stored once and named by the order of its insertion.
 *
 *   chunks   [ v0 v1 … v16383 ][ v16384 … ] …   vector `id` is in chunk id >> 14, the (id & 16383)-th one there
 *   hash     [ home: t bits | rest: 28 - t bits | 4 bits unused ]
 *   slot     [ rest: 28 - t bits | distance from home: 4 bits | id + 1: t bits ]     0 is a free slot
 *
 * The table has 2^t slots; a vector is in its home slot or in one of the next (linear probing). Since home, rest and
 * distance fit what the id leaves of 32 bits, vectors are compared only if 28 bits of their hashes agree, and the
 * table doubles from front to back without a look at the vectors (but for those 15 slots or more from home).
 * A chunk is as wide as the set was when the chunk was last written to, and has 16-bit cells until one needs more:
 * growing, widening and going to 32 bits move the last chunk only.
 */

const chunkBits = 14;
const chunkVectors = 1 << chunkBits;
const chunkMask = chunkVectors - 1;
/** Vectors there is room for in a set of unknown size. */
const capacityDefault = 16;
const tableBitsMin = 5;
/** The rest of the hash has 28 - t bits: at least one, for a shift by 32 does nothing. */
const tableBitsMax = 27;
/** Stands for this distance and all greater ones. */
const distanceMax = 15;

/** `cells[i * width + j]` is cell j of the i-th vector; cells from `width` on are zeros. */
interface Chunk {
  readonly cells: Uint16Array | Int32Array;
  readonly width: number;
}

export class StateSet {
  /** Whether the last `add` found its vector new. */
  added = false;
  private cellCount: number;
  private count = 0;
  /** New cells have 32 bits. */
  private wide = false;
  private readonly chunks: Chunk[];
  private last: Chunk;
  /** How many vectors the last chunk has room for. */
  private lastRoom: number;
  /** An odd multiplier for every cell. */
  private factors: Int32Array;
  private table: Int32Array;
  /** t: the table has 2 ** t slots. */
  private tableBits: number;
  /** The table doubles when more vectors come. */
  private countMax: number;
  /** What `slotOf` compared with the slot it found: rest and distance, where a slot has them. */
  private tag = 0;
  /** For a vector read from a chunk. */
  private scratch: Int32Array;
  /** All cells of the vector hashed last, or-ed: it fits 16-bit cells if this does (a negative cell does not). */
  private bits = 0;

  /** `width`: cells of a vector. `capacity`: how many vectors to make room for at once; more may come. */
  constructor(width: number, capacity = capacityDefault) {
    checkCount("width", width);
    checkCount("capacity", capacity);
    this.cellCount = width;
    this.lastRoom = Math.min(Math.max(capacity, 1), chunkVectors);
    this.last = newChunk(this.lastRoom, width, false);
    this.chunks = [this.last];
    this.factors = factorsFor(width);
    this.scratch = new Int32Array(width);
    this.tableBits = tableBitsFor(capacity);
    this.table = new Int32Array(2 ** this.tableBits);
    this.countMax = countMaxFor(this.tableBits);
  }

  /** How many vectors are in the set. */
  get size(): number {
    return this.count;
  }

  /** How many cells a vector has. */
  get width(): number {
    return this.cellCount;
  }

  /** Memory of the vectors and their index: the same after the same calls. */
  get bytes(): number {
    return this.chunks.reduce((sum, chunk) => sum + chunk.cells.byteLength, this.table.byteLength);
  }

  /** The vector's id: 0, 1, 2, … in the order of insertion. `added` tells whether it is new. Expected O(width). */
  add(vector: Int32Array): number {
    const slot = this.slotOf(vector, this.hash(vector));
    const entry = this.table[slot];
    this.added = entry === 0;
    return entry === 0 ? this.insert(vector, slot) : (entry & (this.table.length - 1)) - 1;
  }

  /** The vector's id, or -1. Expected O(width). */
  find(vector: Int32Array): number {
    const slot = this.slotOf(vector, this.hash(vector));
    return (this.table[slot] & (this.table.length - 1)) - 1;
  }

  /** Copies vector `id` into `into`, which has at least `width` cells. */
  read(id: number, into: Int32Array): void {
    if (!(id >= 0 && id < this.count)) throw new RangeError(`no state ${id} in a set of ${this.count}`);
    const { cells, width } = this.chunks[id >> chunkBits];
    const start = (id & chunkMask) * width;
    for (let i = 0; i < width; i++) into[i] = cells[start + i];
    for (let i = width; i < this.cellCount; i++) into[i] = 0;
  }

  /** Appends zeros to all vectors, in no time: ids stay, and only the last chunk moves. */
  widen(width: number): void {
    checkCount("width", width);
    if (width < this.cellCount) throw new RangeError(`width ${width} is less than ${this.cellCount}`);
    this.cellCount = width;
    this.factors = factorsFor(width);
    this.scratch = new Int32Array(width);
    this.reshapeLast(this.lastRoom);
  }

  /**
   * The finalised sum of a multiple of every cell, the cell's upper bits mixed into its lower ones before. Zeros add
   * nothing: a vector has the same hash however wide the set is.
   */
  private hash(vector: Int32Array): number {
    const { factors, cellCount } = this;
    if (vector.length !== cellCount) throw new RangeError(`a vector of ${vector.length} cells, not ${cellCount}`);
    let sum = 0;
    let bits = 0;
    for (let i = 0; i < cellCount; i++) {
      const cell = vector[i];
      bits |= cell;
      sum = (sum + Math.imul(cell ^ (cell >>> 15), factors[i])) | 0;
    }
    this.bits = bits;
    return finalised(sum);
  }

  /** The slot that holds the vector, or else the free one where it belongs. */
  private slotOf(vector: Int32Array, hash: number): number {
    const { table, tableBits } = this;
    const mask = table.length - 1;
    let slot = hash >>> (32 - tableBits);
    let tag = restOf(hash, tableBits);
    for (let entry = table[slot]; entry !== 0; entry = table[slot]) {
      if (((entry ^ tag) & ~mask) === 0 && this.holds((entry & mask) - 1, vector)) break;
      slot = (slot + 1) & mask;
      tag = oneFurther(tag, tableBits);
    }
    this.tag = tag;
    return slot;
  }

  /** Whether `vector` is the one numbered `id`. */
  private holds(id: number, vector: Int32Array): boolean {
    const { cells, width } = this.chunks[id >> chunkBits];
    const start = (id & chunkMask) * width;
    for (let i = 0; i < width; i++) if (cells[start + i] !== vector[i]) return false;
    for (let i = width; i < vector.length; i++) if (vector[i] !== 0) return false;
    return true;
  }

  /** Stores the vector hashed last and enters it at the free slot found last. */
  private insert(vector: Int32Array, slot: number): number {
    const id = this.count;
    this.store(id, vector);
    this.table[slot] = this.tag | (id + 1);
    this.count = id + 1;
    if (this.count > this.countMax) this.doubleTable();
    return id;
  }

  /** Writes the vector hashed last, as vector `id`, the next one. */
  private store(id: number, vector: Int32Array): void {
    const index = id & chunkMask;
    if (index === 0 && id !== 0) this.addChunk();
    if (this.bits >>> 16 !== 0 && !this.wide) this.widenCells();
    if (index === this.lastRoom) this.reshapeLast(Math.min(index * 2, chunkVectors));
    const { cellCount } = this;
    const { cells } = this.last;
    const start = index * cellCount;
    for (let i = 0; i < cellCount; i++) cells[start + i] = vector[i];
  }

  private addChunk(): void {
    this.lastRoom = chunkVectors;
    this.last = newChunk(chunkVectors, this.cellCount, this.wide);
    this.chunks.push(this.last);
  }

  private widenCells(): void {
    this.wide = true;
    this.reshapeLast(this.lastRoom);
  }

  /** Moves the last chunk to one of the set's width and cell size with room for `room` vectors. */
  private reshapeLast(room: number): void {
    const used = this.count - (this.chunks.length - 1) * chunkVectors;
    const chunk = newChunk(room, this.cellCount, this.wide);
    copyVectors(this.last, chunk, used);
    this.lastRoom = room;
    this.last = chunk;
    this.chunks[this.chunks.length - 1] = chunk;
  }

  /** Enters all vectors into a table twice as long, in the order of their slots: both tables are passed through once. */
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

  /** The hash of the vector in a slot, without its last 4 bits: from the slot alone, unless it is far from home. */
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

  private hashOf(id: number): number {
    this.read(id, this.scratch);
    return this.hash(this.scratch);
  }
}

/** The bits of the hash after those for home, at the place they have in a slot. */
function restOf(hash: number, tableBits: number): number {
  return ((hash >>> 4) << (tableBits + 4)) | 0;
}

/** The rest and distance of the same vector, if it were in the next slot. */
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

/** Murmur3's 32-bit finaliser: every bit of the sum reaches every bit of the result. */
function finalised(sum: number): number {
  let hash = Math.imul(sum ^ (sum >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** The first `width` of an endless row of odd numbers without pattern. */
function factorsFor(width: number): Int32Array {
  return Int32Array.from({ length: width }, (_, i) => finalised(Math.imul(i + 1, 0x9e3779b9)) | 1);
}

function newChunk(room: number, width: number, wide: boolean): Chunk {
  return { cells: wide ? new Int32Array(room * width) : new Uint16Array(room * width), width };
}

/** Copies the first `count` vectors; `to` may be wider than `from`. */
function copyVectors(from: Chunk, to: Chunk, count: number): void {
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < from.width; j++) to.cells[i * to.width + j] = from.cells[i * from.width + j];
  }
}

/** The most vectors that a table of 2 ** tableBits slots indexes: a load of 0.6. */
function countMaxFor(tableBits: number): number {
  return Math.floor(2 ** tableBits * 0.6);
}

/** The least table that indexes `capacity` vectors. */
function tableBitsFor(capacity: number): number {
  let bits = tableBitsMin;
  while (bits < tableBitsMax && countMaxFor(bits) < capacity) bits++;
  return bits;
}

function checkCount(name: string, value: number): void {
  if (!Number.isInteger(value) || value < 0) throw new RangeError(`${name} ${value} is not a whole number`);
}
