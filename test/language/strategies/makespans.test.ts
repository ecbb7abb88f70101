// How long jobs take if nothing but `io` and `cpu` takes time: what can wait together, and what can compute together.
import { describe, expect, it } from "vitest";
import { makespan } from "./carried.js";

const enrich = "job enrich * 8:\n    io 100ms\n    cpu 20ms\n";

describe("Eight jobs of `io 100ms` and `cpu 20ms` take", () => {
  it.each([
    ["sequential", 960, "8 * (100 + 20)"],
    ["threads(8)", 260, "100 + 8 * 20: one GIL"],
    ["threads(1)", 960, "one worker"],
    ["threads(100)", 260, "no more workers than jobs are made"],
    ["free_threaded(8)", 120, "100 + 20: no GIL"],
    ["processes(4)", 240, "2 * (100 + 20): a GIL each"],
    ["processes(8)", 120, "100 + 20"],
    ["asyncio", 260, "100 + 8 * 20: one thread"],
    ["asyncio limit 1", 960, "one job at a time"],
    ["asyncio limit 4", 360, "2 * (100 + 4 * 20)"],
    ["asyncio + processes(4)", 140, "100 + 2 * 20"],
    ["asyncio + processes(8)", 120, "100 + 20"],
    ["asyncio + threads(8)", 260, "100 + 8 * 20: one GIL"],
  ])("%s: %d ms, %s", (how, milliseconds) => {
    expect(makespan(enrich, how)).toBe(milliseconds);
  });
});

describe("What only computes", () => {
  const text = "job crunch * 4:\n    cpu 50ms\n";
  it.each([
    ["sequential", 200],
    ["threads(4)", 200],
    ["asyncio", 200],
    ["free_threaded(4)", 50],
    ["processes(4)", 50],
    ["processes(2)", 100],
  ])("takes as %s %d ms", (how, milliseconds) => {
    expect(makespan(text, how)).toBe(milliseconds);
  });
});

describe("What goes on under a lock", () => {
  const text = "shared lock = Lock()\njob visit * 4:\n    io 10ms\n    with lock:\n        io 5ms\n";
  it.each([
    ["sequential", 60],
    ["threads(4)", 30],
    ["free_threaded(4)", 30],
    ["processes(4)", 30],
    ["asyncio", 30],
  ])("goes on one after the other as %s: %d ms", (how, milliseconds) => {
    expect(makespan(text, how)).toBe(milliseconds);
  });
});

describe("Settings", () => {
  it("more jobs and longer computing take longer by just that", () => {
    expect(makespan(enrich, "asyncio", { jobs: 3 })).toBe(160);
    expect(makespan(enrich, "asyncio", { cpuScale: 0.1 })).toBe(116);
    expect(makespan(enrich, "processes(4)", { jobs: 12, cpuScale: 10, startMethod: "spawn" })).toBe(900);
  });
});
