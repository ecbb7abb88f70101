// What one step is. With T units of k steps each there are (Tk)! / (k!)^T interleavings: so a count tells the steps.
import { describe, expect, it } from "vitest";
import { explored, interleavings, outcomesOf } from "../tiny.js";

/** Interleavings of two units with `a` and `b` steps: C(a + b, a). */
function mixing(a: number, b: number): number {
  let count = 1;
  for (let i = 1; i <= a; i++) count = (count * (b + i)) / i;
  return Math.round(count);
}

/** Two units with the same body take k steps each iff C(2k, k) interleavings; gives k, or -1. */
function stepsOf(declarations: string, body: string, options = {}): number {
  const indented = body.trim().replaceAll(/^/gm, "    ");
  const count = interleavings(`${declarations}\nthread t * 2:\n${indented}\n`, options);
  return [0, 1, 2, 3, 4, 5, 6, 7, 8].find((k) => mixing(k, k) === count) ?? -1;
}

const point = "class Point:\n    def __init__(self, x):\n        self.x = x\n        self.y = 0\nshared p = Point(3)";

describe("`counter += 1` is", () => {
  const counter = "shared counter = 0";

  it("two steps, LOAD and STORE: 4!/(2!2!) = 6 interleavings, of which 4 lose an update", () => {
    // Only a before b and b before a are serial; in the other 4 both read 0.
    expect(outcomesOf(`${counter}\nthread t * 2:\n    counter += 1\n`)).toEqual({ "counter=1": 4, "counter=2": 2 });
  });

  it("three steps, LOAD, ADD and STORE, with the granularity of bytecode: 6!/(3!3!) = 20", () => {
    expect(stepsOf(counter, "counter += 1", { granularity: "bytecode" })).toBe(3);
    expect(outcomesOf(`${counter}\nthread t * 2:\n    counter += 1\n`, { granularity: "bytecode" })).toEqual({
      "counter=1": 18,
      "counter=2": 2,
    });
  });

  it("one step with the granularity of statements: nothing is lost in either order", () => {
    expect(outcomesOf(`${counter}\nthread t * 2:\n    counter += 1\n`, { granularity: "statement" })).toEqual({
      "counter=2": 2,
    });
  });

  it("two statements are two steps with the granularity of statements", () => {
    expect(stepsOf(counter, "counter += 1\ncounter += 1", { granularity: "statement" })).toBe(2);
  });

  it("the file's own option sets the granularity, an argument overrides it", () => {
    expect(stepsOf(`option granularity = bytecode\n${counter}`, "counter += 1")).toBe(3);
    expect(stepsOf(`option granularity = bytecode\n${counter}`, "counter += 1", { granularity: "access" })).toBe(2);
  });
});

describe("It is no step to look at what nobody changes:", () => {
  it.each([
    ["a constant", "const N = 2", "y = N\nz = N"],
    ["a function", "def f(i):\n    return i", "y = f(f(1))"],
    ["a shared name that no unit assigns", "shared greeting = 'hi'", "y = greeting + greeting"],
    ["a list of locks that is only looked at", "shared locks = [Lock(), Lock()]", "y = locks[0]\nz = locks[1]"],
    [
      "the length, items and membership of a constant dict",
      "shared d = {1: 2}",
      "y = len(d)\nfor k, v in d.items():\n    y += v\nz = 3 in d",
    ],
    ["an attribute that only __init__ sets", point, "y = p.x + p.x"],
    [
      "a list in such an attribute",
      "class Bag:\n    def __init__(self):\n        self.items = [1, 2]\nshared bag = Bag()",
      "y = bag.items[0] + len(bag.items)",
    ],
    ["a class and its methods", "class C:\n    def m(self):\n        return 1\nshared c = C()", "y = c.m() + C.m(c)"],
  ])("%s", (_what, declarations, body) => {
    // A thread of local steps only ends before the first step: one interleaving of no steps.
    expect(
      explored(`${declarations}\nthread t * 2:\n    ${body.replaceAll("\n", "\n    ")}\n`).statistics,
    ).toMatchObject({
      states: 1,
      transitions: 0,
      interleavings: 1n,
    });
  });

  it("so what is looked at before the first real step belongs to no step: the race on x is there at once", () => {
    const { findings } = explored("shared locks = [1, 2]\nshared x = 0\nthread t * 2:\n    y = locks[0]\n    x = y\n");
    expect(findings.map(({ kind, schedule }) => [kind, schedule])).toEqual([["data-race", "-"]]);
  });
});

