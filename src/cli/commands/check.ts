/** `sim check FILES…`: diagnostics only, nothing is run. */
import type { Command } from "../command.js";
import { EXIT, ScenarioError } from "../exit.js";
import { complain, paintFor, print } from "../terminal.js";
import type { ColourChoice } from "../terminal.js";

interface CheckArguments {
  readonly files: readonly string[];
  readonly color?: ColourChoice;
  readonly quiet?: boolean;
  readonly json?: boolean;
}

export const checkCommand: Command = {
  usage: "check <files..>",
  describe: "Look for mistakes in scenarios, without running them",
  examples: [
    ["$0 check scenarios/*.scenario", "every mistake in every file"],
    ["$0 check --json a.scenario", "for an editor: code, place and hint of each"],
  ],
  options: (yargs) =>
    yargs
      .positional("files", {
        type: "string",
        array: true,
        demandOption: true,
        describe: "scenario files, - for standard input",
      })
      .option("json", { type: "boolean", describe: "print one JSON document instead" })
      .option("quiet", { type: "boolean", describe: "print nothing about good files" })
      .option("color", {
        type: "boolean",
        describe: "colours, or --no-color for none",
      }),
  run: (args) => check(args as unknown as CheckArguments),
};

async function check(args: CheckArguments): Promise<number> {
  if (args.json === true) return checkAsJson(args.files);
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

async function checkAsJson(names: readonly string[]): Promise<number> {
  const { compile } = await import("../../language/compile.js");
  const { inOrder } = await import("../../language/diagnostic.js");
  const { SCHEMA_VERSION } = await import("../../report/json.js");
  const { readScenario, shownName } = await import("../read.js");
  const files = names.map((name) => {
    const file = shownName(name);
    const { program, diagnostics, source } = compile(readScenario(name), { file });
    const shown = inOrder(diagnostics).map(({ code, severity, message, expected = null, hint = null, span }) => {
      const [from, to] = [source.position(span.start), source.position(span.end)];
      const place = { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
      return { code, severity, message, expected, hint, ...place };
    });
    return { file, valid: program !== null, diagnostics: shown };
  });
  print(JSON.stringify({ schema: SCHEMA_VERSION, files }, null, 2));
  return files.every(({ valid }) => valid) ? EXIT.ok : EXIT.usage;
}
