// Types, attributes, iteration and exceptions of built-in values; and what natives hand over to Python code.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hashKey } from "#sim/programs/builtins/hash.js";
import type { Heap, Keywords } from "#sim/programs/builtins/heap.js";
import { Delegate, Raise } from "#sim/programs/builtins/heap.js";
import {
  attributeOf,
  builtinFunctions,
  builtinTypes,
  callNative,
  construct,
  effectOf,
  hasNative,
  methodNames,
} from "#sim/programs/builtins/index.js";
import { itemsOf, makeIterator, next } from "#sim/programs/builtins/iteration.js";
import { compare, equals } from "#sim/programs/builtins/operators.js";
import { repr, str } from "#sim/programs/builtins/text.js";
import {
  exceptionMessage,
  isExceptionClass,
  isInstance,
  isSubtype,
  lookupInClass,
  mro,
  typeName,
} from "#sim/programs/builtins/types.js";
import type { Ref, Value } from "#sim/programs/value.js";
import { outcome, plain, read, TestHeap } from "./python-values.js";

const type = (name: string): Value => ({ kind: "type", name });
const python: Value = { kind: "function", code: 0, defaults: [], cells: [] };

function ref(value: Value): Ref {
  if (typeof value === "object" && value?.kind === "ref") return value;
  throw new Error("not an object");
}

function makeClass(heap: Heap, name: string, bases: Value[] = [], attributes: Record<string, Value> = {}): Ref {
  return heap.make({ kind: "class", name, bases, attributes });
}

function makeInstance(heap: Heap, cls: Value, attributes: Record<string, Value> = {}): Ref {
  return heap.make({ kind: "instance", cls, attributes });
}

function makeGenerator(heap: Heap): Ref {
  return heap.make({ kind: "generator", form: "generator", frames: [], running: false, started: false });
}

/** The call of a method by attribute: `object.name(*args)`. */
function method(heap: Heap, object: Value, name: string, args: Value[] = [], keywords: Keywords = {}): Value {
  const found = attributeOf(heap, object, name);
  if (typeof found !== "object" || found?.kind !== "method") throw new Error(`no method ${name}`);
  const callee = found.callee;
  if (typeof callee !== "object" || callee?.kind !== "builtin") throw new Error("no builtin");
  return callNative(heap, callee.name, [found.self, ...args], keywords);
}

function delegated(run: () => unknown): Delegate {
  try {
    run();
  } catch (error) {
    if (error instanceof Delegate) return error;
    throw error;
  }
  throw new Error("not delegated");
}

function raised(run: () => unknown): Value {
  try {
    run();
  } catch (error) {
    if (error instanceof Raise) return error.value;
    throw error;
  }
  throw new Error("nothing raised");
}

