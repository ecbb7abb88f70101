// What goes from one process to another: copies of data, functions and classes by name.
import { describe, expect, it } from "vitest";
import { findingsOf, outcomesOf, valueOf } from "../tiny.js";

const definitions = `
import math
import pickle
from collections import defaultdict, deque
class Base:
    def who(self):
        return "base"
class Point(Base):
    made = 0
    def __init__(self, x):
        self.x = x
    def double(self):
        return 2 * self.x
    def up(self):
        return super()
def plain(n):
    return n + 1
def numbers():
    yield 1
def local_class():
    class Inner:
        pass
    return Inner
def circle():
    point = Point(1)
    point.me = point
    items = [point]
    items.append(items)
    return items
def is_circle(items):
    return items[1] is items and items[0].me is items[0]
def copied(value):
    return pickle.loads(pickle.dumps(value))
def messages(f):
    try:
        return f()
    except Exception as e:
        return f"{type(e).__name__}: {e}"`;

describe("Pickled and unpickled,", () => {
  it.each([
    ["copied(deque([1, [2]], 3))", "deque([1, [2]], maxlen=3)"],
    ["copied(defaultdict(list, {1: [2]}))", "defaultdict(<class 'list'>, {1: [2]})"],
    ["copied(defaultdict(list))['new']", "[]"],
    ["copied({1, 2})", "{1, 2}"],
    ["copied(frozenset([(1, 2)]))", "frozenset({(1, 2)})"],
    ["copied(ValueError('a', [1])).args", "('a', [1])"],
    ["copied(KeyError).__name__", "'KeyError'"],
    ["copied(len)([1])", "1"],
    ["copied(int)('3')", "3"],
    ["copied(b'x')", "b'x'"],
    ["copied(range(3))", "range(0, 3)"],
    ["copied(None)", "None"],
    ["copied(Point(4).double)()", "8"],
    ["copied('a-b'.split)('-')", "['a', 'b']"],
    ["copied([3].index)(3)", "0"],
    ["copied(Point) is Point", "True"],
    ["copied(plain) is plain", "True"],
    ["copied(plain)(1)", "2"],
    ["copied(Point(3)).x", "3"],
  ])("%s is %s", (expression, value) => {
    expect(valueOf(expression, definitions)).toBe(value);
  });

  it.each([
    ["a list that is in itself stays in itself", "is_circle(copied(circle()))"],
    ["what was one object stays one", "(lambda pair: pair[0] is pair[1])(copied([[]] * 2))"],
    ["nothing is the object that was sent", "(lambda items: copied(items) is not items)([1])"],
  ])("%s", (_, expression) => {
    expect(valueOf(expression, definitions)).toBe("True");
  });

  it.each([
    ["math", "TypeError: cannot pickle 'module' object"],
    ["Point(1).up()", "PicklingError: args[0] from __newobj__ args has the wrong class"],
    ["numbers()", "TypeError: cannot pickle 'generator' object"],
    ["[1, {2: numbers()}]", "TypeError: cannot pickle 'generator' object"],
  ])("%s raises %s", (value, message) => {
    expect(valueOf(`messages(lambda: pickle.dumps(${value}))`, definitions)).toBe(
      message.includes("'") ? `"${message}"` : `'${message}'`,
    );
  });

  it("a class that a function made, and its instances, cannot be sent", () => {
    for (const value of ["local_class()", "local_class()()"])
      expect(valueOf(`messages(lambda: pickle.dumps(${value}))`, definitions)).toContain(
        "AttributeError: Can't pickle local object",
      );
  });
});

/** What a child that is spawned, or forked, makes of its arguments. */
function inChild(method: "fork" | "spawn", args: string, look: string, more = ""): string[] {
  const text = `
option start_method = ${method}
from multiprocessing import Process, Queue, Value
${definitions}
shared seen = Value("i", -1)
def work(given):
    ${look}
${more}
main:
    child = Process(target=work, args=(${args},))
    child.start()
    child.join()
    assert child.exitcode == 0
outcome seen.value
`;
  return Object.keys(outcomesOf(text));
}

