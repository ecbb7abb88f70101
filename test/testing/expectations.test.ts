// What a scenario expects is met or missed, and what is missed is said.
import { describe, expect, test } from "vitest";
import { explore } from "#sim/explorer/explore.js";
import { compile } from "#sim/language/compile.js";
import { checkExpectations, checkTimes, needsExploration } from "#sim/testing/expectations.js";
import { noOverheads } from "#sim/timing/parameters.js";
import { compiled } from "../tiny.js";

const COUNTER = `scenario "counter"
shared counter = 0
thread increment * 2:
    counter += 1
finally "both count": counter == 2
`;

const LOCKED = `scenario "locked"
shared counter = 0
shared lock = Lock()
thread increment * 2:
    with lock:
        counter += 1
finally "both count": counter == 2
`;

const ABBA = `scenario "abba"
shared a = Lock()
shared b = Lock()
thread ab:
    with a:
        with b:
            pass
thread ba:
    with b:
        with a:
            pass
`;

const RAISES = `scenario "raises"
shared done = 0
thread clerk * 2:
    raise ValueError("no")
`;

/** One after the other 48 ms, two threads 26 ms, one event loop 18 ms. */
const DOWNLOADS = `job fetch * 4:
    io 10ms
    cpu 2ms
compare sequential, threads(2), asyncio
`;

/** "expect …: met", or what was found instead, for each result. */
function results(text: string, maxStates = 100_000): string[] {
  const { program, diagnostics } = compile(text);
  if (program === null) throw new Error(diagnostics.map(({ message }) => message).join("; "));
  return checkExpectations(program, explore(program, { maxStates })).map(
    ({ text: line, met, message }) => `${line}: ${met ? "met" : (message ?? "")}`,
  );
}

describe("expectations", () => {
  test("a scenario without any is expected to hold", () => {
    expect(results(LOCKED)).toEqual(["expect holds: met"]);
    expect(results(COUNTER)).toEqual(["expect holds: violated: lost update on counter (a1b2a1)"]);
  });

  test.each([
    ["expect holds", "violated: lost update on counter (a1b2a1)"],
    ["expect violated", "met"],
    ['expect violated "both count"', "met"],
    ["expect lost update on counter", "met"],
    ["expect lost update", "met"],
    ["expect deadlock", "found instead: lost update on counter (a1b2a1)"],
    ["expect livelock", "found instead: lost update on counter (a1b2a1)"],
    ["expect exception ValueError", "found instead: lost update on counter (a1b2a1)"],
    ["expect outcomes counter in {1, 2}", "met"],
    ["expect outcomes counter, counter + 1 in {(1, 2), (2, 3)}", "met"],
    ["expect outcomes counter in {2, 3}", "also possible: 1; never: 3"],
  ])("a lost update: %s: %s", (line, message) => {
    expect(results(`${COUNTER}${line}\n`)).toEqual([`${line}: ${message}`]);
  });

  test.each([
    ["expect holds", "met"],
    ["expect violated", "the verdict is holds"],
    ['expect violated "both count"', '"both count" holds'],
    ["expect lost update on counter", "the verdict is holds"],
    ["expect outcomes counter in {2}", "met"],
  ])("with a lock: %s: %s", (line, message) => {
    expect(results(`${LOCKED}${line}\n`)).toEqual([`${line}: ${message}`]);
  });

  test.each([
    ["expect interleavings 6", "met"],
    ["expect interleavings 7", "6 interleavings"],
    ["expect interleavings >= 6", "met"],
    ["expect interleavings > 6", "6 interleavings"],
    ["expect interleavings < 7", "met"],
    ["expect states <= 12", "met"],
    ["expect states < 2", "12 states"],
    ["expect traces 4", "met"],
    ["expect traces < 4", "4 traces"],
    ["expect preemptions 1", "met"],
    ["expect preemptions 0", "1 preemption"],
  ])("numbers: %s: %s", (line, message) => {
    expect(results(`${COUNTER}expect violated\n${line}\n`)).toEqual(["expect violated: met", `${line}: ${message}`]);
  });

  test("the fewest preemptions are not known if least schedules were not looked for to the end", () => {
    const own = Array.from({ length: 9 }, (_, i) => `thread own${i}:\n    a[${i}] = 1\n    a[${i}] = 2\n`).join("");
    const program = compiled(
      `${COUNTER}shared a = [${"0, ".repeat(9)}]\n${own}expect preemptions 1\nexpect violated\n`,
    );
    const told = [true, false].map((leastSchedules) =>
      checkExpectations(program, explore(program, { reduce: "on", leastSchedules })).map(({ message }) => message),
    );
    expect(told).toEqual([
      [null, null],
      ["some schedules may not be the least: these were not looked for to the end", null],
    ]);
  });

  test("without a defect there are no preemptions to count", () => {
    expect(results(`${LOCKED}expect preemptions 0\n`)).toEqual([
      "expect preemptions 0: nothing is violated",
      "expect holds: met",
    ]);
  });

  test("what was not counted says why", () => {
    const circles = 'scenario "circles"\nshared x = 0\nthread a:\n    while True:\n        x = 1\n';
    const unbounded = "interleavings are unbounded: the program can go round in circles";
    expect(
      results(`${circles}expect traces 1\nexpect interleavings 1\nexpect preemptions 1\nexpect violated\n`),
    ).toEqual([
      `expect traces 1: ${unbounded}`,
      `expect interleavings 1: ${unbounded}`,
      "expect preemptions 1: 0 preemptions",
      "expect violated: met",
    ]);
  });

  test("a file that expects a number of traces has them counted, however many there are", () => {
    const philosophers = `scenario "philosophers"
shared forks = [Lock() for i in range(7)]
thread philosopher(i) for i in range(7):
    with forks[min(i, (i + 1) % 7)]:
        with forks[max(i, (i + 1) % 7)]:
            pass
`;
    expect(results(`${philosophers}expect traces 126\n`)).toEqual(["expect traces 126: met", "expect holds: met"]);
  });

  test("a deadlock, and an exception in a unit", () => {
    expect(results(`${ABBA}expect deadlock\n`)).toEqual(["expect deadlock: met"]);
    expect(results(`${RAISES}expect exception ValueError in clerk\nexpect exception\n`)).toEqual([
      "expect exception ValueError in clerk: met",
      "expect exception: met",
    ]);
    expect(results(`${RAISES}expect exception KeyError in clerk\n`)).toEqual([
      "expect exception KeyError in clerk: found instead: uncaught ValueError (-)",
    ]);
  });

  test("an expectation that names no defect does not accept one", () => {
    expect(results(`${COUNTER}expect states <= 12\nexpect data race on counter\n`)).toEqual([
      "expect states <= 12: met",
      "expect data race on counter: met",
      "expect holds: violated: lost update on counter (a1b2a1)",
    ]);
  });

  test("a search that was stopped has no answer yet", () => {
    expect(results(`${LOCKED}expect holds\n`, 3)).toEqual(["expect holds: no answer yet"]);
  });
});

