import { describe, expect, test } from "vitest";
import { explored } from "../../tiny.js";
import { outcomes, raised } from "./worlds.js";

describe("Barrier", () => {
  test("nobody passes before all have come; each gets its own number", () => {
    const text = `
      shared b = Barrier(2)
      shared came = 0
      shared seen = []
      thread t * 2:
          atomic:
              came += 1
          i = b.wait()
          atomic:
              seen.append((i, came))
      outcome sorted(seen)
    `;
    expect(outcomes(text)).toEqual(["[(0, 2), (1, 2)]"]);
  });

  test("with too few parties they wait for ever", () => {
    const text = "shared b = Barrier(3)\nthread t * 2:\n    b.wait()\n";
    expect(outcomes(text)).toEqual(["deadlocked"]);
    expect(explored(text).findings[0].blocked[0].words).toBe("waits at b for the others");
  });

  test("it can be used again and again; nobody enters before it is empty", () => {
    const text = `
      shared b = Barrier(2)
      shared phases = [0, 0]
      shared apart = 0
      thread t(me) for me in range(2):
          repeat 2:
              atomic:
                  phases[me] += 1
                  apart = max(apart, abs(phases[0] - phases[1]))
              b.wait()
      outcome apart
    `;
    expect(outcomes(text)).toEqual(["1"]);
  });

  test("the action runs once, by the last to come, before anybody leaves", () => {
    const text = `
      shared log = []
      def act():
          log.append("action")
      shared b = Barrier(2, action=act)
      thread t * 2:
          b.wait()
          log.append("left")
    `;
    expect(outcomes(text)).toEqual(["['action', 'left', 'left']"]);
  });

  test("an action that raises breaks the barrier: its runner gets the exception, the others BrokenBarrierError", () => {
    const text = `
      shared got = []
      def act():
          raise KeyError("act")
      shared b = Barrier(2, act)
      thread t * 2:
          try:
              b.wait()
          except Exception as error:
              got.append(type(error).__name__)
      outcome sorted(got), b.broken
    `;
    expect(outcomes(text)).toEqual(["['BrokenBarrierError', 'KeyError'], True"]);
  });

  test("one time-out breaks it for all", () => {
    const text = `
      shared b = Barrier(3)
      shared got = []
      thread patient:
          try:
              b.wait()
          except BrokenBarrierError:
              got.append("patient")
      thread impatient:
          try:
              b.wait(timeout=1)
          except BrokenBarrierError:
              got.append("impatient")
      outcome sorted(got)
    `;
    expect(outcomes(text)).toEqual(["['impatient', 'patient']"]);
  });

  test("the barrier's own time-out counts when none is given", () => {
    expect(raised("shared b = Barrier(2, timeout=1)", "b.wait()")).toBe("BrokenBarrierError: ");
  });

  test("wait on a broken barrier raises at once", () => {
    expect(raised("shared b = Barrier(2)", "b.abort()\nb.wait()")).toBe("BrokenBarrierError: ");
  });

  test("abort throws out those who wait; reset makes it usable again", () => {
    const text = `
      shared b = Barrier(2)
      shared got = []
      thread waiter:
          try:
              b.wait()
          except BrokenBarrierError:
              got.append("broken")
      thread other:
          wait until b._count == 1
          b.abort()
          wait until b._count == 0
          b.reset()
          got.append(b.broken)
    `;
    expect(outcomes(text)).toEqual(["['broken', False]", "[False, 'broken']"]);
  });

  test("reset throws out those who wait and leaves it usable", () => {
    const text = `
      shared b = Barrier(2)
      shared got = None
      thread waiter:
          try:
              b.wait()
          except BrokenBarrierError:
              got = "broken"
      thread other:
          wait until b._count == 1
          b.reset()
      outcome got, b.broken, b.n_waiting
    `;
    expect(outcomes(text)).toEqual(["'broken', False, 0"]);
  });

  test("parties and n_waiting", () => {
    const text = `
      shared b = Barrier(2)
      shared seen = None
      daemon thread waiter:
          b.wait()
      thread other:
          wait until b._count == 1
          seen = (b.parties, b.n_waiting)
      outcome seen
    `;
    expect(outcomes(text)).toEqual(["(2, 1)"]);
  });
});
