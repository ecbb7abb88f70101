/**
 * The chain of segments that made the run as long as it was: backwards from its end, from a waiting to whoever
 * ended it, and from a beginning to whoever started it. (For a run: Yang and Miller, "Critical path analysis for the execution of parallel programs", 1988.)
 */
import type { CriticalStep, Lane, Segment } from "./timeline.js";

export function criticalPath(lanes: readonly Lane[], makespan: number): CriticalStep[] {
  const own = lanes.filter(({ form }) => form !== "task");
  const path: CriticalStep[] = [];
  let lane = own.find(({ segments }) => segments.at(-1)?.to === makespan);
  let time = makespan;
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
    if (segment.by !== null && !explained.has(segment.by) && lastBefore(lanes[segment.by].segments, time) !== null) {
      lane = lanes[segment.by];
      continue;
    }
    add(path, { lane: index, from: segment.from, to: time, activity: segment.activity, about: segment.about });
    time = segment.from;
    explained.clear();
  }
  return path.reverse();
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
