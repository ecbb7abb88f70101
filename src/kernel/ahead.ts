/**
 * The second core finds the steps of states before the first comes to them. What it finds depends on nothing but the states
 * and what the host has told, so it is what the first would have found; where that is not enough, it stops, and the
 * first goes on.
 *
 *   first core    lists states of the wave   →   second core   finds their steps   →   first core   takes them
 *
 * Whether it is there, and how fast it is, changes nothing that anybody sees.
 */
import { Batch, batch, batchAt, own, workOn } from "./batch";
import { changes, hand, handouts, helpArrives, isFree, isKept, takeBack, together } from "./cores";
import { flagsStart, isExpanded, knownStateAt } from "./graph";
import { findAll, gather, layOut as layOutRows, newAt, rowOfNew, stepTotal } from "./proposals";
import { answerFor } from "./questions";
import { format } from "./set";
import { add, clear, stateAt, stateTotal, unitTotal } from "./steps";
import { coming, lookAgain, lookAhead } from "./waves";

/** How many steps the first core finds before the first of them is taken. */
const batchSteps: i32 = 128;
/** How many states are handed out at a time, and for how many steps there is room. */
const statesMost: i32 = 64;
const stepsMost: i32 = 2048;
/** After so many batches for which the host was not needed, it will not be needed often. */
const quietFor: i32 = 2;
/** The second core is left alone for so many batches at most after it has not come. */
const restMost: i32 = 1024;

/** Flag of a state (see `graph`): it need not be listed. */
const isListed: u32 = 4 << flagsStart;

/** There is room. */
let isReady: bool = false;
/** The handout that comes next, and how many there are. */
let next: i32 = 0;
let pending: i32 = 0;
let quiet: i32 = 0;
/** For how many batches the second core is left alone, and was last time. */
let rest: i32 = 0;
let lastRest: i32 = 0;
/** Since the first core last was without anything pending the second has found some steps. */
let hasCome: bool = false;
let changesSeen: i32 = 0;

// --- the first core -----------------------------------------------------------------------------------------------

/** Makes room for what is handed out; to be done at the same state whether or not there is a second core. */
export function beginAhead(): void {
  isReady = true;
  makeRoom();
}

function makeRoom(): void {
  if (!isReady) return;
  for (let i = 0; i <= own; i++) {
    const each = batchAt(i);
    each.states.reserve(statesMost * 12);
    each.steps.reserve(stepsMost << 4);
    each.units.reserve(stepsMost << 2);
    each.news.reserve(stepsMost << 3);
    each.rows.reserve((stepsMost + 1) * (format.words << 2));
    each.codes.reserve(format.width << 2);
    each.alternatives.reserve(stepsMost << 2);
    each.accesses.reserve(unitTotal() << 3);
    each.list.reserve(statesMost << 2);
  }
}

/** See `proposals`. */
export function layOut(cells: u32, rowWords: u32): void {
  forgetAll();
  layOutRows(cells, rowWords);
  makeRoom();
}

/**
 * Puts the batch at hand in which this state is the first. Gives whether its steps have been found; if not, the states are
 * those that are `due`.
 */
export function takeAhead(state: i32): bool {
  const before = batch;
  if (pending === 0) return workAlone();
  const isDone = takeBack(next);
  const each = batchAt(next);
  if (load<i32>(each.list.at) === state && !(isDone && each.stateCount === 0)) {
    if (isKept(next)) copyList(each);
    else workOn(next);
    next = (next + 1) % handouts;
    pending -= 1;
    if (!isDone) return missed();
    lastRest = 0;
    hasCome = true;
    handOut();
    fetch();
    return true;
  }
  forget(before);
  forgetAll();
  return workAlone();
}

/** The first core goes on from the state on that is taken. */
function workAlone(): bool {
  workOn(own);
  batch.listed = 0;
  return false;
}

