/** What is true of every timed run, over arbitrary small programs. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explore } from "#sim/explorer/explore.js";
import type { Program } from "#sim/programs/program.js";
import { outcomeOf } from "#sim/scheduler/outcome.js";
import type { NamedValue } from "#sim/scheduler/outcome.js";
import { mulberry32 } from "#sim/scheduler/strategies/mulberry32.js";
import { noOverheads } from "#sim/timing/parameters.js";
import type { Costs } from "#sim/timing/parameters.js";
import { ProgramRun } from "#sim/timing/program-run.js";
import { System } from "#sim/timing/system.js";
import { timed } from "#sim/timing/timed.js";
import type { Segment, Timeline } from "#sim/timing/timeline.js";
import { Tracks } from "#sim/timing/tracks.js";
import { timedText } from "../laws/timed-programs.js";
import { compiled } from "../tiny.js";
import { ideal, real } from "./clock.js";
import { jobs, nested, textOf } from "./programs.js";
import type { Job } from "./programs.js";

const runs = { numRuns: 60, seed: 20261122, endOnFailure: true };

const total = ({ parts }: Job, kind: "cpu" | "io"): number =>
  parts.reduce((sum, part) => (part.kind === kind ? sum + part.ms : sum), 0);
const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);

/** Nanoseconds may be lost where times are not whole. */
const rounding = 100;

function inOrder(segments: readonly Pick<Segment, "from" | "to">[], makespan: number): void {
  let last = 0;
  for (const { from, to } of segments) {
    expect(from).toBeGreaterThanOrEqual(last);
    expect(to).toBeGreaterThan(from);
    last = to;
  }
  expect(last).toBeLessThanOrEqual(makespan);
}

/** At how many of the segments' moments most of them are under way. */
function mostAtATime(segments: readonly Pick<Segment, "from" | "to">[]): number {
  const changes = segments.flatMap(({ from, to }) => [
    [from, 1],
    [to, -1],
  ]);
  let now = 0;
  let most = 0;
  for (const [, change] of changes.sort((a, b) => a[0] - b[0] || a[1] - b[1])) most = Math.max(most, (now += change));
  return most;
}

function isSound(timeline: Timeline): void {
  const { lanes, gils, makespan, totals, cores, criticalPath } = timeline;
  const units = lanes.filter(({ form }) => form !== "task");
  for (const { segments } of lanes) inOrder(segments, makespan);
  for (const { segments } of gils) inOrder(segments, makespan);
  const all = units.flatMap(({ segments }) => segments);
  const each = (what: Segment["activity"]): Segment[] => all.filter(({ activity }) => activity === what);
  for (const what of ["gil", "core", "io", "waits", "starts"] as const)
    expect(Math.abs(sum(each(what).map(({ from, to }) => to - from)) - totals[what])).toBeLessThan(rounding);
  expect(Math.abs(sum(each("runs").map(({ from, to }) => to - from)) - totals.running)).toBeLessThan(rounding);
  expect(mostAtATime(each("runs"))).toBeLessThanOrEqual(cores);
  gils.forEach(({ process, segments }, i) => {
    const own = units.filter((lane) => lane.process === process).flatMap((lane) => lane.segments);
    expect(mostAtATime(own.filter(({ activity }) => activity === "runs"))).toBeLessThanOrEqual(1);
    expect(Math.abs(sum(segments.map(({ from, to }) => to - from)) - totals.held[i])).toBeLessThan(rounding);
  });
  // The chain has no gaps, and is as long as the run.
  let at = makespan > 0 ? 0 : makespan;
  for (const { from, to } of criticalPath) {
    expect(from).toBe(at);
    at = to;
  }
  expect(at).toBe(makespan);
}

