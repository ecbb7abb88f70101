import { describe, expect, test } from "vitest";
import { thousands } from "#sim/programs/thousands.js";
import { brief, cells, chance, clip, hang, list, pad, plural, portion, wrap } from "#sim/report/layout.js";
import { shorten } from "#sim/report/effects.js";

describe("text in columns", () => {
  test("a wide character takes two columns, a combining mark none", () => {
    expect([cells("abc"), cells("数え"), cells("e\u0301"), cells("→│╰─✗")]).toEqual([3, 4, 1, 5]);
  });

  test("padding and clipping count columns, not characters", () => {
    expect(pad("数", 4)).toBe("数  ");
    expect(pad("数", 4, "right")).toBe("  数");
    expect(clip("数数数", 4)).toBe("数…");
    expect(clip("abc", 3)).toBe("abc");
    expect(clip("abcd ef", 6)).toBe("abcd…");
  });

  test("long words are broken, short lines are filled", () => {
    expect(wrap("aa bb cc", 5)).toEqual(["aa bb", "cc"]);
    expect(wrap("abcdefgh", 3)).toEqual(["abc", "def", "gh"]);
    expect(wrap("", 10)).toEqual([""]);
  });

  test("a number and its percent sign stay together", () => {
    expect(wrap("11 runs give 95 %", 15)).toEqual(["11 runs give", "95 %"]);
  });

  test("a hanging indent is as wide as what stands before it", () => {
    expect(hang("note: ", "one two three four five", 26)).toEqual(["note: one two three four", "      five"]);
  });

  test("long values keep their beginning and end", () => {
    expect(shorten("[1, 2, 3]")).toBe("[1, 2, 3]");
    expect(shorten("abcdefghijklmnop", 10)).toBe("abcdef…nop");
  });
});

describe("numbers as people read them", () => {
  test("thousands are separated, of any size", () => {
    expect([thousands(999), thousands(1000), thousands(137846528820n)]).toEqual(["999", "1,000", "137,846,528,820"]);
  });

  test("one is singular", () => {
    expect([plural(1, "step"), plural(0, "step"), plural(2n, "step"), plural(3, "property", "properties")]).toEqual([
      "1 step",
      "0 steps",
      "2 steps",
      "3 properties",
    ]);
  });

  test("a share is a percentage until it is too small for one", () => {
    const shares = [
      [6n, 6n],
      [9999n, 10000n],
      [4n, 6n],
      [1n, 1000n],
      [0n, 6n],
      [1n, 1001n],
      [8n, 137846528820n],
    ] as const;
    expect(shares.map(([part, whole]) => portion(part, whole))).toEqual([
      "100 %",
      ">99.9 %",
      "66.7 %",
      "0.1 %",
      "0 %",
      "1 in 1,001",
      "1 in 17,230,816,103",
    ]);
  });

  test("a count has all its digits up to 18, then three, rounded", () => {
    expect([0n, 5719n, 10n ** 18n - 1n].map(brief)).toEqual(["0", "5,719", "999,999,999,999,999,999"]);
    expect([10n ** 18n, 123_456n * 10n ** 15n, 99_949n * 10n ** 40n, 99_950n * 10n ** 40n].map(brief)).toEqual([
      "1.00e18",
      "1.23e20",
      "9.99e44",
      "1.00e45",
    ]);
    expect(portion(7n, 10n ** 40n)).toBe("1 in 1.43e39");
  });

  test("a probability is a percentage without idle digits, or one in so many", () => {
    expect([1, 0.9999, 2 / 3, 0.5, 0.001, 0.0009, 2 ** -20, 2 ** -60, 0].map(chance)).toEqual([
      "100 %",
      ">99.9 %",
      "66.7 %",
      "50 %",
      "0.1 %",
      "1 in 1,111",
      "1 in 1,048,576",
      "1 in 1.2e+18",
      "0 %",
    ]);
  });

  test("lists end in and", () => {
    expect([list([]), list(["a"]), list(["a", "b"]), list(["a", "b", "c"])]).toEqual([
      "",
      "a",
      "a and b",
      "a, b and c",
    ]);
  });
});
