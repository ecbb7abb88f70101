/** `sim run FILE`: one run, step by step. */
import type { Argv } from "yargs";
import type { Trace } from "../../scheduler/trace.js";
import type { Command } from "../command.js";
import { EXIT } from "../exit.js";
import { commonOptions, scenarioOptions, settingsOf, worldOf } from "../options.js";
import type { CommonArguments, ScenarioArguments } from "../options.js";
import { parseCount } from "../quantities.js";
import { print, reportOptions } from "../terminal.js";
import { strategyNames } from "../../scheduler/strategies/index.js";
import type { StrategyName } from "../../scheduler/strategies/index.js";

interface RunArguments extends CommonArguments, ScenarioArguments {
  readonly file: string;
  readonly seed?: string;
  readonly strategy?: StrategyName;
  readonly depth?: string;
  readonly steps: string;
  readonly full?: boolean;
}

export const runCommand: Command = {
  usage: "run <file>",
  describe: "Run once, and print it step by step",
  examples: [
    ["$0 run f.scenario", "the units take turns"],
    ["$0 run f.scenario --seed 7", "a random run, the same one for the same seed"],
    ["$0 run f.scenario --strategy run-to-block", "as short threads really run"],
    ["$0 run f.scenario --strategy pct --seed 7", "run 7 of `explore --sample pct`"],
  ],
  options: (yargs) => optionsOf(yargs),
  run: (args) => run(args as unknown as RunArguments),
};

function optionsOf(yargs: Argv): Argv {
  const own = yargs
    .positional("file", { type: "string", demandOption: true, describe: "a .scenario file, - for standard input" })
    .option("seed", { type: "string", requiresArg: true, describe: "a random run" })
    .option("strategy", {
      choices: strategyNames,
      requiresArg: true,
      describe: "who runs next; round-robin, or random with --seed",
    })
    .option("depth", {
      type: "string",
      requiresArg: true,
      describe: "for pct: orderings that a bug needs, 3 unless told",
    })
    .option("steps", { type: "string", default: "10000", requiresArg: true, describe: "stop after so many steps" })
    .option("full", { type: "boolean", describe: "no step left out" });
  return commonOptions(scenarioOptions(own));
}

async function run(args: RunArguments): Promise<number> {
  const { load } = await import("../load.js");
  const { run: runOnce } = await import("../../scheduler/run.js");
  const given = args.seed === undefined ? undefined : parseCount("seed", args.seed);
  const maxSteps = parseCount("steps", args.steps, 1);
  const program = load(args.file, settingsOf(args), reportOptions(args.color).paint);
  const seed = given ?? program.options.seed;
  const strategy = args.strategy ?? (seed === undefined ? "round-robin" : "random");
  const depth = args.depth === undefined ? {} : { depth: parseCount("depth", args.depth, 1) };
  const trace = runOnce(program, { ...worldOf(args), strategy, seed, maxSteps, ...depth });
  await printTrace(trace, program.file, program.title, args);
  return trace.end === "stopped" ? EXIT.limit : exitOfRun(trace);
}

/** A run that deadlocked, or in which a unit failed, is a violation. */
export function exitOfRun({ end }: Trace): number {
  return end === "deadlocked" || end === "failed" ? EXIT.violated : EXIT.ok;
}

/** The run as a report, as JSON, or as one line. */
export async function printTrace(
  trace: Trace,
  file: string,
  title: string,
  args: CommonArguments & { readonly full?: boolean },
): Promise<void> {
  if (args.json === true) {
    const { traceJson } = await import("../../report/json.js");
    print(JSON.stringify({ file, title, ...traceJson(trace) }, null, 2));
    return;
  }
  const { traceReport } = await import("../../report/trace.js");
  const text = traceReport(trace, file, title, reportOptions(args.color, args.full));
  print(args.quiet === true ? text.slice(0, text.indexOf("\n")) : text);
}
