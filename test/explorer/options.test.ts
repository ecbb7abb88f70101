/** Options from code that no compiler has checked: what cannot be is refused, and says which option it was. */
import { describe, expect, it, test } from "vitest";
import {
  checkExpectations,
  Diagnostics,
  explorationJson,
  explorationReport,
  explore,
  exploreAsync,
  makespan,
  parse,
  replay,
  run,
  sample,
  SnapshotError,
  timed,
} from "#sim/index.js";
import type { Exploration, ExploreOptions, Program, Snapshot } from "#sim/index.js";
import { compiled } from "../tiny.js";

const counter = (last: string, head = ""): Program =>
  compiled(`${head}shared x = 0\nthread a * 3:\n    repeat 3:\n        x += 1\n${last}\n`);
const program = counter("");
/** As JavaScript would pass it. */
const loose = (value: unknown): never => value as never;

describe("An option that cannot be is refused", () => {
  test.each<[string, () => unknown]>([
    [
      'interpreter cannot be "cpython-2.7": any, cpython-3.8',
      () => explore(program, { interpreter: loose("cpython-2.7") }),
    ],
    ['interpreter cannot be "python": any', () => run(program, { interpreter: loose("python") })],
    [
      'granularity cannot be "line": access, bytecode, statement',
      () => explore(program, { granularity: loose("line") }),
    ],
    ['time cannot be "real": untimed, timed', () => explore(program, { time: loose("real") })],
    ['fairness cannot be "none at all": weak', () => explore(program, { fairness: loose("none at all") })],
    ['reduce cannot be "maybe": auto, on, off', () => explore(program, { reduce: loose("maybe") })],
    ['reduce cannot be "maybe": auto, on, off', () => makespan(program, { reduce: loose("maybe") })],
    ["maxStates cannot be -1: it is a whole number, at least 1", () => explore(program, { maxStates: -1 })],
    ["maxStates cannot be NaN", () => sample(program, { maxStates: NaN })],
    ["maxMemoryBytes cannot be NaN: it is a number, at least 0", () => explore(program, { maxMemoryBytes: NaN })],
    ["maxTimeMs needs a clock", () => explore(program, { maxTimeMs: 10 })],
    ["maxTimeMs cannot be NaN", () => sample(program, { maxTimeMs: NaN, clock: () => 0 })],
    ["maxUnits cannot be 0", () => explore(program, { maxUnits: 0 })],
    ["maxInstructions cannot be 1.5", () => explore(program, { maxInstructions: 1.5 })],
    ['sampler cannot be "foo": random, urw, pct, pos', () => sample(program, { sampler: loose("foo") })],
    ["runs cannot be 0", () => sample(program, { runs: 0 })],
    ["depth cannot be 0", () => sample(program, { depth: 0 })],
    ['seed cannot be "abc"', () => sample(program, { seed: loose("abc") })],
    ['strategy cannot be "foo": round-robin, run-to-block', () => run(program, { strategy: loose("foo") })],
    ["maxSteps cannot be NaN", () => run(program, { maxSteps: NaN })],
    ["maxEvents cannot be NaN", () => timed(program, { maxEvents: NaN })],
    ["cpuScale cannot be -1", () => timed(program, { cpuScale: -1 })],
    ['a cost cannot be "lockk"', () => timed(program, { costs: loose({ lockk: 1 }) })],
  ])("%s", (message, call) => {
    expect(call).toThrow(RangeError);
    expect(call).toThrow(message);
  });

  it("as is what is no program: a text, or what is left of one with mistakes", () => {
    for (const wrong of ["shared x = 0", parse("thread"), undefined, null])
      for (const call of [() => explore(loose(wrong)), () => run(loose(wrong)), () => replay(loose(wrong), "a")])
        expect(call).toThrow("that is no program: `parse` makes one");
  });

  it("and one that is undefined is not given", () => {
    expect(explore(program, { maxStates: undefined, reduce: undefined, interpreter: undefined }).limit).toBeNull();
  });
});

