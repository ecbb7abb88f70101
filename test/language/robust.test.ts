import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatDiagnostics } from "../../dist/language/diagnostic.js";
import { parse } from "../../dist/language/parse.js";
import { print } from "../../dist/language/print.js";
import { Source } from "../../dist/language/source.js";
import { shape } from "./arbitrary.js";

/** Parses, and checks what holds for every text: problems lie inside it, can be shown, and what is faultless can be printed. */
function survive(text: string): number {
  const source = new Source(text, "t.scenario");
  const { syntax, diagnostics } = parse(source, { primitives: true });
  for (const { span, message } of diagnostics) {
    expect(span.start).toBeGreaterThanOrEqual(0);
    expect(span.start).toBeLessThanOrEqual(source.text.length);
    expect(span.end).toBeGreaterThanOrEqual(span.start);
    expect(message.length).toBeLessThan(400);
  }
  expect(formatDiagnostics(source, diagnostics).split("\n\n").length).toBeLessThan(200);
  const printed = print(syntax);
  if (diagnostics.length === 0) {
    const again = parse(new Source(printed), { primitives: true });
    expect(again.diagnostics).toEqual([]);
    expect(shape(again.syntax)).toBe(shape(syntax));
  }
  return diagnostics.length;
}

const folder = new URL("../../scenarios/", import.meta.url);
const seeds = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".scenario"))
  .sort()
  .map((file) => readFileSync(new URL(file, folder), "utf8"));
const PIECES = [
  ...Array.from("()[]{}:;,.=+-*/%@!?$`\"'#\\\n\t \0"),
  "    ",
  "\n    ",
  "\n",
  '"""',
  "'''",
  'f"',
  "f'{",
  "}}",
  "{{",
  ":=",
  "==",
  "->",
  "**",
  "if ",
  "else",
  "elif ",
  "for ",
  " in ",
  "while ",
  "thread t",
  "shared x",
  "const",
  "main:",
  "process P:",
  "always ",
  "expect ",
  "outcomes ",
  "lambda ",
  "await ",
  "async ",
  "def f",
  "class ",
  "try:",
  "except ",
  "finally",
  "with ",
  "repeat ",
  "wait until ",
  "sleep ",
  "io 5ms",
  "x",
  "1",
  "0x",
  "1e",
  "5ms",
  "select:",
  "when ",
  "after ",
  "option o =",
  "scenario ",
  "leads to",
  "import ",
  "from ",
  "not ",
  "*",
  "yield ",
  "\u{1F600}",
  "\ud800",
  "é",
  "\r",
];

describe("the parser never throws and always ends", () => {
  test("on any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => void survive(text)),
      { numRuns: 1000 },
    );
  });

  test("on any heap of pieces of the language", { timeout: 60_000 }, () => {
    const heap = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(heap, (text) => void survive(text)),
      { numRuns: Number(process.env["RUNS"] ?? 3000) },
    );
  });

  test("on damaged scenarios", { timeout: 60_000 }, () => {
    const cut = fc.record({ at: fc.nat(), remove: fc.nat(12), insert: fc.constantFrom("", ...PIECES) });
    const damaged = fc
      .tuple(fc.constantFrom(...seeds), fc.array(cut, { minLength: 1, maxLength: 4 }))
      .map(([seed, cuts]) => cuts.reduce(damage, seed));
    fc.assert(
      fc.property(damaged, (text) => void survive(text)),
      { numRuns: Number(process.env["RUNS"] ?? 1500) },
    );
  });
});

function damage(text: string, { at, remove, insert }: { at: number; remove: number; insert: string }): string {
  const start = text.length === 0 ? 0 : at % text.length;
  return text.slice(0, start) + insert + text.slice(start + remove);
}

describe("depth and size", () => {
  const OPENERS = [
    "(",
    "[",
    "{",
    "f(",
    "x[",
    "-",
    "not ",
    "lambda: ",
    "a if b else ",
    "a ** ",
    "{1: ",
    "(yield ",
    "a.b(",
    "(a, ",
    "[x for x in ",
    "[x for x in y if ",
    "[*",
    "{**",
    "await io x[",
  ];

  test.each(OPENERS)("100,000 times %j is one problem", (opener) => {
    const { diagnostics } = parse(new Source(`shared x = ${opener.repeat(100_000)}\n`));
    expect(diagnostics.map((d) => d.code)).toEqual(["E112"]);
  });

  test.each(["f'{", 'f"{x:', "f'''{", "f'''{x:{"])("100,000 f-strings %j in each other are one problem", (opener) => {
    expect(parse(new Source(`shared x = ${opener.repeat(100_000)}\n`)).diagnostics).toHaveLength(1);
  });

  test.each(["1 + ", "a.b", "a()", "a[0]"])("a chain of 100,000 %j is one problem", (link) => {
    const { syntax, diagnostics } = parse(
      new Source(
        `shared x = a${link.startsWith("1") ? " + " : ""}${link.replace(/^a/, "").repeat(100_000)}1\nshared y = 2\n`,
      ),
    );
    expect(diagnostics.length).toBe(1);
    expect(syntax.declarations.map((one) => one.kind)).toContain("Shared");
  });

  test("1,000 levels of blocks are one problem, 150 are none", () => {
    const nested = (levels: number) =>
      `main:\n${Array.from({ length: levels }, (_, i) => `${" ".repeat(i + 1)}if x:\n`).join("")}${" ".repeat(levels + 1)}pass\n`;
    expect(survive(nested(150))).toBe(0);
    expect(survive(nested(1000))).toBe(1);
  });

  test("150 brackets in each other are fine", () => {
    expect(survive(`shared x = ${"(".repeat(150)}1${")".repeat(150)}\n`)).toBe(0);
  });

  test("100,000 lines", { timeout: 60_000 }, () => {
    expect(parse(new Source(`main:\n${"    counter += 1  # again\n".repeat(100_000)}`)).diagnostics).toEqual([]);
    expect(parse(new Source("x = = 1\n".repeat(100_000))).diagnostics).toHaveLength(100_000);
    expect(parse(new Source(`main:\n${"    f(1\n".repeat(100_000)}`)).diagnostics).toHaveLength(100_000);
  });

  test("a number of 4300 digits is fine, one more is not", () => {
    expect(survive(`shared x = ${"9".repeat(4300)}\n`)).toBe(0);
    expect(parse(new Source(`shared x = ${"9".repeat(1_000_000)}\n`)).diagnostics.map((d) => d.code)).toEqual(["E007"]);
  });
});
