import { describe, expect, test } from "vitest";
import { explorationReport } from "#sim/report/text.js";
import { findingTitle, happensOn } from "#sim/report/finding.js";
import { interpretersReport } from "#sim/report/interpreters.js";
import type { FindingKind } from "#sim/explorer/exploration.js";
import { abba, exploration, finding, lostUpdate, outcome, run } from "./fixtures.js";

const statistics = exploration().statistics;

describe("the report on an exploration", () => {
  test("verdict first, then findings, outcomes, properties, totals", () => {
    const report = explorationReport(
      exploration({
        verdict: "violated",
        findings: [
          finding(lostUpdate, {
            property: "finally counter == 2",
            hint: "Use a lock.",
            causes: [{ kind: "check-then-act", about: "counter", message: "Checked, then acted.", place: null }],
          }),
          finding(lostUpdate, { kind: "data-race", violates: false, schedule: "a1", message: "Not shown." }),
        ],
        outcomes: [
          outcome([["counter", "1"]], { interleavings: 4n, share: 2 / 3, preemptions: 1, schedule: "a1b2a1" }),
          outcome([["counter", "2"]], { interleavings: 2n, share: 1 / 3 }),
        ],
        properties: [
          { name: "counter == 2", kind: "finally", verdict: "violated", schedule: "a1b2a1", place: null },
          { name: "busy", kind: "sometimes", verdict: "holds", schedule: "a1", place: null },
          { name: "later", kind: "eventually", verdict: "unknown", schedule: null, place: null },
        ],
      }),
    );
    expect(report).toBe(`✗ violated · counter.scenario — Two threads increment one counter
  interpreter any: a switch may happen between any two steps

✗ lost update on counter
  increment[0] reads counter on line 12 and finds 0. Before it writes its result
  back, increment[1] changes counter to 1. increment[0] knows nothing of that:
  it writes 1, worked out from the old 0, and increment[1]'s update is gone.

  schedule a1b2a1 · 4 steps, 1 preemption

  step  line  increment[0]  increment[1]
     1    12  counter += 1  │             reads counter: 0
              ╰─ preempted between read and write of counter
     2    12  │             counter += 1  reads counter: 0
     3    12  │             counter += 1  counter: 0 → 1
              │             ╰─ finished
     4    12  counter += 1                counter: 1 → 1 ✗ lost update
  ✗ finally counter == 2 does not hold: counter = 1

  cause  check-then-act on counter: Checked, then acted.
  hint   Use a lock.

! data race on counter (a1)

2 outcomes
  counter  interleavings   share  preemptions  schedule
  1                    4  66.7 %            1  a1b2a1
  2                    2  33.3 %            0  a2b2

3 properties
  ✗  finally     counter == 2  see a1b2a1
  ✓  sometimes   busy          as in a1
  ?  eventually  later

12 states · 14 transitions · 6 interleavings, 4 really different · depth 4
no bug with 0 preemptions; first with 1
`);
  });

  test("a deadlock shows the cycle and who holds what since which line", () => {
    const report = explorationReport(
      exploration({
        verdict: "violated",
        findings: [
          finding(abba, { kind: "deadlock", about: null, message: "ab and ba wait for one another.", cycle: [0, 1] }),
        ],
      }),
    );
    expect(report).toContain(`
✗ deadlock
  ab and ba wait for one another.

  schedule a1b1 · 2 steps, 1 preemption

  step  line  ab            ba
     1    14  with lock_a:  │             acquires lock_a
              ╰─ preempted here
     2    19  │             with lock_b:  acquires lock_b

  cycle: ab → ba → ab
  ab  line 15  waits for lock_b, held by ba since line 19
  ba  line 20  waits for lock_a, held by ab since line 14

`);
  });

  test("findings with the same schedule share one table", () => {
    const both = [
      finding(lostUpdate),
      finding(lostUpdate, { kind: "exception", about: "KeyError", message: "one ends with KeyError." }),
    ];
    const report = explorationReport(exploration({ verdict: "violated", findings: both }));
    expect(report.match(/step {2}line/g)).toHaveLength(1);
    expect(report).toContain("\n✗ uncaught KeyError\n  one ends with KeyError.\n");
  });

  test("two violated properties with one cause have one headline", () => {
    const cause = { kind: "check-then-act", about: "rooms", message: "one acts on what it no longer knows." } as const;
    const both = ["finally rooms >= 0", "finally booked <= 2"].map((property) =>
      finding(lostUpdate, { ...cause, property }),
    );
    const report = explorationReport(exploration({ verdict: "violated", findings: both }));
    expect(report.match(/✗ check-then-act on rooms/g)).toHaveLength(1);
  });

  test("a search that was stopped names the limit, and its outcomes are those so far", () => {
    const report = explorationReport(
      exploration({
        verdict: "unknown",
        limit: { name: "states", option: "--max-states 1000", message: "stopped after 1,000 states" },
        outcomes: [outcome([["n", "1"]], { interleavings: null, share: null })],
        statistics: {
          ...statistics,
          interleavings: null,
          traces: null,
          ladder: null,
          complete: false,
          notes: ["interleavings were not counted: the search was stopped"],
        },
      }),
    );
    expect(report).toBe(`? unknown · counter.scenario — Two threads increment one counter
  interpreter any: a switch may happen between any two steps
  stopped after 1,000 states (--max-states 1000)

1 outcome so far
  n  preemptions  schedule
  1            0  a2b2

12 states · 14 transitions · depth 4
note: interleavings were not counted: the search was stopped
`);
  });

  test("the first five of a kind are told, the others listed; with `full` all are told", () => {
    const findings = ["a", "b", "c", "d", "e", "f", "g"].map((about) =>
      finding(lostUpdate, { about, schedule: `${about}1` }),
    );
    const headlines = (full: boolean): string[] =>
      explorationReport(exploration({ verdict: "violated", findings }), { full })
        .split("\n")
        .filter((line) => line.startsWith("✗ lost"));
    const first = ["a", "b", "c", "d", "e"].map((name) => `✗ lost update on ${name}`);
    expect(headlines(false)).toEqual([...first, "✗ lost update on f (f1), g (g1)"]);
    expect(headlines(true)).toEqual([...first, "✗ lost update on f", "✗ lost update on g"]);
  });

  test("the fewest preemptions are told, unless only a shortest schedule is known", () => {
    const ladder = [0, 1].map((preemptions) => ({ preemptions, outcomes: 1, defects: preemptions, traces: null }));
    const text = (kind: FindingKind): string =>
      explorationReport(
        exploration({ statistics: { ...statistics, ladder }, findings: [finding(lostUpdate, { kind })] }),
      );
    expect(text("lost-update")).toContain("no bug with 0 preemptions; first with 1");
    expect(text("starvation")).not.toContain("no bug with");
  });

  test("many outcomes are capped, unless everything is asked for", () => {
    const outcomes = Array.from({ length: 57 }, (_, i) => outcome([["n", String(i)]]));
    expect(explorationReport(exploration({ outcomes }))).toContain("\n  and 37 more (--full, or --json, has all)\n");
    expect(explorationReport(exploration({ outcomes }), { full: true })).not.toContain("more (");
  });

  test("how runs ended is shown when some did not complete; a schedule without room stands below", () => {
    const long = "a1b1".repeat(20);
    const report = explorationReport(
      exploration({ outcomes: [outcome([["n", "1"]], { end: "deadlocked", schedule: long }), outcome([["n", "2"]])] }),
    );
    expect(report).toContain(`
  n  end         interleavings   share  preemptions
  1  deadlocked              1  16.7 %            0
    ${long}
  2  completed               1  16.7 %            0
    a2b2
`);
  });

  test("many values share one column", () => {
    const names = ["observer_a.first", "observer_a.second", "observer_b.first", "observer_b.second"];
    const report = explorationReport(exploration({ outcomes: [outcome(names.map((name) => [name, "0"]))] }));
    expect(report).toContain(`
  values: observer_a.first, observer_a.second, observer_b.first,
          observer_b.second
  values        interleavings   share  preemptions  schedule
  (0, 0, 0, 0)              1  16.7 %            0  a2b2
`);
  });

  test("counts are rounded where all their digits would leave no room for values", () => {
    const values = [["money", "[11, 19, 27, 39, 49, 65]"]] as const;
    const total = 35_653_665_207_011_956_993_596_046_274_320_433_828n;
    const all = exploration({ outcomes: [outcome(values, { interleavings: total })] });
    const report = explorationReport({ ...all, statistics: { ...all.statistics, interleavings: total } });
    expect(report).toContain(`
  money                     interleavings  share  preemptions  schedule
  [11, 19, 27, 39, 49, 65]        3.57e37  100 %            0  a2b2
`);
    expect(report).toContain(" · 35,653,665,207,011,956,993,596,046,274,320,433,828\ninterleavings");
  });

  test("nothing but schedules is wider than the terminal", () => {
    const wide = outcome(
      [
        ["board", `[${"1, ".repeat(60)}1]`],
        ["more", "'" + "x".repeat(60) + "'"],
      ],
      { schedule: "a1" },
    );
    const report = explorationReport(
      exploration({
        title: "word ".repeat(40),
        findings: [finding(run(["a"], []), { message: "x".repeat(200) })],
        outcomes: [wide],
      }),
    );
    for (const line of report.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  });
});

describe("names of findings", () => {
  test.each<[FindingKind, string | null, string | null, string]>([
    ["lost-update", "counter", null, "lost update on counter"],
    ["deadlock", null, null, "deadlock"],
    ["invariant", "x", "finally x == 1", "violated: finally x == 1"],
    ["assertion", "reader[0]", "AssertionError: torn", "assertion fails in reader[0]: torn"],
    ["assertion", "reader[0]", "AssertionError", "assertion fails in reader[0]"],
    ["exception", "KeyError", null, "uncaught KeyError"],
    ["release-unheld", "owner", null, "release of what is not held, in owner"],
    ["lost-wakeup", "changed", null, "lost wake-up on changed"],
    ["never-awaited", null, null, "coroutine never awaited"],
  ])("%s about %s (%s): %s", (kind, about, property, title) => {
    expect(findingTitle({ kind, about, property })).toBe(title);
  });

  test("versions on which a finding really happens are given as ranges", () => {
    const on = (happens: readonly string[], not: readonly string[]) =>
      happensOn(
        finding(lostUpdate, {
          interpreters: [
            ...happens.map((name) => ({ name, happens: true })),
            ...not.map((name) => ({ name, happens: false })),
          ] as never,
        }),
      );
    expect(on(["cpython-3.8", "cpython-3.9", "free-threaded"], ["cpython-3.10", "cpython-3.11", "cpython-3.12"])).toBe(
      "cpython-3.8 to 3.9 and free-threaded; not on cpython-3.10 to 3.12",
    );
    expect(on(["cpython-3.8"], [])).toBe("every interpreter");
    expect(on([], ["cpython-3.8"])).toBe("allowed by the language, but no known interpreter does it");
    expect(happensOn(finding(lostUpdate))).toBeNull();
  });
});

describe("interpreters side by side", () => {
  test("a row for each: verdict, outcomes, findings", () => {
    const lost = exploration({
      verdict: "violated",
      findings: [finding(lostUpdate)],
      outcomes: [
        outcome([["counter", "1"]]),
        outcome([["counter", "2"]]),
        outcome([["counter", "1"]], { end: "deadlocked" }),
      ],
    });
    const holds = exploration({ interpreter: "cpython-3.12", outcomes: [outcome([["counter", "2"]])] });
    const none = exploration({
      interpreter: "run-to-block",
      verdict: "unknown",
      outcomes: [],
      statistics: { ...statistics, complete: false },
    });
    expect(interpretersReport([lost, holds, none])).toBe(`counter.scenario — Two threads increment one counter

  interpreter   verdict     outcomes                     findings
  any           ✗ violated  counter: 1, 2, deadlocked 1  lost update on counter
  cpython-3.12  ✓ holds     counter: 2
  run-to-block  ? unknown   …

3 interpreters, 3 different sets of outcomes
`);
  });
});
