/** Methods of str. Places count code points; case and classes of characters are Unicode's. */
import type { Value } from "../value.js";
import { typeName } from "./classes.js";
import { allOf } from "./delegation.js";
import { encodeText } from "./encoding.js";
import { entryIndex, hashKey } from "./hash.js";
import type { Heap } from "./heap.js";
import { raise_ } from "./heap.js";
import { checkSize } from "./iteration.js";
import { clampIndex } from "./list-methods.js";
import { charactersOf, lengthOf } from "./quoting.js";
import { parsed, reads } from "./signature.js";
import type { Counted, Given, Given1, Given2, MethodEntry, Needed } from "./signature.js";
import { indexArgument } from "./slices.js";
import { formatMap, formatText } from "./str-format.js";
import { integerOf, isKind, makeList, readAs, tuple } from "./values.js";
import { find, partition, replaceIn, splitAround, splitLines, splitOnSpace, trim } from "./text-search.js";

type TextBody<Min extends keyof Needed, Max extends number> = (
  text: string,
  args: Counted<Min, Max>,
  heap: Heap,
) => Value;

/** A method that needs only the text itself. */
function text<Min extends keyof Needed, Max extends number>(
  min: Min,
  max: Max,
  run: TextBody<Min, Max>,
  names: readonly string[] = [],
): MethodEntry {
  return reads(min, max, (heap, self, args) => run(typeof self === "string" ? self : "", args, heap), names);
}

/** What to look for, from where, to where. */
function searcher(run: TextBody<1, 3>): MethodEntry {
  return parsed(text(1, 3, run));
}

function textArgument(heap: Heap, value: Value, message: (name: string) => string): string {
  return typeof value === "string" ? value : raise_("TypeError", message(typeName(heap, value)));
}

function mustBeStr(heap: Heap, value: Value, method: string, position = 0): string {
  const which = position === 0 ? "" : ` ${position}`;
  return textArgument(
    heap,
    value,
    (name) => `${method}() argument${which} must be str, not ${value === null ? "None" : name}`,
  );
}

function searching(needed: boolean, how: "find" | "rfind"): MethodEntry {
  return searcher((self, [wanted, start, stop], heap) => {
    const [from, to] = bounds(heap, start, stop, lengthOf(self));
    const needle = textArgument(heap, wanted, (name) => `must be str, not ${name}`);
    const at = from > to ? -1 : find(charactersOf(self).slice(from, to), charactersOf(needle), how);
    if (at < 0 && needed) raise_("ValueError", "substring not found");
    return BigInt(at < 0 ? -1 : at + from);
  });
}

/** Where to look. A start behind the end finds nothing, not even "". */
function bounds(heap: Heap, start: Value | undefined, stop: Value | undefined, length: number): [number, number] {
  const behind = (integerOf(start) ?? 0n) > BigInt(length);
  return [behind ? length + 1 : clampIndex(heap, start, length, 0), clampIndex(heap, stop, length, length)];
}

function count(self: string, [wanted, start, stop]: Given1, heap: Heap): Value {
  const [from, to] = bounds(heap, start, stop, lengthOf(self));
  const needle = textArgument(heap, wanted, (name) => `must be str, not ${name}`);
  if (from > to) return 0n;
  const part = charactersOf(self).slice(from, to).join("");
  return needle === "" ? BigInt(to - from + 1) : BigInt(part.split(needle).length - 1);
}

function edge(method: "startswith" | "endswith"): MethodEntry {
  return searcher((self, [wanted, start, stop], heap) => {
    const needles = isKind(wanted, "tuple") ? wanted.items : [wanted];
    const [from, to] = bounds(heap, start, stop, lengthOf(self));
    const part = charactersOf(self).slice(from, to).join("");
    return needles.some((needle) => {
      if (typeof needle !== "string") return notText(heap, method, wanted, needle);
      if (from > to) return false;
      return method === "startswith" ? part.startsWith(needle) : part.endsWith(needle);
    });
  });
}