/** The same of what the clock is asked; nothing but the jobs takes time. */
function times(text: string): string[] {
  const results = checkTimes(compiled(text), { costs: noOverheads });
  return results.map(({ text: line, met, message }) => `${line}: ${met ? "met" : (message ?? "")}`);
}

describe("what is expected of time", () => {
  test.each([
    ["expect speedup threads(2) > 1.8", "met"],
    ["expect speedup threads(2) >= 1.9", "the speed-up of threads(2) is 1.85"],
    ["expect speedup asyncio < 2", "the speed-up of asyncio is 2.67"],
    ["expect speedup sequential == 1", "met"],
    ["expect recommended asyncio", "met"],
    ["expect recommended threads(2)", "recommended is asyncio: it is 2.7 times as fast as one job after the other."],
  ])("%s: %s", (line, message) => {
    expect(times(`${DOWNLOADS}${line}\n`)).toEqual([`${line}: ${message}`]);
  });

  test("a strategy that comes to no end has no speed-up, and is not recommended", () => {
    const stuck = "shared lock = Lock()\njob grab * 2:\n    lock.acquire()\n    io 1ms\ncompare threads(2)\n";
    const [speedup, recommended] = times(`${stuck}expect speedup threads(2) > 1\nexpect recommended threads(2)\n`);
    expect(speedup).toMatch(/^expect speedup threads\(2\) > 1: it comes to a deadlock: .* waits for lock, held by /);
    expect(recommended).toBe("expect recommended threads(2): None of the strategies can carry out these jobs.");
  });

  test("is no reason to explore all interleavings, but whatever else is expected is", () => {
    const timed = "expect recommended asyncio\n";
    expect(needsExploration(compiled(`${DOWNLOADS}${timed}`))).toBe(false);
    expect(needsExploration(compiled(`${DOWNLOADS}${timed}expect holds\n`))).toBe(true);
    expect(needsExploration(compiled(DOWNLOADS))).toBe(true);
  });

  test("is left to the clock by those who explore, and the other way round", () => {
    const both = `${COUNTER}expect violated\n`;
    expect(times(both)).toEqual([]);
    expect(results(`${DOWNLOADS}expect recommended asyncio\nexpect holds\n`)).toEqual(["expect holds: met"]);
  });
});
