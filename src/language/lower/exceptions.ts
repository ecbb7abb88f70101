/** `raise`, `assert` and `try`. The exception being handled is kept in a hidden local, so that a bare `raise` finds it. */
import type { Expression, Handler, Span, Statement } from "../syntax.js";
import type { Block, Frame } from "./context.js";
import type { Label } from "./emitter.js";
import { raiseError } from "./names.js";
import { removeName, storeName } from "./targets.js";

type Of<K extends Statement["kind"]> = Extract<Statement, { kind: K }>;

export function lowerRaise(frame: Frame, node: Of<"Raise">): void {
  const { exception, cause, span } = node;
  if (exception === null) return reraise(frame, span);
  frame.expression(exception);
  if (cause !== null) frame.expression(cause);
  frame.emit({ op: cause === null ? "RAISE" : "RAISE_FROM" }, span);
}

function reraise(frame: Frame, span: Span): void {
  const handled = frame.handling[frame.handling.length - 1];
  if (handled === undefined) return raiseError(frame, "RuntimeError", "No active exception to reraise", span);
  frame.load(handled, span);
  frame.emit({ op: "RERAISE" }, span);
}

/** The failure's place is the whole statement. */
export function lowerAssert(
  frame: Frame,
  node: Of<"Assert">,
  jumpOn: (frame: Frame, test: Expression, when: boolean, to: Label) => void,
): void {
  const holds = frame.emitter.label();
  jumpOn(frame, node.test, true, holds);
  frame.constant({ kind: "type", name: "AssertionError" }, node.span);
  if (node.message !== null) frame.expression(node.message);
  frame.call(node.message === null ? 0 : 1, node.span);
  frame.emit({ op: "RAISE" }, node.span);
  frame.emitter.place(holds);
}

export function lowerTry(frame: Frame, node: Of<"Try">): void {
  const body = (): void => {
    if (node.handlers.length > 0) tryExcept(frame, node);
    else {
      frame.body(node.body);
      frame.body(node.orelse);
    }
  };
  if (node.finalbody.length === 0) return body();
  const { span } = node.finalbody[0];
  withCleanup(frame, span, body, () => frame.body(node.finalbody));
}

/** Runs `cleanup` on every way out of `body`: its end, jumps out of it, exceptions (which then go on). */
export function withCleanup(frame: Frame, span: Span, body: () => void, cleanup: () => void): void {
  const { emitter } = frame;
  const end = emitter.label();
  const region = emitter.protect(emitter.label());
  const block: Block = { kind: "cleanup", region, exit: cleanup };
  frame.blocks.push(block);
  body();
  frame.blocks.pop();
  emitter.pause(region);
  cleanup();
  emitter.jump("JUMP", end, span);
  if (emitter.handle(region)) {
    const raised = frame.hidden("exc");
    frame.store(raised, span);
    frame.handling.push(raised);
    cleanup();
    frame.handling.pop();
    frame.load(raised, span);
    frame.emit({ op: "RERAISE" }, span);
  }
  emitter.place(end);
}

function tryExcept(frame: Frame, node: Of<"Try">): void {
  const { emitter } = frame;
  const end = emitter.label();
  const region = emitter.protect(emitter.label());
  frame.blocks.push({ kind: "region", region });
  frame.body(node.body);
  frame.blocks.pop();
  emitter.pause(region);
  frame.body(node.orelse);
  emitter.jump("JUMP", end, node.span);
  if (emitter.handle(region)) lowerHandlers(frame, node.handlers, end);
  emitter.place(end);
}

/** With the exception on the stack. What no handler takes goes on. */
function lowerHandlers(frame: Frame, handlers: readonly Handler[], end: Label): void {
  const { emitter } = frame;
  for (const handler of handlers) {
    if (!emitter.reachable) return;
    const next = emitter.label();
    const head = handler.type?.span ?? handler.span;
    if (handler.type !== null) {
      frame.expression(handler.type);
      frame.emit({ op: "MATCH" }, head);
      emitter.jumpIf("JUMP_IF_FALSE", next, head, "handler");
    }
    lowerHandler(frame, handler, head);
    emitter.jump("JUMP", end, head);
    emitter.place(next);
  }
  const last = handlers[handlers.length - 1];
  frame.emit({ op: "RERAISE" }, last.type?.span ?? last.span);
}

function lowerHandler(frame: Frame, handler: Handler, head: Span): void {
  const raised = frame.hidden("exc");
  frame.store(raised, head);
  frame.handling.push(raised);
  const { name } = handler;
  if (name === null) frame.body(handler.body);
  else {
    frame.load(raised, head);
    storeName(frame, name, head);
    withCleanup(
      frame,
      head,
      () => frame.body(handler.body),
      () => forget(frame, name, head),
    );
  }
  frame.handling.pop();
}

/** As Python: `e = None; del e`, so that it does not matter whether the handler has deleted it already. */
function forget(frame: Frame, name: string, span: Span): void {
  frame.constant(null, span);
  storeName(frame, name, span);
  removeName(frame, name, span);
}