describe("types", () => {
  test.each([
    ["True", "bool"],
    ["1", "int"],
    ["1.5", "float"],
    ["'a'", "str"],
    ["b''", "bytes"],
    ["None", "NoneType"],
    ["()", "tuple"],
    ["[]", "list"],
    ["{}", "dict"],
    ["{1}", "set"],
    ["frozenset()", "frozenset"],
    ["range(0, 1)", "range"],
    ["deque([])", "deque"],
    ["Counter({})", "Counter"],
    ["defaultdict(int, {})", "defaultdict"],
    ["dict_keys({})", "dict_keys"],
    ["dict_items({})", "dict_items"],
    ["int", "type"],
  ])("of %s is %s", (literal, name) => {
    const heap = new TestHeap();
    expect(typeName(heap, read(heap, literal))).toBe(name);
  });

  test("form CPython's hierarchy, with the library's exceptions", () => {
    for (const [sub, base] of [
      ["bool", "int"],
      ["KeyError", "LookupError"],
      ["TimeoutError", "OSError"],
      ["IOError", "OSError"],
      ["BrokenPipeError", "ConnectionError"],
      ["ExceptionGroup", "Exception"],
      ["ExceptionGroup", "BaseExceptionGroup"],
      ["threading.BrokenBarrierError", "RuntimeError"],
      ["queue.Empty", "Exception"],
      ["asyncio.CancelledError", "BaseException"],
      ["asyncio.TimeoutError", "TimeoutError"],
      ["list", "object"],
    ])
      expect([sub, base, isSubtype(sub, base)]).toEqual([sub, base, true]);
    for (const [sub, base] of [
      ["int", "bool"],
      ["asyncio.CancelledError", "Exception"],
      ["KeyboardInterrupt", "Exception"],
      ["queue.Empty", "queue.Full"],
      ["float", "int"],
    ])
      expect([sub, base, isSubtype(sub, base)]).toEqual([sub, base, false]);
  });

  test("of classes resolve in C3 order", () => {
    const heap = new TestHeap();
    const [a, b, c] = ["A", "B", "C"].map((name) => makeClass(heap, name));
    const x = makeClass(heap, "X", [a, b]);
    const d = makeClass(heap, "D", [x, b, c]);
    expect(mro(heap, d).map((cls) => repr(heap, cls))).toEqual(
      ["D", "X", "A", "B", "C", "object"].map((name) => `<class '${name}'>`),
    );
    const impossible = makeClass(heap, "Y", [a, x]);
    expect(
      exceptionMessage(
        heap,
        raised(() => mro(heap, impossible)),
      ),
    ).toContain("consistent method resolution order");
  });

  test("isinstance looks through tuples, unions and bases", () => {
    const heap = new TestHeap();
    const base = makeClass(heap, "Base", [type("ValueError")], { limit: 3n });
    const derived = makeClass(heap, "Derived", [base]);
    const value = makeInstance(heap, derived);
    expect(isInstance(heap, value, base)).toBe(true);
    expect(isInstance(heap, value, type("Exception"))).toBe(true);
    expect(isInstance(heap, value, { kind: "tuple", items: [type("int"), { kind: "tuple", items: [derived] }] })).toBe(
      true,
    );
    expect(isInstance(heap, value, type("int"))).toBe(false);
    expect(isInstance(heap, true, type("int"))).toBe(true);
    expect(isExceptionClass(heap, derived)).toBe(true);
    expect(isExceptionClass(heap, type("int"))).toBe(false);
    expect(lookupInClass(heap, derived, "limit")).toBe(3n);
    expect(lookupInClass(heap, derived, "other")).toBeUndefined();
    expect(lookupInClass(heap, derived, "__eq__")).toBeUndefined();
  });
});

describe("iteration", () => {
  function rest(heap: Heap, iterator: Value): Value[] {
    const items: Value[] = [];
    for (let item = next(heap, ref(iterator)); item !== undefined; item = next(heap, ref(iterator))) items.push(item);
    return items;
  }

  test("over a list sees it grow, and once ended stays ended", () => {
    const heap = new TestHeap();
    const list = read(heap, "[1]");
    const iterator = ref(makeIterator(heap, list));
    expect(next(heap, iterator)).toBe(1n);
    callNative(heap, "list.append", [list, 2n], {});
    expect(next(heap, iterator)).toBe(2n);
    expect(next(heap, iterator)).toBeUndefined();
    callNative(heap, "list.append", [list, 3n], {});
    expect(next(heap, iterator)).toBeUndefined();
  });

  test.each([
    ["{1: 2}", "dict.__setitem__", "dictionary changed size during iteration"],
    ["{1}", "set.add", "Set changed size during iteration"],
    ["deque([1])", "deque.append", "deque mutated during iteration"],
  ])("over %s must not be disturbed", (literal, change, message) => {
    const heap = new TestHeap();
    const object = read(heap, literal);
    const iterator = ref(makeIterator(heap, object));
    if (change === "dict.__setitem__") callNative(heap, "operator.setitem", [object, 5n, 6n], {});
    else callNative(heap, change, [object, 5n], {});
    const error = raised(() => next(heap, iterator));
    expect(repr(heap, error)).toBe(`RuntimeError('${message}')`);
  });

  test("over a view begins anew each time", () => {
    const heap = new TestHeap();
    const dict = read(heap, "{'a': 1, 'b': 2}");
    const items = method(heap, dict, "items");
    expect(rest(heap, makeIterator(heap, items)).map((item) => plain(heap, item))).toEqual(['("a", 1,)', '("b", 2,)']);
    expect(rest(heap, makeIterator(heap, items))).toHaveLength(2);
    expect(callNative(heap, "len", [items], {})).toBe(2n);
    expect(repr(heap, items)).toBe("dict_items([('a', 1), ('b', 2)])");
    expect(compare(heap, "in", read(heap, "('a', 1)"), items)).toBe(true);
    expect(equals(heap, method(heap, dict, "keys"), read(heap, "{'a', 'b'}"))).toBe(true);
    expect(
      repr(
        heap,
        raised(() => next(heap, ref(items))),
      ),
    ).toBe(`TypeError("'dict_items' object is not an iterator")`);
  });

  test("of an iterator uses it up", () => {
    const heap = new TestHeap();
    const iterator = ref(makeIterator(heap, read(heap, "[1, 2, 3]")));
    next(heap, iterator);
    expect(itemsOf(heap, iterator)).toEqual([2n, 3n]);
    expect(itemsOf(heap, iterator)).toEqual([]);
    expect(next(heap, iterator)).toBeUndefined();
  });

  test("gives the same one by one and at once", () => {
    const heap = new TestHeap();
    for (const literal of [
      "[1, 2]",
      "(1,)",
      "'a😀'",
      "b'ab'",
      "range(5, 0, -2)",
      "{1: 2}",
      "{1, 2}",
      "frozenset({3})",
      "deque([1])",
      "dict_values({1: 2})",
    ])
      expect(rest(heap, makeIterator(heap, read(heap, literal)))).toEqual(itemsOf(heap, read(heap, literal)));
    expect(rest(heap, callNative(heap, "reversed", [read(heap, "[1, 2, 3]")], {}))).toEqual([3n, 2n, 1n]);
  });

  test("of what needs Python code is not done here", () => {
    const heap = new TestHeap();
    expect(itemsOf(heap, makeGenerator(heap))).toBeNull();
    expect(itemsOf(heap, makeInstance(heap, makeClass(heap, "C")))).toBeNull();
    expect(outcome(heap, () => makeIterator(heap, 5n))).toBe("TypeError: 'int' object is not iterable");
  });
});

