// Hand-made runs and explorations: what the engines would say, in a short notation.
import type { Exploration, Finding, Outcome } from "#sim/explorer/exploration.js";
import type { Access, Blocked, Switch, Trace, TraceEntry, UnitInfo } from "#sim/scheduler/trace.js";

/** One step. `read: ["x", "0"]`, `write: ["x", "0", "1"]` (before, after). */
export interface Step {
  readonly unit: number;
  readonly line?: number;
  readonly text?: string;
  readonly read?: readonly [string, string];
  readonly write?: readonly [string, string, string];
  readonly words?: string;
  readonly chosen?: string;
  readonly prints?: string;
  readonly lost?: boolean;
  readonly ended?: "finished" | "failed";
  readonly exception?: string;
  /** Why the unit before it stopped; default: preempted, or as it ended. */
  readonly after?: Switch["reason"];
  readonly detail?: string;
}

export const place = (line: number) => ({ line, column: 5, endLine: line, endColumn: 9 });

function access(kind: Access["kind"], name: string, value: string, before: string | null, line: number): Access {
  return {
    kind,
    name,
    key: name,
    value,
    before,
    synchronising: false,
    task: null,
    place: place(line),
    testOf: null,
    guardedBy: [],
  };
}

export function unitsOf(names: readonly string[]): UnitInfo[] {
  return names.map((name, index) => ({
    index,
    name,
    letter: "abcdefghij".charAt(index),
    form: "thread",
    daemon: false,
  }));
}

export interface Run {
  readonly end?: Trace["end"];
  readonly blocked?: readonly Blocked[];
  readonly outcome?: readonly (readonly [string, string])[];
  readonly schedule?: string;
  readonly loop?: number;
}

export function run(names: readonly string[], steps: readonly Step[], more: Run = {}): Trace {
  const over = (unit: number, at: number): boolean =>
    steps.slice(0, at).some((step) => step.unit === unit && (step.ended ?? step.exception) !== undefined);
  const enabled = (at: number) =>
    names.flatMap((_, unit) => (over(unit, at) ? [] : [{ unit, choice: 0, voluntary: false }]));
  const entries = steps.map((step, at): TraceEntry => {
    const { unit, line = 1, text = "pass", read, write } = step;
    const type = /^\w+/.exec(step.exception ?? "")?.[0] ?? "";
    return {
      index: at + 1,
      clock: null,
      transition: { unit, choice: 0, voluntary: false },
      choices: step.chosen === undefined ? 1 : 2,
      chosen: step.chosen ?? null,
      place: place(line),
      text,
      task: null,
      awaits: null,
      tasks: [],
      words: step.words ?? null,
      object: null,
      accesses: [
        ...(read === undefined ? [] : [access("read", read[0], read[1], null, line)]),
        ...(write === undefined ? [] : [access("write", write[0], write[2], write[1], line)]),
      ],
      notes: [],
      changes: write === undefined ? [] : [{ name: write[0], before: write[1], after: write[2] }],
      prints: step.prints === undefined ? [] : [step.prints],
      lostUpdate:
        step.lost === true && write !== undefined
          ? {
              name: write[0],
              key: write[0],
              read: "0",
              overwritten: write[1],
              written: write[2],
              task: null,
              primitive: null,
            }
          : null,
      notices: [],
      switch: switchOf(steps, at),
      enabled: enabled(at),
      ended: step.ended ?? (step.exception === undefined ? null : "failed"),
      exception:
        step.exception === undefined
          ? null
          : { type, message: "", text: step.exception, place: place(line), left: place(line) },
      patches: [],
      inverse: [],
    };
  });
  return {
    units: unitsOf(names),
    printed: [],
    entries,
    end: more.end ?? "completed",
    blocked: more.blocked ?? [],
    outcome: (more.outcome ?? []).map(([label, value]) => ({ label, value })),
    schedule: more.schedule ?? "a1",
    loop: more.loop ?? null,
    preemptions: entries.filter((entry) => entry.switch?.reason === "preempted").length,
    clock: null,
    finals: (more.outcome ?? []).map(([name, value]) => ({ name, value })),
  };
}

