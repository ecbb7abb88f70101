// Classes as in Python: attributes, inheritance, special methods.
import { describe, expect, it } from "vitest";
import { explored, outcomesOf, valueOf } from "../tiny.js";

const messages = `
def messages(f):
    try:
        return f()
    except Exception as e:
        return f"{type(e).__name__}: {e}"
`;

describe("Attributes", () => {
  const classes = `${messages}
class Base:
    kind = "base"
    def __init__(self, n=1):
        self.n = n
    def hello(self):
        return f"base {self.n}"
class Child(Base):
    def __init__(self):
        super().__init__(5)
    def hello(self):
        return "child " + super().hello()
    def bad(self):
        return super().nothing
class Left(Base):
    def hello(self):
        return "left " + super().hello()
class Right(Base):
    def hello(self):
        return "right " + super().hello()
class Both(Left, Right):
    pass
class Empty:
    def __init__(self):
        super().__init__()
class Wrong:
    def __init__(self):
        super().__init__(1)
def delete(o):
    del o.n
    return hasattr(o, "n")
def set_it(o):
    o.z = 1
def delete_it(o):
    del o.z`;
  it.each([
    ["Child().hello()", "'child base 5'"],
    ["Both().hello()", "'left right base 1'"],
    ["(Base.kind, Child().kind, Child.kind)", "('base', 'base', 'base')"],
    ["Base.hello(Base(3))", "'base 3'"],
    ["(lambda m: (m.__self__.n, m.__func__ is None))(Base(4).hello)", "(4, False)"],
    [
      "(Base.__name__, Base.__qualname__, messages.__name__, messages.__qualname__)",
      "('Base', 'Base', 'messages', 'messages')",
    ],
    ["(Base(2).__class__ is Base, Base(2).__dict__)", "(True, {'n': 2})"],
    ["(isinstance(Child(), Base), issubclass(Child, Base), isinstance(Base(), Child))", "(True, True, False)"],
    ["messages(lambda: Child().bad())", "\"AttributeError: 'super' object has no attribute 'nothing'\""],
    ["messages(lambda: Child().missing)", "\"AttributeError: 'Child' object has no attribute 'missing'\""],
    ["messages(lambda: Child.missing)", "\"AttributeError: type object 'Child' has no attribute 'missing'\""],
    ["messages(lambda: (3).missing)", "\"AttributeError: 'int' object has no attribute 'missing'\""],
    ["messages(lambda: set_it(3))", "\"AttributeError: 'int' object has no attribute 'z'\""],
    ["messages(lambda: set_it([]))", "\"AttributeError: 'list' object has no attribute 'z'\""],
    ["messages(lambda: delete_it(Base()))", "\"AttributeError: 'Base' object has no attribute 'z'\""],
    ["messages(lambda: delete_it(3))", "\"AttributeError: 'int' object has no attribute 'z'\""],
    ["messages(lambda: delete_it([]))", "\"AttributeError: 'list' object has no attribute 'z'\""],
    ["delete(Base())", "False"],
    [
      "(getattr(Base(7), 'n'), getattr(Base(), 'x', 'd'), hasattr(Base(), 'n'), hasattr(3, 'n'))",
      "(7, 'd', True, False)",
    ],
    ["messages(lambda: getattr(Base(), 'x'))", "\"AttributeError: 'Base' object has no attribute 'x'\""],
    ["messages(lambda: getattr(Base(), 3))", "\"TypeError: attribute name must be string, not 'int'\""],
    ["messages(lambda: hasattr(Base(), 3))", "\"TypeError: attribute name must be string, not 'int'\""],
    ["(lambda b: (setattr(b, 'w', 3), b.w, delattr(b, 'w'), hasattr(b, 'w')))(Base())", "(None, 3, None, False)"],
    [
      "(callable(Base), callable(messages), callable(len), callable(int), callable(Base().hello))",
      "(True, True, True, True, True)",
    ],
    ["(callable(Base()), callable(3), callable((1,)), callable([]))", "(False, False, False, False)"],
    ["type(Empty()).__name__", "'Empty'"],
    ["messages(Wrong)", "'TypeError: object.__init__() takes exactly one argument (the instance to initialize)'"],
    ["Empty.__init__(Empty())", "None"],
    ["(lambda e: e.__init__())(Empty())", "None"],
  ])("%s is %s", (expression, value) => {
    expect(valueOf(expression, classes)).toBe(value);
  });
});

