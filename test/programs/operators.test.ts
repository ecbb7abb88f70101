// Operators, comparison and hashing, as CPython does them.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hashKey } from "#sim/programs/builtins/hash.js";
import type { Heap } from "#sim/programs/builtins/heap.js";
import { binary, compare, equals, truth, unary } from "#sim/programs/builtins/operators.js";
import type { BinaryOp, CompareOp, UnaryOp } from "#sim/programs/code.js";
import type { Value } from "#sim/programs/value.js";
import { compareWithPython } from "./python-cases.js";
import { outcome, plain, read, TestHeap } from "./python-values.js";

/** `left op right` of two literals, as text. */
function result(op: BinaryOp, left: string, right: string, inplace = false): string {
  const heap = new TestHeap();
  return outcome(heap, () => binary(heap, op, read(heap, left), read(heap, right), inplace));
}

function instance(heap: Heap, members: Record<string, Value>, attributes: Record<string, Value>): Value {
  const cls = heap.make({ kind: "class", name: "Point", bases: [], attributes: members });
  return heap.make({ kind: "instance", cls, attributes });
}

describe("operators", () => {
  test("on two values are CPython's", () => {
    compareWithPython("binary", { literals: [1, 2], result: 3 }, (heap, [left, right], row) =>
      binary(heap, row[0] as BinaryOp, left, right, false),
    );
  });

  test("in place are CPython's", () => {
    compareWithPython("inplace", { literals: [1, 2], result: 3 }, (heap, [left, right], row) =>
      binary(heap, row[0] as BinaryOp, left, right, true),
    );
  });

  test("on one value are CPython's", () => {
    compareWithPython("unary", { literals: [1], result: 2 }, (heap, [value], row) =>
      unary(heap, row[0] as UnaryOp, value),
    );
  });

  test.each([
    ["+", "[1]", "[2]", "[1, 2]"],
    ["+", "[1]", "'ab'", '[1, "a", "b"]'],
    ["*", "[1]", "3", "[1, 1, 1]"],
    ["|", "{1}", "{2}", "{1, 2}"],
    ["&", "{1, 2}", "{2}", "{2}"],
    ["|", "{1: 2}", "{1: 3}", "dict {1: 3}"],
    ["|", "{1: 2}", "[(1, 3)]", "dict {1: 3}"],
    ["+", "deque([1, 2], maxlen=2)", "[3]", "deque(2: 2, 3)"],
  ] as const)("%s= changes the object: %s, %s", (op, left, right, after) => {
    const heap = new TestHeap();
    const target = read(heap, left);
    expect(binary(heap, op, target, read(heap, right), true)).toBe(target);
    expect(plain(heap, target)).toBe(after);
    expect(heap.edits).toBe(1);
  });

  test("what fails, and what is not in place, edits nothing", () => {
    for (const [op, left, right, inplace] of [
      ["+", "[1]", "5", true],
      ["+", "[1]", "[2]", false],
      ["|", "{1}", "[2]", true],
      ["|", "{1: 2}", "{3: 4}", false],
      ["*", "[1]", "2.0", true],
      ["|", "{1: 2}", "[1]", true],
    ] as const) {
      const heap = new TestHeap();
      outcome(heap, () => binary(heap, op, read(heap, left), read(heap, right), inplace));
      expect(heap.edits).toBe(0);
    }
  });

  test("nothing too large to be made is made", () => {
    const huge = `1${"0".repeat(400)}`;
    for (const [op, left, right] of [
      ["**", "3", huge],
      ["**", "-2", "2000000"],
      ["<<", "1", "2000000"],
      ["<<", "1", huge],
      ["*", "[1]", "2000000"],
      ["*", "'ab'", huge],
      ["*", huge, "(1, 2)"],
      ["*", "deque([1])", "2000000"],
    ] as const)
      expect(result(op, left, right)).toMatch(/^(MemoryError|OverflowError)/);
    expect(result("**", "1", huge)).toBe("1");
    expect(result("**", "-1", huge)).toBe("1");
    expect(result("**", "0", huge)).toBe("0");
    expect(result(">>", "5", huge)).toBe("0");
    expect(result(">>", "-5", huge)).toBe("-1");
    expect(result("<<", "0", huge)).toBe("0");
    expect(result("*", "[]", huge)).toBe("[]");
    expect(result("*", "[1]", `-${huge}`)).toBe("[]");
  });

  test("divmod: a == (a // b) * b + a % b, the remainder has the divisor's sign", () => {
    fc.assert(
      fc.property(
        fc.bigInt(),
        fc.bigInt().filter((b) => b !== 0n),
        (a, b) => {
          // prettier-ignore
          const heap = new TestHeap();
          const quotient = binary(heap, "//", a, b, false) as bigint;
          const rest = binary(heap, "%", a, b, false) as bigint;
          expect(quotient * b + rest).toBe(a);
          expect(b > 0n ? rest >= 0n && rest < b : rest <= 0n && rest > b).toBe(true);
        },
      ),
    );
  });
});

