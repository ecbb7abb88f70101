/** Where time is exact: what comes first, what never comes, and how long it all takes. */
import { describe, expect, test } from "vitest";
import { dedent, explored, interleavings, outcomesOf } from "../../tiny.js";
import { outcomes } from "./worlds.js";

const timed = (text: string): string[] => outcomes(`option time = timed\n${dedent(text)}`);
const states = (text: string): number => explored(`option time = timed\n${dedent(text)}`).statistics.states;

describe("sleep", () => {
  const sorting = `
    shared order = []
    thread item(n) for n in [3, 1, 2]:
        sleep(n * 0.1)
        order.append(n)
  `;

  test("sorts, where time is exact", () => {
    expect(timed(sorting)).toEqual(["[1, 2, 3]"]);
  });

  test("sorts nothing where it is not", () => {
    expect(outcomes(sorting)).toHaveLength(6);
    expect(Object.keys(outcomesOf(`option time = timed\n${dedent(sorting)}`, { time: "untimed" }))).toHaveLength(6);
  });

  test("until the same moment: whoever wakes first goes first, in every order", () => {
    const text =
      "option time = timed\nshared log = []\nthread t(n) for n in [1, 2, 3]:\n    sleep 1s\n    log.append(n)\n";
    expect(outcomes(text)).toHaveLength(6);
    expect(outcomes(text.replace("sleep 1s", "sleep(0.5)\n    sleep(0.5)"))).toHaveLength(6);
    expect(interleavings(text.replace("    log.append(n)\n", ""))).toBe(6);
  });

  test("sums of parts that are no binary fractions are exact", () => {
    const text = `
      shared log = []
      thread tenths:
          repeat 3:
              sleep(0.1)
          log.append("tenths")
      thread three:
          sleep(0.3)
          log.append("three")
    `;
    expect(timed(text)).toEqual(["['tenths', 'three']", "['three', 'tenths']"]);
    expect(timed(text.replace("sleep(0.3)", "sleep(0.3)\n          sleep 1ns"))).toEqual(["['tenths', 'three']"]);
    expect(timed(text.replace("sleep(0.3)", "sleep(0.299999999)"))).toEqual(["['three', 'tenths']"]);
  });

  test("of zero seconds lets others run and takes no time", () => {
    const text = `
      import time
      shared log = []
      shared took = None
      thread a:
          log.append(1)
          sleep(0)
          log.append(2)
          took = time.monotonic()
      thread b:
          log.append(3)
    `;
    expect(timed(text)).toHaveLength(3);
    expect(timed(text).every((each) => each.endsWith("0.0"))).toBe(true);
  });

  test("for longer than 292 years raises OverflowError, as in CPython", () => {
    const caught = (seconds: string): string[] =>
      timed(`
        shared log = []
        thread t:
            try:
                sleep(${seconds})
            except OverflowError as error:
                log.append(str(error))
      `);
    expect(caught("float('inf')")).toEqual(["['timestamp too large to convert to C _PyTime_t']"]);
    expect(caught("10 ** 10")).toEqual(["['timestamp too large to convert to C _PyTime_t']"]);
    expect(caught("9 * 10 ** 9")).toEqual(["[]"]);
  });
});

describe("A time-out", () => {
  const guarded = (limit: string, work: string): string => `
    shared lock = Lock()
    shared held = Event()
    shared got = None
    thread worker:
        with lock:
            held.set()
            sleep(${work})
    thread other:
        held.wait()
        got = lock.acquire(timeout=${limit})
  `;

  test("of 0.05 s against work of 0.1 s always strikes, of 0.2 s never", () => {
    expect(timed(guarded("0.05", "0.1"))).toEqual(["False"]);
    expect(timed(guarded("0.2", "0.1"))).toEqual(["True"]);
  });

  test("at the moment of the release: both can happen", () => {
    expect(timed(guarded("0.1", "0.1"))).toEqual(["False", "True"]);
  });

  test("of a queue: the item comes in time or not", () => {
    const text = (limit: string): string => `
      shared q = Queue()
      shared got = None
      thread producer:
          sleep 100ms
          q.put("x")
      thread consumer:
          try:
              got = q.get(timeout=${limit})
          except Empty:
              got = "nothing"
      outcome got, q.qsize()
    `;
    expect(timed(text("0.05"))).toEqual(["'nothing', 1"]);
    expect(timed(text("0.15"))).toEqual(["'x', 0"]);
    expect(timed(text("0.1"))).toEqual(["'nothing', 1", "'x', 0"]);
  });

  test("of join: the thread is alive at 0.05 s and has ended at 0.15 s", () => {
    const text = (limit: string): string => `
      shared alive = None
      def work():
          sleep 100ms
      main:
          t = Thread(target=work)
          t.start()
          t.join(${limit})
          alive = t.is_alive()
    `;
    expect(timed(text("0.05"))).toEqual(["True"]);
    expect(timed(text("0.15"))).toEqual(["False"]);
  });

  test("of an event, a semaphore, a condition, a barrier", () => {
    const late = (make: string, wait: string): string[] =>
      timed(`
        shared thing = ${make}
        shared got = None
        thread waiter:
            try:
                ${wait}
            except BrokenBarrierError:
                got = "broken"
        thread other:
            sleep 1s
        outcome got
      `);
    expect(late("Event()", "got = thing.wait(0.5)")).toEqual(["False"]);
    expect(late("Semaphore(0)", "got = thing.acquire(timeout=0.5)")).toEqual(["False"]);
    expect(late("Barrier(2)", "got = thing.wait(0.5)")).toEqual(["'broken'"]);
    expect(late("Condition()", "with thing: got = thing.wait(0.5)")).toEqual(["False"]);
  });

  test("of wait_for counts from the first wait, however often it is woken", () => {
    const text = (limit: string): string => `
      import time
      shared c = Condition()
      shared n = 0
      shared result = None
      thread waiter:
          start = time.monotonic()
          with c:
              found = c.wait_for(lambda: n == 3, ${limit})
          result = found, round(time.monotonic() - start, 6)
      thread other:
          repeat 3:
              sleep 100ms
              with c:
                  n += 1
                  c.notify()
      outcome result
    `;
    expect(timed(text("0.25"))).toEqual(["(False, 0.25)"]);
    expect(timed(text("0.35"))).toEqual(["(True, 0.3)"]);
  });

  test("is no deadlock: who waits with a limit goes on in the end", () => {
    const text = "option time = timed\nshared e = Event()\nthread t:\n    e.wait(1)\n";
    expect(explored(text).findings).toEqual([]);
    expect(explored(text.replace("wait(1)", "wait()")).findings.map(({ kind }) => kind)).toEqual(["deadlock"]);
  });
});

