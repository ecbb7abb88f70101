// The trace of a run: what each step looked at and changed, why it was that unit's turn, and the patches between states.
import { applyPatches } from "immer";
import { describe, expect, it } from "vitest";
import { Explaining } from "#sim/scheduler/explaining.js";
import { createWorld } from "#sim/scheduler/world.js";
import { compiled, ran, replayed } from "../tiny.js";

describe("An entry", () => {
  it("tells the line, the accesses and what changed", () => {
    const { entries } = replayed("shared x = 0\nthread a:\n    x += 1\n", "a2");
    expect(entries).toMatchObject([
      {
        index: 1,
        place: { line: 3, column: 5 },
        text: "x += 1",
        words: null,
        accesses: [{ kind: "read", name: "x", key: "g0", value: "0", before: null, synchronising: false }],
        changes: [],
        ended: null,
        switch: null,
      },
      {
        index: 2,
        accesses: [{ kind: "write", name: "x", value: "1", before: "0" }],
        changes: [{ name: "x", before: "0", after: "1" }],
        ended: "finished",
      },
    ]);
  });

  it("of what a process does in library code of its own, after its last statement, is on the line that declares it", () => {
    const { entries } = replayed("shared q = multiprocessing.Queue()\nprocess p:\n    q.put(1)\n", "a2");
    expect(entries.map(({ words, place, text }) => [words, place.line, text])).toEqual([
      ["puts an item into q", 3, "q.put(1)"],
      ["hands over its items in q", 2, "process p:"],
    ]);
  });

  it("names places as the author does", () => {
    const text = `
      class Account:
          def __init__(self):
              self.balance = 0
              self.lock = Lock()
              self.past = {"x": [1]}
      shared account = Account()
      shared accounts = [Account(), account]
      shared table = {"k": 1, (1, 2): 3}
      shared items = [5, 6]
      shared later = None
      thread a:
          with account.lock:
              account.balance += 1
          with accounts[0].lock:
              accounts[0].balance = 2
          table["k"] += 1
          del table[1, 2]
          items[0:1] = [7, 8]
          del items[0:2]
          items += [9]
          items.append(4)
          account.past["x"].append(2)
          later = Account()
          del later.balance
          del later
    `;
    const { entries } = ran(text, { strategy: "run-to-block" });
    const said = entries.flatMap(({ words }) => (words === null ? [] : [words]));
    expect(said).toEqual([
      "acquires account.lock",
      "releases account.lock",
      "acquires accounts[0].lock",
      "releases accounts[0].lock",
    ]);
    expect(
      entries.flatMap(({ changes }) => changes.map(({ name, before, after }) => `${name}: ${before} → ${after}`)),
    ).toEqual([
      "account.balance: 0 → 1",
      "accounts[0].balance: 0 → 2",
      "table['k']: 1 → 2",
      "table[(1, 2)]: 3 → unbound",
      "items: [5, 6] → [7, 8, 6]",
      "items: [7, 8, 6] → [6]",
      "items: [6] → [6, 9]",
      "items: [6, 9] → [6, 9]",
      "items: [6, 9] → [6, 9, 4]",
      "account.past['x']: [1] → [1, 2]",
      "later: None → later",
      "later.balance: 0 → unbound",
      "later: an Account → unbound",
    ]);
  });

  it("gives an object that no shared name leads to the name that it has where the step is, or says 'a Lock', 'an Account'", () => {
    const text = `
      class Account:
          def __init__(self):
              self.balance = 0
      shared last = None
      def work(lock, account):
          with lock:
              account.balance += 1
      main:
          t = Thread(target=work, args=(Lock(), Account()))
          t.start()
          t.join()
    `;
    const { entries } = ran(text, { strategy: "run-to-block" });
    expect(entries.map(({ words }) => words)).toEqual([
      "starts t",
      "acquires a Lock",
      null,
      null,
      "releases a Lock",
      "joins Thread-1 (work)",
    ]);
    expect(entries[3].changes).toEqual([{ name: "an Account.balance", before: "0", after: "1" }]);
  });

  it("holds what was printed, with the texts that instances give of themselves", () => {
    const text = `
      class V:
          def __str__(self):
              return "a V"
      shared x = 0
      thread a:
          x = 1
          print("x is", x, V(), [1], sep="|")
          print()
          print(f"{x}")
    `;
    expect(ran(text).entries.map(({ prints }) => prints)).toEqual([[], ["x is|1|a V|[1]", ""], ["1"]]);
  });

  it("holds what was printed before the first step: by module-level code, and by units on their way to it", () => {
    const text = `
      def made():
          print("made")
          return 0
      shared x = made()
      thread t * 2:
          print("hi")
          x = 1
    `;
    const { printed, entries } = ran(text);
    expect(printed).toEqual([
      { unit: null, text: "made" },
      { unit: 0, text: "hi" },
      { unit: 1, text: "hi" },
    ]);
    expect(entries.flatMap(({ prints }) => prints)).toEqual([]);
    expect(replayed(text, "b1a1").printed).toEqual(printed);
  });

  it("tells how a unit failed and where", () => {
    const { entries, end } = ran("shared x = 0\ndef f():\n    raise KeyError(x)\nthread a:\n    x = 1\n    f()\n");
    expect(end).toBe("failed");
    expect(entries[1]).toMatchObject({
      ended: "failed",
      exception: { type: "KeyError", message: "1", text: "KeyError: 1", place: { line: 3 } },
    });
  });

  it("does not tell of exceptions that were caught", () => {
    const { entries } = ran(
      "shared x = 0\nthread a:\n    try:\n        x = 1 / x\n    except ZeroDivisionError:\n        x = 5\n",
    );
    expect(entries.map(({ exception }) => exception)).toEqual([null, null]);
  });

  it("of a library call shows the caller's line, and its accesses as synchronising", () => {
    const { entries } = ran("shared q = Queue()\nthread a:\n    q.put(1)\n");
    expect(entries).toMatchObject([{ text: "q.put(1)", words: "puts an item into q", changes: [] }]);
    expect(entries[0].accesses.every(({ synchronising }) => synchronising)).toBe(true);
  });

  it("knows the tests that accesses belong to and stand in", () => {
    const { entries } = ran("shared x = 0\nthread a:\n    if x == 0:\n        x = 1\n");
    const [look, act] = entries.flatMap(({ accesses }) => accesses);
    expect(look.testOf).not.toBeNull();
    expect(act).toMatchObject({ testOf: null, guardedBy: [look.testOf] });
  });
});

