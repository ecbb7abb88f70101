/** Once a reduced search has told what there is, the full one stops early: the schedules are the least all the same. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { finished } from "#sim/explorer/driving.js";
import { stepsOf } from "#sim/explorer/least-preemptions.js";
import { withRoom } from "#sim/explorer/room.js";
import { search } from "#sim/explorer/search.js";
import { interchangeable, withoutNames } from "#sim/explorer/symmetry.js";
import type { Program } from "#sim/programs/program.js";
import { Explaining } from "#sim/scheduler/explaining.js";
import { writeSchedule } from "#sim/scheduler/schedule.js";
import { createWorld, Identified } from "#sim/scheduler/world.js";
import { compiled } from "../tiny.js";
import { lockedText, processText, scenarioText, symmetricText } from "./programs.js";

const limits = {
  maxStates: 5_000,
  maxBytes: 2 ** 30,
  maxTime: Infinity,
  clock: () => 0,
  interrupted: () => false,
  progress: null,
};

interface Schedules {
  readonly states: number;
  readonly proved: boolean;
  /** Of each mark, its price and its least schedule, sorted; null: the search was stopped. */
  readonly least: readonly string[] | null;
}

/** `from`: at so many states a reduced search is tried. */
function schedules(program: Program, from: number, alike: boolean): Schedules {
  const engine = new Explaining(createWorld(program));
  const initial = engine.initial();
  const { world, early, fixed } = engine;
  const plain = { world, initial, early, fixed, groups: [], attempts: { from, share: 10_000 } };
  const groups = alike ? interchangeable(world, initial) : [];
  const [nameless, start] = withoutNames(world, initial, groups);
  const origin = alike ? { ...plain, world: nameless, initial: start, groups } : plain;
  const found = finished(withRoom(origin.world, origin.initial, (shape) => search(origin, shape, limits), null));
  const told = [...found.least].map(([mark, { path, preemptions, steps }]) =>
    JSON.stringify([found.marks.items[mark], preemptions, steps, writeSchedule(stepsOf(found.graph, path))]),
  );
  const isTold = found.limit === null && !found.unsettled;
  return { states: found.graph.states, proved: found.proof !== null, least: isTold ? told.sort() : null };
}

/** How many programs were proved, and for how many of them it took fewer states. */
function compared(texts: fc.Arbitrary<string>, numRuns: number, alike = false): { proved: number; fewer: number } {
  const counts = { proved: 0, fewer: 0 };
  fc.assert(
    fc.property(texts, (text) => {
      const program = compiled(text);
      try {
        const full = schedules(program, Infinity, alike);
        const less = schedules(program, 2, alike);
        if (full.least === null || less.least === null || !less.proved) return;
        expect(less.least).toEqual(full.least);
        counts.proved += 1;
        if (less.states < full.states) counts.fewer += 1;
      } catch (error) {
        if (!(error instanceof Identified)) throw error;
      }
    }),
    { numRuns, seed: 20261123 },
  );
  return counts;
}

const name = fc.constantFrom("x", "y");
const section = fc.oneof(
  fc.tuple(fc.constantFrom("m", "n"), name).map(([m, n]) => [`with ${m}:`, `    ${n} += 1`]),
  name.map((n) => ["with m:", "    with n:", `        ${n} += 1`]),
  fc.constant(["s.release()"]),
  fc.constant(["s.acquire()"]),
  fc.constant(["q.put(1)"]),
  fc.constant(["t = q.get()"]),
  name.map((n) => [`wait until ${n} > 0`]),
  fc.constant(["z = choose(1, 2)"]),
);
/** Threads with little in common that is not under a lock. */
const calmText = fc
  .array(fc.array(section, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 4 })
  .map((bodies) =>
    [
      ...["x", "y", "z"].map((each) => `shared ${each} = 0`),
      ...["m = Lock()", "n = Lock()", "s = Semaphore(1)", "q = Queue()"].map((each) => `shared ${each}`),
      ...bodies.flatMap((lines, i) => [`thread t${i}:`, ...lines.flat().map((each) => `    ${each}`)]),
    ].join("\n"),
  );

describe("Law: schedules are the least, though the search stops when nothing better can come", () => {
  it.each([
    ["that keep to their locks", calmText, 120],
    ["with accesses under one lock", lockedText, 60],
    ["with nested blocks, loops and exceptions", scenarioText, 40],
    ["of processes", processText, 30],
  ] as const)("in generated programs %s", (_, texts, numRuns) => {
    const { proved, fewer } = compared(texts, numRuns);
    expect(proved).toBeGreaterThan(numRuns / 3);
    expect(fewer).toBeGreaterThan(0);
  });

  it("where units are interchangeable", () => {
    const { proved, fewer } = compared(symmetricText, 80, true);
    expect(proved).toBeGreaterThan(25);
    expect(fewer).toBeGreaterThan(0);
  });
});
