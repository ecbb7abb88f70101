/** docs/performance.md holds the tables that the benchmark makes. The figures are nobody's promise and are not tested. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { peers } from "../../bench/models.mjs";
import { fewer, speed, verdict } from "../../bench/requirements.mjs";
import { median, sectionOf, table, withSection } from "../../bench/table.mjs";

const page = readFileSync(new URL("../../docs/performance.md", import.meta.url), "utf8");
const section = (name: string): string => sectionOf(page, name) ?? "";

/** By heading: the rows of the table below it, head and rule included. */
function tables(text: string): ReadonlyMap<string, string[][]> {
  const parts = text.split(/^### /m).slice(1);
  return new Map(
    parts.map((part) => {
      const [heading, ...lines] = part.split("\n");
      const rows = lines.filter((line) => line.startsWith("| ")).map((line) => line.slice(2, -2).split(" | "));
      return [heading, rows];
    }),
  );
}

describe("docs/performance.md", () => {
  test("has the sections that the scripts write, with rectangular tables", () => {
    for (const name of ["peers", "curve"]) {
      const found = [...tables(section(name)).values()];
      expect(found.length).toBeGreaterThan(2);
      for (const [head, rule, ...rows] of found) {
        expect(rule.every((cell) => /^---:?$/.test(cell))).toBe(true);
        expect(rows.length).toBeGreaterThan(0);
        expect(rows.filter((row) => row.length !== head.length)).toEqual([]);
      }
    }
  });

  test("every model is in every table of the comparison", () => {
    const found = tables(section("peers"));
    for (const heading of ["Without reduction", "With reduction", "Until the verdict is there"]) {
      const names = (found.get(heading) ?? []).slice(2).map(([name]) => name.split(" ")[0]);
      expect(peers.filter(({ model }) => !names.includes(model))).toEqual([]);
    }
  });

  test("every requirement has an answer", () => {
    const answers = (tables(section("peers")).get("What was asked") ?? []).slice(2).map((row) => row[2]);
    expect(answers).toHaveLength(11);
    expect(answers.filter((answer) => !["yes", "**no**", "not measured"].includes(answer))).toEqual([]);
  });

  test("says what it was measured with, and names no place of anybody's machine", () => {
    expect(section("peers")).toMatch(/^Measured on \d+ cores? \(.*\), \d+ GiB of memory, with Node \d+/);
    expect(page).not.toMatch(/\/(home|root|tmp|usr|work)\//);
  });
});

describe("requirements", () => {
  const row = (name: string, more: object): object => ({
    model: name.split(" ")[0],
    name,
    full: { states: 1000, statesPerSecond: null },
    reduced: { states: 10, seconds: 0.1 },
    command: 0.2,
    spin: { full: { rate: null }, reduced: { states: 10 }, verdict: 1 },
    ...more,
  });
  const rated = (states: number, ours: number | null, theirs: number | null): object =>
    row("phil", { full: { states, statesPerSecond: ours }, spin: { full: { rate: theirs } } });
  const command = ({ command: taken }: { command: number | null }): number | null => taken;

  test("speed is judged on the largest size in which both have a rate", () => {
    expect(speed([rated(10, 2, 1), rated(20, 1, 2), rated(30, null, null)], "phil").met).toBe(false);
    expect(speed([rated(10, 1, 2), rated(20, 2, 2)], "phil").met).toBe(true);
    expect(speed([rated(10, 1, 5), rated(20, 3, 2), rated(30, 2, null), rated(40, null, 1)], "phil").met).toBe(true);
    expect(speed([rated(10, 9, 5)], "phil").said).toMatch(/: 9; SPIN 5: 1.8 ×$/);
    expect(speed([rated(10, null, 2)], "phil").met).toBeNull();
    expect(speed([rated(10, 2, 1)], "counter").met).toBeNull();
  });

  test("the worst model decides on the time to the verdict, of those under a million states", () => {
    expect(verdict([row("a", {}), row("b", {})], "", command).met).toBe(true);
    expect(verdict([row("a", {}), row("b", { command: 0.21 })], "", command).met).toBe(false);
    const large = row("b", { command: 9, full: { states: 1e6 } });
    expect(verdict([row("a", {}), large], "", command).met).toBe(true);
    expect(verdict([row("a", {}), row("b", { command: null })], "", command).met).toBeNull();
    expect(verdict([], "", command).met).toBeNull();
  });

  test("no more states under reduction, in any size", () => {
    expect(fewer([row("bbuf", {})], "bbuf").met).toBe(true);
    expect(fewer([row("bbuf", {}), row("bbuf", { reduced: { states: 11 } })], "bbuf").met).toBe(false);
    expect(fewer([row("bbuf", { reduced: { states: null } })], "bbuf").met).toBeNull();
  });
});

describe("tables and sections", () => {
  test("a section is replaced between its marks, and nothing else", () => {
    const text = "a\n<!-- bench:x -->\nold\n<!-- /bench:x -->\nb\n";
    const now = withSection(text, "x", "new");
    expect(now).toBe("a\n<!-- bench:x -->\nnew\n<!-- /bench:x -->\nb\n");
    expect(sectionOf(now, "x")).toBe("new");
    expect(withSection(now, "x", "new")).toBe(now);
  });

  test("no section, one that is there twice, or one that ends before it begins is refused", () => {
    const [open, close] = ["<!-- bench:x -->", "<!-- /bench:x -->"];
    for (const text of ["", open, open + close + open + close, close + open]) {
      expect(sectionOf(text, "x")).toBeNull();
      expect(() => withSection(text, "x", "")).toThrow("no section x");
    }
  });

  test("a table is Markdown, words to the left and figures to the right", () => {
    expect(table([["model", "left"], ["states"]], [["a", "1"]])).toBe("| model | states |\n| --- | ---: |\n| a | 1 |");
  });

  test("the median of an odd number of figures; none if one is missing", () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([10, 9, 1, 100, 11])).toBe(10);
    expect(median([1, null, 2])).toBeNull();
    expect(median([])).toBeNull();
  });
});
