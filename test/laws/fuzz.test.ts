/** No input crashes or hangs the tool: there is always a diagnostic or a result. */
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compile } from "../../dist/language/compile.js";
import { explore } from "../../dist/explorer/explore.js";
import { StartError } from "../../dist/scheduler/explaining.js";

const folder = new URL("../../scenarios/", import.meta.url);
const lessons = readdirSync(folder)
  .filter((file) => file.endsWith(".scenario"))
  .map((file) => readFileSync(new URL(file, folder), "utf8"));

/** Explores what compiles; the only exception allowed is that of module-level code which fails. */
function survives(text: string): void {
  const { program, diagnostics } = compile(text);
  if (program === null) {
    expect(diagnostics.length).toBeGreaterThan(0);
    return;
  }
  try {
    const { verdict } = explore(program, { maxStates: 300, maxInstructions: 20_000 });
    expect(["holds", "violated", "unknown"]).toContain(verdict);
  } catch (error) {
    if (!(error instanceof StartError)) throw new Error(`${String(error)}\n${text}`, { cause: error });
  }
}

const tokens = [
  "x",
  "y",
  "counter",
  "lock",
  "0",
  "1",
  "-1",
  "2.5",
  "'s'",
  "None",
  "[",
  "]",
  "(",
  ")",
  "{",
  "}",
  ":",
  ",",
  ".",
  "=",
  "+=",
  "==",
  "*",
  "**",
  "//",
  "<",
  "not",
  "and",
  "in",
  "if",
  "else",
  "for",
  "while",
  "def",
  "class",
  "return",
  "yield",
  "lambda",
  "with",
  "try",
  "except",
  "finally",
  "raise",
  "assert",
  "thread",
  "shared",
  "const",
  "always",
  "expect",
  "atomic",
  "repeat",
  "choose",
  "wait until",
  "\n",
  "\n    ",
  "\n        ",
  "#",
];

/** A lesson with some of its characters, words or lines deleted, doubled or replaced. */
const mutated: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...lessons),
    fc.array(fc.tuple(fc.nat(), fc.nat(4), fc.constantFrom(...tokens)), { minLength: 1, maxLength: 4 }),
  )
  .map(([lesson, edits]) => edits.reduce((text, [at, how, token]) => mutate(text, at, how, token), lesson));

function mutate(text: string, at: number, how: number, token: string): string {
  const pieces = text.split(/(\b|\n)/);
  const i = at % pieces.length;
  if (how === 0) pieces.splice(i, 1);
  else if (how === 1) pieces.splice(i, 0, pieces[i]);
  else if (how === 2) pieces.splice(i, 1, token);
  else if (how === 3) pieces.splice(i, 0, ` ${token} `);
  else [pieces[i], pieces[(i * 7 + 3) % pieces.length]] = [pieces[(i * 7 + 3) % pieces.length], pieces[i]];
  return pieces.join("");
}

const runs = { numRuns: 150, seed: 4711, endOnFailure: true };

describe("Whatever the input, there is a diagnostic or a result", () => {
  it("for lessons with random edits", () => {
    fc.assert(fc.property(mutated, survives), { ...runs, numRuns: 250 });
  }, 120_000);

  it("for random sequences of tokens", () => {
    fc.assert(
      fc.property(
        fc
          .array(fc.constantFrom(...tokens), { maxLength: 60 })
          .map((words) => `shared x = 0\nthread t * 2:\n    ${words.join(" ")}\n`),
        survives,
      ),
      runs,
    );
  }, 120_000);

  it("for random text, with control characters", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), survives), runs);
  });

  it("for deep nesting, long lines and huge numbers", () => {
    const deep = (n: number, open: string, close: string): string =>
      `shared x = ${open.repeat(n)}1${close.repeat(n)}\nthread t:\n    x = 1\n`;
    for (const n of [10, 150, 5000])
      for (const [open, close] of [
        ["(", ")"],
        ["[", "]"],
        ["-", ""],
        ["not ", ""],
        ["f(", ")"],
      ])
        survives(deep(n, open, close));
    survives(`shared x = ${"9".repeat(4000)}\nthread t:\n    x = x * x\n`);
    survives(`shared x = 1\nthread t:\n    x = 10 ** 10 ** 10\n`);
    survives(`shared x = 1\nthread t:\n    x = 1 << 10 ** 12\n`);
    survives(`shared x = "a" * 10 ** 12\nthread t:\n    x = 1\n`);
    survives(
      `shared x = 0\nthread t:\n${Array.from({ length: 300 }, (_, i) => `${"    ".repeat(i + 1)}if x == ${i}:`).join("\n")}\n${"    ".repeat(301)}pass\n`,
    );
    survives(`shared x = 0\nthread t * 100000:\n    x += 1\n`);
    survives(`shared x = 0\nthread t:\n    while True:\n        pass\n`);
    survives(`shared x = 0\ndef f(n):\n    return f(n + 1)\nthread t:\n    x = f(0)\n`);
    survives(`shared xs = []\nthread t:\n    while True:\n        xs.append(xs)\n`);
    survives(`shared xs = []\nthread t:\n    ys = [0]\n    while True:\n        ys = ys + ys\n`);
  }, 120_000);
});
