// What a sample says: only what was seen, how often, and what that is worth.
import { describe, expect, it } from "vitest";
import { sample, sampleAsync } from "#sim/explorer/sample.js";
import type { SampleOptions } from "#sim/explorer/sample.js";
import type { Exploration, Sample } from "#sim/explorer/exploration.js";
import { Chance, Knuth } from "#sim/explorer/knuth.js";
import { interval, Species } from "#sim/explorer/species.js";
import { replay, run } from "#sim/scheduler/run.js";
import { chanceOf, lottery } from "#sim/scheduler/strategies/lottery.js";
import { weightsOf } from "#sim/scheduler/strategies/index.js";
import { compiled, explored } from "../tiny.js";
import { interleavingsOf, tabulated } from "./walked.js";

const counter = "shared counter = 0\nthread t * 2:\n    counter += 1\nfinally counter == 2\n";
const locked = `
  shared counter = 0
  shared lock = Lock()
  thread t * 2:
      with lock:
          counter += 1
  sometimes counter == 1
  finally counter == 2
`;
const endless = "shared x = 0\nthread a:\n    while True:\n        x = 1 - x\n";

function sampled(text: string, options: SampleOptions = {}): Exploration & { readonly sample: Sample } {
  const exploration = sample(compiled(text), options);
  if (exploration.sample === undefined) throw new Error("no sample");
  return { ...exploration, sample: exploration.sample };
}

describe("The verdict", () => {
  it("is violated if a run shows it, with the least schedule that was seen", () => {
    const { verdict, findings, properties } = sampled(counter, { sampler: "urw" });
    expect(verdict).toBe("violated");
    const [{ kind, preemptions, schedule, seen, noReturn, odds, passing }] = findings;
    expect([kind, preemptions, noReturn, odds, passing]).toEqual(["lost-update", 1, null, null, null]);
    expect(replay(compiled(counter), schedule).entries.at(-1)?.lostUpdate?.name).toBe("counter");
    expect(seen?.interval[0]).toBeLessThan(4 / 6);
    expect(seen?.interval[1]).toBeGreaterThan(4 / 6);
    expect(properties).toMatchObject([{ kind: "finally", verdict: "violated", schedule }]);
  });

  it("is never that something holds, but for what has to happen sometimes", () => {
    const { verdict, findings, properties, limit } = sampled(locked, { runs: 20 });
    expect([verdict, findings, limit]).toEqual(["unknown", [], null]);
    expect(properties.map(({ verdict }) => verdict)).toEqual(["holds", "unknown"]);
  });

  it("the run that shows it is run again by its seed", () => {
    for (const sampler of ["random", "urw", "pct", "pos"] as const) {
      const { findings } = sampled(counter, { sampler, seed: 40 });
      const [{ seen, schedule }] = findings;
      const again = run(compiled(counter), { strategy: sampler, seed: seen?.seed ?? -1 });
      expect(again.schedule).toBe(schedule);
      expect(seen?.seed).toBe(39 + (seen?.run ?? 0));
    }
  });

  it("of liveness: runs that end, and have not done what they had to", () => {
    const text = (property: string): string => `
      shared x = 0
      thread a:
          x = 1
      thread b:
          x = 2
      ${property}
    `;
    const broken = (property: string): unknown =>
      sampled(text(property), { sampler: "random", runs: 50 }).findings.flatMap(({ kind, property, schedule }) =>
        kind === "liveness" ? [[property, schedule]] : [],
      );
    expect(broken("eventually x == 3")).toEqual([["eventually x == 3", "b1a1"]]);
    expect(broken("eventually x == 2")).toEqual([]);
    expect(broken("always eventually x == 2")).toEqual([["always eventually x == 2", "b1a1"]]);
    expect(broken("x == 1 leads to x == 2")).toEqual([["x == 1 leads to x == 2", "b1a1"]]);
    expect(broken("x == 0 leads to x > 0")).toEqual([]);
  });

  it("of a deadlock: everybody who waits, and the circle", () => {
    const text = `
      shared first = Lock()
      shared second = Lock()
      thread t:
          with first:
              with second:
                  pass
      thread u:
          with second:
              with first:
                  pass
    `;
    const [deadlock] = sampled(text, { sampler: "pos" }).findings;
    expect(deadlock).toMatchObject({ kind: "deadlock", cycle: [0, 1], preemptions: 1, steps: 2, violates: true });
  });
});