describe("Timers", () => {
  test("fire when their time has come, unless they are cancelled before", () => {
    const text = (cancel: string): string => `
      shared log = []
      def ring():
          log.append("ring")
      main:
          t = Timer(0.1, ring)
          t.start()
          sleep(${cancel})
          t.cancel()
          t.join()
          log.append("end")
    `;
    expect(timed(text("0.05"))).toEqual(["['end']"]);
    expect(timed(text("0.15"))).toEqual(["['ring', 'end']"]);
  });

  test("that start their successors are periodic", () => {
    const text = `
      import time
      shared ticks = []
      def tick():
          ticks.append(round(time.perf_counter(), 3))
          if len(ticks) < 4:
              Timer(0.25, tick).start()
      main:
          Timer(0.25, tick).start()
    `;
    expect(timed(text)).toEqual(["[0.25, 0.5, 0.75, 1.0]"]);
  });
});

describe("The clock", () => {
  test("adds up: a retry with exponential backoff", () => {
    const text = `
      import time
      shared log = []
      def attempt(n):
          if n < 3:
              raise OSError("busy")
          return "done"
      thread client:
          delay = 0.1
          start = time.perf_counter()
          for n in range(5):
              try:
                  log.append(attempt(n))
                  break
              except OSError:
                  sleep(delay)
                  delay *= 2
          log.append(round(time.perf_counter() - start, 6))
    `;
    expect(timed(text)).toEqual(["['done', 0.7]"]);
  });

  test("is one for all threads, and for what they start", () => {
    const text = `
      import time
      shared log = []
      def child():
          log.append(time.time_ns())
      main:
          sleep(0.1)
          t = Thread(target=child)
          t.start()
          t.join()
          log.append(time.monotonic_ns())
    `;
    expect(timed(text)).toEqual(["[100000000, 100000000]"]);
  });

  test("stands still while somebody spins: nobody else's time will ever come", () => {
    const text = `
      option time = timed
      shared done = False
      thread sleeper:
          sleep 1s
          done = True
      thread spinner:
          while not done:
              pass
    `;
    expect(explored(text).findings.map(({ kind }) => kind)).toContain("deadlock");
  });

  test("a property may look at it", () => {
    const text =
      'import time\nthread t:\n    sleep 2s\nfinally "in time": time.monotonic() <= 2\nalways time.monotonic() < 2\n';
    const { properties } = explored(`option time = timed\n${text}`);
    expect(properties.map(({ verdict }) => verdict)).toEqual(["holds", "violated"]);
  });
});

describe("cpu", () => {
  const two =
    "option time = timed\nimport time\nshared took = []\nthread t * 2:\n    cpu 50ms\n    took.append(round(time.perf_counter(), 3))\noutcome took\n";

  test("is done by one thread at a time where there is a GIL", () => {
    expect(outcomes(two)).toEqual(["[0.05, 0.1]"]);
    expect(Object.keys(outcomesOf(two, { interpreter: "cpython-3.12" }))).toEqual(["took=[0.05, 0.1]"]);
  });

  test("overlaps where there is none", () => {
    expect(Object.keys(outcomesOf(two, { interpreter: "free-threaded" }))).toEqual(["took=[0.05, 0.05]"]);
  });

  test("beside I/O: both go on at once", () => {
    expect(outcomes(two.replace("    cpu 50ms\n", "    io 50ms\n"))).toEqual(["[0.05, 0.05]"]);
    expect(outcomes(`${two}thread reader:\n    io 20ms\n    took.append("read")\n`)).toEqual(["['read', 0.05, 0.1]"]);
  });
});

