/** Expressions to instructions, in CPython's order of evaluation. Each leaves one value on the operand stack. */
import type { CompareOperator, Expression, FStringPart, Span } from "../syntax.js";
import { lowerCall, lowerChance } from "./calls.js";
import { lowerComprehension } from "./comprehensions.js";
import { guarded, jumpOn, testing } from "./conditions.js";
import { meaningOf, type Frame } from "./context.js";
import { lowerDict, lowerDisplay } from "./displays.js";
import { lowerLambda } from "./functions.js";
import { loadName, lowerAwait, pushMeaning, window } from "./names.js";
import { mangled } from "./scope.js";
import { storeName } from "./targets.js";
import { lowerUnitLocal } from "./unit-locals.js";

export function lowerExpression(frame: Frame, expr: Expression): void {
  switch (expr.kind) {
    case "Constant":
      return frame.constant(expr.value, expr.span);
    case "Duration":
      return frame.constant(Number(expr.nanoseconds) / 1e9, expr.span);
    case "Name":
      return loadName(frame, expr.id, expr);
    case "Tuple":
    case "List":
    case "Set":
      return lowerDisplay(frame, expr.kind, expr.items, expr.span);
    case "Dict":
      return lowerDict(frame, expr);
    case "Unary":
      return lowerUnary(frame, expr);
    case "Binary":
      lowerExpression(frame, expr.left);
      lowerExpression(frame, expr.right);
      return frame.emit({ op: "BINARY", operator: expr.operator, inplace: false }, expr.span);
    case "Bool":
      return lowerBool(frame, expr);
    case "Compare":
      return lowerCompare(frame, expr);
    case "Conditional":
      return lowerConditional(frame, expr);
    case "Call":
      return lowerCall(frame, expr);
    case "Attribute":
      return lowerAttribute(frame, expr);
    case "Subscript":
      lowerExpression(frame, expr.object);
      lowerExpression(frame, expr.index);
      return frame.emit({ op: "SUBSCRIPT", ...window(frame, expr) }, expr.span);
    case "Slice":
      for (const part of [expr.lower, expr.upper, expr.step]) lowerOptional(frame, part, expr.span);
      return frame.emit({ op: "SLICE" }, expr.span);
    default:
      return lowerRareExpression(frame, expr);
  }
}

function lowerRareExpression(frame: Frame, expr: Expression): void {
  switch (expr.kind) {
    case "Starred":
      return lowerExpression(frame, expr.value);
    case "Lambda":
      return lowerLambda(frame, expr);
    case "Comprehension":
      return lowerComprehension(frame, expr);
    case "FString":
      return lowerFString(frame, expr.parts, expr.span);
    case "Await":
      lowerAwaitable(frame, expr.value);
      return lowerAwait(frame, expr.span);
    case "Yield":
      lowerOptional(frame, expr.value, expr.span);
      return frame.emit({ op: "YIELD" }, expr.span);
    case "YieldFrom":
      lowerExpression(frame, expr.value);
      frame.emit({ op: "GET_YIELD_FROM" }, expr.span);
      return frame.emit({ op: "YIELD_FROM" }, expr.span);
    case "Walrus":
      lowerExpression(frame, expr.value);
      frame.emit({ op: "COPY", n: 1 }, expr.span);
      return storeName(frame, expr.name, expr.span, expr);
    default:
      throw new Error(`bug in lowering: no rule for ${expr.kind}`);
  }
}

/** `await sleep 1s`, `await io 100ms` await asyncio's sleep. */
function lowerAwaitable(frame: Frame, value: Expression): void {
  if (value.kind !== "Call" || !isPause(frame, value.callee) || value.args.length !== 1)
    return lowerExpression(frame, value);
  pushMeaning(frame, frame.program.member("asyncio", "sleep"), "asyncio.sleep", value.span);
  lowerExpression(frame, value.args[0].value);
  frame.call(1, value.span);
}

/** `io` or `sleep` as a word of the language, not as something the author has defined or imported. */
function isPause(frame: Frame, callee: Expression): boolean {
  if (callee.kind !== "Name" || (callee.id !== "io" && callee.id !== "sleep")) return false;
  return (
    frame.variable(callee.id).kind === "global" &&
    !frame.module.declared.has(callee.id) &&
    !frame.module.imports.has(callee.id)
  );
}

function lowerOptional(frame: Frame, expr: Expression | null, span: Span): void {
  if (expr === null) frame.constant(null, span);
  else lowerExpression(frame, expr);
}

