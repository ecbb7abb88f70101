// Strategies as text, and which of those listed an expectation means.
import { describe, expect, test } from "vitest";
import { meant, strategyText } from "#sim/programs/strategy.js";
import { compiled } from "../tiny.js";

const listed = (text: string) => compiled(`const N = 4\njob work:\n    pass\ncompare ${text}\n`).strategies;

test("Strategies are written as `compare` lists them, with their numbers worked out", () => {
  const text = "sequential, threads, threads(2 * N), processes(N), asyncio, asyncio limit N + threads(2)";
  expect(listed(text).map(strategyText)).toEqual([
    "sequential",
    "threads",
    "threads(8)",
    "processes(4)",
    "asyncio",
    "asyncio limit 4 + threads(2)",
  ]);
});

describe("An expectation means", () => {
  const compared = listed("threads(4), threads(8), asyncio limit 10, asyncio + processes(4), processes, processes(2)");
  test.each([
    ["threads(8)", ["threads(8)"]],
    ["threads(9)", []],
    ["threads", ["threads(4)", "threads(8)"]],
    ["processes", ["processes"]],
    ["asyncio", ["asyncio limit 10", "asyncio + processes(4)"]],
    ["asyncio + processes", ["asyncio + processes(4)"]],
    ["asyncio limit 9", []],
    ["sequential", []],
  ])("by %s", (text, strategies) => {
    expect(meant(listed(text)[0], compared).map(strategyText)).toEqual(strategies);
  });
});
