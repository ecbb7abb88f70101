/** Methods of bytes; one char of `data` is one byte. */
import type { Bytes, Value } from "../value.js";
import { allOf } from "./delegation.js";
import { decodeText } from "./encoding.js";
import type { Heap } from "./heap.js";
import { raise_ } from "./heap.js";
import { clampIndex } from "./list-methods.js";
import { parsed, reads } from "./signature.js";
import type { Counted, Given, Given1, MethodEntry, Needed } from "./signature.js";
import { indexArgument } from "./slices.js";
import { find, partition, replaceIn, splitAround, splitOnSpace, trim } from "./text-search.js";
import { typeInMessage } from "./type-words.js";
import { integerOf, isKind, makeList, tuple } from "./values.js";

export function bytes(data: string): Bytes {
  return { kind: "bytes", data };
}

function data<Min extends keyof Needed, Max extends number>(
  min: Min,
  max: Max,
  run: (data: string, args: Counted<Min, Max>, heap: Heap) => Value,
  names: readonly string[] = [],
): MethodEntry {
  return reads(min, max, (heap, self, args) => run(isKind(self, "bytes") ? self.data : "", args, heap), names);
}

function bytesArgument(heap: Heap, value: Value): string {
  if (isKind(value, "bytes")) return value.data;
  return raise_("TypeError", `a bytes-like object is required, not '${typeInMessage(heap, value)}'`);
}

/** What is looked for: bytes, or the number of one byte. */
function needleArgument(heap: Heap, value: Value): string {
  const byte = integerOf(value);
  if (byte === null && !isKind(value, "bytes"))
    raise_("TypeError", `argument should be integer or bytes-like object, not '${typeInMessage(heap, value)}'`);
  if (byte !== null && (byte < 0n || byte > 255n)) raise_("ValueError", "byte must be in range(0, 256)");
  return byte === null ? bytesArgument(heap, value) : String.fromCharCode(Number(byte));
}

/** What to look for, from where, to where. */
function searcher(run: (data: string, args: Given1, heap: Heap) => Value): MethodEntry {
  return parsed(data(1, 3, run));
}

/** Where to look; a start behind the end finds nothing. */
function bounds(heap: Heap, start: Value | undefined, stop: Value | undefined, length: number): [number, number] {
  const behind = (integerOf(start) ?? 0n) > BigInt(length);
  return [behind ? length + 1 : clampIndex(heap, start, length, 0), clampIndex(heap, stop, length, length)];
}

function searching(needed: boolean, how: "find" | "rfind"): MethodEntry {
  return searcher((self, [wanted, start, stop], heap) => {
    const [from, to] = bounds(heap, start, stop, self.length);
    const needle = needleArgument(heap, wanted);
    const at = from > to ? -1 : find(self.slice(from, to).split(""), needle.split(""), how);
    if (at < 0 && needed) raise_("ValueError", "subsection not found");
    return BigInt(at < 0 ? -1 : at + from);
  });
}

function edge(method: "startswith" | "endswith"): MethodEntry {
  return searcher((self, [wanted, start, stop], heap) => {
    const needles = isKind(wanted, "tuple") ? wanted.items : [wanted];
    const [from, to] = bounds(heap, start, stop, self.length);
    const part = self.slice(from, to);
    return needles.some((needle) => {
      if (!isKind(needle, "bytes"))
        raise_(
          "TypeError",
          `${method} first arg must be bytes or a tuple of bytes, not ${typeInMessage(heap, wanted)}`,
        );
      if (from > to) return false;
      return method === "startswith" ? part.startsWith(needle.data) : part.endsWith(needle.data);
    });
  });
}

function split(direction: "left" | "right"): MethodEntry {
  const run = (self: string, [separator, limit]: Given, heap: Heap): Value => {
    const most = limit === undefined ? -1 : Number(indexArgument(heap, limit));
    if (separator === undefined || separator === null)
      return makeList(heap, splitOnSpace(self, most, direction).map(bytes));
    const between = bytesArgument(heap, separator);
    if (between === "") raise_("ValueError", "empty separator");
    return makeList(heap, splitAround(self, between, most, direction).map(bytes));
  };
  return data(0, 2, run, ["sep", "maxsplit"]);
}

function strip(sides: "both" | "left" | "right"): MethodEntry {
  return data(0, 1, (self, [characters], heap) =>
    bytes(
      trim(
        self,
        characters === undefined || characters === null ? " \t\n\r\v\f" : bytesArgument(heap, characters),
        sides,
      ),
    ),
  );
}

function cut(from: "left" | "right"): MethodEntry {
  return data(1, 1, (self, [separator], heap) => {
    const between = bytesArgument(heap, separator);
    if (between === "") raise_("ValueError", "empty separator");
    return tuple(...partition(self, between, from).map(bytes));
  });
}

