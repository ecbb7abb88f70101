import { describe, expect, test } from "vitest";
import { timingJson } from "#sim/report/timing-json.js";
import { timingReport } from "#sim/report/timing.js";
import { tagged, untagged } from "./tagged.js";
import { timeErrors } from "./time-schema.js";
import { path, tasksOfLoop, threadsUnderGil, timeline } from "./timelines.js";

/** worker[1] has the lock while it waits for the outside world; worker[0] waits for it, and main for both. */
const locked = timeline(
  [
    { name: "main", does: "runs 2, waits 140 worker[0] <1" },
    { name: "worker[0]", does: "gone 1, starts 1, runs 3, waits 100 lock <2, runs 5, io 30, runs 2" },
    { name: "worker[1]", does: "gone 2, starts 1, runs 2, io 95, runs 5" },
  ],
  {
    cores: 2,
    criticalPath: path("0 runs 2, 2 starts 1, 2 runs 2, 2 io 95, 2 runs 5, 1 runs 5, 1 io 30, 1 runs 2"),
    holders: { 0: "0 2, 1 3, none 100, 1 5, none 30, 1 2" },
  },
);

describe("the report on a timed run", () => {
  test("how long, where the time went, the critical path, what was waited for, the lanes", () => {
    expect(timingReport(locked, "lock.scenario", "Two workers and a lock")).toMatchInlineSnapshot(`
      "142 ms · lock.scenario — Two workers and a lock
        2 threads on 2 cores · cores 7 % busy · GIL held 8 % of the time

      where the time of all lanes went
        waits for others  62 %   240 ms  ████████████▍
        I/O               32 %   125 ms  ██████▌
        runs               5 %  19.0 ms  █
        starts             1 %  2.00 ms  ▏

      critical path
          73 %  worker[1]: I/O 95.0 ms, runs 7.00 ms, starts 1.00 ms
          26 %  worker[0]: I/O 30.0 ms, runs 7.00 ms
           1 %  main: runs 2.00 ms

      contention
                             waits   total  longest
        waits for worker[0]      1  140 ms   140 ms
        waits for lock           1  100 ms   100 ms

                     0                     50 ms                  100 ms
                     ┬─────────────────────┬──────────────────────┬───────────────────
        a main       █································································
        b worker[0]  ▄█··············································██──────────────█
          worker[1]   █────────────────────────────────────────────██
          GIL        ab                                              bb              b

        █ runs  ▄ starts  ─ I/O, sleep  · waits for a lock, a queue, a join
        a…b holds the GIL
      "
    `);
  });

  test("fits a narrow terminal", () => {
    expect(timingReport(locked, "lock.scenario", "Two workers and a lock", { width: 60 })).toMatchInlineSnapshot(`
      "142 ms · lock.scenario — Two workers and a lock
        2 threads on 2 cores · cores 7 % busy · GIL held 8 % of
        the time

      where the time of all lanes went
        waits for others  62 %   240 ms  ████████████▍
        I/O               32 %   125 ms  ██████▌
        runs               5 %  19.0 ms  █
        starts             1 %  2.00 ms  ▏

      critical path
          73 %  worker[1]: I/O 95.0 ms, runs 7.00 ms,
                starts 1.00 ms
          26 %  worker[0]: I/O 30.0 ms, runs 7.00 ms
           1 %  main: runs 2.00 ms

      contention
                             waits   total  longest
        waits for worker[0]      1  140 ms   140 ms
        waits for lock           1  100 ms   100 ms

                     0              50 ms           100 ms
                     ┬──────────────┬───────────────┬─────────────
        a main       █············································
        b worker[0]  ██·······························██─────────█
          worker[1]   █──────────────────────────────█
          GIL        ab                               bb         b

        █ runs  ─ I/O, sleep  · waits for a lock, a queue, a join
        a…b holds the GIL
      "
    `);
  });

  test("says the same with colours", () => {
    const painted = timingReport(locked, "lock.scenario", "", { paint: tagged });
    expect(untagged(painted)).toBe(timingReport(locked, "lock.scenario", ""));
    expect(painted.split("\n").slice(0, 4)).toMatchInlineSnapshot(`
      [
        "[bold:142 ms] · lock.scenario",
        "[dim:  2 threads on 2 cores · cores 7 % busy · GIL held 8 % of the time]",
        "",
        "[bold:where the time of all lanes went]",
      ]
    `);
  });

  test("names whoever held up the critical path", () => {
    const waiting = { ...locked, criticalPath: path("1 waits 30 lock, 1 waits 20 lock, 0 runs 50") };
    expect(timingReport(waiting, "f", "")).toContain(
      "critical path\n    50 %  worker[0]: waits for lock 50.0 ms (held up by worker[1])\n    50 %  main: runs 50.0 ms\n",
    );
  });

  test.each([
    ["deadlocked", "✗ deadlocked after 142 ms · f\n"],
    ["failed", "✗ failed after 142 ms · f\n"],
    ["stopped", "? stopped after 142 ms · f\n"],
  ] as const)("says that a run %s", (end, line) => {
    expect(timingReport({ ...locked, end }, "f", "").startsWith(line)).toBe(true);
  });

  test("says who waits for what, and what was raised", () => {
    const failure = "t: ValueError: no; ab waits for b, held by ba";
    const stuck = { ...locked, end: "deadlocked", failure } as const;
    expect(timingReport(stuck, "f", "")).toContain(`✗ deadlocked after 142 ms · f\n  ${failure}\n  `);
    expect(timingJson(stuck, "f", "")).toMatchObject({ end: "deadlocked", failure });
    expect(timeErrors(timingJson(stuck, "f", "", true))).toBeNull();
  });

  test("of many GILs and lanes names a few, and all in full", () => {
    const lanes = Array.from({ length: 8 }, (_, i) => ({ name: `p[${i}]`, does: "runs 10, io 5", process: i }));
    const holders = Object.fromEntries(lanes.map((_, i) => [i, `${i} 10`]));
    const many = timeline(lanes, { holders, criticalPath: path(lanes.map((_, i) => `${i} runs 1`).join(", ")) });
    expect(timingReport(many, "f", "", { width: 100 })).toContain(" · busiest of 8 GILs held 67 % of the time\n");
    expect(timingReport(many, "f", "")).toContain("\n    50 %  4 others\n");
    expect(timingReport(many, "f", "", { full: true })).toContain("\n    13 %  p[7]: runs 1.00 ms\n");
  });

  test("counts the units by their form", () => {
    expect(
      timingReport(
        tasksOfLoop(3, 1, () => 5),
        "f",
        "",
      ),
    ).toContain("  1 coroutine and 3 tasks on 4 cores · cores");
    expect(timingReport(timeline([{ name: "main", does: "gone 0" }], { cores: 1 }), "f", "T")).toBe(
      "0 s · f — T\n  one unit on 1 core\n",
    );
  });
});

