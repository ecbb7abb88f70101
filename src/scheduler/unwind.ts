/** Raising: the innermost handler that covers the place gets the exception; without one the frame is left, and at last the unit fails. */
import { raise_, Raise } from "../programs/builtins/heap.js";
import { isExceptionClass, isInstance } from "../programs/builtins/types.js";
import { isKind } from "../programs/builtins/values.js";
import type { Frame, Value } from "../programs/value.js";
import { endUnit, exitBy, keepObserved } from "./end.js";
import { markEnded } from "./generators.js";
import type { Machine } from "./machine.js";
import { absorbs } from "./returning.js";

/** The result is what the unit has to call at the very end, if there is something (see `endUnit`). */
export function unwind(m: Machine, raised: Value): Value | null {
  let value = raised;
  const { place } = m.userPlace();
  m.recorder.raised?.(m, value);
  if (m.raisedOn === null || m.instruction.op !== "RERAISE") m.raisedOn = place.line;
  while (m.unit.frames.length > 0) {
    const { frame } = m;
    if (handles(m, frame, value)) return null;
    if (m.unit.frames.length === 1) keepObserved(m);
    m.unit.frames.pop();
    if (frame.returns?.kind === "generator") {
      markEnded(m, frame.returns.ref);
      value = leavingGenerator(m, m.codeOf(frame).kind.replace("-", " "), value);
    }
    if (m.unit.frames.length > 0 && absorbs(m, value, frame.returns)) return null;
  }
  if (m.mode !== "unit") throw new Raise(value);
  const quits = isInstance(m, value, { kind: "type", name: "SystemExit" });
  if (quits) return exitBy(m, value);
  m.unit.failedAt = place;
  return endUnit(m, value);
}

/** Goes to the handler in this frame, if there is one. */
function handles(m: Machine, frame: Frame, value: Value): boolean {
  const pc = frame.pc - 1;
  const handler = m.codeOf(frame).protections.find((entry) => entry.start <= pc && pc < entry.end);
  if (handler === undefined) return false;
  frame.stack.length = handler.depth;
  frame.stack.push(value);
  frame.pc = handler.to;
  frame.atomic = handler.atomic;
  if (m.world.rules.handler) m.switchPoint(false);
  return true;
}

/** A StopIteration that leaves a generator would be taken for its end (PEP 479). */
function leavingGenerator(m: Machine, form: string, value: Value): Value {
  const forbidden = form === "async generator" ? ["StopIteration", "StopAsyncIteration"] : ["StopIteration"];
  const type = forbidden.find((name) => isInstance(m, value, { kind: "type", name }));
  if (type === undefined) return value;
  return { kind: "exception", type: "RuntimeError", args: [`${form} raised ${type}`], cause: value };
}

/** The exception, or one of the built-in class without arguments; null for a class of the program's own, which has to be called. */
export function raisable(m: Machine, value: Value, message = "exceptions must derive from BaseException"): Value {
  if (isKind(value, "type") && isExceptionClass(m, value)) return { kind: "exception", type: value.name, args: [] };
  if (isExceptionClass(m, value)) return null;
  if (!isInstance(m, value, { kind: "type", name: "BaseException" })) raise_("TypeError", message);
  return value;
}
