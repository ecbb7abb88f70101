/**
 * The set of states seen: rows of bits (see `row-format`), each stored once and named by the order of its insertion.
 *
 *   rows     [ row 0 | row 1 | … ]            so many words each
 *   hash     [ home: t bits | rest: 28 - t bits | 4 bits unused ]
 *   slot     [ rest: 28 - t bits | distance from home: 4 bits | id + 1: t bits ]     0 is a free slot
 *
 * The table has 2^t slots; a row is in its home slot or in one of the next (linear probing). Since home, rest and
 * distance fit what the id leaves of 32 bits, rows are compared only if 28 bits of their hashes agree, and the
 * table is lengthened from front to back without a look at the rows (but for those 15 slots or more from home).
 */
import { batch } from "./batch";
import { alone } from "./cores";
import { full } from "./host";
import { bytesOf, fresh, growing, replace, roomOf } from "./memory";

/** Of a cell's part in `fields`, in bytes; what is where is the host's `field`. */
const fieldBytes: u32 = 32;
const tableBitsMin: u32 = 5;
/** The rest of the hash has 28 - t bits: at least one. */
const tableBitsMax: u32 = 27;
/** A shorter table becomes four times as long, a longer one twice. */
const tableBitsLarge: u32 = 14;
/** Stands for this distance and all greater ones. */
const distanceMax: u32 = 15;

export const rows = growing(memory.data(8, 16));
const table = growing(memory.data(8, 16));
const fields = growing(memory.data(8, 16));
const values = growing(memory.data(8, 16));
/** A vector or row that comes from or goes to the host. */
const scratch = growing(memory.data(8, 16));
const otherFields = growing(memory.data(8, 16));

/** What both cores know. */
@unmanaged
class Format {
  /** Cells of a vector. */
  width: u32;
  /** Length of a row. */
  words: u32;
  tableBits: u32;
}
export const format = changetype<Format>(memory.data(12, 16));
let count: u32 = 0;
/** The table doubles when more rows come. */
let countMax: u32 = 0;
/** What `slotOf` found in the slot, and what it compared that with. */
let entry: u32 = 0;
let tag: u32 = 0;
/** Whether the last row that came was new. */
let isNew: bool = false;

export function size(): u32 {
  return count;
}

export function added(): bool {
  return isNew;
}

export function scratchAt(bytes: u32): usize {
  scratch.reserve(bytes);
  return scratch.at;
}

// --- the format of rows -------------------------------------------------------------------------------------------

/** Room for the fields of so many cells and for so many values, which the host then writes. */
export function fieldsAt(cells: u32): usize {
  otherFields.reserve(cells * fieldBytes);
  return otherFields.at;
}

export function valuesAt(length: u32): usize {
  alone();
  values.reserve(length << 2);
  return values.at;
}

/** The value that a code stands for. */
export function valueOf(cell: u32, code: i32): i32 {
  const base = load<i32>(fields.at + cell * fieldBytes, 16);
  return load<i32>(values.at + ((<usize>(base + code)) << 2));
}

/** From now on rows are laid out as `fieldsAt` says; those there are change. Without memory nothing does. */
export function layOut(cells: u32, rowWords: u32): void {
  alone();
  const room = roomOf(bytesOf(count + 1, rowWords * 4));
  const recoded = fresh(room);
  fields.reserve(cells * fieldBytes);
  batch.codes.reserve(cells << 2);
  if (format.tableBits === 0) setTable(tableBitsMin);
  recode(rows.at, format.words, recoded, rowWords, count);
  replace(rows, recoded, room);
  memory.copy(fields.at, otherFields.at, cells * fieldBytes);
  format.width = cells;
  format.words = rowWords;
}

/** Rewrites rows of the old format into others of the new one, which are zero. */
export function recode(from: usize, fromWords: u32, to: usize, toWords: u32, rowCount: u32): void {
  for (let cell: u32 = 0; cell < format.width; cell++) {
    const old = fields.at + cell * fieldBytes;
    const mask = load<u32>(old, 8);
    if (mask === 0) continue;
    const neu = otherFields.at + cell * fieldBytes;
    const fromShift = load<u32>(old, 4);
    const toShift = load<u32>(neu, 4);
    let read = from + (load<u32>(old) << 2);
    let write = to + (load<u32>(neu) << 2);
    for (let i: u32 = 0; i < rowCount; i++) {
      store<u32>(write, load<u32>(write) | (((load<u32>(read) >> fromShift) & mask) << toShift));
      read += fromWords << 2;
      write += toWords << 2;
    }
  }
}

