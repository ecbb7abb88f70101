/** What is true of every sample: it shows nothing that is not there, and a seed means the same run on both engines. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explore } from "#sim/explorer/explore.js";
import { HappensBefore } from "#sim/explorer/happens-before.js";
import { sample } from "#sim/explorer/sample.js";
import { run } from "#sim/scheduler/run.js";
import { writeSchedule } from "#sim/scheduler/schedule.js";
import { samplerNames } from "#sim/scheduler/strategies/index.js";
import { compiled } from "../tiny.js";
import { drawn, interleavingsOf, tabulated } from "../explorer/walked.js";
import { coroutineText, processText, scenarioText } from "./programs.js";
import { timedText } from "./timed-programs.js";

const parameters = (numRuns: number) => ({ seed: 20_100_313, numRuns });
const anyText = fc.oneof(scenarioText, scenarioText, coroutineText, processText);

/** Kinds of findings that do not depend on which run shows them. */
const plainKinds = new Set(["deadlock", "lost-update", "exception", "data-race", "never-awaited", "release-unheld"]);

describe("Every sampler", () => {
  it("reports only what the full search has, and never fewer preemptions", () => {
    fc.assert(
      fc.property(anyText, fc.nat({ max: 1_000 }), (text, seed) => {
        const program = compiled(text);
        const full = explore(program, { maxStates: 2_000, maxTraceEffort: 0 });
        fc.pre(full.statistics.complete);
        const outcome = ({ end, values }: (typeof full.outcomes)[number]): string => `${end} ${JSON.stringify(values)}`;
        const least = new Map(full.outcomes.map((each) => [outcome(each), each.preemptions]));
        const kinds = new Set<string>(full.findings.map(({ kind }) => kind));
        for (const sampler of samplerNames) {
          const found = sample(program, { sampler, seed, runs: 10, maxSteps: 500 });
          for (const each of found.outcomes)
            expect(each.preemptions).toBeGreaterThanOrEqual(least.get(outcome(each)) ?? Infinity);
          for (const { kind } of found.findings) if (plainKinds.has(kind)) expect(kinds).toContain(kind);
          expect(full.verdict === "violated" || found.verdict === "unknown").toBe(true);
          expect(found.statistics.states).toBeLessThanOrEqual(full.statistics.states);
          expect(found.statistics.transitions).toBeLessThanOrEqual(full.statistics.transitions);
          expect(found.sample?.traces).toBeLessThanOrEqual(found.sample?.interleavings ?? 0);
        }
      }),
      parameters(12),
    );
  });

  it("a seed means the same run on both engines", () => {
    fc.assert(
      fc.property(fc.oneof(anyText, timedText), fc.nat(), (text, seed) => {
        for (const sampler of samplerNames) {
          const { schedule } = run(compiled(text), { strategy: sampler, seed, depth: 3, maxSteps: 60 });
          expect(drawn(tabulated(text), sampler, seed, 3, 60)).toBe(schedule);
        }
      }),
      parameters(12),
    );
  });
});

describe("The normal form of runs", () => {
  it("there are as many as there are really different interleavings", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { system } = tabulated(text);
        const all = interleavingsOf(system, 300);
        fc.pre(all !== null);
        const { traces } = explore(compiled(text)).statistics;
        fc.pre(traces !== null);
        const forms = (all ?? []).map((path) => {
          const { footprints, tabulation } = system;
          const order = new HappensBefore(footprints, tabulation.packing.fixed);
          for (const { vector, step } of path) {
            const touched = system.footprint(vector, step);
            system.take(vector, step);
            order.add(step, touched, tabulation.renaming.names);
          }
          return writeSchedule(order.normalForm());
        });
        expect(new Set(forms).size).toBe(Number(traces));
        const own = new Set((all ?? []).map((path) => writeSchedule(path.map(({ step }) => step))));
        expect(forms.every((form) => own.has(form))).toBe(true);
      }),
      parameters(25),
    );
  });
});
