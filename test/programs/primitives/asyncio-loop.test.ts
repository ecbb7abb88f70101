import { describe, expect, test } from "vitest";
import { compile } from "#sim/language/compile.js";
import { dedent, explored, findingsOf } from "../../tiny.js";
import { logged, outcomes, raised } from "./worlds.js";

describe("the event loop", () => {
  test("one that touches nothing shared has one interleaving of no steps", () => {
    const { statistics, outcomes: found } = explored(`
      async def child(n):
          await asyncio.sleep(0)
          return n
      async def go():
          lock = asyncio.Lock()
          async with lock:
              total = sum(await asyncio.gather(*[child(n) for n in range(3)]))
          assert total == 3
      main:
          asyncio.run(go())
    `);
    expect(statistics.interleavings).toBe(1n);
    expect(found[0].steps).toBe(0);
  });

  test("an update is lost across an await, in the only interleaving", () => {
    const text = `
      shared counter = 0
      async def bump():
          seen = counter
          await asyncio.sleep(0)
          counter = seen + 1
      async def go():
          await asyncio.gather(bump(), bump())
      main:
          asyncio.run(go())
    `;
    expect(findingsOf(text)).toContain("lost-update counter");
    expect(outcomes(text)).toEqual(["1"]);
    expect(explored(text).statistics.interleavings).toBe(1n);
  });

  test("a task that others can reach costs no more steps than one that they cannot", () => {
    const steps = (kept: string): number =>
      explored(`
        shared kept = None
        async def child():
            await asyncio.sleep(0)
        async def go():
            ${kept} = asyncio.create_task(child())
            await asyncio.sleep(0)
            await asyncio.sleep(0)
        main:
            asyncio.run(go())
      `).outcomes[0].steps;
    expect(steps("mine")).toBe(0);
    expect(steps("kept")).toBe(1);
  });

  test("timers fire in any order, or together", () => {
    const definitions = `
      async def wake(name, seconds):
          await asyncio.sleep(seconds)
          log.append(name)
          await asyncio.sleep(0)
          log.append(name)
    `;
    expect(logged(`await asyncio.gather(wake("a", 1), wake("b", 2))`, definitions)).toEqual([
      "['a', 'a', 'b', 'b']",
      "['b', 'b', 'a', 'a']",
    ]);
    expect(logged(`await asyncio.gather(wake("a", 1), wake("b", 1))`, definitions)).toEqual([
      "['a', 'a', 'b', 'b']",
      "['a', 'b', 'a', 'b']",
      "['b', 'a', 'b', 'a']",
      "['b', 'b', 'a', 'a']",
    ]);
  });

  test("with `option time = timed` they fire in order of their time, then of their making", () => {
    const text = `
      option time = timed
      shared log = []
      async def wake(name, seconds):
          await asyncio.sleep(seconds)
          log.append(name)
      async def go():
          started = asyncio.get_running_loop().time()
          await asyncio.gather(wake("a", 2), wake("b", 1), wake("c", 1))
          assert asyncio.get_running_loop().time() - started == 2
      main:
          asyncio.run(go())
    `;
    expect(outcomes(text)).toEqual(["['b', 'c', 'a']"]);
  });

  test("a task that turns and turns does not keep the timers from firing", () => {
    const body = `
      flag = asyncio.Event()
      asyncio.get_running_loop().call_later(1, flag.set)
      while not flag.is_set():
          await asyncio.sleep(0)
      log.append("seen")
    `;
    expect(logged(body)).toEqual(["['seen']"]);
  });

  test("a cancelled timer never fires", () => {
    const body = `
      loop = asyncio.get_running_loop()
      loop.call_later(1, log.append, "kept")
      dropped = loop.call_later(1, log.append, "dropped")
      dropped.cancel()
      await asyncio.sleep(2)
      await asyncio.sleep(3)
      log.append(dropped.cancelled())
    `;
    expect(logged(body).every((log) => !log.includes("dropped") && log.endsWith("True]"))).toBe(true);
  });

  test("when every task waits for another one it is a deadlock that says who waits where", () => {
    const text = `
      coroutine one:
          await asyncio.Event().wait()
      coroutine two * 2:
          await asyncio.get_running_loop().create_future()
    `;
    const [deadlock] = explored(text).findings;
    expect(deadlock.kind).toBe("deadlock");
    expect(deadlock.blocked[0].words).toBe(
      "waits in its event loop: one at line 2, two[0] at line 4, two[1] at line 4",
    );
  });

  test("an exception in a callback does not stop the loop; a failed assertion does", () => {
    expect(logged(`asyncio.get_running_loop().call_soon(int, "x")\nawait asyncio.sleep(0)\nlog.append(1)`)).toEqual([
      "[1]",
    ]);
    const text = `
      def check():
          assert False
      async def go():
          asyncio.get_running_loop().call_soon(check)
          await asyncio.sleep(0)
      main:
          asyncio.run(go())
    `;
    expect(findingsOf(text)).toEqual(["assertion main"]);
  });

  test("what main raises comes out of run, after the rest has been cancelled", () => {
    const definitions = `
      shared log = []
      async def background():
          try:
              await asyncio.Event().wait()
          finally:
              log.append("cleaned")
      async def go():
          asyncio.create_task(background())
          await asyncio.sleep(0)
          raise KeyError("main")
    `;
    expect(raised(definitions, "try:\n    asyncio.run(go())\nfinally:\n    assert log == ['cleaned']")).toBe(
      "KeyError: 'main'",
    );
  });

  test("run wants a coroutine", () => {
    expect(raised("", "asyncio.run(3)")).toBe("ValueError: a coroutine was expected, got 3");
    expect(raised("", "asyncio.create_task(3)")).toBe("RuntimeError: no running event loop");
  });

  test("each thread may run a loop of its own", () => {
    const text = `
      shared counter = 0
      async def bump():
          seen = counter
          await asyncio.sleep(0)
          counter = seen + 1
      thread t * 2:
          asyncio.run(bump())
    `;
    expect(outcomes(text)).toEqual(["1", "2"]);
    expect(explored(text).statistics.interleavings).toBe(6n);
  });
});

