/** States, time and patience for one exploration after the other. */
import type { Exploration } from "../explorer/exploration.js";
import type { ExploreOptions } from "../explorer/explore.js";

type Statistics = Exploration["statistics"];

/** A scenario with so many states is never too large to be tried. */
const statesAllowed = 1000;
/** After a reduced search: a smaller scenario may need no reduction, and then has more states to look at. */
const statesWithoutReduction = 100_000;
/** Whoever takes so many instructions for one step most likely loops for ever; to be sure takes fifty times as long. */
const instructionsAllowed = 20_000;

export class Budget {
  private readonly options: ExploreOptions;
  /** By the clock of the options. */
  private readonly end: number;

  /** `maxTimeMs` is for all explorations together. */
  constructor(options: ExploreOptions) {
    this.options = options;
    this.end = this.now() + (options.maxTimeMs ?? Infinity);
  }

  /** For the scenario as it was given. */
  forWhole(): ExploreOptions {
    return this.options;
  }

  /** For one that is to be smaller; what is really different is not counted. `patient`: to be sure of endless loops. */
  forSmaller(maxStates: number, patient: boolean): ExploreOptions {
    const patience = patient ? {} : { maxInstructions: instructionsAllowed };
    const time = this.options.maxTimeMs === undefined ? {} : { maxTimeMs: Math.max(0, this.end - this.now()) };
    return { ...this.options, ...time, ...patience, maxStates, maxTraceEffort: 0 };
  }

  /** How many states a scenario may have that comes from one with these; no more than these, if they were not all. */
  statesAfter({ states, reductions }: Statistics, all: boolean): number {
    const least = reductions.length > 0 ? statesWithoutReduction : statesAllowed;
    return Math.min(Math.max(all ? 2 * states : states, least), this.options.maxStates ?? Infinity);
  }

  private now(): number {
    return this.options.clock?.() ?? 0;
  }
}
