/** What the reduced search finds is what the full search finds, and every schedule it gives shows what it says. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reduced, searched } from "../explorer/both-searches.js";
import { readdirSync, readFileSync } from "node:fs";
import { compile } from "#sim/language/compile.js";
import type { Program } from "#sim/programs/program.js";
import { needsExploration } from "#sim/testing/expectations.js";
import { published } from "../conformance/programs.js";
import { compiled } from "../tiny.js";
import { lockedText, processText, scenarioText } from "./programs.js";

const name = fc.constantFrom("x", "y", "z");
const line = fc.oneof(
  name.map((n) => [`${n} += 1`]),
  name.map((n) => [`t = ${n}`]),
  name.map((n) => [`${n} = t`]),
  name.map((n) => [`${n} = 1`]),
  fc.tuple(fc.nat(2), fc.nat(3)).map(([i, j]) => [`a[${i}] = a[${j}]`]),
  fc.nat(3).map((i) => [`t = a[${i}]`]),
  fc.constant(["t = len(a)"]),
  fc.constant(["a.append(1)"]),
  fc.constantFrom("k", "l").map((k) => [`d["${k}"] = t`]),
  fc.constantFrom("k", "l").map((k) => [`t = d["${k}"]`]),
  fc.constant(["d.pop('k', None)"]),
  fc.constant(["t = box.value"]),
  fc.constant(["box.value = t"]),
  fc.constant(["box.other = t"]),
  fc.constant(["Box.kind = t"]),
  fc.constant(["t = box.kind"]),
  fc.constant(["box.kind = 3"]),
  fc.constant(["box = Box()"]),
  fc.constant(["t = choose(1, 2)"]),
  fc.constant(["if m.acquire(blocking=False):", "    m.release()"]),
  fc.constantFrom("m", "n").map((m) => [`with ${m}:`, "    x += 1"]),
  fc
    .tuple(fc.constantFrom("m", "n"), fc.constantFrom("m", "n"), name)
    .map(([m, n, v]) => [`with ${m}:`, `    ${v} = t`, `    with ${n}:`, `        t = ${v}`]),
  name.map((n) => ["atomic:", `    if ${n} == 0:`, `        ${n} = 2`]),
  name.map((n) => [`wait until ${n} > 0`]),
  fc.constant(["e.set()"]),
  fc.constant(["e.wait()"]),
  fc.constant(["q.put(t)"]),
  fc.constant(["t = q.get()"]),
  fc.constant(["s.acquire()"]),
  fc.constant(["s.release()"]),
  fc.constant(["with c:", "    c.notify()"]),
  fc.constant(["with c:", "    c.wait()"]),
  fc.constant(["w = Thread(target=work)", "w.start()"]),
  fc.constant(["w = Thread(target=work, daemon=True)", "w.start()", "w.join()"]),
  fc.constant(["w = Thread(target=work, daemon=True)", "w.start()"]),
);
const body = fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => ["t = 0", ...lines.flat()]);
const property = fc.constantFrom(
  "always x + y < 3",
  "sometimes x == 1 and y == 1",
  "always len(a) == 3 or x == 0",
  "sometimes box.value == 1 and not m.locked()",
  "always t1.t != 2 or x == 0",
  "finally x == 0",
);
/** Two or three threads with a bit of everything that is shared. */
const mixedText = fc
  .tuple(fc.array(body, { minLength: 2, maxLength: 3 }), fc.array(property, { maxLength: 2 }))
  .map(([bodies, properties]) =>
    [
      "class Box:",
      "    kind = 0",
      "    def __init__(self):",
      "        self.value = 0",
      "        self.other = 0",
      "def work():",
      "    global x",
      "    x = y",
      "shared x = 0",
      "shared y = 0",
      "shared z = 0",
      "shared a = [0, 1, 2]",
      "shared d = {}",
      "shared box = Box()",
      "shared m = Lock()",
      "shared n = Lock()",
      "shared e = Event()",
      "shared q = Queue(1)",
      "shared s = Semaphore(1)",
      "shared c = Condition()",
      ...bodies.flatMap((lines, i) => [`thread t${i}:`, ...lines.map((each) => `    ${each}`)]),
      ...new Set(properties),
    ].join("\n"),
  );

