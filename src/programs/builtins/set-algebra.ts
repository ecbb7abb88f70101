/** Union, intersection and differences of sets, frozensets and dict views; `|` of dicts; arithmetic of Counters. */
import type { BinaryOp } from "../code.js";
import type { Dict, Ref, Value } from "../value.js";
import { setLike } from "./compare.js";
import { entryIndex, hashKey, keyMap, sortedByKey } from "./hash.js";
import type { Heap } from "./heap.js";
import { asView, itemsOf, notIterable } from "./iteration.js";
import { editAs, isKind, numberOf, readAs } from "./values.js";

export type SetOp = "|" | "&" | "-" | "^";

export function isSetOp(op: BinaryOp): op is SetOp {
  return op === "|" || op === "&" || op === "-" || op === "^";
}

/** The items of `a op b`, sorted by their keys; of equal items the left one stays. */
export function combine(heap: Heap, op: SetOp, a: readonly Value[], b: readonly Value[]): Value[] {
  const right = keyMap(heap, b);
  const result = new Map<string, Value>();
  for (const item of a) {
    const key = hashKey(heap, item);
    if (op === "|" || right.has(key) === (op === "&")) if (!result.has(key)) result.set(key, item);
  }
  if (op === "|" || op === "^") {
    const left = keyMap(heap, a);
    for (const [key, item] of right) if (!left.has(key)) result.set(key, item);
  }
  return sortedByKey(result);
}

/** `left op right` where both are sets of some kind; undefined where Python has no such operation. In place it changes the left set. */
export function onSets(heap: Heap, op: BinaryOp, left: Value, right: Value, inplace: boolean): Value | undefined {
  if (!isSetOp(op)) return undefined;
  if (inplace && op === "|" && readAs(heap, left, "dict") !== null) return undefined;
  const views = isView(heap, left) || isView(heap, right);
  const a = setLike(heap, left) ?? (views ? itemsOf(heap, left) : null);
  const b = setLike(heap, right) ?? (views ? itemsOf(heap, right) : null);
  if (a === null || b === null) return views ? notIterable(heap, a === null ? left : right) : undefined;
  const items = combine(heap, op, a, b);
  if (isKind(left, "frozenset") && !views) return { kind: "frozenset", items };
  if (!inplace || views || readAs(heap, left, "set") === null) return heap.make({ kind: "set", items });
  editAs(heap, left, "set").items = items;
  return left;
}

/** `d.keys()` and `d.items()` take any iterable as the other operand. */
function isView(heap: Heap, value: Value): boolean {
  const view = asView(heap, value);
  return view !== null && view.form !== "values";
}

/** `|` of dicts and the arithmetic of Counters. */
export function onDicts(heap: Heap, op: BinaryOp, left: Value, right: Value, inplace: boolean): Value | undefined {
  const a = readAs(heap, left, "dict");
  const b = readAs(heap, right, "dict");
  if (a === null || b === null || !isKind(left, "ref")) return undefined;
  const entries =
    a.factory === "counter" && (inplace || b.factory === "counter")
      ? counted(heap, op, a, b)
      : op === "|"
        ? merged(heap, a.entries, b.entries)
        : undefined;
  if (entries === undefined) return undefined;
  return put(heap, left, mergedKind(a, b), entries, inplace);
}

/** A defaultdict makes a defaultdict, from either side; a Counter with a dict that is none makes a dict. */
function mergedKind(a: Readonly<Dict>, b: Readonly<Dict>): Readonly<Dict> {
  if (a.factory === "counter") return b;
  return a.factory === undefined && b.factory !== "counter" ? b : a;
}

function put(heap: Heap, left: Ref, dict: Readonly<Dict>, entries: [Value, Value][], inplace: boolean): Value {
  if (!inplace)
    return heap.make(
      dict.factory === undefined ? { kind: "dict", entries } : { kind: "dict", entries, factory: dict.factory },
    );
  editAs(heap, left, "dict").entries = entries;
  return left;
}

/** The entries of the first with those of the second put over them. */
export function merged(
  heap: Heap,
  a: readonly (readonly [Value, Value])[],
  b: readonly (readonly [Value, Value])[],
): [Value, Value][] {
  const byKey = new Map<string, [Value, Value]>();
  for (const [key, value] of [...a, ...b]) {
    const text = hashKey(heap, key);
    const known = byKey.get(text);
    if (known === undefined) byKey.set(text, [key, value]);
    else known[1] = value;
  }
  return [...byKey.values()];
}

/** Counter + - & |: only positive counts stay. */
function counted(heap: Heap, op: BinaryOp, a: Readonly<Dict>, b: Readonly<Dict>): [Value, Value][] | undefined {
  const rule = counterRules[op];
  if (rule === undefined) return undefined;
  const result = a.entries.map(([key, count]): [Value, Value] => [key, rule(countOf(count), countIn(heap, b, key))]);
  for (const [key, count] of b.entries)
    if (entryIndex(heap, a.entries, key) < 0) result.push([key, rule(0n, countOf(count))]);
  return result.filter(([, count]) => countOf(count) > 0n);
}

const counterRules: Readonly<Partial<Record<BinaryOp, (a: bigint, b: bigint) => bigint>>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "&": (a, b) => (a < b ? a : b),
  "|": (a, b) => (a > b ? a : b),
};

export function countOf(value: Value): bigint {
  const count = numberOf(value);
  return typeof count === "bigint" ? count : 0n;
}

function countIn(heap: Heap, counter: Readonly<Dict>, key: Value): bigint {
  const index = entryIndex(heap, counter.entries, key);
  return index < 0 ? 0n : countOf(counter.entries[index][1]);
}

/** `+counter`: the positive counts; `-counter`: the negative ones, turned. */
export function signed(entries: readonly (readonly [Value, Value])[], op: "+" | "-"): [Value, Value][] {
  const turned = entries.map(([key, count]): [Value, bigint] => [key, op === "+" ? countOf(count) : -countOf(count)]);
  return turned.filter(([, count]) => count > 0n);
}
