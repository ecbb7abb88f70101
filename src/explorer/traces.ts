/**
 * How many interleavings are really different: traces (Mazurkiewicz 1977). Two interleavings are the same trace if one
 * becomes the other by swapping neighbouring steps that are independent, that is, have nothing to do with each other.
 *
 * Sleep sets (Godefroid 1990) take one interleaving of each trace: a step that was tried before its sibling sleeps
 * while the sibling and what is independent of it go on, and wakes up when something dependent happens. What is left to
 * count depends on the state and on who sleeps there only, so ways are handed on in topological order, as interleavings
 * are (see counting), but apart for each set of sleepers:
 *
 *   ways[state]:   sleepers (bit i: edge i of the state) → how many traces' beginnings lead here
 */
import { tally, topologicalOrder } from "./counting.js";
import type { Interleavings } from "./counting.js";
import type { StateGraph } from "./graph.js";
import { asleepAfter, edgesMax, fitsBits, Independence } from "./independence.js";
import type { Steps } from "./independence.js";

/** `total` and `byMark` as of interleavings; else why they were not counted. */
export type Traces = Interleavings | { readonly reason: string };

/** Exact; or why not. The effort is how often ways are handed on along an edge, at least once for each. */
export function countTraces(graph: StateGraph, steps: Steps, maxEffort: number): Traces {
  if (!graph.complete) return { reason: "the search was stopped" };
  if (graph.edges > maxEffort) return { reason: `there are more than ${maxEffort.toLocaleString("en")} transitions` };
  const order = topologicalOrder(graph);
  if (order === null) return { reason: "the program can go round in circles" };
  if (!fitsBits(graph)) return { reason: `more than ${edgesMax} steps are possible in one state` };
  const ends = endsOf(graph, steps, order, maxEffort);
  return ends === null ? { reason: "too many differ only a little" } : tally(graph, ends);
}

/** How many traces end in each state: in doubles while they are exact, else in bigints. Null if that is too much effort. */
function endsOf(
  graph: StateGraph,
  steps: Steps,
  order: Int32Array,
  maxEffort: number,
): readonly (number | bigint)[] | null {
  const independence = new Independence(graph, steps);
  const small = handOn(graph, order, independence, maxEffort, doubles);
  // Sums only grow: one that is not exact, if anything comes of it, makes one at an end that is not.
  if (small === null || small.every(Number.isSafeInteger)) return small;
  return handOn(graph, order, independence, maxEffort, bigints);
}

interface Numbers<N> {
  readonly zero: N;
  readonly one: N;
  readonly sum: (a: N, b: N) => N;
}
const doubles: Numbers<number> = { zero: 0, one: 1, sum: (a, b) => a + b };
const bigints: Numbers<bigint> = { zero: 0n, one: 1n, sum: (a, b) => a + b };

function handOn<N>(
  graph: StateGraph,
  order: Int32Array,
  independence: Independence,
  maxEffort: number,
  { zero, one, sum }: Numbers<N>,
): N[] | null {
  const { first, target } = graph;
  const ways: (Map<number, N> | undefined)[] = [new Map([[0, one]])];
  const ends = new Array<N>(graph.states).fill(zero);
  let effort = 0;
  for (const state of order) {
    const arriving = ways[state] ?? new Map<number, N>();
    ways[state] = undefined;
    const edges = first[state + 1] - first[state];
    effort += arriving.size * edges;
    if (effort > maxEffort) return null;
    if (edges === 0) ends[state] = arriving.get(0) ?? zero;
    const { always, ever } = sleepersIn(arriving.keys());
    for (let i = 0; i < edges; i++) {
      if ((always & (1 << i)) !== 0) continue;
      const there = (ways[target[first[state] + i]] ??= new Map<number, N>());
      const swaps = independence.of(state, i, ever | ((1 << i) - 1));
      for (const [sleepers, count] of arriving) {
        if ((sleepers & (1 << i)) !== 0) continue;
        const next = asleepAfter(sleepers | ((1 << i) - 1), swaps);
        const known = there.get(next);
        there.set(next, known === undefined ? count : sum(known, count));
      }
    }
  }
  return ends;
}

/** Edges that sleep in all of the sets, and in any. */
function sleepersIn(sets: Iterable<number>): { readonly always: number; readonly ever: number } {
  let [always, ever] = [-1, 0];
  for (const sleepers of sets) {
    always &= sleepers;
    ever |= sleepers;
  }
  return { always, ever };
}
