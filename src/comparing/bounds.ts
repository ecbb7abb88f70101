/**
 * What holds a strategy back: of all the things that alone would make it take so long, the one that makes it take longest.
 * What the jobs wait for and compute in all is known from doing one after the other.
 */
import type { Strategy } from "../programs/strategy.js";
import type { Activity, Timeline } from "../timing/timeline.js";
import type { BoundKind, Row } from "./comparison.js";
import { bottleneck } from "./waiting.js";

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

/** A bound that explains less of the time is not the whole story. */
const ENOUGH = 0.65;

export function boundOf(strategy: Strategy, timeline: Timeline, basis: Basis): Row["bound"] {
  const { makespan } = timeline;
  if (makespan === 0) return { kind: "io", sentence: "it takes no time at all." };
  if (strategy.kind === "sequential") return ofSequential(basis.sequential);
  const bounds = [
    ofLocks(strategy, timeline),
    ...(sharesGil(strategy) ? [ofGil(strategy, timeline)] : []),
    ofMainProcess(strategy, timeline),
    ofCores(timeline),
    ofRounds(strategy, timeline, basis),
    ofOneJob(basis, makespan),
  ];
  const greatest = bounds.reduce((most, bound) => (bound.time > most.time ? bound : most));
  if (greatest.time < ENOUGH * makespan) return withCriticalPath(greatest, timeline);
  const { kind, sentence } = greatest;
  return { kind, sentence };
}

const percent = (part: number, whole: number): string => `${Math.round((100 * part) / Math.max(1, whole))} %`;

function sharesGil({ kind, computing }: Strategy): boolean {
  return kind === "threads" || (kind === "asyncio" && computing?.kind !== "processes");
}

function ofSequential({ totals, makespan }: Timeline): Row["bound"] {
  const waiting = percent(totals.io, makespan);
  return {
    kind: "workers",
    sentence:
      totals.io > 0
        ? `it does one job after the other, and for ${waiting} of the time it only waits.`
        : "it does one job after the other, on one core.",
  };
}

/** While somebody waits for it, it is in use: whoever has it does so one after the other. */
function ofLocks(strategy: Strategy, timeline: Timeline): Bound {
  const most = bottleneck(strategy, timeline);
  const time = most?.time ?? 0;
  const share = percent(time, timeline.makespan);
  return { kind: "lock", time, sentence: `for ${share} of the time some job ${most?.about ?? "waits"}.` };
}

/** Most of what is done on the cores is done for the sake of the workers. */
const isOverhead = ({ totals }: Timeline): boolean => 2 * totals.overhead > totals.running;

/** Pools of processes are served by their main process, which does nothing else. */
function ofMainProcess({ kind }: Strategy, { gils, totals, makespan }: Timeline): Bound {
  const main = gils.findIndex(({ process }) => process === 0);
  const time = kind === "processes" && main >= 0 ? totals.held[main] : 0;
  const sentence = `the main process is busy ${percent(time, makespan)} of the time, handing out work and collecting results.`;
  return { kind: "start", time, sentence };
}

function ofGil({ kind }: Strategy, timeline: Timeline): Bound {
  const { totals, makespan } = timeline;
  const time = Math.max(0, ...totals.held);
  const share = percent(time, makespan);
  if (isOverhead(timeline))
    return { kind: "start", time, sentence: `the GIL is held ${share} of the time, mostly to hand out the work.` };
  const sentence =
    kind === "asyncio"
      ? `its one thread computes ${share} of the time: tasks overlap only while they wait.`
      : `somebody holds the GIL ${share} of the time: only one thread at a time computes.`;
  return { kind: "gil", time, sentence };
}

function ofCores(timeline: Timeline): Bound {
  const { totals, cores, makespan } = timeline;
  const time = totals.running / cores;
  const which = cores === 1 ? "the only core is" : `all ${cores} cores are`;
  const busy = `${which} busy ${percent(time, makespan)} of the time`;
  return isOverhead(timeline)
    ? { kind: "start", time, sentence: `${busy}, mostly with starting workers and handing out work.` }
    : { kind: "cpu", time, sentence: `${busy}.` };
}

/** More jobs than workers: they take turns. */
function ofRounds({ kind, workers, limit }: Strategy, { makespan }: Timeline, { sequential, jobs }: Basis): Bound {
  const atATime = Math.min(jobs, (kind === "asyncio" ? limit : workers) ?? jobs);
  const rounds = Math.ceil(jobs / atATime);
  const time = rounds === 1 ? 0 : Math.min(makespan, (rounds * sequential.makespan) / jobs);
  const who = kind === "asyncio" ? `${atATime} at a time` : `by ${atATime} worker${atATime === 1 ? "" : "s"}`;
  return { kind: "workers", time, sentence: `${jobs} jobs done ${who} take ${rounds} rounds, and cores are free.` };
}

/** A job is not divided among workers. */
function ofOneJob({ sequential, jobs }: Basis, makespan: number): Bound {
  const time = sequential.makespan / jobs;
  const { io, running } = sequential.totals;
  const share = percent(time, makespan);
  return io >= running
    ? { kind: "io", time, sentence: `a job alone takes ${share} of the time, mostly to wait for the outside world.` }
    : { kind: "amdahl", time, sentence: `a job alone takes ${share} of the time, and cannot be divided.` };
}

/** Jobs are uneven, say, or wait and compute in turn: the chain that made the run so long is told as well. */
function withCriticalPath({ time, kind, sentence }: Bound, timeline: Timeline): Row["bound"] {
  const { criticalPath, makespan } = timeline;
  const spent = new Map<Activity, number>();
  for (const { activity, from, to } of criticalPath) spent.set(activity, (spent.get(activity) ?? 0) + to - from);
  const parts = [...spent].sort(([, a], [, b]) => b - a).slice(0, 3);
  const path = `the critical path ${parts.map(([activity, part]) => `${does[activity]} (${percent(part, makespan)})`).join(", ")}.`;
  if (2 * time >= makespan) return { kind, sentence: `${sentence.slice(0, -1)}; ${path}` };
  return { kind: parts.at(0)?.[0] === "io" ? "io" : isOverhead(timeline) ? "start" : "amdahl", sentence: path };
}

const does: Readonly<Record<Activity, string>> = {
  runs: "runs",
  starts: "starts",
  gil: "waits for the GIL",
  core: "waits for a core",
  io: "waits for the outside world",
  waits: "waits for others",
  loop: "waits for its event loop",
};
