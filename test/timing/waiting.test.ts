import { describe, expect, it } from "vitest";
import { ideal, inMs, lasts, story } from "./clock.js";

describe("Locks", () => {
  it("serialise what is done under them, io included", () => {
    expect(lasts("shared lock = Lock()\nthread a * 4:\n    with lock:\n        io 10ms")).toBe("completed 40 ms");
  });

  it("are waited for until they are released, or as long as the caller says", () => {
    const text = (timeout: string): string => `
      shared lock = Lock()
      thread holder:
          with lock:
              io 100ms
      thread w:
          sleep 10ms
          got = lock.acquire(timeout=${timeout})
          io 5ms
          if not got:
              io 15ms
          else:
              lock.release()
    `;
    expect(story(ideal(text("0.03")), "w")).toBe("io 0-10, waits 10-40: waits for lock, io 40-45, io 45-60");
    expect(story(ideal(text("0.5")), "w")).toBe("io 0-10, waits 10-100: waits for lock, io 100-105");
    expect(ideal(text("0.03")).contention).toEqual([{ about: "waits for lock", waits: 1, total: 30e6, longest: 30e6 }]);
  });

  it("who waits for each other for ever is deadlocked, at the moment nothing happens any more", () => {
    const text = `
      shared a = Lock()
      shared b = Lock()
      thread one:
          with a:
              io 10ms
              with b:
                  pass
      thread two:
          with b:
              io 20ms
              with a:
                  pass
    `;
    expect(lasts(text)).toBe("deadlocked 20 ms");
    expect(story(ideal(text), "one")).toBe("io 0-10, waits 10-20: waits for b");
  });

  it("the critical path leads from the end through the holder of the lock to the start", () => {
    const text = `
      shared lock = Lock()
      thread a:
          with lock:
              io 10ms
      thread b:
          sleep 1ms
          with lock:
              io 30ms
    `;
    const { criticalPath, lanes } = ideal(text);
    expect(
      criticalPath.map(({ lane, from, to, activity }) => [lanes[lane].name, inMs(from), inMs(to), activity]),
    ).toEqual([
      ["a", 0, 10, "io"],
      ["b", 10, 40, "io"],
    ]);
  });

  it("a semaphore of 3 is a pool of three connections: seven calls of 100 ms take 300 ms", () => {
    expect(lasts("shared pool = Semaphore(3)\nthread w * 7:\n    with pool:\n        io 100ms")).toBe(
      "completed 300 ms",
    );
  });

  it("an RLock is taken again by its holder at once", () => {
    expect(lasts("shared lock = RLock()\nthread a * 3:\n    with lock:\n        with lock:\n            io 10ms")).toBe(
      "completed 30 ms",
    );
  });
});

describe("Conditions, events, barriers", () => {
  it("a condition wakes all that wait, after the notifier has given back its lock", () => {
    const text = `
      shared ready = False
      shared c = Condition()
      thread w * 3:
          with c:
              while not ready:
                  c.wait()
          io 5ms
      thread n:
          io 20ms
          with c:
              ready = True
              c.notify_all()
              io 10ms
    `;
    expect(lasts(text)).toBe("completed 35 ms");
  });

  it("wait(timeout) of an event ends when it is set or when its time is up", () => {
    const text = `
      shared e = Event()
      thread w:
          assert e.wait(0.1) == False
          assert e.wait(10) == True
          io 1ms
      thread s:
          sleep 300ms
          e.set()
    `;
    expect(lasts(text)).toBe("completed 301 ms");
  });

  it("wait_for(timeout) of a condition counts all its waiting together", () => {
    const text = `
      shared x = 0
      shared c = Condition()
      thread w:
          with c:
              assert c.wait_for(lambda: x > 5, 0.1) == False
      thread n:
          repeat 5:
              io 15ms
              with c:
                  x += 1
                  c.notify()
    `;
    expect(lasts(text)).toBe("completed 100 ms");
  });

  it("a barrier lets all go when the last has come", () => {
    const text = `
      shared b = Barrier(3)
      thread w(i) for i in range(3):
          sleep(0.01 * (i + 1))
          b.wait()
          sleep(0.01 * (3 - i))
    `;
    expect(lasts(text)).toBe("completed 60 ms");
  });

  it("`wait until` goes on as soon as it is true", () => {
    const text = `
      shared x = 0
      thread w:
          wait until x == 3
          io 1ms
      thread s:
          repeat 5:
              io 10ms
              x += 1
    `;
    expect(story(ideal(text), "w")).toBe("waits 0-30: waits until x == 3, io 30-31");
  });

  it("who waits for what never comes is deadlocked when the others have ended", () => {
    expect(lasts("shared e = Event()\nthread a:\n    io 5ms\n    e.wait()\nthread b:\n    io 20ms")).toBe(
      "deadlocked 20 ms",
    );
  });

  it("a deadlock is over when the last has begun to wait, not when all time-outs for the GIL have gone off", () => {
    const embrace = (first: string, then: string): string =>
      `thread ${first}${then}:\n    with ${first}:\n        io 1ms\n        with ${then}:\n            pass\n`;
    expect(lasts(`shared a = Lock()\nshared b = Lock()\n${embrace("a", "b")}${embrace("b", "a")}`)).toBe(
      "deadlocked 1 ms",
    );
  });

  it("a deadlock says who waits for what, and names a few of many", () => {
    const taken = (count: number): string =>
      `shared lock = Lock()\nthread a * ${count}:\n    lock.acquire()\n    raise ValueError("no")`;
    expect(ideal(taken(3)).failure).toBe(
      "a: ValueError: no; a[1] waits for lock, held by a[0]; a[2] waits for lock, held by a[0]",
    );
    expect(ideal(taken(9)).failure).toMatch(/; a\[4\] waits for lock, held by a\[0\]; 4 more wait$/);
    const daemon = "shared e = Event()\ndaemon thread w:\n    e.wait()\nthread a:\n    e.wait()";
    expect(ideal(daemon).failure).toBe("a waits for e to be set");
  });

  it("a daemon may wait for ever", () => {
    const text = `
      import queue
      shared q = queue.Queue()
      daemon thread w:
          while True:
              q.get()
      thread p:
          io 10ms
          q.put(1)
    `;
    expect(lasts(text)).toBe("completed 10 ms");
  });
});

