import { describe, expect, test } from "vitest";
import { explored, finding, interleavings } from "../../tiny.js";
import { outcomes, raised, steps } from "./worlds.js";

/** A world with a log: a pool of so many workers, and a main with this body. */
function pooled(workers: number, body: string, definitions = ""): string {
  const lines = body.trim().split("\n").join("\n    ");
  return `import concurrent.futures\n${definitions}\nshared pool = concurrent.futures.ThreadPoolExecutor(${workers})\nshared log = []\nmain:\n    ${lines}\noutcome log\n`;
}

const square = "def square(n):\n    return n * n\n";
const stay = "shared gate = Event()\ndef stay(n):\n    gate.wait()\n    return n\n";

describe("a future", () => {
  test("every operation on it is one step", () => {
    const made = "import concurrent.futures\nshared f = concurrent.futures.Future()";
    for (const call of ["done()", "running()", "cancelled()", "cancel()", "set_running_or_notify_cancel()"])
      expect(steps(made, `f.${call}`), call).toBe(1);
    expect(steps(made, "f.set_result(1)", "f.result()", "f.exception()")).toBe(3);
    expect(steps(made, "f.add_done_callback(type)", "f.set_exception(OSError())")).toBe(2);
  });

  test("a time-out of nothing looks once; a longer one may strike whenever the future is not done", () => {
    const made = "import concurrent.futures\nshared f = concurrent.futures.Future()";
    expect(raised(made, "f.result(timeout=0)")).toBe("TimeoutError: ");
    expect(raised(made, "f.exception(0)")).toBe("TimeoutError: ");
    expect(
      outcomes(
        `${made}\nshared got = None\nthread a:\n    f.set_result(1)\nthread b:\n    try:\n        got = f.result(5)\n    except TimeoutError:\n        got = "late"\noutcome got\n`,
      ),
    ).toEqual(["'late'", "1"]);
  });

  test("who sets it twice is told so, without the address that Python prints", () => {
    const made = "import concurrent.futures\nshared f = concurrent.futures.Future()";
    expect(raised(made, "f.set_result(1)\nf.set_result(2)")).toBe(
      "InvalidStateError: FINISHED: <Future state=finished returned int>",
    );
    expect(raised(made, "f.cancel()\nf.set_exception(OSError())")).toBe(
      "InvalidStateError: CANCELLED: <Future state=cancelled>",
    );
    expect(raised(made, "f.set_running_or_notify_cancel()\nf.set_running_or_notify_cancel()")).toBe(
      "RuntimeError: Future in unexpected state",
    );
  });

  test("its waiters may go on before its callbacks have run", () => {
    const body = `
future = pool.submit(square, 3)
future.add_done_callback(lambda done: log.append("called"))
log.append(future.result())
`;
    expect(outcomes(pooled(1, body, square))).toEqual(["['called', 9]", "[9, 'called']"]);
  });

  test("a violated assertion in a callback is not dropped as other exceptions are", () => {
    const definitions = "def wrong(done):\n    assert False\ndef fails(done):\n    raise OSError()\n";
    const text = (callback: string): string =>
      pooled(1, `pool.submit(abs, 1).add_done_callback(${callback})`, definitions);
    expect(explored(text("fails")).findings).toEqual([]);
    expect(finding(explored(text("wrong")), "assertion").message).toContain("assert");
  });
});

