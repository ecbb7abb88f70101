/** Expressions as text, with no more parentheses than the grammar needs. */
import { binaryPower, POWER } from "./precedence.js";
import { escaped, printConstant, type Quote } from "./print-literal.js";
import type { Argument, Clause, Expression, FStringPart, Parameter } from "./syntax.js";

/**
 * Where an expression stands: `top` allows a bare `yield` and commas, `list` commas, `named` a bare `:=`; a number
 * allows operators of at least that power (0: any expression without comma or `:=`).
 */
export type Context = "top" | "list" | "named" | number;

const ATOM = 14;

/** An expression on one line (several, only where a `{x=}` in an f-string had several). */
export function printExpression(node: Expression, context: Context = 0, quote: Quote = '"'): string {
  const text = plain(node, context, quote);
  return bare(node, context) ? text : `(${text})`;
}

function bare(node: Expression, context: Context): boolean {
  switch (node.kind) {
    case "Yield":
    case "YieldFrom":
      return context === "top";
    case "Tuple":
      return node.items.length === 0 || context === "top" || context === "list";
    case "Walrus":
      return context === "named";
    default:
      return typeof context === "string" || powerOf(node) >= context;
  }
}

function powerOf(node: Expression): number {
  switch (node.kind) {
    case "Lambda":
    case "Conditional":
      return 0;
    case "Bool":
      return node.operator === "or" ? POWER.or : POWER.and;
    case "Compare":
      return POWER.compare;
    case "Unary":
      return node.operator === "not" ? POWER.not : POWER.unary;
    case "Binary":
      return binaryPower(node.operator) ?? POWER.power;
    case "Await":
      return POWER.await;
    case "Constant":
    case "Duration":
    case "Name":
    case "Tuple":
    case "List":
    case "Set":
    case "Dict":
    case "Call":
    case "Attribute":
    case "Subscript":
    case "Slice":
    case "Starred":
    case "Comprehension":
    case "FString":
    case "Yield":
    case "YieldFrom":
    case "Walrus":
      return ATOM;
  }
}

function plain(node: Expression, context: Context, q: Quote): string {
  const at = (child: Expression, where: Context = 0): string => printExpression(child, where, q);
  switch (node.kind) {
    case "Constant":
      return printConstant(node.value, q);
    case "Duration":
      return node.text;
    case "Name":
      return node.id;
    case "Tuple":
      return tuple(node.items, bare(node, context) && node.items.length > 0 ? 0 : "named", q);
    case "List":
      return `[${items(node.items, "named", q)}]`;
    case "Set":
      return `{${items(node.items, "named", q)}}`;
    case "Dict":
      return `{${node.entries.map(({ key, value }) => (key === null ? `**${at(value, POWER.bitor)}` : `${at(key)}: ${at(value)}`)).join(", ")}}`;
    case "Unary":
      return node.operator === "not"
        ? `not ${at(node.operand, POWER.not)}`
        : node.operator + at(node.operand, POWER.unary);
    case "Binary":
      return binary(node.operator, node.left, node.right, q);
    case "Bool":
      return node.values.map((value) => at(value, powerOf(node) + 1)).join(` ${node.operator} `);
    case "Compare":
      return (
        at(node.left, POWER.bitor) +
        node.operators.map((operator, i) => ` ${operator} ${comparator(node.comparators[i], q)}`).join("")
      );
    case "Conditional":
      return `${at(node.body, POWER.or)} if ${at(node.test, POWER.or)} else ${at(node.orelse)}`;
    case "Call":
      return `${base(node.callee, q)}(${printArguments(node.args, q)})`;
    case "Attribute":
      return `${base(node.object, q)}.${node.name}`;
    case "Subscript":
      return `${base(node.object, q)}[${index(node.index, q)}]`;
    case "Slice":
      return slice(node.lower, node.upper, node.step, q);
    case "Starred":
      return `*${at(node.value, POWER.bitor)}`;
    case "Lambda":
      return `lambda${node.params.length > 0 ? " " : ""}${printParameters(node.params, q)}: ${at(node.body)}`;
    case "Comprehension":
      return comprehension(node, q);
    case "FString":
      return fstring(node.parts, q);
    case "Await":
      return `await ${at(node.value, ATOM)}`;
    case "Yield":
      return node.value === null ? "yield" : `yield ${at(node.value, "list")}`;
    case "YieldFrom":
      return `yield from ${at(node.value)}`;
    case "Walrus":
      return `${node.name} := ${at(node.value)}`;
  }
}

function items(nodes: readonly Expression[], context: Context, q: Quote): string {
  return nodes.map((node) => printExpression(node, context, q)).join(", ");
}

/** Without parentheses, unless empty. */
function tuple(nodes: readonly Expression[], context: Context, q: Quote): string {
  if (nodes.length === 0) return "()";
  return items(nodes, context, q) + (nodes.length === 1 ? "," : "");
}

function binary(operator: string, left: Expression, right: Expression, q: Quote): string {
  const power = binaryPower(operator);
  const [before, after] = power === undefined ? [POWER.await, POWER.unary] : [power, power + 1];
  return `${printExpression(left, before, q)} ${operator} ${printExpression(right, after, q)}`;
}

function comparator(node: Expression | undefined, q: Quote): string {
  return node === undefined ? "None" : printExpression(node, POWER.bitor, q);
}

