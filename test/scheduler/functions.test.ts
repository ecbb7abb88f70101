// Calling as in Python: arguments, closures, recursion; and what of it other units can see.
import { describe, expect, it } from "vitest";
import { compiled, explored, findingsOf, outcomesOf, valueOf } from "../tiny.js";

describe("Arguments are bound as in Python:", () => {
  const f = "def f(a, b=2, *c, d, e=5, **k):\n    return (a, b, c, d, e, k)";
  it.each([
    ["f(1, d=4)", "(1, 2, (), 4, 5, {})"],
    ["f(1, 3, 4, 5, d=0, z=9)", "(1, 3, (4, 5), 0, 5, {'z': 9})"],
    ["f(*[1, 2], **{'d': 3, 'e': 4})", "(1, 2, (), 3, 4, {})"],
    ["f(b=1, a=2, d=3)", "(2, 1, (), 3, 5, {})"],
    ["(lambda *, x=1, **k: (x, k))(y=2)", "(1, {'y': 2})"],
    ["(lambda *a: a)(*'ab', *[1])", "('a', 'b', 1)"],
  ])("%s is %s", (call, result) => {
    expect(valueOf(call, f)).toBe(result);
  });

  it.each([
    ["g(1, 2)", "(1, 2, {})"],
    ["g(1, b=2)", "(1, 2, {})"],
    ["g(1, a=5)", "(1, 3, {'a': 5})"],
    ["(lambda a, b=1, /: (a, b))(7)", "(7, 1)"],
    [
      "(lambda a, /: a)(**{'a': 1})",
      "TypeError: only.<locals>.<lambda>() got some positional-only arguments passed as keyword arguments: 'a'",
    ],
  ])("what stands before a / has no name for the caller: %s is %s", (call, result) => {
    expect(valueOf(call, "def g(a, /, b=3, **k):\n    return (a, b, k)")).toBe(result);
  });

  it("defaults are made once, when the function is", () => {
    expect(valueOf("(add(1), add(2), add(3, []))", "def add(x, to=[]):\n    to.append(x)\n    return list(to)")).toBe(
      "([1], [1, 2], [3])",
    );
  });

  // Called through a local name, so that the check before the run does not see it.
  const definitions = `
def g(a, b):
    pass
def h():
    pass
def k(a, b=1):
    pass
def one(*, p, q, r):
    pass
def k1(*, p):
    pass
class C:
    pass
class D:
    def __init__(self, a):
        pass
    def m(self, b):
        pass
def of(f, *args, **named):
    return f(*args, **named)`;
  it.each([
    ["of(g)", "g() missing 2 required positional arguments: 'a' and 'b'"],
    ["of(g, 1)", "g() missing 1 required positional argument: 'b'"],
    ["of(lambda x, y, z: 0)", "only.<locals>.<lambda>() missing 3 required positional arguments: 'x', 'y', and 'z'"],
    ["of(g, 1, 2, 3)", "g() takes 2 positional arguments but 3 were given"],
    ["of(h, 1)", "h() takes 0 positional arguments but 1 was given"],
    ["of(lambda x: 0, 1, 2)", "only.<locals>.<lambda>() takes 1 positional argument but 2 were given"],
    ["of(k, 1, 2, 3)", "k() takes from 1 to 2 positional arguments but 3 were given"],
    ["of(g, 1, c=2)", "g() got an unexpected keyword argument 'c'"],
    ["of(g, 1, a=2)", "g() got multiple values for argument 'a'"],
    ["of(one)", "one() missing 3 required keyword-only arguments: 'p', 'q', and 'r'"],
    ["of(k1)", "k1() missing 1 required keyword-only argument: 'p'"],
    ["g(**{1: 2})", "keywords must be strings"],
    ["of(C, 1)", "C() takes no arguments"],
    ["of(C, a=1)", "C() takes no arguments"],
    ["of(D)", "D.__init__() missing 1 required positional argument: 'a'"],
    ["of(D(1).m)", "D.m() missing 1 required positional argument: 'b'"],
    ["of(3)", "'int' object is not callable"],
    ["of(None)", "'NoneType' object is not callable"],
    ["of((1,))", "'tuple' object is not callable"],
    ["of(C())", "'C' object is not callable"],
    ["of([])", "'list' object is not callable"],
  ])("%s is a TypeError: %s", (call, message) => {
    expect(valueOf(call, definitions)).toBe(`TypeError: ${message}`);
  });
});

