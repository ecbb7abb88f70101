// What keeps others out, what waits, what branches: atomic, wait until, choose, repeat.
import { describe, expect, it } from "vitest";
import { explored, outcomesOf, replayed, valueOf } from "../tiny.js";

describe("atomic:", () => {
  it("fuses its steps into one: two units, two orders, no update lost", () => {
    expect(
      outcomesOf(`
        shared x = 0
        thread t * 2:
            atomic:
                x += 1
                x += 1
      `),
    ).toEqual({ "x=4": 2 });
  });

  it("nests, and ends with its outermost block", () => {
    // One step each for the block, one for the store behind it: 4!/(2!2!) = 6.
    expect(
      outcomesOf(`
        shared x = 0
        shared done = 0
        thread t * 2:
            atomic:
                atomic:
                    x += 1
                x += 1
            done = 1
      `),
    ).toEqual({ "x=4 done=1": 6 });
  });

  it("covers the functions called in it", () => {
    expect(
      outcomesOf(`
        shared x = 0
        def twice():
            x += 1
            x += 1
        thread t * 2:
            atomic:
                twice()
      `),
    ).toEqual({ "x=4": 2 });
  });

  it("is left by an exception", () => {
    // The block is one step, the handler's write another one: 6 interleavings.
    expect(
      outcomesOf(`
        shared x = 0
        shared caught = 0
        thread t * 2:
            try:
                atomic:
                    x += 1
                    raise ValueError
            except ValueError:
                caught = 1
      `),
    ).toEqual({ "x=2 caught=1": 6 });
  });

  it("is left by break and return: two blocks, two steps", () => {
    expect(
      outcomesOf(`
        shared x = 0
        def f():
            while True:
                atomic:
                    x += 1
                    break
            atomic:
                return 1
        thread t * 2:
            f()
      `),
    ).toEqual({ "x=2": 6 });
  });

  it("ends a step where it blocks inside: the others may run there, and what was done stays done", () => {
    // a1 adds, acquires and adds. If b comes before the release, its step ends before acquire(), with one addition made:
    //   a1 a1 b1 b1 · a1 b1 a1 b1 b1 and the same with a and b exchanged: 4 interleavings, nothing lost.
    const text = `
      shared x = 0
      shared lock = Lock()
      thread t * 2:
          atomic:
              x += 1
              lock.acquire()
              x += 1
          lock.release()
    `;
    expect(outcomesOf(text)).toEqual({ "x=4": 4 });
    const { entries } = replayed(text, "a1b1");
    expect(entries.map(({ changes }) => changes)).toEqual([
      [{ name: "x", before: "0", after: "2" }],
      [{ name: "x", before: "2", after: "3" }],
    ]);
  });
});

describe("wait until", () => {
  it("blocks until its condition is true, then goes on with what was seen", () => {
    // b1 a2 only: a cannot move before ready is set.
    const { outcomes, statistics } = explored(`
      shared ready = False
      shared x = 0
      thread a:
          wait until ready
          x = 1
      thread b:
          ready = True
    `);
    expect(outcomes.map(({ schedule }) => schedule)).toEqual(["b1a2"]);
    expect(statistics).toMatchObject({ states: 4, interleavings: 1n });
  });

  it("that never comes true is a deadlock of its unit, which tells what it waits for", () => {
    const { findings, verdict } = explored(`
      shared x = 0
      thread a:
          wait until x > 1
      thread b:
          x = 1
    `);
    expect(verdict).toBe("violated");
    expect(findings.map(({ kind, message, schedule }) => [kind, message, schedule])).toEqual([
      ["deadlock", "a waits for something that can no longer happen.", "b1"],
    ]);
    expect(findings[0].blocked).toMatchObject([
      { unit: 0, words: "waits until x > 1", text: "wait until x > 1", object: null, primitive: null, holders: [] },
    ]);
  });

  it("takes one look, at several names at once, and the first write behind it is another step", () => {
    // Each unit: look, then store. Only one look can succeed first; then the other's condition is false for ever.
    expect(
      outcomesOf(`
        shared turn = 0
        shared log = []
        thread t(i) for i in range(2):
            wait until turn == i and len(log) == i
            log.append(i)
            turn += 1
      `),
    ).toEqual({ "turn=2 log=[0, 1]": 1 });
  });
});

