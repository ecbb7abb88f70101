/**
 * A short fair round through a state of a fair component: the shortest, unless that takes too long to find. Then a duty
 * after the other is done on a shortest way, the nearest one first.
 */
import type { Fairness } from "../programs/program.js";
import { Duties } from "./duties.js";
import type { Digraph, StateGraph } from "./graph.js";
import { shortestRound } from "./shortest-round.js";

/** The edges of a round from `state` that is fair and stays in its component (`owner`); not empty. */
export function fairLoop(graph: StateGraph, owner: Int32Array, state: number, fairness: Fairness): readonly number[] {
  const duties = new Duties(graph, owner, state, fairness);
  const pays = (edge: number, unit: number): boolean => duties.pays(edge, unit);
  return shortestRound(graph, owner, state, duties) ?? roundByDuties(graph, owner, state, duties.units, pays);
}

/** The edges to the last step, each found from the one `before` it; step 0 is where the way begins. */
function wayBack(edges: ArrayLike<number>, before: ArrayLike<number>, last: number): number[] {
  const way: number[] = [];
  for (let i = last; i > 0; i = before[i]) way.push(edges[i]);
  return way.reverse();
}

/** To whoever of these is owed something and is nearest, until nobody is; then home. */
export function roundByDuties(
  graph: Digraph,
  owner: Int32Array,
  start: number,
  units: readonly number[],
  pays: (edge: number, unit: number) => boolean,
): number[] {
  const owed = new Set(units);
  const way: number[] = [];
  let at = start;
  const go = (reached: (edge: number) => boolean): void => {
    for (const edge of shortestWay(graph, owner, at, reached)) {
      way.push(edge);
      at = graph.target[edge];
      for (const unit of owed) if (pays(edge, unit)) owed.delete(unit);
    }
  };
  while (owed.size > 0) go((edge) => [...owed].some((unit) => pays(edge, unit)));
  if (at !== start || way.length === 0) go((edge) => graph.target[edge] === start);
  return way;
}

/** The shortest way inside the component whose last edge is as wanted: there is one. */
function shortestWay(
  graph: Digraph,
  owner: Int32Array,
  from: number,
  reached: (edge: number) => boolean,
): readonly number[] {
  const { first, target } = graph;
  const steps = [from];
  const edges = [-1];
  const before = [-1];
  const seen = new Uint8Array(graph.states);
  for (let i = 0; i < steps.length; i++) {
    const state = steps[i];
    for (let edge = first[state]; edge < first[state + 1]; edge++) {
      const next = target[edge];
      if (owner[next] !== owner[from] || (seen[next] === 1 && !reached(edge))) continue;
      seen[next] = 1;
      edges.push(edge);
      before.push(i);
      if (reached(edge)) return wayBack(edges, before, steps.push(next) - 1);
      steps.push(next);
    }
  }
  throw new RangeError("bug in the search: a component that is not connected");
}
