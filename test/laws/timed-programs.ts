/** Arbitrary small scenarios in which time is exact: threads that sleep, wait with time-outs, compute, look at the clock, run event loops. */
import fc from "fast-check";

const duration = fc.constantFrom("0", "0.1", "0.2", "0.3");
const name = fc.constantFrom("x", "y");

const simple: fc.Arbitrary<string> = fc.oneof(
  name.map((n) => `${n} += 1`),
  duration.map((d) => `sleep(${d})`),
  duration.map((d) => `cpu ${d}s`),
  fc.constant("t = round(time.perf_counter(), 3)"),
  fc.constant("items.append(t)"),
  duration.map((d) => `t = lock.acquire(timeout=${d})`),
  fc.constant("if lock.locked(): lock.release()"),
  duration.map((d) => `t = flag.wait(${d})`),
  fc.constant("flag.set()"),
  fc.constant("flag.clear()"),
  fc.constant("jobs.put(t)"),
  duration.map((d) => `t = fetch(${d})`),
  duration.map((d) => `t = await_x(${d})`),
  fc.constant("with condition: condition.notify()"),
  fc.constant("asyncio.run(naps())"),
  duration.map((d) => `sleep(choose(${d}, 0.2))`),
);

const indent = (lines: readonly string[]): string[] => lines.map((line) => `    ${line}`);

const block: fc.Arbitrary<string[]> = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: simple.map((line) => [line]) },
      { weight: 1, arbitrary: simple.map((line) => ["repeat 2:", `    ${line}`]) },
      { weight: 1, arbitrary: simple.map((line) => ["atomic:", `    ${line}`]) },
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.flat());

const prelude = [
  'scenario "generated"',
  "option time = timed",
  "import asyncio, queue, time",
  "shared x = 0",
  "shared y = 0",
  "shared items = []",
  "shared lock = Lock()",
  "shared flag = Event()",
  "shared jobs = Queue()",
  "shared condition = Condition()",
  "def fetch(limit):",
  "    try:",
  "        return jobs.get(timeout=limit)",
  "    except queue.Empty:",
  "        return None",
  "def await_x(limit):",
  "    with condition:",
  "        return condition.wait_for(lambda: x > 0, limit)",
  "async def nap(delay):",
  "    await asyncio.sleep(delay)",
  "    items.append(delay)",
  "async def naps():",
  "    try:",
  "        async with asyncio.timeout(0.25):",
  "            await asyncio.gather(nap(0.1), nap(0.1), nap(0.3))",
  "    except TimeoutError:",
  "        items.append('late')",
];

/** Two different threads, sometimes a third that is a copy; sometimes one that goes round for ever. */
export const timedText: fc.Arbitrary<string> = fc
  .tuple(block, block, fc.boolean(), fc.boolean())
  .map(([a, b, twice, ticker]) =>
    [
      ...prelude,
      `thread a${twice ? " * 2" : ""}:`,
      ...indent(["t = 0", ...a]),
      "thread b:",
      ...indent(["t = 0", ...b]),
      ...(ticker ? ["daemon thread ticker:", "    while True:", "        sleep(0.15)", "        y = 1 - y"] : []),
    ].join("\n"),
  );
