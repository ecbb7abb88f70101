/** From a path to a Program; what is wrong with the text is shown as code frames. */
import { compile } from "../language/compile.js";
import { formatDiagnostics } from "../language/diagnostic.js";
import type { Diagnostic, Paint as Frame } from "../language/diagnostic.js";
import type { Source } from "../language/source.js";
import type { Program } from "../programs/program.js";
import type { Paint } from "../report/paint.js";
import { ScenarioError } from "./exit.js";
import { readScenario, shownName } from "./read.js";
import { complain } from "./terminal.js";

/** Reads and compiles. Throws UsageError or ScenarioError; warnings go to standard error, or where `warn` puts them. */
export function load(
  path: string,
  set: Readonly<Record<string, string>>,
  paint: Paint,
  warn: (text: string) => void = complain,
): Program {
  const { program, diagnostics, source } = compile(readScenario(path), { file: shownName(path), set });
  if (program === null) throw new ScenarioError(frames(source, diagnostics, paint));
  if (diagnostics.length > 0) warn(frames(source, diagnostics, paint));
  return program;
}

/** All diagnostics and how many there are of each kind. */
export function frames(source: Source, diagnostics: readonly Diagnostic[], paint: Paint): string {
  const count = (severity: Diagnostic["severity"]): string[] => {
    const n = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
    return n === 0 ? [] : [`${n} ${severity}${n === 1 ? "" : "s"}`];
  };
  const summary = [...count("error"), ...count("warning")].join(", ");
  return `${formatDiagnostics(source, diagnostics, { paint: frame(paint), limit: 20 })}\n\n${summary}\n`;
}

function frame(paint: Paint): Frame {
  return (role, text) => {
    switch (role) {
      case "error":
        return paint.bold(paint.red(text));
      case "warning":
        return paint.bold(paint.yellow(text));
      case "place":
        return paint.bold(text);
      case "gutter":
        return paint.dim(text);
      case "underline":
        return paint.red(text);
      case "hint":
        return paint.cyan(text);
    }
  };
}
