/**
 * `shrink`: the smallest scenario that still shows a finding. Delta debugging on the syntax tree: whatever is one step
 * smaller is printed, compiled and explored, and kept if the finding is still there, until no step is left. The result
 * depends on nothing but the scenario and the options (unless a time limit or an interruption ends it).
 */
import { finished, finishedInTurns } from "../explorer/driving.js";
import type { Turns } from "../explorer/driving.js";
import { exploration } from "../explorer/explore.js";
import type { ExploreOptions } from "../explorer/explore.js";
import type { Exploration } from "../explorer/exploration.js";
import { compile } from "../language/compile.js";
import { Diagnostics } from "../language/scenario.js";
import type { ParseOptions } from "../language/scenario.js";
import { Budget } from "./budget.js";
import { Shrinker } from "./shrinker.js";
import type { Shrunk } from "./shrunk.js";
import { chosen } from "./target.js";

export interface ShrinkOptions extends Omit<ExploreOptions, "resume" | "onStop">, ParseOptions {
  /** `KIND` or `KIND:ABOUT` as in `Finding`, for instance "lost-update:counter". Default: the first that violates. */
  readonly finding?: string | undefined;
}

export interface Shrinking {
  /** Of the scenario as it was given. */
  readonly original: Exploration;
  /** Null: there is no such finding. */
  readonly shrunk: Shrunk | null;
}

/**
 * Makes a scenario as small as it can be while it shows the same finding: the same kind about the same name (for a
 * violated property or an exception: the same one, numbers aside), that still can be avoided, and still needs a
 * preemption, if that was so; and no more units. No single step of a pass makes the result any smaller. A smaller scenario may have twice
 * the states of the one it comes from, or 1,000, and not more. Diagnostics, if the text has mistakes. Throws StartError
 * if its module-level code fails. Limits of `options`: `maxTimeMs` is for all together, the others for each exploration.
 */
export function shrink(text: string, options: ShrinkOptions = {}): Shrinking | Diagnostics {
  return finished(shrinking(text, options));
}

/** The same, giving the event loop a turn now and then; `signal` ends it with the smallest scenario so far. */
export function shrinkAsync(text: string, options: ShrinkOptions & Turns = {}): Promise<Shrinking | Diagnostics> {
  return finishedInTurns<ShrinkOptions, Shrinking | Diagnostics>(options, 1, (asked) => shrinking(text, asked));
}

function* shrinking(text: string, options: ShrinkOptions): Generator<void, Shrinking | Diagnostics> {
  const { file = "scenario", set = {}, finding: wanted = null, ...limits } = options;
  const compiled = compile(text, { file, set });
  if (compiled.program === null) return new Diagnostics(compiled.diagnostics, compiled.source);
  const budget = new Budget(limits);
  const original = yield* exploration(compiled.program, budget.forWhole());
  const finding = chosen(original, wanted);
  if (finding === null) return { original, shrunk: null };
  const shrinker = new Shrinker({ ...compiled, program: compiled.program, exploration: original, finding }, budget);
  return { original, shrunk: yield* shrinker.run() };
}
