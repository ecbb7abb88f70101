// What is known of a program before it runs: lost-update windows, dead locals, what never changes, who guards what.
import { describe, expect, test } from "vitest";
import { compile } from "../../dist/language/compile.js";
import { codeNamed, instructions, lowered } from "./lowered.js";

const world = "shared counter = 0\nshared d = {}\nshared account = 0\ndef f(*args):\n    return 0\n";

function thread(...lines: string[]): string {
  return `${world}thread a:\n${lines.map((line) => `    ${line}\n`).join("")}`;
}

/** Only loads that open and stores that close a window. */
function windows(...lines: string[]): string[] {
  return instructions(thread(...lines))
    .filter((line) => / (open|close) /.test(line))
    .map((line) => line.replace(/^>? *\d+ /, ""));
}

describe("a lost-update window opens at a read that the written value comes from", () => {
  test.each<[string, string[], string[]]>([
    [
      "in the same expression",
      ["counter = 2 * counter"],
      ["LOAD_GLOBAL counter open $w1", "STORE_GLOBAL counter close $w1"],
    ],
    [
      "through local names",
      ["t = counter", "t = t + 1", "counter = t"],
      ["LOAD_GLOBAL counter open $w1", "STORE_GLOBAL counter close $w1"],
    ],
    ["through a call", ["counter = f(counter)"], ["LOAD_GLOBAL counter open $w1", "STORE_GLOBAL counter close $w1"]],
    [
      "through an attribute",
      ["old = account.balance", "account.balance = old - 1"],
      ["LOAD_ATTR balance open $w1", "STORE_ATTR balance close $w1"],
    ],
    [
      "through unpacking",
      ["t, u = counter, 1", "counter = t"],
      ["LOAD_GLOBAL counter open $w1", "STORE_GLOBAL counter close $w1"],
    ],
    [
      "at each of several reads",
      ["counter = counter + counter"],
      ["LOAD_GLOBAL counter open $w1", "LOAD_GLOBAL counter open $w2", "STORE_GLOBAL counter close $w1,$w2"],
    ],
    ["at d.get(k)", ["d['k'] = d.get('k', 0) + 1"], ["CALL 2 open $w1", "STORE_SUBSCRIPT close $w1"]],
  ])("%s", (_title, body, expected) => {
    expect(windows(...body)).toEqual(expected);
  });

  test.each<[string, string[]]>([
    ["but not when the value comes from elsewhere", ["counter = 1", "f(counter)"]],
    ["nor for another place", ["d['k'] = d['j'] + 1"]],
    ["nor when the other half of a tuple was read", ["t, u = counter, 1", "counter = u"]],
    ["nor for what was only tested", ["if counter == 0:", "    counter = 1"]],
    ["nor for locals", ["t = 0", "t += 1"]],
  ])("%s", (_title, body) => {
    expect(windows(...body)).toEqual([]);
  });
});

describe("what never changes", () => {
  test("a global is mutable iff a unit or a function assigns it", () => {
    const program = lowered(
      "shared a = 0\nshared b = 0\nshared c = 0\ndef f():\n    b = 1\nthread t:\n    a = c\n    f()\n",
    );
    expect(program.globals.filter((global) => global.mutable).map((global) => global.name)).toEqual(["a", "b"]);
  });

  test("attributes that only __init__ sets are not mutable", () => {
    const program = lowered(
      "class A:\n    def __init__(self):\n        self.x = 1\n        self.y = 2\n    def m(self):\n        self.y = 3\nshared o = A()\nthread t:\n    o.m()\n    f = o.x\n",
    );
    expect([...program.mutableAttributes].filter((name) => !name.startsWith("_"))).toEqual(["y"]);
  });

  test("an __init__ that gives self away makes what it sets mutable", () => {
    const program = lowered(
      "shared all = []\nclass A:\n    def __init__(self):\n        all.append(self)\n        self.x = 1\nthread t:\n    A()\n",
    );
    expect([...program.mutableAttributes]).toEqual(["x"]);
  });

  test.each<[string, string, boolean]>([
    ["a list that is only indexed", "with forks[0]:\n        pass", true],
    ["a list that is iterated, measured, searched", "for x in forks:\n        print(len(forks), x in forks)", true],
    ["a list that is stored into", "forks[0] = 1", false],
    ["a list that is passed on", "f(forks)", false],
    ["a list that gets another name", "other = forks", false],
    ["a list that is appended to", "forks.append(1)", false],
    ["a list that is replaced", "forks = []", false],
  ])("%s", (_title, body, constant) => {
    const program = lowered(`shared forks = [Lock(), Lock()]\ndef f(x):\n    pass\nthread a:\n    ${body}\n`);
    expect(program.constantContainers.globals.has(0)).toBe(constant);
  });

  test("an alias made at the declaration is no container of its own", () => {
    const program = lowered("shared one = [1]\nshared two = one\nthread a:\n    print(one[0], two[0])\n");
    expect([...program.constantContainers.globals]).toEqual([]);
  });
});

