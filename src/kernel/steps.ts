/**
 * What the units can do in states of the set, and where that leads: for many states at a time, since finding one state in
 * a large set takes longer than all else about a step. While one is looked for, the processor fetches the next.
 *
 *   states     [ state | its first step | how it ends ]
 *   steps      [ leaf | unit | choice | permutation | asks for its kind | hash | id, or -1 ]     eight numbers each
 *   proposals  [ row of the state at hand | row that step 0 leads to | row of step 1 | … ]
 *   leaves     [ flags | first change | last change | choice, permutation and kind of the last edge ]      eight numbers each
 *   changes    [ cell | code ] …
 *
 * A row that a step leads to is the row it leaves but for the changes of the leaf, and so is its hash.
 */
import { kindOf, learn, rotation, standstillLeaf, whole } from "./host";
import { growing, replace, fresh, roomOf } from "./memory";
import {
  change,
  codes,
  copyRow,
  decode,
  enter,
  find,
  finalised,
  layOut as layOutSet,
  recode,
  rowAt,
  touch,
  valueOf,
  words,
  codeAt,
} from "./set";
import { choicesOf, chosen, descend } from "./trees";

/** How it is with a state: somebody can move; the program is over; nobody can move. */
export const moves: i32 = 0;
const over: i32 = 1;
const stuck: i32 = 2;

/** Flags of a leaf: it is known; its step can be taken now; its changes depend on the state. */
const known: i32 = 1;
const goes: i32 = 2;
const isWhole: i32 = 4;
const blocked: i32 = ~0;

/** Bits of a unit: it has ended; it keeps the program from being over; it rests. */
const hasEnded: i32 = 1;
const keepsAlive: i32 = 2;
const rests: i32 = 4;

const states = growing(memory.data(8, 16));
const steps = growing(memory.data(8, 16));
const proposals = growing(memory.data(8, 16));
const leaves = growing(memory.data(8, 16));
const changes = growing(memory.data(8, 16));
const differences = growing(memory.data(8, 16));
/** [ leaf | choice | permutation | kind ]: the last that had that place. Leaf 0 has no kind. */
const keptKinds: usize = memory.data(4096 << 4, 16);
const alternatives = growing(memory.data(8, 16));
/** By unit number: [ bits | access it is about to make: > 0 reads, < 0 writes ]. */
const facts = growing(memory.data(8, 16));

let unitCells: i32 = 0;
let stateCount: i32 = 0;
let stepCount: i32 = 0;
let changesUsed: i32 = 0;
let differencesUsed: i32 = 0;
let alternativesUsed: i32 = 0;
/** The sum that the hash of the state at hand is made of. */
let sum: i32 = 0;
/** The host has not read the state at hand. */
let isFresh: bool = false;
/** No leaf's changes are known beforehand. */
let allWhole: bool = false;
let standstills: bool = false;
/** Adding the state at hand is to end: the host failed. */
let hasFailed: bool = false;
/** The same of the state proposed last. */
let proposedSum: i32 = 0;
/** Of the step that is being made. */
let asksForKind: i32 = 0;

