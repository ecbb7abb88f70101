import { describe, expect, test } from "vitest";
import { explored } from "../../tiny.js";
import { outcomes, raised, steps } from "./worlds.js";

const one = (make: string, ...lines: readonly string[]): string =>
  `shared q = ${make}\nshared got = []\nthread t:\n${lines.map((line) => `    ${line}`).join("\n")}\noutcome got\n`;

describe("Queue", () => {
  test("put and get are one step each", () => {
    expect(steps("shared q = Queue()", "q.put(1)", "q.get()")).toBe(2);
  });

  test("first in, first out", () => {
    expect(outcomes(one("Queue()", "for i in range(3): q.put(i)", "for i in range(3): got.append(q.get())"))).toEqual([
      "[0, 1, 2]",
    ]);
  });

  test("get waits for an item", () => {
    const text =
      "shared q = Queue()\nshared got = None\nthread getter:\n    got = q.get()\nthread putter:\n    q.put(7)\noutcome got\n";
    expect(outcomes(text)).toEqual(["7"]);
  });

  test("put waits for room", () => {
    const text = `
      shared q = Queue(maxsize=1)
      shared log = []
      thread putter:
          q.put(1)
          q.put(2)
          log.append("put both")
      thread getter:
          log.append("got")
          q.get()
      outcome log
    `;
    expect(outcomes(text)).toEqual(["['got', 'put both']"]);
  });

  test("get_nowait and get(False) raise Empty, put_nowait and put(x, False) raise Full", () => {
    expect(raised("shared q = Queue()", "q.get_nowait()")).toBe("Empty: ");
    expect(raised("shared q = Queue()", "q.get(False)")).toBe("Empty: ");
    expect(raised("shared q = Queue(1)", "q.put(1)\nq.put_nowait(2)")).toBe("Full: ");
    expect(raised("shared q = Queue(1)", "q.put(1)\nq.put(2, block=False)")).toBe("Full: ");
  });

  test("with a time-out get raises Empty and put raises Full", () => {
    expect(raised("shared q = Queue()", "q.get(timeout=1)")).toBe("Empty: ");
    expect(raised("shared q = Queue(1)", "q.put(1)\nq.put(2, timeout=1)")).toBe("Full: ");
  });

  test("queue.Empty and Empty are the same", () => {
    const text =
      "import queue\nshared q = queue.Queue()\nshared got = None\nthread t:\n    try:\n        q.get_nowait()\n    except queue.Empty:\n        got = True\noutcome got\n";
    expect(outcomes(text)).toEqual(["True"]);
  });

  test("a negative time-out raises ValueError", () => {
    const message = "ValueError: 'timeout' must be a non-negative number";
    expect(raised("shared q = Queue()", "q.get(timeout=-1)")).toBe(message);
    expect(raised("shared q = Queue(1)", "q.put(1, timeout=-1)")).toBe(message);
    expect(raised("shared q = Queue()", "q.put(1, timeout=-1)")).toBe("nothing");
  });

  test("a newcomer may take the item before the one who waited for it", () => {
    const text = `
      shared q = Queue()
      shared got = []
      thread getter(name) for name in "ab":
          q.get()
          got.append(name)
      thread putter:
          q.put(1)
          q.put(2)
      outcome got
    `;
    expect(outcomes(text)).toEqual(["['a', 'b']", "['b', 'a']"]);
  });

  test("join waits for task_done, not for emptiness", () => {
    const text = `
      shared q = Queue()
      shared log = []
      thread worker:
          q.get()
          log.append("worked")
          q.task_done()
      main:
          q.put(1)
          q.join()
          log.append("joined")
      outcome log
    `;
    expect(outcomes(text)).toEqual(["['worked', 'joined']"]);
  });

  test("one task_done too many raises ValueError", () => {
    expect(raised("shared q = Queue()", "q.task_done()")).toBe("ValueError: task_done() called too many times");
  });

  test("without task_done, join waits for ever", () => {
    const text = "shared q = Queue()\nthread t:\n    q.put(1)\n    q.get()\n    q.join()\n";
    expect(outcomes(text)).toEqual(["deadlocked"]);
    expect(explored(text).findings[0].blocked[0].words).toBe("waits until all items of q are done");
  });

  test("qsize, empty and full", () => {
    expect(
      outcomes(
        one(
          "Queue(1)",
          "got.append((q.qsize(), q.empty(), q.full()))",
          "q.put(1)",
          "got.append((q.qsize(), q.empty(), q.full()))",
        ),
      ),
    ).toEqual(["[(0, True, False), (1, False, True)]"]);
  });

  test("maxsize zero or less means no limit", () => {
    expect(outcomes(one("Queue(-1)", "for i in range(3): q.put(i)", "got.append(q.full())"))).toEqual(["[False]"]);
  });

  test("after shutdown put raises ShutDown, get empties the queue first", () => {
    expect(raised("shared q = Queue()", "q.shutdown()\nq.put(1)")).toBe("ShutDown: ");
    const text = one(
      "Queue()",
      "q.put(1)",
      "q.shutdown()",
      "got.append(q.get())",
      "try:",
      "    q.get()",
      "except ShutDown:",
      "    got.append('shut')",
    );
    expect(outcomes(text)).toEqual(["[1, 'shut']"]);
  });

  test("shutdown wakes blocked getters with ShutDown", () => {
    const text = `
      shared q = Queue()
      shared got = None
      thread getter:
          try:
              q.get()
          except ShutDown:
              got = "shut"
      thread closer:
          q.shutdown()
      outcome got
    `;
    expect(outcomes(text)).toEqual(["'shut'"]);
  });

  test("shutdown(immediate=True) throws the items away and releases join", () => {
    const text = `
      shared q = Queue()
      shared joined = False
      thread joiner:
          q.put(1)
          q.join()
          joined = True
      thread closer:
          wait until q.unfinished_tasks == 1
          q.shutdown(immediate=True)
      outcome joined, q.qsize()
    `;
    expect(outcomes(text)).toEqual(["True, 0"]);
  });

  test("two consumers and two sentinels: everybody ends", () => {
    const text = `
      shared q = Queue()
      shared got = []
      thread consumer * 2:
          while True:
              item = q.get()
              if item is None:
                  break
              got.append(item)
      thread producer:
          q.put(1)
          q.put(2)
          q.put(None)
          q.put(None)
      outcome sorted(got)
    `;
    expect(outcomes(text)).toEqual(["[1, 2]"]);
  });
});

