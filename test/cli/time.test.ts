// `sim time`: what it prints and writes, and what it refuses. In these examples nothing but the jobs takes time.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { timeCommand } from "#sim/cli/commands/time.js";
import { noOverheads } from "#sim/timing/parameters.js";
import { timeErrors } from "../report/time-schema.js";
import { folder, sim, simHere } from "./sim.js";
import type { Ran } from "./sim.js";

/** One after the other 48 ms; two threads 26 ms; one event loop 18 ms. */
const JOBS = `scenario "Four downloads"
option calibration = "ideal.json"
const WORK = 2ms
job fetch * 4:
    io 10ms
    cpu WORK
compare sequential, threads(2), asyncio
`;

/** 50 ms: 20 ms and 20 ms under the lock, and the last io. */
const PLAIN = `scenario "Two threads and a lock"
option calibration = "ideal.json"
const WORK = 20ms
shared lock = Lock()
thread worker * 2:
    with lock:
        cpu WORK
    io 10ms
`;

const DEADLOCK = `scenario "Deadly embrace"
option calibration = "ideal.json"
shared a = Lock()
shared b = Lock()
thread ab:
    with a:
        io 1ms
        with b:
            pass
thread ba:
    with b:
        io 1ms
        with a:
            pass
`;

const here = folder({
  "jobs.scenario": JOBS,
  "plain.scenario": PLAIN,
  "deadlock.scenario": DEADLOCK,
  "fails.scenario": 'job fetch * 2:\n    io 1ms\n    raise ValueError("no")\ncompare threads(2), asyncio\n',
  "ideal.json": JSON.stringify({ schema: 1, costs: noOverheads }),
  "mine.json": JSON.stringify({ schema: 1, costs: { lock: 1e-3 } }),
});

const time = (file: string, ...args: string[]): Promise<Ran> => simHere(here, ["time", `${file}.scenario`, ...args]);

/** The document that it prints, which the schema allows. */
async function json(file: string, ...args: string[]): Promise<unknown> {
  const document: unknown = JSON.parse((await time(file, "--json", ...args)).out);
  expect(timeErrors(document)).toBeNull();
  return document;
}

