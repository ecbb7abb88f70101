/** What a command is: how it is called, its options, examples for `--help`, and what it does. */
import type { Argv } from "yargs";

export interface Command {
  /** `explore <file>`, as yargs reads it. */
  readonly usage: string;
  readonly describe: string;
  /** Command line and what it shows. */
  readonly examples: readonly (readonly [string, string])[];
  readonly options: (yargs: Argv) => Argv;
  /** Whether Ctrl-C stops it with what it has so far, from the first moment on. Default: no. */
  readonly stoppable?: boolean;
  /** The exit code. Imports what it needs when it runs, so that other commands start fast. */
  readonly run: (args: Arguments) => Promise<number>;
}

/** What yargs parsed; each command knows its own. */
export type Arguments = Readonly<Record<string, unknown>>;
