/** Statements as lines; a block is indented by four spaces. */
import { printArguments, printExpression, printParameters, printTarget } from "./print-expression.js";
import { printDocstring, printString } from "./print-literal.js";
import type { Alternative, ClassDef, Expression, FunctionDef, Handler, Import, Statement } from "./syntax.js";

/** Words that, alone or before a `:`, would be read as a statement or declaration instead of a name. */
const CLAIMED = new Set(["atomic", "main", "select", "thread", "process", "coroutine", "job"]);

/** The lines of a block, indented; `pass` stands for an empty one. */
export function printBlock(body: readonly Statement[]): string[] {
  return indented(body.length === 0 ? ["pass"] : body.flatMap(printStatement));
}

/** Text after the line ends of triple-quoted strings must stay as it is: lines are joined only at the very end. */
export function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `    ${line}`);
}

/** The lines of one statement. */
export function printStatement(node: Statement): string[] {
  switch (node.kind) {
    case "FunctionDef":
    case "ClassDef":
      return printDefinition(node);
    case "If":
      return printIf(node);
    case "While":
      return [
        `while ${printExpression(node.test, "named")}:`,
        ...printBlock(node.body),
        ...otherwise("else", node.orelse),
      ];
    case "For":
      return [
        `${node.async ? "async " : ""}for ${printTarget(node.target)} in ${printExpression(node.iterable, "list")}:`,
        ...printBlock(node.body),
        ...otherwise("else", node.orelse),
      ];
    case "Try":
      return printTry(node);
    case "With":
      return [`${node.async ? "async " : ""}with ${withItems(node.items)}:`, ...printBlock(node.body)];
    case "Repeat":
      return [`repeat ${printExpression(node.count)}:`, ...printBlock(node.body)];
    case "Atomic":
      return ["atomic:", ...printBlock(node.body)];
    case "Select":
      return [
        `select${node.manner === null ? "" : ` ${node.manner}`}${node.blocked === null ? "" : ` ${printString(node.blocked, '"')}`}:`,
        ...indented(node.alternatives.flatMap(alternative)),
      ];
    default:
      return [simple(node)];
  }
}

type Compound = "FunctionDef" | "ClassDef" | "If" | "While" | "For" | "Try" | "With" | "Repeat" | "Atomic" | "Select";

function simple(node: Exclude<Statement, { readonly kind: Compound }>): string {
  switch (node.kind) {
    case "Import":
      return printImport(node);
    case "Assign":
      return [
        ...node.targets.map((target) => printExpression(target, "list")),
        printExpression(node.value, "top"),
      ].join(" = ");
    case "AugAssign":
      return `${printExpression(node.target)} ${node.operator}= ${printExpression(node.value, "top")}`;
    case "AnnAssign":
      return `${annotated(node.target)}: ${printExpression(node.annotation)}${node.value === null ? "" : ` = ${printExpression(node.value, "top")}`}`;
    case "Expr":
      return expressionStatement(node.value);
    case "Break":
      return "break";
    case "Continue":
      return "continue";
    case "Pass":
      return "pass";
    case "Return":
      return node.value === null ? "return" : `return ${printExpression(node.value, "list")}`;
    case "Raise":
      return `raise${node.exception === null ? "" : ` ${printExpression(node.exception)}`}${node.cause === null ? "" : ` from ${printExpression(node.cause)}`}`;
    case "Assert":
      return `assert ${printExpression(node.test)}${node.message === null ? "" : `, ${printExpression(node.message)}`}`;
    case "Delete":
      return `del ${node.targets.map((target) => printExpression(target)).join(", ")}`;
    case "Global":
    case "Nonlocal":
      return `${node.kind.toLowerCase()} ${node.names.join(", ")}`;
    case "WaitUntil":
      return `wait until ${printExpression(node.test)}`;
    case "Cpu":
    case "Io":
    case "Sleep":
      return `${node.kind.toLowerCase()} ${printExpression(node.duration)}`;
  }
}

function annotated(target: Expression): string {
  const text = printExpression(target);
  return CLAIMED.has(text) ? `(${text})` : text;
}

function expressionStatement(value: Expression): string {
  if (value.kind === "Constant" && typeof value.value === "string" && value.value.includes("\n"))
    return printDocstring(value.value);
  if (value.kind === "Name" && CLAIMED.has(value.id)) return `(${value.id})`;
  return printPause(value) ?? printExpression(value, "top");
}

