// Statements and expressions in, instructions out: in the order in which CPython 3.12 evaluates.
import { describe, expect, test } from "vitest";
import { instructions, straight } from "./lowered.js";

const world = "shared x = 0\nshared d = {}\nshared lock = Lock()\ndef f(*args, **kwargs):\n    pass\n";

/** The statements as the body of thread a. */
function thread(...lines: string[]): string {
  return `${world}thread a:\n${lines.map((line) => `    ${line}\n`).join("")}`;
}

describe("a thread's assignments", () => {
  test.each<[string, string[], string[]]>([
    [
      "read and write a shared name",
      ["x = x + 1"],
      ["LOAD_GLOBAL x open $w1", "CONST 1", "BINARY +", "STORE_GLOBAL x close $w1"],
    ],
    ["keep other names local", ["y = 1", "z = y"], ["CONST 1", "STORE y", "LOAD y", "STORE z"]],
    [
      "load the target of += before its value",
      ["x += f()"],
      ["LOAD_GLOBAL x open $w1", "LOAD_GLOBAL f", "CALL 0", "BINARY + inplace", "STORE_GLOBAL x close $w1"],
    ],
    [
      "look up a subscript of += once",
      ["d['k'] += 1"],
      [
        "LOAD_GLOBAL d",
        'CONST "k"',
        "COPY 2",
        "COPY 2",
        "SUBSCRIPT open $w1",
        "CONST 1",
        "BINARY + inplace",
        "SWAP 3",
        "SWAP 2",
        "STORE_SUBSCRIPT close $w1",
      ],
    ],
    [
      "look up an object of += once",
      ["x.v -= 1"],
      [
        "LOAD_GLOBAL x",
        "COPY 1",
        "LOAD_ATTR v open $w1",
        "CONST 1",
        "BINARY - inplace",
        "SWAP 2",
        "STORE_ATTR v close $w1",
      ],
    ],
    ["unpack from left to right", ["p, *q = d"], ["LOAD_GLOBAL d", "UNPACK 2 1", "STORE p", "STORE q"]],
    ["evaluate a value once for several targets", ["p = q = 1"], ["CONST 1", "COPY 1", "STORE p", "STORE q"]],
    [
      "evaluate the value before the target's object",
      ["d[f()] = x"],
      ["LOAD_GLOBAL x", "LOAD_GLOBAL d", "LOAD_GLOBAL f", "CALL 0", "STORE_SUBSCRIPT"],
    ],
    ["fold negative literals", ["y = -1"], ["CONST -1", "STORE y"]],
    [
      "delete",
      ["y = 1", "del y, d[0], x.v"],
      [
        "CONST 1",
        "STORE y",
        "DELETE y",
        "LOAD_GLOBAL d",
        "CONST 0",
        "DELETE_SUBSCRIPT",
        "LOAD_GLOBAL x",
        "DELETE_ATTR v",
      ],
    ],
  ])("%s", (_title, body, expected) => {
    expect(straight(thread(...body))).toEqual(expected);
  });
});

