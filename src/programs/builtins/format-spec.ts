/** Python's format mini-language for ints, floats and strings: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`. */
import { raise_ } from "./heap.js";
import { exponential, fixed, floatRepr, general, generalFloat, infinite, isNegative } from "./float-text.js";
import { absolute, toFloat } from "./numbers.js";
import { charactersOf, lengthOf } from "./quoting.js";

export interface Spec {
  readonly fill: string;
  /** "": as the type likes it. */
  readonly align: "<" | ">" | "^" | "=" | "";
  readonly sign: "+" | "-" | " " | "";
  readonly noNegativeZero: boolean;
  readonly alternate: boolean;
  readonly width: number;
  readonly grouping: "," | "_" | "";
  readonly precision: number | null;
  readonly type: string;
  readonly zero: boolean;
}

const WIDTH_MAX = 1_000_000;
const pattern = /^(?:(.)?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\d+)?(?:([,_]))?(?:\.(\d+))?([^.])?$/su;

export function parseSpec(text: string, typeName: string): Spec {
  const match = pattern.exec(text);
  if (match === null) return malformed(text, typeName);
  const [, fill, align, sign, z, alternate, zero, width, grouping, precision, type] = match;
  const size = Number(width ?? 0);
  checkGrouping(grouping, type ?? (typeName === "str" ? "s" : ""));
  if (size > WIDTH_MAX || Number(precision ?? 0) > WIDTH_MAX)
    raise_("ValueError", "Too many decimal digits in format string");
  return {
    fill: fill ?? (zero === undefined ? " " : "0"),
    align: isAlign(align) ? align : "",
    sign: sign === "+" || sign === "-" || sign === " " ? sign : "",
    noNegativeZero: z !== undefined,
    alternate: alternate !== undefined,
    width: size,
    grouping: grouping === "," || grouping === "_" ? grouping : "",
    precision: precision === undefined ? null : Number(precision),
    type: type ?? "",
    zero: zero !== undefined,
  };
}

/** "," goes with decimal digits, "_" with all digits. */
function checkGrouping(grouping: string | undefined, type: string): void {
  if (grouping === undefined || "deEfFgG%".includes(type) || (grouping === "_" && "boxX".includes(type))) return;
  if (type !== grouping && (type === "," || type === "_")) raise_("ValueError", "Cannot specify both ',' and '_'.");
  raise_("ValueError", `Cannot specify '${grouping}' with '${shownCode(type)}'.`);
}

function shownCode(type: string): string {
  const code = type.codePointAt(0) ?? 0;
  return code > 32 && code < 128 ? type : `\\x${code.toString(16)}`;
}

function isAlign(text: string | undefined): text is "<" | ">" | "^" | "=" {
  return text === "<" || text === ">" || text === "^" || text === "=";
}

function malformed(text: string, typeName: string): never {
  if (/[,_]{2}/.test(text))
    raise_(
      "ValueError",
      text.includes(",_") || text.includes("_,")
        ? "Cannot specify both ',' and '_'."
        : `Cannot specify '${text.includes(",,") ? "," : "_"}' with '${text.includes(",,") ? "," : "_"}'.`,
    );
  if (/\.(?!\d)/.test(text)) raise_("ValueError", "Format specifier missing precision");
  return raise_("ValueError", `Invalid format specifier '${text}' for object of type '${typeName}'`);
}

function unknownCode(type: string, typeName: string): never {
  return raise_("ValueError", `Unknown format code '${shownCode(type)}' for object of type '${typeName}'`);
}

export function formatNumberOrText(value: boolean | bigint | number | string, text: string, typeName: string): string {
  const spec = parseSpec(text, typeName);
  if (typeof value === "string") return formatString(value, spec);
  if (typeof value === "number") return formatFloat(value, spec, typeName);
  const int = BigInt(value);
  if (spec.type !== "" && "eEfFgG%".includes(spec.type)) return formatFloat(toFloat(int), spec, typeName);
  return formatInt(int, spec, typeName);
}

function formatString(value: string, spec: Spec): string {
  if (spec.type !== "" && spec.type !== "s") unknownCode(spec.type, "str");
  if (spec.sign !== "")
    raise_(
      "ValueError",
      spec.sign === " "
        ? "Space not allowed in string format specifier"
        : "Sign not allowed in string format specifier",
    );
  if (spec.noNegativeZero) raise_("ValueError", "Negative zero coercion (z) not allowed in string format specifier");
  if (spec.alternate) raise_("ValueError", "Alternate form (#) not allowed in string format specifier");
  if (spec.align === "=") raise_("ValueError", "'=' alignment not allowed in string format specifier");
  const shown = spec.precision === null ? value : charactersOf(value).slice(0, spec.precision).join("");
  return pad(shown, "", spec, "<");
}

