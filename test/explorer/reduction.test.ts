import { describe, expect, test } from "vitest";
import { counter, philosophers as eaters, published } from "../conformance/programs.js";
import { replay } from "#sim/scheduler/run.js";
import { difference, verified } from "#sim/explorer/agreement.js";
import type { Exploration } from "#sim/explorer/exploration.js";
import type { ExploreOptions } from "#sim/explorer/explore.js";
import { compiled, dedent, explored } from "../tiny.js";
import { reduced, searched } from "./both-searches.js";
import type { Found } from "./both-searches.js";
import { buffer, filesystem, indexer, lastZero, philosophers } from "./models.js";

const states = (text: string): number => reduced(compiled(text)).states;

function both(text: string): { full: Found; less: Found } {
  const program = compiled(text);
  return { full: searched(program), less: reduced(program) };
}

describe("The reduced search", () => {
  test("runs threads that share nothing one after the other", () => {
    const { full, less } = both(`
      shared a = [0, 0, 0]
      thread t(i) for i in range(3):
          a[i] = 1
          a[i] = 2
    `);
    expect([full.states, full.transitions]).toEqual([27, 54]);
    expect([less.states, less.transitions]).toEqual([7, 6]);
    expect(less.marks).toEqual(full.marks);
  });

  test("leaves out nothing where every step touches one name", () => {
    const { full, less } = both(counter(2, 2));
    expect(less.states).toBe(full.states);
    expect(less.marks).toEqual(full.marks);
  });

  test("lets those who only read a name run one after the other", () => {
    const text = "shared x = 0\ndef assign():\n    global x\n    x = 1\nthread r * 4:\n    t = x\n    u = x\n";
    expect(states(text)).toBe(1 + 4 * 2);
  });

  test("tells attributes of an object, items of a list and keys of a dict apart", () => {
    const parts = ["box.a = 1", "box.b = 1", "items[0] = 1", "items[1] = 1", "d['k'] = 1", "d['l'] = 1"];
    const text = [
      "class Box:\n    def __init__(self):\n        self.a = 0\n        self.b = 0",
      "shared box = Box()\nshared items = [0, 0]\nshared d = {'k': 0, 'l': 0}",
      ...parts.map((part, i) => `thread t${i}:\n    ${part}`),
    ].join("\n");
    expect(states(text)).toBe(parts.length + 1);
  });

  test("gives a lock back at once, while nobody can get past it", () => {
    const work = (i: number, more: string): string =>
      `thread t${i}:\n    own[${i}] = 1\n    with m:\n        total += 1\n${more}`;
    const text = (more: string): string =>
      ["shared m = Lock()\nshared own = [0, 0, 0]\nshared total = 0", ...[0, 1, 2].map((i) => work(i, more))].join(
        "\n",
      );
    const counts = ["", "    own[0] = 2\n"].map((more) => {
      const { full, less } = both(text(more));
      expect(less.marks).toEqual(full.marks);
      return [full.states, less.states];
    });
    expect(counts).toEqual([
      [108, 57],
      [255, 151],
    ]);
  });

  test("knows that a lock may be given back by others than who has it", () => {
    const { full, less } = both(`
      shared m = Lock()
      shared x = 0
      thread holder:
          with m:
              x = 1
              x = 2
      thread waiter:
          with m:
              t = x
      thread thief:
          if m.locked():
              m.release()
      outcome waiter.t
    `);
    expect(less.marks).toEqual(full.marks);
    expect(less.marks.filter((mark) => mark.includes('"kind":"outcome"'))).toHaveLength(5);
  });

  test("waits for who ends: what comes after a join is not in the way", () => {
    const { full, less } = both(`
      shared total = 0
      shared m = Lock()
      thread a * 3:
          with m:
              total += 1
      thread last:
          for each in a:
              each.join()
          total += 1
      outcome total
    `);
    expect(less.marks).toEqual(full.marks);
    expect([full.states, less.states]).toEqual([134, 63]);
  });

  test("sees that a list that grows has another length, and another truth", () => {
    for (const look of ["t = len(items)", "t = bool(items)", "t = items == []", "t = 1 in items"]) {
      const { full, less } = both(`
        shared items = []
        thread grow:
            items.append(1)
        thread look:
            t = 0
            ${look}
        outcome look.t
      `);
      expect(full.marks.filter((mark) => mark.includes('"outcome"'))).toHaveLength(2);
      expect(less.marks).toEqual(full.marks);
    }
  });

  test("sees that an attribute or an index that is missing may come", () => {
    for (const [come, look] of [
      ["box.late = 1", "t = box.late"],
      ["items.append(1)", "t = items[0]"],
      ["d['k'] = 1", "t = d['k']"],
      ["Box.kind = 1", "t = box.kind"],
      ["box.kind = 1", "t = box.kind"],
      ["late = 1", "t = late"],
    ]) {
      const { full, less } = both(`
        class Box:
            kind = 0
        shared box = Box()
        shared items = []
        shared d = {}
        shared late = 0
        def forget():
            global late
            del late
        thread come:
            forget()
            ${come}
        thread look:
            t = 0
            ${look}
        outcome look.t
      `);
      expect(less.marks).toEqual(full.marks);
      expect(less.reached).toBe(full.reached);
    }
  });

  test("finds both orders of two locks, though who waits for a lock never takes it before it is released", () => {
    const { full, less } = both(`
      shared a = Lock()
      shared first = None
      thread one:
          with a:
              first = 1 if first is None else first
      thread two:
          with a:
              first = 2 if first is None else first
    `);
    expect(less.marks).toEqual(full.marks);
    expect(less.marks.filter((mark) => mark.includes('"outcome"'))).toHaveLength(2);
  });

  test("keeps every combination that a property can see", () => {
    const { full, less } = both(`
      shared x = 0
      shared y = 0
      thread one:
          x = 1
          x = 0
      thread two:
          y = 1
          y = 0
      always x + y < 2
      sometimes x == 1 and y == 0
    `);
    expect(less.marks).toEqual(full.marks);
    expect(less.marks.filter((mark) => mark.includes('"property"'))).toHaveLength(2);
  });

  test("sees that the end of the last thread is the end of all daemons", () => {
    const { full, less } = both(`
      shared x = 0
      def work():
          global x
          x = 1
          x = 2
      main:
          t = Thread(target=work, daemon=True)
          t.start()
          x = 3
    `);
    expect(less.marks).toEqual(full.marks);
    expect(less.reached).toBe(full.reached);
  });

  test("gives schedules that lead to what they are said to show", () => {
    const program = compiled(eaters(3));
    const { schedules } = reduced(program);
    const ends = [...schedules].flatMap(([mark, schedule]) => {
      const said = JSON.parse(mark) as { readonly kind: string; readonly end?: string };
      return said.kind === "outcome" ? [[said.end, replay(program, schedule).end]] : [];
    });
    expect(ends).toEqual([
      ["completed", "completed"],
      ["deadlocked", "deadlocked"],
    ]);
  });

  test("looks at one order of pairs that wait for each other in a loop, and puts nobody off for ever", () => {
    const pair = (i: number): string => `
      shared flag${i} = 0
      thread spins${i}:
          while flag${i} == 0:
              pass
      thread sets${i}:
          flag${i} = 2
          flag${i} = 0
          flag${i} = 1
    `;
    for (const [pairs, all, some] of [
      [1, 7, 7],
      [3, 343, 19],
    ] as const) {
      const { full, less } = both(Array.from({ length: pairs }, (_, i) => dedent(pair(i))).join("\n"));
      expect([full.states, less.states, less.complete]).toEqual([all, some, true]);
      expect(less.marks).toEqual(full.marks);
    }
  });

  test("answers where a program can go round, and says that it can", () => {
    const text =
      "shared x = 0\nthread a:\n    while x == 0:\n        pass\nthread b:\n    repeat 300:\n        x = 2\n        x = 1\n".concat(
        "shared y = 0\nthread c:\n    repeat 9:\n        y += 1\n",
      );
    const [less, full] = (["on", "off"] as const).map((reduce) => explored(text, { reduce }));
    expect(less.statistics).toMatchObject({ complete: true, cyclic: true, reductions: ["partial-order"] });
    expect(less.statistics.notes).toContain("interleavings are unbounded: the program can go round in circles");
    expect(difference(less, full)).toBeNull();
  });

  test("gives up where time is exact, and where endless runs are asked about", () => {
    const reason = (text: string): string | null => reduced(compiled(text)).reason;
    expect(reason("option time = timed\nthread a:\n    sleep(1)\n")).toBe("time is exact");
    expect(reason("shared x = 0\nthread a:\n    x = 1\neventually x == 1\n")).toBe("it has a property of endless runs");
    expect(reduced(compiled(counter(3, 3)), 1000).reason).toBe("too many states");
  });

  describe("where nobody ever ends", () => {
    const spinner = "thread b:\n    while True:\n        y = 1 - y\n";
    const beside = `shared x = 0\nshared y = 0\nshared m = Lock()\nthread a:\n    m.acquire()\n    m.acquire()\n${spinner}`;

    test("a unit that goes round by itself does not hide what others do meanwhile", () => {
      const less = reduced(compiled(`shared x = 0\nshared y = 0\n${spinner}thread c:\n    x = 1\n    assert x == 0\n`));
      expect(less.complete).toBe(true);
      expect(less.marks).toContainEqual(expect.stringContaining('"kind":"failed"'));
    });

    test("it is told who goes round, and who waits for ever beside them", () => {
      const trap = (text: string): string[] => reduced(compiled(text)).marks.filter((mark) => mark.includes("trap"));
      expect(trap(philosophers(3, 0))).toEqual(['{"kind":"trap","stuck":[]}']);
      expect(trap(beside)).toEqual(['{"kind":"trap","stuck":[0]}']);
    });

    test("its answer stands when a limit comes, with a round that is fair to all", () => {
      const [less, full] = [5_000, 20_000].map((maxStates) =>
        explored(philosophers(8, 0), { reduce: "on", maxStates }),
      );
      expect(full.statistics).toMatchObject({ states: 9_403, settled: true, reductions: [] });
      expect(less.statistics).toMatchObject({ states: 230, complete: true, settled: false, cyclic: true });
      const [[finding], [least]] = [less.findings, full.findings];
      expect(finding).toMatchObject({ kind: "livelock", message: least.message, interpreters: null });
      const { entries, loop } = finding.trace;
      expect(new Set(entries.slice(loop ?? 0).map(({ transition }) => transition.unit)).size).toBe(8);
      expect(finding.steps).toBeGreaterThan(least.steps);
    });

    test("the same with units that are alike, which are told from one another then", () => {
      const text = `shared x = 0\nthread z:\n    x = 1\nthread w * 12:\n    wait until x == 1\n    while True:\n${"        t = x\n".repeat(9)}`;
      const { findings, statistics } = explored(text, { reduce: "on", leastSchedules: false });
      expect(statistics).toMatchObject({ complete: true, reductions: ["partial-order"] });
      expect(findings.map(({ kind }) => kind)).toEqual(["livelock"]);
      expect(findings[0].message).toContain("w[11] (line 7) go round in circles");
    });

    test("it is tried later, since the full search has to find the least round by itself", () => {
      const from = (text: string): number | undefined => {
        const tried: number[] = [];
        explored(text, { reduce: "on", progress: ({ reduced, states }) => reduced !== null && tried.push(states) });
        return tried[0];
      };
      expect(from(philosophers(8, 0))).toBeGreaterThanOrEqual(4_000);
      expect(from(philosophers(8, 1))).toBeLessThan(4_000);
    });
  });
});

