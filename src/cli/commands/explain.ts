/** `sim explain CODE`: what a diagnostic, or a kind of finding, means. */
import { findingKinds, KINDS } from "../../report/finding-kinds.js";
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
  describe: "Explain a diagnostic such as E107 or a finding such as never-awaited, or list them all",
  examples: [
    ["$0 explain E107", "what E107 means and what to do about it"],
    ["$0 explain never-awaited", "what such a finding means, and a scenario that shows it"],
  ],
  options: (yargs) =>
    yargs
      .positional("code", {
        type: "string",
        describe: `a code, as diagnostics print it, or one of ${findingKinds.join(", ")}`,
      })
      .option("color", {
        type: "boolean",
        describe: "colours, or --no-color for none",
      }),
  run: (args) => explain(args),
};

interface Entry {
  /** As it is printed. */
  readonly name: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
}

async function explain({ code, color }: ExplainArguments): Promise<number> {
  const { hang } = await import("../../report/layout.js");
  const { paint, width } = reportOptions(color);
  const all = await entries();
  if (code === undefined) {
    print(all.map(({ name, title }) => `${paint.bold(name)}  ${title}`).join("\n"));
    return EXIT.ok;
  }
  const wanted = code.trim().toLowerCase();
  const found = all.find(({ name }) => name.toLowerCase() === wanted);
  if (found === undefined) return await unknown(code, all);
  const { name, title, paragraphs } = found;
  print([`${paint.bold(name)}  ${title}`, ...paragraphs.flatMap((text) => ["", ...hang("", text, width)])].join("\n"));
  return EXIT.ok;
}

/** Diagnostics, then kinds of findings. */
async function entries(): Promise<Entry[]> {
  const { CATALOGUE } = await import("../../language/diagnostic.js");
  return [
    ...Object.entries(CATALOGUE).map(([name, { title, text }]) => ({ name, title, paragraphs: [text] })),
    ...Object.entries(KINDS).map(([name, { title, text, scenario }]) => ({
      name,
      title,
      paragraphs: [text, `See scenarios/${scenario}.scenario.`],
    })),
  ];
}

async function unknown(code: string, all: readonly Entry[]): Promise<never> {
  const { suggest } = await import("../../programs/suggest.js");
  const names = all.map(({ name }) => name);
  const meant = suggest(code.toUpperCase(), names) ?? suggest(code.toLowerCase(), names);
  throw new UsageError(
    `there is no diagnostic and no kind of finding ${code}`,
    meant === null ? "`sim explain` lists them all." : `Did you mean ${meant}?`,
  );
}
