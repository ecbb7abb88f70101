/** Text to Program: parse, check, lower. */
import type { Program } from "../programs/program.js";
import { check } from "./check/check.js";
import { inOrder, type Diagnostic } from "./diagnostic.js";
import { moduleText } from "./lower/library.js";
import { Lowering } from "./lower/program.js";
import { override } from "./overrides.js";
import { parse } from "./parse.js";
import { Source } from "./source.js";
import type { ScenarioSyntax } from "./syntax.js";

export interface CompileOptions {
  /** Shown in messages. */
  readonly file?: string;
  /** New values for `const` names, each an expression. */
  readonly set?: Readonly<Record<string, string>>;
}

export interface Compiled {
  /** Null iff some diagnostic is an error. */
  readonly program: Program | null;
  /** In order of place. */
  readonly diagnostics: readonly Diagnostic[];
  readonly source: Source;
  readonly syntax: ScenarioSyntax;
}

/** Never throws for any text. */
export function compile(text: string, options: CompileOptions = {}): Compiled {
  const source = new Source(text, options.file);
  const parsed = parse(source);
  const { declarations, diagnostics } = override(parsed.syntax.declarations, options.set ?? {});
  const module = moduleText("", source, declarations);
  const lowering = new Lowering(module, options.set);
  const found = [...parsed.diagnostics, ...diagnostics];
  found.push(...check(module, lowering, hasErrors(parsed.diagnostics)));
  const program = hasErrors(found) ? null : lowering.program();
  found.push(...lowering.diagnostics);
  const syntax = { declarations };
  return { program: hasErrors(found) ? null : program, diagnostics: inOrder(found), source, syntax };
}

function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === "error");
}