describe("Descriptors", () => {
  const classes = `${messages}
class Square:
    count = 0
    @property
    def area(self):
        return self.side ** 2
    @area.setter
    def area(self, area):
        self.side = area // 2
    @property
    def fixed(self):
        return 1
    @property
    def absent(self):
        raise AttributeError("not here")
    @staticmethod
    def twice(x):
        return 2 * x
    @classmethod
    def of(cls, side):
        made = cls()
        made.side = side
        return made
class Small(Square):
    pass
class Tiny(Square):
    @classmethod
    def of(cls, side):
        return super().of(side + 1)
def resize(s, area):
    s.area = area
    return s.side
def fix(s):
    s.fixed = 2
def raised(s, area):
    s.area += area
    return s.area`;
  it.each([
    ["Square.of(3).area", "9"],
    ["resize(Square.of(3), 8)", "4"],
    ["raised(Square.of(2), 4)", "16"],
    ["(Square.twice(2), Square.of(1).twice(4), type(Small.of(1)).__name__)", "(4, 8, 'Small')"],
    ["messages(lambda: fix(Square()))", "\"AttributeError: property 'fixed' of 'Square' object has no setter\""],
    [
      "(hasattr(Square(), 'absent'), hasattr(Square(), 'fixed'), getattr(Square(), 'absent', 'd'))",
      "(False, True, 'd')",
    ],
    ["getattr(Square(), 'fixed', 0)", "1"],
    ["messages(lambda: getattr(Square(), 'area', 0))", "0"],
    ["(lambda s: (setattr(s, 'area', 8), s.side))(Square())", "(None, 4)"],
    ["type(Tiny.of(2)).__name__ + str(Tiny.of(2).side)", "'Tiny3'"],
  ])("%s is %s", (expression, value) => {
    expect(valueOf(expression, classes)).toBe(value);
  });
});

describe("Special methods", () => {
  const classes = `${messages}
class V:
    def __init__(self, n):
        self.n = n
    def __call__(self, a, b=2):
        return (self.n, a, b)
    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return "dynamic " + name
    def __eq__(self, o):
        return self.n == o.n
    def __lt__(self, o):
        return self.n < o.n
    def __bool__(self):
        return self.n > 0
    def __len__(self):
        return self.n
    def __contains__(self, i):
        return i == self.n
    def __getitem__(self, i):
        return self.n * i
    def __setitem__(self, i, v):
        self.n = i + v
    def __delitem__(self, i):
        self.n = 0
    def __add__(self, o):
        return V(self.n + (o.n if isinstance(o, V) else o))
    def __radd__(self, o):
        return V(o + self.n)
    def __iadd__(self, o):
        self.n += o
        return self
    def __neg__(self):
        return -self.n
    def __repr__(self):
        return f"V({self.n})"
class Sized:
    def __len__(self):
        return 0
class Text:
    def __str__(self):
        return "text"
    def __format__(self, spec):
        return "<" + spec + ">"
class Twice:
    def __setattr__(self, name, value):
        super().__setattr__(name, value * 2)
class Thrice:
    def __setattr__(self, name, value):
        object.__setattr__(self, name, value * 3)
class Differs:
    def __ne__(self, o):
        return True
def put(v, i, x):
    v[i] = x
    return v.n
def drop(v):
    del v[0]
    return v.n
def plus(v, x):
    same = v
    v += x
    return (v is same, v.n)
def given(o):
    o.x = 4
    return o.x`;
  it.each([
    ["(V(3)(1), V(3)(1, b=0), V(3).foo)", "((3, 1, 2), (3, 1, 0), 'dynamic foo')"],
    ["(getattr(V(1), '_x', 'd'), hasattr(V(1), '_x'), hasattr(V(1), 'x'))", "('d', False, True)"],
    ["(V(1) == V(1), V(1) == V(2), V(1) != V(1), V(1) != V(2))", "(True, False, False, True)"],
    ["(V(1) < V(2), V(1) > V(2), V(3) > V(2))", "(True, False, True)"],
    ["messages(lambda: V(1) <= V(2))", "\"TypeError: '<=' not supported between instances of 'V' and 'V'\""],
    ["(Differs() != 1, 1 != Differs(), Differs() == 1)", "(True, True, False)"],
    [
      "('yes' if V(1) else 'no', 'yes' if V(0) else 'no', not V(0), not Sized(), bool(V(2)))",
      "('yes', 'no', True, True, True)",
    ],
    ["((V(0) or 'or'), (V(2) or 'or').n, (V(0) and 'and').n, (V(2) and 'and'))", "('or', 2, 0, 'and')"],
    ["[x.n for x in [V(0), V(1)] if x]", "[1]"],
    ["(3 in V(3), 4 in V(3), 4 not in V(3), len(V(5)))", "(True, False, True, 5)"],
    ["(V(3)[5], put(V(1), 2, 3), drop(V(4)))", "(15, 5, 0)"],
    ["((V(1) + V(2)).n, (V(1) + 2).n, (1 + V(2)).n, plus(V(3), 4), -V(2))", "(3, 3, 3, (True, 7), -2)"],
    ["messages(lambda: V(1) - 1)", "\"TypeError: unsupported operand type(s) for -: 'V' and 'int'\""],
    ["messages(lambda: ~Text())", "\"TypeError: bad operand type for unary ~: 'Text'\""],
    [
      "(repr(V(1)), str(V(1)), f'{V(1)}', f'{V(1)!r}', f'{V(1)!s:>6}', f'{V(1)!r:<5}|')",
      "('V(1)', 'V(1)', 'V(1)', 'V(1)', '  V(1)', 'V(1) |')",
    ],
    ["(f'{Text()}', f'{Text():x}', f'{Text()!s}', str(Text()))", "('<>', '<x>', 'text', 'text')"],
    ["(f'{3:>3}', f'{3.5:.2f}', f'{\"a\"!r}', f'{1!s:>2}', f'{2!a}')", "('  3', '3.50', \"'a'\", ' 1', '2')"],
    ["(given(Twice()), given(Thrice()))", "(8, 12)"],
    ["(1 in [1], 1 is None, [] is not None, (1,) == (1,))", "(True, False, True, True)"],
  ])("%s is %s", (expression, value) => {
    expect(valueOf(`repr(${expression})`, classes)).toBe(valueOf(`"${value.replaceAll('"', '\\"')}"`));
  });
});

