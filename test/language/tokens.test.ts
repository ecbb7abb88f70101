import { expect, test } from "vitest";
import { Source } from "../../dist/language/source.js";
import { tokenize } from "../../dist/language/tokens.js";

/** Tokens as `kind:text`, layout as `⏎ → ← ■`. */
function tokens(text: string): string {
  const layout: Record<string, string> = { newline: "⏎", indent: "→", dedent: "←", end: "■" };
  return tokenize(new Source(text))
    .tokens.map((token) => layout[token.kind] ?? `${token.kind}:${token.text}`)
    .join(" ");
}

function values(text: string): unknown[] {
  return tokenize(new Source(text)).tokens.flatMap((token) =>
    "value" in token ? [token.value] : token.kind === "duration" ? [`${token.nanoseconds}ns`] : [],
  );
}

test("blocks become indent and dedent; blank lines and comments are nothing", () => {
  expect(tokens("a\n  b\n\n # c\n  d\ne")).toBe("name:a ⏎ → name:b ⏎ name:d ⏎ ← name:e ⏎ ■");
  expect(tokens("a\n  b\n    c")).toBe("name:a ⏎ → name:b ⏎ → name:c ⏎ ← ← ■");
});

test("brackets and backslashes join lines", () => {
  expect(tokens("(a,\n  b)\nc")).toBe("op:( name:a op:, name:b op:) ⏎ name:c ⏎ ■");
  expect(tokens("a \\\n  b")).toBe("name:a name:b ⏎ ■");
});

test("a bracket that was not closed ends where only a statement can follow", () => {
  expect(tokens("f(1\ng")).toBe("name:f op:( number:1 ⏎ name:g ⏎ ■");
  expect(tokens("f(1,\n  return")).toBe("name:f op:( number:1 op:, ⏎ → keyword:return ⏎ ← ■");
});

test("numbers are Python's", () => {
  expect(values("1 1_000 0x_ff 0o17 0b11 1. .5 1e3 1_0.5e-1 00")).toEqual([
    1n,
    1000n,
    255n,
    15n,
    3n,
    1,
    0.5,
    1000,
    (1.05 / 1.05) * 1.05,
    0n,
  ]);
  expect(values("123456789012345678901234567890")).toEqual([123456789012345678901234567890n]);
});

test("durations are exact", () => {
  expect(values("50ms 1s 1.5s 10us 3ns 2min 0.001us 1e3ms")).toEqual([
    "50000000ns",
    "1000000000ns",
    "1500000000ns",
    "10000ns",
    "3ns",
    "120000000000ns",
    "1ns",
    "1000000000ns",
  ]);
});

test("strings in all their forms", () => {
  expect(
    values(String.raw`'a' "b" r'\n' '\n\x41\u0042\U0001F600\101\q' u'c' b'\xff' rb'\x' '''x
y''' 'a\
b'`),
  ).toEqual(["a", "b", "\\n", "\nAB\u{1F600}A\\q", "c", "\xff", "\\x", "x\ny", "ab"]);
});

test("an f-string is one token, its fields are tokens of their own", () => {
  const [token] = tokenize(new Source(`f"a{x!r:>{w}}{{{y=}"`)).tokens;
  const parts = token?.kind === "fstring" ? token.parts : [];
  expect(
    parts.map((part) =>
      "text" in part
        ? part.text
        : [part.tokens.map((t) => t.text).join(" "), part.conversion, part.spec?.length ?? null, part.shown],
    ),
  ).toEqual(["a", ["x ", "r", 2, null], "{", ["y ", "r", null, "y="]]);
});

test("the value of an option is raw text", () => {
  expect(tokens("option interpreter = cpython-3.13t  # x")).toBe(
    "name:option name:interpreter op:= raw:cpython-3.13t ⏎ ■",
  );
  expect(tokens("option a = 'x # y' # z")).toBe("name:option name:a op:= raw:x # y ⏎ ■");
});
