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

  test("run_in_executor takes the pool that it is given: one worker loses nothing, two do", () => {
    const text = (workers: number): string => `
      from concurrent.futures import ThreadPoolExecutor
      shared counter = 0
      def bump():
          counter += 1
      async def go():
          loop = asyncio.get_running_loop()
          with ThreadPoolExecutor(${workers}) as pool:
              await asyncio.gather(loop.run_in_executor(pool, bump), loop.run_in_executor(pool, bump))
      main:
          asyncio.run(go())
    `;
    expect(outcomes(text(1))).toEqual(["2"]);
    expect(outcomes(text(2))).toEqual(["1", "2"]);
  });

  test("the default executor can be set; to_thread uses it, too", () => {
    const text = `
      from concurrent.futures import ThreadPoolExecutor
      shared log = []
      def who():
          return current_thread().name
      async def go():
          log.append(await asyncio.to_thread(who))
          asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(1, "mine"))
          log.append(await asyncio.to_thread(who))
      main:
          asyncio.run(go())
      outcome log
    `;
    expect(outcomes(text)).toEqual(["['asyncio_0', 'mine_0']"]);
  });

  test("run ends when the default executor has done all that it was given", () => {
    const text = `
      shared log = []
      async def go():
          loop = asyncio.get_running_loop()
          for n in range(2):
              loop.run_in_executor(None, log.append, n)
      main:
          asyncio.run(go())
          log.append("over")
    `;
    expect(outcomes(text)).toEqual(["[0, 1, 'over']", "[1, 0, 'over']"]);
  });

  test("cancelling who awaits does not stop a call that runs", () => {
    const text = `
      shared begun = Event()
      shared gate = Event()
      shared log = []
      def work():
          begun.set()
          gate.wait()
          log.append("worked")
      async def go():
          call = asyncio.get_running_loop().run_in_executor(None, work)
          begun.wait()
          call.cancel()
          try:
              await call
          except asyncio.CancelledError:
              log.append("cancelled")
          gate.set()
      main:
          asyncio.run(go())
      outcome log
    `;
    expect(outcomes(text)).toEqual(["['cancelled', 'worked']"]);
  });

  test("wrap_future: the result, the exception, the cancellation of a future of a pool", () => {
    const text = `
      import concurrent.futures
      shared log = []
      async def go():
          futures = [concurrent.futures.Future() for n in range(3)]
          waiting = [asyncio.wrap_future(future) for future in futures]
          futures[0].set_result(1)
          futures[1].set_exception(OSError("lost"))
          futures[2].cancel()
          for each in waiting:
              try:
                  log.append(await each)
              except (OSError, asyncio.CancelledError) as error:
                  log.append(type(error).__name__)
      main:
          asyncio.run(go())
      outcome log
    `;
    expect(outcomes(text)).toEqual(["[1, 'OSError', 'CancelledError']"]);
  });

  test("cancelling what run_coroutine_threadsafe gave cancels the task", () => {
    const text = `
      shared log = []
      async def forever(begun):
          begun.set()
          try:
              await asyncio.Event().wait()
          finally:
              log.append("cancelled")
      def outside(loop, begun):
          future = asyncio.run_coroutine_threadsafe(forever(begun), loop)
          begun.wait()
          log.append(future.cancel())
      async def go():
          begun = Event()
          await asyncio.to_thread(outside, asyncio.get_running_loop(), begun)
          await asyncio.sleep(0)
          await asyncio.sleep(0)
      main:
          asyncio.run(go())
      outcome log
    `;
    expect(outcomes(text)).toEqual(["['cancelled', True]", "[True, 'cancelled']"]);
  });
});