describe("attributes", () => {
  test.each([
    ["[]", "append", "<built-in method append of list object>"],
    ["Counter({})", "most_common", "<built-in method most_common of Counter object>"],
    ["Counter({})", "get", "<built-in method get of Counter object>"],
    ["True", "bit_length", "<built-in method bit_length of bool object>"],
    ["range(1, 9, 2)", "step", "2"],
    ["slice(1, None, None)", "stop", "None"],
    ["deque([], maxlen=3)", "maxlen", "3"],
    ["defaultdict(int, {})", "default_factory", "<class 'int'>"],
    ["'a'", "__class__", "<class 'str'>"],
    ["int", "__name__", "'int'"],
    ["str", "lower", "<built-in function lower>"],
    ["dict", "fromkeys", "<built-in function fromkeys>"],
  ])("%s has .%s", (literal, name, text) => {
    const heap = new TestHeap();
    const value = attributeOf(heap, read(heap, literal), name);
    expect(value).toBeDefined();
    expect(repr(heap, value ?? null)).toBe(text);
  });

  test("that are not there are undefined, also those of JavaScript", () => {
    const heap = new TestHeap();
    for (const literal of ["[]", "{}", "1", "'a'", "None", "int"])
      for (const name of ["nothing", "constructor", "toString", "__proto__", "hasOwnProperty"])
        expect([literal, name, attributeOf(heap, read(heap, literal), name)]).toEqual([literal, name, undefined]);
  });

  test("of modules are functions, constants and types", () => {
    const heap = new TestHeap();
    const math: Value = { kind: "module", name: "math" };
    expect(attributeOf(heap, math, "pi")).toBe(Math.PI);
    expect(attributeOf(heap, math, "sqrt")).toEqual({ kind: "builtin", name: "math.sqrt" });
    expect(attributeOf(heap, { kind: "module", name: "queue" }, "Empty")).toEqual(type("queue.Empty"));
    expect(attributeOf(heap, math, "nothing")).toBeUndefined();
  });

  test("name every method by what it does to its object", () => {
    expect(methodNames("list")).toContain("append");
    expect(methodNames("nothing")).toEqual([]);
    expect(
      [
        "list.append",
        "dict.pop",
        "set.add",
        "deque.popleft",
        "list.sort",
        "heapq.heappush",
        "operator.setitem",
        "Counter.pop",
      ].map(effectOf),
    ).toEqual(Array(8).fill("write"));
    expect(
      ["list.index", "dict.get", "str.upper", "len", "sorted", "deque.copy", "bisect.bisect"].map(effectOf),
    ).toEqual(Array(7).fill("read"));
  });

  test("that are read leave their object alone", () => {
    for (const [owner, literal] of [
      ["list", "[1, 2]"],
      ["dict", "{1: 2}"],
      ["set", "{1}"],
      ["deque", "deque([1])"],
      ["Counter", "Counter({})"],
    ] as const)
      for (const name of methodNames(owner).filter((each) => effectOf(`${owner}.${each}`) === "read")) {
        const heap = new TestHeap();
        const object = read(heap, literal);
        outcome(heap, () =>
          method(heap, object, name, name === "count" || name === "index" || name === "get" ? [1n] : []),
        );
        expect([owner, name, heap.edits]).toEqual([owner, name, 0]);
      }
  });
});