describe("Subscripts", () => {
  it.each([
    ["[1, 2, 3][0:2]", "[1, 2]"],
    ["'abc'[::-1]", "'cba'"],
    ["{(1, 2): 3}[1, 2]", "3"],
    ["list[int] is list", "True"],
    ["{1: 2, 3: 4, 1: 5}", "{1: 5, 3: 4}"],
    ["[1][3]", "IndexError: list index out of range"],
    ["{}['k']", "KeyError: 'k'"],
    ["3[0]", "TypeError: 'int' object is not subscriptable"],
  ])("%s is %s", (expression, value) => {
    expect(valueOf(`(lambda: ${expression})()`)).toBe(value);
  });
});

describe("An object of a class, between units:", () => {
  it("a class attribute can lose an update like any other", () => {
    expect(
      outcomesOf(`
        class C:
            count = 0
        thread t * 2:
            C.count += 1
        outcome C.count
      `),
    ).toEqual({ "C.count=1": 4, "C.count=2": 2 });
  });

  it("a property makes the steps of its getter and setter, no more", () => {
    // Each unit: read of _n, then write of _n: 2 steps, 6 interleavings.
    const { statistics, findings } = explored(`
      class C:
          def __init__(self):
              self._n = 0
          @property
          def n(self):
              return self._n
          @n.setter
          def n(self, value):
              self._n = value
      shared c = C()
      thread t * 2:
          c.n += 1
    `);
    expect(statistics.interleavings).toBe(6n);
    expect(findings.map(({ kind, about }) => [kind, about])).toEqual([["data-race", "c._n"]]);
  });

  it("getattr, setattr, delattr, hasattr and object.__setattr__ are steps as the statements are", () => {
    const text = (body: string): string =>
      `class C:\n    n = 0\nclass Hook:\n    def __setattr__(self, name, value):\n        super().__setattr__(name, value)\nshared c = C()\nshared h = Hook()\nthread t * 2:\n    ${body}\n`;
    expect(explored(text('setattr(c, "n", getattr(c, "n") + 1)')).statistics.interleavings).toBe(6n);
    expect(explored(text('setattr(c, "m", 1); hasattr(c, "m")')).statistics.interleavings).toBe(6n);
    expect(explored(text("h.x = 1")).statistics.interleavings).toBe(2n);
  });

  it("special methods of a shared object make the steps of their bodies", () => {
    // __iadd__ reads and writes n (2 steps); the name v is never stored but by the augmented assignment (LOAD, STORE).
    expect(
      explored(`
        class V:
            def __init__(self):
                self.n = 0
            def __iadd__(self, o):
                self.n += o
                return self
        shared v = V()
        thread t * 2:
            v += 1
      `).statistics.interleavings,
    ).toBe(70n);
  });
});

describe("What is known of objects and classes:", () => {
  const definitions = `
    class Base:
        pass
    class Leaf(Base):
        def m(self):
            pass
    def leaf():
        made = Leaf()
        made.x = 1
        return made
    def message(call):
        try:
            return call()
        except (AttributeError, TypeError) as error:
            return str(error)`;
  it.each([
    ["[c.__name__ for c in Leaf.__mro__]", "['Leaf', 'Base', 'object']"],
    ["[c.__name__ for c in Leaf.__bases__]", "['Base']"],
    ["vars(leaf())", "{'x': 1}"],
    ["message(lambda: vars(5))", "'vars() argument must have __dict__ attribute'"],
    ["message(lambda: int.foo)", "\"type object 'int' has no attribute 'foo'\""],
    ["message(lambda: leaf().m.foo)", "\"'function' object has no attribute 'foo'\""],
  ])("%s is %s", (expression, value) => {
    expect(valueOf(expression, definitions)).toBe(value);
  });
});
