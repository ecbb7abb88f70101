// Lines that no interleaving executes, and conditions that go one way in all: known for certain once all were followed.
import { describe, expect, it } from "vitest";
import { explorationReport } from "#sim/report/text.js";
import { explore } from "#sim/explorer/explore.js";
import type { ExploreOptions } from "#sim/explorer/explore.js";
import type { Exploration } from "#sim/explorer/exploration.js";
import { compiled, finding } from "../tiny.js";

function explored(text: string, options: ExploreOptions = {}): Exploration {
  return explore(compiled(text), options);
}

/** ["lines 4 to 5, 9", "x > 2 true on line 7"] */
function allUnreached(text: string, options: ExploreOptions = {}): (string | null)[] {
  return explored(text, options)
    .findings.filter(({ kind }) => kind === "unreached")
    .map(({ about }) => about);
}

/** Null: all was reached. */
function unreached(text: string): string | null {
  return allUnreached(text)[0] ?? null;
}

describe("A line is never reached", () => {
  it("behind a condition that holds in no interleaving", () => {
    const text = `
      shared x = 0
      thread t * 2:
          x += 1
          if x > 2:
              x = 9
          else:
              pass
    `;
    expect(unreached(text)).toBe("line 5");
    expect(unreached(text.replace("x > 2", "x > 1"))).toBe(null);
  });

  it("behind a step that blocks in every interleaving; the step itself was only tried", () => {
    const text = `
      shared lock = Lock()
      shared x = 0
      thread t:
          lock.acquire()
          x = 1
          lock.acquire()
          x = 2
          lock.release()
    `;
    expect(unreached(text)).toBe("lines 7 to 8");
    expect(finding(explored(text), "unreached")).toMatchObject({ violates: false, place: { line: 7, column: 5 } });
  });

  it("in a function that nobody calls, and in a handler of what is never raised", () => {
    const text = `
      shared x = 0
      def unused():
          return 1
      def used():
          return 2
      thread t:
          try:
              x = used()
          except ValueError:
              x = 0
    `;
    expect(unreached(text)).toBe("lines 3, 9 to 10");
  });
});

describe("A line is reached", () => {
  it("by one unit of many, in one interleaving of many", () => {
    const text = `
      shared x = 0
      thread a:
          x = 1
          x = 2
      thread b:
          if x == 1:
              x = 3
    `;
    expect(unreached(text)).toBe(null);
  });

  it("before the first step, and by a property", () => {
    const text = `
      def start():
          return 1
      def fine(value):
          return value < 3
      shared x = start()
      thread t:
          x += 1
      always fine(x)
    `;
    expect(unreached(text)).toBe(null);
    expect(unreached(text.replace("always fine(x)", "always x < 3"))).toBe("line 4");
  });
});

describe("A condition goes one way in every interleaving", () => {
  it("though another thread might have changed it in between", () => {
    const text = `
      shared x = 0
      shared seen = 0
      thread a:
          x = 1
          x = 2
      thread b:
          if x < 3:
              seen += 1
    `;
    expect(allUnreached(text)).toEqual(["x < 3 false on line 7"]);
    expect(allUnreached(text.replace("x < 3", "x < 2"))).toEqual([]);
    expect(finding(explored(text), "unreached")).toMatchObject({
      violates: false,
      message: "In no interleaving is x < 3 on line 7 false.",
      place: { line: 7, column: 8, endLine: 7, endColumn: 13 },
    });
  });

  it("which a unit that finds it otherwise in one interleaving of many takes back", () => {
    const text = (first: string): string => `
      shared x = 0
      thread a:
          x = 1
      thread b * 2:
          ${first}
          print("early" if x == 0 else "late")
    `;
    expect(allUnreached(text("pass"))).toEqual([]);
    expect(allUnreached(text("wait until x == 1"))).toEqual(["x == 0 true on line 6"]);
  });

  it("as an operand of its own: what the others decide is not told of it", () => {
    const text = `
      shared ready = False
      shared n = 0
      thread a:
          ready = True
      thread b:
          if n == 0 and ready or n > 5:
              print(not ready or n)
    `;
    expect(allUnreached(text)).toEqual(["n == 0 false on line 6", "n > 5 true on line 6", "not ready true on line 7"]);
  });

  it("of a loop that is only left by `break`, of a comprehension, in a `finally` however it is entered", () => {
    const text = `
      shared closed = False
      shared n = 0
      thread t:
          while not closed:
              n += 1
              if n == 2:
                  break
          big = [i for i in range(3) if i < 5]
          for i in range(2):
              try:
                  if i == 0:
                      continue
              finally:
                  if i == 2: pass
    `;
    expect(allUnreached(text)).toEqual(["closed true on line 4", "i < 5 false on line 8", "i == 2 true on line 14"]);
  });

  it("where a handler takes none of the exceptions that come; one that takes all is no news", () => {
    const text = (raised: string): string => `
      shared n = 0
      thread t:
          try:
              try:
                  raise ${raised}
              except ValueError:
                  pass
          except KeyError:
              n = 1
    `;
    expect(allUnreached(text("KeyError"))).toEqual(["except ValueError on line 6"]);
    expect(allUnreached(text("ValueError"))).toEqual(["lines 8 to 9"]);
  });

  it("is not said of conditions that are never looked at, or whose other way is a line never reached", () => {
    const text = `
      shared x = 0
      def unused():
          return 1 if x else 2
      thread t:
          if x == 0:
              x = 1
          else:
              x = 2
    `;
    expect(allUnreached(text)).toEqual(["lines 3, 8"]);
  });

  it("is not said of what is meant to hold: `assert`, `wait until`, a comparison's parts, `while True`, Python's own modules", () => {
    const text = `
      shared lock = Lock()
      shared x = 0
      thread t * 2:
          while True:
              with lock:
                  x += 1
              break
          assert x > 0 or x == 0
          wait until 0 < x < 3
    `;
    expect(allUnreached(text)).toEqual([]);
  });

  it("is not said of what `@dataclass` writes", () => {
    const text = `
      from dataclasses import dataclass, field
      @dataclass
      class Box:
          items: list = field(default_factory=list)
      thread t:
          Box().items.append(1)
    `;
    expect(allUnreached(text)).toEqual([]);
  });

  it("is found by the reduced search too", () => {
    const text = `
      shared x = 0
      shared y = 0
      thread a * 2:
          x += 1
      thread b * 2:
          y += 1
          if x > 2 or y > 1: print("late")
    `;
    const reduced = allUnreached(text, { reduce: "on" });
    expect(reduced).toEqual(["x > 2 true on line 7"]);
    expect(reduced).toEqual(allUnreached(text, { reduce: "off" }));
  });
});

describe("What is never reached", () => {
  const text = "shared x = 0\nthread t:\n    x = 1\n    if x == 2:\n        x = 3\nfinally x == 1\n";

  it("is a line of the report, and leaves the verdict alone", () => {
    const exploration = explored(text);
    expect(exploration.verdict).toBe("holds");
    expect(explorationReport(exploration)).toContain("\n\n! never reached: line 5\n\n");
    const oneWay = explored(text.replace("x == 2:\n        x = 3", "x == 2: pass\n    x = 1 if x else 4"));
    expect(explorationReport(oneWay)).toContain("\n\n! never reached: x == 2 true on line 4, x false on line 5\n\n");
  });

  it("is not known of a search that was stopped", () => {
    const stopped = explored(text, { maxStates: 1 });
    expect([stopped.limit?.name, stopped.findings]).toEqual(["states", []]);
  });
});
