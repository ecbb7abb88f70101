import { describe, expect, it } from "vitest";
import { ideal, inMs, lasts, real, spent, story } from "./clock.js";

describe("Threads that compute", () => {
  it("take turns with a GIL: two of 50 ms take 100 ms", () => {
    expect(lasts("thread a * 2:\n    cpu 50ms")).toBe("completed 100 ms");
  });

  it("compute side by side without a GIL, on as many cores as there are", () => {
    const text = "thread a * 2:\n    cpu 50ms";
    expect(lasts(text, { interpreter: "free-threaded", costs: { cores: 2 } })).toBe("completed 50 ms");
    expect(lasts(text, { interpreter: "free-threaded", costs: { cores: 1 } })).toBe("completed 100 ms");
    expect(ideal(text, { interpreter: "free-threaded" }).gils).toEqual([]);
  });

  it("lose the GIL after each switch interval to a thread that waits for it", () => {
    const timeline = ideal("thread a * 2:\n    cpu 12ms");
    expect(story(timeline, "a[0]")).toBe("runs 0-10, gil 10-15, runs 15-17");
    expect(story(timeline, "a[1]")).toBe("starts 5-10, runs 10-15, gil 15-17, runs 17-24");
    expect(spent(ideal("thread a * 2:\n    cpu 10ms", { costs: { switch_interval: 1 } }), "a[0]", "gil")).toBe(0);
  });

  it("run on cores in slices, where there are more processes than cores", () => {
    const costs = { cores: 2, os_slice: 1e-3 };
    expect(lasts("process a * 3:\n    cpu 10ms", { costs })).toBe("completed 15 ms");
    expect(lasts("process a * 5:\n    cpu 10ms", { costs: { cores: 2 } })).toBe("completed 25 ms");
    expect(ideal("process a * 3:\n    cpu 10ms", { costs }).totals.core / 1e6).toBeCloseTo(13, 6);
    expect(lasts("process a * 3:\n    cpu 10ms", { costs: { cores: 3 } })).toBe("completed 10 ms");
  });

  it("slow each other down while all cores are busy", () => {
    const costs = { cores: 4, parallel_slowdown: 1.5 };
    expect(lasts("process a:\n    cpu 100ms", { costs })).toBe("completed 100 ms");
    expect(lasts("process a * 4:\n    cpu 100ms", { costs })).toBe("completed 150 ms");
    expect(
      lasts("process a(i) for i in range(2):\n    sleep(0.05 * i)\n    cpu 120ms", { costs: { ...costs, cores: 2 } }),
    ).toBe(
      // 50 ms alone, then both at two thirds of the speed for 105 ms, then 50 ms alone.
      "completed 205 ms",
    );
    const { totals } = ideal("process a * 4:\n    cpu 100ms", { costs });
    expect([inMs(totals.running), inMs(totals.computing)]).toEqual([600, 400]);
  });

  it("see what they have computed when they look at the clock, and what their own instructions have taken", () => {
    const text = `
      import time
      thread a:
          start = time.perf_counter()
          total = 0
          for i in range(1000):
              total += 1
          assert time.perf_counter() - start > 0.005
          start = time.perf_counter()
          cpu 50ms
          assert round(time.perf_counter() - start, 3) == 0.05
    `;
    expect(ideal(text, { costs: { instruction: 1e-6 } }).end).toBe("completed");
  });
});

describe("Threads that wait for the outside world", () => {
  it("do so at the same time: eight of 1 s take 1 s", () => {
    expect(lasts("thread a * 8:\n    io 1s")).toBe("completed 1000 ms");
  });

  it("need the GIL again afterwards, and wait one switch interval for it beside one that computes", () => {
    const text = "thread a:\n    repeat 4:\n        io 10ms\ndaemon thread hog:\n    cpu 10s";
    expect(lasts(text)).toBe("completed 60 ms");
    expect(lasts(text, { costs: { switch_interval: 1e-3 } })).toBe("completed 44 ms");
    expect(lasts(text, { interpreter: "free-threaded" })).toBe("completed 40 ms");
  });

  it("may wait for no time at all, or for almost 300 years", () => {
    expect(lasts("thread a:\n    io 0ms\n    sleep(0)\n    cpu 0ms")).toBe("completed 0 ms");
    expect(lasts("thread a:\n    sleep(9.2e9)")).toBe("completed 9200000000000 ms");
  });

  it("draw what `choose` gives from the seed", () => {
    const seen = new Set(
      Array.from({ length: 20 }, (_, seed) => lasts("thread a:\n    sleep(choose(1, 2, 3))", { seed })),
    );
    expect([...seen].sort()).toEqual(["completed 1000 ms", "completed 2000 ms", "completed 3000 ms"]);
  });

  it("keep the program alive unless they are daemons", () => {
    expect(lasts("daemon thread d:\n    while True:\n        sleep 10ms\nthread w:\n    io 35ms")).toBe(
      "completed 35 ms",
    );
  });

  it("are stopped after so many events if they go on for ever", () => {
    const { end, events } = ideal("thread a:\n    while True:\n        io 5ms", { maxEvents: 1000 });
    expect([end, events]).toEqual(["stopped", 1000]);
  });

  it("end as failed if one of them does, the others go on", () => {
    expect(lasts("thread a:\n    io 5ms\n    assert False\nthread b:\n    io 20ms")).toBe("failed 20 ms");
  });
});

