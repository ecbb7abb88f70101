/**
 * Iterative preemption bounding: see `preemption-bounding`, which says what it means. Here it is done:
 *
 *   nodes     [ edge that led to it | node where that was taken ], and the number of the permutation of the path's units
 *   states    (see `graph`) by 32 units, in bits: [ has a place, or needs none | is kept for the next row ]; and two flags:
 *             visited; visited at no price whoever goes on, so that nothing is left to do
 */
import { reach, then } from "./host";
import { Growing, growing, release } from "./memory";
import { flagsStart, kindAt, keepWith, knownStateAt, marksOf, ownBytes, stateAt, targetOf } from "./graph";
import { expandOnce, hasFailed } from "./search";

const wasVisited: u32 = 1 << flagsStart;
const isFree: u32 = 2 << flagsStart;
/** Of a set of marks: no edge can be better for any of them than what is known; nothing can. */
const edgesDone: u8 = 1;
const allDone: u8 = 2;

const all: usize = memory.data(64, 16);
const nodes = growing(all + 0);
const seats = growing(all + 8);
const done = growing(all + 16);
/** The nodes of the wave, and of the next: either the one or the other. */
const evens = growing(all + 24);
const odds = growing(all + 32);
/** Nodes that cost one preemption more than the row, by steps. */
const kept = growing(all + 40);
/** Cuts `kept` into waves: [ steps | end ]. */
const keptWaves = growing(all + 48);
/** By permutation: [ of cell 0 | of cell 1 | … ], so many as there are units. */
const shifts = growing(all + 56);

/** The preemptions and steps of the wave that is visited. */
let row: i32 = 0;
let steps: i32 = 0;
let units: i32 = 0;
let unitWords: i32 = 0;
let shiftCount: i32 = 1;
let nodeCount: i32 = 0;
let wave: Growing = evens;
let next: Growing = odds;
let waveLength: i32 = 0;
let nextLength: i32 = 0;
let at: i32 = 0;
let keptLength: i32 = 0;
/** From keptStart on they are to be placed. */
let keptStart: i32 = 0;
let waveCount: i32 = 0;
/** From nextKept on waves are to be placed; those before rowEnd belong to the row. */
let nextKept: i32 = 0;
let rowEnd: i32 = 0;
let keptAtWave: i32 = 0;
/** What is best for some mark may have changed, or a wave begun, since the host asked last. */
let hasNews: bool = false;

/** Begins, with room for so many units. */
export function beginBounding(unitCount: i32): void {
  units = unitCount;
  unitWords = (unitCount + 31) >> 5;
  keepWith(unitWords << 3);
  wave = evens;
  next = odds;
  nodes.reserve(8);
  store<i32>(nodes.at, -1);
  store<i32>(nodes.at, -1, 4);
  nodeCount = 1;
  wave.reserve(4);
  waveLength = 1;
}

export function rowNow(): i32 {
  return row;
}
export function stepsNow(): i32 {
  return steps;
}

export function takeNews(): bool {
  const news = hasNews;
  hasNews = false;
  return news;
}

/** The host writes where the permutation leads there. */
export function shiftAt(shift: i32): usize {
  if (shift >= shiftCount) shiftCount = shift + 1;
  shifts.reserve(shiftCount * units * 4);
  return shifts.at + shift * units * 4;
}

/** Visits the next node; false if there is none. */
export function advance(): bool {
  while (at === waveLength) if (!nextWave()) return false;
  visit(load<i32>(wave.at + (at++ << 2)));
  return true;
}

/** The state of the node that is visited after so many others; -1 if the wave ends before. */
export function coming(after: i32): i32 {
  return at + after < waveLength ? stateOf(load<i32>(wave.at + ((at + after) << 2))) : -1;
}

// --- waves --------------------------------------------------------------------------------------------------------

function nextWave(): bool {
  cutKept();
  if (nextLength === 0 && !skipToKept()) return false;
  const visited = wave;
  wave = next;
  next = visited;
  waveLength = nextLength;
  nextLength = 0;
  at = 0;
  steps += 1;
  hasNews = true;
  placeKept(steps + 1);
  return true;
}

/** What was kept during the wave is a wave of the next row. */
function cutKept(): void {
  if (keptLength > keptAtWave) {
    keptWaves.reserve((waveCount + 1) << 3);
    store<i32>(keptWaves.at + (waveCount << 3), steps + 1);
    store<i32>(keptWaves.at + (waveCount << 3), keptLength, 4);
    waveCount += 1;
  }
  keptAtWave = keptLength;
}

/** Goes to the next wave that has nodes: of this row, or of the next. */
function skipToKept(): bool {
  while (nextLength === 0) {
    if (nextKept === rowEnd) {
      if (rowEnd === waveCount) return false;
      rowEnd = waveCount;
      row += 1;
    }
    steps = load<i32>(keptWaves.at + (nextKept << 3)) - 1;
    placeKept(steps + 1);
  }
  return true;
}

