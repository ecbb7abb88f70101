/** How CPython's error messages call a type. */
import type { Value } from "../value.js";
import { typeName } from "./classes.js";
import type { Heap } from "./heap.js";
import { shortTypeName } from "./type-table.js";

const dotted: Readonly<Record<string, string>> = { deque: "collections.deque", defaultdict: "collections.defaultdict" };

/** `type(value).__name__`, but "collections.deque": types written in C go by their full names. */
export function typeInMessage(heap: Heap, value: Value): string {
  const name = shortTypeName(typeName(heap, value));
  return dotted[name] ?? name;
}
