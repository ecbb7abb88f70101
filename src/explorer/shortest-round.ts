/** The shortest fair round through a state: a kernel of its own finds it (src/kernel/rounds.ts). */
import type { Duties } from "./duties.js";
import type { StateGraph } from "./graph.js";
import { Kernel, OutOfMemory } from "./kernel.js";

/** Null if it would take too long to find, or too much memory. `owner`: by state, its component. */
export function shortestRound(graph: StateGraph, owner: Int32Array, start: number, duties: Duties): number[] | null {
  if (!duties.countable) return null;
  try {
    return found(new Kernel(), graph, owner, start, duties);
  } catch (error) {
    if (!(error instanceof OutOfMemory)) throw error;
    return null;
  }
}

function found(
  kernel: Kernel,
  { states, first, target, label, labels }: StateGraph,
  owner: Int32Array,
  start: number,
  { bit, moved, units, isStrong }: Duties,
): number[] | null {
  const { exports } = kernel;
  const edges = first[states];
  let at = exports.roundAt(states, edges, labels.length) >>> 2;
  for (const part of [first.subarray(0, states + 1), target.subarray(0, edges), owner, bit, moved]) {
    kernel.numbers.set(part, at);
    at += part.length;
  }
  new Uint16Array(kernel.numbers.buffer, 4 * at, edges).set(label.subarray(0, edges));
  const steps = exports.findRound(start, units.length, isStrong ? 1 : 0);
  if (steps < 0) return null;
  const begin = exports.roundStepsAt() >>> 2;
  return [...kernel.numbers.subarray(begin, begin + steps)];
}
