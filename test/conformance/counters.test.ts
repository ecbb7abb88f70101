/** The table of counters: T units, each N times `r = c; c = r + 1`. */
import { describe, expect, test } from "vitest";
import { explored } from "../tiny.js";
import { counter } from "./programs.js";

interface Row {
  readonly units: number;
  readonly times: number;
  readonly total: bigint;
  readonly values: Readonly<Record<string, bigint>>;
  readonly preemptions?: Readonly<Record<string, number>>;
}

const rows: readonly Row[] = [
  { units: 2, times: 1, total: 6n, values: { 1: 4n, 2: 2n }, preemptions: { 1: 1, 2: 0 } },
  { units: 3, times: 1, total: 90n, values: { 1: 48n, 2: 36n, 3: 6n }, preemptions: { 1: 1, 2: 1, 3: 0 } },
  { units: 4, times: 1, total: 2520n, values: { 1: 1152n, 2: 1056n, 3: 288n, 4: 24n } },
  { units: 2, times: 2, total: 70n, values: { 2: 32n, 3: 32n, 4: 6n }, preemptions: { 2: 1, 3: 2, 4: 0 } },
  { units: 2, times: 3, total: 924n, values: { 2: 8n, 3: 300n, 4: 416n, 5: 180n, 6: 20n } },
  { units: 3, times: 2, total: 34650n, values: { 2: 10428n, 3: 15180n, 4: 7512n, 5: 1440n, 6: 90n } },
];

describe("counters", () => {
  for (const { units, times, total, values, preemptions } of rows) {
    test(`${units} units, ${times} times: ${total} interleavings`, () => {
      const { statistics, outcomes } = explored(counter(units, times));
      expect(statistics.interleavings).toBe(total);
      expect(Object.fromEntries(outcomes.map((each) => [each.values[0].value, each.interleavings]))).toEqual(values);
      if (preemptions === undefined) return;
      expect(Object.fromEntries(outcomes.map((each) => [each.values[0].value, each.preemptions]))).toEqual(preemptions);
    });
  }

  test("2 units, 10 times: 137,846,528,820 interleavings, on 8 of which only 2 is left, with 4 preemptions", () => {
    const { statistics, outcomes } = explored(counter(2, 10));
    const of = (value: string) => outcomes.find((each) => each.values[0].value === value);
    expect(statistics.interleavings).toBe(137846528820n);
    expect(outcomes.map((each) => Number(each.values[0].value)).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 19 }, (_, i) => i + 2),
    );
    expect(of("2")).toMatchObject({ interleavings: 8n, preemptions: 4 });
    expect(of("20")).toMatchObject({ interleavings: 184756n, preemptions: 0 });
  });

  for (const [units, times, total] of [
    [2, 1, 20n],
    [2, 2, 924n],
    [3, 1, 1680n],
  ] as const) {
    test(`with LOAD, ADD and STORE as steps, ${units} units, ${times} times: ${total} interleavings`, () => {
      expect(explored(counter(units, times), { granularity: "bytecode" }).statistics.interleavings).toBe(total);
    });
  }
});
