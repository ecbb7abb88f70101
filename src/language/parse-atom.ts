/** Atoms: names, literals, and everything in brackets (tuples, lists, sets, dicts, comprehensions). */
import { type Cursor, FOREIGN_CONSTANTS, isSymbol } from "./parse-cursor.js";
import { unclosed, unexpected } from "./parse-mistake.js";
import { startsExpression } from "./parse-soft.js";
import { strings } from "./parse-string.js";
import { targets } from "./parse-target.js";
import { POWER } from "./precedence.js";
import type { Clause, Expression, Span } from "./syntax.js";
import type { Value } from "../programs/value.js";

const CONSTANTS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["None", null],
  ["True", true],
  ["False", false],
]);

/** A name, a literal or a bracketed expression. */
export function atom(c: Cursor): Expression {
  const { token } = c;
  switch (token.kind) {
    case "name":
      return name(c);
    case "number":
      c.advance();
      return { kind: "Constant", value: token.value, span: span(token) };
    case "duration":
      c.advance();
      return { kind: "Duration", nanoseconds: token.nanoseconds, text: token.text, span: span(token) };
    case "string":
    case "fstring":
      return strings(c);
    case "keyword":
      return keyword(c);
    case "op":
      return bracket(c);
    case "newline":
    case "indent":
    case "dedent":
    case "end":
    case "raw":
      return unexpected(c, "an expression");
  }
}

function name(c: Cursor): Expression {
  const token = c.advance();
  if (FOREIGN_CONSTANTS.has(token.text)) c.foreign.push({ name: token.text, span: span(token) });
  return { kind: "Name", id: token.text, span: span(token) };
}

function keyword(c: Cursor): Expression {
  const value = CONSTANTS.get(c.token.text);
  if (value === undefined) return unexpected(c, "an expression");
  return { kind: "Constant", value, span: span(c.advance()) };
}

function bracket(c: Cursor): Expression {
  switch (c.token.text) {
    case "(":
      return parenthesised(c);
    case "[":
      return list(c);
    case "{":
      return braces(c);
    case "...":
      return { kind: "Constant", value: { kind: "type", name: "ellipsis" }, span: span(c.advance()) };
    default:
      return unexpected(c, "an expression");
  }
}

function span(token: Span): Span {
  return { start: token.start, end: token.end };
}

/** The inside of a bracket from the opening token (present) to `closing`; a missing one is reported at the opening. */
export function bracketed<T>(c: Cursor, closing: ")" | "]" | "}", inside: () => T): T {
  const opening = c.advance();
  c.openers.push(opening);
  const result = inside();
  if (!c.at(closing)) unclosed(c, opening, closing);
  c.openers.pop();
  c.advance();
  return result;
}

function parenthesised(c: Cursor): Expression {
  const start = c.token.start;
  const inner = bracketed(c, ")", (): Expression => {
    if (c.at(")")) return { kind: "Tuple", items: [], span: c.spanFrom(start) };
    if (c.at("yield")) return c.rules.yielded(c);
    const first = c.rules.starred(c);
    if (c.at("for") || c.at("async")) return generator(c, "generator", null, first, start);
    if (c.at(",")) return { kind: "Tuple", items: rest(c, first, ")"), span: c.spanFrom(start) };
    if (first.kind === "Starred")
      c.report("E101", first.span, "`*` unpacking is not possible here.", {
        hint: "A tuple of one needs a comma: `(*xs,)`.",
      });
    return first;
  });
  const widened = inner.kind === "Tuple" || (inner.kind === "Comprehension" && inner.form === "generator");
  return widened ? { ...inner, span: c.spanFrom(start) } : inner;
}

/** The items after the first, up to the closing bracket. */
function rest(c: Cursor, first: Expression, closing: string): Expression[] {
  const items = [first];
  while (c.accept(",") && !c.at(closing)) {
    if (!startsExpression(c.token)) unexpected(c, `an expression or \`${closing}\``);
    items.push(c.rules.starred(c));
  }
  return items;
}

function list(c: Cursor): Expression {
  const start = c.token.start;
  const made = bracketed(c, "]", (): Expression => {
    if (c.at("]")) return { kind: "List", items: [], span: c.spanFrom(start) };
    const first = c.rules.starred(c);
    if (c.at("for") || c.at("async")) return generator(c, "list", null, first, start);
    return { kind: "List", items: rest(c, first, "]"), span: c.spanFrom(start) };
  });
  return { ...made, span: c.spanFrom(start) };
}

function braces(c: Cursor): Expression {
  const start = c.token.start;
  const made = bracketed(c, "}", (): Expression => {
    if (c.at("}")) return { kind: "Dict", entries: [], span: c.spanFrom(start) };
    if (c.at("**")) return dict(c, null, start);
    const first = c.rules.starred(c);
    if (c.at(":") && first.kind !== "Starred") return dict(c, first, start);
    if (c.at("for") || c.at("async")) return generator(c, "set", null, first, start);
    return { kind: "Set", items: rest(c, first, "}"), span: c.spanFrom(start) };
  });
  return { ...made, span: c.spanFrom(start) };
}

/** A dict from its first key on (read already), or from a first `**`. */
function dict(c: Cursor, firstKey: Expression | null, start: number): Expression {
  const entries = [entry(c, firstKey)];
  const [first] = entries;
  if (first !== undefined && first.key !== null && (c.at("for") || c.at("async")))
    return generator(c, "dict", first.key, first.value, start);
  while (c.accept(",") && !c.at("}")) entries.push(entry(c, null));
  return { kind: "Dict", entries, span: c.spanFrom(start) };
}

function entry(c: Cursor, readKey: Expression | null): { key: Expression | null; value: Expression } {
  if (readKey === null && c.accept("**"))
    return { key: null, value: c.deeper(() => c.rules.operation(c, POWER.bitor)) };
  const key = readKey ?? c.rules.expression(c);
  if (!c.accept(":")) unexpected(c, "`:` and the value of this key");
  return { key, value: c.rules.expression(c) };
}

function generator(
  c: Cursor,
  form: "list" | "set" | "dict" | "generator",
  key: Expression | null,
  element: Expression,
  start: number,
): Expression {
  if (element.kind === "Starred") c.report("E101", element.span, "`*` unpacking is not possible in a comprehension.");
  const clauses = comprehensionClauses(c);
  return { kind: "Comprehension", form, key, element, clauses, span: c.spanFrom(start) };
}

/** One or more `for … in … if …`. */
export function comprehensionClauses(c: Cursor): Clause[] {
  const clauses: Clause[] = [];
  while (c.at("for") || (c.at("async") && isSymbol(c.peek(1), "for"))) {
    const isAsync = c.accept("async");
    c.advance();
    const target = targets(c);
    if (!c.accept("in")) unexpected(c, "`in`");
    const iterable = c.deeper(() => c.rules.operation(c, POWER.or));
    const conditions: Expression[] = [];
    while (c.accept("if")) conditions.push(c.deeper(() => c.rules.operation(c, POWER.or)));
    clauses.push({ target, iterable, conditions, async: isAsync });
  }
  if (clauses.length === 0) unexpected(c, "`for`");
  return clauses;
}
