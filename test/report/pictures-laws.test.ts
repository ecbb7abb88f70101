// What holds of every picture and report, whatever the run was.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { comparisonJson } from "#sim/report/comparison-json.js";
import { comparisonReport } from "#sim/report/comparison.js";
import { curveReport } from "#sim/report/curve.js";
import { curveSvg } from "#sim/report/curve-svg.js";
import { ganttLines } from "#sim/report/gantt.js";
import { ganttSvg } from "#sim/report/gantt-svg.js";
import { cells } from "#sim/report/layout.js";
import { timingJson } from "#sim/report/timing-json.js";
import { timingReport } from "#sim/report/timing.js";
import type { Activity, Timeline } from "#sim/timing/timeline.js";
import type { Comparison, Sweep } from "#sim/comparing/comparison.js";
import { row } from "./comparisons.js";
import { timeErrors } from "./time-schema.js";
import { timeline } from "./timelines.js";
import { malformed } from "./xml.js";

const runs = { numRuns: 150, seed: 20261122, endOnFailure: true };
const width = fc.constantFrom(60, 61, 80, 97, 120, 200);
const word = fc.constantFrom(
  "main",
  "worker",
  "Task-",
  "工人",
  "a_very_long_name_of_a_coroutine_function",
  "<&\"'>",
  "",
);
const name = fc.tuple(word, fc.nat(12)).map(([text, i]) => `${text}[${i}]`);
const time = fc.oneof(fc.nat(5), fc.nat(1000), fc.nat(2e9));

/** Segments one after the other, with gaps, of any length, none too. */
const segments = (lanes: number, unit: number) =>
  fc
    .array(
      fc.record({
        gap: fc.oneof(fc.constant(0), time),
        length: time,
        activity: fc.constantFrom<Activity>("runs", "starts", "gil", "core", "io", "waits", "loop"),
        about: fc.option(name.map((text) => `waits for ${text}`)),
        by: fc.option(fc.nat(lanes - 1)),
        line: fc.option(fc.nat(99)),
      }),
      { maxLength: 12 },
    )
    .map((parts) => {
      let now = 0;
      return parts.map(({ gap, length, activity, about, by, line }) => {
        const from = now + gap * unit;
        now = from + length * unit;
        return { from, to: now, activity, about, by, line, lane: by ?? 0 };
      });
    });

/** Some lanes are tasks of the first, the others units of their own; times in nanoseconds up to hours. */
const timed: fc.Arbitrary<Timeline> = fc
  .tuple(
    fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 1, max: 8 }) }, fc.integer({ min: 25, max: 60 })),
    fc.constantFrom(1, 1000),
  )
  .chain(([count, unit]) =>
    fc.record({
      doings: fc.array(
        fc.record({ name, task: fc.boolean(), form: fc.constantFrom("thread", "process", "coroutine") }),
        { minLength: count, maxLength: count },
      ),
      lanes: fc.array(segments(count, unit), { minLength: count, maxLength: count }),
      gil: fc.option(segments(count, unit)),
      cores: fc.integer({ min: 1, max: 64 }),
      end: fc.constantFrom("completed", "failed", "deadlocked", "stopped"),
      shorter: fc.constantFrom(1, 1, 0.5, 0),
    }),
  )
  .map(({ doings, lanes, gil, cores, end, shorter }): Timeline => {
    const whole = timeline([], { cores, end });
    const last = Math.max(...lanes.flat().map(({ to }) => to), 0);
    return {
      ...whole,
      lanes: doings.map(({ task, ...doing }, index) => ({
        ...doing,
        ...(task && index > 0 ? { form: "task", loop: 0 } : { loop: null }),
        index,
        unit: index,
        process: task || doing.form !== "process" ? 0 : index,
        parent: null,
        segments: lanes[index],
      })),
      gils: gil === null ? [] : [{ process: 0, segments: gil }],
      makespan: Math.floor(last * shorter),
      criticalPath: lanes[0].map((segment) => ({ ...segment, lane: 0 })),
      contention: lanes[0].map(({ about, from, to }, i) => ({
        about: about ?? "waits",
        waits: i,
        total: to - from,
        longest: to - from,
      })),
      totals: { ...whole.totals, running: last, gil: last, io: 1, held: gil === null ? [] : [last] },
    };
  });

