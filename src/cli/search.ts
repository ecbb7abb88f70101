/** An exploration that can be watched and interrupted. */
import { setImmediate } from "node:timers/promises";
import { exploreAsync } from "../explorer/explore.js";
import type { ExploreOptions } from "../explorer/explore.js";
import type { Exploration } from "../explorer/exploration.js";
import type { Program } from "../programs/program.js";
import { EXIT } from "./exit.js";
import { ProgressLine } from "./progress.js";
import { paintFor } from "./terminal.js";
import type { ColourChoice } from "./terminal.js";

export interface SearchSettings {
  readonly quiet?: boolean;
  readonly color?: ColourChoice;
  /** What is being searched, before the progress. */
  readonly label?: string;
}

/** Ctrl-C stops the search with what was found so far; a second one ends the process. */
export async function searchWatched(
  program: Program,
  options: ExploreOptions,
  settings: SearchSettings,
): Promise<Exploration> {
  const stop = new AbortController();
  const interrupt = (): void => {
    if (stop.signal.aborted) process.exit(EXIT.interrupted);
    stop.abort();
  };
  const line = new ProgressLine(paintFor(process.stderr, settings.color));
  process.on("SIGINT", interrupt);
  try {
    return await exploreAsync(program, {
      ...options,
      clock: () => performance.now(),
      signal: stop.signal,
      turn: () => setImmediate(),
      ...(settings.quiet === true ? {} : { progress: (progress) => line.update(progress, settings.label) }),
    });
  } finally {
    process.off("SIGINT", interrupt);
    line.erase();
  }
}

/** The exit code that a verdict means. */
export function exitOf({ verdict, limit }: Exploration): number {
  if (limit?.name === "interrupted") return EXIT.interrupted;
  if (verdict === "violated") return EXIT.violated;
  return verdict === "holds" ? EXIT.ok : EXIT.limit;
}
