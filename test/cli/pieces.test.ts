// The parts of the command line that a process from outside does not easily reach.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { report } from "#sim/cli/failure.js";
import { findScenarios } from "#sim/cli/find.js";
import { ProgressLine } from "#sim/cli/progress.js";
import { parseBytes, parseCount, parseDuration, parseSettings } from "#sim/cli/quantities.js";
import { exitOf } from "#sim/cli/search.js";
import { Kernel } from "#sim/explorer/kernel.js";
import { InternalError } from "#sim/explorer/replayed.js";
import { plain } from "#sim/report/paint.js";
import { exploration } from "../report/fixtures.js";
import { COUNTER, captured, folder, simHere } from "./sim.js";

const here = folder({ "counter.scenario": COUNTER });

describe("quantities as people type them", () => {
  test("counts", () => {
    expect(["7", "1_000_000", "1,000", "10k", "2M", "3.0"].map((text) => parseCount("n", text))).toEqual([
      7, 1_000_000, 1000, 10_000, 2_000_000, 3,
    ]);
    for (const text of ["", "-1", "1.5", "1e3", "x", "99999999999999999999"])
      expect(() => parseCount("n", text)).toThrow("not a whole number");
  });

  test("durations, in milliseconds", () => {
    expect(["90", "500ms", "1.5s", "2min", "2m", "1h", ".5s"].map((text) => parseDuration("t", text))).toEqual([
      90_000, 500, 1500, 120_000, 120_000, 3_600_000, 500,
    ]);
    for (const text of ["", "0", "-1s", "1 day", "s"]) expect(() => parseDuration("t", text)).toThrow("not a duration");
  });

  test("amounts of memory, in bytes", () => {
    expect(["100", "1K", "1kB", "512M", "1.5GiB", "4g"].map((text) => parseBytes("m", text))).toEqual([
      100,
      1024,
      1024,
      2 ** 29,
      1.5 * 2 ** 30,
      2 ** 32,
    ]);
    for (const text of ["", "0", "-1G", "1X"]) expect(() => parseBytes("m", text)).toThrow("not an amount of memory");
  });

  test("settings: the last of a name wins, values may contain =", () => {
    expect(parseSettings(["N=1", "S='a=b'", "N=2"])).toEqual({ N: "2", S: "'a=b'" });
    for (const text of ["N", "=1", "1=2", "a b=1"])
      expect(() => parseSettings([text])).toThrow("not of the form NAME=VALUE");
  });
});

describe("scenarios below folders", () => {
  test("are found in a stable order; hidden and installed ones are not", () => {
    const root = folder({ "b.scenario": "", "a.scenario": "", "a.txt": "" });
    for (const name of ["sub", ".hidden", "node_modules"]) {
      mkdirSync(join(root, name));
      writeFileSync(join(root, name, "c.scenario"), "");
    }
    expect(findScenarios([root, join(root, "a.scenario")]).map((file) => file.slice(root.length + 1))).toEqual([
      "a.scenario",
      "b.scenario",
      "sub/c.scenario",
    ]);
  });
});

describe("a bug of ours", () => {
  test("is a message with the schedule and a request, exit 70; a stack trace only with SIM_DEBUG", async () => {
    const error = new InternalError("no lost update", "a1b2");
    const { code, out, err } = await captured(() => report(error, ["explore", "f.scenario"]));
    expect({ code, out }).toEqual({ code: 70, out: "" });
    expect(err).toBe(`bug in sim: ${error.message}

  command   sim explore f.scenario
  schedule  a1b2

This is our mistake, not yours. Please report it together with the scenario;
SIM_DEBUG=1 shows where it happened.
`);
  });

  test("whatever is thrown, there is a message", async () => {
    expect((await captured(() => report("text", []))).err).toMatch(/^bug in sim: text\n/);
  });
});

describe("where addresses are short", () => {
  test("a search says what it wants, and how it gets by with less", async () => {
    const Memory = function (): never {
      throw new RangeError("could not allocate memory");
    };
    vi.stubGlobal("WebAssembly", { Memory });
    const { code, err } = await captured(() =>
      Promise.resolve()
        .then(() => new Kernel())
        .then(
          () => 0,
          (error: unknown) => report(error, []),
        ),
    );
    vi.unstubAllGlobals();
    expect(code).toBe(2);
    expect(err).toContain("may not reserve as many addresses");
    expect(err).toContain("hint: It needs less with NODE_OPTIONS=--disable-wasm-trap-handler.");
    expect(new Kernel().exports.size()).toBe(0);
  });
});

