/** What may be assigned to: names, attributes, subscripts, and tuples and lists of these. */
import type { Cursor } from "./parse-cursor.js";
import { startsExpression } from "./parse-soft.js";
import { POWER } from "./precedence.js";
import type { Expression } from "./syntax.js";

/** The targets between `for` and `in`. */
export function targets(c: Cursor): Expression {
  const start = c.token.start;
  const first = target(c);
  if (!c.at(",")) return assignable(c, first);
  const items = [first];
  while (c.accept(",") && startsExpression(c.token)) items.push(target(c));
  return assignable(c, { kind: "Tuple", items, span: c.spanFrom(start) });
}

function target(c: Cursor): Expression {
  const start = c.token.start;
  const starred = c.accept("*");
  const value = c.deeper(() => c.rules.operation(c, POWER.bitor));
  if (!starred) return value;
  return { kind: "Starred", value, span: c.spanFrom(start) };
}

/** `with … as TARGET`, no comma. */
export function singleTarget(c: Cursor): Expression {
  return assignable(c, target(c));
}

/** Reports whatever in `target` cannot be assigned to; returns it all the same. */
export function assignable(c: Cursor, target: Expression, what = "assign to"): Expression {
  const stack = [{ node: target, inside: false }];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { node, inside } = top;
    if (node.kind === "Tuple" || node.kind === "List") {
      const starred = node.items.filter((item) => item.kind === "Starred");
      if (starred[1] !== undefined)
        c.report("E109", starred[1].span, "Only one `*` target is possible in an assignment.");
      for (const item of node.items) stack.push({ node: item, inside: true });
    } else if (node.kind === "Starred" && inside && what === "assign to")
      stack.push({ node: node.value, inside: false });
    else if (node.kind === "Name") c.bound.add(node.id);
    else if (node.kind !== "Attribute" && node.kind !== "Subscript") refuse(c, node, what);
  }
  return target;
}

function refuse(c: Cursor, node: Expression, what: string): void {
  const hint =
    node.kind === "Compare" || node.kind === "Bool" || node.kind === "Binary" ? "Use `==` to compare." : hintFor(node);
  c.report("E109", node.span, `You cannot ${what} ${describe(node)}.`, {
    expected: "a name, an attribute or an element, such as `x`, `x.y`, `x[i]`",
    hint: what === "assign to" ? hint : null,
  });
}

function hintFor(node: Expression): string | null {
  if (node.kind === "Call") return "Use `==` to compare.";
  return node.kind === "Constant" && typeof node.value !== "string" ? "Did you mean it the other way round?" : null;
}

/** Only a name, attribute or subscript can be the target of `+=` or of an annotation. */
export function simpleTarget(c: Cursor, target: Expression, doing: string): Expression {
  if (target.kind === "Name" || target.kind === "Attribute" || target.kind === "Subscript") return target;
  c.report("E109", target.span, `You cannot ${doing} ${describe(target)}.`, {
    expected: "one name, attribute or element",
  });
  return target;
}

/** The kind of an expression in words, with its article. */
export function describe(node: Expression): string {
  switch (node.kind) {
    case "Constant":
      return node.value === null
        ? "`None`"
        : node.value === true
          ? "`True`"
          : node.value === false
            ? "`False`"
            : constant(node.value);
    case "Duration":
      return `the duration \`${node.text}\``;
    case "Name":
      return `the name \`${node.id}\``;
    case "Tuple":
      return "a tuple";
    case "List":
      return "a list";
    case "Set":
      return "a set";
    case "Dict":
      return "a dict";
    case "Unary":
    case "Binary":
      return "the result of an operator";
    case "Bool":
      return "the result of `and` / `or`";
    case "Compare":
      return "a comparison";
    case "Conditional":
      return "a conditional expression";
    case "Call":
      return "the result of a call";
    case "Attribute":
      return "an attribute";
    case "Subscript":
      return "an element";
    case "Slice":
      return "a slice";
    case "Starred":
      return "a `*` expression here";
    case "Lambda":
      return "a lambda";
    case "Comprehension":
      return node.form === "generator" ? "a generator" : "a comprehension";
    case "FString":
      return "an f-string";
    case "Await":
      return "an `await` expression";
    case "Yield":
    case "YieldFrom":
      return "a `yield` expression";
    case "Walrus":
      return "a `:=` expression";
  }
}

function constant(value: unknown): string {
  if (typeof value === "string") return "a string";
  return typeof value === "bigint" || typeof value === "number" ? "a number" : "a constant";
}
