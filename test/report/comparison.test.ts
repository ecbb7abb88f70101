import { describe, expect, test } from "vitest";
import { comparisonJson, sweepJson } from "#sim/report/comparison-json.js";
import { comparisonReport } from "#sim/report/comparison.js";
import { downloads, row, workers } from "./comparisons.js";
import { tagged, untagged } from "./tagged.js";
import { timeErrors } from "./time-schema.js";
import { timeline } from "./timelines.js";

const file = "downloads.scenario";
const title = "Eight downloads, each resized";

/** The lines of the table, without the rest. */
function tableOf(...[comparison, options]: [typeof downloads, Parameters<typeof comparisonReport>[3]?]): string[] {
  return comparisonReport(comparison, file, title, options).split("\n\n")[1].split("\n");
}

describe("the report on a comparison", () => {
  test("which strategy, the table, why, from where on another, how it runs", () => {
    expect(comparisonReport(downloads, file, title)).toMatchInlineSnapshot(`
      "threads(8) · downloads.scenario — Eight downloads, each resized
        8 jobs, which compute and wait for I/O, on 4 cores

        strategy                  time        speed-up   eff.  cores   GIL  limited by
        sequential              960 ms  ████     1.00×  100 %    4 %  17 %  workers
      → threads(8)              261 ms  █▏       3.68×   46 %   15 %  62 %  the GIL
        processes(8)            208 ms  ▉        4.62×   58 %   21 %     –  overhead
        asyncio                 262 ms  █▏       3.66×          25 %  61 %  the GIL
        asyncio + processes(4)  failed

      Use threads(8): 3.68 times as fast as one after the other. Processes would save
      53 ms more, which is not worth starting them.
      threads(8) is limited by the GIL: one of them computes at a time.
      ✗ asyncio + processes(4): the argument of job 3 is a lambda, which cannot be
        pickled

      break-even
        · from 14 jobs on, processes(8) is faster than threads(8)
        · below 2 jobs, nothing beats sequential

      note: costs are defaults; \`sim calibrate\` measures them on this machine

      threads(8) 261 ms
                     0           50 ms       100 ms       150 ms      200 ms
                     ┬───────────┬───────────┬────────────┬───────────┬────────────┬──
        a main       ▎·······························································▎
        b worker[0]  █▒▒▒▒▒▒▒▒▒█▒▒▒▒▒▒▒▒▒█▒▒▒▒▒▒▒▒▒█─────────────────────────
        c worker[1]  ▒██▒▒▒▒▒▒▒▒██▒▒▒▒▒▒▒▒██▒▒▒▒▒▒▒▒██─────────────────────────
        d worker[2]  ▒▒▒█▒▒▒▒▒▒▒▒▒█▒▒▒▒▒▒▒▒▒█▒▒▒▒▒▒▒▒▒█─────────────────────────
        e worker[3]  ▒▒▒▒█▒▒▒▒▒▒▒▒▒█▒▒▒▒▒▒▒▒▒█▒▒▒▒▒▒▒▒▒█─────────────────────────
        f worker[4]  ▒▒▒▒▒█▒▒▒▒▒▒▒▒▒█▒▒▒▒▒▒▒▒▒█▒▒▒▒▒▒▒▒▒█─────────────────────────
        g worker[5]  ▒▒▒▒▒▒██▒▒▒▒▒▒▒▒██▒▒▒▒▒▒▒▒██▒▒▒▒▒▒▒▒██─────────────────────────
        h worker[6]  ▒▒▒▒▒▒▒▒█▒▒▒▒▒▒▒▒▒█▒▒▒▒▒▒▒▒▒█▒▒▒▒▒▒▒▒▒█─────────────────────────
        i worker[7]  ▒▒▒▒▒▒▒▒▒█▒▒▒▒▒▒▒▒▒█▒▒▒▒▒▒▒▒▒█▒▒▒▒▒▒▒▒▒█─────────────────────────
          GIL        bccdefgghibccdefgghibccdefgghibccdefgghi

        █ runs  ▎ runs briefly  ▒ waits for the GIL  ─ I/O, sleep
        · waits for a lock, a queue, a join  b…i holds the GIL
      "
    `);
  });

  test("leaves out columns on a narrow terminal, and has more of them on a wide one", () => {
    expect(tableOf(downloads, { width: 60 })).toMatchInlineSnapshot(`
      [
        "  strategy                  time  speed-up  limited by",
        "  sequential              960 ms     1.00×  workers",
        "→ threads(8)              261 ms     3.68×  the GIL",
        "  processes(8)            208 ms     4.62×  overhead",
        "  asyncio                 262 ms     3.66×  the GIL",
        "  asyncio + processes(4)  failed",
      ]
    `);
    const rows = downloads.rows.map((each) => ({ ...each, band: [each.seconds, each.seconds * 1.2] as const }));
    expect(tableOf({ ...downloads, rows }, { width: 120 })).toMatchInlineSnapshot(`
      [
        "  strategy                  time                          from … to  speed-up   eff.  cores   GIL  limited by",
        "  sequential              960 ms  ████████████████  960 ms … 1.15 s     1.00×  100 %    4 %  17 %  workers",
        "→ threads(8)              261 ms  ████▍             261 ms … 313 ms     3.68×   46 %   15 %  62 %  the GIL",
        "  processes(8)            208 ms  ███▌              208 ms … 250 ms     4.62×   58 %   21 %     –  overhead",
        "  asyncio                 262 ms  ████▍             262 ms … 314 ms     3.66×          25 %  61 %  the GIL",
        "  asyncio + processes(4)  failed",
      ]
    `);
  });

  test("marks the recommended strategy, and pales what is not worth it", () => {
    const lines = tableOf(downloads, { paint: tagged });
    expect(lines.slice(2, 4)).toMatchInlineSnapshot(`
      [
        "[green:→ threads(8)            ]  261 ms  [green:█▏  ]     3.68×   46 %   15 %  62 %  the GIL",
        "[dim:  processes(8)          ]  208 ms  [dim:▉   ]     4.62×   58 %   21 %     –  overhead",
      ]
    `);
    const options = { width: 100, full: true };
    expect(untagged(comparisonReport(downloads, file, title, { ...options, paint: tagged }))).toBe(
      comparisonReport(downloads, file, title, options),
    );
  });

  test("draws every strategy in full, and what limits it", () => {
    const text = comparisonReport(downloads, file, title, { full: true });
    expect(text).toContain("\nasyncio 262 ms\n  asyncio is limited by the GIL: one of them computes at a time.\n");
    expect(text.match(/^ +┬/gm)).toHaveLength(2);
  });

  test("without a recommendation says only why", () => {
    const one = [row("sequential", 0.96, { gil: null })];
    const text = comparisonReport(
      {
        ...downloads,
        rows: one,
        recommended: null,
        why: "There is nothing to compare.",
        breakEven: [],
        notes: [],
        bound: "io",
      },
      file,
      "",
    );
    expect(text).toMatchInlineSnapshot(`
      "no strategy · downloads.scenario
        8 jobs, which mostly wait for I/O, on 4 cores

        strategy      time                    speed-up   eff.  cores  limited by
        sequential  960 ms  ████████████████     1.00×  100 %   25 %  the GIL

      There is nothing to compare.
      "
    `);
  });

  test("has no column for a GIL where no strategy has one", () => {
    const rows = downloads.rows.map((each) => ({ ...each, gil: null }));
    expect(tableOf({ ...downloads, rows })[0]).not.toContain("GIL");
  });

  test("is no table of failures only", () => {
    const rows = [row("threads(2)", 0, { failed: "it deadlocks", timeline: timeline([]) })];
    const text = comparisonReport({ ...downloads, rows, recommended: null, why: "None comes to an end." }, file, title);
    expect(text).toContain("threads(2)  failed");
    expect(text).toContain("✗ threads(2): it deadlocks");
    expect(text).not.toMatch(/NaN|Infinity|undefined/);
  });
});

