// Items and slices, as CPython reads, writes and deletes them.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deleteItem, getItem, setItem } from "#sim/programs/builtins/subscripts.js";
import type { Value } from "#sim/programs/value.js";
import { compareWithPython } from "./python-cases.js";
import { outcome, plain, read, TestHeap } from "./python-values.js";

describe("subscripts", () => {
  test("are read as CPython does", () => {
    compareWithPython("get", { literals: [0, 1], result: 2, after: 3 }, (heap, [object, index]) =>
      getItem(heap, object, index),
    );
  });

  test("are assigned as CPython does", () => {
    compareWithPython("set", { literals: [0, 1, 2], result: 3, after: 4 }, (heap, [object, index, value]) => {
      setItem(heap, object, index, value);
      return null;
    });
  });

  test("are deleted as CPython does", () => {
    compareWithPython("delete", { literals: [0, 1], result: 2, after: 3 }, (heap, [object, index]) => {
      deleteItem(heap, object, index);
      return null;
    });
  });

  test("a failure has changed nothing, and nothing was about to be changed", () => {
    for (const [object, index, value] of [
      ["[1, 2, 3]", "5", "0"],
      ["[1, 2, 3]", "slice(None, None, 2)", "[1]"],
      ["[1, 2, 3]", "slice(0, 1)", "5"],
      ["{1: 2}", "[1]", "0"],
      ["deque([1])", "1", "0"],
    ]) {
      const heap = new TestHeap();
      const [target, at, what] = [object, index, value].map((text) => read(heap, text));
      const run = (): Value => {
        setItem(heap, target, at, what);
        return null;
      };
      expect(outcome(heap, run)).toMatch(/Error/);
      expect(heap.edits).toBe(0);
    }
  });

  test("a list assigned to its own slice", () => {
    const heap = new TestHeap();
    const list = read(heap, "[1, 2, 3]");
    setItem(heap, list, read(heap, "slice(1, 2)"), list);
    expect(plain(heap, list)).toBe("[1, 1, 2, 3, 3]");
  });

  test("a defaultdict with a factory in Python asks the library", () => {
    const heap = new TestHeap();
    const factory: Value = { kind: "function", code: 0, defaults: [], cells: [] };
    const dict = heap.make({ kind: "dict", entries: [], factory });
    expect(outcome(heap, () => getItem(heap, dict, 1n))).toBe("delegated to _missing");
    expect(heap.edits).toBe(0);
  });

  const bound = fc.oneof(fc.constant(null), fc.integer({ min: -12, max: 12 }));
  const step = fc.oneof(
    fc.constant(null),
    fc.integer({ min: -5, max: 5 }).filter((n) => n !== 0),
  );
  const big = (n: number | null): Value => (n === null ? null : BigInt(n));

  /** The indices of a slice, counted out one by one. */
  function chosen(length: number, start: number | null, stop: number | null, by: number): number[] {
    const clip = (n: number, low: number, high: number): number =>
      Math.min(Math.max(n < 0 ? n + length : n, low), high);
    const [low, high] = by > 0 ? [0, length] : [-1, length - 1];
    const first = start === null ? (by > 0 ? 0 : length - 1) : clip(start, low, high);
    const last = stop === null ? (by > 0 ? length : -1) : clip(stop, low, high);
    const result: number[] = [];
    for (let i = first; by > 0 ? i < last : i > last; i += by) result.push(i);
    return result;
  }

  test("a slice of a list, a tuple, a string and a range are the same places; deleting leaves the others", () => {
    fc.assert(
      fc.property(fc.nat(9), bound, bound, step, (length, start, stop, by) => {
        const heap = new TestHeap();
        const index: Value = { kind: "slice", start: big(start), stop: big(stop), step: big(by) };
        const want = chosen(length, start, stop, by ?? 1);
        const all = Array.from({ length }, (_, i) => BigInt(i));
        const list = heap.make({ kind: "list", items: [...all] });
        const range = getItem(heap, { kind: "range", start: 0n, stop: BigInt(length), step: 1n }, index);
        expect(plain(heap, getItem(heap, list, index))).toBe(`[${want.join(", ")}]`);
        expect(plain(heap, getItem(heap, { kind: "tuple", items: all }, index))).toBe(`(${want.join(", ")},)`);
        expect(getItem(heap, all.join(""), index)).toBe(want.join(""));
        expect(want.map((_, i) => getItem(heap, range, BigInt(i)))).toEqual(want.map(BigInt));
        deleteItem(heap, list, index);
        const rest = all.filter((n) => !want.includes(Number(n)));
        expect(plain(heap, list)).toBe(`[${rest.join(", ")}]`);
      }),
    );
  });
});
