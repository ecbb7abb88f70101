/** Text to syntax tree. All problems are reported at once; whatever could be read is in the tree. */
import { type Diagnostic, inOrder } from "./diagnostic.js";
import { Cursor, FOREIGN_CONSTANTS, type Rules } from "./parse-cursor.js";
import { declarations } from "./parse-declaration.js";
import { tooDeep, TREE_DEPTH_MAX } from "./parse-depth.js";
import { expression, operation, starredExpression, yieldOrExpressions } from "./parse-expression.js";
import { statement } from "./parse-statement.js";
import type { Source } from "./source.js";
import type { Declaration, ScenarioSyntax } from "./syntax.js";
import { tokenize } from "./tokens.js";

export interface ParseOptions {
  /** Allows `select`, which only the library of primitives uses. */
  readonly primitives?: boolean;
}

export interface Parsed {
  readonly syntax: ScenarioSyntax;
  /** In order of place; empty when all is well. */
  readonly diagnostics: readonly Diagnostic[];
}

const RULES: Rules = {
  expression,
  operation,
  starred: (c) => starredExpression(c),
  yielded: yieldOrExpressions,
  statement,
};

/** Parses a whole file. Never throws. */
export function parse(source: Source, options: ParseOptions = {}): Parsed {
  const { tokens, diagnostics } = tokenize(source);
  const c = new Cursor(source, tokens, inOrder(diagnostics), RULES, options.primitives ?? false);
  const shallow = declarations(c).filter((declaration) => checkDepth(c, declaration));
  reportForeign(c);
  return { syntax: { declarations: shallow }, diagnostics: inOrder([...diagnostics, ...c.diagnostics]) };
}

function checkDepth(c: Cursor, declaration: Declaration): boolean {
  const deep = tooDeep(declaration);
  if (deep === null) return true;
  c.report(
    "E112",
    { start: deep.start, end: deep.start + 1 },
    `This is nested more than ${TREE_DEPTH_MAX} levels deep.`,
    { hint: "Split it into smaller parts." },
  );
  return false;
}

/** `true` and the like, unless the scenario itself assigns the name. */
function reportForeign(c: Cursor): void {
  for (const { name, span } of c.foreign) {
    if (!c.bound.has(name))
      c.report("E108", span, `\`${name}\` is not Python.`, {
        hint: `Write \`${FOREIGN_CONSTANTS.get(name) ?? "None"}\`.`,
      });
  }
}
