/**
 * The explored states as a graph in flat arrays: what the search leaves behind and every question is asked of.
 *
 *   state s has the edges first[s] … first[s + 1] - 1, in the order of `enabled` (by unit, then by choice)
 *   edge e  goes to target[e], is labelled labels[label[e]], carries the marks markSets[edgeMark[e]]
 *   state s carries the marks markSets[stateMark[s]]; state 0 is the initial one; numbers are in order of discovery
 *
 * A mark is a small integer that stands for something worth a witness: an outcome (on terminal states), a violated
 * property, a finding. markSets[0] is empty.
 */

/** `voluntary`: the unit had been waiting or sleeping (time-out, wake-up): leaving it is not a preemption. */
export interface Label {
  readonly unit: number;
  readonly choice: number;
  readonly voluntary: boolean;
}

export interface StateGraph {
  readonly states: number;
  readonly edges: number;
  /** Length at least states + 1. */
  readonly first: Int32Array;
  readonly target: Int32Array;
  readonly label: Uint8Array | Uint16Array;
  readonly edgeMark: Uint8Array | Uint16Array;
  readonly stateMark: Uint8Array | Uint16Array;
  readonly labels: readonly Label[];
  readonly markSets: readonly (readonly number[])[];
  /** How many units there can be: labels' units are below it. */
  readonly units: number;
  /** False when a limit stopped the search: states from `expanded` on have no edges yet. */
  readonly complete: boolean;
  readonly expanded: number;
}
