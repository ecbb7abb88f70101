// Strategies pick one of the enabled transitions; the schedules they give are exact.
import { describe, expect, it } from "vitest";
import { mulberry32 } from "#sim/scheduler/strategies/mulberry32.js";
import { createStrategy, strategyNames } from "#sim/scheduler/strategies/index.js";
import { ran } from "../tiny.js";

const three = "shared x = 0\nthread t * 3:\n    x += 1\n";

describe("Round robin", () => {
  it("gives one step to each in turn: the most switching a fair scheduler can do", () => {
    expect(ran(three)).toMatchObject({
      schedule: "a1b1c1a1b1c1",
      preemptions: 3,
      end: "completed",
      outcome: [{ value: "1" }],
    });
  });

  it("passes over those that wait", () => {
    expect(ran("shared lock = Lock()\nthread t * 2:\n    with lock:\n        pass\n").schedule).toBe("a2b2");
  });
});

describe("Run to block", () => {
  it("stays with a unit until it ends or has to wait", () => {
    expect(ran(three, { strategy: "run-to-block" })).toMatchObject({
      schedule: "a2b2c2",
      preemptions: 0,
      outcome: [{ value: "3" }],
    });
    const handOver = "shared gate = Event()\nthread a:\n    gate.wait()\nthread b:\n    gate.set()\n";
    expect(ran(handOver, { strategy: "run-to-block" }).schedule).toBe("a1b1a1");
  });

  it("lets time pass only when nobody can do anything else", () => {
    const text = "import time\nshared x = 0\nthread a:\n    time.sleep(1)\n    x = 1\nthread b:\n    x = 2\n";
    const { schedule, entries, preemptions } = ran(text, { strategy: "run-to-block" });
    expect([schedule, preemptions]).toEqual(["b1a2", 0]);
    expect(entries[1]).toMatchObject({ words: "wakes up", transition: { unit: 0, voluntary: true } });
  });
});

describe("A random walk", () => {
  it("is the same run for the same seed, and other ones for others", () => {
    const schedules = [0, 1, 2, 3, 4, 5].map((seed) => ran(three, { strategy: "random", seed }).schedule);
    expect(schedules).toEqual([0, 1, 2, 3, 4, 5].map((seed) => ran(three, { strategy: "random", seed }).schedule));
    expect(new Set(schedules).size).toBeGreaterThan(3);
    expect(ran(three, { strategy: "random" }).schedule).toBe(schedules[0]);
  });

  it("draws the published numbers of mulberry32 from seed 1", () => {
    const next = mulberry32(1);
    expect([next(), next()].map((x) => x.toFixed(6))).toEqual(["0.627074", "0.002736"]);
  });
});

it("Every strategy takes the one thing that can be done", () => {
  const only = { unit: 0, choice: 0, voluntary: false };
  const situation = { enabled: [only], units: 1, conflict: () => true, state: () => 0 };
  const measured = () => ({ contested: 1, steps: [1], creators: [-1] });
  for (const name of strategyNames)
    expect(createStrategy(name, { seed: 7, depth: 3, measured })(situation)).toEqual(only);
});

it("A run is stopped after as many steps as are allowed", () => {
  const endless = "shared x = 0\nthread a:\n    while True:\n        x = 1 - x\n";
  expect(ran(endless, { maxSteps: 7 })).toMatchObject({ end: "stopped", schedule: "a7" });
});
