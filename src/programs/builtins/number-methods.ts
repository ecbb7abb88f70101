/** Methods of int and float, and of range. */
import type { Value } from "../value.js";
import { contains, sameItem } from "./compare.js";
import { allOf } from "./delegation.js";
import { isNegative } from "./float-text.js";
import type { Heap } from "./heap.js";
import { raise_ } from "./heap.js";
import { absolute, asRatio, bitLength, scale } from "./numbers.js";
import { truth } from "./operators.js";
import { reads } from "./signature.js";
import type { Counted, Given, Given1, MethodEntry, Needed } from "./signature.js";
import { indexArgument } from "./slices.js";
import { checkSize } from "./iteration.js";
import { repr } from "./text.js";
import { typeInMessage } from "./type-words.js";
import { integerOf, isKind, tuple } from "./values.js";

function int<Min extends keyof Needed, Max extends number>(
  min: Min,
  max: Max,
  run: (value: bigint, args: Counted<Min, Max>, heap: Heap) => Value,
  names: readonly string[] = [],
): MethodEntry {
  return reads(min, max, (heap, self, args) => run(integerOf(self) ?? 0n, args, heap), names);
}

function float(run: (value: number) => Value): MethodEntry {
  return reads(0, 0, (_heap, self) => run(typeof self === "number" ? self : 0));
}

function isLittle(heap: Heap, order: Value | undefined, name: string): boolean {
  if (order === undefined || order === "big") return false;
  if (typeof order !== "string")
    raise_(
      "TypeError",
      `${name}() argument 'byteorder' must be str, not ${order === null ? "None" : typeInMessage(heap, order)}`,
    );
  return order === "little" ? true : raise_("ValueError", "byteorder must be either 'little' or 'big'");
}

function toBytes(value: bigint, [length, order, signed]: Given, heap: Heap): Value {
  const size = length === undefined ? 1 : Number(indexArgument(heap, length));
  const little = isLittle(heap, order, "to_bytes");
  checkSize(size);
  const bits = BigInt(8 * size);
  const negatives = signed !== undefined && truth(heap, signed);
  if (size < 0) raise_("ValueError", "length argument must be non-negative");
  if (value < 0n && !negatives) raise_("OverflowError", "can't convert negative int to unsigned");
  const [low, high] = negatives && size > 0 ? [-(1n << (bits - 1n)), 1n << (bits - 1n)] : [0n, 1n << bits];
  if (value < low || value >= high) raise_("OverflowError", "int too big to convert");
  const wrapped = value < 0n ? value + (1n << bits) : value;
  const digits = Array.from({ length: size }, (_, i) => String.fromCharCode(Number((wrapped >> BigInt(8 * i)) & 255n)));
  return { kind: "bytes", data: (little ? digits : digits.reverse()).join("") };
}

/** `int.from_bytes(data, order, signed=…)` */
export function fromBytes(heap: Heap, [data, order, signed]: Given1): Value {
  const digits = allOf(heap, data).map((item) => {
    const byte = indexArgument(heap, item);
    return byte >= 0n && byte < 256n ? byte : raise_("ValueError", "bytes must be in range(0, 256)");
  });
  if (isLittle(heap, order, "from_bytes")) digits.reverse();
  const value = digits.reduce((sum, digit) => (sum << 8n) | digit, 0n);
  const top = 1n << BigInt(8 * digits.length);
  return signed !== undefined && truth(heap, signed) && digits.length > 0 && digits[0] >= 128n ? value - top : value;
}

export const intMethods: Readonly<Record<string, MethodEntry>> = {
  as_integer_ratio: int(0, 0, (value) => tuple(value, 1n)),
  bit_count: int(0, 0, (value) => BigInt(absolute(value).toString(2).replaceAll("0", "").length)),
  bit_length: int(0, 0, (value) => BigInt(bitLength(value))),
  conjugate: int(0, 0, (value) => value),
  is_integer: int(0, 0, () => true),
  to_bytes: int(0, 2, toBytes, ["length", "byteorder", "signed"]),
};

function ratio(value: number): Value {
  if (Number.isNaN(value)) raise_("ValueError", "cannot convert NaN to integer ratio");
  if (!Number.isFinite(value)) raise_("OverflowError", "cannot convert Infinity to integer ratio");
  return tuple(...asRatio(value));
}

/** `(0.1).hex()` is "0x1.999999999999ap-4". */
function hexText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  const sign = isNegative(value) ? "-" : "";
  if (!Number.isFinite(value)) return `${sign}inf`;
  if (value === 0) return `${sign}0x0.0p+0`;
  const [n, d] = asRatio(Math.abs(value));
  const exponent = Math.max(bitLength(n) - bitLength(d), -1022);
  const shift = BigInt(52 - exponent);
  const mantissa = shift >= 0n ? (n << shift) / d : n / (d << -shift);
  return `${sign}0x${mantissa >> 52n}.${(mantissa & ((1n << 52n) - 1n)).toString(16).padStart(13, "0")}p${exponent < 0 ? "-" : "+"}${Math.abs(exponent)}`;
}

/** `float.fromhex(text)` */
export function floatFromHex(_heap: Heap, [text]: Given): Value {
  const match =
    typeof text === "string" ? /^\s*([+-]?)(?:0x)?([0-9a-f]+)(?:\.([0-9a-f]*))?(?:p([+-]?\d+))?\s*$/i.exec(text) : null;
  if (match === null) raise_("ValueError", "invalid hexadecimal floating-point string");
  const [, sign, whole, part, exponent] = match as unknown as [string, string, string, string?, string?];
  const size = scale(Number(BigInt(`0x${whole}${part ?? ""}`)), Number(exponent ?? 0) - 4 * (part ?? "").length);
  return sign === "-" ? -size : size;
}

export const floatMethods: Readonly<Record<string, MethodEntry>> = {
  as_integer_ratio: float(ratio),
  conjugate: float((value) => value),
  hex: float(hexText),
  is_integer: float((value) => Number.isInteger(value)),
};

export const rangeMethods: Readonly<Record<string, MethodEntry>> = {
  count: reads(1, 1, (heap, self, [item]) => (contains(heap, item, self) ? 1n : 0n)),
  index: reads(1, 1, (heap, self, [item]) => {
    const whole = integerOf(item) ?? (typeof item === "number" && Number.isInteger(item) ? BigInt(item) : null);
    if (isKind(self, "range") && whole !== null && contains(heap, whole, self)) return (whole - self.start) / self.step;
    raise_(
      "ValueError",
      integerOf(item) === null ? "sequence.index(x): x not in sequence" : `${repr(heap, item)} is not in range`,
    );
  }),
};

/** Set operations that the views of a dict have as methods. */
export const viewMethods: Readonly<Record<string, MethodEntry>> = {
  isdisjoint: reads(1, 1, (heap, self, [other]) => {
    const mine = allOf(heap, self);
    return !allOf(heap, other).some((item) => mine.some((each) => sameItem(heap, each, item)));
  }),
};
