// Every mistake is found at its place, all of them at once, and right scenarios pass without a word.
import { describe, expect, test } from "vitest";
import { compile } from "../../dist/language/compile.js";
import { problems } from "./lowered.js";

const unit = "thread a:\n    pass\n";
const job = "job a:\n    pass\n";

describe("one mistake, one diagnostic", () => {
  test.each<[string, string, string]>([
    ["an unknown name", `shared counter = 0\nthread a:\n    print(countr)\n`, "E220 3:11"],
    ["an unknown member of a module", `thread a:\n    threading.Locke()\n`, "E222 2:15"],
    ["a built-in that scenarios do without", `thread a:\n    f = open("x")\n`, "E222 2:9"],
    ["an import of what is not there", `from threading import Lok\n${unit}`, "E222 1:1"],
    ["an unknown module", `import treading\n${unit}`, "E223 1:1"],
    ["a name declared twice", `shared x = 0\nconst x = 1\n${unit}`, "E224 2:7"],
    ["an assignment to a constant", `const N = 1\nthread a:\n    N = 2\n`, "E225 3:5"],
    ["an assignment to a function", `def f():\n    pass\nthread a:\n    f = 2\n`, "E225 4:5"],
    ["a misspelt shared name", `shared counter = 0\nthread a:\n    conter = 1\n`, "E226 3:5"],
    ["a local that is only ever added to", `thread a:\n    n += 1\n`, "E226 2:5"],
    ["global without a shared name", `def f():\n    global x\n${unit}`, "E221 2:5"],
    ["nonlocal without a variable", `def f():\n    nonlocal x\n${unit}`, "E245 2:5"],
    ["an unknown option", `option tme = timed\n${unit}`, "E230 1:8"],
    ["an option given twice", `option seed = 1\noption seed = 2\n${unit}`, "E231 2:8"],
    ["a wrong value of an option", `option time = sometimes\n${unit}`, "E232 1:15"],
    ["await in a thread", `async def f():\n    pass\nthread a:\n    await f()\n`, "E240 4:5"],
    ["await in a plain function", `async def f():\n    pass\ndef g():\n    await f()\n${unit}`, "E240 4:5"],
    ["async with in a thread", `shared l = Lock()\nthread a:\n    async with l:\n        pass\n`, "E240 3:5"],
    ["yield in a unit", `thread a:\n    yield 1\n`, "E241 2:5"],
    ["return in a class", `class C:\n    return 1\n${unit}`, "E243 2:5"],
    ["break outside a loop", `thread a:\n    break\n`, "E244 2:5"],
    [
      "continue in a function inside a loop",
      `thread a:\n    while True:\n        def f():\n            continue\n`,
      "E244 4:13",
    ],
    ["super outside a class", `thread a:\n    super().x()\n`, "E247 2:5"],
    ["choose without choices", `thread a:\n    choose()\n`, "E248 2:5"],
    ["too many arguments", `def f(a):\n    pass\nthread a:\n    f(1, 2)\n`, "E250 4:10"],
    ["a missing argument", `def f(a):\n    pass\nthread t:\n    f()\n`, "E250 4:5"],
    ["an unknown keyword", `class C:\n    def __init__(self, n):\n        pass\nthread t:\n    C(m=1)\n`, "E250 5:9"],
    ["a primitive with a wrong keyword", `shared s = Semaphore(valu=1)\n${unit}`, "E250 1:27"],
    ["a number of units that is not constant", `shared n = 2\nthread a * n:\n    pass\n`, "E251 2:12"],
    ["a property that assigns", `shared x = 0\n${unit}always (x := 1) == 1\n`, "E252 4:9"],
    ["a property that changes a list", `shared x = []\n${unit}always x.append(1)\n`, "E253 4:8"],
    ["a property that calls what assigns", `shared x = 0\ndef f():\n    x = 1\n${unit}always f()\n`, "E253 6:8"],
    ["an expectation about no property", `${unit}expect violated "safe"\n`, "E254 3:8"],
    ["an expectation about no name", `shared counter = 0\n${unit}expect lost update on countr\n`, "E255 4:23"],
    ["an expectation about no unit", `${unit}expect exception ValueError in b\n`, "E256 3:8"],
    ["an expectation of no exception", `${unit}expect exception ValueErr\n`, "E257 3:8"],
    ["an expectation of no number", `shared x = 0\n${unit}expect states <= x\n`, "E258 4:18"],
    ["an unknown strategy", `${job}expect recommended treads\n`, "E259 3:20"],
    ["an unknown pool", `${job}compare asyncio + asyncio\n`, "E259 3:19"],
    ["no workers", `${job}compare threads(0)\n`, "E259 3:17"],
    ["half a worker", `${job}compare processes(1 / 2)\n`, "E259 3:19"],
    ["workers that are not known beforehand", `shared n = 2\n${job}compare threads(n)\n`, "E259 4:17"],
    ["workers of one after the other", `${job}compare sequential(3)\n`, "E259 3:20"],
    ["workers of an event loop", `${job}compare asyncio(3)\n`, "E259 3:17"],
    ["a limit of threads", `${job}compare threads limit 3\n`, "E259 3:23"],
    ["a pool behind threads", `${job}compare threads(2) + processes(2)\n`, "E259 3:22"],
    ["a strategy listed twice", `const N = 2\n${job}compare threads(2), threads(N)\n`, "E259 4:21"],
    ["an expectation of what is not compared", `${job}compare threads(2)\nexpect recommended asyncio\n`, "E259 4:20"],
    ["strategies without a job", `${unit}compare threads(2)\n`, "E259 3:9"],
    ["a speedup without a job", `${unit}expect speedup threads(2) >= 2\n`, "E259 3:16"],
    ["no units at all", `shared x = 0\n`, "E260 1:1"],
    ["a local that the unit does not have", `${unit}always a.t == 1\n`, "E261 3:8"],
    ["a unit's local without its number", `thread a * 2:\n    t = 1\nalways a.t == 1\n`, "E262 3:8"],
    ["a unit as a value in a property", `${unit}always a\n`, "E262 3:8"],
  ])("%s", (_title, text, expected) => {
    expect(problems(text)).toEqual([expected]);
  });
});

