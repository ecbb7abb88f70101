// Findings: named defects, each with its least schedule by (preemptions, steps), a sentence, a place, a line of advice.
import { describe, expect, it } from "vitest";
import { dedent, explored, finding, findingsOf } from "../tiny.js";

const lost = (text: string): string[] => findingsOf(text).filter((each) => each.startsWith("lost-update"));

describe("A lost update", () => {
  it("is told with what was read, overwritten and written, in the shortest schedule of one preemption", () => {
    const found = finding(explored("shared counter = 0\nthread t * 2:\n    counter += 1\n"), "lost-update");
    expect(found).toMatchObject({
      about: "counter",
      message: "t[0] read counter as 0; before it wrote 1, another unit had made it 1. That update is lost.",
      schedule: "a1b2a1",
      steps: 4,
      preemptions: 1,
      violates: true,
      place: { line: 3 },
      hint: "Read, compute and write under one lock: `with lock:` around the whole update.",
    });
  });

  it.each([
    ["through a local name", "shared x = 0\nthread t * 2:\n    y = x\n    y = y + 1\n    x = y\n", "x"],
    ["through a function call", "shared x = 0\ndef next(n):\n    return n + 1\nthread t * 2:\n    x = next(x)\n", "x"],
    ["inside a function", "shared x = 0\ndef bump():\n    x += 1\nthread t * 2:\n    bump()\n", "x"],
    [
      "of an attribute",
      "class C:\n    def __init__(self):\n        self.n = 0\nshared c = C()\nthread t * 2:\n    c.n += 1\n",
      "c.n",
    ],
    ["of an item", "shared xs = [0]\nthread t * 2:\n    xs[0] += 1\n", "xs[0]"],
    ["of a key", "shared d = {'k': 0}\nthread t * 2:\n    d['k'] = d['k'] + 1\n", "d['k']"],
    [
      "of a key that was looked up with get",
      "shared d = {}\nthread t * 2:\n    d['k'] = d.get('k', 0) + 1\n",
      "d['k']",
    ],
    ["of a tuple key", "shared d = {}\nthread t * 2:\n    d[1, 2] = d.get((1, 2), 0) + 1\n", "d[(1, 2)]"],
    [
      "of a list that is added to in place and stored",
      "shared xs = []\nthread t(i) for i in range(2):\n    xs = xs + [i]\n",
      "xs",
    ],
  ])("%s", (_what, text, about) => {
    expect(lost(text)).toEqual([`lost-update ${about}`]);
  });

  it("of a missing key says so", () => {
    const found = finding(explored("shared d = {}\nthread t * 2:\n    d['k'] = d.get('k', 0) + 1\n"), "lost-update");
    expect(found.message).toBe(
      "t[0] read d['k'] as missing; before it wrote 1, another unit had made it 1. That update is lost.",
    );
  });

  it("of a name that was unbound meanwhile says so", () => {
    const found = finding(explored("shared x = 0\nthread a:\n    x += 1\nthread b:\n    del x\n"), "lost-update");
    expect(found.message).toBe(
      "a read x as 0; before it wrote 1, another unit had made it unbound. That update is lost.",
    );
  });

  it.each([
    ["where the value read is not used", "shared x = 0\nthread t * 2:\n    y = x\n    x = 5\n"],
    [
      "where the unit itself wrote in between",
      "shared x = 0\nthread a:\n    y = x\n    x = 1\n    x = y + 1\nthread b:\n    z = x\n",
    ],
    [
      "of different objects of one class",
      "class C:\n    def __init__(self):\n        self.n = 0\nshared cs = [C(), C()]\nthread t(i) for i in range(2):\n    cs[i].n += 1\n",
    ],
    ["of different keys", "shared d = {0: 0, 1: 0}\nthread t(i) for i in range(2):\n    d[i] += 1\n"],
    ["where somebody wrote the same value", "shared x = 0\nthread a:\n    x += 1\nthread b:\n    x = 0\n"],
    ["under a lock", "shared x = 0\nshared lock = Lock()\nthread t * 2:\n    with lock:\n        x += 1\n"],
    [
      "where other code calls its own method get",
      "class Q:\n    def get(self, k, d):\n        return 1\nshared q = Q()\nshared d = {}\nthread t * 2:\n    d['k'] = q.get('k', 0)\n",
    ],
    ["of a private dict", "thread t * 2:\n    d = {}\n    d['k'] = d.get('k', 0) + 1\n"],
  ])("is none %s", (_what, text) => {
    expect(lost(text)).toEqual([]);
  });

  it("is closed by its write: a second write of the same value wipes out nothing that was read", () => {
    // y = x is a window for the first store only; a's second store is of a constant.
    expect(lost("shared x = 0\nthread a:\n    y = x\n    x = y + 1\n    x = 9\nthread b:\n    x = 5\n")).toEqual([
      "lost-update x",
    ]);
    const found = finding(
      explored("shared x = 0\nthread a:\n    y = x\n    x = y + 1\n    x = 9\nthread b:\n    x = 5\n"),
      "lost-update",
    );
    expect(found.schedule).toBe("a1b1a1");
  });

  it("stays possible across a branch that does not write", () => {
    const text =
      "shared x = 0\nthread a:\n    y = x\n    if y > 5:\n        x = 0\n    x = y + 1\nthread b:\n    x = 3\n";
    expect(lost(text)).toEqual(["lost-update x"]);
  });

  it("explains the property it breaks: one finding, not two", () => {
    const { findings, properties } = explored("shared x = 0\nthread t * 2:\n    x += 1\nfinally x == 2\n");
    expect(findings.map(({ kind, property }) => [kind, property])).toEqual([
      ["lost-update", "finally x == 2"],
      ["data-race", null],
    ]);
    expect(properties).toMatchObject([{ name: "x == 2", kind: "finally", verdict: "violated", schedule: "a1b2a1" }]);
  });
});

