/** An exception as the last line of Python's traceback. */
import { exceptionMessage, typeName } from "../programs/builtins/types.js";
import type { Value } from "../programs/value.js";
import type { Machine } from "./machine.js";

/** `ValueError: negative`; the type alone when there is no message. Library exceptions go by their last name. */
export function exceptionText(m: Machine, value: Value): string {
  const name = typeName(m, value);
  const message = exceptionMessage(m, value);
  return message === "" ? shortName(name) : `${shortName(name)}: ${message}`;
}

export function shortName(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}
