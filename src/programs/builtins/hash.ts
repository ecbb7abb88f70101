/** Keys of dicts and sets. (Provisional.) */
import type { Value } from "../value.js";
import type { Heap } from "./heap.js";
import { raise_ } from "./heap.js";
export function hashKey(_heap: Heap, value: Value): string {
  if (value === true) return "1";
  if (value === false) return "0";
  if (typeof value === "bigint" || typeof value === "number") return String(value);
  if (value !== null && typeof value === "object") {
    if (value.kind === "tuple") return `(${value.items.map((v) => hashKey(_heap, v)).join()})`;
    if (value.kind === "ref") {
      if (value.of !== "instance" && value.of !== "class") raise_("TypeError", "unhashable type");
      return `o${value.id}`;
    }
  }
  return JSON.stringify(value, (_k, v: unknown) => (typeof v === "bigint" ? String(v) : v));
}
