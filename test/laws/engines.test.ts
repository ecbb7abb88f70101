/** The two engines have one meaning: they agree at every step of every program. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compile } from "../../dist/language/compile.js";
import type { Program } from "../../dist/programs/program.js";
import { explore } from "../../dist/explorer/explore.js";
import { replay, run } from "../../dist/scheduler/run.js";
import { lockedText, scenarioText } from "./programs.js";
import { reportsAreReplayed, walk } from "./walk.js";

const runs = { numRuns: 60, seed: 20261121, endOnFailure: true };

function compiled(text: string): Program {
  const { program, diagnostics } = compile(text);
  if (program === null) throw new Error(`${diagnostics.map(({ message }) => message).join("; ")}\n${text}`);
  return program;
}

describe("Both engines", () => {
  it("agree on what can happen and what it leads to, at every step of generated programs", () => {
    fc.assert(
      fc.property(scenarioText, fc.array(fc.nat(5), { minLength: 5, maxLength: 40 }), (text, picks) => {
        walk(text, picks);
      }),
      runs,
    );
  });

  it("agree on pools, whose workers rest", () => {
    const pools = fc.record({ workers: fc.integer({ min: 1, max: 3 }), calls: fc.integer({ min: 1, max: 3 }) });
    fc.assert(
      fc.property(pools, fc.array(fc.nat(5), { minLength: 20, maxLength: 40 }), ({ workers, calls }, picks) => {
        const text = [
          "from concurrent.futures import ThreadPoolExecutor, as_completed",
          "shared total = 0",
          "def work(n):",
          "    total += n",
          "    return n",
          "main:",
          `    pool = ThreadPoolExecutor(${workers})`,
          `    futures = [pool.submit(work, n) for n in range(${calls})]`,
          "    futures[-1].cancel()",
          "    for future in as_completed(futures):",
          "        print(future.done())",
        ];
        walk(text.join("\n"), picks);
      }),
      { ...runs, numRuns: 12 },
    );
  });

  it("agree on every finding and outcome: what the search reports is what a replay shows", () => {
    fc.assert(
      fc.property(scenarioText, (text) => {
        reportsAreReplayed(text, { states: 2000, outcomes: 25 });
      }),
      runs,
    );
  });
});

describe("A replay", () => {
  it("is exact: the schedule of any run gives the same run again", () => {
    fc.assert(
      fc.property(scenarioText, fc.nat(1000), (text, seed) => {
        const program = compiled(text);
        const first = run(program, { strategy: "random", seed, maxSteps: 200 });
        if (first.end === "stopped") return;
        expect(replay(program, first.schedule)).toEqual(first);
      }),
      runs,
    );
  });
});

describe("An exploration", () => {
  it("is the same when repeated, to the byte", () => {
    const print = (text: string): string =>
      JSON.stringify(explore(compiled(text), { maxStates: 3000 }), (_key, value: unknown) =>
        typeof value === "bigint" ? `${value}n` : value,
      );
    fc.assert(
      fc.property(scenarioText, (text) => {
        expect(print(text)).toBe(print(text));
      }),
      { ...runs, numRuns: 30 },
    );
  });

  it("finds no lost update and no data race where every access is under one lock", () => {
    fc.assert(
      fc.property(lockedText, (text) => {
        const kinds = explore(compiled(text)).findings.map(({ kind }) => kind);
        expect(kinds).not.toContain("lost-update");
        expect(kinds).not.toContain("data-race");
      }),
      runs,
    );
  });

  it("contains every outcome that a random run produces", () => {
    fc.assert(
      fc.property(scenarioText, fc.nat(1000), (text, seed) => {
        const program = compiled(text);
        const exploration = explore(program, { maxStates: 2000 });
        const trace = run(program, { strategy: "random", seed, maxSteps: 500 });
        if (exploration.limit !== null || trace.end === "stopped") return;
        const known = exploration.outcomes.map(({ values, end }) => JSON.stringify([values, end]));
        expect(known).toContain(JSON.stringify([trace.outcome, trace.end]));
      }),
      runs,
    );
  });
});