describe("exceptions", () => {
  const made = (heap: Heap, name: string, ...args: Value[]): Value => construct(heap, name, args, {});

  test.each([
    ["ValueError", ["'bad'"], "ValueError('bad')", "bad"],
    ["KeyError", ["'k'"], "KeyError('k')", "'k'"],
    ["ValueError", [], "ValueError()", ""],
    ["ValueError", ["1", "'b'"], "ValueError(1, 'b')", "(1, 'b')"],
    ["OSError", ["2", "'gone'"], "FileNotFoundError(2, 'gone')", "[Errno 2] gone"],
    ["queue.Empty", [], "Empty()", ""],
    ["IOError", ["'x'"], "OSError('x')", "x"],
  ])("%s(%s) is written %s", (name, args, text, message) => {
    const heap = new TestHeap();
    const value = made(heap, name, ...args.map((arg) => read(heap, arg)));
    expect(repr(heap, value)).toBe(text);
    expect(str(heap, value)).toBe(message);
    expect(exceptionMessage(heap, value)).toBe(message);
  });

  test("have their attributes", () => {
    const heap = new TestHeap();
    expect(attributeOf(heap, made(heap, "StopIteration", 5n), "value")).toBe(5n);
    expect(attributeOf(heap, made(heap, "SystemExit", 3n), "code")).toBe(3n);
    expect(attributeOf(heap, made(heap, "OSError", 2n, "x"), "errno")).toBe(2n);
    expect(plain(heap, attributeOf(heap, made(heap, "ValueError", 1n), "args") ?? null)).toBe("(1,)");
    expect(attributeOf(heap, made(heap, "ValueError"), "__cause__")).toBeNull();
    expect(attributeOf(heap, made(heap, "ValueError"), "errno")).toBeUndefined();
    const error = made(heap, "ValueError");
    expect(method(heap, error, "with_traceback", [null])).toBe(error);
  });

  test("form groups that can be split", () => {
    const heap = new TestHeap();
    const group = made(
      heap,
      "ExceptionGroup",
      "many",
      heap.make({ kind: "list", items: [made(heap, "ValueError", 1n), made(heap, "KeyError", "k")] }),
    );
    expect(repr(heap, group)).toBe("ExceptionGroup('many', [ValueError(1), KeyError('k')])");
    expect(str(heap, group)).toBe("many (2 sub-exceptions)");
    const parts = method(heap, group, "split", [type("ValueError")]);
    expect(repr(heap, parts)).toBe(
      "(ExceptionGroup('many', [ValueError(1)]), ExceptionGroup('many', [KeyError('k')]))",
    );
    expect(outcome(heap, () => made(heap, "ExceptionGroup", "none", { kind: "tuple", items: [] }))).toBe(
      "ValueError: second argument (exceptions) must be a non-empty sequence",
    );
    expect(outcome(heap, () => construct(heap, "ValueError", [], { x: 1n }))).toBe(
      "TypeError: ValueError() takes no keyword arguments",
    );
  });

  test("of the program's own are written like the built-in ones", () => {
    const heap = new TestHeap();
    const error = makeInstance(heap, makeClass(heap, "Broke", [type("KeyError")]), {
      args: { kind: "tuple", items: ["k"] },
    });
    expect(repr(heap, error)).toBe("Broke('k')");
    expect(str(heap, error)).toBe("'k'");
    callNative(heap, "BaseException.__init__", [error, "new", 2n], {});
    expect(repr(heap, error)).toBe("Broke('new', 2)");
  });
});