describe("sim time of jobs", () => {
  test("says which strategy to use and why, and draws how it runs; exit 0", async () => {
    const { code, out, err } = await time("jobs");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const [head, table, advice, breakEven, chart] = out.split("\n\n");
    expect(head).toBe("asyncio · jobs.scenario — Four downloads\n  4 jobs, which mostly wait for I/O, on 4 cores");
    expect(table.split("\n").map((line) => line.replaceAll(/[█▏▎▍▌▋▊▉]/g, "").split(/ {2,}/, 4))).toEqual([
      ["", "strategy", "time", "speed-up"],
      ["", "sequential", "48.0 ms", "1.00×"],
      ["", "threads(2)", "26.0 ms", "1.85×"],
      ["→ asyncio", "18.0 ms", "2.67×", "11 %"],
    ]);
    expect(advice).toMatch(/^Use asyncio: it is 2\.7 times as fast as one job after the other\.\n/);
    expect(breakEven).toMatch(/^break-even\n {2}· /);
    expect(chart).toMatch(/^asyncio 18\.0 ms\n/);
  });

  test("as JSON", async () => {
    expect(await json("jobs")).toMatchObject({ file: "jobs.scenario", jobs: 4, recommended: "asyncio" });
    expect(await json("jobs", "--full")).toMatchObject({
      strategies: [{ seconds: 0.048 }, { seconds: 0.026, run: { end: "completed" } }, { seconds: 0.018 }],
    });
  });

  test("by the strategies that are named", async () => {
    expect(
      await json("jobs", "--strategy", "threads(4)", "--strategy", "asyncio limit 2", "--workers", "3"),
    ).toMatchObject({ strategies: [{ name: "threads(4)" }, { name: "asyncio limit 2" }], recommended: "threads(4)" });
    expect(await json("jobs", "--strategy", "threads", "--workers", "3")).toMatchObject({
      strategies: [{ name: "threads(3)" }],
    });
  });

  test.each([
    ["thread(2)", "This is no strategy.", "Did you mean `threads`?"],
    ["threads(0)", "How many workers there are cannot be 0.", "Write a number from 1 to 1000."],
    [
      "threads(2), asyncio",
      "one strategy at a time",
      "For instance threads(8), asyncio limit 10 or asyncio + processes(4).",
    ],
  ])("by %s: no", async (text, message, hint) => {
    for (const option of ["strategy", "show"])
      expect(await time("jobs", `--${option}`, text)).toEqual({
        code: 2,
        out: "",
        err: `error: --${option} ${text}: ${message}\nhint: ${hint}\n`,
      });
  });

  test.each(["sequential", "threads(3)", "threads", "processes", "free_threaded", "asyncio + processes(2)"])(
    "--show %s prints a scenario that takes the same time",
    async (strategy) => {
      const { code, out, err } = await time("jobs", "--show", strategy, "--set", "WORK=3ms");
      expect({ code, err }).toEqual({ code: 0, err: "" });
      writeFileSync(join(here, "shown.scenario"), out);
      const shown = (await json("shown")) as { seconds: number };
      expect(await json("jobs", "--strategy", strategy, "--set", "WORK=3ms")).toMatchObject({
        strategies: [{ seconds: shown.seconds }],
      });
    },
  );

  test("--show says why a strategy cannot carry them out", async () => {
    writeFileSync(join(here, "shares.scenario"), "shared x = 0\njob add * 2:\n    x += 1\n    yield x\n");
    const { code, out, err } = await time("shares", "--show", "asyncio");
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(/^shares\.scenario:\d+:\d+: error E\d+: /);
  });

  test("what is worth the trouble is for the reader to say", async () => {
    expect(await json("jobs", "--worth", "2.7")).toMatchObject({ worth: 2.7, recommended: "sequential" });
    expect(await json("jobs", "--worth", "2")).toMatchObject({ worth: 2, recommended: "asyncio" });
    expect((await time("jobs", "--worth", "0.5")).err).toBe(
      "error: --worth 0.5: not a number from 1\nhint: For instance 2.0.\n",
    );
  });

  test("that raise: why each strategy failed; exit 1 if none came to an end", async () => {
    const { code, out } = await time("fails");
    expect(code).toBe(1);
    expect(out).toContain("\n✗ threads(2): it fails: ValueError: no\n✗ asyncio: it fails: ValueError: no\n");
    expect(await json("fails")).toMatchObject({ recommended: null });
  });
});

describe("sim time of a scenario as it stands", () => {
  test("tells how long it takes; exit 0", async () => {
    const { code, out, err } = await time("plain");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^50\.0 ms · plain\.scenario — Two threads and a lock\n {2}2 threads on 4 cores · /);
    expect(await json("plain", "--full")).toMatchObject({ seconds: 0.05, end: "completed" });
  });

  test("that comes to a deadlock says who waits for what; exit 1", async () => {
    const { code, out } = await time("deadlock");
    expect(code).toBe(1);
    expect(out).toMatch(
      /^✗ deadlocked after 1\.00 ms · .*\n {2}ab waits for b, held by ba; ba waits for a, held by ab\n/,
    );
    expect(await json("deadlock")).toMatchObject({
      end: "deadlocked",
      failure: "ab waits for b, held by ba; ba waits for a, held by ab",
    });
  });

  test("--schedules: at best and at worst; a limit is exit 3", async () => {
    const { code, out } = await time("plain", "--schedules");
    expect(code).toBe(0);
    expect(out).toMatch(/\nall schedules\n {2}the shortest: 50\.0 ms · \w+\n {2}the longest: 50\.0 ms · \w+\n/);
    expect(await json("plain", "--schedules")).toMatchObject({
      schedules: { best: { seconds: 0.05 }, complete: true },
    });
    expect((await time("plain", "--schedules", "--max-states", "2")).code).toBe(3);
    expect(await json("deadlock", "--schedules")).toMatchObject({ schedules: { deadlocked: { seconds: 0.001 } } });
  });
});