function notText(heap: Heap, method: string, given: Value, needle: Value): never {
  if (isKind(given, "tuple"))
    raise_("TypeError", `tuple for ${method} must only contain str, not ${typeName(heap, needle)}`);
  raise_("TypeError", `${method} first arg must be str or a tuple of str, not ${typeName(heap, given)}`);
}

function split(direction: "left" | "right"): MethodEntry {
  const run = (self: string, [separator, limit]: Given, heap: Heap): Value => {
    const most = limit === undefined ? -1 : Number(indexArgument(heap, limit));
    if (separator === undefined || separator === null) return makeList(heap, splitOnSpace(self, most, direction));
    const between = textArgument(heap, separator, (name) => `must be str or None, not ${name}`);
    if (between === "") raise_("ValueError", "empty separator");
    return makeList(heap, splitAround(self, between, most, direction));
  };
  return text(0, 2, run, ["sep", "maxsplit"]);
}

function strip(sides: "both" | "left" | "right", name: string): MethodEntry {
  return text(0, 1, (self, [characters], heap) => {
    if (characters === undefined || characters === null) return trim(self, null, sides);
    return trim(
      self,
      textArgument(heap, characters, () => `${name} arg must be None or str`),
      sides,
    );
  });
}

function pad(align: "left" | "right" | "center"): MethodEntry {
  return text(1, 2, (self, [width, fill], heap) => {
    const missing = widthArgument(heap, width) - lengthOf(self);
    const filler =
      fill === undefined
        ? " "
        : textArgument(heap, fill, (name) => `The fill character must be a unicode character, not ${name}`);
    if (lengthOf(filler) !== 1) raise_("TypeError", "The fill character must be exactly one character long");
    if (missing <= 0) return self;
    const length = lengthOf(self) + missing;
    // CPython puts the odd one to the left when both the padding and the width are odd.
    const before =
      align === "left" ? 0 : align === "right" ? missing : Math.floor(missing / 2) + (missing & length & 1);
    return filler.repeat(before) + self + filler.repeat(missing - before);
  });
}

function widthArgument(heap: Heap, value: Value): number {
  const width = indexArgument(heap, value);
  checkSize(width);
  return width < 0n ? 0 : Number(width);
}

function fillZeros(self: string, [width]: Given1, heap: Heap): Value {
  const missing = widthArgument(heap, width) - lengthOf(self);
  if (missing <= 0) return self;
  const sign = /^[+-]/.test(self) ? self[0] : "";
  return sign + "0".repeat(missing) + self.slice(sign.length);
}

function join(heap: Heap, self: Value, [parts]: Given): Value {
  const simple = parts === null || parts === undefined || (typeof parts !== "object" && typeof parts !== "string");
  if (simple) raise_("TypeError", "can only join an iterable");
  const items = allOf(heap, parts).map((item, i) =>
    textArgument(heap, item, (name) => `sequence item ${i}: expected str instance, ${name} found`),
  );
  return items.join(typeof self === "string" ? self : "");
}

function replace(self: string, [old, fresh, limit]: Given2, heap: Heap): Value {
  const from = mustBeStr(heap, old, "replace", 1);
  const to = mustBeStr(heap, fresh, "replace", 2);
  const most = limit === undefined ? -1 : Number(indexArgument(heap, limit));
  return replaceIn(self, from, to, most);
}

/** All characters are of the class, and there is at least one. */
function all(pattern: RegExp): MethodEntry {
  return text(0, 0, (self) => pattern.test(self));
}

/** Cased characters, all of them of the one case. */
function cased(other: RegExp): MethodEntry {
  return text(0, 0, (self) => !other.test(self) && /\p{Cased}/u.test(self));
}

