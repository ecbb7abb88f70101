/** One run of a program under the clock. */
import { amount, oneOf, wholeNumber } from "../programs/checked.js";
import type { Program } from "../programs/program.js";
import { TooManyUnits } from "../scheduler/machine.js";
import { mulberry32 } from "../scheduler/strategies/mulberry32.js";
import { failureOf } from "../scheduler/exception-text.js";
import type { WorldOptions } from "../scheduler/world.js";
import { criticalPath } from "./critical-path.js";
import { defaultCosts, parameterNames, parameters } from "./parameters.js";
import type { Costs, ParameterName } from "./parameters.js";
import { ProgramRun } from "./program-run.js";
import { System } from "./system.js";
import type { Timeline } from "./timeline.js";
import { Tracks } from "./tracks.js";

/** After so many events a run is stopped where nobody says. */
export const maxEventsDefault = 50_000_000;

export interface TimedOptions extends Omit<WorldOptions, "clocked" | "time" | "maxInstructions"> {
  /** What differs from the defaults: see parameters.ts. */
  readonly costs?: Partial<Costs> | undefined;
  /** All `cpu` durations times this; default 1. */
  readonly cpuScale?: number | undefined;
  /** Of what CPython leaves open: who gets the GIL next, and what `choose` and `random` give. Default: the file's `option seed`, else 0. */
  readonly seed?: number | undefined;
  /** The run is `stopped` after so many events, as it is after 100,000,000 instructions that touch nothing shared; default 50,000,000. */
  readonly maxEvents?: number | undefined;
}

/**
 * Runs the program under the clock: with cores, with a GIL for each process (none if the interpreter is
 * "free-threaded"), and with what things cost. Throws StartError when the module-level code fails, RangeError for an
 * impossible cost.
 */
export function timed(program: Program, options: TimedOptions = {}): Timeline {
  const {
    costs = {},
    seed = program.options.seed ?? 0,
    maxEvents = maxEventsDefault,
    cpuScale = 1,
    ...world
  } = options;
  wholeNumber("seed", seed, -Infinity);
  wholeNumber("maxEvents", maxEvents, 1);
  amount("cpuScale", cpuScale);
  const tracks = new Tracks();
  const system = new System(
    inNanoseconds({ ...defaultCosts, ...optionCosts(program), ...costs }),
    mulberry32(seed),
    maxEvents,
  );
  const run = new ProgramRun(program, world, system, tracks, cpuScale);
  run.begin();
  const end = endOf(system);
  run.finish();
  const { totals } = tracks;
  const lanes = tracks.lanes();
  const raised = run.state.units.map((unit) => failureOf(run.world, run.memory, unit)).find((each) => each !== null);
  const failure = [...(raised ? [`${raised.whose}: ${raised.text}`] : []), ...(end === "stuck" ? run.blocked() : [])];
  return {
    lanes,
    gils: run.gils.map(({ first, gil }) => ({
      process: first.index,
      segments: gil.held.map(({ from, to, thread }) => ({ from, to, lane: thread.track.index })),
    })),
    cores: system.costs.cores,
    makespan: system.now,
    end: end === "stopped" ? "stopped" : end === "stuck" ? "deadlocked" : raised ? "failed" : "completed",
    ...(failure.length > 0 ? { failure: failure.join("; ") } : {}),
    criticalPath: criticalPath(lanes, system.now),
    contention: tracks.contentions(),
    totals: {
      running: totals.runs,
      computing: system.worked.computing,
      overhead: system.worked.overhead + system.worked.starting,
      gil: totals.gil,
      core: totals.core,
      io: totals.io,
      waits: totals.waits,
      starts: totals.starts,
      held: run.gils.map(({ gil }) => gil.held.reduce((sum, { from, to }) => sum + to - from, 0)),
    },
    events: system.events,
  };
}

function endOf(system: System): ReturnType<System["run"]> {
  try {
    return system.run();
  } catch (error) {
    if (error instanceof TooManyUnits) return "stopped";
    throw error;
  }
}

/** What the file's `option` lines say. */
function optionCosts({ options }: Program): Partial<Record<ParameterName, number>> {
  const found: Partial<Record<ParameterName, number>> = {};
  for (const name of ["cores", "switch_interval"] as const) {
    const value = options[name];
    if (typeof value === "number") found[name] = value;
  }
  return found;
}

/** Times as the clock counts them. Throws RangeError for what cannot be. */
function inNanoseconds(costs: Costs): Costs {
  for (const name of Object.keys(costs)) oneOf("a cost", name, parameterNames);
  return Object.fromEntries(
    parameterNames.map((name) => {
      const value = costs[name];
      const { unit } = parameters[name];
      const least = unit === "count" || unit === "ratio" ? 1 : 0;
      if (!Number.isFinite(value) || value < least || (unit === "count" && !Number.isInteger(value)))
        throw new RangeError(`${name} cannot be ${value}`);
      return [name, unit.startsWith("seconds") ? value * 1e9 : value];
    }),
  ) as Record<ParameterName, number>;
}
