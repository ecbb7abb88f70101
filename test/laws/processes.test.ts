/** What is true of every program of processes, and of every program of coroutines. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explore } from "../../dist/explorer/explore.js";
import { compiled } from "../tiny.js";
import { coroutineText, processText, separate } from "./programs.js";
import { reportsAreReplayed, walk } from "./walk.js";

const runs = { numRuns: 60, seed: 20261122, endOnFailure: true };

/** What the processes can leave in their locals, however they end. */
function left(text: string): Set<string> {
  const { outcomes, statistics } = explore(compiled(text), { maxStates: 20_000 });
  expect(statistics.complete).toBe(true);
  return new Set(outcomes.map(({ values }) => values.map(({ value }) => value).join(" ")));
}

describe("Both engines", () => {
  it("agree on processes at every step", () => {
    fc.assert(
      fc.property(processText, fc.array(fc.nat(5), { minLength: 5, maxLength: 40 }), (text, picks) => {
        walk(text, picks);
      }),
      runs,
    );
  });

  it("agree on every outcome and finding of processes", () => {
    fc.assert(
      fc.property(processText, (text) => {
        reportsAreReplayed(text, { states: 2000, outcomes: 25 });
      }),
      runs,
    );
  });
});

describe("Two processes without a common object", () => {
  it("never interfere: together they can do what each of them can do alone, and nothing else", () => {
    fc.assert(
      fc.property(separate, (text) => {
        const together = left(text(["a", "b"]));
        const expected = [...left(text(["a"]))].flatMap((a) => [...left(text(["b"]))].map((b) => `${a} ${b}`));
        expect([...together].sort()).toEqual(expected.sort());
      }),
      { ...runs, numRuns: 40 },
    );
  });
});

describe("Coroutines without an await between read and write", () => {
  it("lose no update", () => {
    fc.assert(
      fc.property(coroutineText, (text) => {
        const kinds = explore(compiled(text), { maxStates: 5000 }).findings.map(({ kind }) => kind);
        expect(kinds).not.toContain("lost-update");
        expect(kinds).not.toContain("data-race");
      }),
      runs,
    );
  });
});
