// What reports say of drawn runs.
import { describe, expect, test } from "vitest";
import type { Exploration, Sample } from "#sim/explorer/exploration.js";
import { plain } from "#sim/report/paint.js";
import { coverageSection, drawnLines, seenCells, seenText } from "#sim/report/sample.js";
import { explorationReport } from "#sim/report/text.js";
import { exploration, finding, lostUpdate, outcome } from "./fixtures.js";

const sample: Sample = {
  sampler: "pct",
  seed: 7,
  depth: 3,
  contested: 12,
  runs: 2_000,
  wanted: 2_000,
  cut: 0,
  maxSteps: 10_000,
  interleavings: 1_900,
  traces: 34,
  lines: { reached: 11, all: 12 },
  lastTenth: { runs: 200, fresh: 3 },
  chanceOfNew: 0.0125,
  statesEstimate: 4_321,
  interleavingsEstimate: { value: 123_456_789_012n, error: 0.0345, walks: 2_000 },
};
const seen = { runs: 37, share: 0.0185, interval: [0.0134, 0.0254], run: 4, seed: 10 } as const;

function lines(more: Partial<Sample> = {}, part = coverageSection, other: Partial<Exploration> = {}): string[] {
  return part(exploration({ ...other, sample: { ...sample, ...more } }), 120, plain);
}

describe("drawn runs", () => {
  test("how they were drawn, and that nothing found is no answer", () => {
    expect(lines({}, drawnLines, { verdict: "unknown" })).toEqual([
      "  2,000 runs drawn by pct: random priorities that change at 2 of 12 steps (depth 3); seeds 7 to 2006",
      "  no violation in 2,000 runs, which does not mean that there is none",
    ]);
    const one = { sampler: "random", runs: 1, depth: null, contested: null } as const;
    expect(lines(one, drawnLines, { verdict: "violated" })).toEqual([
      "  1 run drawn by random: each possible step with the same chance; seed 7",
    ]);
    expect(drawnLines(exploration(), 80, plain)).toEqual([]);
  });

  test("what they covered, and what is estimated", () => {
    expect(lines({}, coverageSection, { statistics: { ...exploration().statistics, states: 4_300 } })).toEqual([
      "coverage",
      "  states         4,300, of at least about 4,321 that such runs can meet",
      "  interleavings  1,900, 34 really different, of perhaps 1.2 × 10^11, or more",
      "  lines          11 of 12",
      "  saturation     3 of the last 200 runs had a new state; one more: about 1.3 %",
    ]);
    expect(lines({ interleavingsEstimate: { value: 168n, error: null, walks: 1 } })[2]).toContain("of perhaps 168");
    expect(lines({ interleavingsEstimate: { value: 168n, error: 0.6, walks: 9 } })[2]).toContain("of perhaps 168");
    expect(lines({ interleavingsEstimate: null })[2]).toContain("of an unknown number");
    expect(lines({ runs: 0 })).toEqual([]);
    expect(coverageSection(exploration(), 80, plain)).toEqual([]);
  });

  test("a finding: how often, which run, and that it need not be the least", () => {
    const text = seenText(finding(lostUpdate, { seen }), sample);
    expect(text).toBe(
      "in 37 of 2,000 runs; the least of them, run 4 (--strategy pct --seed 10), is shown, but there may be one with fewer preemptions",
    );
    expect(seenText(finding(lostUpdate, { seen, preemptions: 0 }), { ...sample, depth: 2 })).toContain(
      "(--strategy pct --seed 10 --depth 2), is shown, but there may be a shorter one",
    );
    expect(seenText(finding(lostUpdate), sample)).toBeNull();
  });

  test("an outcome: how often, and the interval of its share", () => {
    expect(seenCells({ ...outcome([["n", "1"]]), seen }).map(({ text }) => text)).toEqual([
      "37",
      "1.9 %",
      "1.3 to 2.5",
    ]);
  });

  test("the whole report", () => {
    const report = explorationReport(
      exploration({
        sample,
        findings: [finding(lostUpdate, { seen })],
        outcomes: [{ ...outcome([["n", "1"]]), seen }],
      }),
    );
    expect(report).toContain("\n  seen   in 37 of 2,000 runs; the least of them, run 4");
    expect(report).toContain("\ncoverage\n  states ");
    expect(report).toContain(" · longest run ");
  });
});