describe("expressions", () => {
  test.each<[string, string, string[]]>([
    ["calls pass keywords by name", "f(1, k=2)", ["LOAD_GLOBAL f", "CONST 1", "CONST 2", "CALL 2 [k]", "POP"]],
    [
      "spread calls collect a tuple and a dict",
      "f(1, *d, k=2, **d)",
      [
        "LOAD_GLOBAL f",
        "LIST 0",
        "CONST 1",
        "ADD_LIST 1",
        "LOAD_GLOBAL d",
        "EXTEND_LIST 1",
        "LIST_TO_TUPLE",
        "MAP 0",
        'CONST "k"',
        "CONST 2",
        "ADD_MAP 1",
        "LOAD_GLOBAL d",
        "UPDATE_MAP 1",
        "CALL_SPREAD",
        "POP",
      ],
    ],
    [
      "f-strings format and join",
      "print(f'{x!r:>3} is {x=}')",
      [
        "CONST builtin print",
        "LOAD_GLOBAL x",
        'CONST ">3"',
        'FORMAT "r" spec',
        'CONST " is "',
        'CONST "x="',
        "LOAD_GLOBAL x",
        'FORMAT "r"',
        "JOIN 4",
        "CALL 1",
        "POP",
      ],
    ],
    ["slices", "d[1:2]", ["LOAD_GLOBAL d", "CONST 1", "CONST 2", "CONST None", "SLICE", "SUBSCRIPT", "POP"]],
    ["choose explores its arguments", "choose(1, 2)", ["CONST 1", "CONST 2", "CHOOSE 2", "POP"]],
    ["choose explores a sequence", "choose(*d)", ["LOAD_GLOBAL d", "CHOOSE_FROM", "POP"]],
    ["a walrus leaves its value", "f(y := 1)", ["LOAD_GLOBAL f", "CONST 1", "COPY 1", "STORE y", "CALL 1", "POP"]],
    ["durations are seconds", "f(5ms)", ["LOAD_GLOBAL f", "CONST 0.005", "CALL 1", "POP"]],
    [
      "dict displays",
      "f({1: 2, **d})",
      ["LOAD_GLOBAL f", "MAP 0", "CONST 1", "CONST 2", "ADD_MAP 1", "LOAD_GLOBAL d", "UPDATE_MAP 1", "CALL 1", "POP"],
    ],
  ])("%s", (_title, body, expected) => {
    expect(straight(thread(body))).toEqual(expected);
  });

  test("a chained comparison evaluates its middle once", () => {
    expect(instructions(thread("y = 0 < x < 9"))).toEqual([
      "1 CONST 0",
      "2 LOAD_GLOBAL x",
      "3 SWAP 2",
      "4 COPY 2",
      "5 COMPARE <",
      "6 JUMP_IF_FALSE_OR_POP -> 10",
      "7 CONST 9",
      "8 COMPARE <",
      "9 JUMP -> 12",
      "> 10 SWAP 2",
      "11 POP",
      "> 12 STORE y",
      "13 CONST None",
      "14 RETURN",
    ]);
  });

  test("a comprehension has variables of its own in the same frame", () => {
    expect(instructions(thread("y = [i for i in d if i]"))).toEqual([
      "1 LOAD_GLOBAL d",
      "2 LIST 0",
      "3 SWAP 2",
      "4 ITER",
      ">  5 FOR -> 12",
      "6 STORE $i.1",
      "7 LOAD $i.1",
      "8 JUMP_IF_FALSE -> 11 condition",
      "9 LOAD $i.1",
      "10 ADD_LIST 2",
      "> 11 JUMP_BACK -> 5",
      "> 12 STORE y",
      "13 CONST None",
      "14 RETURN",
    ]);
  });
});

