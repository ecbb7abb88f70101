/** `raise` and the matching of handlers. */
import { raise_, Raise } from "../programs/builtins/heap.js";
import { isExceptionClass, isInstance } from "../programs/builtins/types.js";
import { isKind } from "../programs/builtins/values.js";
import type { Value } from "../programs/value.js";
import { setOwnAttribute } from "./attributes.js";
import { call } from "./calls.js";
import type { Machine } from "./machine.js";
import { raisable } from "./unwind.js";

export function executeRaise(m: Machine, op: "RAISE" | "RERAISE" | "RAISE_FROM"): void {
  const cause = op === "RAISE_FROM" ? m.pop() : undefined;
  const value = m.pop();
  if (op === "RERAISE") throw new Raise(value);
  if (cause !== undefined) throw new Raise(withCause(m, raisable(m, value) ?? madeOf(m, value), cause));
  const raised = raisable(m, value);
  if (raised !== null) throw new Raise(raised);
  // A class of the program's own: make an instance first, then come back and raise that.
  m.frame.pc -= 1;
  call(m, value, []);
}

/** An instance of a class that needs no Python code to make one. */
function madeOf(m: Machine, cls: Value): Value {
  const depth = m.unit.frames.length;
  call(m, cls, []);
  if (m.unit.frames.length === depth) return m.pop();
  m.unit.frames.length = depth;
  return raise_(
    "TypeError",
    "write `raise Name(...) from cause`: a class with an __init__ of its own cannot be raised so",
  );
}

function withCause(m: Machine, value: Value, given: Value): Value {
  const cause =
    given === null ? null : (raisable(m, given, "exception causes must derive from BaseException") ?? madeOf(m, given));
  if (isKind(value, "ref")) setOwnAttribute(m, value, "__cause__", cause);
  return isKind(value, "exception") ? { ...value, cause } : value;
}

export function matchException(m: Machine): void {
  const type = m.pop();
  const types = isKind(type, "tuple") ? type.items : [type];
  if (!types.every((entry) => isExceptionClass(m, entry)))
    raise_("TypeError", "catching classes that do not inherit from BaseException is not allowed");
  m.push(isInstance(m, m.peek(), type));
}
