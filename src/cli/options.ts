/** Options that several commands share, and what they mean. */
import type { Argv } from "yargs";
import type { Reduce } from "../explorer/searching.js";
import { interpreterNames } from "../programs/interpreters.js";
import type { Fairness, Granularity, InterpreterName, TimeModel } from "../programs/program.js";
import { parseBytes, parseCount, parseDuration, parseSettings } from "./quantities.js";

const granularities: readonly Granularity[] = ["access", "bytecode", "statement"];
const fairnesses: readonly Fairness[] = ["weak", "strong", "none"];
const reduces: readonly Reduce[] = ["auto", "on", "off"];
const timeModels: readonly TimeModel[] = ["untimed", "timed"];

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

/** When a search is to give up. */
export interface LimitArguments {
  readonly maxStates?: string;
  readonly maxTime?: string;
  readonly maxMemory?: string;
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
      describe: "stop at this much memory, 4G unless told",
    });
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
