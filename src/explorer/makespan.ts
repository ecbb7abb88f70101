/**
 * `makespan`: how long a program takes, at best and at worst, over all schedules, with a schedule for each. Time is exact:
 * steps take none, units compute one at a time, waiting overlaps (see `scheduler/clock`).
 */
import type { Program } from "../programs/program.js";
import { Explaining } from "../scheduler/explaining.js";
import { replayOn } from "../scheduler/run.js";
import { writeSchedule } from "../scheduler/schedule.js";
import { createWorld } from "../scheduler/world.js";
import { finished, finishedInTurns } from "./driving.js";
import type { Turns } from "./driving.js";
import type { Limit } from "./exploration.js";
import { limitsOf } from "./explore.js";
import type { ExploreOptions } from "./explore.js";
import type { StateGraph } from "./graph.js";
import { leastPreemptions, stepsOf } from "./least-preemptions.js";
import type { Marks } from "./marks.js";
import { InternalError } from "./replayed.js";
import { reduceOf, searchReduced } from "./searching.js";
import { latest, never, soonest, unbounded, withDurations } from "./timing.js";
import type { TimedGraph } from "./timing.js";

/** As of `explore`; time is always exact, and there are no findings to tell more about. Limits are for the search. */
export type MakespanOptions = Omit<ExploreOptions, "time" | "fairness" | "insights" | "maxTraceEffort">;

/** A run: the clock at its end, and the least of the schedules, by preemptions and steps, that take so long. */
export interface TimedRun {
  readonly nanoseconds: bigint;
  readonly schedule: string;
}

/**
 * What is said of all runs that end, completed or failed. If not `complete`, it is said of those seen: the best may be
 * less than that, and the worst more.
 */
export interface Makespan {
  /** Null: no run ends. */
  readonly best: TimedRun | null;
  /** "unbounded": runs can go round as long as they like, and end. */
  readonly worst: TimedRun | "unbounded" | null;
  /** The run that is deadlocked soonest. */
  readonly deadlocked: TimedRun | null;
  readonly states: number;
  readonly complete: boolean;
  readonly limit: Limit | null;
}

/** Explores every interleaving of a program with exact time. Throws StartError if its module-level code fails. */
export function makespan(program: Program, options: MakespanOptions = {}): Makespan {
  return finished(measuring(program, options));
}

/** The same, giving the event loop a turn now and then; `signal` stops it with what was found so far. */
export function makespanAsync(program: Program, options: MakespanOptions & Turns = {}): Promise<Makespan> {
  return finishedInTurns<MakespanOptions, Makespan>(options, 16, (asked) => measuring(program, asked));
}

function* measuring(program: Program, options: MakespanOptions): Generator<void, Makespan> {
  const engine = new Explaining(createWorld(program, { ...options, time: "timed" }));
  const initial = engine.initial();
  const { resume = null } = options;
  const reduce = reduceOf(program, options);
  const found = yield* searchReduced(engine, initial, limitsOf(program, options), reduce, resume);
  const { graph, marks, limit } = found;
  const answer = new Answer(engine, initial.clock, yield* withDurations(found), endsOf(graph, marks));
  const { best, worst, deadlocked } = answer;
  return { best, worst, deadlocked, states: graph.states, complete: graph.complete, limit };
}

type End = "over" | "deadlocked";

/** By set of marks: how a run has ended whose last state has them; undefined: it has not. */
function endsOf({ markSets }: StateGraph, { items }: Marks): (End | undefined)[] {
  return markSets.map((set): End | undefined => {
    const outcome = set.map((mark) => items[mark]).find(({ kind }) => kind === "outcome");
    return outcome?.kind !== "outcome" ? undefined : outcome.end === "deadlocked" ? "deadlocked" : "over";
  });
}

class Answer {
  readonly best: TimedRun | null;
  readonly worst: TimedRun | "unbounded" | null;
  readonly deadlocked: TimedRun | null;
  private readonly engine: Explaining;
  /** The clock before the first step. */
  private readonly start: bigint;
  private readonly timed: TimedGraph;
  /** By set of marks. */
  private readonly ends: readonly (End | undefined)[];

  constructor(engine: Explaining, start: bigint, timed: TimedGraph, ends: readonly (End | undefined)[]) {
    this.engine = engine;
    this.start = start;
    this.timed = timed;
    this.ends = ends;
    const { times } = timed;
    const isSooner = (a: number, b: number): boolean => times.isLess(a, b);
    const isLater = (a: number, b: number): boolean => b !== unbounded && (a === unbounded || times.isLess(b, a));
    const [first, last] = [soonest(timed), latest(timed)];
    this.best = this.found("over", first, this.extreme("over", first, isSooner));
    this.deadlocked = this.found("deadlocked", first, this.extreme("deadlocked", first, isSooner));
    const longest = this.extreme("over", last, isLater);
    this.worst = longest === unbounded ? "unbounded" : this.found("over", last, longest);
  }

  /** Of the times at which runs can end so, the one before which none is. */
  private extreme(end: End, at: Int32Array, isBefore: (a: number, b: number) => boolean): number {
    let found = never;
    at.forEach((time, state) => {
      if (this.endOf(state) === end && (found === never || isBefore(time, found))) found = time;
    });
    return found;
  }

  private endOf(state: number): End | undefined {
    return this.ends[this.timed.graph.stateMark[state]];
  }

  /** The least schedule to a state that is reached at that time, and is such an end. */
  private found(end: End, at: Int32Array, time: number): TimedRun | null {
    if (time === never) return null;
    const graph = onTime(this.timed, at, (state) => at[state] === time && this.endOf(state) === end);
    const least = leastPreemptions(graph, [0]).get(0);
    const nanoseconds = this.start + this.timed.times.values[time];
    const schedule = writeSchedule(stepsOf(graph, least?.path ?? []));
    this.check(schedule, end, nanoseconds);
    return { nanoseconds, schedule };
  }

  private check(schedule: string, end: End, nanoseconds: bigint): void {
    const trace = replayOn(this.engine, schedule);
    const shown = trace.end === "deadlocked" ? "deadlocked" : trace.end === "stopped" ? "stopped" : "over";
    if (shown !== end || trace.clock !== nanoseconds)
      throw new InternalError(`${end} at ${nanoseconds} ns, but ${shown} at ${trace.clock} ns`, schedule);
  }
}

/**
 * The graph of those paths that are at each of their states at the time that `at` says, with the mark 0 on the states
 * wanted. All other steps end in a state of their own: they count when it is asked who could have gone on.
 */
function onTime(
  { graph, durations, times }: TimedGraph,
  at: Int32Array,
  isWanted: (state: number) => boolean,
): StateGraph {
  const { states, edges } = graph;
  const first = new Int32Array(states + 2).fill(edges);
  first.set(graph.first.subarray(0, states + 1));
  const target = graph.target.slice(0, edges);
  const stateMark = new Uint8Array(states + 1);
  for (let state = 0; state < states; state++) {
    if (isWanted(state)) stateMark[state] = 1;
    for (let edge = first[state]; edge < first[state + 1]; edge++)
      if (at[state] < 0 || at[target[edge]] !== times.plus(at[state], durations[edge])) target[edge] = states;
  }
  return {
    ...graph,
    states: states + 1,
    first,
    target,
    stateMark,
    edgeMark: new Uint8Array(edges),
    markSets: [[], [0]],
  };
}
