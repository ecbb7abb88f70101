/** Numbers read from text: `int("0x1f", 0)`, `float(" 1_0.5 ")`. */
import type { Value } from "../value.js";
import type { Heap } from "./heap.js";
import { raise_ } from "./heap.js";
import { repr } from "./text.js";
import { trim } from "./text-search.js";

/** CPython refuses to turn ints of more decimal digits than this into text, or back. */
const DIGITS_MAX = 4300;

/** Raises ValueError for an int too long to be written. */
export function checkDigits(value: Value): void {
  if (typeof value !== "bigint") return;
  if ((value < 0n ? -value : value) >= 10n ** BigInt(DIGITS_MAX))
    raise_(
      "ValueError",
      "Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit",
    );
}

const prefixes: Readonly<Record<string, bigint>> = { "0b": 2n, "0o": 8n, "0x": 16n };

/** `shown`: the argument as it was given, for the message. */
export function parseIntText(heap: Heap, text: string, base: bigint, shown: Value): bigint {
  const invalid = (): never =>
    raise_("ValueError", `invalid literal for int() with base ${base}: ${repr(heap, shown)}`);
  const [, sign, body] = /^([+-]?)(.*)$/s.exec(trim(asciiDigits(text), null, "both").toLowerCase()) ?? ["", "", ""];
  const prefixed = prefixes[body.slice(0, 2)];
  const usesPrefix = prefixed !== undefined && (base === 0n || base === prefixed);
  const radix = usesPrefix ? prefixed : base === 0n ? 10n : base;
  const digits = usesPrefix ? body.slice(2).replace(/^_/, "") : body;
  if (!/^[0-9a-z]+(_[0-9a-z]+)*$/.test(digits)) return invalid();
  const plain = digits.replaceAll("_", "");
  if (base === 0n && !usesPrefix && /^0+[1-9]/.test(plain)) return invalid();
  if (Array.from(plain).some((digit) => BigInt(parseInt(digit, 36)) >= radix)) return invalid();
  if (![2n, 4n, 8n, 16n, 32n].includes(radix) && plain.length > DIGITS_MAX)
    raise_(
      "ValueError",
      `Exceeds the limit (4300 digits) for integer string conversion: value has ${plain.length} digits; use sys.set_int_max_str_digits() to increase the limit`,
    );
  const size = radix === 10n ? BigInt(plain) : accumulate(plain, radix);
  return sign === "-" ? -size : size;
}

/** Decimal digits of any script as 0–9. */
function asciiDigits(text: string): string {
  return text.replace(/[^\0-\x7f]/gu, (char) => (/\p{Nd}/u.test(char) ? String(digitValue(char)) : char));
}

/** Each script's ten digits follow one another in Unicode. */
function digitValue(char: string): number {
  const code = char.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return (code - zero) % 10;
}

function accumulate(digits: string, radix: bigint): bigint {
  if (radix === 2n || radix === 8n || radix === 16n)
    return BigInt((radix === 2n ? "0b" : radix === 8n ? "0o" : "0x") + digits);
  let value = 0n;
  for (const digit of digits) value = value * radix + BigInt(parseInt(digit, 36));
  return value;
}

const floatPattern = /^[+-]?(\d+(_\d+)*\.?(\d+(_\d+)*)?|\.\d+(_\d+)*)(e[+-]?\d+(_\d+)*)?$/i;

export function parseFloatText(heap: Heap, text: string, shown: Value): number {
  const trimmed = trim(asciiDigits(text), null, "both");
  const special = /^([+-]?)(inf|infinity|nan)$/i.exec(trimmed);
  if (special !== null) {
    const size = special[2].toLowerCase() === "nan" ? NaN : Infinity;
    return special[1] === "-" ? -size : size;
  }
  if (!floatPattern.test(trimmed)) raise_("ValueError", `could not convert string to float: ${repr(heap, shown)}`);
  return Number(trimmed.replaceAll("_", ""));
}
