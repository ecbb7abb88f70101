/** How long a program takes over all its schedules, for people and for programs. */
import { thousands } from "../programs/thousands.js";
import type { Makespan, TimedRun } from "../explorer/makespan.js";
import { duration } from "./figures.js";
import { hang } from "./layout.js";
import { settings } from "./paint.js";
import type { ReportOptions } from "./paint.js";

/** A section without its empty line. */
export function makespanLines(makespan: Makespan, options: ReportOptions = {}): string[] {
  const { width, paint } = settings(options);
  const { best, worst, deadlocked, states, complete, limit } = makespan;
  const seen = complete ? "" : " of those seen";
  const lines = [
    ...(best === null ? ["  no schedule comes to an end"] : line(`the shortest${seen}`, best, width)),
    ...(worst === "unbounded" ? ["  the longest: there is none, it can go round for ever"] : []),
    ...(worst === null || worst === "unbounded" ? [] : line(`the longest${seen}`, worst, width)),
    ...(deadlocked === null ? [] : line("a deadlock, soonest", deadlocked, width)),
  ];
  const scope = complete ? "all schedules" : "schedules";
  const stopped = limit === null ? "" : `; ${limit.message}`;
  const note = `${thousands(states)} states${stopped}; nothing but cpu, io and sleep takes time here`;
  return [paint.bold(scope), ...lines, ...hang("  ", note, width).map(paint.dim)];
}

function line(what: string, { nanoseconds, schedule }: TimedRun, width: number): string[] {
  return hang(`  ${what}: `, `${duration(Number(nanoseconds))} · ${schedule}`, width);
}

export function makespanJson({ best, worst, deadlocked, states, complete, limit }: Makespan): object {
  const run = (each: TimedRun | null): object | null =>
    each === null ? null : { seconds: Number(each.nanoseconds) / 1e9, schedule: each.schedule };
  return {
    best: run(best),
    worst: worst === "unbounded" ? worst : run(worst),
    deadlocked: run(deadlocked),
    states,
    complete,
    limit: limit?.name ?? null,
  };
}
