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

/** What is known of the steps besides where they lead. */
export interface Steps {
  /** The numbers of the footprints of the state's edges, in their order. */
  footprints(state: number): readonly number[];
  /** Whether steps with these footprints, of different units, cannot be swapped. */
  conflict(a: number, b: number): boolean;
}

/** `total` and `byMark` as of interleavings; else why they were not counted. */
export type Traces = Interleavings | { readonly reason: string };

/** Sleepers of one state fit an integer. */
const edgesMax = 31;

/** Exact, or with the reason why not: the graph, or what is to be kept in mind (more than `budget` handings-on), is too large. */
export function countTraces(graph: StateGraph, steps: Steps, budget: number): Traces {
  if (!graph.complete) return { reason: "the search was stopped" };
  if (graph.edges > budget) return { reason: `there are more than ${budget.toLocaleString("en")} transitions` };
  const order = topologicalOrder(graph);
  if (order === null) return { reason: "the program can go round in circles" };
  if (order.some((state) => graph.first[state + 1] - graph.first[state] > edgesMax))
    return { reason: `in some state more than ${edgesMax} steps are possible` };
  const ways = handOn(graph, order, new Independence(graph, steps), budget);
  return ways === null ? { reason: "there are too many that differ only a little" } : tally(graph, ways);
}

type Ways = Map<number, bigint>;

/** How many beginnings of traces lead to each state without edges; null if that is too much work. */
function handOn(graph: StateGraph, order: Int32Array, independence: Independence, budget: number): bigint[] | null {
  const { first, target } = graph;
  const ways: (Ways | undefined)[] = [new Map([[0, 1n]])];
  const ends = new Array<bigint>(graph.states).fill(0n);
  let work = 0;
  for (const state of order) {
    const arriving = ways[state] ?? new Map<number, bigint>();
    ways[state] = undefined;
    const edges = first[state + 1] - first[state];
    if (edges === 0) ends[state] = arriving.get(0) ?? 0n;
    work += arriving.size * edges;
    if (work > budget) return null;
    for (let i = 0; i < edges; i++) {
      const there = (ways[target[first[state] + i]] ??= new Map());
      const swaps = independence.of(state, i);
      for (const [sleepers, count] of arriving) {
        if ((sleepers & (1 << i)) !== 0) continue;
        const next = asleepAfter(sleepers | ((1 << i) - 1), swaps);
        there.set(next, (there.get(next) ?? 0n) + count);
      }
    }
  }
  return ends;
}

/** Those of the sleepers that have nothing to do with the step go on sleeping, as edges of the next state. */
function asleepAfter(sleepers: number, { others, images }: Swaps): number {
  let next = 0;
  for (let rest = sleepers & others; rest !== 0; rest &= rest - 1) next |= 1 << images[31 - Math.clz32(rest & -rest)];
  return next;
}

/** The edges of a state that are independent of one of them (a bit each), and which edges of the next state they are there. */
export interface Swaps {
  readonly others: number;
  readonly images: readonly number[];
}

/** Which steps can be swapped, in a state: no conflict, and both orders are possible and lead to the same state. */
export class Independence {
  private readonly graph: StateGraph;
  private readonly steps: Steps;

  constructor(graph: StateGraph, steps: Steps) {
    this.graph = graph;
    this.steps = steps;
  }

  /** What can be swapped with the i-th edge of the state. */
  of(state: number, i: number): Swaps {
    const { first } = this.graph;
    const images: number[] = [];
    let others = 0;
    for (let j = 0; j < first[state + 1] - first[state]; j++) {
      const image = this.image(state, i, j);
      images.push(image);
      if (image >= 0) others |= 1 << j;
    }
    return { others, images };
  }

  /** Which edge the j-th edge is after the i-th, if they are independent; else -1. */
  private image(state: number, i: number, j: number): number {
    const { first, label, labels, target } = this.graph;
    const [one, other] = [first[state] + i, first[state] + j];
    if (labels[label[one]].unit === labels[label[other]].unit) return -1;
    const footprints = this.steps.footprints(state);
    if (this.steps.conflict(footprints[i], footprints[j])) return -1;
    const [after, before] = [this.follow(target[one], other), this.follow(target[other], one)];
    return after >= 0 && before >= 0 && target[after] === target[before] ? after - first[target[one]] : -1;
  }

  /** The edge of the state that is the same step as `edge`; -1 if it is not possible. */
  private follow(state: number, edge: number): number {
    const { first, label, labels } = this.graph;
    const { unit, choice } = labels[label[edge]];
    for (let e = first[state]; e < first[state + 1]; e++) {
      const each = labels[label[e]];
      if (each.unit === unit && each.choice === choice) return e;
    }
    return -1;
  }
}