describe("a timed run as JSON", () => {
  test("is in seconds, and without the lanes", () => {
    const document = timingJson(locked, "lock.scenario", "Two workers and a lock");
    expect(timeErrors(document)).toBeNull();
    expect(document).toMatchInlineSnapshot(`
      {
        "contention": [
          {
            "about": "waits for worker[0]",
            "longest": 0.14,
            "total": 0.14,
            "waits": 1,
          },
          {
            "about": "waits for lock",
            "longest": 0.1,
            "total": 0.1,
            "waits": 1,
          },
        ],
        "cores": 2,
        "criticalPath": [
          {
            "lane": 2,
            "name": "worker[1]",
            "parts": [
              {
                "about": null,
                "activity": "io",
                "by": null,
                "seconds": 0.095,
              },
              {
                "about": null,
                "activity": "runs",
                "by": null,
                "seconds": 0.007,
              },
              {
                "about": null,
                "activity": "starts",
                "by": null,
                "seconds": 0.001,
              },
            ],
            "seconds": 0.103,
            "share": 0.7253521126760564,
          },
          {
            "lane": 1,
            "name": "worker[0]",
            "parts": [
              {
                "about": null,
                "activity": "io",
                "by": null,
                "seconds": 0.03,
              },
              {
                "about": null,
                "activity": "runs",
                "by": null,
                "seconds": 0.007,
              },
            ],
            "seconds": 0.037,
            "share": 0.2605633802816901,
          },
          {
            "lane": 0,
            "name": "main",
            "parts": [
              {
                "about": null,
                "activity": "runs",
                "by": null,
                "seconds": 0.002,
              },
            ],
            "seconds": 0.002,
            "share": 0.014084507042253521,
          },
        ],
        "end": "completed",
        "events": 12,
        "file": "lock.scenario",
        "gils": [
          {
            "held": 0.012,
            "process": "main",
            "share": 0.08450704225352113,
          },
        ],
        "schema": 1,
        "seconds": 0.142,
        "title": "Two workers and a lock",
        "totals": {
          "computing": 0.019,
          "core": 0,
          "gil": 0,
          "io": 0.125,
          "loop": 0,
          "overhead": 0,
          "running": 0.019,
          "starts": 0.002,
          "waits": 0.24,
        },
        "utilisation": 0.06690140845070422,
      }
    `);
  });

  test("is in full with lanes, segments and steps", () => {
    const document = timingJson(threadsUnderGil(2, 10, 40), "f", "t", true);
    expect(timeErrors(document)).toBeNull();
    expect(JSON.stringify(document["lanes"])).toContain(
      '"segments":[{"from":0,"to":0.001,"activity":"starts","about":null,"by":null,"line":null}',
    );
    expect(Object.keys(document)).toEqual([
      ...["schema", "file", "title", "seconds", "end", "cores", "utilisation", "gils", "totals", "criticalPath"],
      ...["contention", "events", "lanes", "criticalSteps"],
    ]);
  });

  test("the schema refuses another version, unknown fields and text for numbers", () => {
    const good = timingJson(locked, "f", "t");
    expect(timeErrors({ ...good, schema: 2 })).not.toBeNull();
    expect(timeErrors({ ...good, more: 1 })).not.toBeNull();
    expect(timeErrors({ ...good, seconds: "1" })).not.toBeNull();
  });
});