describe("What was seen", () => {
  it("two increments: everything there is, with its share under the sampler", () => {
    const { outcomes, statistics, sample } = sampled(counter, { sampler: "urw" });
    const full = explored(counter).statistics;
    expect(statistics).toMatchObject({ states: full.states, transitions: full.transitions, depth: 4, complete: false });
    expect([sample.interleavings, sample.traces]).toEqual([6, Number(full.traces)]);
    expect(outcomes.map(({ values: [{ value }], preemptions }) => [value, preemptions])).toEqual([
      ["1", 1],
      ["2", 0],
    ]);
    expect(outcomes.reduce((sum, { seen }) => sum + (seen?.runs ?? 0), 0)).toBe(1_000);
    expect(sample).toMatchObject({ cut: 0, lastTenth: { runs: 100, fresh: 0 }, chanceOfNew: 0, statesEstimate: 12 });
  });

  it("lines: those that no run comes to are missing", () => {
    const text = "shared x = 0\nthread a:\n    x = 1\n    if x == 2:\n        x = 3\n";
    expect(sampled(text, { runs: 3 }).sample.lines).toEqual({ reached: 4, all: 5 });
  });

  it("the same options give the same bytes, other seeds other runs", () => {
    const bytes = (seed: number): string =>
      JSON.stringify(sampled(locked, { seed }), (_, value: unknown) =>
        typeof value === "bigint" ? `${value}n` : value,
      );
    expect(bytes(1)).toBe(bytes(1));
    const least = (seed: number): unknown => sampled(counter, { seed, runs: 1 }).outcomes[0].schedule;
    expect(new Set([1, 2, 3, 4, 5, 6, 7, 8].map(least)).size).toBeGreaterThan(1);
  });

  it("units that are created and clocks that are looked at: the work starts over with more room", () => {
    const threads = `
      import threading
      shared done = 0
      def work():
          global done
          done += 1
      main:
          threads = [threading.Thread(target=work) for _ in range(9)]
          for thread in threads:
              thread.start()
    `;
    expect(sampled(threads, { runs: 5 }).sample.runs).toBe(5);
    const timed = "import time\nshared at = 0\nthread t:\n    time.sleep(1)\n    at = time.monotonic()\n";
    expect(sampled(timed, { runs: 2, time: "timed" }).outcomes).toMatchObject([{ seen: { runs: 2 } }]);
  });
});

