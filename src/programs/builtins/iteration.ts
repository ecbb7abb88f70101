/** Iteration. (Provisional.) */
import type { Ref, Value } from "../value.js";
import type { Heap } from "./heap.js";
import { raise_ } from "./heap.js";
export function itemsOf(heap: Heap, value: Value): Value[] | null {
  if (typeof value === "string") return [...value];
  if (value === null || typeof value !== "object") return null;
  if (value.kind === "tuple" || value.kind === "frozenset") return [...value.items];
  if (value.kind === "range") { const out: Value[] = []; for (let i = value.start; value.step > 0n ? i < value.stop : i > value.stop; i += value.step) out.push(i); return out; }
  if (value.kind !== "ref") return null;
  const object = heap.read(value);
  if (object.kind === "list" || object.kind === "set" || object.kind === "deque") return [...object.items];
  if (object.kind === "dict") return object.entries.map(([k]) => k);
  return null;
}
export function makeIterator(heap: Heap, value: Value): Value {
  if (value !== null && typeof value === "object" && value.kind === "ref" && heap.read(value).kind === "iterator") return value;
  if (itemsOf(heap, value) === null) raise_("TypeError", "object is not iterable");
  return heap.make({ kind: "iterator", form: "items", over: value, index: 0 });
}
export function next(heap: Heap, iterator: Ref): Value | undefined {
  const object = heap.read(iterator);
  if (object.kind !== "iterator") return undefined;
  const items = itemsOf(heap, object.over) ?? [];
  if (object.index >= items.length) return undefined;
  const item = items[object.index];
  const edited = heap.edit(iterator);
  if (edited.kind === "iterator") edited.index += 1;
  return item;
}
