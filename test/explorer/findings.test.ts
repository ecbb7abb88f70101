// Findings: named defects, each with its least schedule by (preemptions, steps), a sentence, a place, a line of advice.
import { describe, expect, it } from "vitest";
import { explore } from "#sim/explorer/explore.js";
import { withReachability } from "#sim/explorer/interpreters.js";
import { compiled, dedent, explored, finding, findingsOf } from "../tiny.js";

describe("A deadlock", () => {
  const abba = `
    shared a_lock = Lock()
    shared b_lock = Lock()
    thread one:
        with a_lock:
            with b_lock:
                pass
    thread two:
        with b_lock:
            with a_lock:
                pass
  `;

  it("of two units in a circle: who waits for whom, since which line, at the least cost", () => {
    const found = finding(explored(abba), "deadlock");
    expect(found).toMatchObject({
      message: "one and two wait for one another in a circle: none of them can ever go on.",
      schedule: "a1b1",
      preemptions: 1,
      cycle: [0, 1],
      hint: "Take several locks in the same order everywhere.",
      place: { line: 5 },
    });
    expect(found.blocked.map(({ words, text }) => [words, text])).toEqual([
      ["waits for b_lock, held by two since line 8", "with b_lock:"],
      ["waits for a_lock, held by one since line 4", "with a_lock:"],
    ]);
  });

  it("of three", () => {
    const text =
      "shared forks = [Lock(), Lock(), Lock()]\nthread p(i) for i in range(3):\n    with forks[i]:\n        with forks[(i + 1) % 3]:\n            pass\n";
    expect(finding(explored(text), "deadlock")).toMatchObject({
      message: "p[0], p[1] and p[2] wait for one another in a circle: none of them can ever go on.",
      // a could go on when c comes; c waits for a's fork when b comes: one preemption.
      schedule: "a1c1b1",
      preemptions: 1,
      cycle: [0, 1, 2],
    });
  });

  it("with oneself: a Lock is not an RLock", () => {
    const text = "shared lock = Lock()\nthread a:\n    with lock:\n        with lock:\n            pass\n";
    expect(finding(explored(text), "deadlock")).toMatchObject({
      message: "a waits for what it holds itself: it can never go on.",
      schedule: "a1",
      cycle: [0],
      hint: "A Lock cannot be taken twice by the same thread; an RLock can.",
    });
    expect(explored(text.replace("= Lock", "= RLock")).verdict).toBe("holds");
  });

  it("beside the circle: a third unit waits too, but is not in it", () => {
    const found = finding(explored(`${dedent(abba)}\nthread three:\n    with a_lock:\n        pass\n`), "deadlock");
    expect(found.cycle).toEqual([0, 1]);
  });

  it("of a queue: advice about sentinels", () => {
    const found = finding(
      explored("shared q = Queue()\nthread a:\n    q.get()\nthread b:\n    q.put(1)\n    q.get()\n"),
      "deadlock",
    );
    expect(found).toMatchObject({
      hint: "Every `get()` needs a `put()`; tell each consumer to stop with a sentinel of its own.",
    });
    expect(finding(explored("shared q = Queue()\nthread t * 2:\n    q.get()\n"), "deadlock").message).toBe(
      "t[0] and t[1] wait for something that can no longer happen.",
    );
  });

  it("of tasks that share a thread's lock: an RLock would let both in, so the advice is asyncio's", () => {
    const found = finding(
      explored(`
        shared lock = threading.Lock()
        async def save():
            with lock:
                await asyncio.sleep(0)
        async def both():
            await asyncio.gather(save(), save())
        main:
            asyncio.run(both())
      `),
      "deadlock",
    );
    expect(found.hint).toMatch(/asyncio\.Lock/);
    expect(found.hint).not.toMatch(/RLock/);
  });

  it("of a condition that nobody notifies: advice about notifying", () => {
    const found = finding(explored("shared c = Condition()\nthread a:\n    with c:\n        c.wait()\n"), "deadlock");
    expect(found.hint).toBe(
      "Somebody must notify after every change that a waiter waits for; `notify_all()` when different waiters wait for different things.",
    );
  });

  it("of something else has no advice", () => {
    expect(finding(explored("shared x = 0\nthread a:\n    wait until x == 1\n"), "deadlock").hint).toBeNull();
  });

  it("of the same waits is one finding, whoever of several like units it is", () => {
    expect(findingsOf("shared lock = Lock()\nthread t * 3:\n    lock.acquire()\n")).toEqual(
      ["deadlock", "deadlock"].slice(0, 1),
    );
  });
});