/** Changes the cell's code in the row at hand from one to another. */
export function change(row: usize, cell: u32, from: i32, to: i32): i32 {
  const at = fields.at + cell * fieldBytes;
  const word = row + (load<u32>(at) << 2);
  store<i32>(word, load<i32>(word) ^ ((from ^ to) << load<i32>(at, 4)));
  return (to - from) * load<i32>(at, 12);
}

/** The cell's code in the row. */
export function codeAt(row: usize, cell: u32): i32 {
  const at = fields.at + cell * fieldBytes;
  return (load<u32>(row + (load<u32>(at) << 2)) >> load<u32>(at, 4)) & load<u32>(at, 8);
}

/** The row's codes, by cell; gives the sum that its hash is made of. */
export function decode(row: usize, into: usize): i32 {
  let sum: i32 = 0;
  let at = fields.at;
  const end = at + format.width * fieldBytes;
  while (at < end) {
    const code = (load<u32>(row + (load<u32>(at) << 2)) >> load<u32>(at, 4)) & load<u32>(at, 8);
    store<u32>(into, code);
    sum += code * load<i32>(at, 12);
    into += 4;
    at += fieldBytes;
  }
  return sum;
}

/** Murmur3's 32-bit finaliser: every bit of the sum reaches every bit of the result. */
export function finalised(sum: i32): u32 {
  let hash: u32 = sum;
  hash = (hash ^ (hash >> 16)) * 0x85ebca6b;
  hash = (hash ^ (hash >> 13)) * 0xc2b2ae35;
  return hash ^ (hash >> 16);
}

export function rowAt(id: u32): usize {
  return rows.at + ((id * format.words) << 2);
}

/** Writes the vector of a state to `scratch`. */
export function read(id: u32): usize {
  const into = scratchAt(format.width << 2);
  decode(rowAt(id), into);
  toValues(into, into);
  return into;
}

/** Writes the vector of the state at hand to `scratch`. */
export function readCodes(): usize {
  const into = scratchAt(format.width << 2);
  toValues(batch.codes.at, into);
  return into;
}

function toValues(from: usize, into: usize): void {
  for (let cell: u32 = 0; cell < format.width; cell++)
    store<i32>(into + (cell << 2), valueOf(cell, load<i32>(from + (cell << 2))));
}

// --- rows come ----------------------------------------------------------------------------------------------------

/** Makes a row behind the codes in `scratch`, whose hash it gives. */
function encode(): u32 {
  const from = scratchAt((format.width + format.words) << 2);
  const row = from + (format.width << 2);
  memory.fill(row, 0, format.words << 2);
  let sum: i32 = 0;
  for (let cell: u32 = 0; cell < format.width; cell++) {
    const code = load<i32>(from + (cell << 2));
    if (code !== 0) sum += change(row, cell, 0, code);
  }
  return finalised(sum);
}

/** The vector with the codes in `scratch` enters. */
export function addCodes(): u32 {
  const hash = encode();
  return enter(hash, scratch.at + (format.width << 2));
}

/** The id of the vector with the codes in `scratch`, or -1. */
export function findCodes(): i32 {
  const hash = encode();
  return find(hash, scratch.at + (format.width << 2));
}

/** Enters the row in `scratch`. */
export function addRow(): u32 {
  const row = scratch.at;
  batch.codes.reserve(format.width << 2);
  return enter(finalised(decode(row, batch.codes.at)), row);
}

/** The id of the row, or -1. */
export function find(hash: u32, row: usize): i32 {
  slotOf(hash, row);
  return foundId();
}

/** Touches the row's home slot, so that it is near when it is looked for. */
export function touch(hash: u32): u32 {
  return load<u32>(table.at + ((hash >> (32 - format.tableBits)) << 2));
}

/** The id of the row that has that hash: a new one, if it is new (see `added`). */
export function enter(hash: u32, row: usize): u32 {
  const slot = slotOf(hash, row);
  isNew = entry === 0;
  return isNew ? insert(row, slot) : foundId();
}

/** That row is in the set. */
export function known(id: u32): u32 {
  isNew = false;
  return id;
}

function foundId(): u32 {
  return (entry & ((1 << format.tableBits) - 1)) - 1;
}

