// Generators: functions that wait in the middle, inside a heap object.
import { describe, expect, it } from "vitest";
import { explored, findingsOf, outcomesOf, valueOf } from "../tiny.js";

describe("A generator", () => {
  const g = `
def count(n):
    for i in range(n):
        yield i
def echo():
    got = yield 1
    while True:
        got = yield got
def inner():
    got = yield 1
    yield got
    return "done"
def outer():
    result = yield from inner()
    yield result
def over(items):
    yield from items
    yield "end"
def all_of(generator):
    return [item for item in generator]
def messages(f):
    try:
        return f()
    except Exception as e:
        return f"{type(e).__name__}: {e}"`;
  it.each([
    ["all_of(count(3))", "[0, 1, 2]"],
    ["list(count(3)) + [*count(1)]", "[0, 1, 2, 0]"],
    ["(lambda e: [next(e), e.send('a'), next(e), e.__next__()])(echo())", "[1, 'a', None, None]"],
    ["(lambda o: [next(o), o.send('hi'), next(o)])(outer())", "[1, 'hi', 'done']"],
    ["all_of(over([1, 2])) + all_of(over('x'))", "[1, 2, 'end', 'x', 'end']"],
    ["all_of(over(count(2)))", "[0, 1, 'end']"],
    ["(lambda c: [next(c, 'end'), next(c, 'end'), next(c, 'end')])(count(1))", "[0, 'end', 'end']"],
    ["messages(lambda: next(count(0)))", "'StopIteration: '"],
    ["messages(lambda: echo().send(3))", '"TypeError: can\'t send non-None value to a just-started generator"'],
    ["(lambda e: e.send(None))(echo())", "1"],
    ["all_of(i * 2 for i in count(3) if i != 1)", "[0, 4]"],
    ["iter(count(1)) is None", "False"],
    ["messages(lambda: all_of(over(3)))", "\"TypeError: 'int' object is not iterable\""],
    ["messages(lambda: next([1]))", "\"TypeError: 'list' object is not an iterator\""],
    ["messages(lambda: next(3))", "\"TypeError: 'int' object is not an iterator\""],
    ["(lambda i: [next(i), next(i, 0), next(i, 0)])(iter([1, 2]))", "[1, 2, 0]"],
    ["messages(lambda: next(iter([])))", "'StopIteration: '"],
  ])("%s is %s", (expression, value) => {
    expect(valueOf(expression, g)).toBe(value);
  });

  it("returns its value as that of StopIteration", () => {
    const f = `
def gen():
    yield 1
    return 7
def f():
    g = gen()
    next(g)
    try:
        next(g)
    except StopIteration as e:
        return (e.value, e.args)`;
    expect(valueOf("f()", f)).toBe("(7, (7,))");
  });

  it("cannot resume itself", () => {
    const f =
      "def gen(box):\n    yield next(box[0])\ndef f():\n    box = []\n    box.append(gen(box))\n    return next(box[0])";
    expect(valueOf("f()", f)).toBe("ValueError: generator already executing");
    expect(valueOf("f()", f.replace("next(box[0])\ndef", "box[0].close()\ndef"))).toBe(
      "ValueError: generator already executing",
    );
  });

  it("that lets a StopIteration out raises RuntimeError instead (PEP 479)", () => {
    expect(
      findingsOf("def gen():\n    yield 1\n    raise StopIteration\nthread a:\n    for v in gen():\n        pass\n"),
    ).toEqual(["exception RuntimeError"]);
  });
});

describe("close() and throw()", () => {
  const g = `
shared log = []
class Mine(Exception):
    pass
class Own(Exception):
    def __init__(self, text):
        super().__init__(text)
def gen():
    try:
        yield 1
    except Mine as e:
        log.append(str(e))
        yield 7
    finally:
        log.append("fin")
def outer():
    try:
        yield from gen()
    finally:
        log.append("outer")
def over():
    try:
        yield from [1, 2]
    except KeyError:
        yield "caught"
def stubborn():
    while True:
        try:
            yield 1
        except GeneratorExit:
            pass
def begun(generator):
    next(generator)
    return generator
def messages(f):
    try:
        return f()
    except Exception as e:
        return f"{type(e).__name__}: {e}"`;
  it.each([
    ["(begun(gen()).close(), log[:])", "(None, ['fin'])"],
    ["(gen().close(), log[:])", "(None, [])"],
    ["(lambda it: (it.close(), it.close(), next(it, 'over')))(begun(gen()))", "(None, None, 'over')"],
    ["(begun(outer()).close(), log[:])", "(None, ['fin', 'outer'])"],
    ["(begun(outer()).throw(Mine('m')), log[:])", "(7, ['m'])"],
    ["messages(lambda: begun(stubborn()).close())", "'RuntimeError: generator ignored GeneratorExit'"],
    ["begun(over()).throw(KeyError)", "'caught'"],
    ["messages(lambda: gen().throw(ValueError('v')))", "'ValueError: v'"],
    ["messages(lambda: begun(gen()).throw(ValueError('v')))", "'ValueError: v'"],
    [
      "messages(lambda: begun(gen()).throw(3))",
      "'TypeError: exceptions must be classes or instances deriving from BaseException, not int'",
    ],
    ["messages(lambda: begun(gen()).throw(Own))", "'TypeError: throw() needs an exception: write `throw(Name(...))`'"],
  ])("%s is %s", (expression, value) => {
    expect(valueOf(expression, g)).toBe(value);
  });
});