describe("a pool of threads", () => {
  test("submit, begin, finish, result: four steps in one order, when there is one worker", () => {
    const text = pooled(1, "log.append(pool.submit(square, 3).result())", square);
    // The append is a step of main, after all the others.
    expect(explored(text).outcomes.map((outcome) => outcome.steps)).toEqual([5]);
    expect(interleavings(text)).toBe(1);
  });

  test("while it may grow, an idle worker looks and says so: two steps beside the two of main", () => {
    // result and append against look and say: 4!/(2!2!)
    expect(interleavings(pooled(2, "log.append(pool.submit(square, 3).result())", square))).toBe(6);
  });

  test("one worker takes calls in order: 9 interleavings of two calls", () => {
    // First submit 1. Before worker step begin 2 comes submit 2: it has 3 places. Then result 1 has 3, result 2 is last.
    const body = "first = pool.submit(abs, 1)\nsecond = pool.submit(abs, 2)\nfirst.result()\nsecond.result()";
    expect(interleavings(pooled(1, body))).toBe(9);
  });

  test("never more calls at a time than workers, and as many as that", () => {
    const busy = (workers: number): string[] =>
      outcomes(`
        from concurrent.futures import ThreadPoolExecutor
        shared active = 0
        shared most = 0
        def work():
            atomic:
                active += 1
                most = max(most, active)
            atomic:
                active -= 1
        main:
            with ThreadPoolExecutor(${workers}) as pool:
                for n in range(3):
                    pool.submit(work)
        outcome most
      `);
    expect(busy(1)).toEqual(["1"]);
    expect(busy(2)).toEqual(["1", "2"]);
  });

  test("a worker is made only when none is idle; one that is about to be idle counts as busy", () => {
    const definitions = "def who():\n    return current_thread().name[-2:]\n";
    const body = "log.append(pool.submit(who).result())\nlog.append(pool.submit(who).result())";
    expect(outcomes(pooled(3, body, definitions))).toEqual(["['_0', '_0']", "['_0', '_1']"]);
  });

  test("an idle worker that is counted too late leaves a pool of three with two workers: three that meet wait for ever", () => {
    const text = `
      from concurrent.futures import ThreadPoolExecutor
      shared meeting = Barrier(3)
      main:
          with ThreadPoolExecutor(3) as pool:
              pool.submit(abs, 1)
              for n in range(3):
                  pool.submit(meeting.wait)
    `;
    const { blocked } = finding(explored(text), "deadlock");
    expect(blocked.map(({ words }) => words)).toEqual([
      "waits until the workers of ThreadPoolExecutor-0 are done",
      "waits at meeting for the others",
      "waits at meeting for the others",
    ]);
  });

  test("workers go by the prefix; pools without one are numbered", () => {
    const text = `
      from concurrent.futures import ThreadPoolExecutor
      shared log = []
      def who():
          return current_thread().name
      main:
          pools = [ThreadPoolExecutor(1, prefix) for prefix in ("", "mine", "")]
          for pool in pools:
              log.append(pool.submit(who).result())
      outcome log
    `;
    expect(outcomes(text)).toEqual(["['ThreadPoolExecutor-0_0', 'mine_0', 'ThreadPoolExecutor-1_0']"]);
  });

  test("a pool that is never shut down is no deadlock: the program waits for its calls and ends", () => {
    const text = pooled(2, "pool.submit(log.append, 1)\nlog.append(0)");
    expect(explored(text).findings).toEqual([]);
    expect(outcomes(text)).toEqual(["[0, 1]", "[1, 0]"]);
  });

  test("a pool at rest is no deadlock beside declared threads either, but who waits for ever is", () => {
    const text = (last: string): string => `
      import concurrent.futures
      shared pool = concurrent.futures.ThreadPoolExecutor(1)
      shared gate = Event()
      thread user:
          pool.submit(abs, 1).result()
          ${last}
    `;
    expect(explored(text("pass")).findings).toEqual([]);
    const { blocked } = finding(explored(text("gate.wait()")), "deadlock");
    expect(blocked.map(({ words }) => words)).toEqual(["waits for gate to be set"]);
  });

  test("a call that never ends keeps the program from ending", () => {
    expect(finding(explored(pooled(1, "pool.submit(stay, 1)", stay)), "deadlock").blocked).toHaveLength(1);
  });

  test("when the main thread has ended, calls are refused", () => {
    const definitions = `
def again():
    try:
        pool.submit(log.append, "again")
    except RuntimeError as error:
        log.append(str(error)[-20:])
`;
    expect(outcomes(pooled(1, "pool.submit(again)\nlog.append(0)", definitions))).toEqual([
      "['again', 0]",
      "[0, 'again']",
      "[0, 'interpreter shutdown']",
    ]);
  });

  test("the initializer's failure breaks it: for those who wait, and for those who come", () => {
    const definitions = "def begin():\n    raise OSError()\n";
    const text = `
import concurrent.futures
${definitions}
shared pool = concurrent.futures.ThreadPoolExecutor(1, initializer=begin)
shared log = []
main:
    for n in range(2):
        try:
            pool.submit(abs, n).result()
        except concurrent.futures.thread.BrokenThreadPool as error:
            log.append(isinstance(error, concurrent.futures.BrokenExecutor))
outcome log
`;
    expect(outcomes(text)).toEqual(["[True, True]"]);
  });

  test("who shuts down its own pool from inside cannot join itself", () => {
    const definitions = "def suicide():\n    pool.shutdown()\n";
    const body = "try:\n    pool.submit(suicide).result()\nexcept RuntimeError as error:\n    log.append(str(error))";
    expect(outcomes(pooled(1, body, definitions))).toEqual(["['cannot join current thread']"]);
  });
});

