import { describe, expect, test } from "vitest";
import { explored, finding, findingsOf, interleavings, outcomesOf } from "../../tiny.js";

describe("A process", () => {
  test("has a copy of every shared name: what it changes, nobody else sees", () => {
    const text = `
      shared counter = 0
      process worker * 2:
          counter += 1
      outcome counter
    `;
    expect(outcomesOf(text)).toEqual({ "counter=0": 2 });
    expect(findingsOf(text)).toEqual(["stale-copy counter"]);
    expect(explored(text).verdict).toBe("holds");
  });

  test("tells a violated property by the copy that was changed instead", () => {
    const exploration = explored(`
      shared results = []
      process worker:
          results.append(1)
      finally results == [1]
    `);
    const { causes, hint } = finding(exploration, "invariant");
    expect(causes.map(({ kind, about }) => `${kind} ${about ?? ""}`)).toEqual(["stale-copy results"]);
    expect(hint).toContain("Processes share no names");
  });

  test("sees the memory of its parent as it was when it was forked", () => {
    const text = `
      from multiprocessing import Process
      shared n = 1
      shared seen = Value("i", 0)
      def look():
          seen.value = n
      main:
          p = Process(target=look)
          n = 2
          p.start()
          n = 3
          p.join()
      outcome seen.value, n
    `;
    expect(outcomesOf(text)).toEqual({ "seen.value=2 n=3": 2 });
  });

  test("that is spawned sees the module as it was before anything ran", () => {
    const text = `
      option start_method = spawn
      from multiprocessing import Process
      shared n = 1
      shared seen = Value("i", 0)
      def look(given):
          seen.value = n * 10 + given
      main:
          n = 2
          p = Process(target=look, args=(n,))
          p.start()
          p.join()
      outcome seen.value
    `;
    expect(Object.keys(outcomesOf(text))).toEqual(["seen.value=12"]);
  });

  test("has class attributes of its own, and methods that see them", () => {
    const text = (method: string): string => `
      option start_method = ${method}
      from multiprocessing import Process
      shared seen = Value("i", 0)
      class Point:
          made = 0
          def __init__(self, x):
              self.x = x
              Point.made += 1
      def look(point):
          Point(point.x + 1)
          seen.value = Point.made * 10 + isinstance(point, Point)
      main:
          p = Process(target=look, args=(Point(1),))
          p.start()
          p.join()
          assert Point.made == 1
      outcome seen.value
    `;
    expect(Object.keys(outcomesOf(text("fork")))).toEqual(["seen.value=21"]);
    expect(Object.keys(outcomesOf(text("spawn")))).toEqual(["seen.value=11"]);
  });

  test("that is forked while a lock is held waits for ever for its copy of it", () => {
    const text = `
      from multiprocessing import Process
      shared lock = Lock()
      def child():
          with lock:
              pass
      thread holder:
          with lock:
              pass
      thread forker:
          p = Process(target=child)
          p.start()
          p.join()
    `;
    expect(findingsOf(text)).toEqual(["deadlock"]);
    expect(findingsOf(`option start_method = spawn\n${text.replace(/^ {6}/gm, "")}`)).toEqual([]);
  });

  test("has threads of its own, which share its copy and nobody else's", () => {
    const text = `
      shared counter = 0
      shared total = Value("i", 0)
      process worker:
          thread adder * 2:
              counter += 1
          pass
      thread main_adder:
          counter += 10
      outcome counter
    `;
    expect(findingsOf(text)).toEqual([
      "lost-update worker's counter",
      "data-race worker's counter",
      "stale-copy counter",
    ]);
    expect(Object.keys(outcomesOf(text))).toEqual(["counter=10"]);
  });

  test.each([
    ["pass", 0],
    ["sys.exit(3)", 3],
    ["sys.exit()", 0],
    ["sys.exit('gone')", 1],
    ["raise SystemExit(260)", 4],
  ])("that ends by %s has the exit code %i", (statement, code) => {
    const text = `
      import sys
      from multiprocessing import Process
      shared result = None
      def work():
          ${statement}
      main:
          p = Process(target=work)
          before = p.exitcode
          p.start()
          p.join()
          result = (before, p.exitcode)
      outcome result
    `;
    expect(Object.keys(outcomesOf(text))).toEqual([`result=(None, ${code})`]);
  });

  test("that ends by an exception has the exit code 1; its parent goes on", () => {
    const text = `
      from multiprocessing import Process
      shared result = None
      def work():
          raise ValueError("bad")
      main:
          p = Process(target=work)
          p.start()
          p.join()
          result = p.exitcode
      outcome result
    `;
    expect(outcomesOf(text)).toEqual({ "failed: result=1": 1 });
    expect(findingsOf(text)).toEqual(["exception ValueError"]);
  });

  test("that is terminated keeps the lock that it holds", () => {
    const text = `
      import multiprocessing
      shared lock = multiprocessing.Lock()
      shared free = None
      def work():
          with lock:
              pass
      main:
          p = multiprocessing.Process(target=work)
          p.start()
          p.terminate()
          p.join()
          free = lock.acquire(False)
      outcome free
    `;
    expect(Object.keys(outcomesOf(text)).sort()).toEqual(["free=False", "free=True"]);
  });

  test.each([
    ["p.start(); p.start()", "AssertionError: cannot start a process twice"],
    ["p.join()", "AssertionError: can only join a started process"],
    ["p.terminate()", "AssertionError: can only terminate a started process"],
  ])("refuses %s", (statement, message) => {
    const text = `
      from multiprocessing import Process
      shared said = ""
      main:
          p = Process(target=print)
          try:
              ${statement.replace("; ", "\n              ")}
          except AssertionError as e:
              said = f"AssertionError: {e}"
      outcome said
    `;
    expect(Object.keys(outcomesOf(text))).toEqual([`said='${message}'`]);
  });
});

