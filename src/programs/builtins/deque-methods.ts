/** Methods of collections.deque. What goes in at one end pushes out at the other when the deque is full. */
import type { Deque, Value } from "../value.js";
import { sameItem } from "./compare.js";
import { allOf } from "./delegation.js";
import type { Heap } from "./heap.js";
import { raise_ } from "./heap.js";
import { countItems, clampIndex } from "./list-methods.js";
import { lastOf } from "./operators.js";
import { parsed, reads, writes } from "./signature.js";
import type { MethodEntry } from "./signature.js";
import { indexArgument } from "./slices.js";
import { repr } from "./text.js";
import { editAs, readAs } from "./values.js";

function look(heap: Heap, self: Value): Readonly<Deque> {
  const deque = readAs(heap, self, "deque");
  if (deque === null) throw new RangeError("bug in builtins: not a deque");
  return deque;
}

function put(heap: Heap, self: Value, items: Value[]): null {
  editAs(heap, self, "deque").items = items;
  return null;
}

function firstOf(items: Value[], maxlen: number | null): Value[] {
  return maxlen === null ? items : items.slice(0, maxlen);
}

function pop(end: "first" | "last"): MethodEntry {
  return writes(0, 0, (heap, self) => {
    const { length } = look(heap, self).items;
    if (length === 0) raise_("IndexError", "pop from an empty deque");
    return editAs(heap, self, "deque").items.splice(end === "first" ? 0 : length - 1, 1)[0];
  });
}

function indexIn(heap: Heap, self: Value, item: Value, from: Value | undefined, to: Value | undefined): number {
  const { items } = look(heap, self);
  const start = clampIndex(heap, from, items.length, 0, "bound");
  const end = clampIndex(heap, to, items.length, items.length, "bound");
  for (let i = start; i < end; i++) if (sameItem(heap, items[i], item)) return i;
  return -1;
}

function rotate(heap: Heap, self: Value, by: bigint): null {
  const { items } = look(heap, self);
  if (items.length === 0) return null;
  const length = BigInt(items.length);
  const cut = items.length - Number(((by % length) + length) % length);
  return put(heap, self, [...items.slice(cut), ...items.slice(0, cut)]);
}

export const dequeMethods: Readonly<Record<string, MethodEntry>> = {
  append: writes(1, 1, (heap, self, [item]) => {
    const { maxlen } = look(heap, self);
    const deque = editAs(heap, self, "deque");
    deque.items.push(item);
    if (maxlen !== null && deque.items.length > maxlen) deque.items.splice(0, 1);
    return null;
  }),
  appendleft: writes(1, 1, (heap, self, [item]) => {
    const { maxlen } = look(heap, self);
    const deque = editAs(heap, self, "deque");
    deque.items.unshift(item);
    if (maxlen !== null && deque.items.length > maxlen) deque.items.pop();
    return null;
  }),
  clear: writes(0, 0, (heap, self) => put(heap, self, [])),
  copy: reads(0, 0, (heap, self) => {
    const { items, maxlen } = look(heap, self);
    return heap.make({ kind: "deque", items: [...items], maxlen });
  }),
  count: countItems,
  extend: writes(1, 1, (heap, self, [more]) => {
    const { items, maxlen } = look(heap, self);
    return put(heap, self, lastOf([...items, ...allOf(heap, more)], maxlen));
  }),
  extendleft: writes(1, 1, (heap, self, [more]) => {
    const { items, maxlen } = look(heap, self);
    return put(heap, self, firstOf([...allOf(heap, more).reverse(), ...items], maxlen));
  }),
  index: parsed(
    reads(1, 3, (heap, self, [item, from, to]) => {
      const found = indexIn(heap, self, item, from, to);
      if (found < 0) raise_("ValueError", `${repr(heap, item)} is not in deque`);
      return BigInt(found);
    }),
  ),
  insert: parsed(
    writes(2, 2, (heap, self, [at, item]) => {
      const { items, maxlen } = look(heap, self);
      const position = clampIndex(heap, at, items.length, 0, "int");
      if (maxlen !== null && items.length >= maxlen) raise_("IndexError", "deque already at its maximum size");
      editAs(heap, self, "deque").items.splice(position, 0, item);
      return null;
    }),
  ),
  pop: pop("last"),
  popleft: pop("first"),
  remove: writes(1, 1, (heap, self, [item]) => {
    const found = indexIn(heap, self, item, undefined, undefined);
    if (found < 0) raise_("ValueError", `${repr(heap, item)} is not in deque`);
    editAs(heap, self, "deque").items.splice(found, 1);
    return null;
  }),
  reverse: writes(0, 0, (heap, self) => put(heap, self, [...look(heap, self).items].reverse())),
  rotate: writes(0, 1, (heap, self, [by]) => rotate(heap, self, by === undefined ? 1n : indexArgument(heap, by))),
};
