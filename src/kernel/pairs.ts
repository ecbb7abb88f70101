/**
 * Pairs of a state and a number, in the order in which they are found, for `rounds`; of most states there are few.
 *
 *   pairs   [ state | number | link | 0 ]   the link is the user's
 *   known   by hash: [ state plus 1 | number ] of all that are not the first of their state
 */
import { fresh, Growing, growing, replace } from "./memory";

/** Bytes of `known` at first. It is not made longer than needed: to touch memory for the first time takes long. */
const knownBytes: u32 = 8192;

@unmanaged
export class Side {
  pairs: Growing;
  known: Growing;
  /** Where the first pair of state 0 is kept, plus 1, and that of each other state 16 bytes after the one before; 0: there is none. */
  firsts: usize;
  /** How many pairs there are, and how many of them are in `known`. */
  count: i32;
  noted: u32;
}

/** Of 20 bytes. */
export function sideAt(place: usize): Side {
  return changetype<Side>(place);
}

/** `place`: for two arrays. */
export function begin(side: Side, place: usize, firsts: usize): void {
  side.pairs = growing(place);
  side.known = growing(place + 8);
  side.firsts = firsts;
  side.known.reserve(knownBytes);
}

/** False if it is there already. */
export function add(side: Side, state: i32, value: i32, link: i32): bool {
  const place = firstAt(side, state);
  const known = load<i32>(place) - 1;
  if (known < 0) store<i32>(place, side.count + 1);
  else if (valueOf(side, known) === value || !takeNote(side, state, value)) return false;
  push(side, state, value, link);
  return true;
}

/** False if it has been taken note of. */
function takeNote(side: Side, state: i32, value: i32): bool {
  const at = cellOf(side.known.at, side.known.room, state, value);
  if (load<i32>(at) !== 0) return false;
  store<i32>(at, state + 1);
  store<i32>(at, value, 4);
  side.noted += 1;
  if (side.noted << 4 > side.known.room) widen(side);
  return true;
}

/** Where the pair is, or the free cell where it has to be. */
function cellOf(cells: usize, bytes: u32, state: i32, value: i32): usize {
  const hash = (<u32>state * 0x9e3779b1) ^ (<u32>value * 0x85ebca6b);
  let offset = ((hash ^ (hash >> 15)) << 3) & (bytes - 1);
  while (isOther(cells + offset, state, value)) offset = (offset + 8) & (bytes - 1);
  return cells + offset;
}

function isOther(cell: usize, state: i32, value: i32): bool {
  const known = load<i32>(cell);
  return known !== 0 && (known !== state + 1 || load<i32>(cell, 4) !== value);
}

function widen(side: Side): void {
  const known = side.known;
  const bytes = known.room << 1;
  const cells = fresh(bytes);
  for (let cell = known.at; cell < known.at + known.room; cell += 8)
    if (load<i32>(cell) !== 0) {
      const value = load<i32>(cell, 4);
      const to = cellOf(cells, bytes, load<i32>(cell) - 1, value);
      store<i32>(to, load<i32>(cell));
      store<i32>(to, value, 4);
    }
  replace(known, cells, bytes);
}

/** Without looking whether it is there, nor to be found by its state. */
export function push(side: Side, state: i32, value: i32, link: i32): void {
  side.pairs.reserve((side.count + 1) << 4);
  const at = pairAt(side, side.count);
  store<i32>(at, state);
  store<i32>(at, value, 4);
  store<i32>(at, link, 8);
  side.count += 1;
}

/** Where the state's first pair is kept, plus 1. */
export function firstAt(side: Side, state: i32): usize {
  return side.firsts + (state << 4);
}

function pairAt(side: Side, pair: i32): usize {
  return side.pairs.at + (pair << 4);
}

export function stateOf(side: Side, pair: i32): i32 {
  return load<i32>(pairAt(side, pair));
}

export function valueOf(side: Side, pair: i32): i32 {
  return load<i32>(pairAt(side, pair), 4);
}

export function setLink(side: Side, pair: i32, link: i32): void {
  store<i32>(pairAt(side, pair), link, 8);
}

export function linkOf(side: Side, pair: i32): i32 {
  return load<i32>(pairAt(side, pair), 8);
}