describe("Every timed run", () => {
  it("has lanes in order, within the makespan, that sum up; one holder of a GIL, no more runners than cores; a critical path without gaps", () => {
    fc.assert(
      fc.property(timedText, fc.nat(1000), fc.constantFrom(1, 2, 4), fc.boolean(), (text, seed, cores, free) => {
        const options = {
          seed,
          costs: { cores },
          maxEvents: 20_000,
          ...(free ? { interpreter: "free-threaded" as const } : {}),
        };
        isSound(ideal(text, options));
        isSound(real(text, options));
      }),
      runs,
    );
  });

  it("is the same again with the same seed", () => {
    fc.assert(
      fc.property(timedText, fc.nat(1000), (text, seed) => {
        expect(JSON.stringify(real(text, { seed, maxEvents: 5000 }))).toBe(
          JSON.stringify(real(text, { seed, maxEvents: 5000 })),
        );
      }),
      runs,
    );
  });

  it("of jobs without locks takes no less than any job by itself, than all computing on all cores, than all computing of a process", () => {
    fc.assert(
      fc.property(
        jobs({ locks: false }),
        fc.constantFrom("thread", "process"),
        fc.constantFrom(1, 2, 4),
        fc.boolean(),
        (some, form, cores, free) => {
          const timeline = ideal(textOf(some, form), {
            costs: { cores },
            ...(free ? { interpreter: "free-threaded" as const } : {}),
          });
          const { makespan } = timeline;
          isSound(timeline);
          const computing = sum(some.map((job) => total(job, "cpu")));
          const alone = some.map((job) => total(job, "cpu") + total(job, "io"));
          expect(makespan).toBeGreaterThanOrEqual(Math.max(...alone) * 1e6 - rounding);
          expect(makespan).toBeGreaterThanOrEqual((computing / cores) * 1e6 - rounding);
          if (form === "thread" && !free) expect(makespan).toBeGreaterThanOrEqual(computing * 1e6 - rounding);
          expect(timeline.totals.computing).toBeCloseTo(computing * 1e6, 0);
          expect(timeline.totals.io).toBeCloseTo(sum(some.map((job) => total(job, "io"))) * 1e6, 0);
        },
      ),
      runs,
    );
  });

  it("takes twice as long if everything does", () => {
    fc.assert(
      fc.property(
        jobs({ locks: true }),
        fc.constantFrom("thread", "process"),
        fc.nat(1000),
        fc.boolean(),
        (some, form, seed, free) => {
          const at = (scale: number): number => {
            const costs: Costs = { ...noOverheads, cores: 2, switch_interval: 0.005 * scale, os_slice: 0.003 * scale };
            const text = textOf(some, form, scale);
            return timed(compiled(text), { seed, costs, ...(free ? { interpreter: "free-threaded" as const } : {}) })
              .makespan;
          };
          expect(Math.abs(at(2) - 2 * at(1))).toBeLessThan(rounding);
        },
      ),
      runs,
    );
  });

  // With locks, or with parts that differ, a schedule may be worse on more cores (Graham 1969); who only computes, and
  // all the same, is not.
  it("without a GIL is no slower with more cores, if the jobs only compute", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 30 }), (count, ms) => {
        const times = [1, 2, 3, 4, 8].map(
          (cores) =>
            ideal(`thread a * ${count}:\n    cpu ${ms}ms`, { interpreter: "free-threaded", costs: { cores } }).makespan,
        );
        times.slice(1).forEach((time, i) => {
          expect(time).toBeLessThanOrEqual(times[i] + rounding);
        });
        expect(times[0]).toBeCloseTo(count * ms * 1e6, 0);
        expect(times[4]).toBeCloseTo(ms * 1e6, 0);
      }),
      runs,
    );
  });
});

/** The values of the shared names when the run is over. */
function valuesAtEnd(program: Program, seed: number): NamedValue[] {
  const costs = { ...noOverheads, switch_interval: 5e6, os_slice: 3e6 };
  const system = new System(costs, mulberry32(seed), 1e6);
  const run = new ProgramRun(program, {}, system, new Tracks(), 1);
  run.begin();
  expect(system.run()).toBe("over");
  return outcomeOf(run.world, run.memory);
}

describe("What a timed run comes to", () => {
  it("is among the outcomes of the exploration: it completes, fails or deadlocks only where a schedule does", () => {
    fc.assert(
      fc.property(timedText, fc.nat(1000), fc.boolean(), (given, seed, overheads) => {
        const text = given.replaceAll("round(time.perf_counter(), 3)", "1");
        const program = compiled(text);
        const { outcomes, limit } = explore(program, { maxStates: 3000, time: "untimed" });
        if (limit !== null) return;
        const timeline = overheads ? real(text, { seed }) : ideal(text, { seed });
        const ends = new Set(outcomes.map(({ end }) => end));
        if (timeline.end !== "stopped") expect([...ends]).toContain(timeline.end);
      }),
      { ...runs, numRuns: 40 },
    );
  });

  it("leaves the shared names as some schedule does", () => {
    fc.assert(
      fc.property(jobs({ locks: true, racy: true }), fc.nat(1000), (some, seed) => {
        const program = compiled(textOf(some, "thread"));
        const known = explore(program, { maxStates: 50_000, time: "untimed" });
        if (known.limit !== null) return;
        const values = valuesAtEnd(program, seed);
        expect(known.outcomes.map((outcome) => JSON.stringify(outcome.values))).toContain(JSON.stringify(values));
      }),
      { ...runs, numRuns: 40 },
    );
  });

  it("is a deadlock where threads take locks in different orders at the wrong moments, and only where there is one", () => {
    let deadlocks = 0;
    fc.assert(
      fc.property(nested, fc.nat(1000), (text, seed) => {
        const ends = new Set(explore(compiled(text)).outcomes.map(({ end }) => end));
        const { end, lanes, makespan, failure } = ideal(text, { seed });
        expect([...ends]).toContain(end);
        for (const { segments } of lanes) inOrder(segments, makespan);
        if (end !== "deadlocked") return;
        expect(failure).toMatch(/ waits for .* held by /);
        deadlocks += 1;
      }),
      runs,
    );
    expect(deadlocks).toBeGreaterThan(5);
  });
});
