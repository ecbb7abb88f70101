import { describe, expect, test } from "vitest";
import { COUNTER, LOCKED, folder, sim } from "./sim.js";

const here = folder({
  "counter.scenario": COUNTER,
  "locked.scenario": LOCKED,
  "broken.scenario": "thread t:\n    x =\n",
  "spin.scenario":
    'scenario "Spin"\nshared flag = False\nthread waiter:\n    while not flag:\n        pass\nthread setter:\n    flag = True\neventually flag\n',
  "starts.scenario": "shared x = 1 / 0\nthread t:\n    x = 1\n",
});

describe("sim explore", () => {
  test("a violated scenario: the report on standard output, nothing else, exit 1", () => {
    const { code, out, err } = sim(here, ["explore", "counter.scenario"]);
    expect({ code, err }).toEqual({ code: 1, err: "" });
    expect(out).toBe(`✗ violated · counter.scenario — One counter
  interpreter any: a switch may happen between any two steps

✗ lost update on counter
  increment[0] reads counter on line 4 and finds 0. Before it writes its result
  back, increment[1] changes counter to 1. increment[0] knows nothing of that:
  it writes 1, worked out from the old 0, and increment[1]'s update is gone.

  schedule a1b2a1 · 4 steps, 1 preemption

  step  line  increment[0]  increment[1]
     1     4  counter += 1  │             reads counter: 0
              ╰─ preempted between read and write of counter
     2     4  │             counter += 1  reads counter: 0
              │             ╰─ from here on it cannot end well
     3     4  │             counter += 1  counter: 0 → 1
              │             ╰─ finished
     4     4  counter += 1                counter: 1 → 1 ✗ lost update
  ✗ finally counter == 2 does not hold: counter = 1

  on     cpython-3.8 to 3.9 and free-threaded; not on cpython-3.10 to 3.15
  odds   50 % of random runs hit it, 66.7 % of interleavings; 5 runs give 95 %
  passes if increment[0] runs at step 2 instead of increment[1]: a2b2
  hint   Read, compute and write under one lock: \`with lock:\` around the whole
         update.

! data race on counter (a1)

2 outcomes
  counter  interleavings   share  preemptions  schedule
  1                    4  66.7 %            1  a1b2a1
  2                    2  33.3 %            0  a2b2

1 property
  ✗  finally  counter == 2  see a1b2a1

12 states · 14 transitions · 6 interleavings, 4 really different · depth 4
no bug with 0 preemptions; first with 1
`);
  });

  test("fairness decides about endless runs; the schedule of one can be replayed", () => {
    expect(sim(here, ["explore", "spin.scenario", "--quiet"]).code).toBe(0);
    const { code, out } = sim(here, ["explore", "spin.scenario", "--fairness", "none"]);
    expect(code).toBe(1);
    expect(out).toContain("schedule (a1)* · 1 step, 0 preemptions, then again from step 1");
    expect(out).toContain("1 property on all runs, fair or not");
    const replayed = sim(here, ["replay", "spin.scenario", "(a1)*"]);
    expect([replayed.code, replayed.out.split("\n")[0]]).toEqual([0, "↻ repeats for ever · spin.scenario — Spin"]);
    expect(JSON.parse(sim(here, ["replay", "spin.scenario", "(a1)*", "--json"]).out)).toMatchObject({ loop: 0 });
  });

  test("one that holds exits 0", () => {
    const { code, out } = sim(here, ["explore", "locked.scenario", "--quiet"]);
    expect({ code, out }).toEqual({ code: 0, out: "✓ holds · locked.scenario — One counter and a lock\n" });
  });

  test("with --quiet the first line of the whole report, and the same exit code", () => {
    const whole = sim(here, ["explore", "counter.scenario"]);
    const { code, out } = sim(here, ["explore", "counter.scenario", "--quiet"]);
    expect({ code, out }).toEqual({ code: 1, out: `${whole.out.split("\n")[0]}\n` });
    const [json, quietJson] = [["--json"], ["--json", "--quiet"]].map(
      (options) => sim(here, ["explore", "counter.scenario", ...options]).out,
    );
    expect(quietJson).toBe(json);
  });

  test("from standard input, as JSON", () => {
    const { code, out } = sim(here, ["explore", "-", "--json"], { input: COUNTER });
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      schema: 1,
      file: "<stdin>",
      verdict: "violated",
      findings: [{ kind: "lost-update", schedule: "a1b2a1" }, { kind: "data-race" }],
    });
  });

  test("a limit that is reached first is named and exits 3", () => {
    const { code, out } = sim(here, ["explore", "locked.scenario", "--max-states", "3"]);
    expect(code).toBe(3);
    expect(out).toMatch(/^\? unknown · locked\.scenario/);
    expect(out).toContain("--max-states 3");
  });

  test("hashes of states instead of states prove nothing, exit 3", () => {
    const { code, out } = sim(here, ["explore", "locked.scenario", "--compact", "--quiet"]);
    expect([code, out.startsWith("? unknown · locked.scenario")]).toEqual([3, true]);
    expect(sim(here, ["explore", "locked.scenario", "--compact", "--reduce", "on"])).toMatchObject({
      code: 2,
      err: "error: --compact and --reduce exclude each other\n",
    });
  });

  test("another interpreter, another answer", () => {
    const { code, out } = sim(here, ["explore", "counter.scenario", "--interpreter", "cpython-3.12"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^✓ holds .*\n {2}interpreter cpython-3\.12: /);
  });

  test("all interpreters side by side", () => {
    const { code, out } = sim(here, ["explore", "counter.scenario", "--interpreters"]);
    expect(code).toBe(1);
    expect(out).toContain("\n  any            ✗ violated  counter: 1, 2  lost update on counter\n");
    expect(out).toContain("\n  cpython-3.12   ✓ holds     counter: 2\n");
  });

  test("mistakes in the scenario are shown on standard error, exit 2", () => {
    const { code, out, err } = sim(here, ["explore", "broken.scenario"]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(/^broken\.scenario:2:\d+: error E\d+: /);
    expect(err).toMatch(/\n\d+ errors?\n$/);
  });

  test("module-level code that fails is the scenario's error, with its line", () => {
    const { code, err } = sim(here, ["explore", "starts.scenario"]);
    expect(code).toBe(2);
    expect(err).toMatch(/^error: line 1, before any unit ran: ZeroDivisionError: .*\n$/);
  });

  test("a constant can be set, an unknown one is refused", () => {
    const text = "const N = 2\nshared n = 0\nthread t * N:\n    n += 1\n";
    expect(JSON.parse(sim(here, ["explore", "-", "--json", "--set", "N=1"], { input: text }).out)).toMatchObject({
      verdict: "holds",
      units: [{ name: "t[0]" }],
    });
    const { code, err } = sim(here, ["explore", "-", "--set", "M=1"], { input: text });
    expect(code).toBe(2);
    expect(err).toContain("there is no constant `M`");
  });

  test("the same question gives the same bytes", () => {
    const [first, second] = [1, 2].map(() => sim(here, ["explore", "counter.scenario", "--json"]).out);
    expect(first).toBe(second);
  });
});