/** The second core is at it and does not get on, so the first does the same. */
function copyList(each: Batch): void {
  workOn(own);
  batch.listed = each.listed;
  memory.copy(batch.list.at, each.list.at, each.listed << 2);
}

/** What has been looked at, so that nobody can say that it need not be. */
let fetched: u32 = 0;

/** What another core has written is far away: all of it is fetched at once, not piece by piece. */
function fetch(): void {
  touch(batch.states.at, batch.stateCount * 12);
  touch(batch.steps.at, batch.stepCount << 4);
  touch(batch.news.at, batch.newCount << 3);
  touch(batch.rows.at, (batch.newCount + 1) * (format.words << 2));
}

function touch(from: usize, bytes: i32): void {
  let seen: u32 = 0;
  for (let at = from, end = from + bytes; at < end; at += 64) seen += load<u32>(at);
  fetched += seen;
}

/** The second core has not begun. If that goes on until nothing is left, another program may have it. */
function missed(): bool {
  if (pending > 0 || hasCome) return false;
  lastRest = min(2 * lastRest + 1, restMost);
  rest = lastRest;
  return false;
}

/** The state that comes after so many of the batch at hand; -1: that is all. */
export function due(after: i32): i32 {
  if (batch.listed === 0) return stepTotal() < batchSteps ? coming(after) : -1;
  return after + 1 < batch.listed ? load<i32>(batch.list.at + ((after + 1) << 2)) : -1;
}

/** The first core has found the steps of the batch at hand. */
export function foundAlone(): void {
  quiet = changes === changesSeen ? quiet + 1 : 0;
  changesSeen = changes;
  if (rest > 0) rest -= 1;
  if (rest > 0 || quiet < quietFor || !isReady || !helpArrives()) return;
  for (let i = 0; i < stateTotal(); i++) mark(stateAt(i));
  handOut();
}

/** One batch is left to the first core, which takes the steps that are at hand. */
function handOut(): void {
  together();
  if (pending === 0) hasCome = false;
  while (pending < handouts - 1) {
    const handout = (next + pending) % handouts;
    if (!isFree(handout)) return;
    if (!list(batchAt(handout))) return;
    hand(handout);
    pending += 1;
  }
}

function list(each: Batch): bool {
  let listed = 0;
  while (listed < statesMost) {
    const state = lookAhead();
    if (state < 0) break;
    if (isExpanded(state) || (load<u32>(knownStateAt(state), 8) & isListed) !== 0) continue;
    mark(state);
    store<i32>(each.list.at + (listed++ << 2), state);
  }
  each.listed = listed;
  return listed > 0;
}

function mark(state: i32): void {
  const at = knownStateAt(state);
  store<u32>(at, load<u32>(at, 8) | isListed, 8);
}

function forgetAll(): void {
  forget(batch);
  while (pending > 0) {
    takeBack(next);
    forget(batchAt(next));
    next = (next + 1) % handouts;
    pending -= 1;
  }
  lookAgain();
}

function forget(each: Batch): void {
  for (let i = 0; i < each.listed; i++) {
    const flags = knownStateAt(load<i32>(each.list.at + (i << 2))) + 8;
    store<u32>(flags, load<u32>(flags) & ~isListed);
  }
  each.listed = 0;
}

// --- the second core ----------------------------------------------------------------------------------------------

/** Finds the steps of what it has claimed. Throws where it would have to ask the host, or has no room. */
export function findAhead(handout: i32): void {
  workOn(handout);
  clear();
  batch.stepsFound = 0;
  for (let i = 0; i < batch.listed; i++) {
    add(load<i32>(batch.list.at + (i << 2)));
    batch.stepsFound = stepTotal();
  }
}

/** And what is to be said about them. Throws likewise. */
export function answerAhead(): void {
  batch.stepCount = batch.stepsFound;
  findAll();
  gather();
  for (let place = 0; place < batch.newCount; place++) store<i32>(newAt(place), answerFor(rowOfNew(place)), 4);
}
