import { describe, expect, test } from "vitest";
import { explainFinding, sentences } from "#sim/report/explain.js";
import { testLines, testSummary, duration } from "#sim/report/tests.js";
import type { TestedScenario } from "#sim/report/tests.js";
import { abba, finding, lostUpdate, run } from "./fixtures.js";

describe("a run in sentences", () => {
  test("each step is one, and a lost update names whose it was", () => {
    expect(sentences(lostUpdate)).toEqual([
      "increment[0] reads counter: 0",
      "increment[1] reads counter: 0",
      "increment[1] writes counter: 0 → 1, and ends",
      "increment[0] writes counter: 1 → 1, wiping out increment[1]'s update, and ends",
    ]);
  });

  test("operations of primitives, choices, prints, exceptions and mere computing have theirs", () => {
    const told = run(
      ["one"],
      [
        { unit: 0, words: "acquires lock" },
        { unit: 0, chosen: "2", write: ["x", "unbound", "2"] },
        { unit: 0, prints: "hi" },
        { unit: 0, line: 7 },
        { unit: 0, write: ["x", "2", "unbound"], exception: "ValueError: no" },
      ],
    );
    expect(sentences(told)).toEqual([
      "one acquires lock",
      "one chooses 2 and writes x = 2",
      'one prints "hi"',
      "one goes on at line 7",
      "one writes x is deleted, and ends with ValueError: no",
    ]);
  });

  test("a deadlock is told as its cycle; where there is none the message is enough", () => {
    expect(explainFinding(finding(abba, { kind: "deadlock", cycle: [0, 1] }))).toBe("cycle: ab → ba → ab");
    expect(explainFinding(finding(abba, { kind: "deadlock", cycle: [] }))).toBeNull();
  });
});

describe("the report of sim test", () => {
  const passed: TestedScenario = {
    file: "a.scenario",
    title: "A",
    result: "passed",
    expectations: [{ text: "expect holds", line: 3, met: true, message: null }],
    problem: null,
    time: null,
  };
  const failed: TestedScenario = {
    ...passed,
    file: "b.scenario",
    result: "failed",
    expectations: [{ text: "expect deadlock", line: 9, met: false, message: "the verdict is holds" }],
    time: 12.4,
  };
  const invalid: TestedScenario = {
    ...passed,
    file: "c.scenario",
    result: "invalid",
    expectations: [],
    problem: "c.scenario:1:1: error\n1 | x",
  };
  const stopped: TestedScenario = {
    ...passed,
    file: "d.scenario",
    result: "stopped",
    problem: "stopped after 10 states",
  };

  test("a line for each scenario, and what was missed below it", () => {
    expect([passed, failed, invalid, stopped].flatMap((tested) => testLines(tested))).toEqual([
      "✓ a.scenario  1 expectation",
      "✗ b.scenario  1 expectation, 12 ms",
      "    ✗ expect deadlock  line 9",
      "      the verdict is holds",
      "✗ c.scenario",
      "    c.scenario:1:1: error",
      "    1 | x",
      "? d.scenario  1 expectation",
      "    stopped after 10 states",
    ]);
  });

  test("the summary counts scenarios and expectations", () => {
    expect(testSummary([passed, failed, invalid, stopped])).toEqual([
      "",
      "   scenarios  1 passed, 1 failed, 1 stopped, 1 invalid",
      "expectations  2 met, 1 missed",
    ]);
    expect(testSummary([passed])).toEqual(["", "   scenarios  1 passed", "expectations  1 met"]);
  });

  test("times are short", () => {
    expect([duration(0.4), duration(999), duration(1234)]).toEqual(["0 ms", "999 ms", "1.2 s"]);
  });
});
