// A tree printed in its author's style: untouched, it says the same; changed, only the change shows.
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { printAsWritten } from "#sim/language/print-as-written.js";
import { parse } from "#sim/language/parse.js";
import { print } from "#sim/language/print.js";
import { Source } from "#sim/language/source.js";
import type { Declaration, ScenarioSyntax } from "#sim/language/syntax.js";
import { scenarioSyntax, shape } from "./arbitrary.js";

const read = (text: string): { source: Source; syntax: ScenarioSyntax } => {
  const source = new Source(text);
  const { syntax, diagnostics } = parse(source);
  expect(diagnostics).toEqual([]);
  return { source, syntax };
};

/** The text after a change of its declarations. */
function changed(text: string, change: (all: readonly Declaration[]) => readonly Declaration[] = (all) => all): string {
  const { source, syntax } = read(text);
  return printAsWritten(source, syntax, { declarations: change(syntax.declarations) });
}

describe("what is printed as it was written", () => {
  const folder = new URL("../../scenarios/", import.meta.url);
  test.each(readdirSync(folder).filter((file) => file.endsWith(".scenario")))("says the same: scenarios/%s", (file) => {
    const text = readFileSync(new URL(file, folder), "utf8");
    const again = changed(text);
    expect(shape(read(again).syntax)).toBe(shape(read(text).syntax));
    expect(changed(again)).toBe(again);
  });

  test("says the same, for every tree", () => {
    fc.assert(
      fc.property(scenarioSyntax, (syntax) => {
        const text = print(syntax);
        const source = new Source(text);
        const parsed = parse(source, { primitives: true });
        const again = printAsWritten(source, parsed.syntax, parsed.syntax);
        expect(shape(parse(new Source(again), { primitives: true }).syntax), text).toBe(shape(syntax));
      }),
      { numRuns: 300, seed: 4 },
    );
  });

  const styled = `# The counter, of course.
shared counter   =  0 # from zero
shared other = {
    "a": 1,   # one
    "b": 2,
}

# A remark on its own.

# Adds one.
thread adder * 2:
  # first look
  seen = counter   # stale?

  if seen>0 :  # never
      pass
  elif (seen ==
        0):
    counter=seen+1; other = {}
  else: pass
`;

  test("keeps spelling, line breaks and the comments beside and above; one statement takes one line", () => {
    expect(changed(styled)).toBe(`# The counter, of course.
shared counter   =  0  # from zero
shared other = {
    "a": 1,   # one
    "b": 2,
}

# Adds one.
thread adder * 2:
  # first look
  seen = counter  # stale?

  if seen>0 :  # never
    pass
  elif (seen ==
        0):
    counter=seen+1
    other = {}
  else:
    pass
`);
  });

  test("a statement that is left out takes its comments along; what is changed is laid out anew", () => {
    const text = changed(styled, (declarations) =>
      declarations.flatMap((node): Declaration[] => {
        if (node.kind === "Shared" && node.name === "other") return [];
        if (node.kind !== "Unit") return [node];
        const body = node.body.flatMap((each) => (each.kind === "If" ? each.orelse : []));
        return [{ ...node, multiplicity: { ...node.multiplicity, count: null }, body }];
      }),
    );
    expect(text).toBe(`# The counter, of course.
shared counter   =  0  # from zero

# Adds one.
thread adder:
  if (seen ==
        0):
    counter=seen+1
    other = {}
  else:
    pass
`);
  });
});
