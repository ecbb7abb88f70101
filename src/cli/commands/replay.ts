/** `sim replay FILE SCHEDULE`: exactly that run, step by step. */
import type { Argv } from "yargs";
import type { Command } from "../command.js";
import { commonOptions, scenarioOptions, settingsOf, worldOf } from "../options.js";
import type { CommonArguments, ScenarioArguments } from "../options.js";
import { reportOptions } from "../terminal.js";
import { printTrace } from "./run.js";

interface ReplayArguments extends CommonArguments, ScenarioArguments {
  readonly file: string;
  readonly schedule: readonly string[];
  readonly full?: boolean;
}

export const replayCommand: Command = {
  usage: "replay <file> <schedule..>",
  describe: "Follow a schedule, and print it step by step",
  examples: [["$0 replay scenarios/counter.scenario a1b2a1", "the run that loses an update"]],
  options: (yargs) => optionsOf(yargs),
  run: (args) => replay(args as unknown as ReplayArguments),
};

function optionsOf(yargs: Argv): Argv {
  const own = yargs
    .positional("file", { type: "string", demandOption: true, describe: "a .scenario file, - for standard input" })
    .positional("schedule", {
      type: "string",
      array: true,
      demandOption: true,
      describe: "as a report prints it: a1b2a1",
    })
    .option("full", { type: "boolean", describe: "no step left out" });
  return commonOptions(scenarioOptions(own));
}

async function replay(args: ReplayArguments): Promise<number> {
  const { load } = await import("../load.js");
  const { replay: follow } = await import("../../scheduler/run.js");
  const program = load(args.file, settingsOf(args), reportOptions(args.color).paint);
  const trace = follow(program, args.schedule.join(""), worldOf(args));
  return printTrace(program, trace, args);
}
