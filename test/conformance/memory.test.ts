/** Every interleaving is sequentially consistent: what litmus tests may read, and how often. */
import { describe, expect, test } from "vitest";
import { explored } from "../tiny.js";
import { litmusTest } from "./programs.js";

/** The first two values read → in how many interleavings. */
function read(name: string): Record<string, bigint> {
  const result: Record<string, bigint> = {};
  for (const { values, interleavings } of explored(litmusTest(name)).outcomes) {
    const key = `${values[0].value},${values[1].value}`;
    result[key] = (result[key] ?? 0n) + (interleavings ?? 0n);
  }
  return result;
}

describe("memory", () => {
  test("store buffering: never (0, 0)", () => {
    expect(read("SB")).toEqual({ "1,1": 4n, "0,1": 1n, "1,0": 1n });
  });

  test("message passing: never the flag without the data", () => {
    expect(read("MP")).toEqual({ "0,1": 4n, "1,1": 1n, "0,0": 1n });
  });

  test("load buffering: never (1, 1)", () => {
    expect(read("LB")).toEqual({ "0,0": 4n, "0,1": 1n, "1,0": 1n });
  });

  test("independent reads of independent writes: 180 interleavings, 15 outcomes", () => {
    const { statistics, outcomes } = explored(litmusTest("IRIW-acq-sc"));
    expect(statistics.interleavings).toBe(180n);
    expect(outcomes).toHaveLength(15);
  });
});
