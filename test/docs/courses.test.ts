/** The table of the courses: every row names a scenario that exists, with the verdict that its check gives. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isScenario, misspelt, refreshed, rows } from "../../tools/courses.js";

const page = readFileSync(new URL("../../docs/courses.md", import.meta.url), "utf8");

describe("docs/courses.md", () => {
  test("every row links to a scenario of the folder", () => {
    expect(misspelt(page)).toEqual([]);
    expect(rows(page).length).toBeGreaterThan(100);
    expect(rows(page).filter(({ name }) => !isScenario(name))).toEqual([]);
  });

  test("each course tells its techniques apart", () => {
    const courses = page.split(/^## /m).slice(1);
    for (const course of courses) {
      const techniques = rows(course).map(({ technique }) => technique);
      expect(techniques).toEqual([...new Set(techniques)]);
    }
  });

  test("the verdicts are those of the checks, and no scenario is missing", { timeout: 180_000 }, () => {
    expect(refreshed(page)).toBe(page);
  });
});
