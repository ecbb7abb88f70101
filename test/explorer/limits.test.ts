// Limits name themselves; what was found before them stays found.
import { describe, expect, it } from "vitest";
import { explore, exploreAsync } from "#sim/explorer/explore.js";
import type { ExploreOptions } from "#sim/explorer/explore.js";
import type { Progress } from "#sim/explorer/limits.js";
import { replay } from "#sim/scheduler/run.js";
import { compiled, explored } from "../tiny.js";
import { philosophers } from "./models.js";

const counters = (units: number, rounds: number): string =>
  `shared x = 0\nthread t * ${units}:\n    repeat ${rounds}:\n        x += 1\n`;

describe("A limit of states", () => {
  it("stops the search, says so, and leaves the verdict open when nothing was found", () => {
    const { limit, verdict, statistics, outcomes } = explored(
      "shared x = 0\nthread a * 2:\n    repeat 50:\n        x = 1\n",
      { maxStates: 100 },
    );
    expect(limit).toEqual({ name: "states", option: "--max-states 100", message: "stopped after 100 states" });
    expect(verdict).toBe("unknown");
    expect(statistics).toMatchObject({ complete: false, interleavings: null, cyclic: false });
    expect(statistics.notes).toEqual(["interleavings were not counted: the search was stopped"]);
    expect(statistics.states).toBeGreaterThan(100);
    expect(outcomes).toEqual([]);
  });

  it("does not take back a violation, nor a witness; what was neither is unknown", () => {
    const text = `${counters(2, 50)}always x < 2\nsometimes x == 1\nsometimes x == 1000\nfinally x > 0\nalways x >= 0\n`;
    const { verdict, properties, findings } = explored(text, { maxStates: 1200 });
    expect(verdict).toBe("violated");
    expect(properties.map((property) => property.verdict)).toEqual([
      "violated",
      "holds",
      "unknown",
      "unknown",
      "unknown",
    ]);
    expect(findings.map(({ kind }) => kind)).toContain("lost-update");
  });

  it("counts interleavings of nothing, but shows the outcomes it reached, without shares", () => {
    const text =
      "shared x = 0\nthread a:\n    x = choose(1, 2)\n    repeat 50:\n        x = x + 2\nthread b:\n    raise ValueError\n";
    const { outcomes } = explored(text, { maxStates: 102 });
    for (const { interleavings, share } of outcomes) expect([interleavings, share]).toEqual([null, null]);
  });

  it("that is just enough is none: a program of n states is complete with a limit of n", () => {
    const { states } = explored(counters(2, 2)).statistics;
    expect(explored(counters(2, 2), { maxStates: states }).limit).toBeNull();
    expect(explored(counters(2, 2), { maxStates: states - 1 }).limit?.name).toBe("states");
  });

  it("may stand in the file; an argument is stronger", () => {
    const text = `option max_states = 5\n${counters(2, 3)}`;
    expect(explored(text).limit?.option).toBe("--max-states 5");
    expect(explored(text, { maxStates: 100_000 }).limit).toBeNull();
  });
});

describe("A limit that comes when the reduced search has told all there is", () => {
  const own = Array.from({ length: 9 }, (_, i) => `thread own${i}:\n    items[${i}] = 1\n    items[${i}] = 2\n`).join(
    "",
  );
  const text = (counting: string): string =>
    `shared items = [${"0, ".repeat(9)}]\nshared x = 0\n${counting}${own}outcome x\n`;

  it("need not come: without least schedules the search ends there", () => {
    const program = compiled(text("thread c * 3:\n    x += 1\n"));
    const [fast, whole] = [false, true].map((leastSchedules) => explore(program, { reduce: "on", leastSchedules }));
    expect(fast.verdict).toBe(whole.verdict);
    expect(fast.outcomes.map(({ values }) => values)).toEqual(whole.outcomes.map(({ values }) => values));
    expect(fast.findings.map(({ kind, about }) => [kind, about])).toEqual(
      whole.findings.map(({ kind, about }) => [kind, about]),
    );
    const looks = [fast, whole].map(({ statistics }) => /looked for in [\d,]+/.exec(statistics.notes[0])?.[0]);
    expect(looks).toEqual(["looked for in 64,019", "looked for in 129,792"]);
    for (const { values, schedule } of fast.outcomes) expect(replay(program, schedule).outcome).toEqual(values);
  });

  it("need not come where ends take as few steps as they can without a preemption", () => {
    const { verdict, outcomes, statistics } = explored(philosophers(16, 1), { maxStates: 300_000 });
    expect(verdict).toBe("holds");
    const inTurns = Array.from({ length: 16 }, (_, i) => `${String.fromCharCode(97 + i)}4`).join("");
    expect(outcomes.map(({ schedule, preemptions }) => [schedule, preemptions])).toEqual([[inTurns, 0]]);
    expect(statistics).toMatchObject({ complete: true, settled: true, reductions: ["partial-order"] });
  });

  it("may be a person: interrupted then, it answers", () => {
    let proved = false;
    const { limit, verdict, outcomes } = explore(compiled(text("thread c * 3:\n    x += 1\n")), {
      reduce: "on",
      progress: (now) => (proved = now.proved),
      interrupted: () => proved,
    });
    expect([limit, verdict, outcomes.length]).toEqual([null, "violated", 3]);
  });

  it("takes nothing back: what is not seen yet is shown by schedules that need not be the least", () => {
    const apart = [0, 1, 2].map((i) => `thread c${i}:\n    x += 1\n`).join("");
    for (const [counting, reductions, maxStates] of [
      ["thread c * 3:\n    x += 1\n", ["symmetry", "partial-order"], 66_000],
      [apart, ["partial-order"], 9_000],
    ] as const) {
      const program = compiled(text(counting));
      const { limit, verdict, statistics, outcomes, findings } = explore(program, { reduce: "on", maxStates });
      expect([limit, verdict, statistics.reductions]).toEqual([null, "violated", reductions]);
      expect(statistics.notes).toContain("some schedules may not be the least: these were not looked for to the end");
      expect(statistics.ladder).toBeNull();
      expect(outcomes.map(({ values }) => values[0].value)).toEqual(["1", "2", "3"]);
      for (const { values, schedule, preemptions } of outcomes)
        expect(replay(program, schedule)).toMatchObject({ outcome: values, preemptions });
      expect(findings.map(({ kind }) => kind)).toContain("lost-update");
    }
  });
});

