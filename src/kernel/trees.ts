/**
 * The host's decision trees, as far as they have been needed: where they lead from the codes of the state at hand.
 *
 *   nodes       [ cell | low | length | base ]    four numbers a node; node u < units is the root of the unit in cell u
 *   shortcuts   … [ place if the cell has code low | low + 1 | … ] …       from `base`, so many as `length`
 *
 *   others      [ node + 1 | code | place ] …         those for which that would take too much room, in a hash table
 *
 * A place is a node (>= 0) or ~leaf. Where none is known the host is asked.
 */
import { batch } from "./batch";
import { alone } from "./cores";
import { child } from "./host";
import { fresh, growing, replace, roomOf } from "./memory";

/** In place of the cell, of a node whose children are told apart by no cell; of one that chooses. */
const noCell: i32 = -1;
const chooses: i32 = -2;
/** What is kept of a place that the host has not told of. */
export const unbuilt: i32 = 0;
/** A node's shortcuts may be that much longer than there are, and so many times as long. */
const slack: i32 = 16;
const sparsest: i32 = 4;

const nodes = growing(memory.data(8, 16));
const shortcuts = growing(memory.data(8, 16));
let used: i32 = 0;
const others = growing(memory.data(8, 16));
const otherBytes: u32 = 12;

/** What both cores know of `others`. */
@unmanaged
class Others {
  mask: u32;
  used: u32;
}
const table = changetype<Others>(memory.data(8, 16));

export function setNode(node: i32, cell: i32): void {
  alone();
  nodes.reserve((node + 1) << 4);
  store<i32>(nodes.at + (node << 4), cell);
}

/** Follows the tree to a leaf or to a choice. */
export function descend(start: i32): i32 {
  let at = start;
  while (at >= 0) {
    const node = nodes.at + (at << 4);
    const cell = load<i32>(node);
    if (cell < 0) {
      if (cell === chooses) return at;
      at = child(at, -1);
      continue;
    }
    const code = load<i32>(batch.codes.at + (cell << 2));
    let known = shortcut(node, code);
    if (known === unbuilt && table.used > 0) known = load<i32>(otherAt(at, code), 8);
    at = known === unbuilt ? child(at, -1) : placeOf(known);
  }
  return at;
}

/** How many there are to choose from. */
export function choicesOf(node: i32): i32 {
  return load<i32>(nodes.at + (node << 4), 8);
}

export function setChoices(node: i32, choices: i32): void {
  setNode(node, chooses);
  move(nodes.at + (node << 4), 0, choices);
}

export function chosen(node: i32, choice: i32): i32 {
  const known = shortcut(nodes.at + (node << 4), choice);
  return known === unbuilt ? child(node, choice) : placeOf(known);
}

/** Under the node this code leads to that place. */
export function addShortcut(node: i32, code: i32, place: i32): void {
  shorten(node, code, keptPlace(place));
}

export function dropShortcut(node: i32, code: i32): void {
  if (shortcut(nodes.at + (node << 4), code) !== unbuilt) shorten(node, code, unbuilt);
  else if (table.used > 0) store<i32>(otherAt(node, code), unbuilt, 8);
}

/** A place as it is kept: never `unbuilt`. */
export function keptPlace(place: i32): i32 {
  return place >= 0 ? place + 1 : place;
}

export function placeOf(known: i32): i32 {
  return known > 0 ? known - 1 : known;
}

function shortcut(node: usize, code: i32): i32 {
  const index = code - load<i32>(node, 4);
  if (<u32>index >= <u32>load<i32>(node, 8)) return unbuilt;
  return load<i32>(shortcuts.at + ((load<i32>(node, 12) + index) << 2));
}

/** Where the node's code is among the others, or would be. */
function otherAt(node: i32, code: i32): usize {
  return slotIn(others.at, table.mask, node, code);
}

function slotIn(slots: usize, mask: u32, node: i32, code: i32): usize {
  let slot: u32 = <u32>node * 0x9e3779b1 + <u32>code * 0x85ebca6b;
  slot ^= slot >> 15;
  let at = slots + (slot & mask) * otherBytes;
  while (load<i32>(at) !== 0 && (load<i32>(at) !== node + 1 || load<i32>(at, 4) !== code)) {
    slot += 1;
    at = slots + (slot & mask) * otherBytes;
  }
  return at;
}

function setOther(node: i32, code: i32, known: i32): void {
  if (<u32>2 * table.used >= table.mask) growOthers();
  const at = otherAt(node, code);
  if (load<i32>(at) === 0) table.used += 1;
  store<i32>(at, node + 1);
  store<i32>(at, code, 4);
  store<i32>(at, known, 8);
}

function growOthers(): void {
  const slots: u32 = table.mask === 0 ? 0 : table.mask + 1;
  const more = max<u32>(2 * slots, 64);
  const longer = fresh(more * otherBytes);
  for (let slot: u32 = 0; slot < slots; slot++) {
    const from = others.at + slot * otherBytes;
    if (load<i32>(from) === 0) continue;
    const to = slotIn(longer, more - 1, load<i32>(from) - 1, load<i32>(from, 4));
    memory.copy(to, from, otherBytes);
  }
  replace(others, longer, roomOf(more * otherBytes));
  table.mask = more - 1;
}

/** Makes a shortcut, unless there would be far more room for shortcuts than there are. */
function shorten(number: i32, code: i32, known: i32): void {
  alone();
  const node = nodes.at + (number << 4);
  const low = load<i32>(node, 4);
  const length = load<i32>(node, 8);
  if (length === 0) move(node, code, 1);
  else if (code < low || code >= low + length) {
    const first = min(low, code);
    const span = max(low + length, code + 1) - first;
    const most = sparsest * (madeBy(node) + 1) + slack;
    if (span > most) return setOther(number, code, known);
    move(node, first, min(most, max(span, 2 * length)));
  }
  store<i32>(shortcuts.at + ((load<i32>(node, 12) + code - load<i32>(node, 4)) << 2), known);
}

function madeBy(node: usize): i32 {
  let made = 0;
  const from = shortcuts.at + (load<i32>(node, 12) << 2);
  for (let i = 0; i < load<i32>(node, 8); i++) if (load<i32>(from + (i << 2)) !== unbuilt) made += 1;
  return made;
}

/** Moves the node's shortcuts to where there is room for more. */
function move(node: usize, low: i32, length: i32): void {
  const base = used;
  used += length;
  shortcuts.reserve(used << 2);
  const old = load<i32>(node, 8);
  const from = shortcuts.at + (load<i32>(node, 12) << 2);
  if (old > 0) memory.copy(shortcuts.at + ((base + load<i32>(node, 4) - low) << 2), from, old << 2);
  store<i32>(node, low, 4);
  store<i32>(node, length, 8);
  store<i32>(node, base, 12);
}
