/** `==`, `<`, `in`, `is` of built-in values. Elements are equal if they are the same or compare equal, as in CPython. */
import { encode } from "../encode.js";
import type { CompareOp } from "../code.js";
import type { Deque, Dict, HeapObject, Instance, List, Ref, SetObject, Slice, Value } from "../value.js";
import { dataclassFields, pythonMethod, sameClass } from "./classes.js";
import { PythonNeeded } from "./delegation.js";
import { entryIndex, hashKey, itemIndex, keyMap } from "./hash.js";
import type { Heap } from "./heap.js";
import { raise_ } from "./heap.js";
import { asView, itemsOf, next } from "./iteration.js";
import { compareText } from "./quoting.js";
import { editAs, isKind, numberOf, objectOf, readAs, sameRef } from "./values.js";
import type { Composite } from "./values.js";
import { typeInMessage } from "./type-words.js";

const DEPTH_MAX = 500;

/** `a is b`; values that cannot change are one when they are alike. */
export function identical(a: Value, b: Value): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return Object.is(a, b);
  if (a.kind === "ref" || b.kind === "ref") return sameRef(a, b);
  return a === b || (a.kind === b.kind && encode(a) === encode(b));
}

/** `a == b`. */
export function equals(heap: Heap, a: Value, b: Value): boolean {
  return equal(heap, a, b, 0);
}

/** How containers compare their elements. */
export function sameItem(heap: Heap, a: Value, b: Value, depth = 1): boolean {
  return identical(a, b) || equal(heap, a, b, depth);
}

function equal(heap: Heap, a: Value, b: Value, depth: number): boolean {
  const x = numberOf(a);
  const y = numberOf(b);
  if (x !== null && y !== null) return x == y; // eslint-disable-line eqeqeq -- int and float compare by value
  if (isOwn(heap, a, "__eq__") || isOwn(heap, b, "__eq__")) {
    if (sameRef(a, b)) return true;
    throw new PythonNeeded();
  }
  if (a === null || b === null || typeof a !== "object" || typeof b !== "object") return a === b;
  if (depth > DEPTH_MAX) raise_("RecursionError", "maximum recursion depth exceeded in comparison");
  return equalComposites(heap, a, b, depth);
}

function isOwn(heap: Heap, value: Value, name: string): boolean {
  return isKind(value, "ref") && value.of !== "list" && pythonMethod(heap, value, name) !== null;
}

function equalComposites(heap: Heap, a: Composite, b: Composite, depth: number): boolean {
  const left = setLike(heap, a);
  if (left !== null) {
    const right = setLike(heap, b);
    return right !== null && left.length === right.length && isSubset(heap, left, right);
  }
  if (a.kind === "ref" && b.kind === "ref")
    return a.id === b.id || equalObjects(heap, heap.read(a), heap.read(b), depth);
  if (a.kind === "tuple" && b.kind === "tuple") return equalItems(heap, a.items, b.items, depth);
  if (a.kind === "range" && b.kind === "range") return hashKey(heap, a) === hashKey(heap, b);
  if (a.kind === "slice" && b.kind === "slice") return equalItems(heap, partsOf(a), partsOf(b), depth);
  return a.kind === b.kind && encode(a) === encode(b);
}

function equalItems(heap: Heap, a: readonly Value[], b: readonly Value[], depth: number): boolean {
  return a.length === b.length && a.every((item, i) => sameItem(heap, item, b[i], depth + 1));
}

function equalObjects(heap: Heap, a: Readonly<HeapObject>, b: Readonly<HeapObject>, depth: number): boolean {
  if ((a.kind === "list" && b.kind === "list") || (a.kind === "deque" && b.kind === "deque"))
    return equalItems(heap, a.items, b.items, depth);
  if (a.kind === "dict" && b.kind === "dict") return equalDicts(heap, a, b, depth);
  return a.kind === "instance" && b.kind === "instance" && equalDataclasses(heap, a, b, depth);
}

function equalDicts(heap: Heap, a: Readonly<Dict>, b: Readonly<Dict>, depth: number): boolean {
  if (a.factory === "counter" && b.factory === "counter") return equalCounters(heap, a, b);
  if (a.entries.length !== b.entries.length) return false;
  return a.entries.every(([key, value]) => {
    const index = entryIndex(heap, b.entries, key);
    return index >= 0 && sameItem(heap, value, b.entries[index][1], depth + 1);
  });
}

/** An element that is missing counts zero. */
function equalCounters(heap: Heap, a: Readonly<Dict>, b: Readonly<Dict>): boolean {
  return [...a.entries, ...b.entries].every(([key]) => sameItem(heap, countIn(heap, a, key), countIn(heap, b, key)));
}

function countIn(heap: Heap, counter: Readonly<Dict>, key: Value): Value {
  return counter.entries[entryIndex(heap, counter.entries, key)]?.[1] ?? 0n;
}