describe.each(["fork", "spawn"] as const)("By %s a child", (method) => {
  it.each([
    ["deque([1, 2, 3], 2)", "seen.value = len(given) * 10 + given.maxlen", 22],
    ["defaultdict(list, {1: [2]})", "seen.value = len(given[7]) + len(given)", 2],
    ["{1, 2}", "given.add(3); seen.value = len(given)", 3],
    ["circle()", "seen.value = is_circle(given)", 1],
    ["Point(4).double", "seen.value = given()", 8],
    ["Point", "given.made += 1; seen.value = Point.made", 1],
    ["Point(3)", "Point.made = 5; seen.value = given.made + isinstance(given, Point) + isinstance(given, Base)", 7],
    ["plain", "seen.value = given(given is plain)", 2],
    ["ValueError(6)", "seen.value = given.args[0]", 6],
    ["frozenset([(1, 2)])", "seen.value = sum(sum(each) for each in given)", 3],
    ["seen", "given.value = 9", 9],
    ["[4].index", "seen.value = given(4)", 0],
  ])("gets %s: after `%s` it is %i", (args, look, value) => {
    expect(inChild(method, args, look)).toEqual([`seen.value=${value}`]);
  });
});

describe("A child that has a child", () => {
  const family = (method: string, more = "pass"): string => `
option start_method = ${method}
from multiprocessing import Process, Value
shared seen = Value("i", 0)
shared level = 0
class Point:
    made = 0
    def __init__(self, x):
        self.x = x
        Point.made += 1
    def twice(self):
        return self.x * 2
def grandchild(point, cls, method):
    global level
    level += 1
    cls(1)
    seen.value = level * 1000 + Point.made * 100 + isinstance(point, Point) * 10 + method()
def child(point):
    global level
    ${more}
    level += 1
    inner = Process(target=grandchild, args=(Point(point.x + 1), Point, point.twice))
    inner.start()
    inner.join()
    assert Point.made == 2 + ${method === "fork" ? 0 : -1} and level == 1
main:
    outer = Process(target=child, args=(Point(2),))
    outer.start()
    outer.join()
    assert outer.exitcode == 0 and level == 0 and Point.made == 1
outcome seen.value
`;
  it("forked from it, has what the child had: its module, its classes, their variables", () => {
    expect(Object.keys(outcomesOf(family("fork")))).toEqual(["seen.value=2314"]);
  });

  it("spawned by it, has its own of everything, as the module was made", () => {
    expect(Object.keys(outcomesOf(family("spawn")))).toEqual(["seen.value=1114"]);
  });

  it("cannot be sent a class that the child made for itself", () => {
    const text = `
option start_method = spawn
from multiprocessing import Process, Value
shared seen = Value("i", 0)
shared kind = None
class Named:
    count = 0
    def grow(self):
        Named.count += 1
def grandchild(cls):
    pass
def child():
    class Named:
        pass
    Process(target=grandchild, args=(Named,)).start()
main:
    outer = Process(target=child)
    outer.start()
    outer.join()
    seen.value = outer.exitcode
outcome seen.value
`;
    expect(Object.keys(outcomesOf(text))).toEqual(["failed: seen.value=1"]);
    expect(findingsOf(text)).toEqual(["unpicklable the local class Named"]);
  });
});