describe("A lost wake-up", () => {
  it("is a notification that came before the wait", () => {
    const found = finding(
      explored(`
        shared ready = Condition()
        thread waiter:
            with ready:
                ready.wait()
        thread notifier:
            with ready:
                ready.notify()
      `),
      "deadlock",
    );
    expect(found.schedule).toBe("b3a2");
    expect(found.causes).toMatchObject([
      {
        kind: "lost-wakeup",
        about: "ready",
        message:
          "notifier notified on line 7 when nobody was waiting; waiter began to wait afterwards, for a notification that can no longer come.",
        place: { line: 7 },
      },
    ]);
    expect(found.hint).toBe(
      "Keep what you wait for in a variable, change it under the lock, and wait with `while not …: condition.wait()`.",
    );
  });

  it("is none where a notification came later: to another one", () => {
    const text = `
      shared ready = Condition()
      thread waiter * 2:
          with ready:
              ready.wait()
      thread notifier:
          with ready:
              ready.notify()
    `;
    const kinds = explored(text).findings.flatMap(({ causes, schedule }) => causes.map(({ kind }) => [kind, schedule]));
    expect(kinds.filter(([kind]) => kind === "lost-wakeup").length).toBeLessThan(2);
  });
});

describe("Waiting with `if` instead of `while`", () => {
  it("is the cause when a woken unit acts on what is no longer so", () => {
    const found = explored(`
      shared ready = Condition()
      shared items = []
      thread taker * 2:
          with ready:
              if len(items) == 0:
                  ready.wait()
              items.pop()
      thread maker:
          with ready:
              items.append(1)
              ready.notify_all()
    `).findings.find(({ kind }) => kind === "exception");
    expect(found?.causes.map(({ kind }) => kind)).toContain("if-for-while");
    expect(found?.hint).toBe(
      "Wait with `while not …: condition.wait()`: the condition may be false again when the waiter gets the lock.",
    );
  });
});

describe("Check-then-act", () => {
  it("is the cause of an overdraft: checked, changed by another, acted upon", () => {
    const found = finding(
      explored(`
        shared balance = 100
        thread take * 2:
            if balance >= 100:
                atomic:
                    balance -= 100
        always balance >= 0
      `),
      "check-then-act",
    );
    expect(found).toMatchObject({
      about: "balance",
      property: "always balance >= 0",
      message: "take[0] checked balance on line 3; take[1] changed it before take[0] acted on line 5.",
      hint: "Check and act under one lock, so that nothing can change in between.",
      schedule: "a1b2a1",
    });
  });

  it("may check a container and act on its item", () => {
    const found = finding(
      explored(`
        shared cache = {}
        shared made = 0
        thread t * 2:
            if "k" not in cache:
                cache["k"] = 1
                made += 1
        finally made == 1
      `),
      "check-then-act",
    );
    expect(found).toMatchObject({ about: "cache", property: "finally made == 1", schedule: "a1b4a3" });
  });

  it("is the cause of a failed assertion", () => {
    const text = "shared n = 1\nthread t * 2:\n    if n > 0:\n        n = n - 1\n        assert n >= 0\n";
    expect(finding(explored(text), "assertion").causes.map(({ kind, about }) => [kind, about])).toContainEqual([
      "check-then-act",
      "n",
    ]);
  });

  it("is none where nobody came in between", () => {
    const { findings } = explored("shared x = 0\nthread a:\n    if x == 0:\n        x = 1\n    assert x == 0\n");
    expect(findings[0].causes).toEqual([]);
  });
});

describe("Releasing what is not held", () => {
  it.each([
    ["Lock()", "RuntimeError: release unlocked lock"],
    ["RLock()", "RuntimeError: cannot release un-acquired lock"],
    ["BoundedSemaphore(1)", "ValueError: Semaphore released too many times"],
  ])("of %s is a finding of its own", (made, text) => {
    expect(finding(explored(`shared lock = ${made}\nthread a:\n    lock.release()\n`), "release-unheld")).toMatchObject(
      {
        about: "a",
        message: `a releases what is not held: ${text}.`,
        property: text,
        place: { line: 3 },
        hint: "Use `with lock:`; it releases exactly what it acquired.",
      },
    );
  });
});