/** Places the nodes kept for this row that have so many steps, unless they have a better place. */
function placeKept(waveSteps: i32): void {
  if (nextKept === rowEnd || load<i32>(keptWaves.at + (nextKept << 3)) !== waveSteps) return;
  const end = load<i32>(keptWaves.at + (nextKept << 3), 4);
  nextKept += 1;
  for (; keptStart < end; keptStart++) {
    const node = load<i32>(kept.at + (keptStart << 2));
    const unit = landing(node);
    const word = bitsAt(knownStateAt(stateOf(node)), unit);
    const mask: u32 = 1 << (unit & 31);
    if ((load<u32>(word) & mask) !== 0) continue;
    store<u32>(word, load<u32>(word) | mask);
    toNext(node);
  }
}

function toNext(node: i32): void {
  next.reserve((nextLength + 1) << 2);
  store<i32>(next.at + (nextLength++ << 2), node);
}

// --- nodes --------------------------------------------------------------------------------------------------------

/** The edge that led to the node, and the node where it was taken; -1 at the start. */
export function nodeBefore(node: i32): i32 {
  return load<i32>(nodes.at + (node << 3), 4);
}

export function edgeInto(node: i32): i32 {
  return load<i32>(nodes.at + (node << 3));
}

function stateOf(node: i32): i32 {
  return node === 0 ? 0 : targetOf(edgeInto(node));
}

/** The cell of the unit that moved last; -1 at the start. */
function landing(node: i32): i32 {
  return node === 0 ? -1 : load<i32>(kindAt(edgeInto(node)), 4);
}

/** Of a state's numbers those of the unit. */
function bitsAt(at: usize, unit: i32): usize {
  return at + ownBytes + ((unit >> 5) << 3);
}

function visit(node: i32): void {
  const state = stateOf(node);
  let at = stateAt(state);
  const before = load<u32>(at, 8) & (wasVisited | isFree);
  if ((before & isFree) !== 0) return;
  if (before === 0) {
    arrive(node, state);
    if (hasFailed()) return;
    at = stateAt(state);
  }
  const begin = load<i32>(at);
  const end = load<i32>(at, 4);
  const last = landing(node);
  const held = last >= 0 && canGoOn(begin, end, last) ? last : -1;
  store<u32>(at, load<u32>(at, 8) | wasVisited | (held < 0 ? isFree : 0), 8);
  if (held < 0) needNoPlace(at);
  const seat = seatsOf(node);
  // What costs a preemption was followed on the first visit, and not dearer.
  if (before !== 0 && held >= 0) followUnit(held, node, begin, end, held, seat);
  else if (seat === 0) follow(node, begin, end, held, seat);
  else
    for (let cell = 0; cell < units; cell++)
      followUnit(load<i32>(shifts.at + ((seat * units + cell) << 2)), node, begin, end, held, seat);
}

function needNoPlace(at: usize): void {
  const word = bitsAt(at, 0);
  for (let i = 0; i < unitWords; i++) store<i32>(word + (i << 3), -1);
}

/** The first visit of the state. */
function arrive(node: i32, state: i32): void {
  expandOnce(state);
  if (hasFailed()) return;
  const set = marksOf(state);
  if (set === 0 || doneWith(set) === allDone) return;
  reach(set, row, steps, node, -1);
  hasNews = true;
  store<u8>(done.at + set, allDone);
}

function doneWith(set: i32): u8 {
  done.reserve(set + 1);
  return load<u8>(done.at + set);
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
    const cost = held >= 0 && load<i32>(kind) !== held ? 1 : 0;
    const set = load<i32>(kind, 12);
    if (set !== 0 && doneWith(set) === 0) reachEdge(set, cost, node, edge);
    const unit = load<i32>(kind, 4);
    const target = targetOf(edge);
    const word = bitsAt(stateAt(target), unit);
    const mask: u32 = 1 << (unit & 31);
    if ((load<u32>(word) & mask) !== 0) continue;
    if (cost === 0) {
      store<u32>(word, load<u32>(word) | mask);
      toNext(newNode(node, edge, seat, kind));
    } else if ((load<u32>(word, 4) & mask) === 0) {
      store<u32>(word, load<u32>(word, 4) | mask, 4);
      kept.reserve((keptLength + 1) << 2);
      store<i32>(kept.at + (keptLength++ << 2), newNode(node, edge, seat, kind));
    }
  }
}

function reachEdge(set: i32, cost: i32, node: i32, edge: i32): void {
  reach(set, row + cost, steps + 1, node, edge);
  hasNews = true;
  if (cost === 0) store<u8>(done.at + set, edgesDone);
}

function newNode(before: i32, edge: i32, seat: i32, kind: usize): i32 {
  const node = nodeCount++;
  nodes.reserve(nodeCount << 3);
  store<i32>(nodes.at + (node << 3), edge);
  store<i32>(nodes.at + (node << 3), before, 4);
  if (shiftCount > 1) {
    const shift = load<i32>(kind, 20);
    const after = seat === 0 ? shift : shift === 0 ? seat : then(seat, shift);
    if (after !== 0) {
      seats.reserve(nodeCount << 2);
      store<i32>(seats.at + (node << 2), after);
    }
  }
  return node;
}

function seatsOf(node: i32): i32 {
  return (<u32>node << 2) < seats.room ? load<i32>(seats.at + (node << 2)) : 0;
}

/** Gives back what is needed no more once all nodes have been looked at. */
export function endBounding(): void {
  for (let i = 0; i < 8; i++) release(growing(all + (i << 3)));
}
