/** What the units can do in states of the set, some at a time (see `batch`). */
import { batch } from "./batch";
import { alone } from "./cores";
import { learn, standstillLeaf, whole } from "./host";
import { canGo, changesBegin, changesEnd, dependsOnState, flagsAt } from "./leaves";
import { Growing, growing } from "./memory";
import { isInGroup, reinsert } from "./ordering";
import { propose, push, setBase, stepTotal, unitIn } from "./proposals";
import { choicesOf, chosen, descend } from "./trees";

/** How it is with a state: somebody can move; the program is over; nobody can move. */
export const moves: i32 = 0;
const over: i32 = 1;
const stuck: i32 = 2;

const blocked: i32 = ~0;

/** Bits of a unit: it has ended; it keeps the program from being over; it rests. */
const hasEnded: i32 = 1;
const keepsAlive: i32 = 2;
const rests: i32 = 4;

const differences = growing(memory.data(8, 16));
/** By unit number: [ bits | access it is about to make: > 0 reads, < 0 writes ]. */
const facts = growing(memory.data(8, 16));

/** What both cores know. */
@unmanaged
class World {
  unitCells: i32;
  /** No leaf's changes are known beforehand. */
  allWhole: bool;
  standstills: bool;
}
const world = changetype<World>(memory.data(8, 16));
let differencesUsed: i32 = 0;
let alternativesUsed: i32 = 0;
/** Where leaves go, if nothing but these is asked. */
let leaves: Growing | null = null;
let leavesUsed: i32 = 0;
/** Adding the state at hand is to end: the host failed. */
let hasFailed: bool = false;

export function beginSteps(cells: i32): void {
  world.unitCells = cells;
}

export function unitTotal(): i32 {
  return world.unitCells;
}

export function takeAllWhole(): void {
  world.allWhole = true;
}

export function lookForStandstills(): void {
  world.standstills = true;
}

/** No more steps of the state at hand are to be found: the host will say why. */
export function fail(): void {
  hasFailed = true;
}

export function failed(): bool {
  return hasFailed;
}

export function setFacts(unit: i32, bits: i32, access: i32): void {
  alone();
  facts.reserve((unit + 1) << 3);
  store<i32>(facts.at + (unit << 3), bits);
  store<i32>(facts.at + (unit << 3), access, 4);
}

// --- states -------------------------------------------------------------------------------------------------------

export function clear(): void {
  batch.stateCount = 0;
  batch.stepCount = 0;
  hasFailed = false;
}

export function stateTotal(): i32 {
  return batch.stateCount;
}

export function stateAt(i: i32): i32 {
  return load<i32>(batch.states.at + i * 12);
}

export function endOf(i: i32): i32 {
  return load<i32>(batch.states.at + i * 12, 8);
}

export function firstStep(i: i32): i32 {
  return i === batch.stateCount ? stepTotal() : load<i32>(batch.states.at + i * 12, 4);
}

export function has(state: i32): bool {
  for (let i = batch.stateCount - 1; i >= 0; i--) if (stateAt(i) === state) return true;
  return false;
}

/** Finds the steps of a state; not all, if the host fails. */
export function add(state: i32): void {
  const i = batch.stateCount;
  batch.states.reserve((i + 1) * 12);
  store<i32>(batch.states.at + i * 12, state);
  store<i32>(batch.states.at + i * 12, stepTotal(), 4);
  setBase(state);
  store<i32>(batch.states.at + i * 12, findSteps(), 8);
  batch.stateCount = i + 1;
}

/** Finds the leaves of the state's steps only, and appends them to what is there of that length; gives the new length. */
export function appendLeaves(state: i32, array: Growing, length: i32): i32 {
  setBase(state);
  leaves = array;
  leavesUsed = length;
  findSteps();
  leaves = null;
  return leavesUsed;
}

/** What the unit is about to touch. */
export function accessOf(unit: i32): i32 {
  return load<i32>(facts.at + (unit << 3), 4);
}

