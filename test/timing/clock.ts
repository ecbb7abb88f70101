// One-line questions about timed runs: how long a small scenario takes, and who did what.
import type { TimedOptions } from "#sim/timing/timed.js";
import { timed } from "#sim/timing/timed.js";
import { noOverheads } from "#sim/timing/parameters.js";
import type { Activity, Lane, Timeline } from "#sim/timing/timeline.js";
import { compiled } from "../tiny.js";

/** On a machine where nothing but `cpu`, `io` and `sleep` takes time. */
export function ideal(text: string, { costs, ...options }: TimedOptions = {}): Timeline {
  return timed(compiled(text), { ...options, costs: { ...noOverheads, ...costs } });
}

/** With what things cost in CPython. */
export function real(text: string, options: TimedOptions = {}): Timeline {
  return timed(compiled(text), options);
}

/** "completed 100 ms", exact to the nanosecond. */
export function lasts(text: string, options: TimedOptions = {}): string {
  const { end, makespan } = ideal(text, options);
  return `${end} ${inMs(makespan)} ms`;
}

export function inMs(time: number): number {
  return Math.round(time) / 1e6;
}

export function laneOf({ lanes }: Timeline, name: string): Lane {
  const lane = lanes.find((each) => each.name === name);
  if (lane === undefined) throw new Error(`no ${name} among ${lanes.map((each) => each.name).join(", ")}`);
  return lane;
}

/** "io 0-10, waits 10-30 for lock": what the lane did, in milliseconds. */
export function story(timeline: Timeline, name: string): string {
  return laneOf(timeline, name)
    .segments.map(
      ({ activity, from, to, about }) => `${activity} ${inMs(from)}-${inMs(to)}${about === null ? "" : `: ${about}`}`,
    )
    .join(", ");
}

/** How long the lane did that, in milliseconds. */
export function spent(timeline: Timeline, name: string, what: Activity): number {
  const { segments } = laneOf(timeline, name);
  return inMs(segments.reduce((sum, { activity, from, to }) => (activity === what ? sum + to - from : sum), 0));
}
