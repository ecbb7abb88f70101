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
 *
 * The kernel does that (src/kernel/traces.ts).
 */
import { thousands } from "../programs/thousands.js";
import { tally, topologicalOrder } from "./counting.js";
import type { Interleavings } from "./counting.js";
import type { StateGraph } from "./graph.js";
import { edgesMax, fitsBits, Independence } from "./independence.js";
import type { Steps } from "./independence.js";
import { OutOfMemory } from "./kernel.js";
import type { Kernel } from "./kernel.js";

/** Why the kernel stops: see src/kernel/traces.ts. */
const stops = { counted: 0, tooMuch: 1 } as const;

/** `total` and `byMark` as of interleavings; else why they were not counted. */
export type Traces = Interleavings | { readonly reason: string };

/**
 * Exact; or why not. The effort is how often ways are handed on along an edge, at least once for each. `kernel`: what else
 * it keeps stays there.
 */
export function countTraces(graph: StateGraph, steps: Steps, maxEffort: number, kernel?: Kernel): Traces {
  if (!graph.complete) return { reason: "the search was stopped" };
  if (graph.edges > maxEffort) return { reason: `there are more than ${thousands(maxEffort)} transitions` };
  const order = topologicalOrder(graph);
  if (order === null) return { reason: "the program can go round in circles" };
  if (!fitsBits(graph)) return { reason: `more than ${edgesMax} steps are possible in one state` };
  try {
    const ends = endsOf(graph, order, new Independence(graph, steps, kernel).kernel, maxEffort);
    return ends === null ? { reason: "too many differ only a little" } : tally(graph, ends);
  } catch (error) {
    if (!(error instanceof OutOfMemory)) throw error;
    return { reason: "there is no memory left" };
  }
}

/** How many traces end in each state; null if that is too much effort. */
function endsOf({ states, first }: StateGraph, order: Int32Array, kernel: Kernel, maxEffort: number): bigint[] | null {
  const { exports } = kernel;
  kernel.write(exports.orderAt(order.length), order);
  let words = 1;
  for (; ; words *= 2) {
    const stop = exports.countTraces(order.length, words, maxEffort);
    if (stop === stops.tooMuch) return null;
    if (stop === stops.counted) break;
  }
  const view = new DataView(kernel.numbers.buffer);
  const ends = new Array<bigint>(states).fill(0n);
  for (let state = 0; state < states; state++) {
    if (first[state] !== first[state + 1]) continue;
    const at = exports.waysAt(state);
    if (at !== 0) ends[state] = numberAt(view, at, words);
  }
  return ends;
}

/** A number of so many words of 64 bits, the lowest first. */
function numberAt(view: DataView, at: number, words: number): bigint {
  let number = 0n;
  for (let word = words - 1; word >= 0; word--) number = (number << 64n) + view.getBigUint64(at + 8 * word, true);
  return number;
}
