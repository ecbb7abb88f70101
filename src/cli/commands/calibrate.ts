/** `sim calibrate`: what things cost in the Python of this machine, for predictions that fit it. */
import { existsSync, readFileSync } from "node:fs";
import type { Argv } from "yargs";
import { CALIBRATION_SCHEMA, costsIn, readCalibration } from "../../timing/calibration.js";
import type { Calibration } from "../../timing/calibration.js";
import type { Command } from "../command.js";
import { hinted } from "../costs.js";
import { EXIT, UsageError } from "../exit.js";
import { commonOptions } from "../options.js";
import type { CommonArguments } from "../options.js";
import { complain, paintFor, print, reportOptions } from "../terminal.js";
import { refuseUnwritable, writeWhole } from "../write.js";

interface CalibrateArguments extends CommonArguments {
  readonly output: string;
  readonly python: string;
  readonly quick?: boolean;
}

export const calibrateCommand: Command = {
  usage: "calibrate",
  describe: "Measure what things cost in the Python of this machine",
  examples: [
    ["$0 calibrate", "measures python3 and writes calibration.json"],
    ["$0 calibrate -o py312.json --python python3.12", "another Python, another file"],
  ],
  options: (yargs) => optionsOf(yargs),
  run: (args) => calibrate(args as unknown as CalibrateArguments),
};

function optionsOf(yargs: Argv): Argv {
  const own = yargs
    .option("output", {
      alias: "o",
      type: "string",
      default: "calibration.json",
      requiresArg: true,
      describe: "the file to write, calibration.json unless told",
    })
    .option("python", {
      type: "string",
      default: "python3",
      requiresArg: true,
      describe: "the Python to measure, python3 unless told",
    })
    .option("quick", { type: "boolean", describe: "in a third of the time, less exactly" });
  return commonOptions(own);
}

async function calibrate(args: CalibrateArguments): Promise<number> {
  const { refuseOther } = await import("../python.js");
  refuseUnwritable(args.output);
  refuseToSpoil(args.output);
  refuseOther(args.python);
  const printed = await measured(args);
  if (printed === null) {
    complain(`interrupted: ${args.output} was not written`);
    return EXIT.interrupted;
  }
  const calibration = calibrationOf(printed, args.python);
  write(args.output, calibration);
  await tell(calibration, args);
  return EXIT.ok;
}

async function measured({ python, quick, quiet, color }: CalibrateArguments): Promise<string | null> {
  const { measure } = await import("../python.js");
  const { onInterrupt } = await import("../interrupt.js");
  const { ProgressLine } = await import("../progress.js");
  const line = new ProgressLine(paintFor(process.stderr, color));
  const stop = new AbortController();
  const forget = onInterrupt(() => stop.abort());
  try {
    const section = (name: string): void => (quiet === true ? undefined : line.show(`measuring ${name}`));
    return await measure(python, { quick: quick === true, section, signal: stop.signal });
  } finally {
    forget();
    line.erase();
  }
}

/** What the script printed, checked. */
function calibrationOf(printed: string, python: string): Calibration {
  const { python: version, platform, costs, notes } = documentIn(printed, python);
  return {
    schema: CALIBRATION_SCHEMA,
    python: String(version),
    platform: String(platform),
    date: new Date().toISOString(),
    costs: hinted(() => costsIn(costs, `what ${python} measured`)),
    notes: Array.isArray(notes) ? notes.map(String) : [],
  };
}

function documentIn(printed: string, python: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(printed)) as Record<string, unknown>;
  } catch {
    throw new UsageError(`${python} could not measure: it printed no result`);
  }
}

function refuseToSpoil(path: string): void {
  if (!existsSync(path)) return;
  try {
    readCalibration(readFileSync(path, "utf8"), path);
  } catch {
    throw new UsageError(`${path} is no calibration, and is not overwritten`, "Give another name.");
  }
}

function write(path: string, calibration: Calibration): void {
  try {
    writeWhole(path, `${JSON.stringify(calibration, null, 2)}\n`);
  } catch (error) {
    throw new UsageError(`${path} could not be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function tell(calibration: Calibration, { json, quiet, output, color }: CalibrateArguments): Promise<void> {
  if (json === true) {
    print(JSON.stringify(calibration, null, 2));
    return;
  }
  const { calibrationReport } = await import("../../report/calibration.js");
  const said = `written to ${output}: \`sim time FILE --calibration ${output}\``;
  const lines = quiet === true ? [] : [...calibrationReport(calibration, reportOptions(color)), ""];
  print([...lines, said].join("\n"));
}
