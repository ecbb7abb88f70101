/** The bounded buffer: with one condition and `notify()` it is free of deadlock iff 2·capacity >= producers + consumers. */
import { describe, expect, test } from "vitest";
import { explored } from "../tiny.js";
import { buffer, type Buffer } from "./programs.js";

function deadlocks(parameters: Buffer): boolean {
  return explored(buffer(parameters)).findings.some(({ kind }) => kind === "deadlock");
}

const sizes = [
  [1, 1, 1],
  [1, 2, 1],
  [2, 1, 1],
  [2, 2, 1],
  [1, 2, 2],
  [2, 1, 2],
  [2, 2, 2],
] as const;

describe("bounded buffer", () => {
  for (const [producers, consumers, capacity] of sizes) {
    const free = 2 * capacity >= producers + consumers;
    const name = `${producers} producers, ${consumers} consumers, room for ${capacity}`;
    test(`${name}: with one condition ${free ? "no deadlock" : "a deadlock"}`, () => {
      expect(deadlocks({ producers, consumers, capacity, form: "one" })).toBe(!free);
    });
    for (const form of ["two", "all"] as const)
      test(`${name}: with ${form === "two" ? "two conditions" : "notify_all()"} no deadlock`, () => {
        expect(deadlocks({ producers, consumers, capacity, form })).toBe(false);
      });
  }
});
