import { spawn, spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test, vi } from "vitest";
import type { Heard } from "#sim/cli/interrupt.js";
import { main } from "#sim/cli/main.js";
import { COUNTER, LOCKED, captured, folder, sim } from "./sim.js";

const EXPECTS = `${COUNTER}expect lost update on counter\n`;
const MISSES = `${COUNTER}expect deadlock\n`;
const here = folder({ "counter.scenario": EXPECTS, "locked.scenario": LOCKED });
const mixed = folder({
  "a.scenario": EXPECTS,
  "b.scenario": MISSES,
  "c.scenario": "thread t:\n    x =\n",
  "notes.txt": "no scenario",
});

describe("sim replay", () => {
  test.runIf(existsSync("/dev/full"))("says so when its output is lost, as on a full disk", () => {
    const full = openSync("/dev/full", "w");
    const bin = fileURLToPath(new URL("../../bin/sim.js", import.meta.url));
    const args = [bin, "replay", "counter.scenario", "a2b2"];
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: here, stdio: ["ignore", full, "pipe"] });
    closeSync(full);
    expect(status).toBe(2);
    expect(stderr.toString()).toContain("error: the output cannot be written: ENOSPC");
  });

  test("a schedule is followed, also one typed with spaces", () => {
    const { code, out } = sim(here, ["replay", "counter.scenario", "a1", "b2", "a1"]);
    expect(code).toBe(1);
    expect(out).toBe(`✗ violated · counter.scenario — One counter
  an update of counter is lost after step 4
  finally counter == 2 does not hold after step 4

  step  line  increment[0]  increment[1]
     1     4  counter += 1  │             reads counter: 0
              ╰─ preempted between read and write of counter
     2     4  │             counter += 1  reads counter: 0
     3     4  │             counter += 1  counter: 0 → 1
              │             ╰─ finished
     4     4  counter += 1                counter: 1 → 1 ✗ lost update

  outcome counter = 1
  schedule a1b2a1 · 4 steps, 1 preemption
`);
  });

  test("the empty schedule is a dash", () => {
    const { code, out } = sim(here, ["replay", "counter.scenario", "-"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^\? stopped before the end · counter\.scenario — One counter\n\n {2}no step at all\n/);
  });

  test("one that cannot be followed says at which step and why", () => {
    expect(sim(here, ["replay", "counter.scenario", "a1b9"])).toEqual({
      code: 2,
      out: "",
      err: "error: step 4 names increment[1], which has ended\nhint: Schedules belong to one scenario, interpreter and granularity.\n",
    });
  });
});

describe("sim run", () => {
  test("the same seed gives the same run, and its schedule can be replayed", () => {
    const run = (): { schedule: string; end: string } =>
      JSON.parse(sim(here, ["run", "counter.scenario", "--seed", "7", "--json"]).out) as {
        schedule: string;
        end: string;
      };
    const { schedule, end } = run();
    expect(run().schedule).toBe(schedule);
    expect(JSON.parse(sim(here, ["replay", "counter.scenario", schedule, "--json"]).out)).toMatchObject({
      schedule,
      end,
    });
  });

  test("a run that was cut short exits 3", () => {
    const { code, out } = sim(here, ["run", "counter.scenario", "--steps", "2", "--quiet"]);
    expect({ code, out }).toEqual({ code: 3, out: "? stopped before the end · counter.scenario — One counter\n" });
  });
});

describe("sim test", () => {
  test("good scenarios: a line each, a summary, exit 0, no times without a terminal", () => {
    expect(sim(here, ["test"])).toEqual({
      code: 0,
      out: "✓ counter.scenario  1 expectation\n✓ locked.scenario  1 expectation\n\n   scenarios  2 passed\nexpectations  2 met\n",
      err: "",
    });
  });

  test("a missed expectation says what was found instead, exit 1", () => {
    expect(sim(mixed, ["test", "a.scenario", "b.scenario"])).toEqual({
      code: 1,
      out: `✓ a.scenario  1 expectation
✗ b.scenario  1 expectation
    ✗ expect deadlock  line 6
      found instead: lost update on counter (a1b2a1)

   scenarios  1 passed, 1 failed
expectations  1 met, 1 missed
`,
      err: "",
    });
  });

  test("a file that cannot be run is shown with its mistakes, exit 2", () => {
    const { code, out } = sim(mixed, ["test"]);
    expect(code).toBe(2);
    expect(out).toMatch(/\n✗ c\.scenario\n {4}c\.scenario:2:\d+: error E\d+: /);
    expect(out).toContain("   scenarios  1 passed, 1 failed, 1 invalid\n");
  });

  test("a search that was stopped is no failure but no success either, exit 3", () => {
    const { code, out } = sim(here, ["test", "locked.scenario", "--max-states", "3"]);
    expect(code).toBe(3);
    expect(out).toMatch(/^\? locked\.scenario/);
  });

  test("filter looks at names and titles, bail stops at the first failure", () => {
    expect(sim(mixed, ["test", "--filter", "B.scen"]).out).toMatch(/^✗ b\.scenario/);
    expect(sim(here, ["test", "--filter", "a lock"]).out).toMatch(/^✓ locked\.scenario/);
    expect(sim(mixed, ["test", "b.scenario", "a.scenario", "--bail"]).out).not.toContain("a.scenario");
    expect(sim(here, ["test", "--filter", "zzz"])).toEqual({
      code: 2,
      out: "",
      err: "error: no scenario matches zzz\n",
    });
  });

  test("as JSON", () => {
    const { code, out } = sim(mixed, ["test", "a.scenario", "b.scenario", "--json"]);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      schema: 1,
      scenarios: [
        { file: "a.scenario", result: "passed" },
        { file: "b.scenario", result: "failed" },
      ],
      summary: { scenarios: 2, passed: 1, failed: 1 },
    });
  });
});

