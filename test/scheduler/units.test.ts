// Units that are made while running, daemons, thread-locals.
import { describe, expect, it } from "vitest";
import { explored, finding, findingsOf, outcomesOf, ran } from "../tiny.js";

describe("A daemon thread", () => {
  const text = `
    shared x = 0
    daemon thread clock:
        while True:
            x += 1
            if x == 2:
                x = 0
    thread a:
        y = x
  `;

  it("does not keep the program alive: the run is over when the others are", () => {
    // x goes 0 1 2 0 …, and a may look at any time: what is left behind is what the daemon had made of it.
    const { outcomes, verdict, statistics } = explored(text);
    expect(
      outcomes.map(({ end, values, schedule, interleavings }) => [end, values[0].value, schedule, interleavings]),
    ).toEqual([
      ["completed", "0", "b1", null],
      ["completed", "1", "a2b1", null],
      ["completed", "2", "a5b1", null],
    ]);
    expect(verdict).toBe("holds");
    expect(statistics).toMatchObject({ cyclic: true, interleavings: null });
  });

  it("that waits for ever is no deadlock", () => {
    expect(
      outcomesOf("shared q = Queue()\nshared x = 0\ndaemon thread d:\n    q.get()\nthread a:\n    x = 1\n"),
    ).toEqual({ "x=1": 1 });
  });

  it("is told by its flag in a run", () => {
    expect(ran(text, { strategy: "run-to-block", maxSteps: 3 })).toMatchObject({
      end: "stopped",
      units: [{ daemon: true }, { daemon: false }],
    });
  });
});

describe("A thread-local", () => {
  it("has attributes of its own in every thread; using them is no step and no race", () => {
    const { statistics, findings } = explored(`
      shared here = local()
      shared seen = []
      thread t(i) for i in range(2):
          here.value = i
          here.value += 10
          seen.append(here.value)
    `);
    expect(statistics.interleavings).toBe(2n);
    expect(findings).toEqual([]);
  });

  it("has none before it is given one", () => {
    expect(
      findingsOf("shared here = local()\nshared x = 0\nthread a:\n    here.v = 1\nthread b:\n    x = here.v\n"),
    ).toEqual(["exception AttributeError"]);
    expect(outcomesOf("shared here = local()\nshared x = 0\nthread b:\n    x = getattr(here, 'v', 7)\n")).toEqual({
      "x=7": 1,
    });
  });

  it("keeps a shared object that is stored in it reachable", () => {
    const { statistics } = explored(`
      shared here = local()
      shared first = None
      class Box:
          def __init__(self):
              self.n = 0
      thread t * 2:
          first = Box()
          here.box = first
          first = None
          here.box.n += 1
    `);
    expect(statistics.complete).toBe(true);
  });
});

