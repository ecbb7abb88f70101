/** What a timed run comes down to: shares and sums that its report and its JSON both give. */
import type { Activity, CriticalStep, Lane, Timeline } from "../timing/timeline.js";
import { heldUp } from "./activities.js";
import { grouped } from "./grouped.js";
import { list, plural } from "./layout.js";
import { ratio, sum } from "./figures.js";

/** Share of the time of all cores in which they are busy, 0 to 1. */
export function coreShare({ totals, cores, makespan }: Timeline): number {
  return ratio(totals.running, cores * makespan);
}

/** For each GIL, the share of the time in which somebody holds it. */
export function gilShares({ totals, makespan }: Timeline): number[] {
  return totals.held.map((held) => ratio(held, makespan));
}

const forms: readonly (readonly [Lane["form"], string, string])[] = [
  ["process", "process", "processes"],
  ["thread", "thread", "threads"],
  ["coroutine", "coroutine", "coroutines"],
  ["task", "task", "tasks"],
];

/** "8 threads on 4 cores" */
export function unitsText({ lanes, cores }: Timeline): string {
  const counts = forms.flatMap(([form, one, many]) => {
    const count = lanes.filter((lane) => lane.form === form).length;
    return count === 0 ? [] : [plural(count, one, many)];
  });
  return `${counts.length === 0 ? "one unit" : list(counts)} on ${plural(cores, "core")}`;
}

/** What one lane does on the critical path. */
export interface CriticalLane {
  readonly lane: number;
  /** Nanoseconds on the path, and as a share of the whole path. */
  readonly time: number;
  readonly share: number;
  readonly parts: readonly CriticalPart[];
}

export interface CriticalPart {
  readonly activity: Activity;
  readonly about: string | null;
  /** Nanoseconds. */
  readonly time: number;
  /** Who held it up for the longest part; null: nobody did. */
  readonly by: number | null;
}

/** Lanes and parts in falling order of time; as they come first where they are equal. */
export function criticalLanes(timeline: Timeline): CriticalLane[] {
  const whole = sum(timeline.criticalPath.map(length));
  const lanes = grouped(timeline.criticalPath, ({ lane }) => lane);
  return [...lanes]
    .map(([lane, steps]) => {
      const time = sum(steps.map(length));
      return { lane, time, share: ratio(time, whole), parts: partsOf(timeline, steps) };
    })
    .filter(({ time }) => time > 0)
    .sort(byTime);
}

function partsOf(timeline: Timeline, steps: readonly CriticalStep[]): CriticalPart[] {
  return [...grouped(steps, ({ activity, about }) => `${activity} ${about ?? ""}`).values()]
    .map((same) => {
      const { activity, about } = same[0];
      const by = heldUp.has(activity) ? blamed(timeline, same) : null;
      return { activity, about, time: sum(same.map(length)), by };
    })
    .filter(({ time }) => time > 0)
    .sort(byTime);
}

/** Who ended most of these waits, by time. */
function blamed({ lanes }: Timeline, steps: readonly CriticalStep[]): number | null {
  const times = new Map<number, number>();
  for (const step of steps) {
    const by = segmentAt(lanes[step.lane], step.from)?.by ?? null;
    if (by !== null) times.set(by, (times.get(by) ?? 0) + length(step));
  }
  return [...times].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}

/** The segment in which a time lies; by halving, since there may be many. */
function segmentAt({ segments }: Lane, time: number): Lane["segments"][number] | null {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (segments[middle].to <= time) low = middle + 1;
    else high = middle;
  }
  const found = segments[low];
  return found !== undefined && found.from <= time ? found : null;
}

function length({ from, to }: CriticalStep): number {
  return to - from;
}

function byTime(a: { readonly time: number }, b: { readonly time: number }): number {
  return b.time - a.time;
}
