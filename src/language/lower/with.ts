/** `with` and `async with`: `__exit__` is fetched first and called on every way out. */
import type { Expression, Span, Statement } from "../syntax.js";
import type { Frame } from "./context.js";
import { lowerAwait } from "./names.js";
import { store } from "./targets.js";

type With = Extract<Statement, { kind: "With" }>;

export function lowerWith(frame: Frame, node: With): void {
  lowerItem(frame, node, 0);
}

function lowerItem(frame: Frame, node: With, index: number): void {
  const item = node.items[index];
  if (item === undefined) return frame.body(node.body);
  const { span } = item.context;
  const exit = enter(frame, item.context, node.async);
  const { emitter } = frame;
  const end = emitter.label();
  const region = emitter.protect(emitter.label(), 1);
  const leave = (): void => {
    frame.load(exit, span);
    for (let i = 0; i < 3; i++) frame.constant(null, span);
    frame.call(3, span);
    if (node.async) lowerAwait(frame, span);
    frame.emit({ op: "POP" }, span);
  };
  if (item.target === null) frame.emit({ op: "POP" }, span);
  else store(frame, item.target);
  frame.blocks.push({ kind: "cleanup", region, exit: leave });
  lowerItem(frame, node, index + 1);
  frame.blocks.pop();
  emitter.pause(region);
  leave();
  emitter.jump("JUMP", end, span);
  if (emitter.handle(region)) leaveWithException(frame, exit, node.async, span);
  emitter.place(end);
}

/** Leaves the entered value on the stack; returns the local that holds `__exit__`. */
function enter(frame: Frame, context: Expression, async: boolean): string {
  const { span } = context;
  const exit = frame.hidden("exit");
  frame.expression(context);
  frame.emit({ op: "COPY", n: 1 }, span);
  frame.emit({ op: "LOAD_ATTR", name: async ? "__aexit__" : "__exit__" }, span);
  frame.store(exit, span);
  frame.emit({ op: "LOAD_ATTR", name: async ? "__aenter__" : "__enter__" }, span);
  frame.call(0, span);
  if (async) lowerAwait(frame, span);
  return exit;
}

/** With the exception on the stack: a true answer of `__exit__` swallows it. */
function leaveWithException(frame: Frame, exit: string, async: boolean, span: Span): void {
  const { emitter } = frame;
  const raised = frame.hidden("exc");
  const swallowed = emitter.label();
  frame.store(raised, span);
  frame.load(exit, span);
  frame.constant({ kind: "type", name: "type" }, span);
  frame.load(raised, span);
  frame.call(1, span);
  frame.load(raised, span);
  frame.constant(null, span);
  frame.call(3, span);
  if (async) lowerAwait(frame, span);
  emitter.jumpIf("JUMP_IF_TRUE", swallowed, span, null);
  frame.load(raised, span);
  frame.emit({ op: "RERAISE" }, span);
  emitter.place(swallowed);
}
