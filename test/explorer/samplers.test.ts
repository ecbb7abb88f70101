// Each sampler draws what its authors say it draws: exact chances against fixed seeds, and published guarantees.
import { describe, expect, it } from "vitest";
import { interval } from "#sim/explorer/species.js";
import { sample } from "#sim/explorer/sample.js";
import type { SamplerName } from "#sim/scheduler/strategies/index.js";
import { compiled } from "../tiny.js";
import { drawn, frequencies, tabulated } from "./walked.js";

const counter = "shared counter = 0\nthread t * 2:\n    counter += 1\n";

/** Pearson's statistic of the counts against the chances. */
function chiSquare(counts: ReadonlyMap<string, number>, chances: Readonly<Record<string, number>>): number {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  expect([...counts.keys()].filter((schedule) => !(schedule in chances))).toEqual([]);
  return Object.entries(chances).reduce((sum, [schedule, chance]) => {
    const expected = total * chance;
    return sum + ((counts.get(schedule) ?? 0) - expected) ** 2 / expected;
  }, 0);
}

/** 5 degrees of freedom: exceeded by chance once in a thousand. */
const bound5 = 20.515;
const runs = 6_000;

describe("The six interleavings of two increments", () => {
  const two = tabulated(counter);

  it("a uniform random walk draws each with 1/6", () => {
    const sixth = { a2b2: 1 / 6, a1b1a1b1: 1 / 6, a1b2a1: 1 / 6, b1a2b1: 1 / 6, b1a1b1a1: 1 / 6, b2a2: 1 / 6 };
    expect(chiSquare(frequencies(two, "urw", runs), sixth)).toBeLessThan(bound5);
  });

  const naive = { a2b2: 1 / 4, b2a2: 1 / 4, a1b1a1b1: 1 / 8, a1b2a1: 1 / 8, b1a2b1: 1 / 8, b1a1b1a1: 1 / 8 };

  it("a naive random walk draws the serial ones with 1/4, the others with 1/8", () => {
    expect(chiSquare(frequencies(two, "random", runs), naive)).toBeLessThan(bound5);
  });

  it("which is not uniform: the bound tells them apart", () => {
    expect(chiSquare(frequencies(two, "urw", runs), naive)).toBeGreaterThan(10 * bound5);
  });

  it("partial order sampling lets a unit go on with 2/3: its write is before the other's read unless that has the least of three priorities", () => {
    // After a read there are the own write, drawn anew, and the other's read, which was the lower of two.
    const chances = { a2b2: 1 / 3, b2a2: 1 / 3, a1b1a1b1: 1 / 12, a1b2a1: 1 / 12, b1a2b1: 1 / 12, b1a1b1a1: 1 / 12 };
    expect(chiSquare(frequencies(two, "pos", runs), chances)).toBeLessThan(bound5);
  });

  it("PCT of depth 1 never preempts; of depth 2 it does at one of three steps", () => {
    expect([...frequencies(two, "pct", 100, 1).keys()].sort()).toEqual(["a2b2", "b2a2"]);
    // Three steps are contested where units take turns; the change is after one of them, only the first splits.
    const chances = { a2b2: 1 / 3, b2a2: 1 / 3, a1b2a1: 1 / 6, b1a2b1: 1 / 6 };
    expect(two.measured.contested).toBe(3);
    expect(chiSquare(frequencies(two, "pct", runs, 2), chances)).toBeLessThan(16.266);
  });
});

describe("A uniform random walk", () => {
  it("counts for a unit the steps of those it will create", () => {
    const text = `
      import threading
      shared x = 0
      def work():
          global x
          x = 1
          x = 2
      main:
          first = threading.Thread(target=work)
          second = threading.Thread(target=work)
          first.start()
          second.start()
          x = 3
    `;
    const walked = tabulated(text);
    const counts = frequencies(walked, "urw", 4_000);
    const chances = Object.fromEntries([...counts.keys()].map((schedule) => [schedule, 1 / counts.size]));
    // main: two starts and a write. After the first start 2 steps of main and 2 of the first thread, and so on: 45 ways.
    expect(walked.measured).toMatchObject({ steps: [3, 2, 2], creators: [-1, 0, 0] });
    expect(counts.size).toBe(45);
    expect(chiSquare(counts, chances)).toBeLessThan(78.75);
  });
});

/** What burckhardt2010 has in figure 5: one unit has to run to its end before the other's first step. */
const figure5 = `
  shared mine = 0
  shared done = False
  shared lock = Lock()
  thread busy:
      repeat 20:
          mine = 1
      with lock:
          done = True
  thread quick:
      with lock:
          assert not done
`;
/** Two locks, taken in different orders behind 20 local steps each. */
const abba = `
  shared a = 0
  shared b = 0
  shared first = Lock()
  shared second = Lock()
  thread t:
      repeat 20:
          a = 1
      with first:
          with second:
              pass
  thread u:
      repeat 20:
          b = 1
      with second:
          with first:
              pass
`;
const philosophers = `
  shared forks = [Lock() for _ in range(3)]
  thread philosopher(i) for i in range(3):
      with forks[i]:
          with forks[(i + 1) % 3]:
              pass
`;

function violating(text: string, sampler: SamplerName, runs: number, depth = 1): number {
  const { findings } = sample(compiled(text), { sampler, runs, depth });
  return findings.find(({ violates }) => violates)?.seen?.runs ?? 0;
}

describe("Probabilistic concurrency testing", () => {
  it("finds at once what a random walk misses: an order that needs 20 steps in a row", () => {
    expect(violating(figure5, "random", 100)).toBe(0);
    expect(violating(figure5, "pct", 10)).toBeGreaterThan(0);
    expect(violating(figure5, "pct", 200, 2)).toBeGreaterThan(0);
  });

  it.each([
    ["figure 5", figure5, 1, 2],
    ["lost update", `${counter}finally counter == 2\n`, 2, 2],
    ["two locks in different orders", abba, 2, 2],
    ["three philosophers", philosophers, 3, 3],
  ])("%s: found with at least 1 / (n k^(d-1))", (_, text, depth, units) => {
    const runs = 2_000;
    const { contested } = tabulated(text).measured;
    const [, most] = interval(violating(text, "pct", runs, depth), runs);
    expect(most).toBeGreaterThanOrEqual(1 / (units * contested ** (depth - 1)));
  });

  it("two locks in different orders: depth 1 never finds what needs a preemption", () => {
    expect(violating(abba, "pct", 500, 1)).toBe(0);
  });

  it("a unit that spins waits for those it spins on", () => {
    const spin = tabulated(
      "shared flag = False\nthread waiter:\n    while not flag:\n        pass\nthread setter:\n    flag = True\n",
    );
    for (let seed = 1; seed <= 20; seed++) expect(drawn(spin, "pct", seed, 1)).toMatch(/^(a1b1a1|a2b1a1|b1a1)$/);
  });

  it("two that spin on each other's signal get on", () => {
    const text = `
      shared turn = 0
      thread t(i) for i in range(2):
          repeat 3:
              while turn != i:
                  pass
              turn = 1 - i
    `;
    const { outcomes, sample: facts } = sample(compiled(text), { sampler: "pct", runs: 50 });
    expect([facts?.cut, outcomes.map(({ end }) => end)]).toEqual([0, ["completed"]]);
  });
});
