/** The jobs of a scenario under several strategies, each run under the clock. */
import { compile } from "../language/compile.js";
import type { Compiled } from "../language/compile.js";
import { formatDiagnostics } from "../language/diagnostic.js";
import { jobCount, programOf } from "../language/strategies/carry-out.js";
import type { StrategySettings } from "../language/strategies/carry-out.js";
import { defaultStrategies, inSequence } from "../language/strategies/defaults.js";
import type { Program } from "../programs/program.js";
import { Explaining } from "../scheduler/explaining.js";
import { createWorld } from "../scheduler/world.js";
import type { Strategy } from "../programs/strategy.js";
import { strategyText } from "../programs/strategy.js";
import { defaultCosts } from "../timing/parameters.js";
import { timed } from "../timing/timed.js";
import type { TimedOptions } from "../timing/timed.js";
import type { Timeline } from "../timing/timeline.js";
import { advise } from "./advice.js";
import { breakEvens } from "./break-even.js";
import type { Comparison, Row } from "./comparison.js";
import { rowOf } from "./figures.js";
import type { Question, RunSettings } from "./question.js";

/** How many times as fast as one job after the other pays where nobody says. */
export const worthDefault = 1.5;

export interface CompareOptions extends Omit<TimedOptions, "cpuScale"> {
  /** Default: those of the `compare` line; without one, one of each kind. */
  readonly strategies?: readonly Strategy[];
  /** Of threads, where there is no `compare` line; default: `option workers`, else as many as there are jobs, at most 8. */
  readonly workers?: number;
  /** From what speed-up on a strategy is worth the trouble; default 1.5. */
  readonly worth?: number;
  /** Whether break-even points are looked for, which takes some dozen runs more; default true. */
  readonly breakEven?: boolean;
  /** Whether each strategy is run again with other seeds, to see how much chance matters; default true. */
  readonly bands?: boolean;
  /** Called before each run with what is run. */
  readonly progress?: (what: string) => void;
}

/** The scenario has no jobs, or not even one after the other can they be carried out. */
export class CompareError extends Error {}

/** The program's jobs as one strategy carries them out; a text says why it cannot. */
export type CarryOut = (strategy: Strategy, settings?: StrategySettings) => Program | string;

/**
 * How long the jobs of a scenario take under each strategy, which to use, and from where on. Deterministic.
 * Throws CompareError, StartError (the module-level code fails), RangeError (an impossible cost).
 */
export function compare(program: Program, options: CompareOptions = {}): Comparison {
  const question = questionOf(program, options);
  const { strategies, jobs, cores, worth } = question;
  const sequential = question.run(inSequence);
  if (typeof sequential === "string") throw new CompareError(sequential);
  const basis = { sequential, jobs, worth };
  const rows = strategies.map((strategy): Row => {
    const timeline = question.run(strategy);
    if (typeof timeline !== "string" && timeline.end === "completed")
      return rowOf(strategy, timeline, question.band(strategy, timeline), basis);
    const failed =
      typeof timeline === "string"
        ? timeline
        : `it ${ends[timeline.end]}${timeline.failure === undefined ? "" : `: ${timeline.failure}`}`;
    return { ...rowOf(strategy, typeof timeline === "string" ? sequential : timeline, null, basis), failed };
  });
  const { recommended, why, notes } = advise(rows, worth);
  return {
    jobs,
    cores,
    rows,
    recommended,
    why,
    worth,
    bound: kindOf(sequential),
    breakEven: options.breakEven === false ? [] : breakEvens(question, rows, sequential),
    notes,
  };
}

const ends: Readonly<Record<Timeline["end"], string>> = {
  completed: "completes",
  failed: "fails",
  deadlocked: "comes to a deadlock",
  stopped: "has more events than the limit",
};

const SEEDS = 4;
/** Runs of more events are made once. */
const BAND_EVENTS = 50_000;

export function questionOf(program: Program, options: CompareOptions): Question {
  const { strategies, workers, worth = worthDefault, bands = true, breakEven: _, progress, ...timing } = options;
  const compiled = compile(program.source, { file: program.file, set: program.settings });
  const jobs = jobCount(compiled) ?? jobsWithin(program);
  if (jobs === 0) throw new CompareError("there is nothing to compare: the scenario has no `job`");
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
    strategies: given.length > 0 ? given : defaultStrategies(jobs, cores, threads),
    jobs,
    cores,
    worth,
    run,
    band: (strategy, { makespan, events }) => {
      if (!bands || events > BAND_EVENTS) return null;
      const spans = [makespan];
      for (let seed = 1; seed <= SEEDS; seed++) {
        const other = run(strategy, { seed: (timing.seed ?? 0) + seed });
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

/** What jobs do when nothing is in their way. */
function kindOf({ totals }: Timeline): Comparison["bound"] {
  const computing = totals.running / Math.max(1, totals.running + totals.io);
  return computing >= 0.8 ? "cpu" : computing <= 0.2 ? "io" : "mixed";
}
