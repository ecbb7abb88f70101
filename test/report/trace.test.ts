import { describe, expect, test } from "vitest";
import { traceReport, traceTable } from "#sim/report/trace.js";
import type { Paint } from "#sim/report/paint.js";
import { replay } from "#sim/scheduler/run.js";
import { compiled } from "../tiny.js";
import { abba, lostUpdate, run } from "./fixtures.js";
import type { Step } from "./fixtures.js";

const shown = (lines: readonly string[]): string => `\n${lines.join("\n")}\n`;

describe("a run in lanes", () => {
  test("each unit has a column, with what changed at the right and why units stop below", () => {
    expect(shown(traceTable(lostUpdate))).toBe(`
  step  line  increment[0]  increment[1]
     1    12  counter += 1  │             reads counter: 0
              ╰─ preempted between read and write of counter
     2    12  │             counter += 1  reads counter: 0
     3    12  │             counter += 1  counter: 0 → 1
              │             ╰─ finished
     4    12  counter += 1                counter: 1 → 1 ✗ lost update
`);
  });

  test("what processes share is told with its values, as names are", () => {
    const text = `from multiprocessing import Value
shared v = Value("i", 5)
process p:
    v.value += 1
`;
    expect(shown(traceTable(replay(compiled(text), "a2")))).toBe(`
  step  line  p
     1     4  v.value += 1  reads v.value: 5
     2     4  v.value += 1  v.value: 5 → 6
`);
  });

  test("with effects too wide for a column of their own they go below the step", () => {
    const wide = run(
      ["payer", "shopper"],
      [
        { unit: 0, line: 14, text: "self.balance += amount", read: ["account.balance", "100"] },
        { unit: 1, line: 17, text: "self.balance -= amount", read: ["account.balance", "100"] },
      ],
    );
    expect(shown(traceTable(wide))).toBe(`
  step  line  payer                       shopper
     1    14  self.balance += amount      │
              reads account.balance: 100
              ╰─ preempted after reading account.balance
     2    17  │                           self.balance -= amount
              │                           reads account.balance: 100
`);
  });

  test("with more than four units they share one column", () => {
    const names = ["a", "b", "c", "d", "worker[10]"];
    const five = run(
      names,
      names.map((_, unit): Step => ({
        unit,
        line: unit + 8,
        text: "with lock:",
        words: "acquires lock",
        ended: "finished",
      })),
    );
    expect(shown(traceTable(five))).toBe(`
  step  line  unit
     1     8  a           with lock:  acquires lock
              ╰─ finished
     2     9  b           with lock:  acquires lock
              ╰─ finished
     3    10  c           with lock:  acquires lock
              ╰─ finished
     4    11  d           with lock:  acquires lock
              ╰─ finished
     5    12  worker[10]  with lock:  acquires lock
`);
  });

  test("a unit that waits says for what", () => {
    const blocked = run(
      ["one", "two"],
      [
        { unit: 0, line: 3, text: "with lock:", words: "acquires lock" },
        { unit: 1, line: 7, text: "x = 1", write: ["x", "unbound", "1"], after: "waiting" },
        {
          unit: 0,
          line: 3,
          text: "with lock:",
          words: "releases lock",
          after: "blocked",
          detail: "waits for lock, held by one since line 3",
        },
      ],
    );
    expect(shown(traceTable(blocked))).toBe(`
  step  line  one         two
     1     3  with lock:  │      acquires lock
              ╰─ waits
     2     7  │           x = 1  x = 1
              │           ╰─ blocked: waits for lock, held by one
     3     3  with lock:  │      releases lock
`);
  });

  test("choices, prints and exceptions are told", () => {
    const told = run(
      ["one"],
      [
        { unit: 0, line: 3, text: "n = choose(1, 2)", chosen: "2" },
        { unit: 0, line: 4, text: "print(n)", prints: "2" },
        { unit: 0, line: 5, text: "1 / 0", exception: "ZeroDivisionError: division by zero" },
      ],
      { end: "failed" },
    );
    expect(shown(traceTable(told))).toBe(`
  step  line  one
     1     3  n = choose(1, 2)  chooses 2
     2     4  print(n)          prints "2"
     3     5  1 / 0
              ╰─ ✗ ended by ZeroDivisionError: division by zero
`);
  });

  test("the middle of a long run of one unit is left out, unless everything is asked for", () => {
    const steps = Array.from({ length: 21 }, (_, i): Step => ({
      unit: 0,
      line: 5,
      text: "n += 1",
      write: ["n", String(i), String(i + 1)],
    }));
    const long = run(["producer"], steps);
    expect(shown(traceTable(long))).toBe(`
  step  line  producer
     1     5  n += 1    n: 0 → 1
     2     5  n += 1    n: 1 → 2
     3     5  n += 1    n: 2 → 3
              … 14 steps more, all in producer
    18     5  n += 1    n: 17 → 18
    19     5  n += 1    n: 18 → 19
    20     5  n += 1    n: 19 → 20
    21     5  n += 1    n: 20 → 21
`);
    expect(traceTable(long, { full: true })).toHaveLength(22);
  });

  test("of a long run of many units head and tail are kept", () => {
    const steps = Array.from({ length: 100 }, (_, i): Step => ({
      unit: i % 2,
      line: 5,
      text: "n += 1",
      write: ["n", String(i), String(i + 1)],
    }));
    const lines = traceTable(run(["one", "two"], steps));
    expect(lines).toHaveLength(1 + 14 + 1 + 26);
    expect(lines[15].trim()).toBe("… 80 steps more, in one and two");
  });

  test("what is repeated for ever is marked, even where the middle is left out", () => {
    const steps = Array.from({ length: 60 }, (_, i): Step => ({ unit: i % 2, line: 3, text: "turn = 1 - turn" }));
    const whole = run(["a", "b"], steps.slice(0, 3), { loop: 1, end: "stopped" });
    expect(shown(traceTable(whole))).toBe(`
  step  line  a                b
     1     3  turn = 1 - turn  │
              ╰─ preempted here
              from here on it repeats for ever:
     2     3  │                turn = 1 - turn
              │                ╰─ preempted here
     3     3  turn = 1 - turn  │
              and again from step 2
`);
    const long = traceTable(run(["a", "b"], steps, { loop: 30, end: "stopped" }));
    expect(long.map((line) => line.trim()).filter((line) => /…|again|for ever/.test(line))).toEqual([
      "… 23 steps more, in a and b",
      "from here on it repeats for ever:",
      "… 17 steps more, in a and b",
      "and again from step 31",
    ]);
  });

  test("no step at all is said", () => {
    expect(traceTable(run(["one"], []))).toEqual(["  no step at all"]);
  });

  test("what was printed before the first step stands before the steps", () => {
    const printed = [
      { unit: null, text: "start" },
      { unit: 0, text: "hi" },
    ];
    expect(
      traceReport({ ...run(["one"], []), printed }, "hi.scenario", "")
        .split("\n")
        .slice(2, 5),
    ).toEqual(['  before the first step the module prints "start"; one prints "hi"', "", "  no step at all"]);
  });

  test("nothing is wider than the terminal, however narrow", () => {
    for (const width of [60, 80, 120]) {
      for (const line of [...traceTable(lostUpdate, { width }), ...traceTable(abba, { width })])
        expect(line.length).toBeLessThanOrEqual(width);
    }
  });

  test("colours do not move anything", () => {
    const mark = (text: string): string => `\u0001${text}\u0002`;
    const paint: Paint = {
      bold: mark,
      dim: mark,
      red: mark,
      green: mark,
      yellow: mark,
      blue: mark,
      magenta: mark,
      cyan: mark,
    };
    const unmarked = traceTable(lostUpdate, { paint }).map((line) => line.replace(/[\u0001\u0002]/g, ""));
    expect(unmarked.map((line) => line.trimEnd())).toEqual(traceTable(lostUpdate));
  });
});

describe("the report on one run", () => {
  test("how it ended comes first, the schedule last", () => {
    expect(traceReport(lostUpdate, "counter.scenario", "One counter"))
      .toBe(`✓ completed · counter.scenario — One counter

  step  line  increment[0]  increment[1]
     1    12  counter += 1  │             reads counter: 0
              ╰─ preempted between read and write of counter
     2    12  │             counter += 1  reads counter: 0
     3    12  │             counter += 1  counter: 0 → 1
              │             ╰─ finished
     4    12  counter += 1                counter: 1 → 1 ✗ lost update

  outcome counter = 1
  schedule a1b2a1 · 4 steps, 1 preemption
`);
  });

  test("a deadlock names who waits for what", () => {
    expect(traceReport(abba, "abba.scenario", "")).toBe(`✗ deadlocked · abba.scenario

  step  line  ab            ba
     1    14  with lock_a:  │             acquires lock_a
              ╰─ preempted here
     2    19  │             with lock_b:  acquires lock_b

  ab  line 15  waits for lock_b, held by ba since line 19
  ba  line 20  waits for lock_a, held by ab since line 14

  schedule a1b1 · 2 steps, 1 preemption
`);
  });
});