describe("A name that is not bound", () => {
  it.each([
    ["local()", "UnboundLocalError: cannot access local variable 'y' where it is not associated with a value"],
    ["deleted()", "UnboundLocalError: cannot access local variable 'y' where it is not associated with a value"],
    ["twice()", "UnboundLocalError: cannot access local variable 'y' where it is not associated with a value"],
    [
      "captured()",
      "NameError: cannot access free variable 'y' where it is not associated with a value in enclosing scope",
    ],
    ["gone()", "NameError: name 'there' is not defined"],
    ["gone_twice()", "NameError: name 'there' is not defined"],
  ])("in %s: %s", (call, text) => {
    const definitions = `
shared there = 1
shared no = False
def local():
    if no:
        y = 1
    return y
def deleted():
    y = 1
    del y
    return y
def twice():
    y = 1
    del y
    del y
def captured():
    def inner():
        return y
    if no:
        y = 1
    return inner()
def gone():
    del there
    return there
def gone_twice():
    del there
    del there`;
    expect(valueOf(call, definitions)).toBe(text);
  });
});

describe("A closure", () => {
  const counter = `
    def counter():
        n = 0
        def bump():
            nonlocal n
            n += 1
            return n
        return bump
  `;

  it("of one unit is private: its captured variable makes no steps", () => {
    expect(
      valueOf(
        "f()",
        "def f():\n    n = 0\n    def g():\n        nonlocal n\n        n += 1\n    g()\n    g()\n    return n",
      ),
    ).toBe("2");
  });

  it("shared between units has shared captured variables, which can be lost: by their name", () => {
    // Each unit reads n and writes n: 6 interleavings, 4 of them lose.
    const text = `${counter}
    shared tick = counter()
    thread t * 2:
        tick()
    finally tick() == 3`;
    const { findings, statistics } = explored(text);
    expect(statistics.interleavings).toBe(20n);
    expect(findings.map(({ kind, about }) => [kind, about])).toEqual([
      ["lost-update", "n"],
      ["data-race", "n"],
    ]);
  });

  it("over a variable that is assigned once needs no step to read it", () => {
    expect(
      explored(`
        def adder(n):
            return lambda x: x + n
        shared add = adder(2)
        thread t * 2:
            y = add(1) + add(2)
      `).statistics.states,
    ).toBe(1);
  });

  it("in a comprehension and a default", () => {
    expect(valueOf("[f() for f in [lambda i=i: i for i in range(3)]]")).toBe("[0, 1, 2]");
    expect(valueOf("(lambda n: [n + i for i in range(2)])(10)")).toBe("[10, 11]");
  });
});

describe("Recursion", () => {
  it("has real frames", () => {
    expect(valueOf("fact(20)", "def fact(n):\n    return 1 if n < 2 else n * fact(n - 1)")).toBe("2432902008176640000");
  });

  it("that touches shared data rests in the depth: two units, each twice LOAD and STORE, 8!/(4!4!) = 70", () => {
    const text = `
      shared x = 0
      def down(n):
          if n > 0:
              x += 1
              down(n - 1)
      thread t * 2:
          down(2)
    `;
    expect(explored(text).statistics.interleavings).toBe(70n);
    expect(Object.keys(outcomesOf(text))).toEqual(["x=2", "x=3", "x=4"]);
  });

  it("without end is a RecursionError, which can be caught", () => {
    const f =
      "def f(n):\n    return f(n + 1)\ndef safe():\n    try:\n        f(0)\n    except RecursionError as e:\n        return str(e)";
    expect(valueOf("f(0)", f)).toBe("RecursionError: maximum recursion depth exceeded");
    expect(valueOf("safe()", f)).toBe("'maximum recursion depth exceeded'");
  });
});

