/** Built-in functions that are no types: `len`, `sum`, `sorted`, … */
import type { Value } from "../value.js";
import { isClass, pythonMethod } from "./classes.js";
import { allOf, callOwn, PythonNeeded } from "./delegation.js";
import { floatFloorDivide, floatModulo, floorDivide, modularPower, modulo } from "./numbers.js";
import { hashOf } from "./hash-number.js";
import { rangeLength } from "./hash.js";
import type { Heap, Keywords } from "./heap.js";
import { Delegate, raise_ } from "./heap.js";
import { asView, makeReversed } from "./iteration.js";
import { roundFloat } from "./float-text.js";
import { divideRounded, toFloat } from "./numbers.js";
import { binary, truth, unary } from "./operators.js";
import { asciiOnly, charactersOf, lengthOf } from "./quoting.js";
import { fn, ofType } from "./signature.js";
import type { FunctionEntry, Given1, Given2 } from "./signature.js";
import { indexArgument } from "./slices.js";
import { compareBy, pickBy } from "./sorting.js";
import { checkDigits } from "./number-parsing.js";
import { callOwnText } from "./python-text.js";
import { format, repr } from "./text.js";
import { typeInMessage } from "./type-words.js";
import { isInstance, isSubclassOf } from "./types.js";
import { integerOf, isKind, makeList, numberOf, objectOf, tuple } from "./values.js";

function lengthValue(heap: Heap, value: Value): bigint {
  if (typeof value === "string") return BigInt(lengthOf(value));
  if (isKind(value, "tuple") || isKind(value, "frozenset")) return BigInt(value.items.length);
  if (isKind(value, "bytes")) return BigInt(value.data.length);
  if (isKind(value, "range")) {
    const length = rangeLength(value);
    return length < 1n << 63n ? length : raise_("OverflowError", "Python int too large to convert to C ssize_t");
  }
  const object = objectOf(heap, value);
  if (object?.kind === "list" || object?.kind === "set" || object?.kind === "deque") return BigInt(object.items.length);
  if (object?.kind === "dict") return BigInt(object.entries.length);
  const view = asView(heap, value);
  if (view !== null) return BigInt(view.dict.entries.length);
  callOwn(heap, value, "__len__");
  return raise_("TypeError", `object of type '${typeInMessage(heap, value)}' has no len()`);
}

function absolute(heap: Heap, value: Value): Value {
  callOwn(heap, value, "__abs__");
  const number = numberOf(value);
  if (number === null) raise_("TypeError", `bad operand type for abs(): '${typeInMessage(heap, value)}'`);
  if (typeof number === "number") return Math.abs(number);
  return number < 0n ? unary(heap, "-", number) : number;
}

/** Truth of an item; one that tells it in Python makes the whole call go there. */
function itemTruth(heap: Heap, item: Value): boolean {
  if (pythonMethod(heap, item, "__bool__") !== null || pythonMethod(heap, item, "__len__") !== null)
    throw new PythonNeeded();
  return truth(heap, item);
}

function based(prefix: string, radix: number): FunctionEntry {
  return fn(1, 1, (heap, [value]) => {
    const whole = indexArgument(heap, value);
    return `${whole < 0n ? "-" : ""}${prefix}${(whole < 0n ? -whole : whole).toString(radix)}`;
  });
}

function character(heap: Heap, value: Value): string {
  const code = indexArgument(heap, value);
  if (code < 0n || code > 0x10ffffn) raise_("ValueError", "chr() arg not in range(0x110000)");
  return String.fromCodePoint(Number(code));
}

function ordinal(heap: Heap, value: Value): bigint {
  const items = typeof value === "string" ? charactersOf(value) : isKind(value, "bytes") ? value.data.split("") : null;
  if (items === null) raise_("TypeError", `ord() expected string of length 1, but ${typeInMessage(heap, value)} found`);
  if (items.length !== 1) raise_("TypeError", `ord() expected a character, but string of length ${items.length} found`);
  return BigInt(items[0].codePointAt(0) ?? 0);
}

function divMod(heap: Heap, a: Value, b: Value): Value {
  callOwn(heap, a, "__divmod__", b);
  const x = numberOf(a);
  const y = numberOf(b);
  if (x === null || y === null)
    raise_(
      "TypeError",
      `unsupported operand type(s) for divmod(): '${typeInMessage(heap, a)}' and '${typeInMessage(heap, b)}'`,
    );
  if (typeof x === "bigint" && typeof y === "bigint") {
    if (y === 0n) raise_("ZeroDivisionError", "integer division or modulo by zero");
    return tuple(floorDivide(x, y), modulo(x, y));
  }
  const [left, right] = [toFloat(x), toFloat(y)];
  if (right === 0) raise_("ZeroDivisionError", "float divmod()");
  return tuple(floatFloorDivide(left, right), floatModulo(left, right));
}

