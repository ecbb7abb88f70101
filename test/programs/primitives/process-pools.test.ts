import { describe, expect, test } from "vitest";
import { explored, findingsOf, outcomesOf } from "../../tiny.js";

const head = `
      import sys
      from multiprocessing import Pool, Process, current_process
      shared said = None
      shared calls = 0
      def half(n):
          return 6 // n
      def add(a, b=1):
          return a + b
      def leave(n):
          if n == 2:
              sys.exit()
          return n
      def count(n):
          calls += 1
          return calls
      def who(n):
          return current_process().name
      def breed():
          Process(target=half, args=(1,)).start()
      main:
          `;

function program(statements: string): string {
  return `${head}${statements.split("; ").join("\n          ")}\n      outcome said\n`;
}

function results(statements: string): string[] {
  return Object.keys(outcomesOf(program(statements))).sort();
}

describe("A pool of processes", () => {
  test.each([
    ["pool.map(half, [1, 2, 3])", "[6, 3, 2]"],
    ["pool.map(half, [1, 2, 3], chunksize=2)", "[6, 3, 2]"],
    ["pool.map(half, [])", "[]"],
    ["pool.starmap(add, [(1, 2), (3,)])", "[3, 4]"],
    ["pool.apply(add, (1,), {'b': 5})", "6"],
    ["pool.apply_async(add, (1,)).get()", "2"],
    ["list(pool.imap(half, [3, 2]))", "[2, 3]"],
    ["pool.map_async(half, [1, 2]).get()", "[6, 3]"],
  ])("gives for %s, whoever is faster, %s", (call, value) => {
    expect(results(`pool = Pool(2); said = ${call}`)).toEqual([`said=${value}`]);
  });

  test("gives results as they come, if order does not matter", () => {
    expect(results("pool = Pool(2); said = list(pool.imap_unordered(half, [1, 2]))")).toEqual([
      "said=[3, 6]",
      "said=[6, 3]",
    ]);
    expect(results("pool = Pool(1); said = list(pool.imap_unordered(half, [1, 2]))")).toEqual(["said=[6, 3]"]);
  });

  test("has workers with a memory of their own, which they keep from task to task", () => {
    // Of three tasks for two workers, any division is possible, and any order at the two.
    expect(results("pool = Pool(2); said = pool.map(count, [0, 0, 0])")).toEqual([
      "said=[1, 1, 2]",
      "said=[1, 2, 1]",
      "said=[1, 2, 3]",
    ]);
    expect(results("pool = Pool(1); said = pool.map(count, [0, 0, 0])")).toEqual(["said=[1, 2, 3]"]);
  });

  test("replaces workers after so many tasks", () => {
    expect(results("pool = Pool(1, maxtasksperchild=1); said = pool.map(count, [0, 0])")).toEqual(["said=[1, 1]"]);
    expect(results("pool = Pool(1, maxtasksperchild=1); said = pool.map(who, [0, 0])")).toEqual([
      "said=['ForkPoolWorker-1', 'ForkPoolWorker-2']",
    ]);
  });

  test("raises in the caller what a task has raised", () => {
    expect(findingsOf(program("pool = Pool(2); said = pool.map(half, [1, 0])"))).toEqual([
      "exception ZeroDivisionError",
    ]);
    expect(results("pool = Pool(1); r = pool.apply_async(half, (0,)); r.wait(); said = r.successful()")).toEqual([
      "said=False",
    ]);
  });

  test("never has a result for a task whose worker has left, but for the others", () => {
    expect(findingsOf(program("pool = Pool(1); pool.map(leave, [1, 2], 1)"))).toEqual(["deadlock"]);
    expect(results("pool = Pool(1); pool.apply_async(leave, (2,)); said = pool.apply(leave, (3,))")).toEqual([
      "said=3",
    ]);
  });

  test("calls back before anybody has the result", () => {
    const text = `
      from multiprocessing import Pool
      shared log = []
      def half(n):
          return 6 // n
      main:
          pool = Pool(1)
          pool.apply_async(half, (2,), callback=log.append).wait()
          pool.apply_async(half, (0,), error_callback=lambda e: log.append(str(e))).wait()
          pool.close()
          pool.join()
      outcome log
    `;
    expect(Object.keys(outcomesOf(text))).toEqual(["log=[3, 'integer division or modulo by zero']"]);
  });

  test("finishes its tasks after close, and not after terminate", () => {
    const written = (end: string): string => `
      from multiprocessing import Pool, Value
      shared done = Value("i", 0)
      def work(n):
          done.value = n
      main:
          pool = Pool(1)
          pool.map_async(work, [1, 2], 1)
          pool.${end}()
          pool.join()
      outcome done.value
    `;
    expect(Object.keys(outcomesOf(written("close")))).toEqual(["done.value=2"]);
    expect(Object.keys(outcomesOf(written("terminate"))).sort()).toEqual([
      "done.value=0",
      "done.value=1",
      "done.value=2",
    ]);
  });

  test.each([
    ["pool.join()", "ValueError: Pool is still running"],
    ["pool.close(); pool.apply(half, (1,))", "ValueError: Pool not running"],
    ["Pool(0)", "ValueError: Number of processes must be at least 1"],
    ["pool.apply(breed)", "AssertionError: daemonic processes are not allowed to have children"],
    ["pool.apply(add, (pool,))", "NotImplementedError: pool objects cannot be passed between processes or pickled"],
  ])("refuses %s", (statements, message) => {
    const lines = ["pool = Pool(1)", "try:", ...statements.split("; ").map((line) => `    ${line}`)];
    const caught = ["except Exception as e:", "    said = f'{type(e).__name__}: {e}'"];
    expect(results([...lines, ...caught].join("; "))).toEqual([`said='${message}'`]);
  });

  test("does not tell apart workers that have done nothing yet", () => {
    const states = (workers: number): number =>
      explored(program(`pool = Pool(${workers}); said = pool.apply(half, (1,))`)).statistics.states;
    expect(states(4)).toBe(states(1));
  });
});
