// Which states are one state. Counts are derived by hand: two states differ only if something can come of it.
import { describe, expect, it } from "vitest";
import { explored } from "../tiny.js";

const states = (text: string): number => explored(text).statistics.states;

const box = "class Box:\n    def __init__(self, v):\n        self.v = v\n    def set(self, v):\n        self.v = v\n";

describe("Equal situations are equal states:", () => {
  it("two independent units of m and n steps have (m + 1)(n + 1)", () => {
    expect(states("shared x = 0\nshared y = 0\nthread a:\n    x = 1\n    x = 2\nthread b:\n    y = 1\n")).toBe(6);
  });

  it("locals that nobody will read again are forgotten", () => {
    // a reads x before or after b writes it, but y is dead then: 3 x 2 states, not 7.
    expect(states("shared x = 0\nshared z = 0\nthread a:\n    y = x\n    z = 1\nthread b:\n    x = 1\n")).toBe(6);
    // Where y lives on, what was read tells the states behind the read apart: 2 more behind a's first step, and they
    // stay apart in z.
    expect(states("shared x = 0\nshared z = 0\nthread a:\n    y = x\n    z = y\nthread b:\n    x = 1\n")).toBe(8);
  });

  it("objects made while running are numbered by where they are reached, not by when they were made", () => {
    // Start, left made, right made, both made: 4 states, whoever came first.
    expect(
      states(
        `${box}shared left = None\nshared right = None\nthread a:\n    left = Box(1)\nthread b:\n    right = Box(2)\n`,
      ),
    ).toBe(4);
  });

  it("so are objects that refer to one another, in lists, dicts, tuples, closures, methods and generators", () => {
    // Each unit stores one object graph in one place of its own: 2 x 2 states.
    const graphs = [
      "[Box(i)]",
      "{i: Box(i)}",
      "{Box: [i]}",
      "(Box(i), [i])",
      "Box(Box(i)).set",
      "(lambda b: lambda: b)(Box(i))",
      "(x for x in [Box(i)])",
      "iter([Box(i)])",
      "slice(0, i)",
      "{Box(i)}",
      "KeyError(Box(i))",
      "deque([Box(i)])",
    ];
    for (const graph of graphs) {
      const place = (name: string, i: number): string => `thread ${name}:\n    i = ${i}\n    made_${name} = ${graph}\n`;
      const head = `${graph.startsWith("deque") ? "from collections import deque\n" : ""}${box}shared made_a = None\nshared made_b = None\n`;
      expect([graph, states(`${head}${place("a", 1)}${place("b", 2)}`)]).toEqual([graph, 4]);
    }
  });

  it("garbage is dropped: a loop that allocates for ever has two states", () => {
    expect(states(`${box}shared last = None\nthread a:\n    while True:\n        last = Box(1)\n`)).toBe(2);
  });

  it("a unit's private objects are numbered by where they are reached", () => {
    // Whatever branch made the list first, the two resting states are equal: x = 1 behind either look.
    const text = `
      shared x = 0
      thread a:
          if choose(True, False):
              p = [1]
              q = [2]
          else:
              q = [2]
              p = [1]
          x = 1
          x = p[0] + q[0]
    `;
    // Start; behind the choice before x = 1 two places in the code, that meet; 1; 3.
    expect(states(text)).toBe(4);
  });

  it("objects handed over through a queue or a list move with their references", () => {
    const text = `${box}shared items = []
thread maker:
    b = Box(1)
    items.append(b)
    b.set(2)
thread taker:
    wait until len(items) > 0
    items.pop().set(3)
`;
    const { outcomes, statistics } = explored(text);
    expect(outcomes.map(({ values }) => values[0].value)).toEqual(["[]"]);
    expect(statistics.complete).toBe(true);
  });

  it("exceptions that ended units, and what they refer to, do not keep states apart by age", () => {
    // Both units fail: the failed unit keeps its exception; 2 x 2 states.
    expect(
      states(
        `${box}shared a_done = 0\nshared b_done = 0\nthread a:\n    a_done = 1\n    raise KeyError(Box(1))\nthread b:\n    b_done = 1\n    raise KeyError(Box(2))\n`,
      ),
    ).toBe(4);
  });
});
