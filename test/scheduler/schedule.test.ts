// Schedules: short, printable, accepted back as they stand.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { letterOf, parseSchedule, readSchedule, unitOf, writeSchedule } from "#sim/scheduler/schedule.js";
import { replayed } from "../tiny.js";

describe("A schedule", () => {
  it.each([
    ["-", []],
    ["a1", [[0, 0]]],
    [
      "a2b1a1",
      [
        [0, 0],
        [0, 0],
        [1, 0],
        [0, 0],
      ],
    ],
    [
      "a1b.2b1",
      [
        [0, 0],
        [1, 2],
        [1, 0],
      ],
    ],
    [
      "z1aa1ab.1",
      [
        [25, 0],
        [26, 0],
        [27, 1],
      ],
    ],
  ] as const)("%s", (text, steps) => {
    const transitions = steps.map(([unit, choice]) => ({ unit, choice }));
    expect(writeSchedule(transitions)).toBe(text);
    expect(readSchedule(text)).toEqual(transitions);
  });

  it("may be typed with spaces, without the ones, and empty", () => {
    expect(readSchedule(" a 2\nb a")).toEqual(readSchedule("a2b1a1"));
    expect(readSchedule("")).toEqual([]);
    expect(readSchedule("a0")).toEqual([]);
  });

  it("that was written reads as the same steps, whatever they are", () => {
    const step = fc.record({ unit: fc.nat(1000), choice: fc.nat(3) });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        expect(readSchedule(writeSchedule(steps))).toEqual(steps);
      }),
    );
  });

  it("names units a … z, aa, ab, … in order of creation", () => {
    fc.assert(
      fc.property(fc.nat(100_000), (unit) => {
        expect(unitOf(letterOf(unit))).toBe(unit);
      }),
    );
    expect([0, 25, 26, 701, 702].map(letterOf)).toEqual(["a", "z", "aa", "zz", "aaa"]);
  });

  it.each([
    ["2a", 'cannot read the schedule at "2a": a segment looks like a2 (unit a, two steps) or a.1 (alternative 1)'],
    ["a1!b2", 'cannot read the schedule at "!b2": a segment looks like a2 (unit a, two steps) or a.1 (alternative 1)'],
    ["a.", 'cannot read the schedule at ".": a segment looks like a2 (unit a, two steps) or a.1 (alternative 1)'],
    [
      "a1(b1)",
      'cannot read the schedule at "(b1)": a segment looks like a2 (unit a, two steps) or a.1 (alternative 1)',
    ],
    ["a1()*", "the part of the schedule that is repeated, (…)*, has no step"],
    ["a9999999", "the schedule asks for 9999999 steps of one unit; the most is 1,000,000"],
  ])("%s cannot be read", (text, message) => {
    expect(() => readSchedule(text)).toThrow(message);
  });
});

describe("A schedule that is repeated for ever", () => {
  const text = "shared on = False\nthread a:\n    while True:\n        on = not on\nthread b:\n    on = True\n";

  it("has its last part in parentheses, and is written as it was read", () => {
    const { steps, loop } = parseSchedule(" b1 a2 (a.1 b2) * ");
    expect([steps.length, loop, writeSchedule(steps, loop)]).toEqual([6, 3, "b1a2(a.1b2)*"]);
    expect(readSchedule("b1(a2)*")).toEqual(readSchedule("b1a2"));
    expect(writeSchedule(readSchedule("a2"), 0)).toBe("(a2)*");
  });

  it("is followed once, and has to come back to where it began", () => {
    expect(replayed(text, "b1(a4)*")).toMatchObject({ loop: 1, schedule: "b1(a4)*", end: "stopped" });
    expect(replayed(text, "b1a4")).toMatchObject({ loop: null, schedule: "b1a4" });
    expect(() => replayed(text, "(a2)*")).toThrow(
      "the steps in (…)* cannot be repeated for ever: after step 2 the state is not what it was at the start",
    );
  });
});

describe("A replay refuses what is not possible:", () => {
  const text = `
    shared x = 0
    shared lock = Lock()
    thread a:
        with lock:
            x = choose(1, 2)
    thread b:
        with lock:
            x = 3
  `;
  it.each([
    ["c1", "step 1 names unit c, but there are only the units a to b"],
    ["a1b1", "step 2 names b, which cannot go on there: it waits for lock, held by a"],
    ["a1a.2", "step 2 asks a for alternative 2, but it has 2"],
    ["a4b4", "the schedule goes on after step 7, but the run is over"],
    ["b3a5", "the schedule goes on after step 7, but the run is over"],
  ])("%s", (schedule, message) => {
    expect(() => replayed(text, schedule)).toThrow(message);
  });

  it("a unit that has ended, a unit that there is not where there is only one", () => {
    expect(() => replayed("shared x = 0\nthread a:\n    x = 1\nthread b:\n    x = 2\n", "a2")).toThrow(
      "step 2 names a, which has ended",
    );
    expect(() => replayed("shared x = 0\nthread a:\n    x = 1\n", "b1")).toThrow(
      "step 1 names unit b, but there is only unit a",
    );
  });
});

describe("A replay that ends early", () => {
  it("is stopped; one that leaves nothing to do has its own end", () => {
    const text = "shared x = 0\nthread a * 2:\n    x += 1\n";
    expect(replayed(text, "a1")).toMatchObject({
      end: "stopped",
      blocked: [],
      outcome: [{ label: "x", value: "0" }],
      schedule: "a1",
    });
    expect(replayed(text, "-")).toMatchObject({ end: "stopped", entries: [] });
    expect(replayed(text, "a2b2")).toMatchObject({ end: "completed", finals: [{ name: "x", value: "2" }] });
  });
});
