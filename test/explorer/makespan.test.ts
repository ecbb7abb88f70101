// How long small programs take at best and at worst, worked out by hand, and the schedules that show it.
import { describe, expect, it } from "vitest";
import { makespan, makespanAsync } from "#sim/explorer/makespan.js";
import type { TimedRun, MakespanOptions } from "#sim/explorer/makespan.js";
import type { Snapshot } from "#sim/explorer/searching.js";
import { replay } from "#sim/scheduler/run.js";
import { compiled } from "../tiny.js";

function ms(found: TimedRun | "unbounded" | null): number | string | null {
  return found === null || found === "unbounded" ? found : Number(found.nanoseconds) / 1e6;
}

/** Best, worst, and the soonest deadlock, in milliseconds. */
function times(text: string, options: MakespanOptions = {}): readonly (number | string | null)[] {
  const { best, worst, deadlocked } = makespan(compiled(text), options);
  return [ms(best), ms(worst), ms(deadlocked)];
}

/** Computing takes turns; what is done behind it does not. */
const threeJobs = `
thread a:
    cpu 3ms
    io 7ms
thread b:
    cpu 5ms
    io 2ms
thread c:
    cpu 7ms
    io 1ms
`;

const underLock = `
option time = timed
shared lock = Lock()
thread a:
    with lock:
        io 10ms
    io 20ms
thread b:
    with lock:
        io 30ms
`;

const bothWays = `
shared p = Lock()
shared q = Lock()
thread a:
    io 1ms
    with p:
        with q:
            io 2ms
thread b:
    io 1ms
    with q:
        with p:
            io 3ms
`;

describe("The makespan", () => {
  it("of three jobs that only compute is their sum on one GIL, and the longest of them without one", () => {
    const jobs = "thread a:\n    cpu 3ms\nthread b:\n    cpu 5ms\nthread c:\n    cpu 7ms\n";
    expect(times(jobs)).toEqual([15, 15, null]);
    expect(times(jobs, { interpreter: "free-threaded" })).toEqual([7, 7, null]);
  });

  it("of three jobs that compute and then wait depends on who computes first: the longest wait at best, at worst last", () => {
    // a, b, c: done at 3 + 7, 8 + 2 and 15 + 1.  b, c, a: done at 5 + 2, 12 + 1 and 15 + 7.
    expect(makespan(compiled(threeJobs))).toEqual({
      best: { nanoseconds: 16_000_000n, schedule: "a2b2c1a1b1c2" },
      worst: { nanoseconds: 22_000_000n, schedule: "b2c1b1c1a1c1a2" },
      deadlocked: null,
      states: 43,
      complete: true,
      limit: null,
    });
    expect(times(threeJobs, { interpreter: "free-threaded" })).toEqual([10, 10, null]);
  });

  it("with waiting inside a lock depends on who takes it first", () => {
    // a first: b has the lock from 10 to 40, a waits until 30.  b first: a has it from 30 to 40, and waits until 60.
    const { best, worst } = makespan(compiled(underLock));
    expect([best, worst]).toEqual([
      { nanoseconds: 40_000_000n, schedule: "a3b1a1b2" },
      { nanoseconds: 60_000_000n, schedule: "b3a4" },
    ]);
    expect(replay(compiled(underLock), "b3a4").clock).toBe(60_000_000n);
  });

  it("is asked for with exact time, whatever the file says", () => {
    expect(times(underLock.replace("timed", "untimed"))).toEqual([40, 60, null]);
    expect(times(underLock, { time: "untimed" } as MakespanOptions)).toEqual([40, 60, null]);
  });

  it("counts what passes before anybody takes a step, and nothing if nobody waits", () => {
    expect(times("thread a * 2:\n    sleep 4ms\n")).toEqual([4, 4, null]);
    expect(times("shared x = 0\nthread a * 2:\n    x += 1\n")).toEqual([0, 0, null]);
  });

  it("is that of runs that end, by an exception too; a deadlock is told beside it", () => {
    expect(times("thread a:\n    io 2ms\n    assert choose(True, False)\n    io 3ms\n")).toEqual([2, 5, null]);
    // One after the other: the locks are held for 2 and 3 ms from 1 on. Crosswise: nobody goes on at 1.
    expect(times(bothWays)).toEqual([6, 6, 1]);
    expect(makespan(compiled(bothWays)).deadlocked?.schedule).toBe("a2b2");
    expect(times("shared p = Lock()\nthread a:\n    with p:\n        io 1ms\n        p.acquire()\n")).toEqual([
      null,
      null,
      1,
    ]);
  });

  it("has no greatest value if a circle takes time and can be left", () => {
    expect(times("thread a:\n    while choose(True, False):\n        sleep 2ms\n    sleep 1ms\n")).toEqual([
      1,
      "unbounded",
      null,
    ]);
  });

  it("is not touched by circles that take no time, that cannot be left, or that others walk meanwhile", () => {
    const circle = "    while choose(True, False):\n        x = 1 - x\n";
    expect(times(`shared x = 0\nthread a:\n    io 1ms\n${circle}    io 2ms\n`)).toEqual([3, 3, null]);
    expect(
      times("thread a:\n    if choose(True, False):\n        while True:\n            sleep 2ms\n    io 1ms\n"),
    ).toEqual([1, 1, null]);
    const ticker = "daemon thread ticker:\n    while True:\n        sleep 2ms\n";
    expect(times(`thread a:\n    io 7ms\n${ticker}`)).toEqual([7, 7, null]);
  });

  it("is known of programs that look at the clock, start threads, or run an event loop", () => {
    const clock =
      "shared t = 0\nthread a:\n    cpu 3ms\n    t = time.monotonic()\nthread b:\n    cpu 4ms\n    io 2ms\n";
    expect(times(clock)).toEqual([7, 9, null]);
    const started = `
def work(d):
    cpu d
    io 5ms
main:
    threads = [Thread(target=work, args=(d,)) for d in (0.001, 0.002)]
    for each in threads: each.start()
    for each in threads: each.join()
`;
    expect(times(started)).toEqual([8, 8, null]);
    const gathered = `
async def nap(d):
    await asyncio.sleep(d)
async def all():
    await asyncio.gather(nap(0.001), nap(0.003))
main:
    asyncio.run(all())
`;
    expect(times(gathered)).toEqual([3, 3, null]);
  });

  it("shows each end by the least schedule that takes so long: fewest preemptions, then fewest steps", () => {
    const { best, worst } = makespan(compiled("shared x = 0\nthread a * 2:\n    x += 1\n    io 1ms\n"));
    expect([best, worst]).toEqual([
      { nanoseconds: 1_000_000n, schedule: "a2b2a1b1" },
      { nanoseconds: 1_000_000n, schedule: "a2b2a1b1" },
    ]);
  });
});

