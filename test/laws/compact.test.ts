/** A search that keeps hashes of states finds what the one finds that keeps states: but for livelocks, which need the graph. */
import fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compile } from "#sim/language/compile.js";
import type { Program } from "#sim/programs/program.js";
import { compacted, searched } from "../explorer/both-searches.js";
import { compiled } from "../tiny.js";
import { lockedText, processText, scenarioText } from "./programs.js";
import { timedText } from "./timed-programs.js";

const isTrap = (mark: string): boolean => mark.includes('"kind":"trap"');

/** Whether it was not too large to see. */
function agree(program: Program): boolean {
  const full = searched(program, 10_000);
  if (!full.complete) return false;
  const { states, transitions, complete, expected, reached } = full;
  const marks = full.marks.filter((mark) => !isTrap(mark));
  expect(compacted(program, 10_000)).toMatchObject({ states, transitions, complete, marks, expected, reached });
  return true;
}

describe("The compact search finds what the full search finds", () => {
  for (const [what, texts, numRuns] of [
    ["with nested blocks, loops and exceptions", scenarioText, 40],
    ["with accesses under one lock", lockedText, 20],
    ["with processes", processText, 20],
    ["where time is exact", timedText, 20],
  ] as const)
    it(what, () => {
      let agreed = 0;
      fc.assert(
        fc.property(texts, (text) => {
          agreed += agree(compiled(text)) ? 1 : 0;
        }),
        { numRuns, seed: 20261122 },
      );
      expect(agreed).toBeGreaterThan(numRuns / 2);
    });

  const folder = new URL("../../scenarios/", import.meta.url);
  const lessons = readdirSync(folder).filter((name) => name.endsWith(".scenario"));
  it.each([0, 1, 2, 3])("in every fourth lesson from number %i on", (first) => {
    lessons.forEach((lesson, i) => {
      if (i % 4 !== first) return;
      const { program } = compile(readFileSync(new URL(lesson, folder), "utf8"));
      if (program === null) throw new Error(lesson);
      agree(program);
    });
  });
});
