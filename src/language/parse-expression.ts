/** Expressions: Pratt parsing of operators by binding power, and what follows an atom (calls, attributes, subscripts). */
import { atom, bracketed, comprehensionClauses } from "./parse-atom.js";
import { type Cursor, isSymbol } from "./parse-cursor.js";
import { attributeName, unexpected } from "./parse-mistake.js";
import { parameters } from "./parse-parameters.js";
import { startsExpression } from "./parse-soft.js";
import { binaryPower, COMPARISONS, POWER } from "./precedence.js";
import type { Argument, BinaryOperator, CompareOperator, Expression } from "./syntax.js";

/** `lambda`, a conditional expression, or an operation. */
export function expression(c: Cursor): Expression {
  return c.deeper(() => {
    if (c.at("lambda")) return lambda(c);
    const start = c.token.start;
    const body = operation(c, POWER.or);
    if (!c.accept("if")) return body;
    const test = operation(c, POWER.or);
    if (!c.accept("else")) unexpected(c, "`else` and the other value of the conditional expression");
    const orelse = expression(c);
    return { kind: "Conditional", test, body, orelse, span: c.spanFrom(start) };
  });
}

/** `NAME := expression`, or an expression. */
export function namedExpression(c: Cursor): Expression {
  const start = c.token.start;
  if (!c.atName() || !isSymbol(c.peek(1), ":=")) return expression(c);
  const name = c.advance().text;
  c.advance();
  const value = expression(c);
  return { kind: "Walrus", name, value, span: c.spanFrom(start) };
}

/** `*x` or, where `named`, `x := y`, or an expression. */
export function starredExpression(c: Cursor, named = true): Expression {
  const start = c.token.start;
  if (!c.accept("*")) return named ? namedExpression(c) : expression(c);
  const value = c.deeper(() => operation(c, POWER.bitor));
  return { kind: "Starred", value, span: c.spanFrom(start) };
}

/** Expressions separated by commas; a Tuple if there is a comma. */
export function expressions(c: Cursor): Expression {
  const start = c.token.start;
  const first = starredExpression(c, false);
  if (first.kind === "Starred" && !c.at(","))
    c.report("E101", first.span, "`*` unpacking is not possible here.", {
      hint: "A tuple of one needs a comma: `*xs,`.",
    });
  if (!c.at(",")) return first;
  const items = [first];
  while (c.accept(",") && startsExpression(c.token)) items.push(starredExpression(c, false));
  return { kind: "Tuple", items, span: c.spanFrom(start) };
}

/** `yield …` or expressions: what may stand to the right of `=`. */
export function yieldOrExpressions(c: Cursor): Expression {
  return c.at("yield") ? yieldExpression(c) : expressions(c);
}

/** `yield`, `yield x`, `yield from x`. */
export function yieldExpression(c: Cursor): Expression {
  const start = c.advance().start;
  if (c.accept("from")) {
    const value = expression(c);
    return { kind: "YieldFrom", value, span: c.spanFrom(start) };
  }
  const value = startsExpression(c.token) ? expressions(c) : null;
  return { kind: "Yield", value, span: c.spanFrom(start) };
}

/** An expression of operators that bind at least as tightly as `power`. */
export function operation(c: Cursor, power: number): Expression {
  const start = c.token.start;
  let left = prefix(c, power);
  for (;;) {
    const binary = c.token.kind === "op" ? binaryPower(c.token.text) : undefined;
    if (binary !== undefined && binary >= power) left = binaryOperation(c, left, binary, start);
    else if (power <= POWER.compare && compareOperator(c) !== null) left = comparison(c, left, start);
    else if (power <= POWER.and && c.at("and")) left = boolean(c, left, "and", POWER.not, start);
    else if (power <= POWER.or && c.at("or")) left = boolean(c, left, "or", POWER.and, start);
    else return left;
  }
}

function binaryOperation(c: Cursor, left: Expression, power: number, start: number): Expression {
  const operator = c.advance().text as BinaryOperator;
  const right = operation(c, power + 1);
  return { kind: "Binary", operator, left, right, span: c.spanFrom(start) };
}

function boolean(c: Cursor, first: Expression, operator: "and" | "or", power: number, start: number): Expression {
  const values = [first];
  while (c.accept(operator)) values.push(operation(c, power));
  return { kind: "Bool", operator, values, span: c.spanFrom(start) };
}

function comparison(c: Cursor, left: Expression, start: number): Expression {
  const operators: CompareOperator[] = [];
  const comparators: Expression[] = [];
  for (let operator = compareOperator(c); operator !== null; operator = compareOperator(c)) {
    c.advance();
    if (operator.includes(" ")) c.advance();
    operators.push(operator);
    comparators.push(operation(c, POWER.bitor));
  }
  return { kind: "Compare", left, operators, comparators, span: c.spanFrom(start) };
}

function compareOperator(c: Cursor): CompareOperator | null {
  const { kind, text } = c.token;
  if (kind === "op") return COMPARISONS.has(text) ? (text as CompareOperator) : null;
  if (kind !== "keyword") return null;
  if (text === "in") return "in";
  if (text === "not") return isSymbol(c.peek(1), "in") ? "not in" : null;
  if (text === "is") return isSymbol(c.peek(1), "not") ? "is not" : "is";
  return null;
}

function prefix(c: Cursor, power: number): Expression {
  const { start, text, kind } = c.token;
  if (kind === "keyword" && text === "not" && power <= POWER.not) {
    c.advance();
    const operand = c.deeper(() => operation(c, POWER.not));
    return { kind: "Unary", operator: "not", operand, span: c.spanFrom(start) };
  }
  if (kind === "op" && (text === "-" || text === "+" || text === "~")) {
    c.advance();
    const operand = c.deeper(() => operation(c, POWER.unary));
    return { kind: "Unary", operator: text, operand, span: c.spanFrom(start) };
  }
  return exponentiation(c);
}

