/** Least schedules in a finished graph, and what a path of its edges is as a schedule. */
import type { Label, StateGraph } from "./graph.js";
import { GraphBuilder } from "./graph-builder.js";
import { PreemptionBounding } from "./preemption-bounding.js";

export interface LeastSchedule {
  readonly preemptions: number;
  readonly steps: number;
  /** Indices of edges, from the initial state; as many as steps. */
  readonly path: readonly number[];
}

/**
 * For each of `marks` that can be reached, a schedule with the fewest preemptions and, among those, the fewest steps:
 * to a state that has the mark (the initial one: no step), or through an edge that has it, which is then the last.
 * Taking edge e costs a preemption if another unit moved last and has an edge in the same state that is not
 * `voluntary`.
 *
 * Of schedules equally good the one found first is given (see `preemption-bounding`). On an incomplete graph it is the
 * least of the explored part. O(edges · units) time at worst, 16 bytes for each edge and each pair of a state and who moved last.
 */
export function leastPreemptions(graph: StateGraph, marks: readonly number[]): ReadonlyMap<number, LeastSchedule> {
  if (marks.length === 0) return new Map();
  const bounding = new PreemptionBounding(GraphBuilder.of(graph), graph.units, new Set(marks));
  bounding.settle(marks);
  return new Map(
    marks.flatMap((mark) => {
      const found = bounding.found(mark);
      return found === undefined ? [] : [[mark, found] as const];
    }),
  );
}

/** How many preemptions a path of edges from the initial state has. */
export function preemptionsOf(graph: StateGraph, path: readonly number[]): number {
  const { first, label, labels, shifts, target } = graph;
  let [state, last, preemptions] = [0, -1, 0];
  for (const edge of path) {
    if (!(edge >= first[state] && edge < first[state + 1])) {
      throw new RangeError(`edge ${edge} does not leave state ${state}`);
    }
    const { unit, shift } = labels[label[edge]];
    if (unit !== last && canGoOn(graph, state, last)) preemptions++;
    state = target[edge];
    last = shifts.image(shift, unit);
  }
  return preemptions;
}

/** Whether leaving the unit in the state is a preemption. */
function canGoOn({ first, label, labels }: StateGraph, state: number, unit: number): boolean {
  for (let edge = first[state]; edge < first[state + 1]; edge++) {
    const edgeLabel = labels[label[edge]];
    if (edgeLabel.unit === unit && !edgeLabel.voluntary) return true;
  }
  return false;
}

/** The steps of a path from the initial state, by the units of the program, whatever places they have changed. */
export function stepsOf({ label, labels, shifts }: StateGraph, path: readonly number[]): Label[] {
  let seats = 0;
  return path.map((edge) => {
    const step = labels[label[edge]];
    const unit = seats === 0 ? step.unit : shifts.inverse(seats)[step.unit];
    seats = shifts.then(seats, step.shift);
    return { ...step, unit, shift: 0 };
  });
}
