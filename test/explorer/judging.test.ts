/** What is said of one run, by itself. */
import { describe, expect, it } from "vitest";
import { explore } from "#sim/explorer/explore.js";
import { violationsIn } from "#sim/explorer/judging.js";
import type { Fairness } from "#sim/programs/program.js";
import { replay } from "#sim/scheduler/run.js";
import { createWorld } from "#sim/scheduler/world.js";
import { compiled } from "../tiny.js";

function judged(text: string, schedule: string, fairness: Fairness = "weak"): [string, number | null][] {
  const program = compiled(text);
  const violations = violationsIn(createWorld(program), replay(program, schedule), fairness);
  return violations.map(({ text, step }) => [text, step]);
}

describe("A run violates", () => {
  const counter = "shared x = 0\nthread a:\n    x += 1\nthread b:\n    x += 1\nfinally x == 2\nalways x < 2\n";

  it("what is lost, and what does not hold at its end, or in one of its states", () => {
    expect(judged(counter, "a1b2a1")).toEqual([
      ["an update of x is lost", 4],
      ["finally x == 2 does not hold", 4],
    ]);
    expect(judged(counter, "a2b2")).toEqual([["always x < 2 does not hold", 4]]);
    expect(judged(counter, "a2b1")).toEqual([]);
  });

  it("an exception that nobody catches", () => {
    const text = "shared x = 0\nthread a:\n    x = 1\n    x = 1 // 0\nthread b:\n    x = 2\n";
    expect(judged(text, "a1")).toEqual([
      ["a ends with an uncaught ZeroDivisionError: integer division or modulo by zero", 1],
    ]);
  });

  it("a property of endless runs, if it is over or goes round fairly", () => {
    const text = (property: string): string =>
      `shared x = 0\nshared y = 0\nthread a:\n    while x < 2:\n        y = 1 - y\nthread b:\n    x = 1\n    x = 2\n${property}\n`;
    expect(judged(text("eventually x == 1"), "(a6)*")).toEqual([]);
    expect(judged(text("eventually x == 1"), "(a6)*", "none")).toEqual([["eventually x == 1 does not hold", null]]);
    expect(judged(text("eventually x == 3"), "b2a1")).toEqual([["eventually x == 3 does not hold", null]]);
    expect(judged(text("eventually x == 3"), "b2")).toEqual([]);
    expect(judged(text("always eventually x == 1"), "b2a1")).toEqual([
      ["always eventually x == 1 does not hold", null],
    ]);
    expect(judged(text("x == 1 leads to y == 1"), "b2a1")).toEqual([["x == 1 leads to y == 1 does not hold", null]]);
    expect(judged(text("x == 1 leads to x == 2"), "b2a1")).toEqual([]);
  });

  it("law: what the schedule of a finding shows, of whatever kind", () => {
    const text = `${counter}shared y = 0\nthread c:\n    wait until y == 1\nthread d:\n    while True:\n        y = 2\nalways eventually y == 0\n`;
    const program = compiled(text);
    const { findings } = explore(program);
    const shown = findings.filter(({ violates, kind }) => violates && kind !== "deadlock");
    expect(shown.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["lost-update", "liveness", "invariant"]));
    for (const { schedule } of shown)
      expect(violationsIn(createWorld(program), replay(program, schedule), "weak")).not.toEqual([]);
  });
});
