/** Arithmetic on int, float and bool. */
import type { BinaryOp } from "../code.js";
import type { Value } from "../value.js";
import { raise_ } from "./heap.js";
import {
  BITS_MAX,
  bitLength,
  floatFloorDivide,
  floatModulo,
  floatPower,
  floorDivide,
  integerPower,
  modulo,
  ratio,
  toFloat,
} from "./numbers.js";
import type { Num } from "./numbers.js";

/** `a op b`; undefined where Python has no such operation on the two. */
export function arithmetic(op: BinaryOp, a: Num, b: Num): Num | undefined {
  if (typeof a === "bigint" && typeof b === "bigint") return onInts(op, a, b);
  return onFloats(op, toFloat(a), toFloat(b));
}

function onInts(op: BinaryOp, a: bigint, b: bigint): Num | undefined {
  switch (op) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return multiply(a, b);
    case "/":
      if (b === 0n) raise_("ZeroDivisionError", "division by zero");
      return ratio(a, b);
    case "//":
      if (b === 0n) raise_("ZeroDivisionError", "integer division or modulo by zero");
      return floorDivide(a, b);
    case "%":
      if (b === 0n) raise_("ZeroDivisionError", "integer modulo by zero");
      return modulo(a, b);
    case "**":
      return b < 0n ? floatPower(toFloat(a), toFloat(b)) : integerPower(a, b);
    case "&":
      return a & b;
    case "|":
      return a | b;
    case "^":
      return a ^ b;
    case "<<":
    case ">>":
      return shift(op, a, b);
    case "@":
      return undefined;
  }
}

const small = 1n << 64n;

function multiply(a: bigint, b: bigint): bigint {
  const surelySmall = a < small && b < small && a > -small && b > -small;
  if (!surelySmall && bitLength(a) + bitLength(b) > 2 * BITS_MAX) raise_("MemoryError");
  return a * b;
}

function shift(op: "<<" | ">>", a: bigint, b: bigint): bigint {
  if (b < 0n) raise_("ValueError", "negative shift count");
  if (op === ">>") return b > BigInt(bitLength(a)) ? (a < 0n ? -1n : 0n) : a >> b;
  if (a !== 0n && b + BigInt(bitLength(a)) > BigInt(BITS_MAX)) raise_("MemoryError");
  return a === 0n ? 0n : a << b;
}

function onFloats(op: BinaryOp, a: number, b: number): number | undefined {
  switch (op) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      if (b === 0) raise_("ZeroDivisionError", "float division by zero");
      return a / b;
    case "//":
      if (b === 0) raise_("ZeroDivisionError", "float floor division by zero");
      return floatFloorDivide(a, b);
    case "%":
      if (b === 0) raise_("ZeroDivisionError", "float modulo");
      return floatModulo(a, b);
    case "**":
      return floatPower(a, b);
    default:
      return undefined;
  }
}

/** `&`, `|`, `^` of two bools is a bool. */
export function onBools(op: BinaryOp, a: boolean, b: boolean): Value | undefined {
  switch (op) {
    case "&":
      return a && b;
    case "|":
      return a || b;
    case "^":
      return a !== b;
    default:
      return undefined;
  }
}
