/** What a search leaves behind. */
import type { Limit, Reduction } from "./exploration.js";
import type { GraphBuilder } from "./graph-builder.js";
import type { StateGraph } from "./graph.js";
import type { Kernel } from "./kernel.js";
import { preemptionsOf } from "./least-preemptions.js";
import type { LeastSchedule } from "./least-preemptions.js";
import type { Marks } from "./marks.js";
import type { PreemptionBounding } from "./preemption-bounding.js";
import type { ReducedResult } from "./reduced-search.js";
import type { StateSet } from "./state-set.js";
import type { Symmetry } from "./symmetry.js";
import type { Tabulation } from "./tabulation.js";

export interface SearchResult {
  readonly graph: StateGraph;
  readonly marks: Marks;
  /** What stopped the search before it had an answer. */
  readonly limit: Limit | null;
  /** The answer of the reduced search, if the graph is not complete and need not be. */
  readonly proof: ReducedResult | null;
  /** A limit came before it was known of all schedules that they are the least. */
  readonly unsettled: boolean;
  readonly depth: number;
  /** Every schedule with at most so many preemptions has been followed; -1: not even all without. Infinity: all. */
  readonly bound: number;
  /** By mark: the least schedule that shows it; if `unsettled`, some schedule. */
  readonly least: ReadonlyMap<number, LeastSchedule>;
  /** By mark of a trap that the graph does not show, since it is not complete: a round in it behind its schedule. */
  readonly rounds: ReadonlyMap<number, readonly number[]>;
  /** Outcomes over the columns of each `expect outcomes`, by expectation index: the set of their texts. */
  readonly expected: ReadonlyMap<number, ReadonlySet<string>>;
  /** Of all that the states and edges stand for, if they stand for more than themselves and if it is known. */
  readonly full: FullCounts | null;
  readonly reductions: readonly Reduction[];
  readonly tabulation: Tabulation;
  /** The packed states, by the graph's numbers. */
  readonly states: Vectors;
  /** Finds the leaves of the steps of all edges, by the graph's numbers. */
  readonly leaves: () => Int32Array;
  /** What it searched with, which has room for what is to be counted. */
  readonly kernel: Kernel;
}

export interface FullCounts {
  readonly states: bigint;
  readonly transitions: bigint;
}

/** Packed states to be read. */
export interface Vectors {
  /** Cells of a vector. */
  readonly width: number;
  /** Copies a state's vector. */
  read(state: number, into: Int32Array): void;
}

export function renumbered(set: StateSet, origin: Int32Array): Vectors {
  return {
    width: set.width,
    read: (state, into) => {
      set.read(origin[state], into);
    },
  };
}

/** Null if they are not easily told. */
export function fullCounts(
  { states: count, first }: StateGraph,
  states: Vectors,
  symmetry: Symmetry,
): FullCounts | null {
  const vector = new Int32Array(states.width);
  let [all, transitions] = [0n, 0n];
  for (let state = 0; state < count; state++) {
    states.read(state, vector);
    const size = symmetry.orbit(vector);
    if (size === null) return null;
    all += size;
    transitions += size * BigInt(first[state + 1] - first[state]);
  }
  return { states: all, transitions };
}

/** A schedule of a mark, independent of how states and edges are numbered: which edge of its state each step is. */
export interface Turns {
  readonly mark: number;
  readonly turns: readonly number[];
  /** Of a trap: those of a round in it, behind the others. */
  readonly round?: readonly number[];
}

export function turnsByMark(bounding: PreemptionBounding, graph: GraphBuilder): Turns[] {
  return [...bounding.marks].flatMap((mark) => {
    const least = bounding.found(mark);
    return least === undefined ? [] : [{ mark, turns: turnsOf(graph, least.path) }];
  });
}

function turnsOf(graph: GraphBuilder, path: readonly number[]): number[] {
  let state = 0;
  return path.map((edge) => {
    const turn = edge - graph.begin(state);
    state = graph.targetOf(edge);
    return turn;
  });
}

export function leastByMark(graph: StateGraph, found: readonly Turns[]): Map<number, LeastSchedule> {
  return new Map(
    found.map(({ mark, turns }) => {
      const path = pathOf(graph, turns);
      return [mark, { preemptions: preemptionsOf(graph, path), steps: path.length, path }];
    }),
  );
}

export function roundsByMark(graph: StateGraph, found: readonly Turns[]): Map<number, readonly number[]> {
  return new Map(
    found.flatMap(({ mark, turns, round }) =>
      round === undefined ? [] : [[mark, pathOf(graph, [...turns, ...round]).slice(turns.length)]],
    ),
  );
}

/** The path of those edges of their states. */
function pathOf({ first, target }: StateGraph, turns: readonly number[]): number[] {
  let state = 0;
  return turns.map((turn) => {
    const edge = first[state] + turn;
    state = target[edge];
    return edge;
  });
}
