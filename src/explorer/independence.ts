/**
 * Which steps that are possible in a state have nothing to do with each other: no conflict, and both orders are possible
 * and lead to the same state. The first alone would do if nothing but places were looked at; the second is what the word
 * means, and is there to be asked in the graph.
 */
import type { Label, StateGraph } from "./graph.js";

/** What is known of steps besides where they lead. */
export interface Steps {
  /** Whether one of two steps of the state, of different units, writes what the other touches. */
  meet(state: number, one: Label, other: Label): boolean;
}

/** What has to be known to compare steps of different states, where one object may have different ids. */
export interface RunSteps extends Steps {
  /**
   * The number of the footprint of a step of the state. Ids of objects are those of the state, so that only steps of one
   * state can be compared as they are.
   */
  footprint(state: number, step: Label): number;
  /** Whether one of two steps with these footprints writes what the other touches. */
  conflict(a: number, b: number): boolean;
  /** Objects below keep their ids. */
  readonly fixed: number;
  /** How a step of the state renames the others: old id → new. Null: it does not. */
  renamed(state: number, step: Label): ReadonlyMap<number, number> | null;
  /** The number of the footprint with other ids for these. */
  withIds(footprint: number, idOf: (id: number) => number): number;
}

/** The edges of a state that are independent of one of them (a bit each), and which edges of the next state they are there. */
export interface Swaps {
  readonly others: number;
  readonly images: readonly number[];
}

const noSwaps: Swaps = { others: 0, images: [] };

/** Edges of one state must fit the bits of an integer. */
export const edgesMax = 31;

export function fitsBits({ first, states }: StateGraph): boolean {
  for (let state = 0; state < states; state++) if (first[state + 1] - first[state] > edgesMax) return false;
  return true;
}

export class Independence {
  private readonly graph: StateGraph;
  private readonly steps: Steps;
  /** By label: a number for its unit and choice. */
  private readonly moves: Int32Array;

  constructor(graph: StateGraph, steps: Steps) {
    this.graph = graph;
    this.steps = steps;
    const choices = graph.labels.reduce((most, { choice }) => Math.max(most, choice + 1), 1);
    this.moves = Int32Array.from(graph.labels, ({ unit, choice }) => unit * choices + choice);
  }

  /** Which of the `wanted` edges (a bit each) can be swapped with the i-th edge of the state. */
  of(state: number, i: number, wanted: number): Swaps {
    if (wanted === 0) return noSwaps;
    const images: number[] = [];
    let others = 0;
    for (let j = 0; j < edgesMax; j++) {
      const image = (wanted & (1 << j)) === 0 ? -1 : this.image(state, i, j);
      if (image >= 0) others |= 1 << j;
      images.push(image);
      if (wanted >>> (j + 1) === 0) break;
    }
    return { others, images };
  }

  /** The edge of the state that is the same step as `edge`; -1 if it is not possible. */
  follow(state: number, edge: number): number {
    const { moves } = this;
    const { first, label } = this.graph;
    const move = moves[label[edge]];
    const end = first[state + 1];
    for (let e = first[state]; e < end; e++) if (moves[label[e]] === move) return e;
    return -1;
  }

  /** Which edge the j-th edge is after the i-th, if they are independent; else -1. */
  private image(state: number, i: number, j: number): number {
    const { first, target, label, labels } = this.graph;
    const [one, other] = [first[state] + i, first[state] + j];
    const [mine, others] = [labels[label[one]], labels[label[other]]];
    if (mine.unit === others.unit) return -1;
    // The graph is asked first: it costs more to find out what a step touches.
    const after = this.follow(target[one], other);
    if (after < 0) return -1;
    const before = this.follow(target[other], one);
    if (before < 0 || target[after] !== target[before]) return -1;
    return this.steps.meet(state, mine, others) ? -1 : after - first[target[one]];
  }
}

/** Those of the sleepers that are independent of the step go on sleeping, as edges of the next state. */
export function asleepAfter(sleepers: number, { others, images }: Swaps): number {
  let next = 0;
  for (let rest = sleepers & others; rest !== 0; rest &= rest - 1) next |= 1 << images[31 - Math.clz32(rest & -rest)];
  return next;
}
