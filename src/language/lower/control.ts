/** Conditions, loops and the jumps out of them. */
import type { Expression, Span, Statement } from "../syntax.js";
import type { Frame } from "./context.js";
import { guarded, jumpUnless, testing } from "./conditions.js";
import { lowerAwait } from "./names.js";
import { store } from "./targets.js";

type Of<K extends Statement["kind"]> = Extract<Statement, { kind: K }>;

export function lowerIf(frame: Frame, node: Of<"If" | "While">): void {
  const { emitter } = frame;
  const orelse = emitter.label();
  const end = emitter.label();
  const id = frame.program.takeGuards(1);
  testing(frame, id, () => jumpUnless(frame, node.test, orelse));
  guarded(frame, id, () => {
    frame.body(node.body);
    if (node.orelse.length > 0) emitter.jump("JUMP", end, node.test.span);
    emitter.place(orelse);
    frame.body(node.orelse);
    emitter.place(end);
  });
}

export function lowerWhile(frame: Frame, node: Of<"If" | "While">): void {
  const { emitter } = frame;
  const top = emitter.label();
  const exhausted = emitter.label();
  const end = emitter.label();
  const header = { start: node.span.start, end: node.test.span.end };
  const id = frame.program.takeGuards(1);
  emitter.place(top);
  if (frame.marksStatements) frame.emit({ op: "STATEMENT" }, header);
  if (!isTrue(node.test)) testing(frame, id, () => jumpUnless(frame, node.test, exhausted));
  guarded(frame, id, () => {
    frame.blocks.push({ kind: "loop", breakTo: end, continueTo: top, iterator: false, depth: emitter.depth ?? 0 });
    frame.body(node.body);
    frame.blocks.pop();
    emitter.jump("JUMP_BACK", top, header);
  });
  emitter.place(exhausted);
  frame.body(node.orelse);
  emitter.place(end);
}

function isTrue(test: Expression): boolean {
  return test.kind === "Constant" && (test.value === true || (typeof test.value === "bigint" && test.value !== 0n));
}

export function lowerFor(frame: Frame, node: Of<"For">): void {
  if (node.async) return lowerAsyncFor(frame, node);
  const header = { start: node.span.start, end: node.iterable.span.end };
  frame.expression(node.iterable);
  frame.emit({ op: "ITER" }, node.iterable.span);
  iterate(frame, header, () => store(frame, node.target), node.body, node.orelse);
}

/** `repeat N:` is `for` over a hidden range. */
export function lowerRepeat(frame: Frame, node: Of<"Repeat">): void {
  const header = { start: node.span.start, end: node.count.span.end };
  frame.builtin("_repeat", header);
  frame.expression(node.count);
  frame.call(1, header);
  frame.emit({ op: "ITER" }, header);
  iterate(frame, header, () => frame.emit({ op: "POP" }, header), node.body, []);
}

/** With the iterator on the stack. Every round but the first begins a statement: the header's. */
function iterate(
  frame: Frame,
  header: Span,
  bind: () => void,
  body: readonly Statement[],
  orelse: readonly Statement[],
): void {
  const { emitter } = frame;
  const top = emitter.label();
  const again = emitter.label();
  const exhausted = emitter.label();
  const end = emitter.label();
  emitter.place(top);
  emitter.jump("FOR", exhausted, header);
  bind();
  frame.blocks.push({ kind: "loop", breakTo: end, continueTo: again, iterator: true, depth: emitter.depth ?? 0 });
  frame.body(body);
  frame.blocks.pop();
  emitter.place(again);
  if (frame.marksStatements) frame.emit({ op: "STATEMENT" }, header);
  emitter.jump("JUMP_BACK", top, header);
  emitter.place(exhausted);
  frame.body(orelse);
  emitter.place(end);
}

