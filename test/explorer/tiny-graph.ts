// Graphs for tests: written out edge by edge, drawn at random, or explored from a model of a few lines.
import fc from "fast-check";
import { GraphBuilder } from "#sim/explorer/graph-builder.js";
import type { StateGraph } from "#sim/explorer/graph.js";
import { StateSet } from "#sim/explorer/state-set.js";

/** "0 →a 1": unit 0 is a, 1 is b, …; a capital letter is a voluntary step; "!7" after it marks the edge with 7. */
export interface Arc {
  readonly from: number;
  readonly to: number;
  readonly unit: number;
  readonly voluntary?: boolean;
  readonly mark?: number;
}

/** "0a1 1B2!7 0b0": see Arc. */
export function arcs(text: string): Arc[] {
  return text
    .split(" ")
    .filter((word) => word !== "")
    .map((word) => {
      const [, from, unit, to, mark] = /^(\d+)([a-zA-Z])(\d+)(?:!(\d+))?$/.exec(word) ?? [];
      const arc = { from: Number(from), to: Number(to), unit: unit.toLowerCase().charCodeAt(0) - 97 };
      return { ...arc, voluntary: unit !== unit.toLowerCase(), ...(mark === undefined ? {} : { mark: Number(mark) }) };
    });
}

/** The edges of a state are in the order of the list. `marks[state]` are the state's marks. */
export function graphOf(edges: readonly Arc[], marks: Readonly<Record<number, readonly number[]>> = {}): StateGraph {
  const states = 1 + Math.max(0, ...edges.flatMap(({ from, to }) => [from, to]), ...Object.keys(marks).map(Number));
  const builder = new GraphBuilder();
  for (let state = 0; state < states; state++) {
    builder.beginState();
    for (const { from, to, unit, voluntary, mark } of edges) {
      if (from !== state) continue;
      builder.edge(to, builder.labelOf(unit, 0, voluntary ?? false), builder.markSet(mark === undefined ? [] : [mark]));
    }
    for (const mark of marks[state] ?? []) builder.addStateMark(state, mark);
  }
  return builder.finish(states, 1 + Math.max(0, ...edges.map(({ unit }) => unit)), true);
}

/** Up to 6 states, 12 edges, 3 units; marks 0 to 4 on states and edges. */
export function graphs(kind: "acyclic" | "any"): fc.Arbitrary<StateGraph> {
  const state = fc.nat({ max: 5 });
  const mark = fc.nat({ max: 4 });
  const arc = fc
    .record({ from: state, to: state, unit: fc.nat({ max: 2 }), voluntary: fc.boolean(), mark: fc.option(mark) })
    .map(({ mark, ...arc }) => ({ ...arc, ...(mark === null ? {} : { mark }) }));
  const onward = arc.filter(({ from, to }) => from !== to);
  const turned = onward.map((arc) => ({ ...arc, from: Math.min(arc.from, arc.to), to: Math.max(arc.from, arc.to) }));
  const edges = fc.array(kind === "acyclic" ? turned : arc, { maxLength: 12 });
  const marks = fc.dictionary(state.map(String), fc.array(mark, { maxLength: 2 }), { maxKeys: 4 });
  return fc.tuple(edges, marks).map(([edges, marks]) => graphOf(edges, marks));
}

/** Every path from the initial state with at most `stepsMax` steps, shorter ones before those that go on from them. */
export function pathsOf({ first, target }: StateGraph, stepsMax: number): { path: number[]; state: number }[] {
  const found = [{ path: [] as number[], state: 0 }];
  for (const { path, state } of found) {
    if (path.length === stepsMax) continue;
    for (let edge = first[state]; edge < first[state + 1]; edge++) {
      found.push({ path: [...path, edge], state: target[edge] });
    }
  }
  return found;
}

/** Units that take one step at a time: `step` gives the state after the unit's step, or null if it cannot move. */
export interface Model {
  readonly initial: readonly number[];
  readonly units: number;
  step(state: Int32Array, unit: number): readonly number[] | null;
  /** The mark of a state in which nobody can move. */
  outcome(state: Int32Array): number;
}

/** All states of the model, breadth first. */
export function explored(model: Model): StateGraph {
  const set = new StateSet(model.initial.length);
  const builder = new GraphBuilder();
  const state = new Int32Array(set.width);
  set.add(Int32Array.from(model.initial));
  for (let id = 0; id < set.size; id++) {
    set.read(id, state);
    builder.beginState();
    let moved = false;
    for (let unit = 0; unit < model.units; unit++) {
      const next = model.step(state, unit);
      if (next === null) continue;
      builder.edge(set.add(Int32Array.from(next)), builder.labelOf(unit, 0, false), 0);
      moved = true;
    }
    if (!moved) builder.addStateMark(id, model.outcome(state));
  }
  return builder.finish(set.size, model.units, true);
}

export const completed = 1;
export const deadlocked = 2;

/**
 * n philosophers, each once: take one fork, take the other, put this back, put the first back. A state is how many of
 * these steps each has done. Fork i is left of philosopher i; `ordered`: the fork with the lower number first.
 */
export function philosophers(n: number, ordered = false): Model {
  const forks = (who: number): readonly [number, number] => {
    const [left, right] = [who, (who + 1) % n];
    return ordered ? [Math.min(left, right), Math.max(left, right)] : [left, right];
  };
  const holds = (done: number, who: number, fork: number): boolean => {
    const [first, second] = forks(who);
    return (fork === first && done >= 1 && done <= 3) || (fork === second && done === 2);
  };
  return {
    initial: Array.from({ length: n }, () => 0),
    units: n,
    step(state, unit) {
      if (state[unit] === 4) return null;
      const wanted = state[unit] < 2 ? forks(unit)[state[unit]] : -1;
      if (state.some((done, who) => holds(done, who, wanted))) return null;
      return Array.from(state, (done, who) => (who === unit ? done + 1 : done));
    },
    outcome: (state) => (state.every((done) => done === 4) ? completed : deadlocked),
  };
}

/** T units, each N times `r = c; c = r + 1`. A state is c and, for each unit, its steps done and its r. */
export function counters(T: number, N: number): Model {
  return {
    initial: Array.from({ length: 1 + 2 * T }, () => 0),
    units: T,
    step(state, unit) {
      const next = [...state];
      const [done, r] = [1 + 2 * unit, 2 + 2 * unit];
      if (state[done] === 2 * N) return null;
      next[done]++;
      if (state[done] % 2 === 0) next[r] = state[0];
      else [next[0], next[r]] = [state[r] + 1, 0];
      return next;
    },
    outcome: (state) => state[0],
  };
}
