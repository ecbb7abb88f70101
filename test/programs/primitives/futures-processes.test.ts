import { describe, expect, test } from "vitest";
import { explored, finding } from "../../tiny.js";
import { outcomes } from "./worlds.js";

const definitions = `
import os, sys
import concurrent.futures as futures
from concurrent.futures.process import BrokenProcessPool
import multiprocessing
shared log = []
shared total = 0
shared gate = multiprocessing.Event()
def square(n):
    return n * n
def count(n):
    total += n
    return total
def stay(n):
    gate.wait()
    return n
def leave(n):
    os._exit(n)
def quit(n):
    sys.exit(n)
def made(n):
    return lambda: n
def same(value):
    return value
def kind(future):
    error = future.exception()
    return type(error).__name__
`;

/** A world with a log, and a main with this body. */
function world(body: string): string {
  return `${definitions}main:\n    ${body.trim().split("\n").join("\n    ")}\noutcome log\n`;
}

/** The same, with a pool of one worker that is never shut down. */
function pooled(body: string): string {
  return world(`pool = futures.ProcessPoolExecutor(1)\n${body.trim()}`);
}

describe("a pool of processes", () => {
  test.each([
    ["pool.submit(square, 3).result()", "[9]"],
    ["list(pool.map(square, [1, 2, 3]))", "[[1, 4, 9]]"],
    ["list(pool.map(pow, [2, 3], [3, 2], chunksize=5))", "[[8, 9]]"],
    ["list(pool.map(square, []))", "[[]]"],
    ["kind(pool.submit(quit, 3))", "['SystemExit']"],
    ["kind(pool.submit(same, lambda: 1))", "['PicklingError']"],
    ["kind(pool.submit(made, 1))", "['AttributeError']"],
    ["kind(pool.submit(same, pool))", "['TypeError']"],
    ["kind(pool.submit(divmod, 1, 0))", "['ZeroDivisionError']"],
  ])("gives for %s always the same, and rests when the program is over", (call, log) => {
    expect(outcomes(pooled(`log.append(${call})`))).toEqual([log]);
  });

  test("keeps the order of the input, whoever is faster", () => {
    const body = "with futures.ProcessPoolExecutor(2) as pool:\n    log.extend(pool.map(square, [1, 2, 3]))";
    expect(outcomes(world(body))).toEqual(["[1, 4, 9]"]);
  });

  test("has workers that remember, each for itself, and a parent that sees nothing of it", () => {
    const two = world(
      "with futures.ProcessPoolExecutor(2) as pool:\n    log.extend(pool.map(count, [1, 1]))\nlog.append(total)",
    );
    expect(outcomes(two)).toEqual(["[1, 1, 0]", "[1, 2, 0]"]);
    expect(finding(explored(two), "stale-copy").message).toContain("total");
  });

  test("calls what cannot be sent by its name, if nobody expects it", () => {
    expect(finding(explored(pooled("pool.submit(same, lambda: 1).result()")), "unpicklable").message).toContain(
      "sends a lambda to another process",
    );
    expect(explored(pooled("pool.submit(same, lambda: 1).exception()")).findings).toEqual([]);
  });

  test("cancels no call that is on its way to the worker: that is one more than there are workers", () => {
    const body = `
calls = [pool.submit(stay, n) for n in range(3)]
log.append([calls[2].cancel(), calls[1].cancel()])
gate.set()`;
    expect(outcomes(pooled(body))).toEqual(["[[False, False]]", "[[True, False]]", "[[True, True]]"]);
  });

  test("a cancelled call is dropped: only then does wait know of it", () => {
    const body = `
first = pool.submit(stay, 1)
last = pool.submit(square, 2)
cancelled = last.cancel()
gate.set()
done, pending = futures.wait([first, last])
log.append((cancelled, len(done)))`;
    expect(outcomes(pooled(body))).toEqual(["(False, 2)", "(True, 2)"].map((seen) => `[${seen}]`));
  });

  test("shut down with cancel_futures, it always runs the first call, and never one that is out of reach", () => {
    const body = `
calls = [pool.submit(stay, n) for n in range(4)]
pool.shutdown(wait=False, cancel_futures=True)
gate.set()
pool.shutdown()
log.extend([future.cancelled() for future in calls])`;
    expect(outcomes(pooled(body))).toEqual([
      "[False, False, False, False]",
      "[False, False, False, True]",
      "[False, False, True, True]",
      "[False, True, True, True]",
    ]);
  });

  test("is broken as soon as a worker has gone, for all calls and for good", () => {
    const body = `
calls = [pool.submit(leave, 1), pool.submit(square, 2)]
log.extend([kind(future) for future in calls])
try:
    pool.submit(square, 3)
except BrokenProcessPool as error:
    log.append(str(error))`;
    const broken = "'A child process terminated abruptly, the process pool is not usable anymore'";
    // The second call may come too late: then submit says so, and nobody catches it.
    const found = explored(pooled(body)).outcomes.filter(({ end }) => end === "completed");
    expect(found.map(({ values }) => values[0].value)).toEqual([
      `['BrokenProcessPool', 'BrokenProcessPool', ${broken}]`,
    ]);
  });

  test("is broken too when somebody ends its workers from outside", () => {
    const body = `
last = pool.submit(stay, 1)
for child in multiprocessing.active_children():
    child.terminate()
log.append(kind(last))`;
    expect(outcomes(pooled(body))).toEqual(["['BrokenProcessPool']"]);
  });

  test("calls back in the parent", () => {
    const body = `
pool.submit(square, 3).add_done_callback(lambda future: log.append(future.result()))
pool.shutdown()`;
    expect(outcomes(pooled(body))).toEqual(["[9]"]);
  });

  test("starts a new worker after so many calls, and forks none for that", () => {
    const spawned = (most: number): string[] =>
      outcomes(
        world(
          `with futures.ProcessPoolExecutor(1, max_tasks_per_child=${String(most)}) as pool:\n    log.extend(pool.map(count, [1, 1]))`,
        ),
      );
    expect(spawned(1)).toEqual(["[1, 1]"]);
    expect(spawned(2)).toEqual(["[1, 2]"]);
  });
});

describe("os._exit", () => {
  test("ends a process with that code, wherever it is, and no finally runs", () => {
    const text = `
import os
from multiprocessing import Process
shared log = []
def leave():
    try:
        os._exit(7)
    finally:
        os._exit(8)
main:
    child = Process(target=leave)
    child.start()
    child.join()
    log.append(child.exitcode)
outcome log
`;
    expect(outcomes(text)).toEqual(["[7]"]);
  });
});
