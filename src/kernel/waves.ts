/**
 * The nodes of iterative preemption bounding, wave after wave: see `preemption-bounding`, which says what that is.
 *
 *   nodes     [ edge that led to it | node where that was taken ], and the number of the permutation of the path's units
 *   a wave    [ node | its state | the cell of the unit that moved last, or -1 ] …
 *   states    (see `graph`) the price of the state, 16 bits each: [ row | 1 + steps ] of its first node; and by 32 units, in
 *             bits: [ has a place, or needs none | is kept for the next row ]
 *
 * Going on from a state by any unit costs at most one preemption more than the state, and one step. So a node that is as dear
 * as that, and not shorter, leads to nothing: it gets no place.
 */
import { bitsAt, keepBits, kindAt, knownStateAt, priceAt, stateAt, targetOf } from "./graph";
import { then } from "./host";
import { Growing, growing, release } from "./memory";

const entryBytes: i32 = 12;

const arrays: usize = memory.data(56, 16);
const nodes = growing(arrays);
const seats = growing(arrays + 8);
/** The wave, and the next: either the one or the other. */
const evens = growing(arrays + 16);
const odds = growing(arrays + 24);
/** Nodes that cost one preemption more than the row, by steps. */
const kept = growing(arrays + 32);
/** Cuts `kept` into waves: [ steps | end ]. */
const keptWaves = growing(arrays + 40);
/** By permutation: [ of cell 0 | of cell 1 | … ], so many as there are units. */
const shifts = growing(arrays + 48);

/** [ first | second | both | – ]: the last permutations that had that place. Neither of the two is 0. */
const knownCompositions: usize = memory.data(4096 << 4, 16);

/** The preemptions and steps of the wave that is visited. */
export let row: i32 = 0;
export let steps: i32 = 0;
let units: i32 = 0;
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
/** Of the node that is taken. */
export let state: i32 = 0;
export let last: i32 = 0;

/** Begins, with room for so many units. */
export function beginBounding(unitCount: i32): void {
  units = unitCount;
  keepBits(unitCount);
  row = steps = at = keptLength = keptStart = waveCount = nextKept = rowEnd = keptAtWave = nextLength = ahead = 0;
  wave = evens;
  next = odds;
  nodes.reserve(8);
  store<i32>(nodes.at, -1);
  nodeCount = 1;
  wave.reserve(entryBytes);
  store<i32>(wave.at, 0);
  store<i32>(wave.at, 0, 4);
  store<i32>(wave.at, -1, 8);
  waveLength = 1;
  setPrice(stateAt(0), 0);
}

/** Gives back what is needed no more once all nodes have been looked at. */
export function endBounding(): void {
  for (let i = 0; i < 7; i++) release(growing(arrays + (i << 3)));
}

export function rowNow(): i32 {
  return row;
}

export function stepsNow(): i32 {
  return steps;
}

/** Takes the next node, and says which; -1 if there is none. */
export function takeNode(): i32 {
  while (at === waveLength) if (!nextWave()) return -1;
  const entry = wave.at + at++ * entryBytes;
  state = load<i32>(entry, 4);
  last = load<i32>(entry, 8);
  return load<i32>(entry);
}

/** The state of the node that is taken after so many others; -1 if the wave ends before. */
export function coming(after: i32): i32 {
  return at + after < waveLength ? load<i32>(wave.at + (at + after) * entryBytes, 4) : -1;
}

/** From there on the wave, and then the next, as far as that is known, has not been looked at ahead. */
let ahead: i32 = 0;

/** The state of the next node that is to be taken and has not been looked at so; -1: none is known. */
export function lookAhead(): i32 {
  ahead = max(ahead, at);
  if (ahead === waveLength + nextLength) return -1;
  const place = ahead++;
  const entry = place < waveLength ? wave.at + place * entryBytes : next.at + (place - waveLength) * entryBytes;
  return load<i32>(entry, 4);
}

/** All that are to be taken are to be looked at again. */
export function lookAgain(): void {
  ahead = at;
}

// --- waves --------------------------------------------------------------------------------------------------------

