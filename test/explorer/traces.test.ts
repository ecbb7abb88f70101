/** Which interleavings are really different. */
import { describe, expect, test } from "vitest";
import { countTraces } from "#sim/explorer/traces.js";
import type { StateGraph } from "#sim/explorer/graph.js";
import { Kernel } from "#sim/explorer/kernel.js";
import type { Steps } from "#sim/explorer/independence.js";
import { explored } from "../tiny.js";
import { arcs, graphOf } from "./tiny-graph.js";

/** "6, 4 different" */
function traces(text: string): string {
  const { interleavings, traces } = explored(text).statistics;
  return `${interleavings}, ${traces} different`;
}

/** Two threads with these bodies, over x, y, the lists a and more, the dict d, and the lock m. */
function two(one: string, other: string): string {
  const body = (lines: string): string => lines.replace(/^/gm, "    ");
  return [
    "class Box:",
    "    def __init__(self):",
    "        self.width = 0",
    "        self.height = 0",
    "    kind = 1",
    "shared box = Box()",
    "shared x = 0",
    "shared y = 0",
    "shared a = [0, 0]",
    "shared m = Lock()",
    "shared q = Queue()",
    "shared d = {}",
    "shared more = [1]",
    `thread one:\n${body(one)}`,
    `thread other:\n${body(other)}`,
    "",
  ].join("\n");
}

describe("traces", () => {
  test.each([
    ["two reads of one name commute", "t = x", "x = 1 if x == 0 else 2", "3, 2 different"],
    ["writes of different names commute", "x = 1", "y = 1", "2, 1 different"],
    ["writes of the same value do not: they are writes all the same", "x = 1", "x = 1", "2, 2 different"],
    ["items of a list are places of their own", "a[0] = 1", "a[1] = 1", "2, 1 different"],
    ["appending to a list meets its items", "a.append(1)", "t = a[0]\na[1] = 2", "3, 3 different"],
    ["attributes of an object are places of their own", "box.width = 1", "box.height = 1", "2, 1 different"],
    [
      "an item that is not there yet was looked for",
      "try:\n    a[2]\nexcept IndexError:\n    pass",
      "a.append(1)",
      "2, 2 different",
    ],
    [
      "a key that is not there yet was looked for",
      "try:\n    d['k']\nexcept KeyError:\n    pass",
      "d['k'] = 1",
      "2, 2 different",
    ],
    [
      "an attribute that is not there yet was looked for",
      "try:\n    box.depth\nexcept AttributeError:\n    pass",
      "box.depth = 1",
      "2, 2 different",
    ],
    ["an attribute found in the class is looked for in the class", "t = box.kind", "Box.kind = 2", "2, 2 different"],
    [
      "an attribute found in the class is looked for in the object first",
      "t = box.kind",
      "box.kind = 2",
      "2, 2 different",
    ],
    ["a list is extended by what another list holds then", "a.extend(more)", "more.append(2)", "2, 2 different"],
    ["a list is copied as it is then", "t = list(a)", "a[0] = 5", "2, 2 different"],
    ["the length of a list does not depend on what is in it", "t = len(a)", "a[0] = 5", "2, 1 different"],
    ["an attribute is one place", "box.width = 1", "box.width = 2", "2, 2 different"],
    ["a locked block goes before or after another", "with m:\n    x += 1", "with m:\n    x += 1", "2, 2 different"],
    ["a lock does not order what is outside it", "with m:\n    x += 1", "y = 1", "5, 1 different"],
    ["who gets a lock first makes a difference", "m.acquire()", "m.acquire(blocking=False)", "2, 2 different"],
    ["what is put into a queue has an order", "q.put(1)", "q.put(2)", "2, 2 different"],
    ["two items of a choice are different", "t = choose(1, 2)", "x = 1", "4, 2 different"],
  ])("%s", (_name, one, other, found) => {
    expect(traces(two(one, other))).toBe(found);
  });

  test("who finds a lock taken only looks at it: two that do commute", () => {
    const text = `
      shared m = Lock()
      def attempt():
          m.acquire(blocking=False)
      main:
          m.acquire()
          Thread(target=attempt).start()
          Thread(target=attempt).start()
    `;
    expect(traces(text)).toBe("3, 1 different");
  });

  test("starting and joining is ordered with what is started, and with nothing else", () => {
    const text = `
      shared x = 0
      shared y = 0
      def work():
          x = 1
      main:
          t = Thread(target=work)
          t.start()
          y = 1
          t.join()
          x = 2
    `;
    expect(traces(text)).toBe("2, 1 different");
  });

  test("looking whether a thread is alive is ordered with its end", () => {
    const text = `
      shared x = 0
      def work():
          x = 1
      main:
          t = Thread(target=work)
          t.start()
          print(t.is_alive())
          t.join()
    `;
    expect(traces(text)).toBe("2, 2 different");
  });

  test("the end of the program is ordered with what a daemon would still have done", () => {
    const text = `
      shared x = 0
      shared y = 0
      daemon thread helper:
          x = 1
      thread worker:
          y = 1
    `;
    expect(traces(text)).toBe("2, 2 different");
  });

  test("objects made on the way are told apart, though they get each other's numbers", () => {
    const text = `
      shared x = 0
      shared a = None
      shared b = None
      thread one:
          b = [0]
          b.append(1)
          t = x
      thread other:
          a = [0]
          a.append(1)
          x = 1
    `;
    const { traces, ladder } = explored(text).statistics;
    expect(traces).toBe(2n);
    expect(ladder?.map(({ traces: seen }) => seen)).toEqual([2]);
  });

  test("an object made on the way stays the same when its number changes", () => {
    const text = `
      shared a = None
      shared b = [[0]]
      thread one:
          b[0] = [1]
          b[0].append(2)
          a = [3]
      thread other:
          b[0].append(4)
    `;
    const { traces, ladder } = explored(text).statistics;
    expect(traces).toBe(3n);
    expect(ladder?.map(({ traces: seen }) => seen)).toEqual([2, 3]);
  });

  test("a program that can go round in circles has none to count", () => {
    const { statistics } = explored("shared x = 0\nthread a:\n    while True:\n        x = 1\n");
    expect(statistics).toMatchObject({ interleavings: null, traces: null, cyclic: true });
    expect(statistics.notes).toEqual(["interleavings are unbounded: the program can go round in circles"]);
  });

  test("more effort than allowed is a note, and no figure", () => {
    const { statistics } = explored(two("x += 1", "x += 1"), { maxTraceEffort: 5 });
    expect(statistics.traces).toBeNull();
    expect(statistics.interleavings).toBe(6n);
    expect(statistics.notes).toEqual(["traces were not counted: there are more than 5 transitions"]);
  });

  test("a search that was stopped counts nothing and has no ladder", () => {
    const { statistics } = explored(two("x += 1", "x += 1"), { maxStates: 3 });
    expect(statistics).toMatchObject({ traces: null, ladder: null });
  });
});

