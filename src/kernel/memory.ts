/**
 * Memory in blocks, each a power of two long. A block that is given back serves the next that asks for one of its length.
 * Memory is never returned, and all of it is at most 4 GiB.
 */
import { alone, isSecond } from "./cores";
import { full } from "./host";

const pageBits: u64 = 16;
let pagesMax: u64 = 0;
const smallest: u32 = 64;
const largest: u32 = 0x80000000;
/** By power: the first free block of that length; it holds the address of the next. */
const free: usize = memory.data(32 << 2, 16);
let top: usize = (__heap_base + 63) & ~63;
let used: f64 = 0;

/** Bytes of all blocks in use. */
export function blockBytes(): f64 {
  return used;
}

/** No more than so many pages of 64 KiB. */
export function limitTo(pages: i32): void {
  pagesMax = pages;
}

/** A block of 2 ** power bytes: one that was given back, or a part of one, or a new one; zeros from `written` on. */
function take(power: u32, written: u32): usize {
  for (let larger = power; larger < 32; larger++) {
    const block = load<u32>(free + (larger << 2));
    if (block === 0) continue;
    store<u32>(free + (larger << 2), load<u32>(block));
    while (larger > power) giveBack(block + (1 << --larger), larger);
    memory.fill(block + written, 0, (1 << power) - written);
    return block;
  }
  const block = top;
  const end = <u64>top + ((<u64>1) << power);
  if (end > (<u64>memory.size()) << pageBits) widen(end);
  top = <usize>end;
  return block;
}

/** Asks for twice what there is, since asking takes long and memory that is not used costs nothing. */
function widen(end: u64): void {
  const pages = <u64>memory.size();
  const needed = ((end + 65_535) >> pageBits) - pages;
  if (pages + needed > pagesMax) full();
  const wanted = min(max(needed, pages), pagesMax - pages);
  if (memory.grow(<i32>wanted) < 0 && memory.grow(<i32>needed) < 0) full();
}

function giveBack(block: usize, power: u32): void {
  const head = free + (power << 2);
  store<u32>(block, load<u32>(head));
  store<u32>(head, <u32>block);
}

/** A block that can become longer; what is new is 0. */
@unmanaged
export class Growing {
  at: usize;
  /** Bytes. */
  room: u32;

  /** Makes room for so many bytes. */
  @inline
  reserve(bytes: u32): void {
    if (bytes > this.room) grow(this, bytes);
  }
}

/** One that lives as long as the kernel: its two fields have a place of their own. */
export function growing(place: usize): Growing {
  return changetype<Growing>(place);
}

function grow(array: Growing, bytes: u32): void {
  // The second core has what it has been given.
  if (isSecond) full();
  alone();
  const power = powerOf(bytes);
  const room: u32 = 1 << power;
  const block = take(power, array.room);
  if (array.room !== 0) {
    memory.copy(block, array.at, array.room);
    giveBack(array.at, 31 - clz<u32>(array.room));
  }
  used += <f64>(room - array.room);
  array.at = block;
  array.room = room;
}

/** A fresh block in place of the old one, whose content is lost. */
export function replace(array: Growing, block: usize, room: u32): void {
  alone();
  used += <f64>room - <f64>array.room;
  if (array.room !== 0) giveBack(array.at, 31 - clz<u32>(array.room));
  array.at = block;
  array.room = room;
}

/** A block for `replace`, of at least so many bytes; how many is `roomOf`. */
export function fresh(bytes: u32): usize {
  return take(powerOf(bytes), 0);
}

export function roomOf(bytes: u32): u32 {
  return 1 << powerOf(bytes);
}

/** So many times so many bytes, as far as a block can have them. */
export function bytesOf(count: u32, each: u32): u32 {
  const bytes = <u64>count * each;
  if (bytes > <u64>largest) full();
  return <u32>bytes;
}

function powerOf(bytes: u32): u32 {
  if (bytes > largest) full();
  return 32 - clz<u32>(max(bytes, smallest) - 1);
}

/** Gives all of it back. */
export function release(array: Growing): void {
  replace(array, 0, 0);
}
