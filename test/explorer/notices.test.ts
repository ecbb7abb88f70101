import { describe, expect, it } from "vitest";
import { replay } from "#sim/scheduler/run.js";
import { traceJson } from "#sim/report/json.js";
import { compiled, dedent, explored, finding, findingsOf, interleavings } from "../tiny.js";

/** A program whose `go` is run by `asyncio.run`; `work` returns, `bad` raises. */
function running(go: string, before = ""): string {
  const body = dedent(go).trimEnd().split("\n");
  return [
    before,
    "async def work():",
    "    return 1",
    "async def bad():",
    "    raise ValueError('boom')",
    "async def go():",
    ...body.map((line) => `    ${line}`),
    "main:",
    "    asyncio.run(go())",
    "",
  ].join("\n");
}

// What CPython 3.12 says of each of these programs on standard error was compared with what stands here.
describe("A coroutine that is never awaited", () => {
  it.each([
    ["called like a function", "work()", ["work"]],
    ["kept in a local and forgotten", "c = work()\nawait asyncio.sleep(0)", ["work"]],
    [
      "left behind by an exception",
      "c = work()\ntry:\n    raise ValueError('x')\nexcept ValueError:\n    pass",
      ["work"],
    ],
    ["of the library", "asyncio.sleep(1)", ["asyncio.sleep"]],
    ["a method of the library", "q = asyncio.Queue()\nq.put(1)", ["asyncio.Queue.put"]],
    ["refused by asyncio.run", "try:\n    asyncio.run(work())\nexcept RuntimeError:\n    pass", ["work"]],
    ["awaited later", "c = work()\nawait asyncio.sleep(0)\nawait c", []],
    ["gathered", "await asyncio.gather(work(), work())", []],
    ["made a task of", "asyncio.create_task(work())", []],
    [
      "made a task of that is cancelled before it begins",
      "asyncio.create_task(work()).cancel()\nawait asyncio.sleep(0)",
      [],
    ],
    ["closed", "work().close()", []],
  ])("%s", (_, go, found) => {
    expect(findingsOf(running(go))).toEqual(found.map((name) => `never-awaited ${name}`));
  });

  it.each([
    ["is still there at the end", "kept.append(work())", ["never-awaited work"]],
    ["is thrown away", "kept.append(work())\nkept.pop()", ["never-awaited work"]],
    ["is awaited by whoever takes it out", "kept.append(work())\nawait kept.pop()", []],
  ])("put where others can reach it, it %s", (_, go, found) => {
    expect(findingsOf(running(go, "shared kept = []"))).toEqual(found);
  });

  it("is named with the line on which it was made, and what to write instead", () => {
    const found = finding(explored(running("await work()\nwork()")), "never-awaited");
    expect([found.violates, found.place?.line, found.schedule]).toEqual([true, 7, "-"]);
    expect(found.message).toContain("work() on line 7 only makes a coroutine");
    expect(found.hint).toContain("await work(…)");
  });

  it("goes by the class for a method, by its own name for an inner function", () => {
    const inner = "async def inner():\n    pass\ninner()\nWorker().run()";
    const before = "class Worker:\n    async def run(self):\n        pass";
    expect(findingsOf(running(inner, before))).toEqual(["never-awaited inner", "never-awaited Worker.run"]);
  });

  it("is found in the one interleaving in which it happens, with the least schedule that shows it", () => {
    const text = `
      shared seen = 0
      async def work():
          pass
      async def go():
          if seen == 1:
              work()
      main:
          asyncio.run(go())
      thread t:
          seen = 1
    `;
    const exploration = explored(text);
    expect(exploration.findings.map(({ kind, schedule }) => [kind, schedule])).toContainEqual([
      "never-awaited",
      "b1a1",
    ]);
    expect(exploration.verdict).toBe("violated");
    // Either of the two steps may be the first.
    expect(interleavings(text)).toBe(2);
  });

  it("does not count where a deadlock keeps it from being awaited", () => {
    const text = `
      async def work():
          pass
      coroutine a:
          c = work()
          lock = asyncio.Lock()
          await lock.acquire()
          await lock.acquire()
          await c
    `;
    expect(findingsOf(text)).toEqual(["deadlock"]);
  });
});

