import { describe, expect, test } from "vitest";
import { ganttLines } from "#sim/report/gantt.js";
import { tagged, untagged } from "./tagged.js";
import { tasksOfLoop, threadsUnderGil, timeline } from "./timelines.js";

function chart(...[run, options]: Parameters<typeof ganttLines>): string {
  return `\n${ganttLines(run, options).join("\n")}\n`;
}

describe("a Gantt chart", () => {
  test("shows threads that compute one at a time, and who has the GIL", () => {
    expect(chart(threadsUnderGil(3, 10, 40), { width: 60 })).toMatchInlineSnapshot(`
      "
                     0           20 ms        40 ms        60 ms
                     ┬───────────┬────────────┬────────────┬──────
        a main       █···········································█
        b worker[0]  ▄███▒▒▒▒▒▒███──────────────────────────
        c worker[1]  ▄▒▒▒███▒▒▒▒▒▒███──────────────────────────
        d worker[2]  ▄▒▒▒▒▒▒███▒▒▒▒▒▒████─────────────────────────
          GIL        abbbcccdddbbbcccdddd

        █ runs  ▄ starts  ▒ waits for the GIL  ─ I/O, sleep
        · waits for a lock, a queue, a join  a…d holds the GIL
      "
    `);
    expect(chart(threadsUnderGil(3, 10, 40), { width: 80 })).toMatchInlineSnapshot(`
      "
                     0                 20 ms             40 ms             60 ms
                     ┬─────────────────┬─────────────────┬─────────────────┬──────────
        a main       █·······························································█
        b worker[0]  ▄████▒▒▒▒▒▒▒▒▒▒████─────────────────────────────────────
        c worker[1]  ▄▒▒▒▒█████▒▒▒▒▒▒▒▒▒█████────────────────────────────────────
        d worker[2]  ▄▒▒▒▒▒▒▒▒▒█████▒▒▒▒▒▒▒▒▒████─────────────────────────────────────
          GIL        abbbbcccccdddddbbbbcccccdddd

        █ runs  ▄ starts  ▒ waits for the GIL  ─ I/O, sleep
        · waits for a lock, a queue, a join  a…d holds the GIL
      "
    `);
  });

  test("paints what runs in the colour of its lane, and waits faintly", () => {
    const lines = ganttLines(threadsUnderGil(2, 10, 20), { width: 60, paint: tagged });
    expect(lines.slice(3)).toMatchInlineSnapshot(`
      [
        "  [magenta:b worker[0]]  [magenta:▄██████][dim:▒▒▒▒▒][magenta:██████][dim:──────────────────────]",
        "  [blue:c worker[1]]  [blue:▄][dim:▒▒▒▒▒▒][blue:█████][dim:▒▒▒▒▒▒][blue:█████][dim:──────────────────────]",
        "  [bold:  GIL]        [cyan:a][magenta:bbbbbb][blue:ccccc][magenta:bbbbbb][blue:ccccc]",
        "",
        "  [dim:█ runs  ▄ starts  ▒ waits for the GIL  ─ I/O, sleep]",
        "  [dim:· waits for a lock, a queue, a join  a…c holds the GIL]",
      ]
    `);
    expect(lines.map(untagged)).toEqual(ganttLines(threadsUnderGil(2, 10, 20), { width: 60 }));
  });

  test("shows the tasks of an event loop below it, one of which runs at a time", () => {
    expect(
      chart(
        tasksOfLoop(3, 20, () => 30),
        { width: 60 },
      ),
    ).toMatchInlineSnapshot(`
      "
                  0                         50 ms
                  ┬─────────────────────────┬─────────────────────
        main      ················································
          Task-2  ███████████────────────────
          Task-3  :::::::::::██████████────────────────
          Task-4  :::::::::::::::::::::███████████────────────────

        █ runs  ─ I/O, sleep  · waits for a lock, a queue, a join
        : waits for its event loop
      "
    `);
  });

  test("has a sign for every activity, and a legend of those that are used", () => {
    const all = "starts 10, runs 10, gil 10, core 10, io 10, waits 10 lock, loop 10, gone 10, runs 10";
    expect(chart(timeline([{ name: "main", does: all }]), { width: 60 })).toMatchInlineSnapshot(`
      "
              0          20 ms       40 ms      60 ms       80 ms
              ┬──────────┬───────────┬──────────┬───────────┬─────
        main  ▄▄▄▄▄▄██████▒▒▒▒▒░░░░░░──────······:::::      ██████

        █ runs  ▄ starts  ▒ waits for the GIL  ░ waits for a core
        ─ I/O, sleep  · waits for a lock, a queue, a join
        : waits for its event loop
      "
    `);
  });

  test("shows a run that is too short for a column, if there is no other beside it", () => {
    const [, , idle, busy] = ganttLines(
      timeline([
        { name: "idle", does: "io 30, runs 0.1, io 69.9" },
        { name: "busy", does: "io 30, runs 2, io 0.5, runs 0.1, io 67.4" },
      ]),
      { width: 60 },
    );
    expect(idle).toBe(`  idle  ${"─".repeat(15)}▎${"─".repeat(36)}`);
    expect(busy).toBe(`  busy  ${"─".repeat(16)}█${"─".repeat(35)}`);
  });

  test("shows a lane that is too short for any column", () => {
    const [, , , short] = ganttLines(
      timeline([
        { name: "main", does: "io 1000" },
        { name: "short", does: "gone 500, waits 0.001 lock" },
      ]),
      { width: 60 },
    );
    expect(short).toBe(`  short  ${" ".repeat(25)}·`);
  });

  test("has no lane for a GIL that only one unit ever holds", () => {
    const processes = [
      { name: "main", does: "runs 10" },
      { name: "p[0]", does: "runs 10", process: 1, form: "process" as const },
    ];
    expect(chart(timeline(processes, { holders: { 0: "0 10", 1: "1 10" } }))).not.toContain("GIL");
    const threads = [...processes, { name: "t", does: "gil 5, runs 5", process: 1 }];
    const both = chart(timeline(threads, { holders: { 0: "0 10", 1: "1 5, 2 5" } }));
    expect(both.match(/GIL of \S+/g)).toBeNull();
    expect(both).toContain("GIL");
  });

  test("names the process of each of several GILs", () => {
    const lanes = [0, 0, 2, 2].map((process, i) => ({ name: `u${i}`, does: "runs 10", process }));
    const text = chart(timeline(lanes, { holders: { 0: "0 5, 1 5", 2: "2 5, 3 5" } }));
    expect(text).toMatchInlineSnapshot(`
      "
                     0            2 ms         4 ms         6 ms         8 ms
                     ┬────────────┬────────────┬────────────┬────────────┬───────────┬
        a u0         █████████████████████████████████████████████████████████████████
        b u1         █████████████████████████████████████████████████████████████████
          GIL of u0  aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
        c u2         █████████████████████████████████████████████████████████████████
        d u3         █████████████████████████████████████████████████████████████████
          GIL of u2  cccccccccccccccccccccccccccccccccdddddddddddddddddddddddddddddddd

        █ runs  a…d holds the GIL
      "
    `);
  });

  test("of a run that took no time is empty", () => {
    expect(ganttLines(timeline([{ name: "main", does: "gone 0" }]))).toEqual([]);
    expect(ganttLines(timeline([]))).toEqual([]);
  });
});