describe("A line `option` in the file is the default", () => {
  it("of how much is left out, of the units there may be, of memory, and of time by a clock", () => {
    const states = (head: string, options: ExploreOptions = {}): Exploration => explore(counter("", head), options);
    expect(states("option reduce = on\n").statistics.reductions).toEqual(["symmetry"]);
    expect(states("option reduce = off\n").statistics.reductions).toEqual([]);
    expect(states("option reduce = off\n", { reduce: "on" }).statistics.reductions).toEqual(["symmetry"]);
    expect(() => states("option max_units = 2\n")).toThrow("more than 2 units");
    expect(states("option max_memory = 100K\n").limit?.name).toBe("memory");
    let now = 0;
    expect(states("option max_time = 5ms\n", { clock: () => (now += 10) }).limit?.name).toBe("time");
    expect(states("option max_time = 5ms\n").limit).toBeNull();
  });

  it("and of the seed", () => {
    const drawn = (head: string, seed?: number): string =>
      run(counter("", head), { strategy: "random", seed }).schedule;
    expect(drawn("option seed = 7\n")).toBe(drawn("", 7));
    expect(drawn("option seed = 7\n")).not.toBe(drawn(""));
    expect(drawn("option seed = 7\n", 8)).toBe(drawn("", 8));
  });
});

describe("A snapshot", () => {
  const stopped = (of: Program, options: ExploreOptions = {}): Snapshot => {
    let snapshot: Snapshot | null = null;
    explore(of, { reduce: "off", maxStates: 50, onStop: (each) => (snapshot = each), ...options });
    if (snapshot === null) throw new Error("it has finished");
    return snapshot;
  };

  it("of another program is refused: with it, what does not hold might seem to", () => {
    const snapshot = stopped(counter("finally x >= 0"));
    expect(() => explore(counter("finally x == 8"), { reduce: "off", resume: snapshot })).toThrow(SnapshotError);
    const same = explore(counter("finally x >= 0"), { reduce: "off", resume: snapshot });
    expect(same).toEqual(explore(counter("finally x >= 0"), { reduce: "off" }));
  });

  it("as is one of other options, one of `makespan`, one that has been through JSON, and what is none", () => {
    const snapshot = stopped(program);
    for (const options of [
      { interpreter: "cpython-3.12" },
      { granularity: "bytecode" },
      { reduce: "on" },
      { maxUnits: 7 },
    ] as const)
      expect(() => explore(program, { reduce: "off", ...options, resume: snapshot })).toThrow(SnapshotError);
    let timedOne: Snapshot | null = null;
    makespan(counter(""), { reduce: "off", maxStates: 50, onStop: (each) => (timedOne = each) });
    expect(timedOne).not.toBeNull();
    const asNumbers = (_: string, value: unknown): unknown => (typeof value === "bigint" ? Number(value) : value);
    const throughJson: unknown = JSON.parse(JSON.stringify(snapshot, asNumbers));
    for (const wrong of [timedOne, throughJson, {}, "snapshot"])
      expect(() => explore(program, { reduce: "off", resume: loose(wrong) })).toThrow(SnapshotError);
  });
});

describe("From a program", () => {
  it("a search can be stopped by a timer", async () => {
    const controller = new AbortController();
    setTimeout(() => {
      controller.abort();
    }, 0);
    const large = compiled("shared x = 0\nthread a * 4:\n    repeat 6:\n        x += 1\n");
    const { limit } = await exploreAsync(large, { reduce: "off", insights: false, signal: controller.signal });
    expect(limit?.name).toBe("interrupted");
  });

  it("mistakes are shown with their places", () => {
    const wrong = parse("shared x = 0\nthread a:\n    y +=\n", { file: "f.scenario" });
    if (!(wrong instanceof Diagnostics)) throw new Error("it has none");
    expect(wrong.toString()).toContain("f.scenario:3:9: error E101");
  });

  it("answers are shown as the command line does, and expectations checked", () => {
    const expecting = counter("expect lost update on x\nexpect outcomes x in {9}");
    const found = explore(expecting);
    expect(explorationReport(found, { width: 80 })).toContain("lost update on x");
    expect(JSON.parse(JSON.stringify(explorationJson(found)))).toMatchObject({ schema: 1, verdict: "violated" });
    expect(checkExpectations(expecting, found).map(({ met }) => met)).toEqual([true, false]);
  });
});
