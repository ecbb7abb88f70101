/** A search, or runs that are drawn, to be watched and interrupted. */
import { setImmediate } from "node:timers/promises";
import { withEstimateAsync } from "../explorer/estimate.js";
import { withReachabilityAsync } from "../explorer/interpreters.js";
import { exploreAsync } from "../explorer/explore.js";
import type { ExploreOptions } from "../explorer/explore.js";
import { sampleAsync } from "../explorer/sample.js";
import type { SampleOptions } from "../explorer/sample.js";
import type { Exploration } from "../explorer/exploration.js";
import type { Program } from "../programs/program.js";
import { now } from "./clock.js";
import { EXIT } from "./exit.js";
import { onInterrupt } from "./interrupt.js";
import { ProgressLine } from "./progress.js";
import { paintFor } from "./terminal.js";
import type { ColourChoice } from "./terminal.js";

export interface SearchSettings {
  readonly quiet?: boolean;
  readonly color?: ColourChoice;
  /** What is being searched, before the progress. */
  readonly label?: string;
}

/** What the command line adds to the options of a search. */
export interface Watching {
  readonly clock: () => number;
  readonly interrupted: () => boolean;
  /** Gives the event loop a turn, where there is one to be given. */
  readonly turn?: () => Promise<void>;
  readonly progress?: ProgressLine["update"];
}

/** Ctrl-C stops the search with what was found so far; a second one ends the process. */
export function searchWatched(
  program: Program,
  options: ExploreOptions,
  settings: SearchSettings,
): Promise<Exploration> {
  return watched(settings, (watching) => exploreAsync(program, { ...options, ...watching }));
}

/** The same for drawn runs. */
export function sampleWatched(
  program: Program,
  options: SampleOptions,
  settings: SearchSettings,
): Promise<Exploration> {
  return watched(settings, (watching) => sampleAsync(program, { ...options, ...watching }));
}

/** The same for where findings can happen: stopped, it is not told. */
export function reachabilityWatched(
  program: Program,
  found: Exploration,
  options: ExploreOptions,
  settings: SearchSettings,
): Promise<Exploration> {
  return watched(settings, (watching) => withReachabilityAsync(program, found, { ...options, ...watching }));
}

/** The same for how much there is to what a limit has stopped: stopped itself, it is not told. */
export function estimateWatched(
  program: Program,
  found: Exploration,
  options: ExploreOptions,
  settings: SearchSettings,
): Promise<Exploration> {
  return watched(settings, (watching) => {
    const { progress: _, ...silently } = watching;
    return withEstimateAsync(program, found, { ...options, ...silently });
  });
}

/** The same for anything that searches. */
export async function watched<Result>(
  { quiet, color, label }: SearchSettings,
  work: (watching: Watching) => Promise<Result>,
): Promise<Result> {
  let interrupted = false;
  const forget = onInterrupt(() => (interrupted = true));
  const line = new ProgressLine(paintFor(process.stderr, color));
  const progress: ProgressLine["update"] = (progress) => line.update(progress, label);
  try {
    return await work({
      clock: now,
      interrupted: () => interrupted,
      turn: () => setImmediate(),
      ...(quiet === true ? {} : { progress }),
    });
  } finally {
    forget();
    line.erase();
  }
}

/** For what cannot be interrupted: it says what it does now. */
export function noted<Result>(
  { quiet, color }: SearchSettings,
  work: (watching: { readonly progress?: (what: string) => void }) => Result,
): Result {
  const line = new ProgressLine(paintFor(process.stderr, color));
  try {
    return work(quiet === true ? {} : { progress: (what) => line.note(what) });
  } finally {
    line.erase();
  }
}

/** The exit code that a verdict means. */
export function exitOf({ verdict, limit }: Exploration): number {
  if (limit?.name === "interrupted") return EXIT.interrupted;
  if (verdict === "violated") return EXIT.violated;
  return verdict === "holds" ? EXIT.ok : EXIT.limit;
}
