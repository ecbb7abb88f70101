/** Quoted text as Python's `repr` writes it, and text as the code points that Python counts. */

const surrogate = /[\ud800-\udfff]/;
const printable = /^[^\p{C}\p{Z}]$/u;
const short: Readonly<Record<string, string>> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** Code points, each as a string. */
export function charactersOf(text: string): readonly string[] {
  return surrogate.test(text) ? Array.from(text) : text.split("");
}

/** `len(text)`. */
export function lengthOf(text: string): number {
  return surrogate.test(text) ? Array.from(text).length : text.length;
}

/** Order by code points; JavaScript's is by UTF-16 units. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  if (!surrogate.test(a) && !surrogate.test(b)) return a < b ? -1 : 1;
  const left = Array.from(a);
  const right = Array.from(b);
  const at = left.findIndex((char, i) => char !== right[i]);
  if (at < 0) return -1;
  if (at >= right.length) return 1;
  return (left[at].codePointAt(0) ?? 0) - (right[at].codePointAt(0) ?? 0);
}

function quoteFor(text: string): string {
  return text.includes("'") && !text.includes('"') ? '"' : "'";
}

function hex(code: number, width: number): string {
  return code.toString(16).padStart(width, "0");
}

function escapeCode(code: number): string {
  if (code < 0x100) return `\\x${hex(code, 2)}`;
  return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

/** `repr(text)`; `ascii(text)` with `asciiOnly`. */
export function escapeString(text: string, asciiOnly = false): string {
  const quote = quoteFor(text);
  let result = quote;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (char === quote) result += `\\${char}`;
    else if (short[char] !== undefined) result += short[char];
    else if (char === " " || (code < 0x7f && code > 0x20) || (code >= 0x80 && !asciiOnly && printable.test(char)))
      result += char;
    else result += escapeCode(code);
  }
  return result + quote;
}

/** `repr` of bytes; one char of `data` is one byte. */
export function escapeBytes(data: string): string {
  const quote = quoteFor(data);
  let result = `b${quote}`;
  for (const char of data) {
    const code = char.charCodeAt(0);
    if (char === quote) result += `\\${char}`;
    else if (short[char] !== undefined) result += short[char];
    else result += code >= 0x20 && code < 0x7f ? char : `\\x${hex(code, 2)}`;
  }
  return result + quote;
}

/** `ascii(x)` of a text that `repr` has made. */
export function asciiOnly(text: string): string {
  return Array.from(text, (char) => {
    const code = char.codePointAt(0) ?? 0;
    return code < 0x80 ? char : escapeCode(code);
  }).join("");
}
