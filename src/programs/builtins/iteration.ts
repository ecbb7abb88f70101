/**
 * Iteration over built-in values.
 *
 * An Iterator object without `size` and of the form keys, values or pairs is a *view* (`d.items()`): it can be iterated
 * again and again. With `size` it is an iterator over the dict. An iterator that has ended has index -1.
 */
import type { Dict, Iterator, Range, Ref, Value } from "../value.js";
import { typeName } from "./classes.js";
import { rangeLength } from "./hash.js";
import type { Heap } from "./heap.js";
import { raise_ } from "./heap.js";
import { charactersOf } from "./quoting.js";
import { editAs, isKind, objectOf, readAs, tuple } from "./values.js";

/** A built-in that would make more items than this raises MemoryError instead. */
export const ITEMS_MAX = 1_000_000;

export function checkSize(count: bigint | number): void {
  if (count > ITEMS_MAX) raise_("MemoryError");
}

export type ViewForm = "keys" | "values" | "pairs";

export function viewForm(iterator: Readonly<Iterator>): ViewForm | null {
  const { form } = iterator;
  return iterator.size === undefined && (form === "keys" || form === "values" || form === "pairs") ? form : null;
}

/** The dict and form behind `d.keys()`, `d.values()`, `d.items()`; null for other values. */
export function asView(heap: Heap, value: Value): { form: ViewForm; dict: Readonly<Dict>; over: Value } | null {
  const iterator = readAs(heap, value, "iterator");
  const form = iterator === null ? null : viewForm(iterator);
  const dict = iterator === null || form === null ? null : readAs(heap, iterator.over, "dict");
  return iterator === null || form === null || dict === null ? null : { form, dict, over: iterator.over };
}

export function entryAs(form: ViewForm, [key, value]: readonly [Value, Value]): Value {
  return form === "keys" ? key : form === "values" ? value : tuple(key, value);
}

/** All items of a built-in iterable, as a new array; an iterator is used up by it. null when it needs Python code (generator, instance). */
export function itemsOf(heap: Heap, value: Value): Value[] | null {
  if (typeof value === "string") return [...charactersOf(value)];
  if (value === null || typeof value !== "object") return null;
  switch (value.kind) {
    case "tuple":
    case "frozenset":
      return [...value.items];
    case "bytes":
      return Array.from(value.data, (char) => BigInt(char.charCodeAt(0)));
    case "range":
      return rangeItems(value);
    case "ref":
      return objectItems(heap, value);
    default:
      return null;
  }
}

function rangeItems(range: Range): Value[] {
  const length = rangeLength(range);
  checkSize(length);
  return Array.from({ length: Number(length) }, (_, i) => range.start + BigInt(i) * range.step);
}

function objectItems(heap: Heap, ref: Ref): Value[] | null {
  const object = heap.read(ref);
  switch (object.kind) {
    case "list":
    case "set":
    case "deque":
      return [...object.items];
    case "dict":
      return object.entries.map(([key]) => key);
    case "iterator": {
      const view = asView(heap, ref);
      return view === null ? remaining(heap, ref, object) : view.dict.entries.map((entry) => entryAs(view.form, entry));
    }
    default:
      return null;
  }
}

function remaining(heap: Heap, ref: Ref, iterator: Readonly<Iterator>): Value[] {
  checkUnchanged(heap, iterator);
  const items: Value[] = [];
  const step = iterator.form === "reversed" ? -1 : 1;
  for (let index = iterator.index; index >= 0; index += step) {
    const item = itemAt(heap, iterator, index);
    if (item === undefined) break;
    items.push(item);
    checkSize(items.length);
  }
  editAs(heap, ref, "iterator").index = -1;
  return items;
}

export function notIterable(heap: Heap, value: Value): never {
  raise_("TypeError", `'${typeName(heap, value)}' object is not iterable`);
}

/** Whether Python code has to be run to iterate over the value. */
export function iteratesInPython(heap: Heap, value: Value): boolean {
  const object = objectOf(heap, value);
  return object?.kind === "generator" || object?.kind === "instance";
}

