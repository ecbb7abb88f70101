/**
 * Where steps of the state at hand lead, before that enters the set: for many states at a time (see `batch`), since finding
 * one state in a large set takes longer than all else about a step. While one is looked for, the processor fetches the next.
 *
 * A row that a step leads to is the row it leaves but for some changes, and so is its hash.
 */
import { batch } from "./batch";
import { kindOf } from "./host";
import { keepKind, kindKnown } from "./leaves";
import { fresh, replace, roomOf } from "./memory";
import { change, copyRow, decode, enter, find, finalised, format, known, layOut as layOutSet, recode } from "./set";
import { rowAt, touch, valueOf } from "./set";

/** The sum that the hash of the state at hand is made of; and of the state proposed last. */
let sum: i32 = 0;
let proposedSum: i32 = 0;
/** The host has not read the state at hand. */
let isFresh: bool = false;
/** Of the step that is being made. */
let asksForKind: bool = false;

export function stepTotal(): i32 {
  return batch.stepCount;
}

/** The step's numbers: see `batch`. */
export function stepAt(step: i32): usize {
  return batch.steps.at + (step << 4);
}

/** What is kept of a state that may be new: see `batch`. */
export function newAt(place: i32): usize {
  return batch.news.at + (place << 3);
}

/** Its row. */
export function rowOfNew(place: i32): usize {
  return batch.rows.at + (((place + 1) * format.words) << 2);
}

// --- the state at hand --------------------------------------------------------------------------------------------

export function setBase(state: i32): void {
  batch.rows.reserve(format.words << 2);
  copyRow(rowAt(state), batch.rows.at);
  sum = decode(batch.rows.at, batch.codes.at);
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
  return load<i32>(batch.codes.at + (cell << 2));
}

/** The number of the unit in a cell of the state at hand; 0: there is none. */
export function unitIn(cell: i32): i32 {
  return valueOf(cell, load<i32>(batch.codes.at + (cell << 2)));
}

// --- what is proposed ---------------------------------------------------------------------------------------------

/** Of the step that is being made: its kind depends on the state. */
export function askForKind(): void {
  asksForKind = true;
}

/** The state at hand, with those changes. */
export function propose(changesBegin: usize, changesEnd: usize): void {
  batch.rows.reserve((batch.stepCount + 2) * (format.words << 2));
  batch.steps.reserve((batch.stepCount + 1) << 4);
  const row = proposedRow();
  copyRow(batch.rows.at, row);
  let total = sum;
  for (let at = changesBegin; at < changesEnd; at += 8) {
    const cell = load<i32>(at);
    total += change(row, cell, load<i32>(batch.codes.at + (cell << 2)), load<i32>(at, 4));
  }
  batch.units.reserve((batch.stepCount + 1) << 2);
  batch.news.reserve((batch.stepCount + 1) << 3);
  store<u32>(newAt(batch.stepCount), finalised(total));
  proposedSum = total;
}

/** The row proposed last. */
export function proposedRow(): usize {
  return rowOfNew(batch.stepCount);
}

/** Changes the state proposed last: the cell has this code instead of the other. */
export function amend(cell: i32, from: i32, to: i32): void {
  proposedSum += change(proposedRow(), cell, from, to);
  store<u32>(newAt(batch.stepCount), finalised(proposedSum));
}

/** The step that leads to the state proposed last. */
export function push(leaf: i32, unit: i32, choice: i32, shift: i32): void {
  const step = batch.stepCount++;
  const at = stepAt(step);
  store<i32>(at, asksForKind ? ~leaf : leaf);
  store<i32>(at, ~step, 4);
  store<i32>(at, choice, 8);
  store<i32>(at, shift, 12);
  store<i32>(batch.units.at + (step << 2), unit);
  store<i32>(newAt(step), 0, 4);
  asksForKind = false;
}

// --- entering the set ---------------------------------------------------------------------------------------------

/** Looks for all in the set. To be called when all states have been added. */
export function findAll(): void {
  const stepCount = batch.stepCount;
  let seen: u32 = 0;
  for (let step = 0; step < stepCount; step++) seen |= touch(load<u32>(newAt(step)));
  // Asks what has just been seen, so that nobody can say that it need not be looked at.
  if (seen === 0) return;
  for (let step = 0; step < stepCount; step++) {
    const id = find(load<u32>(newAt(step)), rowOfNew(step));
    if (id >= 0) store<i32>(stepAt(step), id, 4);
  }
}

/** Brings together what is kept of steps that lead to nothing known, for whoever reads it from far away. */
export function gather(): void {
  let gathered = 0;
  for (let step = 0; step < batch.stepCount; step++) {
    if (knownTarget(step) >= 0) continue;
    const place = gathered++;
    store<i32>(stepAt(step), ~place, 4);
    if (place === step) continue;
    store<u64>(newAt(place), load<u64>(newAt(step)));
    copyRow(rowOfNew(step), rowOfNew(place));
  }
  batch.newCount = gathered;
}

/** The state that the step leads to enters the set. */
export function enterStep(step: i32): i32 {
  const target = knownTarget(step);
  return target >= 0 ? known(target) : enter(load<u32>(newAt(~target)), rowOfNew(~target));
}

/** The state that the step leads to, if it was in the set when all were looked for; else ~ the place of what is kept of it. */
export function knownTarget(step: i32): i32 {
  return load<i32>(stepAt(step), 4);
}

export function leafOf(step: i32): i32 {
  const leaf = load<i32>(stepAt(step));
  return leaf < 0 ? ~leaf : leaf;
}
export function unitOf(step: i32): i32 {
  return load<i32>(batch.units.at + (step << 2));
}
/** -1: the step cannot be taken, its unit holds up its event loop. */
export function choiceOf(step: i32): i32 {
  return load<i32>(stepAt(step), 8);
}
export function shiftOf(step: i32): i32 {
  return load<i32>(stepAt(step), 12);
}

/** The kind of the step's edge. */
export function kindOfStep(step: i32): i32 {
  const at = stepAt(step);
  const leaf = load<i32>(at);
  if (leaf < 0) return kindOf(step, 1);
  const choice = load<i32>(at, 8);
  const shift = load<i32>(at, 12);
  const kept = kindKnown(leaf, choice, shift);
  if (kept >= 0) return kept;
  const kind = kindOf(step, 0);
  keepKind(leaf, choice, shift, kind);
  return kind;
}

/** Rows are laid out anew, those of the set and the proposals, as `fieldsAt` says. Without memory nothing is. */
export function layOut(cells: u32, rowWords: u32): void {
  const rows = batch.rows;
  const room = roomOf((batch.stepCount + 2) * rowWords * 4);
  const recoded = fresh(room);
  recode(rows.at, format.words, recoded, rowWords, rows.room === 0 ? 0 : batch.stepCount + 1);
  layOutSet(cells, rowWords);
  replace(rows, recoded, room);
}
