/** Types. (Provisional.) */
import type { Value } from "../value.js";
import type { Heap } from "./heap.js";
export function typeName(heap: Heap, value: Value): string {
  if (value === null) return "NoneType";
  switch (typeof value) { case "boolean": return "bool"; case "bigint": return "int"; case "number": return "float"; case "string": return "str"; default: break; }
  if (value.kind === "exception") return value.type;
  if (value.kind === "ref") {
    const o = heap.read(value);
    if (o.kind === "instance") { const c = o.cls; if (c !== null && typeof c === "object" && c.kind === "ref") { const k = heap.read(c); if (k.kind === "class") return k.name; } return c !== null && typeof c === "object" && c.kind === "type" ? c.name : "object"; }
    if (o.kind === "class") return "type";
    return o.kind;
  }
  return value.kind;
}
export function isSubtype(name: string, base: string): boolean { return name === base || base === "BaseException" || (base === "Exception" && name !== "SystemExit"); }
export function mro(heap: Heap, cls: Value): Value[] {
  if (cls === null || typeof cls !== "object") return [];
  if (cls.kind !== "ref") return [cls];
  const o = heap.read(cls);
  return o.kind === "class" ? [cls, ...o.bases.flatMap((b) => mro(heap, b))] : [];
}
export function lookupInClass(heap: Heap, cls: Value, name: string): Value | undefined {
  for (const c of mro(heap, cls)) if (c !== null && typeof c === "object" && c.kind === "ref") { const o = heap.read(c); if (o.kind === "class" && Object.hasOwn(o.attributes, name)) return o.attributes[name]; }
  return undefined;
}
export function isInstance(heap: Heap, value: Value, type: Value): boolean {
  if (type !== null && typeof type === "object" && type.kind === "tuple") return type.items.some((t) => isInstance(heap, value, t));
  if (type !== null && typeof type === "object" && type.kind === "type") return isSubtype(typeName(heap, value), type.name);
  if (value !== null && typeof value === "object" && value.kind === "ref") { const o = heap.read(value); if (o.kind === "instance") return mro(heap, o.cls).some((c) => JSON.stringify(c) === JSON.stringify(type)); }
  return false;
}
export function isExceptionClass(_heap: Heap, value: Value): boolean { return value !== null && typeof value === "object" && (value.kind === "type" || (value.kind === "ref" && value.of === "class")); }
export function exceptionMessage(heap: Heap, value: Value): string {
  if (value === null || typeof value !== "object") return "";
  if (value.kind === "exception") return value.args.map(String).join(", ");
  if (value.kind === "ref") { const o = heap.read(value); if (o.kind === "instance") { const a = o.attributes["args"]; if (a !== null && typeof a === "object" && a.kind === "tuple") return a.items.map(String).join(", "); } }
  return "";
}
