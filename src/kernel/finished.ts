/**
 * A finished graph that the host has written down: not the one that is searched (see `graph`), and one at a time.
 *
 *   firsts    by state, and one more: its first edge
 *   targets   by edge
 *   labels    by edge, 16 bits each
 */
import { bytesOf, growing } from "./memory";

const arrays = growing(memory.data(8, 16));
let targets: usize = 0;
let labels: usize = 0;
let stateCount: i32 = 0;
let edgeCount: i32 = 0;

/** Gives the place where the host writes these arrays, one behind the other. */
export function finishedAt(states: i32, edges: i32): usize {
  stateCount = states;
  edgeCount = edges;
  arrays.reserve(bytesOf(<u32>(states + 1 + edges + ((edges + 1) >> 1)), 4));
  targets = arrays.at + ((<usize>states + 1) << 2);
  labels = targets + ((<usize>edges) << 2);
  return arrays.at;
}

export function statesThere(): i32 {
  return stateCount;
}

export function edgesThere(): i32 {
  return edgeCount;
}

/** The state's first edge. */
export function edgeFrom(state: i32): i32 {
  return load<i32>(arrays.at + (state << 2));
}

export function edgeTo(edge: i32): i32 {
  return load<i32>(targets + (edge << 2));
}

export function labelOf(edge: i32): i32 {
  return load<u16>(labels + (edge << 1));
}
