/** What a strategy starts from, and what it makes of a scenario. */
import type { ModuleText } from "../lower/context.js";
import type { Declaration, FunctionDef, Statement, UnitDecl } from "../syntax.js";
import type { FreeNames } from "./names.js";
import type { Refusals } from "./refusals.js";

/** The scenario and all that helps to change it. */
export interface Scene {
  readonly module: ModuleText;
  readonly jobs: readonly UnitDecl[];
  readonly free: FreeNames;
  readonly refusals: Refusals;
  /** Do child processes begin with a copy of their parent's memory? */
  readonly forks: boolean;
}

export interface Plan {
  /** What stands in place of a declaration; a job comes as the function that it is. */
  readonly instead: ReadonlyMap<Declaration, Declaration>;
  /** Functions that the author has not written, in front of `main`. */
  readonly helpers: readonly FunctionDef[];
  /** The body of `main`, given the name for the list of all results. */
  readonly main: (results: string) => readonly Statement[];
}
