import { describe, expect, test } from "vitest";
import { explored, findingsOf, outcomesOf } from "../../tiny.js";

describe("Between processes", () => {
  test("an event that is set and cleared at once lets a waiter through, who may find it cleared", () => {
    const text = `
      import multiprocessing
      shared event = multiprocessing.Event()
      shared result = multiprocessing.Value("i", -1)
      process waiter:
          result.value = event.wait()
      process setter:
          event.set()
          event.clear()
      outcome result.value
    `;
    expect(Object.keys(outcomesOf(text)).sort()).toEqual([
      "deadlocked: result.value=-1",
      "result.value=0",
      "result.value=1",
    ]);
  });

  test("a notify wakes any of those who wait", () => {
    const text = `
      import multiprocessing
      shared condition = multiprocessing.Condition()
      shared here = multiprocessing.Value("i", 0)
      shared first = multiprocessing.Value("i", 0)
      process waiter(n) for n in (1, 2):
          with condition:
              while here.value != n - 1:
                  condition.wait()
              here.value += 1
              condition.notify_all()
              condition.wait()
              if first.value == 0:
                  first.value = n
              condition.notify()
      process giver:
          with condition:
              while here.value < 2:
                  condition.wait()
          with condition:
              condition.notify()
      outcome first.value
    `;
    expect(
      Object.keys(outcomesOf(text))
        .filter((outcome) => !outcome.startsWith("deadlocked"))
        .sort(),
    ).toEqual(["first.value=1", "first.value=2"]);
  });

  test("a waiter whose time is up swallows no notify", () => {
    // Whoever of the two waits when the notify comes is woken; with threading both may end up with False.
    const text = `
      import multiprocessing
      shared condition = multiprocessing.Condition()
      shared waiting = multiprocessing.Value("i", 0)
      shared woken = multiprocessing.Value("i", 0)
      process patient:
          with condition:
              waiting.value += 1
              if condition.wait():
                  woken.value += 1
      process hasty:
          with condition:
              waiting.value += 1
              if condition.wait(1):
                  woken.value += 1
      process giver:
          with condition:
              if waiting.value == 2:
                  condition.notify()
              else:
                  woken.value = 10
      outcome woken.value
    `;
    const ended = Object.keys(outcomesOf(text)).filter((outcome) => !outcome.startsWith("deadlocked"));
    expect(ended).toEqual(["woken.value=1"]);
  });

  test.each([
    ["Condition", "wait()", "AssertionError: must acquire() condition before using wait()"],
    ["Condition", "notify()", "AssertionError: lock is not owned"],
    ["BoundedSemaphore", "release()", "ValueError: semaphore or lock released too many times"],
    ["Lock", "release()", "ValueError: semaphore or lock released too many times"],
    ["RLock", "release()", "AssertionError: attempt to release recursive lock not owned by thread"],
  ])("%s().%s raises %s", (name, call, message) => {
    const text = `
      import multiprocessing
      shared said = None
      main:
          try:
              multiprocessing.${name}().${call}
          except (AssertionError, ValueError) as e:
              said = f"{type(e).__name__}: {e}"
      outcome said
    `;
    expect(Object.keys(outcomesOf(text))).toEqual([`said='${message}'`]);
  });

  test("a semaphore lets so many in", () => {
    const text = (permits: number): string => `
      import multiprocessing
      shared semaphore = multiprocessing.Semaphore(${permits})
      shared inside = multiprocessing.Value("i", 0)
      process visitor * 2:
          with semaphore:
              with inside.get_lock():
                  inside.value += 1
              with inside.get_lock():
                  inside.value -= 1
      sometimes inside.value == 2
    `;
    expect(explored(text(2)).verdict).toBe("holds");
    expect(explored(text(1)).verdict).toBe("violated");
  });

  test("a barrier lets nobody through before all have come", () => {
    const text = (parties: number): string => `
      import multiprocessing
      shared barrier = multiprocessing.Barrier(${parties})
      shared places = multiprocessing.Array("i", 2)
      process worker(i) for i in range(2):
          places[i] = 1
          barrier.wait()
          assert places[:] == [1, 1]
    `;
    expect(findingsOf(text(2))).toEqual([]);
    expect(findingsOf(text(1))).toEqual(["assertion worker"]);
    expect(findingsOf(text(3))).toEqual(["deadlock"]);
  });
});
