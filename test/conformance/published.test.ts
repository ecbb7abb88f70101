/** Every entry of `published-counts.json`: figures of other checkers' own test suites, recomputed independently. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { explored } from "../tiny.js";
import { published } from "./programs.js";

interface Entry {
  readonly id: string;
  readonly program: string;
  readonly oracle: {
    readonly interleavings?: number;
    readonly terminal?: number;
    readonly deadlock_states?: number;
    readonly traces: number;
    /** Traces that end in a deadlock, which are not among `traces`. */
    readonly dead: number;
    /** Traces seen with at most 0, 1, … preemptions, deadlocked ones left out. */
    readonly pb?: readonly number[];
  };
}

const file = new URL("published-counts.json", import.meta.url);
const { entries } = JSON.parse(readFileSync(file, "utf8")) as { readonly entries: readonly Entry[] };

describe("published figures", () => {
  for (const { id, program, oracle } of entries) {
    test(`${id}: ${program}`, () => {
      const { statistics, outcomes } = explored(published(id), { maxTraceEffort: 1e8 });
      if (oracle.interleavings !== undefined) expect(statistics.interleavings).toBe(BigInt(oracle.interleavings));
      const total = outcomes.reduce((sum, outcome) => sum + (outcome.interleavings ?? 0n), 0n);
      expect(total).toBe(statistics.interleavings);
      expect(outcomes.some(({ end }) => end === "deadlocked")).toBe((oracle.deadlock_states ?? 0) > 0);
      expect(outcomes.every(({ end }) => end !== "failed")).toBe(true);
      expect(statistics.traces).toBe(BigInt(oracle.traces + oracle.dead));
      if (oracle.pb === undefined || oracle.dead > 0) return;
      expect(statistics.ladder?.map(({ traces }) => traces)).toEqual(oracle.pb);
    });
  }

  test("peterson completes in 2 traces without a preemption, and in 4 with two; with one already all 6 deadlocks are seen", () => {
    const { statistics } = explored(published("peterson (assume form)"));
    expect(statistics.ladder?.map(({ traces }) => traces)).toEqual([2, 2 + 6, 4 + 6]);
  });

  for (const n of [3, 4]) {
    test(`mpat(${n}) has 2^n · n! traces: each lock has two orders, and the one around them n!`, () => {
      const text = `${published(`mpat(${n})`)}expect traces ${n === 3 ? 48 : 384}\n`;
      expect(explored(text).statistics.traces).toBe(n === 3 ? 48n : 384n);
    });
  }

  test("lastzero(n) has (n + 3) · 2^(n - 2) traces, readers(n) 2^n, and N units that lock, increment, unlock N!", () => {
    const traces = (id: string): bigint | null => explored(published(id)).statistics.traces;
    expect([6, 7].map((n) => traces(`lastzero(${n})`))).toEqual([9n * 2n ** 4n, 10n * 2n ** 5n]);
    expect([1, 5, 10].map((n) => traces(`readers(${n})`))).toEqual([2n, 32n, 1024n]);
    expect(traces("lockinc(5)")).toBe(120n);
  });

  test("pi/mutex(6) has 6! interleavings, one for each order", () => {
    expect(explored(published("pi/mutex(6)")).statistics.interleavings).toBe(720n);
  });

  for (const [n, arrays] of [
    [3, 4],
    [4, 8],
  ] as const) {
    test(`sigma(${n}) ends with ${arrays} different arrays`, () => {
      expect(explored(published(`sigma(${n})`)).outcomes).toHaveLength(arrays);
    });
  }
});
