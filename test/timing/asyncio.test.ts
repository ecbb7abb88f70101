import { describe, expect, it } from "vitest";
import { ideal, lasts, story } from "./clock.js";

/** `go` is a coroutine with that body; definitions before it. */
const loop = (definitions: string, body: string): string =>
  [
    "import asyncio",
    definitions,
    "async def go():",
    ...body.split("\n").map((line) => `    ${line}`),
    "main:",
    "    asyncio.run(go())",
  ].join("\n");

const sleeper = "async def f(x):\n    await asyncio.sleep(x)";

describe("Tasks of an event loop", () => {
  it("sleep at the same time", () => {
    expect(lasts(loop(sleeper, "await asyncio.gather(f(0.1), f(0.2), f(0.3))"))).toBe("completed 300 ms");
    expect(lasts(loop(sleeper, "await f(0.1)\nawait f(0.2)"))).toBe("completed 300 ms");
  });

  it("compute one after the other, and who could go on waits for the loop", () => {
    const timeline = ideal("coroutine a * 3:\n    await io 10ms\n    cpu 5ms");
    expect(timeline.makespan).toBe(25e6);
    expect([0, 1, 2].map((i) => story(timeline, `a[${i}]`))).toEqual([
      "io 0-10, runs 10-15",
      "io 0-10, loop 10-15, runs 15-20",
      "io 0-10, loop 10-20, runs 20-25",
    ]);
  });

  it("are all held up by a call that blocks", () => {
    expect(lasts("import asyncio\ncoroutine a:\n    io 30ms\ncoroutine b:\n    await io 10ms")).toBe("completed 40 ms");
  });

  it("start their timers after what the loop computes before", () => {
    expect(lasts(loop(sleeper, "cpu 20ms\nawait f(0.01)"))).toBe("completed 30 ms");
    const text = loop(sleeper, "for i in range(1000):\n    pass\nawait f(0.01)");
    expect(ideal(text, { costs: { instruction: 1e-5 } }).makespan).toBeGreaterThan(30e6);
  });

  it("a semaphore of 2 lets five calls of 10 ms through in 30 ms", () => {
    const f = "async def f(s):\n    async with s:\n        await io 10ms";
    expect(lasts(loop(f, "s = asyncio.Semaphore(2)\nawait asyncio.gather(*[f(s) for i in range(5)])"))).toBe(
      "completed 30 ms",
    );
  });

  it("to_thread waits in threads, at the same time", () => {
    expect(
      lasts(loop("def f():\n    io 10ms", "await asyncio.gather(*[asyncio.to_thread(f) for i in range(5)])")),
    ).toBe("completed 10 ms");
  });

  it("run_in_executor has as many threads as the executor", () => {
    const definitions = "from concurrent.futures import ThreadPoolExecutor\ndef f():\n    io 10ms";
    const body =
      "pool = ThreadPoolExecutor(2)\nloop = asyncio.get_running_loop()\nawait asyncio.gather(*[loop.run_in_executor(pool, f) for i in range(5)])";
    expect(lasts(loop(definitions, body))).toBe("completed 30 ms");
  });

  it("wait_for and timeout cancel what takes too long", () => {
    const late = "except TimeoutError:\n    await asyncio.sleep(0.05)";
    expect(lasts(loop(sleeper, `try:\n    await asyncio.wait_for(f(1), 0.1)\n${late}`))).toBe("completed 150 ms");
    expect(lasts(loop(sleeper, `try:\n    async with asyncio.timeout(0.2):\n        await f(1)\n${late}`))).toBe(
      "completed 250 ms",
    );
    expect(lasts(loop(sleeper, `try:\n    await asyncio.wait_for(f(0.03), 0.1)\n${late}`))).toBe("completed 30 ms");
  });

  it("a task that is cancelled ends at once", () => {
    const body =
      "t = asyncio.create_task(f(1))\nawait asyncio.sleep(0.01)\nt.cancel()\ntry:\n    await t\nexcept asyncio.CancelledError:\n    pass";
    expect(lasts(loop(sleeper, body))).toBe("completed 10 ms");
  });

  it("a queue between two of them", () => {
    const definitions = [
      "async def producer(q):",
      "    for i in range(5):",
      "        await io 10ms",
      "        await q.put(i)",
      "async def consumer(q):",
      "    for i in range(5):",
      "        await q.get()",
      "        await io 20ms",
    ].join("\n");
    const run = "await asyncio.gather(producer(q), consumer(q))";
    expect(lasts(loop(definitions, `q = asyncio.Queue()\n${run}`))).toBe("completed 110 ms");
  });

  it("an event loop beside a thread that computes gets the GIL after a switch interval", () => {
    const text = "import asyncio\ndaemon thread hog:\n    cpu 1s\ncoroutine c:\n    await io 10ms\n    await io 10ms";
    expect(lasts(text)).toBe("completed 30 ms");
    expect(lasts(text, { interpreter: "free-threaded" })).toBe("completed 20 ms");
  });

  it("a loop that waits for ever is deadlocked", () => {
    expect(lasts(loop("", "await asyncio.sleep(0.01)\nawait asyncio.Event().wait()"))).toBe("deadlocked 10 ms");
  });

  it("a loop that waits for its executor waits for another thread, not for the outside world", () => {
    const timeline = ideal(loop("def f():\n    io 10ms", "await asyncio.to_thread(f)"));
    expect(story(timeline, "main")).toMatch(/^waits 0-10: waits in its event loop: /);
  });
});
