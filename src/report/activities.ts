/** How an activity looks and is called in every chart, table and legend. */
import type { Activity, Lane, Timeline } from "../timing/timeline.js";

export interface Look {
  readonly sign: string;
  /** In a legend. */
  readonly meaning: string;
  /** In a sentence: "I/O 100 ms". */
  readonly words: string;
}

/** In the order in which legends and tables list them. */
export const looks: Readonly<Record<Activity, Look>> = {
  runs: { sign: "█", meaning: "runs", words: "runs" },
  starts: { sign: "▄", meaning: "starts", words: "starts" },
  gil: { sign: "▒", meaning: "waits for the GIL", words: "waits for the GIL" },
  core: { sign: "░", meaning: "waits for a core", words: "waits for a core" },
  io: { sign: "─", meaning: "I/O, sleep", words: "I/O" },
  waits: { sign: "·", meaning: "waits for a lock, a queue, a join", words: "waits for others" },
  loop: { sign: ":", meaning: "waits for its event loop", words: "waits for its event loop" },
};

export const activities = Object.keys(looks) as readonly Activity[];

/** What a unit does because of others. */
export const heldUp: ReadonlySet<Activity> = new Set<Activity>(["gil", "core", "waits", "loop"]);

/** How long a lane was held up by others, in nanoseconds. */
export function heldUpTime({ segments }: Lane): number {
  return segments.reduce((all, { activity, from, to }) => (heldUp.has(activity) ? all + to - from : all), 0);
}

/** How long all lanes together did what, in nanoseconds. */
export function activityTimes({ lanes, totals }: Timeline): Readonly<Record<Activity, number>> {
  let loop = 0;
  for (const { segments } of lanes)
    for (const { activity, from, to } of segments) if (activity === "loop") loop += to - from;
  const { running: runs, starts, gil, core, io, waits } = totals;
  return { runs, starts, gil, core, io, waits, loop };
}
