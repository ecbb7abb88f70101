/** How much there is to a program whose search was stopped, estimated from a few drawn runs. */
import type { Program } from "../programs/program.js";
import { finished, finishedInTurns } from "./driving.js";
import type { Turns } from "./driving.js";
import type { Exploration } from "./exploration.js";
import type { SearchOptions } from "./limits.js";
import { drawn } from "./sample.js";

/** Always the same runs, uniform ones as far as that goes: what these estimate spreads least. */
const draw = { sampler: "urw", runs: 30, seed: 1, maxSteps: 1_000, maxStates: 50_000 } as const;

/**
 * Fills `Exploration.estimate` of one that a limit has stopped. Nothing is said, and it is left as it is, where a run goes on
 * for long, or the runs are stopped by a limit themselves. The same options give the same answer.
 */
export function withEstimate(program: Program, exploration: Exploration, options: SearchOptions = {}): Exploration {
  return finished(estimating(program, exploration, options));
}

/** The same, giving the event loop a turn now and then; `signal` leaves it as it is. */
export function withEstimateAsync(
  program: Program,
  exploration: Exploration,
  options: SearchOptions & Turns = {},
): Promise<Exploration> {
  return finishedInTurns<SearchOptions, Exploration>(options, 16, (asked) => estimating(program, exploration, asked));
}

function* estimating(program: Program, found: Exploration, options: SearchOptions): Generator<void, Exploration> {
  const { limit, sample } = found;
  if (limit === null || limit.name === "interrupted" || sample !== undefined) return found;
  const { sampler } = yield* drawn(program, { ...options, ...draw });
  const interleavings = sampler.knuth.estimate();
  const isCutShort = sampler.limit !== null && sampler.limit.name !== "states";
  if (interleavings === null || isCutShort) return found;
  return { ...found, estimate: { interleavings, states: sampler.species.richness(), runs: sampler.runs } };
}