describe("Queues", () => {
  const pipeline = (size: number): string => `
    import queue
    shared q = queue.Queue(${size})
    thread producer:
        for i in range(10):
            q.put(i)
        io 1ms
    thread consumer:
        for i in range(10):
            q.get()
            io 10ms
  `;

  it("that are bounded hold the producer back", () => {
    expect(story(ideal(pipeline(2)), "producer")).toBe("waits 0-70: waits for room in q, io 70-71");
    expect(lasts(pipeline(2))).toBe("completed 100 ms");
  });

  it("without bounds do not", () => {
    expect(story(ideal(pipeline(0)), "producer")).toBe("io 0-1");
    expect(lasts(pipeline(0))).toBe("completed 100 ms");
  });

  it("get(timeout) gives up after its time", () => {
    const text = `
      import queue
      shared q = queue.Queue()
      thread w:
          try:
              q.get(timeout=0.25)
          except queue.Empty:
              io 50ms
    `;
    expect(lasts(text)).toBe("completed 300 ms");
  });

  it("join waits until all items are dealt with", () => {
    const text = `
      import queue
      shared q = queue.Queue()
      daemon thread worker * 2:
          while True:
              q.get()
              io 10ms
              q.task_done()
      main:
          for i in range(5):
              q.put(i)
          q.join()
          io 1ms
    `;
    expect(lasts(text)).toMatch(/^completed \d/);
  });
});

describe("Executors", () => {
  it("a ThreadPoolExecutor of 3 does seven calls of 10 ms in 30 ms", () => {
    const text = `
      from concurrent.futures import ThreadPoolExecutor
      def f(x):
          io 10ms
          return x
      main:
          with ThreadPoolExecutor(3) as pool:
              assert list(pool.map(f, range(7))) == [0, 1, 2, 3, 4, 5, 6]
    `;
    expect(lasts(text)).toBe("completed 30 ms");
  });

  it.each([
    ["ProcessPoolExecutor", "from concurrent.futures import ProcessPoolExecutor", "ProcessPoolExecutor(2)", ""],
    ["mp.Pool", "import multiprocessing as mp", "mp.Pool(2)", ", chunksize=1"],
  ])("a %s of 2 computes seven calls of 10 ms in 40 ms", (_, imports, pool, more) => {
    const text = `
      ${imports}
      def f(x):
          cpu 10ms
          return x
      main:
          with ${pool} as pool:
              assert list(pool.map(f, range(7)${more})) == [0, 1, 2, 3, 4, 5, 6]
    `;
    expect(lasts(text)).toBe("completed 40 ms");
  });

  it("result(timeout) gives up after its time, the call goes on", () => {
    const text = `
      from concurrent.futures import ThreadPoolExecutor
      def f():
          io 100ms
      main:
          with ThreadPoolExecutor(1) as pool:
              future = pool.submit(f)
              try:
                  future.result(timeout=0.02)
              except TimeoutError:
                  io 10ms
    `;
    expect(story(ideal(text), "main")).toMatch(/^waits 0-20: .*, io 20-30, waits 30-100: /);
  });
});
