/**
 * Truth against CPython: each program of a folder of `cpython/` exists twice, as scenario and as Python. What the real
 * one prints must be among the explored outcomes; where we say that there is only one, it must be that one.
 */
import { execFile, execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { explored } from "../tiny.js";

export interface Twins {
  /** The folder in `cpython/`. */
  readonly folder: string;
  /** How many programs there are at least. */
  readonly atLeast: number;
  /** Programs whose end the clock, or another thread, decides; these are run several times. */
  readonly several: readonly string[];
  /** All are run several times in one process, by `cpython/repeat.py`, which makes threads give way to each other. */
  readonly shaken?: boolean;
}

/** How often a program with several ends is run. */
const runs = 5;
const run = promisify(execFile);

/** A Python with messages as in 3.12, or null. */
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

/** What each of the files printed in all its runs. They are over before anything is compared: exploring would keep them waiting. */
function repeated(python: string, files: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const script = new URL("./cpython/repeat.py", import.meta.url).pathname;
  const once = (): string => execFileSync(python, [script, String(runs), ...files], { encoding: "utf8" });
  // Tracing several threads by instruction now and then kills the interpreter itself.
  const printed = attempted(once, 10);
  return new Map(Object.entries(JSON.parse(printed) as Record<string, readonly string[]>));
}

function attempted<T>(work: () => T, times: number): T {
  try {
    return work();
  } catch (error) {
    if (times === 1) throw error;
    return attempted(work, times - 1);
  }
}

/** Declares the tests of a folder. */
export function describeTwins({ folder, atLeast, several, shaken = false }: Twins): void {
  const path = new URL(`./cpython/${folder}/`, import.meta.url);
  const files = new Set(readdirSync(path));
  const names = [...files].filter((file) => file.endsWith(".scenario")).map((file) => file.replace(".scenario", ""));
  const open = new Set(several);
  const known = new Map<string, string[]>();

  const outcomesOf = (name: string): string[] => {
    let found = known.get(name);
    if (found === undefined) {
      const { outcomes } = explored(readFileSync(new URL(`${name}.scenario`, path), "utf8"));
      // In Python an exception ends its thread only: what the others have left behind is still printed.
      found = outcomes.map(({ end, values }) => (end === "completed" || end === "failed" ? values[0].value : end));
      known.set(name, found);
    }
    return found;
  };

  describe(`${folder} programs`, () => {
    test("there are enough of them, each in both languages", () => {
      expect(names.length).toBeGreaterThanOrEqual(atLeast);
      expect(names.filter((name) => !files.has(`${name}.py`))).toEqual([]);
      expect(several.filter((name) => !names.includes(name))).toEqual([]);
    });

    for (const name of names) {
      test(`${name} ends in ${open.has(name) ? "more than one way" : "one way"}`, () => {
        const found = outcomesOf(name);
        if (open.has(name)) expect(found.length).toBeGreaterThan(1);
        else expect(found).toHaveLength(1);
      });
    }
  });

  const python = realPython();
  const missing = python === null ? ": no python3 >= 3.12 here" : "";
  describe.skipIf(python === null)(`${folder} programs against CPython${missing}`, () => {
    const fileOf = (name: string): string => new URL(`${name}.py`, path).pathname;
    let printed: ReadonlyMap<string, readonly string[]> | null = null;
    test.each(names)("%s", async (name) => {
      const file = fileOf(name);
      if (shaken) {
        printed ??= repeated(python ?? "", names.map(fileOf));
        expect(printed.get(file)).not.toHaveLength(0);
        return expect(outcomesOf(name)).toEqual(expect.arrayContaining([...(printed.get(file) ?? [])]));
      }
      for (let i = 0; i < (open.has(name) ? runs : 1); i++) {
        const { stdout } = await run(python ?? "", [file], { timeout: 20_000 });
        expect(outcomesOf(name)).toContain(stdout.trim());
      }
    });
  });
}
