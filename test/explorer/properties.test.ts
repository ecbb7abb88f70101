// Properties, outcome columns, verdicts.
import { describe, expect, it } from "vitest";
import { explored, finding, outcomesOf } from "../tiny.js";

const counter = (property: string): string =>
  `shared x = 0\nthread a:\n    x = 1\n    x = 2\nthread b:\n    x = 0\n${property}\n`;

describe("always", () => {
  it("holds in every reachable state, the first one too", () => {
    expect(explored(counter("always x >= 0"))).toMatchObject({
      verdict: "holds",
      properties: [{ verdict: "holds", schedule: null }],
    });
    expect(finding(explored(counter("always x > 0")), "invariant")).toMatchObject({ schedule: "-", steps: 0 });
  });

  it("is violated by the least schedule that breaks it", () => {
    const { properties, findings, verdict } = explored(counter('always "small": x < 2'));
    expect(verdict).toBe("violated");
    expect(properties).toMatchObject([
      { name: "small", kind: "always", verdict: "violated", schedule: "a2", place: { line: 7 } },
    ]);
    expect(findings[0]).toMatchObject({
      kind: "invariant",
      about: "small",
      property: "small",
      message: '"small" does not hold.',
      place: { line: 7 },
    });
  });

  it("that raises cannot be evaluated: that is a violation, which says so", () => {
    const found = finding(explored(counter("always 1 // x >= 0")), "invariant");
    expect(found).toMatchObject({
      message: "always 1 // x >= 0 cannot be evaluated: ZeroDivisionError: integer division or modulo by zero.",
      schedule: "-",
    });
  });

  it("cannot wait", () => {
    const found = finding(
      explored("shared q = Queue()\nshared x = 0\nthread a:\n    x = 1\nalways q.get() == 1\n"),
      "invariant",
    );
    expect(found.message).toContain("cannot be evaluated: RuntimeError: a property cannot wait.");
  });

  it("may be any value: its truth counts", () => {
    expect(explored("shared xs = [1]\nthread a:\n    xs.append(2)\nalways xs\n").verdict).toBe("holds");
    expect(explored("shared xs = [1]\nthread a:\n    xs.pop()\nalways xs\n").verdict).toBe("violated");
  });

  it("may call functions, and changes nothing by it", () => {
    const text =
      "shared xs = []\ndef grown():\n    xs.append(1)\n    return len(xs)\nthread a:\n    xs.append(5)\nalways grown() <= 2\n";
    expect(explored(text).verdict).toBe("holds");
    expect(outcomesOf(text)).toEqual({ "xs=[5]": 1 });
  });
});

describe("finally", () => {
  it("is asked when everything has ended", () => {
    expect(explored(counter("finally x in [0, 2]"))).toMatchObject({ verdict: "holds" });
    const { properties, findings } = explored(counter("finally x == 2"));
    expect(properties).toMatchObject([{ verdict: "violated", schedule: "a2b1" }]);
    expect(findings[0].message).toBe("finally x == 2 does not hold when everything has ended.");
  });

  it("is not asked of a deadlock", () => {
    const { properties } = explored("shared x = 0\nthread a:\n    wait until x == 1\nfinally x == 7\n");
    expect(properties).toMatchObject([{ verdict: "holds" }]);
  });

  it("that raises cannot be evaluated", () => {
    expect(finding(explored(counter("finally [1][x] == 1")), "invariant").message).toContain(
      "cannot be evaluated: IndexError: list index out of range.",
    );
  });
});

describe("sometimes", () => {
  it("holds with a witness, the least schedule to it", () => {
    expect(explored(counter("sometimes x == 2"))).toMatchObject({
      verdict: "holds",
      findings: [{ kind: "data-race" }],
      properties: [{ verdict: "holds", schedule: "a2" }],
    });
  });

  it("is violated when no state satisfies it", () => {
    expect(explored(counter("sometimes x == 3"))).toMatchObject({
      verdict: "violated",
      properties: [{ verdict: "violated", schedule: null }],
    });
  });

  it("that raises somewhere is a finding, but may still hold elsewhere", () => {
    const { properties, findings } = explored(counter("sometimes 2 // x == 1"));
    expect(properties).toMatchObject([{ verdict: "holds", schedule: "a2" }]);
    expect(findings.map(({ kind }) => kind)).toContain("invariant");
  });
});

describe("Outcomes", () => {
  it("are the shared data, sorted by end, then as numbers where they are", () => {
    const { outcomes } = explored(
      "shared x = 0\nthread a:\n    x = choose(10, 9, 'b', 'a', 100)\n    assert x != 100\n    wait until x != 9\n",
    );
    expect(outcomes.map(({ end, values }) => `${end} ${values[0].value}`)).toEqual([
      "completed 'a'",
      "completed 'b'",
      "completed 10",
      "failed 100",
      "deadlocked 9",
    ]);
  });

  it("are told apart by the columns of `outcome` alone, in its order", () => {
    expect(
      outcomesOf("shared x = 0\nshared y = 0\nthread a:\n    x = choose(1, 2, 3)\n    y = x % 2\noutcome y, x > 1\n"),
    ).toEqual({
      "y=0 x > 1=True": 1,
      "y=1 x > 1=False": 1,
      "y=1 x > 1=True": 1,
    });
  });

  it("have exact shares, and their least schedules by (preemptions, steps)", () => {
    const { outcomes } = explored("shared x = 0\nthread t * 2:\n    x += 1\n");
    expect(outcomes).toMatchObject([
      { interleavings: 4n, share: 0.666666666666666666, preemptions: 1, steps: 4, schedule: "a1b2a1" },
      { interleavings: 2n, share: 0.333333333333333333, preemptions: 0, steps: 4, schedule: "a2b2" },
    ]);
  });

  it("name a value only where it is data: an object that took its place is none", () => {
    const text = "class Box:\n    pass\nshared x = 0\nshared y = 1\nthread a:\n    x = choose(5, Box())\n";
    expect(outcomesOf(text)).toEqual({ "x=5 y=1": 1, "y=1": 1 });
  });

  it("of `expect outcomes` are collected over its own columns", () => {
    const one = explored("shared x = 0\nthread t * 2:\n    x += 1\nexpect outcomes x in {1, 2}\n");
    expect([...one.expected]).toEqual([[0, ["1", "2"]]]);
    const two = explored(
      "shared x = 0\nshared y = 3\nthread a:\n    x = 1\nexpect holds\nexpect outcomes x, y in {(1, 3)}\n",
    );
    expect([...two.expected]).toEqual([[1, ["(1, 3)"]]]);
  });
});

it("The exploration names its file, title, text, model and units", () => {
  const { title, doc, interpreter, granularity, units, file } = explored(
    'scenario "Two of them"\n"""What it shows."""\nshared x = 0\nthread t * 2:\n    x = 1\ndaemon thread d:\n    x = 2\n',
    { interpreter: "cpython-3.12", granularity: "bytecode" },
  );
  expect({ title, doc, interpreter, granularity, file: typeof file }).toEqual({
    title: "Two of them",
    doc: "What it shows.",
    interpreter: "cpython-3.12",
    granularity: "bytecode",
    file: "string",
  });
  expect(units).toEqual([
    { index: 0, name: "t[0]", letter: "a", form: "thread", daemon: false },
    { index: 1, name: "t[1]", letter: "b", form: "thread", daemon: false },
    { index: 2, name: "d", letter: "c", form: "thread", daemon: true },
  ]);
});
