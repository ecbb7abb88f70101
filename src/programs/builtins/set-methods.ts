/** Methods of set and frozenset. A set may be asked for as an element: it stands for the frozenset it equals. */
import type { Value } from "../value.js";
import { asKey, setLike } from "./compare.js";
import { allOf } from "./delegation.js";
import { hashKey, itemIndex, keyMap, setItems } from "./hash.js";
import type { Heap } from "./heap.js";
import { raise_ } from "./heap.js";
import { combine } from "./set-algebra.js";
import type { SetOp } from "./set-algebra.js";
import { reads, writes } from "./signature.js";
import type { Given1, MethodEntry } from "./signature.js";
import { editAs, isKind } from "./values.js";

function look(heap: Heap, self: Value): readonly Value[] {
  return setLike(heap, self) ?? [];
}

function put(heap: Heap, self: Value, items: Value[]): null {
  editAs(heap, self, "set").items = items;
  return null;
}

function sameKind(heap: Heap, self: Value, items: Value[]): Value {
  return isKind(self, "frozenset") ? { kind: "frozenset", items } : heap.make({ kind: "set", items });
}

/** The result of applying the operation with each argument in turn. */
function combined(heap: Heap, op: SetOp, self: Value, others: readonly Value[]): Value[] {
  let items = [...look(heap, self)];
  for (const other of others) items = combine(heap, op, items, allOf(heap, other));
  return items;
}

function operation(op: SetOp, max: number): MethodEntry {
  return reads(max === 1 ? 1 : 0, max, (heap, self, others) => sameKind(heap, self, combined(heap, op, self, others)));
}

function inPlace(op: SetOp, max: number): MethodEntry {
  return writes(max === 1 ? 1 : 0, max, (heap, self, others) => put(heap, self, combined(heap, op, self, others)));
}

function relation(holds: (mine: ReadonlySet<string>, theirs: ReadonlySet<string>) => boolean): MethodEntry {
  return reads(1, 1, (heap, self, [other]) => {
    const theirs = allOf(heap, other);
    return holds(new Set(keyMap(heap, look(heap, self)).keys()), new Set(keyMap(heap, theirs).keys()));
  });
}

function within(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return [...a].every((key) => b.has(key));
}

function add(heap: Heap, self: Value, [item]: Given1): Value {
  const items = look(heap, self);
  const key = hashKey(heap, item);
  if (itemIndex(heap, items, item) >= 0) return null;
  const at = items.findIndex((each) => hashKey(heap, each) > key);
  editAs(heap, self, "set").items.splice(at < 0 ? items.length : at, 0, item);
  return null;
}

function take(heap: Heap, self: Value, [item]: Given1, needed: boolean): Value {
  const key = asKey(heap, item);
  hashKey(heap, key);
  const index = itemIndex(heap, look(heap, self), key);
  if (index < 0 && needed) raise_("KeyError", item);
  if (index >= 0) editAs(heap, self, "set").items.splice(index, 1);
  return null;
}

export const frozensetMethods: Readonly<Record<string, MethodEntry>> = {
  copy: reads(0, 0, (heap, self) => (isKind(self, "frozenset") ? self : sameKind(heap, self, [...look(heap, self)]))),
  union: operation("|", Infinity),
  intersection: operation("&", Infinity),
  difference: operation("-", Infinity),
  symmetric_difference: operation("^", 1),
  isdisjoint: relation((mine, theirs) => ![...mine].some((key) => theirs.has(key))),
  issubset: relation((mine, theirs) => within(mine, theirs)),
  issuperset: relation((mine, theirs) => within(theirs, mine)),
};

export const setMethods: Readonly<Record<string, MethodEntry>> = {
  ...frozensetMethods,
  add: writes(1, 1, add),
  clear: writes(0, 0, (heap, self) => put(heap, self, [])),
  discard: writes(1, 1, (heap, self, args) => take(heap, self, args, false)),
  remove: writes(1, 1, (heap, self, args) => take(heap, self, args, true)),
  /** Python takes an arbitrary element; here it is the first in the order of keys. */
  pop: writes(0, 0, (heap, self) => {
    if (look(heap, self).length === 0) raise_("KeyError", "pop from an empty set");
    return editAs(heap, self, "set").items.splice(0, 1)[0];
  }),
  update: writes(0, Infinity, (heap, self, others) => {
    const items = [...look(heap, self)];
    for (const other of others) items.push(...allOf(heap, other));
    return put(heap, self, setItems(heap, items));
  }),
  intersection_update: inPlace("&", Infinity),
  difference_update: inPlace("-", Infinity),
  symmetric_difference_update: inPlace("^", 1),
};