describe("A data race", () => {
  it("is two units about to access one place, one of them writing: reported, but no violation", () => {
    const exploration = explored("shared x = 0\nthread a:\n    x = 1\nthread b:\n    y = x\n");
    expect(finding(exploration, "data-race")).toMatchObject({
      about: "x",
      message: "Two units access x at the same time, at least one of them writing, and no lock orders them.",
      violates: false,
      schedule: "-",
      hint: "Under the GIL a single read or write is safe; several together are not. A lock makes the order certain.",
    });
    expect(exploration.verdict).toBe("holds");
  });

  it("is a violation with `option races = error`", () => {
    const { verdict, findings } = explored(
      "option races = error\nshared x = 0\nthread a:\n    x = 1\nthread b:\n    y = x\n",
    );
    expect([verdict, findings[0].violates]).toEqual(["violated", true]);
  });

  it.each([
    [
      "an attribute",
      "class C:\n    def __init__(self):\n        self.n = 0\nshared c = C()\nthread t * 2:\n    c.n = 1\n",
      "c.n",
    ],
    [
      "an attribute being deleted",
      "class C:\n    n = 1\nshared c = C()\nthread a:\n    del c.n\nthread b:\n    c.n = 1\n",
      "c.n",
    ],
    ["an item", "shared xs = [1, 2]\nthread t * 2:\n    xs[1] = 3\n", "xs[1]"],
    ["a key", "shared d = {}\nthread t * 2:\n    d['k'] = 3\n", "d['k']"],
    ["an item being deleted", "shared d = {1: 2}\nthread a:\n    del d[1]\nthread b:\n    y = d[1]\n", "d[1]"],
    ["a slice as a whole", "shared xs = [1, 2]\nthread t * 2:\n    xs[:] = []\n", "xs"],
    ["a name being deleted", "shared x = 1\nthread a:\n    del x\nthread b:\n    x = 1\n", "x"],
  ])("on %s goes by its name", (_what, text, name) => {
    expect(findingsOf(text).filter((each) => each.startsWith("data-race"))).toEqual([`data-race ${name}`]);
  });

  it.each([
    ["two readers", "shared x = 0\nthread t * 2:\n    y = x\nthread c:\n    wait until x == 0\n    z = 1\n"],
    ["accesses under a lock", "shared x = 0\nshared lock = Lock()\nthread t * 2:\n    with lock:\n        x += 1\n"],
    ["methods of a container, which the GIL makes atomic", "shared xs = []\nthread t * 2:\n    xs.append(1)\n"],
    ["accesses in atomic blocks", "shared x = 0\nthread t * 2:\n    atomic:\n        x += 1\n"],
    [
      "accesses in order",
      "shared x = 0\nshared done = Event()\nthread a:\n    x = 1\n    done.set()\nthread b:\n    done.wait()\n    x = 2\n",
    ],
  ])("is none between %s", (_what, text) => {
    expect(findingsOf(text)).toEqual([]);
  });
});

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
      ["livelock", "a4b4"],
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

  it("has five of a kind at most", () => {
    const names = ["a", "b", "c", "d", "e", "f", "g"];
    const text =
      names.map((name) => `shared ${name} = 0\n`).join("") +
      "thread t * 2:\n" +
      names.map((name) => `    ${name} = 1\n`).join("");
    expect(findingsOf(text)).toHaveLength(5);
  });
});
