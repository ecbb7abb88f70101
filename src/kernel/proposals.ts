/**
 * Where steps of the state at hand lead, before that enters the set: for many states at a time, since finding one state in
 * a large set takes longer than all else about a step. While one is looked for, the processor fetches the next.
 *
 *   steps      [ leaf | unit | choice | permutation | asks for its kind | hash | id, or -1 ]     eight numbers each
 *   proposals  [ row of the state at hand | row that step 0 leads to | row of step 1 | … ]
 *
 * A row that a step leads to is the row it leaves but for some changes, and so is its hash.
 */
import { kindOf } from "./host";
import { keepKind, kindKnown } from "./leaves";
import { fresh, growing, replace, roomOf } from "./memory";
import { change, codes, copyRow, decode, enter, find, finalised, layOut as layOutSet, recode } from "./set";
import { rowAt, touch, valueOf, words } from "./set";

const steps = growing(memory.data(8, 16));
const proposals = growing(memory.data(8, 16));

let stepCount: i32 = 0;
/** The sum that the hash of the state at hand is made of; and of the state proposed last. */
let sum: i32 = 0;
let proposedSum: i32 = 0;
/** The host has not read the state at hand. */
let isFresh: bool = false;
/** Of the step that is being made. */
let asksForKind: i32 = 0;

export function stepTotal(): i32 {
  return stepCount;
}

export function clearSteps(): void {
  stepCount = 0;
}

// --- the state at hand --------------------------------------------------------------------------------------------

export function setBase(state: i32): void {
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
export function unitIn(cell: i32): i32 {
  return valueOf(cell, load<i32>(codes.at + (cell << 2)));
}

// --- what is proposed ---------------------------------------------------------------------------------------------

/** Of the step that is being made: its kind depends on the state. */
export function askForKind(): void {
  asksForKind = 1;
}

/** The state at hand, with those changes. */
export function propose(changesBegin: usize, changesEnd: usize): void {
  const bytes = words << 2;
  proposals.reserve((stepCount + 2) * bytes);
  steps.reserve((stepCount + 1) << 5);
  const row = proposals.at + (stepCount + 1) * bytes;
  copyRow(proposals.at, row);
  let total = sum;
  for (let at = changesBegin; at < changesEnd; at += 8) {
    const cell = load<i32>(at);
    total += change(row, cell, load<i32>(codes.at + (cell << 2)), load<i32>(at, 4));
  }
  const step = steps.at + (stepCount << 5);
  store<i32>(step, asksForKind, 16);
  store<u32>(step, finalised(total), 20);
  proposedSum = total;
  asksForKind = 0;
}

/** The row proposed last. */
export function proposedRow(): usize {
  return proposals.at + (stepCount + 1) * (words << 2);
}

/** Changes the state proposed last: the cell has this code instead of the other. */
export function amend(cell: i32, from: i32, to: i32): void {
  proposedSum += change(proposedRow(), cell, from, to);
  store<u32>(steps.at + (stepCount << 5), finalised(proposedSum), 20);
}

/** The step that leads to the state proposed last. */
export function push(leaf: i32, unit: i32, choice: i32, shift: i32): void {
  steps.reserve((stepCount + 1) << 5);
  const at = steps.at + (stepCount << 5);
  stepCount += 1;
  store<i32>(at, leaf);
  store<i32>(at, unit, 4);
  store<i32>(at, choice, 8);
  store<i32>(at, shift, 12);
}

// --- entering the set ---------------------------------------------------------------------------------------------

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
  const leaf = load<i32>(at);
  const choice = load<i32>(at, 8);
  const shift = load<i32>(at, 12);
  const known = kindKnown(leaf, choice, shift);
  if (known >= 0) return known;
  const kind = kindOf(step, 0);
  keepKind(leaf, choice, shift, kind);
  return kind;
}

/** Rows are laid out anew, those of the set and the proposals, as `fieldsAt` says. Without memory nothing is. */
export function layOut(cells: u32, rowWords: u32): void {
  const room = roomOf((stepCount + 2) * rowWords * 4);
  const recoded = fresh(room);
  recode(proposals.at, words, recoded, rowWords, proposals.room === 0 ? 0 : stepCount + 1);
  layOutSet(cells, rowWords);
  replace(proposals, recoded, room);
}
