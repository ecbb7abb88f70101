/** The strategies that are compared where a scenario does not say which. */
import type { Strategy } from "../../programs/strategy.js";

/** One job after the other: what all strategies are measured by. */
export const inSequence: Strategy = { kind: "sequential", workers: null, limit: null, computing: null };

/** As many threads as jobs, up to this: more of them gain little, and the operating system has others to serve. */
const THREADS_MAX = 8;

/**
 * One of each kind. `workers` (of `option workers` or the command line) is the number of threads; null: as many as
 * there are jobs, at most 8. There are as many processes as cores, and never more workers than jobs.
 */
export function defaultStrategies(jobs: number, cores: number, workers: number | null): readonly Strategy[] {
  const threads = workers ?? Math.max(1, Math.min(jobs, THREADS_MAX));
  const processes = Math.max(1, Math.min(jobs, cores));
  const one = (kind: Strategy["kind"], count: number | null): Strategy => ({
    kind,
    workers: count,
    limit: null,
    computing: null,
  });
  return [
    inSequence,
    one("threads", threads),
    one("processes", processes),
    one("asyncio", null),
    one("free_threaded", threads),
  ];
}
