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
  const kinds: readonly Strategy["kind"][] = ["sequential", "threads", "processes", "asyncio", "free_threaded"];
  return kinds.map((kind) => staffed({ kind, workers: null, limit: null, computing: null }, jobs, cores, workers));
}

/** The strategy with so many workers, where it does not say how many: see `defaultStrategies`. */
export function staffed(strategy: Strategy, jobs: number, cores: number, workers: number | null): Strategy {
  const { kind, computing } = strategy;
  const usual = (pool: Strategy["kind"]): number | null => {
    if (pool === "processes") return Math.max(1, Math.min(jobs, cores));
    return pool === "threads" || pool === "free_threaded"
      ? (workers ?? Math.max(1, Math.min(jobs, THREADS_MAX)))
      : null;
  };
  return {
    ...strategy,
    workers: strategy.workers ?? usual(kind),
    computing: computing === null ? null : { ...computing, workers: computing.workers ?? usual(computing.kind) },
  };
}