describe("coroutine blocks", () => {
  test("all run as tasks of one loop, in order of declaration, named like units", () => {
    const text = `
      shared names = []
      coroutine first:
          names.append(asyncio.current_task().get_name())
      coroutine several(i) for i in "ab":
          names.append(asyncio.current_task().get_name() + i)
      coroutine same * 2:
          names.append(asyncio.current_task().get_name())
    `;
    expect(outcomes(text)).toEqual(["['first', 'several[0]a', 'several[1]b', 'same[0]', 'same[1]']"]);
    expect(explored(text).units.map(({ name }) => name)).toEqual(["loop"]);
  });

  test("they stand beside threads", () => {
    const text = `
      shared counter = 0
      coroutine inc * 2:
          counter += 1
      thread other:
          counter += 1
    `;
    expect(outcomes(text)).toEqual(["1", "2", "3"]);
  });

  test("one that fails does not stop the others; then the loop fails", () => {
    const text = `
      shared done = 0
      coroutine bad:
          raise KeyError("k")
      coroutine good:
          await asyncio.sleep(0)
          done = 1
    `;
    expect(outcomes(text)).toEqual(["1 failed"]);
    expect(findingsOf(text)).toContain("exception KeyError");
  });

  test("their names are no values, and their locals cannot be looked at", () => {
    const codes = (text: string): string[] => compile(dedent(text)).diagnostics.map(({ code }) => code);
    expect(codes("coroutine one:\n    x = 1\nfinally one.x == 1\n")).toEqual(["E290"]);
    expect(codes("coroutine one:\n    pass\ncoroutine two:\n    one.cancel()\n")).toEqual(["E290"]);
  });
});

describe("asynchronous code", () => {
  test("asks the wrong objects in vain", () => {
    expect(raised("async def go():\n    async with Lock():\n        pass", "asyncio.run(go())")).toBe(
      "TypeError: 'Lock' object does not support the asynchronous context manager protocol",
    );
    expect(raised("async def go():\n    with asyncio.Lock():\n        pass", "asyncio.run(go())")).toBe(
      "TypeError: 'Lock' object does not support the context manager protocol",
    );
    expect(raised("async def go():\n    async for x in [1]:\n        pass", "asyncio.run(go())")).toBe(
      "TypeError: 'async for' requires an object with __aiter__ method, got list",
    );
  });

  test("an asynchronous generator may await between its values, while it is closed, too", () => {
    const definitions = `
      async def numbers():
          try:
              yield 1
              yield 2
          finally:
              await asyncio.sleep(0)
              log.append("closed")
    `;
    expect(
      logged(
        "source = numbers()\nlog.append(await source.__anext__())\nawait source.aclose()\nawait source.aclose()",
        definitions,
      ),
    ).toEqual(["[1, 'closed']"]);
  });

  test("asynccontextmanager", () => {
    const definitions = `
      from contextlib import asynccontextmanager
      @asynccontextmanager
      async def session(name):
          await asyncio.sleep(0)
          log.append("open")
          try:
              yield name
          except KeyError:
              log.append("caught")
          finally:
              log.append("close")
    `;
    const body = `
      async with session("s") as name:
          log.append(name)
      async with session("t"):
          raise KeyError("k")
    `;
    expect(logged(body, definitions)).toEqual(["['open', 's', 'close', 'open', 'caught', 'close']"]);
  });
});