function lowerAttribute(frame: Frame, expr: Extract<Expression, { kind: "Attribute" }>): void {
  const meaning = meaningOf(frame, expr);
  if (meaning !== null) return pushMeaning(frame, meaning, expr.name, expr.span);
  if (lowerUnitLocal(frame, expr)) return;
  lowerExpression(frame, expr.object);
  frame.emit({ op: "LOAD_ATTR", name: mangled(frame.scope, expr.name), ...window(frame, expr) }, expr.span);
}

// --- operators -------------------------------------------------------------------------------------------------------

function lowerUnary(frame: Frame, expr: Extract<Expression, { kind: "Unary" }>): void {
  const { operator, operand, span } = expr;
  if (operator === "-" && operand.kind === "Constant") {
    const { value } = operand;
    if (typeof value === "bigint" || typeof value === "number") return frame.constant(-value, span);
  }
  lowerExpression(frame, operand);
  frame.emit({ op: "UNARY", operator }, span);
}

function lowerBool(frame: Frame, expr: Extract<Expression, { kind: "Bool" }>): void {
  const end = frame.emitter.label();
  expr.values.forEach((value, i) => {
    lowerExpression(frame, value);
    if (i < expr.values.length - 1)
      frame.emitter.jumpIf(
        expr.operator === "and" ? "JUMP_IF_FALSE_OR_POP" : "JUMP_IF_TRUE_OR_POP",
        end,
        value.span,
        "condition",
      );
  });
  frame.emitter.place(end);
}

/** `a < b < c`: b is evaluated once; the first false answer is the result. */
function lowerCompare(frame: Frame, expr: Extract<Expression, { kind: "Compare" }>): void {
  const { emitter } = frame;
  const { operators, comparators, span } = expr;
  if (lowerChance(frame, expr)) return;
  lowerExpression(frame, expr.left);
  const last = comparators.length - 1;
  const short = emitter.label();
  const end = emitter.label();
  comparators.forEach((comparator, i) => {
    lowerExpression(frame, comparator);
    if (i === last) return compare(frame, operators[i], span);
    keepAndCompare(frame, operators[i], span);
    emitter.jumpIf("JUMP_IF_FALSE_OR_POP", short, span, null);
  });
  if (last === 0) return;
  emitter.jump("JUMP", end, span);
  emitter.place(short);
  frame.emit({ op: "SWAP", n: 2 }, span);
  frame.emit({ op: "POP" }, span);
  emitter.place(end);
}

function keepAndCompare(frame: Frame, operator: CompareOperator, span: Span): void {
  frame.emit({ op: "SWAP", n: 2 }, span);
  frame.emit({ op: "COPY", n: 2 }, span);
  compare(frame, operator, span);
}

function compare(frame: Frame, operator: CompareOperator, span: Span): void {
  frame.emit({ op: "COMPARE", operator }, span);
}

function lowerConditional(frame: Frame, expr: Extract<Expression, { kind: "Conditional" }>): void {
  const { emitter } = frame;
  const orelse = emitter.label();
  const end = emitter.label();
  const id = frame.program.takeGuards(1);
  // What `@dataclass` makes has one place for everything: nobody wrote it.
  const decides = expr.test.span === expr.span ? null : "condition";
  testing(frame, id, () => jumpOn(frame, expr.test, false, orelse, decides));
  guarded(frame, id, () => {
    lowerExpression(frame, expr.body);
    emitter.jump("JUMP", end, expr.body.span);
    emitter.place(orelse);
    lowerExpression(frame, expr.orelse);
    emitter.place(end);
  });
}

// --- f-strings -------------------------------------------------------------------------------------------------------

function lowerFString(frame: Frame, parts: readonly FStringPart[], span: Span): void {
  let count = 0;
  for (const part of parts) {
    if ("text" in part) {
      frame.constant(part.text, span);
      count++;
      continue;
    }
    if (part.shown !== null) {
      frame.constant(part.shown, span);
      count++;
    }
    lowerExpression(frame, part.value);
    if (part.spec !== null) lowerFString(frame, part.spec, span);
    const conversion = part.conversion ?? (part.shown !== null && part.spec === null ? "r" : null);
    frame.emit({ op: "FORMAT", conversion, spec: part.spec !== null }, part.value.span);
    count++;
  }
  if (count === 0) frame.constant("", span);
  else if (count > 1) frame.emit({ op: "JOIN", count }, span);
}
