// Values in words, as CPython writes them.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { binary } from "#sim/programs/builtins/operators.js";
import { format, repr, str } from "#sim/programs/builtins/text.js";
import type { Value } from "#sim/programs/value.js";
import { compareWithPython } from "./python-cases.js";
import { read, TestHeap } from "./python-values.js";

const none: Value = null;

describe("text", () => {
  test("repr is CPython's", () => {
    compareWithPython("repr", { literals: [0], result: 0 }, (heap, [value], row) => {
      const text = repr(heap, value);
      return text === row[1] ? value : text;
    });
  });

  test("format is CPython's", () => {
    compareWithPython("format", { literals: [0], result: 2 }, (heap, [value], row) => format(heap, value, row[1]));
  });

  test("% on strings is CPython's", () => {
    compareWithPython("percent", { literals: [0, 1], result: 2 }, (heap, [text, args]) =>
      binary(heap, "%", text, args, false),
    );
  });

  test("% with a dict takes names", () => {
    const heap = new TestHeap();
    const args = read(heap, "{'a': 1, 'b c': 2.5}");
    expect(binary(heap, "%", "%(a)03d %(b c).2f %(a)s%%", args, false)).toBe("001 2.50 1%");
  });

  test.each([
    ["set()", "set()"],
    ["frozenset()", "frozenset()"],
    ["{2, 1, 10}", "{1, 2, 10}"],
    ["frozenset({2, 1})", "frozenset({1, 2})"],
    ["deque([1, 2], maxlen=3)", "deque([1, 2], maxlen=3)"],
    ["deque([])", "deque([])"],
    ["defaultdict(int, {'a': 1})", "defaultdict(<class 'int'>, {'a': 1})"],
    ["Counter({'a': 1, 'b': 3})", "Counter({'b': 3, 'a': 1})"],
    ["Counter({})", "Counter()"],
    ["dict_keys({1: 2})", "dict_keys([1])"],
    ["dict_values({1: 2})", "dict_values([2])"],
    ["dict_items({1: 2})", "dict_items([(1, 2)])"],
    ["int", "<class 'int'>"],
    ["slice(1, None, None)", "slice(1, None, None)"],
  ])("%s is written %s", (literal, text) => {
    const heap = new TestHeap();
    expect(repr(heap, read(heap, literal))).toBe(text);
  });

  test("an object inside itself is dots", () => {
    const heap = new TestHeap();
    const list = heap.make({ kind: "list", items: [1n] });
    const dict = heap.make({ kind: "dict", entries: [["me", list]] });
    const inner = heap.edit(list);
    if (inner.kind === "list") inner.items.push(list, { kind: "tuple", items: [dict] });
    expect(repr(heap, list)).toBe("[1, [...], ({'me': [...]},)]");
    const outer = heap.edit(dict);
    if (outer.kind === "dict") outer.entries.push([2n, dict]);
    expect(repr(heap, dict)).toBe("{'me': [1, [...], ({...},)], 2: {...}}");
  });

  test("the same object twice is no cycle", () => {
    const heap = new TestHeap();
    const list = heap.make({ kind: "list", items: [] });
    expect(repr(heap, { kind: "tuple", items: [list, list] })).toBe("([], [])");
  });

  test("exceptions: repr with arguments, str the message alone", () => {
    const heap = new TestHeap();
    const error: Value = { kind: "exception", type: "queue.Empty", args: ["x"] };
    expect(repr(heap, error)).toBe("Empty('x')");
    expect(str(heap, error)).toBe("x");
    expect(str(heap, { kind: "exception", type: "KeyError", args: ["x"] })).toBe("'x'");
    expect(str(heap, { kind: "exception", type: "ValueError", args: [] })).toBe("");
    expect(str(heap, { kind: "exception", type: "ValueError", args: ["x", 1n] })).toBe("('x', 1)");
  });

  test("classes, instances, dataclasses, exceptions of the program's own", () => {
    const heap = new TestHeap();
    const made = (
      name: string,
      bases: Value[],
      members: Record<string, Value>,
      attributes: Record<string, Value>,
    ): Value =>
      heap.make({ kind: "instance", cls: heap.make({ kind: "class", name, bases, attributes: members }), attributes });
    const fields: Value = { kind: "tuple", items: ["x", "y"] };
    const args: Value = { kind: "tuple", items: ["no", 1n] };
    expect(repr(heap, made("Thing", [], {}, {}))).toBe("<Thing object>");
    expect(repr(heap, made("Point", [], { __dataclass_fields__: fields }, { y: 2n, x: "a" }))).toBe(
      "Point(x='a', y=2)",
    );
    const failure = made("Failure", [{ kind: "type", name: "Exception" }], {}, { args });
    expect(repr(heap, failure)).toBe("Failure('no', 1)");
    expect(str(heap, failure)).toBe("('no', 1)");
    expect(repr(heap, heap.make({ kind: "class", name: "Thing", bases: [], attributes: {} }))).toBe("<class 'Thing'>");
    expect(repr(heap, { kind: "function", code: 3, defaults: [], cells: [] })).toBe("<function>");
  });

  test("str is repr but for strings; both are text for everything", () => {
    const heap = new TestHeap();
    expect(str(heap, "a'b")).toBe("a'b");
    expect(str(heap, none)).toBe("None");
    expect(str(heap, { kind: "tuple", items: ["a'b", true] })).toBe(`("a'b", True)`);
  });

  test("the full list of conversions agrees with format", () => {
    const heap = new TestHeap();
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.nat(20), (x, places) => {
        for (const type of ["e", "f", "g"])
          expect(binary(heap, "%", `%.${places}${type}`, x, false)).toBe(format(heap, x, `.${places}${type}`));
      }),
    );
  });

  test("floats read back the same", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (x) => {
        const heap = new TestHeap();
        const text = repr(heap, x);
        expect(Object.is(read(heap, text), x)).toBe(true);
        expect(text).toMatch(/^-?(?:inf|\d+\.\d+(?:e[-+]\d\d+)?|\d(?:\.\d+)?e[-+]\d\d+)$/);
      }),
    );
  });

  test("strings and bytes read back the same", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const heap = new TestHeap();
        expect(read(heap, repr(heap, text))).toBe(text);
      }),
    );
  });
});
