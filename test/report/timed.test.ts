// Where time is exact, reports show how it passes.
import { describe, expect, test } from "vitest";
import { explorationJson, traceJson } from "#sim/report/json.js";
import { explorationReport } from "#sim/report/text.js";
import { traceReport } from "#sim/report/trace.js";
import { replay, run } from "#sim/scheduler/run.js";
import { compiled, explored } from "../tiny.js";

const text = `
scenario "two sleepers"
option time = timed
shared log = []
thread slow:
    sleep 250ms
    log.append("slow")
thread quick:
    sleep 100ms
    log.append("quick")
`;

describe("A trace", () => {
  test("has a line for the time that passes before a step, and says how long it all took", () => {
    const lines = traceReport(run(compiled(text)), "two.scenario", "two sleepers", { width: 80 }).split("\n");
    const shown = lines.filter((line) => / later$| 100ms | 250ms |schedule/.test(line)).map((line) => line.trim());
    expect(shown).toEqual([
      "0.1 s later",
      expect.stringContaining("wakes up"),
      "0.15 s later",
      expect.stringContaining("wakes up"),
      "schedule b2a2 · 4 steps, 0 preemptions, 0.25 s",
    ]);
  });

  test("says nothing of time where durations are not exact", () => {
    const trace = run(compiled(text), { time: "untimed" });
    const report = traceReport(trace, "two.scenario", "two sleepers", { width: 80 });
    expect(report).not.toMatch(/ later| s$/m);
    expect(JSON.stringify(traceJson(trace))).not.toContain('"seconds"');
  });

  test("as JSON knows the moment of each step", () => {
    const { seconds, trace } = traceJson(run(compiled(text))) as { seconds: number; trace: { seconds: number }[] };
    expect(seconds).toBe(0.25);
    expect(trace.map((step) => step.seconds)).toEqual([0.1, 0.1, 0.25, 0.25]);
  });
});

describe("An exploration", () => {
  test("says that durations are exact", () => {
    expect(explorationReport(explored(text), { width: 120 })).toContain("durations are exact");
    expect(explorationReport(explored(text, { time: "untimed" }), { width: 120 })).not.toContain("exact");
    expect(explorationJson(explored(text))["time"]).toBe("timed");
  });
});

test("A schedule that wakes somebody too early is refused, with the time that is left", () => {
  expect(() => replay(compiled(text), "a1")).toThrow(
    "step 1 names slow, which cannot go on there: it sleeps (0.15 s left)",
  );
});
