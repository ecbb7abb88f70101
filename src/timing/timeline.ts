/**
 * What a timed run did, and when: lanes of segments, one lane for each unit and for each task of an event loop, and one
 * for each GIL. Times are nanoseconds since the start, as numbers; segments of a lane are in order and do not overlap.
 */

/**
 * - `runs`: executes or computes, on a core (with the GIL, where there is one)
 * - `starts`: is being started: a thread's or a process's way to its first instruction
 * - `gil`: could run, but somebody else has the GIL
 * - `core`: could run, but all cores are busy
 * - `io`: waits for the outside world: `io`, `sleep`, a time-out that nothing else could end
 * - `waits`: waits for another unit: a lock, a queue, a condition, a join
 * - `loop`: a task that could go on, but its event loop is busy with another
 */
export type Activity = "runs" | "starts" | "gil" | "core" | "io" | "waits" | "loop";

export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly activity: Activity;
  /** What it waits for, as a trace would say it: "waits for lock"; null where the activity says it all. */
  readonly about: string | null;
  /** The lane whose doing ended the wait (released the lock, dropped the GIL or the core, started it); null: nobody's. */
  readonly by: number | null;
  /** The line of the scenario at which it stands; null: none (the system's own work). */
  readonly line: number | null;
}

export interface Lane {
  /** Index in `Timeline.lanes`. */
  readonly index: number;
  /** Index of the unit in the run; -1: none, a thread or process of the system's own. */
  readonly unit: number;
  /** "worker[1]"; of a task its own name, "Task-2" or the coroutine's. */
  readonly name: string;
  readonly form: "main" | "thread" | "process" | "coroutine" | "task";
  /** The lane of the event loop it belongs to; null: it is no task. */
  readonly loop: number | null;
  /** The lane of the first unit of its process. */
  readonly process: number;
  /** The lane that started it; null: it was there from the beginning, or is a task. */
  readonly parent: number | null;
  readonly segments: readonly Segment[];
}

/** Who had the GIL of a process. */
export interface GilLane {
  /** The lane of the process's first unit. */
  readonly process: number;
  /** `lane`: who held it. */
  readonly segments: readonly { readonly from: number; readonly to: number; readonly lane: number }[];
}

/** All that was waited for under one name: a lock, a queue, a join. */
export interface Contention {
  /** "waits for lock" */
  readonly about: string;
  /** How often somebody had to wait, how long in all, and the longest of it. */
  readonly waits: number;
  readonly total: number;
  readonly longest: number;
}

/** A part of the critical path: the chain of segments, each of which had to be over before the next could begin. */
export interface CriticalStep {
  readonly lane: number;
  readonly from: number;
  readonly to: number;
  readonly activity: Activity;
  readonly about: string | null;
}

export interface Timeline {
  readonly lanes: readonly Lane[];
  /** Empty without a GIL. */
  readonly gils: readonly GilLane[];
  readonly cores: number;
  /** When the last unit that keeps the program alive had ended. */
  readonly makespan: number;
  /** How the run ended; "stopped": a limit of events or of time was reached. */
  readonly end: "completed" | "failed" | "deadlocked" | "stopped";
  /**
   * "worker: ValueError: no", of the first unit that an exception ended, and in a deadlock "ab waits for b, held by ba"
   * of a few units; missing: neither.
   */
  readonly failure?: string;
  /** In order of time. */
  readonly criticalPath: readonly CriticalStep[];
  /** In falling order of `total`. */
  readonly contention: readonly Contention[];
  readonly totals: Totals;
  /** Something happened: a step, a hand-over, a wake-up. */
  readonly events: number;
}

/** Sums over all lanes, in nanoseconds. */
export interface Totals {
  /** On a core: what the program computes and executes, and what the system does for it. */
  readonly running: number;
  /** Of that: `cpu` statements only, what the scenario asks to be computed. */
  readonly computing: number;
  /** Of that: starting threads and processes, switching, pickling, dispatching. */
  readonly overhead: number;
  readonly gil: number;
  readonly core: number;
  readonly io: number;
  readonly waits: number;
  readonly starts: number;
  /** For each GIL, how long anybody held it; in the order of `gils`. */
  readonly held: readonly number[];
}
