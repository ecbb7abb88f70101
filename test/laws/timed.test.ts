/** Where time is exact the two engines have one meaning, too. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explore } from "../../dist/explorer/explore.js";
import { run } from "../../dist/scheduler/run.js";
import { timedText } from "./timed-programs.js";
import { compiled } from "../tiny.js";
import { reportsAreReplayed, walk } from "./walk.js";

const runs = { numRuns: 40, seed: 20261122, endOnFailure: true };

describe("Where time is exact", () => {
  it("both engines agree on what can happen, what it leads to and what time it is, at every step", () => {
    let ticks = 0;
    fc.assert(
      fc.property(timedText, fc.array(fc.nat(5), { minLength: 5, maxLength: 50 }), (text, picks) => {
        ticks += walk(text, picks);
      }),
      runs,
    );
    expect(ticks).toBeGreaterThan(40);
  });

  it("what the search reports is what a replay shows", () => {
    fc.assert(
      fc.property(timedText, (text) => {
        reportsAreReplayed(text, { states: 1000, outcomes: 10 });
      }),
      runs,
    );
  });

  it("every outcome of a random run is among those of the exploration, and those among the ones without a clock", () => {
    fc.assert(
      fc.property(timedText, fc.nat(1000), (text, seed) => {
        const program = compiled(text.replaceAll("round(time.perf_counter(), 3)", "1").replaceAll("cpu", "io"));
        const timed = explore(program, { maxStates: 4000 });
        const trace = run(program, { strategy: "random", seed, maxSteps: 500 });
        const print = ({ values, end }: (typeof timed.outcomes)[number]): string => JSON.stringify([values, end]);
        if (timed.limit !== null) return;
        const known = timed.outcomes.map(print);
        if (trace.end !== "stopped") expect(known).toContain(JSON.stringify([trace.outcome, trace.end]));
        const untimed = explore(program, { maxStates: 4000, time: "untimed" });
        if (untimed.limit === null) expect(untimed.outcomes.map(print)).toEqual(expect.arrayContaining(known));
      }),
      { ...runs, numRuns: 25 },
    );
  });

  it("the clock never goes back, and when it has moved nobody can go on but those whose time is up", () => {
    let moves = 0;
    fc.assert(
      fc.property(timedText, fc.nat(1000), (text, seed) => {
        const { entries } = run(compiled(text), { strategy: "random", seed, maxSteps: 200 });
        let last = 0n;
        for (const { clock, enabled } of entries) {
          const now = clock ?? 0n;
          expect(now).toBeGreaterThanOrEqual(last);
          if (now > last) {
            moves += 1;
            expect(enabled.every(({ voluntary }) => voluntary)).toBe(true);
          }
          last = now;
        }
      }),
      runs,
    );
    expect(moves).toBeGreaterThan(40);
  });
});
