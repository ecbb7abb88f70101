/** `sim explain CODE`: what a diagnostic means. */
import type { Command } from "../command.js";
import { EXIT, UsageError } from "../exit.js";
import { print, reportOptions } from "../terminal.js";
import type { ColourChoice } from "../terminal.js";

interface ExplainArguments {
  readonly code?: string;
  readonly color?: ColourChoice;
}

export const explainCommand: Command = {
  usage: "explain [code]",
  describe: "Explain a diagnostic such as E107, or list them all",
  examples: [["$0 explain E107", "what E107 means and what to do about it"]],
  options: (yargs) =>
    yargs.positional("code", { type: "string", describe: "a code, as diagnostics print it" }).option("color", {
      type: "boolean",
      describe: "colours, or --no-color for none",
    }),
  run: (args) => explain(args),
};

async function explain({ code, color }: ExplainArguments): Promise<number> {
  const { CATALOGUE, explain: explanationOf } = await import("../../language/diagnostic.js");
  const { hang } = await import("../../report/layout.js");
  const { paint, width } = reportOptions(color);
  if (code === undefined) {
    print(
      Object.entries(CATALOGUE)
        .map(([name, { title }]) => `${paint.bold(name)}  ${title}`)
        .join("\n"),
    );
    return EXIT.ok;
  }
  const explanation = explanationOf(code);
  if (explanation === null) {
    const { suggest } = await import("../../language/suggest.js");
    const meant = suggest(code.toUpperCase(), Object.keys(CATALOGUE));
    throw new UsageError(
      `there is no diagnostic ${code}`,
      meant === null ? "`sim explain` lists them all." : `Did you mean ${meant}?`,
    );
  }
  print(
    [`${paint.bold(code.toUpperCase())}  ${explanation.title}`, "", ...hang("", explanation.text, width)].join("\n"),
  );
  return EXIT.ok;
}