describe("truth", () => {
  test.each([
    "None",
    "False",
    "0",
    "0.0",
    "-0.0",
    "''",
    "b''",
    "()",
    "[]",
    "{}",
    "set()",
    "frozenset()",
    "range(0, 0)",
  ])("%s is false", (literal) => {
    const heap = new TestHeap();
    expect(truth(heap, read(heap, literal))).toBe(false);
  });

  test.each([
    "True",
    "-1",
    "nan",
    "5e-324",
    "'a'",
    "b'a'",
    "(0,)",
    "[0]",
    "{0: 0}",
    "{0}",
    "range(0, 1)",
    "int",
    "deque([0])",
  ])("%s is true", (literal) => {
    const heap = new TestHeap();
    expect(truth(heap, read(heap, literal))).toBe(true);
  });

  test("empty deques and views are false, functions and instances true", () => {
    const heap = new TestHeap();
    expect(truth(heap, read(heap, "deque([])"))).toBe(false);
    expect(truth(heap, read(heap, "dict_keys({})"))).toBe(false);
    expect(truth(heap, { kind: "function", code: 0, defaults: [], cells: [] })).toBe(true);
    expect(truth(heap, instance(heap, {}, {}))).toBe(true);
  });
});

describe("comparison", () => {
  test("is CPython's", () => {
    compareWithPython("compare", { literals: [1, 2], result: 3 }, (heap, [left, right], row) =>
      compare(heap, row[0] as CompareOp, left, right),
    );
  });

  test("dataclass instances of one class compare by their fields, others are only themselves", () => {
    const heap = new TestHeap();
    const cls = heap.make({
      kind: "class",
      name: "Point",
      bases: [],
      attributes: { __dataclass_fields__: { kind: "tuple", items: ["x"] } },
    });
    const point = (x: Value): Value => heap.make({ kind: "instance", cls, attributes: { x } });
    expect(equals(heap, point(1n), point(1))).toBe(true);
    expect(equals(heap, point(1n), point(2n))).toBe(false);
    expect(equals(heap, { kind: "tuple", items: [point(1n)] }, { kind: "tuple", items: [point(1n)] })).toBe(true);
    const thing = instance(heap, {}, { x: 1n });
    expect(equals(heap, thing, thing)).toBe(true);
    expect(equals(heap, thing, instance(heap, {}, { x: 1n }))).toBe(false);
  });

  test("identity: objects by what they are, values that cannot change by their contents", () => {
    const heap = new TestHeap();
    const is = (left: string, right: string): boolean => compare(heap, "is", read(heap, left), read(heap, right));
    expect([is("None", "None"), is("True", "True"), is("'a'", "'a'"), is("5", "5"), is("int", "int")]).toEqual(
      Array(5).fill(true),
    );
    expect([is("[]", "[]"), is("1", "True"), is("1", "1.0"), is("None", "False")]).toEqual(Array(4).fill(false));
    const list = read(heap, "[]");
    expect(compare(heap, "is", list, list)).toBe(true);
    expect(compare(heap, "is not", list, list)).toBe(false);
  });

  test("an element that is the same object counts as equal, even nan", () => {
    const heap = new TestHeap();
    const pair: Value = { kind: "tuple", items: [NaN] };
    expect(equals(heap, NaN, NaN)).toBe(false);
    expect(equals(heap, pair, pair)).toBe(true);
    expect(compare(heap, "in", NaN, pair)).toBe(true);
  });

  test("lists inside themselves end with RecursionError, unless they are one", () => {
    const heap = new TestHeap();
    const endless = (): Value => {
      const ref = heap.make({ kind: "list", items: [] });
      const list = heap.edit(ref);
      if (list.kind === "list") list.items.push(ref);
      return ref;
    };
    const [a, b] = [endless(), endless()];
    expect(outcome(heap, () => equals(heap, a, b))).toMatch(/^RecursionError/);
    expect(outcome(heap, () => compare(heap, "<", a, b))).toMatch(/^RecursionError/);
    expect(equals(heap, a, a)).toBe(true);
  });
});

