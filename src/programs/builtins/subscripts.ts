/** `object[index]` of built-in containers: reading, storing, deleting; slices too. */
import type { Dict, List, Range, Slice, Value } from "../value.js";
import { allOf, delegating } from "./delegation.js";
import { entryIndex, hashKey, rangeLength } from "./hash.js";
import type { Heap } from "./heap.js";
import { Delegate, raise_ } from "./heap.js";
import { charactersOf } from "./quoting.js";
import { indexesOf, pick, position, spanOf } from "./slices.js";
import type { Span } from "./slices.js";
import { editAs, integerOf, isKind, makeList, objectOf } from "./values.js";
import { typeInMessage } from "./type-words.js";

/** `object[index]`. A defaultdict that makes its missing values in Python throws Delegate("_missing", [dict, key]). */
export function getItem(heap: Heap, object: Value, index: Value): Value {
  if (typeof object === "string") return textItem(heap, object, index);
  if (isKind(object, "tuple")) {
    if (isKind(index, "slice")) return { kind: "tuple", items: pick(object.items, spanOf(index, object.items.length)) };
    return object.items[inside(heap, index, object.items.length, "tuple")];
  }
  if (isKind(object, "bytes")) return bytesItem(heap, object.data, index);
  if (isKind(object, "range")) return rangeItem(heap, object, index);
  const target = objectOf(heap, object);
  if (target?.kind === "list") {
    if (isKind(index, "slice")) return makeList(heap, pick(target.items, spanOf(index, target.items.length)));
    return target.items[inside(heap, index, target.items.length, "list")];
  }
  if (target?.kind === "dict") return dictItem(heap, object, target, index);
  if (target?.kind === "deque") return target.items[inside(heap, index, target.items.length, "deque")];
  return unsubscriptable(heap, object, "is not subscriptable");
}

function unsubscriptable(heap: Heap, object: Value, what: string): never {
  raise_("TypeError", `'${typeInMessage(heap, object)}' object ${what}`);
}

const outside: Readonly<Record<string, string>> = {
  list: "list index out of range",
  tuple: "tuple index out of range",
  string: "string index out of range",
  range: "range object index out of range",
  byte: "index out of range",
  deque: "deque index out of range",
};

function inside(heap: Heap, index: Value, length: number, kind: string): number {
  const at = position(heap, index, length, kind);
  if (at < 0) raise_("IndexError", outside[kind]);
  return at;
}

function textItem(heap: Heap, text: string, index: Value): Value {
  const characters = charactersOf(text);
  if (isKind(index, "slice")) return pick(characters, spanOf(index, characters.length)).join("");
  return characters[inside(heap, index, characters.length, "string")];
}

function bytesItem(heap: Heap, data: string, index: Value): Value {
  if (isKind(index, "slice")) return { kind: "bytes", data: pick(data.split(""), spanOf(index, data.length)).join("") };
  return BigInt(data.charCodeAt(inside(heap, index, data.length, "byte")));
}

function rangeItem(heap: Heap, range: Range, index: Value): Value {
  const length = Number(rangeLength(range));
  if (!isKind(index, "slice")) return range.start + BigInt(inside(heap, index, length, "range")) * range.step;
  const span = spanOf(index, length);
  const at = (i: number): bigint => range.start + BigInt(i) * range.step;
  return { kind: "range", start: at(span.start), stop: at(span.stop), step: range.step * span.wanted };
}

function dictItem(heap: Heap, object: Value, dict: Readonly<Dict>, key: Value): Value {
  const index = entryIndex(heap, dict.entries, key);
  if (index >= 0) return dict.entries[index][1];
  hashKey(heap, key);
  if (dict.factory === undefined || dict.factory === null) raise_("KeyError", key);
  if (dict.factory === "counter") return 0n;
  const made = emptyValue(heap, dict.factory);
  if (made === undefined) throw new Delegate("_missing", [object, key]);
  editAs(heap, object, "dict").entries.push([key, made]);
  return made;
}

/** What a built-in type makes without arguments; undefined for what only Python code can make. */
function emptyValue(heap: Heap, factory: Value): Value | undefined {
  if (!isKind(factory, "type")) return undefined;
  switch (factory.name) {
    case "int":
      return 0n;
    case "float":
      return 0;
    case "bool":
      return false;
    case "str":
      return "";
    case "tuple":
      return { kind: "tuple", items: [] };
    case "list":
      return makeList(heap, []);
    case "dict":
      return heap.make({ kind: "dict", entries: [] });
    case "set":
      return heap.make({ kind: "set", items: [] });
    case "deque":
      return heap.make({ kind: "deque", items: [], maxlen: null });
    case "Counter":
      return heap.make({ kind: "dict", entries: [], factory: "counter" });
    default:
      return undefined;
  }
}

