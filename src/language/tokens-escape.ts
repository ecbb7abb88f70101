/** Escape sequences of strings and bytes. An unknown one keeps its backslash, as in Python. */
import type { Lexer } from "./tokens-kinds.js";

const SIMPLE: Readonly<Record<string, string>> = {
  "\n": "",
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};
const ESCAPE =
  /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{0,2})|u([0-9a-fA-F]{0,4})|U([0-9a-fA-F]{0,8})|(N)(?:\{[^}\n]*\})?|([^]))/g;

interface Form {
  readonly raw: boolean;
  readonly bytes: boolean;
}

/** The characters that `body` (the text between the quotes, at offset `from`) stands for. */
export function decode(lexer: Lexer, body: string, from: number, form: Form): string {
  if (form.raw || !body.includes("\\")) return body;
  return body.replace(ESCAPE, (all: string, octal: string | undefined, ...rest: (string | number | undefined)[]) => {
    const [hex, short, long, named, simple, offset] = rest;
    const at = from + Number(offset);
    if (octal !== undefined) return String.fromCharCode(form.bytes ? parseInt(octal, 8) & 255 : parseInt(octal, 8));
    if (typeof hex === "string") return code(lexer, all, hex, 2, at);
    if (typeof simple === "string") return SIMPLE[simple] ?? all;
    if (form.bytes) return all;
    if (typeof short === "string") return code(lexer, all, short, 4, at);
    if (typeof long === "string") return code(lexer, all, long, 8, at);
    if (named !== undefined)
      lexer.report(
        "E005",
        at,
        at + all.length,
        "Named characters (`\\N{…}`) are not supported.",
        "Write the character itself, or `\\u….`",
      );
    return all;
  });
}

function code(lexer: Lexer, all: string, digits: string, length: number, at: number): string {
  const value = parseInt(digits, 16);
  if (digits.length === length && value <= 0x10ffff) return String.fromCodePoint(value);
  const wants = `\`${all.slice(0, 2)}\` needs exactly ${length} hexadecimal digits${length === 8 ? ", at most 0010ffff" : ""}.`;
  lexer.report("E005", at, at + all.length, "This escape sequence is incomplete.", wants);
  return "";
}
