// Hash compaction: many more states in the same memory, and never a proof.
import { describe, expect, it } from "vitest";
import { explore } from "#sim/explorer/explore.js";
import type { ExploreOptions } from "#sim/explorer/explore.js";
import type { Exploration } from "#sim/explorer/exploration.js";
import { chanceOfCollision, Fingerprints } from "#sim/explorer/fingerprints.js";
import { explorationReport } from "#sim/report/text.js";
import { compiled } from "../tiny.js";
import { philosophers } from "./models.js";

const compact = (text: string, options: ExploreOptions = {}): Exploration =>
  explore(compiled(text), { ...options, compact: true });
const counters = (units: number, rounds: number): string =>
  `shared x = 0\nthread t * ${units}:\n    repeat ${rounds}:\n        x += 1\n`;

describe("A set of fingerprints", () => {
  it("tells vectors apart that differ in one cell, or in two the other way round, and knows those it has seen", () => {
    const set = new Fingerprints();
    const added = (...cells: number[]): boolean => set.add(Int32Array.from(cells));
    expect([added(1, 2), added(2, 1), added(1, 2), added(1, 3), added(0, 0, 1), added(0, 1)]).toEqual([
      ...[true, true, false, true, true, true],
    ]);
    expect(set.size).toBe(5);
  });

  it("knows a state again when it has got further cells, all as at the start", () => {
    const set = new Fingerprints();
    expect(
      ["1,2", "1,2,0,0", "1,2,0,4"].map((cells) => set.add(Int32Array.from(cells.split(",").map(Number)))),
    ).toEqual([...[true, false, true]]);
    expect([set.add(new Int32Array(3)), set.add(new Int32Array(0))]).toEqual([true, false]);
  });

  it("loses none of 2,097,152 vectors, of which a hash of 32 bits would lose some 500", () => {
    const set = new Fingerprints();
    const vector = new Int32Array(7);
    for (let n = 0; n < 8 ** 7; n++) {
      for (let cell = 0; cell < 7; cell++) vector[cell] = (n >>> (3 * cell)) & 7;
      set.add(vector);
    }
    expect(set.size).toBe(8 ** 7);
    expect(set.bytes / set.size).toBeLessThan(22);
  });

  it("has two with the same bits with a chance of n (n - 1) / 2^65 at most", () => {
    expect([1, 2, 3].map(chanceOfCollision)).toEqual([0, 2 ** -64, 3 * 2 ** -64]);
    expect(chanceOfCollision(1e8)).toBeCloseTo(2.7e-4, 5);
    expect(chanceOfCollision(1e12)).toBe(1);
  });
});

describe("The compact search", () => {
  it("does not say that a program is right, but that no violation was found, and the odds", () => {
    const exploration = compact(philosophers(3, 2));
    const { verdict, limit, findings, statistics, compaction } = exploration;
    const full = explore(compiled(philosophers(3, 2)), { reduce: "off" });
    expect([full.verdict, verdict, limit, findings]).toEqual(["holds", "unknown", null, []]);
    expect(statistics).toMatchObject({
      ...{ states: full.statistics.states, transitions: full.statistics.transitions },
      ...{ complete: false, interleavings: null, traces: null, ladder: null, bound: null },
      notes: [
        "interleavings were not counted, nor livelocks looked for: both take the graph of states",
        "schedules are the shortest of those followed, not of all",
      ],
    });
    expect(compaction).toEqual({ bits: 64, missed: chanceOfCollision(statistics.states) });
    expect(explorationReport(exploration)).toContain(
      "\n  states were kept as hashes of 64 bits; chance that one was missed: at most\n" +
        `  ${chanceOfCollision(statistics.states).toExponential(1)}\n` +
        "  no violation found, which is no proof that there is none\n",
    );
  });

  it("finds what is wrong, and has replayed it", () => {
    const { verdict, findings, outcomes, properties } = compact(
      `${counters(2, 1)}always x < 2\nsometimes x == 1\nsometimes x == 5\nfinally x == 2\n`,
    );
    expect(verdict).toBe("violated");
    expect(findings.map(({ kind, schedule, preemptions }) => [kind, schedule, preemptions])).toEqual([
      ["lost-update", "a1b1a1b1", 2],
      ["invariant", "a2b2", 0],
      ["data-race", "a1", 0],
    ]);
    expect(outcomes.map(({ values, interleavings }) => [values[0].value, interleavings])).toEqual([
      ["1", null],
      ["2", null],
    ]);
    expect(properties.map((property) => property.verdict)).toEqual(["violated", "holds", "unknown", "violated"]);
  });

  it("leaves properties of endless runs open, and goes round in circles without end to it", () => {
    const { verdict, properties, statistics } = compact(
      "shared x = 0\nthread t:\n    while True:\n        x = 1 - x\neventually x == 7\n",
    );
    expect([verdict, properties[0].verdict]).toEqual(["unknown", "unknown"]);
    expect(statistics.notes).toContain("properties of endless runs were not looked at: they take the graph of states");
  });

  it("is stopped by every limit, and by an interruption", () => {
    const text = counters(3, 5);
    expect(compact(text, { maxStates: 100 }).limit?.option).toBe("--max-states 100");
    expect(compact(text, { maxMemoryBytes: 2 ** 15 }).limit?.name).toBe("memory");
    let now = 0;
    expect(compact(text, { clock: () => now++, maxTimeMs: 2 }).limit?.name).toBe("time");
    expect(compact(text, { interrupted: () => true }).limit?.name).toBe("interrupted");
    const { states } = compact(text).statistics;
    expect(compact(text, { maxStates: states }).limit).toBeNull();
    expect(compact(text, { maxStates: states - 1 }).limit?.name).toBe("states");
    expect(explorationReport(compact(text, { maxStates: 100 }))).not.toContain("no violation found");
  });

  it("takes a quarter of the memory or less", () => {
    const bytes = (options: ExploreOptions): number => {
      let most = 0;
      explore(compiled(philosophers(6, 2)), { ...options, progress: (now) => (most = Math.max(most, now.bytes)) });
      return most;
    };
    expect(bytes({ compact: true })).toBeLessThan(bytes({ reduce: "off" }) / 4);
  });
});
