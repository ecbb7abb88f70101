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
  graph: StateGraph,
  owner: Int32Array,
  start: number,
  { bit, moved, units, isStrong }: Duties,
): number[] | null {
  const { exports } = kernel;
  kernel.writeFinished(graph);
  kernel.write(exports.roundAt(graph.labels.length), owner, bit, moved);
  const steps = exports.findRound(start, units.length, isStrong ? 1 : 0);
  if (steps < 0) return null;
  const begin = exports.roundStepsAt() >>> 2;
  return [...kernel.numbers.subarray(begin, begin + steps)];
}
