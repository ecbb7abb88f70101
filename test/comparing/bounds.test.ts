/** What limits a strategy, on an ideal machine where every time is exact: one scenario for each kind of bound. */
import { describe, expect, it } from "vitest";
import { compare } from "#sim/comparing/compare.js";
import type { Row } from "#sim/comparing/comparison.js";
import { compile } from "#sim/language/compile.js";
import { noOverheads } from "#sim/timing/parameters.js";
import type { Costs } from "#sim/timing/parameters.js";

/** The rows of a comparison by name, without overheads but for `costs`. */
function rowsOf(text: string, costs: Partial<Costs> = {}): Record<string, Row> {
  const { program, diagnostics } = compile(text);
  if (program === null) throw new Error(diagnostics[0].message);
  const { rows } = compare(program, { costs: { ...noOverheads, ...costs }, breakEven: false });
  return Object.fromEntries(rows.map((row) => [row.name, row]));
}

function limitOf({ seconds, bound: { kind, sentence } }: Row): string {
  return `${Number(seconds.toFixed(6))} s, ${kind}: ${sentence}`;
}

describe("what limits a strategy", () => {
  it("one job after the other is limited by there being one worker", () => {
    const { sequential } = rowsOf("job a * 4:\n    io 30ms\n    cpu 10ms\n\ncompare sequential\n");
    expect(limitOf(sequential)).toBe(
      "0.16 s, workers: it does one job after the other, and for 75 % of the time it only waits.",
    );
  });

  it("jobs that all wait at the same time are limited by what they wait for", () => {
    const rows = rowsOf("job a * 4:\n    io 100ms\n\ncompare threads(4), asyncio, processes(4)\n");
    const limit = "0.1 s, io: a job alone takes 100 % of the time, mostly to wait for the outside world.";
    expect(limitOf(rows["threads(4)"])).toBe(limit);
    expect(limitOf(rows["asyncio"])).toBe(limit);
    expect(limitOf(rows["processes(4)"])).toBe(limit);
  });

  it("threads and tasks that compute are limited by the GIL, processes by the cores", () => {
    const rows = rowsOf("job a * 4:\n    cpu 50ms\n\ncompare threads(4), asyncio, processes(4)\n", { cores: 2 });
    expect(limitOf(rows["threads(4)"])).toBe(
      "0.2 s, gil: somebody holds the GIL 100 % of the time: only one thread at a time computes.",
    );
    expect(limitOf(rows["asyncio"])).toBe(
      "0.2 s, gil: its one thread computes 100 % of the time: tasks overlap only while they wait.",
    );
    expect(limitOf(rows["processes(4)"])).toBe("0.1 s, cpu: all 2 cores are busy 100 % of the time.");
  });

  it("where there are cores enough, the length of a job is the limit", () => {
    const rows = rowsOf("job a * 2:\n    cpu 50ms\n\ncompare processes(2)\n");
    expect(limitOf(rows["processes(2)"])).toBe(
      "0.05 s, amdahl: a job alone takes 100 % of the time, and cannot be divided.",
    );
  });

  it("fewer workers than jobs take turns, be they threads, processes or tasks with a limit", () => {
    const rows = rowsOf("job a * 6:\n    io 100ms\n\ncompare threads(2), processes(4), asyncio limit 3\n");
    expect(limitOf(rows["threads(2)"])).toBe(
      "0.3 s, workers: 6 jobs done by 2 workers take 3 rounds, and cores are free.",
    );
    expect(limitOf(rows["processes(4)"])).toBe(
      "0.2 s, workers: 6 jobs done by 4 workers take 2 rounds, and cores are free.",
    );
    expect(limitOf(rows["asyncio limit 3"])).toBe(
      "0.2 s, workers: 6 jobs done 3 at a time take 2 rounds, and cores are free.",
    );
  });

  it("a lock that is held while waiting limits threads and tasks", () => {
    const rows = rowsOf(
      "shared lock = Lock()\n\njob a * 5:\n    with lock:\n        io 100ms\n\ncompare threads(5), asyncio\n",
    );
    expect(limitOf(rows["threads(5)"])).toBe("0.5 s, lock: for 80 % of the time some job waits for lock.");
    expect(limitOf(rows["asyncio"])).toBe("0.5 s, lock: for 80 % of the time some job waits for another.");
  });

  it("a semaphore of two limits six jobs to three rounds", () => {
    const rows = rowsOf(
      "shared free = Semaphore(2)\n\njob a * 6:\n    with free:\n        io 100ms\n\ncompare threads(6)\n",
    );
    expect(limitOf(rows["threads(6)"])).toBe("0.3 s, lock: for 67 % of the time some job waits for a permit of free.");
  });

  it("processes whose jobs are too small are limited by the main process, which hands them out", () => {
    const rows = rowsOf("job a * 10:\n    cpu 1ms\n\ncompare processes(4)\n", { process_pool_manage: 10e-3 });
    expect(limitOf(rows["processes(4)"])).toMatch(/^0\.\d+ s, start: the main process is busy \d+ % of the time, /);
  });

  it("processes that are long in starting are limited by that", () => {
    const rows = rowsOf("option start_method = spawn\njob a * 4:\n    cpu 10ms\n\ncompare processes(4)\n", {
      spawn_begin: 50e-3,
    });
    expect(limitOf(rows["processes(4)"])).toBe(
      "0.06 s, start: all 4 cores are busy 100 % of the time, mostly with starting workers and handing out work.",
    );
  });

  it("of uneven jobs the longest is what everybody waits for", () => {
    const rows = rowsOf("job long:\n    io 1s\n\njob short * 9:\n    io 10ms\n\ncompare threads(10)\n");
    expect(limitOf(rows["threads(10)"])).toBe("1 s, io: the critical path waits for the outside world (100 %).");
  });

  it("jobs that do nothing take no time", () => {
    const rows = rowsOf("job a * 3:\n    pass\n\ncompare threads(3)\n");
    expect(limitOf(rows["threads(3)"])).toBe("0 s, io: it takes no time at all.");
  });
});
