/** Statements and expressions where they cannot stand: `await` in a thread, `yield` in a unit, `break` outside a loop. */
import type { ModuleText } from "../lower/context.js";
import { classBody } from "../lower/dataclass.js";
import { children, isExpression, kindOf } from "../lower/nodes.js";
import type { ClassDef, Declaration, Expression, FunctionDef, Statement } from "../syntax.js";
import type { Report } from "./report.js";

interface Where {
  /** In words, for messages. */
  readonly what: string;
  readonly frame: "function" | "unit" | "module" | "class";
  readonly async: boolean;
  readonly loop: boolean;
}

export function checkFlow(module: ModuleText, report: Report): void {
  for (const node of module.declarations) checkDeclaration(node, report);
}

function checkDeclaration(node: Declaration, report: Report): void {
  const top: Where = { what: "a declaration", frame: "module", async: false, loop: false };
  switch (node.kind) {
    case "Const":
    case "Shared":
      return visit(node.value, top, report);
    case "FunctionDef":
    case "ClassDef":
      return visit(node, top, report);
    case "Main":
      return bodyOf(node.body, { ...top, what: "`main`", frame: "unit" }, report);
    case "Unit":
      for (const unit of node.units) checkDeclaration(unit, report);
      return bodyOf(
        node.body,
        { ...top, what: `${node.form} \`${node.name}\``, frame: "unit", async: node.form === "coroutine" },
        report,
      );
    default:
      return;
  }
}

function bodyOf(body: readonly Statement[], where: Where, report: Report): void {
  for (const statement of body) visit(statement, where, report);
}

function visit(node: object, where: Where, report: Report): void {
  if (isExpression(node)) return expression(node, where, report);
  const statement = node as Statement;
  switch (kindOf(node)) {
    case "FunctionDef":
      return definition(node as FunctionDef, where, report);
    case "ClassDef":
      return bodyOf(
        classBody(node as ClassDef),
        { what: `class \`${(node as ClassDef).name}\``, frame: "class", async: false, loop: false },
        report,
      );
    case "While":
    case "For":
    case "Repeat":
      return loop(statement, where, report);
    case "Break":
    case "Continue":
      if (!where.loop)
        report.error(
          "E244",
          statement.span,
          `\`${kindOf(node).toLowerCase()}\` outside of a loop.`,
          "It belongs into a `for`, `while` or `repeat`.",
        );
      return;
    case "Return":
      if (where.frame === "class" || where.frame === "module")
        report.error("E243", statement.span, `\`return\` in ${where.what}.`, "It belongs into a function or a unit.");
      break;
    case "With":
      if (statement.kind === "With" && statement.async) needsAsync("async with", statement.span, where, report);
      break;
  }
  for (const child of children(node)) visit(child, where, report);
}

function loop(node: Statement, where: Where, report: Report): void {
  if (node.kind === "For" && node.async) needsAsync("async for", node.span, where, report);
  const body = "body" in node && Array.isArray(node.body) ? new Set<object>(node.body) : new Set<object>();
  for (const child of children(node)) visit(child, body.has(child) ? { ...where, loop: true } : where, report);
}

function definition(node: FunctionDef, where: Where, report: Report): void {
  for (const part of [...node.decorators, ...node.params]) visit(part, where, report);
  const kind = node.async ? "`async def`" : "`def`";
  bodyOf(node.body, { what: `${kind} \`${node.name}\``, frame: "function", async: node.async, loop: false }, report);
}

function expression(node: Expression, where: Where, report: Report): void {
  switch (node.kind) {
    case "Lambda":
      for (const param of node.params) visit(param, where, report);
      return visit(node.body, { what: "a lambda", frame: "function", async: false, loop: false }, report);
    case "Await":
      needsAsync("await", { start: node.span.start, end: node.span.start + "await".length }, where, report);
      break;
    case "Yield":
    case "YieldFrom":
      if (where.frame !== "function")
        report.error(
          "E241",
          node.span,
          `\`yield\` in ${where.what}.`,
          "Only a function can be a generator: put this into a `def`.",
        );
      else if (node.kind === "YieldFrom" && where.async)
        report.error("E242", node.span, "`yield from` in an `async def`.", "Write `async for x in …: yield x`.");
      break;
    case "Comprehension":
      if (node.clauses.some((clause) => clause.async))
        report.error(
          "E290",
          node.span,
          "Asynchronous comprehensions are not supported yet.",
          "Write an `async for` loop that appends to a list.",
        );
      break;
    default:
      break;
  }
  for (const child of children(node)) visit(child, where, report);
}

function needsAsync(word: string, span: { start: number; end: number }, where: Where, report: Report): void {
  if (where.async) return;
  const hint =
    where.frame === "function"
      ? "Write `async def`."
      : where.frame === "unit"
        ? "Declare a `coroutine` instead, or call `asyncio.run(…)`."
        : "It belongs into an `async def` or a `coroutine`.";
  report.error(
    "E240",
    { start: span.start, end: Math.min(span.end, span.start + word.length) },
    `\`${word}\` in ${where.what}, which is not asynchronous.`,
    hint,
  );
}
