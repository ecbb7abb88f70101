/** The documentation is executed: outputs are what the commands print, scenarios meet their expectations. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { compile } from "../../dist/language/compile.js";
import { explore } from "../../dist/explorer/explore.js";
import { checkExpectations } from "../../dist/testing/expectations.js";
import { blocks, pages, programs, refreshed } from "../../tools/docs.js";

const root = new URL("../../", import.meta.url);
const text = (page: string): string => readFileSync(new URL(page, root), "utf8");

describe("documentation", () => {
  for (const page of pages()) {
    test(`${page}: what the commands print is what it shows`, { timeout: 120_000 }, () => {
      for (const { inside } of blocks(text(page), "console")) expect(refreshed(inside)).toBe(inside);
    });

    test(`${page}: what the programs print is what it shows`, { timeout: 120_000 }, () => {
      for (const { inside, now } of programs(text(page))) expect(now()).toBe(inside);
    });

    test(`${page}: its scenarios compile and meet their expectations`, { timeout: 120_000 }, () => {
      for (const { inside, line } of blocks(text(page), "scenario")) {
        const { program, diagnostics } = compile(inside, { file: `${page}:${line}` });
        expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
        if (program === null || program.expectations.length === 0) continue;
        const results = checkExpectations(program, explore(program));
        expect(results.filter(({ met }) => !met)).toEqual([]);
      }
    });
  }
});
