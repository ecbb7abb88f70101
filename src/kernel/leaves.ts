/**
 * What steps do, as far as the host has told.
 *
 *   leaves     [ flags | first change | last change | choice, permutation and kind of the last edge ]      eight numbers each
 *   changes    [ cell | code ] …
 */
import { alone } from "./cores";
import { growing } from "./memory";

/** Flags of a leaf: it is known; its step can be taken now; its changes depend on the state. */
const known: i32 = 1;
const goes: i32 = 2;
const isWhole: i32 = 4;

const leaves = growing(memory.data(8, 16));
const changes = growing(memory.data(8, 16));
/** [ leaf | choice | permutation | kind ]: the last that had that place. Leaf 0 has no kind. */
const keptKinds: usize = memory.data(4096 << 4, 16);

let changesUsed: i32 = 0;

function leafAt(leaf: i32): usize {
  leaves.reserve((leaf + 1) << 5);
  return leaves.at + (leaf << 5);
}

/** What the host says of a leaf; its changes follow. */
export function setLeaf(leaf: i32, canBeTaken: bool, depends: bool): void {
  alone();
  const at = leafAt(leaf);
  store<i32>(at, known | (canBeTaken ? goes : 0) | (depends ? isWhole : 0));
  store<i32>(at, changesUsed, 4);
  store<i32>(at, changesUsed, 8);
  store<i32>(at, -1, 12);
}

export function addChange(leaf: i32, cell: i32, code: i32): void {
  changes.reserve((changesUsed + 1) << 3);
  store<i32>(changes.at + (changesUsed << 3), cell);
  store<i32>(changes.at + (changesUsed << 3), code, 4);
  changesUsed += 1;
  store<i32>(leafAt(leaf), changesUsed, 8);
}

/** Of a leaf that is not known: 0. */
export function flagsAt(leaf: i32): i32 {
  return load<i32>(leafAt(leaf));
}

export function canGo(flags: i32): bool {
  return (flags & goes) !== 0;
}

export function dependsOnState(flags: i32): bool {
  return (flags & isWhole) !== 0;
}

export function changesBegin(leaf: i32): usize {
  return changes.at + (load<i32>(leaves.at + (leaf << 5), 4) << 3);
}

export function changesEnd(leaf: i32): usize {
  return changes.at + (load<i32>(leaves.at + (leaf << 5), 8) << 3);
}

/** The kind of the leaf's edge for this choice and permutation; -1: not known. */
export function kindKnown(leaf: i32, choice: i32, shift: i32): i32 {
  const at = leaves.at + (leaf << 5);
  if (load<i32>(at, 12) === choice && load<i32>(at, 16) === shift) return load<i32>(at, 20);
  const kept = keptAt(leaf, choice, shift);
  if (load<i32>(kept) !== leaf || load<i32>(kept, 4) !== choice || load<i32>(kept, 8) !== shift) return -1;
  return load<i32>(kept, 12);
}

export function keepKind(leaf: i32, choice: i32, shift: i32, kind: i32): void {
  const at = leaves.at + (leaf << 5);
  store<i32>(at, choice, 12);
  store<i32>(at, shift, 16);
  store<i32>(at, kind, 20);
  const kept = keptAt(leaf, choice, shift);
  store<i32>(kept, leaf);
  store<i32>(kept, choice, 4);
  store<i32>(kept, shift, 8);
  store<i32>(kept, kind, 12);
}

function keptAt(leaf: i32, choice: i32, shift: i32): usize {
  return keptKinds + (((leaf * 0x9e3779b1 + choice * 0x85ebca6b + shift * 0xc2b2ae35) >>> 20) << 4);
}