describe("A reduced search is compared with the full one", () => {
  const independent = Array.from({ length: 8 }, (_, i) => `thread t${i}:\n    a[${i}] = 1\n    a[${i}] = 2\n`).join("");
  const text = `shared a = [${"0, ".repeat(8)}]\nshared x = 0\nthread c:\n    x += 1\nthread d:\n    x += 1\n${independent}`;
  const explore = (options: ExploreOptions): Exploration => explored(text, options);
  const lastNote = ({ statistics }: Exploration): string | undefined => statistics.notes.at(-1);

  test("and a note says that they agree", () => {
    expect(lastNote(verified(explore({ reduce: "on" }), explore({ reduce: "off" })))).toBe(
      "verified: the full search tells the same after 78,732 states",
    );
  });

  test("unless one of them was stopped, if only while it looked for least schedules", () => {
    const full = explore({ reduce: "off" });
    expect(lastNote(verified(explore({ reduce: "on", leastSchedules: false }), full))).toBe(
      "the reduction was not verified: the search for least schedules was stopped",
    );
    expect(lastNote(verified(explore({ reduce: "on", maxStates: 100 }), full))).toBe(
      "the reduction was not verified: the search was stopped",
    );
  });
});

// SPIN's figures count steps of their own for what a thread does by itself; see the published models.
describe("Models that checkers are measured on", () => {
  test.each([
    ["4 philosophers, in order", philosophers(4, 1), 320, 144],
    ["7 philosophers, in order", philosophers(7, 1), 28192, 988],
    ["8 philosophers for ever", philosophers(8, 0), 9403, 230],
    ["indexer of 3 threads (SPIN 18,279 and 759)", indexer(3), 125, 13],
    ["filesystem of 3 threads (SPIN 2,380 and 1,309)", filesystem(3), 729, 25],
    ["last zero of 5 (SPIN 28,181)", lastZero(5), 1571, 543],
    ["buffer of 1 and 1, 2 slots, 4 items (SPIN 1,274 and 650)", buffer(1, 1, 2, 4), 491, 479],
    ["buffer of 2 and 2, 1 slot, 1 item (SPIN 13,383 and 2,822)", buffer(2, 2, 1, 1), 2767, 1749],
  ])("%s", (_, text, full, less) => {
    const found = both(text);
    expect([found.full.states, found.less.states]).toEqual([full, less]);
    expect(found.less.marks).toEqual(found.full.marks);
    expect(found.less.reached).toBe(found.full.reached);
  });

  test("philosophers who all take the left fork first: 87, 391, 1,743 states without reduction", () => {
    expect([3, 4, 5].map((n) => states(eaters(n)))).toEqual([59, 175, 388]);
  });

  test("readers of what one writes: none of their 2^(n + 1) states can be left out", () => {
    expect([2, 4, 6].map((n) => states(published(`readers(${n})`)))).toEqual([8, 32, 128]);
  });
});
