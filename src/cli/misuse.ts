/** What was wrong with a command line, in words, with the option or command that was probably meant. */
import { existsSync } from "node:fs";
import type { Argv } from "yargs";
import { suggest } from "../programs/suggest.js";
import type { Command } from "./command.js";
import { UsageError } from "./exit.js";

/** Turns yargs' complaint into an error of ours. */
export function misuse(message: string | null, argv: readonly string[], commands: readonly Command[]): UsageError {
  const names = commands.map(({ usage }) => usage.split(" ")[0]);
  const [first = ""] = argv;
  if (!first.startsWith("-") && !names.includes(first) && first !== "completion") return unknownCommand(first, names);
  const unknown = /^Unknown arguments?: (.+)$/.exec(message ?? "")?.[1].split(", ") ?? [];
  const command = commands.find(({ usage }) => usage.split(" ")[0] === first);
  if (unknown.length > 0) return unknownOption(unknown, argv, command === undefined ? [] : optionNames(command));
  const given = /^Not enough non-option arguments: got (\d+)/.exec(message ?? "")?.[1];
  if (given !== undefined && command !== undefined) {
    const usage = shown(command.usage);
    return new UsageError(
      `${usage.split(" ")[Number(given) + 1] ?? "something"} is missing`,
      `The command is \`sim ${usage}\`; \`sim ${first} --help\` says more.`,
    );
  }
  const help = names.includes(first)
    ? `\`sim ${first} --help\` lists the options.`
    : "`sim --help` lists the commands.";
  return choice(message ?? "") ?? exclusion(message ?? "") ?? new UsageError(plainly(message ?? ""), help);
}

/** "--interpreter py: …" with what it can be. */
function choice(message: string): UsageError | null {
  const match = /Argument: (\S+), Given: "([^"]*)", Choices: (.*)/.exec(message);
  if (match === null) return null;
  const [, option, given, list] = match;
  const choices = [...list.matchAll(/"([^"]*)"/g)].map((each) => each[1]);
  const meant = suggest(given, choices);
  return new UsageError(
    `--${option} ${given}: there is no such ${option}`,
    meant === null ? `It can be ${choices.join(", ")}.` : `Did you mean ${meant}?`,
  );
}

function exclusion(message: string): UsageError | null {
  const match = /Arguments (\S+) and (\S+) are mutually exclusive/.exec(message);
  return match === null ? null : new UsageError(`--${match[1]} and --${match[2]} exclude each other`);
}

function plainly(message: string): string {
  const lines = message.split("\n").map((line) => line.trim());
  const text = lines.filter((line) => line !== "").join(" ");
  return text === "" ? "no command" : text.charAt(0).toLowerCase() + text.slice(1);
}

function unknownCommand(word: string, names: readonly string[]): UsageError {
  const meant = suggest(word, names);
  if (meant !== null) return new UsageError(`there is no command ${word}`, `Did you mean \`sim ${meant}\`?`);
  if (/\.scenario$/.test(word) || existsSync(word))
    return new UsageError(`there is no command ${word}`, `Did you mean \`sim explore ${word}\`?`);
  return new UsageError(`there is no command ${word}`, `The commands are ${names.join(", ")}.`);
}

function unknownOption(unknown: readonly string[], argv: readonly string[], options: readonly string[]): UsageError {
  const dashed = unknown.find((word) => argv.some((arg) => isOption(arg, word)));
  if (dashed === undefined) return new UsageError(`one argument too many: ${unknown.join(", ")}`);
  const written = argv.find((arg) => isOption(arg, dashed)) ?? `--${dashed}`;
  const meant = suggest(
    dashed,
    options.filter((name) => name.length > 1),
  );
  return new UsageError(
    `there is no option ${written.split("=")[0]}`,
    meant === null ? "`--help` lists the options." : `Did you mean --${meant}?`,
  );
}

function isOption(arg: string, name: string): boolean {
  return arg.startsWith("-") && [`-${name}`, `--${name}`, `--no-${name}`].includes(arg.split("=")[0]);
}

function shown(usage: string): string {
  return usage.replace(
    /<(\w+)(\.\.)?>/g,
    (_, name: string, many?: string) => name.toUpperCase() + (many === undefined ? "" : "…"),
  );
}

/** What the command declares, by listening to it. */
function optionNames(command: Command): string[] {
  const names = ["help", "version"];
  const listener: object = new Proxy(
    {},
    {
      get: (_, method) => (name: unknown) => {
        if (method === "option" && typeof name === "string") names.push(name);
        return listener;
      },
    },
  );
  command.options(listener as Argv);
  return names;
}