describe("sim explore --sample", () => {
  test("says how often everything was seen, and what may be left", () => {
    const { code, out, err } = sim(here, ["explore", "counter.scenario", "--sample", "urw", "--runs", "200"]);
    expect({ code, err }).toEqual({ code: 1, err: "" });
    expect(out).toBe(`✗ violated · counter.scenario — One counter
  interpreter any: a switch may happen between any two steps
  200 runs drawn by urw: a uniform random walk, units by the steps they have
  left; seeds 1 to 200

✗ lost update on counter
  increment[1] reads counter on line 4 and finds 0. Before it writes its result
  back, increment[0] changes counter to 1. increment[1] knows nothing of that:
  it writes 1, worked out from the old 0, and increment[0]'s update is gone.

  schedule b1a2b1 · 4 steps, 1 preemption

  step  line  increment[0]  increment[1]
     1     4  │             counter += 1  reads counter: 0
              │             ╰─ preempted between read and write of counter
     2     4  counter += 1  │             reads counter: 0
     3     4  counter += 1  │             counter: 0 → 1
              ╰─ finished
     4     4                counter += 1  counter: 1 → 1 ✗ lost update
  ✗ finally counter == 2 does not hold: counter = 1

  seen   in 127 of 200 runs; the least of them, run 2 (--strategy urw --seed 2),
         is shown, but there may be one with fewer preemptions
  hint   Read, compute and write under one lock: \`with lock:\` around the whole
         update.

! data race on counter (b1)

2 outcomes so far
  counter  runs   share          95 %  preemptions  schedule
  1         127  63.5 %  56.6 to 69.9            1  b1a2b1
  2          73  36.5 %  30.1 to 43.4            0  b2a2

1 property
  ✗  finally  counter == 2  see b1a2b1

coverage
  states         12, of at least about 12 that such runs can meet
  interleavings  6, 4 really different, of about 6
  lines          4 of 4
  saturation     0 of the last 20 runs had a new state; one more: about 0 %

12 states · 14 transitions · longest run 4 steps
note: interleavings were not counted: runs were drawn, not all of them explored
`);
  });

  test("nothing found is no answer, exit 3", () => {
    const { code, out } = sim(here, ["explore", "locked.scenario", "--sample", "pos", "--runs", "10", "--seed", "5"]);
    expect(code).toBe(3);
    expect(out).toMatch(/^\? unknown · locked\.scenario/);
    expect(out).toContain("; seeds 5 to\n  14\n");
    expect(out).toContain("  no violation in 10 runs, which does not mean that there is none\n");
  });

  test("the run behind a finding can be seen again by its seed", () => {
    for (const sampler of ["random", "urw", "pct", "pos"]) {
      const args = ["counter.scenario", "--json"];
      const { findings } = JSON.parse(sim(here, ["explore", ...args, "--sample", sampler]).out) as {
        findings: { schedule: string; seen: { seed: number } }[];
      };
      const [{ schedule, seen }] = findings;
      const { out } = sim(here, ["run", ...args, "--strategy", sampler, "--seed", String(seen.seed)]);
      expect(JSON.parse(out)).toMatchObject({ schedule });
    }
  });

  test("a limit ends it", () => {
    const { code, out } = sim(here, ["explore", "locked.scenario", "--sample", "pct", "--max-states", "3"]);
    expect(code).toBe(3);
    expect(out).toContain("  stopped after 3 states (--max-states 3)\n");
  });
});

describe("colours", () => {
  const coloured = (args: readonly string[], env: Record<string, string> = {}): boolean =>
    sim(here, ["explore", "counter.scenario", "--quiet", ...args], { env }).out.includes("\u001b[");

  test("none without a terminal, unless asked for; NO_COLOR and --no-color win over FORCE_COLOR", () => {
    expect(coloured([])).toBe(false);
    expect(coloured(["--color"])).toBe(true);
    expect(coloured([], { FORCE_COLOR: "1" })).toBe(true);
    expect(coloured([], { FORCE_COLOR: "0" })).toBe(false);
    expect(coloured([], { FORCE_COLOR: "1", NO_COLOR: "1" })).toBe(false);
    expect(coloured(["--no-color"], { FORCE_COLOR: "1" })).toBe(false);
  });
});
