/**
 * The explored states as a graph in flat arrays: what the search leaves behind and every question is asked of.
 *
 *   state s has the edges first[s] … first[s + 1] - 1, in the order of `enabled` (by unit, then by choice)
 *   edge e  goes to target[e], is labelled labels[label[e]], carries the marks markSets[edgeMark[e]]
 *   state s carries the marks markSets[stateMark[s]]; state 0 is the initial one; numbers are in order of discovery
 *
 * Where interchangeable units may change places, a state stands for all that it becomes by that, and an edge says who goes
 * where: the unit in cell i of a state is in cell shift(i) of the next.
 *
 * A mark is a small integer that stands for something worth a witness: an outcome (on terminal states), a violated
 * property, a finding. markSets[0] is empty.
 */
import type { Permutations } from "./permutations.js";

/** `voluntary`: the unit had been waiting or sleeping (time-out, wake-up): leaving it is not a preemption. */
export interface Label {
  readonly unit: number;
  readonly choice: number;
  readonly voluntary: boolean;
  /** Number of the permutation of units in the next state; 0: none changes places. */
  readonly shift: number;
}

/** Numbers of labels or of sets of marks, in bytes for as long as they fit. */
export type Ids = Uint8Array | Uint16Array;

/** States and edges alone. */
export interface Digraph {
  readonly states: number;
  /** Length at least states + 1. */
  readonly first: Int32Array;
  readonly target: Int32Array;
}

/** With whose steps the edges are. */
export interface Steps extends Digraph {
  readonly label: ArrayLike<number>;
  readonly labels: readonly Omit<Label, "shift">[];
  /** How many units there can be: labels' units are below it. */
  readonly units: number;
}

export interface StateGraph extends Steps {
  readonly edges: number;
  readonly label: Ids;
  readonly edgeMark: Ids;
  readonly stateMark: Ids;
  readonly labels: readonly Label[];
  readonly markSets: readonly (readonly number[])[];
  readonly shifts: Permutations;
  /** False when a limit stopped the search: states from `expanded` on have no edges yet. */
  readonly complete: boolean;
  readonly expanded: number;
}
