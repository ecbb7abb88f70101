/**
 * What the units can do in states of the set.
 *
 *   states     [ state | its first step | how it ends ]
 */
import { learn, standstillLeaf, whole } from "./host";
import { canGo, changesBegin, changesEnd, dependsOnState, flagsAt } from "./leaves";
import { growing } from "./memory";
import { isInGroup, reinsert } from "./ordering";
import { clearSteps, propose, push, setBase, stepTotal, unitIn } from "./proposals";
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

const states = growing(memory.data(8, 16));
const differences = growing(memory.data(8, 16));
const alternatives = growing(memory.data(8, 16));
/** By unit number: [ bits | access it is about to make: > 0 reads, < 0 writes ]. */
const facts = growing(memory.data(8, 16));

let unitCells: i32 = 0;
let stateCount: i32 = 0;
let differencesUsed: i32 = 0;
let alternativesUsed: i32 = 0;
/** No leaf's changes are known beforehand. */
let allWhole: bool = false;
let standstills: bool = false;
/** Adding the state at hand is to end: the host failed. */
let hasFailed: bool = false;

export function beginSteps(cells: i32): void {
  unitCells = cells;
}

export function unitTotal(): i32 {
  return unitCells;
}

export function takeAllWhole(): void {
  allWhole = true;
}

export function lookForStandstills(): void {
  standstills = true;
}

/** No more steps of the state at hand are to be found: the host will say why. */
export function fail(): void {
  hasFailed = true;
}

export function failed(): bool {
  return hasFailed;
}

export function setFacts(unit: i32, bits: i32, access: i32): void {
  facts.reserve((unit + 1) << 3);
  store<i32>(facts.at + (unit << 3), bits);
  store<i32>(facts.at + (unit << 3), access, 4);
}

// --- states -------------------------------------------------------------------------------------------------------

export function clear(): void {
  stateCount = 0;
  clearSteps();
  hasFailed = false;
}

export function stateTotal(): i32 {
  return stateCount;
}

export function stateAt(i: i32): i32 {
  return load<i32>(states.at + i * 12);
}

export function endOf(i: i32): i32 {
  return load<i32>(states.at + i * 12, 8);
}

export function firstStep(i: i32): i32 {
  return i === stateCount ? stepTotal() : load<i32>(states.at + i * 12, 4);
}

export function has(state: i32): bool {
  for (let i = stateCount - 1; i >= 0; i--) if (stateAt(i) === state) return true;
  return false;
}

/** Finds the steps of a state; not all, if the host fails. */
export function add(state: i32): void {
  states.reserve((stateCount + 1) * 12);
  const i = stateCount++;
  store<i32>(states.at + i * 12, state);
  store<i32>(states.at + i * 12, stepTotal(), 4);
  setBase(state);
  store<i32>(states.at + i * 12, findSteps(), 8);
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
  for (let cell = 0; cell < unitCells; cell++) {
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
  for (let cell = 0; cell < unitCells && !hasFailed; cell++) {
    const unit = unitIn(cell);
    if (unit === 0) break;
    if ((bitsOf(unit) & hasEnded) !== 0) continue;
    const at = successor(cell);
    if (hasFailed) break;
    if (at === blocked) {
      if (standstills) findStandstill(cell);
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
    take(load<i32>(alternatives.at + (choice << 2)), cell, choice);
  return count > 0;
}

/** The leaves below a choosing node, in order of choice. */
function collect(node: i32, cell: i32): void {
  const count = choicesOf(node);
  for (let i = 0; i < count && !hasFailed; i++) {
    const at = descend(chosen(node, i));
    if (at >= 0) collect(at, cell);
    else if (at !== blocked && canGo(flagsOf(~at, cell))) {
      alternatives.reserve((alternativesUsed + 1) << 2);
      store<i32>(alternatives.at + (alternativesUsed++ << 2), ~at);
    }
  }
}

function take(leaf: i32, cell: i32, choice: i32): void {
  if (!allWhole && !dependsOnState(flagsOf(leaf, cell))) {
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
