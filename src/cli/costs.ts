/** What things cost in a timed run: defaults, a calibration file, options of the scenario, options of the command. */
import { dirname, isAbsolute, join } from "node:path";
import type { Argv } from "yargs";
import { suggest } from "../programs/suggest.js";
import type { Program } from "../programs/program.js";
import { nanosecondsIn } from "../programs/time-units.js";
import { CalibrationError, checkedName, faultOf, readCalibration } from "../timing/calibration.js";
import { defaultCosts, parameterNames, parameters } from "../timing/parameters.js";
import type { Costs, ParameterName } from "../timing/parameters.js";
import { UsageError } from "./exit.js";
import { readText, shownName } from "./read.js";

export interface CostArguments {
  readonly calibration?: string;
  readonly cost?: readonly string[];
  readonly cores?: string;
  readonly switchInterval?: string;
}

export function costOptions<T>(yargs: Argv<T>): Argv<T & CostArguments> {
  const text = { type: "string", requiresArg: true } as const;
  return yargs
    .option("calibration", { ...text, describe: "what things cost, as `sim calibrate` measured it" })
    .option("cost", { ...text, array: true, nargs: 1, describe: "NAME=VALUE: another cost, e.g. gil_hand_over=50us" })
    .option("cores", { ...text, describe: "of the machine" })
    .option("switch-interval", {
      ...text,
      describe: "how long a thread waits for the GIL, 5ms unless told",
    }) as Argv<T & CostArguments>;
}

/**
 * The costs for a program. Each beats those before it: defaults, the calibration (of the command line, else of the
 * scenario), `option cores` and `option switch_interval`, `--cost`, `--cores` and `--switch-interval`.
 * Throws UsageError.
 */
export function costsFor(args: CostArguments, program: Program): Costs {
  const { cores, switch_interval: interval } = program.options;
  const file = args.calibration ?? calibrationOf(program);
  return {
    ...(file === null ? defaultCosts : costsInFile(file)),
    ...(typeof cores === "number" ? { cores } : {}),
    ...(typeof interval === "number" ? { switch_interval: interval } : {}),
    ...Object.fromEntries((args.cost ?? []).map(setting)),
    ...flag("cores", "--cores", args.cores),
    ...flag("switch_interval", "--switch-interval", args.switchInterval),
  };
}

function flag(name: ParameterName, option: string, text: string | undefined): Partial<Costs> {
  return text === undefined ? {} : { [name]: costOf(name, text, `${option} ${text}`) };
}

/** The file that the scenario names, relative to its own folder. */
function calibrationOf({ options, file }: Program): string | null {
  const { calibration } = options;
  if (typeof calibration !== "string") return null;
  return isAbsolute(calibration) ? calibration : join(dirname(file), calibration);
}

function costsInFile(path: string): Costs {
  return hinted(() => readCalibration(readText(path, "calibration"), shownName(path)));
}

/** "lock=40ns" */
function setting(pair: string): [ParameterName, number] {
  const at = pair.indexOf("=");
  if (at < 1) throw new UsageError(`--cost ${pair}: not of the form NAME=VALUE`, "For instance --cost lock=40ns.");
  const name = hinted(() => checkedName(pair.slice(0, at).trim(), `--cost ${pair}`));
  return [name, costOf(name, pair.slice(at + 1), `--cost ${pair}`)];
}

/** "5ms", "0.005", "1e-9" → the value of a parameter, in its unit. `written` where, for messages. */
function costOf(name: ParameterName, text: string, written: string): number {
  const [, digits = "", unit = ""] = /^(-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*([a-zµ]*)$/.exec(text.trim()) ?? [];
  const timed = parameters[name].unit.startsWith("seconds");
  const number = digits === "" ? NaN : Number(digits);
  const scale = timed ? (nanosecondsIn(unit.replace("µ", "u")) ?? NaN) : NaN;
  const value = unit === "" ? number : (number * scale) / 1e9;
  const fault = faultOf(name, value);
  if (fault === null) return value;
  const example = timed ? "20us, 5ms or 1e-6" : String(parameters[name].default);
  throw new UsageError(`${written}: ${fault}`, `For instance ${example}.`);
}

/** Complaints about calibrations become those of the command line, with the name that was probably meant. */
export function hinted<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof CalibrationError)) throw error;
    const meant = error.unknown === null ? null : suggest(error.unknown, parameterNames);
    throw new UsageError(
      error.message,
      meant === null ? "`sim calibrate` writes a calibration." : `Did you mean ${meant}?`,
    );
  }
}