describe("What cannot be pickled", () => {
  const attempt = (target: string, more = ""): string => `
      import threading
      option start_method = spawn
      from multiprocessing import Process
      def work(*args):
          pass
      def local_function():
          def inner():
              pass
          return inner
      ${more}
      main:
          p = Process(${target})
          p.start()
          p.join()
    `;
  test.each([
    ["target=lambda: 1", "a lambda"],
    ["target=local_function()", "local_function.<locals>.inner"],
    ["target=work, args=(threading.Lock(),)", "a lock"],
    ["target=work, args=((n for n in [1]),)", "a generator"],
  ])("Process(%s) under spawn is a finding about %s", (target, about) => {
    const found = finding(explored(attempt(target)), "unpicklable");
    expect(found.about).toBe(about);
    expect(found.hint).toContain("top level");
  });

  test("is no matter for fork", () => {
    const text = attempt("target=local_function(), args=()").replace("option start_method = spawn", "");
    expect(findingsOf(text)).toEqual([]);
  });
});

describe("A Value", () => {
  const counter = (body: string, more = ""): string => `
      shared counter = Value("i", 0${more})
      process worker * 2:
          ${body}
      outcome counter.value
    `;
  test("loses updates, although each access takes its lock", () => {
    expect(outcomesOf(counter("counter.value += 1"))).toEqual({ "counter.value=1": 4, "counter.value=2": 2 });
    expect(findingsOf(counter("counter.value += 1"))).toEqual(["lost-update counter.value"]);
    expect(findingsOf(counter("counter.value += 1", ", lock=False"))).toEqual(["lost-update counter.value"]);
  });

  test("is exact under its lock", () => {
    const text = counter("with counter.get_lock(): counter.value += 1");
    expect(outcomesOf(text)).toEqual({ "counter.value=2": 2 });
    expect(findingsOf(text)).toEqual([]);
  });

  test("loses them on every interpreter: processes have no GIL in common", () => {
    expect(findingsOf(counter("counter.value += 1"), { interpreter: "cpython-3.12" })).toEqual([
      "lost-update counter.value",
    ]);
    expect(findingsOf(counter("counter.value += 1"), { interpreter: "run-to-block" })).toEqual([
      "lost-update counter.value",
    ]);
  });
});

describe("Two processes with nothing in common", () => {
  test("take their steps in every order, which makes no difference", () => {
    const text = `
      shared a = 0
      process first:
          a += 1
          a += 1
      process second:
          a += 5
    `;
    expect(interleavings(text)).toBe(3);
    expect(Object.keys(outcomesOf(text))).toEqual(["a=0"]);
  });
});