describe("Traps", () => {
  it("an assertion that fails inside a with is shown where it is, not where the with is left", () => {
    const body = "        x = 1\n        assert x == 1\n";
    for (const block of [`    with m:\n${body}`, `    try:\n${body}    finally:\n        y = 1\n`]) {
      const { findings } = explored(
        `shared x = 0\nshared y = 0\nshared m = Lock()\nthread a:\n${block}thread b:\n    x = 5\n`,
      );
      const [finding] = findings.filter(({ kind }) => kind === "assertion");
      expect(finding).toMatchObject({ place: { line: 7 }, message: "An assertion in a does not hold: assert x == 1" });
    }
  });

  it("a program that goes round in circles for ever is a livelock", () => {
    const { findings, verdict, statistics } = explored("shared x = 0\nthread a:\n    while True:\n        x = 1 - x\n");
    expect(findings.map(({ kind, about }) => [kind, about])).toEqual([["livelock", null]]);
    expect(findings[0].message).toContain("nobody can finish any more");
    expect([verdict, statistics.cyclic, statistics.interleavings]).toEqual(["violated", true, null]);
    expect(statistics.notes).toEqual(["interleavings are unbounded: the program can go round in circles"]);
  });

  it("a loop that can be left is none", () => {
    const { verdict, findings, statistics } = explored(
      "shared stop = False\nthread a:\n    while not stop:\n        pass\nthread b:\n    stop = True\n",
    );
    expect([verdict, findings.map(({ kind }) => kind), statistics.cyclic]).toEqual(["holds", ["data-race"], true]);
  });

  it("a pair in deadlock beside a thread that spins is a deadlock of the pair", () => {
    const { findings } = explored(`
      shared x = 0
      shared l = Lock()
      shared m = Lock()
      thread p:
          with l:
              with m:
                  pass
      thread q:
          with m:
              with l:
                  pass
      thread spin:
          while True:
              x = 1 - x
    `);
    expect(findings.map(({ kind, schedule }) => [kind, schedule])).toEqual([
      ["deadlock", "a1b1"],
      ["livelock", "a4b4(c4)*"],
    ]);
    expect(findings[0].message).toBe("p and q can never go on again, though others still run.");
    expect(findings[0].blocked.map(({ words }) => words)).toEqual([
      "waits for m, held by q since line 9",
      "waits for l, held by p since line 5",
    ]);
  });

  it("one unit alone can never go on again", () => {
    const { findings } = explored(
      "shared x = 0\nshared gate = Event()\nthread a:\n    gate.wait()\nthread b:\n    while True:\n        x = 1 - x\n",
    );
    expect(findings[0]).toMatchObject({
      kind: "deadlock",
      message: "a can never go on again, though others still run.",
    });
  });
});

describe("The report", () => {
  it("has the weightiest first: violations before races, deadlock before lost update", () => {
    const text = `
      shared x = 0
      shared l = Lock()
      thread t * 2:
          x += 1
          l.acquire()
    `;
    expect(findingsOf(text)).toEqual(["deadlock", "lost-update x", "data-race x"]);
  });

  it("has all that are about different names", () => {
    const names = ["a", "b", "c", "d", "e", "f", "g"];
    const text =
      names.map((name) => `shared ${name} = 0\n`).join("") +
      "thread t * 2:\n" +
      names.map((name) => `    ${name} = 1\n`).join("");
    expect(findingsOf(text)).toEqual(names.map((name) => `data-race ${name}`));
  });

  it("has five deadlocks at most, and counts the others", () => {
    const line = (n: number): string => `    if choose(False, True):\n        e${n}.wait()\n`;
    const text =
      [1, 2, 3, 4, 5, 6, 7].map((n) => `shared e${n} = Event()\n`).join("") +
      `thread t:\n${[1, 2, 3, 4, 5, 6, 7].map(line).join("")}`;
    expect(findingsOf(text).filter((found) => found === "deadlock")).toHaveLength(5);
    expect(explored(text).statistics.notes).toEqual([
      "deadlocks of other units or on other lines that are not listed: 2",
    ]);
  });
});