describe("A forked child has copies of", () => {
  const forked = (before: string, look: string, more = ""): string => `
from multiprocessing import Process, Value
import threading
shared seen = Value("i", 0)
${more}
main:
    ${before}
    child.start()
    child.join()
    assert child.exitcode == 0
${look}
outcome seen.value
`;
  it("the thread-locals of the thread that forked, and of no other", () => {
    const text = (start: string): string => `
from multiprocessing import Process, Value
import threading
shared seen = Value("i", 0)
shared mine = threading.local()
def look():
    seen.value = getattr(mine, "n", -1)
    mine.n = 99
def parent():
    mine.n = 5
    child = Process(target=look)
    child.start()
    child.join()
    assert mine.n == 5
def other():
    child = Process(target=look)
    child.start()
    child.join()
main:
    mine.n = 7
    ${start}
outcome seen.value
`;
    expect(Object.keys(outcomesOf(text("parent()")))).toEqual(["seen.value=5"]);
    expect(Object.keys(outcomesOf(text("t = threading.Thread(target=other); t.start(); t.join()")))).toEqual([
      "seen.value=-1",
    ]);
  });

  it("generators where they stand, and goes on with its own", () => {
    const text = forked(
      "gen = numbers(); next(gen); child = Process(target=work, args=(gen,))",
      "    assert next(gen) == 2",
      "def numbers():\n    yield 1\n    yield 2\ndef work(gen):\n    seen.value = next(gen)",
    );
    expect(Object.keys(outcomesOf(text))).toEqual(["seen.value=2"]);
  });

  it("closures and the variables that they share", () => {
    const text = forked(
      "up, look = counter(); up(); child = Process(target=work, args=(up, look))",
      "    assert look() == 1",
      `def counter():
    n = 0
    def up():
        nonlocal n
        n += 1
    return up, lambda: n
def work(up, look):
    up()
    up()
    seen.value = look()`,
    );
    expect(Object.keys(outcomesOf(text))).toEqual(["seen.value=3"]);
  });

  it("a dict with its factory, a method bound to an object, an object in itself", () => {
    const text = forked(
      "box.d['k'].append(1); box.d['m'] = box.add; child = Process(target=work)",
      "    assert box.d['k'] == [1] and box.n == 0",
      `from collections import defaultdict
class Box:
    def __init__(self):
        self.d = defaultdict(list)
        self.n = 0
        self.me = self
    def add(self):
        self.n += 1
shared box = Box()
def work():
    box.d["k"].append(2)
    box.d["m"]()
    seen.value = len(box.d["k"]) * 100 + box.n * 10 + (box.me is box) + len(box.d["new"])`,
    );
    expect(Object.keys(outcomesOf(text))).toEqual(["seen.value=211"]);
  });

  it("an exception with its cause", () => {
    const text = forked(
      "error = made(); child = Process(target=work, args=(error,))",
      "    assert error.__cause__.args[0] == [2]",
      `def made():
    try:
        raise ValueError([1]) from KeyError([2])
    except ValueError as e:
        return e
def work(error):
    error.__cause__.args[0].append(3)
    seen.value = len(error.__cause__.args[0]) * 10 + error.args[0][0]`,
    );
    expect(Object.keys(outcomesOf(text))).toEqual(["seen.value=21"]);
  });
});

describe("A process that is killed", () => {
  it("leaves what its names were to whoever looks at them in the end", () => {
    const text = `
      shared step = Value("i", 0)
      process worker:
          mine = 1
          other = [mine]
          step.value = 1
          mine = 2
          step.value = 2
      main:
          worker.start()
          worker.terminate()
          worker.join()
      outcome step.value, worker.mine, worker.other
    `;
    expect(Object.keys(outcomesOf(text)).sort()).toEqual([
      "step.value=0 worker.mine=1 worker.other=[1]",
      "step.value=1 worker.mine=2 worker.other=[1]",
      "step.value=2 worker.mine=2 worker.other=[1]",
    ]);
  });

  it("takes its threads along", () => {
    const text = `
      from multiprocessing import Process
      from threading import Thread
      shared step = Value("i", 0)
      def second():
          step.value += 1
      def first():
          Thread(target=second).start()
      main:
          child = Process(target=first)
          child.start()
          child.kill()
          child.join()
          code = child.exitcode
          assert step.value == 1 or code == -9
          before = step.value
          assert step.value == before
      outcome step.value
    `;
    expect(Object.keys(outcomesOf(text)).sort()).toEqual(["step.value=0", "step.value=1"]);
    expect(findingsOf(text)).toEqual([]);
  });

  it("takes no daemon of its own to the end: they are ended with it", () => {
    const text = `
      from multiprocessing import Process
      from threading import Event, Thread
      shared step = Value("i", 0)
      def wait_for_ever():
          Event().wait()
          step.value = 9
      def first():
          Thread(target=wait_for_ever, daemon=True).start()
      main:
          child = Process(target=first)
          child.start()
          child.join()
          step.value = 1 - child.exitcode
      outcome step.value
    `;
    expect(Object.keys(outcomesOf(text))).toEqual(["step.value=1"]);
  });
});
