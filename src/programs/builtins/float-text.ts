/** Floats in digits. The shortest digits that read back the same are JavaScript's; where they go is CPython's `repr`. */
import { raise_ } from "./heap.js";
import { asRatio, divideRounded } from "./numbers.js";

/** Decimal digits of a finite float and the exponent of the first: 0.015 is { digits: "15", exponent: -2 }. */
interface Digits {
  readonly digits: string;
  readonly exponent: number;
}

function shortest(x: number): Digits {
  const [mantissa, exponent] = Math.abs(x).toExponential().split("e");
  return { digits: mantissa.replace(".", ""), exponent: Number(exponent) };
}

/** `repr(x)`: 0.1, 1e+16, inf, nan, -0.0, 1e-05 */
export function floatRepr(x: number): string {
  if (!Number.isFinite(x)) return infinite(x);
  const { digits, exponent } = shortest(x);
  const sign = isNegative(x) ? "-" : "";
  if (exponent < -4 || exponent >= 16) return sign + withExponent(digits, exponent);
  const text = withPoint(digits, exponent);
  return sign + (text.includes(".") ? text : `${text}.0`);
}

export function isNegative(x: number): boolean {
  return x < 0 || Object.is(x, -0);
}

export function infinite(x: number): string {
  if (Number.isNaN(x)) return "nan";
  return x < 0 ? "-inf" : "inf";
}

function withPoint(digits: string, exponent: number): string {
  if (exponent < 0) return `0.${"0".repeat(-exponent - 1)}${digits}`;
  if (digits.length <= exponent + 1) return digits.padEnd(exponent + 1, "0");
  return `${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`;
}

function withExponent(digits: string, exponent: number): string {
  const size = String(Math.abs(exponent)).padStart(2, "0");
  const rest = digits.slice(1);
  return `${digits[0]}${rest === "" ? "" : `.${rest}`}e${exponent < 0 ? "-" : "+"}${size}`;
}

const PRECISION_MAX = 100_000;

function checkPrecision(precision: number): void {
  if (precision > 2_147_483_647) raise_("ValueError", "precision too big");
  if (precision > PRECISION_MAX) raise_("MemoryError");
}

/** The absolute value with `precision` digits after the point, correctly rounded (`f`). */
export function fixed(x: number, precision: number): string {
  checkPrecision(precision);
  const [n, d] = asRatio(Math.abs(x));
  const text = divideRounded(n * 10n ** BigInt(precision), d)
    .toString()
    .padStart(precision + 1, "0");
  return precision === 0 ? text : `${text.slice(0, -precision)}.${text.slice(-precision)}`;
}

/** `precision + 1` significant digits, correctly rounded. */
function significant(x: number, precision: number): Digits {
  checkPrecision(precision);
  if (x === 0) return { digits: "0".repeat(precision + 1), exponent: 0 };
  const [n, d] = asRatio(Math.abs(x));
  const { exponent } = shortest(x);
  const shift = precision - exponent;
  const scaled = shift >= 0 ? divideRounded(n * 10n ** BigInt(shift), d) : divideRounded(n, d * 10n ** BigInt(-shift));
  const digits = scaled.toString();
  // 9.99 rounded up to 10.0 has one digit too many.
  return digits.length > precision + 1 ? { digits: digits.slice(0, -1), exponent: exponent + 1 } : { digits, exponent };
}

/** `e`: 1.234560e+02 */
export function exponential(x: number, precision: number, alternate: boolean): string {
  const { digits, exponent } = significant(x, precision);
  const text = withExponent(digits, exponent);
  return alternate && precision === 0 ? text.replace("e", ".e") : text;
}

/** `g`: the shorter of fixed and exponential, without trailing zeros unless `alternate`. `limit`: the exponent from which it is exponential. */
export function general(
  x: number,
  precision: number,
  alternate: boolean,
  limit = precision === 0 ? 1 : precision,
): string {
  const places = precision === 0 ? 1 : precision;
  const { digits, exponent } = significant(x, places - 1);
  const kept = alternate ? digits : digits.replace(/0+$/, "") || "0";
  if (exponent < -4 || exponent >= limit) {
    const text = withExponent(kept, exponent);
    return alternate && kept.length === 1 ? text.replace("e", ".e") : text;
  }
  const text = withPoint(kept, exponent);
  return alternate && !text.includes(".") ? `${text}.` : text;
}

/** No type letter, with a precision: like `g`, but always with a digit after the point. */
export function generalFloat(x: number, precision: number, alternate: boolean): string {
  const places = precision === 0 ? 1 : precision;
  const text = general(x, precision, alternate, places - 1);
  if (text.endsWith(".")) return `${text}0`;
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** `round(x, places)`: the nearest float to the decimal rounding. */
export function roundFloat(x: number, places: number): number {
  if (!Number.isFinite(x) || places > 323) return x;
  if (places < -308) return isNegative(x) ? -0 : 0;
  const sign = isNegative(x) ? -1 : 1;
  if (places >= 0) return sign * Number(fixed(x, places));
  const [n, d] = asRatio(Math.abs(x));
  const unit = 10n ** BigInt(-places);
  const size = Number(divideRounded(n, d * unit) * unit);
  if (!Number.isFinite(size)) raise_("OverflowError", "rounded value too large to represent");
  return sign * size;
}