describe("diagnostics", () => {
  test("come all at once, in order of place", () => {
    const text =
      'option tme = timed\nshared counter = 0\nthread a:\n    break\n    print(countr)\nexpect violated "x"\n';
    expect(problems(text)).toEqual(["E230 1:8", "E244 4:5", "E220 5:11", "E254 6:8"]);
  });

  test("suggest the name that was meant", () => {
    const { diagnostics, program } = compile("shared counter = 0\nthread a:\n    print(countr)\n");
    expect(program).toBeNull();
    expect(diagnostics[0]).toMatchObject({
      message: "The name `countr` is not defined.",
      hint: "Did you mean `counter`?",
    });
  });

  test("do not complain about names whose declaration could not be read", () => {
    const codes = problems("shared counter = = 0\nthread a:\n    print(counter)\n").map((problem) =>
      problem.slice(0, 4),
    );
    expect(codes).not.toContain("E220");
  });

  test("warnings leave a program", () => {
    expect(compile("shared counter = 0\nthread a:\n    conter = 1\n").program).not.toBeNull();
  });
});

describe("right scenarios pass without a word", () => {
  test.each<[string, string]>([
    ["a local that is read", "shared counter = 0\nthread a:\n    counts = 1\n    print(counts)\n"],
    [
      "a parameter named like a function",
      "def f(a):\n    pass\ndef g(f):\n    f = 1\n    return f\nthread t:\n    f(1)\n    g(2)\n",
    ],
    ["names of comprehensions in properties", "shared x = [1]\nthread a:\n    pass\nalways all(i > 0 for i in x)\n"],
    ["a number of units from a constant", "const N = 2\nthread a * (N + 1):\n    pass\n"],
    [
      "keyword and default arguments",
      "def f(a, b=1, *, c):\n    pass\nthread t:\n    f(1, c=2)\n    f(b=1, a=2, c=3)\n    f(*[1], c=2)\n",
    ],
    ["an annotation that names nothing", "shared x = 0\ndef f(a: Whatever) -> Other:\n    pass\nthread t:\n    f(1)\n"],
    ["dotted imports", "import threading as th\nthread t:\n    with th.Lock():\n        pass\n"],
    [
      "an expectation about an attribute",
      "class A:\n    def __init__(self):\n        self.balance = 1\nshared account = A()\nthread t:\n    account.balance += 1\nexpect lost update on account.balance\n",
    ],
  ])("%s", (_title, text) => {
    expect(problems(text)).toEqual([]);
  });
});