describe("what needs Python code", () => {
  test("is iterated by the library", () => {
    const heap = new TestHeap();
    const generator = makeGenerator(heap);
    const { target, args } = delegated(() => callNative(heap, "sum", [generator, 5n], {}));
    expect([target, args]).toEqual([
      "_materialise",
      [{ kind: "builtin", name: "sum" }, 0n, { kind: "tuple", items: [generator, 5n] }],
    ]);
    expect(delegated(() => construct(heap, "list", [generator], {})).args[0]).toEqual({
      kind: "builtin",
      name: "list",
    });
    const extending = delegated(() => callNative(heap, "list.extend", [read(heap, "[]"), generator], {}));
    expect(extending.args[1]).toBe(1n);
  });

  test("computes keys", () => {
    const heap = new TestHeap();
    const items = read(heap, "[1]");
    const { target, args, keywords } = delegated(() =>
      callNative(heap, "sorted", [items], { key: python, reverse: true }),
    );
    expect([target, args, keywords]).toEqual([
      "_keyed",
      [
        { kind: "builtin", name: "sorted" },
        { kind: "tuple", items: [items] },
      ],
      { key: python, reverse: true },
    ]);
    expect(delegated(() => callNative(heap, "max", [items], { key: python })).target).toBe("_keyed");
    expect(delegated(() => callNative(heap, "list.sort", [items], { key: python })).target).toBe("_keyed");
    expect(
      plain(heap, callNative(heap, "_sort_with", [read(heap, "['a', 'b', 'c']"), read(heap, "[2, 1, 2]"), true], {})),
    ).toBe('["a", "c", "b"]');
    expect(callNative(heap, "_pick_with", [read(heap, "['a', 'b', 'c']"), read(heap, "[2, 1, 2]"), "max"], {})).toBe(
      "a",
    );
  });

  test("compares, and has lengths and truth of its own", () => {
    const heap = new TestHeap();
    const cls = makeClass(heap, "C", [], { __eq__: python, __lt__: python, __len__: python, __str__: python });
    const [a, b] = [makeInstance(heap, cls), makeInstance(heap, cls)];
    const list = heap.make({ kind: "list", items: [a] });
    expect(compare(heap, "in", a, list)).toBe(true);
    expect(delegated(() => compare(heap, "in", b, list)).target).toBe("_in_python");
    expect(delegated(() => callNative(heap, "sorted", [heap.make({ kind: "list", items: [a, b] })], {})).target).toBe(
      "_in_python",
    );
    expect(delegated(() => callNative(heap, "heapq.heappush", [list, b], {})).args[0]).toEqual({
      kind: "builtin",
      name: "heapq.heappush",
    });
    expect(delegated(() => callNative(heap, "len", [a], {})).args).toEqual([
      { kind: "method", self: a, callee: python },
    ]);
    expect(delegated(() => construct(heap, "bool", [a], {})).target).toBe("_truth");
    expect(delegated(() => construct(heap, "str", [a], {})).target).toBe("_call");
    expect(repr(heap, list)).toBe("[<C object>]");
  });
});

describe("limits", () => {
  test.each([
    ["list", "(range(0, 10000000),)"],
    ["sorted", "(range(0, 10000000),)"],
    ["bytes", "(100000000,)"],
    ["str.center", "('a', 100000000)"],
    ["math.factorial", "(1000000,)"],
    ["pow", "(3, 10000000)"],
    ["operator.lshift", "(1, 100000000)"],
    ["operator.mul", "([1], 100000000)"],
    ["operator.mul", "('ab', 100000000)"],
  ])("%s%s is refused, not tried", (name, args) => {
    const heap = new TestHeap();
    const given = read(heap, args);
    const items = typeof given === "object" && given?.kind === "tuple" ? given.items : [];
    expect(outcome(heap, () => callNative(heap, name, items, {}))).toBe("MemoryError");
  });

  test("values nested without end end in an exception or in dots", () => {
    const heap = new TestHeap();
    const list = ref(heap.make({ kind: "list", items: [] }));
    callNative(heap, "list.append", [list, list], {});
    expect(repr(heap, list)).toBe("[[...]]");
    const other = ref(heap.make({ kind: "list", items: [] }));
    callNative(heap, "list.append", [other, other], {});
    expect(outcome(heap, () => equals(heap, list, other))).toBe(
      "RecursionError: maximum recursion depth exceeded in comparison",
    );
    expect(outcome(heap, () => callNative(heap, "json.dumps", [list], {}))).toBe(
      "ValueError: Circular reference detected",
    );
    const copy = ref(callNative(heap, "copy.deepcopy", [list], {}));
    expect(copy.id).not.toBe(list.id);
    expect(itemsOf(heap, copy)).toEqual([copy]);
  });
});