/** ASCII only, unlike str. */
function mapAscii(pattern: RegExp, change: (text: string) => string): MethodEntry {
  return data(0, 0, (self) => bytes(self.replace(pattern, change)));
}

function encodingArgument(heap: Heap, value: Value): string {
  if (typeof value === "string") return value;
  return raise_(
    "TypeError",
    `decode() argument 'encoding' must be str, not ${value === null ? "None" : typeInMessage(heap, value)}`,
  );
}

/** Groups of `size` bytes count from the right; from the left if it is negative. */
function hex(self: string, [separator, size]: Given, heap: Heap): string {
  const digits = Array.from(self, (char) => char.charCodeAt(0).toString(16).padStart(2, "0"));
  if (separator === undefined) return digits.join("");
  const between = isKind(separator, "bytes") ? separator.data : separator;
  if (typeof between !== "string") raise_("TypeError", "sep must be str or bytes.");
  if (between.length !== 1) raise_("ValueError", "sep must be length 1.");
  const group = size === undefined ? 1 : Number(indexArgument(heap, size));
  if (group === 0) return digits.join("");
  const first = group < 0 ? 0 : digits.length % group;
  return digits.map((pair, i) => (i > 0 && (i - first) % group === 0 ? between + pair : pair)).join("");
}

/** `bytes.fromhex(text)` */
export function fromHex(heap: Heap, [text]: Given1): Value {
  if (typeof text !== "string") raise_("TypeError", `fromhex() argument must be str, not ${typeInMessage(heap, text)}`);
  const digits = text.replace(/\s+/g, "");
  const bad = text.search(/[^0-9a-fA-F\s]/);
  if (bad >= 0 || digits.length % 2 > 0)
    raise_("ValueError", `non-hexadecimal number found in fromhex() arg at position ${bad >= 0 ? bad : text.length}`);
  return bytes(digits.replace(/../g, (pair) => String.fromCharCode(parseInt(pair, 16))));
}

export const bytesMethods: Readonly<Record<string, MethodEntry>> = {
  count: searcher((self, [wanted, start, stop], heap) => {
    const [from, to] = bounds(heap, start, stop, self.length);
    const needle = needleArgument(heap, wanted);
    if (from > to) return 0n;
    return BigInt(needle === "" ? to - from + 1 : self.slice(from, to).split(needle).length - 1);
  }),
  decode: data(
    0,
    2,
    (self, [encoding], heap) => decodeText(self, encoding === undefined ? "utf-8" : encodingArgument(heap, encoding)),
    ["encoding", "errors"],
  ),
  endswith: edge("endswith"),
  find: searching(false, "find"),
  hex: data(0, 2, hex, ["sep", "bytes_per_sep"]),
  index: searching(true, "find"),
  isalnum: data(0, 0, (self) => /^[0-9A-Za-z]+$/.test(self)),
  isalpha: data(0, 0, (self) => /^[A-Za-z]+$/.test(self)),
  isascii: data(0, 0, (self) => !/[\x80-\xff]/.test(self)),
  isdigit: data(0, 0, (self) => /^[0-9]+$/.test(self)),
  isspace: data(0, 0, (self) => /^[ \t\n\r\v\f]+$/.test(self)),
  join: reads(1, 1, (heap, self, [parts]) => {
    if (parts === null || parts === undefined || (typeof parts !== "object" && typeof parts !== "string"))
      raise_("TypeError", "can only join an iterable");
    const items = allOf(heap, parts).map((item, i) => {
      if (!isKind(item, "bytes"))
        raise_("TypeError", `sequence item ${i}: expected a bytes-like object, ${typeInMessage(heap, item)} found`);
      return item.data;
    });
    return bytes(items.join(isKind(self, "bytes") ? self.data : ""));
  }),
  lower: mapAscii(/[A-Z]/g, (text) => text.toLowerCase()),
  lstrip: strip("left"),
  partition: cut("left"),
  replace: data(2, 3, (self, [old, fresh, limit], heap) => {
    const [from, to] = [bytesArgument(heap, old), bytesArgument(heap, fresh)];
    return bytes(replaceIn(self, from, to, limit === undefined ? -1 : Number(indexArgument(heap, limit))));
  }),
  rfind: searching(false, "rfind"),
  rindex: searching(true, "rfind"),
  rpartition: cut("right"),
  rsplit: split("right"),
  rstrip: strip("right"),
  split: split("left"),
  startswith: edge("startswith"),
  strip: strip("both"),
  upper: mapAscii(/[a-z]/g, (text) => text.toUpperCase()),
};
