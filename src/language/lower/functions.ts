/** Functions and lambdas: the value is made where the definition stands, the Code beside it. */
import type { Code } from "../../programs/code.js";
import type { Expression, FunctionDef, Parameter, Span, Statement } from "../syntax.js";
import { liveSlots } from "../liveness.js";
import { Frame, isBuiltin, meaningOf } from "./context.js";
import { pushMeaning } from "./names.js";
import { children, kindOf, opensFrame } from "./nodes.js";
import { enclosingClass, parameters, type Scope } from "./scope.js";
import { storeName } from "./targets.js";
import { findWindows } from "./windows.js";

export interface FunctionShape {
  readonly kind: Code["kind"];
  readonly name: string;
  readonly async: boolean;
  readonly span: Span;
  readonly params: readonly Parameter[];
  readonly doc: string | null;
}

/** `def`: decorators, defaults, the function, the calls of the decorators, the name. */
export function lowerFunctionDef(frame: Frame, node: FunctionDef): void {
  lowerFunctionValue(frame, node);
  storeName(frame, node.name, node.nameSpan);
}

/** Leaves the (decorated) function on the stack. */
export function lowerFunctionValue(frame: Frame, node: FunctionDef): void {
  const decorators = node.decorators.filter((decorator) => !isTransparent(frame, decorator));
  for (const decorator of decorators) lowerDecorator(frame, decorator);
  const scope = scopeOf(frame, node);
  const shape: FunctionShape = {
    kind: functionKind(node),
    name: node.name,
    async: node.async,
    span: node.nameSpan,
    params: node.params,
    doc: docstring(node.body),
  };
  makeFunction(frame, scope, shape, (inner) => {
    inner.windows = findWindows(inner, node.body);
    inner.body(node.body);
  });
  for (const decorator of [...decorators].reverse()) callDecorator(frame, decorator);
}

export function lowerLambda(frame: Frame, node: Extract<Expression, { kind: "Lambda" }>): void {
  const kind = yields(node.body) ? "generator" : "function";
  makeFunction(
    frame,
    scopeOf(frame, node),
    { kind, name: "<lambda>", async: false, span: node.span, params: node.params, doc: null },
    (inner) => {
      inner.expression(node.body);
      inner.emit({ op: "RETURN" }, node.body.span);
    },
  );
}

export function scopeOf(frame: Frame, node: object): Scope {
  const scope = frame.module.scopes.of.get(node);
  if (scope === undefined) throw new Error("bug in lowering: a function without a scope");
  return scope;
}

/** Lowers the body into a Code of its own and leaves the function value on the stack. */
export function makeFunction(frame: Frame, scope: Scope, shape: FunctionShape, body: (inner: Frame) => void): void {
  const { positional, keywordOnly } = parameters(shape.params);
  const defaults = [...positional, ...keywordOnly].flatMap((param) => (param.default === null ? [] : [param.default]));
  for (const value of defaults) frame.expression(value);
  const inner = new Frame(frame.program, frame.module, scope, {
    kind: shape.kind,
    name: shape.name,
    qualifiedName: qualified(frame, shape.name),
    async: shape.async,
  });
  for (const slot of scope.free) frame.emit({ op: "LOAD_CLOSURE", slot: frame.slot(slot) }, shape.span);
  const code = finish(inner, shape, body);
  frame.emit({ op: "FUNCTION", code, defaults: defaults.length, cells: scope.free.length }, shape.span);
}

function qualified(frame: Frame, name: string): string {
  const own =
    frame.shape.kind === "initial" || frame.shape.name === "<library>" ? "" : `${frame.shape.qualifiedName}.<locals>.`;
  return own + classPath(frame.scope) + name;
}

function classPath(scope: Scope): string {
  return scope.kind === "class" && scope.parent !== null ? `${classPath(scope.parent)}${scope.name}.` : "";
}

/** Lowers a body in its frame and adds the Code to the program; returns its index. */
export function finish(inner: Frame, shape: FunctionShape, body: (inner: Frame) => void): number {
  const { program, scope } = inner;
  const index = program.codes.push(null) - 1;
  for (const slot of scope.cells.keys()) {
    if (!slot.startsWith("$")) inner.emit({ op: "NEW_CELL", slot: inner.slot(slot) }, shape.span);
  }
  body(inner);
  inner.constant(null, shape.span);
  inner.emit({ op: "RETURN" }, shape.span);
  if (inner.emitter.full) {
    inner.refuse("E291", `This is too long for one unit or function.`, shape.span, "Split it, or use a loop.");
  }
  program.codes[index] = assemble(inner, shape);
  return index;
}

