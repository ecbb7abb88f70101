/** Recognising values: narrowing to one kind, and looking behind a Ref. */
import type { HeapObject, Ref, Tuple, Value } from "../value.js";
import type { Heap } from "./heap.js";

export type Composite = Exclude<Value, null | boolean | bigint | number | string>;
type CompositeOf<K extends Composite["kind"]> = Extract<Composite, { kind: K }>;
type ObjectOf<K extends HeapObject["kind"]> = Extract<HeapObject, { kind: K }>;

export function isKind<K extends Composite["kind"]>(value: Value | undefined, kind: K): value is CompositeOf<K> {
  return typeof value === "object" && value !== null && value.kind === kind;
}

export function tuple(...items: Value[]): Tuple {
  return { kind: "tuple", items };
}

/** What a Ref names; null for values that are not Refs. */
export function objectOf(heap: Heap, value: Value | undefined): Readonly<HeapObject> | null {
  return isKind(value, "ref") ? heap.read(value) : null;
}

/** The object behind the value if it is of this kind, to be looked at only. */
export function readAs<K extends HeapObject["kind"]>(
  heap: Heap,
  value: Value | undefined,
  kind: K,
): Readonly<ObjectOf<K>> | null {
  const object = objectOf(heap, value);
  return object?.kind === kind ? (object as Readonly<ObjectOf<K>>) : null;
}

/** The object behind a Ref that is known to be of this kind, to be changed. Call it when nothing can fail any more. */
export function editAs<K extends HeapObject["kind"]>(heap: Heap, ref: Value, kind: K): ObjectOf<K> {
  const object = isKind(ref, "ref") ? heap.edit(ref) : null;
  if (object?.kind !== kind) throw new RangeError(`bug in builtins: not a ${kind}`);
  return object as ObjectOf<K>;
}

export function makeList(heap: Heap, items: readonly Value[]): Ref {
  return heap.make({ kind: "list", items: [...items] });
}

/** bool and int as a bigint; null for anything else. */
export function integerOf(value: Value | undefined): bigint | null {
  if (typeof value === "bigint") return value;
  return typeof value === "boolean" ? BigInt(value) : null;
}

/** bool and int as a bigint, float as a number; null for anything else. */
export function numberOf(value: Value | undefined): bigint | number | null {
  return typeof value === "number" ? value : integerOf(value);
}

export function sameRef(a: Value, b: Value): boolean {
  return isKind(a, "ref") && isKind(b, "ref") && a.id === b.id;
}
