/** Numbers as Python computes them: ints without bounds, floats as IEEE doubles, exact conversions between the two. */
import { raise_ } from "./heap.js";

export type Num = bigint | number;

/** Ints of more bits than this are not made: MemoryError, so that nothing hangs. */
export const BITS_MAX = 1_000_000;

export function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

export function modulo(a: bigint, b: bigint): bigint {
  const rest = a % b;
  return rest !== 0n && rest < 0n !== b < 0n ? rest + b : rest;
}

export function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}

export function bitLength(value: bigint): number {
  const text = absolute(value).toString(16);
  return value === 0n ? 0 : 4 * (text.length - 1) + (32 - Math.clz32(parseInt(text[0], 16)));
}

export function toFloat(value: Num): number {
  const float = Number(value);
  if (typeof value === "bigint" && !Number.isFinite(float))
    raise_("OverflowError", "int too large to convert to float");
  return float;
}

/** x · 2^exponent, rounded once. */
export function scale(x: number, exponent: number): number {
  const half = Math.trunc(exponent / 2);
  return x * 2 ** half * 2 ** (exponent - half);
}

const exact = 1n << 53n;

/** The double nearest to a / b. */
export function ratio(a: bigint, b: bigint): number {
  const n = absolute(a);
  const d = absolute(b);
  if (n <= exact && d <= exact) return Number(a) / Number(b);
  const shift = Math.max(bitLength(n) - bitLength(d) - 64, -1076);
  const scaled = shift < 0 ? n << BigInt(-shift) : n;
  const divisor = shift < 0 ? d : d << BigInt(shift);
  const quotient = scaled / divisor;
  const sticky = scaled % divisor === 0n ? quotient : quotient | 1n;
  const size = shift > 1024 ? Infinity : scale(Number(sticky), shift);
  if (!Number.isFinite(size)) raise_("OverflowError", "integer division result too large for a float");
  return a < 0n !== b < 0n ? -size : size;
}

/** A finite float as numerator and denominator (a power of two), reduced. */
export function asRatio(x: number): [bigint, bigint] {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const field = Number((bits >> 52n) & 0x7ffn);
  let mantissa = bits & ((1n << 52n) - 1n);
  if (field > 0) mantissa |= 1n << 52n;
  let exponent = Math.max(field, 1) - 1075;
  while (mantissa !== 0n && exponent < 0 && (mantissa & 1n) === 0n) {
    mantissa >>= 1n;
    exponent += 1;
  }
  const sign = x < 0 ? -1n : 1n;
  if (mantissa === 0n) return [0n, 1n];
  return exponent >= 0 ? [sign * (mantissa << BigInt(exponent)), 1n] : [sign * mantissa, 1n << BigInt(-exponent)];
}

/** Sign of the divisor, as in Python; JavaScript's `%` has the dividend's. */
export function floatModulo(a: number, b: number): number {
  const rest = a % b;
  if (rest === 0) return copySign(0, b);
  return rest < 0 !== b < 0 ? rest + b : rest;
}

export function floatFloorDivide(a: number, b: number): number {
  const rest = a % b;
  let quotient = (a - rest) / b;
  if (rest !== 0 && rest < 0 !== b < 0) quotient -= 1;
  if (quotient === 0) return copySign(0, a / b);
  const floor = Math.floor(quotient);
  return quotient - floor > 0.5 ? floor + 1 : floor;
}

export function copySign(size: number, sign: number): number {
  const negative = sign < 0 || Object.is(sign, -0);
  return negative ? -Math.abs(size) : Math.abs(size);
}

/** base ** exponent for exponent >= 0. */
export function integerPower(base: bigint, exponent: bigint): bigint {
  const small = base >= -1n && base <= 1n;
  if (!small && (exponent > BigInt(BITS_MAX) || BigInt(bitLength(base)) * exponent > BigInt(BITS_MAX)))
    raise_("MemoryError");
  if (small) return base === -1n ? (exponent % 2n === 0n ? 1n : -1n) : exponent === 0n ? 1n : base;
  return base ** exponent;
}

/** pow(base, exponent, modulus) */
export function modularPower(base: bigint, exponent: bigint, modulus: bigint): bigint {
  if (modulus === 0n) raise_("ValueError", "pow() 3rd argument cannot be 0");
  let factor = modulo(exponent < 0n ? inverse(base, modulus) : base, modulus);
  let result = modulo(1n, modulus);
  for (let rest = absolute(exponent); rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = modulo(result * factor, modulus);
    factor = modulo(factor * factor, modulus);
  }
  return result;
}

function inverse(base: bigint, modulus: bigint): bigint {
  let [r0, r1] = [absolute(modulus), modulo(base, absolute(modulus))];
  let [s0, s1] = [0n, 1n];
  while (r1 !== 0n) {
    const quotient = r0 / r1;
    [r0, r1] = [r1, r0 - quotient * r1];
    [s0, s1] = [s1, s0 - quotient * s1];
  }
  if (r0 !== 1n) raise_("ValueError", "base is not invertible for the given modulus");
  return s0;
}

/** Python's float ** float; whole exponents are computed exactly and rounded once, so that every machine agrees. */
export function floatPower(base: number, exponent: number): number {
  if (exponent === 0 || base === 1) return 1;
  if (Number.isNaN(base) || Number.isNaN(exponent)) return NaN;
  if (base === 0 && exponent < 0) raise_("ZeroDivisionError", "0.0 cannot be raised to a negative power");
  if (base === -1 && !Number.isFinite(exponent)) return 1;
  if (base < 0 && Number.isFinite(base) && Number.isFinite(exponent) && !Number.isInteger(exponent))
    raise_("ValueError", "negative number cannot be raised to a fractional power (complex numbers are not supported)");
  const result = Number.isFinite(base) && Number.isInteger(exponent) ? wholePower(base, exponent) : base ** exponent;
  if (!Number.isFinite(result) && Number.isFinite(base) && Number.isFinite(exponent))
    raise_("OverflowError", 34n, "Numerical result out of range");
  return result;
}

function wholePower(base: number, exponent: number): number {
  const rough = base ** exponent;
  if (Math.abs(exponent) > 512 || rough === 0 || !Number.isFinite(rough)) return rough;
  const [n, d] = asRatio(base);
  const size = BigInt(Math.abs(exponent));
  return exponent > 0 ? ratio(n ** size, d ** size) : ratio(d ** size, n ** size);
}

/** a / b rounded to the nearest int, ties to even; b > 0. */
export function divideRounded(a: bigint, b: bigint): bigint {
  const floor = floorDivide(a, b);
  const twice = 2n * (a - floor * b);
  if (twice > b || (twice === b && modulo(floor, 2n) === 1n)) return floor + 1n;
  return floor;
}
