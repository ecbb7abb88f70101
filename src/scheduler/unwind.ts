/** Raising: the innermost handler that covers the place gets the exception; without one the frame is left, and at last the unit fails. */
import { raise_, Raise } from "../programs/builtins/heap.js";
import { isSubtype, typeName } from "../programs/builtins/types.js";
import type { Value } from "../programs/value.js";
import { markEnded } from "./generators.js";
import type { Machine } from "./machine.js";
import { endUnit, keepObserved } from "./end.js";

export function unwind(m: Machine, raised: Value): void {
  let value = raised;
  m.recorder.raised?.(m, value);
  while (m.unit.frames.length > 0) {
    const frame = m.frame;
    const pc = frame.pc - 1;
    const handler = m.codeOf(frame).protections.find((entry) => entry.start <= pc && pc < entry.end);
    if (handler !== undefined) {
      frame.stack.length = handler.depth;
      frame.stack.push(value);
      frame.pc = handler.to;
      frame.atomic = handler.atomic;
      if (m.world.rules.handler) m.switchPoint();
      return;
    }
    if (m.unit.frames.length === 1) keepObserved(m);
    m.unit.frames.pop();
    if (frame.returns?.kind === "generator") {
      markEnded(m, frame.returns.ref);
      if (isSubtype(typeName(m, value), "StopIteration")) value = converted(value);
    }
  }
  if (m.mode !== "unit") throw new Raise(value);
  const name = typeName(m, value);
  endUnit(m, isSubtype(name, "SystemExit") ? null : value);
}

/** PEP 479. */
function converted(cause: Value): Value {
  try {
    raise_("RuntimeError", "generator raised StopIteration");
  } catch (error) {
    if (
      error instanceof Raise &&
      error.value !== null &&
      typeof error.value === "object" &&
      error.value.kind === "exception"
    )
      return { ...error.value, cause };
    throw error;
  }
}
