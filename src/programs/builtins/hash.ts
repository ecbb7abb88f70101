/**
 * Keys of dicts and sets: equal text iff Python-equal. 1, 1.0 and True share one; what cannot be hashed raises TypeError.
 *
 * Sets are kept sorted by their keys, so keys are made to sort well: ints by size (their digits are preceded by how many
 * there are), then strings in their order.
 *
 *   N None   i… numbers   s… str   b… bytes   (… tuple   {… frozenset   r… range   :… slice
 *   o… object, by identity   d… frozen dataclass, by its fields   =… others, by structure
 */
import { encode } from "../encode.js";
import type { Range, Ref, Value } from "../value.js";
import { dataclassFields, lookupInClass, pythonMethod } from "./classes.js";
import type { Heap } from "./heap.js";
import { raise_ } from "./heap.js";
import type { Composite } from "./values.js";
import { typeInMessage } from "./type-words.js";

export function hashKey(heap: Heap, value: Value): string {
  if (value === null) return "N";
  switch (typeof value) {
    case "boolean":
      return intKey(value ? 1n : 0n);
    case "bigint":
      return intKey(value);
    case "number":
      return floatKey(value);
    case "string":
      return `s${value}`;
    default:
      return compositeKey(heap, value);
  }
}

/** How many digits, as text that sorts like the number: "1" … "9", "a2" + "10", … */
function lengthMark(length: number): string {
  const text = String(length);
  return text.length === 1 ? text : `${String.fromCharCode(95 + text.length)}${text}`;
}

function intKey(value: bigint): string {
  const text = value.toString();
  if (value >= 0n) return `i1${lengthMark(text.length)}${text}`;
  // Nines' complement: the larger the size of a negative number, the earlier.
  return `i0${complement(lengthMark(text.length - 1))}${complement(text.slice(1))}`;
}

function complement(text: string): string {
  return text
    .replace(/[0-9]/g, (digit) => String(9 - Number(digit)))
    .replace(/[a-z]/g, (letter) => String.fromCharCode(47 - (letter.charCodeAt(0) - 96)));
}

function floatKey(value: number): string {
  if (Number.isInteger(value)) return intKey(BigInt(value));
  if (Number.isNaN(value)) return "i3nan";
  if (!Number.isFinite(value)) return value > 0 ? "i2" : "i/";
  return `${intKey(BigInt(Math.floor(value)))}:${value}`;
}

function compositeKey(heap: Heap, value: Composite): string {
  switch (value.kind) {
    case "tuple":
      return `(${allKeys(heap, value.items)}`;
    case "frozenset":
      return `{${joined(value.items.map((item) => hashKey(heap, item)).sort())}`;
    case "bytes":
      return `b${value.data}`;
    case "range":
      return rangeKey(value);
    case "slice":
      return `:${allKeys(heap, [value.start, value.stop, value.step])}`;
    case "ref":
      return refKey(heap, value);
    default:
      return `=${encode(value)}`;
  }
}

function unhashable(name: string): never {
  raise_("TypeError", `unhashable type: '${name}'`);
}

/** Each key after its length, so that no two lists of keys have one text. */
function joined(keys: readonly string[]): string {
  return keys.map((key) => `${key.length}:${key}`).join("");
}

function allKeys(heap: Heap, values: readonly Value[]): string {
  return joined(values.map((value) => hashKey(heap, value)));
}

export function rangeLength(range: Range): bigint {
  const { start, stop, step } = range;
  if (step > 0n) return start < stop ? (stop - start - 1n) / step + 1n : 0n;
  return start > stop ? (start - stop - 1n) / -step + 1n : 0n;
}

/** Ranges are equal when they hold the same numbers. */
function rangeKey(range: Range): string {
  const length = rangeLength(range);
  if (length === 0n) return "r0";
  return length === 1n ? `r1:${range.start}` : `r${length}:${range.start}:${range.step}`;
}

function refKey(heap: Heap, ref: Ref): string {
  const object = heap.read(ref);
  if (object.kind === "list" || object.kind === "dict" || object.kind === "set" || object.kind === "deque")
    unhashable(typeInMessage(heap, ref));
  if (object.kind === "iterator" && object.size === undefined && (object.form === "keys" || object.form === "pairs"))
    unhashable(typeInMessage(heap, ref));
  if (object.kind === "instance" && lookupInClass(heap, object.cls, "__dataclass_frozen__") === true) {
    const fields = dataclassFields(heap, object) ?? [];
    return `d${allKeys(heap, [object.cls, ...fields.map(([, value]) => value)])}`;
  }
  if (object.kind === "instance") checkHash(heap, ref);
  return `o${ref.id}`;
}

/** As in Python a class with `__eq__` needs a `__hash__` too; ours cannot be Python code, so such objects are no keys. */
function checkHash(heap: Heap, ref: Ref): void {
  const ownEquality = pythonMethod(heap, ref, "__eq__") !== null;
  const ownHash = pythonMethod(heap, ref, "__hash__") !== null;
  if (ownEquality && !ownHash) unhashable(typeInMessage(heap, ref));
  if (ownEquality)
    raise_(
      "TypeError",
      `'${typeInMessage(heap, ref)}' objects compare by an __eq__ of their own: as keys they are not supported`,
    );
}

/** The items without duplicates (the first of equals stays), in the order of their keys: what a set holds. */
export function setItems(heap: Heap, values: Iterable<Value>): Value[] {
  return sortedByKey(keyMap(heap, values));
}

export function sortedByKey(byKey: ReadonlyMap<string, Value>): Value[] {
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, value]) => value);
}

/** The items by their keys; the first of equals stays. */
export function keyMap(heap: Heap, values: Iterable<Value>): Map<string, Value> {
  const byKey = new Map<string, Value>();
  for (const value of values) {
    const key = hashKey(heap, value);
    if (!byKey.has(key)) byKey.set(key, value);
  }
  return byKey;
}

/** Where the key is among the entries of a dict; -1 if it is not. */
export function entryIndex(heap: Heap, entries: readonly (readonly [Value, Value])[], key: Value): number {
  if (typeof key === "string") return entries.findIndex(([known]) => known === key);
  const wanted = hashKey(heap, key);
  return entries.findIndex(([known]) => typeof known !== "string" && hashKey(heap, known) === wanted);
}

/** Where the item is among those of a set; -1 if it is not. */
export function itemIndex(heap: Heap, items: readonly Value[], item: Value): number {
  if (typeof item === "string") return items.indexOf(item);
  const wanted = hashKey(heap, item);
  return items.findIndex((known) => typeof known !== "string" && hashKey(heap, known) === wanted);
}
