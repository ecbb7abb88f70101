/** All that can be said against a scenario before it runs, at once. */
import type { Diagnostic } from "../diagnostic.js";
import type { ModuleText, ProgramContext } from "../lower/context.js";
import { checkOptions } from "../lower/options.js";
import { checkCalls } from "./calls.js";
import { checkDeclarations } from "./declarations.js";
import { checkExpectations } from "./expectations.js";
import { checkFlow } from "./flow.js";
import { checkImports, checkNames } from "./names.js";
import { checkProperties } from "./properties.js";
import { Report } from "./report.js";
import { checkStrategies } from "./strategies.js";

/** `broken`: the text has syntax errors, so what is missing may just not have been read. */
export function check(module: ModuleText, program: ProgramContext, broken: boolean): Diagnostic[] {
  const report = new Report();
  checkDeclarations(module, report, broken);
  checkImports(module, program, report);
  checkNames(module, program, report, broken);
  checkFlow(module, report);
  checkCalls(module, program, report);
  checkProperties(module, program, report);
  if (!broken) {
    checkExpectations(module, report);
    checkStrategies(module, report);
  }
  checkOptions(module.declarations, report.diagnostics);
  return report.diagnostics;
}
