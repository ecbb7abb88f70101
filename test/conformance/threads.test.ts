/**
 * Truth against CPython: each program of `cpython/threads/` exists twice. The real one is run again and again, by
 * `cpython/repeat.py`: all that it prints must be among the explored outcomes, and where we say that there is only one,
 * it must be that one.
 */
import { execFile, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { explored } from "../tiny.js";

const folder = new URL("./cpython/threads/", import.meta.url);
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".scenario"))
  .map((file) => file.replace(".scenario", ""));

/** Programs that can end in only one way say so here by not being listed. */
const several: ReadonlySet<string> = new Set([
  "barrier-reset",
  "check-then-act",
  "class-attribute-race",
  "classes",
  "closure-race",
  "condition-notify-all",
  "condition-time-out",
  "deadlock-avoided-by-time-out",
  "default-argument-race",
  "defaultdict-factory",
  "dict-grows-during-iteration",
  "event-time-out",
  "generator-shared",
  "list-grows-during-iteration",
  "lock-try",
  "lost-update-by-call",
  "lost-update-in-a-dict",
  "lost-update-on-an-attribute",
  "memo-twice",
  "pop-from-empty",
  "producer-consumer",
  "random-choice",
  "set-and-deque-change-during-iteration",
  "singleton",
  "sort-with-key",
  "start-order",
  "stop-flag",
  "swap",
  "torn-pair",
]);

const rounds = 6;

/** A Python with the messages of 3.12, or null. */
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

/** What the real programs print, by file. They run while we explore. */
async function printed(command: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const files = names.map((name) => new URL(`${name}.py`, folder).pathname);
  const script = new URL("./cpython/repeat.py", import.meta.url).pathname;
  const { stdout } = await promisify(execFile)(command, [script, String(rounds), ...files], { timeout: 120_000 });
  return JSON.parse(stdout) as Readonly<Record<string, readonly string[]>>;
}

const real = python === null ? null : printed(python);

const known = new Map<string, string[]>();

/** In Python an exception ends its thread only: what the others have left behind is still printed. */
function outcomesOf(name: string): string[] {
  let found = known.get(name);
  if (found === undefined) {
    const { outcomes } = explored(readFileSync(new URL(`${name}.scenario`, folder), "utf8"));
    found = outcomes.map(({ end, values }) => (end === "completed" || end === "failed" ? values[0].value : end));
    known.set(name, found);
  }
  return found;
}

describe("programs with threads", () => {
  test("there are enough of them, each in both languages", () => {
    const files = new Set(readdirSync(folder));
    expect(names.length).toBeGreaterThanOrEqual(40);
    expect(names.filter((name) => !files.has(`${name}.py`))).toEqual([]);
  });

  test.each(names)("%s can end in as many ways as is said of it", (name) => {
    const found = outcomesOf(name);
    if (several.has(name)) expect(found.length).toBeGreaterThan(1);
    else expect(found).toHaveLength(1);
  });
});

describe.skipIf(real === null)(
  `programs with threads against CPython${real === null ? ": no python3 >= 3.12 here" : ""}`,
  () => {
    test.each(names)(
      "%s",
      async (name) => {
        const seen = (await real)?.[new URL(`${name}.py`, folder).pathname] ?? [];
        expect(seen.length).toBeGreaterThan(0);
        expect(outcomesOf(name)).toEqual(expect.arrayContaining([...seen]));
      },
      120_000,
    );
  },
);
