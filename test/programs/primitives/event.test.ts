import { describe, expect, test } from "vitest";
import { outcomes, steps } from "./worlds.js";

describe("Event", () => {
  test("set, clear, is_set and a wait for a set event are one step each", () => {
    expect(steps("shared e = Event()", "e.set()", "e.wait()", "e.is_set()", "e.clear()")).toBe(4);
  });

  test("a wait ends when the event is set, and answers True", () => {
    const text = `
      shared e = Event()
      shared order = []
      thread waiter:
          order.append(e.wait())
      thread setter:
          order.append("set")
          e.set()
    `;
    expect(outcomes(text)).toEqual(["['set', True]"]);
  });

  test("set and clear at once still wake those who wait already", () => {
    const text = `
      shared e = Event()
      shared passed = None
      thread waiter:
          passed = e.wait()
      thread setter:
          wait until len(e._waiters) == 1
          e.set()
          e.clear()
    `;
    expect(outcomes(text)).toEqual(["True"]);
  });

  test("who comes after the clear waits for ever", () => {
    const text = `
      shared e = Event()
      shared passed = None
      thread waiter:
          passed = e.wait()
      thread setter:
          e.set()
          e.clear()
    `;
    expect(outcomes(text)).toEqual(["None deadlocked", "True"]);
  });

  test("set wakes everybody", () => {
    const text = `
      shared e = Event()
      shared n = 0
      thread waiter * 3:
          e.wait()
          atomic:
              n += 1
      thread setter:
          e.set()
    `;
    expect(outcomes(text)).toEqual(["3"]);
  });

  test("a wait with a time-out answers False when the time is up", () => {
    expect(outcomes("shared e = Event()\nshared got = None\nthread t:\n    got = e.wait(1)\n")).toEqual(["False"]);
    expect(outcomes("shared e = Event()\nshared got = None\nthread t:\n    got = e.wait(timeout=0)\n")).toEqual([
      "False",
    ]);
  });

  test("a wait with a time-out may be woken or give up", () => {
    const text = `
      shared e = Event()
      shared got = None
      thread waiter:
          got = e.wait(1)
      thread setter:
          e.set()
    `;
    expect(outcomes(text)).toEqual(["False", "True"]);
  });
});
