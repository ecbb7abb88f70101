import { describe, expect, test } from "vitest";
import { explored, findingsOf } from "../../tiny.js";
import { outcomes, raised, steps } from "./worlds.js";

describe("Condition", () => {
  test("wait without the lock raises RuntimeError: cannot wait on un-acquired lock", () => {
    expect(raised("shared c = Condition()", "c.wait()")).toBe("RuntimeError: cannot wait on un-acquired lock");
  });

  test("notify without the lock raises RuntimeError: cannot notify on un-acquired lock", () => {
    expect(raised("shared c = Condition()", "c.notify()")).toBe("RuntimeError: cannot notify on un-acquired lock");
    expect(raised("shared c = Condition()", "c.notify_all()")).toBe("RuntimeError: cannot notify on un-acquired lock");
  });

  test("with a plain Lock held by another thread the check passes", () => {
    const text = `
      shared lock = Lock()
      shared c = Condition(lock)
      shared error = "none"
      thread holder:
          lock.acquire()
      thread other:
          wait until lock.locked()
          try:
              c.notify()
          except RuntimeError as e:
              error = str(e)
      outcome error
    `;
    expect(outcomes(text)).toEqual(["'none'"]);
  });

  test("with an RLock held by another thread it does not", () => {
    const text = `
      shared c = Condition()
      shared taken = False
      shared error = "none"
      thread holder:
          c.acquire()
          taken = True
      thread other:
          wait until taken
          try:
              c.notify()
          except RuntimeError as e:
              error = str(e)
      outcome error
    `;
    expect(outcomes(text)).toEqual(["'cannot notify on un-acquired lock'"]);
  });

  test("a notify that nobody waits for is lost", () => {
    const text = `
      shared c = Condition()
      thread waiter:
          with c:
              c.wait()
      thread notifier:
          with c:
              c.notify()
    `;
    expect(outcomes(text)).toEqual(["", "deadlocked"]);
    expect(findingsOf(text)).toContain("deadlock");
  });

  test("a while loop around the wait cures it", () => {
    const text = `
      shared c = Condition()
      shared ready = False
      thread waiter:
          with c:
              while not ready:
                  c.wait()
      thread notifier:
          with c:
              ready = True
              c.notify()
    `;
    expect(outcomes(text)).toEqual(["True"]);
  });

  test("notify wakes the one that has waited longest", () => {
    const text = `
      shared c = Condition()
      shared waiting = []
      shared woken = []
      thread waiter(name) for name in ["a", "b"]:
          with c:
              waiting.append(name)
              c.wait()
              woken.append(name)
      thread notifier:
          wait until len(waiting) == 2
          with c:
              c.notify()
      outcome waiting[0] == woken[0], len(woken)
    `;
    expect(outcomes(text)).toEqual(["True, 1 deadlocked"]);
  });

  test("notify(2) wakes two, notify_all everybody; they take the lock in any order", () => {
    const world = (notify: string): string => `
      shared c = Condition()
      shared waiting = 0
      shared woken = []
      thread waiter(name) for name in ["a", "b", "c"]:
          with c:
              waiting += 1
              c.wait()
              woken.append(name)
      thread notifier:
          wait until waiting == 3
          with c:
              ${notify}
      outcome len(woken)
    `;
    expect(outcomes(world("c.notify(2)"))).toEqual(["2 deadlocked"]);
    expect(outcomes(world("c.notify_all()"))).toEqual(["3"]);
    expect(outcomes(world("c.notify(0)"))).toEqual(["0 deadlocked"]);
  });

  test("a woken waiter must take the lock again: somebody else may be faster", () => {
    const text = `
      shared c = Condition()
      shared item = 0
      shared seen = None
      thread waiter:
          with c:
              if item == 0:
                  c.wait()
              seen = item
      thread producer:
          with c:
              item = 1
              c.notify()
      thread thief:
          with c:
              item = 0
      outcome seen
    `;
    expect(outcomes(text)).toEqual(["0", "1", "None deadlocked"]);
  });

  test("wait with a time-out answers False when the time is up, True when notified", () => {
    const text = `
      shared c = Condition()
      shared answer = None
      thread waiter:
          with c:
              answer = c.wait(1)
      thread notifier:
          with c:
              c.notify()
      outcome answer
    `;
    expect(outcomes(text)).toEqual(["False", "True"]);
  });

  test("a timed-out waiter that has not taken the lock again still swallows a notify", () => {
    const text = `
      shared c = Condition(Lock())
      shared answers = {}
      thread impatient:
          with c:
              answers["impatient"] = c.wait(1)
      thread patient:
          wait until len(c._waiters) == 1
          with c:
              answers["patient"] = c.wait(1)
      thread notifier:
          wait until len(c._waiters) == 2
          with c:
              c.notify()
      outcome answers.get("impatient"), answers.get("patient")
    `;
    expect(outcomes(text)).toContain("False, False");
  });

  test("a wait gives back an RLock fully and takes it again as often", () => {
    const text = `
      shared c = Condition()
      shared ready = False
      shared held = None
      thread waiter:
          with c:
              with c:
                  while not ready:
                      c.wait()
              held = c._lock._count
      thread notifier:
          with c:
              ready = True
              c.notify()
      outcome held
    `;
    expect(outcomes(text)).toEqual(["1"]);
  });

  test("wait_for looks again after every notify and returns the last value", () => {
    const text = `
      shared c = Condition()
      shared n = 0
      shared answer = None
      thread waiter:
          with c:
              answer = c.wait_for(lambda: n if n == 2 else 0)
      thread adder * 2:
          with c:
              n += 1
              c.notify()
      outcome answer
    `;
    expect(outcomes(text)).toEqual(["2"]);
  });

  test("wait_for with a time-out may give up", () => {
    const text = `
      shared c = Condition()
      shared answer = None
      thread waiter:
          with c:
              answer = c.wait_for(lambda: False, timeout=1)
      outcome answer
    `;
    expect(outcomes(text)).toEqual(["False"]);
  });

  test("a notify is one step; a wait that is woken at once is three", () => {
    expect(steps("shared c = Condition()", "c.acquire()", "c.notify()", "c.release()")).toBe(3);
    expect(steps("shared c = Condition()", "c.acquire()", "c.wait(0)", "c.release()")).toBe(5);
  });

  test("two conditions may share one lock", () => {
    const text = `
      shared lock = Lock()
      shared a = Condition(lock)
      shared b = Condition(lock)
      shared turn = "a"
      thread one:
          with a:
              while turn != "a":
                  a.wait()
              turn = "b"
              b.notify()
      thread two:
          with b:
              while turn != "b":
                  b.wait()
              turn = "done"
    `;
    expect(outcomes(text)).toEqual(["'done'"]);
  });

  test("a blocked waiter is said to wait for a notify, or for the lock and its holder", () => {
    const text = `
      shared c = Condition(Lock())
      thread waiter:
          with c:
              c.wait()
    `;
    const [deadlock] = explored(text).findings;
    expect(deadlock.blocked.map(({ words }) => words)).toEqual(["waits for a notify on c"]);
  });
});