describe("sim time --sweep", () => {
  test("workers: a row for each value, and a curve", async () => {
    const { code, out, err } = await time("jobs", "--sweep", "workers", "1..3");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^ {2}workers +sequential +threads +asyncio\n +1 /);
    expect(out).toContain("\n  speed-up\n");
    const table = await time("jobs", "--sweep", "workers", "1..3", "--quiet");
    expect(out.startsWith(`${table.out}\n`)).toBe(true);
    expect(table.out.split("\n")).toHaveLength(5);
  });

  test("a constant, in the order of its values", async () => {
    expect(await json("jobs", "--sweep", "WORK", "10ms,1ms")).toMatchObject({
      sweep: {
        unit: "ms",
        points: [
          { value: 1, strategies: [{ seconds: 0.044 }, { name: "threads(2)" }, { seconds: 0.014 }] },
          { value: 10, strategies: [{ seconds: 0.08 }, { name: "threads(2)" }, { seconds: 0.05 }] },
        ],
      },
    });
  });

  test("of a scenario without jobs: cores and constants", async () => {
    expect(await json("plain", "--sweep", "WORK", "10ms,20ms")).toMatchObject({
      sweep: { points: [{ strategies: [{ seconds: 0.03 }] }, { strategies: [{ seconds: 0.05, speedup: 0.6 }] }] },
    });
    expect(await json("plain", "--sweep", "cores", "1,2")).toMatchObject({ sweep: { name: "cores" } });
  });

  const VALUES = "hint: For instance 1..16, 1,2,4,8 or 1ms,10ms,100ms; at most 1000 of them.\n";

  test.each([
    ["jobs", "workers foo", `--sweep workers foo: not values to sweep\n${VALUES}`],
    ["jobs", "workers 3..1", `--sweep workers 3..1: not values to sweep\n${VALUES}`],
    ["jobs", "workers 1..5000", `--sweep workers 1..5000: not values to sweep\n${VALUES}`],
    ["jobs", "WORK 1ms,2", `--sweep WORK 1ms,2: not values to sweep\n${VALUES}`],
    ["jobs", "WORK 1parsec", `--sweep WORK 1parsec: not values to sweep\n${VALUES}`],
    ["jobs", "workers 0..2", "workers cannot be 0: it is a whole number from 1\n"],
    ["jobs", "workers 1ms", "workers cannot be 1ms: it is a whole number from 1\n"],
    ["jobs", "N 1..2", "there is no `N` to sweep: choose from workers, cores, jobs, WORK\n"],
    ["plain", "jobs 1..2", "without jobs there is no `jobs` to sweep: choose from cores, WORK\n"],
    ["jobs", "workers", "not enough arguments following: sweep\nhint: `sim time --help` lists the options.\n"],
    ["jobs", "workers 1..2 --sweep cores 1..2", "--sweep is given twice\nhint: Sweep one thing at a time.\n"],
    ["plain", "WORK 1ms --schedules", "--sweep and --schedules exclude each other\n"],
  ])("%s: %s: no", async (file, words, message) => {
    expect(await time(file, "--sweep", ...words.split(" "))).toEqual({ code: 2, out: "", err: `error: ${message}` });
  });
});

describe("sim time --svg", () => {
  test.each([
    ["jobs", []],
    ["plain", []],
    ["jobs", ["--sweep", "workers", "1..2"]],
  ] as const)("%s %s: writes the chart beside the report", async (file, args) => {
    const { out } = await time(file, ...args);
    expect(await time(file, ...args, "--svg", "chart.svg")).toEqual({ code: 0, out, err: "" });
    expect(readFileSync(join(here, "chart.svg"), "utf8")).toMatch(/^<svg [^]*<\/svg>\n$/);
  });

  test("to where nothing can be written: says so at once", async () => {
    expect(await time("jobs", "--svg", "no/chart.svg")).toEqual({
      code: 2,
      out: "",
      err: "error: no/chart.svg cannot be written\nhint: Is there a folder no to write to?\n",
    });
    expect((await time("plain", "--svg", ".")).err).toBe("error: . is a folder\nhint: Give the name of a file.\n");
    expect(existsSync(join(here, "no"))).toBe(false);
  });
});

