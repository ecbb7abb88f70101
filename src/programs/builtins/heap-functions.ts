/** The modules heapq and bisect, for items that compare natively. Lists are laid out exactly as CPython lays them out. */
import type { Value } from "../value.js";
import { ordered } from "./compare.js";
import { allOf } from "./delegation.js";
import type { Heap } from "./heap.js";
import { Delegate, Raise, raise_ } from "./heap.js";
import { changing, fn } from "./signature.js";
import type { FunctionEntry, Given1, Given2 } from "./signature.js";
import { indexArgument } from "./slices.js";
import { compareBy } from "./sorting.js";
import { editAs, makeList, readAs, tuple } from "./values.js";

/** A copy of the list's items, to be worked on; the list gets them when nothing can fail any more. */
function copyOf(heap: Heap, list: Value): Value[] {
  const object = readAs(heap, list, "list");
  return object === null ? raise_("TypeError", "heap argument must be a list") : [...object.items];
}

function put(heap: Heap, list: Value, items: Value[]): void {
  editAs(heap, list, "list").items = items;
}

function less(heap: Heap, a: Value, b: Value): boolean {
  return ordered(heap, "<", a, b);
}

/** Moves the item at `at` towards the root, not above `start`, past its greater parents. */
function towardsRoot(heap: Heap, items: Value[], start: number, at: number): void {
  const item = items[at];
  let place = at;
  while (place > start) {
    const parent = (place - 1) >> 1;
    if (!less(heap, item, items[parent])) break;
    items[place] = items[parent];
    items[parent] = item;
    place = parent;
  }
}

/** Lets smaller children rise from `at` down to a leaf, then places the item from there upwards. */
function towardsLeaf(heap: Heap, items: Value[], at: number): void {
  const item = items[at];
  let place = at;
  for (let child = 2 * at + 1; child < items.length; child = 2 * place + 1) {
    const right = child + 1;
    const smaller = right < items.length && !less(heap, items[child], items[right]) ? right : child;
    items[place] = items[smaller];
    place = smaller;
  }
  items[place] = item;
  towardsRoot(heap, items, at, place);
}

/** An item that cannot be compared stays where it got to. */
function push(heap: Heap, [list, item]: Given2): Value {
  const items = copyOf(heap, list);
  items.push(item);
  try {
    towardsRoot(heap, items, 0, items.length - 1);
  } catch (error) {
    if (error instanceof Raise) put(heap, list, items);
    throw error;
  }
  put(heap, list, items);
  return null;
}

function pop(heap: Heap, [list]: Given1): Value {
  const items = copyOf(heap, list);
  const last = items.pop();
  if (last === undefined) raise_("IndexError", "index out of range");
  const [first] = items;
  if (items.length > 0) {
    items[0] = last;
    towardsLeaf(heap, items, 0);
  }
  put(heap, list, items);
  return items.length > 0 ? first : last;
}

function replaceRoot(heap: Heap, list: Value, items: Value[], item: Value): Value {
  const [first] = items;
  items[0] = item;
  towardsLeaf(heap, items, 0);
  put(heap, list, items);
  return first;
}

function heapify(heap: Heap, [list]: Given1): Value {
  const items = copyOf(heap, list);
  for (let i = (items.length >> 1) - 1; i >= 0; i--) towardsLeaf(heap, items, i);
  put(heap, list, items);
  return null;
}

function ranked(name: string, reverse: boolean): FunctionEntry {
  return fn(
    2,
    2,
    (heap, [count, iterable, key]) => {
      const callee: Value = { kind: "builtin", name: `heapq.${name}` };
      if (key !== undefined && key !== null) throw new Delegate("_keyed", [callee, tuple(count, iterable)], { key });
      const items = allOf(heap, iterable);
      const size = indexArgument(heap, count);
      return makeList(heap, compareBy(heap, items, items, reverse).slice(0, size < 0n ? 0 : Number(size)));
    },
    ["n", "iterable", "key"],
  );
}

export const heapFunctions: Readonly<Record<string, FunctionEntry>> = {
  heapify: changing(1, 1, heapify),
  heappop: changing(1, 1, pop),
  heappush: changing(2, 2, push),
  heappushpop: changing(2, 2, (heap, [list, item]) => {
    const items = copyOf(heap, list);
    if (items.length === 0 || !less(heap, items[0], item)) return item;
    return replaceRoot(heap, list, items, item);
  }),
  heapreplace: changing(2, 2, (heap, [list, item]) => {
    const items = copyOf(heap, list);
    return items.length === 0 ? raise_("IndexError", "index out of range") : replaceRoot(heap, list, items, item);
  }),
  nlargest: ranked("nlargest", true),
  nsmallest: ranked("nsmallest", false),
};

function place(heap: Heap, args: Given2, side: "left" | "right", name: string): number {
  const [list, wanted, lo, hi, key] = args;
  if (key !== undefined && key !== null)
    throw new Delegate("_keyed", [{ kind: "builtin", name: `bisect.${name}` }, tuple(list, wanted)], {
      key,
    });
  const items = allOf(heap, list);
  let low = lo === undefined ? 0 : Number(indexArgument(heap, lo));
  let high = hi === undefined || hi === null ? items.length : Number(indexArgument(heap, hi));
  if (low < 0) raise_("ValueError", "lo must be non-negative");
  while (low < high) {
    const middle = (low + high) >> 1;
    if (middle >= items.length) raise_("IndexError", "list index out of range");
    const after = side === "left" ? less(heap, items[middle], wanted) : !less(heap, wanted, items[middle]);
    if (after) low = middle + 1;
    else high = middle;
  }
  return low;
}

const names = ["a", "x", "lo", "hi", "key"];

function search(side: "left" | "right", name: string): FunctionEntry {
  return fn(2, 4, (heap, args) => BigInt(place(heap, args, side, name)), names);
}

function insert(side: "left" | "right", name: string): FunctionEntry {
  return changing(
    2,
    4,
    (heap, args) => {
      const at = place(heap, args, side, name);
      editAs(heap, args[0], "list").items.splice(at, 0, args[1]);
      return null;
    },
    names,
  );
}

export const bisectFunctions: Readonly<Record<string, FunctionEntry>> = {
  bisect: search("right", "bisect"),
  bisect_left: search("left", "bisect_left"),
  bisect_right: search("right", "bisect_right"),
  insort: insert("right", "insort"),
  insort_left: insert("left", "insort_left"),
  insort_right: insert("right", "insort_right"),
};
