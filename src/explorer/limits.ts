/** When a search is to give up, and how it says so; and what it tells about itself meanwhile. */
import { thousands } from "../programs/thousands.js";
import { amount, oneOf } from "../programs/checked.js";
import { fairnesses } from "../programs/program.js";
import type { Fairness, Program } from "../programs/program.js";
import type { WorldOptions } from "../scheduler/world.js";
import type { Interruptible } from "./driving.js";
import type { Limit } from "./exploration.js";
import type { SecondCore } from "./second-core.js";

/** What every way of searching has. */
export interface SearchOptions extends WorldOptions, Interruptible {
  /** Which endless runs count for `eventually` and `leads to`. Default: the file's `option fairness`, else "weak". */
  readonly fairness?: Fairness | undefined;
  /** Milliseconds by `clock`; needs `clock`. Default, if there is a clock: the file's `option max_time`, else none. */
  readonly maxTimeMs?: number | undefined;
  /** Milliseconds, from any start. The only way time gets in here. */
  readonly clock?: (() => number) | undefined;
}

/** The time of a limit by the clock; Infinity: none. Throws RangeError for one that cannot be, or without a clock. */
export function endOf({ options }: Program, { maxTimeMs, clock }: SearchOptions): number {
  if (maxTimeMs !== undefined && clock === undefined)
    throw new RangeError("maxTimeMs needs a clock, for instance () => performance.now()");
  if (clock === undefined) return Infinity;
  return clock() + amount("maxTimeMs", maxTimeMs ?? 1000 * (options.max_time ?? Infinity));
}

/** Throws RangeError for a fairness that there is not. */
export function fairnessOf({ options }: Program, asked: SearchOptions): Fairness {
  return oneOf("fairness", asked.fairness ?? options.fairness ?? "weak", fairnesses);
}

/** A line, and its share of the steps that have been followed last. */
export interface Hottest {
  readonly line: number;
  readonly share: number;
}

export interface Progress {
  readonly states: number;
  readonly transitions: number;
  /** How many preemptions the schedules have that are followed now, and how many steps. */
  readonly preemptions: number;
  readonly depth: number;
  readonly frontier: number;
  readonly bytes: number;
  /** How many states the reduced search has looked at (see `proving`), while it is at work; else null. */
  readonly reduced: number | null;
  /** The reduced search has told what there is: least schedules are looked for. Interrupted now, the search answers. */
  readonly proved: boolean;
  /** Null: not known. */
  readonly hottest: Hottest | null;
}

export interface SearchLimits {
  readonly maxStates: number;
  readonly maxBytes: number;
  /** Milliseconds by `clock`; Infinity: none. */
  readonly maxTime: number;
  readonly clock: () => number;
  readonly interrupted: () => boolean;
  readonly progress: ((progress: Progress) => void) | null;
  /** See `ExploreOptions`; default true. */
  readonly leastSchedules?: boolean | undefined;
  readonly secondCore?: SecondCore | undefined;
}

/** The graph has room for 65,536 mark sets; between two checks fewer than the difference can be added. */
const mostMarkSets = 50_000;

/** Of memory, time and the number of outcomes: null if none is reached. */
export function limitReached(limits: SearchLimits, bytes: number, markSets: number): Limit | null {
  const { maxBytes } = limits;
  if (markSets > mostMarkSets)
    return {
      name: "outcomes",
      option: null,
      message: `stopped after ${thousands(mostMarkSets)} different outcomes and findings`,
    };
  if (bytes > maxBytes) {
    const [size, letter] = maxBytes >= 2 ** 20 ? [2 ** 20, "M"] : [2 ** 10, "K"];
    const most = Math.ceil(maxBytes / size);
    return {
      name: "memory",
      option: `--max-memory ${most}${letter}`,
      message: `stopped at ${thousands(most)} ${letter}iB of memory`,
    };
  }
  if (isLate(limits)) return { name: "time", option: "--max-time", message: "stopped by the time limit" };
  return null;
}

export function isLate({ maxTime, clock }: SearchLimits): boolean {
  return maxTime !== Infinity && clock() > maxTime;
}

export function statesLimit(maxStates: number): Limit {
  return {
    name: "states",
    option: `--max-states ${maxStates}`,
    message: `stopped after ${thousands(maxStates)} ${maxStates === 1 ? "state" : "states"}`,
  };
}

export function unitsLimit(maxUnits: number): Limit {
  return { name: "units", option: null, message: `stopped: the program creates more than ${maxUnits} units` };
}

/** Whether a search that it stopped can go on with other limits. */
export function isLiftable({ name, option }: Limit): boolean {
  return option !== null || name === "interrupted";
}

/** Not the one that was set: there is no more. */
export const outOfMemory: Limit = {
  name: "memory",
  option: null,
  message: "stopped: the states and their order do not fit into the 4 GiB that a search can have",
};

export const interruption: Limit = { name: "interrupted", option: null, message: "interrupted" };