export function beginSteps(cells: i32): void {
  unitCells = cells;
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

// --- leaves -------------------------------------------------------------------------------------------------------

function leafAt(leaf: i32): usize {
  leaves.reserve((leaf + 1) << 5);
  return leaves.at + (leaf << 5);
}

/** What the host says of a leaf; its changes follow. */
export function setLeaf(leaf: i32, canGo: bool, dependsOnState: bool): void {
  const at = leafAt(leaf);
  store<i32>(at, known | (canGo ? goes : 0) | (dependsOnState ? isWhole : 0));
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

// --- states -------------------------------------------------------------------------------------------------------

export function clear(): void {
  stateCount = 0;
  stepCount = 0;
  hasFailed = false;
}

export function stateTotal(): i32 {
  return stateCount;
}

export function stepTotal(): i32 {
  return stepCount;
}

export function stateAt(i: i32): i32 {
  return load<i32>(states.at + i * 12);
}

export function endOf(i: i32): i32 {
  return load<i32>(states.at + i * 12, 8);
}

export function firstStep(i: i32): i32 {
  return i === stateCount ? stepCount : load<i32>(states.at + i * 12, 4);
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
  store<i32>(states.at + i * 12, stepCount, 4);
  setBase(state);
  store<i32>(states.at + i * 12, findSteps(), 8);
}

function setBase(state: i32): void {
  proposals.reserve(words << 2);
  copyRow(rowAt(state), proposals.at);
  sum = decode(proposals.at, codes.at);
  isFresh = true;
}

/** Whether the host has not read the state at hand; from now on it has. */
export function takeFresh(): bool {
  const was = isFresh;
  isFresh = false;
  return was;
}

/** The host is to read the codes anew. */
export function refresh(): void {
  isFresh = true;
}

export function codeIn(cell: i32): i32 {
  return load<i32>(codes.at + (cell << 2));
}

/** The number of the unit in a cell of the state at hand; 0: there is none. */
function unitIn(cell: i32): i32 {
  return valueOf(cell, load<i32>(codes.at + (cell << 2)));
}

/** What the unit is about to touch. */
export function accessOf(unit: i32): i32 {
  return load<i32>(facts.at + (unit << 3), 4);
}

function bitsOf(unit: i32): i32 {
  return load<i32>(facts.at + (unit << 3));
}

/** Where the steps of the unit lead: a leaf it can take as ~leaf, `blocked`, or a node that chooses. */
function successor(cell: i32): i32 {
  const at = descend(cell);
  if (at >= 0 || at === blocked) return at;
  return (flagsOf(~at, cell) & goes) !== 0 ? at : blocked;
}

function flagsOf(leaf: i32, unit: i32): i32 {
  const flags = load<i32>(leafAt(leaf));
  if (flags !== 0) return flags;
  learn(leaf, unit);
  return load<i32>(leafAt(leaf));
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
  if (leaf !== 0) push(leaf, cell, -1, 0);
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
    else if (at !== blocked && (flagsOf(~at, cell) & goes) !== 0) {
      alternatives.reserve((alternativesUsed + 1) << 2);
      store<i32>(alternatives.at + (alternativesUsed++ << 2), ~at);
    }
  }
}

function take(leaf: i32, cell: i32, choice: i32): void {
  if (!allWhole && (flagsOf(leaf, cell) & isWhole) === 0) {
    const at = leafAt(leaf);
    propose(changes.at + (load<i32>(at, 4) << 3), changes.at + (load<i32>(at, 8) << 3));
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

function push(leaf: i32, unit: i32, choice: i32, shift: i32): void {
  steps.reserve((stepCount + 1) << 5);
  const at = steps.at + (stepCount << 5);
  stepCount += 1;
  store<i32>(at, leaf);
  store<i32>(at, unit, 4);
  store<i32>(at, choice, 8);
  store<i32>(at, shift, 12);
}

/** The state at hand, with those changes. */
function propose(change0: usize, changesEnd: usize): void {
  const bytes = words << 2;
  proposals.reserve((stepCount + 2) * bytes);
  steps.reserve((stepCount + 1) << 5);
  const row = proposals.at + (stepCount + 1) * bytes;
  copyRow(proposals.at, row);
  let total = sum;
  for (let at = change0; at < changesEnd; at += 8) {
    const cell = load<i32>(at);
    total += change(row, cell, load<i32>(codes.at + (cell << 2)), load<i32>(at, 4));
  }
  const step = steps.at + (stepCount << 5);
  store<i32>(step, asksForKind, 16);
  store<u32>(step, finalised(total), 20);
  proposedSum = total;
  asksForKind = 0;
}

// --- interchangeable units ----------------------------------------------------------------------------------------

/**
 * One group of interchangeable units, whom nothing mentions, so that states are put in order by moving the one that has
 * just moved (see `symmetry`). Their cells have the same codes.
 */
const group = growing(memory.data(8, 16));
/** By cell: its place in the group + 1, or 0. */
const groupPlaces = growing(memory.data(8, 16));
/** By two places: the number of the permutation that moves the one to the other, + 1; 0: not known. */
const rotations = growing(memory.data(8, 16));
let groupSize: i32 = 0;

export function addToGroup(cell: i32): void {
  group.reserve((groupSize + 1) << 2);
  groupPlaces.reserve(max(unitCells, cell + 1) << 2);
  store<i32>(group.at + (groupSize << 2), cell);
  groupSize += 1;
  store<i32>(groupPlaces.at + (cell << 2), groupSize);
}

function isInGroup(cell: i32): bool {
  return groupSize > 0 && load<i32>(groupPlaces.at + (cell << 2)) !== 0;
}

function groupCell(place: i32): i32 {
  return load<i32>(group.at + (place << 2));
}

/** Puts the unit that moves in its place, in the state proposed last; gives the number of the permutation. */
function reinsert(cell: i32): i32 {
  const row = proposals.at + (stepCount + 1) * (words << 2);
  const code = codeAt(row, cell);
  const key = valueOf(cell, code);
  const from = load<i32>(groupPlaces.at + (cell << 2)) - 1;
  let to = from;
  while (to > 0 && unitIn(groupCell(to - 1)) > key) to -= 1;
  while (to < groupSize - 1 && unitIn(groupCell(to + 1)) < key) to += 1;
  if (from === to) return 0;
  const step = from < to ? 1 : -1;
  let old = code;
  for (let place = from; place !== to; place += step) {
    const coming = codeIn(groupCell(place + step));
    proposedSum += change(row, groupCell(place), old, coming);
    old = coming;
  }
  proposedSum += change(row, groupCell(to), old, code);
  store<u32>(steps.at + (stepCount << 5), finalised(proposedSum), 20);
  return rotationOf(from, to);
}

function rotationOf(from: i32, to: i32): i32 {
  rotations.reserve((groupSize * groupSize) << 2);
  const place = (from * groupSize + to) << 2;
  const known = load<i32>(rotations.at + place);
  if (known !== 0) return known - 1;
  const shift = rotation(from, to);
  store<i32>(rotations.at + place, shift + 1);
  return shift;
}

// --- entering the set ---------------------------------------------------------------------------------------------

/** Of the step that is being made: its kind depends on the state. */
export function askForKind(): void {
  asksForKind = 1;
}

/** Looks for all in the set. To be called when all states have been added. */
export function findAll(): void {
  let seen: u32 = 0;
  for (let step = 0; step < stepCount; step++) seen |= touch(load<u32>(steps.at + (step << 5), 20));
  const bytes = words << 2;
  let row = proposals.at + bytes;
  for (let step = 0; step < stepCount; step++) {
    const at = steps.at + (step << 5);
    // Asks what has just been seen, so that nobody can say that it need not be looked at.
    store<i32>(at, seen === 0 ? -1 : find(load<u32>(at, 20), row), 24);
    row += bytes;
  }
}

/** The state that the step leads to enters the set. */
export function enterStep(step: i32): i32 {
  const at = steps.at + (step << 5);
  return enter(load<u32>(at, 20), proposals.at + (((step + 1) * words) << 2));
}

/** The state that the step leads to, if it was in the set when all were looked for; else -1. */
export function knownTarget(step: i32): i32 {
  return load<i32>(steps.at + (step << 5), 24);
}

export function leafOf(step: i32): i32 {
  return load<i32>(steps.at + (step << 5));
}
export function unitOf(step: i32): i32 {
  return load<i32>(steps.at + (step << 5), 4);
}
/** -1: the step cannot be taken, its unit holds up its event loop. */
export function choiceOf(step: i32): i32 {
  return load<i32>(steps.at + (step << 5), 8);
}
export function shiftOf(step: i32): i32 {
  return load<i32>(steps.at + (step << 5), 12);
}

/** The kind of the step's edge. */
export function kindOfStep(step: i32): i32 {
  const at = steps.at + (step << 5);
  if (load<i32>(at, 16) !== 0) return kindOf(step, 1);
  const choice = load<i32>(at, 8);
  const shift = load<i32>(at, 12);
  const leaf = leaves.at + (load<i32>(at) << 5);
  if (load<i32>(leaf, 12) === choice && load<i32>(leaf, 16) === shift) return load<i32>(leaf, 20);
  const kind = keptKind(step, load<i32>(at), choice, shift);
  store<i32>(leaf, choice, 12);
  store<i32>(leaf, shift, 16);
  store<i32>(leaf, kind, 20);
  return kind;
}

function keptKind(step: i32, leaf: i32, choice: i32, shift: i32): i32 {
  const kept = keptKinds + (((leaf * 0x9e3779b1 + choice * 0x85ebca6b + shift * 0xc2b2ae35) >>> 20) << 4);
  if (load<i32>(kept) !== leaf || load<i32>(kept, 4) !== choice || load<i32>(kept, 8) !== shift) {
    store<i32>(kept, leaf);
    store<i32>(kept, choice, 4);
    store<i32>(kept, shift, 8);
    store<i32>(kept, kindOf(step, 0), 12);
  }
  return load<i32>(kept, 12);
}

/** Rows are laid out anew, those of the set and the proposals, as `fieldsAt` says. Without memory nothing is. */
export function layOut(cells: u32, rowWords: u32): void {
  const room = roomOf((stepCount + 2) * rowWords * 4);
  const recoded = fresh(room);
  recode(proposals.at, words, recoded, rowWords, proposals.room === 0 ? 0 : stepCount + 1);
  layOutSet(cells, rowWords);
  replace(proposals, recoded, room);
}