describe("An iterator class", () => {
  const classes = `
class Down:
    def __init__(self, n):
        self.n = n
    def __iter__(self):
        return self
    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n
class Range:
    def __init__(self, n):
        self.n = n
    def __iter__(self):
        return (i for i in range(self.n))
class Bad:
    def __iter__(self):
        return 3
class Worse:
    def __iter__(self):
        return Worse()
def messages(f):
    try:
        return f()
    except Exception as e:
        return f"{type(e).__name__}: {e}"
def looped(x):
    seen = []
    for item in x:
        seen.append(item)
    return seen`;
  it.each([
    ["looped(Down(3))", "[2, 1, 0]"],
    ["list(Down(2)) + [x for x in Range(2)]", "[1, 0, 0, 1]"],
    ["next(Down(0), 'none')", "'none'"],
    ["next(Down(5))", "4"],
    ["messages(lambda: next(Down(0)))", "'StopIteration: '"],
    ["messages(lambda: looped(Bad()))", "\"TypeError: iter() returned non-iterator of type 'int'\""],
    ["messages(lambda: looped(Worse()))", "\"TypeError: iter() returned non-iterator of type 'Worse'\""],
    ["messages(lambda: looped(4))", "\"TypeError: 'int' object is not iterable\""],
    ["messages(lambda: next(Range(1)))", "\"TypeError: 'Range' object is not an iterator\""],
    ["messages(lambda: looped(messages))", "\"TypeError: 'function' object is not iterable\""],
    ["(lambda r: (r[0], r[-1]))([*Range(3)])", "(0, 2)"],
  ])("%s is %s", (expression, value) => {
    expect(valueOf(expression, classes)).toBe(value);
  });
});

describe("iter(callable, sentinel)", () => {
  it("calls until the sentinel comes", () => {
    expect(valueOf("list(iter([1, 2, 3].pop, 1))")).toBe("[3, 2]");
  });

  it("needs something to call", () => {
    expect(valueOf("iter(5, 1)")).toBe("TypeError: iter(object, sentinel): object must be callable");
  });
});

describe("A generator shared between threads", () => {
  const text = `
    def numbers():
        i = 0
        while True:
            yield i
            i += 1
    shared source = numbers()
    shared seen = set()
    thread t * 2:
        seen.add(next(source))
  `;

  it("gives each thread another item if nobody asks while it runs", () => {
    // Entering it, leaving it at its yield and seen.add are three steps. One thread is in and out of it before the other
    // enters: its seen.add has four places among the other's three steps, for either thread. Else the second one fails.
    expect(outcomesOf(text)).toEqual({ "seen={0, 1}": 8, "failed: seen={0}": 2 });
  });

  it("is entered and left in one step by what CPython has in C", () => {
    const counted = text.replace("numbers()\n    shared seen", "enumerate([5, 6])\n    shared seen");
    expect(outcomesOf(counted)).toEqual({ "seen={(0, 5), (1, 6)}": 6 });
  });

  it("is 'already executing' for the second one when the first is in the middle of it", () => {
    const racy = `
      shared x = 0
      def numbers():
          while True:
              x += 1
              yield x
      shared source = numbers()
      thread t * 2:
          next(source)
    `;
    const { findings } = explored(racy);
    expect(findings[0]).toMatchObject({
      kind: "exception",
      about: "ValueError",
      property: "ValueError: generator already executing",
    });
  });
});

describe("A generator that is closed, thrown into or run by itself", () => {
  const definitions = `
def messages(f):
    try:
        return f()
    except Exception as e:
        return f"{type(e).__name__}: {e}"
class Cased:
    pass
def gen():
    yield 1
def nested():
    r = yield from gen()
    return r
def ask_close(g):
    next(g)
    g.close()
    return messages(lambda: next(g))
def ignoring():
    try:
        yield 1
    except GeneratorExit:
        yield 2
def runs_itself():
    me = []
    def own():
        yield next(me[0])
    me.append(own())
    return next(me[0])`;
  it.each([
    ["ask_close(gen())", "'StopIteration: '"],
    ["messages(lambda: ask_close(ignoring()))", "'RuntimeError: generator ignored GeneratorExit'"],
    ["messages(runs_itself)", "'ValueError: generator already executing'"],
    ["messages(lambda: iter(Cased()))", "\"TypeError: 'Cased' object is not iterable\""],
    ["messages(lambda: next(Cased()))", "\"TypeError: 'Cased' object is not an iterator\""],
    [
      "messages(lambda: gen().throw(3))",
      "'TypeError: exceptions must be classes or instances deriving from BaseException, not int'",
    ],
    ["messages(lambda: gen().throw(KeyError))", "'KeyError: '"],
    ['messages(lambda: gen().throw(KeyError("k")))', "\"KeyError: 'k'\""],
  ])("%s is %s", (expression, value) => {
    expect(valueOf(expression, definitions)).toBe(value);
  });
});