describe("Starting and joining threads", () => {
  const starting = (childMs: number): string => `
    import threading, time
    shared took = 0
    def f():
        cpu ${childMs}ms
    main:
        t = threading.Thread(target=f)
        before = time.perf_counter()
        t.start()
        took = time.perf_counter() - before
        assert ${childMs < 5 ? `took > ${childMs / 1e3} and took < ${(childMs + 0.3) / 1e3}` : "took > 0.005 and took < 0.0053"}, str(took)
        t.join()
  `;

  it.each([0, 1, 4, 6, 10])(
    "work of %i ms is over before start() returns, if it is shorter than the switch interval",
    (ms) => {
      expect(real(starting(ms)).end).toBe("completed");
    },
  );

  it("units may start units", () => {
    const text = `
      import threading
      def f(n):
          io 10ms
          if n > 0:
              t = threading.Thread(target=f, args=(n - 1,))
              t.start()
              t.join()
      main:
          f(4)
    `;
    expect(lasts(text)).toBe("completed 50 ms");
  });

  it("a unit's own instructions are charged to it, and join waits for them", () => {
    const text = `
      import threading
      def f():
          total = 0
          for i in range(1000):
              total += i
      main:
          t = threading.Thread(target=f)
          t.start()
          t.join()
    `;
    const timeline = ideal(text, { costs: { instruction: 1e-6 } });
    expect(spent(timeline, "Thread-1 (f)", "runs")).toBeGreaterThan(5);
    expect(spent(timeline, "main", "runs")).toBeLessThan(0.1);
    expect(inMs(timeline.makespan)).toBeCloseTo(
      spent(timeline, "Thread-1 (f)", "runs") + spent(timeline, "main", "runs"),
      5,
    );
    expect(timeline.totals.computing).toBe(0);
  });

  it("an event loop in a thread begins when the thread does", () => {
    const text = `
      import asyncio, threading
      def f():
          asyncio.run(asyncio.sleep(0.1))
      main:
          t = threading.Thread(target=f)
          t.start()
          t.join()
    `;
    expect(lasts(text, { costs: { thread_begin: 0.05 } })).toBe("completed 150 ms");
  });

  it("a Timer calls after its time, unless it is cancelled before", () => {
    const text = (then: string): string => `
      import threading
      shared x = 0
      def f():
          global x
          x = 1
      main:
          t = threading.Timer(0.5, f)
          t.start()
          io 100ms
          ${then}
          t.join()
          assert x == ${then === "pass" ? 1 : 0}
    `;
    expect(lasts(text("pass"))).toBe("completed 500 ms");
    expect(lasts(text("t.cancel()"))).toBe("completed 100 ms");
  });

  it("an endless loop that touches nothing shared is stopped", () => {
    expect(ideal("thread a:\n    while True:\n        pass").end).toBe("stopped");
  });

  it("more units than there may be stop the run", () => {
    const text = `
      import threading
      def f():
          io 1ms
      main:
          for i in range(20):
              threading.Thread(target=f).start()
    `;
    expect(ideal(text).end).toBe("completed");
    expect(ideal(text, { maxUnits: 10 }).end).toBe("stopped");
  });
});

describe("The convoy beside threads that compute", () => {
  const perOperation = (sleep: string, hogs: number, interval: number, seed = 0): number => {
    const text = `
      thread io:
          repeat 400:
              sleep(${sleep})
      daemon thread hog * ${hogs}:
          cpu 600s
    `;
    return real(text, { seed, costs: { cores: 2, switch_interval: interval } }).makespan / 400 / 1e6;
  };

  it.each([
    [5e-3, "0", 5.12],
    [5e-3, "0.001", 6.24],
    [5e-3, "0.01", 15.32],
    [1e-3, "0", 1.19],
    [1e-3, "0.0001", 1.28],
    [1e-3, "0.001", 2.18],
    [1e-3, "0.01", 11.23],
    [1e-4, "0", 0.28],
    [1e-4, "0.0001", 0.39],
    [1e-4, "0.001", 1.29],
    [1e-4, "0.01", 10.38],
  ])(
    "interval %d s, sleep(%s): within 3 %% of the %d ms an operation takes in CPython 3.11",
    (interval, sleep, measured) => {
      expect(perOperation(sleep, 1, interval) / measured).toBeGreaterThan(0.97);
      expect(perOperation(sleep, 1, interval) / measured).toBeLessThan(1.03);
    },
  );

  it.each([
    [1, 6.24],
    [2, 14.8],
    [3, 24.4],
  ])("%i of them: within 12 %% of the %d ms in CPython 3.11", (hogs, measured) => {
    const seeds = [0, 1, 2, 3, 4];
    const mean = seeds.reduce((sum, seed) => sum + perOperation("0.001", hogs, 5e-3, seed), 0) / seeds.length;
    expect(Math.abs(mean / measured - 1)).toBeLessThan(0.12);
  });

  it("takes exactly so long with our seed", () => {
    expect([1, 2, 3].map((hogs) => perOperation("0.001", hogs, 5e-3).toFixed(3))).toEqual([
      "6.198",
      "13.599",
      "21.917",
    ]);
  });

  it("there is none without a GIL", () => {
    const text = "thread io:\n    repeat 100:\n        sleep 1ms\ndaemon thread hog * 3:\n    cpu 60s";
    const { makespan } = real(text, { interpreter: "free-threaded" });
    expect(makespan / 100 / 1e6).toBeCloseTo(1.07, 1);
  });

  it("two threads that compute take hardly longer than one after the other, and half without a GIL", () => {
    const text = "thread a * 2:\n    cpu 500ms";
    expect(real(text).makespan / 1e9).toBeCloseTo(1.01, 2);
    expect(real(text, { interpreter: "free-threaded", costs: { cores: 2 } }).makespan / 1e9).toBeCloseTo(0.5, 2);
  });
});
