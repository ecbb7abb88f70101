import { expect, test } from "vitest";
import { explore } from "#sim/explorer/explore.js";
import type { Hottest } from "#sim/explorer/limits.js";
import { compiled } from "../tiny.js";

test("a search says on which line most of the steps are that it has followed last", () => {
  const text = `
shared x = 0
shared y = 0
thread many * 3:
    repeat 4:
        x += 1
thread one:
    y = 1
`;
  const seen: (Hottest | null)[] = [];
  explore(compiled(text), { reduce: "off", progress: ({ hottest }) => seen.push(hottest) });
  expect(seen[0]).toBeNull();
  expect(seen.at(-1)?.line).toBe(5);
  expect(seen.at(-1)?.share).toBeGreaterThan(0.5);
});

test("without anybody who watches it is not looked for", () => {
  let asked = 0;
  explore(compiled("shared x = 0\nthread t * 2:\n    x += 1\n"), {
    progress: ({ hottest }) => (asked += hottest?.line ?? 0),
  });
  expect(asked).toBe(0);
});
