// Module-level code runs alone, before everything. When it fails, nothing is explored: StartError says why and where.
import { describe, expect, it } from "vitest";
import { StartError } from "#sim/scheduler/explaining.js";
import { explored, outcomesOf } from "../tiny.js";

function failure(text: string, options = {}): [string, number] {
  try {
    explored(text, options);
  } catch (error) {
    if (error instanceof StartError) return [error.message, error.line];
    throw error;
  }
  throw new Error("it starts");
}

describe("Module-level code that", () => {
  it.each([
    [
      "raises",
      "shared x = 1\nshared y = x // 0\nthread a:\n    x = 1\n",
      "ZeroDivisionError: integer division or modulo by zero",
      2,
    ],
    [
      "raises in a function",
      "def f():\n    return [][1]\nshared y = f()\nthread a:\n    y = 1\n",
      "IndexError: list index out of range",
      2,
    ],
    [
      "raises an exception of its own",
      "class Mine(Exception):\n    pass\ndef f():\n    raise Mine('m')\nshared y = f()\nthread a:\n    y = 1\n",
      "Mine: m",
      4,
    ],
    [
      "would wait",
      "shared q = Queue()\nshared x = q.get()\nthread a:\n    x = 1\n",
      "the module-level code would wait for ever: no unit is running yet",
      2,
    ],
    [
      "chooses",
      "import random\nshared x = random.choice([1, 2])\nthread a:\n    x = 1\n",
      "`choose` can only be used inside a unit",
      2,
    ],
    [
      "takes a lock twice",
      "shared lock = Lock()\nshared a = lock.acquire()\nshared b = lock.acquire()\nthread t:\n    a = b\n",
      "the module-level code would wait for ever: no unit is running yet",
      3,
    ],
  ])("%s", (_what, text, message, line) => {
    expect(failure(text)).toEqual([message, line]);
  });

  it("makes more units than are allowed", () => {
    expect(failure("shared x = 0\nthread t * 4:\n    x += 1\n", { maxUnits: 3 })[0]).toBe("more than 3 units");
  });
});

it("Module-level code may call functions, use locks and make objects: that is no step", () => {
  expect(
    outcomesOf(`
      shared lock = Lock()
      def made():
          with lock:
              return [i * i for i in range(3)]
      shared squares = made()
      thread a:
          squares[0] = 7
    `),
  ).toEqual({ "squares=[7, 1, 4]": 1 });
});
