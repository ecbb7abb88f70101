/** One job carried out by several strategies: how long each takes, what holds it back, and which to use. */
import type { Strategy } from "../programs/strategy.js";
import type { Timeline } from "../timing/timeline.js";

/**
 * What holds a strategy back.
 *
 * - `io`: the outside world is waited for, and nothing else
 * - `cpu`: all cores compute
 * - `gil`: one unit at a time computes
 * - `lock`: units wait for one another
 * - `start`: starting threads or processes, and giving them their work
 * - `amdahl`: the part that cannot be divided
 * - `workers`: more workers would do it faster
 */
export type BoundKind = "io" | "cpu" | "gil" | "lock" | "start" | "amdahl" | "workers";

export interface Row {
  readonly strategy: Strategy;
  /** As a `compare` line writes it: "threads(8)". */
  readonly name: string;
  readonly seconds: number;
  /** The least and the most that other schedules take; null: only one was run. */
  readonly band: readonly [least: number, most: number] | null;
  /** How many times as fast as the sequential strategy. */
  readonly speedup: number;
  /** Speed-up by worker: 1 where every worker is of full use. */
  readonly efficiency: number;
  /** Share of the time of all cores in which they are busy. */
  readonly cores: number;
  /** Share of the time in which somebody holds the GIL, the busiest of several; null: there is none. */
  readonly gil: number | null;
  /** What all units together waited for, in seconds. */
  readonly waits: { readonly gil: number; readonly locks: number; readonly io: number };
  readonly bound: { readonly kind: BoundKind; readonly sentence: string };
  /** Saves so much against simpler strategies that it is worth the trouble. */
  readonly worthIt: boolean;
  readonly timeline: Timeline;
  /** Why it came to no end, in words; null: it completed. Its figures mean nothing then. */
  readonly failed: string | null;
}

export interface Comparison {
  readonly jobs: number;
  readonly cores: number;
  /** In the order of the `compare` line. */
  readonly rows: readonly Row[];
  /** Index in `rows`; null: none can be recommended. */
  readonly recommended: number | null;
  /** Why, as one or two sentences. */
  readonly why: string;
  /** How many times as fast as a simpler strategy another one has to be to be worth it. */
  readonly worth: number;
  /** What the jobs spend their time on when nothing is in their way. */
  readonly bound: "io" | "cpu" | "mixed";
  /** "from 12 jobs on, processes(4) is faster than threads(4)" */
  readonly breakEven: readonly string[];
  readonly notes: readonly string[];
}

/** The same comparison for several values of one quantity: workers, cores, a duration, a size. */
export interface Sweep {
  readonly name: string;
  readonly unit?: string;
  /** The value is the most that the speed-up can be (workers, cores): a line shows it. */
  readonly ideal?: boolean;
  /** In rising order of value. */
  readonly points: readonly {
    readonly value: number;
    readonly rows: readonly { readonly name: string; readonly seconds: number; readonly speedup: number }[];
  }[];
}