describe("Endless loops", () => {
  test("have finitely many states, unless they look at the clock", () => {
    expect(states("daemon thread d:\n    while True:\n        sleep 1s\nthread t:\n    sleep(10)\n")).toBeLessThan(40);
    expect(states("thread t:\n    while True:\n        sleep 1s\n")).toBe(1);
    expect(
      states("thread a:\n    while True:\n        sleep(0.3)\nthread b:\n    while True:\n        sleep(0.5)\n"),
    ).toBeLessThan(30);
    const looking =
      "option time = timed\nimport time\nthread t:\n    while True:\n        sleep 1s\n        seen = time.time()\n        assert seen > 0\n";
    expect(explored(looking, { maxStates: 50 }).limit?.name).toBe("states");
  });

  test("of time-outs on locks, queues and conditions, too", () => {
    expect(
      states(
        "shared q = Queue()\nthread t:\n    while True:\n        try:\n            q.get(timeout=1)\n        except Empty:\n            pass\n",
      ),
    ).toBe(1);
    expect(
      states(
        "shared c = Condition()\nthread t:\n    while True:\n        with c:\n            c.wait_for(lambda: False, 1)\n",
      ),
    ).toBeLessThan(10);
  });

  test("of an event loop, too", () => {
    const text = `
      import asyncio
      async def tick(delay):
          while True:
              await asyncio.sleep(delay)
      async def limited():
          while True:
              try:
                  await asyncio.wait_for(asyncio.Event().wait(), 0.5)
              except TimeoutError:
                  pass
      async def go():
          await asyncio.gather(tick(0.2), tick(0.3), limited())
      main:
          asyncio.run(go())
    `;
    expect(states(text)).toBeLessThan(60);
  });
});

describe("Event loops", () => {
  const run = (body: string): string[] =>
    timed(`
import asyncio, time
shared log = []
${dedent(body)}
main:
    asyncio.run(go())
outcome log
`);

  test("timers come in order of their time; those of one moment in order of their making", () => {
    const text = `
      async def nap(name, delay):
          await asyncio.sleep(delay)
          log.append(name)
      async def go():
          await asyncio.gather(nap("c", 0.3), nap("a", 0.1), nap("b", 0.2), nap("a too", 0.1))
          log.append(round(asyncio.get_running_loop().time(), 6))
    `;
    expect(run(text)).toEqual(["['a', 'a too', 'b', 'c', 0.3]"]);
  });

  test("a time-out strikes the slow and spares the quick", () => {
    const text = `
      async def go():
          for delay in (0.05, 0.2):
              try:
                  async with asyncio.timeout(0.1):
                      await asyncio.sleep(delay)
                  log.append("in time")
              except TimeoutError:
                  log.append("late")
          log.append(round(time.monotonic(), 6))
    `;
    expect(run(text)).toEqual(["['in time', 'late', 0.15]"]);
  });

  test("call_later, call_at, when", () => {
    const text = `
      async def go():
          loop = asyncio.get_running_loop()
          handle = loop.call_later(0.2, log.append, "later")
          loop.call_at(loop.time() + 0.1, log.append, "at")
          log.append(handle.when())
          async with asyncio.timeout(0.5) as limit:
              log.append(limit.when())
              await asyncio.sleep(0.05)
              limit.reschedule(loop.time() + 0.1)
              log.append(round(limit.when(), 6))
              try:
                  await asyncio.sleep(0.09)
              finally:
                  log.append(round(loop.time(), 6))
          await asyncio.sleep(0.1)
    `;
    expect(run(text)).toEqual(["[0.2, 0.5, 0.15, 'at', 0.14, 'later']"]);
  });

  test("two loops and a thread live by one clock", () => {
    const text = `
      option time = timed
      import asyncio
      shared log = []
      async def nap(name, delay):
          await asyncio.sleep(delay)
          log.append(name)
      thread first:
          asyncio.run(nap("0.3", 0.3))
      thread second:
          asyncio.run(nap("0.1", 0.1))
      thread third:
          sleep(0.2)
          log.append("0.2")
    `;
    expect(outcomes(dedent(text))).toEqual(["['0.1', '0.2', '0.3']"]);
  });

  test("a blocking call holds up the whole loop: timers that were due come late", () => {
    const text = `
      async def nap():
          await asyncio.sleep(0.1)
          log.append(round(time.monotonic(), 6))
      async def go():
          task = asyncio.create_task(nap())
          await asyncio.sleep(0)
          time.sleep(0.5)
          await task
    `;
    expect(run(text)).toEqual(["[0.5]"]);
  });

  test("work in threads overlaps: the longest counts", () => {
    const text = `
      async def go():
          await asyncio.gather(*[asyncio.to_thread(time.sleep, d) for d in (0.1, 0.3, 0.2)])
          log.append(round(time.monotonic(), 6))
    `;
    expect(run(text)).toEqual(["[0.3]"]);
  });
});