/** Whether the unit can be the one that moves next. */
export function isReady(unit: i32): bool {
  return (bitsOf(unit) & (hasEnded | rests)) === 0;
}

function bitsOf(unit: i32): i32 {
  return load<i32>(facts.at + (unit << 3));
}

/** Where the steps of the unit lead: a leaf it can take as ~leaf, `blocked`, or a node that chooses. */
function successor(cell: i32): i32 {
  const at = descend(cell);
  if (at >= 0 || at === blocked) return at;
  return canGo(flagsOf(~at, cell)) ? at : blocked;
}

function flagsOf(leaf: i32, unit: i32): i32 {
  const flags = flagsAt(leaf);
  if (flags !== 0) return flags;
  learn(leaf, unit);
  return flagsAt(leaf);
}

/** Whether all units that keep the program alive have ended. */
function isOver(): bool {
  for (let cell = 0; cell < world.unitCells; cell++) {
    const unit = unitIn(cell);
    if (unit === 0) break;
    const bits = bitsOf(unit);
    if ((bits & keepsAlive) !== 0) return false;
    if ((bits & rests) !== 0 && successor(cell) !== blocked) return false;
  }
  return true;
}

function findSteps(): i32 {
  if (isOver()) return hasFailed ? moves : over;
  let moved = false;
  for (let cell = 0; cell < world.unitCells && !hasFailed; cell++) {
    const unit = unitIn(cell);
    if (unit === 0) break;
    if ((bitsOf(unit) & hasEnded) !== 0) continue;
    const at = successor(cell);
    if (hasFailed) break;
    if (at === blocked) {
      if (world.standstills && leaves === null) findStandstill(cell);
    } else if (at < 0) {
      take(~at, cell, 0);
      moved = true;
    } else if (choose(at, cell)) moved = true;
  }
  return moved || hasFailed ? moves : stuck;
}

function findStandstill(cell: i32): void {
  const leaf = standstillLeaf(cell);
  if (leaf === 0) return;
  propose(0, 0);
  push(leaf, cell, -1, 0);
}

function choose(node: i32, cell: i32): bool {
  alternativesUsed = 0;
  collect(node, cell);
  const count = alternativesUsed;
  for (let choice = 0; choice < count && !hasFailed; choice++)
    take(load<i32>(batch.alternatives.at + (choice << 2)), cell, choice);
  return count > 0;
}

/** The leaves below a choosing node, in order of choice. */
function collect(node: i32, cell: i32): void {
  const count = choicesOf(node);
  for (let i = 0; i < count && !hasFailed; i++) {
    const at = descend(chosen(node, i));
    if (at >= 0) collect(at, cell);
    else if (at !== blocked && canGo(flagsOf(~at, cell))) {
      batch.alternatives.reserve((alternativesUsed + 1) << 2);
      store<i32>(batch.alternatives.at + (alternativesUsed++ << 2), ~at);
    }
  }
}

function take(leaf: i32, cell: i32, choice: i32): void {
  const only = leaves;
  if (only !== null) {
    only.reserve((leavesUsed + 1) << 2);
    store<i32>(only.at + (leavesUsed++ << 2), leaf);
    return;
  }
  if (!world.allWhole && !dependsOnState(flagsOf(leaf, cell))) {
    propose(changesBegin(leaf), changesEnd(leaf));
    push(leaf, cell, choice, isInGroup(cell) ? reinsert(cell) : 0);
    return;
  }
  differencesUsed = 0;
  const shift = whole(leaf, cell);
  if (hasFailed) return;
  propose(differences.at, differences.at + (differencesUsed << 3));
  push(leaf, cell, choice, shift);
}

export function addDifference(cell: i32, code: i32): void {
  differences.reserve((differencesUsed + 1) << 3);
  store<i32>(differences.at + (differencesUsed << 3), cell);
  store<i32>(differences.at + (differencesUsed << 3), code, 4);
  differencesUsed += 1;
}
