/** Sorting and picking by natively comparable keys. */
import type { Value } from "../value.js";
import { ordered } from "./compare.js";
import type { Heap } from "./heap.js";

/** The items in the order of their keys; stable, also in reverse. Compares `later < earlier` as CPython's sort does. */
export function compareBy(heap: Heap, items: readonly Value[], keys: readonly Value[], reverse: boolean): Value[] {
  const indexes = items.map((_, i) => i);
  if (reverse) indexes.reverse();
  const sorted = mergeSort(indexes, (a, b) => ordered(heap, "<", keys[a], keys[b]));
  if (reverse) sorted.reverse();
  return sorted.map((index) => items[index]);
}

/** A stable merge sort that asks only `less(right, left)`. */
function mergeSort(indexes: readonly number[], less: (a: number, b: number) => boolean): number[] {
  if (indexes.length < 2) return [...indexes];
  const middle = Math.floor(indexes.length / 2);
  const left = mergeSort(indexes.slice(0, middle), less);
  const right = mergeSort(indexes.slice(middle), less);
  const result: number[] = [];
  let i = 0;
  let j = 0;
  while (i < left.length && j < right.length) result.push(less(right[j], left[i]) ? right[j++] : left[i++]);
  return [...result, ...left.slice(i), ...right.slice(j)];
}

/** The item with the least or greatest key; the first of equals. Not for no items. */
export function pickBy(heap: Heap, items: readonly Value[], keys: readonly Value[], which: "min" | "max"): Value {
  let best = 0;
  for (let i = 1; i < items.length; i++) if (ordered(heap, which === "min" ? "<" : ">", keys[i], keys[best])) best = i;
  return items[best];
}
