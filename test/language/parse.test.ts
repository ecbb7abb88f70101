import { expect, test } from "vitest";
import { parse } from "../../dist/language/parse.js";
import { Source } from "../../dist/language/source.js";
import type { Declaration } from "../../dist/language/syntax.js";

/** The declarations of a text that must be faultless. */
function read(text: string, primitives = false): readonly Declaration[] {
  const { syntax, diagnostics } = parse(new Source(text), { primitives });
  expect(diagnostics).toEqual([]);
  return syntax.declarations;
}

/** Without spans. */
function bare(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, inner: unknown) =>
      /^(span|nameSpan|valueSpan)$/.test(key) ? undefined : typeof inner === "bigint" ? Number(inner) : inner,
    ),
  );
}
const name = (id: string) => ({ kind: "Name", id });
const strategy = (name: string, rest: object = {}) => ({
  kind: "Strategy",
  name,
  workers: null,
  limit: null,
  computing: null,
  ...rest,
});
const int = (value: number) => ({ kind: "Constant", value });

test("the example of the language page", () => {
  const made = read(
    'scenario "Two"\n"""\nDoc.\n"""\n\nshared counter = 0\n\nthread increment * 2:\n    counter += 1\n\nfinally counter == 2\n\nexpect lost update on counter\nexpect outcomes counter in {1, 2}\n',
  );
  expect(bare(made)).toEqual([
    { kind: "Scenario", title: "Two", doc: "Doc." },
    { kind: "Shared", name: "counter", value: int(0) },
    {
      kind: "Unit",
      form: "thread",
      name: "increment",
      multiplicity: { count: int(2), params: [], over: null },
      daemon: false,
      units: [],
      body: [{ kind: "AugAssign", target: name("counter"), operator: "+", value: int(1) }],
    },
    {
      kind: "Property",
      form: "finally",
      name: null,
      expr: { kind: "Compare", left: name("counter"), operators: ["=="], comparators: [int(2)] },
      then: null,
    },
    { kind: "Expect", expectation: { kind: "finding", finding: "lost-update", about: name("counter") } },
    { kind: "Expect", expectation: { kind: "outcomes", exprs: [name("counter")], values: [int(1), int(2)] } },
  ]);
});

test("units of a process are its declarations, other statements its body", () => {
  const [process] = read(
    "process P(i) for i in range(2):\n    x = 1\n    thread a * 2:\n        pass\n    daemon thread b: pass\n    main:\n        pass\n    y = 2\n",
  );
  expect(
    process?.kind === "Unit" && [
      process.units.map((one) => one.kind),
      process.body.map((one) => one.kind),
      process.multiplicity.params.map((param) => param.name),
    ],
  ).toEqual([["Unit", "Unit", "Main"], ["Assign", "Assign"], ["i"]]);
});

test("pauses are statements, awaited they are calls", () => {
  const [main] = read("main:\n    cpu WORK\n    sleep 2 * UNIT\n    await io 100ms\n    io(1)\n    io (a) + b\n");
  const call = (args: unknown[]) => ({
    kind: "Call",
    callee: name("io"),
    args: args.map((value) => ({ name: null, value })),
  });
  expect(bare(main)).toMatchObject({
    body: [
      { kind: "Cpu", duration: name("WORK") },
      { kind: "Sleep", duration: { kind: "Binary", operator: "*" } },
      {
        kind: "Expr",
        value: { kind: "Await", value: call([{ kind: "Duration", nanoseconds: 100_000_000, text: "100ms" }]) },
      },
      { kind: "Expr", value: call([int(1)]) },
      { kind: "Io", duration: { kind: "Binary" } },
    ],
  });
});

test("properties and their names", () => {
  const made = read(
    'always "x": a\nalways eventually b\nalways eventually\neventually (c)\na leads to b\nproperty "p": a leads to b\nalways "q": a leads to b\nalways "text" == a\n',
  );
  expect(
    made.map((one) => one.kind === "Property" && `${one.form}/${one.name}/${one.then === null ? "" : "then"}`),
  ).toEqual([
    "always/x/",
    "always eventually/null/",
    "always/null/",
    "eventually/null/",
    "leads to/null/then",
    "leads to/p/then",
    "leads to/q/then",
    "always/null/",
  ]);
});

