// The same comparison for several values: what changes with the value, and nothing else.
import { describe, expect, test } from "vitest";
import { sweep } from "#sim/comparing/sweep.js";
import type { CompareOptions } from "#sim/comparing/question.js";
import { noOverheads } from "#sim/timing/parameters.js";
import { compiled } from "../tiny.js";

const options: CompareOptions = { costs: { ...noOverheads, switch_interval: 1e-3 } };

/** "value: strategy milliseconds speed-up, …" */
function swept(text: string, name: string, values: readonly string[], unit?: string): string[] {
  const points = values.map((value) => ({ value: Number.parseFloat(value), text: value }));
  return sweep(compiled(text), name, points, options, unit).points.map(({ value, rows }) => {
    const parts = rows.map((row) => `${row.name} ${+(row.seconds * 1e3).toFixed(6)} ${+row.speedup.toFixed(6)}`);
    return `${value}: ${parts.join(", ")}`;
  });
}

const COMPUTING = "const WORK = 10ms\njob crunch * 4:\n    cpu WORK\ncompare threads(2), processes(4)\n";

describe("A sweep", () => {
  test("over cores keeps all other costs: four processes divide the work by as many cores as there are", () => {
    expect(swept(COMPUTING, "cores", ["1", "2", "4"])).toEqual([
      "1: threads(2) 40 1, processes(4) 40 1",
      "2: threads(2) 40 1, processes(4) 20 2",
      "4: threads(2) 40 1, processes(4) 10 4",
    ]);
  });

  test("over workers changes them in every strategy that has some, which goes by its kind", () => {
    expect(swept("job fetch * 4:\n    io 10ms\ncompare threads(2), asyncio\n", "workers", ["1", "2", "4"])).toEqual([
      "1: threads 40 1, asyncio 10 4",
      "2: threads 20 2, asyncio 10 4",
      "4: threads 10 4, asyncio 10 4",
    ]);
  });

  test("over jobs measures each number of them by as many one after the other", () => {
    expect(swept("job fetch * 4:\n    io 10ms\ncompare asyncio\n", "jobs", ["1", "3"])).toEqual([
      "1: asyncio 10 1",
      "3: asyncio 10 3",
    ]);
  });

  test("over a constant compiles the scenario with each value", () => {
    expect(swept(COMPUTING, "WORK", ["5ms", "20ms"], "ms")).toEqual([
      "5: threads(2) 20 1, processes(4) 5 4",
      "20: threads(2) 80 1, processes(4) 20 4",
    ]);
  });

  test("of a scenario without jobs measures by the first value", () => {
    expect(swept("const N = 1\nthread t:\n    for i in range(N):\n        io 10ms\n", "N", ["1", "4"])).toEqual([
      "1: as it stands 10 1",
      "4: as it stands 40 0.25",
    ]);
  });

  test("of a scenario without jobs has neither workers nor jobs", () => {
    const plain = "const N = 1\nthread t:\n    io 10ms\n";
    expect(() => swept(plain, "workers", ["1"])).toThrow(
      "without jobs there is no `workers` to sweep: choose from cores, N",
    );
  });

  test("counts have no unit", () => {
    expect(() => swept(COMPUTING, "workers", ["1ms"], "ms")).toThrow("workers cannot be 1ms");
  });

  test("says what it runs, and for which value", () => {
    const seen: string[] = [];
    const values = [{ value: 2, text: "2" }];
    sweep(compiled(COMPUTING), "cores", values, { ...options, progress: (what) => seen.push(what) });
    expect(seen).toEqual(["cores 2: sequential", "cores 2: threads(2)", "cores 2: processes(4)"]);
  });

  test.each([
    ["what is no constant", "nothing", "1", "there is no `nothing` to sweep: choose from workers, cores, jobs, WORK"],
    ["no cores at all", "cores", "0", "cores cannot be 0: it is a whole number from 1"],
    ["half a worker", "workers", "0.5", "workers cannot be 0.5: it is a whole number from 1"],
  ])("refuses %s", (_, name, value, message) => {
    expect(() => swept(COMPUTING, name, [value])).toThrow(message);
  });
});