describe("control flow", () => {
  test("conditions jump without making a bool", () => {
    expect(instructions(thread("if x and not d:", "    f()"))).toEqual([
      "1 LOAD_GLOBAL x",
      "2 JUMP_IF_FALSE -> 9 condition",
      "3 LOAD_GLOBAL d",
      "4 JUMP_IF_TRUE -> 9 condition",
      "6 LOAD_GLOBAL f",
      "7 CALL 0",
      "8 POP",
      ">  9 CONST None",
      "10 RETURN",
    ]);
  });

  test("while True has no test, and no end without break", () => {
    expect(instructions(thread("while True:", "    x = 1"))).toEqual([
      "2 CONST 1",
      "3 STORE_GLOBAL x",
      "4 JUMP_BACK -> 0",
    ]);
  });

  test("break drops the iterator of its for loop and skips its else", () => {
    expect(instructions(thread("for i in d:", "    break", "else:", "    f()"))).toEqual([
      "1 LOAD_GLOBAL d",
      "2 ITER",
      "3 FOR -> 7",
      "4 STORE i",
      "5 POP",
      "6 JUMP -> 11",
      "8 LOAD_GLOBAL f",
      "9 CALL 0",
      "10 POP",
      "> 11 CONST None",
      "12 RETURN",
    ]);
  });

  test("repeat is a loop over a hidden range", () => {
    expect(instructions(thread("repeat 2:", "    x = 1"))).toEqual([
      "1 CONST builtin _repeat",
      "2 CONST 2",
      "3 CALL 1",
      "4 ITER",
      ">  5 FOR -> 12",
      "6 POP",
      "8 CONST 1",
      "9 STORE_GLOBAL x",
      "11 JUMP_BACK -> 5",
      "> 12 CONST None",
      "13 RETURN",
    ]);
  });

  test("with calls __exit__ at the end, on return and on exceptions", () => {
    const text = instructions(thread("with lock:", "    return"));
    expect(text).toEqual([
      "1 LOAD_GLOBAL lock",
      "2 COPY 1",
      "3 LOAD_ATTR __exit__",
      "4 STORE $exit1",
      "5 LOAD_ATTR __enter__",
      "6 CALL 0",
      "7 POP",
      "9 CONST None",
      "10 LOAD $exit1",
      "11 CONST None",
      "12 CONST None",
      "13 CONST None",
      "14 CALL 3",
      "15 POP",
      "16 RETURN",
      "> 17 STORE $exc2",
      "18 LOAD $exit1",
      "19 CONST type type",
      "20 LOAD $exc2",
      "21 CALL 1",
      "22 LOAD $exc2",
      "23 CONST None",
      "24 CALL 3",
      "25 JUMP_IF_TRUE -> 28",
      "26 LOAD $exc2",
      "27 RERAISE",
      "> 28 CONST None",
      "29 RETURN",
      "7..10 -> 17 depth 0",
    ]);
  });

  test("finally runs on every way out; its copies are not protected by it", () => {
    const text = instructions(thread("try:", "    if x:", "        return", "finally:", "    f()"));
    expect(text.filter((line) => line.includes("->") && line.includes("depth"))).toEqual(["1..6 -> 16 depth 0"]);
    expect(text.filter((line) => line.endsWith("LOAD_GLOBAL f"))).toHaveLength(3);
    expect(text.slice(-9, -3)).toEqual([
      "> 16 STORE $exc1",
      "18 LOAD_GLOBAL f",
      "19 CALL 0",
      "20 POP",
      "21 LOAD $exc1",
      "22 RERAISE",
    ]);
  });

  test("a bare raise in a handler raises what is handled; the handler's name goes at its end", () => {
    expect(instructions(thread("try:", "    f()", "except ValueError as e:", "    raise"))).toEqual([
      "2 LOAD_GLOBAL f",
      "3 CALL 0",
      "4 POP",
      "5 JUMP -> 22",
      ">  6 CONST type ValueError",
      "7 MATCH",
      "8 JUMP_IF_FALSE -> 21 handler",
      "9 STORE $exc1",
      "10 LOAD $exc1",
      "11 STORE e",
      "13 LOAD $exc1",
      "14 RERAISE",
      "> 15 STORE $exc2",
      "16 CONST None",
      "17 STORE e",
      "18 DELETE e",
      "19 LOAD $exc2",
      "20 RERAISE",
      "> 21 RERAISE",
      "> 22 CONST None",
      "23 RETURN",
      "12..15 -> 15 depth 0",
      "1..5 -> 6 depth 0",
    ]);
  });

  test("wait until blocks at its select until the condition is true", () => {
    expect(instructions(thread("wait until x == 2"))).toEqual([
      "1 SELECT",
      "2 LOAD_GLOBAL x",
      "3 CONST 2",
      "4 COMPARE ==",
      "5 JUMP_IF_TRUE -> 8",
      "6 CONST None",
      '7 BLOCK "waits until x == 2"',
      ">  8 CHOSEN",
      "9 ATOMIC_EXIT",
      "10 CONST None",
      "11 RETURN",
    ]);
  });

  test("return out of atomic closes it first", () => {
    expect(instructions(thread("atomic:", "    return x"))).toEqual([
      "1 ATOMIC_ENTER",
      "3 LOAD_GLOBAL x",
      "4 ATOMIC_EXIT",
      "5 RETURN",
    ]);
  });

  test("an exception inside atomic finds it open where the handler is inside, closed where it is outside", () => {
    const inside = instructions(thread("atomic:", "    try:", "        f()", "    except:", "        x = 1"));
    const outside = instructions(thread("try:", "    atomic:", "        f()", "except:", "    x = 1"));
    expect(inside.at(-1)).toMatch(/depth 0 atomic 1$/);
    expect(outside.at(-1)).toMatch(/depth 0$/);
  });
});

