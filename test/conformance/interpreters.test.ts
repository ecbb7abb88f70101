/**
 * Which shapes of code lose updates on which CPython: measured on real interpreters (two threads, a million
 * iterations, switch intervals of 5 ms and 1 µs), reproduced here by exploring two iterations in every interleaving.
 */
import { describe, expect, it } from "vitest";
import { compile } from "../../dist/language/compile.js";
import { explore } from "../../dist/explorer/explore.js";
import type { InterpreterName } from "../../dist/programs/program.js";

/** Models that behave alike, in the order of the letters below: Y loses updates, n never does. */
const groups: readonly (readonly InterpreterName[])[] = [
  ["cpython-3.8", "cpython-3.9"],
  ["cpython-3.10"],
  ["cpython-3.11", "cpython-3.12", "cpython-3.13", "cpython-3.14", "cpython-3.15"],
  ["free-threaded", "any"],
];

interface Shape {
  readonly name: string;
  readonly loses: string;
  readonly body: string;
  readonly before?: string;
  readonly result?: string;
}

const shapes: readonly Shape[] = [
  { name: "counter += 1", loses: "YnnY", body: "counter += 1" },
  {
    name: "an attribute: o.x += 1",
    loses: "YnnY",
    before: "class O:\n    x = 0\nshared o = O()",
    body: "o.x += 1",
    result: "o.x",
  },
  {
    name: "a class attribute: O.x += 1",
    loses: "YnnY",
    before: "class O:\n    x = 0",
    body: "O.x += 1",
    result: "O.x",
  },
  {
    name: "an item of a dict: d['k'] += 1",
    loses: "YnnY",
    before: "shared d = {'k': 0}",
    body: "d['k'] += 1",
    result: "d['k']",
  },
  { name: "an item of a list: L[0] += 1", loses: "YnnY", before: "shared L = [0]", body: "L[0] += 1", result: "L[0]" },
  { name: "split over statements", loses: "YnnY", body: "t = counter\nt = t + 1\ncounter = t" },
  { name: "a forward jump taken in between", loses: "YYnY", body: "t = counter\nif t < 0: t = 0\ncounter = t + 1" },
  {
    name: "a condition that does not jump in between",
    loses: "YnnY",
    body: "t = counter\nif t >= 0:\n    u = t + 1\nelse:\n    u = 0\ncounter = u",
  },
  {
    name: "try in between",
    loses: "YnnY",
    body: "t = counter\ntry:\n    u = t + 1\nexcept Exception:\n    pass\ncounter = u",
  },
  { name: "an f-string in between", loses: "YnnY", body: "t = counter\nz = f'{t!r}-{t}'\ncounter = t + 1" },
  {
    name: "an inner loop in between",
    loses: "YYYY",
    before: "shared LL = [1]",
    body: "t = counter\nfor _ in LL: pass\ncounter = t + 1",
  },
  {
    name: "a list comprehension in between",
    loses: "YYYY",
    before: "shared LL = [1]",
    body: "t = counter\n[x for x in LL]\ncounter = t + 1",
  },
  { name: "counter = f(counter)", loses: "YYYY", before: "def f(x):\n    return x + 1", body: "counter = f(counter)" },
  { name: "counter += one()", loses: "YYYY", before: "def one():\n    return 1", body: "counter += one()" },
  {
    name: "counter = one() + counter: the call comes before the read",
    loses: "YnnY",
    before: "def one():\n    return 1",
    body: "counter = one() + counter",
  },
  { name: "counter += int('1')", loses: "YYYY", body: "counter += int('1')" },
  { name: "counter += int() + 1", loses: "YYYY", body: "counter += int() + 1" },
  { name: "counter += abs(1)", loses: "YYYY", body: "counter += abs(1)" },
  { name: "counter += (str(1) == '1')", loses: "YYYY", body: "counter += (str(1) == '1')" },
  { name: "counter += max((), default=1)", loses: "YYYY", body: "counter += max((), default=1)" },
  {
    name: "a call with unpacked arguments in between",
    loses: "YYYY",
    body: "a = (1,)\nt = counter\nabs(*a)\ncounter = t + 1",
  },
  { name: "counter += len(L)", loses: "YYnY", before: "shared LL = [1]", body: "counter += len(LL)" },
  { name: "counter += isinstance(1, int)", loses: "YYnY", body: "counter += isinstance(1, int)" },
  { name: "counter += (type(1) is int)", loses: "YYnY", body: "counter += (type(1) is int)" },
  { name: "an append in between", loses: "YYnY", body: "tmp = []\nt = counter\ntmp.append(1)\ncounter = t + 1" },
  {
    name: "d['k'] = d.get('k', 0) + 1",
    loses: "YYYY",
    before: "shared d = {}",
    body: "d['k'] = d.get('k', 0) + 1",
    result: "d['k']",
  },
  {
    name: "a Python property",
    loses: "YYYY",
    before:
      "class P:\n    def __init__(self):\n        self._x = 0\n    @property\n    def x(self):\n        return self._x\n    @x.setter\n    def x(self, v):\n        self._x = v\nshared p = P()",
    body: "p.x += 1",
    result: "p._x",
  },
  {
    name: "a Python __add__",
    loses: "YYYY",
    before:
      "class Num:\n    def __init__(self, v):\n        self.v = v\n    def __add__(self, o):\n        return Num(self.v + o)\nshared num = Num(0)",
    body: "num = num + 1",
    result: "num.v",
  },
  {
    name: "a generator resumed in between",
    loses: "YYYY",
    before: "def g():\n    while True:\n        yield 1",
    body: "it = g()\nt = counter\nnext(it)\ncounter = t + 1",
  },
  { name: "time.sleep(0) in between", loses: "YYYY", body: "t = counter\ntime.sleep(0)\ncounter = t + 1" },
  { name: "I/O in between", loses: "YYYY", body: "t = counter\nio 1ms\ncounter = t + 1" },
  {
    name: "with lock: counter += 1",
    loses: "nnnn",
    before: "shared lock = Lock()",
    body: "with lock:\n    counter += 1",
  },
];

