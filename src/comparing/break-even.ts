/** From where on a strategy pays: how many jobs, how much computing in each, how many workers. */
import { inSequence } from "../language/strategies/defaults.js";
import { strategyText } from "../programs/strategy.js";
import type { Strategy } from "../programs/strategy.js";
import type { Timeline } from "../timing/timeline.js";
import type { Row } from "./comparison.js";
import { workersOf } from "./figures.js";
import type { Question, RunSettings } from "./question.js";

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
  const times = makespans(question);
  return [
    ...joined(best.map((row) => [row.name, fromJobs(question, times, row)])),
    ...best.flatMap((row) =>
      row.strategy.kind === "processes" ? fromComputing(question, times, row, best, sequential) : [],
    ),
    ...best.filter(({ worthIt }) => worthIt).flatMap((row) => enoughWorkers(question, times, row)),
  ];
}

type Makespans = (strategy: Strategy, settings?: RunSettings) => number;

/** How long a run takes, for ever if it does not come to its end. Each is made once: the questions share many. */
function makespans(question: Question): Makespans {
  const known = new Map<string, number>();
  return (strategy, settings = {}) => {
    const key = `${strategyText(strategy)} ${JSON.stringify(settings)}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const timeline = question.run(strategy, settings);
    const time = typeof timeline === "string" || timeline.end !== "completed" ? Infinity : timeline.makespan;
    known.set(key, time);
    return time;
  };
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

/** Without the name: it may be the same for several. */
function fromJobs({ worth, jobs: now }: Question, times: Makespans, { strategy }: Row): string {
  const pays = (jobs: number): boolean => times(strategy, { jobs }) * worth <= times(inSequence, { jobs });
  const most = Math.min(MOST_JOBS, 16 * now);
  const jobs = least(most, pays);
  if (jobs === null) return `never ${worth} times as fast as one job after the other, with up to ${most} jobs`;
  return jobs === 1
    ? `${worth} times as fast with a single job already`
    : `${worth} times as fast as one job after the other from ${jobs} jobs on`;
}

/** "threads(8) and asyncio are …" */
function joined(said: readonly (readonly [name: string, what: string])[]): string[] {
  return [...new Set(said.map(([, what]) => what))].map((what) => {
    const names = said.filter(([, same]) => same === what).map(([name]) => name);
    const last = names.at(-1) ?? "";
    return names.length === 1 ? `${last} is ${what}` : `${names.slice(0, -1).join(", ")} and ${last} are ${what}`;
  });
}

/** From how much computing on processes are faster than one after the other, and than what shares one GIL. */
function fromComputing(
  { jobs }: Question,
  times: Makespans,
  row: Row,
  best: readonly Row[],
  sequential: Timeline,
): string[] {
  const rivals = [inSequence, ...best.filter((rival) => rival !== row).map(({ strategy }) => strategy)];
  const each = sequential.totals.computing / jobs;
  if (each === 0) return [];
  const faster = (cpuScale: number): boolean => {
    const mine = times(row.strategy, { cpuScale });
    return rivals.every((strategy) => mine < times(strategy, { cpuScale }));
  };
  // In steps of an eighth of what they compute now.
  const eighths = least(8 * MOST_SCALE, (scale) => faster(scale / 8));
  if (eighths === null) return [`${row.name} is never the fastest, however much a job computes`];
  const time = duration((each * eighths) / 8);
  return [`${row.name} is faster than the others once a job computes about ${time} (now ${duration(each)})`];
}

/** How few workers do about as well as the best number of them. */
function enoughWorkers({ jobs }: Question, times: Makespans, { strategy, name }: Row): string[] {
  if (strategy.workers === null) return [];
  const time = (workers: number): number => times({ ...strategy, workers });
  const most = Math.max(1, Math.min(jobs, 4 * workersOf(strategy, jobs)));
  let best = most;
  for (let workers = 1; workers < most; workers *= 2) if (time(workers) < time(best)) best = workers;
  const enough = least(best, (workers) => time(Math.min(workers, best)) <= 1.05 * time(best));
  if (enough === null) return [];
  const other = strategyText({ ...strategy, workers: Math.min(enough, best) });
  if (enough < strategy.workers) return [`${other} is about as fast as ${name}`];
  const gain = time(strategy.workers) / time(Math.min(enough, best));
  return gain < 1.1 ? [] : [`${other} would be ${gain.toFixed(1)} times as fast as ${name}`];
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
