/**
 * The graph, growing while states are expanded, each once, in any order.
 *
 *   states   [ first edge | edge behind the last | marks: 16 bits, flags: 16 bits | of `bounding`: a number, and two for 32 units … ]
 *   order    the states that are expanded, in the order in which they were
 *   edges    [ target: 32 bits ] and, in an array of its own, [ kind: 16 bits ]
 *   kinds    [ unit that moves | where it is in the target | the unit, or -1 if leaving it costs nothing | set of marks | label | shift ]
 *            eight numbers each
 */
import { bytesOf, growing } from "./memory";

/** Flags of a state, behind its marks; others are for `bounding`. */
const isBegun: u32 = 1 << 16;
export const flagsStart: u32 = 17;
const ownFlags: u32 = 0x1ffff;
/** Bytes of a state without what `bounding` keeps. */
const ownBytes: u32 = 12;

const states = growing(memory.data(8, 16));
const order = growing(memory.data(8, 16));
const targets = growing(memory.data(8, 16));
const edgeKinds = growing(memory.data(8, 16));
const kinds = growing(memory.data(8, 16));

/** Bytes of a state. */
let stateBytes: u32 = ownBytes;
let unitWords: i32 = 0;
let expanded: i32 = 0;
let edges: i32 = 0;
let markedEnd: i32 = 0;
/** The state begun last has not been ended. */
let isOpen: bool = false;

/** Keeps bits of so many units with each state from now on; none of them nor any flag is set. */
export function keepBits(units: i32): void {
  unitWords = (units + 31) >> 5;
  const bytes: u32 = 4 + (unitWords << 3);
  const before = stateBytes;
  const count = states.room / before;
  stateBytes = ownBytes + bytes;
  states.reserve(bytesOf(count, stateBytes));
  for (let state = count; state-- > 0;) {
    const at = states.at + state * stateBytes;
    memory.copy(at, states.at + state * before, ownBytes);
    store<u32>(at, load<u32>(at, 8) & ownFlags, 8);
    memory.fill(at + ownBytes, 0, bytes);
  }
}

export function expandedCount(): i32 {
  return expanded;
}

export function edgeCount(): i32 {
  return edges;
}

/** Makes room for the states up to that one. */
export function stateAt(state: u32): usize {
  states.reserve((state + 1) * stateBytes);
  return states.at + state * stateBytes;
}

/** The same, if there is room. */
export function knownStateAt(state: u32): usize {
  return states.at + state * stateBytes;
}

/** Of a state's numbers the one that is about all units. */
export function priceAt(at: usize): usize {
  return at + ownBytes;
}

/** Those for the unit's bit. */
export function bitsAt(at: usize, unit: i32): usize {
  return at + ownBytes + 4 + ((unit >> 5) << 3);
}

/** Sets the first bits of all units. */
export function needNoBits(state: i32): void {
  const word = bitsAt(knownStateAt(state), 0);
  for (let i = 0; i < unitWords; i++) store<i32>(word + (i << 3), -1);
}

export function setKind(kind: i32, unit: i32, landing: i32, firm: i32, set: i32, label: i32, shift: i32): void {
  kinds.reserve((kind + 1) << 5);
  const at = kinds.at + (kind << 5);
  store<i32>(at, unit);
  store<i32>(at, landing, 4);
  store<i32>(at, firm, 8);
  store<i32>(at, set, 12);
  store<i32>(at, label, 16);
  store<i32>(at, shift, 20);
}

export function isExpanded(state: i32): bool {
  return hasRoom(state) && (load<u32>(knownStateAt(state), 8) & isBegun) !== 0;
}

/** A state that nothing has been said of may have no room, and gets none by being asked about. */
function hasRoom(state: i32): bool {
  return (<u64>state + 1) * stateBytes <= <u64>states.room;
}

/** The edges that follow leave this state. */
export function beginState(state: i32): void {
  order.reserve((expanded + 1) << 2);
  store<i32>(order.at + (expanded << 2), state);
  const at = stateAt(state);
  expanded += 1;
  isOpen = true;
  store<i32>(at, edges);
  store<i32>(at, edges, 4);
  store<u32>(at, load<u32>(at, 8) | isBegun, 8);
}

/** Takes the state begun last back if it has not been ended. */
export function dropOpenState(): void {
  if (isOpen) dropState();
}

/** Takes the state begun last back, with its edges. */
export function dropState(): void {
  isOpen = false;
  expanded -= 1;
  const at = stateAt(expandedAt(expanded));
  edges = load<i32>(at);
  store<i32>(at, edges, 4);
  store<u32>(at, load<u32>(at, 8) & ~isBegun, 8);
}

/** An edge of the state begun last. */
export function addEdge(target: i32, kind: i32): void {
  targets.reserve((edges + 1) << 2);
  edgeKinds.reserve((edges + 1) << 1);
  store<i32>(targets.at + (edges << 2), target);
  store<u16>(edgeKinds.at + (edges << 1), kind);
  edges += 1;
}

/** To be told when all edges of the state begun last are there. */
export function endState(): void {
  isOpen = false;
  store<i32>(knownStateAt(expandedAt(expanded - 1)), edges, 4);
}

/** The state that was expanded after so many others. */
export function expandedAt(place: i32): i32 {
  return load<i32>(order.at + (place << 2));
}

export function firstEdge(state: i32): i32 {
  return load<i32>(knownStateAt(state));
}

export function lastEdge(state: i32): i32 {
  return load<i32>(knownStateAt(state), 4);
}

export function kindAt(edge: i32): usize {
  return kinds.at + (load<u16>(edgeKinds.at + (edge << 1)) << 5);
}

/** The kind's number. */
export function kindNumber(edge: i32): i32 {
  return load<u16>(edgeKinds.at + (edge << 1));
}

export function targetOf(edge: i32): i32 {
  return load<i32>(targets.at + (edge << 2));
}

export function marksOf(state: i32): i32 {
  return hasRoom(state) ? load<u16>(knownStateAt(state), 8) : 0;
}

/** States from there on have no marks. */
export function marked(): i32 {
  return markedEnd;
}

export function setMarks(state: i32, set: i32): void {
  store<u16>(stateAt(state), set, 8);
  markedEnd = max(markedEnd, state + 1);
}
