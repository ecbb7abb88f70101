/** Which strategy is recommended, and from where on one pays. */
import { describe, expect, it } from "vitest";
import { advise } from "#sim/comparing/advice.js";
import { compare } from "#sim/comparing/compare.js";
import type { Comparison } from "#sim/comparing/comparison.js";
import { compile } from "#sim/language/compile.js";
import { noOverheads } from "#sim/timing/parameters.js";
import { row } from "../report/comparisons.js";

/** What is recommended of strategies that take so many seconds, and why; one after the other takes 0.96 s. */
function advice(seconds: Readonly<Record<string, number>>, worth = 1.5): string {
  const rows = Object.entries(seconds).map(([name, each]) => row(name, each));
  const { recommended, why } = advise(rows, worth);
  return `${recommended === null ? "none" : rows[recommended].name}: ${why}`;
}

describe("the recommendation", () => {
  it("is the fastest", () => {
    expect(advice({ sequential: 0.96, "threads(4)": 0.48, "processes(4)": 0.24 })).toBe(
      "processes(4): it is 4.0 times as fast as one job after the other.",
    );
  });

  it("is the simplest of those that are nearly as fast", () => {
    expect(advice({ sequential: 0.96, "processes(4)": 0.23, asyncio: 0.24, "threads(4)": 0.25 })).toBe(
      "threads(4): it is 3.8 times as fast as one job after the other, and processes(4), 8 % faster, asks for more.",
    );
  });

  it("is the one with the fewest workers of those that are nearly as fast", () => {
    expect(advice({ sequential: 0.96, "threads(12)": 0.32, "threads(3)": 0.32 })).toMatch(/^threads\(3\): /);
  });

  it("is one job after the other where nothing is so much faster that it is worth it", () => {
    expect(advice({ sequential: 0.96, "threads(4)": 0.65 })).toBe(
      "sequential: threads(4) is the fastest, but only 1.48 times as fast; 1.5 times would be worth it.",
    );
    expect(advice({ sequential: 0.96, "threads(4)": 0.65 }, 1.4)).toMatch(/^threads\(4\): /);
  });

  it("is one job after the other where nothing is faster", () => {
    expect(advice({ sequential: 0.96, "threads(4)": 0.97 })).toBe("sequential: nothing else is faster.");
  });

  it("is worth it if the fastest is, even where something simpler is nearly so", () => {
    expect(advice({ sequential: 0.96, "threads(4)": 0.65, asyncio: 0.63 })).toMatch(/^asyncio: /);
  });

  it("is no build without a GIL unless nothing else is compared", () => {
    expect(advice({ sequential: 0.96, "threads(4)": 0.9, "free_threaded(4)": 0.24 })).toMatch(/^sequential: /);
    expect(advice({ "free_threaded(4)": 0.24 })).toMatch(/^free_threaded\(4\): /);
  });

  it("is none where all fail", () => {
    expect(advise([row("threads(4)", 1, { failed: "it comes to a deadlock" })], 1.5).recommended).toBeNull();
  });
});

/** A comparison without overheads. */
function compared(text: string): Comparison {
  const { program, diagnostics } = compile(text);
  if (program === null) throw new Error(diagnostics[0].message);
  return compare(program, { costs: noOverheads });
}

describe("the break-even", () => {
  it("says how many jobs make it pay, for several strategies at once", () => {
    const { breakEven } = compared("job a * 4:\n    io 100ms\n\ncompare sequential, threads(4), asyncio\n");
    expect(breakEven).toEqual([
      "threads(4) and asyncio are 1.5 times as fast as one job after the other from 2 jobs on",
    ]);
  });

  it("says so if it never pays", () => {
    const { breakEven } = compared("job a * 4:\n    cpu 10ms\n\ncompare sequential, threads(4)\n");
    expect(breakEven).toEqual(["threads(4) is never 1.5 times as fast as one job after the other, with up to 64 jobs"]);
  });

  it("says how few workers are enough, and how many would be better", () => {
    const pool = (workers: number): readonly string[] =>
      compared(
        `shared free = Semaphore(3)\n\njob a * 12:\n    with free:\n        io 100ms\n\ncompare threads(${workers})\n`,
      ).breakEven;
    expect(pool(12)).toContain("threads(3) is about as fast as threads(12)");
    expect(pool(2)).toContain("threads(3) would be 1.5 times as fast as threads(2)");
  });

  it("counts the jobs that are made for values which only a run knows", () => {
    expect(compared("job a(n) for n in sorted([3, 1, 2]):\n    io 10ms\n\ncompare threads(2)\n").jobs).toBe(3);
  });
});