function exponentiation(c: Cursor): Expression {
  const start = c.token.start;
  const left = awaited(c);
  if (!c.accept("**")) return left;
  const right = c.deeper(() => operation(c, POWER.unary));
  return { kind: "Binary", operator: "**", left, right, span: c.spanFrom(start) };
}

function awaited(c: Cursor): Expression {
  const start = c.token.start;
  if (!c.accept("await")) return primary(c);
  const value = pause(c) ?? primary(c);
  return { kind: "Await", value, span: c.spanFrom(start) };
}

/** `io 100ms` after `await`: a call without its parentheses. */
function pause(c: Cursor): Expression | null {
  const { start, text } = c.token;
  if (c.token.kind !== "name" || (text !== "io" && text !== "sleep" && text !== "cpu")) return null;
  const next = c.peek(1);
  if (next.kind !== "name" && next.kind !== "number" && next.kind !== "duration") return null;
  if (next.text === "leads" && c.peek(2).text === "to") return null;
  const callee: Expression = { kind: "Name", id: text, span: c.advance() && c.spanFrom(start) };
  const value = operation(c, POWER.bitor);
  return { kind: "Call", callee, args: [{ name: null, value }], span: c.spanFrom(start) };
}

/** An atom with its calls, attributes and subscripts. */
function primary(c: Cursor): Expression {
  const start = c.token.start;
  let value = atom(c);
  for (;;) {
    if (c.accept(".")) value = { kind: "Attribute", object: value, name: attributeName(c), span: c.spanFrom(start) };
    else if (c.at("(")) value = call(c, value, start);
    else if (c.at("[")) value = subscript(c, value, start);
    else return value;
  }
}

function call(c: Cursor, callee: Expression, start: number): Expression {
  const args = bracketed(c, ")", () => argumentList(c));
  return { kind: "Call", callee, args, span: c.spanFrom(start) };
}

/** Arguments up to `)`. */
export function argumentList(c: Cursor): Argument[] {
  const args: Argument[] = [];
  const names = new Set<string>();
  while (!c.at(")")) {
    const start = c.token.start;
    const arg = argument(c, args.length === 0);
    checkOrder(c, args, arg, names, start);
    args.push(arg);
    if (!c.at(")") && !c.accept(",")) unexpected(c, "`,` or `)`");
  }
  return args;
}

function argument(c: Cursor, first: boolean): Argument {
  const start = c.token.start;
  if (c.accept("*")) return { name: "*", value: expression(c) };
  if (c.accept("**")) return { name: "**", value: expression(c) };
  if (c.atName() && isSymbol(c.peek(1), "=")) {
    const name = c.advance().text;
    c.advance();
    return { name, value: expression(c) };
  }
  const value = namedExpression(c);
  if (!c.at("for") && !c.at("async")) return { name: null, value };
  const clauses = comprehensionClauses(c);
  const span = c.spanFrom(start);
  if (!first || !c.at(")")) {
    c.report("E117", span, "A generator that is not the only argument needs its own parentheses.", {
      hint: "Write `f((x for x in xs), y)`.",
    });
  }
  return { name: null, value: { kind: "Comprehension", form: "generator", key: null, element: value, clauses, span } };
}

function checkOrder(c: Cursor, before: readonly Argument[], arg: Argument, names: Set<string>, start: number): void {
  const span = { start, end: c.previousEnd };
  const keyword = arg.name !== null && arg.name !== "*" && arg.name !== "**" ? arg.name : null;
  if (arg.name === null && before.some((other) => other.name !== null && other.name !== "*")) {
    c.report("E117", span, "A positional argument follows a keyword argument.", {
      hint: "Put positional arguments first.",
    });
  } else if (arg.name === "*" && before.some((other) => other.name === "**")) {
    c.report("E117", span, "`*` unpacking follows `**` unpacking.", { hint: "Put `*args` before `**kwargs`." });
  } else if (keyword !== null && names.has(keyword)) {
    c.report("E117", span, `The argument \`${keyword}\` is given twice.`);
  }
  if (keyword !== null) names.add(keyword);
}

function subscript(c: Cursor, object: Expression, start: number): Expression {
  const index = bracketed(c, "]", () => subscriptIndex(c));
  return { kind: "Subscript", object, index, span: c.spanFrom(start) };
}

function subscriptIndex(c: Cursor): Expression {
  const start = c.token.start;
  if (c.at("]")) c.fail("E101", c.token, "The index is missing.", { expected: "an expression between `[` and `]`" });
  const first = slice(c);
  if (!c.at(",") && first.kind !== "Starred") return first;
  const items = [first];
  while (c.accept(",") && !c.at("]")) items.push(slice(c));
  return { kind: "Tuple", items, span: c.spanFrom(start) };
}

function slice(c: Cursor): Expression {
  const start = c.token.start;
  const bound = (): Expression | null => (c.at(":") || c.at("]") || c.at(",") ? null : expression(c));
  if (c.at("*") || (c.atName() && isSymbol(c.peek(1), ":="))) return starredExpression(c);
  const lower = bound();
  if (lower !== null && !c.at(":")) return lower;
  if (!c.accept(":")) return unexpected(c, "an index");
  const upper = bound();
  const step = c.accept(":") ? bound() : null;
  return { kind: "Slice", lower, upper, step, span: c.spanFrom(start) };
}

function lambda(c: Cursor): Expression {
  const start = c.advance().start;
  const params = parameters(c, ":");
  if (!c.accept(":")) unexpected(c, "`:` before the body of the `lambda`");
  const body = expression(c);
  return { kind: "Lambda", params, body, span: c.spanFrom(start) };
}
