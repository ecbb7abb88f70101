/** Locks: two in opposite order, and the dining philosophers. */
import { describe, expect, test } from "vitest";
import { explored } from "../tiny.js";
import { philosophers, twoLocks } from "./programs.js";

function ends(text: string): Record<string, bigint> {
  const result: Record<string, bigint> = {};
  for (const { end, interleavings } of explored(text).outcomes)
    result[end] = (result[end] ?? 0n) + (interleavings ?? 0n);
  return result;
}

describe("two locks", () => {
  test("taken in opposite order: 4 schedules complete, 2 deadlock, 1 preemption is enough", () => {
    expect(ends(twoLocks(true))).toEqual({ completed: 4n, deadlocked: 2n });
    const deadlock = explored(twoLocks(true)).findings.find(({ kind }) => kind === "deadlock");
    expect(deadlock).toMatchObject({ preemptions: 1, steps: 2 });
  });

  test("taken in the same order: 2 schedules, no deadlock", () => {
    expect(ends(twoLocks(false))).toEqual({ completed: 2n });
  });
});

describe("dining philosophers", () => {
  for (const [n, completed, deadlocked, states, ordered] of [
    [2, 4n, 2n, 19, 2n],
    [3, 162n, 6n, 87, 142n],
    [4, 98160n, 24n, 391, 64000n],
    [5, 66468600n, 120n, 1743, 49719072n],
  ] as const) {
    test(`${n}: ${completed} schedules complete, ${deadlocked} deadlock; with ordered forks ${ordered} and none`, () => {
      expect(ends(philosophers(n))).toEqual({ completed, deadlocked });
      expect(ends(philosophers(n, true))).toEqual({ completed: ordered });
    });

    test(`${n}: the shortest deadlock takes ${n} steps and one preemption`, () => {
      const { findings, statistics } = explored(philosophers(n));
      expect(statistics.states).toBe(states);
      expect(findings.filter(({ kind }) => kind === "deadlock")).toMatchObject([{ steps: n, preemptions: 1 }]);
    });
  }
});