describe("A search for it", () => {
  const crowd = "thread a * 6:\n    cpu 5ms\n    io 2ms\n";

  it("takes like units for one another, and comes to the same times and schedules", () => {
    const [full, reduced] = (["off", "on"] as const).map((reduce) => makespan(compiled(crowd), { reduce }));
    expect([full.states, reduced.states]).toEqual([866, 19]);
    expect({ ...reduced, states: full.states }).toEqual(full);
    expect([ms(full.best), ms(full.worst)]).toEqual([32, 32]);
  });

  it("that is stopped tells what it has seen, and that it has not seen everything", () => {
    // Each adds 2 and waits for as long as x says: 2 and then 4 ms, but with updates that are lost 2 and 2.
    const adders = "shared x = 0\nthread a * 2:\n    repeat 2: x += 1\n    io x / 1000\n";
    const stopped = (maxStates: number): unknown[] => {
      const { best, worst, deadlocked, complete, limit } = makespan(compiled(adders), { maxStates });
      return [ms(best), ms(worst), ms(deadlocked), complete, limit?.name];
    };
    expect(stopped(1000)).toEqual([2, 4, null, true, undefined]);
    expect(stopped(40)).toEqual([4, 4, null, false, "states"]);
    expect(stopped(3)).toEqual([null, null, null, false, "states"]);
    expect(makespan(compiled(threeJobs), { interrupted: () => true })).toMatchObject({ best: null, complete: false });
  });

  it("that was stopped goes on, and comes to what one that was never stopped has come to", () => {
    let snapshot: Snapshot | undefined;
    makespan(compiled(crowd), {
      reduce: "off",
      maxStates: 500,
      onStop: (stopped) => (snapshot = structuredClone(stopped)),
    });
    expect(snapshot).toBeDefined();
    const resumed = makespan(compiled(crowd), { reduce: "off", ...(snapshot && { resume: snapshot }) });
    expect(resumed).toEqual(makespan(compiled(crowd), { reduce: "off" }));
  });

  it("gives others a turn", async () => {
    let turns = 0;
    const turn = (): Promise<void> => Promise.resolve(void (turns += 1));
    const many = crowd.replace("6", "9");
    expect(await makespanAsync(compiled(many), { reduce: "off", turn })).toEqual(
      makespan(compiled(many), { reduce: "off" }),
    );
    expect(turns).toBeGreaterThan(0);
    expect((await makespanAsync(compiled(many), { signal: AbortSignal.abort() })).limit?.name).toBe("interrupted");
  });
});
