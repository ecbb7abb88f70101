// What is printed does not depend on how many threads there are.
import { once } from "node:events";
import type { Worker } from "node:worker_threads";
import { describe, expect, test, vi } from "vitest";
import { Agenda } from "#sim/cli/agenda.js";
import { report } from "#sim/cli/failure.js";
import { inOrder } from "#sim/cli/pool.js";
import type { ExploreTask } from "#sim/cli/tasks.js";
import { revived, written } from "#sim/cli/thrown.js";
import type { Exploration } from "#sim/explorer/exploration.js";
import { explore } from "#sim/explorer/explore.js";
import { InternalError } from "#sim/explorer/replayed.js";
import { StartError } from "#sim/scheduler/explaining.js";
import { compiled } from "../tiny.js";
import { COUNTER, LOCKED, captured, folder, sim, simHere } from "./sim.js";

/** More states than anybody waits for. */
const ENDLESS = "shared n = 0\nthread t * 6:\n    for i in range(9):\n        n += i\n";
const SECOND = 'scenario "Much to do"\nshared n = 0\nthread t * 3:\n    for i in range(2):\n        n += i\n';

const here = folder({
  "a.scenario": `${SECOND}expect lost update on n\n`,
  "b.scenario": LOCKED,
  "c.scenario": "thread t:\n    x =\n",
  "d.scenario": `${COUNTER}expect deadlock\n`,
  "e.scenario": `${SECOND}expect deadlock\n`,
  "f.scenario": "shared x = 1 / 0\nthread t:\n    x = 1\n",
  "g.scenario": `${SECOND}expect violated\n`,
  "h.scenario": "shared x = 0\nthread t:\n    x = 1\n    return\n    x = 2\nfinally x == 1\n",
});
const large = folder({ "a.scenario": ENDLESS, "b.scenario": ENDLESS, "c.scenario": ENDLESS });

describe("the same bytes and exit code for one thread, two and four", () => {
  test.each([
    [["test"]],
    [["test", "--json"]],
    [["test", "--quiet"]],
    [["test", "--bail"]],
    [["test", "--bail", "b.scenario", "a.scenario", "e.scenario", "g.scenario"]],
    [["test", "--filter", "much"]],
    [["test", "--filter", "zzz"]],
    [["test", "--max-states", "500", "--set", "N=1"]],
    [["test", "--color"]],
    [["explore", "a.scenario", "--interpreters"]],
    [["explore", "a.scenario", "--interpreters", "--json"]],
    [["explore", "a.scenario", "--interpreters", "--max-states", "2000"]],
    [["explore", "a.scenario", "--verify-reduction"]],
    [["explore", "a.scenario", "--verify-reduction", "--max-states", "2000"]],
    [["explore", "f.scenario", "--interpreters"]],
    [["explore", "a.scenario", "--json"]],
  ])("sim %j", async (args) => {
    const alone = await simHere(here, [...args, "--workers", "1"]);
    for (const more of [["--workers", "2"], ["--workers", "4"], []])
      expect(await simHere(here, [...args, ...more])).toEqual(alone);
  });

  test("also as installed, where there is so much to do that threads are started", () => {
    for (const args of [
      ["test", "--max-states", "20k"],
      ["explore", "a.scenario", "--verify-reduction", "--max-states", "20k"],
      ["explore", "a.scenario", "--max-states", "300k"],
    ]) {
      const [alone, together] = ["1", "3"].map((workers) => sim(large, [...args, "--workers", workers]));
      expect(together).toEqual(alone);
      expect(alone).toMatchObject({ code: args[0] === "test" ? 3 : 1, err: "" });
    }
  });

  test("a number of threads is a number, and means something only where a search can be divided", async () => {
    expect((await simHere(here, ["test", "--workers", "0"])).err).toMatch(/--workers 0: not a whole number/);
    for (const other of [["--sample", "pct"], ["--compact"], ["--shrink"]])
      expect(await simHere(here, ["explore", "b.scenario", "--workers", "2", ...other])).toEqual({
        code: 2,
        out: "",
        err: "error: --workers has no meaning here\nhint: Not with --sample, --compact or --shrink.\n",
      });
  });
});