/** `async for`: the iterator stays on the stack; StopAsyncIteration from `__anext__` ends the loop. */
function lowerAsyncFor(frame: Frame, node: Of<"For">): void {
  const { emitter } = frame;
  const header = { start: node.span.start, end: node.iterable.span.end };
  const top = emitter.label();
  const exhausted = emitter.label();
  const end = emitter.label();
  frame.expression(node.iterable);
  frame.emit({ op: "LOAD_ATTR", name: "__aiter__" }, node.iterable.span);
  frame.call(0, node.iterable.span);
  emitter.place(top);
  const region = emitter.protect(emitter.label());
  frame.emit({ op: "COPY", n: 1 }, header);
  frame.emit({ op: "LOAD_ATTR", name: "__anext__" }, header);
  frame.call(0, header);
  lowerAwait(frame, header);
  emitter.pause(region);
  store(frame, node.target);
  frame.blocks.push({ kind: "loop", breakTo: end, continueTo: top, iterator: true, depth: emitter.depth ?? 0 });
  frame.body(node.body);
  frame.blocks.pop();
  emitter.jump("JUMP_BACK", top, header);
  emitter.handle(region);
  stopUnless(frame, header, () => emitter.jump("JUMP", exhausted, header));
  emitter.place(exhausted);
  frame.body(node.orelse);
  emitter.place(end);
}

/** With the iterator and an exception on the stack: reraises it unless it says that the iteration is over. */
function stopUnless(frame: Frame, header: Span, over: () => void): void {
  const { emitter } = frame;
  const other = emitter.label();
  frame.constant({ kind: "type", name: "StopAsyncIteration" }, header);
  frame.emit({ op: "MATCH" }, header);
  emitter.jumpIf("JUMP_IF_FALSE", other, header, null);
  frame.emit({ op: "POP" }, header);
  frame.emit({ op: "POP" }, header);
  over();
  emitter.place(other);
  frame.emit({ op: "RERAISE" }, header);
}

// --- leaving ---------------------------------------------------------------------------------------------------------

export function lowerBreak(frame: Frame, span: Span): void {
  leaveLoop(frame, span, (loop) => {
    if (loop.iterator) frame.emit({ op: "POP" }, span);
    frame.emitter.jump("JUMP", loop.breakTo, span);
  });
}

export function lowerContinue(frame: Frame, span: Span): void {
  leaveLoop(frame, span, (loop) => {
    const backwards = loop.continueTo.pc !== null;
    frame.emitter.jump(backwards ? "JUMP_BACK" : "JUMP", loop.continueTo, span);
  });
}

type Loop = Extract<Frame["blocks"][number], { kind: "loop" }>;

function leaveLoop(frame: Frame, span: Span, jump: (loop: Loop) => void): void {
  const index = frame.blocks.findLastIndex((block) => block.kind === "loop");
  const loop = frame.blocks[index];
  if (loop?.kind !== "loop") return frame.refuse("E250", "this is not inside a loop", span);
  leave(frame, index + 1, span, () => {
    // In a `finally` that a `return` runs, the value to be returned is given up.
    while ((frame.emitter.depth ?? 0) > loop.depth) frame.emit({ op: "POP" }, span);
    jump(loop);
  });
}

export function lowerReturn(frame: Frame, value: Expression | null, span: Span): void {
  if (value === null) frame.constant(null, span);
  else frame.expression(value);
  leave(frame, 0, span, () => frame.emit({ op: "RETURN" }, span));
}

/**
 * Leaves the blocks from the innermost down to number `to`, then jumps. What a block does on the way out is not
 * protected by that block or by those inside it.
 */
function leave(frame: Frame, to: number, span: Span, jump: () => void): void {
  const { emitter } = frame;
  const { blocks } = frame;
  const { atomic } = emitter;
  const paused = [];
  for (let i = blocks.length - 1; i >= to; i--) {
    const block = blocks[i];
    frame.blocks = blocks.slice(0, i);
    if (block.kind === "atomic") {
      frame.emit({ op: "ATOMIC_EXIT" }, span);
      emitter.atomic--;
    } else if (block.kind === "cleanup" || block.kind === "region") {
      emitter.pause(block.region);
      paused.push(block.region);
      if (block.kind === "cleanup") block.exit();
    }
  }
  jump();
  frame.blocks = blocks;
  emitter.atomic = atomic;
  for (const region of paused) emitter.resume(region);
}