function nextWave(): bool {
  cutKept();
  if (nextLength === 0 && !skipToKept()) return false;
  ahead = max(0, ahead - waveLength);
  const visited = wave;
  wave = next;
  next = visited;
  waveLength = nextLength;
  nextLength = 0;
  at = 0;
  steps += 1;
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
    const edge = edgeInto(node);
    const target = targetOf(edge);
    const unit = load<i32>(kindAt(edge), 4);
    const place = knownStateAt(target);
    const word = bitsAt(place, unit);
    const mask: u32 = 1 << (unit & 31);
    if ((load<u32>(word) & mask) !== 0 || isDear(place, row, waveSteps)) continue;
    store<u32>(word, load<u32>(word) | mask);
    setPrice(place, waveSteps);
    toNext(node, target, unit);
  }
}

function toNext(node: i32, target: i32, unit: i32): void {
  next.reserve((nextLength + 1) * entryBytes);
  const entry = next.at + nextLength++ * entryBytes;
  store<i32>(entry, node);
  store<i32>(entry, target, 4);
  store<i32>(entry, unit, 8);
}

// --- prices -------------------------------------------------------------------------------------------------------

/** In place of a row or a number of steps: it is as large as that, or larger. */
const unknown: u32 = 0xffff;

/** A node of the state at hand gets its place. */
export function setPrice(at: usize, steps: i32): void {
  if (load<u32>(priceAt(at)) === 0)
    store<u32>(priceAt(at), (min<u32>(row, unknown) << 16) | min<u32>(steps + 1, unknown));
}

/** Whether a node of the state with so many preemptions and steps would lead to nothing. */
export function isDear(at: usize, preemptions: i32, steps: i32): bool {
  const price = load<u32>(priceAt(at));
  const least: i32 = price >>> 16;
  if (price === 0 || least >= preemptions || least === unknown) return false;
  const stepsThen = price & unknown;
  return least < preemptions - 1 || (stepsThen !== unknown && stepsThen <= <u32>steps + 1);
}

// --- nodes --------------------------------------------------------------------------------------------------------

export function edgeInto(node: i32): i32 {
  return load<i32>(nodes.at + (node << 3));
}

/** The node where the edge that led to it was taken. */
export function nodeBefore(node: i32): i32 {
  return load<i32>(nodes.at + (node << 3), 4);
}

/** A node for the next wave; or one to be kept. `kind` is the edge's (see `graph`). */
export function addNode(before: i32, edge: i32, seat: i32, kind: usize): void {
  toNext(newNode(before, edge, seat, kind), targetOf(edge), load<i32>(kind, 4));
}

export function keepNode(before: i32, edge: i32, seat: i32, kind: usize): void {
  kept.reserve((keptLength + 1) << 2);
  store<i32>(kept.at + (keptLength++ << 2), newNode(before, edge, seat, kind));
}

function newNode(before: i32, edge: i32, seat: i32, kind: usize): i32 {
  const node = nodeCount++;
  nodes.reserve(nodeCount << 3);
  store<i32>(nodes.at + (node << 3), edge);
  store<i32>(nodes.at + (node << 3), before, 4);
  if (shiftCount > 1) takeSeat(node, seat, load<i32>(kind, 20));
  return node;
}

// --- units that have changed places -------------------------------------------------------------------------------

function takeSeat(node: i32, seat: i32, shift: i32): void {
  const after = seat === 0 ? shift : shift === 0 ? seat : composed(seat, shift);
  if (after === 0) return;
  seats.reserve(nodeCount << 2);
  store<i32>(seats.at + (node << 2), after);
}

/** The one, then the other. */
function composed(first: i32, second: i32): i32 {
  const known = knownCompositions + (((first * 0x9e3779b1 + second * 0x85ebca6b) >>> 20) << 4);
  if (load<i32>(known) === first && load<i32>(known, 4) === second) return load<i32>(known, 8);
  const both = then(first, second);
  store<i32>(known, first);
  store<i32>(known, second, 4);
  store<i32>(known, both, 8);
  return both;
}

/** The permutation that tells the cell in which each unit of the path stands. */
export function seatOf(node: i32): i32 {
  return (<u32>node) << 2 < seats.room ? load<i32>(seats.at + (node << 2)) : 0;
}

export function unitCount(): i32 {
  return units;
}

/** Where the cell goes. */
export function image(shift: i32, cell: i32): i32 {
  return load<i32>(shifts.at + ((shift * units + cell) << 2));
}

/** The host writes where the permutation leads there. */
export function shiftAt(shift: i32): usize {
  if (shift >= shiftCount) shiftCount = shift + 1;
  shifts.reserve(shiftCount * units * 4);
  return shifts.at + shift * units * 4;
}
