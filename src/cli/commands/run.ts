/** `sim run FILE`: one run, step by step. */
import type { Argv } from "yargs";
import type { Program } from "../../programs/program.js";
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
  const code = await printTrace(program, trace, args);
  return code === EXIT.ok && trace.end === "stopped" ? EXIT.limit : code;
}

/** The run as a report, as JSON, or as one line; gives the exit code. A deadlock is a violation, too, as is a unit that failed. */
export async function printTrace(
  program: Program,
  trace: Trace,
  args: CommonArguments & ScenarioArguments & { readonly full?: boolean },
): Promise<number> {
  const { violationsIn } = await import("../../explorer/judging.js");
  const { createWorld } = await import("../../scheduler/world.js");
  const { file, title } = program;
  const violations = violationsIn(createWorld(program, worldOf(args)), trace, program.options.fairness ?? "weak");
  if (args.json === true) {
    const { traceJson } = await import("../../report/json.js");
    print(JSON.stringify({ file, title, ...traceJson(trace, violations) }, null, 2));
  } else {
    const { traceReport } = await import("../../report/trace.js");
    const text = traceReport(trace, file, title, reportOptions(args.color, args.full), violations);
    print(args.quiet === true ? text.slice(0, text.indexOf("\n")) : text);
  }
  const { end } = trace;
  return violations.length > 0 || end === "deadlocked" || end === "failed" ? EXIT.violated : EXIT.ok;
}