test.each([
  ["holds", { kind: "holds" }],
  ["violated", { kind: "violated", name: null }],
  ['violated "p"', { kind: "violated", name: "p" }],
  [
    "data race on x[0]",
    { kind: "finding", finding: "data-race", about: { kind: "Subscript", object: name("x"), index: int(0) } },
  ],
  ["check-then-act on x", { kind: "finding", finding: "check-then-act", about: name("x") }],
  ["check then act on x", { kind: "finding", finding: "check-then-act", about: name("x") }],
  ["lost wakeup", { kind: "finding", finding: "lost-wakeup", about: null }],
  ["lost wake-up on c", { kind: "finding", finding: "lost-wakeup", about: name("c") }],
  ["blocking call in coroutine", { kind: "finding", finding: "blocking-call-in-coroutine", about: null }],
  ["never awaited", { kind: "finding", finding: "never-awaited", about: null }],
  ["release of unheld lock", { kind: "finding", finding: "release-unheld", about: null }],
  ["stale copy", { kind: "finding", finding: "stale-copy", about: null }],
  ["finding my-own on x", { kind: "finding", finding: "my-own", about: name("x") }],
  ["exception", { kind: "exception", type: null, unit: null }],
  ["exception queue.Full in worker[1]", { kind: "exception", type: "queue.Full", unit: "worker[1]" }],
  ["exception in worker", { kind: "exception", type: null, unit: "worker" }],
  ["outcomes in {1}", { kind: "outcomes", exprs: [], values: [int(1)] }],
  [
    "outcomes a, b in {(1, 2)}",
    { kind: "outcomes", exprs: [name("a"), name("b")], values: [{ kind: "Tuple", items: [int(1), int(2)] }] },
  ],
  ["interleavings 6", { kind: "number", what: "interleavings", operator: "==", value: int(6) }],
  ["states <= 12", { kind: "number", what: "states", operator: "<=", value: int(12) }],
  ["speedup threads >= 3", { kind: "speedup", strategy: strategy("threads"), operator: ">=", value: int(3) }],
  ["recommended threads(N)", { kind: "recommended", strategy: strategy("threads", { workers: name("N") }) }],
])("expect %s", (text, expected) => {
  expect(bare(read(`expect ${text}\n`))).toEqual([{ kind: "Expect", expectation: expected }]);
});

test("a `+` behind a limit begins the pool, in parentheses it adds", () => {
  const processes = { name: "processes", workers: int(4) };
  expect(bare(read("compare sequential, asyncio limit 2 * N + processes(4), asyncio limit (N + 1)\n"))).toEqual([
    {
      kind: "Compare",
      strategies: [
        strategy("sequential"),
        strategy("asyncio", {
          limit: { kind: "Binary", operator: "*", left: int(2), right: name("N") },
          computing: processes,
        }),
        strategy("asyncio", { limit: { kind: "Binary", operator: "+", left: name("N"), right: int(1) } }),
      ],
    },
  ]);
});

test("select belongs to the primitives alone", () => {
  const text =
    'class Lock:\n    def acquire(self, timeout):\n        select "waits for {self}":\n            when self._holder is None "acquires {self}":\n                self._holder = me\n            after timeout:\n                return False\n';
  const [lock] = read(text, true);
  const method = lock?.kind === "ClassDef" ? lock.body[0] : undefined;
  expect(bare(method?.kind === "FunctionDef" ? method.body : [])).toMatchObject([
    {
      kind: "Select",
      blocked: "waits for {self}",
      alternatives: [
        { form: "when", words: "acquires {self}" },
        { form: "after", words: null, guard: name("timeout") },
      ],
    },
  ]);
  expect(parse(new Source(text)).diagnostics).not.toEqual([]);
});

test("imports name what they bind", () => {
  expect(bare(read("import threading as t, concurrent.futures\nfrom queue import (Queue as Q,\n    Full,)\n"))).toEqual(
    [
      {
        kind: "Import",
        names: [
          { module: "threading", name: null, alias: "t" },
          { module: "concurrent.futures", name: null, alias: "concurrent" },
        ],
      },
      {
        kind: "Import",
        names: [
          { module: "queue", name: "Queue", alias: "Q" },
          { module: "queue", name: "Full", alias: "Full" },
        ],
      },
    ],
  );
});

test("a span covers its text and no more", () => {
  const text = "thread t:\n    x = f(1)  # c\n\n\n# d\nshared y = 2\n";
  const [unit, shared] = read(text);
  expect(unit && text.slice(unit.span.start, unit.span.end)).toBe("thread t:\n    x = f(1)");
  expect(shared && text.slice(shared.span.start, shared.span.end)).toBe("shared y = 2");
});

test("what is wrong in one place does not hide the rest", () => {
  const { syntax, diagnostics } = parse(
    new Source("shared = 3 +\nthread a:\n    x = = 1\n    y = 2\nthread b:\n    if z = 3:\n        q q\n    w = 1\n"),
  );
  expect(diagnostics.map((d) => d.code)).toEqual(["E101", "E107", "E107", "E119"]);
  expect(syntax.declarations.map((one) => one.kind)).toEqual(["Unit", "Unit"]);
});
