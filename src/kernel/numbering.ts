/**
 * States numbered anew, breadth first, and the graph written out by the new numbers, a portion at a time:
 *
 *   ends     by state: the first edge behind its own     marks   by state: the number of the set
 *   targets  by edge                                     labels  by edge     sets   by edge: the number of the set of marks
 *   leaves   by edge, of the whole graph
 *
 * Neither states nor edges are read in the order in which they lie in memory. So some states' are read ahead, where no read
 * has to wait for the one before.
 */
import {
  expandedCount,
  firstEdge,
  isExpanded,
  kindAt,
  kindNumber,
  lastEdge,
  marksOf,
  setMarks,
  targetOf,
} from "./graph";
import { growing } from "./memory";
import { appendLeaves } from "./steps";

/** So many states are read ahead. */
const aheadMax: i32 = 64;

/** By old number the new one, and by new number the old one. */
const numbers = growing(memory.data(8, 16));
const origins = growing(memory.data(8, 16));
/** How many have a number, and where the level of the last ends. */
let found: i32 = 0;
let levelEnd: i32 = 0;
let depth: i32 = 0;

const ends = growing(memory.data(8, 16));
const marks = growing(memory.data(8, 16));
const targets = growing(memory.data(8, 16));
const labels = growing(memory.data(8, 16));
const sets = growing(memory.data(8, 16));
const leaves = growing(memory.data(8, 16));
/** Edges of all portions so far, and of the last. */
let total: i32 = 0;
let written: i32 = 0;
/** So that what is read ahead is read. */
let ahead: i32 = 0;

/** The numbers of so many states stay the same. */
export function keepNumbers(count: i32): void {
  numbers.reserve(count << 2);
  origins.reserve(count << 2);
  for (let state = 0; state < count; state++) setNumber(state, state);
  found = count;
}

/** So many states get numbers anew, breadth first from state 0, while their edges are written; those not expanded come last. */
export function beginNumbers(count: i32): void {
  numbers.reserve(count << 2);
  origins.reserve(count << 2);
  memory.fill(numbers.at, 0xff, count << 2);
  let late = expandedCount();
  for (let state = 0; state < count; state++) if (!isExpanded(state)) setNumber(state, late++);
  found = 0;
  if (isExpanded(0)) setNumber(0, found++);
  depth = 0;
  levelEnd = found;
}

export function originsAt(): usize {
  return origins.at;
}

/** How far from state 0 the farthest is that is expanded. */
export function depthFound(): i32 {
  return depth;
}

/** Of the state that has that number now. */
export function markNumbered(state: i32, set: i32): void {
  setMarks(originOf(state), set);
}

function originOf(number: i32): i32 {
  return load<i32>(origins.at + (number << 2));
}

function setNumber(state: i32, number: i32): void {
  store<i32>(numbers.at + (state << 2), number);
  store<i32>(origins.at + (number << 2), state);
}

function numberOf(state: i32): i32 {
  const known = load<i32>(numbers.at + (state << 2));
  if (known >= 0) return known;
  setNumber(state, found);
  return found++;
}

/** Writes expanded states from that one on until there are so many edges; gives the next. */
export function writePortion(from: i32, edges: i32): i32 {
  if (from === 0) total = 0;
  written = 0;
  let state = from;
  let known = from;
  for (; state < expandedCount() && written < edges; state++) {
    if (state === known) {
      known = min(state + aheadMax, found);
      readAhead(state, known);
    }
    if (state === levelEnd) {
      depth += 1;
      levelEnd = found;
    }
    writeState(originOf(state), state - from);
  }
  total += written;
  return state;
}

function writeState(origin: i32, place: i32): void {
  const begin = firstEdge(origin);
  const end = lastEdge(origin);
  const count = written + end - begin;
  targets.reserve(count << 2);
  labels.reserve(count << 1);
  sets.reserve(count << 1);
  for (let edge = begin; edge < end; edge++, written++) {
    const kind = kindAt(edge);
    store<i32>(targets.at + (written << 2), numberOf(targetOf(edge)));
    store<u16>(labels.at + (written << 1), load<u16>(kind, 16));
    store<u16>(sets.at + (written << 1), load<u16>(kind, 12));
  }
  ends.reserve((place + 1) << 2);
  marks.reserve((place + 1) << 1);
  store<i32>(ends.at + (place << 2), total + written);
  store<u16>(marks.at + (place << 1), marksOf(origin));
}

function readAhead(from: i32, end: i32): void {
  let sum = 0;
  for (let state = from; state < end; state++) sum += firstEdge(originOf(state));
  for (let state = from; state < end; state++) {
    const origin = originOf(state);
    const edge = firstEdge(origin);
    if (edge < lastEdge(origin)) sum += targetOf(edge) + kindNumber(edge);
  }
  for (let state = from; state < end; state++) {
    const origin = originOf(state);
    const last = lastEdge(origin);
    for (let edge = firstEdge(origin); edge < last; edge++) sum += load<i32>(numbers.at + (targetOf(edge) << 2));
  }
  ahead = sum;
}

/** Finds the leaf of each edge's step once more; gives how many there are. */
export function writeLeaves(): i32 {
  let count = 0;
  for (let number = 0; number < expandedCount(); number++) count = appendLeaves(originOf(number), leaves, count);
  return count;
}

/** How many edges the last portion has. */
export function portionEdges(): i32 {
  return written;
}

export function endsAt(): usize {
  return ends.at;
}

export function marksAt(): usize {
  return marks.at;
}

export function targetsAt(): usize {
  return targets.at;
}

export function labelsAt(): usize {
  return labels.at;
}

export function setsAt(): usize {
  return sets.at;
}

export function leavesAt(): usize {
  return leaves.at;
}
