// A set of vectors behaves as a Map from their text to their number, whatever it does with its memory.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { StateSet } from "#sim/explorer/state-set.js";

const vector = (...cells: number[]): Int32Array => Int32Array.from(cells);

function read(set: StateSet, id: number): number[] {
  const into = new Int32Array(set.width);
  set.read(id, into);
  return [...into];
}

/** What the set is to do, in one line for each method. */
class Reference {
  readonly ids = new Map<string, number>();
  width: number;
  constructor(width: number) {
    this.width = width;
  }
  key(cells: readonly number[]): string {
    return cells.join(" ").replace(/( ?\b0)+$/, "");
  }
  add(cells: readonly number[]): number {
    const id = this.find(cells);
    if (id < 0) this.ids.set(this.key(cells), this.ids.size);
    return id < 0 ? this.ids.size - 1 : id;
  }
  find(cells: readonly number[]): number {
    return this.ids.get(this.key(cells)) ?? -1;
  }
}

describe("state set", () => {
  test("ids count the different vectors", () => {
    const set = new StateSet(2);
    expect([set.add(vector(1, 2)), set.added]).toEqual([0, true]);
    expect([set.add(vector(2, 1)), set.added]).toEqual([1, true]);
    expect([set.add(vector(1, 2)), set.added]).toEqual([0, false]);
    expect([set.find(vector(2, 1)), set.find(vector(0, 0)), set.size]).toEqual([1, -1, 2]);
  });

  test("a vector may be changed after it was added", () => {
    const set = new StateSet(1);
    const cells = vector(5);
    set.add(cells);
    cells[0] = 6;
    expect([read(set, 0), set.find(cells)]).toEqual([[5], -1]);
  });

  test("there is one vector of width 0", () => {
    const set = new StateSet(0);
    expect([set.add(vector()), set.add(vector()), set.size]).toEqual([0, 0, 1]);
    set.widen(2);
    expect([set.find(vector(0, 0)), set.add(vector(0, 1)), read(set, 0)]).toEqual([0, 1, [0, 0]]);
  });

  test("vectors of another width, ids out of range and impossible widths are refused", () => {
    const set = new StateSet(2);
    expect(() => set.add(vector(1))).toThrow(new RangeError("a vector of 1 cells, not 2"));
    expect(() => set.find(vector(1, 2, 3))).toThrow(new RangeError("a vector of 3 cells, not 2"));
    expect(() => set.widen(1)).toThrow(new RangeError("width 1 is less than 2"));
    expect(() => read(set, 0)).toThrow(new RangeError("no state 0 in a set of 0"));
    expect(() => new StateSet(-1)).toThrow(new RangeError("width -1 is not a whole number"));
    expect(() => new StateSet(0.5)).toThrow(new RangeError("width 0.5 is not a whole number"));
  });

  test("a cell takes as many bits as its values need, however large they are", () => {
    const set = new StateSet(3);
    const values = [0, 65_536, -1, 2 ** 31 - 1, -(2 ** 31)];
    values.forEach((value, i) => {
      expect(set.add(vector(value, 7, -value | 0))).toBe(i);
    });
    expect(set.format.words).toBe(1);
    values.forEach((value, i) => {
      expect([read(set, i), set.find(vector(value, 7, -value | 0))]).toEqual([[value, 7, -value | 0], i]);
    });
    expect([set.find(vector(65_535, 7, -65_535)), set.find(vector(65_536, 7, 1))]).toEqual([-1, -1]);
  });

  test("a large cell that is only looked for costs nothing and is not found", () => {
    const set = new StateSet(1);
    set.add(vector(0));
    const before = set.bytes;
    expect([set.find(vector(65_536)), set.bytes]).toEqual([-1, before]);
  });

  test("a wider set holds the same vectors, followed by zeros", () => {
    const set = new StateSet(2);
    set.add(vector(1, 2));
    set.widen(4);
    expect([set.width, set.find(vector(1, 2, 0, 0)), set.find(vector(1, 2, 0, 1))]).toEqual([4, 0, -1]);
    expect([set.add(vector(1, 2, 0, 1)), read(set, 0), read(set, 1)]).toEqual([1, [1, 2, 0, 0], [1, 2, 0, 1]]);
  });

  // 65,536 vectors fill a chunk.
  test("half a million vectors keep their ids through growth, widening and larger cells", () => {
    const set = new StateSet(2);
    const cellsOf = (i: number): number[] => [
      i % 1000,
      Math.floor(i / 1000),
      i >= 50_000 ? 1 : 0,
      i >= 90_001 ? 70_000 + i : 0,
    ];
    const total = 500_000;
    for (let i = 0; i < total; i++) {
      if (i === 50_000) set.widen(3);
      if (i === 90_000) set.widen(4);
      if (set.add(vector(...cellsOf(i).slice(0, set.width))) !== i) throw new Error(`vector ${i} has another id`);
    }
    expect(set.size).toBe(total);
    for (let i = 0; i < total; i += 7) {
      if (set.find(vector(...cellsOf(i))) !== i || read(set, i).join() !== cellsOf(i).join())
        throw new Error(`vector ${i} is lost`);
    }
    expect(set.find(vector(0, 0, 0, 1))).toBe(-1);
  });

  test("small vectors take a few bits a cell and about 9 bytes of index", () => {
    const set = new StateSet(10);
    for (let i = 0; i < 100_000; i++) set.add(vector(i & 255, i >> 8, 0, 0, 0, 0, 0, 0, 0, 1));
    expect(set.bytes / set.size).toBeLessThan(4 * 1.4 + 11);
  });

  // A hash of products of the cells alone would be one of 4 here.
  test("cells that differ in their uppermost bits only are told apart as fast as others", { timeout: 2000 }, () => {
    const set = new StateSet(9);
    const cells = new Int32Array(9);
    for (let i = 0; i < 200_000; i++) {
      for (let j = 0; j < 9; j++) cells[j] = (i >> (2 * j)) << 30;
      set.add(cells);
    }
    expect(set.size).toBe(200_000);
  });

  test("law: it is a Map from the vector's text to its number", () => {
    const cell = fc.oneof(
      { weight: 12, arbitrary: fc.nat({ max: 2 }) },
      { weight: 1, arbitrary: fc.integer({ min: 65_534, max: 65_537 }) },
      { weight: 1, arbitrary: fc.integer() },
    );
    const action = fc.oneof(
      {
        weight: 20,
        arbitrary: fc.record({
          verb: fc.constantFrom("add", "find"),
          cells: fc.array(cell, { minLength: 9, maxLength: 9 }),
        }),
      },
      { weight: 1, arbitrary: fc.constant({ verb: "widen", cells: [] as number[] }) },
    );
    fc.assert(
      fc.property(fc.nat({ max: 4 }), fc.array(action, { maxLength: 200 }), (width, actions) => {
        const set = new StateSet(width);
        const reference = new Reference(width);
        for (const { verb, cells } of actions) {
          const used = cells.slice(0, set.width);
          const count = reference.ids.size;
          if (verb === "widen") set.widen(Math.min(set.width + 1, 9));
          else if (verb === "find") expect(set.find(Int32Array.from(used))).toBe(reference.find(used));
          else
            expect([set.add(Int32Array.from(used)), set.added]).toEqual([
              reference.add(used),
              reference.ids.size > count,
            ]);
        }
        expect(set.size).toBe(reference.ids.size);
        for (const [key, id] of reference.ids) expect(reference.key(read(set, id))).toBe(key);
      }),
      { numRuns: 300, seed: 8 },
    );
  });
});
