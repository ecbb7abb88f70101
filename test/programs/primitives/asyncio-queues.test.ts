import { describe, expect, test } from "vitest";
import { logged, outcomes } from "./worlds.js";

describe("asyncio's queues", () => {
  test("put waits for room, get for an item, each in order", () => {
    const definitions = `
      async def putter(queue, item):
          await queue.put(item)
          log.append(("put", item))
    `;
    const body = `
      queue = asyncio.Queue(maxsize=1)
      tasks = [asyncio.create_task(putter(queue, n)) for n in range(3)]
      await asyncio.sleep(0)
      for n in range(3):
          log.append(await queue.get())
      await asyncio.gather(*tasks)
      log.append((queue.empty(), queue.qsize(), queue.maxsize))
    `;
    expect(logged(body, definitions)).toEqual(["[('put', 0), 0, ('put', 1), 1, ('put', 2), 2, (True, 0, 1)]"]);
  });

  test("a getter that is cancelled when its item has come wakes the next one", () => {
    const definitions = `
      async def getter(name, queue):
          log.append((name, await queue.get()))
    `;
    const body = `
      queue = asyncio.Queue()
      tasks = [asyncio.create_task(getter(name, queue)) for name in "ab"]
      await asyncio.sleep(0)
      queue.put_nowait("x")
      tasks[0].cancel()
      await tasks[1]
    `;
    expect(logged(body, definitions)).toEqual(["[('b', 'x')]"]);
  });

  test("a queue shut down gives out what is in it, and no more", () => {
    const body = `
      queue = asyncio.Queue()
      queue.put_nowait(1)
      queue.shutdown()
      for attempt in (lambda: queue.put(2), queue.get, queue.get):
          try:
              log.append(await attempt())
          except asyncio.QueueShutDown:
              log.append("shut down")
    `;
    expect(logged(body)).toEqual(["['shut down', 1, 'shut down']"]);
  });

  test("shut down at once, those who wait are woken and join returns", () => {
    const definitions = `
      async def getter(queue):
          try:
              await queue.get()
          except asyncio.QueueShutDown:
              log.append("woken")
    `;
    const body = `
      queue = asyncio.Queue()
      task = asyncio.create_task(getter(queue))
      await asyncio.sleep(0)
      queue.shutdown(immediate=True)
      await task
      full = asyncio.Queue()
      full.put_nowait(1)
      full.shutdown(True)
      await full.join()
      log.append(full.qsize())
    `;
    expect(logged(body, definitions)).toEqual(["['woken', 0]"]);
  });

  test("a priority queue wants items that can be compared", () => {
    const body = `
      queue = asyncio.PriorityQueue()
      queue.put_nowait((1, {}))
      try:
          queue.put_nowait((1, {"a": 1}))
      except TypeError as error:
          log.append(str(error))
    `;
    expect(logged(body)).toEqual([`["'<' not supported between instances of 'dict' and 'dict'"]`]);
  });

  test("one that the scenario shares can be looked at by properties", () => {
    const text = `
      shared queue = asyncio.Queue()
      coroutine producer:
          await queue.put(1)
      coroutine consumer:
          item = await queue.get()
          assert item == 1
      outcome queue.qsize(), queue.empty()
    `;
    expect(outcomes(text)).toEqual(["0, True"]);
  });
});
