/** The best and the worst time of a program are those of all its runs, each gone through on the explaining engine. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makespan } from "../../dist/explorer/makespan.js";
import type { TimedRun, Makespan } from "../../dist/explorer/makespan.js";
import type { Program } from "../../dist/programs/program.js";
import { Explaining } from "../../dist/scheduler/explaining.js";
import { replay } from "../../dist/scheduler/run.js";
import type { State } from "../../dist/scheduler/state.js";
import { encodeState } from "../../dist/scheduler/state-text.js";
import { createWorld } from "../../dist/scheduler/world.js";
import { compiled } from "../tiny.js";
import { timedText } from "./timed-programs.js";

/** A run: the clock at its end, its preemptions, its steps. */
type Price = readonly [bigint, number, number];

interface Prices {
  readonly best: Price | null;
  readonly worst: Price | null;
  readonly deadlocked: Price | null;
}

function nanoseconds(found: TimedRun | "unbounded" | null): bigint | undefined {
  return found === null || found === "unbounded" ? undefined : found.nanoseconds;
}

const none: Prices = { best: null, worst: null, deadlocked: null };
const byTime = (a: Price, b: Price): number => Number(a[0] - b[0]) || a[1] - b[1] || a[2] - b[2];
const byTimeFromTheEnd = (a: Price, b: Price): number => Number(b[0] - a[0]) || a[1] - b[1] || a[2] - b[2];

function first(order: typeof byTime, a: Price | null, b: Price | null): Price | null {
  return a === null || (b !== null && order(b, a) < 0) ? b : a;
}

const statesMax = 1500;

/** Goes through all runs; those that have come to the same state at the same time, after a step of the same unit, go on together. */
class Runs {
  private readonly engine: Explaining;
  private readonly known = new Map<string, Prices>();

  constructor(program: Program) {
    this.engine = new Explaining(createWorld(program));
  }

  /** Null: there are too many. */
  prices(): Prices | null {
    const prices = this.pricesAt(this.engine.initial(), -1);
    return this.known.size > statesMax ? null : prices;
  }

  private pricesAt(state: State, last: number): Prices {
    const key = `${state.clock} ${last} ${encodeState(state)}`;
    let found = this.known.get(key);
    if (found === undefined && this.known.size <= statesMax) {
      this.known.set(key, none);
      this.known.set(key, (found = this.pricesFrom(state, last)));
    }
    return found ?? none;
  }

  private pricesFrom(state: State, last: number): Prices {
    const { engine } = this;
    const enabled = engine.enabled(state);
    const here: Price = [state.clock, 0, 0];
    if (enabled.length === 0)
      return engine.isOver(state) ? { ...none, best: here, worst: here } : { ...none, deadlocked: here };
    const isHeld = enabled.some(({ unit, voluntary }) => unit === last && !voluntary);
    return enabled.reduce((all, transition): Prices => {
      const next = this.pricesAt(engine.take(state, transition), transition.unit);
      const cost = isHeld && transition.unit !== last ? 1 : 0;
      const then = (price: Price | null): Price | null => price && [price[0], price[1] + cost, price[2] + 1];
      return {
        best: first(byTime, all.best, then(next.best)),
        worst: first(byTimeFromTheEnd, all.worst, then(next.worst)),
        deadlocked: first(byTime, all.deadlocked, then(next.deadlocked)),
      };
    }, none);
  }
}

function pricesOf(program: Program, { best, worst, deadlocked }: Makespan): Prices {
  const price = (found: TimedRun | "unbounded" | null): Price | null => {
    if (found === null) return null;
    if (found === "unbounded") throw new RangeError("no program here can go round as long as it likes");
    const { preemptions, entries } = replay(program, found.schedule);
    return [found.nanoseconds, preemptions, entries.length];
  };
  return { best: price(best), worst: price(worst), deadlocked: price(deadlocked) };
}

const duration = fc.constantFrom("1ms", "2ms", "5ms");
const work = fc.oneof(
  fc.tuple(duration, duration).map(([computing, waiting]) => [`cpu ${computing}`, `io ${waiting}`]),
  fc.tuple(fc.constantFrom("p", "q"), duration).map(([lock, d]) => [`with ${lock}:`, `    io ${d}`]),
  fc.constantFrom(["p", "q"], ["q", "p"]).map(([one, two]) => [`with ${one}:`, `    with ${two}:`, "        io 1ms"]),
  fc.constant(["x += 1"]),
);

/** Jobs that compute, wait, and hold locks meanwhile: one or two alike, and another one. */
const jobs: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom("", " * 2"),
    fc.array(work, { minLength: 1, maxLength: 2 }),
    fc.array(work, { minLength: 1, maxLength: 2 }),
  )
  .map(([times, a, b]) =>
    [
      "option time = timed",
      "shared x = 0",
      "shared p = Lock()",
      "shared q = Lock()",
      `thread a${times}:`,
      ...a.flat().map((line) => `    ${line}`),
      "thread b:",
      ...b.flat().map((line) => `    ${line}`),
    ].join("\n"),
  );

/** How many programs were compared; of these, in how many the schedule matters, and how many can deadlock. */
function compare(texts: fc.Arbitrary<string>, numRuns: number): number[] {
  const seen = [0, 0, 0];
  fc.assert(
    fc.property(texts, (text) => {
      const program = compiled(text);
      const expected = new Runs(program).prices();
      if (expected === null) return;
      const found = makespan(program, { reduce: "off" });
      expect(pricesOf(program, found)).toEqual(expected);
      [true, found.best?.nanoseconds !== nanoseconds(found.worst), found.deadlocked !== null].forEach((is, i) => {
        if (is) seen[i] += 1;
      });
    }),
    { numRuns, seed: 20261122, endOnFailure: true },
  );
  return seen;
}

describe("The makespan of a program", () => {
  it("is from the least to the greatest time of its runs, each shown by its least schedule", () => {
    expect(compare(timedText, 10)).toEqual([10, 1, 0]);
    expect(compare(jobs, 40)).toEqual([40, 6, 1]);
  });

  it("is the same if units that do the same are taken for one another", () => {
    fc.assert(
      fc.property(fc.oneof(jobs, timedText), (text) => {
        const program = compiled(text);
        const full = makespan(program, { reduce: "off" });
        expect({ ...makespan(program, { reduce: "on" }), states: full.states }).toEqual(full);
      }),
      { numRuns: 25, seed: 20261122, endOnFailure: true },
    );
  });

  it("is not less than what is known of a search that was stopped", () => {
    fc.assert(
      fc.property(fc.oneof(jobs, timedText), fc.integer({ min: 1, max: 200 }), (text, maxStates) => {
        const program = compiled(text);
        const all = makespan(program);
        const some = makespan(program, { maxStates });
        expect(some.complete).toBe(some.limit === null);
        if (some.complete) expect(some).toEqual(all);
        for (const kind of ["best", "deadlocked"] as const)
          if (some[kind] !== null) expect(some[kind].nanoseconds).toBeGreaterThanOrEqual(all[kind]?.nanoseconds ?? -1n);
        if (some.worst !== null && all.worst !== "unbounded")
          expect(nanoseconds(some.worst)).toBeLessThanOrEqual(nanoseconds(all.worst) ?? -1n);
      }),
      { numRuns: 25, seed: 20261122, endOnFailure: true },
    );
  });
});
