/**
 * The answer of `explore`: plain data, complete, the same bytes for the same question. `report/json` prints it,
 * `report/text` explains it.
 */
import type { Place } from "../programs/code.js";
import type { Fairness, Granularity, InterpreterName, PropertyKind, TimeModel } from "../programs/program.js";
import type { Blocked, Trace, UnitInfo } from "../scheduler/trace.js";
import type { SamplerName } from "../scheduler/strategies/index.js";
import type { Estimate } from "./knuth.js";
import type { Odds } from "./odds.js";

export type Verdict = "holds" | "violated" | "unknown";

export type FindingKind =
  | "lost-update"
  | "data-race"
  | "deadlock"
  | "assertion"
  | "invariant"
  | "exception"
  | "livelock"
  | "starvation"
  | "liveness"
  | "lost-wakeup"
  | "check-then-act"
  | "release-unheld"
  | "if-for-while"
  | "blocking-call-in-coroutine"
  | "never-awaited"
  | "unretrieved-exception"
  | "unpicklable"
  | "stale-copy"
  | "unreached";

/** A named defect with the least schedule, by (preemptions, steps), that shows it. */
export interface Finding {
  readonly kind: FindingKind;
  /** The name, property, exception type or unit it is about. */
  readonly about: string | null;
  /** One sentence. */
  readonly message: string;
  /** It makes the verdict `violated` (a data race by default does not). */
  readonly violates: boolean;
  readonly schedule: string;
  readonly steps: number;
  readonly preemptions: number;
  /** The scenario's place to look at first. */
  readonly place: Place | null;
  /** The schedule replayed on the explaining engine. */
  readonly trace: Trace;
  /** For a deadlock: every unit that can never go on. `cycle`: units that wait for one another, in order; [] if none. */
  readonly blocked: readonly Blocked[];
  readonly cycle: readonly number[];
  /** The property violated, the exception, the expectation behind it, if any: "finally counter == 2". */
  readonly property: string | null;
  /** Further names for the same schedule: a violated `finally` whose cause is a check-then-act. */
  readonly causes: readonly {
    readonly kind: FindingKind;
    readonly about: string | null;
    readonly message: string;
    readonly place: Place | null;
  }[];
  /** Under the model `any`: on which interpreters this kind of finding can really happen; null if that was not asked or too large to find out. */
  readonly interpreters: readonly { readonly name: InterpreterName; readonly happens: boolean }[] | null;
  /** A line of advice, or null. */
  readonly hint: string | null;
  /**
   * After so many steps of the schedule every continuation shows trouble of this kind; 0: every run does. Null, like the
   * two below, if the finding does not violate anything, or the search was stopped, or the graph is too large.
   */
  readonly noReturn: number | null;
  /** A schedule that ends well and shares the most steps with this one, with the fewest preemptions of those; null also if none ends well. */
  readonly passing: Passing | null;
  /** How likely one run is to show it; null also if there are cycles. */
  readonly odds: Odds | null;
  /** Of a sample. The schedule is the least one seen, not the least there is. */
  readonly seen?: Sighting;
}

/** How often something was seen in a sample, and in which run in the way that is shown. */
export interface Sighting {
  readonly runs: number;
  /** Of all runs, 0 to 1. */
  readonly share: number;
  /** In which the share of such runs lies under this sampler, with 95 % confidence. */
  readonly interval: readonly [number, number];
  /** From 1. */
  readonly run: number;
  /** Of that run. */
  readonly seed: number;
}

export interface Passing {
  readonly schedule: string;
  readonly steps: number;
  readonly preemptions: number;
  /** Where it leaves the finding's schedule, counted from 1; there `unit` moves and not `instead`. They are the same where it chooses otherwise. */
  readonly step: number;
  readonly unit: string;
  readonly instead: string;
}

export interface PropertyResult {
  readonly name: string;
  readonly kind: PropertyKind | "built-in";
  readonly verdict: Verdict;
  /** Of the counterexample, or of the witness of a `sometimes`. */ readonly schedule: string | null;
  readonly place: Place | null;
}

export interface Outcome {
  readonly values: readonly { readonly label: string; readonly value: string }[];
  readonly end: "completed" | "deadlocked" | "failed";
  /** Exact; null when it was not counted (why: Statistics.notes). */
  readonly interleavings: bigint | null;
  /** Of all complete interleavings, 0 to 1. */
  readonly share: number | null;
  readonly preemptions: number;
  readonly steps: number;
  readonly schedule: string;
  /** Of a sample. */
  readonly seen?: Sighting;
}

export interface Limit {
  readonly name: "states" | "time" | "memory" | "interrupted" | "units" | "outcomes";
  /** `--max-states 1000` */ readonly option: string | null;
  readonly message: string;
}

