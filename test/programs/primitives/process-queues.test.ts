import { describe, expect, test } from "vitest";
import { explored, finding, findingsOf, outcomesOf } from "../../tiny.js";

/** Results without their counts, in a fixed order. */
function results(text: string): string[] {
  return Object.keys(outcomesOf(text)).sort();
}

describe("multiprocessing.Queue", () => {
  const producers = (between: string): string => `
      from multiprocessing import Process, Queue
      shared got = []
      def produce(queue, first):
          queue.put(first)
          queue.put(first + 1)
      main:
          queue = Queue()
          a = Process(target=produce, args=(queue, 10))
          b = Process(target=produce, args=(queue, 20))
          a.start()
          ${between}
          b.start()
          for _ in range(4):
              got.append(queue.get())
          a.join()
          b.join()
      outcome tuple(got)
    `;
  test("keeps the order of each producer, and no other", () => {
    expect(results(producers("pass"))).toEqual([
      "tuple(got)=(10, 11, 20, 21)",
      "tuple(got)=(10, 20, 11, 21)",
      "tuple(got)=(10, 20, 21, 11)",
      "tuple(got)=(20, 10, 11, 21)",
      "tuple(got)=(20, 10, 21, 11)",
      "tuple(got)=(20, 21, 10, 11)",
    ]);
  });

  test("has the items of a process in the pipe once that has ended", () => {
    expect(results(producers("a.join()"))).toEqual(["tuple(got)=(10, 11, 20, 21)"]);
  });

  test("may give a later item of another process first, although this one's put has returned", () => {
    const text = `
      from multiprocessing import Process, Queue
      shared got = None
      def produce(queue):
          queue.put("child")
      main:
          queue = Queue()
          queue.put("main")
          p = Process(target=produce, args=(queue,))
          p.start()
          p.join()
          got = (queue.get(), queue.get())
      outcome got
    `;
    expect(results(text)).toEqual(["got=('child', 'main')", "got=('main', 'child')"]);
  });

  const alone = (statements: string): string => `
      import queue
      from multiprocessing import Queue
      shared said = None
      main:
          q = Queue()
          q.put(1)
          ${statements}
      outcome said
    `;
  test("may be empty for the one who has just put something in", () => {
    expect(results(alone("said = q.empty()"))).toEqual(["said=False", "said=True"]);
    expect(results(alone("said = q.qsize()"))).toEqual(["said=1"]);
  });

  test("that was seen not to be empty gives an item without waiting", () => {
    expect(results(alone("said = None if q.empty() else q.get_nowait()"))).toEqual(["said=1", "said=None"]);
    expect(findingsOf(alone("said = None if q.empty() else q.get_nowait()"))).toEqual([]);
  });

  test("may raise Empty although something has been put, if it is not asked to wait", () => {
    const text = alone(`try:
              said = q.get_nowait()
          except queue.Empty:
              said = "nothing"`);
    expect(results(text)).toEqual(["said='nothing'", "said=1"]);
  });

  test("sends copies: what is changed after put has not been sent", () => {
    const text = `
      from multiprocessing import Queue
      shared said = None
      main:
          q = Queue()
          items = [1]
          q.put(items)
          items.append(2)
          said = (q.get(), items)
      outcome said
    `;
    expect(results(text)).toEqual(["said=([1], [1, 2])"]);
  });

  test("with a bound lets put wait", () => {
    const text = (more: string): string => `
      import queue
      from multiprocessing import Queue
      shared said = None
      main:
          q = Queue(1)
          q.put(1)
          try:
              q.put(2${more})
          except queue.Full:
              said = q.full()
      outcome said
    `;
    expect(findingsOf(text(""))).toEqual(["deadlock"]);
    expect(results(text(", timeout=1"))).toEqual(["said=True"]);
    expect(results(text(", False"))).toEqual(["said=True"]);
  });

  test.each([
    ["q.put(2)", "ValueError: Queue <multiprocessing.queues.Queue object> is closed"],
    ["q.get()", "ValueError: Queue <multiprocessing.queues.Queue object> is closed"],
  ])("that this process has closed refuses %s", (statement, message) => {
    const text = alone(`q.close()
          try:
              ${statement}
          except ValueError as e:
              said = f"ValueError: {e}"`);
    expect(results(text)).toEqual([`said='${message}'`]);
  });

  test("cannot be sent, only inherited", () => {
    const found = finding(explored(alone("q.put(Queue())")), "unpicklable");
    expect(found.about).toBe("a Queue");
  });

  test("loses what cannot be pickled, and nobody is told", () => {
    const exploration = explored(alone("q.put(lambda: 1)\n          said = q.get()"));
    expect(exploration.findings.map(({ kind, about }) => `${kind} ${about ?? ""}`)).toEqual(["unpicklable a lambda"]);
    expect(results(alone("q.put(lambda: 1)\n          said = q.get()"))).toEqual(["said=1"]);
  });
});