describe("a comparison as JSON", () => {
  test("has the strategies in their order, with every figure", () => {
    const document = comparisonJson(downloads, file, title);
    expect(timeErrors(document)).toBeNull();
    const [sequential, , , , failed] = document["strategies"] as object[];
    expect({ ...document, strategies: [sequential, failed] }).toMatchInlineSnapshot(`
      {
        "bound": "mixed",
        "breakEven": [
          "from 14 jobs on, processes(8) is faster than threads(8)",
          "below 2 jobs, nothing beats sequential",
        ],
        "cores": 4,
        "file": "downloads.scenario",
        "jobs": 8,
        "notes": [
          "costs are defaults; \`sim calibrate\` measures them on this machine",
        ],
        "recommended": "threads(8)",
        "schema": 1,
        "strategies": [
          {
            "band": null,
            "bound": {
              "kind": "workers",
              "sentence": "only one works.",
            },
            "efficiency": 1,
            "failed": null,
            "gil": 0.17,
            "name": "sequential",
            "seconds": 0.96,
            "speedup": 1,
            "strategy": "sequential",
            "utilisation": 0.04,
            "waits": {
              "gil": 0.98,
              "io": 0.8,
              "locks": 0,
            },
            "worthIt": true,
          },
          {
            "band": null,
            "bound": {
              "kind": "gil",
              "sentence": "one of them computes at a time.",
            },
            "efficiency": null,
            "failed": "the argument of job 3 is a lambda, which cannot be pickled",
            "gil": null,
            "name": "asyncio + processes(4)",
            "seconds": null,
            "speedup": null,
            "strategy": "asyncio",
            "utilisation": null,
            "waits": null,
            "worthIt": true,
          },
        ],
        "title": "Eight downloads, each resized",
        "why": "3.68 times as fast as one after the other. Processes would save 53 ms more, which is not worth starting them.",
        "worth": 1.3,
      }
    `);
  });

  test("has each whole run in full", () => {
    const document = comparisonJson(downloads, file, title, true);
    expect(timeErrors(document)).toBeNull();
    expect(JSON.stringify(document["strategies"])).toContain('"lanes":[{"index":0');
  });

  test("of a sweep has its points", () => {
    const document = sweepJson(workers, file, title);
    expect(timeErrors(document)).toBeNull();
    expect(document["sweep"]).toMatchObject({ name: "workers", unit: null });
  });

  test("the schema knows every kind of bound and no other", () => {
    const document = comparisonJson(downloads, file, title);
    expect(timeErrors({ ...document, bound: "gpu" })).not.toBeNull();
    for (const kind of ["io", "cpu", "gil", "lock", "start", "amdahl", "workers"] as const) {
      const rows = [row("asyncio", 1, { bound: { kind, sentence: "" } })];
      expect(timeErrors(comparisonJson({ ...downloads, rows, recommended: 0 }, file, title))).toBeNull();
    }
  });
});
