/** Calling a built-in type: `int("12", 2)`, `list(x)`, `ValueError("x")`. */
import type { Value } from "../value.js";
import { classOf, pythonMethod } from "./classes.js";
import { allOf, callOwn } from "./delegation.js";
import { countAll, givenCounts, givenPairs } from "./dict-methods.js";
import { bytes } from "./bytes-methods.js";
import { decodeText, encodeText } from "./encoding.js";

import { isCallable } from "./functions.js";
import { rangeLength, setItems } from "./hash.js";
import type { Heap, Keywords } from "./heap.js";
import { Delegate, raise_ } from "./heap.js";
import { checkSize, ITEMS_MAX } from "./iteration.js";
import { lastOf, truth } from "./operators.js";
import { merged } from "./set-algebra.js";
import { fn } from "./signature.js";
import type { FunctionEntry, Given, Given1 } from "./signature.js";
import { indexArgument } from "./slices.js";
import { callOwnText } from "./python-text.js";
import { str } from "./text.js";
import { parseFloatText, parseIntText } from "./number-parsing.js";
import { typeInMessage } from "./type-words.js";
import { toFloat } from "./numbers.js";
import { checkDigits } from "./number-parsing.js";
import { integerOf, isKind, makeList, readAs } from "./values.js";

function wholeOf(heap: Heap, value: Value): Value {
  if (typeof value === "number") {
    if (Number.isNaN(value)) raise_("ValueError", "cannot convert float NaN to integer");
    if (!Number.isFinite(value)) raise_("OverflowError", "cannot convert float infinity to integer");
    return BigInt(Math.trunc(value));
  }
  const whole = integerOf(value);
  if (whole !== null) return whole;
  if (typeof value === "string") return parseIntText(heap, value, 10n, value);
  if (isKind(value, "bytes")) return parseIntText(heap, value.data, 10n, value);
  for (const name of ["__int__", "__index__", "__trunc__"]) callOwn(heap, value, name);
  return raise_(
    "TypeError",
    `int() argument must be a string, a bytes-like object or a real number, not '${typeInMessage(heap, value)}'`,
  );
}

function makeInt(heap: Heap, [value, base]: Given): Value {
  if (base === undefined) return value === undefined ? 0n : wholeOf(heap, value);
  if (value === undefined) raise_("TypeError", "int() missing string argument");
  const radix = indexArgument(heap, base);
  if (radix !== 0n && (radix < 2n || radix > 36n)) raise_("ValueError", "int() base must be >= 2 and <= 36, or 0");
  const text = typeof value === "string" ? value : isKind(value, "bytes") ? value.data : null;
  return text === null
    ? raise_("TypeError", "int() can't convert non-string with explicit base")
    : parseIntText(heap, text, radix, value);
}

function makeFloat(heap: Heap, [value]: Given): Value {
  if (value === undefined) return 0;
  if (typeof value === "number") return value;
  const whole = integerOf(value);
  if (whole !== null) return toFloat(whole);
  if (typeof value === "string") return parseFloatText(heap, value, value);
  if (isKind(value, "bytes")) return parseFloatText(heap, value.data, value);
  for (const name of ["__float__", "__index__"]) callOwn(heap, value, name);
  return raise_("TypeError", `float() argument must be a string or a real number, not '${typeInMessage(heap, value)}'`);
}

function encodingName(heap: Heap, value: Value, type: string): string {
  if (typeof value === "string") return value;
  return raise_(
    "TypeError",
    `${type}() argument 'encoding' must be str, not ${value === null ? "None" : typeInMessage(heap, value)}`,
  );
}

function makeStr(heap: Heap, [value, encoding]: Given): Value {
  if (value === undefined) return "";
  if (encoding !== undefined) {
    const name = encodingName(heap, encoding, "str");
    if (isKind(value, "bytes")) return decodeText(value.data, name);
    raise_(
      "TypeError",
      typeof value === "string"
        ? "decoding str is not supported"
        : `decoding to str: need a bytes-like object, ${typeInMessage(heap, value)} found`,
    );
  }
  callOwnText(heap, value, ["__str__", "__repr__"]);
  checkDigits(value);
  return str(heap, value);
}

function makeBool(heap: Heap, [value]: Given): Value {
  if (value === undefined) return false;
  if (pythonMethod(heap, value, "__bool__") !== null || pythonMethod(heap, value, "__len__") !== null)
    throw new Delegate("_truth", [value]);
  return truth(heap, value);
}

function makeBytes(heap: Heap, [value, encoding]: Given): Value {
  const name = encoding === undefined ? null : encodingName(heap, encoding, "bytes");
  if (value === undefined) return bytes("");
  if (typeof value === "string")
    return bytes(name !== null ? encodeText(value, name) : raise_("TypeError", "string argument without an encoding"));
  if (name !== null) raise_("TypeError", "encoding without a string argument");
  if (isKind(value, "bytes")) return value;
  const count = integerOf(value);
  if (count !== null) {
    if (count < 0n) raise_("ValueError", "negative count");
    checkSize(count);
    return bytes("\0".repeat(Number(count)));
  }
  if (value === null || typeof value !== "object" || isKind(value, "type"))
    raise_("TypeError", `cannot convert '${typeInMessage(heap, value)}' object to bytes`);
  return bytes(
    allOf(heap, value)
      .map((item) => byteText(heap, item))
      .join(""),
  );
}