/** `await io 100ms`. */
function printPause(value: Expression): string | null {
  if (value.kind !== "Await" || value.value.kind !== "Call") return null;
  const { callee, args } = value.value;
  const [only] = args;
  if (callee.kind !== "Name" || !/^(io|sleep|cpu)$/.test(callee.id)) return null;
  if (args.length !== 1 || only === undefined || only.name !== null || only.value.kind !== "Duration") return null;
  return `await ${callee.id} ${only.value.text}`;
}

/** `import a, b as c` or `from a import b as c`. */
export function printImport(node: Import): string {
  const [first] = node.names;
  const as = (name: string, usual: string, alias: string): string => (alias === usual ? name : `${name} as ${alias}`);
  if (first === undefined) return "pass";
  if (first.name === null)
    return `import ${node.names.map(({ module, alias }) => as(module, module.split(".")[0] ?? module, alias)).join(", ")}`;
  return `from ${first.module} import ${node.names.map(({ name, alias }) => as(name ?? "*", name ?? "*", alias)).join(", ")}`;
}

/** A function or class with its decorators. */
export function printDefinition(node: FunctionDef | ClassDef): string[] {
  const decorators = node.decorators.map((decorator) => `@${printExpression(decorator, "named")}`);
  return [...decorators, definitionHeader(node), ...printBlock(node.body)];
}

function definitionHeader(node: FunctionDef | ClassDef): string {
  if (node.kind === "ClassDef") {
    const bases = printArguments(node.bases.map((value) => ({ name: null, value })));
    return `class ${node.name}${node.bases.length === 0 ? "" : `(${bases})`}:`;
  }
  const returns = node.returns === null ? "" : ` -> ${printExpression(node.returns)}`;
  return `${node.async ? "async " : ""}def ${node.name}(${printParameters(node.params)})${returns}:`;
}

function otherwise(word: string, body: readonly Statement[]): string[] {
  return body.length === 0 ? [] : [`${word}:`, ...printBlock(body)];
}

type If = Extract<Statement, { kind: "If" | "While" }>;

/** An `if` alone in an `else` is an `elif`. */
function printIf(node: If): string[] {
  const lines: string[] = [];
  let word = "if";
  let branch = node;
  for (;;) {
    lines.push(`${word} ${printExpression(branch.test, "named")}:`, ...printBlock(branch.body));
    const [next] = branch.orelse;
    if (branch.orelse.length !== 1 || next === undefined || next.kind !== "If") break;
    branch = next;
    word = "elif";
  }
  return [...lines, ...otherwise("else", branch.orelse)];
}

function printTry(node: Extract<Statement, { kind: "Try" }>): string[] {
  return [
    "try:",
    ...printBlock(node.body),
    ...node.handlers.flatMap(handler),
    ...otherwise("else", node.orelse),
    ...otherwise("finally", node.finalbody),
  ];
}

function handler(node: Handler): string[] {
  return [printHandlerHeader(node), ...printBlock(node.body)];
}

/** `except KeyError as error:` */
export function printHandlerHeader({ type, name }: Handler): string {
  return `except${type === null ? "" : ` ${printExpression(type)}`}${name === null ? "" : ` as ${name}`}:`;
}

type Items = Extract<Statement, { kind: "With" }>["items"];

/** A lone tuple keeps parentheses of its own: `with (a, b):` would be two items. */
function withItems(items: Items): string {
  const texts = items.map(
    ({ context, target }) => printExpression(context) + (target === null ? "" : ` as ${printExpression(target)}`),
  );
  const [only] = items;
  const lone =
    items.length === 1 &&
    only !== undefined &&
    only.target === null &&
    only.context.kind === "Tuple" &&
    only.context.items.length > 0;
  return lone ? `(${texts.join("")})` : texts.join(", ");
}

/** Words after a guard that ends in a string would be joined to it. */
function alternative(node: Alternative): string[] {
  const guard = printExpression(node.guard);
  const kept = node.words !== null && /["']$/.test(guard) ? `(${guard})` : guard;
  return [
    `${node.form} ${kept}${node.words === null ? "" : ` ${printString(node.words, '"')}`}:`,
    ...printBlock(node.body),
  ];
}
