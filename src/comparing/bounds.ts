/**
 * What holds a strategy back: of all the things that alone would make it take so long, the one that makes it take longest.
 * What the jobs wait for and compute in all is known from doing one after the other.
 */
import type { Strategy } from "../programs/strategy.js";
import type { Timeline } from "../timing/timeline.js";
import type { BoundKind, Row } from "./comparison.js";

/** The jobs, one after the other, and how many there are. */
export interface Basis {
  readonly sequential: Timeline;
  readonly jobs: number;
  readonly worth: number;
}

interface Bound {
  readonly kind: BoundKind;
  /** No run can be shorter, for this reason; in nanoseconds. */
  readonly time: number;
  readonly sentence: string;
}

/** `locks`: how long all together waited for locks, in nanoseconds. */
export function boundOf(strategy: Strategy, timeline: Timeline, locks: number, basis: Basis): Row["bound"] {
  const { makespan } = timeline;
  if (makespan === 0) return { kind: "io", sentence: "it takes no time at all." };
  if (strategy.kind === "sequential") return ofSequential(basis.sequential);
  const bounds = [
    ofLocks(timeline, locks),
    ofStarting(timeline),
    ...(sharesGil(strategy) ? [ofGil(strategy, timeline)] : []),
    ofCores(timeline),
    ofRounds(strategy, timeline, basis),
    ofWaiting(basis, makespan),
  ];
  const { kind, sentence } = bounds.reduce((greatest, bound) => (bound.time > greatest.time ? bound : greatest));
  return { kind, sentence };
}

const percent = (part: number, whole: number): string => `${Math.round((100 * part) / Math.max(1, whole))} %`;

function sharesGil({ kind, computing }: Strategy): boolean {
  return kind === "threads" || (kind === "asyncio" && computing?.kind !== "processes");
}

function ofSequential({ totals, makespan }: Timeline): Row["bound"] {
  const waiting = percent(totals.io, makespan);
  return {
    kind: "amdahl",
    sentence:
      totals.io > 0
        ? `one job after the other, and for ${waiting} of the time it only waits.`
        : "one job after the other, on one core.",
  };
}

/** Somebody waits for a lock on the critical path: who holds it does so one after the other. */
function ofLocks({ criticalPath, contention, makespan }: Timeline, locks: number): Bound {
  const waited = criticalPath.reduce(
    (sum, { activity, from, to }) => (activity === "waits" ? sum + to - from : sum),
    0,
  );
  const [most] = contention;
  // What is waited for longer than the whole run takes is handed from one to the next without a pause.
  const time = locks > makespan ? Math.max(waited, makespan * Math.min(1, locks / (2 * makespan))) : 0;
  const sentence = `jobs wait ${percent(locks, makespan * 1)} of the run's time for one another: somebody ${most?.about ?? "waits"}.`;
  return { kind: "lock", time: contention.length === 0 ? 0 : time, sentence };
}

function ofStarting({ totals, cores, makespan }: Timeline): Bound {
  const time = Math.min(makespan, totals.starts + totals.overhead);
  const sentence = `starting workers and giving them work takes ${percent(time, makespan)} of the time, on ${cores} cores.`;
  return { kind: "start", time: totals.overhead > totals.computing ? time : 0, sentence };
}

function ofGil({ kind }: Strategy, { totals, makespan }: Timeline): Bound {
  const time = Math.max(0, ...totals.held);
  const share = percent(time, makespan);
  const sentence =
    kind === "asyncio"
      ? `its one thread computes ${share} of the time: tasks overlap only while they wait.`
      : `somebody holds the GIL ${share} of the time: only one thread at a time computes.`;
  return { kind: "gil", time, sentence };
}

function ofCores({ totals, cores, makespan }: Timeline): Bound {
  const time = totals.running / cores;
  const which = cores === 1 ? "the only core is" : `all ${cores} cores are`;
  return { kind: "cpu", time, sentence: `${which} busy ${percent(time, makespan)} of the time.` };
}

/** More jobs than workers: they take turns. */
function ofRounds({ kind, workers, limit }: Strategy, { makespan }: Timeline, { sequential, jobs }: Basis): Bound {
  const atATime = Math.min(jobs, (kind === "asyncio" ? limit : workers) ?? jobs);
  const rounds = Math.ceil(jobs / atATime);
  const time = rounds === 1 ? 0 : Math.min(makespan, (rounds * sequential.makespan) / jobs);
  const who = kind === "asyncio" ? `${atATime} at a time` : `by ${atATime} worker${atATime === 1 ? "" : "s"}`;
  return { kind: "workers", time, sentence: `${jobs} jobs done ${who} take ${rounds} rounds, and cores are free.` };
}

function ofWaiting({ sequential, jobs }: Basis, makespan: number): Bound {
  const time = sequential.totals.io / jobs;
  const sentence = `a job alone waits ${percent(time, makespan)} of the time for the outside world.`;
  return { kind: "io", time, sentence };
}
