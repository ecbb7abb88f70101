/** Visits node after node in the order of `waves`, and expands states when they come up first. */
import { expandOnce, hasFailed, isDue } from "./expanding";
import { bitsAt, firstEdge, flagsStart, kindAt, lastEdge, marksOf, needNoBits, stateAt, targetOf } from "./graph";
import { reach } from "./host";
import { growing } from "./memory";
import {
  addNode,
  image,
  isDear,
  keepNode,
  last,
  row,
  seatOf,
  setPrice,
  state,
  steps,
  takeNode,
  unitCount,
} from "./waves";

/** Flags of a state: visited; visited at no price whoever goes on, so that nothing is left to do. */
const wasVisited: u32 = 1 << flagsStart;
const isFree: u32 = 2 << flagsStart;
/** Of a set of marks: no edge can be better for any of them than what is known; nothing can. */
const edgesDone: u8 = 1;
const allDone: u8 = 2;
/** Why `run` comes back, if not for what `isDue` says: there is no node left; the host failed; there is news. */
const exhausted: i32 = 1;
const failed: i32 = 2;
const news: i32 = 3;

const done = growing(memory.data(8, 16));
let visitedCount: i32 = 0;
/** What was known of the best when the host last asked. */
let newsRow: i32 = -1;
let newsSteps: i32 = -1;
let hasNews: bool = false;

export function visited(): i32 {
  return visitedCount;
}

/** No mark has been reached so far. */
export function forgetMarks(): void {
  memory.fill(done.at, 0, done.room);
}

/** Visits nodes that have been visited before; their states are expanded. */
export function revisit(nodes: i32): void {
  for (; visitedCount < nodes; visitedCount++) advance();
}

/** Goes on until something is to be decided. `stopAtNews`: also when a wave begins, or something is reached. */
export function run(stopAtNews: bool): i32 {
  while (advance()) {
    if (hasFailed()) return failed;
    visitedCount += 1;
    const due = isDue();
    if (due !== 0) return due;
    if (stopAtNews && isNews()) return news;
  }
  return exhausted;
}

function isNews(): bool {
  const was = hasNews || row !== newsRow || steps !== newsSteps;
  hasNews = false;
  newsRow = row;
  newsSteps = steps;
  return was;
}

/** Visits the next node; false if there is none. */
export function advance(): bool {
  const node = takeNode();
  if (node < 0) return false;
  visit(node, state, last);
  return true;
}

function visit(node: i32, at: i32, mover: i32): void {
  const before = load<u32>(stateAt(at), 8) & (wasVisited | isFree);
  if ((before & isFree) !== 0) return;
  if (before === 0) {
    expandOnce(at);
    if (hasFailed()) return;
    reachState(node, at);
  }
  const begin = firstEdge(at);
  const end = lastEdge(at);
  const held = mover >= 0 && canGoOn(begin, end, mover) ? mover : -1;
  const flags = stateAt(at) + 8;
  store<u32>(flags, load<u32>(flags) | wasVisited | (held < 0 ? isFree : 0));
  if (held < 0) needNoBits(at);
  const seat = seatOf(node);
  // What costs a preemption was followed on the first visit, and not dearer.
  if (before !== 0 && held >= 0) followUnit(held, node, begin, end, held, seat);
  else if (seat === 0) follow(node, begin, end, held, seat);
  else for (let cell = 0; cell < unitCount(); cell++) followUnit(image(seat, cell), node, begin, end, held, seat);
}

function canGoOn(begin: i32, end: i32, unit: i32): bool {
  for (let edge = begin; edge < end; edge++) if (load<i32>(kindAt(edge), 8) === unit) return true;
  return false;
}

function followUnit(unit: i32, node: i32, begin: i32, end: i32, held: i32, seat: i32): void {
  for (let edge = begin; edge < end; edge++)
    if (load<i32>(kindAt(edge)) === unit) follow(node, edge, edge + 1, held, seat);
}

function follow(node: i32, begin: i32, end: i32, held: i32, seat: i32): void {
  for (let edge = begin; edge < end; edge++) {
    const kind = kindAt(edge);
    const isFreeOfCharge = held < 0 || load<i32>(kind) === held;
    const set = load<i32>(kind, 12);
    if (set !== 0 && doneWith(set) === 0) reachEdge(set, isFreeOfCharge, node, edge);
    const unit = load<i32>(kind, 4);
    const target = stateAt(targetOf(edge));
    if (isDear(target, isFreeOfCharge ? row : row + 1, steps + 1)) continue;
    const word = bitsAt(target, unit);
    const mask: u32 = 1 << (unit & 31);
    if ((load<u32>(word) & mask) !== 0) continue;
    if (isFreeOfCharge) {
      store<u32>(word, load<u32>(word) | mask);
      setPrice(target, steps + 1);
      addNode(node, edge, seat, kind);
    } else if ((load<u32>(word, 4) & mask) === 0) {
      store<u32>(word, load<u32>(word, 4) | mask, 4);
      keepNode(node, edge, seat, kind);
    }
  }
}

// --- marks --------------------------------------------------------------------------------------------------------

function doneWith(set: i32): u8 {
  done.reserve(set + 1);
  return load<u8>(done.at + set);
}

function reachState(node: i32, at: i32): void {
  const set = marksOf(at);
  if (set === 0 || doneWith(set) === allDone) return;
  reach(set, row, steps, node, -1);
  hasNews = true;
  store<u8>(done.at + set, allDone);
}

function reachEdge(set: i32, isFreeOfCharge: bool, node: i32, edge: i32): void {
  reach(set, isFreeOfCharge ? row : row + 1, steps + 1, node, edge);
  hasNews = true;
  if (isFreeOfCharge) store<u8>(done.at + set, edgesDone);
}
