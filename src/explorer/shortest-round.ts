/** The shortest fair round through a state: the kernel finds it (src/kernel/rounds.ts). */
import type { Duties } from "./duties.js";
import type { StateGraph } from "./graph.js";
import { Kernel } from "./kernel.js";

/** Null if it would take too long to find. `owner`: by state, its component. */
export function shortestRound(graph: StateGraph, owner: Int32Array, start: number, duties: Duties): number[] | null {
  if (!duties.countable) return null;
  const { states, first, target, label, labels } = graph;
  const edges = first[states];
  const kernel = new Kernel();
  const { exports } = kernel;
  let at = exports.roundAt(states, edges, labels.length) >>> 2;
  const { numbers } = kernel;
  for (const part of [first.subarray(0, states + 1), target.subarray(0, edges), owner, duties.bit, duties.moved]) {
    numbers.set(part, at);
    at += part.length;
  }
  new Uint16Array(numbers.buffer, at << 2, edges).set(label.subarray(0, edges));
  const steps = exports.findRound(start, duties.units.length, duties.isStrong ? 1 : 0);
  if (steps < 0) return null;
  const found = exports.roundStepsAt() >>> 2;
  return [...kernel.numbers.subarray(found, found + steps)];
}