describe("dead locals", () => {
  test("a local is live from its assignment to its last use", () => {
    const program = lowered(thread("t = 1", "counter = t", "counter = 2"));
    const code = codeNamed(program, "a");
    const t = code.locals.indexOf("t");
    const at = code.instructions.flatMap((instruction, pc) => (code.live[pc].includes(t) ? [instruction.op] : []));
    expect(at).toEqual(["STATEMENT", "LOAD"]);
  });

  test("what a handler reads is live wherever it can be reached from", () => {
    const program = lowered(thread("t = 1", "try:", "    f()", "except:", "    counter = t"));
    const code = codeNamed(program, "a");
    const call = code.instructions.findIndex((instruction) => instruction.op === "CALL");
    expect(code.live[call]).toContain(code.locals.indexOf("t"));
  });

  test("a local that a property reads is never dead", () => {
    const program = lowered(`${thread("t = 1", "counter = 2")}finally a.t == 1\n`);
    expect(program.units[0].observed).toEqual(["t"]);
    const code = codeNamed(program, "a");
    expect(code.live.every((slots) => slots.includes(code.locals.indexOf("t")))).toBe(true);
  });
});

describe("who tests and who acts", () => {
  test("reads of a condition are its test, its branches are guarded by it", () => {
    const code = codeNamed(lowered(thread("if counter == 0:", "    counter = 1", "counter = 2")), "a");
    const load = code.instructions.findIndex((instruction) => instruction.op === "LOAD_GLOBAL");
    const stores = code.instructions.flatMap((instruction, pc) =>
      instruction.op === "STORE_GLOBAL" ? [code.guardedBy[pc]] : [],
    );
    const id = code.testOf[load];
    expect(id).not.toBeNull();
    expect(stores).toEqual([[id], []]);
  });
});

describe("units", () => {
  test("main comes first, and starts what it mentions", () => {
    const program = lowered("thread w:\n    pass\nthread v * 2:\n    pass\nmain:\n    w.start()\n");
    expect(
      program.units.map(({ name, form, automatic, multiplicity }) => [name, form, automatic, multiplicity]),
    ).toEqual([
      ["main", "main", true, "single"],
      ["w", "thread", false, "single"],
      ["v", "thread", true, "identical"],
    ]);
  });

  test("only library members in use become globals", () => {
    const program = lowered("shared lock = Lock()\nthread a:\n    with lock:\n        pass\n");
    const names = program.globals.map((global) => global.name);
    expect(names).toContain("threading.Lock");
    expect(names).not.toContain("threading.Barrier");
  });

  test("--set replaces a constant", () => {
    const text = "const N = 2\nthread a * N:\n    pass\n";
    const { program, diagnostics } = compile(text, { set: { N: "3" } });
    expect(diagnostics).toEqual([]);
    expect(instructionsOf(program)).toContain("CONST 3");
    expect(compile(text, { set: { M: "3" } }).diagnostics[0]).toMatchObject({ code: "E233", severity: "error" });
    expect(compile(text, { set: { N: "3 +" } }).diagnostics[0]).toMatchObject({ code: "E234" });
  });
});

function instructionsOf(program: ReturnType<typeof compile>["program"]): string[] {
  if (program === null) return [];
  return program.codes[program.initial].instructions.map((i) =>
    i.op === "CONST" ? `CONST ${typeof i.value === "object" ? "object" : i.value}` : i.op,
  );
}
