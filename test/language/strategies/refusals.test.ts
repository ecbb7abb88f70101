// What a strategy cannot carry over is refused, with the place and the reason; other strategies can.
import { describe, expect, it } from "vitest";
import { carried } from "./carried.js";

describe("`asyncio` refuses", () => {
  it.each([
    ["wait until", "shared ready = 0\njob a:\n    wait until ready\n", "3:5 a task cannot `wait until`."],
    [
      "an RLock",
      "shared lock = RLock()\njob a:\n    with lock:\n        pass\n",
      "1:15 asyncio has nothing like `threading.RLock`.",
    ],
    [
      "a method that waits",
      "class C:\n    def m(self):\n        io 1ms\nshared c = C()\njob a:\n    c.m()\n",
      "6:5 the method `m` waits, and cannot become a coroutine.",
    ],
    [
      "an object that waits where no method is named",
      "class C:\n    def __enter__(self):\n        io 1ms\n    def __exit__(self, *e):\n        pass\nshared c = C()\njob a:\n    with c:\n        pass\n",
      "8:10 what such an object does with `with`, operators or calls waits.",
    ],
    [
      "a generator that waits",
      "def g():\n    io 1ms\n    yield 1\njob a:\n    for x in g():\n        pass\n",
      "3:5 a generator cannot wait as a task does.",
    ],
    [
      "a function inside a function that waits",
      "job a:\n    def f():\n        io 1ms\n    f()\n",
      "2:5 a function inside a function, or a generator, cannot wait as a task does.",
    ],
    [
      "a lambda that waits",
      "def f():\n    sleep 1ms\njob a:\n    g = lambda: f()\n    g()\n",
      "4:9 a function inside a function, or a generator, cannot wait as a task does.",
    ],
    [
      "a decorated function that waits",
      "import functools\n@functools.cache\ndef f():\n    io 1ms\njob a:\n    f()\n",
      "2:2 a decorated function cannot become a coroutine.",
    ],
    [
      "a function that waits as a value",
      "def f(x):\n    io 1ms\njob a:\n    list(map(f, [1]))\n",
      "4:14 this function waits: as a coroutine it can only be called.",
    ],
    [
      "a function that waits in what a function called by the job hands on",
      "def f(x):\n    io 1ms\ndef g():\n    return list(map(f, [1]))\njob a:\n    g()\n",
      "4:21 this function waits: as a coroutine it can only be called.",
    ],
    [
      "a function that waits in a list",
      "def f():\n    io 1ms\nconst TO_DO = [f]\njob a:\n    TO_DO[0]()\n",
      "1:5 `f` is used outside the jobs, too, where no event loop runs.",
    ],
    [
      "a time-out of a lock",
      "shared lock = Lock()\njob a:\n    lock.acquire(timeout=1)\n",
      "3:5 `acquire` of asyncio has no such arguments.",
    ],
    [
      "a primitive that is passed on",
      "shared lock = Lock()\ndef f(l):\n    with l:\n        pass\njob a:\n    f(lock)\n",
      "6:7 what becomes of this primitive cannot be followed.",
    ],
    [
      "a primitive that a thread uses, too",
      "shared lock = Lock()\njob a:\n    with lock:\n        pass\nthread t:\n    with lock:\n        pass\n",
      "1:8 `lock` is used outside the jobs, too, where no event loop runs.",
    ],
    [
      "a function that waits, and that a thread calls, too",
      "def f():\n    io 1ms\njob a:\n    f()\nthread t:\n    f()\n",
      "1:5 `f` is used outside the jobs, too, where no event loop runs.",
    ],
  ])("%s", (_title, text, why) => {
    const [place, ...reason] = why.split(" ");
    for (const how of ["asyncio", "asyncio limit 2", "asyncio + processes(2)"])
      expect(carried(text, how)).toBe(`E270 ${place} Not as \`${how}\`: ${reason.join(" ")}`);
    for (const how of ["sequential", "threads(2)", "processes(2)", "free_threaded(2)"])
      expect(carried(text, how)).toContain("main:");
  });
});

describe("`processes` refuses", () => {
  it.each(["PriorityQueue", "LifoQueue"])("a %s, which multiprocessing has not", (made) => {
    const text = `shared letters = ${made}()\njob a:\n    letters.put(1)\n`;
    expect(carried(text, "processes(2)")).toBe(
      `E270 1:18 Not as \`processes(2)\`: multiprocessing has nothing like \`queue.${made}\`.`,
    );
    expect(carried(text, "asyncio")).toContain(`shared letters = asyncio.${made}()`);
  });
});

describe("Every strategy refuses", () => {
  it.each([
    ["a scenario without jobs", "thread t:\n    pass\n", "1:1 there are no jobs."],
    [
      "a `main` of the author's",
      "job a:\n    pass\nmain:\n    pass\n",
      "3:1 a scenario with a `main` of its own starts its jobs itself.",
    ],
    [
      "a job as a value",
      "job a:\n    pass\nthread t:\n    a.join()\n",
      "4:5 `a` is no unit here that could be waited for.",
    ],
  ])("%s", (_title, text, why) => {
    const [place, ...reason] = why.split(" ");
    for (const how of ["sequential", "threads(2)", "processes(2)", "asyncio", "free_threaded(2)"])
      expect(carried(text, how)).toBe(`E270 ${place} Not as \`${how}\`: ${reason.join(" ")}`);
  });
});

it("All reasons are given at once, in the order of the text", () => {
  const text = "shared lock = RLock()\nshared ready = 0\njob a:\n    wait until ready\n    with lock:\n        pass\n";
  expect(carried(text, "asyncio").match(/E270 \d+:\d+/g)).toEqual(["E270 1:15", "E270 4:5"]);
});
