/** All that can be said against a scenario before it runs, at once. */
import type { Diagnostic } from "../diagnostic.js";
import type { ModuleText, ProgramContext } from "../lower/context.js";

/** `broken`: the text has syntax errors, so what is missing may just not have been read. */
export function check(module: ModuleText, program: ProgramContext, broken: boolean): Diagnostic[] {
  void module;
  void program;
  void broken;
  return [];
}
