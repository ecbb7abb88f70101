/** Built-ins by name. (Provisional.) */
import type { Value } from "../value.js";
import type { Heap, Keywords, Native } from "./heap.js";
import { raise_ } from "./heap.js";
import { itemsOf } from "./iteration.js";
import { isInstance } from "./types.js";
const natives: Record<string, Native> = {
  len: (h, [x]) => BigInt((itemsOf(h, x) ?? []).length),
  range: (_h, a) => { const n = a as bigint[]; return a.length === 1 ? { kind: "range", start: 0n, stop: n[0], step: 1n } : { kind: "range", start: n[0], stop: n[1], step: n[2] ?? 1n }; },
  isinstance: (h, [v, t]) => isInstance(h, v, t),
  sum: (h, [x]) => (itemsOf(h, x) ?? []).reduce<bigint>((a, b) => a + (b as bigint), 0n),
  sorted: (h, [x]) => h.make({ kind: "list", items: (itemsOf(h, x) ?? []).sort((a, b) => ((a as bigint) < (b as bigint) ? -1 : 1)) }),
  "list.append": (h, [l, v]) => { const o = h.edit(l as never); if (o.kind === "list") o.items.push(v); return null; },
  "list.pop": (h, [l, i]) => { const r = h.read(l as never); if (r.kind === "list" && r.items.length === 0) raise_("IndexError", "pop from empty list"); const o = h.edit(l as never); return o.kind === "list" ? o.items.splice(i === undefined ? -1 : Number(i), 1)[0] : null; },
  "list.remove": (h, [l, v]) => { const o = h.edit(l as never); if (o.kind === "list") o.items.splice(o.items.indexOf(v), 1); return null; },
};
export const builtinFunctions: ReadonlySet<string> = new Set([...Object.keys(natives).filter((n) => !n.includes(".")), "print", "next", "iter", "getattr", "hasattr", "setattr", "callable"]);
export const builtinTypes: ReadonlySet<string> = new Set(["int", "str", "list", "dict", "set", "tuple", "bool", "float", "object", "Exception", "ValueError", "TypeError", "RuntimeError", "AssertionError", "KeyError", "IndexError", "StopIteration"]);
export function hasNative(name: string): boolean { return name in natives; }
export function effectOf(name: string): "read" | "write" { return /append|pop|remove/.test(name) ? "write" : "read"; }
export function callNative(heap: Heap, name: string, args: readonly Value[], keywords: Keywords): Value { const f = natives[name]; if (f === undefined) raise_("NameError", name); return f(heap, args, keywords); }
export function construct(heap: Heap, type: string, args: readonly Value[], _k: Keywords): Value {
  if (type === "list") return heap.make({ kind: "list", items: args.length > 0 ? (itemsOf(heap, args[0]) ?? []) : [] });
  if (type === "range") return callNative(heap, "range", args, {});
  if (type === "dict") return heap.make({ kind: "dict", entries: [] });
  return { kind: "exception", type, args };
}
export function attributeOf(heap: Heap, value: Value, name: string): Value | undefined {
  const kind = value !== null && typeof value === "object" && value.kind === "ref" ? heap.read(value).kind : "";
  return hasNative(`${kind}.${name}`) ? { kind: "method", self: value, callee: { kind: "builtin", name: `${kind}.${name}` } } : undefined;
}
