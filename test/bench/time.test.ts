// Predicted against measured times: what the programs are, what Python is told to do, and how it is judged.
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { described } from "../../bench/time/describe.mjs";
import { measured } from "../../bench/time/measure.mjs";
import { best, errorOf, requirements, signed } from "../../bench/time/verdicts.mjs";
import type { Row } from "../../bench/time/verdicts.mjs";

const folder = new URL("../../bench/time/", import.meta.url);
const programs = readdirSync(folder)
  .filter((file) => file.endsWith(".scenario"))
  .map((file) => described(readFileSync(new URL(file, folder), "utf8")));

/** One of everything that the harness can do. */
const everything = (compare: string): string => `scenario "Everything"
option switch_interval = 2ms
shared lock = Lock()
shared gate = Semaphore(2)
shared orders = Queue(1)
job produce:
    orders.put(1)
    return "x" * 1000
job consume:
    orders.get()
job work(seconds) for seconds in [0.001, 0.002]:
    io seconds
    with lock:
        cpu seconds
    repeat 2:
        with gate:
            io 1ms
${compare}`;

describe("the programs", () => {
  test("are at least twenty, over all strategies, with locks, queues, large values and every start method", () => {
    expect(programs.length).toBeGreaterThanOrEqual(20);
    const strategies = programs.flatMap((program) => program.strategies.map(({ strategy }) => strategy));
    expect([...new Set(strategies.map(({ kind }) => kind))].sort()).toEqual([
      "as written",
      "asyncio",
      "processes",
      "sequential",
      "threads",
    ]);
    expect(strategies.some(({ limit }) => limit !== null)).toBe(true);
    expect(strategies.some(({ computing }) => computing?.kind === "processes")).toBe(true);
    expect(new Set(programs.map((program) => program.start_method))).toEqual(new Set(["fork", "spawn", "forkserver"]));
    const shared = programs.flatMap((program) => Object.values(program.shared));
    for (const made of ["Lock()", "Semaphore(5)", "Queue(4)"]) expect(shared).toContain(made);
    expect(programs.some(({ jobs }) => jobs.some(({ result }) => result !== null))).toBe(true);
  });
});

describe("a description", () => {
  test("says what the scenario says", () => {
    expect(described(everything("compare threads(2), asyncio limit 3, asyncio + processes(4)"))).toEqual({
      jobs: [
        { count: 1, over: null, name: null, parts: [["put", "orders"]], result: '"x" * 1000' },
        { count: 1, over: null, name: null, parts: [["get", "orders"]], result: null },
        {
          count: 1,
          over: "[0.001, 0.002]",
          name: "seconds",
          parts: [
            ["io", "seconds"],
            ["hold", "lock", [["cpu", "seconds"]]],
            ["repeat", 2, [["hold", "gate", [["io", 0.001]]]]],
          ],
          result: null,
        },
      ],
      shared: { lock: "Lock()", gate: "Semaphore(2)", orders: "Queue(1)" },
      start_method: "fork",
      switch_interval: 0.002,
      strategies: [
        { text: "threads(2)", strategy: { kind: "threads", workers: 2, limit: null, computing: null } },
        { text: "asyncio limit 3", strategy: { kind: "asyncio", workers: null, limit: 3, computing: null } },
        {
          text: "asyncio + processes(4)",
          strategy: { kind: "asyncio", workers: null, limit: null, computing: { kind: "processes", workers: 4 } },
        },
      ],
    });
  });

  test("is refused where the harness would do something else", () => {
    expect(() => described("job a:\n    x = 1\ncompare threads")).toThrow("the harness cannot do `x = 1`");
    expect(() => described("job a:\n    io 1ms\ncompare threads 4")).toThrow("no strategy: threads 4");
    expect(() => described("job a\n")).toThrow();
  });
});

const python =
  spawnSync("python3", ["-c", "import os, sys; os.fork; sys.exit(sys.version_info < (3, 8))"]).status === 0;

describe.runIf(python)("a real Python", () => {
  test("carries out everything, by every strategy", () => {
    const strategies = "threads(4), asyncio, asyncio limit 3, asyncio + threads(2), asyncio + processes(1)";
    const texts = [everything(`compare sequential, ${strategies}`), everything("")];
    const numbers = texts.flatMap((text) => measured("python3", described(text), 1)).flat();
    expect(numbers).toHaveLength(7);
    expect(numbers.filter((seconds) => !(seconds > 0 && seconds < Infinity))).toEqual([]);
  });

  test("carries out processes of every start method, with values that are sent there and back", () => {
    for (const method of ["fork", "spawn", "forkserver"]) {
      const jobs = 'job a(x) for x in ["x" * 5] * 3:\n    cpu 1ms\n    return x * 2\ncompare processes(2)';
      const [[seconds]] = measured("python3", described(`option start_method = ${method}\n${jobs}`), 1);
      expect(seconds).toBeGreaterThan(0);
    }
  });

  test("that fails is an error", () => {
    const wrong = described("job a(x) for x in [1 / 0]:\n    io x\ncompare threads(1)");
    expect(() => measured("python3", wrong, 1)).toThrow("ZeroDivisionError");
  });
});

describe("the verdicts", () => {
  const row = (name: string, recommended: string | null, ...times: [number | null, number][]): Row => ({
    name,
    recommended,
    cells: times.map(([predicted, measured], index) => ({ strategy: `s${index}`, predicted, measured })),
  });
  const answers = (rows: readonly Row[]): unknown[] => requirements(rows).map(({ said, met }) => [said, met]);

  test("an error is a part of what was measured", () => {
    expect(errorOf({ predicted: 1.5, measured: 1 })).toBe(0.5);
    expect(errorOf({ predicted: null, measured: 1 })).toBeNull();
    expect([signed(0.0512), signed(-0.2), signed(0), signed(null)]).toEqual(["+5.1 %", "−20 %", "0 %", "–"]);
  });

  test("the fastest strategy has a margin over the next", () => {
    expect(best(row("a", null, [null, 3], [null, 2]))).toEqual({ strategy: "s1", margin: 0.5 });
    expect(best(row("a", null, [null, 3]))).toEqual({ strategy: "s0", margin: null });
  });

  test("median and worst error decide, and whether what was recommended was the fastest", () => {
    const good = Array.from({ length: 20 }, () => row("good", "s1", [1, 1], [0.51, 0.5]));
    expect(answers(good)).toEqual([
      ["20 programs, 40 predictions", true],
      ["2 %", true],
      ["0 of 40; at worst +2 % (good, s1)", true],
      ["20 of 20 programs", true],
    ]);
    expect(answers([...good, row("bad", "s0", [1, 1], [0.4, 0.5])])).toEqual([
      ["21 programs, 42 predictions", true],
      ["2 %", true],
      ["1 of 42; at worst −20 % (bad, s1)", false],
      ["20 of 21 programs; bad: s0 for s1", false],
    ]);
  });

  test("a margin of a tenth or less, or a lone strategy, asks for nothing", () => {
    expect(answers([row("close", "s0", [1, 1], [1, 0.95])])[3]).toEqual(["–", null]);
    expect(answers([row("lone", "s0", [1, 1])])[3]).toEqual(["–", null]);
  });

  test("nothing is met where a prediction is missing", () => {
    expect(answers([row("a", null, [null, 1], [1, 2])])).toEqual([
      ["1 programs, 2 predictions", false],
      ["–", null],
      ["–", null],
    ]);
  });
});
