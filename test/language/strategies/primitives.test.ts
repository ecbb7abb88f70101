// Two jobs and two workers, every interleaving: primitives keep their promises under every strategy.
import { describe, expect, it } from "vitest";
import { outcomes } from "./carried.js";

const concurrent = ["threads(2)", "processes(2)", "asyncio", "asyncio + threads(2)", "asyncio + processes(2)"];
const all = ["sequential", "free_threaded(2)", ...concurrent];

describe.each(all)("Never are two jobs inside as %s,", (how) => {
  it.each([
    ["Lock()", "with guard:"],
    ["threading.Semaphore(1)", "with guard:"],
    ["BoundedSemaphore(1)", "with guard:"],
    ["Condition(Lock())", "with guard:"],
    ["[Lock(), Semaphore(1)]", "with guard[1]:"],
  ])("guarded by %s", (guard, enter) => {
    // `inside` is one for all processes, too; while one pauses, the other would come in if it could.
    const text = `
      shared guard = ${guard}
      shared inside = Value("i", 0)
      job visit(me) for me in range(2):
          ${enter}
              inside.value += 1
              assert inside.value == 1
              io 1ms
              inside.value -= 1
          return me
    `;
    expect(outcomes(text, how)).toEqual(["inside=0 results=[0, 1]"]);
  });
});

describe.each(concurrent)("One job lets the other go on as %s,", (how) => {
  it.each([
    ["an event", "Event()", "gate.set()", "gate.wait()"],
    ["a semaphore", "Semaphore(0)", "gate.release()", "gate.acquire()"],
    ["a queue", "Queue()", "gate.put(7)", "assert gate.get() == 7"],
    [
      "a queue with room for one",
      "queue.Queue(1)",
      "gate.put(1)\n        gate.put(2)",
      "gate.get()\n        gate.get()",
    ],
    ["a simple queue", "SimpleQueue()", "gate.put(7)", "assert gate.get() == 7"],
    ["a barrier", "Barrier(2)", "gate.wait()", "gate.wait()"],
  ])("with %s", (_title, gate, opens, passes) => {
    const text = `
shared gate = ${gate}
job pair(me) for me in range(2):
    if me == 0:
        ${passes}
    else:
        ${opens}
    return me
`;
    expect(outcomes(text, how)).toEqual(["results=[0, 1]"]);
  });

  it("with a condition", () => {
    const text = `
      shared ready = Value("i", 0)
      shared changed = Condition()
      job pair(me) for me in range(2):
          with changed:
              if me == 0:
                  while ready.value == 0:
                      changed.wait()
              else:
                  ready.value = 1
                  changed.notify()
          return me
    `;
    expect(outcomes(text, how)).toEqual(["ready=1 results=[0, 1]"]);
  });
});

describe("Who waits for a job that cannot have begun waits for ever", () => {
  const text = `
    shared gate = Event()
    job pair(me) for me in range(2):
        if me == 0:
            gate.wait()
        else:
            gate.set()
  `;
  it.each(["sequential", "threads(1)", "processes(1)", "asyncio limit 1", "free_threaded(1)"])("as %s", (how) => {
    expect(outcomes(text, how)).toEqual(["deadlocked"]);
  });
});

describe("Two philosophers who both take their left fork first", () => {
  const text = `
    shared forks = [Lock(), Lock()]
    job philosopher(i) for i in range(len(forks)):
        with forks[i]:
            io 1ms
            with forks[(i + 1) % len(forks)]:
                pass
  `;
  it.each(["threads(2)", "processes(2)", "asyncio"])("may starve as %s", (how) => {
    expect(outcomes(text, how)).toContain("deadlocked");
  });
  it.each(["sequential", "threads(1)", "asyncio limit 1"])("eat one after the other as %s", (how) => {
    expect(outcomes(text, how)).toEqual([""]);
  });
});

describe("A lock that a thread may take twice", () => {
  const text = `
    shared lock = RLock()
    job visit * 2:
        with lock:
            with lock:
                pass
        return 1
  `;
  it.each(["sequential", "threads(2)", "processes(2)", "free_threaded(2)"])("lets its owner in again as %s", (how) => {
    expect(outcomes(text, how)).toEqual(["results=[1, 1]"]);
  });
});

describe("Workers that are no copies of their parent get the primitives when they begin", () => {
  it.each(["spawn", "forkserver"] as const)("%s", (startMethod) => {
    const text = `
      shared lock = Lock()
      shared inside = Value("i", 0)
      job visit(me) for me in range(2):
          with lock:
              inside.value += 1
              assert inside.value == 1
              inside.value -= 1
          return me
    `;
    expect(outcomes(text, "processes(2)", { startMethod })).toEqual(["inside=0 results=[0, 1]"]);
  });
});

describe("A queue that has nothing, or no room", () => {
  const text = `
    shared letters = Queue(1)
    job ask:
        try:
            letters.get_nowait()
        except queue.Empty:
            letters.put("a")
        try:
            letters.put_nowait("b")
        except queue.Full:
            return "full"
  `;
  it.each(["sequential", "threads(1)", "asyncio", "processes(1)"])("says so as %s", (how) => {
    expect(outcomes(text, how)).toEqual(["results=['full']"]);
  });
});
