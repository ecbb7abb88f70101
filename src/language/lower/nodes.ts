/**
 * Walking a syntax tree without knowing every node: children are whatever a node's fields hold. Annotations are
 * never visited (Python does not evaluate ours), constants have no children.
 */
import type { Clause, Declaration, Expression, Handler, Parameter, Statement } from "../syntax.js";

export type Node = Expression | Statement | Declaration | Handler | Clause | Parameter;

const skipped: ReadonlySet<string> = new Set(["span", "nameSpan", "valueSpan", "annotation", "returns"]);

/** The nodes directly below this one, in order of their fields (which is the order of the text). */
export function children(node: object): object[] {
  const found: object[] = [];
  if (kindOf(node) === "Constant") return found;
  const fields = node as Readonly<Record<string, unknown>>;
  for (const key in fields) if (!skipped.has(key)) collect(fields[key], found);
  return found;
}

function collect(value: unknown, into: object[]): void {
  if (Array.isArray(value)) for (const item of value) collect(item, into);
  else if (value !== null && typeof value === "object") into.push(value);
}

/** The node's kind, or "" for helper records such as an argument or a dict entry. */
export function kindOf(node: object): string {
  return "kind" in node && typeof node.kind === "string" ? node.kind : "";
}

/** Visits every node in and below `node`, parents first; `visit` returns false to keep out of a node. */
export function walk(node: object, visit: (node: object) => boolean | undefined): void {
  if (visit(node) === false) return;
  for (const child of children(node)) walk(child, visit);
}

/** Nodes that run in a frame of their own: their bodies are not part of the function around them. */
export function opensFrame(node: object): boolean {
  const kind = kindOf(node);
  return kind === "FunctionDef" || kind === "Lambda" || (isComprehension(node) && node.form === "generator");
}

export function isExpression(node: object): node is Expression {
  return expressionKinds.has(kindOf(node));
}

export function isName(node: object): node is Extract<Expression, { kind: "Name" }> {
  return kindOf(node) === "Name";
}

export function isComprehension(node: object): node is Extract<Expression, { kind: "Comprehension" }> {
  return kindOf(node) === "Comprehension";
}

const expressionKinds: ReadonlySet<string> = new Set<Expression["kind"]>([
  "Constant",
  "Duration",
  "Name",
  "Tuple",
  "List",
  "Set",
  "Dict",
  "Unary",
  "Binary",
  "Bool",
  "Compare",
  "Conditional",
  "Call",
  "Attribute",
  "Subscript",
  "Slice",
  "Starred",
  "Lambda",
  "Comprehension",
  "FString",
  "Await",
  "YieldFrom",
  "Yield",
  "Walrus",
]);
