/** Operators. (Provisional.) */
import type { BinaryOp, CompareOp, UnaryOp } from "../code.js";
import type { Value } from "../value.js";
import type { Heap } from "./heap.js";
import { raise_ } from "./heap.js";
import { hashKey } from "./hash.js";
import { itemsOf } from "./iteration.js";
export function truth(heap: Heap, value: Value): boolean {
  if (value === null) return false;
  if (typeof value === "object") {
    if (value.kind === "ref") { const items = itemsOf(heap, value); return items === null || items.length > 0; }
    return value.kind !== "tuple" || value.items.length > 0;
  }
  return Boolean(value);
}
const num = (v: Value): bigint | number | null => (typeof v === "boolean" ? (v ? 1n : 0n) : typeof v === "bigint" || typeof v === "number" ? v : null);
export function binary(heap: Heap, op: BinaryOp, left: Value, right: Value, inplace: boolean): Value {
  const a = num(left), b = num(right);
  if (a !== null && b !== null) {
    if (typeof a === "bigint" && typeof b === "bigint") {
      switch (op) {
        case "+": return a + b; case "-": return a - b; case "*": return a * b;
        case "//": if (b === 0n) raise_("ZeroDivisionError", "integer division or modulo by zero"); return (a - (((a % b) + b) % b)) / b;
        case "%": if (b === 0n) raise_("ZeroDivisionError", "integer modulo by zero"); return ((a % b) + b) % b;
        case "/": return Number(a) / Number(b); case "**": return a ** b;
        case "&": return a & b; case "|": return a | b; case "^": return a ^ b; case "<<": return a << b; case ">>": return a >> b;
      }
    }
    const x = Number(a), y = Number(b);
    switch (op) { case "+": return x + y; case "-": return x - y; case "*": return x * y; case "/": return x / y; case "%": return ((x % y) + y) % y; case "//": return Math.floor(x / y); case "**": return x ** y; }
  }
  if (op === "+" && typeof left === "string" && typeof right === "string") return left + right;
  if (op === "*" && typeof left === "string" && typeof right === "bigint") return left.repeat(Number(right));
  const xs = itemsOf(heap, left);
  if (xs !== null && op === "+") {
    const ys = itemsOf(heap, right) ?? [];
    if (left !== null && typeof left === "object" && left.kind === "tuple") return { kind: "tuple", items: [...xs, ...ys] };
    if (inplace && left !== null && typeof left === "object" && left.kind === "ref") { const o = heap.edit(left); if (o.kind === "list") o.items.push(...ys); return left; }
    return heap.make({ kind: "list", items: [...xs, ...ys] });
  }
  if (xs !== null && op === "*" && typeof right === "bigint") { const items = Array.from({ length: Number(right) }, () => xs).flat(); return left !== null && typeof left === "object" && left.kind === "tuple" ? { kind: "tuple", items } : heap.make({ kind: "list", items }); }
  raise_("TypeError", `unsupported operand type(s) for ${op}`);
}
export function unary(heap: Heap, op: UnaryOp, value: Value): Value {
  if (op === "not") return !truth(heap, value);
  const a = num(value);
  if (a === null) raise_("TypeError", `bad operand type for unary ${op}`);
  if (op === "-") return typeof a === "bigint" ? -a : -a;
  return op === "~" && typeof a === "bigint" ? ~a : a;
}
export function equals(heap: Heap, a: Value, b: Value): boolean {
  const x = num(a), y = num(b);
  if (x !== null && y !== null) return x == y;
  if (a === b) return true;
  if (a === null || b === null || typeof a !== "object" || typeof b !== "object") return false;
  if (a.kind === "ref" && b.kind === "ref" && a.id === b.id) return true;
  const xs = itemsOf(heap, a), ys = itemsOf(heap, b);
  if (xs !== null && ys !== null) return xs.length === ys.length && xs.every((v, i) => equals(heap, v, ys[i]));
  if (a.kind === "ref" || b.kind === "ref") return false;
  return hashKey(heap, a) === hashKey(heap, b);
}
export function compare(heap: Heap, op: CompareOp, left: Value, right: Value): boolean {
  switch (op) {
    case "==": return equals(heap, left, right);
    case "!=": return !equals(heap, left, right);
    case "is": return left === right || (typeof left === "object" && equals(heap, left, right));
    case "is not": return !compare(heap, "is", left, right);
    case "in": return typeof left === "string" && typeof right === "string" ? right.includes(left) : (itemsOf(heap, right) ?? []).some((v) => equals(heap, v, left));
    case "not in": return !compare(heap, "in", left, right);
    default: {
      const a = num(left) ?? left, b = num(right) ?? right;
      const x = a as number, y = b as number;
      return op === "<" ? x < y : op === "<=" ? x <= y : op === ">" ? x > y : x >= y;
    }
  }
}