/**
 * `symmetry`: states that differ only in which interchangeable unit is where are one. `partial-order`: of steps that have
 * nothing to do with each other one order was looked at.
 */
export type Reduction = "symmetry" | "partial-order";

/** What can be seen with at most so many preemptions. */
export interface Rung {
  readonly preemptions: number;
  readonly outcomes: number;
  /** Findings that violate. */
  readonly defects: number;
  /** Traces of which some interleaving has no more; null when that was too much to find out. */
  readonly traces: number | null;
}

export interface Statistics {
  readonly states: number;
  readonly transitions: number;
  /** Length of the longest shortest path from the start; of a sample, of the longest run; with `compaction`, of the longest path followed. */
  readonly depth: number;
  readonly interleavings: bigint | null;
  /** Really different interleavings: those that do not only swap steps that have nothing to do with each other. */
  readonly traces: bigint | null;
  /** By number of preemptions, from 0 to that at which everything has been seen; null if the search was stopped, for least schedules too. */
  readonly ladder: readonly Rung[] | null;
  readonly complete: boolean;
  /** Whether schedules are known to be the least: not if they were drawn, or not looked for to the end. */
  readonly settled: boolean;
  /** Of a search that was stopped: all schedules with at most so many preemptions have been followed; null: not even those without any. */
  readonly bound: number | null;
  /** What was left out without changing an answer. */
  readonly reductions: readonly Reduction[];
  /** How many states and transitions there are, if those above stand for more; null if they do not, or it is not known. */
  readonly full: { readonly states: bigint; readonly transitions: bigint } | null;
  readonly cyclic: boolean;
  /** Why a figure is missing. */
  readonly notes: readonly string[];
}

/** How much there is, by drawn runs. */
export interface SizeEstimate {
  readonly interleavings: Estimate;
  /** Different states, at least about. */
  readonly states: number;
  /** So many runs were drawn for it. */
  readonly runs: number;
}

/** Of runs that were drawn, where the space is too large to go through. */
export interface Sample {
  readonly sampler: SamplerName;
  /** Of the first run; every further run has the next one. */
  readonly seed: number;
  /** The d of PCT, and its k: in how many steps of a run several units could go on; null for other samplers. */
  readonly depth: number | null;
  readonly contested: number | null;
  /** Made, and wanted. */
  readonly runs: number;
  readonly wanted: number;
  /** Runs that were cut off, after `maxSteps` as a rule. */
  readonly cut: number;
  readonly maxSteps: number;
  /** Different schedules among the runs that were not cut off, and how many of those are really different. */
  readonly interleavings: number;
  readonly traces: number;
  /** Lines that these runs executed, or were about to, of all lines with something to execute. */
  readonly lines: { readonly reached: number; readonly all: number };
  /** The last tenth of the runs, and how many of them had a state that no run before had. */
  readonly lastTenth: { readonly runs: number; readonly fresh: number };
  /** Estimated chance that one more run has a new state (Good 1953); null if none was made. */
  readonly chanceOfNew: number | null;
  /** Estimated number of states that such runs can meet, at least (Chao 1987). */
  readonly statesEstimate: number;
  /** Estimated number of all interleavings (Knuth 1975); null if runs were cut off, or none was made. */
  readonly interleavingsEstimate: Estimate | null;
}

/** Of a search that kept hashes of the states, not the states. */
export interface Compaction {
  readonly bits: number;
  /** The chance, at most, that two of the states have the same hash: then one of them was not looked at, nor what comes after it. */
  readonly missed: number;
}

export interface Exploration {
  readonly file: string;
  readonly title: string;
  readonly doc: string | null;
  readonly interpreter: InterpreterName;
  readonly granularity: Granularity;
  readonly time: TimeModel;
  readonly verdict: Verdict;
  readonly limit: Limit | null;
  readonly units: readonly UnitInfo[];
  /** Which endless runs `eventually` and `leads to` were asked of; null: there is no such property. */
  readonly fairness: Fairness | null;
  readonly properties: readonly PropertyResult[];
  readonly findings: readonly Finding[];
  readonly outcomes: readonly Outcome[];
  /** For each `expect outcomes` line (by its index in Program.expectations) the texts of its columns' values in all final states, sorted; several columns as the text of a tuple. */
  readonly expected: ReadonlyMap<number, readonly string[]>;
  readonly statistics: Statistics;
  /** Only of a search that was stopped, and only from `withEstimate`. */
  readonly estimate?: SizeEstimate;
  /** Only where runs were drawn instead of all explored: what is reported was seen, and nothing can be said to hold. */
  readonly sample?: Sample;
  /** Only where states were kept as hashes: what is reported was seen, and nothing can be said to hold. */
  readonly compaction?: Compaction;
}
