/** What is left out where nobody asks for more than verdicts. */
import { expect, test } from "vitest";
import { explored } from "../tiny.js";

const counter = "shared x = 0\nthread t * 2:\n    x += 1\nfinally x == 2\n";

test("without insights everything is found, and nothing more is told about it", () => {
  const all = explored(counter);
  const bare = explored(counter, { insights: false });
  expect(
    all.findings.some(({ odds, noReturn, passing }) => odds !== null && noReturn !== null && passing !== null),
  ).toBe(true);
  expect(all.statistics).toMatchObject({ interleavings: 6n, traces: 4n });
  expect(all.statistics.ladder).not.toBeNull();
  expect(bare).toEqual({
    ...all,
    findings: all.findings.map((finding) => ({ ...finding, odds: null, noReturn: null, passing: null })),
    statistics: { ...all.statistics, traces: null, ladder: null },
  });
});

test("traces are counted all the same where the file expects a number of them", () => {
  const { traces, ladder } = explored(`${counter}expect traces 4\n`, { insights: false }).statistics;
  expect([traces, ladder]).toEqual([4n, null]);
});

test("rungs of the ladder do without their traces where nobody shows them", () => {
  const all = explored(counter);
  expect(all.statistics.ladder?.map(({ traces }) => traces)).toEqual([2, 4]);
  expect(explored(counter, { ladderTraces: false })).toEqual({
    ...all,
    statistics: { ...all.statistics, ladder: all.statistics.ladder?.map((rung) => ({ ...rung, traces: null })) },
  });
});
