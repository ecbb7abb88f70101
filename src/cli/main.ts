/** The `sim` command: finds the command, runs it, and turns whatever happens into a message and an exit code. */
import type { Argv } from "yargs";
import yargs from "yargs";
import type { Arguments, Command } from "./command.js";
import { calibrateCommand } from "./commands/calibrate.js";
import { checkCommand } from "./commands/check.js";
import { explainCommand } from "./commands/explain.js";
import { exploreCommand } from "./commands/explore.js";
import { replayCommand } from "./commands/replay.js";
import { runCommand } from "./commands/run.js";
import { timeCommand } from "./commands/time.js";
import { testCommand } from "./commands/test.js";
import { EXIT } from "./exit.js";
import { report } from "./failure.js";
import { leaveInterruptsAlone, takeOver } from "./interrupt.js";
import type { Heard } from "./interrupt.js";
import { misuse } from "./misuse.js";
import { complain, tolerateClosedPipes } from "./terminal.js";
import { version } from "./version.js";

const commands: readonly Command[] = [
  exploreCommand,
  runCommand,
  replayCommand,
  timeCommand,
  testCommand,
  checkCommand,
  explainCommand,
  calibrateCommand,
];

/** Runs one command line (without `node` and the script); the exit code. Never throws. `early`: Ctrl-C until now. */
export async function main(argv: readonly string[], early?: Heard): Promise<number> {
  tolerateClosedPipes();
  if (early !== undefined) takeOver(early);
  try {
    return await parse(argv);
  } catch (error) {
    return report(error, argv);
  }
}

async function parse(argv: readonly string[]): Promise<number> {
  const parser = parserOf(argv);
  for (const command of commands) {
    parser.command(
      command.usage,
      command.describe,
      (builder) => command.examples.reduce((b, [line, shows]) => b.example(line, shows), command.options(builder)),
      (args) => {
        throw new Chosen(() => {
          if (command.stoppable !== true) leaveInterruptsAlone();
          return command.run(settled(args));
        });
      },
    );
  }
  parser.completion("completion", "Print a completion script for the shell");
  if (argv.length === 0) {
    complain(await parser.getHelp());
    return EXIT.usage;
  }
  try {
    await parser.demandCommand(1, 1, "", "").parseAsync();
  } catch (thrown) {
    if (thrown instanceof Chosen) return thrown.run();
    throw thrown;
  }
  return EXIT.ok;
}

/** Thrown by a command's handler: if one returns, yargs lays out the whole help for nobody, at a fifth of the start. */
class Chosen extends Error {
  readonly run: () => Promise<number>;

  constructor(run: () => Promise<number>) {
    super("a command was chosen");
    this.run = run;
  }
}

function parserOf(argv: readonly string[]): Argv {
  const parser = yargs(argv.map((word) => (word === "-" ? DASH : word)))
    .scriptName("sim")
    .locale("en")
    .usage(
      "$0 <command>\n\nEvery interleaving of a small concurrent program in Python's own words:\nwhich go wrong, why, and how many.",
    )
    .version(version())
    .strict()
    .parserConfiguration({ "parse-positional-numbers": false })
    .wrap(process.stdout.isTTY ? Math.min(100, process.stdout.columns) : 80)
    .exitProcess(false)
    .epilogue(
      "Exit codes: 0 holds, 1 violated, 2 wrong use or scenario, 3 stopped by a limit,\n70 bug in sim, 130 interrupted.",
    )
    .fail((message: string | null, error: unknown) => {
      // Must throw: yargs would run the command all the same.
      throw error instanceof Error && !/^YError$/.test(error.name) ? error : misuse(message, argv, commands);
    });
  withoutTypes(parser);
  return parser;
}

/** yargs takes a lone `-` for an option without a name; this stands for it on the way through. */
const DASH = "\u0000-";

/** `-` put back; of what was given twice the last one, but for what may be given often. */
function settled(args: Arguments): Arguments {
  const [command] = (args["_"] as readonly unknown[] | undefined) ?? [];
  const often = new Set([
    "set",
    "cost",
    "sweep",
    "schedule",
    "files",
    "paths",
    ...(command === "time" ? ["strategy"] : []),
  ]);
  const back = (value: unknown): unknown => (value === DASH ? "-" : value);
  const settle = (name: string, value: unknown): unknown => {
    if (!Array.isArray(value)) return back(value);
    return often.has(name) ? value.map(back) : back(value.at(-1));
  };
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, settle(name, value)]));
}

/** "[string]" after every option says nothing to people. (@types/yargs does not know this method.) */
function withoutTypes(parser: Argv): void {
  (parser as unknown as { usageConfiguration(settings: object): void }).usageConfiguration({ "hide-types": true });
}