describe("threads of a pool", () => {
  const task = (text: string): ExploreTask => ({ label: "", program: compiled(text), options: {} });
  const endless = task(ENDLESS);
  const small = task(COUNTER);
  /** Whatever is made of it, it is no program. */
  const broken: ExploreTask = { ...small, program: { ...small.program, codes: [] } };

  function thrownBy({ program }: ExploreTask): unknown {
    try {
      return explore(program);
    } catch (error) {
      return error;
    }
  }

  const ctrlC = (): void => process.listeners("SIGINT").at(-1)?.("SIGINT");

  /** Does tasks in two threads, the second of which starts at once, and presses Ctrl-C when it has sent something. */
  async function interruptedBySecond(...tasks: ExploreTask[]): Promise<{ results: Exploration[]; error: unknown }> {
    const started: Worker[] = [];
    const ended: Promise<unknown>[] = [];
    const seen = (thread: Worker): void => {
      started.push(thread);
      ended.push(once(thread, "exit"));
      thread.once("message", ctrlC);
    };
    process.on("worker", seen);
    const listeners = process.listenerCount("SIGINT");
    const results: Exploration[] = [];
    let error: unknown = null;
    try {
      for await (const result of inOrder({ kind: "explore", tasks }, { workers: 2, patience: 0 })) results.push(result);
    } catch (thrown) {
      error = thrown;
    }
    process.off("worker", seen);
    await Promise.all(ended);
    expect(started.length).toBe(1);
    expect(process.listenerCount("SIGINT")).toBe(listeners);
    return { results, error };
  }

  test("a second one explores what the first has no time for, with the same answer; Ctrl-C stops the first", async () => {
    const { results, error } = await interruptedBySecond(endless, small);
    expect(error).toBe(null);
    expect(results[0].limit?.name).toBe("interrupted");
    expect(results[1]).toStrictEqual(explore(small.program));
  });

  test("an error in it comes when its turn comes, and reads the same", async () => {
    const expected = await captured(() => report(thrownBy(broken), []));
    const { results, error } = await interruptedBySecond(endless, broken);
    expect(results.length).toBe(1);
    expect(expected.code).toBe(70);
    expect(await captured(() => report(error, []))).toEqual(expected);
  });

  test("a thread that breaks down is an error, not silence", async () => {
    const breaks = (thread: Worker): void => void thread.emit("error", new Error("out of memory"));
    process.once("worker", breaks);
    const results = inOrder({ kind: "explore", tasks: [endless, endless] }, { workers: 2, patience: 0 });
    await expect(results.next()).rejects.toThrow("out of memory");
  });

  test("none is started for a single task, or if none is wanted", async () => {
    const seen = vi.fn();
    process.on("worker", seen);
    for (const [tasks, workers] of [
      [[endless], 4],
      [[endless, small], 1],
    ] as const) {
      const results = inOrder({ kind: "explore", tasks }, { workers, patience: 0 });
      const first = results.next();
      setTimeout(ctrlC, 0);
      expect((await first).value).toMatchObject({ limit: { name: "interrupted" } });
      await results.return();
    }
    process.off("worker", seen);
    expect(seen).not.toHaveBeenCalled();
  });

  test("who stops reading ends the search that nobody asks for any more", async () => {
    for await (const result of inOrder({ kind: "explore", tasks: [small, endless, endless] }, { workers: 2 })) {
      expect(result.verdict).toBe("violated");
      break;
    }
    expect(process.listeners("SIGINT").length).toBe(0);
  });

  test("a second Ctrl-C ends the process", async () => {
    const exit = vi.spyOn(process, "exit").mockImplementation(() => undefined as never);
    const results = inOrder({ kind: "explore", tasks: [endless] }, { workers: 1 });
    const first = results.next();
    ctrlC();
    expect(exit).not.toHaveBeenCalled();
    ctrlC();
    expect(exit).toHaveBeenCalledExactlyOnceWith(130);
    exit.mockRestore();
    await first;
    await results.return();
  });
});

describe("an agenda", () => {
  test("is one for all who share its buffer: each task is taken once", () => {
    const one = new Agenda(3);
    const other = new Agenda(3, one.buffer);
    expect([one.take(), other.take(), other.left, one.take(), one.take(), other.take(), one.left]).toEqual([
      0,
      1,
      1,
      2,
      null,
      null,
      0,
    ]);
    expect(one.interrupted).toBe(false);
    other.interrupt();
    expect(one.interrupted).toBe(true);
  });
});

describe("errors between threads", () => {
  test.each([
    new StartError("ZeroDivisionError: no", 3),
    new InternalError("no lost update", "a1b2"),
    new TypeError("x"),
    "text",
  ])("%s is reported as before", async (error) => {
    const sent = revived(structuredClone(written(error)));
    expect(await captured(() => report(sent, ["test"]))).toEqual(await captured(() => report(error, ["test"])));
  });
});
