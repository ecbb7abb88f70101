/** The library's front door: text in, Program or Diagnostics out. */
import type { Program } from "../programs/program.js";
import { compile } from "./compile.js";
import { formatDiagnostics } from "./diagnostic.js";
import type { Diagnostic } from "./diagnostic.js";
import type { Source } from "./source.js";

/** All problems of a scenario that cannot be run. */
export class Diagnostics {
  readonly problems: readonly Diagnostic[];
  readonly #source: Source;

  constructor(problems: readonly Diagnostic[], source: Source) {
    this.problems = problems;
    this.#source = source;
  }

  /** All of them as the command line shows them: place, line, what was expected, a hint. */
  toString(): string {
    return formatDiagnostics(this.#source, this.problems);
  }
}

export interface ParseOptions {
  /** Shown in reports; default "scenario". */
  readonly file?: string | undefined;
  /** Overrides of `const` values, each as source text. */
  readonly set?: Readonly<Record<string, string>> | undefined;
}

/** Reads a scenario. Never throws, whatever the text. */
export function parse(text: string, options: ParseOptions = {}): Program | Diagnostics {
  const { program, diagnostics, source } = compile(text, { file: options.file ?? "scenario", set: { ...options.set } });
  return program ?? new Diagnostics(diagnostics, source);
}
