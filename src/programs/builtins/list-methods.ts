/** Methods of list and tuple. */
import type { List, Value } from "../value.js";
import { compareBy } from "./sorting.js";
import { sameItem } from "./compare.js";
import { allOf } from "./delegation.js";
import type { Heap } from "./heap.js";
import { Delegate, raise_ } from "./heap.js";
import { truth } from "./operators.js";
import { reads, writes } from "./signature.js";
import type { Given, Given1, MethodEntry } from "./signature.js";
import { indexArgument } from "./slices.js";
import { repr } from "./text.js";
import { editAs, integerOf, isKind, makeList, readAs, tuple } from "./values.js";

function itemsIn(heap: Heap, self: Value): readonly Value[] {
  if (isKind(self, "tuple")) return self.items;
  return readAs(heap, self, "list")?.items ?? readAs(heap, self, "deque")?.items ?? [];
}

function edit(heap: Heap, self: Value): List {
  return editAs(heap, self, "list");
}

/** How an index that is no int is refused: as a bound that may be None, as one that may not, as a plain int. */
export type IndexUse = "optional bound" | "bound" | "int";

const notAnIndex: Readonly<Record<"optional bound" | "bound", string>> = {
  "optional bound": "slice indices must be integers or None or have an __index__ method",
  bound: "slice indices must be integers or have an __index__ method",
};

/** A place to look or insert at: negative counts from the end, both ends clamp. */
export function clampIndex(
  heap: Heap,
  value: Value | undefined,
  length: number,
  missing: number,
  use: IndexUse = "optional bound",
): number {
  if (value === undefined || (value === null && use === "optional bound")) return missing;
  const index = use === "int" ? indexArgument(heap, value) : (integerOf(value) ?? raise_("TypeError", notAnIndex[use]));
  const moved = index < 0n ? index + BigInt(length) : index;
  return moved < 0n ? 0 : moved > BigInt(length) ? length : Number(moved);
}

function indexOf(heap: Heap, self: Value, [item, start, stop]: Given1): number {
  const items = itemsIn(heap, self);
  const from = clampIndex(heap, start, items.length, 0, "bound");
  const end = clampIndex(heap, stop, items.length, items.length, "bound");
  for (let i = from; i < end; i++) if (sameItem(heap, items[i], item)) return i;
  return -1;
}

function index(kind: string): MethodEntry {
  return reads(1, 3, (heap, self, args) => {
    const found = indexOf(heap, self, args);
    if (found < 0)
      raise_(
        "ValueError",
        kind === "tuple" ? "tuple.index(x): x not in tuple" : `${repr(heap, args[0])} is not in ${kind}`,
      );
    return BigInt(found);
  });
}

export const countItems = reads(1, 1, (heap, self, [item]) =>
  BigInt(itemsIn(heap, self).filter((each) => sameItem(heap, each, item)).length),
);

function pop(heap: Heap, self: Value, [at]: Given): Value {
  const { length } = itemsIn(heap, self);
  const wanted = at === undefined ? -1n : indexArgument(heap, at);
  if (length === 0) raise_("IndexError", "pop from empty list");
  const position = wanted < 0n ? wanted + BigInt(length) : wanted;
  if (position < 0n || position >= BigInt(length)) raise_("IndexError", "pop index out of range");
  return edit(heap, self).items.splice(Number(position), 1)[0];
}

function sort(heap: Heap, self: Value, [key, reverse]: Given): Value {
  const callee: Value = { kind: "builtin", name: "list.sort" };
  if (key !== undefined && key !== null)
    throw new Delegate("_keyed", [callee, tuple(self)], reverse === undefined ? { key } : { key, reverse });
  const items = compareBy(
    heap,
    itemsIn(heap, self),
    itemsIn(heap, self),
    reverse !== undefined && truth(heap, reverse),
  );
  edit(heap, self).items = items;
  return null;
}

export const listMethods: Readonly<Record<string, MethodEntry>> = {
  append: writes(1, 1, (heap, self, [item]) => {
    edit(heap, self).items.push(item);
    return null;
  }),
  clear: writes(0, 0, (heap, self) => {
    edit(heap, self).items = [];
    return null;
  }),
  copy: reads(0, 0, (heap, self) => makeList(heap, itemsIn(heap, self))),
  count: countItems,
  extend: writes(1, 1, (heap, self, [more]) => {
    const added = allOf(heap, more);
    const { items } = edit(heap, self);
    for (const item of added) items.push(item);
    return null;
  }),
  index: index("list"),
  insert: writes(2, 2, (heap, self, [at, item]) => {
    const { length } = itemsIn(heap, self);
    const position = clampIndex(heap, at, length, 0, "int");
    edit(heap, self).items.splice(position, 0, item);
    return null;
  }),
  pop: writes(0, 1, pop),
  remove: writes(1, 1, (heap, self, args) => {
    const found = indexOf(heap, self, [args[0]]);
    if (found < 0) raise_("ValueError", "list.remove(x): x not in list");
    edit(heap, self).items.splice(found, 1);
    return null;
  }),
  reverse: writes(0, 0, (heap, self) => {
    const items = [...itemsIn(heap, self)].reverse();
    edit(heap, self).items = items;
    return null;
  }),
  sort: writes(0, 0, sort, ["key", "reverse"]),
};

export const tupleMethods: Readonly<Record<string, MethodEntry>> = { count: countItems, index: index("tuple") };
