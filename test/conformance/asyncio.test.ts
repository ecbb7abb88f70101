/**
 * Truth against CPython: each program of `cpython/asyncio/` exists twice. What the real one prints must be among the
 * explored outcomes; where we say that there is only one, it must be that one.
 */
import { execFile, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { explored } from "../tiny.js";

const folder = new URL("./cpython/asyncio/", import.meta.url);
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".scenario"))
  .map((file) => file.replace(".scenario", ""));

/** Programs whose end the clock, or another thread, decides. */
const several: ReadonlySet<string> = new Set(["sleeps", "sleeps-together", "time-out-or-result"]);

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

const known = new Map<string, string[]>();

function outcomesOf(name: string): string[] {
  let found = known.get(name);
  if (found === undefined) {
    const { outcomes } = explored(readFileSync(new URL(`${name}.scenario`, folder), "utf8"));
    found = outcomes.map(({ end, values }) => (end === "completed" ? values[0].value : end));
    known.set(name, found);
  }
  return found;
}

describe("asyncio programs", () => {
  test("there are enough of them, each in both languages", () => {
    const files = new Set(readdirSync(folder));
    expect(names.length).toBeGreaterThanOrEqual(25);
    expect(names.filter((name) => !files.has(`${name}.py`))).toEqual([]);
  });

  for (const name of names) {
    test(`${name} ends in ${several.has(name) ? "more than one way" : "one way"}`, () => {
      const found = outcomesOf(name);
      if (several.has(name)) expect(found.length).toBeGreaterThan(1);
      else expect(found).toHaveLength(1);
    });
  }
});

describe.skipIf(python === null)(
  `asyncio programs against CPython${python === null ? ": no python3 >= 3.12 here" : ""}`,
  () => {
    test.each(names)("%s", async (name) => {
      const file = new URL(`${name}.py`, folder).pathname;
      const { stdout } = await run(python ?? "", [file], { timeout: 20_000 });
      expect(outcomesOf(name)).toContain(stdout.trim());
    });
  },
);
