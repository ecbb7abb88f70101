import { describe, expect, test } from "vitest";
import { barOf, duration, percent, threeDigits, timeTicks } from "#sim/report/figures.js";

describe("durations", () => {
  test.each([
    [0, "0 s"],
    [1, "1 ns"],
    [999, "999 ns"],
    [1000, "1.00 µs"],
    [850_000, "850 µs"],
    [999_499, "999 µs"],
    [999_600, "1.00 ms"],
    [12_345_678, "12.3 ms"],
    [99_960_000, "100 ms"],
    [1_200_000_000, "1.20 s"],
    [0.1 * 3 * 1e9, "300 ms"],
    [119e9, "119 s"],
    [125e9, "2 min 5 s"],
    [2 * 3600e9 + 5 * 60e9, "2 h 5 min"],
    [1e18, "277,777 h 46 min"],
  ])("%d ns are %s", (time, text) => expect(duration(time)).toBe(text));
});

describe("numbers", () => {
  test("three digits, however large", () => {
    expect([0, 0.005, 0.999, 3.664, 9.999, 36.64, 366.4, 12345.6].map(threeDigits)).toEqual([
      "0.00",
      "0.01",
      "1.00",
      "3.66",
      "10.0",
      "36.6",
      "366",
      "12,346",
    ]);
  });

  test("a share is never rounded to nothing or to all", () => {
    expect([0, 0.001, 0.004, 0.5, 0.996, 1].map(percent)).toEqual(["0 %", "<1 %", "<1 %", "50 %", ">99 %", "100 %"]);
  });

  test("a bar is exact to an eighth, and something is never nothing", () => {
    expect(barOf(1, 2, 5)).toBe("██▌");
    expect(barOf(1, 1000, 5)).toBe("▏");
    expect([barOf(0, 1, 5), barOf(0, 0, 5)]).toEqual(["", ""]);
    expect(barOf(2, 2, 5)).toBe("█████");
  });
});

describe("the ticks of an axis of time", () => {
  const labels = (span: number, parts: number): string[] => timeTicks(span, parts).map(({ label }) => label);

  test("are round, and all in the unit of the last one", () => {
    expect(labels(261e6, 6)).toEqual(["0", "50 ms", "100 ms", "150 ms", "200 ms", "250 ms"]);
    expect(labels(1.05e9, 6)).toEqual(["0", "0.2 s", "0.4 s", "0.6 s", "0.8 s", "1 s"]);
    expect(labels(5000e9, 3)).toEqual(["0", "2,000 s", "4,000 s"]);
  });

  test("are whole nanoseconds", () => {
    expect(labels(3, 10)).toEqual(["0", "1 ns", "2 ns", "3 ns"]);
    expect(labels(0, 10)).toEqual(["0"]);
  });
});
