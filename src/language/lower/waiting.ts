/** What our language has and Python has not: `atomic:`, `wait until`, and the guarded commands of the primitives. */
import type { Instruction } from "../../programs/code.js";
import type { Alternative, SelectManner, Span, Statement } from "../syntax.js";
import type { Frame } from "./context.js";
import type { Label } from "./emitter.js";
import { jumpOn } from "./conditions.js";

type Of<K extends Statement["kind"]> = Extract<Statement, { kind: K }>;

export function lowerAtomic(frame: Frame, node: Of<"Atomic">): void {
  const head = { start: node.span.start, end: node.span.start + "atomic".length };
  frame.emit({ op: "ATOMIC_ENTER" }, head);
  inside(frame, head, () => frame.body(node.body));
}

/** `body` runs in an open atomic region, which is closed behind it. */
function inside(frame: Frame, span: Span, body: () => void): void {
  frame.emitter.atomic++;
  frame.blocks.push({ kind: "atomic" });
  body();
  frame.blocks.pop();
  frame.emit({ op: "ATOMIC_EXIT" }, span);
  frame.emitter.atomic--;
}

/** One atomic look: if the condition is false the unit waits at the SELECT. */
export function lowerWaitUntil(frame: Frame, node: Of<"WaitUntil">): void {
  const { emitter } = frame;
  const { test, span } = node;
  const ok = emitter.label();
  frame.emit({ op: "SELECT" }, span);
  inside(frame, span, () => {
    jumpOn(frame, test, true, ok);
    block(frame, `waits until ${frame.text(test.span)}`, span);
    emitter.place(ok);
    frame.emit({ op: "CHOSEN", words: null }, span);
  });
}

/** No time-out: nothing comes after. */
function block(frame: Frame, words: string | null, span: Span): void {
  frame.constant(null, span);
  frame.emit({ op: "BLOCK", words }, span);
  frame.emitter.depth = null;
}

function selectOf(manner: SelectManner | null): Extract<Instruction, { op: "SELECT" }> {
  if (manner === null) return { op: "SELECT" };
  return manner === "resting" ? { op: "SELECT", resting: true } : { op: "SELECT", waits: manner };
}

export function lowerSelect(frame: Frame, node: Of<"Select">): void {
  const { emitter } = frame;
  const end = emitter.label();
  frame.emit(selectOf(node.manner), node.span);
  emitter.atomic++;
  for (const alternative of node.alternatives) if (alternative.form === "when") lowerWhen(frame, alternative, end);
  const timeout = node.alternatives.find((alternative) => alternative.form === "after");
  if (timeout !== undefined && emitter.reachable) {
    frame.expression(timeout.guard);
    frame.emit({ op: "BLOCK", words: node.blocked }, timeout.span);
    lowerChosen(frame, timeout, end);
  } else block(frame, node.blocked, node.span);
  emitter.atomic--;
  emitter.place(end);
}

function lowerWhen(frame: Frame, alternative: Alternative, end: Label): void {
  const next = frame.emitter.label();
  if (alternative.guard.kind !== "Constant" || alternative.guard.value !== true)
    jumpOn(frame, alternative.guard, false, next);
  lowerChosen(frame, alternative, end);
  frame.emitter.place(next);
}

/** The alternative that is taken: its words, its body, the end of the guarded command. */
function lowerChosen(frame: Frame, alternative: Alternative, end: Label): void {
  const { emitter } = frame;
  frame.emit({ op: "CHOSEN", words: alternative.words }, alternative.span);
  frame.blocks.push({ kind: "atomic" });
  frame.body(alternative.body);
  frame.blocks.pop();
  frame.emit({ op: "ATOMIC_EXIT" }, alternative.span);
  emitter.jump("JUMP", end, alternative.span);
}