describe("A sample ends early", () => {
  it("runs without end are cut off; then nobody knows how many interleavings there are", () => {
    const { sample, outcomes, verdict, statistics } = sampled(endless, { runs: 4, maxSteps: 50 });
    expect([verdict, outcomes, statistics.states, statistics.depth]).toEqual(["unknown", [], 4, 50]);
    expect(sample).toMatchObject({ cut: 4, interleavings: 0, interleavingsEstimate: null });
    expect(statistics.notes[1]).toBe("4 runs did not end within 50 steps");
  });

  it("at its limits, each of them between two runs", () => {
    let now = 0;
    const clock = (): number => (now += 10);
    expect(sampled(counter, { clock, maxTimeMs: 95 })).toMatchObject({ limit: { name: "time" }, sample: { runs: 9 } });
    expect(sampled(counter, { maxStates: 6 })).toMatchObject({ limit: { name: "states", option: "--max-states 6" } });
    expect(sampled(counter, { maxMemoryBytes: 1 })).toMatchObject({ limit: { name: "memory" }, sample: { runs: 0 } });
    const forks = `
      import threading
      shared x = 0
      def fork():
          threading.Thread(target=fork).start()
      main:
          fork()
    `;
    expect(sampled(forks, { maxUnits: 20 })).toMatchObject({ limit: { name: "units" }, sample: { runs: 1, cut: 1 } });
  });

  it("when it is interrupted, with what was found so far", async () => {
    const stop = new AbortController();
    const seen: number[] = [];
    const exploration = await sampleAsync(compiled(counter), {
      signal: stop.signal,
      progress: ({ runs, wanted, states }) => {
        seen.push(runs);
        if (runs === 40) stop.abort();
        expect([wanted, states <= 12]).toEqual([1_000, true]);
      },
    });
    expect(exploration).toMatchObject({ limit: { name: "interrupted" }, verdict: "violated", sample: { runs: 40 } });
    expect(seen).toHaveLength(41);
    const none = sampled(counter, { interrupted: () => true });
    expect(none).toMatchObject({
      verdict: "unknown",
      sample: { runs: 0, chanceOfNew: null, interleavingsEstimate: null },
    });
  });
});

function divisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : divisor(b, a % b);
}

function leastMultiple(a: bigint, b: bigint): bigint {
  return (a / divisor(a, b)) * b;
}

describe("Knuth's estimate", () => {
  it("is the number of interleavings, on average over all walks", () => {
    const text =
      "shared x = 0\nthread a:\n    x = choose(1, 2, 3)\n    x += 1\nthread b:\n    if x > 1:\n        x += 1\n";
    const { system, measured } = tabulated(text);
    const all = interleavingsOf(system, 1_000) ?? [];
    const expected = Number(explored(text).statistics.interleavings);
    expect(all.length).toBe(expected);
    for (const name of ["random", "urw"] as const) {
      const chances = all.map((path) => {
        const weights = weightsOf(name, () => measured);
        const chance = new Chance();
        for (const { vector, enabled, step } of path) {
          const { part, whole } = chanceOf(weights, system.situation(vector, enabled), step);
          chance.times(part, whole);
        }
        return chance;
      });
      // As many walks as make all chances whole numbers, and each walk as often as it is drawn.
      const walks = chances.reduce((multiple, chance) => {
        const { part, whole } = chance.product();
        return leastMultiple(multiple, whole / divisor(part, whole));
      }, 1n);
      const knuth = new Knuth();
      for (const chance of chances) {
        const { part, whole } = chance.product();
        for (let i = 0n; i < (walks * part) / whole; i++) knuth.add(chance);
      }
      expect(knuth.estimate()).toMatchObject({ value: BigInt(expected), walks: Number(walks) });
    }
  });

  it("takes each step with the chance it is really drawn with: every ticket of the lottery drawn once", () => {
    const text = "shared x = 0\nthread a:\n    x = choose(1, 2)\n    x += 1\nthread b:\n    x += 1\n    x += 1\n";
    const { system, measured } = tabulated(text);
    for (const path of interleavingsOf(system, 1_000) ?? [])
      for (let at = 0; at < path.length; at++) {
        const weights = (): ReturnType<typeof weightsOf> => {
          const made = weightsOf("urw", () => measured);
          for (const { vector, enabled, step } of path.slice(0, at))
            chanceOf(made, system.situation(vector, enabled), step);
          return made;
        };
        const situation = system.situation(path[at].vector, path[at].enabled);
        const { part, whole } = chanceOf(weights(), situation, path[at].step);
        const alternatives = situation.enabled.filter(({ unit }) => unit === path[at].step.unit).length;
        const tickets = Array.from({ length: whole / alternatives }, (_, i) => (i + 0.5) / (whole / alternatives));
        const hits = tickets.flatMap((ticket) =>
          [0.25, 0.75].filter((second) => {
            const numbers = [ticket, second];
            return lottery(weights(), () => numbers.shift() ?? second)(situation) === path[at].step;
          }),
        );
        const alone = new Set(situation.enabled.map(({ unit }) => unit)).size === 1;
        if (!alone) expect(hits.length / (2 * tickets.length)).toBeCloseTo(part / whole, 9);
      }
  });

  it("counts walks of any length, and knows how far it may be off", () => {
    const knuth = new Knuth();
    expect(knuth.estimate()).toBe(null);
    const walk = (whole: number, steps: number): Chance => {
      const chance = new Chance();
      for (let i = 0; i < steps; i++) chance.times(1, whole);
      return chance;
    };
    knuth.add(walk(3, 1_000));
    expect(knuth.estimate()).toEqual({ value: 3n ** 1_000n, error: null, walks: 1 });
    knuth.add(walk(3, 1_000));
    expect(knuth.estimate()).toEqual({ value: 3n ** 1_000n, error: 0, walks: 2 });
    const pair = new Knuth();
    pair.add(walk(2, 1));
    pair.add(walk(2, 2));
    // 2 and 4: the mean is 3, its standard error 1.
    expect(pair.estimate()?.error).toBeCloseTo(1 / 3, 12);
    pair.add(null);
    expect(pair.estimate()).toBe(null);
  });

  it("three philosophers: 168 interleavings, whoever draws", () => {
    const text = `
      shared forks = [Lock() for _ in range(3)]
      thread philosopher(i) for i in range(3):
          with forks[i]:
              with forks[(i + 1) % 3]:
                  pass
    `;
    const exact = Number(explored(text).statistics.interleavings);
    expect(exact).toBe(168);
    for (const sampler of ["random", "urw", "pct", "pos"] as const) {
      const { value, error } = sampled(text, { sampler }).sample.interleavingsEstimate ?? { value: 0n, error: 0 };
      expect(Math.abs(Number(value) - exact) / exact).toBeLessThan(3 * (error ?? 0));
      expect(error).toBeLessThan(0.2);
    }
  });
});