describe("The end of a process that has put something", () => {
  test("is two steps once its threads have ended: nobody is left to see it look for what it has put", () => {
    const text = `
      from multiprocessing import Queue
      shared q = Queue()
      shared a = 0
      shared b = 0
      process p:
          thread inner:
              q.put(2)
          q.put(1)
      main:
          a = q.get()
          b = q.get()
      outcome a, b
    `;
    const { statistics } = explored(text);
    expect([statistics.states, statistics.interleavings]).toEqual([37, 62n]);
    expect(outcomesOf(text)).toEqual({ "a=1 b=2": 31, "a=2 b=1": 31 });
  });

  const put = (size: number, before: string, after = "pass"): string => `
      from multiprocessing import Process, Queue
      shared size = None
      def produce(queue):
          queue.put("x" * ${size})
          ${after}
      main:
          queue = Queue()
          p = Process(target=produce, args=(queue,))
          p.start()
          ${before}
          size = queue.qsize()
      outcome size
    `;
  test("waits until the pipe has room for it: 64 KiB", () => {
    expect(findingsOf(put(60_000, "p.join()"))).toEqual([]);
    expect(findingsOf(put(70_000, "p.join()"))).toEqual(["deadlock"]);
    expect(findingsOf(put(70_000, "queue.get(); p.join()".replace("; ", "\n          ")))).toEqual([]);
  });

  test("does not wait after cancel_join_thread; then the item may be lost", () => {
    const text = put(70_000, "p.join()", "queue.cancel_join_thread()");
    expect(results(text)).toEqual(["size=0", "size=1"]);
  });
});

describe("multiprocessing.JoinableQueue", () => {
  test("is joined when as many tasks are done as were put", () => {
    const text = (done: string): string => `
      from multiprocessing import JoinableQueue, Process, Value
      shared count = Value("i", 0)
      def work(queue):
          for _ in range(2):
              queue.get()
              count.value += 1
              ${done}
      main:
          queue = JoinableQueue()
          Process(target=work, args=(queue,), daemon=True).start()
          queue.put(1)
          queue.put(2)
          queue.join()
      outcome count.value
    `;
    expect(results(text("queue.task_done()"))).toEqual(["count.value=2"]);
    expect(findingsOf(text("pass"))).toEqual(["deadlock"]);
  });
});

describe("multiprocessing.SimpleQueue", () => {
  test("has an item as soon as put returns", () => {
    const text = `
      from multiprocessing import SimpleQueue
      shared said = None
      main:
          q = SimpleQueue()
          q.put([1])
          said = (q.empty(), q.get(), q.empty())
      outcome said
    `;
    expect(outcomesOf(text)).toEqual({ "said=(False, [1], True)": 1 });
  });

  test("lets put wait for a reader when the pipe is full, and raises what cannot be pickled", () => {
    const text = (item: string): string => `
      from multiprocessing import SimpleQueue
      main:
          SimpleQueue().put(${item})
    `;
    expect(findingsOf(text("'x' * 70_000"))).toEqual(["deadlock"]);
    expect(findingsOf(text("lambda: 1"))).toEqual(["unpicklable a lambda"]);
  });
});