describe("A unit that runs for ever without touching anything shared", () => {
  it("is a livelock, and the others go on", () => {
    const { findings, outcomes } = explored(
      "shared x = 0\nthread a:\n    while True:\n        pass\nthread b:\n    x = 1\n",
      {
        maxInstructions: 1000,
      },
    );
    expect(findings.map(({ kind, about, message, schedule }) => [kind, about, message, schedule])).toEqual([
      [
        "livelock",
        "a",
        "a, on line 3, takes more than 1,000 instructions without touching anything that others can change, and counts as running for ever (`option max_instructions` allows more).",
        "-",
      ],
    ]);
    expect(outcomes.map(({ end, schedule }) => [end, schedule])).toEqual([["failed", "b1"]]);
  });

  it("is only supposed to: `option max_instructions` lets it go on", () => {
    const text = "shared c = 0\nthread a:\n    s = 0\n    for i in range(300):\n        s += i\n    c = s\n";
    const outcomes = (head: string): unknown[] =>
      explored(head + text, head === "" ? { maxInstructions: 1000 } : {}).outcomes.map(({ end }) => end);
    expect(outcomes("")).toEqual(["failed"]);
    expect(outcomes("option max_instructions = 1000\n")).toEqual(["failed"]);
    expect(outcomes("option max_instructions = 10000\n")).toEqual(["completed"]);
  });

  it("cannot be stopped by its own handlers", () => {
    const text =
      "def f():\n    try:\n        while True:\n            pass\n    finally:\n        pass\nthread a:\n    f()\n";
    expect(findingsOf(text, { maxInstructions: 500 })).toEqual(["livelock a"]);
  });
});

describe("Built-ins that call back:", () => {
  const classes = `
class V:
    def __init__(self, n):
        self.n = n
    def __eq__(self, o):
        return self.n == o.n
    def __lt__(self, o):
        return self.n < o.n
    def __hash__(self):
        return self.n
    def __repr__(self):
        return f"V{self.n}"`;
  it.each([
    ["sorted([3, 1, 2], key=lambda x: -x)", "[3, 2, 1]"],
    ["[v.n for v in sorted([V(3), V(2)])]", "[2, 3]"],
    ["max(V(1), V(5)).n", "5"],
    ["[V(1)] == [V(1)]", "True"],
    ["[V(1)] != [V(1)]", "False"],
    ["V(1) in [V(2), V(1)]", "True"],
    ["V(1) not in (V(1),)", "False"],
    ["(V(1), 2) < (V(1), 3)", "True"],
    ["list(map(lambda x: x * 2, [1, 2]))", "[2, 4]"],
    ["sum(i for i in range(4))", "6"],
    ["dict((k, k) for k in 'ab')", "{'a': 'a', 'b': 'b'}"],
    ["str(V(4)) + repr(V(5))", "'V4V5'"],
    ["[1, *(i for i in range(2)), *{3: 4}]", "[1, 0, 1, 3]"],
    ["{**{1: 2}, 3: 4}", "{1: 2, 3: 4}"],
    ["{*'aa', 'b'} == {'a', 'b'}", "True"],
    ["{i: i * i for i in range(3)}", "{0: 0, 1: 1, 2: 4}"],
    ["{i % 2 for i in range(3)} == {0, 1}", "True"],
  ])("%s is %s", (expression, value) => {
    expect(valueOf(expression, classes)).toBe(value);
  });
});

describe("Unpacking", () => {
  it.each([
    ["a, b = [1, 2]", "(1, 2)"],
    ["a, *b = 'xyz'", "('x', ['y', 'z'])"],
    ["*a, b = range(3)", "([0, 1], 2)"],
    ["a, b = (i for i in range(2))", "(0, 1)"],
    ["a, b = [1]", "ValueError: not enough values to unpack (expected 2, got 1)"],
    ["a, b = [1, 2, 3]", "ValueError: too many values to unpack (expected 2)"],
    ["a, b, *c = [1]", "ValueError: not enough values to unpack (expected at least 2, got 1)"],
    ["a, b = 3", "TypeError: cannot unpack non-iterable int object"],
  ])("%s", (statement, value) => {
    const names = statement.includes("*c") ? "a" : "(a, b)";
    expect(valueOf("f()", `def f():\n    ${statement}\n    return ${names}`)).toBe(value);
  });
});

it("A text that does not compile is told with its diagnostics", () => {
  expect(() => compiled("thread a:\n    nope\n")).toThrow("The name `nope` is not defined.");
});