function text({ before = "", body, result = "counter" }: Shape, loop: string): string {
  const indented = body
    .split("\n")
    .map((line) => `        ${line}`)
    .join("\n");
  return `scenario "shape"\nimport time\nshared counter = 0\n${before}\nthread worker * 2:\n${loop}\n${indented}\noutcome ${result}\n`;
}

function loses(scenario: string, interpreter: InterpreterName): boolean {
  const { program, diagnostics } = compile(scenario);
  if (program === null) throw new Error(`${diagnostics.map(({ message }) => message).join("; ")}\n${scenario}`);
  const { outcomes, limit } = explore(program, { interpreter });
  expect(limit).toBeNull();
  expect(outcomes.every(({ end }) => end === "completed")).toBe(true);
  return outcomes.some(({ values }) => Number(values[0].value) < 4);
}

describe("Updates of a shared place from two threads, on each interpreter as measured", () => {
  for (const shape of shapes)
    it(`${shape.name}: ${shape.loses}`, () => {
      const scenario = text(shape, "    for _ in range(2):");
      const found = groups.map((names) => names.map((name) => (loses(scenario, name) ? "Y" : "n")));
      expect(found).toEqual(groups.map((names, i) => names.map(() => shape.loses[i])));
    });

  it("the same in a while loop: YnnY", () => {
    const scenario = text(
      { name: "", loses: "", body: "counter += 1\n i += 1".replace("\n ", "\n") },
      "    i = 0\n    while i < 2:",
    );
    expect(groups.map((names) => (names.every((name) => loses(scenario, name)) ? "Y" : "n")).join("")).toBe("YnnY");
  });

  it("run to block: nothing is lost unless the thread itself waits", () => {
    expect(loses(text(shapes[0], "    for _ in range(2):"), "run-to-block")).toBe(false);
    expect(
      loses(
        text({ name: "", loses: "", body: "t = counter\nio 1ms\ncounter = t + 1" }, "    for _ in range(2):"),
        "run-to-block",
      ),
    ).toBe(true);
  });
});