const round = fc.oneof(
  name.map((n) => [`while ${n} == 0:`, "    pass"]),
  name.map((n) => [`while ${n} < 2:`, `    ${n} = 1 - ${n}`]),
  fc.tuple(name, name).map(([m, n]) => [`while ${m} == 0:`, `    ${n} = 1 - ${n}`]),
  fc.tuple(name, name).map(([m, n]) => [`while ${m} != 1:`, `    t = ${n}`, `    ${n} = 2`, `    ${n} = t`]),
  fc.tuple(name, name).map(([m, n]) => ["while True:", `    if ${m} > 0:`, "        break", `    ${n} = choose(0, 1)`]),
  fc
    .tuple(fc.constantFrom("m", "n"), name)
    .map(([m, n]) => [`while not ${m}.acquire(blocking=False):`, `    t = ${n}`, `${n} = t + 1`, `${m}.release()`]),
  name.map((n) => ["with m:", `    while ${n} == 0:`, "        c.set()", "        c.clear()"]),
  fc.constant(["while not c.is_set():", "    with n:", "        t = x"]),
);
const straight = fc.oneof(
  name.map((n) => [`${n} = 1`]),
  name.map((n) => [`${n} += 1`]),
  name.map((n) => [`t = ${n}`]),
  fc.constantFrom("m", "n").map((m) => [`with ${m}:`, "    z = 1"]),
  fc.constant(["c.set()"]),
  name.map((n) => [`wait until ${n} > 0`]),
  name.map((n) => [`assert ${n} < 2`]),
);
const rounds = fc
  .tuple(fc.array(fc.oneof(round, straight), { minLength: 1, maxLength: 2 }), straight)
  .chain(([parts, last]) => fc.shuffledSubarray([...parts, last], { minLength: 1 }))
  .map((lines) => ["t = 0", ...lines.flat()]);
/** Two or three threads that may go round while others do not let them go on. */
const cyclicText = fc
  .tuple(
    fc.array(rounds, { minLength: 2, maxLength: 3 }),
    fc.boolean(),
    fc.array(fc.constantFrom("always x + y < 3", "sometimes x == 1 and y == 1", "finally x == 1"), { maxLength: 1 }),
  )
  .map(([bodies, daemon, properties]) =>
    [
      ...[
        "shared x = 0",
        "shared y = 0",
        "shared z = 0",
        "shared m = Lock()",
        "shared n = Lock()",
        "shared c = Event()",
      ],
      ...bodies.flatMap((lines, i) => [
        `${daemon && i === 0 ? "daemon " : ""}thread t${i}:`,
        ...lines.map((each) => `    ${each}`),
      ]),
      ...properties,
    ].join("\n"),
  );

const endless = fc.oneof(
  name.map((n) => [`${n} = 1 - ${n}`]),
  name.map((n) => [`${n} = t`]),
  name.map((n) => [`t = ${n}`]),
  fc.constant(["t = 1 - t"]),
  fc.constantFrom("m", "n").map((m) => [`with ${m}:`, "    x = t"]),
  fc
    .tuple(fc.constantFrom("m", "n"), fc.constantFrom("m", "n"))
    .map(([m, n]) => [`with ${m}:`, `    with ${n}:`, "        t = 0"]),
  fc.constant(["if m.acquire(blocking=False):", "    y = t", "    m.release()"]),
  fc.constant(["q.put(t)"]),
  fc.constant(["t = q.get()"]),
  fc.constant(["e.set()"]),
  fc.constant(["e.wait()", "e.clear()"]),
  fc.constant(["with c:", "    c.notify()"]),
  fc.constant(["with c:", "    c.wait()"]),
  name.map((n) => [`wait until ${n} == 1`]),
  name.map((n) => [`if ${n} == 1:`, "    break"]),
  name.map((n) => [`if ${n} == 1:`, "    continue"]),
  name.map((n) => [`assert ${n} == 0 or t == 0`]),
);
const server = fc
  .tuple(fc.array(endless, { minLength: 1, maxLength: 3 }), fc.array(straight, { maxLength: 1 }))
  .map(([lines, before]) => ["t = 0", ...before.flat(), "while True:", ...lines.flat().map((each) => `    ${each}`)]);
/** Two to four threads of which some go round for ever, by themselves or with others. */
const endlessText = fc
  .tuple(
    fc.array(fc.oneof(server, server, rounds), { minLength: 2, maxLength: 4 }),
    fc.array(fc.constantFrom("always x + y < 2", "sometimes x == 1 and z == 1", "finally x == 1"), { maxLength: 1 }),
  )
  .map(([bodies, properties]) =>
    [
      ...["x", "y", "z"].map((each) => `shared ${each} = 0`),
      ...["m = Lock()", "n = Lock()", "e = Event()", "c = Condition()", "q = Queue(1)"].map((each) => `shared ${each}`),
      ...bodies.flatMap((lines, i) => [`thread t${i}:`, ...lines.map((each) => `    ${each}`)]),
      ...properties,
    ].join("\n"),
  );

