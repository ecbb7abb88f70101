/**
 * One group of interchangeable units, whom nothing mentions, so that states are put in order by moving the one that has
 * just moved (see `symmetry`). Their cells have the same codes.
 */
import { rotation } from "./host";
import { growing } from "./memory";
import { amend, codeIn, proposedRow, unitIn } from "./proposals";
import { codeAt, valueOf } from "./set";

const group = growing(memory.data(8, 16));
/** By cell: its place in the group + 1, or 0. */
const groupPlaces = growing(memory.data(8, 16));
/** By two places: the number of the permutation that moves the one to the other, + 1; 0: not known. */
const rotations = growing(memory.data(8, 16));
/** How many cells are in the group: a number that both cores know. */
const sizeAt: usize = memory.data(4, 16);

function groupSize(): i32 {
  return load<i32>(sizeAt);
}

export function addToGroup(cell: i32): void {
  const size = groupSize() + 1;
  group.reserve(size << 2);
  groupPlaces.reserve((cell + 1) << 2);
  store<i32>(group.at + ((size - 1) << 2), cell);
  store<i32>(groupPlaces.at + (cell << 2), size);
  store<i32>(sizeAt, size);
}

export function isInGroup(cell: i32): bool {
  return (<u32>cell) << 2 < groupPlaces.room && load<i32>(groupPlaces.at + (cell << 2)) !== 0;
}

function groupCell(place: i32): i32 {
  return load<i32>(group.at + (place << 2));
}

/** Puts the unit that moves in its place, in the state proposed last; gives the number of the permutation. */
export function reinsert(cell: i32): i32 {
  const code = codeAt(proposedRow(), cell);
  const key = valueOf(cell, code);
  const from = load<i32>(groupPlaces.at + (cell << 2)) - 1;
  let to = from;
  while (to > 0 && unitIn(groupCell(to - 1)) > key) to -= 1;
  while (to < groupSize() - 1 && unitIn(groupCell(to + 1)) < key) to += 1;
  if (from === to) return 0;
  const step = from < to ? 1 : -1;
  let old = code;
  for (let place = from; place !== to; place += step) {
    const coming = codeIn(groupCell(place + step));
    amend(groupCell(place), old, coming);
    old = coming;
  }
  amend(groupCell(to), old, code);
  return rotationOf(from, to);
}

function rotationOf(from: i32, to: i32): i32 {
  const size = groupSize();
  rotations.reserve((size * size) << 2);
  const place = (from * size + to) << 2;
  const known = load<i32>(rotations.at + place);
  if (known !== 0) return known - 1;
  const shift = rotation(from, to);
  store<i32>(rotations.at + place, shift + 1);
  return shift;
}