/** Letters that are two in one have a title case of their own. */
const titleCase: Readonly<Record<string, string>> = {
  Ǆ: "ǅ",
  ǅ: "ǅ",
  ǆ: "ǅ",
  Ǉ: "ǈ",
  ǈ: "ǈ",
  ǉ: "ǈ",
  Ǌ: "ǋ",
  ǋ: "ǋ",
  ǌ: "ǋ",
  Ǳ: "ǲ",
  ǲ: "ǲ",
  ǳ: "ǲ",
};

/** `ß` becomes `Ss`. */
function titleChar(char: string): string {
  const [first, ...rest] = Array.from(char.toUpperCase());
  return titleCase[char] ?? first + rest.join("").toLowerCase();
}

function titled(self: string): string {
  return self.replace(/\p{Cased}+/gu, (word) => {
    const [first, ...rest] = Array.from(word);
    return titleChar(first) + rest.join("").toLowerCase();
  });
}

function encode(self: string, given: Given, heap: Heap): Value {
  const [encoding] = ["encoding", "errors"].map((name, i) => {
    const value = given[i];
    if (value === undefined || typeof value === "string") return value;
    return raise_(
      "TypeError",
      `encode() argument '${name}' must be str, not ${value === null ? "None" : typeName(heap, value)}`,
    );
  });
  return { kind: "bytes", data: encodeText(self, encoding ?? "utf-8") };
}

function capitalize(self: string): string {
  const [first, ...rest] = charactersOf(self);
  return first === undefined ? "" : titleChar(first) + rest.join("").toLowerCase();
}

function swapCase(self: string): string {
  return Array.from(self, (char) => (/\p{Lu}/u.test(char) ? char.toLowerCase() : char.toUpperCase())).join("");
}

function expandTabs(self: string, [size]: Given, heap: Heap): Value {
  const width = size === undefined ? 8 : Math.max(0, Number(indexArgument(heap, size)));
  const characters = charactersOf(self);
  checkSize(width * characters.filter((char) => char === "\t").length);
  let column = 0;
  return characters
    .map((char) => {
      const added = char === "\t" ? (width === 0 ? "" : " ".repeat(width - (column % width))) : char;
      column = char === "\n" || char === "\r" ? 0 : column + lengthOf(added);
      return added;
    })
    .join("");
}

function translate(self: string, [table]: Given1, heap: Heap): Value {
  const entries =
    readAs(heap, table, "dict")?.entries ??
    raise_("TypeError", `'${typeName(heap, table)}' object is not subscriptable`);
  return charactersOf(self)
    .map((char) => {
      const index = entryIndex(heap, entries, BigInt(char.codePointAt(0) ?? 0));
      const to = index < 0 ? char : entries[index][1];
      const code = integerOf(to);
      if (code !== null) return String.fromCodePoint(Number(code));
      if (to === null) return "";
      return typeof to === "string" ? to : raise_("TypeError", "character mapping must return integer, None or str");
    })
    .join("");
}

/** `str.maketrans(…)` */
export function makeTranslation(heap: Heap, [from, to, gone]: Given1): Value {
  const code = (char: Value): Value => (typeof char === "string" ? BigInt(char.codePointAt(0) ?? 0) : char);
  const dict = readAs(heap, from, "dict");
  if (to === undefined) {
    if (dict === null) raise_("TypeError", "if you give only one argument to maketrans it must be a dict");
    return heap.make({ kind: "dict", entries: dict.entries.map(([key, value]) => [code(key), value]) });
  }
  const values = charactersOf(mustBeStr(heap, to, "maketrans", 2));
  if (typeof from !== "string")
    raise_("TypeError", "first maketrans argument must be a string if there is a second argument");
  const keys = charactersOf(from);
  if (keys.length !== values.length) raise_("ValueError", "the first two maketrans arguments must have equal length");
  const table = new Map<string, [Value, Value]>();
  keys.forEach((char, i) => table.set(hashKey(heap, char), [code(char), code(values[i])]));
  if (gone !== undefined)
    for (const char of charactersOf(mustBeStr(heap, gone, "maketrans", 3)))
      table.set(hashKey(heap, char), [code(char), null]);
  return heap.make({ kind: "dict", entries: [...table.values()] });
}

