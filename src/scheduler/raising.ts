/** `raise` and the matching of handlers. */
import { raise_, Raise } from "../programs/builtins/heap.js";
import { isExceptionClass, isInstance } from "../programs/builtins/types.js";
import type { ExceptionValue, Value } from "../programs/value.js";
import { call } from "./calls.js";
import type { Machine } from "./machine.js";

export function executeRaise(m: Machine, op: "RAISE" | "RERAISE" | "RAISE_FROM"): void {
  const cause = op === "RAISE_FROM" ? m.pop() : undefined;
  const value = m.pop();
  if (op === "RERAISE") throw new Raise(value);
  if (!isExceptionClass(m, value)) {
    if (!isInstance(m, value, { kind: "type", name: "BaseException" }))
      raise_("TypeError", "exceptions must derive from BaseException");
    throw new Raise(withCause(value, cause));
  }
  if (value !== null && typeof value === "object" && value.kind === "type") {
    const made: ExceptionValue = { kind: "exception", type: value.name, args: [] };
    throw new Raise(withCause(made, cause));
  }
  // A class of the program's own: make an instance first, then come back and raise that.
  if (op === "RAISE_FROM")
    raise_("TypeError", "write `raise Name(...) from cause`: a class alone cannot be raised from a cause here");
  m.frame.pc -= 1;
  call(m, value, []);
}

function withCause(value: Value, cause: Value | undefined): Value {
  if (cause === undefined || value === null || typeof value !== "object" || value.kind !== "exception") return value;
  return { ...value, cause };
}

export function matchException(m: Machine): void {
  const type = m.pop();
  const types = type !== null && typeof type === "object" && type.kind === "tuple" ? type.items : [type];
  if (!types.every((entry) => isExceptionClass(m, entry)))
    raise_("TypeError", "catching classes that do not inherit from BaseException is not allowed");
  m.push(isInstance(m, m.peek(), type));
}
