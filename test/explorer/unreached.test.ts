// Lines that no interleaving executes: known for certain once all of them were followed.
import { describe, expect, it } from "vitest";
import { explorationReport } from "#sim/report/text.js";
import { explore } from "#sim/explorer/explore.js";
import type { ExploreOptions } from "#sim/explorer/explore.js";
import type { Exploration } from "#sim/explorer/exploration.js";
import { compiled, finding } from "../tiny.js";

function explored(text: string, options: ExploreOptions = {}): Exploration {
  return explore(compiled(text), options);
}

/** "line 4", "lines 4 to 5, 9"; null: all was reached. */
function unreached(text: string): string | null {
  return explored(text).findings.find(({ kind }) => kind === "unreached")?.about ?? null;
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

describe("What is never reached", () => {
  const text = "shared x = 0\nthread t:\n    x = 1\n    if x == 2:\n        x = 3\nfinally x == 1\n";

  it("is a line of the report, and leaves the verdict alone", () => {
    const exploration = explored(text);
    expect(exploration.verdict).toBe("holds");
    expect(explorationReport(exploration)).toContain("\n\n! never reached: line 5\n\n");
  });

  it("is not known of a search that was stopped", () => {
    const stopped = explored(text, { maxStates: 1 });
    expect([stopped.limit?.name, stopped.findings]).toEqual(["states", []]);
  });
});
