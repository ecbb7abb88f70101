/** Text. (Provisional.) */
import type { Value } from "../value.js";
import type { Heap } from "./heap.js";
import { itemsOf } from "./iteration.js";
import { typeName } from "./types.js";
export function repr(heap: Heap, value: Value): string {
  if (value === null) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  if (typeof value === "string") return `'${value}'`;
  if (typeof value === "number") return Number.isInteger(value) ? `${value}.0` : String(value);
  if (typeof value === "bigint") return String(value);
  if (value.kind === "ref") {
    const o = heap.read(value);
    if (o.kind === "dict") return `{${o.entries.map(([k, v]) => `${repr(heap, k)}: ${repr(heap, v)}`).join(", ")}}`;
    const items = itemsOf(heap, value);
    if (items !== null) return `[${items.map((v) => repr(heap, v)).join(", ")}]`;
    return `<${typeName(heap, value)} object>`;
  }
  if (value.kind === "tuple") return `(${value.items.map((v) => repr(heap, v)).join(", ")}${value.items.length === 1 ? "," : ""})`;
  return `<${value.kind}>`;
}
export function str(heap: Heap, value: Value): string { return typeof value === "string" ? value : repr(heap, value); }
export function format(heap: Heap, value: Value, _spec: string): string { return str(heap, value); }
