/** What is compared, and how it is run: the jobs of a program under strategies, with other numbers of jobs and other durations. */
import { amount, wholeNumber } from "../programs/checked.js";
import { compile } from "../language/compile.js";
import type { Compiled } from "../language/compile.js";
import { formatDiagnostics } from "../language/diagnostic.js";
import { jobCount, programOf } from "../language/strategies/carry-out.js";
import type { StrategySettings } from "../language/strategies/carry-out.js";
import { defaultStrategies, staffed } from "../language/strategies/defaults.js";
import type { Program } from "../programs/program.js";
import type { Strategy } from "../programs/strategy.js";
import { Explaining } from "../scheduler/explaining.js";
import { createWorld } from "../scheduler/world.js";
import { strategyText } from "../programs/strategy.js";
import { defaultCosts } from "../timing/parameters.js";
import { timed } from "../timing/timed.js";
import type { TimedOptions } from "../timing/timed.js";
import type { Timeline } from "../timing/timeline.js";
import type { Row } from "./comparison.js";

/** How many times as fast as one job after the other pays where nobody says. */
export const worthDefault = 1.5;

export interface CompareOptions extends Omit<TimedOptions, "cpuScale"> {
  /** Default: those of the `compare` line; without one, one of each kind. */
  readonly strategies?: readonly Strategy[] | undefined;
  /** Of threads, where there is no `compare` line; default: `option workers`, else as many as there are jobs, at most 8. */
  readonly workers?: number | undefined;
  /** From what speed-up on a strategy is worth the trouble; default 1.5. */
  readonly worth?: number | undefined;
  /** Whether break-even points are looked for, which takes some dozen runs more; default true. */
  readonly breakEven?: boolean | undefined;
  /** Whether each strategy is run again with other seeds, to see how much chance matters; default true. */
  readonly bands?: boolean | undefined;
  /** Called before each run with what is run. */
  readonly progress?: ((what: string) => void) | undefined;
}

/** Without jobs a scenario can only be timed as it stands. */
export function hasJobs({ units }: Program): boolean {
  return units.some(({ form }) => form === "job");
}

/** The scenario has no jobs, or not even one after the other can they be carried out. */
export class CompareError extends Error {}

/** The program's jobs as one strategy carries them out; a text says why it cannot. */
export type CarryOut = (strategy: Strategy, settings?: StrategySettings) => Program | string;

/** What is compared, and how a strategy is run. */
export interface Question {
  readonly strategies: readonly Strategy[];
  readonly jobs: number;
  readonly cores: number;
  readonly worth: number;
  /** One run; a text says why there is none. */
  readonly run: (strategy: Strategy, settings?: RunSettings) => Timeline | string;
  /** The shortest and the longest of a few runs in which what CPython leaves open went otherwise; null: all the same. */
  readonly band: (strategy: Strategy, timeline: Timeline) => Row["band"];
}

export interface RunSettings {
  /** So many of each job. */
  readonly jobs?: number;
  /** All `cpu` durations times this. */
  readonly cpuScale?: number;
  readonly seed?: number;
}

const SEEDS = 4;
/** Runs of more events are made once. */
const BAND_EVENTS = 50_000;

export function questionOf(program: Program, options: CompareOptions): Question {
  const { strategies, workers, worth = worthDefault, bands = true, breakEven: _, progress, ...timing } = options;
  amount("worth", worth);
  if (workers !== undefined) wholeNumber("workers", workers, 1);
  const compiled = compile(program.source, { file: program.file, set: program.settings });
  const jobs = jobCount(compiled) ?? jobsWithin(program);
  if (jobs === 0) {
    const why = hasJobs(program) ? "there are 0 jobs" : "the scenario has no `job`";
    throw new CompareError(`there is nothing to compare: ${why}`);
  }
  const cores =
    timing.costs?.cores ?? (typeof program.options.cores === "number" ? program.options.cores : defaultCosts.cores);
  const given = strategies ?? program.strategies;
  const { workers: written } = program.options;
  const threads = workers ?? (typeof written === "number" ? written : null);
  const carryOut = memory(compiled);
  const run = (strategy: Strategy, { jobs: many, ...settings }: RunSettings = {}): Timeline | string => {
    progress?.(strategyText(strategy));
    const carried = carryOut(strategy, many === undefined ? {} : { jobs: many });
    return typeof carried === "string" ? carried : timed(carried, { ...timing, ...settings });
  };
  return {
    strategies:
      given.length > 0
        ? given.map((strategy) => staffed(strategy, jobs, cores, threads))
        : defaultStrategies(jobs, cores, threads),
    jobs,
    cores,
    worth,
    run,
    band: (strategy, { makespan, events }) => {
      if (!bands || events > BAND_EVENTS) return null;
      const spans = [makespan];
      for (let seed = 1; seed <= SEEDS; seed++) {
        const other = run(strategy, { seed: (timing.seed ?? program.options.seed ?? 0) + seed });
        if (typeof other !== "string") spans.push(other.makespan);
      }
      const [least, most] = [Math.min(...spans), Math.max(...spans)];
      return most - least < 0.01 * makespan ? null : [least / 1e9, most / 1e9];
    },
  };
}

/** How many jobs there are once the values that they are made for have been computed. */
function jobsWithin(program: Program): number {
  const { units } = new Explaining(createWorld(program)).initial();
  return units.filter(({ template }) => template >= 0 && program.units[template].form === "job").length;
}

/** Each program is made once. */
function memory(compiled: Compiled): CarryOut {
  const made = new Map<string, Program | string>();
  return (strategy, settings = {}) => {
    const key = `${strategyText(strategy)} ${JSON.stringify(settings)}`;
    const known = made.get(key);
    if (known !== undefined) return known;
    const { program, diagnostics, source } = programOf(compiled, strategy, settings);
    const result = program ?? formatDiagnostics(source, diagnostics, { limit: 3 });
    made.set(key, result);
    return result;
  };
}
