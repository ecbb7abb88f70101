/** What can be reached from where, forwards and backwards. */
import type { StateGraph } from "./graph.js";

type Edges = Pick<StateGraph, "first" | "target">;

/** By state: 0 if it can be reached from `start`, else -1. O(states + edges). */
export function reachedFrom({ states, first, target }: StateGraph, start: number): Int32Array {
  const owner = new Int32Array(states).fill(-1);
  const queue = new Int32Array(states);
  let end = 1;
  queue[0] = start;
  owner[start] = 0;
  for (let i = 0; i < end; i++) {
    const state = queue[i];
    for (let edge = first[state]; edge < first[state + 1]; edge++) {
      const next = target[edge];
      if (owner[next] === 0) continue;
      owner[next] = 0;
      queue[end++] = next;
    }
  }
  return owner;
}

/**
 * Sets 1 wherever a state that has 1 can be reached from, among these states (ascending; by default all) and by what
 * edges leave these; gives those that are left. Edges lead on to higher numbers mostly, and back to lower ones, so going
 * down, up and down again finds most of them; what is left then is reached by its edges backwards. O(states + edges).
 */
export function spreadBack(edges: Edges, can: Uint8Array, among: Int32Array = numbersBelow(can.length)): Int32Array {
  const left = among.slice();
  let count = left.length;
  for (const isUp of [false, true, false]) count = sweep(edges, can, left, count, isUp);
  spreadAmong(edges, can, left.subarray(0, count));
  return left.subarray(0, keep(can, left, count));
}

function numbersBelow(count: number): Int32Array {
  const numbers = new Int32Array(count);
  for (let i = 0; i < count; i++) numbers[i] = i;
  return numbers;
}

/** Looks at the edges of each once; those left are the first so many then. */
function sweep({ first, target }: Edges, can: Uint8Array, left: Int32Array, count: number, isUp: boolean): number {
  for (let i = 0; i < count; i++) {
    const state = left[isUp ? i : count - 1 - i];
    const end = first[state + 1];
    for (let edge = first[state]; can[state] === 0 && edge < end; edge++) can[state] = can[target[edge]];
  }
  return keep(can, left, count);
}

/** Moves those that are left to the front; gives how many there are. */
function keep(can: Uint8Array, left: Int32Array, count: number): number {
  let kept = 0;
  for (let i = 0; i < count; i++) if (can[left[i]] === 0) left[kept++] = left[i];
  return kept;
}

function spreadAmong(edges: Edges, can: Uint8Array, left: Int32Array): void {
  if (left.length === 0) return;
  const { latest, before, source } = edgesInto(edges, can.length, left);
  const found = new Int32Array(left.length);
  let end = 0;
  const leadsOn = (state: number): boolean => {
    for (let edge = edges.first[state]; edge < edges.first[state + 1]; edge++)
      if (can[edges.target[edge]] === 1) return true;
    return false;
  };
  for (const state of left) if (leadsOn(state)) found[end++] = state;
  for (let i = 0; i < end; i++) can[found[i]] = 1;
  for (let i = 0; i < end; i++)
    for (let edge = latest[found[i]] - 1; edge >= 0; edge = before[edge] - 1) {
      if (can[source[edge]] === 1) continue;
      can[source[edge]] = 1;
      found[end++] = source[edge];
    }
}

/** Edges backwards, as lists. */
export interface EdgesInto {
  /** By state: the last edge that leads to it, plus 1; 0: none does. */
  readonly latest: Int32Array;
  /** By edge: the one before it that leads to the same state, plus 1; 0: none does. */
  readonly before: Int32Array;
  /** By edge: the state that it leaves. */
  readonly source: Int32Array;
}

/** Of the edges that leave these states, of a graph with so many. */
export function edgesInto({ first, target }: Edges, states: number, among: Int32Array): EdgesInto {
  const latest = new Int32Array(states);
  const [before, source] = [new Int32Array(first[states]), new Int32Array(first[states])];
  for (let i = 0; i < among.length; i++) {
    const state = among[i];
    const end = first[state + 1];
    for (let edge = first[state]; edge < end; edge++) {
      const next = target[edge];
      before[edge] = latest[next];
      latest[next] = edge + 1;
      source[edge] = state;
    }
  }
  return { latest, before, source };
}