function equalDataclasses(heap: Heap, a: Readonly<Instance>, b: Readonly<Instance>, depth: number): boolean {
  if (!sameClass(a.cls, b.cls)) return false;
  const left = dataclassFields(heap, a);
  const right = dataclassFields(heap, b);
  return (
    left !== null &&
    right !== null &&
    equalItems(
      heap,
      left.map(([, value]) => value),
      right.map(([, value]) => value),
      depth,
    )
  );
}

/** The items of what compares as a set: set, frozenset, `d.keys()`, `d.items()`; null for other values. */
export function setLike(heap: Heap, value: Value): readonly Value[] | null {
  if (isKind(value, "frozenset")) return value.items;
  const object = objectOf(heap, value);
  if (object?.kind === "set") return object.items;
  const view = object?.kind === "iterator" ? asView(heap, value) : null;
  return view === null || view.form === "values" ? null : itemsOf(heap, value);
}

function partsOf(slice: Slice): Value[] {
  return [slice.start, slice.stop, slice.step];
}

function isSubset(heap: Heap, a: readonly Value[], b: readonly Value[]): boolean {
  const keys = keyMap(heap, b);
  return a.every((item) => keys.has(hashKey(heap, item)));
}

export type Ordering = "<" | "<=" | ">" | ">=";

/** Text at the places where Python's special methods have names. */
const special: Readonly<Record<Ordering, readonly [string, string]>> = {
  "<": ["__lt__", "__gt__"],
  "<=": ["__le__", "__ge__"],
  ">": ["__gt__", "__lt__"],
  ">=": ["__ge__", "__le__"],
};

/** `a op b` for an ordering; TypeError if the two have none. */
export function ordered(heap: Heap, op: Ordering, a: Value, b: Value, depth = 0): boolean {
  const x = numberOf(a);
  const y = numberOf(b);
  if (x !== null && y !== null) return holds(op, x, y);
  if (typeof a === "string" && typeof b === "string") return holds(op, compareText(a, b), 0);
  if (isKind(a, "bytes") && isKind(b, "bytes"))
    return a.data === b.data ? op.endsWith("=") : holds(op, a.data < b.data ? -1 : 1, 0);
  const left = setLike(heap, a);
  const right = setLike(heap, b);
  if (left !== null && right !== null) return orderedSets(heap, op, left, right);
  const counters = orderedCounters(heap, op, a, b);
  if (counters !== null) return counters;
  const items = sequenceItems(heap, a, b);
  if (items !== null) return orderedItems(heap, op, items[0], items[1], depth);
  if (isOwn(heap, a, special[op][0]) || isOwn(heap, b, special[op][1])) throw new PythonNeeded();
  raise_(
    "TypeError",
    `'${op}' not supported between instances of '${typeInMessage(heap, a)}' and '${typeInMessage(heap, b)}'`,
  );
}

function holds(op: Ordering, x: bigint | number, y: bigint | number): boolean {
  switch (op) {
    case "<":
      return x < y;
    case "<=":
      return x <= y;
    case ">":
      return x > y;
    case ">=":
      return x >= y;
  }
}

function orderedSets(heap: Heap, op: Ordering, a: readonly Value[], b: readonly Value[]): boolean {
  if (op === ">" || op === ">=") return orderedSets(heap, op === ">" ? "<" : "<=", b, a);
  return (op === "<=" || a.length < b.length) && a.length <= b.length && isSubset(heap, a, b);
}

/** Counters are ordered by inclusion, an element that is missing counting zero; null for other values. */
function orderedCounters(heap: Heap, op: Ordering, left: Value, right: Value): boolean | null {
  const a = readAs(heap, left, "dict");
  const b = readAs(heap, right, "dict");
  if (a?.factory !== "counter" || b?.factory !== "counter") return null;
  if (op === ">" || op === ">=") return orderedCounters(heap, op === ">" ? "<" : "<=", right, left);
  const keys = [...a.entries, ...b.entries].map(([key]) => key);
  const included = keys.every((key) => ordered(heap, "<=", countIn(heap, a, key), countIn(heap, b, key)));
  return included && (op === "<=" || !equalCounters(heap, a, b));
}

/** The items of two lists, two tuples or two deques. */
function sequenceItems(heap: Heap, a: Value, b: Value): [readonly Value[], readonly Value[]] | null {
  if (isKind(a, "tuple") && isKind(b, "tuple")) return [a.items, b.items];
  if (isKind(a, "slice") && isKind(b, "slice")) return [partsOf(a), partsOf(b)];
  const left: Readonly<HeapObject> | null = objectOf(heap, a);
  const right: Readonly<HeapObject> | null = objectOf(heap, b);
  if (left?.kind === "list" && right?.kind === "list") return [left.items, right.items];
  return left?.kind === "deque" && right?.kind === "deque" ? [left.items, right.items] : null;
}

