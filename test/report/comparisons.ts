// Hand-made comparisons of strategies, as `sim time` would find them.
import type { Comparison, Row, Sweep } from "#sim/comparing/comparison.js";
import { tasksOfLoop, threadsUnderGil, timeline } from "./timelines.js";

export function row(name: string, seconds: number, more: Partial<Row> = {}): Row {
  const [, kind = "", workers] = /^(\w+)(?:\((\d+)\))?/.exec(name) ?? [];
  return {
    strategy: {
      kind: kind as Row["strategy"]["kind"],
      workers: workers === undefined ? null : Number(workers),
      limit: null,
      computing: null,
    },
    name,
    seconds,
    band: null,
    speedup: 0.96 / seconds,
    efficiency: 0.96 / seconds / Number(workers ?? 1),
    cores: 0.25,
    gil: 0.5,
    waits: { gil: 0.98, locks: 0, io: 0.8 },
    bound: { kind: "gil", sentence: "one of them computes at a time." },
    worthIt: true,
    timeline: timeline([]),
    failed: null,
    ...more,
  };
}

/** Eight jobs that each compute for 20 ms and wait for 100 ms. */
export const downloads: Comparison = {
  jobs: 8,
  cores: 4,
  rows: [
    row("sequential", 0.96, { bound: { kind: "workers", sentence: "only one works." }, cores: 0.04, gil: 0.17 }),
    row("threads(8)", 0.261, { timeline: threadsUnderGil(8, 20, 100), cores: 0.15, gil: 0.62 }),
    row("processes(8)", 0.208, {
      gil: null,
      cores: 0.21,
      worthIt: false,
      bound: { kind: "start", sentence: "starting eight processes takes 47 ms." },
    }),
    row("asyncio", 0.262, { timeline: tasksOfLoop(8, 20, () => 100), gil: 0.61 }),
    row("asyncio + processes(4)", 0.24, { failed: "the argument of job 3 is a lambda, which cannot be pickled" }),
  ],
  recommended: 1,
  why: "3.68 times as fast as one after the other. Processes would save 53 ms more, which is not worth starting them.",
  worth: 1.3,
  bound: "mixed",
  breakEven: ["from 14 jobs on, processes(8) is faster than threads(8)", "below 2 jobs, nothing beats sequential"],
  notes: ["costs are defaults; `sim calibrate` measures them on this machine"],
};

/** One to sixteen workers: threads stop at the GIL, processes at the cores. */
export const workers: Sweep = {
  name: "workers",
  ideal: true,
  points: [1, 2, 4, 8, 16].map((value) => ({
    value,
    rows: [
      { name: "threads", seconds: 0.96 / Math.min(value, 3.7), speedup: Math.min(value, 3.7) },
      { name: "processes", seconds: 1 / Math.min(value, 6), speedup: 0.96 * Math.min(value, 6) },
      { name: "asyncio", seconds: 0.262, speedup: 3.66 },
    ],
  })),
};