/** `object[index] = value`. */
export function setItem(heap: Heap, object: Value, index: Value, value: Value): void {
  const target = objectOf(heap, object);
  switch (target?.kind) {
    case "dict":
      return setEntry(heap, object, target, index, value);
    case "list": {
      if (isKind(index, "slice"))
        return delegating("operator.setitem", [object, index, value], {}, () =>
          setSlice(heap, object, target, index, value),
        );
      const at = position(heap, index, target.items.length, "list");
      if (at < 0) raise_("IndexError", "list assignment index out of range");
      editAs(heap, object, "list").items[at] = value;
      return;
    }
    case "deque": {
      const at = inside(heap, index, target.items.length, "deque");
      editAs(heap, object, "deque").items[at] = value;
      return;
    }
    default:
      unsubscriptable(heap, object, "does not support item assignment");
  }
}

function setEntry(heap: Heap, object: Value, dict: Readonly<Dict>, key: Value, value: Value): void {
  const index = entryIndex(heap, dict.entries, key);
  hashKey(heap, key);
  const { entries } = editAs(heap, object, "dict");
  if (index < 0) entries.push([key, value]);
  else entries[index][1] = value;
}

function setSlice(heap: Heap, object: Value, list: Readonly<List>, slice: Slice, value: Value): void {
  const span = spanOf(slice, list.items.length);
  const items = sliceValues(heap, value, span);
  const edited = editAs(heap, object, "list");
  if (span.step === 1)
    edited.items = [...list.items.slice(0, span.start), ...items, ...list.items.slice(Math.max(span.start, span.stop))];
  else
    indexesOf(span).forEach((at, i) => {
      edited.items[at] = items[i];
    });
}

function sliceValues(heap: Heap, value: Value, span: Span): Value[] {
  if (span.step === 1) return iterableFor(heap, value, "can only assign an iterable");
  const items = iterableFor(heap, value, "must assign iterable to extended slice");
  if (items.length !== span.count)
    raise_("ValueError", `attempt to assign sequence of size ${items.length} to extended slice of size ${span.count}`);
  return items;
}

function iterableFor(heap: Heap, value: Value, message: string): Value[] {
  const simple = value === null || (typeof value !== "object" && typeof value !== "string");
  return simple ? raise_("TypeError", message) : allOf(heap, value);
}

/** `del object[index]`. */
export function deleteItem(heap: Heap, object: Value, index: Value): void {
  const target = objectOf(heap, object);
  switch (target?.kind) {
    case "dict": {
      const at = entryIndex(heap, target.entries, index);
      hashKey(heap, index);
      if (at < 0 && target.factory === "counter") return;
      if (at < 0) raise_("KeyError", index);
      editAs(heap, object, "dict").entries.splice(at, 1);
      return;
    }
    case "list": {
      if (isKind(index, "slice")) return deleteSlice(heap, object, target, index);
      const at = position(heap, index, target.items.length, "list");
      if (at < 0) raise_("IndexError", "list assignment index out of range");
      editAs(heap, object, "list").items.splice(at, 1);
      return;
    }
    case "deque": {
      const at = inside(heap, index, target.items.length, "deque");
      editAs(heap, object, "deque").items.splice(at, 1);
      return;
    }
    default:
      unsubscriptable(
        heap,
        object,
        isCollection(heap, object) && integerOf(index) !== null
          ? "doesn't support item deletion"
          : "does not support item deletion",
      );
  }
}

/** CPython words its refusal differently for what has the slots of a sequence. */
function isCollection(heap: Heap, value: Value): boolean {
  if (typeof value === "string" || isKind(value, "tuple") || isKind(value, "bytes") || isKind(value, "range"))
    return true;
  return isKind(value, "frozenset") || objectOf(heap, value)?.kind === "set";
}

function deleteSlice(heap: Heap, object: Value, list: Readonly<List>, slice: Slice): void {
  const gone = new Set(indexesOf(spanOf(slice, list.items.length)));
  const kept = list.items.filter((_, index) => !gone.has(index));
  editAs(heap, object, "list").items = kept;
}