describe("hash keys", () => {
  const scalar = fc.oneof(
    fc.constant(null),
    fc.boolean(),
    fc.bigInt({ min: -3n, max: 3n }),
    fc.bigInt(),
    fc.integer({ min: -6, max: 6 }).map((n) => n / 2),
    fc.double({ noNaN: true }),
    fc.constantFrom(2 ** 53, 2n ** 53n, 2n ** 53n + 1n, 1e300, BigInt(1e300), Infinity, -0),
    fc.constantFrom("", "a", "1", "(1:", "\ud83d\ude00"),
    fc.string(),
    fc.constantFrom<Value>({ kind: "bytes", data: "" }, { kind: "bytes", data: "a" }, { kind: "type", name: "int" }),
    fc
      .tuple(fc.integer({ min: -2, max: 2 }), fc.integer({ min: -2, max: 4 }), fc.constantFrom(-2n, -1n, 1n, 2n))
      .map(([start, stop, step]): Value => ({ kind: "range", start: BigInt(start), stop: BigInt(stop), step })),
  );
  const { value } = fc.letrec<{ value: Value }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      { arbitrary: scalar, weight: 3 },
      {
        arbitrary: fc.array(tie("value"), { maxLength: 3 }).map((items): Value => ({ kind: "tuple", items })),
        weight: 1,
      },
      {
        arbitrary: fc
          .uniqueArray(scalar, { maxLength: 3, selector: (v) => hashKey(new TestHeap(), v) })
          .map((items): Value => ({ kind: "frozenset", items })),
        weight: 1,
      },
    ),
  }));

  test("are equal exactly for values that are equal", () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const heap = new TestHeap();
        expect(hashKey(heap, a) === hashKey(heap, b)).toBe(equals(heap, a, b));
      }),
      { numRuns: 3000 },
    );
  });

  test("of numbers sort by size, of strings by their order", () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.oneof(fc.bigInt(), fc.double({ noNaN: true })), (a, b) => {
        const heap = new TestHeap();
        if (a < b) expect(hashKey(heap, a) < hashKey(heap, b)).toBe(true);
        if (a > b) expect(hashKey(heap, a) > hashKey(heap, b)).toBe(true);
      }),
    );
  });

  test.each([
    ["[]", "list"],
    ["{}", "dict"],
    ["set()", "set"],
    ["deque([])", "collections.deque"],
    ["(1, [2])", "list"],
  ])("%s has none", (literal, type) => {
    const heap = new TestHeap();
    expect(outcome(heap, () => hashKey(heap, read(heap, literal)))).toBe(`TypeError: unhashable type: '${type}'`);
  });

  test("of instances and classes are their identity; nan has one", () => {
    const heap = new TestHeap();
    const thing = instance(heap, {}, {});
    expect(hashKey(heap, thing)).toBe("o1");
    expect(hashKey(heap, thing)).not.toBe(hashKey(heap, instance(heap, {}, {})));
    expect(hashKey(heap, NaN)).toBe(hashKey(heap, NaN));
  });

  test("of instances with an __eq__ of their own there are none", () => {
    const heap = new TestHeap();
    const method: Value = { kind: "function", code: 0, defaults: [], cells: [] };
    const half = instance(heap, { __eq__: method }, {});
    expect(outcome(heap, () => hashKey(heap, half))).toBe("TypeError: unhashable type: 'Point'");
    const both = instance(heap, { __eq__: method, __hash__: method }, {});
    expect(outcome(heap, () => hashKey(heap, both))).toMatch(/^TypeError: 'Point' objects compare by an __eq__/);
    expect(hashKey(heap, instance(heap, { __hash__: method }, {}))).toMatch(/^o\d+$/);
  });

  test("of frozen dataclass instances are their fields", () => {
    const heap = new TestHeap();
    const cls = heap.make({
      kind: "class",
      name: "Point",
      bases: [],
      attributes: { __dataclass_fields__: { kind: "tuple", items: ["x"] }, __dataclass_frozen__: true },
    });
    const point = (x: Value): Value => heap.make({ kind: "instance", cls, attributes: { x } });
    expect(hashKey(heap, point(1n))).toBe(hashKey(heap, point(true)));
    expect(hashKey(heap, point(1n))).not.toBe(hashKey(heap, point(2n)));
  });
});
