/**
 * Truth against CPython where time is exact: each program of `cpython/timed/` exists twice, and its moments are so far
 * apart that the real one can end in one way only. That must be the one way in which ours ends.
 */
import { execFile, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { explored } from "../tiny.js";

const folder = new URL("./cpython/timed/", import.meta.url);
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".py"))
  .map((file) => file.replace(".py", ""));

/** A Python with `asyncio.TaskGroup` and messages as in 3.12, or null. */
function realPython(): string | null {
  const candidates = ["python3.12", "python3.13", "python3.14", "python3"];
  const found = candidates.find((command) => {
    const { status, stdout } = spawnSync(command, ["-c", "import sys; print(sys.version_info >= (3, 12))"], {
      encoding: "utf8",
    });
    return status === 0 && stdout.trim() === "True";
  });
  return found ?? null;
}

const python = realPython();
const run = promisify(execFile);

/** `[1, 2]` for each way to end, as the program prints it; how it ended, if not well. */
function outcomesOf(name: string, time: "timed" | "untimed" = "timed"): string[] {
  const { outcomes } = explored(readFileSync(new URL(`${name}.scenario`, folder), "utf8"), { time });
  return outcomes.map(({ end, values }) => (end === "completed" ? values[0].value : end));
}

describe("Timed programs", () => {
  test("there are enough of them", () => {
    expect(names.length).toBeGreaterThanOrEqual(12);
  });

  test.each(names)("%s ends in one way", (name) => {
    expect(outcomesOf(name)).toHaveLength(1);
  });

  test("without a clock the same programs end in several ways, this one among them", () => {
    for (const name of ["sleep-sort", "lock-time-outs", "timer-cancelled"]) {
      const found = outcomesOf(name, "untimed");
      expect(found.length).toBeGreaterThan(1);
      expect(found).toEqual(expect.arrayContaining(outcomesOf(name)));
    }
  });
});

describe.skipIf(python === null)(
  `timed programs against CPython${python === null ? ": no python3 >= 3.12 here" : ""}`,
  () => {
    test.each(names)("%s", async (name) => {
      const file = new URL(`${name}.py`, folder).pathname;
      const { stdout } = await run(python ?? "", [file], { timeout: 20_000 });
      expect([stdout.trim()]).toEqual(outcomesOf(name));
    });
  },
);