describe("exit codes", () => {
  test("follow from verdict and limit", () => {
    const interrupted = { name: "interrupted", option: null, message: "interrupted" } as const;
    expect(
      [
        exploration(),
        exploration({ verdict: "violated" }),
        exploration({ verdict: "unknown" }),
        exploration({ verdict: "violated", limit: interrupted }),
      ].map(exitOf),
    ).toEqual([0, 1, 3, 130]);
  });
});

describe("progress", () => {
  test("is one line on a terminal, after a while, now and then, and gone at the end", async () => {
    const { isTTY, columns } = process.stderr;
    let now = 0;
    Object.assign(process.stderr, { isTTY: true, columns: 200 });
    const { err } = await captured(() => {
      const line = new ProgressLine(plain, () => now);
      for (now of [100, 1000, 1050, 2000])
        line.update(
          {
            ...{ states: 500 * now, transitions: 0, preemptions: 2, depth: 9, frontier: 1234, bytes: 2 ** 22 },
            ...{
              reduced: null,
              proved: now === 2000,
              hottest: now === 2000 ? { line: 7, share: 0.429 } : null,
              used: now / 40_000,
            },
          },
          "any: ",
        );
      line.erase();
      line.erase();
      return 0;
    });
    Object.assign(process.stderr, { isTTY, columns });
    expect(err).toBe(
      "\r\x1b[2Kany: 500,000 states · 500,000/s · limit in about 39 s · depth 9 · frontier 1,234 · 4 MB" +
        "\r\x1b[2Kany: only least schedules are missing · 1,000,000 states · 500,000/s · limit in about 38 s · hottest line 7 (43 %) · depth 9 · frontier 1,234 · 4 MB\r\x1b[2K",
    );
  });

  test("drawn runs: how many of how many", async () => {
    const { isTTY, columns } = process.stderr;
    let now = 0;
    Object.assign(process.stderr, { isTTY: true, columns: 200 });
    const { err } = await captured(() => {
      const line = new ProgressLine(plain, () => now);
      now = 2000;
      line.update({ runs: 400, wanted: 1000, states: 5678, bytes: 2 ** 20 });
      return 0;
    });
    Object.assign(process.stderr, { isTTY, columns });
    expect(err).toBe("\r\x1b[2K400 of 1,000 runs · 200/s · about 3 s left · 5,678 states · 1 MB");
  });

  test("of what is not counted: what is being done, once it takes a while", async () => {
    const { isTTY, columns } = process.stderr;
    let now = 0;
    Object.assign(process.stderr, { isTTY: true, columns: 200 });
    const { err } = await captured(() => {
      const line = new ProgressLine(plain, () => now);
      for (now of [0, 100, 1000, 1001]) line.note(`threads(${now})`);
      line.erase();
      return 0;
    });
    Object.assign(process.stderr, { isTTY, columns });
    expect(err).toBe("\r\x1b[2Kthreads(1000)\r\x1b[2Kthreads(1001)\r\x1b[2K");
  });

  test("is nothing without a terminal", async () => {
    expect((await simHere(here, ["explore", "counter.scenario", "--quiet"])).err).toBe("");
  });
});

describe("forms of the report", () => {
  test("all interpreters as JSON", async () => {
    const { code, out } = await simHere(here, ["explore", "counter.scenario", "--interpreters", "--json"]);
    expect(code).toBe(1);
    const { explorations } = JSON.parse(out) as { explorations: { interpreter: string; verdict: string }[] };
    expect(explorations.slice(0, 2).map(({ interpreter, verdict }) => `${interpreter} ${verdict}`)).toEqual([
      "any violated",
      "cpython-3.8 violated",
    ]);
  });

  test("--full tells what a data race is", async () => {
    expect((await simHere(here, ["explore", "counter.scenario", "--full"])).out).toContain(
      "\n! data race on counter (a1)\n  Two units access counter",
    );
  });

  test("an option given twice: the last one counts", async () => {
    expect(
      (
        await simHere(here, [
          "explore",
          "counter.scenario",
          "--quiet",
          "--interpreter",
          "any",
          "--interpreter",
          "cpython-3.12",
        ])
      ).code,
    ).toBe(0);
  });

  test("a run on the quiet is its end", async () => {
    expect((await simHere(here, ["replay", "counter.scenario", "a2b2", "--quiet"])).out).toBe(
      "✓ completed · counter.scenario — One counter\n",
    );
  });
});
