/** Statements without jumps of their own; the others are in `control`, `exceptions` and `waiting`. */
import type { Expression, Span, Statement } from "../syntax.js";
import { lowerClassDef } from "./classes.js";
import type { Frame } from "./context.js";
import { lowerBreak, lowerContinue, lowerFor, lowerIf, lowerRepeat, lowerReturn, lowerWhile } from "./control.js";
import { lowerAssert, lowerRaise, lowerTry } from "./exceptions.js";
import { jumpOn } from "./conditions.js";
import { lowerAwait, pushMeaning } from "./names.js";
import { lowerFunctionDef } from "./functions.js";
import { augment, remove, store } from "./targets.js";
import { lowerAtomic, lowerSelect, lowerWaitUntil } from "./waiting.js";
import { lowerWith } from "./with.js";

export function lowerBody(frame: Frame, statements: readonly Statement[]): void {
  for (const statement of statements) if (frame.emitter.reachable) lowerStatement(frame, statement);
}

const silent: ReadonlySet<string> = new Set(["Pass", "Global", "Nonlocal", "Import", "Break", "Continue"]);

function lowerStatement(frame: Frame, node: Statement): void {
  if (isDocstring(node) || silentDeclaration(node)) return;
  if (frame.marksStatements && !silent.has(node.kind) && node.kind !== "While")
    frame.emit({ op: "STATEMENT" }, header(node));
  switch (node.kind) {
    case "Assign":
      return lowerAssign(frame, node.targets, node.value);
    case "AugAssign":
      return augment(frame, node.target, node.operator, node.value, node.span);
    case "AnnAssign":
      if (node.value !== null) lowerAssign(frame, [node.target], node.value);
      return;
    case "Expr":
      frame.expression(node.value);
      return frame.emit({ op: "POP" }, node.value.span);
    case "Delete":
      for (const target of node.targets) remove(frame, target);
      return;
    case "Assert":
      return lowerAssert(frame, node, jumpOn);
    case "FunctionDef":
      return lowerFunctionDef(frame, node);
    case "ClassDef":
      return lowerClassDef(frame, node);
    case "Cpu":
      return lowerCpu(frame, node.duration, node.span);
    case "Io":
      return lowerPause(frame, "io", node.duration, node.span);
    case "Sleep":
      return lowerPause(frame, "sleep", node.duration, node.span);
    default:
      return lowerControl(frame, node);
  }
}

function lowerControl(frame: Frame, node: Statement): void {
  switch (node.kind) {
    case "If":
      return lowerIf(frame, node);
    case "While":
      return lowerWhile(frame, node);
    case "For":
      return lowerFor(frame, node);
    case "Repeat":
      return lowerRepeat(frame, node);
    case "Break":
      return lowerBreak(frame, node.span);
    case "Continue":
      return lowerContinue(frame, node.span);
    case "Return":
      return lowerReturn(frame, node.value, node.span);
    case "Raise":
      return lowerRaise(frame, node);
    case "Try":
      return lowerTry(frame, node);
    case "With":
      return lowerWith(frame, node);
    case "WaitUntil":
      return lowerWaitUntil(frame, node);
    case "Atomic":
      return lowerAtomic(frame, node);
    case "Select":
      return lowerSelect(frame, node);
    default:
      return;
  }
}

function silentDeclaration(node: Statement): boolean {
  return node.kind === "AnnAssign" && node.value === null;
}

function isDocstring(node: Statement): boolean {
  return node.kind === "Expr" && node.value.kind === "Constant" && typeof node.value.value === "string";
}

/** For a compound statement its first line up to the block, for others all of it. */
function header(node: Statement): Span {
  switch (node.kind) {
    case "If":
    case "WaitUntil":
      return { start: node.span.start, end: node.test.span.end };
    case "For":
      return { start: node.span.start, end: node.iterable.span.end };
    case "Repeat":
      return { start: node.span.start, end: node.count.span.end };
    case "With":
      return { start: node.span.start, end: withEnd(node.items, node.span) };
    case "Try":
      return { start: node.span.start, end: node.span.start + "try".length };
    case "Atomic":
      return { start: node.span.start, end: node.span.start + "atomic".length };
    case "FunctionDef":
    case "ClassDef":
      return { start: node.span.start, end: node.nameSpan.end };
    default:
      return node.span;
  }
}

function withEnd(
  items: readonly { readonly context: Expression; readonly target: Expression | null }[],
  span: Span,
): number {
  const last = items[items.length - 1];
  return last === undefined ? span.end : (last.target ?? last.context).span.end;
}

function lowerAssign(frame: Frame, targets: readonly Expression[], value: Expression): void {
  frame.expression(value);
  targets.forEach((target, i) => {
    if (i < targets.length - 1) frame.emit({ op: "COPY", n: 1 }, target.span);
    store(frame, target);
  });
}

/** The function that takes the time lies below the duration. */
function lowerCpu(frame: Frame, duration: Expression, span: Span): void {
  pushMeaning(frame, frame.program.member("time", "_compute"), "time._compute", span);
  frame.expression(duration);
  frame.emit({ op: "CPU" }, span);
  frame.emit({ op: "POP" }, span);
}

/** `io D`, `sleep D`: calls of the time module; with `await` in front of the duration, of asyncio's sleep. */
function lowerPause(frame: Frame, name: "io" | "sleep", duration: Expression, span: Span): void {
  const awaited = duration.kind === "Await";
  const module = awaited ? "asyncio" : "time";
  const member = awaited ? "sleep" : name;
  pushMeaning(frame, frame.program.member(module, member), `${module}.${member}`, span);
  frame.expression(duration.kind === "Await" ? duration.value : duration);
  frame.call(1, span);
  if (awaited) lowerAwait(frame, span);
  frame.emit({ op: "POP" }, span);
}
