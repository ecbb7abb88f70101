/** The module math. Roots, factorials and other whole numbers are exact; the rest is as good as the machine's. */
import type { Value } from "../value.js";
import { callOwn, allOf } from "./delegation.js";
import type { Heap } from "./heap.js";
import { raise_ } from "./heap.js";
import { absolute, asRatio, bitLength, copySign, floatPower, ratio, toFloat } from "./numbers.js";
import type { Num } from "./numbers.js";
import { binary } from "./operators.js";
import { fn } from "./signature.js";
import type { FunctionEntry, Given1, Given2 } from "./signature.js";
import { indexArgument } from "./slices.js";
import { typeInMessage } from "./type-words.js";
import { itemsOf } from "./iteration.js";
import { numberOf, tuple } from "./values.js";

export const mathConstants: Readonly<Record<string, Value>> = {
  pi: Math.PI,
  e: Math.E,
  tau: 2 * Math.PI,
  inf: Infinity,
  nan: NaN,
};

function number(heap: Heap, value: Value): Num {
  const found = numberOf(value);
  if (found !== null) return found;
  callOwn(heap, value, "__float__");
  return raise_("TypeError", `must be real number, not ${typeInMessage(heap, value)}`);
}

function real(heap: Heap, value: Value): number {
  return toFloat(number(heap, value));
}

/** NaN out of numbers is a ValueError, infinity an OverflowError. */
function checked(result: number, ...args: number[]): number {
  if (Number.isNaN(result) && !args.some(Number.isNaN)) raise_("ValueError", "math domain error");
  if (!Number.isFinite(result) && args.every(Number.isFinite)) raise_("OverflowError", "math range error");
  return result;
}

function unaryFloat(f: (x: number) => number): FunctionEntry {
  return fn(1, 1, (heap, [value]) => {
    const x = real(heap, value);
    return checked(f(x), x);
  });
}

function toWhole(f: (x: number) => number, special: string): FunctionEntry {
  return fn(1, 1, (heap, [value]) => {
    callOwn(heap, value, special);
    return whole(number(heap, value), f);
  });
}

function whole(x: Num, f: (x: number) => number): bigint {
  if (typeof x === "bigint") return x;
  if (Number.isNaN(x)) raise_("ValueError", "cannot convert float NaN to integer");
  if (!Number.isFinite(x)) raise_("OverflowError", "cannot convert float infinity to integer");
  return BigInt(f(x));
}

function truncate(heap: Heap, value: Value): bigint {
  return whole(number(heap, value), Math.trunc);
}

function test(f: (x: number) => boolean): FunctionEntry {
  return fn(1, 1, (heap, [value]) => f(real(heap, value)));
}

/** A logarithm to a base for which whole powers come out whole. */
function logarithm(x: Num, f: (x: number) => number, base: number): number {
  if (x <= 0) raise_("ValueError", "math domain error");
  if (typeof x === "bigint" && bitLength(x) > 1000) {
    const shift = bitLength(x) - 64;
    return f(Number(x >> BigInt(shift))) + shift * f(2);
  }
  const result = f(Number(x));
  const near = Math.round(result);
  return base > 0 && near >= 0 && near < 400 && base ** near === Number(x) ? near : result;
}

function log(heap: Heap, [value, base]: Given1): Value {
  const top = logarithm(number(heap, value), Math.log, 0);
  if (base === undefined) return top;
  const bottom = logarithm(number(heap, base), Math.log, 0);
  if (bottom === 0) raise_("ZeroDivisionError", "float division by zero");
  return top / bottom;
}

function power(heap: Heap, [base, exponent]: Given2): Value {
  const [x, y] = [real(heap, base), real(heap, exponent)];
  if (x === 0 && y === -Infinity) return Infinity;
  if ((x === 0 && y < 0) || (x < 0 && Number.isFinite(x) && Number.isFinite(y) && !Number.isInteger(y)))
    raise_("ValueError", "math domain error");
  const result = Math.abs(x) === 1 || y === 0 ? floatPower(x, y) : x ** y;
  return checked(Number.isFinite(result) ? floatPower(x, y) : result, x, y);
}

function squareRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let guess = 1n << BigInt(Math.ceil(bitLength(value) / 2));
  for (;;) {
    const better = (guess + value / guess) >> 1n;
    if (better >= guess) return guess;
    guess = better;
  }
}

function notNegative(value: bigint, message: string): bigint {
  return value < 0n ? raise_("ValueError", message) : value;
}

const FACTORIAL_MAX = 20_000n;

function factorial(heap: Heap, value: Value): bigint {
  const n = notNegative(indexArgument(heap, value), "factorial() not defined for negative values");
  return product(1n, n);
}

/** from · (from + 1) · … · to */
function product(from: bigint, to: bigint): bigint {
  if (to - from > FACTORIAL_MAX) raise_("MemoryError");
  let result = 1n;
  for (let i = from; i <= to; i++) result *= i;
  return result;
}

function chosen(heap: Heap, [total, some]: Given1, inOrder: boolean): bigint {
  const n = notNegative(indexArgument(heap, total), "n must be a non-negative integer");
  const k =
    some === undefined || some === null
      ? n
      : notNegative(indexArgument(heap, some), "k must be a non-negative integer");
  if (k > n) return 0n;
  const least = !inOrder && k > n - k ? n - k : k;
  const ordered = product(n - least + 1n, n);
  return inOrder ? ordered : ordered / product(1n, least);
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? absolute(a) : gcd(b, a % b);
}

function lcm(a: bigint, b: bigint): bigint {
  return a === 0n || b === 0n ? 0n : absolute((a / gcd(a, b)) * b);
}

function folding(start: bigint, f: (a: bigint, b: bigint) => bigint): FunctionEntry {
  return fn(0, Infinity, (heap, args) => args.map((arg) => indexArgument(heap, arg)).reduce(f, start));
}

/** The square root of the sum of squares, computed exactly and rounded once. */
function hypotenuse(sides: readonly number[]): number {
  if (sides.some((side) => Math.abs(side) === Infinity)) return Infinity;
  if (sides.some(Number.isNaN)) return NaN;
  const ratios = sides.map(asRatio);
  const unit = ratios.reduce((most, [, d]) => (d > most ? d : most), 1n);
  const squares = ratios.reduce((sum, [n, d]) => sum + (n * (unit / d)) ** 2n, 0n);
  if (squares === 0n) return 0;
  const shift = Math.max(0, 70 - bitLength(squares) / 2) | 0;
  const scaled = squares << BigInt(2 * shift);
  const root = squareRoot(scaled);
  const sticky = root * root === scaled ? root : root | 1n;
  return ratio(sticky, unit << BigInt(shift));
}

function exactSum(values: readonly number[]): number {
  const partials: number[] = [];
  for (const value of values) {
    let x = value;
    let kept = 0;
    for (const each of partials) {
      const [big, small] = Math.abs(x) < Math.abs(each) ? [each, x] : [x, each];
      const high = big + small;
      const low = small - (high - big);
      if (low !== 0) partials[kept++] = low;
      x = high;
    }
    partials.length = kept;
    partials.push(x);
  }
  return partials.reduceRight((sum, each) => sum + each, 0);
}

function isClose(heap: Heap, [first, second, relative, least]: Given2): Value {
  const [a, b] = [real(heap, first), real(heap, second)];
  if (a === b) return true;
  if (!Number.isFinite(a) || !Number.isFinite(b)) return false;
  const bound = (relative === undefined ? 1e-9 : real(heap, relative)) * Math.max(Math.abs(a), Math.abs(b));
  return Math.abs(a - b) <= Math.max(bound, least === undefined ? 0 : real(heap, least));
}

function remainder(heap: Heap, [first, second]: Given2): Value {
  const [x, y] = [real(heap, first), real(heap, second)];
  return checked(x % y, x, y);
}