function switchOf(steps: readonly Step[], at: number): Switch | null {
  const before = steps.at(at - 1);
  if (at === 0 || before === undefined || before.unit === steps[at].unit) return null;
  const reason = steps[at].after ?? before.ended ?? (before.exception === undefined ? "preempted" : "failed");
  return { from: before.unit, reason, detail: steps[at].detail ?? null };
}

export function finding(trace: Trace, more: Partial<Finding> = {}): Finding {
  return {
    kind: "lost-update",
    about: "counter",
    message: "An update is lost.",
    violates: true,
    schedule: trace.schedule,
    steps: trace.entries.length,
    preemptions: trace.preemptions,
    place: place(12),
    trace,
    blocked: trace.blocked,
    cycle: [],
    property: null,
    causes: [],
    interpreters: null,
    hint: null,
    noReturn: null,
    passing: null,
    odds: null,
    ...more,
  };
}

export function outcome(values: readonly (readonly [string, string])[], more: Partial<Outcome> = {}): Outcome {
  const named = values.map(([label, value]) => ({ label, value }));
  return {
    values: named,
    end: "completed",
    interleavings: 1n,
    share: 0.5,
    preemptions: 0,
    steps: 4,
    schedule: "a2b2",
    ...more,
  };
}

export function exploration(more: Partial<Exploration> = {}): Exploration {
  return {
    file: "counter.scenario",
    title: "Two threads increment one counter",
    doc: null,
    interpreter: "any",
    granularity: "access",
    time: "untimed",
    verdict: "holds",
    limit: null,
    units: unitsOf(["increment[0]", "increment[1]"]),
    fairness: null,
    properties: [],
    findings: [],
    outcomes: [],
    expected: new Map(),
    statistics: {
      states: 12,
      transitions: 14,
      depth: 4,
      interleavings: 6n,
      traces: 4n,
      ladder: [
        { preemptions: 0, outcomes: 1, defects: 0, traces: 2 },
        { preemptions: 1, outcomes: 2, defects: 1, traces: 4 },
      ],
      complete: true,
      settled: true,
      bound: null,
      reductions: [],
      full: null,
      cyclic: false,
      notes: [],
    },
    ...more,
  };
}

/** The lost update of two increments. */
export const lostUpdate = run(
  ["increment[0]", "increment[1]"],
  [
    { unit: 0, line: 12, text: "counter += 1", read: ["counter", "0"] },
    { unit: 1, line: 12, text: "counter += 1", read: ["counter", "0"] },
    { unit: 1, line: 12, text: "counter += 1", write: ["counter", "0", "1"], ended: "finished" },
    { unit: 0, line: 12, text: "counter += 1", write: ["counter", "1", "1"], lost: true, ended: "finished" },
  ],
  { schedule: "a1b2a1", outcome: [["counter", "1"]] },
);

const waits = (
  unit: number,
  line: number,
  lock: string,
  holder: number,
  since: number,
  names: readonly string[],
): Blocked => ({
  unit,
  place: place(line),
  text: `with ${lock}:`,
  words: `waits for ${lock}, held by ${names[holder]} since line ${since}`,
  object: lock,
  key: lock,
  primitive: "Lock",
  task: null,
  holders: [{ unit: holder, line: since }],
});

/** Two locks in opposite order. */
export const abba = run(
  ["ab", "ba"],
  [
    { unit: 0, line: 14, text: "with lock_a:", words: "acquires lock_a" },
    { unit: 1, line: 19, text: "with lock_b:", words: "acquires lock_b" },
  ],
  {
    end: "deadlocked",
    schedule: "a1b1",
    blocked: [waits(0, 15, "lock_b", 1, 19, ["ab", "ba"]), waits(1, 20, "lock_a", 0, 14, ["ab", "ba"])],
  },
);
