/** Texts that contain the text of an object whose `__repr__` is Python code. */
import type { Value } from "../value.js";
import { pythonMethod } from "./classes.js";
import { callOwn } from "./delegation.js";
import { Delegate } from "./heap.js";
import type { Heap } from "./heap.js";
import { isKind } from "./values.js";

/** Whether a list, tuple, dict or set holds such an object, at any depth. One that holds itself is written natively. */
export function holdsPythonText(heap: Heap, value: Value): boolean {
  let found = false;
  const look = (item: Value, open: readonly number[]): boolean => {
    const inside = partsOf(heap, item);
    if (inside === null) {
      if (open.length > 0 && pythonMethod(heap, item, "__repr__") !== null) found = true;
      return true;
    }
    const id = isKind(item, "ref") ? item.id : Number.NaN;
    return !open.includes(id) && inside.every((each) => look(each, [...open, id]));
  };
  return look(value, []) && found;
}

function partsOf(heap: Heap, value: Value): readonly Value[] | null {
  if (isKind(value, "tuple") || isKind(value, "frozenset")) return value.items;
  const object = isKind(value, "ref") ? heap.read(value) : null;
  if (object?.kind === "list" || object?.kind === "set" || object?.kind === "deque") return object.items;
  return object?.kind === "dict" && object.factory === undefined ? object.entries.flat() : null;
}

/** Hands the writing over to Python code, if there is any. */
export function callOwnText(heap: Heap, value: Value, names: readonly ("__str__" | "__repr__")[]): void {
  for (const name of names) callOwn(heap, value, name);
  if (holdsPythonText(heap, value)) throw new Delegate("_text_of", [value]);
}