describe("of many lanes that are alike", () => {
  test("the first stand for all, with the one that waits longest and the one that ends last", () => {
    expect(
      chart(
        tasksOfLoop(100, 1, (i) => 50 + ((i * 37) % 41)),
        { width: 60 },
      ),
    ).toMatchInlineSnapshot(`
      "
                    0           50 ms        100 ms      150 ms
                    ┬───────────┬────────────┬───────────┬────────
        main        ··············································
          Task-2    ▎────────────
          Task-3    ▎─────────────────────
          Task-4    ▎─────────────────────
          Task-5    ▎────────────────────
          … 89 more like these; next: ends last
          Task-95   :::::::::::::::::::::::▎──────────────────────
          … 5 more like these; next: waits longest
          Task-101  :::::::::::::::::::::::::▎───────────────

        ▎ runs briefly  ─ I/O, sleep
        · waits for a lock, a queue, a join
        : waits for its event loop
      "
    `);
  });

  test("only the first are shown if nothing distinguishes the others", () => {
    const lanes = Array.from({ length: 1001 }, (_, i) => ({ name: i === 0 ? "main" : `w[${i - 1}]`, does: "io 10" }));
    expect(chart(timeline(lanes), { width: 60 })).toMatchInlineSnapshot(`
      "
              0         2 ms      4 ms       6 ms      8 ms
              ┬─────────┬─────────┬──────────┬─────────┬─────────┬
        main  ────────────────────────────────────────────────────
        w[0]  ────────────────────────────────────────────────────
        w[1]  ────────────────────────────────────────────────────
        w[2]  ────────────────────────────────────────────────────
        w[3]  ────────────────────────────────────────────────────
        … 996 more like these

        ─ I/O, sleep
      "
    `);
  });

  test("a GIL's holder that is not shown is another", () => {
    const text = chart(threadsUnderGil(100, 2, 100), { width: 60 });
    expect(text).toMatchInlineSnapshot(`
      "
                      0             100 ms         200 ms
                      ┬─────────────┬──────────────┬─────────────┬
        a main        ▎··········································▎
        b worker[0]   ▎──────────────
        c worker[1]   █──────────────
        d worker[2]   ▎───────────────
        e worker[3]   ▒▎──────────────
          … 95 more like these; next: waits longest, ends last
          worker[99]  ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▎──────────────
          GIL         ce+++++++++++++++++++++++++++

        █ runs  ▎ runs briefly  ▒ waits for the GIL  ─ I/O, sleep
        · waits for a lock, a queue, a join  c…e holds the GIL
        + another holds it
      "
    `);
  });

  test("every one is shown in full", () => {
    const run = tasksOfLoop(100, 1, () => 50);
    expect(ganttLines(run, { full: true }).filter((line) => line.includes("Task-"))).toHaveLength(100);
  });

  test("different names are of different kinds, unless there are too many names", () => {
    const kinds = ["fetch", "parse"].flatMap((kind) => Array.from({ length: 20 }, (_, i) => `${kind}[${i}]`));
    const rows = (names: readonly string[]): string[] =>
      ganttLines(timeline(names.map((name) => ({ name, does: "io 10", form: "thread" as const }))), { width: 60 })
        .slice(2, -2)
        .map((line) => line.trim().replace(/ +─+/, ""));
    const some = (kind: string): string[] => [0, 1, 2, 3].map((i) => `${kind}[${i}]`);
    expect(rows(kinds)).toEqual([...some("fetch"), "… 16 more like these", ...some("parse"), "… 16 more like these"]);
    const different = Array.from(
      { length: 60 },
      (_, i) => `u${String.fromCharCode(97 + (i % 26))}${i < 26 ? "x" : i < 52 ? "y" : "z"}`,
    );
    expect(rows(different)).toEqual(["uax", "ubx", "ucx", "udx", "… 56 more like these"]);
  });

  test("processes that are hidden leave one gap", () => {
    const lanes = Array.from({ length: 60 }, (_, i) => ({
      name: `p[${i}]`,
      does: "io 10",
      form: "process" as const,
      process: i,
    }));
    expect(ganttLines(timeline(lanes)).filter((line) => line.includes("…"))).toEqual(["  … 56 more like these"]);
  });
});
