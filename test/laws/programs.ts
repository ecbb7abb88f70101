/** Arbitrary small scenarios over threads: shared numbers, a list, an object, two locks, calls, loops and conditions. */
import fc from "fast-check";

const name = fc.constantFrom("x", "y");
const lock = fc.constantFrom("first", "second");
const small = fc.integer({ min: 0, max: 2 });

const simple: fc.Arbitrary<string> = fc.oneof(
  name.map((n) => `${n} += 1`),
  fc.tuple(name, name).map(([a, b]) => `${a} = ${b} + 1`),
  fc.tuple(name, small).map(([n, k]) => `${n} = ${k}`),
  name.map((n) => `t = ${n}`),
  name.map((n) => `${n} = t + 1`),
  name.map((n) => `${n} = double(${n})`),
  fc.constant("items.append(t)"),
  fc.constant("if items: t = items.pop()"),
  fc.constant("box.value += 1"),
  fc.constant("t = box.bump(t)"),
  fc.constant("t = len(items)"),
  fc.constant("t = choose(1, 2)"),
  fc.constant("items = [t]"),
  name.map((n) => `assert ${n} < 3`),
  fc.constant("box = Box()"),
);

const indent = (lines: readonly string[]): string[] => lines.map((line) => `    ${line}`);

const block: fc.Arbitrary<string[]> = fc.letrec<{ block: string[]; statement: string[] }>((tie) => ({
  statement: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    simple.map((line) => [line]),
    fc.tuple(lock, tie("block")).map(([l, body]) => [`with ${l}:`, ...indent(body)]),
    fc.tuple(name, small, tie("block")).map(([n, k, body]) => [`if ${n} > ${k}:`, ...indent(body)]),
    tie("block").map((body) => ["repeat 2:", ...indent(body)]),
    tie("block").map((body) => ["atomic:", ...indent(body)]),
    fc.tuple(tie("block"), tie("block")).map(([body, end]) => ["try:", ...indent(body), "finally:", ...indent(end)]),
    fc.tuple(tie("block")).map(([body]) => ["try:", ...indent(body), "except AssertionError:", "    t = 0"]),
  ),
  block: fc
    .array(tie("statement"), { minLength: 1, maxLength: 3, depthIdentifier: "block" })
    .map((parts) => parts.flat()),
})).block;

const prelude = [
  'scenario "generated"',
  "shared x = 0",
  "shared y = 0",
  "shared items = []",
  "shared first = Lock()",
  "shared second = Lock()",
  "def double(n):",
  "    return n + n",
  "class Box:",
  "    def __init__(self):",
  "        self.value = 0",
  "    def bump(self, n):",
  "        self.value = self.value + n",
  "        return self.value",
  "shared box = Box()",
];

/** Text of a scenario with two different threads, sometimes a third that is a copy. */
export const scenarioText: fc.Arbitrary<string> = fc
  .tuple(block, block, fc.boolean())
  .map(([a, b, twice]) =>
    [
      ...prelude,
      `thread a${twice ? " * 2" : ""}:`,
      ...indent(["t = 0", ...a]),
      "thread b:",
      ...indent(["t = 0", ...b]),
      "finally x < 3",
    ].join("\n"),
  );

/** What waits, and who is told: one of these at a time in a program of several like threads. */
const waiting = fc.constantFrom(
  ["with changed:", "    x += 1", "    changed.notify()"],
  ["with changed:", "    while x == 0: changed.wait()", "    x -= 1"],
  ["with changed:", "    changed.wait(timeout=1)"],
  ["with places:", "    y += 1"],
  ["with again:", "    with again:", "        y += 1"],
  ["gate.set()"],
  ["gate.wait()", "t = y"],
  ["if first.acquire(timeout=1):", "    first.release()"],
  ["raise ValueError(x)"],
);

/** Two or three like threads, and sometimes another one. */
export const symmetricText: fc.Arbitrary<string> = fc
  .tuple(
    fc.integer({ min: 2, max: 3 }),
    fc.array(
      fc.oneof(
        waiting,
        simple.map((line) => [line]),
      ),
      { minLength: 1, maxLength: 3 },
    ),
    fc.option(fc.oneof(waiting, block)),
    fc.boolean(),
  )
  .map(([count, parts, other, numbered]) =>
    [
      ...prelude,
      "shared changed = Condition()",
      "shared places = Semaphore(1)",
      "shared again = RLock()",
      "shared gate = Event()",
      numbered ? `thread a(i) for i in range(${count}):` : `thread a * ${count}:`,
      ...indent(["t = 0", ...parts.flat()]),
      ...(other === null ? [] : ["thread b:", ...indent(["t = 0", ...other])]),
      "always x < 4",
      "finally x < 3",
    ].join("\n"),
  );

