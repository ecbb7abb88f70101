/** Calls, and the few names that are called but are not functions: `choose`, `super`, `random.random() < p`. */
import type { Argument, Expression, Span } from "../syntax.js";
import { isBuiltin, meaningOf, type Frame } from "./context.js";
import { loadName } from "./names.js";
import { lowerTuple } from "./displays.js";
import { enclosingClass } from "./scope.js";

type Call = Extract<Expression, { kind: "Call" }>;

export function lowerCall(frame: Frame, expr: Call): void {
  if (isBuiltin(frame, expr.callee, "choose")) return lowerChoose(frame, expr);
  if (isBuiltin(frame, expr.callee, "super") && lowerSuper(frame, expr)) return;
  frame.expression(expr.callee);
  lowerArguments(frame, expr.args, expr.span, windowOf(frame, expr));
}

function windowOf(frame: Frame, expr: Expression): number | null {
  const name = frame.windows.loads.get(expr);
  return name === undefined ? null : frame.slot(name);
}

/** With the callee on the stack: the arguments and the call. */
export function lowerArguments(
  frame: Frame,
  args: readonly Argument[],
  span: Span,
  window: number | null = null,
): void {
  if (args.some((arg) => isSpread(arg))) return lowerSpreadCall(frame, args, span);
  const keywords: string[] = [];
  for (const arg of args) {
    frame.expression(arg.value);
    if (arg.name !== null) keywords.push(arg.name);
  }
  frame.emit({ op: "CALL", count: args.length, keywords, ...(window === null ? {} : { window }) }, span);
}

function isSpread(arg: Argument): boolean {
  return arg.name === "*" || arg.name === "**" || arg.value.kind === "Starred";
}

/** Positional arguments become one tuple, keyword arguments one dict. */
function lowerSpreadCall(frame: Frame, args: readonly Argument[], span: Span): void {
  const positional = args.filter((arg) => arg.name === null || arg.name === "*");
  const items = positional.map((arg): Expression =>
    arg.name === "*" && arg.value.kind !== "Starred"
      ? { kind: "Starred", value: arg.value, span: arg.value.span }
      : arg.value,
  );
  lowerTuple(frame, items, span);
  frame.emit({ op: "MAP", count: 0 }, span);
  for (const arg of args) {
    if (arg.name === null || arg.name === "*") continue;
    if (arg.name !== "**") frame.constant(arg.name, arg.value.span);
    frame.expression(arg.value);
    frame.emit({ op: arg.name === "**" ? "UPDATE_MAP" : "ADD_MAP", depth: 1 }, arg.value.span);
  }
  frame.emit({ op: "CALL_SPREAD" }, span);
}

// --- choose ----------------------------------------------------------------------------------------------------------

function lowerChoose(frame: Frame, expr: Call): void {
  const values = expr.args.map((arg) =>
    arg.name === "*" ? ({ kind: "Starred", value: arg.value, span: arg.value.span } as const) : arg.value,
  );
  const starred = values.some((value) => value.kind === "Starred");
  if (!starred) {
    for (const value of values) frame.expression(value);
    return frame.emit({ op: "CHOOSE", count: values.length }, expr.span);
  }
  const [only] = values;
  if (values.length === 1 && only.kind === "Starred") frame.expression(only.value);
  else lowerTuple(frame, values, expr.span);
  frame.emit({ op: "CHOOSE_FROM" }, expr.span);
}

/** `random.random() < p`: both answers are explored, unless p says that one of them cannot be. */
export function lowerChance(frame: Frame, expr: Extract<Expression, { kind: "Compare" }>): boolean {
  const [right] = expr.comparators;
  if (expr.comparators.length !== 1 || !["<", "<=", ">", ">="].includes(expr.operators[0])) return false;
  const onLeft = isRandom(frame, expr.left);
  if (!onLeft && !isRandom(frame, right)) return false;
  const bound = onLeft ? right : expr.left;
  if (bound.kind === "Constant" && typeof bound.value === "number" && (bound.value <= 0 || bound.value >= 1))
    return false;
  if (bound.kind !== "Constant") {
    frame.expression(bound);
    frame.emit({ op: "POP" }, bound.span);
  }
  frame.constant(true, expr.span);
  frame.constant(false, expr.span);
  frame.emit({ op: "CHOOSE", count: 2 }, expr.span);
  return true;
}

function isRandom(frame: Frame, expr: Expression): boolean {
  if (expr.kind !== "Call" || expr.args.length > 0) return false;
  const { callee } = expr;
  if (callee.kind === "Attribute" && callee.name === "random") {
    const object = meaningOf(frame, callee.object);
    return object?.kind === "module" && object.name === "random";
  }
  if (callee.kind !== "Name" || callee.id !== "random") return false;
  const found = frame.variable("random");
  const target =
    found.kind === "import" ? found.target : found.kind === "global" ? frame.module.imports.get("random") : undefined;
  return target?.module === "random" && target.name === "random";
}

// --- super -----------------------------------------------------------------------------------------------------------

/** `super()` in a method: the class and the first parameter, found as names. */
function lowerSuper(frame: Frame, expr: Call): boolean {
  if (expr.args.length === 2) {
    for (const arg of expr.args) frame.expression(arg.value);
    frame.emit({ op: "SUPER" }, expr.span);
    return true;
  }
  const cls = enclosingClass(frame.scope);
  const self = frame.scope.host.params[0];
  if (cls === null || self === undefined || expr.args.length > 0) return false;
  const node = expr.callee;
  loadName(frame, cls.name, node);
  loadName(frame, self.name, node);
  frame.emit({ op: "SUPER" }, expr.span);
  return true;
}