/** `iter(value)` for built-in values; an iterator is its own. */
export function makeIterator(heap: Heap, value: Value): Value {
  const object = objectOf(heap, value);
  if (object?.kind === "generator") return value;
  if (object?.kind === "iterator") {
    const view = asView(heap, value);
    return view === null
      ? value
      : heap.make({ kind: "iterator", form: view.form, over: view.over, index: 0, size: view.dict.entries.length });
  }
  if (object?.kind === "dict")
    return heap.make({ kind: "iterator", form: "keys", over: value, index: 0, size: object.entries.length });
  if (object?.kind === "set" || object?.kind === "deque")
    return heap.make({ kind: "iterator", form: "items", over: value, index: 0, size: object.items.length });
  const iterable = object?.kind === "list" || typeof value === "string" || isSequence(value);
  if (!iterable) notIterable(heap, value);
  return heap.make({ kind: "iterator", form: "items", over: value, index: 0 });
}

function isSequence(value: Value): boolean {
  return isKind(value, "tuple") || isKind(value, "frozenset") || isKind(value, "bytes") || isKind(value, "range");
}

/** `reversed(value)` for built-in sequences and dicts; null for others. */
export function makeReversed(heap: Heap, value: Value): Value | null {
  const object = objectOf(heap, value);
  const view = asView(heap, value);
  if (object?.kind === "dict" || view !== null) {
    const items = itemsOf(heap, value) ?? [];
    return heap.make({ kind: "iterator", form: "items", over: { kind: "tuple", items: items.reverse() }, index: 0 });
  }
  if (isKind(value, "range"))
    return heap.make({ kind: "iterator", form: "items", over: reversedRange(value), index: 0 });
  if (object?.kind === "list" || object?.kind === "deque")
    return heap.make({
      kind: "iterator",
      form: "reversed",
      over: value,
      index: object.items.length - 1,
      ...(object.kind === "deque" ? { size: object.items.length } : {}),
    });
  const items =
    typeof value === "string" || isKind(value, "tuple") || isKind(value, "bytes") ? itemsOf(heap, value) : null;
  return items === null
    ? null
    : heap.make({ kind: "iterator", form: "reversed", over: value, index: items.length - 1 });
}

export function reversedRange(range: Range): Range {
  const length = rangeLength(range);
  const last = range.start + (length - 1n) * range.step;
  return length === 0n
    ? { ...range, stop: range.start }
    : { kind: "range", start: last, stop: range.start - range.step, step: -range.step };
}

/** The next item of a built-in iterator; undefined at the end. */
export function next(heap: Heap, iterator: Ref): Value | undefined {
  const object = heap.read(iterator);
  if (object.kind !== "iterator" || viewForm(object) !== null)
    raise_("TypeError", `'${typeName(heap, iterator)}' object is not an iterator`);
  if (object.index < 0) return undefined;
  checkUnchanged(heap, object);
  const item = itemAt(heap, object, object.index);
  const edited = editAs(heap, iterator, "iterator");
  if (item === undefined) edited.index = -1;
  else edited.index += edited.form === "reversed" ? -1 : 1;
  return item;
}

function checkUnchanged(heap: Heap, iterator: Readonly<Iterator>): void {
  const { size, index, over } = iterator;
  const object = objectOf(heap, over);
  if (size === undefined || index < 0 || object === null) return;
  if (object.kind === "dict" && object.entries.length !== size)
    raise_("RuntimeError", "dictionary changed size during iteration");
  if (object.kind === "set" && object.items.length !== size)
    raise_("RuntimeError", "Set changed size during iteration");
  if (object.kind === "deque" && object.items.length !== size) raise_("RuntimeError", "deque mutated during iteration");
}

function itemAt(heap: Heap, iterator: Readonly<Iterator>, index: number): Value | undefined {
  const { over, form } = iterator;
  if (typeof over === "string") return charactersOf(over)[index];
  if (isKind(over, "tuple") || isKind(over, "frozenset")) return over.items[index];
  if (isKind(over, "bytes")) return index < over.data.length ? BigInt(over.data.charCodeAt(index)) : undefined;
  if (isKind(over, "range"))
    return BigInt(index) < rangeLength(over) ? over.start + BigInt(index) * over.step : undefined;
  const object = objectOf(heap, over);
  if (object?.kind === "list" || object?.kind === "set" || object?.kind === "deque") return object.items[index];
  if (object?.kind !== "dict" || index >= object.entries.length) return undefined;
  return entryAs(form === "items" || form === "reversed" ? "keys" : form, object.entries[index]);
}
