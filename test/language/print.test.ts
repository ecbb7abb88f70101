import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "../../dist/language/parse.js";
import { print } from "../../dist/language/print.js";
import { Source } from "../../dist/language/source.js";
import { scenarioSyntax, shape } from "./arbitrary.js";

const read = (text: string) => parse(new Source(text, "t.scenario"), { primitives: true });

/** Text after one round through the parser. */
function layout(text: string): string {
  const { syntax, diagnostics } = read(text);
  expect(diagnostics).toEqual([]);
  return print(syntax);
}

describe("what is printed is what was parsed", () => {
  test("for every tree", { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(scenarioSyntax, (syntax) => {
        const text = print(syntax);
        const again = read(text);
        expect(
          again.diagnostics.map((d) => d.message),
          text,
        ).toEqual([]);
        expect(shape(again.syntax), text).toBe(shape(syntax));
        expect(print(again.syntax)).toBe(text);
      }),
      { numRuns: Number(process.env["RUNS"] ?? 600) },
    );
  });

  const folder = new URL("../../scenarios/", import.meta.url);
  test.each(readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".scenario")))(
    "for scenarios/%s",
    (file) => {
      const first = read(readFileSync(new URL(file, folder), "utf8"));
      expect(first.diagnostics).toEqual([]);
      const text = print(first.syntax);
      const second = read(text);
      expect(shape(second.syntax)).toBe(shape(first.syntax));
      expect(print(second.syntax)).toBe(text);
    },
  );
});

describe("the layout", () => {
  test.each([
    [
      "compare threads( N+1 ),asyncio  limit (N+1)+threads(2)",
      "compare threads(N + 1), asyncio limit (N + 1) + threads(2)\n",
    ],
    ["expect speedup asyncio limit 2*N>=3", "expect speedup asyncio limit 2 * N >= 3\n"],
    ["shared x=((1+2)*3)", "shared x = (1 + 2) * 3\n"],
    ["shared x = 1 + (2 * 3) - (4 - 5)", "shared x = 1 + 2 * 3 - (4 - 5)\n"],
    ["shared x = (2 ** 3) ** -1, (-2) ** 2, -(2 ** 2)", "shared x = (2 ** 3) ** -1, (-2) ** 2, -2 ** 2\n"],
    ["shared x = not (a == b), (not a) == b", "shared x = not a == b, (not a) == b\n"],
    ["shared x = (a or b) and c or (d and e)", "shared x = (a or b) and c or d and e\n"],
    ["shared x = (a < b) < c", "shared x = (a < b) < c\n"],
    ["shared x = (1).real, (a).b, (1,), (), [*a]", "shared x = (1).real, a.b, (1,), (), [*a]\n"],
    ["shared x = f(((y for y in z))), g((a, b), c = 1)", "shared x = f(y for y in z), g((a, b), c=1)\n"],
    ["shared x = f'{a!r:>{w}}' 'b', b'\\xff', 1e22, 5 .x", 'shared x = f"{a!r:>{w}}b", b"\\xff", 1e+22, (5).x\n'],
    [
      "thread t:\n  sleep (1 + 2) * U; io - 1; cpu(5ms); await io(5ms)",
      "thread t:\n    sleep (1 + 2) * U\n    io - 1\n    cpu(5ms)\n    await io 5ms\n",
    ],
    [
      "thread t:\n if a: b\n else:\n  if c: d\n  else: e",
      "thread t:\n    if a:\n        b\n    elif c:\n        d\n    else:\n        e\n",
    ],
    [
      "thread t:\n with ((a, b)): pass\n with (a, b as c): pass",
      "thread t:\n    with ((a, b)):\n        pass\n    with a, b as c:\n        pass\n",
    ],
    ["option a='x # y'\noption b =  cpython-3.12 # c", 'option a = "x # y"\noption b = cpython-3.12\n'],
    [
      "expect states<=3\nexpect interleavings == 6\nexpect finding lost-update on x",
      "expect states <= 3\nexpect interleavings 6\nexpect lost update on x\n",
    ],
    ["always x leads to y", "x leads to y\n"],
    [
      "property 'p': (always(x)) leads to y\n(always(x)) leads to y",
      'property "p": always(x) leads to y\n(always(x)) leads to y\n',
    ],
  ])("of %j", (text, expected) => {
    expect(layout(text)).toBe(expected);
  });
});
