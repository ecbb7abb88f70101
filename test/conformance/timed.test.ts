import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { explored } from "../tiny.js";
import { describeTwins } from "./twins.js";

// The moments of these programs are so far apart that the real ones can end in one way only.
describeTwins({ folder: "timed", atLeast: 12, several: [] });

test.each(["sleep-sort", "lock-time-outs", "timer-cancelled"])(
  "without a clock %s ends in several ways, too",
  (name) => {
    const text = readFileSync(new URL(`./cpython/timed/${name}.scenario`, import.meta.url), "utf8");
    const ends = (time: "timed" | "untimed"): string[] =>
      explored(text, { time }).outcomes.map(({ values }) => values[0].value);
    expect(ends("untimed").length).toBeGreaterThan(1);
    expect(ends("untimed")).toEqual(expect.arrayContaining(ends("timed")));
  },
);
