/**
 * What a reduced search has still to do where runs go round, when it has followed everything once: it comes back to a state
 * before it has seen what lies behind it, and may *ignore* a unit, one that could go on, for as long as others go round
 * (Valmari 1990).
 *
 *   closed      each state has a stubborn set, by all that has been seen by now, that has taken all its steps
 *   attended    in a trap of the graph that the steps of such sets make, whoever can take a step takes one
 *
 * Then the traps are those of all runs, and who moves in one of them, and who does not. docs/design.md says why.
 */
import type { ScheduledStep } from "../scheduler/schedule.js";
import { count } from "./bits.js";
import { roundByDuties } from "./fair-loop.js";
import { gathered } from "./gathered-loop.js";
import type { Inspection } from "./inspection.js";
import type { ObservedFutures } from "./observed-futures.js";
import type { StubbornSets } from "./stubborn-sets.js";
import { trapsIn, unitsMovingIn } from "./traps.js";
import type { Traps } from "./traps.js";
import type { Visited, VisitedGraph } from "./visited.js";

/** The search that goes on when something is missing. */
export interface Resumed {
  readonly load: (state: number) => Int32Array;
  readonly pause: () => Generator<void, void>;
  /** The units, bits, take their steps in the state; what is new behind it is searched. */
  readonly resume: (state: number, units: number) => Generator<void, void>;
}

/** Where runs stay for ever: its mark, a state of it, and a round from there in which all units move that move in it. */
export interface Trapped {
  readonly mark: number;
  readonly state: number;
  readonly round: readonly ScheduledStep[];
}

/** By trap: who moves. */
type Units = readonly (readonly number[])[];

interface Turn {
  readonly state: number;
  /** Bits; 0: nobody is ignored. */
  readonly missing: number;
}

const pauseEvery = 1024;

export class GoingRound {
  private readonly inspection: Inspection;
  private readonly visited: Visited;
  private readonly futures: ObservedFutures;
  private readonly stubborn: StubbornSets;
  private readonly search: Resumed;

  constructor(
    inspection: Inspection,
    visited: Visited,
    futures: ObservedFutures,
    stubborn: StubbornSets,
    search: Resumed,
  ) {
    this.inspection = inspection;
    this.visited = visited;
    this.futures = futures;
    this.stubborn = stubborn;
    this.search = search;
  }

  /** Until nothing is missing; gives a trap for each mark. */
  *complete(): Generator<void, Trapped[]> {
    for (;;) {
      yield* this.close();
      const graph = this.visited.byClosedSets(this.inspection.tabulation.unitCells);
      const traps = trapsIn(graph);
      const moving = unitsMovingIn(graph, traps);
      const due = yield* this.ignoredIn(graph, traps, moving);
      if (due.length === 0) return this.told(graph, traps, moving);
      for (const { state, missing } of due) yield* this.search.resume(state, missing);
    }
  }

  private *close(): Generator<void, void> {
    const { visited, futures, stubborn, search } = this;
    for (let news = -1; news !== futures.news;) {
      news = futures.news;
      for (let state = 0; state < visited.states; state++) {
        if (state % pauseEvery === 0) yield* search.pause();
        while (visited.explored[state] !== 0 && !this.isClosed(state))
          yield* search.resume(state, stubborn.choose(visited.explored[state], -1));
      }
    }
  }

  /** If it is not, the state is the one surveyed. */
  private isClosed(state: number): boolean {
    const { visited, futures, stubborn } = this;
    if (visited.closed[state] === 0 || visited.asOf[state] !== futures.news) {
      stubborn.survey(this.search.load(state));
      visited.closed[state] = stubborn.closedAmong(visited.explored[state]);
      visited.asOf[state] = futures.news;
    }
    return visited.closed[state] !== 0;
  }

  /** For each trap that ignores somebody: the state where the fewest take their steps, so that one of these does, and who. */
  private *ignoredIn(graph: VisitedGraph, { owner }: Traps, moving: Units): Generator<void, Turn[]> {
    const { visited, stubborn, search } = this;
    const bits = moving.map((units) => units.reduce((all, unit) => all | (1 << unit), 0));
    const turns: Turn[] = [];
    for (let i = 0; i < graph.states; i++) {
      if (i % pauseEvery === 0) yield* search.pause();
      const trap = owner[i];
      if (trap < 0 || (trap in turns && count(turns[trap].missing) <= 1)) continue;
      const state = graph.origin[i];
      stubborn.survey(search.load(state));
      const missing = stubborn.missingBeside(bits[trap], visited.explored[state]);
      if (!(trap in turns) || count(missing) < count(turns[trap].missing)) turns[trap] = { state, missing };
    }
    return turns.filter(({ missing }) => missing !== 0);
  }

  /** The first trap of each mark. */
  private told(graph: VisitedGraph, { owner }: Traps, moving: Units): Trapped[] {
    const found = new Map<number, Trapped>();
    let told = 0;
    for (let start = 0; told < moving.length; start++) {
      if (owner[start] !== told) continue;
      const units = moving[told++];
      const state = graph.origin[start];
      const stuck = this.inspection.stuckBeside(units, this.search.load(state));
      const mark = this.inspection.marks.number({ kind: "trap", stuck });
      if (found.has(mark)) continue;
      const stepOf = (edge: number): ScheduledStep => graph.labels[graph.label[edge]];
      const round = roundByDuties(graph, owner, start, units, (edge, unit) => stepOf(edge).unit === unit);
      found.set(mark, { mark, state, round: gathered(graph, owner, start, round, () => true).map(stepOf) });
    }
    return [...found.values()];
  }
}
