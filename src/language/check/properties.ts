/** Properties look at a state; they must not change it, wait, or ask for locals that do not exist. */
import type { ModuleText, ProgramContext } from "../lower/context.js";
import { isExpression, walk } from "../lower/nodes.js";
import { variable, type Scope } from "../lower/scope.js";
import { frameKey } from "../lower/scopes.js";
import type { Expression, UnitDecl } from "../syntax.js";
import { didYouMean, type Report } from "./report.js";

export function checkProperties(module: ModuleText, program: ProgramContext, report: Report): void {
  for (const expr of stateExpressions(module)) checkExpression(module, program, expr, report);
}

/** Everything that is evaluated in a state: conditions, outcomes, expected outcomes. */
function stateExpressions(module: ModuleText): Expression[] {
  return module.declarations.flatMap((node): readonly Expression[] => {
    if (node.kind === "Property") return node.then === null ? [node.expr] : [node.expr, node.then];
    if (node.kind === "Outcome") return node.exprs;
    return node.kind === "Expect" && node.expectation.kind === "outcomes"
      ? [...node.expectation.exprs, ...node.expectation.values]
      : [];
  });
}

function checkExpression(module: ModuleText, program: ProgramContext, root: Expression, report: Report): void {
  const known = new Set<object>();
  walk(root, (node) => {
    if (!isExpression(node)) return true;
    checkHarmless(module, node, report);
    if (node.kind === "Attribute") checkUnitLocal(module, program, node, known, report);
    else if (node.kind === "Name" && !known.has(node)) checkBareUnit(module, program, root, node, report);
    return true;
  });
}

const changing: ReadonlySet<string> = new Set([
  "append",
  "extend",
  "insert",
  "remove",
  "pop",
  "popleft",
  "appendleft",
  "clear",
  "update",
  "add",
  "discard",
  "setdefault",
  "sort",
  "reverse",
  "acquire",
  "release",
  "put",
  "put_nowait",
  "get_nowait",
  "notify",
  "notify_all",
  "start",
  "send",
  "submit",
]);

function checkHarmless(module: ModuleText, node: Expression, report: Report): void {
  switch (node.kind) {
    case "Await":
      return report.error("E252", node.span, "A property cannot `await`: it looks at one state.");
    case "Yield":
    case "YieldFrom":
      return report.error("E252", node.span, "A property cannot `yield`: it looks at one state.");
    case "Walrus":
      return report.error("E252", node.span, "A property cannot assign.", "Write `==` to compare.");
    case "Call":
      return checkHarmlessCall(module, node, report);
    default:
      return;
  }
}

function checkHarmlessCall(module: ModuleText, node: Extract<Expression, { kind: "Call" }>, report: Report): void {
  const { callee } = node;
  if (callee.kind === "Attribute" && changing.has(callee.name))
    return report.error("E253", node.span, `A property cannot change anything, but \`.${callee.name}()\` does.`);
  if (callee.kind !== "Name") return;
  if (callee.id === "choose" && !module.declared.has("choose"))
    return report.error("E253", node.span, "A property cannot `choose`: it is true or false.");
  const changed = changedBy(module, callee.id, new Set());
  if (changed !== null)
    report.error(
      "E253",
      node.span,
      `A property cannot change anything, but \`${callee.id}()\` assigns \`${changed}\`.`,
    );
}

/** A shared name that the function assigns, itself or through functions that it calls by name. */
function changedBy(module: ModuleText, name: string, seen: Set<string>): string | null {
  const node = module.declared.get(name);
  const scope = node === undefined ? undefined : module.scopes.of.get(node);
  if (seen.has(name) || node?.kind !== "FunctionDef" || scope === undefined) return null;
  seen.add(name);
  for (const use of scope.uses) {
    const global = variable(scope, use.name).kind === "global";
    if (global && use.store !== false && use.store !== "define" && module.declared.get(use.name)?.kind === "Shared")
      return use.name;
    const further = global && use.store === false ? changedBy(module, use.name, seen) : null;
    if (further !== null) return further;
  }
  return null;
}

// --- units -----------------------------------------------------------------------------------------------------------

function unitNamed(module: ModuleText, expr: Expression): UnitDecl | null {
  const node = expr.kind === "Name" ? module.declared.get(expr.id) : undefined;
  return node?.kind === "Unit" ? node : null;
}

function checkUnitLocal(
  module: ModuleText,
  program: ProgramContext,
  node: Extract<Expression, { kind: "Attribute" }>,
  known: Set<object>,
  report: Report,
): void {
  const { object } = node;
  const indexed = object.kind === "Subscript";
  const name = object.kind === "Subscript" ? object.object : object;
  const unit = unitNamed(module, name);
  if (unit === null) return;
  known.add(name);
  const several = unit.multiplicity.count !== null || unit.multiplicity.over !== null;
  if (several && !indexed)
    return report.error(
      "E262",
      node.span,
      `There are several \`${unit.name}\`: which one?`,
      `Write \`${unit.name}[0].${node.name}\`.`,
    );
  if (!several && indexed)
    return report.error(
      "E262",
      node.span,
      `There is only one \`${unit.name}\`.`,
      `Write \`${unit.name}.${node.name}\`.`,
    );
  if (unit.form === "coroutine")
    return report.error(
      "E290",
      node.span,
      "The local names of a coroutine cannot be looked at yet.",
      "Keep what you want to look at in a `shared` name.",
    );
  const locals = localsOf(module.scopes.of.get(unit));
  if (locals.includes(node.name)) return;
  const shared = program.meaning(module, node.name).kind === "global";
  report.error(
    "E261",
    node.span,
    `\`${unit.name}\` has no local name \`${node.name}\`.`,
    shared
      ? `\`${node.name}\` is shared: write it without \`${unit.name}\`.`
      : didYouMean(
          node.name,
          locals,
          locals.length === 0
            ? "It assigns no local names."
            : `It has ${locals.map((each) => `\`${each}\``).join(", ")}.`,
        ),
  );
}

function localsOf(scope: Scope | undefined): string[] {
  return scope === undefined ? [] : [...scope.bound.keys()].filter((name) => !name.startsWith("$"));
}

function checkBareUnit(
  module: ModuleText,
  program: ProgramContext,
  root: Expression,
  node: Extract<Expression, { kind: "Name" }>,
  report: Report,
): void {
  const unit = unitNamed(module, node);
  const scope = module.scopes.of.get(frameKey(root));
  if (unit === null || scope === undefined || program.usedAsValue(unit)) return;
  report.error(
    "E262",
    node.span,
    `\`${unit.name}\` is a ${unit.form}, not a value.`,
    `Its local names are written \`${unit.name}${unit.multiplicity.count === null && unit.multiplicity.over === null ? "" : "[0]"}.name\`.`,
  );
}