describe("A limit of memory", () => {
  it("stops the search and names its option", () => {
    expect(explored(counters(3, 6), { maxMemoryBytes: 2 ** 20 / 2 }).limit).toEqual({
      name: "memory",
      option: "--max-memory 512K",
      message: "stopped at 512 KiB of memory",
    });
  });
});

describe("A limit of time", () => {
  it("is measured by the clock that is handed in", () => {
    let now = 5000;
    const clock = (): number => (now += 10);
    const { limit, statistics } = explored(counters(3, 6), { clock, maxTimeMs: 25 });
    expect(limit).toEqual({ name: "time", option: "--max-time", message: "stopped by the time limit" });
    // Looked at before the first state and every 1024 from there: at 10, 20 and 30 ms after the start.
    expect(statistics.states).toBeGreaterThan(2048);
  });

  it("needs a clock", () => {
    expect(() => explored(counters(2, 2), { maxTimeMs: 0 })).toThrow("maxTimeMs needs a clock");
  });
});

describe("An interruption", () => {
  it("by a callback keeps what was found so far", () => {
    let asked = 0;
    const { limit, verdict, findings } = explored(counters(3, 6), { interrupted: () => ++asked > 2 });
    expect(limit).toEqual({ name: "interrupted", option: null, message: "interrupted" });
    expect([verdict, findings[0].kind]).toEqual(["violated", "lost-update"]);
  });

  it("by an AbortSignal, between two slices of work", async () => {
    const abort = new AbortController();
    let turns = 0;
    const turn = (): Promise<void> => {
      turns += 1;
      if (turns === 1) abort.abort();
      return Promise.resolve();
    };
    const { limit } = await exploreAsync(compiled(counters(3, 12)), { signal: abort.signal, turn });
    expect([limit?.name, turns]).toEqual(["interrupted", 1]);
  });

  it("that does not come leaves the answer as it is without the event loop", async () => {
    const program = compiled(counters(2, 2));
    const expected = explore(program);
    expect(await exploreAsync(program)).toEqual(expected);
    expect(await exploreAsync(program, { interrupted: () => false })).toEqual(expected);
    const aborted = await exploreAsync(program, { signal: AbortSignal.abort() });
    expect(aborted.limit?.name).toBe("interrupted");
  });
});

describe("The reduced search, tried in between,", () => {
  const adding = (unit: string, by: number): string => `thread ${unit}:\n    repeat 4:\n        x += ${by}\n`;
  const program = compiled(`shared x = 0\n${adding("one", 1)}${adding("two", 2)}${adding("three", 3)}`);
  /** How far each report of it was: [full, reduced]. */
  function watched(options: ExploreOptions): { limit: string | undefined; seen: number[][] } {
    const seen: number[][] = [];
    const progress: ExploreOptions["progress"] = ({ states, reduced, used }) => {
      if (reduced !== null) seen.push([states, reduced, used]);
    };
    return { limit: explore(program, { reduce: "on", progress, ...options }).limit?.name, seen };
  }

  it("tells how far it is, every 1024 moves, and how much of a limit that is", () => {
    const { seen } = watched({ maxStates: 20_000 });
    const [full, , used] = seen[0];
    expect(seen[1][0]).toBe(full);
    expect(used).toBe(full / 20_000);
    expect(seen[0][1]).toBeLessThanOrEqual(1024);
    expect(seen.some(([states, reduced], i) => i > 0 && states === seen[i - 1][0] && reduced > seen[i - 1][1])).toBe(
      true,
    );
  });

  it("is stopped by an interruption and by limits of time and states, as the full search is", () => {
    const reports = watched({}).seen.length;
    let at = 0;
    const interrupted = (): boolean => at === 2;
    const stopping: ExploreOptions["progress"] = ({ reduced }) => {
      if (reduced !== null) at += 1;
    };
    expect(reports).toBeGreaterThan(2);
    expect([watched({ progress: stopping, interrupted }).limit, at]).toEqual(["interrupted", 2]);
    at = 0;
    expect([watched({ progress: stopping, clock: () => at, maxTimeMs: 1 }).limit, at]).toEqual(["time", 2]);
    const { limit, seen } = watched({ maxStates: 3000 });
    expect([limit, seen.every(([, reduced]) => reduced <= 3000 + 1024)]).toEqual(["states", true]);
  });
});

describe("Progress", () => {
  it("is told before the first state and every 1024 from there", () => {
    const seen: Progress[] = [];
    const { statistics } = explored(counters(3, 5), { reduce: "off", progress: (progress) => seen.push(progress) });
    expect(seen[0]).toMatchObject({ states: 1, transitions: 0, depth: 0, frontier: 1 });
    expect(seen.length).toBe(Math.ceil(statistics.states / 1024));
    expect(seen.every(({ bytes }, i) => bytes > 0 && (i === 0 || seen[i - 1].states < seen[i].states))).toBe(true);
  });
});
