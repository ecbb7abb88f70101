/** Literals as text: strings, f-strings' escapes, numbers, bytes. What is printed here the lexer reads back unchanged. */
import type { Value } from "../programs/value.js";

export type Quote = '"' | "'";

const NAMED: Readonly<Record<string, string>> = { "\n": "\\n", "\t": "\\t", "\r": "\\r", "\\": "\\\\" };
/** Controls, separators that editors break lines at, the byte order mark, bidirectional marks, halves of characters. */
const INVISIBLE =
  /[\x00-\x1f\x7f-\x9f\\\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A constant that the parser can make. */
export function printConstant(value: Value, quote: Quote): string {
  switch (typeof value) {
    case "string":
      return printString(value, quote);
    case "bigint":
      return value.toString();
    case "number":
      return printFloat(value);
    case "boolean":
      return value ? "True" : "False";
    default:
      if (value === null) return "None";
      return value.kind === "bytes" ? printBytes(value.data, quote) : "...";
  }
}

function printFloat(value: number): string {
  if (value === Infinity) return "1e999";
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

function printBytes(data: string, quote: Quote): string {
  const body = escaped(data, quote).replace(
    /[^\x00-\x7f]/g,
    (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, "0")}`,
  );
  return `b${quote}${body}${quote}`;
}

/** A string in quotes, on one line. */
export function printString(text: string, quote: Quote): string {
  return quote + escaped(text, quote) + quote;
}

/** The inside of a string in these quotes. */
export function escaped(text: string, quote: Quote): string {
  return text.replace(INVISIBLE, (char) => NAMED[char] ?? numbered(char)).replaceAll(quote, `\\${quote}`);
}

function numbered(char: string): string {
  const code = char.charCodeAt(0);
  return code < 256 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
}

/** A docstring: triple quotes, its line ends kept. */
export function printDocstring(text: string): string {
  const lines = text.split("\n").map((line) => escaped(line, "'").replaceAll("\\'", "'"));
  return `"""${lines.join("\n").replace(/"(?=""|$)/g, '\\"')}"""`;
}
