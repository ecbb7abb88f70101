// What a resting unit carries: every kind of value survives being shared, renumbered, forgotten and found again.
import { describe, expect, it } from "vitest";
import { explored, outcomesOf, replayed } from "../tiny.js";

/** Explores (searching engine), then replays every outcome (explaining engine): both must come to the same end. */
function agreed(text: string): string[] {
  return explored(text).outcomes.map(({ schedule, values, end }) => {
    const trace = replayed(text, schedule);
    expect([trace.end, trace.outcome]).toEqual([end, values]);
    return values.map(({ value }) => value).join(" ");
  });
}

const classes = `
class Box:
    def __init__(self, v):
        self.v = v
    def get(self):
        return self.v
class Child(Box):
    def parent(self):
        return super()
`;

describe("A value kept over a step, private and then shared:", () => {
  it.each([
    ["b'xy'", "kept", "b'xy'"],
    ["range(3)", "list(kept)", "[0, 1, 2]"],
    ["slice(1, 2)", "[5, 6, 7][kept]", "[6]"],
    ["frozenset([1])", "kept", "frozenset({1})"],
    ["len", "kept([1, 2])", "2"],
    ["int", "kept('3')", "3"],
    ["Box", "kept(4).v", "4"],
    ["Box(5).get", "kept()", "5"],
    ["Child(6).parent()", "kept.get()", "6"],
    ["(Box(7), [Box(8)])", "kept[1][0].v", "8"],
    ["KeyError(Box(9))", "kept.args[0].v", "9"],
    ["[i for i in range(2)].append", "kept(1)", "None"],
    ["(lambda n: lambda: n)(Box(3))", "kept().v", "3"],
    ["(lambda n=Box(2): n)", "kept().v", "2"],
    ["iter([Box(1)])", "next(kept).v", "1"],
    ["(b for b in [Box(4)])", "next(kept).v", "4"],
    ["{Box: {1: Box(2)}}", "kept[Box][1].v", "2"],
    ["{1, 2}", "sorted(kept)", "[1, 2]"],
    ["1.5", "kept", "1.5"],
    ["-0.0", "kept", "-0.0"],
    ["True", "kept", "True"],
    ["'text'", "kept", "'text'"],
    ["None", "kept", "None"],
  ])("%s", (made, used, value) => {
    const keep = `${classes}shared x = 0\nshared result = None\nthread a:\n    kept = ${made}\n    x = 1\n    result = ${used}\nthread b:\n    x = 2\noutcome result\n`;
    expect(agreed(keep)).toEqual([value]);
    const share = `${classes}shared held = None\nshared result = None\nthread a:\n    kept = ${made}\n    held = kept\n    result = ${used}\nthread b:\n    other = Box(0)\n    held2 = other\noutcome result\n`;
    expect(agreed(share)).toEqual([value]);
  });
});

describe("A call that rests in the middle", () => {
  it.each([
    ["__init__: the instance is still the result", "class C:\n    def __init__(self):\n        self.v = x\n", "C().v"],
    [
      "__getattr__ under getattr with a default",
      "class C:\n    def __getattr__(self, name):\n        return [x]\n",
      "getattr(C(), 'n', [7])[0]",
    ],
    ["a generator that next() takes from, with a default", "def g():\n    yield x\n", "next(g(), [7])"],
    [
      "a generator that ends there, with a default",
      "def g():\n    y = x\n    return\n    yield y\n",
      "next(g(), [0])[0]",
    ],
    ["__str__ under a format", "class C:\n    def __str__(self):\n        return str(x)\n", "int(f'{C()!s:>3}')"],
    [
      "__bool__ under `or`",
      "class C:\n    def __bool__(self):\n        self.v = x\n        return True\n",
      "(C() or None).v",
    ],
    ["__eq__ under `!=`", "class C:\n    def __eq__(self, o):\n        return x == 5\n", "int(C() != 1) - 1"],
    [
      "__contains__ under `in`",
      "class C:\n    def __contains__(self, o):\n        return x == 0\n",
      "int(1 in C()) - 1",
    ],
    [
      "__next__ in a loop",
      "class C:\n    def __iter__(self):\n        return self\n    def __next__(self):\n        if x == 0:\n            raise StopIteration\n        return 1\n",
      "len(list(C()))",
    ],
    ["a generator in a loop", "def g():\n    yield x\n    yield x\n", "sum(list(g()))"],
    ["yield from", "def h():\n    yield x\ndef g():\n    yield from h()\n", "sum(list(g()))"],
    [
      "a finally that is closed into",
      "def g():\n    try:\n        yield 0\n    finally:\n        y = x\ndef f():\n    k = g()\n    n = next(k)\n    k.close()\n    return n\n",
      "f()",
    ],
    [
      "a constructor given a private object",
      "class C:\n    def __init__(self, o):\n        self.v = x\n        self.o = o\n",
      "C([1]).v",
    ],
  ])("%s", (_what, definitions, expression) => {
    // x is 0 whenever it is read; b's write of 0 only makes reading it a step.
    const text = `shared x = 0\nshared result = None\n${definitions}thread a:\n    result = ${expression}\nthread b:\n    x = 0\noutcome result\n`;
    expect(agreed(text)).toEqual(["0"]);
    expect(explored(text).statistics.states).toBeGreaterThan(4);
  });
});

describe("A thread-local made while running", () => {
  it("keeps its attributes when it is renumbered", () => {
    const text = `
      shared pads = []
      shared seen = []
      thread t * 2:
          pad = local()
          pad.v = [1]
          pads.append(pad)
          pad.v.append(2)
          seen.append(len(pad.v))
      outcome seen
    `;
    expect(agreed(text)).toEqual(["[2, 2]"]);
  });
});

describe("Deleting", () => {
  it("of private and shared attributes, items and keys", () => {
    const text = `${classes}
shared box = Box(1)
shared result = None
thread a:
    mine = Box(2)
    del mine.v
    d = {1: 2}
    del d[1]
    del box.v
    result = (hasattr(mine, "v"), len(d), hasattr(box, "v"))
outcome result
`;
    expect(outcomesOf(text)).toEqual({ "result=(False, 0, False)": 1 });
  });
});
