/** New objects of the program's own classes. */
import { isExceptionClass } from "../programs/builtins/types.js";
import type { Ref, Value } from "../programs/value.js";
import type { Machine } from "./machine.js";

/** A bare instance: `__init__` has not been called yet. */
export function newInstance(m: Machine, cls: Value, args: readonly Value[]): Ref {
  const attributes: Record<string, Value> = isExceptionClass(m, cls)
    ? { args: { kind: "tuple", items: [...args] } }
    : {};
  return m.make({ kind: "instance", cls, attributes });
}
