/**
 * Counts traces by sleep sets in the graph that is `finished` (see src/explorer/traces.ts): numbers of ways are handed on
 * from state to state, apart for each set of sleepers.
 *
 *   order   states, each behind all that lead to it
 *   roots   by state: the number of a node, or 0
 *   nodes   [ left | right | sleepers | – | ways: so many words of 64 bits, the lowest first ]      from 1 on
 *
 * The nodes of a state are a binary search tree by sleepers, stirred so that it is not deep. Mostly there is one.
 */
import { edgeFrom, edgeTo, statesThere } from "./finished";
import { asleepAfter } from "./independence";
import { bytesOf, growing } from "./memory";

/** Why counting ends: all are counted; that is too much effort; some number needs more words. */
const counted: i32 = 0;
const tooMuch: i32 = 1;
const tooLarge: i32 = 2;

const headBytes: u32 = 16;

const order = growing(memory.data(8, 16));
const roots = growing(memory.data(8, 16));
const nodes = growing(memory.data(8, 16));
/** Nodes of the state at hand. */
const taken = growing(memory.data(8, 16));

let words: u32 = 0;
let nodeBytes: u32 = 0;
let nodeCount: i32 = 0;
/** The first of the nodes that are given back: `left` is the next. */
let free: i32 = 0;
let isTooLarge: bool = false;

/** Room for so many states, which the host writes there. */
export function orderAt(states: i32): usize {
  order.reserve(bytesOf(states, 4));
  return order.at;
}

/** Of so many states in `order`, in numbers of so many words. The effort is how often ways are handed on along an edge. */
export function countTraces(states: i32, numberWords: i32, maxEffort: f64): i32 {
  begin(numberWords);
  let effort: f64 = 0;
  for (let i = 0; i < states; i++) {
    const state = load<i32>(order.at + (i << 2));
    const root = load<i32>(rootAt(state));
    const edges = edgeFrom(state + 1) - edgeFrom(state);
    // What has come to an end stays there.
    if (root === 0 || edges === 0) continue;
    store<i32>(rootAt(state), 0);
    const sets = take(root);
    effort += <f64>sets * edges;
    if (effort > maxEffort) return tooMuch;
    handOn(state, sets);
    if (isTooLarge) return tooLarge;
    for (let k = 0; k < sets; k++) giveBack(takenNode(k));
  }
  return counted;
}

/** The ways to a state without edges, where nobody sleeps; or 0. */
export function waysAt(state: i32): usize {
  const root = load<i32>(rootAt(state));
  return root === 0 ? 0 : nodeAt(root) + headBytes;
}

/** One way leads to state 0. */
function begin(numberWords: i32): void {
  const states = statesThere();
  roots.reserve(bytesOf(states, 4));
  memory.fill(roots.at, 0, states << 2);
  words = numberWords;
  nodeBytes = headBytes + (words << 3);
  nodeCount = 1;
  free = 0;
  isTooLarge = false;
  nodes.reserve(2 * nodeBytes);
  const node = fresh(0);
  memory.fill(nodeAt(node) + headBytes, 0, words << 3);
  store<u64>(nodeAt(node), 1, headBytes);
  store<i32>(rootAt(0), node);
}

function handOn(state: i32, sets: i32): void {
  const first = edgeFrom(state);
  const end = edgeFrom(state + 1);
  for (let edge = first; edge < end; edge++) {
    const bit: u32 = 1 << (edge - first);
    for (let k = 0; k < sets; k++) {
      const node = takenNode(k);
      const sleepers = load<u32>(nodeAt(node), 8);
      if ((sleepers & bit) === 0) add(edgeTo(edge), asleepAfter(state, edge, sleepers | (bit - 1)), node);
    }
  }
}

/** As many more ways to the state, with those asleep, as the node has. */
function add(state: i32, sleepers: u32, from: i32): void {
  nodes.reserve((nodeCount + 1) * nodeBytes);
  let place = rootAt(state);
  for (let node = load<i32>(place); node !== 0; node = load<i32>(place)) {
    const at = nodeAt(node);
    const there = load<u32>(at, 8);
    if (there === sleepers) {
      addWays(at + headBytes, nodeAt(from) + headBytes);
      return;
    }
    place = stirred(sleepers) < stirred(there) ? at : at + 4;
  }
  const node = fresh(sleepers);
  memory.copy(nodeAt(node) + headBytes, nodeAt(from) + headBytes, words << 3);
  store<i32>(place, node);
}

function stirred(sleepers: u32): u32 {
  return sleepers * 0x9e3779b1;
}

function addWays(to: usize, from: usize): void {
  let carry: u64 = 0;
  for (let word: u32 = 0; word < words; word++) {
    const at = word << 3;
    const before = load<u64>(to + at);
    const sum = before + load<u64>(from + at) + carry;
    store<u64>(to + at, sum);
    carry = sum < before || (sum === before && carry !== 0) ? 1 : 0;
  }
  if (carry !== 0) isTooLarge = true;
}

// --- nodes --------------------------------------------------------------------------------------------------------

function rootAt(state: i32): usize {
  return roots.at + (state << 2);
}

function nodeAt(node: i32): usize {
  return nodes.at + node * nodeBytes;
}

function takenNode(k: i32): i32 {
  return load<i32>(taken.at + (k << 2));
}

/** Lists the nodes of a tree; gives how many there are. */
function take(root: i32): i32 {
  taken.reserve(4);
  store<i32>(taken.at, root);
  let count = 1;
  for (let k = 0; k < count; k++) {
    taken.reserve((count + 2) << 2);
    const at = nodeAt(takenNode(k));
    const left = load<i32>(at);
    const right = load<i32>(at, 4);
    if (left !== 0) store<i32>(taken.at + (count++ << 2), left);
    if (right !== 0) store<i32>(taken.at + (count++ << 2), right);
  }
  return count;
}

/** There must be room for one more. */
function fresh(sleepers: u32): i32 {
  const node = free === 0 ? nodeCount++ : free;
  const at = nodeAt(node);
  if (free !== 0) free = load<i32>(at);
  store<i32>(at, 0);
  store<i32>(at, 0, 4);
  store<u32>(at, sleepers, 8);
  return node;
}

function giveBack(node: i32): void {
  store<i32>(nodeAt(node), free);
  free = node;
}
