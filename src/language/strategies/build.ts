/** Pieces of syntax that no author has written. */
import type { Argument, Declaration, Expression, FunctionDef, Import, Parameter, Span, Statement } from "../syntax.js";

type Call = Extract<Expression, { kind: "Call" }>;

/** The place of what stands nowhere in the text. */
export const nowhere: Span = { start: 0, end: 0 };

export function name(id: string): Expression {
  return { kind: "Name", id, span: nowhere };
}

export function integer(value: number): Expression {
  return { kind: "Constant", value: BigInt(value), span: nowhere };
}

/** `asyncio.gather` as an expression. */
export function dotted(path: string): Expression {
  const [first, ...rest] = path.split(".");
  return rest.reduce<Expression>(attribute, name(first));
}

export function attribute(object: Expression, member: string): Expression {
  return { kind: "Attribute", object, name: member, span: nowhere };
}

/** A call of what a path leads to, with positional arguments. */
export function call(path: string, ...values: Expression[]): Call {
  return callWith(dotted(path), values.map(positional));
}

export function callWith(callee: Expression, args: readonly Argument[]): Call {
  return { kind: "Call", callee, args, span: nowhere };
}

export function positional(value: Expression): Argument {
  return { name: null, value };
}

/** `*value` */
export function unpacked(value: Expression): Argument {
  return { name: "*", value };
}

export function awaited(value: Expression, span: Span = nowhere): Expression {
  return { kind: "Await", value, span };
}

export function list(items: readonly Expression[]): Expression {
  return { kind: "List", items, span: nowhere };
}

export function tuple(items: readonly Expression[]): Expression {
  return { kind: "Tuple", items, span: nowhere };
}

/** `[element for target in iterable]` */
export function listOf(element: Expression, target: Expression, iterable: Expression): Expression {
  const clauses = [{ target, iterable, conditions: [], async: false }];
  return { kind: "Comprehension", form: "list", key: null, element, clauses, span: nowhere };
}

/** The values added up, or joined. */
export function sum(values: readonly Expression[]): Expression {
  return values.reduce((left, right) => ({ kind: "Binary", operator: "+", left, right, span: nowhere }));
}

export function statement(value: Expression, span: Span = nowhere): Statement {
  return { kind: "Expr", value, span };
}

export function assign(target: Expression, value: Expression, span: Span = nowhere): Statement {
  return { kind: "Assign", targets: [target], value, span };
}

export function give(value: Expression, span: Span = nowhere): Statement {
  return { kind: "Return", value, span };
}

/** `with context as target:` */
export function using(
  context: Expression,
  target: string | null,
  body: readonly Statement[],
  async = false,
): Statement {
  const items = [{ context, target: target === null ? null : name(target) }];
  return { kind: "With", items, body, async, span: nowhere };
}

export function parameter(text: string, kind: Parameter["kind"] = "positional"): Parameter {
  return { name: text, kind, default: null, annotation: null, span: nowhere };
}

export function define(
  text: string,
  params: readonly Parameter[],
  body: readonly Statement[],
  async = false,
): FunctionDef {
  const rest = { nameSpan: nowhere, returns: null, decorators: [], span: nowhere };
  return { kind: "FunctionDef", name: text, params, body, async, ...rest };
}

/** `import asyncio` */
export function importing(module: string): Import {
  return { kind: "Import", names: [{ module, name: null, alias: module }], span: nowhere };
}

/** `from queue import Queue` */
export function importingFrom(module: string, member: string): Import {
  return { kind: "Import", names: [{ module, name: member, alias: member }], span: nowhere };
}

export function shared(text: string, value: Expression): Declaration {
  return { kind: "Shared", name: text, nameSpan: nowhere, value, span: nowhere };
}

export function option(text: string, value: string): Declaration {
  return { kind: "Option", name: text, nameSpan: nowhere, value, valueSpan: nowhere, span: nowhere };
}
