import { describe, expect, test } from "vitest";
import {
  CATALOGUE,
  explain,
  formatDiagnostic,
  formatDiagnostics,
  type Diagnostic,
} from "../../dist/language/diagnostic.js";
import { parse } from "../../dist/language/parse.js";
import { Source } from "../../dist/language/source.js";
import { suggest } from "../../dist/programs/suggest.js";

const at = (start: number, end: number): Diagnostic => ({
  code: "E101",
  severity: "error",
  message: "No.",
  span: { start, end },
});

describe("a code frame", () => {
  test("shows place, line, underline and hint", () => {
    const source = new Source("main:\n    if a && b:\n        pass\n", "dir/x.scenario");
    expect(formatDiagnostics(source, parse(source).diagnostics)).toBe(
      [
        "dir/x.scenario:2:10: error E108: `&&` is not Python.",
        "2 |     if a && b:",
        "  |          ~~",
        "  | hint: Write `and`.",
      ].join("\n"),
    );
  });

  test("keeps the underline below its place after tabs and wide characters", () => {
    const rows = formatDiagnostic(new Source("\tx = '日本' + y z"), at(14, 15)).split("\n");
    expect(rows[1]).toBe("1 |     x = '日本' + y z");
    expect(rows[2]).toBe("  |                    ~");
  });

  test("shows a window of a long line", () => {
    const rows = formatDiagnostic(new Source(`${"a".repeat(5000)}!${"b".repeat(5000)}`), at(5000, 5001), {
      width: 40,
    }).split("\n");
    expect(rows[1]).toBe(`1 | …${"a".repeat(12)}!${"b".repeat(25)}…`);
    expect(rows[2]).toBe(`  | ${" ".repeat(13)}~`);
  });

  test("marks at least one column, also at the end of the file", () => {
    expect(formatDiagnostic(new Source("ab"), at(2, 2)).split("\n")[2]).toBe("  |   ~");
    expect(formatDiagnostic(new Source(""), at(0, 0)).split("\n")[2]).toBe("  | ~");
  });

  test("underlines only the first line of a long span", () => {
    expect(formatDiagnostic(new Source("abc\ndef\n"), at(1, 6)).split("\n")[2]).toBe("  |  ~~");
  });

  test("is coloured by whoever asks for it", () => {
    const text = formatDiagnostic(new Source("ab"), at(0, 1), { paint: (role, piece) => `<${role}>${piece}</>` });
    expect(text).toContain("<error>error E101</>");
    expect(text).toContain("<underline>~</>");
  });

  test("of many problems shows the first 20, in order of place", () => {
    const source = new Source("x".repeat(50));
    const many = Array.from({ length: 30 }, (_, i) => at(29 - i, 30 - i));
    const text = formatDiagnostics(source, many);
    expect(text.split("\n\n")).toHaveLength(21);
    expect(text.endsWith("and 10 more")).toBe(true);
    expect(text.startsWith("<scenario>:1:1:")).toBe(true);
  });
});

test("every code has a title and a paragraph", () => {
  for (const [code, { title, text }] of Object.entries(CATALOGUE)) {
    expect(code).toMatch(/^E\d{3}$/);
    expect(title.length).toBeGreaterThan(3);
    expect(text).toMatch(/^[A-Z`].*[.!]$/);
  }
  expect(explain("e107")?.title).toContain("==");
  expect(explain("E999")).toBeNull();
});

test("a source counts lines and columns from one, whatever ends its lines", () => {
  const source = new Source("\ufeffa\r\nbc\rd\n");
  expect(source.text).toBe("a\nbc\nd\n");
  expect(source.position(3)).toEqual({ line: 2, column: 2 });
  expect(source.line(2)).toBe("bc");
  expect(source.line(4)).toBe("");
  expect(source.line(9)).toBe("");
  expect(source.position(99)).toEqual({ line: 4, column: 1 });
});

describe("did you mean", () => {
  const words = ["counter", "lock", "thread", "process", "expect"];
  test.each([
    ["conter", "counter"],
    ["counetr", "counter"],
    ["Lock", "lock"],
    ["thraed", "thread"],
    ["proces", "process"],
    ["exepct", "expect"],
    ["zebra", null],
    ["", null],
    ["lock", null],
    ["x".repeat(1000), null],
  ])("%j → %j", (word, meant) => {
    expect(suggest(word, words)).toBe(meant);
  });

  test("ties go to the first", () => {
    expect(suggest("bat", ["cat", "hat"])).toBe("cat");
  });
});