/** What a call, attribute or subscript hangs on; `1.x` would be a broken float. */
function base(node: Expression, q: Quote): string {
  const number = node.kind === "Constant" && (typeof node.value === "bigint" || typeof node.value === "number");
  const text = printExpression(node, ATOM, q);
  return number ? `(${text})` : text;
}

function index(node: Expression, q: Quote): string {
  if (node.kind === "Tuple") return tuple(node.items, "named", q);
  return printExpression(node, "named", q);
}

function slice(lower: Expression | null, upper: Expression | null, step: Expression | null, q: Quote): string {
  const bound = (node: Expression | null): string => (node === null ? "" : printExpression(node, 0, q));
  return `${bound(lower)}:${bound(upper)}${step === null ? "" : `:${bound(step)}`}`;
}

/** Arguments of a call, without the parentheses. */
export function printArguments(args: readonly Argument[], q: Quote = '"'): string {
  const [only] = args;
  if (
    args.length === 1 &&
    only?.name === null &&
    only.value.kind === "Comprehension" &&
    only.value.form === "generator"
  ) {
    return inside(only.value, q);
  }
  return args.map((arg) => argument(arg, q)).join(", ");
}

function argument({ name, value }: Argument, q: Quote): string {
  if (name === null) return printExpression(value, "named", q);
  const text = printExpression(value, 0, q);
  return name === "*" || name === "**" ? name + text : `${name}=${text}`;
}

/** Parameters, without parentheses; a `/` ends those without names, a bare `*` goes before the first keyword-only one that has none before it. */
export function printParameters(params: readonly Parameter[], q: Quote = '"'): string {
  const pieces: string[] = [];
  let star = false;
  for (const [i, param] of params.entries()) {
    if (param.positionalOnly !== true && params[i - 1]?.positionalOnly === true) pieces.push("/");
    if (param.kind === "*") star = true;
    if (param.kind === "keyword-only" && !star) {
      pieces.push("*");
      star = true;
    }
    pieces.push(parameter(param, q));
  }
  if (params.at(-1)?.positionalOnly === true) pieces.push("/");
  return pieces.join(", ");
}

function parameter(param: Parameter, q: Quote): string {
  const stars = param.kind === "*" || param.kind === "**" ? param.kind : "";
  const annotation = param.annotation === null ? "" : `: ${printExpression(param.annotation, 0, q)}`;
  const equals = annotation === "" ? "=" : " = ";
  return (
    stars + param.name + annotation + (param.default === null ? "" : equals + printExpression(param.default, 0, q))
  );
}

type Comprehension = Extract<Expression, { kind: "Comprehension" }>;

function comprehension(node: Comprehension, q: Quote): string {
  const text = inside(node, q);
  switch (node.form) {
    case "list":
      return `[${text}]`;
    case "set":
    case "dict":
      return `{${text}}`;
    case "generator":
      return `(${text})`;
  }
}

function inside(node: Comprehension, q: Quote): string {
  const key = node.key === null ? "" : `${printExpression(node.key, 0, q)}: `;
  const element = printExpression(node.element, node.form === "dict" ? 0 : "named", q);
  return `${key}${element} ${node.clauses.map((one) => clause(one, q)).join(" ")}`;
}

function clause(one: Clause, q: Quote): string {
  const conditions = one.conditions.map((condition) => ` if ${printExpression(condition, POWER.or, q)}`).join("");
  return `${one.async ? "async " : ""}for ${printTarget(one.target, q)} in ${printExpression(one.iterable, POWER.or, q)}${conditions}`;
}

/** What stands between `for` and `in`. */
export function printTarget(target: Expression, q: Quote = '"'): string {
  return printExpression(target, "list", q);
}

/** Quotes inside the fields are the other kind, for readers that know only Python before 3.12. */
function fstring(parts: readonly FStringPart[], q: Quote): string {
  const other = q === '"' ? "'" : '"';
  const fields = parts.map((part) => ("text" in part ? literal(part.text, q) : field(part, other, q)));
  const multiline = fields.some((text) => text.includes("\n"));
  const quotes = multiline ? q.repeat(3) : q;
  return `f${quotes}${fields.join("")}${quotes}`;
}

function literal(text: string, q: Quote): string {
  return escaped(text, q).replace(/[{}]/g, "$&$&");
}

type Field = Exclude<FStringPart, { readonly text: string }>;

function field(part: Field, inner: Quote, outer: Quote): string {
  const value = part.shown ?? fieldValue(part.value, inner);
  const conversion =
    part.conversion === null || (part.shown !== null && part.conversion === "r" && part.spec === null)
      ? ""
      : `!${part.conversion}`;
  const spec =
    part.spec === null
      ? ""
      : `:${part.spec.map((piece) => ("text" in piece ? specText(piece.text, outer) : field(piece, inner, outer))).join("")}`;
  return `{${value}${conversion}${spec}}`;
}

/** The colon of a lambda would start the format spec, and `{{` would be a brace. */
function fieldValue(value: Expression, q: Quote): string {
  const text = printExpression(value, "top", q);
  if (/\blambda\b/.test(text)) return `(${text})`;
  return text.startsWith("{") ? ` ${text}` : text;
}

function specText(text: string, q: Quote): string {
  return escaped(text, q).replaceAll("{", "\\x7b").replaceAll("}", "\\x7d");
}
