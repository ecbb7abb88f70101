// How much there is to a program whose search was stopped.
import { describe, expect, it } from "vitest";
import { withEstimate, withEstimateAsync } from "#sim/explorer/estimate.js";
import { explore } from "#sim/explorer/explore.js";
import { sample } from "#sim/explorer/sample.js";
import { compiled } from "../tiny.js";

const stores = "shared x = 0\nthread t * 3:\n    repeat 4:\n        x = 1\n";

describe("An estimate", () => {
  it("is exact where all runs are equally long: three threads of four steps have 34,650 interleavings", () => {
    const program = compiled(stores);
    const { estimate } = withEstimate(program, explore(program, { maxStates: 20 }));
    expect(estimate).toMatchObject({ interleavings: { value: 34_650n, error: 0, walks: 30 }, runs: 30 });
    expect(explore(program).statistics.interleavings).toBe(34_650n);
  });

  it("of states is at least what its runs have seen, and is the same each time", async () => {
    const program = compiled("shared x = 0\nthread t * 3:\n    repeat 3:\n        x += 1\n");
    const stopped = explore(program, { maxStates: 50 });
    const once = withEstimate(program, stopped);
    expect(once.estimate?.states).toBeGreaterThan(stopped.statistics.states);
    expect(once.estimate?.states).toBeLessThan(2 * explore(program).statistics.states);
    expect(await withEstimateAsync(program, stopped)).toEqual(once);
  });

  it("is not made of what was not stopped, was interrupted or drawn, or goes on for long", () => {
    const program = compiled(stores);
    const whole = explore(program);
    expect(withEstimate(program, whole)).toBe(whole);
    const interrupted = explore(program, { interrupted: () => true });
    expect(interrupted.limit?.name).toBe("interrupted");
    expect(withEstimate(program, interrupted)).toBe(interrupted);
    const runs = sample(program, { runs: 5, maxStates: 3 });
    expect(runs.limit).not.toBeNull();
    expect(withEstimate(program, runs)).toBe(runs);
    const endless = compiled("shared x = 0\nthread t * 2:\n    while True:\n        x += 1\n");
    const stopped = explore(endless, { maxStates: 50 });
    expect(withEstimate(endless, stopped)).toBe(stopped);
  });

  it("that is interrupted, or out of time, is none", () => {
    const program = compiled(stores);
    const stopped = explore(program, { maxStates: 20 });
    expect(withEstimate(program, stopped, { interrupted: () => true })).toBe(stopped);
    let now = 0;
    expect(withEstimate(program, stopped, { maxTimeMs: 5, clock: () => (now += 1) })).toBe(stopped);
  });
});