function parts(heap: Heap, value: Value): Value {
  const x = real(heap, value);
  if (Number.isNaN(x)) return tuple(x, x);
  return tuple(
    Number.isFinite(x) ? copySign(x % 1, x) : copySign(0, x),
    Number.isFinite(x) ? copySign(Math.trunc(x), x) : x,
  );
}

export const mathFunctions: Readonly<Record<string, FunctionEntry>> = {
  acos: unaryFloat(Math.acos),
  asin: unaryFloat(Math.asin),
  atan: unaryFloat(Math.atan),
  atan2: fn(2, 2, (heap, [y, x]) => Math.atan2(real(heap, y), real(heap, x))),
  ceil: toWhole(Math.ceil, "__ceil__"),
  comb: fn(2, 2, (heap, args) => chosen(heap, args, false)),
  copysign: fn(2, 2, (heap, [x, y]) => copySign(real(heap, x), real(heap, y))),
  cos: unaryFloat(Math.cos),
  cosh: unaryFloat(Math.cosh),
  degrees: unaryFloat((x) => x * (180 / Math.PI)),
  dist: fn(2, 2, (heap, [p, q]) => {
    const [a, b] = [itemsOf(heap, p) ?? [], itemsOf(heap, q) ?? []];
    if (a.length !== b.length) raise_("ValueError", "both points must have the same number of dimensions");
    return hypotenuse(a.map((each, i) => real(heap, each) - real(heap, b[i])));
  }),
  exp: unaryFloat(Math.exp),
  fabs: unaryFloat(Math.abs),
  factorial: fn(1, 1, (heap, [value]) => factorial(heap, value)),
  floor: toWhole(Math.floor, "__floor__"),
  fmod: fn(2, 2, remainder),
  fsum: fn(1, 1, (heap, [items]) => exactSum(allOf(heap, items).map((item) => real(heap, item)))),
  gcd: folding(0n, gcd),
  hypot: fn(0, Infinity, (heap, args) => hypotenuse(args.map((arg) => real(heap, arg)))),
  isclose: fn(2, 2, isClose, ["a", "b", "rel_tol", "abs_tol"]),
  isfinite: test(Number.isFinite),
  isinf: test((x) => Math.abs(x) === Infinity),
  isnan: test(Number.isNaN),
  isqrt: fn(1, 1, (heap, [value]) =>
    squareRoot(notNegative(indexArgument(heap, value), "isqrt() argument must be nonnegative")),
  ),
  lcm: folding(1n, lcm),
  log: fn(1, 2, log),
  log10: fn(1, 1, (heap, [value]) => logarithm(number(heap, value), Math.log10, 10)),
  log1p: unaryFloat(Math.log1p),
  log2: fn(1, 1, (heap, [value]) => logarithm(number(heap, value), Math.log2, 2)),
  modf: fn(1, 1, (heap, [value]) => parts(heap, value)),
  perm: fn(1, 2, (heap, args) => chosen(heap, args, true)),
  pow: fn(2, 2, power),
  prod: fn(
    1,
    1,
    (heap, [items, start]) =>
      allOf(heap, items).reduce<Value>(
        (result, item) => binary(heap, "*", result, item, false),
        start === undefined ? 1n : start,
      ),
    ["", "start"],
  ),
  radians: unaryFloat((x) => x * (Math.PI / 180)),
  sin: unaryFloat(Math.sin),
  sinh: unaryFloat(Math.sinh),
  sqrt: unaryFloat(Math.sqrt),
  tan: unaryFloat(Math.tan),
  tanh: unaryFloat(Math.tanh),
  trunc: fn(1, 1, (heap, [value]) => {
    callOwn(heap, value, "__trunc__");
    if (numberOf(value) === null)
      raise_("TypeError", `type ${typeInMessage(heap, value)} doesn't define __trunc__ method`);
    return truncate(heap, value);
  }),
};
