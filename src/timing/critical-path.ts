/**
 * The chain of segments that made the run as long as it was: backwards from its end, from a waiting to whoever
 * ended it, and from a beginning to whoever started it. (For a run: Yang and Miller, "Critical path analysis for the
 * execution of parallel programs", 1988.)
 */
import type { CriticalStep, Lane, Segment } from "./timeline.js";

export function criticalPath(lanes: readonly Lane[], makespan: number): CriticalStep[] {
  const path: CriticalStep[] = [];
  const own = lanes.filter(({ form, segments }) => form !== "task" && segments.length > 0);
  let time = Math.max(0, ...own.map(lastDoing));
  let lane = own.find((each) => lastDoing(each) === time);
  if (lane !== undefined && time < makespan)
    path.push({ lane: lane.index, from: time, to: makespan, activity: "waits", about: null });
  /** Whose waiting has been explained at this moment. */
  const explained = new Set<number>();
  while (lane !== undefined && time > 0) {
    const segment = lastBefore(lane.segments, time);
    const { index, parent } = lane;
    if (segment === null) {
      if (parent === null) break;
      lane = lanes[parent];
      explained.clear();
      continue;
    }
    explained.add(index);
    const { from, activity, about } = segment;
    const culprit = segment.to === time && segment.by !== null ? lanes[segment.by] : undefined;
    const doing = culprit === undefined ? null : lastBefore(culprit.segments, time);
    if (culprit !== undefined && doing !== null && !explained.has(culprit.index)) {
      // Who has gone on to wait ended this waiting a moment ago: what was left of it is the way to the one who waited.
      const ended: number = doing.activity === "runs" || doing.from <= from ? time : doing.from;
      if (ended < time) {
        add(path, { lane: index, from: ended, to: time, activity, about });
        explained.clear();
      }
      lane = culprit;
      time = ended;
      continue;
    }
    add(path, { lane: index, from, to: time, activity, about });
    time = from;
    explained.clear();
  }
  return path.reverse();
}

/** When a lane did something last, other than wait for what never came. */
function lastDoing({ segments }: Lane): number {
  const last = segments.at(-1);
  if (last === undefined) return 0;
  return last.activity === "waits" && last.by === null ? last.from : last.to;
}

/** Path steps come from the end: the same thing before is one step. */
function add(path: CriticalStep[], step: CriticalStep): void {
  const next = path.at(-1);
  if (next !== undefined && next.lane === step.lane && next.activity === step.activity && next.about === step.about)
    path[path.length - 1] = { ...next, from: step.from };
  else path.push(step);
}

/** The segment that the moment is in, or ends. */
function lastBefore(segments: readonly Segment[], time: number): Segment | null {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (segments[middle].from < time) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? null : segments[low - 1];
}