describe("functions", () => {
  test("a captured variable lives in a cell", () => {
    const text =
      "def f():\n    n = 0\n    def g():\n        nonlocal n\n        n += 1\n        return n\n    return g\nthread a:\n    f()\n";
    expect(instructions(text, "f")).toEqual([
      "0 NEW_CELL n",
      "2 CONST 0",
      "3 STORE_CELL n",
      "5 LOAD_CLOSURE n",
      "6 FUNCTION f.<locals>.g 0 1",
      "7 STORE g",
      "9 LOAD g",
      "10 RETURN",
    ]);
    expect(instructions(text, "f.<locals>.g")).toEqual([
      "1 LOAD_CELL n open $w1",
      "2 CONST 1",
      "3 BINARY + inplace",
      "4 STORE_CELL n close $w1",
      "6 LOAD_CELL n",
      "7 RETURN",
    ]);
  });

  test("a function assigns a shared name without global, unless it is its parameter", () => {
    const text = "shared x = 0\ndef f():\n    x = 1\ndef g(x):\n    x = 1\nthread a:\n    f()\n    g(2)\n";
    expect(straight(text, "f")).toEqual(["CONST 1", "STORE_GLOBAL x"]);
    expect(straight(text, "g")).toEqual(["CONST 1", "STORE x"]);
  });

  test("super() finds the class and the first parameter", () => {
    const text =
      "class A:\n    def m(self):\n        pass\nclass B(A):\n    def m(self):\n        super().m()\nthread a:\n    B().m()\n";
    expect(straight(text, "B.m")).toEqual(["LOAD_GLOBAL B", "LOAD self", "SUPER", "LOAD_ATTR m", "CALL 0", "POP"]);
  });

  test("a dataclass gets an __init__ of its fields", () => {
    const text = "@dataclass\nclass P:\n    x: int\n    y: list = field(default_factory=list)\nthread a:\n    P(1)\n";
    expect(instructions(text, "P.__init__")).toEqual([
      "1 LOAD x",
      "2 LOAD self",
      "3 STORE_ATTR x",
      "5 LOAD y",
      "6 CONST builtin _missing",
      "7 COMPARE is",
      "8 JUMP_IF_FALSE -> 12",
      "9 CONST type list",
      "10 CALL 0",
      "11 JUMP -> 13",
      "> 12 LOAD y",
      "> 13 LOAD self",
      "14 STORE_ATTR y",
      "15 CONST None",
      "16 RETURN",
    ]);
  });

  test("private names carry their class", () => {
    const text = "class A:\n    def __init__(self):\n        self.__n = 1\nthread a:\n    A()\n";
    expect(straight(text, "A.__init__")).toEqual(["CONST 1", "LOAD self", "STORE_ATTR _A__n"]);
  });

  test("await delegates to the awaitable", () => {
    const text = "async def f():\n    pass\ncoroutine a:\n    await f()\n";
    expect(straight(text)).toEqual(["LOAD_GLOBAL f", "CALL 0", "GET_AWAITABLE", "YIELD_FROM", "POP"]);
  });
});
