/** What holds a strategy back, read off its timeline: what its critical path is made of, and what was busy all the time. */
import type { Strategy } from "../programs/strategy.js";
import type { Activity, Timeline } from "../timing/timeline.js";
import type { Row } from "./comparison.js";

/** So busy is as good as always busy. */
const SATURATED = 0.85;
/** Such a part of the critical path is to blame. */
const LARGE = 0.4;

const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** `locks`: how long all together waited for locks, in nanoseconds. */
export function boundOf(strategy: Strategy, timeline: Timeline, locks: number, jobs: number): Row["bound"] {
  const { makespan, cores, totals } = timeline;
  if (makespan === 0) return { kind: "io", sentence: "it takes no time at all." };
  const path = sharesOfPath(timeline);
  const busy = totals.running / (makespan * cores);
  const held = Math.max(0, ...totals.held) / makespan;
  const computing = totals.computing / Math.max(1, totals.running);
  const starting = path.starts + (path.runs + path.gil) * (1 - computing);
  if (starting >= LARGE)
    return { kind: "start", sentence: `starting workers and handing out work takes ${percent(starting)} of the time.` };
  if (locks > 0 && path.waits >= LARGE) {
    const [most] = timeline.contention;
    return {
      kind: "lock",
      sentence: `for ${percent(path.waits)} of the time somebody ${most.about}, and nobody else can go on.`,
    };
  }
  if (busy >= SATURATED && cores > 1)
    return { kind: "cpu", sentence: `all ${cores} cores are busy ${percent(busy)} of the time.` };
  if (strategy.kind === "sequential") return ofSequential(path.io, computing);
  if (held >= SATURATED && (strategy.kind === "threads" || strategy.kind === "asyncio"))
    return {
      kind: "gil",
      sentence:
        strategy.kind === "asyncio"
          ? `its one thread computes ${percent(held)} of the time: tasks only overlap while they wait.`
          : `somebody holds the GIL ${percent(held)} of the time: one thread at a time computes.`,
    };
  return ofWorkers(strategy, timeline, path, jobs);
}

function ofSequential(io: number, computing: number): Row["bound"] {
  return {
    kind: "amdahl",
    sentence:
      io > 0
        ? `one job after the other: it waits ${percent(io)} of the time while it could do another.`
        : `one job after the other, on one core${computing > 0 ? "" : ", without computing anything"}.`,
  };
}

function ofWorkers(
  strategy: Strategy,
  { makespan, cores, totals }: Timeline,
  path: Readonly<Record<Activity, number>>,
  jobs: number,
): Row["bound"] {
  const atATime = strategy.kind === "asyncio" ? (strategy.limit ?? jobs) : (strategy.workers ?? jobs);
  const rounds = Math.ceil(jobs / atATime);
  const who = strategy.kind === "asyncio" ? `${atATime} jobs at a time` : `${atATime} workers`;
  if (rounds > 1)
    return {
      kind: "workers",
      sentence: `${jobs} jobs go through ${who} in ${rounds} rounds, and the cores are busy only ${percent(totals.running / (makespan * cores))} of the time.`,
    };
  if (path.io >= path.runs + path.gil + path.core + path.loop)
    return { kind: "io", sentence: `it waits for I/O ${percent(path.io)} of the time, and all jobs do so at once.` };
  return {
    kind: path.gil > path.runs ? "gil" : "cpu",
    sentence: `all jobs run at once: it cannot take less than the longest of them computes.`,
  };
}

/** What part of the critical path each activity has. */
function sharesOfPath({ criticalPath, makespan }: Timeline): Record<Activity, number> {
  const shares: Record<Activity, number> = { runs: 0, starts: 0, gil: 0, core: 0, io: 0, waits: 0, loop: 0 };
  for (const { activity, from, to } of criticalPath) shares[activity] += (to - from) / makespan;
  return shares;
}
