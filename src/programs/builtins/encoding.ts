/** Text to bytes and back: UTF-8, ASCII, Latin-1. Bytes are text with one char (0–255) per byte. */
import { raise_ } from "./heap.js";

type Encoding = "utf-8" | "ascii" | "latin-1";

const names: Readonly<Record<string, Encoding>> = {
  utf8: "utf-8",
  u8: "utf-8",
  utf: "utf-8",
  ascii: "ascii",
  usascii: "ascii",
  latin1: "latin-1",
  iso88591: "latin-1",
  l1: "latin-1",
  latin: "latin-1",
};

function encodingOf(name: string): Encoding {
  return names[name.toLowerCase().replace(/[-_ ]/g, "")] ?? raise_("LookupError", `unknown encoding: ${name}`);
}

export function encodeText(text: string, encoding: string): string {
  const form = encodingOf(encoding);
  if (form !== "utf-8") return encodeNarrow(text, form);
  const lone = Array.from(text).findIndex((char) => /^[\ud800-\udfff]$/.test(char));
  if (lone >= 0) raise_("UnicodeEncodeError", "utf-8", text, BigInt(lone), BigInt(lone + 1), "surrogates not allowed");
  return Array.from(text, (char) => utf8(char.codePointAt(0) ?? 0)).join("");
}

function utf8(code: number): string {
  if (code < 0x80) return String.fromCharCode(code);
  const tail = (shift: number): number => 0x80 | ((code >> shift) & 0x3f);
  if (code < 0x800) return String.fromCharCode(0xc0 | (code >> 6), tail(0));
  if (code < 0x10000) return String.fromCharCode(0xe0 | (code >> 12), tail(6), tail(0));
  return String.fromCharCode(0xf0 | (code >> 18), tail(12), tail(6), tail(0));
}

function encodeNarrow(text: string, form: "ascii" | "latin-1"): string {
  const limit = form === "ascii" ? 128 : 256;
  const characters = Array.from(text);
  const bad = characters.findIndex((char) => (char.codePointAt(0) ?? 0) >= limit);
  if (bad >= 0)
    raise_("UnicodeEncodeError", form, text, BigInt(bad), BigInt(bad + 1), `ordinal not in range(${limit})`);
  return text;
}

export function decodeText(data: string, encoding: string): string {
  const form = encodingOf(encoding);
  if (form === "latin-1") return data;
  if (form === "ascii") {
    const bad = data.search(/[\x80-\xff]/);
    if (bad >= 0)
      raise_(
        "UnicodeDecodeError",
        "ascii",
        { kind: "bytes", data },
        BigInt(bad),
        BigInt(bad + 1),
        "ordinal not in range(128)",
      );
    return data;
  }
  return decodeUtf8(data);
}

function decodeUtf8(data: string): string {
  let text = "";
  for (let i = 0; i < data.length;) {
    const size = sequenceLength(data, i);
    if (typeof size === "string")
      raise_("UnicodeDecodeError", "utf-8", { kind: "bytes", data }, BigInt(i), BigInt(i + 1), size);
    let code = size === 1 ? data.charCodeAt(i) : data.charCodeAt(i) & (0xff >> (size + 1));
    for (let k = 1; k < size; k++) code = (code << 6) | (data.charCodeAt(i + k) & 0x3f);
    text += String.fromCodePoint(code);
    i += size;
  }
  return text;
}

/** How many bytes the character at `i` takes, or what is wrong with it. */
function sequenceLength(data: string, i: number): number | string {
  const first = data.charCodeAt(i);
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return "invalid start byte";
  const size = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  const second = data.charCodeAt(i + 1);
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (Number.isNaN(second)) return "unexpected end of data";
  if (second < low || second > high) return "invalid continuation byte";
  for (let k = 2; k < size; k++) {
    const byte = data.charCodeAt(i + k);
    if (Number.isNaN(byte)) return "unexpected end of data";
    if (byte < 0x80 || byte > 0xbf) return "invalid continuation byte";
  }
  return size;
}
