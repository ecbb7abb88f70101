/**
 * How many interleavings there are: paths from the initial state to a state without edges, counted without walking
 * them. In topological order (Kahn 1962) every state hands its number of paths on along each of its edges.
 */
import type { StateGraph } from "./graph.js";

export interface Interleavings {
  readonly total: bigint;
  /** Those that end in a state with the mark; in the order of the marks. A mark on no such state is absent. */
  readonly byMark: ReadonlyMap<number, bigint>;
}

/**
 * The exact number of schedules; parallel edges make different ones. Null if it is infinite (a cycle can be reached)
 * or unknown (the graph is not complete). O(states + edges) additions: of doubles while they are exact, else of bigints.
 */
export function countInterleavings(graph: StateGraph): Interleavings | null {
  if (!graph.complete) return null;
  const order = topologicalOrder(graph);
  if (order === null) return null;
  return tally(graph, smallWays(graph, order) ?? bigWays(graph, order));
}

/** Whether a cycle can be reached from the initial state, as far as the states are expanded. O(states + edges). */
export function isCyclic(graph: StateGraph): boolean {
  return topologicalOrder(graph) === null;
}

/** It is asked for more than once, of graphs that may differ in their marks: by `target`. */
const orders = new WeakMap<Int32Array, Int32Array | null>();

/** The reachable states, every one after all states with an edge to it; null if there is none such order. */
export function topologicalOrder(graph: StateGraph): Int32Array | null {
  let order = orders.get(graph.target);
  if (order === undefined) orders.set(graph.target, (order = orderOf(graph)));
  return order;
}

function orderOf(graph: StateGraph): Int32Array | null {
  const { states, first, target } = graph;
  if (comesBack(graph)) return null;
  if (isAscending(graph)) return new Int32Array(states).map((_, state) => state);
  const { inDegree, reachable } = reachableInDegrees(graph);
  const order = new Int32Array(reachable);
  if (inDegree[0] !== 0) return null;
  let end = 1;
  for (let i = 0; i < end; i++) {
    const state = order[i];
    for (let edge = first[state]; edge < first[state + 1]; edge++) {
      if (--inDegree[target[edge]] === 0) order[end++] = target[edge];
    }
  }
  return end === order.length ? order : null;
}

/** Whether a run that takes the first step each time comes back to where it has been: then that is all there is to know. */
function comesBack({ states, first, target }: StateGraph): boolean {
  const seen = new Uint8Array(states);
  let state = 0;
  for (; seen[state] === 0 && first[state] < first[state + 1]; state = target[first[state]]) seen[state] = 1;
  return seen[state] === 1;
}

/** Whether the numbers are an order already: every edge leads to a higher one, and to every state but 0 leads an edge. */
function isAscending({ states, first, target }: StateGraph): boolean {
  const entered = new Uint8Array(states);
  entered[0] = 1;
  for (let state = 0; state < states; state++) {
    if (entered[state] === 0) return false;
    for (let edge = first[state]; edge < first[state + 1]; edge++) {
      if (target[edge] <= state) return false;
      entered[target[edge]] = 1;
    }
  }
  return true;
}

/** How many edges lead to each state from the states that can be reached, and how many of these there are. */
function reachableInDegrees({ states, first, target }: StateGraph): { inDegree: Int32Array; reachable: number } {
  const inDegree = new Int32Array(states);
  const queue = new Int32Array(states);
  let end = 1;
  for (let i = 0; i < end; i++) {
    const state = queue[i];
    for (let edge = first[state]; edge < first[state + 1]; edge++) {
      const next = target[edge];
      if (inDegree[next]++ === 0 && next !== 0) queue[end++] = next;
    }
  }
  return { inDegree, reachable: end };
}

/** How many paths lead to each state, in doubles; null if one number is not exact. */
function smallWays({ states, first, target }: StateGraph, order: Int32Array): Float64Array | null {
  const ways = new Float64Array(states);
  ways[0] = 1;
  for (let i = 0; i < order.length; i++) {
    const state = order[i];
    const count = ways[state];
    if (count > Number.MAX_SAFE_INTEGER) return null;
    for (let edge = first[state]; edge < first[state + 1]; edge++) ways[target[edge]] += count;
  }
  return ways;
}

/** How many paths lead to each state, of any size. Only numbers of states still to come or without edges are kept. */
function bigWays({ states, first, target }: StateGraph, order: Int32Array): bigint[] {
  const ways = new Array<bigint>(states).fill(0n);
  ways[0] = 1n;
  for (let i = 0; i < order.length; i++) {
    const state = order[i];
    const count = ways[state];
    const end = first[state + 1];
    for (let edge = first[state]; edge < end; edge++) ways[target[edge]] += count;
    if (first[state] < end) ways[state] = 0n;
  }
  return ways;
}

/** Adds up the numbers of the states without edges: first those of each set of marks, then those of each mark. */
export function tally(graph: StateGraph, ways: ArrayLike<number | bigint>): Interleavings {
  const { states, first, stateMark, markSets } = graph;
  const bySet = new Array<bigint>(markSets.length).fill(0n);
  for (let state = 0; state < states; state++) {
    if (first[state] === first[state + 1]) bySet[stateMark[state]] += BigInt(ways[state]);
  }
  const byMark = new Map<number, bigint>();
  for (const mark of [...new Set(markSets.flat())].sort((a, b) => a - b)) {
    const count = bySet.reduce((sum, ways, set) => (markSets[set].includes(mark) ? sum + ways : sum), 0n);
    if (count > 0n) byMark.set(mark, count);
  }
  return { total: bySet.reduce((sum, ways) => sum + ways, 0n), byMark };
}