function byteText(heap: Heap, item: Value): string {
  const byte = indexArgument(heap, item);
  if (byte < 0n || byte > 255n) raise_("ValueError", "bytes must be in range(0, 256)");
  return String.fromCharCode(Number(byte));
}

function makeRange(heap: Heap, [first, second, third]: Given1): Value {
  const start = second === undefined ? 0n : indexArgument(heap, first);
  const stop = indexArgument(heap, second === undefined ? first : second);
  const step = third === undefined ? 1n : indexArgument(heap, third);
  if (step === 0n) raise_("ValueError", "range() arg 3 must not be zero");
  return { kind: "range", start, stop, step };
}

/** The items for a new container; too many of them raise MemoryError before they are made. */
function itemsFor(heap: Heap, value: Value | undefined): Value[] {
  if (value === undefined) return [];
  if (isKind(value, "range")) checkSize(rangeLength(value));
  return allOf(heap, value);
}

function makeDeque(heap: Heap, [iterable, maxlen]: Given): Value {
  const limit = maxlen === undefined || maxlen === null ? null : integerOf(maxlen);
  if (limit === null && maxlen !== undefined && maxlen !== null) raise_("TypeError", "an integer is required");
  if (limit !== null && limit >= 1n << 63n) raise_("OverflowError", "Python int too large to convert to C ssize_t");
  if (limit !== null && limit < 0n) raise_("ValueError", "maxlen must be non-negative");
  const bound = limit === null ? null : Number(limit > BigInt(ITEMS_MAX) ? BigInt(ITEMS_MAX) : limit);
  return heap.make({ kind: "deque", items: lastOf(itemsFor(heap, iterable), bound), maxlen: bound });
}

function makeDefaultDict(heap: Heap, [factory, ...rest]: Given, keywords: Keywords): Value {
  if (factory !== undefined && factory !== null && !isCallable(heap, factory))
    raise_("TypeError", "first argument must be callable or None");
  if (rest.length > 1) raise_("TypeError", `dict expected at most 1 argument, got ${rest.length}`);
  return heap.make({
    kind: "dict",
    entries: merged(heap, [], givenPairs(heap, rest, keywords)),
    factory: factory ?? null,
  });
}

function makeCounter(heap: Heap, args: Given, keywords: Keywords): Value {
  const mapping = args[0] !== undefined && readAs(heap, args[0], "dict") !== null;
  const counts = givenCounts(heap, args, keywords);
  return heap.make({
    kind: "dict",
    entries: mapping ? merged(heap, [], counts) : countAll(heap, [], counts, "+"),
    factory: "counter",
  });
}

function makeSlice([first, second, third]: Given1): Value {
  if (second === undefined) return { kind: "slice", start: null, stop: first, step: null };
  return { kind: "slice", start: first, stop: second, step: third ?? null };
}

/** Constructors by the type's name; exceptions apart. */
export const constructors: Readonly<Record<string, FunctionEntry>> = {
  bool: fn(0, 1, makeBool),
  bytes: fn(0, 3, makeBytes, ["source", "encoding", "errors"]),
  dict: fn(
    0,
    1,
    (heap, args, keywords) => heap.make({ kind: "dict", entries: merged(heap, [], givenPairs(heap, args, keywords)) }),
    ["**"],
  ),
  float: fn(0, 1, makeFloat),
  frozenset: fn(0, 1, (heap, [items]) =>
    isKind(items, "frozenset") ? items : { kind: "frozenset", items: setItems(heap, itemsFor(heap, items)) },
  ),
  int: fn(0, 2, makeInt, ["", "base"]),
  list: fn(0, 1, (heap, [items]) => makeList(heap, itemsFor(heap, items))),
  object: fn(0, 0, (heap) => heap.make({ kind: "instance", cls: { kind: "type", name: "object" }, attributes: {} })),
  range: fn(1, 3, makeRange),
  set: fn(0, 1, (heap, [items]) => heap.make({ kind: "set", items: setItems(heap, itemsFor(heap, items)) })),
  slice: fn(1, 3, (_heap, args) => makeSlice(args)),
  str: fn(0, 3, makeStr, ["object", "encoding", "errors"]),
  tuple: fn(0, 1, (heap, [items]) =>
    isKind(items, "tuple") ? items : { kind: "tuple", items: itemsFor(heap, items) },
  ),
  type: fn(0, Infinity, (heap, args) =>
    args.length === 1 ? classOf(heap, args[0]) : raise_("TypeError", "type() takes 1 or 3 arguments"),
  ),
  deque: fn(0, 2, makeDeque, ["iterable", "maxlen"]),
  defaultdict: fn(0, Infinity, makeDefaultDict, ["**"]),
  OrderedDict: fn(
    0,
    1,
    (heap, args, keywords) => heap.make({ kind: "dict", entries: merged(heap, [], givenPairs(heap, args, keywords)) }),
    ["**"],
  ),
  Counter: fn(0, 1, makeCounter, ["**"]),
  NoneType: fn(0, 0, () => null),
};