describe("Threads of an explicit main", () => {
  const two = `
    shared x = 0
    def work():
        x += 1
    main:
        threads = [Thread(target=work) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
  `;

  it("begin when they are started; start and join are steps of main", () => {
    // main: start b, start c, join b, join c. Let main start c after 0, 1 or 2 steps of b (b has 2 steps, then main may
    // go on as it likes). The joins: join b comes after b's 2nd step, join c after both.
    //   c started before b moves: b b and c c mix in 6 ways; join b fits after b's end: bbcc 3, bcbc 2, bccb 1, cbbc 2, cbcb 1, ccbb 1 = 10
    //   c started between b's steps: then b and cc mix: bcc 3, cbc 2, ccb 1 = 6
    //   c started after b: then c c alone, with join b before, between or behind: 3
    // 10 + 6 + 3 = 19 interleavings.
    expect(explored(two).statistics.interleavings).toBe(19n);
    // An update is lost if both read before one writes: bcbc bccb cbbc cbcb (2 + 1 + 2 + 1) and, started between, cbc ccb (2 + 1) = 9.
    expect(outcomesOf(two)).toEqual({ "x=1": 9, "x=2": 10 });
  });

  it("are units like others in schedules and reports, named as in Python", () => {
    expect(ran(two, { strategy: "run-to-block" })).toMatchObject({
      end: "completed",
      schedule: "a2b2a1c2a1",
      units: [
        { name: "main", letter: "a", form: "main" },
        { name: "Thread-1 (work)", letter: "b", form: "thread", daemon: false },
        { name: "Thread-2 (work)", letter: "c", form: "thread" },
      ],
    });
  });

  it("may be more than there is room for: the search makes room and starts over", () => {
    const chain = (n: number): string => `
      shared x = 0
      def work(n):
          x += 1
          if n > 0:
              t = Thread(target=work, args=(n - 1,), name=f"w{n - 1}")
              t.start()
              t.join()
      main:
          work(${n})
    `;
    // Each of n + 1 units: LOAD, STORE, and but for the last start and join: 4(n + 1) - 2 steps in one order.
    expect(explored(chain(11)).statistics).toMatchObject({ interleavings: 1n, depth: 46, complete: true });
  });

  it("without end reach the limit of units, which says so", () => {
    const endless = "def work():\n    Thread(target=work).start()\nmain:\n    work()\n";
    const { limit, verdict, statistics } = explored(endless, { maxUnits: 5 });
    expect(limit).toEqual({ name: "units", option: null, message: "stopped: the program creates more than 5 units" });
    expect(verdict).toBe("unknown");
    expect(statistics.complete).toBe(false);
    expect(statistics.notes).toEqual(["interleavings were not counted: the search was stopped"]);
  });

  it("that fail before their first step are told with the step that started them", () => {
    const { findings } = explored(`
      class Mine(Exception):
          pass
      def bad(n):
          raise Mine(n)
      main:
          t = Thread(target=bad, args=(3,), name="worker")
          t.start()
          t.join()
    `);
    expect(finding({ findings }, "exception")).toMatchObject({
      about: "Mine",
      property: "Mine: 3",
      message: "worker ends with an uncaught Mine: 3.",
      schedule: "a1",
      place: { line: 4 },
    });
  });

  it("whose target takes other arguments fail at once", () => {
    expect(findingsOf("def work(a):\n    pass\nmain:\n    Thread(target=work).start()\n")).toEqual([
      "exception TypeError",
    ]);
  });

  it("can be asked about in the step that starts them, and cannot join themselves", () => {
    const text = `
      shared seen = []
      def work():
          current_thread().join()
      main:
          t = Thread(target=work)
          atomic:
              t.start()
              seen.append(t.is_alive())
          t.join()
    `;
    expect(explored(text).findings.map(({ property }) => property)).toEqual([
      "RuntimeError: cannot join current thread",
    ]);
    expect(outcomesOf(text)).toMatchObject({ "failed: seen=[True]": 1 });
  });

  it("deadlock with main like any others", () => {
    const text =
      "shared lock = Lock()\ndef work():\n    lock.acquire()\nmain:\n    lock.acquire()\n    t = Thread(target=work)\n    t.start()\n    t.join()\n";
    expect(finding(explored(text), "deadlock")).toMatchObject({
      message: "main and Thread-1 (work) wait for one another in a circle: none of them can ever go on.",
      schedule: "a2",
      cycle: [0, 1],
    });
  });

  it("get keyword arguments, and a daemon flag of their own", () => {
    expect(
      outcomesOf(`
        shared x = 0
        shared stop = Event()
        def work(a, b=0):
            x = a + b
        def wait():
            stop.wait()
        main:
            Thread(target=wait, daemon=True).start()
            t = Thread(target=work, args=(1,), kwargs={"b": 5})
            t.start()
            t.join()
      `),
    ).toMatchObject({ "x=6": expect.any(Number) as number });
  });

  it("can be a closure over a variable of main, which is then shared", () => {
    const text = `
      shared seen = []
      main:
          n = 0
          def work():
              nonlocal n
              n += 1
          ts = [Thread(target=work), Thread(target=work)]
          for t in ts:
              t.start()
          for t in ts:
              t.join()
          seen.append(n)
    `;
    expect(Object.keys(outcomesOf(text))).toEqual(["seen=[1]", "seen=[2]"]);
    expect(findingsOf(text)).toEqual(["lost-update n", "data-race n"]);
  });
});

describe("A property about a unit's local", () => {
  const text = (property: string): string => `
    shared x = 0
    thread t(i) for i in range(2):
        got = i * 10
        x += 1
        got = got + x
    thread u:
        mine = 5
        x += 1
    ${property}
  `;

  it("sees it while the unit runs and when it has ended", () => {
    expect(explored(text("sometimes t[0].got == 3")).verdict).not.toBe("unknown");
    expect(explored(text('finally "u": u.mine == 5')).properties).toMatchObject([{ verdict: "holds" }]);
    expect(explored(text('finally "last": t[-1].got >= 11')).properties).toMatchObject([{ verdict: "holds" }]);
    expect(explored(text('always "none": t[1].got is None or t[1].got >= 10')).properties).toMatchObject([
      { verdict: "holds" },
    ]);
  });

  it("is None as long as the unit has not been started", () => {
    const started =
      "shared x = 0\nthread t:\n    got = 1\n    x = got\nmain:\n    x = 0\n    t.start()\n    t.join()\nsometimes t.got is None\nfinally t.got == 1\n";
    expect(explored(started).properties.map(({ verdict }) => verdict)).toEqual(["holds", "holds"]);
  });

  it("is an outcome column", () => {
    const { outcomes } = explored(text("outcome t[0].got, u.mine"));
    expect(outcomes.map(({ values }) => values.map(({ label, value }) => `${label}=${value}`).join(" "))).toEqual([
      "t[0].got=1 u.mine=5",
      "t[0].got=2 u.mine=5",
      "t[0].got=3 u.mine=5",
    ]);
  });

  it("out of range, or with an index that is no number, cannot be evaluated", () => {
    expect(finding(explored(text("always t[2].got == 1")), "invariant").message).toBe(
      "always t[2].got == 1 cannot be evaluated: IndexError: there is no t[2].",
    );
    expect(finding(explored(text("always t[x / 2].got == 1")), "invariant").message).toContain(
      "cannot be evaluated: TypeError: unit indices must be integers.",
    );
  });
});

it("A main that starts a unit by name may do so in its first statement", () => {
  expect(
    outcomesOf(`
      shared x = 0
      thread worker:
          x += 1
      main:
          worker.start()
          worker.join()
          assert x == 1
    `),
  ).toEqual({ "x=1": 1 });
});

it("A unit that asks another for its local gets an AttributeError: only properties see locals", () => {
  expect(
    findingsOf(`
      thread a:
          t = 1
      thread b:
          wait until a.t == 1
    `).join(),
  ).toContain("exception");
});
