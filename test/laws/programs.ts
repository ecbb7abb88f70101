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
