/** Numbers: Python's ints and floats, and our durations (a decimal number with its unit attached). */
import { nanosecondsIn } from "../programs/time-units.js";
import type { Lexer } from "./tokens-kinds.js";

const RADIX = /0(?:[xX][0-9a-fA-F_]*|[oO][0-9_]*|[bB][0-9_]*)/y;
const DECIMAL = /(?:[0-9][0-9_]*\.?(?:[0-9][0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][+-]?[0-9][0-9_]*)?/y;
const SUFFIX = /[\p{ID_Continue}]+/uy;
/** Words that may follow a number without a space, as in `1if x else 2`. */
const MAY_FOLLOW = new Set(["and", "or", "in", "is", "if", "else", "for", "not"]);
/** As CPython: longer literals take quadratic time to print. */
const DIGITS_MAX = 4300;
const EXPONENT_MAX = 30;

const OTHER_UNITS: Readonly<Record<string, string>> = {
  m: "Minutes are written `min`, milliseconds `ms`.",
  sec: "Seconds are written `s`.",
  secs: "Seconds are written `s`.",
  second: "Seconds are written `s`.",
  seconds: "Seconds are written `s`.",
  mins: "Minutes are written `min`.",
  minutes: "Minutes are written `min`.",
  minute: "Minutes are written `min`.",
  h: "There is no unit for hours: write `60min`.",
  hour: "There is no unit for hours: write `60min`.",
  msec: "Milliseconds are written `ms`.",
  millis: "Milliseconds are written `ms`.",
  usec: "Microseconds are written `us`.",
  "\u00b5s": "Microseconds are written `us`.",
  "\u03bcs": "Microseconds are written `us`.",
};

/** Reads the number that starts here. A malformed one is reported and stands for 0. */
export function readNumber(lexer: Lexer): void {
  const start = lexer.position;
  const radix = match(RADIX, lexer.text, start);
  const body = radix ?? match(DECIMAL, lexer.text, start) ?? "0";
  const suffix = match(SUFFIX, lexer.text, start + body.length) ?? "";
  const unit = radix === null ? nanosecondsIn(suffix) : undefined;
  if (suffix === "" || MAY_FOLLOW.has(suffix)) return plain(lexer, body, radix !== null);
  if (unit !== undefined && wellFormed(body)) return duration(lexer, body, suffix, BigInt(unit));
  badSuffix(lexer, body, suffix);
}

function plain(lexer: Lexer, body: string, radix: boolean): void {
  const start = lexer.position;
  const problem = radix ? radixProblem(body) : decimalProblem(body);
  if (problem !== null) lexer.report(problem.code, start, start + body.length, problem.message, problem.hint);
  const digits = body.replace(/_/g, "");
  const real = !radix && /[.eE]/.test(digits);
  push(lexer, body, problem !== null ? 0n : real ? Number(digits) : BigInt(digits));
}

function push(lexer: Lexer, text: string, value: bigint | number): void {
  const start = lexer.position;
  lexer.position += text.length;
  lexer.tokens.push({ kind: "number", text, value, start, end: lexer.position });
}

interface Problem {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

function radixProblem(body: string): Problem | null {
  if (body.length > DIGITS_MAX) return tooLong(body);
  const valid = /^0(?:[xX](?:_?[0-9a-fA-F])+|[oO](?:_?[0-7])+|[bB](?:_?[01])+)$/.test(body);
  return valid
    ? null
    : malformed(body, "Hexadecimal starts with `0x`, octal with `0o`, binary with `0b`, then digits of that base.");
}

function decimalProblem(body: string): Problem | null {
  if (body.length > DIGITS_MAX) return tooLong(body);
  if (!wellFormed(body)) return malformed(body, "An underscore may only stand between two digits.");
  const octal = /^0[0-9_]*[1-9]/.test(body) && !/[.eE]/.test(body);
  return octal
    ? malformed(body, `Leading zeros are not allowed: write \`${body.replace(/^[0_]+/, "")}\`, or \`0o…\` for octal.`)
    : null;
}

function wellFormed(body: string): boolean {
  return body.length <= DIGITS_MAX && !/_(?![0-9])/.test(body);
}

function tooLong(body: string): Problem {
  return {
    code: "E007",
    message: `This number has ${body.length} digits; the limit is ${DIGITS_MAX}, as in Python.`,
    hint: "Compute it instead, for instance `10 ** 5000`.",
  };
}

function malformed(body: string, hint: string): Problem {
  return { code: "E006", message: `\`${shortened(body)}\` is not a number.`, hint };
}

function badSuffix(lexer: Lexer, body: string, suffix: string): void {
  const start = lexer.position;
  const text = body + suffix;
  const unit = Object.hasOwn(OTHER_UNITS, suffix) ? OTHER_UNITS[suffix] : undefined;
  const end = start + text.length;
  if (unit !== undefined) lexer.report("E008", start, end, `\`${shortened(text)}\` is not a duration.`, unit);
  else if (/^[jJ]$/.test(suffix)) lexer.report("E113", start, end, "Complex numbers are not supported.");
  else
    lexer.report(
      "E006",
      start,
      end,
      `\`${shortened(text)}\` is neither a number nor a name.`,
      "A name cannot start with a digit; durations end in ns, us, ms, s or min.",
    );
  push(lexer, text, 0n);
}

function duration(lexer: Lexer, body: string, suffix: string, unit: bigint): void {
  const start = lexer.position;
  const text = body + suffix;
  const nanoseconds = scaled(body.replace(/_/g, ""), unit);
  if (nanoseconds === null) {
    lexer.report(
      "E008",
      start,
      start + text.length,
      `\`${shortened(text)}\` is not a whole number of nanoseconds, or far too long.`,
      "The smallest duration is `1ns`.",
    );
  }
  lexer.position += text.length;
  lexer.tokens.push({ kind: "duration", text, nanoseconds: nanoseconds ?? 0n, start, end: lexer.position });
}

/** `body` × unit exactly, or null when that is no whole number (or is absurd). */
function scaled(body: string, unit: bigint): bigint | null {
  const [mantissa = "0", exponent = "0"] = body.toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  const power = Number(exponent) - fraction.length;
  if (Math.abs(power) > DIGITS_MAX || Number(exponent) > EXPONENT_MAX || whole.length > EXPONENT_MAX) return null;
  const digits = BigInt(whole + fraction) * unit;
  if (power >= 0) return digits * 10n ** BigInt(power);
  const divisor = 10n ** BigInt(-power);
  return digits % divisor === 0n ? digits / divisor : null;
}

function shortened(text: string): string {
  return text.length > 30 ? `${text.slice(0, 27)}…` : text;
}

function match(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}