describe("An exception that nobody retrieves", () => {
  const twice = "await asyncio.sleep(0)\nawait asyncio.sleep(0)\nawait asyncio.sleep(0)";
  it.each([
    ["of a task that is only started", `asyncio.create_task(bad())\n${twice}`, ["bad"]],
    ["of a task that is only waited for", "t = asyncio.create_task(bad())\nawait asyncio.wait([t])", ["bad"]],
    ["of a gather that is not awaited", `g = asyncio.gather(bad(), work())\n${twice}`, ["bad"]],
    [
      "of a future of one's own",
      "f = asyncio.get_running_loop().create_future()\nf.set_exception(ValueError('x'))",
      ["Future"],
    ],
    ["awaited", "t = asyncio.create_task(bad())\ntry:\n    await t\nexcept ValueError:\n    pass", []],
    ["among the results of a gather", "await asyncio.gather(bad(), bad(), return_exceptions=True)", []],
    [
      "the second one of a gather",
      `try:\n    await asyncio.gather(bad(), bad())\nexcept ValueError:\n    pass\n${twice}`,
      [],
    ],
    ["asked for", `t = asyncio.create_task(bad())\n${twice}\nt.exception()`, []],
    [
      "asked for by a callback",
      `t = asyncio.create_task(bad())\nt.add_done_callback(lambda done: done.exception())\n${twice}`,
      [],
    ],
    ["of a shielded task", "try:\n    await asyncio.shield(bad())\nexcept ValueError:\n    pass", []],
    ["in time", "try:\n    await asyncio.wait_for(bad(), 10)\nexcept ValueError:\n    pass", []],
    [
      "of a cancelled task is none",
      "t = asyncio.create_task(asyncio.sleep(1))\nawait asyncio.sleep(0)\nt.cancel()\nawait asyncio.sleep(0)",
      [],
    ],
    [
      "of a member of a group",
      "try:\n    async with asyncio.TaskGroup() as group:\n        group.create_task(bad())\nexcept ExceptionGroup:\n    pass",
      [],
    ],
  ])("%s", (_, go, found) => {
    expect(findingsOf(running(go))).toEqual(found.map((name) => `unretrieved-exception ${name}`));
  });

  it("is found in a task that is still kept at the end", () => {
    const go = `kept.append(asyncio.create_task(bad()))\n${twice}`;
    expect(findingsOf(running(go, "shared kept = []"))).toEqual(["unretrieved-exception bad"]);
  });

  it("is found in what a task raises when the loop cancels it at the end", () => {
    const text = `
      async def stubborn():
          try:
              await asyncio.sleep(10)
          finally:
              raise ValueError("no")
      async def go():
          asyncio.create_task(stubborn())
          await asyncio.sleep(0)
      main:
          asyncio.run(go())
    `;
    expect(findingsOf(text)).toEqual(["unretrieved-exception stubborn"]);
  });

  it("says whose it is, what it is and where it was raised", () => {
    const found = finding(
      explored(running(`asyncio.create_task(bad(), name="saver")\n${twice}`)),
      "unretrieved-exception",
    );
    expect(found.message).toBe(
      "task 'saver' (bad) ends with ValueError: boom (line 4), and nobody ever asks for its result: the error goes unseen.",
    );
    expect([found.violates, found.place?.line]).toEqual([true, 4]);
  });
});