describe("It is a step to", () => {
  it.each([
    ["read a name that some unit assigns", "shared x = 0", "y = x\nx = y", 2],
    ["read an attribute that a unit assigns", point, "p.y = p.y", 2],
    ["read an item of a list that a unit changes", "shared xs = [0]", "xs[0] = xs[0]", 2],
    ["append to a shared list", "shared xs = []", "xs.append(1)", 1],
    ["set a key of a shared dict, take one away", "shared d = {}", "d[1] = 2\nd.pop(1, 0)", 2],
    ["delete an item of a shared dict", "shared d = {1: 2}", "atomic:\n    d[1] = 2\n    del d[1]\nd[1] = 2", 2],
    [
      "compare with a shared list, test it, unpack it",
      "shared xs = [1]",
      "y = xs == [2]\nif xs:\n    (z,) = xs\nxs.sort()",
      4,
    ],
    ["add to a shared list in place: LOAD, the addition, STORE", "shared xs = []", "xs += [1]", 3],
    [
      "format, negate, spread a shared list",
      "def f(*a):\n    pass\nshared xs = [1]",
      'y = f"{xs}"\nz = not xs\nf(*xs)\nxs.append(1)',
      4,
    ],
    ["iterate over a shared list: each item and the end", "shared xs = [1, 2]", "for x in xs:\n    pass\nxs.sort()", 4],
    ["iterate over a shared dict: the start too", "shared d = {1: 2}", "for k in d:\n    pass\nd.update({1: 2})", 4],
  ])("%s", (_what, declarations, body, steps) => {
    expect(stepsOf(declarations, body)).toBe(steps);
  });
});

describe("What is private to a unit makes no steps", () => {
  it("a list, a dict and an object that nobody else can reach", () => {
    const body = `
items = [1, 2]
items.append(3)
items[0] = 9
d = {"a": 1}
d["a"] += 1
q = Point(1)
q.y = 4
q.y += 1
x = items[0] + d["a"] + len(items) + q.y`;
    expect(stepsOf(`${point}\nshared x = 0`, body)).toBe(1);
  });

  it("until a reference is stored where others can see it: then each access is a step", () => {
    // STORE box; then box is shared: b.y read and write are steps.
    expect(stepsOf(`${point}\nshared box = None`, "b = Point(1)\nb.y = 2\nbox = b\nb.y += 1")).toBe(3);
    expect(stepsOf(`${point}\nshared boxes = []`, "b = Point(1)\nb.y = 2\nboxes.append(b)\nb.y += 1")).toBe(3);
  });

  it("what such an object refers to is shared with it", () => {
    expect(
      stepsOf("shared box = None", "inner = [1]\nouter = [inner]\ninner.append(2)\nbox = outer\ninner.append(3)"),
    ).toBe(2);
  });
});

describe("The implicit main", () => {
  it("starts all units before the first step and joins them after the last: that takes no step", () => {
    expect(explored("shared x = 1\nthread t * 3:\n    pass\n").statistics).toMatchObject({ states: 1, depth: 0 });
  });

  it("three units of one step each: 3! = 6 orders", () => {
    expect(outcomesOf("shared xs = []\nthread t(i) for i in range(3):\n    xs.append(i)\n")).toEqual({
      "xs=[0, 1, 2]": 1,
      "xs=[0, 2, 1]": 1,
      "xs=[1, 0, 2]": 1,
      "xs=[1, 2, 0]": 1,
      "xs=[2, 0, 1]": 1,
      "xs=[2, 1, 0]": 1,
    });
  });
});
