import { describe, expect, test } from "vitest";
import { explored, findingsOf } from "../../tiny.js";
import { outcomes } from "./worlds.js";

describe("threads beside an event loop", () => {
  test("to_thread runs beside the loop: what both write is lost now and then", () => {
    const text = `
      shared counter = 0
      def bump():
          counter += 1
      async def go():
          call = asyncio.create_task(asyncio.to_thread(bump))
          await asyncio.sleep(0)
          counter += 1
          await call
      main:
          asyncio.run(go())
    `;
    expect(outcomes(text)).toEqual(["1", "2"]);
    expect(findingsOf(text)).toContain("lost-update counter");
  });

  test("cancelling who awaits a call cancels one that has not begun; one that runs is waited for at the end", () => {
    const text = `
      shared log = []
      def work():
          log.append("worked")
      async def go():
          task = asyncio.create_task(asyncio.to_thread(work))
          await asyncio.sleep(0)
          task.cancel()
      main:
          asyncio.run(go())
          log.append("over")
    `;
    expect(outcomes(text)).toEqual(["['over']", "['worked', 'over']"]);
  });

  test("a blocking call stops the whole loop", () => {
    const text = `
      shared lock = Lock()
      async def holder():
          lock.acquire()
          await asyncio.sleep(0)
          lock.release()
      async def other():
          with lock:
              pass
      async def go():
          await asyncio.gather(holder(), other())
      main:
          asyncio.run(go())
    `;
    const [deadlock] = explored(text).findings;
    expect(deadlock.kind).toBe("deadlock");
    expect(deadlock.blocked[0].words).toContain("waits for lock");
  });

  test("call_soon_threadsafe wakes a loop that waits; the order of two callers is open", () => {
    const text = `
      shared log = []
      def call(loop, name):
          loop.call_soon_threadsafe(log.append, name)
      async def go():
          loop = asyncio.get_running_loop()
          threads = [Thread(target=call, args=(loop, name)) for name in "ab"]
          for thread in threads:
              thread.start()
          while len(log) < 2:
              await asyncio.sleep(1)
          for thread in threads:
              thread.join()
      main:
          asyncio.run(go())
    `;
    expect(outcomes(text)).toEqual(["['a', 'b']", "['b', 'a']"]);
  });

  test("a loop belongs to its thread, and is closed at the end", () => {
    const text = `
      shared log = []
      def misuse(loop):
          try:
              loop.call_soon(log.append, "no")
          except RuntimeError as error:
              log.append(str(error))
      async def go():
          return asyncio.get_running_loop()
      main:
          loop = asyncio.run(go())
          misuse(loop)
          try:
              loop.call_soon_threadsafe(log.append, "no")
          except RuntimeError as error:
              log.append(str(error))
    `;
    expect(outcomes(text)).toEqual([
      `['Non-thread-safe operation invoked on an event loop other than the current one', 'Event loop is closed']`,
    ]);
  });

  test("run_coroutine_threadsafe: result, exception, time-out", () => {
    const text = `
      shared log = []
      async def fail():
          raise ValueError("in the loop")
      def outside(loop, stop):
          future = asyncio.run_coroutine_threadsafe(fail(), loop)
          try:
              future.result()
          except ValueError as error:
              log.append((str(error), future.done(), type(future.exception()).__name__))
          loop.call_soon_threadsafe(stop.set)
      async def go():
          stop = asyncio.Event()
          thread = Thread(target=outside, args=(asyncio.get_running_loop(), stop))
          thread.start()
          await stop.wait()
          thread.join()
      main:
          asyncio.run(go())
    `;
    expect(outcomes(text)).toEqual(["[('in the loop', True, 'ValueError')]"]);
  });

  test("what can be submitted to can be an executor", () => {
    const text = `
      shared log = []
      class Done:
          def __init__(self, value):
              self.value = value
          def add_done_callback(self, fn):
              fn(self)
          def cancelled(self):
              return False
          def exception(self):
              return None
          def result(self):
              return self.value
      class AtOnce:
          def submit(self, fn, *args):
              return Done(fn(*args))
      async def go():
          log.append(await asyncio.get_running_loop().run_in_executor(AtOnce(), max, 3, 4))
      main:
          asyncio.run(go())
    `;
    expect(outcomes(text)).toEqual(["[4]"]);
  });
});
