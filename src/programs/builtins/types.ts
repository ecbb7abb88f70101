/** Questions about types: `isinstance`, `issubclass`, what may be raised and caught. */
import type { Value } from "../value.js";
import { classOf, isClass, isSubclass, mro } from "./classes.js";
import type { Heap } from "./heap.js";
import { raise_ } from "./heap.js";
import { isExceptionType } from "./type-table.js";
import { isKind } from "./values.js";

export { className, lookupInClass, mro, typeName } from "./classes.js";
export { exceptionMessage } from "./text.js";
export { isSubtype } from "./type-table.js";

const notATypeMessage = "must be a type, a tuple of types, or a union";

/** `isinstance(value, type)`; the type may be a tuple of types, nested. */
export function isInstance(heap: Heap, value: Value, type: Value): boolean {
  const message = `isinstance() arg 2 ${notATypeMessage}`;
  return type === null ? raise_("TypeError", message) : matches(heap, classOf(heap, value), type, message);
}

/** `issubclass(cls, base)` */
export function isSubclassOf(heap: Heap, cls: Value, base: Value): boolean {
  if (!isClass(heap, cls)) raise_("TypeError", "issubclass() arg 1 must be a class");
  return matches(heap, cls, base, "issubclass() arg 2 must be a class, a tuple of classes, or a union");
}

function matches(heap: Heap, cls: Value, type: Value, message: string): boolean {
  if (isKind(type, "tuple")) return type.items.some((each) => matches(heap, cls, each, message));
  if (type === null) return isKind(cls, "type") && cls.name === "NoneType";
  if (!isClass(heap, type)) raise_("TypeError", message);
  return isSubclass(heap, cls, type);
}

/** Whether the value is a class that can be raised and caught. */
export function isExceptionClass(heap: Heap, value: Value): boolean {
  if (isKind(value, "type")) return isExceptionType(value.name);
  if (!isClass(heap, value)) return false;
  return mro(heap, value).some((cls) => isKind(cls, "type") && isExceptionType(cls.name));
}
