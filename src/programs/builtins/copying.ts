/** `copy.copy` and `copy.deepcopy`. What cannot change is its own copy. */
import type { HeapObject, Ref, Value } from "../value.js";
import type { Heap } from "./heap.js";
import { raise_ } from "./heap.js";
import { typeInMessage } from "./type-words.js";
import { isKind } from "./values.js";

type Change = (value: Value) => Value;

function cannotCopy(heap: Heap, value: Value): never {
  raise_("TypeError", `cannot pickle '${typeInMessage(heap, value)}' object`);
}

/** The object anew, with every value in it changed. */
function rebuilt(heap: Heap, ref: Ref, object: Readonly<HeapObject>, change: Change): HeapObject {
  switch (object.kind) {
    case "list":
      return { kind: "list", items: object.items.map(change) };
    case "set":
      return { kind: "set", items: object.items.map(change) };
    case "deque":
      return { kind: "deque", items: object.items.map(change), maxlen: object.maxlen };
    case "dict": {
      const entries = object.entries.map(([key, value]): [Value, Value] => [change(key), change(value)]);
      return object.factory === undefined
        ? { kind: "dict", entries }
        : { kind: "dict", entries, factory: object.factory };
    }
    case "instance":
      return {
        kind: "instance",
        cls: object.cls,
        attributes: Object.fromEntries(Object.entries(object.attributes).map(([name, value]) => [name, change(value)])),
      };
    case "iterator":
      return { ...object, over: change(object.over) };
    default:
      return cannotCopy(heap, ref);
  }
}

export function copyValue(heap: Heap, value: Value): Value {
  if (!isKind(value, "ref")) return value;
  const object = heap.read(value);
  return object.kind === "class" ? value : heap.make(rebuilt(heap, value, object, (item) => item));
}

/** Objects met again are copied once: what was shared, or cyclic, is so in the copy. */
export function deepCopy(heap: Heap, value: Value, done = new Map<number, Ref>()): Value {
  const change: Change = (item) => deepCopy(heap, item, done);
  if (isKind(value, "tuple") || isKind(value, "frozenset")) return { kind: value.kind, items: value.items.map(change) };
  if (!isKind(value, "ref")) return value;
  const known = done.get(value.id);
  if (known !== undefined) return known;
  const object = heap.read(value);
  if (object.kind === "class") return value;
  const made = heap.make(rebuilt(heap, value, object, (item) => item));
  done.set(value.id, made);
  Object.assign(heap.edit(made), rebuilt(heap, value, object, change));
  return made;
}
