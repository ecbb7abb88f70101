/** Expressions to instructions, in CPython's order of evaluation. Each leaves one value on the operand stack. */
import type { CompareOperator, Expression, FStringPart, Span } from "../syntax.js";
import { lowerCall, lowerChance } from "./calls.js";
import { lowerComprehension } from "./comprehensions.js";
import { importMeaning, meaningOf, type Frame, type Meaning } from "./context.js";
import type { Label } from "./emitter.js";
import { lowerLambda } from "./functions.js";
import { mangled } from "./scope.js";
import { lowerUnitLocal } from "./unit-locals.js";
import { storeName } from "./targets.js";

export function lowerExpression(frame: Frame, expr: Expression): void {
  switch (expr.kind) {
    case "Constant":
      return frame.constant(expr.value, expr.span);
    case "Duration":
      return frame.constant(seconds(expr.nanoseconds), expr.span);
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

/** Awaits what is on top of the stack. */
export function lowerAwait(frame: Frame, span: Span): void {
  frame.emit({ op: "GET_AWAITABLE" }, span);
  frame.emit({ op: "YIELD_FROM" }, span);
}

/** `await sleep 1s`, `await io 100ms` await asyncio's sleep. */
function lowerAwaitable(frame: Frame, value: Expression): void {
  if (value.kind !== "Call" || !isPause(frame, value.callee) || value.args.length !== 1) return lowerExpression(frame, value);
  pushMeaning(frame, frame.program.member("asyncio", "sleep"), "asyncio.sleep", value.span);
  lowerExpression(frame, value.args[0].value);
  frame.call(1, value.span);
}

/** `io` or `sleep` as a word of the language, not as something the author has defined or imported. */
function isPause(frame: Frame, callee: Expression): boolean {
  if (callee.kind !== "Name" || (callee.id !== "io" && callee.id !== "sleep")) return false;
  return frame.variable(callee.id).kind === "global" && !frame.module.declared.has(callee.id) && !frame.module.imports.has(callee.id);
}

export function seconds(nanoseconds: bigint): number {
  return Number(nanoseconds) / 1e9;
}

function lowerOptional(frame: Frame, expr: Expression | null, span: Span): void {
  if (expr === null) frame.constant(null, span);
  else lowerExpression(frame, expr);
}

function window(frame: Frame, node: Expression): { window?: number } {
  const name = frame.windows.loads.get(node);
  return name === undefined ? {} : { window: frame.slot(name) };
}

// --- names -----------------------------------------------------------------------------------------------------------

export function loadName(frame: Frame, name: string, node: Expression): void {
  const found = frame.variable(name);
  const { span } = node;
  switch (found.kind) {
    case "local":
      return frame.load(found.slot, span);
    case "cell":
      return frame.emit({ op: "LOAD_CELL", slot: frame.slot(found.slot), constant: found.constant, ...window(frame, node) }, span);
    case "import":
      return pushMeaning(frame, importMeaning(frame.program, found.target), name, span);
    case "global":
      return pushMeaning(frame, frame.program.meaning(frame.module, name), name, span, node);
  }
}

export function pushMeaning(frame: Frame, meaning: Meaning, name: string, span: Span, node?: Expression): void {
  switch (meaning.kind) {
    case "global":
      return frame.emit({ op: "LOAD_GLOBAL", global: meaning.index, ...(node === undefined ? {} : window(frame, node)) }, span);
    case "value":
      return frame.constant(meaning.value, span);
    case "module":
      return frame.constant({ kind: "module", name: meaning.name }, span);
    case "unknown":
      return raiseError(frame, "NameError", `name '${name}' is not defined`, span);
  }
}

/** Raises a built-in exception with a message; code behind it is unreachable. */
export function raiseError(frame: Frame, type: string, message: string, span: Span): void {
  frame.constant({ kind: "type", name: type }, span);
  frame.constant(message, span);
  frame.call(1, span);
  frame.emit({ op: "RAISE" }, span);
}

function lowerAttribute(frame: Frame, expr: Extract<Expression, { kind: "Attribute" }>): void {
  const meaning = meaningOf(frame, expr);
  if (meaning !== null) return pushMeaning(frame, meaning, expr.name, expr.span);
  if (lowerUnitLocal(frame, expr)) return;
  lowerExpression(frame, expr.object);
  frame.emit({ op: "LOAD_ATTR", name: mangled(frame.scope, expr.name), ...window(frame, expr) }, expr.span);
}

// --- displays --------------------------------------------------------------------------------------------------------

function lowerDisplay(frame: Frame, kind: "Tuple" | "List" | "Set", items: readonly Expression[], span: Span): void {
  if (items.some((item) => item.kind === "Starred")) return lowerSpreadDisplay(frame, kind, items, span);
  for (const item of items) lowerExpression(frame, item);
  const op = kind === "Tuple" ? "TUPLE" : kind === "List" ? "LIST" : "SET";
  frame.emit({ op, count: items.length }, span);
}

function lowerSpreadDisplay(frame: Frame, kind: "Tuple" | "List" | "Set", items: readonly Expression[], span: Span): void {
  frame.emit({ op: kind === "Set" ? "SET" : "LIST", count: 0 }, span);
  for (const item of items) {
    lowerExpression(frame, item);
    const spread = item.kind === "Starred";
    if (kind === "Set") frame.emit({ op: spread ? "EXTEND_SET" : "ADD_SET", depth: 1 }, item.span);
    else frame.emit({ op: spread ? "EXTEND_LIST" : "ADD_LIST", depth: 1 }, item.span);
  }
  if (kind === "Tuple") frame.emit({ op: "LIST_TO_TUPLE" }, span);
}

/** The items as a tuple, whether or not some are starred. */
export function lowerTuple(frame: Frame, items: readonly Expression[], span: Span): void {
  lowerDisplay(frame, "Tuple", items, span);
}

function lowerDict(frame: Frame, expr: Extract<Expression, { kind: "Dict" }>): void {
  const { entries, span } = expr;
  if (entries.every((entry) => entry.key !== null)) {
    for (const { key, value } of entries) {
      if (key !== null) lowerExpression(frame, key);
      lowerExpression(frame, value);
    }
    return frame.emit({ op: "MAP", count: entries.length }, span);
  }
  frame.emit({ op: "MAP", count: 0 }, span);
  for (const { key, value } of entries) {
    if (key !== null) lowerExpression(frame, key);
    lowerExpression(frame, value);
    frame.emit({ op: key === null ? "UPDATE_MAP" : "ADD_MAP", depth: 1 }, value.span);
  }
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
    if (i < expr.values.length - 1) frame.emitter.jump(expr.operator === "and" ? "JUMP_IF_FALSE_OR_POP" : "JUMP_IF_TRUE_OR_POP", end, value.span);
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
    emitter.jump("JUMP_IF_FALSE_OR_POP", short, span);
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
  const id = frame.program.nextGuard();
  testing(frame, id, () => jumpUnless(frame, expr.test, orelse));
  guarded(frame, id, () => {
    lowerExpression(frame, expr.body);
    emitter.jump("JUMP", end, expr.body.span);
    emitter.place(orelse);
    lowerExpression(frame, expr.orelse);
    emitter.place(end);
  });
}

/** The instructions of `body` belong to the test of `if` or `while` number `id`. */
export function testing(frame: Frame, id: number, body: () => void): void {
  const saved = frame.emitter.test;
  frame.emitter.test = id;
  body();
  frame.emitter.test = saved;
}

/** The instructions of `body` run because of the test number `id`. */
export function guarded(frame: Frame, id: number, body: () => void): void {
  const saved = frame.emitter.guards;
  frame.emitter.guards = [...saved, id];
  body();
  frame.emitter.guards = saved;
}

/** Evaluates a condition for its truth only: jumps to `to` if it is false, goes on if it is true. */
export function jumpUnless(frame: Frame, test: Expression, to: Label): void {
  jumpOn(frame, test, false, to);
}

/** Jumps to `to` if the truth of the condition is `when`. As CPython compiles conditions: without making a bool. */
export function jumpOn(frame: Frame, test: Expression, when: boolean, to: Label): void {
  if (test.kind === "Unary" && test.operator === "not") return jumpOn(frame, test.operand, !when, to);
  if (test.kind === "Bool") return jumpOnBool(frame, test, when, to);
  lowerExpression(frame, test);
  frame.emitter.jump(when ? "JUMP_IF_TRUE" : "JUMP_IF_FALSE", to, test.span);
}

function jumpOnBool(frame: Frame, test: Extract<Expression, { kind: "Bool" }>, when: boolean, to: Label): void {
  const decidesAlone = test.operator === "or" ? when : !when;
  const past = frame.emitter.label();
  test.values.forEach((value, i) => {
    if (i === test.values.length - 1) jumpOn(frame, value, when, to);
    else if (decidesAlone) jumpOn(frame, value, when, to);
    else jumpOn(frame, value, !when, past);
  });
  frame.emitter.place(past);
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