describe("choose", () => {
  it("explores every value: its alternatives are transitions of their own, numbered from 0 in schedules", () => {
    // a: CHOOSE (3 ways), STORE; b: STORE. 3 orders x 3 ways = 9 interleavings; b comes last in 3 of them.
    const { outcomes, statistics } = explored(`
      shared x = 0
      thread a:
          x = choose(1, 2, 3)
      thread b:
          x = 7
    `);
    expect(outcomes.map(({ values, schedule, interleavings }) => [values[0].value, schedule, interleavings])).toEqual([
      ["1", "b1a2", 2n],
      ["2", "b1a.1a1", 2n],
      ["3", "b1a.2a1", 2n],
      ["7", "a2b1", 3n],
    ]);
    expect(statistics.interleavings).toBe(9n);
  });

  it("several times in one step counts its alternatives in order of the choices", () => {
    const { outcomes } = explored(`
      shared x = 0
      thread a:
          atomic:
              x = choose(1, 2)
              x += choose(10, 20)
    `);
    expect(outcomes.map(({ values, schedule }) => [values[0].value, schedule])).toEqual([
      ["11", "a1"],
      ["12", "a.2"],
      ["21", "a.1"],
      ["22", "a.3"],
    ]);
  });

  it("between one thing chooses nothing", () => {
    expect(replayed("shared x = 0\nthread a:\n    x = choose(5)\n", "a2").entries).toMatchObject([
      { choices: 1, chosen: null },
      { choices: 1, chosen: null },
    ]);
  });

  it("leaves out the alternatives that cannot be taken; the others are numbered without them", () => {
    const waiting = (options: string): string => `
      shared x = 0
      thread a:
          wait until choose(${options})
          x = 1
    `;
    expect(replayed(waiting("False, True"), "a1").entries).toMatchObject([{ choices: 1, transition: { choice: 0 } }]);
    expect(outcomesOf(waiting("False, 0, True"))).toEqual({ "x=1": 1 });
    expect(outcomesOf(waiting("False, 0"))).toEqual({ "deadlocked: x=0": 1 });
  });

  it("in an atomic block that blocks later has been made by then", () => {
    // y = 0 leaves a waiting for ever, with its choice behind it.
    const text = `
      shared x = 0
      thread a:
          atomic:
              y = choose(0, 1, 2)
              wait until y > 0
              x = y
    `;
    expect(outcomesOf(text)).toEqual({ "deadlocked: x=0": 1, "x=1": 1, "x=2": 1 });
  });

  it("is what random does", () => {
    const with_ = (body: string): string => `import random\nshared x = 0\nthread a:\n    ${body}\n`;
    expect(Object.keys(outcomesOf(with_("x = random.choice([4, 5])")))).toEqual(["x=4", "x=5"]);
    expect(Object.keys(outcomesOf(with_("x = random.randint(1, 3)")))).toEqual(["x=1", "x=2", "x=3"]);
    expect(outcomesOf(with_("x = 1 if random.random() < 0.5 else 2"))).toEqual({ "x=1": 1, "x=2": 1 });
  });

  it("from nothing is an IndexError, as random.choice of an empty sequence", () => {
    expect(valueOf("choose(*[])")).toBe("IndexError: Cannot choose from an empty sequence");
  });

  it("shows in a trace which of how many was taken", () => {
    expect(replayed("shared x = 0\nthread a:\n    x = choose('l', 'r')\n", "a.1").entries).toMatchObject([
      { choices: 2, chosen: "'r'", transition: { unit: 0, choice: 1 } },
    ]);
  });
});

describe("repeat", () => {
  it("runs its body that often", () => {
    expect(outcomesOf("shared x = 0\nthread a:\n    repeat 3:\n        x += 1\n")).toEqual({ "x=3": 1 });
    expect(outcomesOf("shared x = 0\nthread a:\n    repeat 0:\n        x += 1\n")).toEqual({ "x=0": 1 });
  });

  it("needs a whole number", () => {
    expect(valueOf("f()", "def f():\n    n = 'x'\n    repeat n:\n        pass")).toBe(
      "TypeError: repeat needs a whole number",
    );
  });
});

describe("A loop left from a finally", () => {
  const definitions = `
    def first():
        while True:
            try:
                return "given up"
            finally:
                break
        return "after the loop"
    def second():
        for i in range(3):
            try:
                return i
            finally:
                if i < 2:
                    continue
        return "never"`;
  it.each([
    ["first()", "'after the loop'"],
    ["second()", "2"],
  ])("gives up what return was to give: %s is %s", (call, result) => {
    expect(valueOf(call, definitions)).toBe(result);
  });
});