describe("sim check", () => {
  test("good files get a tick, bad ones their mistakes", () => {
    const { code, out, err } = sim(mixed, ["check", "a.scenario", "c.scenario"]);
    expect({ code, out }).toEqual({ code: 2, out: "✓ a.scenario\n" });
    expect(err).toMatch(/^c\.scenario:2:/);
  });
});

describe("processes and pipes", () => {
  const bin = fileURLToPath(new URL("../../bin/sim.js", import.meta.url));
  const LONG = "shared n = 0\nthread t * 6:\n    for i in range(9):\n        n += i\n";
  const long = folder({ "long.scenario": LONG });

  /** Interrupts the search after a while; too early there is only Node, which has no ears yet. */
  async function interrupted(after: number, ...more: string[]): Promise<{ code: unknown; out: string }> {
    const child = spawn(process.execPath, [bin, "explore", "long.scenario", ...more], { cwd: long });
    let out = "";
    child.stdout.on("data", (data: Buffer) => (out += data.toString()));
    const timer = setTimeout(() => child.kill("SIGINT"), after);
    const code = await new Promise((resolve) => child.on("close", resolve));
    clearTimeout(timer);
    return code === null && after < 30_000 ? interrupted(after * 4, ...more) : { code, out };
  }

  test("Ctrl-C prints what was found so far and exits 130", { timeout: 120_000 }, async () => {
    const { code, out } = await interrupted(1_500);
    expect(code).toBe(130);
    expect(out).toMatch(/^(✗ violated|\? unknown) · long\.scenario/);
  });

  test("Ctrl-C before there is anything to stop stops it when it begins, or ends what cannot be stopped", async () => {
    const before = process.cwd();
    const early = (asked: boolean): Heard => ({ asked, forget: () => undefined });
    const exited = vi.spyOn(process, "exit").mockImplementation((code) => {
      throw new RangeError(`exit ${String(code)}`);
    });
    process.chdir(long);
    try {
      const { code, out } = await captured(() => main(["explore", "long.scenario"], early(true)));
      expect(code).toBe(130);
      expect(out).toMatch(/^(✗ violated|\? unknown) · long\.scenario/);
      expect(out).toMatch(/\n[\d,]+ states? · /);
      expect((await captured(() => main(["check", "long.scenario"], early(true)))).err).toContain("exit 130");
      expect((await captured(() => main(["check", "long.scenario"], early(false)))).code).toBe(0);
    } finally {
      process.chdir(before);
      exited.mockRestore();
    }
  });

  test("Ctrl-C ends the drawing of runs, too", { timeout: 120_000 }, async () => {
    const { code, out } = await interrupted(1_500, "--sample", "pos", "--runs", "100M");
    expect(code).toBe(130);
    expect(out).toMatch(/\n {2}[\d,]+ runs? drawn by pos.*\n(.*\n)* {2}interrupted\n/);
  });

  test("a reader that goes away is no error", async () => {
    const child = spawn("sh", ["-c", `"${process.execPath}" "${bin}" explore counter.scenario --json | head -n 1`], {
      cwd: here,
    });
    let err = "";
    child.stderr.on("data", (data: Buffer) => (err += data.toString()));
    expect(await new Promise((resolve) => child.on("close", resolve))).toBe(0);
    expect(err).toBe("");
  });
});

describe("--time", () => {
  const naps = folder({
    "naps.scenario":
      "shared log = []\nthread slow:\n    sleep 2s\n    log.append(1)\nthread quick:\n    sleep 1s\n    log.append(2)\n",
  });

  test("makes durations exact for run, replay and explore", () => {
    expect(sim(naps, ["run", "naps.scenario", "--time", "timed"]).out).toContain("schedule b2a2 ");
    expect(sim(naps, ["replay", "naps.scenario", "b2a2", "--time", "timed"]).out).toContain("1 s later");
    expect(sim(naps, ["replay", "naps.scenario", "a2b2", "--time", "timed"]).code).toBe(2);
    expect(sim(naps, ["explore", "naps.scenario", "--time=timed"]).out).toContain("1 interleaving ");
    expect(sim(naps, ["explore", "naps.scenario"]).out).toContain("6 interleavings, ");
  });
});
