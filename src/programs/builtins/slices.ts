/** Indexes and slices as Python resolves them. */
import type { Slice, Value } from "../value.js";
import { pythonMethod } from "./classes.js";
import type { Heap } from "./heap.js";
import { raise_ } from "./heap.js";
import { absolute } from "./numbers.js";
import { integerOf } from "./values.js";
import { typeInMessage } from "./type-words.js";

/** A slice fitted to a length: `count` indexes from `start` on, `step` apart. */
export interface Span {
  /** As the slice says it; `step` may be shorter where that picks the same. */
  readonly wanted: bigint;
  readonly start: number;
  readonly stop: number;
  readonly step: number;
  readonly count: number;
}

function part(value: Value): bigint | null {
  if (value === null) return null;
  const index = integerOf(value);
  if (index === null) raise_("TypeError", "slice indices must be integers or None or have an __index__ method");
  return index;
}

function clamp(index: bigint | null, length: number, low: number, high: number, missing: number): number {
  if (index === null) return missing;
  const moved = index < 0n ? index + BigInt(length) : index;
  if (moved < BigInt(low)) return low;
  return moved > BigInt(high) ? high : Number(moved);
}

/** `slice.indices(length)`. */
export function spanOf(slice: Slice, length: number): Span {
  const wanted = part(slice.step) ?? 1n;
  if (wanted === 0n) raise_("ValueError", "slice step cannot be zero");
  // A longer step picks the same; 1 would mean something else.
  const bound = BigInt(length) + 2n;
  const step = Number(absolute(wanted) > bound ? (wanted < 0n ? -bound : bound) : wanted);
  const [low, high] = step > 0 ? [0, length] : [-1, length - 1];
  const start = clamp(part(slice.start), length, low, high, step > 0 ? low : high);
  const stop = clamp(part(slice.stop), length, low, high, step > 0 ? high : low);
  const count = Math.max(0, step > 0 ? Math.ceil((stop - start) / step) : Math.ceil((start - stop) / -step));
  return { wanted, start, stop, step, count };
}

/** The indexes of a slice, in its order. */
export function indexesOf(span: Span): number[] {
  return Array.from({ length: span.count }, (_, i) => span.start + i * span.step);
}

export function pick<T>(items: readonly T[], span: Span): T[] {
  if (span.step === 1) return items.slice(span.start, span.start + span.count);
  return indexesOf(span).map((index) => items[index]);
}

/** C's indexes end before this one. */
const INDEX_END = 1n << 63n;

/** Where in a sequence an index points; -1 if outside. `kind` is for the TypeError. */
export function position(heap: Heap, index: Value, length: number, kind: string): number {
  const wanted = integerOf(index);
  if (wanted === null) {
    const name = typeInMessage(heap, index);
    if (kind === "deque") raise_("TypeError", `sequence index must be integer, not '${name}'`);
    if (kind === "string") raise_("TypeError", `string indices must be integers, not '${name}'`);
    raise_("TypeError", `${kind} indices must be integers or slices, not ${name}`);
  }
  if (kind !== "range" && absolute(wanted) >= INDEX_END)
    raise_("IndexError", "cannot fit 'int' into an index-sized integer");
  const moved = wanted < 0n ? wanted + BigInt(length) : wanted;
  return moved < 0n || moved >= BigInt(length) ? -1 : Number(moved);
}

/** An argument that must be an int (`__index__`). */
export function indexArgument(heap: Heap, value: Value): bigint {
  const index = integerOf(value);
  if (index !== null) return index;
  if (pythonMethod(heap, value, "__index__") !== null)
    raise_("TypeError", "__index__ written in Python is not supported here");
  return raise_("TypeError", `'${typeInMessage(heap, value)}' object cannot be interpreted as an integer`);
}
