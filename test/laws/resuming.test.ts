// A search that is stopped and goes on gives the answer of one that was never stopped: every number, every schedule.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explore } from "#sim/explorer/explore.js";
import type { ExploreOptions } from "#sim/explorer/explore.js";
import type { Exploration } from "#sim/explorer/exploration.js";
import { SnapshotError } from "#sim/explorer/saved-search.js";
import type { Snapshot } from "#sim/explorer/searching.js";
import type { Program } from "#sim/programs/program.js";
import { explorationJson } from "#sim/report/json.js";
import { compiled } from "../tiny.js";
import { coroutineText, lockedText, processText, scenarioText, symmetricText } from "./programs.js";
import { timedText } from "./timed-programs.js";

/** What a search leaves when these options stop it, copied; null: it came to its end. */
function stopped(program: Program, options: ExploreOptions): Snapshot | null {
  let snapshot: Snapshot | null = null;
  explore(program, {
    ...options,
    onStop: (stop) => {
      snapshot = structuredClone(stop);
    },
  });
  return snapshot;
}

/** The answer of a search that is stopped after each of these shares of the states, in ascending order, and how often it was. */
function inPieces(
  program: Program,
  options: ExploreOptions,
  stops: readonly number[],
): { readonly answer: Exploration; readonly pieces: number } {
  let resume = {};
  let pieces = 0;
  for (const maxStates of stops) {
    const snapshot = stopped(program, { ...options, ...resume, maxStates });
    if (snapshot === null) continue;
    resume = { resume: snapshot };
    pieces += 1;
  }
  return { answer: explore(program, { ...options, ...resume }), pieces };
}

function expectSame(answer: Exploration, whole: Exploration): void {
  expect(answer).toEqual(whole);
  expect(JSON.stringify(explorationJson(answer))).toBe(JSON.stringify(explorationJson(whole)));
}

/** Larger programs are passed over. */
const statesMax = 600;

const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 3 });

const kinds: readonly (readonly [string, fc.Arbitrary<string>, ExploreOptions])[] = [
  ["threads", scenarioText, {}],
  ["threads, every access a step", scenarioText, { interpreter: "free-threaded", reduce: "on" }],
  ["like threads", symmetricText, { reduce: "on" }],
  ["threads with locks", lockedText, { reduce: "on" }],
  ["processes", processText, {}],
  ["coroutines", coroutineText, {}],
  ["threads and time", timedText, {}],
];

describe("A search that is stopped by limits of states, once or several times, and goes on", () => {
  for (const [kind, texts, options] of kinds)
    it(`answers like one that was never stopped: ${kind}`, { timeout: 60_000 }, () => {
      let pieces = 0;
      fc.assert(
        fc.property(texts, shares, (text, shares) => {
          const program = compiled(text);
          const whole = explore(program, { ...options, maxStates: statesMax });
          if (whole.limit !== null) return;
          const { states } = whole.statistics;
          const stops = shares.map((share) => 1 + Math.floor(share * states)).sort((a, b) => a - b);
          const found = inPieces(program, options, stops);
          expectSame(found.answer, whole);
          pieces += found.pieces;
        }),
        { seed: 20, numRuns: 30 },
      );
      expect(pieces).toBeGreaterThan(4);
    });
});

describe("A search that is interrupted goes on in the stage it was in", () => {
  const like = (threads: number, rounds: number): string =>
    `shared x = 0\nthread a * ${threads}:\n    repeat ${rounds}:\n        x += 1\nfinally x == ${threads * rounds}\n`;
  const apart = `
    shared a = [0, 0, 0, 0, 0]
    shared m = Lock()
    thread p(i) for i in [0, 1, 2, 3]:
        repeat 2:
            a[i] += 1
        with m:
            a[4] += 1
    finally a[4] == 4
  `;

  /** The stages in which one that is interrupted at its n-th question is, for n = 0, step, 2 step, …; all go on alike. */
  function stagesOf(text: string, options: ExploreOptions, step: number): string[] {
    const program = compiled(text);
    let asked = 0;
    const whole = explore(program, { ...options, interrupted: () => (asked++, false) });
    const stages = new Set<string>();
    for (let n = 0; n < asked; n += step) {
      let left = n;
      const snapshot = stopped(program, { ...options, interrupted: () => left-- <= 0 });
      if (snapshot === null) continue;
      stages.add(`${snapshot.stage}${snapshot.search.proof === null ? "" : ", proved"}`);
      expectSame(explore(program, { ...options, resume: snapshot }), whole);
    }
    return [...stages];
  }

  it("the full search", () => {
    expect(stagesOf(like(3, 3), { reduce: "off" }, 1)).toEqual(["full"]);
  });

  it("the one that uses symmetry, in the middle of an attempt at a proof, and after it", { timeout: 60_000 }, () => {
    expect(stagesOf(like(3, 3), { reduce: "on" }, 1)).toEqual(["symmetric"]);
    expect(stagesOf(apart, { reduce: "on" }, 1)).toEqual(["full", "full, proved"]);
  });
});

describe("A snapshot", () => {
  const text = "shared x = 0\nthread t * 2:\n    repeat 3:\n        x += 1\n";

  it("is not made when the search has finished, nor when no limit of ours would help", () => {
    expect(stopped(compiled(text), {})).toBeNull();
    const many =
      "shared x = 0\ndef f():\n    pass\nthread t:\n    repeat 3:\n        w = Thread(target=f)\n        w.start()\n";
    expect(explore(compiled(many), { maxUnits: 2 }).limit?.name).toBe("units");
    expect(stopped(compiled(many), { maxUnits: 2 })).toBeNull();
  });

  it("may be gone on from more than once", () => {
    const program = compiled(text);
    const snapshot = stopped(program, { maxStates: 20 });
    if (snapshot === null) throw new Error("the search was not stopped");
    const first = explore(program, { resume: snapshot });
    expectSame(explore(program, { resume: snapshot }), first);
    expectSame(first, explore(program));
  });

  it("of another program is refused", () => {
    const resume = stopped(compiled(text), { maxStates: 20 });
    if (resume === null) throw new Error("the search was not stopped");
    const other = compiled("shared y = [1]\nthread t * 3:\n    y.append(2)\n");
    expect(() => explore(other, { resume })).toThrow(SnapshotError);
  });
});
