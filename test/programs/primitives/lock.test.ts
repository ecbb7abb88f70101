import { describe, expect, test } from "vitest";
import { explored, interleavings } from "../../tiny.js";
import { outcomes, raised, steps } from "./worlds.js";

const lock = "shared lock = Lock()";
const rlock = "shared lock = RLock()";

describe("Lock", () => {
  test("an uncontended acquire is one step, a release is one step", () => {
    expect(steps(lock, "lock.acquire()", "lock.release()")).toBe(2);
    expect(steps(lock, "with lock:", "    pass")).toBe(2);
  });

  test("three sections of two steps each can run in 3! orders", () => {
    expect(interleavings(`${lock}\nthread t * 3:\n    with lock:\n        pass\n`)).toBe(6);
  });

  test("release of an unlocked lock raises RuntimeError: release unlocked lock", () => {
    expect(raised(lock, "lock.release()")).toBe("RuntimeError: release unlocked lock");
  });

  test("acquire answers True, a second one that does not block answers False", () => {
    expect(
      outcomes(
        `${lock}\nshared got = []\nthread t:\n    got.append(lock.acquire())\n    got.append(lock.acquire(False))\n`,
      ),
    ).toEqual(["[True, False]"]);
  });

  test("a time-out for an acquire that does not block raises ValueError", () => {
    expect(raised(lock, "lock.acquire(False, 1)")).toBe("ValueError: can't specify a timeout for a non-blocking call");
    expect(raised(lock, "lock.acquire(blocking=False, timeout=1)")).toBe(
      "ValueError: can't specify a timeout for a non-blocking call",
    );
  });

  test("a negative time-out other than -1 raises ValueError", () => {
    expect(raised(lock, "lock.acquire(timeout=-2)")).toBe("ValueError: timeout value must be positive");
    expect(raised(lock, "lock.acquire(timeout=-1)")).toBe("nothing");
  });

  test("an acquire with a time-out either gets the lock or gives up, never waits for ever", () => {
    const text = `
      shared lock = Lock()
      shared got = None
      thread holder:
          lock.acquire()
      thread other:
          got = lock.acquire(timeout=1)
      outcome got
    `;
    expect(outcomes(text)).toEqual(["False", "True deadlocked"]);
  });

  test("a time-out of zero does not wait", () => {
    expect(
      outcomes(`${lock}\nshared got = None\nthread t:\n    lock.acquire()\n    got = lock.acquire(timeout=0)\n`),
    ).toEqual(["False"]);
  });

  test("taking a lock twice deadlocks the thread with itself", () => {
    const { findings } = explored(`${lock}\nthread t:\n    with lock:\n        lock.acquire()\n`);
    expect(findings.map(({ kind, cycle }) => [kind, cycle])).toEqual([["deadlock", [0]]]);
  });

  test("any thread may release a lock", () => {
    const text = `
      shared lock = Lock()
      shared done = False
      thread taker:
          lock.acquire()
          lock.acquire()
          done = True
      thread giver:
          wait until lock.locked()
          lock.release()
    `;
    expect(outcomes(text)).toEqual(["True"]);
  });

  test("there is no queue: a newcomer may overtake whoever waits", () => {
    const text = `
      shared lock = Lock()
      shared order = []
      thread t(name) for name in ["a", "b", "c"]:
          with lock:
              order.append(name)
    `;
    expect(outcomes(text)).toHaveLength(6);
  });

  test("an exception inside with gives the lock back", () => {
    expect(
      outcomes(`
        shared lock = Lock()
        shared free = None
        thread t:
            try:
                with lock:
                    raise KeyError("x")
            except KeyError:
                free = not lock.locked()
      `),
    ).toEqual(["True"]);
  });

  test("a report says what a blocked thread waits for, who holds it and since when", () => {
    const text = "shared a = Lock()\nthread one:\n    a.acquire()\nthread two:\n    a.acquire()\n";
    const deadlock = explored(text).findings.find(({ kind }) => kind === "deadlock");
    expect(deadlock?.blocked.map(({ words }) => words)).toEqual(["waits for a, held by one since line 3"]);
  });

  test("a lock is held since it was acquired, whatever its holder has done with it since then", () => {
    const since = (kind: string, ...later: string[]): (number | null)[] | undefined => {
      const one = ["a.acquire()", ...later].map((line) => `    ${line}\n`).join("");
      const { findings } = explored(
        `shared a = ${kind}()\nthread one:\n${one}thread two:\n    with a:\n        pass\n`,
      );
      const deadlock = findings.find(({ kind: found }) => found === "deadlock");
      return deadlock?.blocked.flatMap(({ holders }) => holders.map(({ line }) => line));
    };
    expect(since("Lock", "a.locked()", "a.acquire(blocking=False)")).toEqual([3]);
    expect(since("Lock", "a.release()", "a.acquire()", "a.locked()")).toEqual([5]);
    expect(since("RLock", "a.acquire()", "a.release()")).toEqual([3]);
  });
});

describe("RLock", () => {
  test("its holder may take it again", () => {
    expect(
      outcomes(`${rlock}\nshared n = 0\nthread t * 2:\n    with lock:\n        with lock:\n            n += 1\n`),
    ).toEqual(["2"]);
  });

  test("it is free only when given back as often as taken", () => {
    const text = `
      shared lock = RLock()
      shared got = None
      thread holder:
          lock.acquire()
          lock.acquire()
          lock.release()
      thread other:
          got = lock.acquire()
      outcome got
    `;
    expect(outcomes(text)).toEqual(["None deadlocked", "True deadlocked"]);
  });

  test("another thread cannot release it", () => {
    const text = `
      shared lock = RLock()
      shared taken = False
      shared error = None
      thread holder:
          lock.acquire()
          taken = True
      thread other:
          wait until taken
          try:
              lock.release()
          except RuntimeError as e:
              error = str(e)
      outcome error
    `;
    expect(outcomes(text)).toEqual(["'cannot release un-acquired lock'"]);
  });

  test("one release too many raises RuntimeError: cannot release un-acquired lock", () => {
    expect(raised(rlock, "lock.release()")).toBe("RuntimeError: cannot release un-acquired lock");
    expect(raised(rlock, "with lock:\n    pass\nlock.release()")).toBe("RuntimeError: cannot release un-acquired lock");
  });
});