describe("A switch", () => {
  it("has its reason: preempted, finished, failed", () => {
    const text = "shared x = 0\nthread a * 2:\n    x += 1\nthread c:\n    x = 5\n    raise ValueError\n";
    const { entries, preemptions } = replayed(text, "a1b2c1a1");
    expect(entries.map(({ switch: why }) => why)).toEqual([
      null,
      { from: 0, reason: "preempted", detail: null },
      null,
      { from: 1, reason: "finished", detail: null },
      { from: 2, reason: "failed", detail: null },
    ]);
    expect(preemptions).toBe(1);
  });

  it("tells what a blocked unit waits for, and who holds that since when", () => {
    const text =
      "shared lock = Lock()\nthread a:\n    lock.acquire()\n    lock.acquire()\nthread b:\n    lock.release()\n";
    const { entries } = replayed(text, "a1b1");
    expect(entries[1].switch).toEqual({ from: 0, reason: "blocked", detail: "waits for lock, held by a since line 3" });
  });

  it("from a unit that only waits for time to pass is no preemption", () => {
    const text =
      "import time\nshared x = 0\nthread a:\n    x = 1\n    time.sleep(1)\n    x = 2\nthread b:\n    x = 3\n";
    const { entries, preemptions } = replayed(text, "a1b1a2");
    expect(entries[1].switch).toEqual({ from: 0, reason: "waiting", detail: null });
    expect(preemptions).toBe(0);
  });
});