/** As above, but every access of every thread is under one lock. */
export const lockedText: fc.Arbitrary<string> = fc
  .tuple(fc.array(simple, { minLength: 1, maxLength: 3 }), fc.array(simple, { minLength: 1, maxLength: 3 }))
  .map(([a, b]) =>
    [
      ...prelude,
      "shared guard = Lock()",
      "thread a:",
      ...indent(["t = 0", "with guard:", ...indent(a)]),
      "thread b:",
      ...indent(["t = 0", "with guard:", ...indent(b)]),
    ].join("\n"),
  );

/** Statements of a process: everything above, and what processes have in common. */
const common = fc.oneof(
  fc.constant<string[]>(["total.value += 1"]),
  fc.constant(["t = total.value"]),
  fc.constant(["with total.get_lock():", "    total.value = total.value + t"]),
  fc.constant(["with guard:", "    total.value += 1"]),
);

const processBlock: fc.Arbitrary<string[]> = fc
  .array(fc.oneof(block, common), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.flat());

const processPrelude = [
  ...prelude,
  "import multiprocessing",
  'shared total = multiprocessing.Value("i", 0)',
  "shared guard = multiprocessing.Lock()",
];

/** Processes declared, one of them with a thread of its own; or started by a main, by fork or spawn, and once terminated. */
export const processText: fc.Arbitrary<string> = fc.oneof(
  fc
    .tuple(processBlock, processBlock, fc.boolean(), block)
    .map(([a, b, threaded, inner]) =>
      [
        ...processPrelude,
        "process a:",
        ...indent(threaded ? ["thread inner:", ...indent(["t = 0", ...inner])] : []),
        ...indent(["t = 0", ...a]),
        "process b:",
        ...indent(["t = 0", ...b]),
      ].join("\n"),
    ),
  fc
    .tuple(processBlock, processBlock, fc.constantFrom("fork", "spawn"), fc.boolean())
    .map(([child, parent, method, terminated]) =>
      [
        `option start_method = ${method}`,
        ...processPrelude,
        "def work(t, box):",
        ...indent(child),
        "main:",
        ...indent([
          "t = 0",
          "child = multiprocessing.Process(target=work, args=(1, box))",
          "x += 1",
          "child.start()",
          ...parent,
          ...(terminated ? ["child.terminate()"] : []),
          "child.join()",
          "y = child.exitcode",
        ]),
      ].join("\n"),
    ),
);

/** Two bodies for two processes that have nothing in common, and the scenario with those of them that are wanted. */
export const separate: fc.Arbitrary<(wanted: readonly ("a" | "b")[]) => string> = fc
  .tuple(block, block)
  .map(([a, b]) => (wanted) => {
    const bodies = { a, b };
    const processes = wanted.flatMap((name) => [`process ${name}:`, ...indent(["t = 0", ...bodies[name]])]);
    return [...prelude, ...processes, `outcome ${wanted.map((name) => `${name}.t`).join(", ")}`].join("\n");
  });

const whole = fc.oneof(
  fc
    .constantFrom("x += 1", "x = add(x)", "t = x; x = t + 1", "box.value += 1", "items.append(1)")
    .map((line): string[] => [line]),
  fc.constantFrom("await asyncio.sleep(0)", "await asyncio.sleep(0.1)").map((line) => [line]),
  fc.constant(["async with lock:", "    x += 1", "    await asyncio.sleep(0)"]),
  fc.constant(["t = x", "if t < 2:", "    x = t + 1"]),
);

/** Coroutines, and `after`: the same but with an await between every read and its write. */
export const coroutineText: fc.Arbitrary<string> = fc
  .array(fc.array(whole, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 3 })
  .map((bodies) =>
    [
      ...prelude,
      "import asyncio",
      "shared lock = asyncio.Lock()",
      "def add(n):",
      "    return n + 1",
      ...bodies.flatMap((body, i) => [`coroutine task${i}:`, ...indent(body.flat())]),
    ].join("\n"),
  );
