// What is true of every shrunk scenario, and how shrinking is asked for and stopped.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { explore } from "#sim/explorer/explore.js";
import { compile } from "#sim/language/compile.js";
import { Diagnostics } from "#sim/language/scenario.js";
import { StartError } from "#sim/scheduler/explaining.js";
import { shrink, shrinkAsync } from "#sim/shrinking/shrink.js";
import { lesson, small } from "./small.js";

/** "kind about" of all findings of a text; none if it cannot be run. */
function findings(text: string): string[] {
  const { program } = compile(text);
  return program === null ? [] : explore(program).findings.map(({ kind, about }) => `${kind} ${about ?? ""}`);
}

const RACE = `scenario "race"

shared victim = 0

thread first:
    victim += 1

thread second:
    victim += 1
`;

describe("a planted race", () => {
  const noise = fc.constantFrom(
    ["with lock:", "    tally += 1"],
    ["log.append(tally)"],
    ["if local > 1:", "    local -= 1", "else:", "    local = helper(local)"],
    ["repeat 2:", "    local += 3"],
    ["try:", "    local = log[7]", "except IndexError:", "    pass"],
    ["local = sum([helper(n) for n in range(3)])"],
  );
  const lines = fc.array(noise, { maxLength: 3 }).map((parts) => parts.flat());
  const unit = fc.tuple(lines, lines);

  /** Two units with the race in them, and a third one that has nothing to do with it. */
  const program = fc.tuple(unit, unit, lines).map(([first, second, third]) => {
    const body = (all: readonly string[]): string => ["local = 5", ...all].map((line) => `    ${line}\n`).join("");
    const racing = ([before, after]: typeof first): string => body([...before, "victim += 1", ...after]);
    return `scenario "race"
"""A long story."""
option max_states = 2_000_000
const SIZE = 7
shared tally = 0
shared victim = 0
shared log = []
shared lock = Lock()

def helper(n):
    return n * SIZE

thread first:
${racing(first)}
thread second:
${racing(second)}
thread third:
${body(third)}
always tally >= 0
sometimes victim == 2
expect lost update on victim
`;
  });

  test("is what is left, however much stands around it", () => {
    fc.assert(
      fc.property(program, (text) => {
        const { text: left } = small(text, { finding: "lost-update:victim" });
        const wanted = RACE.replace("\n\nshared", "\n\noption max_states = 2_000_000\n\nshared");
        expect(left).toBe(wanted);
      }),
      { numRuns: 3, seed: 7 },
    );
  });
});

describe("what is left", () => {
  test("is as small as that: without any of its lines the finding is gone, or can no longer be avoided", () => {
    const shown = (text: string): string[] => {
      const { program } = compile(text);
      const all = program === null ? [] : explore(program).findings;
      return all.filter(({ passing }) => passing !== null).map(({ kind, about }) => `${kind} ${about ?? ""}`);
    };
    for (const name of ["counter-three", "condition-lost-notify", "overdraft"]) {
      const { text, finding } = small(lesson(name));
      expect(shown(text)).toContain(`${finding.kind} ${finding.about ?? ""}`);
      const lines = text.split("\n");
      for (const [index, line] of lines.entries()) {
        if (line === "" || line.startsWith("scenario") || line.endsWith(":")) continue;
        const less = lines.with(index, line.startsWith(" ") ? line.replace(/\S.*/, "pass") : "").join("\n");
        expect(shown(less), less).not.toContain(`${finding.kind} ${finding.about ?? ""}`);
      }
    }
  });

  test("has no acquire() that is there only for its release(), nor the other way round", () => {
    const { text } = small(
      [
        "shared victim = 0",
        "shared gate = threading.Lock()",
        "shared other = threading.Lock()",
        "thread t * 2:",
        "    gate.acquire()",
        "    other.acquire()",
        "    other.release()",
        "    gate.release()",
        "    other.acquire()",
        "    other.release()",
        "    victim += 1",
      ].join("\n"),
    );
    expect(text).toBe("shared victim = 0\n\nthread t * 2:\n    victim += 1\n");
  });

  test("is the same every time, also if others get a turn meanwhile", async () => {
    const text = lesson("counter-three");
    const once = small(text);
    const turns = { count: 0 };
    const turn = (): Promise<void> => Promise.resolve(void (turns.count += 1));
    const again = await shrinkAsync(text, { turn });
    if (again instanceof Diagnostics) throw new Error("no mistakes were expected");
    expect(again.shrunk?.text).toBe(once.text);
    expect(again.shrunk?.explored).toBe(once.explored);
    expect(turns.count).toBeGreaterThan(once.explored);
  });

  test("still can go well, if the scenario could", () => {
    const { text, finding } = small(`shared total = 0
shared turns = [1, 2]
thread worker * 2:
    seen = total
    total = max(seen, turns.pop())
finally "the larger one": total == 2
`);
    expect(finding.passing).not.toBe(null);
    expect(text).toContain("thread worker * 2:");
  });

  test("is something that could have happened, if it is about what never does", () => {
    const { text } = small(lesson("live-busy-wait-unfair"));
    expect(text).toContain("    flag = True\n");
  });

  test("keeps the comments and the spelling of what is left, and its options", () => {
    const { text } = small(`# The till.
option interpreter = any   # every one
shared till    = 0  # in cents
shared other = 1  # never mind

# Sells.
thread seller*2 :
  other = 2; till+=1
`);
    expect(text).toBe(`# The till.
option interpreter = any  # every one

shared till    = 0  # in cents

# Sells.
thread seller*2 :
  till+=1
`);
  });

  test("has small numbers, found in large steps", () => {
    const { text, explored } = small("const N = 1000\nshared x = N\nthread t:\n    assert x < 700\n");
    expect(text).toBe("thread t:\n    assert 0\n");
    expect(explored).toBeLessThan(400);
  });

  test("drops a parameter with what is given for it, also to a thread", () => {
    const { text } = small(`shared n = 0
def add(name, amount):
    n += amount
main:
    Thread(target=add, args=("a", 1)).start()
    add("b", 1)
`);
    expect(text).toBe(`shared n = 0

def add():
    n += 1

main:
    Thread(target=add).start()
    add()
`);
  });
});