describe("sim time refuses", () => {
  const NO_JOBS = "hint: The scenario has no `job`.\n";

  test.each([
    ["plain", "--workers 2", `--workers has no meaning here\n${NO_JOBS}`],
    ["plain", "--strategy threads(2)", `--strategy has no meaning here\n${NO_JOBS}`],
    ["plain", "--worth 2", `--worth has no meaning here\n${NO_JOBS}`],
    ["plain", "--show threads(2)", `--show has no meaning here\n${NO_JOBS}`],
    ["plain", "--max-states 9", "--max-states has no meaning here\nhint: Only with --schedules.\n"],
    [
      "jobs",
      "--schedules",
      "--schedules has no meaning here\nhint: The scenario has `job`s: see --strategy and --show.\n",
    ],
    ["jobs", "--cores 0", "--cores 0: less than one\nhint: For instance 4.\n"],
    ["jobs", "--cores 2ms", "--cores 2ms: not a number\nhint: For instance 4.\n"],
    ["jobs", "--workers 0", "--workers 0: not a whole number of at least 1\nhint: For instance 8, 100_000 or 10M.\n"],
    ["jobs", "--cost fork=-1", "--cost fork=-1: less than zero\nhint: For instance 20us, 5ms or 1e-6.\n"],
    ["jobs", "--cost fork=1km", "--cost fork=1km: not a number\nhint: For instance 20us, 5ms or 1e-6.\n"],
    ["jobs", "--cost forks=1", "--cost forks=1: there is no parameter `forks`\nhint: Did you mean fork?\n"],
    ["jobs", "--calibration none.json", "there is no file none.json\nhint: Did you mean mine.json?\n"],
    ["jobs", "--show asyncio --json", "--show and --json exclude each other\n"],
    ["jobs", "--show asyncio --strategy asyncio", "--show and --strategy exclude each other\n"],
  ])("%s: %s", async (file, words, message) => {
    expect(await time(file, ...words.split(" "))).toEqual({ code: 2, out: "", err: `error: ${message}` });
  });
});

describe("what sim time prints", () => {
  test("with --quiet: the verdict", async () => {
    expect((await time("jobs", "--quiet")).out).toBe("asyncio · jobs.scenario — Four downloads\n");
    expect((await time("plain", "--quiet")).out).toBe("50.0 ms · plain.scenario — Two threads and a lock\n");
    expect((await time("fails", "--quiet")).out).toBe("no strategy · fails.scenario\n");
  });

  test.each([
    ["jobs", "--full"],
    ["jobs", "--json"],
    ["plain", "--full"],
    ["plain", "--seed=3"],
  ])("%s %s: is the same twice", async (file, option) => {
    expect(await time(file, option)).toEqual(await time(file, option));
  });

  test("has colours on a terminal or when they are asked for", () => {
    const coloured = (...args: string[]): boolean =>
      sim(here, ["time", "jobs.scenario", ...args]).out.includes("\x1b[");
    expect([coloured(), coloured("--color")]).toEqual([false, true]);
  });

  test("costs of the command line beat those of the calibration that the scenario names", async () => {
    expect(await json("plain", "--calibration", "mine.json")).not.toMatchObject({ seconds: 0.05 });
    expect(await json("plain", "--cores", "2")).toMatchObject({ seconds: 0.05, cores: 2 });
    expect(await json("plain", "--cost", "lock=500us")).toMatchObject({ seconds: 0.052 });
  });
});

describe("the examples in the help", () => {
  test.each(timeCommand.examples.map(([line]) => [line]))("%s", async (line) => {
    const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, word]) => quoted ?? word).slice(1);
    const file = words.includes("--schedules") ? "plain.scenario" : "jobs.scenario";
    const { code, out, err } = await simHere(
      here,
      words.map((word) => (word === "f.scenario" ? file : word)),
    );
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).not.toBe("");
  });

  test("say `sim`", async () => {
    expect((await simHere(here, ["time", "--help"])).out).not.toContain("$0");
  });
});