describe("names", () => {
  test("of functions and types have no module, and are known", () => {
    for (const name of builtinFunctions) expect(name).toMatch(/^[a-z]+$/);
    for (const name of builtinTypes) expect([name, hasNative(name)]).toEqual([name, true]);
    expect(hasNative("math.sqrt")).toBe(true);
    expect(hasNative("constructor")).toBe(false);
    const heap = new TestHeap();
    expect(outcome(heap, () => callNative(heap, "nothing", [], {}))).toBe("NameError: name 'nothing' is not defined");
  });
});

describe("laws", () => {
  const scalar: fc.Arbitrary<Value> = fc.oneof(
    fc.bigInt({ min: -9n, max: 9n }),
    fc.double({ noNaN: true }),
    fc.integer({ min: -9, max: 9 }),
    fc.boolean(),
    fc.string(),
    fc.constant(null),
  );
  const hashable: fc.Arbitrary<Value> = fc.oneof(
    scalar,
    fc.array(scalar, { maxLength: 3 }).map((items): Value => ({ kind: "tuple", items })),
  );

  test("equal exactly if the keys are", () => {
    const heap = new TestHeap();
    fc.assert(
      fc.property(hashable, hashable, (a, b) => equals(heap, a, b) === (hashKey(heap, a) === hashKey(heap, b))),
      { numRuns: 2000 },
    );
  });

  test("keys sort ints by size", () => {
    const heap = new TestHeap();
    const int = fc.oneof(fc.bigInt({ min: -200n, max: 200n }), fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }));
    fc.assert(
      fc.property(int, int, (a, b) => a === b || a < b === hashKey(heap, a) < hashKey(heap, b)),
      { numRuns: 2000 },
    );
  });

  test("divmod: a == a // b * b + a % b, and the rest has b's sign", () => {
    const heap = new TestHeap();
    fc.assert(
      fc.property(
        fc.bigInt(),
        fc.bigInt().filter((b) => b !== 0n),
        (a, b) => {
          const parts = callNative(heap, "divmod", [a, b], {});
          const [q, r] = (typeof parts === "object" && parts?.kind === "tuple" ? parts.items : []) as [bigint, bigint];
          return a === q * b + r && (b > 0n ? r >= 0n && r < b : r <= 0n && r > b);
        },
      ),
    );
  });

  test("sorting is stable, also in reverse", () => {
    const heap = new TestHeap();
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4 })), fc.boolean(), (numbers, reverse) => {
        const items = numbers.map((_, i) => BigInt(i));
        const keys = numbers.map((n) => BigInt(n));
        const sorted = callNative(
          heap,
          "_sort_with",
          [heap.make({ kind: "list", items }), heap.make({ kind: "list", items: keys }), reverse],
          {},
        );
        const want = numbers
          .map((_, i) => i)
          .sort((a, b) => (reverse ? numbers[b] - numbers[a] : numbers[a] - numbers[b]));
        return JSON.stringify(itemsOf(heap, sorted)?.map(Number)) === JSON.stringify(want);
      }),
    );
  });

  test("repr of a number reads back the same", () => {
    const heap = new TestHeap();
    fc.assert(
      fc.property(fc.double(), (x) => Object.is(construct(heap, "float", [repr(heap, x)], {}), x)),
      { numRuns: 2000 },
    );
    fc.assert(fc.property(fc.bigInt(), (x) => construct(heap, "int", [repr(heap, x)], {}) === x));
  });

  test("a heap gives its items in order", () => {
    const heap = new TestHeap();
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: -9n, max: 9n })), (items) => {
        const list = heap.make({ kind: "list", items: [...items] });
        callNative(heap, "heapq.heapify", [list], {});
        const popped = items.map(() => callNative(heap, "heapq.heappop", [list], {}));
        return popped.every((item, i) => i === 0 || Number(popped[i - 1]) <= Number(item));
      }),
    );
  });

  test("JSON comes back as it went", () => {
    const heap = new TestHeap();
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.bigInt(), fc.double({ noNaN: true }), (text, int, float) => {
        const value = heap.make({ kind: "list", items: [text, int, float, null, true] });
        return equals(heap, callNative(heap, "json.loads", [callNative(heap, "json.dumps", [value], {})], {}), value);
      }),
    );
  });
});