function assemble(inner: Frame, shape: FunctionShape): Code {
  const { positional, keywordOnly, star, doubleStar } = parameters(shape.params);
  const { scope, emitter } = inner;
  const firstFree = scope.free[0];
  const base = {
    name: shape.name,
    qualifiedName: inner.shape.qualifiedName,
    kind: shape.kind,
    module: inner.module.name,
    positional: positional.map((param) => param.name),
    positionalOnly: positional.filter((param) => param.positionalOnly).length,
    keywordOnly: keywordOnly.map((param) => param.name),
    star: star?.name ?? null,
    doubleStar: doubleStar?.name ?? null,
    positionalDefaults: positional.filter((param) => param.default !== null).length,
    keywordDefaults: keywordOnly.filter((param) => param.default !== null).map((param) => param.name),
    locals: inner.locals,
    free: scope.free,
    freeStart: firstFree === undefined ? 0 : inner.slot(firstFree),
    instructions: emitter.resolved(),
    places: emitter.places,
    protections: emitter.protected(),
    testOf: emitter.testOf,
    guardedBy: emitter.guardedBy,
    doc: shape.doc,
  };
  return { ...base, live: liveSlots(base) };
}

// --- what kind of function -------------------------------------------------------------------------------------------

export function functionKind(node: FunctionDef): Code["kind"] {
  const generator = node.body.some((statement) => yields(statement));
  if (node.async) return generator ? "async-generator" : "coroutine";
  return generator ? "generator" : "function";
}

/** Is there a `yield` in this part of a function's own body? */
export function yields(node: object): boolean {
  const kind = kindOf(node);
  if (kind === "Yield" || kind === "YieldFrom") return true;
  if (kind === "ClassDef" || opensFrame(node)) return false;
  return children(node).some((child) => yields(child));
}

/** First paragraph of a docstring. */
export function docstring(body: readonly Statement[]): string | null {
  const [first] = body;
  if (first?.kind !== "Expr" || first.value.kind !== "Constant" || typeof first.value.value !== "string") return null;
  return first.value.value.trim().split(/\n\s*\n/)[0];
}

// --- decorators ------------------------------------------------------------------------------------------------------

/** Decorators that only the reader or a type checker looks at. */
const transparent: ReadonlySet<string> = new Set([
  "override",
  "final",
  "abstractmethod",
  "no_type_check",
  "wraps",
  "runtime_checkable",
  "total_ordering",
  "unique",
  "overload",
]);
const methodKinds: ReadonlySet<string> = new Set(["staticmethod", "classmethod", "property"]);

function isTransparent(frame: Frame, decorator: Expression): boolean {
  const callee = decorator.kind === "Call" ? decorator.callee : decorator;
  const name = callee.kind === "Name" ? callee.id : callee.kind === "Attribute" ? callee.name : "";
  if (!transparent.has(name)) return false;
  const meaning = meaningOf(frame, callee);
  return meaning !== null && meaning.kind !== "global";
}

function methodKind(frame: Frame, decorator: Expression): string | null {
  if (decorator.kind !== "Name" || !methodKinds.has(decorator.id)) return null;
  return isBuiltin(frame, decorator, decorator.id) ? decorator.id : null;
}

function isSetter(frame: Frame, decorator: Expression): boolean {
  return decorator.kind === "Attribute" && decorator.name === "setter" && enclosingClass(frame.scope) !== null;
}

function lowerDecorator(frame: Frame, decorator: Expression): void {
  const kind = methodKind(frame, decorator);
  if (kind !== null) return frame.builtin(`_${kind}`, decorator.span);
  if (isSetter(frame, decorator) && decorator.kind === "Attribute") {
    frame.builtin("_property_setter", decorator.span);
    return frame.expression(decorator.object);
  }
  const meaning = meaningOf(frame, decorator);
  if (meaning !== null && decorator.kind === "Attribute")
    return pushMeaning(frame, meaning, decorator.name, decorator.span);
  frame.expression(decorator);
}

function callDecorator(frame: Frame, decorator: Expression): void {
  frame.call(isSetter(frame, decorator) ? 2 : 1, decorator.span);
}
