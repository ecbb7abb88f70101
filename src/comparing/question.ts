/** The question of a comparison, without the answer. */
import type { Strategy } from "../programs/strategy.js";
import type { Timeline } from "../timing/timeline.js";
import type { Row } from "./comparison.js";

/** What is compared, and how a strategy is run. */
export interface Question {
  readonly strategies: readonly Strategy[];
  readonly jobs: number;
  readonly cores: number;
  readonly worth: number;
  /** One run; a text says why there is none. */
  readonly run: (strategy: Strategy, settings?: RunSettings) => Timeline | string;
  /** The shortest and the longest of a few runs in which what CPython leaves open went otherwise; null: all the same. */
  readonly band: (strategy: Strategy, timeline: Timeline) => Row["band"];
}

export interface RunSettings {
  /** So many of each job. */
  readonly jobs?: number;
  /** All `cpu` durations times this. */
  readonly cpuScale?: number;
  readonly seed?: number;
}
