/** `text % values`: printf-style formatting. */
import type { Value } from "../value.js";
import { formatNumberOrText } from "./format-spec.js";
import type { Heap } from "./heap.js";
import { raise_ } from "./heap.js";
import { checkSize } from "./iteration.js";
import { toFloat } from "./numbers.js";
import { getItem } from "./subscripts.js";
import { asciiOnly, charactersOf, lengthOf } from "./quoting.js";
import { repr, str } from "./text.js";
import { isKind, numberOf, objectOf } from "./values.js";
import { typeInMessage } from "./type-words.js";

interface Arguments {
  readonly items: readonly Value[];
  used: number;
  /** For `%(key)s`. */
  readonly mapping: Value;
}

interface Conversion {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | null;
  readonly type: string;
}

const pattern = /%(?:\(([^)]*)\))?([-+ #0]*)(\*|\d+)?(?:\.(\*|\d*))?[hlL]?(.)?/gsu;

export function formatPercent(heap: Heap, text: string, values: Value, kind: "string" | "bytes" = "string"): string {
  const args: Arguments = { items: isKind(values, "tuple") ? values.items : [values], used: 0, mapping: values };
  let keyed = false;
  const result = text.replace(pattern, (...match: unknown[]) => {
    const [whole, key, flags, width, precision, type, offset] = match as [
      string,
      string?,
      string?,
      string?,
      string?,
      string?,
      number?,
    ];
    if (whole === "%%") return "%";
    if (type === undefined) raise_("ValueError", "incomplete format");
    if (type === "(") raise_("ValueError", "incomplete format key");
    const size = width === "*" ? starred(args) : Number(width ?? 0);
    const places = precision === undefined ? null : precision === "*" ? Math.max(0, starred(args)) : Number(precision);
    checkSize(Math.max(Math.abs(size), places ?? 0));
    const conversion = { flags: (flags ?? "") + (size < 0 ? "-" : ""), width: Math.abs(size), precision: places, type };
    if (key !== undefined) keyed = true;
    const value = key === undefined ? nextArgument(args) : byKey(heap, args, key);
    if (!"diouxXeEfFgGcrsa".includes(type))
      unsupportedType(type, lengthOf(text.slice(0, (offset ?? 0) + whole.length - type.length)));
    return convert(heap, value, conversion);
  });
  if (!keyed && args.used < args.items.length && !takesAny(heap, values, kind))
    raise_("TypeError", `not all arguments converted during ${kind} formatting`);
  return result;
}

function unsupportedType(type: string, index: number): never {
  const code = (type.codePointAt(0) ?? 0).toString(16);
  const shown = /^[ -~]$/.test(type) ? type : "?";
  raise_("ValueError", `unsupported format character '${shown}' (0x${code}) at index ${index}`);
}

/** A dict, list or the like that is the only operand need not be used. */
function takesAny(heap: Heap, values: Value, kind: "string" | "bytes"): boolean {
  const object = objectOf(heap, values);
  return (
    object?.kind === "dict" ||
    object?.kind === "list" ||
    (kind === "string" && isKind(values, "bytes")) ||
    isKind(values, "range")
  );
}

function nextArgument(args: Arguments): Value {
  if (args.used >= args.items.length) raise_("TypeError", "not enough arguments for format string");
  return args.items[args.used++];
}

function byKey(heap: Heap, args: Arguments, key: string): Value {
  if (objectOf(heap, args.mapping)?.kind !== "dict") raise_("TypeError", "format requires a mapping");
  return getItem(heap, args.mapping, key);
}

function starred(args: Arguments): number {
  const number = numberOf(nextArgument(args));
  if (typeof number !== "bigint") raise_("TypeError", "* wants int");
  return Number(number);
}

function convert(heap: Heap, value: Value, conversion: Conversion): string {
  const { type, precision } = conversion;
  switch (type) {
    case "s":
      return padText(str(heap, value), conversion);
    case "r":
      return padText(repr(heap, value), conversion);
    case "a":
      return padText(asciiOnly(repr(heap, value)), conversion);
    case "c":
      return padText(character(value), { ...conversion, precision: null });
    case "d":
    case "i":
    case "u":
      return padNumber(decimal(heap, value, type), precision, "", conversion);
    case "x":
    case "X":
    case "o":
      return padNumber(whole(heap, value, type), precision, type, conversion);
    default:
      return float(heap, value, conversion);
  }
}

function padText(text: string, { flags, width, precision }: Conversion): string {
  const characters = charactersOf(text);
  const shown = precision === null ? text : characters.slice(0, precision).join("");
  const missing = width - Math.min(characters.length, precision ?? characters.length);
  if (missing <= 0) return shown;
  return flags.includes("-") ? shown + " ".repeat(missing) : " ".repeat(missing) + shown;
}

function character(value: Value): string {
  if (typeof value === "string" && charactersOf(value).length === 1) return value;
  const code = numberOf(value);
  if (typeof code !== "bigint") raise_("TypeError", "%c requires int or char");
  if (code < 0n || code > 0x10ffffn) raise_("OverflowError", "%c arg not in range(0x110000)");
  return String.fromCodePoint(Number(code));
}

function decimal(heap: Heap, value: Value, type: string): bigint {
  const number = numberOf(value);
  if (number === null)
    raise_("TypeError", `%${type} format: a real number is required, not ${typeInMessage(heap, value)}`);
  if (typeof number === "bigint") return number;
  if (Number.isNaN(number)) raise_("ValueError", "cannot convert float NaN to integer");
  if (!Number.isFinite(number)) raise_("OverflowError", "cannot convert float infinity to integer");
  return BigInt(Math.trunc(number));
}

function whole(heap: Heap, value: Value, type: string): bigint {
  const number = numberOf(value);
  if (typeof number !== "bigint")
    raise_("TypeError", `%${type} format: an integer is required, not ${typeInMessage(heap, value)}`);
  return number;
}

const radices: Readonly<Record<string, number>> = { x: 16, X: 16, o: 8 };

function padNumber(value: bigint, precision: number | null, type: string, { flags, width }: Conversion): string {
  const digits = (value < 0n ? -value : value).toString(radices[type] ?? 10).padStart(precision ?? 0, "0");
  const prefix = flags.includes("#") && type !== "" ? `0${type}` : "";
  const head = signFor(value < 0n, flags) + prefix;
  return padBetween(head, type === "X" ? digits.toUpperCase() : digits, flags, width);
}

function signFor(negative: boolean, flags: string): string {
  return negative ? "-" : flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";
}

function padBetween(head: string, body: string, flags: string, width: number): string {
  const missing = Math.max(0, width - head.length - body.length);
  if (flags.includes("-")) return head + body + " ".repeat(missing);
  return flags.includes("0") ? head + "0".repeat(missing) + body : " ".repeat(missing) + head + body;
}

function float(heap: Heap, value: Value, { flags, width, precision, type }: Conversion): string {
  const number = numberOf(value);
  if (number === null) raise_("TypeError", `must be real number, not ${typeInMessage(heap, value)}`);
  const spec = `${flags.includes("#") ? "#" : ""}.${precision ?? 6}${type}`;
  const text = formatNumberOrText(toFloat(number), spec, "float");
  const negative = text.startsWith("-");
  return padBetween(signFor(negative, flags), negative ? text.slice(1) : text, flags, width);
}