describe("At the end", () => {
  it("the trace names who is blocked, on what, held by whom", () => {
    const text = `
      shared ready = Condition()
      shared slots = Semaphore(0)
      shared meet = Barrier(3)
      shared done = Event()
      shared again = RLock()
      shared results = Queue()
      thread a:
          with ready:
              ready.wait()
      thread b:
          slots.acquire()
      thread c:
          meet.wait()
      thread d:
          done.wait()
      thread e:
          again.acquire()
          again.acquire()
          results.get()
      thread f:
          again.acquire()
    `;
    const { end, blocked } = replayed(text, "a2c1d1e2");
    expect(end).toBe("deadlocked");
    expect(
      blocked.map(({ unit, words, object, primitive, holders }) => [unit, words, object, primitive, holders]),
    ).toEqual([
      [0, "waits for a notify on ready", "ready", "Condition", []],
      [1, "waits for a permit of slots", "slots", "Semaphore", []],
      [2, "waits at meet for the others", "meet", "Barrier", []],
      [3, "waits for done to be set", "done", "Event", []],
      [4, "waits for an item in results", "results", "Queue", []],
      [5, "waits for again, held by e since line 17", "again", "RLock", [{ unit: 4, line: 17 }]],
    ]);
  });

  it("an outcome column that raises shows its exception", () => {
    expect(ran("shared xs = []\nthread a:\n    xs.append(1)\noutcome xs[0], xs[3]\n").outcome).toEqual([
      { label: "xs[0]", value: "1" },
      { label: "xs[3]", value: "IndexError: list index out of range" },
    ]);
  });

  it("shared data are the names that hold numbers, text and containers of such; an unbound one says so", () => {
    const text = `
      class Box:
          pass
      shared n = 1
      shared deep = [(1, {"a": {2, 3}}), None]
      shared box = Box()
      shared boxes = [Box()]
      shared lock = Lock()
      shared gone = 4
      shared ring = []
      shared f = frozenset([1])
      shared kind = int
      thread a:
          ring.append(ring)
          del gone
    `;
    expect(ran(text).finals).toEqual([
      { name: "n", value: "1" },
      { name: "deep", value: "[(1, {'a': {2, 3}}), None]" },
      { name: "gone", value: "unbound" },
      { name: "ring", value: "[[...]]" },
      { name: "f", value: "frozenset({1})" },
    ]);
  });
});

describe("Patches", () => {
  const text = `
    class Box:
        def __init__(self, n):
            self.n = n
    shared boxes = []
    shared x = 0
    def work(n):
        x += n
        boxes.append(Box(n))
    main:
        ts = [Thread(target=work, args=(i,)) for i in range(2)]
        for t in ts:
            t.start()
        for t in ts:
            t.join()
        boxes.pop()
  `;

  it("lead from each state to the next, and back", () => {
    const engine = new Explaining(createWorld(compiled(text)));
    let state = engine.initial();
    for (const { patches, inverse, transition } of ran(text, { strategy: "random", seed: 3 }).entries) {
      const next = engine.take(state, transition);
      expect(applyPatches(state, patches)).toEqual(next);
      expect(applyPatches(next, inverse)).toEqual(state);
      state = next;
    }
    expect(engine.enabled(state)).toEqual([]);
  });

  it("of a state are never applied in place: states are frozen", () => {
    const engine = new Explaining(createWorld(compiled(text)));
    const state = engine.initial();
    const next = engine.take(state, engine.enabled(state)[0]);
    expect(Object.isFrozen(next)).toBe(true);
    expect(engine.take(state, engine.enabled(state)[0])).toEqual(next);
  });

  it("a transition that is not enabled cannot be taken", () => {
    const engine = new Explaining(createWorld(compiled(text)));
    expect(() => engine.take(engine.initial(), { unit: 0, choice: 5, voluntary: false })).toThrow(
      "unit 0 cannot take its alternative 5 here",
    );
  });
});
