/**
 * Which steps that are possible in a state have nothing to do with each other: no conflict, and both orders are possible
 * and lead to the same state. The kernel compares them (src/kernel/independence.ts), and asks what it does not know.
 */
import type { StateGraph } from "./graph.js";
import { Kernel } from "./kernel.js";

/** What is known of steps besides where they lead. Steps of a state are its edges. */
export interface Steps {
  /** By edge: a number for what the step does. Whether two steps meet depends on these numbers only. */
  leaves(): Int32Array;
  /** Whether one of two steps of the state, of different units, writes what the other touches. */
  meet(state: number, one: number, other: number): boolean;
}

/** What has to be known to compare steps of different states, where one object may have different ids. */
export interface RunSteps extends Steps {
  /**
   * The number of the footprint of a step of the state. Ids of objects are those of the state, so that only steps of one
   * state can be compared as they are.
   */
  footprint(state: number, edge: number): number;
  /** Whether one of two steps with these footprints writes what the other touches. */
  conflict(a: number, b: number): boolean;
  /** Objects below keep their ids. */
  readonly fixed: number;
  /** How a step of the state renames the others: old id → new. Null: it does not. */
  renamed(state: number, edge: number): ReadonlyMap<number, number> | null;
  /** The number of the footprint with other ids for these. */
  withIds(footprint: number, idOf: (id: number) => number): number;
}

/** Edges of one state must fit the bits of an integer. */
export const edgesMax = 31;

export function fitsBits({ first, states }: StateGraph): boolean {
  for (let state = 0; state < states; state++) if (first[state + 1] - first[state] > edgesMax) return false;
  return true;
}

/** Of a graph whose edges fit; a kernel knows one at a time. */
export class Independence {
  readonly kernel: Kernel;

  constructor(graph: StateGraph, steps: Steps, kernel = new Kernel()) {
    const leaves = steps.leaves();
    const { labels } = graph;
    const choices = labels.reduce((most, { choice }) => Math.max(most, choice + 1), 1);
    const moves = labels.flatMap(({ unit, choice }) => [unit, unit * choices + choice]);
    kernel.writeFinished(graph);
    kernel.write(kernel.exports.beginIndependence(labels.length), leaves, moves);
    kernel.answer({ meet: (state, one, other) => (steps.meet(state, one, other) ? 1 : 0) });
    this.kernel = kernel;
  }

  /** Those of the sleepers (a bit for each edge of the state) that go on sleeping after the edge, as edges of the next state. */
  asleepAfter(state: number, edge: number, sleepers: number): number {
    return this.kernel.exports.asleepAfter(state, edge, sleepers);
  }

  /** The edge of the state that is the same step as `edge`; -1 if it is not possible. */
  follow(state: number, edge: number): number {
    return this.kernel.exports.follow(state, edge);
  }
}
