import { describe, expect, test } from "vitest";
import { logged } from "./worlds.js";

describe("asyncio's locks", () => {
  test("a lock taken twice by one task is a deadlock", () => {
    expect(
      logged("lock = asyncio.Lock()\nawait lock.acquire()\nlog.append(lock.locked())\nawait lock.acquire()"),
    ).toEqual(["[True] deadlocked"]);
  });

  test("a lock that the scenario shares works like one that it does not", () => {
    const definitions = `
      shared lock = asyncio.Lock()
      async def worker(name):
          async with lock:
              log.append(name)
              await asyncio.sleep(0)
    `;
    expect(
      logged(`await asyncio.gather(*[worker(n) for n in range(3)])\nlog.append(lock.locked())`, definitions),
    ).toEqual(["[0, 1, 2, False]"]);
  });

  test("any task may release; a condition may be made with a lock", () => {
    const body = `
      lock = asyncio.Lock()
      changed = asyncio.Condition(lock)
      await lock.acquire()
      log.append(changed.locked())
      changed.release()
      log.append(lock.locked())
    `;
    expect(logged(body)).toEqual(["[True, False]"]);
  });

  test("a condition's waiter that is cancelled has the lock again before it goes", () => {
    const definitions = `
      async def waiter(changed):
          async with changed:
              try:
                  await changed.wait()
              finally:
                  log.append(changed.locked())
    `;
    const body = `
      changed = asyncio.Condition()
      task = asyncio.create_task(waiter(changed))
      await asyncio.sleep(0)
      task.cancel()
      await asyncio.gather(task, return_exceptions=True)
      log.append((task.cancelled(), changed.locked()))
    `;
    expect(logged(body, definitions)).toEqual(["[True, (True, False)]"]);
  });

  test("in 3.12 a notify is lost with the waiter that is cancelled after it", () => {
    const definitions = `
      async def waiter(name, changed):
          async with changed:
              await changed.wait()
              log.append(name)
    `;
    const body = `
      changed = asyncio.Condition()
      tasks = [asyncio.create_task(waiter(name, changed)) for name in "ab"]
      await asyncio.sleep(0)
      async with changed:
          changed.notify()
      tasks[0].cancel()
      await tasks[1]
    `;
    expect(logged(body, definitions)).toEqual(["[] deadlocked"]);
  });

  test("a semaphore's permit is handed to the one that has waited longest, also past a cancelled one", () => {
    const definitions = `
      async def worker(name, permits):
          async with permits:
              log.append(name)
    `;
    const body = `
      permits = asyncio.Semaphore(0)
      tasks = [asyncio.create_task(worker(name, permits)) for name in "abc"]
      await asyncio.sleep(0)
      permits.release()
      tasks[0].cancel()
      await tasks[1]
      await tasks[2]
      log.append((permits.locked(), tasks[0].cancelled()))
    `;
    expect(logged(body, definitions)).toEqual(["['b', 'c', (False, True)]"]);
  });

  test("an event wakes nobody twice; wait gives True", () => {
    const body = `
      event = asyncio.Event()
      task = asyncio.create_task(event.wait())
      await asyncio.sleep(0)
      event.set()
      event.set()
      log.append((await task, await event.wait(), event.is_set()))
      event.clear()
      log.append(event.is_set())
    `;
    expect(logged(body)).toEqual(["[(True, True, True), False]"]);
  });

  test("a barrier that is reset throws out those who wait, and can be used again", () => {
    const definitions = `
      async def runner(barrier):
          try:
              log.append(await barrier.wait())
          except asyncio.BrokenBarrierError as error:
              log.append(str(error))
    `;
    const body = `
      barrier = asyncio.Barrier(2)
      task = asyncio.create_task(runner(barrier))
      await asyncio.sleep(0)
      log.append(barrier.n_waiting)
      await barrier.reset()
      await task
      await asyncio.gather(runner(barrier), runner(barrier))
      async with asyncio.Barrier(1) as position:
          log.append(position)
    `;
    expect(logged(body, definitions)).toEqual(["[1, 'Abort or reset of barrier', 1, 0, 0]"]);
  });
});