describe("What was not seen", () => {
  const species = (...runs: number[][]): Species => {
    const made = new Species();
    for (const run of runs) made.add(run);
    return made;
  };

  it("Chao's estimate grows with what was seen once, and shrinks with what was seen twice", () => {
    // 4 runs; once: 2, 3, 4; twice: 1 → 5 + 3/4 · 3 · 2 / (2 · 2)
    expect(species([0, 1, 2], [0, 1, 3], [0, 4], [0, 0]).richness()).toBe(6);
    expect(species([0, 1], [0, 1]).richness()).toBe(2);
    expect(species([0, 1, 2]).richness()).toBe(3);
  });

  it("one more run has a new state as often as runs would have had, had they come last", () => {
    expect(species([0, 1, 2], [0, 1, 3], [0, 4], [0]).chanceOfNew()).toBe(3 / 4);
    expect(species([0], [0]).chanceOfNew()).toBe(0);
  });

  it("saturation looks at the last tenth of the runs", () => {
    const runs = Array.from({ length: 20 }, (_, i) => [0, i < 19 ? 1 : 2]);
    expect(species(...runs).lastTenth()).toEqual({ runs: 2, fresh: 1 });
    expect(species([0]).lastTenth()).toEqual({ runs: 1, fresh: 1 });
  });

  it("Wilson's interval: published values", () => {
    const rounded = (hits: number, runs: number): number[] =>
      interval(hits, runs).map((x) => Math.round(x * 1e4) / 1e4);
    expect(rounded(0, 10)).toEqual([0, 0.2775]);
    expect(rounded(5, 10)).toEqual([0.2366, 0.7634]);
    expect(rounded(10, 10)).toEqual([0.7225, 1]);
    // Newcombe 1998: 81 of 263.
    expect(rounded(81, 263)).toEqual([0.2553, 0.3662]);
  });
});
