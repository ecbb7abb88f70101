/** What can be reached from where, forwards and backwards. */
import type { Digraph } from "./graph.js";

/** By state: 0 if it can be reached from `start`, else -1; all states can be from state 0. O(states + edges). */
export function reachedFrom({ states, first, target }: Digraph, start: number): Int32Array {
  if (start === 0) return new Int32Array(states);
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

const seen = 2;

/**
 * Sets 1 wherever a state that has 1 can be reached from, among those of a region (by default all) that no edge leaves. Depth
 * first, where a path that comes to such a state is done with, whatever edges are left; so it looks at few. What was given
 * up on the way is then reached by its edges backwards. O(states + edges).
 */
export function spreadBack(graph: Digraph, can: Uint8Array, region?: Uint8Array): void {
  const { states, first, target } = graph;
  const path = new Int32Array(states);
  /** By step of the path: the next edge to follow. */
  const next = new Int32Array(states);
  const givenUp: number[] = [];
  for (let root = 0; root < states; root++) {
    if (can[root] !== 0 || region?.[root] === 0) continue;
    path[0] = root;
    next[0] = first[root];
    can[root] = seen;
    for (let length = 1; length > 0;) {
      const state = path[length - 1];
      const edge = next[length - 1]++;
      if (edge >= first[state + 1]) {
        givenUp.push(state);
        length -= 1;
        continue;
      }
      const reached = target[edge];
      if (can[reached] === 1) while (length > 0) can[path[--length]] = 1;
      else if (can[reached] === 0) {
        can[reached] = seen;
        path[length] = reached;
        next[length++] = first[reached];
      }
    }
  }
  for (const state of givenUp) can[state] = 0;
  if (givenUp.length > 0) spreadAmong(graph, can, givenUp);
}

/** The same among these states, by their edges backwards. */
function spreadAmong(graph: Digraph, can: Uint8Array, among: readonly number[]): void {
  const { first, target } = graph;
  const into = edgesInto(graph, among);
  const leadsOn = (state: number): boolean => {
    for (let edge = first[state]; edge < first[state + 1]; edge++) if (can[target[edge]] === 1) return true;
    return false;
  };
  const found = among.filter(leadsOn);
  for (const state of found) can[state] = 1;
  for (let state = found.pop(); state !== undefined; state = found.pop())
    for (let edge = into.first[state]; edge < into.first[state + 1]; edge++) {
      const source = into.source[edge];
      if (can[source] === 1) continue;
      can[source] = 1;
      found.push(source);
    }
}

/** The edges that leave these states, backwards: to state s lead those from source[first[s]] to source[first[s + 1] - 1]. */
function edgesInto(
  { states, first, target }: Digraph,
  among: readonly number[],
): Record<"first" | "source", Int32Array> {
  // While they are put down, next[s + 1] is where the next one to s goes.
  const next = new Int32Array(states + 2);
  for (const state of among) for (let edge = first[state]; edge < first[state + 1]; edge++) next[target[edge] + 2] += 1;
  for (let state = 0; state < states; state++) next[state + 2] += next[state + 1];
  const source = new Int32Array(next[states + 1]);
  for (const state of among)
    for (let edge = first[state]; edge < first[state + 1]; edge++) source[next[target[edge] + 1]++] = state;
  return { first: next, source };
}