export const strMethods: Readonly<Record<string, MethodEntry>> = {
  capitalize: text(0, 0, capitalize),
  casefold: text(0, 0, (self) => self.toLowerCase().replaceAll("ß", "ss").replaceAll("ς", "σ")),
  center: pad("center"),
  count: searcher(count),
  encode: text(0, 2, encode, ["encoding", "errors"]),
  endswith: edge("endswith"),
  expandtabs: text(0, 1, expandTabs, ["tabsize"]),
  find: searching(false, "find"),
  format: reads(
    0,
    Infinity,
    (heap, self, args, keywords) => formatText(heap, typeof self === "string" ? self : "", args, keywords),
    ["**"],
  ),
  format_map: reads(1, 1, (heap, self, [mapping]) => formatMap(heap, typeof self === "string" ? self : "", mapping)),
  index: searching(true, "find"),
  isalnum: all(/^[\p{L}\p{Nd}\p{Nl}\p{No}]+$/u),
  isalpha: all(/^\p{L}+$/u),
  isascii: text(0, 0, (self) => Array.from(self).every((char) => (char.codePointAt(0) ?? 0) < 128)),
  isdecimal: all(/^\p{Nd}+$/u),
  isdigit: all(/^[\p{Nd}²³¹⁰⁴-⁹₀-₉]+$/u),
  isidentifier: all(/^[\p{XID_Start}_]\p{XID_Continue}*$/u),
  islower: cased(/[\p{Lu}\p{Lt}]/u),
  isnumeric: all(/^\p{N}+$/u),
  isprintable: text(0, 0, (self) => !/[^\P{C}]|(?! )\p{Z}/u.test(self)),
  isspace: all(/^[\s\x1c-\x1f\x85]+$/u),
  istitle: text(0, 0, (self) => /\p{Cased}/u.test(self) && titled(self) === self),
  isupper: cased(/[\p{Ll}\p{Lt}]/u),
  join: reads(1, 1, join),
  ljust: pad("left"),
  lower: text(0, 0, (self) => self.toLowerCase()),
  lstrip: strip("left", "lstrip"),
  partition: text(1, 1, (self, [separator], heap) =>
    tuple(...partition(self, mustBeSeparator(heap, separator), "left")),
  ),
  removeprefix: text(1, 1, (self, [prefix], heap) => {
    const start = mustBeStr(heap, prefix, "removeprefix");
    return self.startsWith(start) ? self.slice(start.length) : self;
  }),
  removesuffix: text(1, 1, (self, [suffix], heap) => {
    const end = mustBeStr(heap, suffix, "removesuffix");
    return end !== "" && self.endsWith(end) ? self.slice(0, -end.length) : self;
  }),
  replace: text(2, 3, replace),
  rfind: searching(false, "rfind"),
  rindex: searching(true, "rfind"),
  rjust: pad("right"),
  rpartition: text(1, 1, (self, [separator], heap) =>
    tuple(...partition(self, mustBeSeparator(heap, separator), "right")),
  ),
  rsplit: split("right"),
  rstrip: strip("right", "rstrip"),
  split: split("left"),
  splitlines: text(
    0,
    1,
    (self, [keep], heap) => makeList(heap, splitLines(self, keep !== undefined && keep !== false && keep !== 0n)),
    ["keepends"],
  ),
  startswith: edge("startswith"),
  strip: strip("both", "strip"),
  swapcase: text(0, 0, swapCase),
  title: text(0, 0, titled),
  translate: text(1, 1, translate),
  upper: text(0, 0, (self) => self.toUpperCase()),
  zfill: text(1, 1, fillZeros),
};

function mustBeSeparator(heap: Heap, value: Value): string {
  const separator = textArgument(heap, value, (name) => `must be str, not ${name}`);
  return separator === "" ? raise_("ValueError", "empty separator") : separator;
}