describe("An exception that nobody catches", () => {
  const asserting = dedent(`
    shared x = 0
    shared lock = Lock()
    thread writer:
        x = 1
        x = 2
    thread reader:
        a = x
        assert a != 1
        assert a != 2
        with lock:
            assert a != 1
  `);

  it("is another finding on another line of the same unit", () => {
    const { findings } = explored(asserting);
    const failed = findings.filter(({ kind }) => kind === "assertion");
    expect(failed.map(({ about, place, schedule }) => [about, place?.line, schedule])).toEqual([
      ["reader", 9, "a2b1"],
      ["reader", 8, "a1b1"],
    ]);
  });

  it("can happen on other interpreters on one line, and not on the other", () => {
    const program = compiled(asserting);
    const { findings } = withReachability(program, explore(program));
    const on = (name: string): unknown[] =>
      findings
        .filter(
          ({ kind, interpreters }) =>
            kind === "assertion" && interpreters?.some((each) => each.name === name && each.happens),
        )
        .map(({ place }) => place?.line);
    expect([on("cpython-3.9"), on("cpython-3.12")]).toEqual([[9, 8], [9]]);
  });

  it("before the unit's first step names the line, for there is no trace to see it in", () => {
    const { message, schedule, place } = finding(explored("thread t:\n    n = 1\n    n.x = 2\n"), "exception");
    expect([schedule, place?.line]).toEqual(["-", 3]);
    expect(message).toBe("t ends on line 3 with an uncaught AttributeError: 'int' object has no attribute 'x'.");
  });

  it.each([
    ["a method of a primitive", "shared o = Lock()", "o.aquire()", "acquire"],
    ["a method of a list", "shared o = [1]", "o.apend(2)", "append"],
    [
      "an attribute of an object",
      "class C:\n    def __init__(self):\n        self.total = 1\nshared o = C()",
      "print(o.totl)",
      "total",
    ],
    [
      "an inherited method",
      "class B:\n    def deposit(self):\n        pass\nclass C(B):\n    pass\nshared o = C()",
      "o.depsoit()",
      "deposit",
    ],
  ])("suggests %s that was probably meant", (_, shared, statement, meant) => {
    const text = `${shared}\nthread t:\n    ${statement}\n`;
    expect(finding(explored(text), "exception").hint).toBe(`Did you mean \`${meant}\`?`);
    expect(finding(explored(text.replace(/o\.\w+/, "o.nothing_like_it")), "exception").hint).toBeNull();
  });
});

describe("A round that is repeated for ever comes with advice", () => {
  const polite = (first: string, second: string): string => `
    while True:
        ${first}.acquire()
        if ${second}.acquire(blocking=False):
            break
        ${first}.release()
    ${second}.release()
    ${first}.release()
`;
  const locks = "shared a = Lock()\nshared b = Lock()\nshared done = False\n";

  it("against giving way to each other", () => {
    const text = `${locks}thread one:${polite("a", "b")}    done = True\nthread two:${polite("b", "a")}eventually done\n`;
    const found = finding(explored(text), "liveness");
    expect(found.schedule).toBe("(a1b2a2b1)*");
    expect(found.hint).toMatch(/^They give way to each other/);
  });

  it("against trying a lock again and again that is never given back", () => {
    const text = `${locks}thread keeper:\n    a.acquire()\nthread other:${polite("b", "a")}`;
    expect(finding(explored(text), "livelock").hint).toMatch(/^To try a lock again and again/);
  });

  it("against looking again and again; not where everybody does something", () => {
    const looking =
      "shared x = 0\nshared y = 0\nthread a:\n    while not x:\n        pass\n    y = 1\nthread b:\n    while not y:\n        pass\n    x = 1\n";
    expect(finding(explored(looking), "livelock").hint).toMatch(/^Who looks again and again/);
    const working = "shared x = 0\nthread a:\n    while True:\n        x = 1 - x\n";
    expect(finding(explored(working), "livelock").hint).toBeNull();
  });

  it("against a loop over what nobody changes", () => {
    const text = "shared turn = 0\nthread a:\n    while turn == 0:\n        pass\n";
    expect(finding(explored(text, { maxInstructions: 1000 }), "livelock")).toMatchObject({
      message: expect.stringMatching(/^a, on line 3, takes more than 1,000 instructions/) as string,
      hint: "Nobody changes what the loop looks at. Is it assigned at all, by that name?",
    });
  });
});