function power(heap: Heap, [base, exponent, modulus]: Given2): Value {
  callOwn(heap, base, "__pow__", exponent);
  if (modulus === undefined || modulus === null) return binary(heap, "**", base, exponent, false);
  const [a, b, m] = [integerOf(base), integerOf(exponent), integerOf(modulus)];
  if ([base, exponent, modulus].some((each) => numberOf(each) === null)) {
    const types = [base, exponent, modulus].map((each) => `'${typeInMessage(heap, each)}'`);
    raise_("TypeError", `unsupported operand type(s) for ** or pow(): ${types.join(", ")}`);
  }
  if (a === null || b === null || m === null)
    raise_("TypeError", "pow() 3rd argument not allowed unless all arguments are integers");
  return modularPower(a, b, m);
}

/** Halves go to the even neighbour. */
function round(heap: Heap, [value, places]: Given1): Value {
  const number = numberOf(value);
  if (number === null) {
    callOwn(heap, value, "__round__", ...(places === undefined ? [] : [places]));
    raise_("TypeError", `type ${typeInMessage(heap, value)} doesn't define __round__ method`);
  }
  const digits = places === undefined || places === null ? null : indexArgument(heap, places);
  if (typeof number === "bigint") {
    if (digits === null || digits >= 0n) return number;
    if (-digits > 100_000n) return 0n;
    const unit = 10n ** -digits;
    return divideRounded(number, unit) * unit;
  }
  if (digits !== null) return roundFloat(number, Number(digits));
  if (Number.isNaN(number)) raise_("ValueError", "cannot convert float NaN to integer");
  if (!Number.isFinite(number)) raise_("OverflowError", "cannot convert float infinity to integer");
  const floor = Math.floor(number);
  const up = number - floor > 0.5 || (number - floor === 0.5 && floor % 2 !== 0);
  return BigInt(floor) + (up ? 1n : 0n);
}

const summing: Readonly<Record<string, string>> = {
  string: "sum() can't sum strings [use ''.join(seq) instead]",
  bytes: "sum() can't sum bytes [use b''.join(seq) instead]",
};

/** Floats are summed with Neumaier's compensation, as CPython 3.12 does. */
function sum(heap: Heap, [iterable, start]: Given1): Value {
  let total: Value = start === undefined ? 0n : start;
  const items = allOf(heap, iterable);
  if (typeof total === "string" || isKind(total, "bytes"))
    raise_("TypeError", summing[typeof total === "string" ? "string" : "bytes"]);
  let lost = 0;
  for (const item of items) {
    if (pythonMethod(heap, item, "__add__") !== null || pythonMethod(heap, item, "__radd__") !== null)
      throw new PythonNeeded();
    if (typeof total === "number" && (typeof item === "number" || integerOf(item) !== null)) {
      const addend = toFloat(numberOf(item) ?? 0);
      const next: number = total + addend;
      if (typeof item === "number")
        lost += Math.abs(total) >= Math.abs(addend) ? total - next + addend : addend - next + total;
      total = next;
    } else {
      if (typeof total === "number" && lost !== 0 && Number.isFinite(lost)) total += lost;
      lost = 0;
      total = binary(heap, "+", total, item, false);
    }
  }
  return typeof total === "number" && lost !== 0 && Number.isFinite(lost) ? total + lost : total;
}

function builtin(name: string): Value {
  return { kind: "builtin", name };
}

function isGiven(value: Value | undefined): value is Value {
  return value !== undefined && value !== null;
}

function sorted(heap: Heap, [iterable, key, reverse]: Given1): Value {
  if (isGiven(key))
    throw new Delegate(
      "_keyed",
      [builtin("sorted"), tuple(iterable)],
      reverse === undefined ? { key } : { key, reverse },
    );
  const items = allOf(heap, iterable);
  return makeList(heap, compareBy(heap, items, items, reverse !== undefined && truth(heap, reverse)));
}

function extreme(which: "min" | "max"): FunctionEntry {
  const run = (heap: Heap, given: readonly Value[], keywords: Keywords): Value => {
    const unknown = Object.keys(keywords).find((name) => name !== "key" && name !== "default");
    if (unknown !== undefined) raise_("TypeError", `'${unknown}' is an invalid keyword argument for ${which}()`);
    if (given.length > 1 && keywords["default"] !== undefined)
      raise_("TypeError", `Cannot specify a default for ${which}() with multiple positional arguments`);
    if (isGiven(keywords["key"])) throw new Delegate("_keyed", [builtin(which), tuple(...given)], keywords);
    const items = given.length > 1 ? given : allOf(heap, given[0]);
    if (items.length === 0)
      return (
        keywords["default"] ??
        (Object.hasOwn(keywords, "default") ? null : raise_("ValueError", `${which}() iterable argument is empty`))
      );
    return pickBy(heap, items, items, which);
  };
  return fn(1, Infinity, run, ["**"]);
}