describe("A blocking call in a coroutine", () => {
  const beside = (call: string, other = "await asyncio.sleep(1)"): string => `
    shared lock = Lock()
    shared jobs = Queue()
    shared gate = Event()
    async def slow():
        ${call}
    async def other():
        ${other}
    async def go():
        await asyncio.gather(slow(), other())
    main:
        jobs.put(1)
        gate.set()
        asyncio.run(go())
  `;
  it.each([
    ["time.sleep", "time.sleep(1)", "time.sleep"],
    ["io without await", "io 10ms", "io"],
    ["a lock that it has itself", "lock.acquire()\n        lock.acquire()", "Lock.acquire"],
    ["with-block of such a lock", "lock.acquire()\n        with lock:\n            pass", "Lock.acquire"],
    ["a queue that is empty", "jobs.get()\n        jobs.get()", "queue.Queue.get"],
    ["an event that is not set", "gate.clear()\n        gate.wait()", "Event.wait"],
    ["a thread that has not ended", "t = Thread(target=jobs.join)\n        t.start()\n        t.join()", "Thread.join"],
    ["wait until", "wait until jobs is None", "wait until"],
  ])("%s", (_, call, name) => {
    const found = finding(explored(beside(call)), "blocking-call-in-coroutine");
    expect([found.about, found.violates]).toEqual(["slow", true]);
    expect(found.message).toContain(`task 'Task-2' (slow) calls ${name} on line`);
    expect(found.message).toContain("Task-3 could go on meanwhile, and cannot.");
  });

  it.each([
    ["a lock that is free", "with lock:\n            pass"],
    ["a queue that has an item", "jobs.get()"],
    ["an event that is set", "gate.wait()"],
    ["a lock that it does not wait for", "lock.acquire()\n        lock.acquire(False)"],
    ["sleep for no time", "time.sleep(0)"],
    ["asyncio's own sleep", "await asyncio.sleep(1)"],
    ["io with await", "await io 10ms"],
    ["the same call in a thread", "await asyncio.to_thread(time.sleep, 1)"],
  ])("is none: %s", (_, call) => {
    expect(findingsOf(beside(call))).toEqual([]);
  });

  it("is none while nobody else could go on", () => {
    const alone = "async def go():\n    time.sleep(1)\nmain:\n    asyncio.run(go())\n";
    expect(findingsOf(alone)).toEqual([]);
    // The other has ended before; the one who awaits both waits for the sleeper alone.
    expect(findingsOf(beside("await asyncio.sleep(0)\n        time.sleep(1)", "pass"))).toEqual([]);
  });

  it("is none when only its own time limit runs", () => {
    const limited = "async with asyncio.timeout(5):\n        time.sleep(1)";
    const own = `async def go():\n    ${limited}\nmain:\n    asyncio.run(go())\n`;
    expect(findingsOf(own)).toEqual([]);
  });

  it("is none in a thread beside the loop", () => {
    const text = `
      async def go():
          await asyncio.gather(asyncio.sleep(1), asyncio.sleep(2))
      main:
          asyncio.run(go())
      thread t:
          time.sleep(1)
    `;
    expect(findingsOf(text)).toEqual([]);
  });

  it("delays a task whose result has come from another thread", () => {
    const text = `
      def count():
          pass
      async def wait_for_thread():
          await asyncio.to_thread(count)
      async def slow():
          await asyncio.sleep(0)
          time.sleep(1)
      async def go():
          await asyncio.gather(wait_for_thread(), slow())
      main:
          asyncio.run(go())
    `;
    expect(finding(explored(text), "blocking-call-in-coroutine").message).toContain(
      "a task that waits for another thread",
    );
  });

  it("delays a timer, where time is exact, only if it ends after the timer was due", () => {
    const timed = (seconds: string): string[] =>
      findingsOf(`
        option time = timed
        async def other():
            await asyncio.sleep(${seconds})
        async def slow():
            time.sleep(1)
        async def go():
            await asyncio.gather(other(), slow())
        main:
            asyncio.run(go())
      `);
    expect(timed("0.5")).toEqual(["blocking-call-in-coroutine slow"]);
    expect(timed("1")).toEqual([]);
    expect(timed("2")).toEqual([]);
  });

  it("is found in a callback of the loop, too", () => {
    const text = `
      def later():
          time.sleep(1)
      async def go():
          asyncio.get_running_loop().call_soon(later)
          await asyncio.sleep(1)
      main:
          asyncio.run(go())
    `;
    const found = finding(explored(text), "blocking-call-in-coroutine");
    expect(found.message).toContain("later, a callback, calls time.sleep on line 2");
    expect(found.message).toContain("Task-1 could go on meanwhile");
  });

  it("is found where the lock is taken only in some interleavings, and shows who holds it", () => {
    const text = `
      shared lock = Lock()
      coroutine a:
          with lock:
              pass
      coroutine b:
          await asyncio.sleep(1)
      thread t:
          with lock:
              pass
    `;
    const found = finding(explored(text), "blocking-call-in-coroutine");
    expect([found.about, found.schedule]).toEqual(["a", "b1"]);
    expect(found.blocked.map(({ words }) => words)).toEqual(["waits for lock, held by t since line 8"]);
  });
});

describe("Tasks in a trace", () => {
  const text = `
    shared counter = 0
    coroutine bump * 2:
        seen = counter
        await asyncio.sleep(0)
        counter = seen + 1
  `;

  it("are named for each step, with the await at which they give up their turn", () => {
    const { entries } = replay(compiled(text), "a4");
    expect(
      entries.map(({ task, awaits, tasks }) => [task, awaits, tasks.filter((name) => name.startsWith("bump"))]),
    ).toEqual([
      ["bump[0]", 4, ["bump[0]", "bump[1]"]],
      ["bump[1]", 4, ["bump[0]", "bump[1]"]],
      ["bump[0]", null, ["bump[1]"]],
      ["bump[1]", null, []],
    ]);
  });

  it("stand in JSON, and are null for a thread", () => {
    const steps = (source: string, schedule: string): unknown => traceJson(replay(compiled(source), schedule))["trace"];
    expect(steps(text, "a1")).toMatchObject([{ unit: "loop", task: "bump[0]" }]);
    expect(steps("shared x = 0\nthread t:\n    x = 1\n", "a1")).toMatchObject([{ unit: "t", task: null }]);
  });

  it("own the update that is lost, and the one that wiped it out", () => {
    const found = finding(explored(text), "lost-update");
    expect(found.message).toBe(
      "bump[1] read counter as 0; before it wrote 1, bump[0] had made it 1. That update is lost.",
    );
    expect(found.hint).toContain("Let no `await` stand between reading and writing");
  });
});