function orderedItems(heap: Heap, op: Ordering, a: readonly Value[], b: readonly Value[], depth: number): boolean {
  if (depth > DEPTH_MAX) raise_("RecursionError", "maximum recursion depth exceeded in comparison");
  const size = Math.min(a.length, b.length);
  for (let i = 0; i < size; i++)
    if (!sameItem(heap, a[i], b[i], depth + 1)) return ordered(heap, op, a[i], b[i], depth + 1);
  return holds(op, a.length, b.length);
}

/** `item in container`. */
export function contains(heap: Heap, item: Value, container: Value): boolean {
  if (typeof container === "string") {
    if (typeof item !== "string")
      raise_("TypeError", `'in <string>' requires string as left operand, not ${typeInMessage(heap, item)}`);
    return container.includes(item);
  }
  if (isKind(container, "bytes")) return containsBytes(heap, item, container.data);
  if (isKind(container, "tuple")) return container.items.some((each) => sameItem(heap, each, item));
  if (isKind(container, "frozenset")) return itemIndex(heap, container.items, asKey(heap, item)) >= 0;
  if (isKind(container, "range")) {
    const number = numberOf(item);
    if (number === null) return false;
    const { start, stop, step } = container;
    const whole = typeof number === "bigint" ? number : Number.isInteger(number) ? BigInt(number) : null;
    return (
      whole !== null &&
      (step > 0n ? start <= whole && whole < stop : stop < whole && whole <= start) &&
      (whole - start) % step === 0n
    );
  }
  if (isKind(container, "ref")) return objectContains(heap, item, container);
  return notContainer(heap, container);
}

/** A set asked for among the elements of a set stands for the frozenset it equals. */
export function asKey(heap: Heap, item: Value): Value {
  const object = objectOf(heap, item);
  return object?.kind === "set" ? { kind: "frozenset", items: object.items } : item;
}

function notContainer(heap: Heap, container: Value): never {
  raise_("TypeError", `argument of type '${typeInMessage(heap, container)}' is not iterable`);
}

function containsBytes(heap: Heap, item: Value, data: string): boolean {
  if (isKind(item, "bytes")) return data.includes(item.data);
  const byte = numberOf(item);
  if (typeof byte !== "bigint")
    raise_("TypeError", `a bytes-like object is required, not '${typeInMessage(heap, item)}'`);
  if (byte < 0n || byte > 255n) raise_("ValueError", "byte must be in range(0, 256)");
  return data.includes(String.fromCharCode(Number(byte)));
}

function objectContains(heap: Heap, item: Value, ref: Ref): boolean {
  const object: Readonly<HeapObject | List | Deque | SetObject> = heap.read(ref);
  switch (object.kind) {
    case "list":
    case "deque":
      return object.items.some((each) => sameItem(heap, each, item));
    case "set":
      return itemIndex(heap, object.items, asKey(heap, item)) >= 0;
    case "dict":
      return entryIndex(heap, object.entries, item) >= 0;
    case "iterator":
      return viewContains(heap, item, ref) ?? iteratorContains(heap, item, ref);
    case "generator":
      throw new PythonNeeded();
    case "instance":
      if (isOwn(heap, ref, "__contains__") || isOwn(heap, ref, "__iter__")) throw new PythonNeeded();
      return notContainer(heap, ref);
    default:
      return notContainer(heap, ref);
  }
}

/** null for iterators that are not views. Keys and pairs are looked up, values are gone through. */
function viewContains(heap: Heap, item: Value, ref: Ref): boolean | null {
  const view = asView(heap, ref);
  if (view === null) return null;
  const { entries } = view.dict;
  if (view.form === "keys") return entryIndex(heap, entries, item) >= 0;
  if (view.form === "values") return entries.some(([, value]) => sameItem(heap, value, item));
  if (!isKind(item, "tuple") || item.items.length !== 2) return false;
  const index = entryIndex(heap, entries, item.items[0]);
  return index >= 0 && sameItem(heap, entries[index][1], item.items[1]);
}

/** Takes items from the iterator until it finds the one; what needs Python code has taken none. */
function iteratorContains(heap: Heap, item: Value, ref: Ref): boolean {
  const { index } = readAs(heap, ref, "iterator") ?? { index: -1 };
  try {
    for (let each = next(heap, ref); each !== undefined; each = next(heap, ref))
      if (sameItem(heap, each, item)) return true;
    return false;
  } catch (error) {
    editAs(heap, ref, "iterator").index = index;
    throw error;
  }
}

/** All comparison operators. */
export function compareValues(heap: Heap, op: CompareOp, left: Value, right: Value): boolean {
  switch (op) {
    case "==":
      return equals(heap, left, right);
    case "!=":
      return !equals(heap, left, right);
    case "in":
      return contains(heap, left, right);
    case "not in":
      return !contains(heap, left, right);
    case "is":
      return identical(left, right);
    case "is not":
      return !identical(left, right);
    default:
      return ordered(heap, op, left, right);
  }
}
