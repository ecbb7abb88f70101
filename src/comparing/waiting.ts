/** What workers wait for that others have: locks, permits, answers. */
import type { Strategy } from "../programs/strategy.js";
import type { Lane, Timeline } from "../timing/timeline.js";

/** The end, or the result, of somebody's work: who waits for that has nothing to do. */
const joins = /^waits (?:for the result|until the workers|for results|for a call)|to end$/;

/** How long all together waited for one another, in nanoseconds. */
export function lockTime({ contention }: Timeline): number {
  return contention.reduce((sum, { about, total }) => (joins.test(about) ? sum : sum + total), 0);
}

/** Something that only one, or only so many, can have at a time. */
export interface Bottleneck {
  /** "waits for lock" */
  readonly about: string;
  /** For how long somebody waited for it, in nanoseconds: it is in use all the while. */
  readonly time: number;
}

/** What was waited for longest, if only by one at a time; null: nothing. */
export function bottleneck({ kind, limit, computing }: Strategy, { lanes }: Timeline): Bottleneck | null {
  const waits = new Map<string, [from: number, to: number][]>();
  const add = (about: string, { segments }: Lane): void => {
    for (const { activity, from, to, about: own } of segments) {
      if (activity !== "waits" || (own !== null && joins.test(own))) continue;
      const what = own ?? about;
      if (what === "") continue;
      const spans = waits.get(what) ?? [];
      spans.push([from, to]);
      waits.set(what, spans);
    }
  };
  // Tasks that wait for neither a turn of the limit nor a pool wait for each other; the first one gathers the others.
  const tasks = kind === "asyncio" && limit === null && computing === null;
  for (const lane of lanes.filter(({ form }) => form !== "task")) add("", lane);
  if (tasks) for (const lane of lanes.filter(({ form }) => form === "task").slice(1)) add("waits for another", lane);
  return [...waits]
    .map(([about, spans]) => ({ about, time: union(spans) }))
    .reduce<Bottleneck | null>((most, each) => (each.time > (most?.time ?? 0) ? each : most), null);
}

/** How long at least one of them lasts. */
function union(spans: readonly (readonly [from: number, to: number])[]): number {
  let covered = 0;
  let end = 0;
  for (const [from, to] of [...spans].sort(([a], [b]) => a - b)) {
    covered += Math.max(0, to - Math.max(from, end));
    end = Math.max(end, to);
  }
  return covered;
}
