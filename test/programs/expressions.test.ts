// Expressions at the edges of the built-ins: what CPython says of them (expression-cases.json, made by
// make-expression-cases.py) is what we say, all the way from the text to the outcome.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { explored } from "../tiny.js";

type Row = readonly [expression: string, result: string];

const { prelude, ...groups } = JSON.parse(readFileSync(new URL("expression-cases.json", import.meta.url), "utf8")) as {
  readonly prelude: string;
} & Readonly<Record<string, readonly Row[]>>;

/** One thread that evaluates them all; each result is an outcome of its own. */
function ours(rows: readonly Row[]): string[] {
  const bodies = rows.map(
    ([expression], i) => `
def case_${i}():
    try:
        return repr(${expression})
    except UnicodeError as e:
        return f"!{type(e).__name__}"
    except BaseException as e:
        return f"!{type(e).__name__}: {e}"
`,
  );
  const calls = rows.map((_, i) => `    results.append(case_${i}())`);
  const text = `${prelude}${bodies.join("")}
shared results = []
thread evaluate:
${calls.join("\n")}
${rows.map((_, i) => `outcome results[${i}]`).join("\n")}
`;
  const [only] = explored(text).outcomes;
  return only.values.map(({ value }) => value);
}

describe("Expressions", () => {
  test.each(Object.keys(groups))("about %s mean what they mean in CPython", (group) => {
    const found = ours(groups[group]);
    const said = (results: readonly string[]): string[] =>
      groups[group].map(([expression], i) => `${expression}  ⇒  ${results[i]}`);
    expect(said(found)).toEqual(said(groups[group].map(([, result]) => result)));
  });
});
