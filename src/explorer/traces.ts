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
import { thousands } from "../programs/thousands.js";
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
  if (graph.edges > maxEffort) return { reason: `there are more than ${thousands(maxEffort)} transitions` };
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
  numbers: Numbers<N>,
): N[] | null {
  const { first, target } = graph;
  const ways = new Ways(graph.states, numbers);
  ways.add(0, 0, numbers.one);
  const ends = new Array<N>(graph.states).fill(numbers.zero);
  let effort = 0;
  for (const state of order) {
    const { sleepers, counts } = ways.take(state);
    const edges = first[state + 1] - first[state];
    effort += counts.length * edges;
    if (effort > maxEffort) return null;
    // Where nobody can do anything, nobody sleeps.
    if (edges === 0 && counts.length > 0) ends[state] = counts[0];
    let [always, ever] = [-1, 0];
    for (const each of sleepers) {
      always &= each;
      ever |= each;
    }
    for (let i = 0; i < edges; i++) {
      if ((always & (1 << i)) !== 0) continue;
      const there = target[first[state] + i];
      const swaps = independence.of(state, i, ever | ((1 << i) - 1));
      for (let k = 0; k < counts.length; k++)
        if ((sleepers[k] & (1 << i)) === 0)
          ways.add(there, asleepAfter(sleepers[k] | ((1 << i) - 1), swaps), counts[k]);
    }
  }
  return ends;
}

/** No set of sleepers; several of them. */
const none = -1;
const several = -2;

/** By state: sets of sleepers → how many traces' beginnings lead there. Mostly there is one set. */
class Ways<N> {
  /** By state: the only set of sleepers, or `none`, or `several`. */
  private readonly only: Int32Array;
  private readonly counts: N[];
  private readonly more = new Map<number, Map<number, N>>();
  private readonly sum: (a: N, b: N) => N;

  constructor(states: number, { zero, sum }: Numbers<N>) {
    this.only = new Int32Array(states).fill(none);
    this.counts = new Array<N>(states).fill(zero);
    this.sum = sum;
  }

  add(state: number, sleepers: number, count: N): void {
    const { only, counts, sum } = this;
    const known = only[state];
    if (known === none) {
      only[state] = sleepers;
      counts[state] = count;
    } else if (known === sleepers) counts[state] = sum(counts[state], count);
    else this.addToSeveral(state, known, sleepers, count);
  }

  private addToSeveral(state: number, known: number, sleepers: number, count: N): void {
    const { only, counts, more, sum } = this;
    if (known !== several) {
      more.set(state, new Map([[known, counts[state]]]));
      only[state] = several;
    }
    const there = more.get(state);
    const before = there?.get(sleepers);
    there?.set(sleepers, before === undefined ? count : sum(before, count));
  }

  /** Those of the state, which are given up. */
  take(state: number): { readonly sleepers: readonly number[]; readonly counts: readonly N[] } {
    const { only, counts, more } = this;
    const there = only[state] === several ? more.get(state) : undefined;
    if (there === undefined)
      return only[state] === none ? { sleepers: [], counts: [] } : { sleepers: [only[state]], counts: [counts[state]] };
    more.delete(state);
    return { sleepers: [...there.keys()], counts: [...there.values()] };
  }
}
