/** The library's front door: text in, Program or Diagnostics out. */
import type { Program } from "../programs/program.js";
import { compile } from "./compile.js";
import type { Diagnostic } from "./diagnostic.js";

/** All problems of a scenario that cannot be run. */
export class Diagnostics {
  readonly problems: readonly Diagnostic[];
  constructor(problems: readonly Diagnostic[]) {
    this.problems = problems;
  }
}

export interface ParseOptions {
  /** Shown in reports; default "scenario". */
  readonly file?: string;
  /** Overrides of `const` values, each as source text. */
  readonly set?: Readonly<Record<string, string>>;
}

/** Reads a scenario. Never throws, whatever the text. */
export function parse(text: string, options: ParseOptions = {}): Program | Diagnostics {
  const { program, diagnostics } = compile(text, { file: options.file ?? "scenario", set: { ...options.set } });
  return program ?? new Diagnostics(diagnostics);
}
