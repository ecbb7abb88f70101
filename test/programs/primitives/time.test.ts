import { describe, expect, test } from "vitest";
import { interleavings } from "../../tiny.js";
import { outcomes, raised, steps } from "./worlds.js";

describe("time", () => {
  test("a sleep is one step that others may overtake", () => {
    expect(steps("import time", "time.sleep(1)")).toBe(1);
    expect(interleavings("thread t * 2:\n    sleep 1s\n")).toBe(2);
  });

  test("a sleep does not order anything", () => {
    const text = `
      import time
      shared log = []
      thread slow:
          time.sleep(10)
          log.append("slow")
      thread quick:
          log.append("quick")
    `;
    expect(outcomes(text)).toEqual(["['quick', 'slow']", "['slow', 'quick']"]);
  });

  test("a negative sleep raises ValueError: sleep length must be non-negative", () => {
    expect(raised("import time", "time.sleep(-1)")).toBe("ValueError: sleep length must be non-negative");
  });

  test("clocks stand still while nobody waits", () => {
    const text =
      "import time\nshared spent = None\nthread t:\n    start = time.perf_counter()\n    spent = time.perf_counter() - start\n";
    expect(outcomes(text)).toEqual(["0.0"]);
  });
});

describe("random", () => {
  const drawn = (call: string): string[] =>
    outcomes(`import random\nshared x = None\nthread t:\n    x = ${call}\noutcome x\n`);

  test("every choice is explored", () => {
    expect(drawn('random.choice(["a", "b"])')).toEqual(["'a'", "'b'"]);
    expect(drawn("random.randint(1, 3)")).toEqual(["1", "2", "3"]);
    expect(drawn("random.randrange(0, 6, 2)")).toEqual(["0", "2", "4"]);
    expect(drawn("random.randrange(2)")).toEqual(["0", "1"]);
  });

  test("a comparison with random.random() goes either way", () => {
    expect(drawn("random.random() < 0.5")).toEqual(["False", "True"]);
  });

  test("every order of a shuffle, every sample", () => {
    const text =
      "import random\nshared x = None\nthread t:\n    items = [1, 2, 3]\n    random.shuffle(items)\n    x = tuple(items)\noutcome x\n";
    expect(outcomes(text)).toHaveLength(6);
    expect(drawn("tuple(random.sample([1, 2, 3], 2))")).toHaveLength(6);
  });

  test("nothing to choose from", () => {
    expect(raised("import random", "random.choice([])")).toBe("IndexError: Cannot choose from an empty sequence");
    expect(raised("import random", "random.randrange(0)")).toMatch(/^ValueError: empty range/);
  });
});