/** The slot that has the row, or is free for it. What another core has entered meanwhile is there as a whole or not at all. */
function slotOf(hash: u32, row: usize): u32 {
  const bits = format.tableBits;
  const mask: u32 = (1 << bits) - 1;
  const slots = table.at;
  let slot = hash >> (32 - bits);
  let wanted = restOf(hash, bits);
  for (;;) {
    entry = atomic.load<u32>(slots + (slot << 2));
    if (entry === 0) break;
    if (((entry ^ wanted) & ~mask) === 0 && same(rowAt((entry & mask) - 1), row)) break;
    slot = (slot + 1) & mask;
    wanted = oneFurther(wanted, bits);
  }
  tag = wanted;
  return slot;
}

/** Rows are short. */
export function copyRow(row: usize, into: usize): void {
  const end = row + (format.words << 2);
  for (; row < end; row += 4) {
    store<u32>(into, load<u32>(row));
    into += 4;
  }
}

function same(one: usize, other: usize): bool {
  const end = one + (format.words << 2);
  for (; one < end; one += 4) {
    if (load<u32>(one) !== load<u32>(other)) return false;
    other += 4;
  }
  return true;
}

/** Stores the row and enters it at the free slot found last. */
function insert(row: usize, slot: u32): u32 {
  const id = count;
  rows.reserve((id + 1) * format.words * 4);
  copyRow(row, rowAt(id));
  atomic.store<u32>(table.at + (slot << 2), tag | (id + 1));
  count = id + 1;
  if (count > countMax) lengthenTable();
  return id;
}

/** Enters all rows into a longer table, in the order of their slots: both tables are passed through once. */
function lengthenTable(): void {
  if (format.tableBits === tableBitsMax) full();
  const bits = format.tableBits < tableBitsLarge ? format.tableBits + 2 : format.tableBits + 1;
  const room: u32 = 4 << bits;
  const longer = fresh(room);
  const slots: u32 = 1 << format.tableBits;
  for (let slot: u32 = 0; slot < slots; slot++) {
    const entry = load<u32>(table.at + (slot << 2));
    if (entry !== 0) place(longer, bits, hashAt(slot), entry & (slots - 1));
  }
  replace(table, longer, room);
  format.tableBits = bits;
  countMax = countMaxFor(bits);
}

function setTable(bits: u32): void {
  format.tableBits = bits;
  countMax = countMaxFor(bits);
  table.reserve(4 << bits);
}

/** The most rows that a table of 2 ** bits slots indexes: a load of 0.6. */
function countMaxFor(bits: u32): u32 {
  return <u32>Math.floor(<f64>((<u32>1) << bits) * 0.6);
}

/** The hash of the row in a slot, without its last 4 bits: from the slot alone, unless it is far from home. */
function hashAt(slot: u32): u32 {
  const mask: u32 = (1 << format.tableBits) - 1;
  const entry = load<u32>(table.at + (slot << 2));
  const distance = (entry >> format.tableBits) & distanceMax;
  if (distance === distanceMax) return hashOf((entry & mask) - 1);
  const home = (slot - distance) & mask;
  const rest = (entry & ~((mask << 4) | 15)) >> format.tableBits;
  return (home << (32 - format.tableBits)) | rest;
}

function hashOf(id: u32): u32 {
  let sum: i32 = 0;
  const row = rowAt(id);
  for (let at = fields.at, end = fields.at + format.width * fieldBytes; at < end; at += fieldBytes)
    sum += ((load<u32>(row + (load<u32>(at) << 2)) >> load<u32>(at, 4)) & load<u32>(at, 8)) * load<i32>(at, 12);
  return finalised(sum);
}

/** The bits of the hash after those for home, at the place they have in a slot. */
function restOf(hash: u32, bits: u32): u32 {
  return (hash >> 4) << (bits + 4);
}

/** The rest and distance of the same row, if it were in the next slot. */
function oneFurther(wanted: u32, bits: u32): u32 {
  return ((wanted >> bits) & distanceMax) === distanceMax ? wanted : wanted + (1 << bits);
}

/** Enters `name`, an id + 1, in the first free slot from home. */
function place(slots: usize, bits: u32, hash: u32, name: u32): void {
  let slot = hash >> (32 - bits);
  let wanted = restOf(hash, bits);
  while (load<u32>(slots + (slot << 2)) !== 0) {
    slot = (slot + 1) & ((1 << bits) - 1);
    wanted = oneFurther(wanted, bits);
  }
  store<u32>(slots + (slot << 2), wanted | name);
}