describe("shrinking", () => {
  test("looks for the finding that was asked for", () => {
    const text = `shared x = 0
shared a = Lock()
shared b = Lock()
thread one:
    with a:
        with b:
            pass
    x += 1
thread two:
    with b:
        with a:
            pass
    x += 1
`;
    expect(small(text).text).not.toContain("x");
    expect(small(text, { finding: "lost-update" }).text).toBe(
      "shared x = 0\n\nthread one:\n    x += 1\n\nthread two:\n    x += 1\n",
    );
    expect(small(text, { finding: "data-race:x" }).finding.kind).toBe("data-race");
    expect(shrink(text, { finding: "data-race:y" })).toMatchObject({ shrunk: null, original: { verdict: "violated" } });
  });

  test("finds nothing to do in a scenario that holds", () => {
    expect(shrink(lesson("counter-locked"))).toMatchObject({ shrunk: null, original: { verdict: "holds" } });
  });

  test("begins with the constants that were set", () => {
    const text = "const N = 1\nshared x = 0\nthread t * N:\n    x += 1\n";
    expect(shrink(text)).toMatchObject({ shrunk: null });
    expect(small(text, { set: { N: "3" } }).text).toContain("const N = 2\n");
  });

  test("says what is wrong with the text, or with its start", () => {
    expect(shrink("thread t:\n    x =\n")).toBeInstanceOf(Diagnostics);
    expect(() => shrink("shared x = 1 / 0\nthread t:\n    x = 1\n")).toThrow(StartError);
  });

  test("stops when its time is up, with the smallest so far", () => {
    let now = 0;
    const clock = (): number => now++;
    const { text, limit, after } = small(lesson("counter-three"), { maxTimeMs: 20, clock });
    expect(limit?.name).toBe("time");
    expect(after).toEqual({ statements: 8, units: 2, states: 12 });
    expect(findings(text)).toContain("lost-update counter");
  });

  test("stops when it is interrupted", () => {
    let asked = 0;
    const { text, limit } = small(lesson("counter-three"), { interrupted: () => ++asked > 12 });
    expect(limit?.name).toBe("interrupted");
    expect(findings(text)).toContain("lost-update counter");
  });

  test("works on what a limited search has found", () => {
    const { text, finding } = small(lesson("counter-three"), { maxStates: 40 });
    expect(finding.kind).toBe("lost-update");
    expect(findings(text)).toContain("lost-update counter");
  });

  test("asks no more than can be known: a stopped search does not say what is inevitable", () => {
    const text = "shared x = 0\nthread t * 3:\n    x = 1\n    x = 2\n    assert False\n";
    expect(small(text, { maxStates: 12 }).text).toBe("thread t:\n    assert False\n");
  });

  test("does not take an endless loop for the same thing", () => {
    const { text } = small(`shared ready = False
shared x = 0
thread a:
    wait until ready
    x += 1
thread b:
    while not ready:
        ready = True
    x += 1
`);
    expect(text).toBe("shared x = 0\n\nthread a:\n    x += 1\n\nthread b:\n    x += 1\n");
  });
});
