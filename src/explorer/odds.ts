/**
 * How likely a single run is to show a trouble, by dynamic programming on the diverted graph (see `avoiding`): the
 * chance of a run is handed on from state to state, and what arrives at the sink has shown it.
 */
import { well } from "./avoiding.js";
import { countInterleavings, topologicalOrder } from "./counting.js";
import type { StateGraph } from "./graph.js";

export interface Odds {
  /** Of a run in which every step is drawn from what is enabled, each with the same chance. 9 digits. */
  readonly naive: number;
  /** Of an interleaving drawn from all of them, each with the same chance. Exact to 15 digits. */
  readonly uniform: number;
  /** How many naive runs show it with 95 %; null if they are too many for a number. */
  readonly runs: number | null;
}

/** A trouble that no run is without. */
export const certain: Odds = { naive: 1, uniform: 1, runs: 1 };

/** The odds to reach the sink, where `total` is the number of interleavings before anything was diverted. The graph is acyclic. */
export function oddsOf(diverted: StateGraph, total: bigint): Odds | null {
  const naive = naiveChance(diverted);
  const counts = countInterleavings(diverted);
  if (naive === null || counts === null) return null;
  const good = counts.byMark.get(well) ?? 0n;
  return { naive, uniform: quotient(total - good, total), runs: runsFor(naive) };
}

/** The chance to be caught in the last state, the sink; null on a cyclic graph. */
function naiveChance(graph: StateGraph): number | null {
  const order = topologicalOrder(graph);
  if (order === null) return null;
  const { states, first, target } = graph;
  const chance = new Float64Array(states);
  chance[0] = 1;
  for (const state of order) {
    const share = chance[state] / (first[state + 1] - first[state]);
    for (let edge = first[state]; edge < first[state + 1]; edge++) chance[target[edge]] += share;
  }
  return Math.min(1, Number(chance[states - 1].toPrecision(9)));
}

/** The least n with 1 - (1 - chance)^n >= 0.95. */
function runsFor(chance: number): number | null {
  if (chance >= 0.95) return 1;
  const runs = Math.ceil(Math.log(0.05) / Math.log1p(-chance));
  return Number.isSafeInteger(runs) ? runs : null;
}

/** Exact to 15 digits whatever the size. */
export function quotient(part: bigint, whole: bigint): number {
  return Number((part * 10n ** 18n) / whole) / 1e18;
}