describe("cancelling", () => {
  test("succeeds until a worker begins the call", () => {
    const body = "future = pool.submit(log.append, 1)\nlog.append(future.cancel())";
    expect(outcomes(pooled(1, body))).toEqual(["[1, False]", "[False, 1]", "[True]"]);
  });

  test("wait and as_completed see a cancelled future only when a worker has dropped it: never, after cancel_futures", () => {
    const text = (end: string): string =>
      pooled(
        1,
        `futures = [pool.submit(stay, n) for n in range(2)]\nfutures[1].cancel()\n${end}\nconcurrent.futures.wait(futures[1:])`,
        stay,
      );
    expect(finding(explored(text("pass")), "deadlock").blocked.map(({ words }) => words)).toEqual([
      "waits for stay(1)",
      "waits for gate to be set",
    ]);
    expect(explored(text("gate.set()")).findings).toEqual([]);
    const dropped = finding(explored(text("gate.set()\npool.shutdown(cancel_futures=True)")), "deadlock");
    expect(dropped.blocked.map(({ words }) => words)).toEqual(["waits for stay(1)"]);
  });

  test("shutdown(cancel_futures=True) cancels what has not begun, and waits for what has", () => {
    const body = `
futures = [pool.submit(log.append, n) for n in range(2)]
pool.shutdown(cancel_futures=True)
log.append([future.cancelled() for future in futures])
`;
    expect(outcomes(pooled(1, body))).toEqual(["[0, 1, [False, False]]", "[0, [False, True]]", "[[True, True]]"]);
  });
});

describe("map", () => {
  test("submits everything at once, gives results in the order of the input", () => {
    expect(outcomes(pooled(2, "log.extend(pool.map(pow, [2, 3], [3, 2, 1]))"))).toEqual(["[8, 9]"]);
    expect(outcomes(pooled(1, "pool.map(log.append, [1, 2])\npool.shutdown()"))).toEqual(["[1, 2]"]);
  });

  test("the first exception stops it at its place, and cancels what has not begun", () => {
    const definitions = "def work(n):\n    log.append(n)\n    return 1 // n\n";
    const body = "try:\n    list(pool.map(work, [0, 1]))\nexcept ZeroDivisionError:\n    log.append('error')";
    expect(outcomes(pooled(1, body, definitions))).toEqual(["[0, 'error', 1]", "[0, 'error']", "[0, 1, 'error']"]);
  });

  test("a time-out cancels the call it waited for as well", () => {
    const body =
      "try:\n    list(pool.map(stay, [1, 2], timeout=1))\nexcept TimeoutError:\n    log.append('late')\n    gate.set()";
    expect(outcomes(pooled(1, body, stay))).toEqual(["['late']"]);
  });
});

describe("as_completed", () => {
  test("two calls in one worker: the second never overtakes, unless both are done when it is asked", () => {
    const body = (before: string): string => `
futures = [pool.submit(square, n) for n in (1, 2)]
${before}
for future in concurrent.futures.as_completed(futures):
    log.append(future.result())
`;
    expect(outcomes(pooled(1, body("pass"), square))).toEqual(["[1, 4]", "[4, 1]"]);
    expect(explored(pooled(1, body("gate.set()"), stay.replace("def stay", "def square"))).findings).toEqual([]);
  });

  test("begins when it is first asked, and counts a future once", () => {
    const body = `
future = pool.submit(square, 2)
given = concurrent.futures.as_completed([future, future])
log.extend([each.result() for each in given])
`;
    expect(outcomes(pooled(1, body, square))).toEqual(["[4]"]);
  });

  test("a time-out tells how many are unfinished", () => {
    const body =
      "futures = [pool.submit(abs, 1), pool.submit(stay, 2)]\ntry:\n    for future in concurrent.futures.as_completed(futures, timeout=1):\n        log.append(future.result())\nexcept TimeoutError as error:\n    log.append(str(error))\ngate.set()";
    expect(outcomes(pooled(1, body, stay))).toEqual([
      "['2 (of 2) futures unfinished']",
      "[1, '1 (of 2) futures unfinished']",
    ]);
  });
});

