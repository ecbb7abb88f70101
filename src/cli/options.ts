/** Options that several commands share, and what they mean. */
import { availableParallelism } from "node:os";
import type { Argv } from "yargs";
import { reduces } from "../explorer/searching.js";
import type { Reduce } from "../explorer/searching.js";
import { interpreterNames } from "../programs/interpreters.js";
import { fairnesses, granularities, timeModels } from "../programs/program.js";
import type { Fairness, Granularity, InterpreterName, TimeModel } from "../programs/program.js";
import type { SampleOptions } from "../explorer/sample.js";
import { samplerNames } from "../scheduler/strategies/index.js";
import type { SamplerName } from "../scheduler/strategies/index.js";
import { UsageError } from "./exit.js";
import { parseBytes, parseCount, parseDuration, parseSettings } from "./quantities.js";

/** Understood everywhere. */
export interface CommonArguments {
  readonly color?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** How a scenario is to be understood. */
export interface ScenarioArguments {
  readonly set?: readonly string[];
  readonly interpreter?: InterpreterName;
  readonly granularity?: Granularity;
  readonly time?: TimeModel;
}

/** What is asked of a search. */
export interface QuestionArguments {
  readonly fairness?: Fairness;
  readonly reduce?: Reduce;
}

/** Runs to be drawn instead of a search. */
export interface SampleArguments {
  readonly sample?: SamplerName;
  readonly runs?: string;
  readonly seed?: string;
  readonly depth?: string;
  readonly steps?: string;
}

/** When a search is to give up. */
export interface LimitArguments {
  readonly maxStates?: string;
  readonly maxTime?: string;
  readonly maxMemory?: string;
}

/** How many threads are to search. */
export interface WorkersArguments {
  readonly workers?: string;
}

/** Where a search that is stopped is saved, and what it goes on from. */
export interface CheckpointArguments {
  readonly checkpoint?: string;
  readonly resume?: string;
}

export function commonOptions<T>(yargs: Argv<T>): Argv<T & CommonArguments> {
  return yargs
    .option("json", { type: "boolean", describe: "print one JSON document instead of a report" })
    .option("quiet", { type: "boolean", describe: "print the verdict only" })
    .option("color", {
      type: "boolean",
      describe: "colours, or --no-color for none",
    }) as Argv<T & CommonArguments>;
}

export function scenarioOptions<T>(yargs: Argv<T>): Argv<T & ScenarioArguments> {
  return yargs
    .option("set", {
      type: "string",
      array: true,
      nargs: 1,
      describe: "NAME=VALUE: another value for a constant",
    })
    .option("interpreter", { choices: interpreterNames, requiresArg: true, describe: "where threads may be switched" })
    .option("granularity", { choices: granularities, requiresArg: true, describe: "what one step is" })
    .option("time", { choices: timeModels, requiresArg: true, describe: "whether durations are exact" }) as Argv<
    T & ScenarioArguments
  >;
}

export function questionOptions<T>(yargs: Argv<T>): Argv<T & QuestionArguments> {
  return yargs
    .option("fairness", {
      choices: fairnesses,
      requiresArg: true,
      describe: "which endless runs count for `eventually` and `leads to`",
    })
    .option("reduce", {
      choices: reduces,
      requiresArg: true,
      describe: "leave out what changes no answer; auto: if there are many states",
    }) as Argv<T & QuestionArguments>;
}

export function sampleOptions<T>(yargs: Argv<T>): Argv<T & SampleArguments> {
  const text = { type: "string", requiresArg: true } as const;
  return yargs
    .option("sample", {
      choices: samplerNames,
      requiresArg: true,
      describe: `too large? draw runs (${samplerNames.join(", ")}) instead of exploring all`,
    })
    .option("runs", { ...text, describe: "with --sample: how many, 1000 unless told" })
    .option("seed", { ...text, describe: "with --sample: of the first run, 1 unless told; the next has the next" })
    .option("depth", { ...text, describe: "with --sample pct: orderings that a bug needs, 3 unless told" })
    .option("steps", { ...text, describe: "with --sample: a run is cut off after so many, 10000 unless told" }) as Argv<
    T & SampleArguments
  >;
}

/** Numbers as `sample` takes them; null: nothing is to be drawn. Throws UsageError for what is no number, or has no meaning. */
export function drawOf({ sample, runs, seed, depth, steps }: SampleArguments): SampleOptions | null {
  if (sample === undefined) {
    const useless = Object.entries({ runs, seed, depth, steps }).find(([, value]) => value !== undefined);
    if (useless === undefined) return null;
    throw new UsageError(`--${useless[0]} has no meaning here`, "Only with --sample, for instance --sample pct.");
  }
  if (depth !== undefined && sample !== "pct")
    throw new UsageError("--depth has no meaning here", "Only with --sample pct.");
  return {
    sampler: sample,
    ...(runs === undefined ? {} : { runs: parseCount("runs", runs, 1) }),
    ...(seed === undefined ? {} : { seed: parseCount("seed", seed) }),
    ...(depth === undefined ? {} : { depth: parseCount("depth", depth, 1) }),
    ...(steps === undefined ? {} : { maxSteps: parseCount("steps", steps, 1) }),
  };
}

export function limitOptions<T>(yargs: Argv<T>): Argv<T & LimitArguments> {
  return yargs
    .option("max-states", {
      type: "string",
      requiresArg: true,
      describe: "stop after so many states, 10M unless told",
    })
    .option("max-time", { type: "string", requiresArg: true, describe: "stop after this time, e.g. 60s" })
    .option("max-memory", {
      type: "string",
      requiresArg: true,
      describe: "stop at this much memory, each search; 4G unless told, 1G with --sample",
    });
}

export function workersOption<T>(yargs: Argv<T>, does: string): Argv<T & WorkersArguments> {
  return yargs.option("workers", {
    type: "string",
    requiresArg: true,
    describe: `${does} in so many threads; one for each core unless told, 8 at most`,
  }) as Argv<T & WorkersArguments>;
}

/** Threads at most, this one included. Throws UsageError for what is no number. */
export function workersOf({ workers }: WorkersArguments): number {
  return workers === undefined ? Math.min(availableParallelism(), 8) : parseCount("workers", workers, 1);
}

export function checkpointOptions<T>(yargs: Argv<T>): Argv<T & CheckpointArguments> {
  return yargs
    .option("checkpoint", {
      type: "string",
      requiresArg: true,
      describe: "where to save a search that a limit or Ctrl-C stops",
    })
    .option("resume", {
      type: "string",
      requiresArg: true,
      describe: "go on from such a file; limits may differ",
    }) as Argv<T & CheckpointArguments>;
}

export interface Limits {
  readonly maxStates?: number;
  readonly maxTimeMs?: number;
  readonly maxMemoryBytes?: number;
}

/** Limits as `explore` takes them. Throws UsageError for what is no number. */
export function limitsOf({ maxStates, maxTime, maxMemory }: LimitArguments): Limits {
  return {
    ...(maxStates === undefined ? {} : { maxStates: parseCount("max-states", maxStates, 1) }),
    ...(maxTime === undefined ? {} : { maxTimeMs: parseDuration("max-time", maxTime) }),
    ...(maxMemory === undefined ? {} : { maxMemoryBytes: parseBytes("max-memory", maxMemory) }),
  };
}

export function questionOf({ fairness, reduce }: QuestionArguments): QuestionArguments {
  return { ...(fairness === undefined ? {} : { fairness }), ...(reduce === undefined ? {} : { reduce }) };
}

/** Interpreter, granularity and time as the engines take them. */
export function worldOf({ interpreter, granularity, time }: ScenarioArguments): {
  interpreter?: InterpreterName;
  granularity?: Granularity;
  time?: TimeModel;
} {
  return {
    ...(interpreter === undefined ? {} : { interpreter }),
    ...(granularity === undefined ? {} : { granularity }),
    ...(time === undefined ? {} : { time }),
  };
}

export function settingsOf({ set }: ScenarioArguments): Record<string, string> {
  return parseSettings(set ?? []);
}
