import { describe, expect, test } from "vitest";
import { explored, interleavings } from "../../tiny.js";
import { outcomes, raised, steps } from "./worlds.js";

describe("Semaphore", () => {
  test("acquire and release are one step each", () => {
    expect(steps("shared s = Semaphore()", "s.acquire()", "s.release()")).toBe(2);
    expect(interleavings("shared s = Semaphore(2)\nthread t * 2:\n    s.acquire()\n")).toBe(2);
  });

  test("a negative start raises ValueError", () => {
    expect(raised("", "Semaphore(-1)")).toBe("ValueError: semaphore initial value must be >= 0");
  });

  test("so many threads get in as there are permits", () => {
    const text = `
      shared pool = Semaphore(2)
      shared inside = 0
      shared most = 0
      thread t * 3:
          with pool:
              atomic:
                  inside += 1
                  most = max(most, inside)
              atomic:
                  inside -= 1
      outcome most
    `;
    expect(outcomes(text)).toEqual(["1", "2"]);
  });

  test("anybody may release: a semaphore of 0 is a signal", () => {
    const text = `
      shared s = Semaphore(0)
      shared order = []
      thread after:
          s.acquire()
          order.append("after")
      thread before:
          order.append("before")
          s.release()
    `;
    expect(outcomes(text)).toEqual(["['before', 'after']"]);
  });

  test("release(n) lets n in; n must be one or more", () => {
    const text = `
      shared s = Semaphore(0)
      shared n = 0
      thread t * 3:
          s.acquire()
          atomic:
              n += 1
      thread giver:
          s.release(2)
    `;
    expect(outcomes(text)).toEqual(["2 deadlocked"]);
    expect(raised("shared s = Semaphore()", "s.release(0)")).toBe("ValueError: n must be one or more");
  });

  test("an acquire that does not block answers False when there is no permit", () => {
    expect(
      outcomes("shared s = Semaphore(0)\nshared got = None\nthread t:\n    got = s.acquire(blocking=False)\n"),
    ).toEqual(["False"]);
    expect(raised("shared s = Semaphore(0)", "s.acquire(False, timeout=1)")).toBe(
      "ValueError: can't specify timeout for non-blocking acquire",
    );
  });

  test("an acquire with a time-out gives up", () => {
    const text = "shared s = Semaphore(0)\nshared got = None\nthread t:\n    got = s.acquire(timeout=1)\n";
    expect(outcomes(text)).toEqual(["False"]);
  });

  test("a newcomer may take the permit that was given back for a waiter", () => {
    const text = `
      shared s = Semaphore(1)
      shared order = []
      thread t(name) for name in "abc":
          with s:
              order.append(name)
    `;
    expect(outcomes(text)).toHaveLength(6);
  });

  test("a blocked thread waits for a permit", () => {
    const { findings } = explored("shared s = Semaphore(0)\nthread t:\n    s.acquire()\n");
    expect(findings[0].blocked[0].words).toBe("waits for a permit of s");
  });
});

describe("BoundedSemaphore", () => {
  test("one release too many raises ValueError: Semaphore released too many times", () => {
    expect(raised("shared s = BoundedSemaphore()", "s.release()")).toBe(
      "ValueError: Semaphore released too many times",
    );
    expect(raised("shared s = BoundedSemaphore(2)", "s.acquire()\ns.release(2)")).toBe(
      "ValueError: Semaphore released too many times",
    );
    expect(raised("shared s = BoundedSemaphore(2)", "s.acquire()\ns.release()")).toBe("nothing");
  });
});