const lockName = fc.constantFrom("m", "n", "o");
const held = fc.oneof(
  name.map((n) => [`t = ${n}`]),
  name.map((n) => [`${n} = t + 1`]),
  lockName.map((m) => [`${m}.release()`]),
  lockName.map((m) => [`t = 1 if ${m}.locked() else t`]),
  lockName.map((m) => [`if ${m}.acquire(timeout=1):`, "    x = 1"]),
  fc.constant(["r.release()"]),
  fc.constant(["c.notify()"]),
  fc.constant(["c.wait()"]),
  fc.constant(["e.set()"]),
  fc.constant(["e.clear()"]),
);
const guard = fc.constantFrom("m", "n", "o", "r", "s", "c");
const guarded = fc
  .tuple(guard, fc.option(guard), fc.array(held, { minLength: 1, maxLength: 2 }), held)
  .map(([outer, inner, [first, ...others], last]) => [
    `with ${outer}:`,
    ...first.map((each) => `    ${each}`),
    ...(inner === null ? [] : [`    with ${inner}:`, ...last.map((each) => `        ${each}`)]),
    ...others.flat().map((each) => `    ${each}`),
  ]);
const waiting = fc.oneof(
  guarded,
  guarded,
  guarded,
  lockName.map((m) => [`${m}.acquire()`]),
  lockName.map((m) => [`${m}.release()`]),
  fc.nat(2).map((i) => [`t${i}.join()`]),
  fc.constant(["e.wait()"]),
  name.map((n) => [`${n} += 1`]),
  name.map((n) => [`wait until ${n} > 0`]),
);
/** Threads of which most wait for others most of the time. */
const waitingText = fc
  .tuple(fc.array(fc.array(waiting, { minLength: 1, maxLength: 3 }), { minLength: 3, maxLength: 4 }), fc.boolean())
  .map(([bodies, asks]) =>
    [
      "shared x = 0",
      "shared y = 0",
      "shared z = 0",
      ...["m", "n", "o"].map((each) => `shared ${each} = Lock()`),
      "shared r = RLock()",
      "shared s = Semaphore(1)",
      "shared c = Condition(r)",
      "shared e = Event()",
      ...bodies.flatMap((lines, i) => [`thread t${i}:`, "    t = 0", ...lines.flat().map((each) => `    ${each}`)]),
      ...(asks ? ["always not (m.locked() and x == 1 and y == 1)"] : []),
    ].join("\n"),
  );

type Agreement = "agreed" | "given up" | "too large";

function agree(program: Program): Agreement {
  const full = searched(program, 20_000);
  if (!full.complete) return "too large";
  const less = reduced(program, 20_000);
  if (!less.complete) return "given up";
  expect(less.marks).toEqual(full.marks);
  expect(less.expected).toEqual(full.expected);
  expect(less.reached).toBe(full.reached);
  expect(less.states).toBeLessThanOrEqual(full.states);
  return "agreed";
}

describe("The reduced search finds what the full search finds", () => {
  for (const [what, texts, numRuns] of [
    ["numbers, lists, objects, dicts and all primitives", mixedText, 100],
    ["nested blocks, loops and exceptions", scenarioText, 40],
    ["accesses under one lock", lockedText, 30],
    ["processes", processText, 30],
    ["runs that go round", cyclicText, 80],
    ["runs without an end", endlessText, 120],
    ["threads that wait for one another", waitingText, 150],
  ] as const)
    it(`with ${what}`, () => {
      const counts = { agreed: 0, "given up": 0, "too large": 0 };
      fc.assert(
        fc.property(texts, (text) => {
          counts[agree(compiled(text))] += 1;
        }),
        { numRuns, seed: 20261122 },
      );
      expect(counts.agreed).toBeGreaterThan(numRuns / 2);
    });

  const folder = new URL("../../scenarios/", import.meta.url);
  const lessons = readdirSync(folder).filter((name) => name.endsWith(".scenario"));
  it.each([0, 1, 2, 3, 4, 5, 6, 7])("in every eighth lesson from number %i on", (first) => {
    const counts: Record<Agreement, number> = { agreed: 0, "given up": 0, "too large": 0 };
    lessons.forEach((lesson, i) => {
      if (i % 8 !== first) return;
      const { program } = compile(readFileSync(new URL(lesson, folder), "utf8"));
      if (program === null) throw new Error(lesson);
      // Lessons on time only are there to be timed: as threads, all their jobs at once are too many.
      if (needsExploration(program)) counts[agree(program)] += 1;
    });
    expect(counts.agreed).toBeGreaterThan(3 * counts["given up"]);
    expect(counts["too large"]).toBe(0);
  });

  const figures = new URL("../conformance/published-counts.json", import.meta.url);
  const { entries } = JSON.parse(readFileSync(figures, "utf8")) as {
    readonly entries: readonly { readonly id: string }[];
  };
  it.each(entries)("in $id, which others have published", ({ id }) => {
    expect(agree(compiled(published(id)))).toBe("agreed");
  });
});
