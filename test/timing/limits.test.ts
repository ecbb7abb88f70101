import { describe, expect, it } from "vitest";
import { timed } from "#sim/timing/timed.js";
import { compiled } from "../tiny.js";
import { ideal, inMs, laneOf, lasts } from "./clock.js";

describe("Long runs", () => {
  it("keep a bounded number of segments: short ones become part of their neighbours, sums stay exact", () => {
    const { lanes, totals } = ideal("process a * 3:\n    repeat 40000:\n        io 1us\n        cpu 1us");
    const count = lanes.reduce((sum, { segments }) => sum + segments.length, 0);
    expect(count).toBeLessThan(200_000);
    expect(totals.io / 1e6).toBeCloseTo(120, 6);
    expect(totals.computing / 1e6).toBeCloseTo(120, 6);
    for (const { segments } of lanes)
      segments.slice(1).forEach(({ from }, i) => {
        expect(from).toBeGreaterThanOrEqual(segments[i].to);
      });
  });

  it("forget shared objects that nobody can reach, while others wait", () => {
    const text = `
      import queue
      shared jobs = queue.Queue(2)
      shared never = Event()
      shared total = 0
      daemon thread waits:
          never.wait()
      thread producer:
          for i in range(12000):
              jobs.put([i])
      thread consumer:
          for i in range(12000):
              total += jobs.get()[0]
          assert total == 71994000, str(total)
          io 1ms
    `;
    expect(lasts(text)).toBe("completed 1 ms");
  });

  it("forget private objects, too", () => {
    const text = `
      shared x = 0
      thread a:
          for i in range(3000):
              pair = [i, [i]]
              x += pair[1][0]
          assert x == 4498500
    `;
    expect(lasts(text)).toBe("completed 0 ms");
  });
});

describe("What a machine can be", () => {
  it.each([
    [{ cores: 0 }, "cores cannot be 0"],
    [{ cores: 1.5 }, "cores cannot be 1.5"],
    [{ parallel_slowdown: 0.5 }, "parallel_slowdown cannot be 0.5"],
    [{ switch_interval: -1 }, "switch_interval cannot be -1"],
    [{ lock: Number.NaN }, "lock cannot be NaN"],
  ])("%o: %s", (costs, message) => {
    expect(() => timed(compiled("thread a:\n    cpu 1ms"), { costs })).toThrow(new RangeError(message));
  });

  it("may be said in the file", () => {
    const text = "option cores = 2\noption switch_interval = 1ms\nprocess a * 4:\n    cpu 10ms";
    const timeline = timed(compiled(text));
    expect(timeline.cores).toBe(2);
    expect(inMs(timeline.makespan)).toBeGreaterThan(20);
  });
});

describe("Units that go wrong", () => {
  it("a thread that is called with the wrong arguments fails when it begins", () => {
    const text = `
      import threading
      def f(x):
          io 1s
      main:
          t = threading.Thread(target=f)
          t.start()
          t.join()
          io 5ms
    `;
    expect(lasts(text)).toBe("failed 5 ms");
  });

  it("sys.exit in a process ends it, not the others", () => {
    const text = `
      import sys
      process p:
          io 10ms
          sys.exit(3)
      process q:
          io 20ms
    `;
    expect(lasts(text)).toBe("completed 20 ms");
  });

  it("a process that is killed while it waits for a lock leaves the lock to its holder", () => {
    const text = `
      import multiprocessing as mp
      shared lock = mp.Lock()
      def f():
          with lock:
              io 1s
      main:
          with lock:
              p = mp.Process(target=f)
              p.start()
              io 10ms
              p.terminate()
              p.join()
          with lock:
              io 10ms
    `;
    expect(lasts(text)).toBe("completed 20 ms");
    expect(laneOf(ideal(text), "Process-1").segments.at(-1)?.to).toBe(10e6);
  });
});
