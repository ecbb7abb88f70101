// What helps to understand a finding: the point of no return, the nearest schedule that ends well, the odds.
import { describe, expect, it } from "vitest";
import { explored, finding } from "../tiny.js";

const counter = `
  shared counter = 0
  thread increment * 2:
      counter += 1
  finally counter == 2
`;

describe("A lost update", () => {
  it("is inevitable once both have read; had the first one gone on, both updates would count", () => {
    expect(finding(explored(counter), "lost-update")).toMatchObject({
      schedule: "a1b2a1",
      noReturn: 2,
      odds: { naive: 1 / 2, uniform: 2 / 3, runs: 5 },
      passing: { schedule: "a2b2", step: 2, unit: "increment[0]", instead: "increment[1]", steps: 4, preemptions: 0 },
    });
  });

  it("in every run: there is no way back, and no schedule that passes", () => {
    const found = finding(explored("shared x = 0\nthread t:\n    x += 1\nfinally x == 2\n"), "invariant");
    expect(found).toMatchObject({ noReturn: 0, odds: { naive: 1, uniform: 1, runs: 1 }, passing: null });
  });
});

describe("A deadlock", () => {
  const abba = (otherwise: string): string => `
    shared a_lock = Lock()
    shared b_lock = Lock()
    thread one:
        with a_lock:
            with b_lock:
                pass
    thread two:
        with b_lock:
            with a_lock:
                pass${otherwise}
  `;

  it("of two locks in opposite order: half of the random runs, a third of the interleavings", () => {
    expect(finding(explored(abba("")), "deadlock")).toMatchObject({
      noReturn: 2,
      odds: { naive: 1 / 2, uniform: 1 / 3, runs: 5 },
      passing: { schedule: "a4b4", step: 2, unit: "one", instead: "two" },
    });
  });

  it("that waits for a choice: the same unit would have had to choose otherwise", () => {
    const text = `
      shared lock = Lock()
      thread t:
          lock.acquire()
          if choose(True, False):
              lock.acquire()
          lock.release()
    `;
    const found = finding(explored(text), "deadlock");
    expect(found).toMatchObject({ noReturn: 2, passing: { step: 2, unit: "t", instead: "t" } });
    expect(found.odds).toEqual({ naive: 1 / 2, uniform: 1 / 2, runs: 5 });
  });
});

describe("Ending well", () => {
  it("means without any other trouble either", () => {
    // In a2b3 no update is lost, but the assertion fails all the same.
    const text = `
      shared x = 0
      thread a:
          x += 1
      thread b:
          x += 1
          assert x == 5
    `;
    const found = finding(explored(text), "lost-update");
    expect(found.odds?.uniform).toBeLessThan(1);
    expect(found.passing).toBe(null);
  });

  it("is not asked of what violates nothing, nor of a search that was stopped", () => {
    expect(finding(explored(counter), "data-race")).toMatchObject({ noReturn: null, passing: null, odds: null });
    const stopped = explored(counter, { maxStates: 11 });
    expect(stopped.limit?.name).toBe("states");
    for (const found of stopped.findings) expect(found).toMatchObject({ noReturn: null, passing: null, odds: null });
  });

  it("has no odds where the program can go round in circles, but a point of no return", () => {
    const text = `
      shared ready = False
      shared x = 0
      thread waiting:
          while not ready:
              pass
          assert x == 1
      thread working:
          ready = True
          x = 1
    `;
    const found = finding(explored(text), "assertion");
    expect(found).toMatchObject({ odds: null, noReturn: found.steps });
    expect(found.passing).toMatchObject({ unit: "working", instead: "waiting" });
  });
});
