/**
 * When states are reached: for each state of a graph the least and the greatest time that the steps of a path to it take.
 * Times are compared by what they are, and kept by number: a program has few different ones.
 */
import { components } from "./components.js";
import type { StateGraph } from "./graph.js";
import type { SearchResult } from "./search-result.js";

/** Instead of the number of a time: no path leads there; or paths that take longer than any time. */
export const never = -1;
export const unbounded = -2;

/** Nanoseconds by number; 0 is no time. */
export class Times {
  readonly values: bigint[] = [0n];
  private readonly numbers = new Map<bigint, number>([[0n, 0]]);

  number(time: bigint): number {
    let number = this.numbers.get(time);
    if (number === undefined) {
      number = this.values.push(time) - 1;
      this.numbers.set(time, number);
    }
    return number;
  }

  plus(a: number, b: number): number {
    return b === 0 ? a : this.number(this.values[a] + this.values[b]);
  }

  isLess(a: number, b: number): boolean {
    return this.values[a] < this.values[b];
  }
}

/** A graph whose edges take time: by edge, the number of its time. */
export interface TimedGraph {
  readonly graph: StateGraph;
  readonly durations: Int32Array;
  readonly times: Times;
}

/** Finds how much time passes behind each step by taking it once more, from states a search has left. */
export function* withDurations({ graph, states, tabulation }: SearchResult): Generator<void, TimedGraph> {
  const { first, label, labels } = graph;
  const times = new Times();
  const durations = new Int32Array(graph.edges);
  const { width } = tabulation.packing;
  const [state, next] = [new Int32Array(width), new Int32Array(width)];
  for (let from = 0; from < graph.expanded; from++) {
    if (from % 1024 === 0) yield;
    states.read(from, state);
    for (let edge = first[from]; edge < first[from + 1]; edge++) {
      const { unit, choice } = labels[label[edge]];
      tabulation.apply(tabulation.transitions(state, unit)[choice], unit, state, next);
      durations[edge] = times.number(tabulation.elapsed);
    }
  }
  return { graph, durations, times };
}

/** By state, the least time. Dijkstra (1959), in waves of states that are reached at the same time. */
export function soonest({ graph, durations, times }: TimedGraph): Int32Array {
  const { states, first, target } = graph;
  const at = new Int32Array(states).fill(never);
  const waves = new Map([[0, [0]]]);
  /** Times with a wave that is still to come, the next one last. */
  const due = [0];
  for (let now = due.pop(); now !== undefined; now = due.pop()) {
    const wave = waves.get(now) ?? [];
    for (let state = wave.pop(); state !== undefined; state = wave.pop()) {
      if (at[state] !== never) continue;
      at[state] = now;
      for (let edge = first[state]; edge < first[state + 1]; edge++) {
        if (at[target[edge]] !== never) continue;
        const time = times.plus(now, durations[edge]);
        const other = waves.get(time);
        if (other !== undefined) other.push(target[edge]);
        else {
          waves.set(time, [target[edge]]);
          due.splice(due.findLastIndex((later) => times.isLess(time, later)) + 1, 0, time);
        }
      }
    }
    waves.delete(now);
  }
  return at;
}

/** By state, the greatest time; `unbounded` behind a circle that takes time. Component by component. */
export function latest(timed: TimedGraph): Int32Array {
  const { graph, durations, times } = timed;
  const { first, target } = graph;
  const { component, count } = components(graph);
  const membersOf = listed(component, count);
  const at = new Int32Array(count).fill(never);
  at[component[0]] = 0;
  for (let here = count - 1; here >= 0; here--) {
    const members = membersOf(here);
    if (at[here] !== never && members.some((state) => takesTimeWithin(timed, component, state))) at[here] = unbounded;
    for (const state of members)
      for (let edge = first[state]; edge < first[state + 1]; edge++) {
        const there = component[target[edge]];
        if (there === here || at[here] === never || at[there] === unbounded) continue;
        const time = at[here] === unbounded ? unbounded : times.plus(at[here], durations[edge]);
        if (time === unbounded || at[there] === never || times.isLess(at[there], time)) at[there] = time;
      }
  }
  return component.map((each) => at[each]);
}

/** Whether a step from the state takes time and stays in its component. */
function takesTimeWithin({ graph, durations }: TimedGraph, component: Int32Array, state: number): boolean {
  const { first, target } = graph;
  for (let edge = first[state]; edge < first[state + 1]; edge++)
    if (durations[edge] !== 0 && component[target[edge]] === component[state]) return true;
  return false;
}

/** The states of each component. */
function listed(component: Int32Array, count: number): (component: number) => number[] {
  const head = new Int32Array(count).fill(-1);
  const next = component.map((each, state) => {
    const before = head[each];
    head[each] = state;
    return before;
  });
  return (each) => {
    const members: number[] = [];
    for (let state = head[each]; state >= 0; state = next[state]) members.push(state);
    return members;
  };
}