/** Small numbers that stay the same as long as the object does. */
function identity(heap: Heap, value: Value): bigint {
  if (isKind(value, "ref")) return BigInt(value.id >= 0 ? 2 * value.id + 1 : -2 * value.id);
  const text = hashOf(heap, repr(heap, value));
  return text < 0n ? -text : text;
}

function reverse(heap: Heap, value: Value): Value {
  callOwn(heap, value, "__reversed__");
  return makeReversed(heap, value) ?? raise_("TypeError", `'${typeInMessage(heap, value)}' object is not reversible`);
}

export function isCallable(heap: Heap, value: Value): boolean {
  if (isKind(value, "function") || isKind(value, "method") || isKind(value, "builtin") || isClass(heap, value))
    return true;
  return pythonMethod(heap, value, "__call__") !== null;
}

export const functions: Readonly<Record<string, FunctionEntry>> = {
  abs: fn(1, 1, (heap, [value]) => absolute(heap, value)),
  all: fn(1, 1, (heap, [items]) => allOf(heap, items).every((item) => itemTruth(heap, item))),
  any: fn(1, 1, (heap, [items]) => allOf(heap, items).some((item) => itemTruth(heap, item))),
  ascii: fn(1, 1, (heap, [value]) => asciiOnly(repr(heap, value))),
  bin: based("0b", 2),
  callable: fn(1, 1, (heap, [value]) => isCallable(heap, value)),
  chr: fn(1, 1, (heap, [value]) => character(heap, value)),
  divmod: fn(2, 2, (heap, [a, b]) => divMod(heap, a, b)),
  format: fn(1, 2, (heap, [value, spec]) => {
    if (spec !== undefined && typeof spec !== "string")
      raise_("TypeError", `format() argument 2 must be str, not ${spec === null ? "None" : typeInMessage(heap, spec)}`);
    callOwn(heap, value, "__format__", spec ?? "");
    if (spec === undefined || spec === "") callOwnText(heap, value, ["__str__", "__repr__"]);
    return format(heap, value, spec ?? "");
  }),
  hash: fn(1, 1, (heap, [value]) => {
    callOwn(heap, value, "__hash__");
    return hashOf(heap, value);
  }),
  hex: based("0x", 16),
  id: fn(1, 1, (heap, [value]) => identity(heap, value)),
  isinstance: fn(2, 2, (heap, [value, type]) => isInstance(heap, value, type)),
  issubclass: fn(2, 2, (heap, [cls, base]) => isSubclassOf(heap, cls, base)),
  len: fn(1, 1, (heap, [value]) => lengthValue(heap, value)),
  max: extreme("max"),
  min: extreme("min"),
  oct: based("0o", 8),
  ord: fn(1, 1, (heap, [value]) => ordinal(heap, value)),
  pow: fn(2, 3, power, ["base", "exp", "mod"]),
  repr: fn(1, 1, (heap, [value]) => {
    callOwnText(heap, value, ["__repr__"]);
    checkDigits(value);
    return repr(heap, value);
  }),
  reversed: ofType(fn(1, 1, (heap, [value]) => reverse(heap, value))),
  round: fn(1, 2, round, ["number", "ndigits"]),
  sorted: fn(1, 1, sorted, ["", "key", "reverse"]),
  sum: fn(1, 2, sum, ["", "start"]),
};

/** What the library's `_keyed` calls back with the keys it has computed. */
export const keyedFunctions: Readonly<Record<string, FunctionEntry>> = {
  /** `_sort_with(items, keys, reverse)`: a new list of the items in the order of their keys. */
  _sort_with: fn(2, 3, (heap, [items, keys, reverse]) =>
    makeList(
      heap,
      compareBy(heap, allOf(heap, items), allOf(heap, keys), reverse !== undefined && truth(heap, reverse)),
    ),
  ),
  /** `_pick_with(items, keys, "min" | "max")`: the first item with the least or greatest key; the items are not empty. */
  _pick_with: fn(3, 3, (heap, [items, keys, which]) =>
    pickBy(heap, allOf(heap, items), allOf(heap, keys), which === "max" ? "max" : "min"),
  ),
};