describe("counting traces of a graph", () => {
  const counted = (graph: StateGraph, conflict: boolean, maxEffort: number): ReturnType<typeof countTraces> => {
    const steps: Steps = { leaves: () => Int32Array.from(graph.label), meet: () => conflict };
    return countTraces(graph, steps, maxEffort);
  };

  test("steps without a conflict are one trace only if both orders lead to the same state", () => {
    const meeting = graphOf(arcs("0a1 0b2 1b3 2a3"));
    const parting = graphOf(arcs("0a1 0b2 1b3 2a4"));
    expect(counted(meeting, false, 100)).toMatchObject({ total: 1n });
    expect(counted(parting, false, 100)).toMatchObject({ total: 2n });
    expect(counted(meeting, true, 100)).toMatchObject({ total: 2n });
  });

  test.each([53, 60, 64, 65, 200])("numbers are exact: 2^%i", (n) => {
    const text = Array.from({ length: n }, (_, i) => `${i}a${i + 1} ${i}b${i + 1}`).join(" ");
    expect(counted(graphOf(arcs(text)), true, 1000)).toMatchObject({ total: 2n ** BigInt(n) });
  });

  test("numbers are exact to the last bit: 2^64 + 1", () => {
    const text = Array.from({ length: 64 }, (_, i) => `${i}a${i + 1} ${i}b${i + 1}`).join(" ");
    expect(counted(graphOf(arcs(`${text} 0c64`)), true, 1000)).toMatchObject({ total: 2n ** 64n + 1n });
  });

  test("the effort is how often ways are handed on: once for each transition and set of sleepers", () => {
    // To where b and c have moved a comes asleep or awake: it conflicts with c, and not with b.
    const graph = graphOf(arcs("0a1 0b2 0c3 1b4 1c5 2a4 2c6 3a5 3b6 4c7 5b7 6a7"));
    const withC = (edge: number): boolean => graph.labels[graph.label[edge]].unit === 2;
    const steps: Steps = {
      leaves: () => Int32Array.from(graph.label),
      meet: (_state, one, other) => withC(one) || withC(other),
    };
    expect(countTraces(graph, steps, 13)).toMatchObject({ total: 4n });
    expect(countTraces(graph, steps, 12)).toEqual({ reason: "too many differ only a little" });
  });

  test("without memory there is no figure", () => {
    const graph = graphOf(Array.from({ length: 4_000 }, (_, from) => ({ from, to: from + 1, unit: 0 })));
    const steps: Steps = { leaves: () => Int32Array.from(graph.label), meet: () => true };
    expect(countTraces(graph, steps, Infinity)).toMatchObject({ total: 1n });
    expect(countTraces(graph, steps, Infinity, new Kernel(2 ** 18))).toEqual({ reason: "there is no memory left" });
  });

  test("more than 31 steps in one state are too many", () => {
    const edges = Array.from({ length: 32 }, (_, i) => ({ from: 0, to: i + 1, unit: i }));
    expect(counted(graphOf(edges), true, 1000)).toEqual({
      reason: "more than 31 steps are possible in one state",
    });
  });
});

describe("the ladder of preemptions", () => {
  test("a lost update needs one preemption, and with it everything has been seen", () => {
    expect(explored("shared x = 0\nthread a * 2:\n    x += 1\nfinally x == 2\n").statistics.ladder).toEqual([
      { preemptions: 0, outcomes: 1, defects: 0, traces: 2 },
      { preemptions: 1, outcomes: 2, defects: 1, traces: 4 },
    ]);
  });

  test("a program without a switch has one rung", () => {
    expect(explored("shared x = 0\nthread a:\n    x += 1\n").statistics.ladder).toEqual([
      { preemptions: 0, outcomes: 1, defects: 0, traces: 1 },
    ]);
  });
});