/** `head`: sign and prefix, in front of what `=` and zeros put between. */
function pad(body: string, head: string, spec: Spec, usual: "<" | ">" | "="): string {
  const missing = spec.width - lengthOf(head) - lengthOf(body);
  if (missing <= 0) return head + body;
  const align = spec.align === "" ? usual : spec.align;
  if (align === "<") return head + body + spec.fill.repeat(missing);
  if (align === ">") return spec.fill.repeat(missing) + head + body;
  if (align === "=") return head + spec.fill.repeat(missing) + body;
  const left = Math.floor(missing / 2);
  return spec.fill.repeat(left) + head + body + spec.fill.repeat(missing - left);
}

const radices: Readonly<Record<string, number>> = { b: 2, o: 8, x: 16, X: 16 };

function formatInt(value: bigint, spec: Spec, typeName: string): string {
  const { type } = spec;
  if (type !== "" && !"bcdoxXn".includes(type)) unknownCode(type, typeName);
  if (spec.precision !== null) raise_("ValueError", "Precision not allowed in integer format specifier");
  if (spec.noNegativeZero) raise_("ValueError", "Negative zero coercion (z) not allowed in integer format specifier");
  if (type === "c") return formatCharacter(value, spec);
  const radix = radices[type] ?? 10;
  const digits = absolute(value).toString(radix);
  const prefix = spec.alternate && radix !== 10 ? `0${type}` : "";
  return assemble(type === "X" ? digits.toUpperCase() : digits, "", value < 0n, prefix, spec, radix === 10 ? 3 : 4);
}

function formatCharacter(value: bigint, spec: Spec): string {
  if (spec.sign !== "") raise_("ValueError", "Sign not allowed with integer format specifier 'c'");
  if (spec.alternate) raise_("ValueError", "Alternate form (#) not allowed with integer format specifier 'c'");
  if (absolute(value) >= 1n << 63n) raise_("OverflowError", "Python int too large to convert to C long");
  if (value < 0n || value > 0x10ffffn) raise_("OverflowError", "%c arg not in range(0x110000)");
  return pad(String.fromCodePoint(Number(value)), "", spec, spec.zero ? "=" : ">");
}

/** Sign, prefix, grouped digits, the rest (point, decimals, exponent), padded. */
function assemble(digits: string, rest: string, negative: boolean, prefix: string, spec: Spec, group: number): string {
  const head = (negative ? "-" : spec.sign === "+" ? "+" : spec.sign === " " ? " " : "") + prefix;
  const usual = spec.zero ? "=" : ">";
  if (spec.grouping === "") return pad(digits + rest, head, spec, usual);
  const zeros = spec.fill === "0" && (spec.align === "=" || (spec.align === "" && spec.zero));
  const room = spec.width - head.length - rest.length;
  let count = digits.length;
  if (zeros) while (count + Math.floor((count - 1) / group) < room) count += 1;
  return pad(grouped(digits.padStart(count, "0"), spec.grouping, group) + rest, head, spec, usual);
}

function grouped(digits: string, separator: string, group: number): string {
  const first = digits.length % group;
  const parts = first === 0 ? [] : [digits.slice(0, first)];
  for (let i = first; i < digits.length; i += group) parts.push(digits.slice(i, i + group));
  return parts.join(separator);
}

function formatFloat(value: number, spec: Spec, typeName: string): string {
  const { type } = spec;
  if (type !== "" && !"eEfFgGn%".includes(type)) unknownCode(type, typeName);
  const text = floatDigits(value, spec);
  const shown = type === "E" || type === "F" || type === "G" ? text.toUpperCase() : text;
  const zero = spec.noNegativeZero && !/[1-9]/.test(shown) && Number.isFinite(value);
  const [, digits, rest] = /^(\d*)(.*)$/s.exec(shown) ?? ["", "", shown];
  if (digits === "") return pad(rest, assembleSign(value, spec), spec, spec.zero ? "=" : ">");
  return assemble(digits, rest, isNegative(value) && !zero, "", spec, 3);
}

function assembleSign(value: number, spec: Spec): string {
  if (value < 0) return "-";
  return spec.sign === "+" ? "+" : spec.sign === " " ? " " : "";
}

/** The absolute value in digits. */
function floatDigits(value: number, spec: Spec): string {
  const { type, precision, alternate } = spec;
  const percent = type === "%" ? "%" : "";
  if (!Number.isFinite(value)) return infinite(Math.abs(value)) + percent;
  const places = precision ?? 6;
  switch (type) {
    case "":
      return precision === null
        ? alternatePoint(floatRepr(Math.abs(value)), alternate)
        : generalFloat(value, precision, alternate);
    case "e":
    case "E":
      return exponential(value, places, alternate);
    case "g":
    case "G":
    case "n":
      return general(value, places, alternate);
    default: {
      const size = percent === "" ? value : value * 100;
      if (!Number.isFinite(size)) return infinite(Math.abs(size)) + percent;
      return fixed(size, places) + (alternate && places === 0 ? "." : "") + percent;
    }
  }
}

function alternatePoint(text: string, alternate: boolean): string {
  return alternate && !text.includes(".") ? text.replace("e", ".e") : text;
}
