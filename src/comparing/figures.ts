/** How one strategy did, in figures. */
import type { Strategy } from "../programs/strategy.js";
import { strategyText } from "../programs/strategy.js";
import type { Timeline } from "../timing/timeline.js";
import { boundOf } from "./bounds.js";
import type { Basis } from "./bounds.js";
import type { Row } from "./comparison.js";
import { lockTime } from "./waiting.js";

const SECOND = 1e9;

export function rowOf(strategy: Strategy, timeline: Timeline, band: Row["band"], basis: Basis): Row {
  const { makespan, cores, totals } = timeline;
  const speedup = makespan === 0 ? 1 : basis.sequential.makespan / makespan;
  const busy = makespan * cores === 0 ? 0 : totals.running / (makespan * cores);
  return {
    strategy,
    name: strategyText(strategy),
    seconds: makespan / SECOND,
    band,
    speedup,
    efficiency: speedup / workersOf(strategy, basis.jobs),
    cores: busy,
    gil: timeline.gils.length === 0 || makespan === 0 ? null : Math.max(...totals.held) / makespan,
    waits: { gil: totals.gil / SECOND, locks: lockTime(timeline) / SECOND, io: totals.io / SECOND },
    bound: boundOf(strategy, timeline, basis),
    worthIt: speedup >= basis.worth,
    timeline,
    failed: null,
  };
}

/** How many share the work: threads or processes; an event loop is one. */
export function workersOf({ kind, workers, computing }: Strategy, jobs: number): number {
  const own = workers ?? (kind === "sequential" || kind === "asyncio" ? 1 : jobs);
  return Math.max(1, Math.min(own, jobs)) + (computing === null ? 0 : Math.max(1, computing.workers ?? 1));
}
