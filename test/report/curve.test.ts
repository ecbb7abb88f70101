import { describe, expect, test } from "vitest";
import { curveReport } from "#sim/report/curve.js";
import { curveSvg } from "#sim/report/curve-svg.js";
import { workers } from "./comparisons.js";
import { tagged, untagged } from "./tagged.js";
import { malformed } from "./xml.js";

/** The same speed-ups for other values. */
function over(values: readonly number[]): typeof workers.points {
  return workers.points.map((point, i) => ({ ...point, value: values[i] }));
}

describe("the speed-ups of a sweep", () => {
  test("a table, and a line for each strategy below the ideal one", () => {
    expect(`\n${curveReport(workers, { width: 80 })}`).toMatchInlineSnapshot(`
      "
        workers         threads       processes         asyncio
              1  960 ms   1.00×  1.00 s   0.96×  262 ms   3.66×
              2  480 ms   2.00×  500 ms   1.92×  262 ms   3.66×
              4  259 ms   3.70×  250 ms   3.84×  262 ms   3.66×
              8  259 ms   3.70×  167 ms   5.76×  262 ms   3.66×
             16  259 ms   3.70×  167 ms   5.76×  262 ms   3.66×

        speed-up
        6× ┤                        ⠄⠈
           │                      ⠐       ⢀⡠⠔⠊▲⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉▲
           │                   ⠠ ⠁    ⣀⠤⠒⠉⠁
           │                  ⠂  ⢀⡠⠔⠊⠉
           │               ⡀⠈⣀⠤⠒⠊⠁
        4× ┤■⣀⣀⣀⣀■⣀⣀⣀⣀⣀⣀⣀⣀⢀●⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤●⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤●
           │          ⢀⢀⡠⠊⠁
           │         ⣀⠔⠉
           │      ⢀⡠⠊⠁
        2× ┤    ⢀●⠁
           │ ⢀⡠⠒⠁
           │●⠊⠁
           │
        0× ┤
           └┬────┬─────────┬──────────────────┬─────────────────────────────────────┬
            1    2         4                  8                                    16
                                                                              workers

        ● threads  ▲ processes  ■ asyncio  ⠂⠂ ideal
      "
    `);
  });

  test("on a narrow terminal stand in several tables", () => {
    expect(`\n${curveReport(workers, { width: 60 })}`).toMatchInlineSnapshot(`
      "
        workers         threads       processes         asyncio
              1  960 ms   1.00×  1.00 s   0.96×  262 ms   3.66×
              2  480 ms   2.00×  500 ms   1.92×  262 ms   3.66×
              4  259 ms   3.70×  250 ms   3.84×  262 ms   3.66×
              8  259 ms   3.70×  167 ms   5.76×  262 ms   3.66×
             16  259 ms   3.70×  167 ms   5.76×  262 ms   3.66×

        speed-up
        6× ┤                  ⠂
           │                ⠈     ⣀⠔▲⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉▲
           │               ⠁   ⡠⠔⠉
           │             ⠈ ⢀⡠⠒⠉
           │            ⢀⠤⠒⠁
        4× ┤■⣀⣀⣀■⣀⣀⣀⣀⣀⢀●⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤●⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤●
           │       ⢀⢀⠔⠁
           │      ⡀⡰⠁
           │    ⢀⡠⠊
        2× ┤   ⡠●⠁
           │ ⢀⠔⠁
           │●⠊
           │
        0× ┤
           └┬───┬──────┬────────────┬───────────────────────────┬
            1   2      4            8                          16
                                                          workers

        ● threads  ▲ processes  ■ asyncio  ⠂⠂ ideal
      "
    `);
  });

  test("have equal steps for equal ratios where the values are far apart", () => {
    const sweep = { name: "size", unit: "kB", points: over([1, 10, 100, 1000, 10000]) };
    expect(curveReport(sweep, { width: 60 }).split("\n").slice(-6)).toMatchInlineSnapshot(`
      [
        "     └┬────────────┬────────────┬────────────┬────────────┬",
        "      1           10           100         1,000     10,000",
        "                                                 size in kB",
        "",
        "  ● threads  ▲ processes  ■ asyncio",
        "",
      ]
    `);
  });

  test("have a colour for each strategy, and say the same without", () => {
    const painted = curveReport(workers, { width: 80, paint: tagged });
    expect(untagged(painted)).toBe(curveReport(workers, { width: 80 }));
    expect(painted.trimEnd().split("\n").at(-1)).toBe(
      "  [cyan:●] threads  [magenta:▲] processes  [blue:■] asyncio  [dim:⠂⠂ ideal]",
    );
  });

  test.each([
    ["no value", []],
    ["one value", workers.points.slice(0, 1)],
    ["values without strategies", [{ value: 1, rows: [] }]],
  ])("of %s are drawn as well", (_, points) => {
    expect(curveReport({ ...workers, points })).not.toMatch(/NaN|Infinity|undefined/);
    expect(curveSvg({ ...workers, points })).not.toMatch(/NaN|Infinity|undefined/);
  });
});

describe("the speed-ups of a sweep as SVG", () => {
  test("is one document with every figure in it", () => {
    const text = curveSvg({ ...workers, name: "a < b" });
    expect(malformed(text)).toBeNull();
    expect(text).toContain('<title id="curve-title">Speed-up by a &lt; b</title>');
    expect(text).toContain(
      "How many times as fast as sequential threads, processes and asyncio are, for a &lt; b 1, 2, 4, 8 and 16.",
    );
    expect(text).toContain("<title>processes\na &lt; b 8: 167 ms, 5.76 times as fast</title>");
    expect(text).toContain("<title>ideal</title>");
  });

  test("has no ideal line where the value is no limit", () => {
    expect(curveSvg({ name: "size", points: workers.points })).not.toContain("ideal");
  });
});
