/** `sim check FILES…`: diagnostics only, nothing is run. */
import type { Command } from "../command.js";
import { EXIT, ScenarioError } from "../exit.js";
import { complain, paintFor, print } from "../terminal.js";
import type { ColourChoice } from "../terminal.js";

interface CheckArguments {
  readonly files: readonly string[];
  readonly color?: ColourChoice;
  readonly quiet?: boolean;
}

export const checkCommand: Command = {
  usage: "check <files..>",
  describe: "Look for mistakes in scenarios, without running them",
  examples: [["$0 check scenarios/*.scenario", "every mistake in every file"]],
  options: (yargs) =>
    yargs
      .positional("files", {
        type: "string",
        array: true,
        demandOption: true,
        describe: "scenario files, - for standard input",
      })
      .option("quiet", { type: "boolean", describe: "print nothing about good files" })
      .option("color", {
        type: "boolean",
        describe: "colours, or --no-color for none",
      }),
  run: (args) => check(args as unknown as CheckArguments),
};

async function check(args: CheckArguments): Promise<number> {
  const { load } = await import("../load.js");
  const { shownName } = await import("../read.js");
  let code: number = EXIT.ok;
  for (const file of args.files) {
    try {
      load(file, {}, paintFor(process.stderr, args.color));
      if (args.quiet !== true) print(`${paintFor(process.stdout, args.color).green("✓")} ${shownName(file)}`);
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
      complain(error.message);
      code = EXIT.usage;
    }
  }
  return code;
}