describe("LifoQueue", () => {
  test("last in, first out", () => {
    expect(outcomes(one("LifoQueue()", "q.put(1)", "q.put(2)", "got.append(q.get())", "got.append(q.get())"))).toEqual([
      "[2, 1]",
    ]);
  });
});

describe("PriorityQueue", () => {
  test("an item that cannot be compared is in it all the same", () => {
    const put = "try: q.put((1, {2: 3}))\n    except TypeError: got.append(q.qsize())";
    expect(outcomes(one("PriorityQueue()", "q.put((1, {}))", put))).toEqual(["[2]"]);
  });

  test("least first", () => {
    expect(
      outcomes(
        one("PriorityQueue()", "for i in [5, 1, 4, 2, 3]: q.put(i)", "while not q.empty(): got.append(q.get())"),
      ),
    ).toEqual(["[1, 2, 3, 4, 5]"]);
  });

  test("items with the same priority come out as CPython's heap has them, which is not the order of arrival", () => {
    const puts = 'for item in [(1, "a"), (0, "b"), (1, "c")]: q.put(item)';
    expect(outcomes(one("PriorityQueue()", puts, "while not q.empty(): got.append(q.get()[1])"))).toEqual([
      "['b', 'a', 'c']",
    ]);
  });

  test("items that cannot be compared raise TypeError", () => {
    expect(raised("shared q = PriorityQueue()", 'q.put((1, {"a": 1}))\nq.put((1, {"b": 2}))')).toBe(
      "TypeError: '<' not supported between instances of 'dict' and 'dict'",
    );
  });

  test("items may compare by a __lt__ of their own", () => {
    const text = `
      class Job:
          def __init__(self, n):
              self.n = n
          def __lt__(self, other):
              return self.n < other.n
      shared q = PriorityQueue()
      shared got = []
      thread t:
          q.put(Job(2))
          q.put(Job(1))
          got.append(q.get().n)
      outcome got
    `;
    expect(outcomes(text)).toEqual(["[1]"]);
  });
});

describe("SimpleQueue", () => {
  test("first in, first out; get waits; get_nowait raises Empty", () => {
    expect(
      outcomes(one("SimpleQueue()", "q.put(1)", "q.put(2)", "got.append(q.get())", "got.append(q.qsize())")),
    ).toEqual(["[1, 1]"]);
    expect(raised("shared q = SimpleQueue()", "q.get_nowait()")).toBe("Empty: ");
    expect(outcomes("shared q = SimpleQueue()\nthread t:\n    q.get()\n")).toEqual(["deadlocked"]);
  });

  test("it has no join and no task_done", () => {
    expect(raised("shared q = SimpleQueue()", "q.task_done()")).toBe(
      "AttributeError: 'SimpleQueue' object has no attribute 'task_done'",
    );
  });
});