const number = fc.oneof(fc.constant(0), fc.double({ min: 1e-9, max: 1e5, noNaN: true }));
const share = fc.double({ min: 0, max: 1, noNaN: true });
const compared: fc.Arbitrary<Comparison> = fc
  .record({
    rows: fc.array(
      fc.record({
        name: fc.constantFrom(
          "sequential",
          "threads(8)",
          "asyncio + processes(4)",
          "asyncio limit 10 + processes(128)",
        ),
        seconds: number,
        speedup: number,
        efficiency: number,
        cores: share,
        gil: fc.option(share),
        band: fc.option(fc.tuple(number, number)),
        failed: fc.option(fc.constant("it deadlocks after 3 of 8 jobs, since every one waits for the next"), {
          freq: 6,
        }),
        timeline: timed,
        worthIt: fc.boolean(),
      }),
      { minLength: 1, maxLength: 5 },
    ),
    bound: fc.constantFrom("io", "cpu", "mixed"),
    best: fc.option(fc.nat()),
  })
  .map(({ rows, bound, best }) => ({
    jobs: 8,
    cores: 4,
    rows: rows.map(({ name: text, seconds, ...more }) => row(text, seconds, more)),
    recommended: best === null ? null : best % rows.length,
    why: "Nothing is faster.",
    worth: 1.3,
    bound,
    breakEven: ["from 14 jobs on, processes(8) is faster"],
    notes: ["a note"],
  }));

const swept: fc.Arbitrary<Sweep> = fc
  .record({
    name,
    ideal: fc.boolean(),
    values: fc.uniqueArray(
      fc.oneof(fc.integer({ min: -5, max: 64 }), fc.double({ min: 1e-6, max: 1e6, noNaN: true })),
      { maxLength: 9 },
    ),
    names: fc.uniqueArray(name, { maxLength: 12 }),
    figures: fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 20 }),
  })
  .map(({ values, names, figures, ...sweep }) => ({
    ...sweep,
    points: values
      .sort((a, b) => a - b)
      .map((value, at) => ({
        value,
        rows: names.map((each, i) => {
          const [seconds, speedup] = figures[(at * names.length + i) % figures.length];
          return { name: each, seconds, speedup };
        }),
      })),
  }));

const NONSENSE = /NaN|Infinity|undefined|\[object/;

function tooWide(text: string, columns: number): string[] {
  return text.split("\n").filter((line) => cells(line) > columns);
}

describe("every picture of every run", () => {
  test("is no wider than the terminal and says no nonsense", () => {
    fc.assert(
      fc.property(timed, width, fc.boolean(), (run, columns, full) => {
        const text = `${timingReport(run, "f.scenario", "A title", { width: columns, full })}\n${ganttLines(run, { width: columns, full }).join("\n")}`;
        expect(tooWide(text, columns)).toEqual([]);
        expect(text).not.toMatch(NONSENSE);
        expect(text).not.toMatch(/ $/m);
      }),
      runs,
    );
  });

  test("shows every lane in full, and few enough of them otherwise", () => {
    fc.assert(
      fc.property(timed, (run) => {
        const shown = (full: boolean): number => ganttSvg(run, { full }).match(/<g>/g)?.length ?? 0;
        expect(shown(true)).toBeGreaterThanOrEqual(run.lanes.length);
        expect(shown(false)).toBeLessThan(45);
      }),
      runs,
    );
  });

  test("is well-formed as SVG, in which everything has a size", () => {
    fc.assert(
      fc.property(timed, fc.boolean(), (run, full) => {
        const text = ganttSvg(run, { full, title: run.lanes[0].name });
        expect(malformed(text)).toBeNull();
        expect(text).not.toMatch(NONSENSE);
        expect(text).not.toMatch(/(?:width|height)="-/);
      }),
      runs,
    );
  });

  test("fits the schema as JSON", () => {
    fc.assert(
      fc.property(timed, fc.boolean(), (run, full) => {
        expect(timeErrors(timingJson(run, "f", "t", full))).toBeNull();
      }),
      runs,
    );
  });
});

describe("every comparison and every sweep", () => {
  test("is no wider than the terminal, and says no nonsense", () => {
    fc.assert(
      fc.property(compared, width, fc.boolean(), (comparison, columns, full) => {
        const text = comparisonReport(comparison, "f.scenario", "A title", { width: columns, full });
        expect(tooWide(text, columns)).toEqual([]);
        expect(text).not.toMatch(NONSENSE);
        expect(timeErrors(comparisonJson(comparison, "f", "t", full))).toBeNull();
      }),
      { ...runs, numRuns: 80 },
    );
  });

  test("has a curve that fits, at a terminal and on a page", () => {
    fc.assert(
      fc.property(swept, width, (sweep, columns) => {
        const text = curveReport(sweep, { width: columns });
        expect(tooWide(text, columns)).toEqual([]);
        expect(text).not.toMatch(NONSENSE);
        const page = curveSvg(sweep);
        expect(malformed(page)).toBeNull();
        expect(page).not.toMatch(NONSENSE);
      }),
      { ...runs, numRuns: 80 },
    );
  });
});
