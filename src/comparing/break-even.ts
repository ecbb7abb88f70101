/** From where on a strategy pays: how many jobs, how much computing in each, how many workers. */
import { strategyText } from "../programs/strategy.js";
import type { Strategy } from "../programs/strategy.js";
import type { Timeline } from "../timing/timeline.js";
import { inSequence } from "./question.js";
import type { Question, RunSettings } from "./question.js";
import type { Row } from "./comparison.js";
import { workersOf } from "./figures.js";

const MOST_JOBS = 1 << 12;
const MOST_SCALE = 1 << 10;
/** Runs with more events than this are too long to be repeated. */
const MANY_EVENTS = 200_000;

/** In whole sentences without full stops; those of the fastest strategies of each kind only. */
export function breakEvens(question: Question, rows: readonly Row[], sequential: Timeline): string[] {
  if (sequential.events > MANY_EVENTS || question.jobs === 0) return [];
  const kinds = new Map<string, Row>();
  for (const row of rows) {
    const { kind } = row.strategy;
    if (row.failed !== null || kind === "sequential" || kind === "free_threaded" || row.strategy.computing !== null)
      continue;
    const known = kinds.get(kind);
    if (known === undefined || row.seconds < known.seconds) kinds.set(kind, row);
  }
  const best = [...kinds.values()];
  return [
    ...best.map((row) => fromJobs(question, row)),
    ...best.flatMap((row) => (row.strategy.kind === "processes" ? fromComputing(question, row, best, sequential) : [])),
    ...best.flatMap((row) => enoughWorkers(question, row)),
  ];
}

function makespan(question: Question, strategy: Strategy, settings: RunSettings): number {
  const timeline = question.run(strategy, settings);
  return typeof timeline === "string" || timeline.end !== "completed" ? Infinity : timeline.makespan;
}

/** The least whole number from 1 on for which it is true, if it is so for all greater ones; null: not up to `most`. */
function least(most: number, holds: (value: number) => boolean): number | null {
  let high = 1;
  while (!holds(high)) {
    if (high >= most) return null;
    high *= 2;
  }
  let low = high >> 1;
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}

function fromJobs(question: Question, { strategy, name }: Row): string {
  const { worth } = question;
  const pays = (jobs: number): boolean =>
    makespan(question, strategy, { jobs }) * worth <= makespan(question, inSequence, { jobs });
  const most = Math.min(MOST_JOBS, 16 * question.jobs);
  const jobs = least(most, pays);
  if (jobs === null)
    return `${name} is never ${worth} times as fast as one job after the other, with up to ${most} jobs`;
  return jobs === 1
    ? `${name} is ${worth} times as fast with a single job already`
    : `${name} is ${worth} times as fast as one job after the other from ${jobs} jobs on`;
}

/** From how much computing on processes are faster than what shares one GIL. */
function fromComputing(question: Question, row: Row, best: readonly Row[], sequential: Timeline): string[] {
  const rivals = best.filter(({ strategy }) => strategy.kind !== "processes");
  const each = sequential.totals.computing / question.jobs;
  if (rivals.length === 0 || each === 0) return [];
  const faster = (cpuScale: number): boolean => {
    const mine = makespan(question, row.strategy, { cpuScale });
    return rivals.every(({ strategy }) => mine < makespan(question, strategy, { cpuScale }));
  };
  // In steps of an eighth of what they compute now.
  const eighths = least(8 * MOST_SCALE, (scale) => faster(scale / 8));
  const others = rivals.map(({ name }) => name).join(" and ");
  if (eighths === null) return [`${row.name} is not faster than ${others}, however much a job computes`];
  const time = duration((each * eighths) / 8);
  return [`${row.name} is faster than ${others} once a job computes about ${time} (now ${duration(each)})`];
}

/** How many workers do as well as more of them would. */
function enoughWorkers(question: Question, { strategy }: Row): string[] {
  if (strategy.workers === null || strategy.computing !== null) return [];
  const most = Math.max(1, Math.min(question.jobs, 4 * workersOf(strategy, question.jobs)));
  const times = new Map<number, number>();
  const time = (workers: number): number => {
    const known = times.get(workers) ?? makespan(question, { ...strategy, workers }, {});
    times.set(workers, known);
    return known;
  };
  const enough = least(most, (workers) => time(workers) <= 1.05 * time(most));
  if (enough === null || enough >= question.jobs) return [];
  const text = strategyText({ ...strategy, workers: Math.min(enough, most) });
  return [`more workers than ${text} has bring less than 5 %`];
}

/** "31 ms" */
function duration(nanoseconds: number): string {
  const units = [
    [1e9, "s"],
    [1e6, "ms"],
    [1e3, "µs"],
  ] as const;
  const [size, unit] = units.find(([each]) => nanoseconds >= each) ?? [1, "ns"];
  return `${Number((nanoseconds / size).toPrecision(2))} ${unit}`;
}