describe("wait", () => {
  const three = (how: string): string =>
    pooled(
      2,
      `futures = [pool.submit(call, n) for n in range(3)]\ndone, not_done = concurrent.futures.wait(futures${how})\nlog.append((len(done), len(not_done)))\ngate.set()`,
      `${stay}\ndef call(n):\n    if n == 0:\n        return stay(n)\n    if n == 2:\n        raise OSError()\n`,
    );

  test("FIRST_COMPLETED: for the first; FIRST_EXCEPTION: for the first that fails; a time-out: for none", () => {
    expect(outcomes(three(', return_when="FIRST_COMPLETED"'))).toEqual(["[(1, 2)]", "[(2, 1)]"]);
    expect(outcomes(three(', return_when="FIRST_EXCEPTION"'))).toEqual(["[(2, 1)]"]);
    expect(outcomes(three(", timeout=1"))).toEqual(["[(0, 3)]", "[(1, 2)]", "[(2, 1)]"]);
  });

  test("ALL_COMPLETED: for all, which here is for ever", () => {
    const { blocked } = finding(explored(three("")), "deadlock");
    expect(blocked.map(({ words }) => words)).toEqual([
      "waits for call(0), call(1), call(2)",
      "waits for gate to be set",
    ]);
  });

  test("its result has names and can be unpacked", () => {
    const body = `
result = concurrent.futures.wait([pool.submit(abs, 1)])
log.append((len(result.done), len(result.not_done), result.done is result[0], len(result)))
`;
    expect(outcomes(pooled(1, body))).toEqual(["[(1, 0, True, 2)]"]);
  });

  test("an unknown condition raises ValueError, unless all are done already", () => {
    const made = "import concurrent.futures\nshared f = concurrent.futures.Future()";
    expect(raised(made, 'concurrent.futures.wait([f], return_when="SOON")')).toBe(
      "ValueError: Invalid return condition: 'SOON'",
    );
    expect(raised(made, 'concurrent.futures.wait([], return_when="SOON")')).toBe("nothing");
  });
});

describe("a full pool whose call waits for another call", () => {
  const nested = (workers: number): string =>
    pooled(
      workers,
      "log.append(pool.submit(outer, 1).result())",
      "def inner(n):\n    return n + 1\ndef outer(n):\n    return pool.submit(inner, n).result() * 10\n",
    );

  test("is a deadlock that says who waits for what, and who runs it", () => {
    const { blocked, hint } = finding(explored(nested(1)), "deadlock");
    expect(hint).toContain("A call must not wait for another call of its own pool");
    expect(blocked.map(({ words }) => words)).toEqual([
      "waits for the result of outer(1) (RUNNING), run by ThreadPoolExecutor-0_0",
      "waits for the result of inner(1) (PENDING)",
    ]);
  });

  test("one more worker, and it ends", () => {
    expect(explored(nested(2)).findings).toEqual([]);
    expect(outcomes(nested(2))).toEqual(["[20]"]);
  });
});

describe("in exact time", () => {
  test("time-outs of wait, as_completed, result and map strike when they are due", () => {
    const text = `
      import time
      from concurrent.futures import ThreadPoolExecutor, as_completed, wait
      option time = timed
      shared log = []
      main:
          with ThreadPoolExecutor(2) as pool:
              futures = [pool.submit(time.sleep, n) for n in (1, 3, 1)]
              done, not_done = wait(futures, timeout=1.5)
              log.append((len(done), len(not_done), time.time()))
              try:
                  for future in as_completed(futures, timeout=1):
                      log.append((futures.index(future), time.time()))
              except TimeoutError as error:
                  log.append((str(error), time.time()))
              try:
                  futures[1].result(timeout=0.25)
              except TimeoutError:
                  log.append(time.time())
          log.append(time.time())
          with ThreadPoolExecutor(1) as pool:
              try:
                  list(pool.map(time.sleep, [1, 1, 1], timeout=1.5))
              except TimeoutError:
                  log.append(time.time())
          log.append(time.time())
      outcome log
    `;
    // As CPython, give or take a tenth of a second.
    expect(outcomes(text)).toEqual([
      "[(1, 2, 1.5), (0, 1.5), (2, 2.0), ('1 (of 3) futures unfinished', 2.5), 2.75, 3.0, 4.5, 5.0]",
    ]);
  });
});

describe("the module", () => {
  test("is imported whole, in parts, and under the names of its files", () => {
    const text = `
      import concurrent.futures as cf
      import concurrent.futures.thread
      from concurrent.futures import ALL_COMPLETED, CancelledError, TimeoutError as Late
      shared seen = None
      thread only:
          seen = (
              cf.thread.ThreadPoolExecutor is cf.ThreadPoolExecutor,
              issubclass(cf.BrokenExecutor, RuntimeError),
              issubclass(CancelledError, cf.Error),
              Late is TimeoutError,
              ALL_COMPLETED,
          )
      outcome seen
    `;
    expect(outcomes(text)).toEqual(["(True, True, True, True, 'ALL_COMPLETED')"]);
  });
});
