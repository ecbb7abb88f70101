/** Every entry of `published-counts.json`: figures of other checkers' own test suites, recomputed independently. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { explored } from "../tiny.js";
import { published } from "./programs.js";

interface Entry {
  readonly id: string;
  readonly program: string;
  readonly oracle: { readonly interleavings?: number; readonly terminal?: number; readonly deadlock_states?: number };
}

const file = new URL("published-counts.json", import.meta.url);
const { entries } = JSON.parse(readFileSync(file, "utf8")) as { readonly entries: readonly Entry[] };

describe("published figures", () => {
  for (const { id, program, oracle } of entries) {
    test(`${id}: ${program}`, () => {
      const { statistics, outcomes } = explored(published(id));
      if (oracle.interleavings !== undefined) expect(statistics.interleavings).toBe(BigInt(oracle.interleavings));
      const total = outcomes.reduce((sum, outcome) => sum + (outcome.interleavings ?? 0n), 0n);
      expect(total).toBe(statistics.interleavings);
      expect(outcomes.some(({ end }) => end === "deadlocked")).toBe((oracle.deadlock_states ?? 0) > 0);
      expect(outcomes.every(({ end }) => end !== "failed")).toBe(true);
    });
  }

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
