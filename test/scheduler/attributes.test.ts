// Attributes and operators of objects: whose code is asked, and what is said when there is none.
import { describe, expect, it } from "vitest";
import { valueOf } from "../tiny.js";

const definitions = `
from dataclasses import dataclass
def messages(f):
    try:
        return f()
    except Exception as e:
        return f"{type(e).__name__}: {e}"
class Plain:
    pass
class Guarded:
    def __init__(self):
        object.__setattr__(self, "log", [])
    def __setattr__(self, name, value):
        self.log.append(("set", name))
    def __delattr__(self, name):
        self.log.append(("del", name))
    def doubled(self):
        return 2
class Settable:
    def __init__(self):
        self._n = 1
    @property
    def n(self):
        return self._n
    @n.setter
    def n(self, value):
        self._n = value * 10
    @property
    def fixed(self):
        return 1
    @staticmethod
    def s(x):
        return x
    @classmethod
    def c(cls):
        return cls.__name__
    def __call__(self):
        return "called"
@dataclass(frozen=True)
class Frozen:
    n: int = 0
    def grow(self):
        self.n = 1
    def shrink(self):
        del self.n
@dataclass(frozen=True)
class Filled:
    n: int = 0
    m: int = 1
class Silent:
    def __eq__(self, other):
        return NotImplemented
    def __lt__(self, other):
        return NotImplemented
    def __add__(self, other):
        return NotImplemented
    def __iadd__(self, other):
        return NotImplemented
class Loud:
    def __gt__(self, other):
        return "greater"
    def __radd__(self, other):
        return "radd"
class Parent:
    def __add__(self, other):
        return "parent"
    def __eq__(self, other):
        return False
class Kid(Parent):
    def __radd__(self, other):
        return "kid"
    def __eq__(self, other):
        return True
def added(a, b):
    a += b
    return a
def doing(f):
    f()
    return True
def assigned(o, name, value):
    setattr(o, name, value)
    return o
def through_set():
    s = Settable()
    s.n = 4
    return s.n
def through_setattr():
    s = Settable()
    setattr(s, "n", 4)
    return s.n
def through_guard():
    g = Guarded()
    g.a = 1
    setattr(g, "b", 1)
    del g.a
    delattr(g, "b")
    return g.log
def set_number():
    x = 3
    x.y = 1
def set_list():
    x = [1]
    x.y = 1
def del_list():
    x = [1]
    del x.y
def del_number():
    x = 1
    del x.y
def del_plain():
    p = Plain()
    del p.a
def class_del():
    class A:
        n = 1
    del A.n
    return hasattr(A, "n")
def no_setter():
    Settable().fixed = 2
def countdown():
    n = [3]
    def step():
        n[0] -= 1
        return n[0]
    return list(iter(step, 0))
def with_plain():
    with Plain():
        pass
class Index:
    def __init__(self, n):
        self.n = n
    def __getitem__(self, key):
        return key * self.n
    def __bool__(self):
        return self.n > 0
class Missing(dict):
    pass`;

describe("As in CPython,", () => {
  it.each([
    ["through_set()", "40"],
    ["through_setattr()", "40"],
    ["through_guard()", "[('set', 'a'), ('set', 'b'), ('del', 'a'), ('del', 'b')]"],
    ["messages(set_number)", "\"AttributeError: 'int' object has no attribute 'y'\""],
    ["messages(set_list)", "\"AttributeError: 'list' object has no attribute 'y'\""],
    ["messages(del_list)", "\"AttributeError: 'list' object has no attribute 'y'\""],
    ["messages(del_number)", "\"AttributeError: 'int' object has no attribute 'y'\""],
    ["messages(del_plain)", "\"AttributeError: 'Plain' object has no attribute 'a'\""],
    ["class_del()", "False"],
    ["messages(no_setter)", "\"AttributeError: property 'fixed' of 'Settable' object has no setter\""],
    ["Settable.s(3) + Settable().s(4)", "7"],
    ["Settable().c() + Settable.c()", "'SettableSettable'"],
    ["Settable()()", "'called'"],
    ["messages(lambda: Plain()())", "\"TypeError: 'Plain' object is not callable\""],
    ["messages(lambda: Frozen().grow())", "\"FrozenInstanceError: cannot assign to field 'n'\""],
    ["messages(lambda: Frozen().shrink())", "\"FrozenInstanceError: cannot delete field 'n'\""],
    ["Filled(1).n", "1"],
    ["Silent() == Silent()", "False"],
    ["(lambda s: s == s)(Silent())", "True"],
    ["(lambda s: s != s)(Silent())", "False"],
    ["Silent() != Silent()", "True"],
    [
      "messages(lambda: Silent() < Silent())",
      "\"TypeError: '<' not supported between instances of 'Silent' and 'Silent'\"",
    ],
    ["Silent() < Loud()", "'greater'"],
    [
      "messages(lambda: Silent() + Silent())",
      "\"TypeError: unsupported operand type(s) for +: 'Silent' and 'Silent'\"",
    ],
    ["messages(lambda: Silent() + 1)", "\"TypeError: unsupported operand type(s) for +: 'Silent' and 'int'\""],
    ["Silent() + Loud()", "'radd'"],
    ["messages(lambda: added(Silent(), 1))", "\"TypeError: unsupported operand type(s) for +=: 'Silent' and 'int'\""],
    ["added(Silent(), Loud())", "'radd'"],
    ["Parent() + Kid()", "'kid'"],
    ["Parent() == Kid()", "True"],
    ["messages(lambda: Parent() - Kid())", "\"TypeError: unsupported operand type(s) for -: 'Parent' and 'Kid'\""],
    ["countdown()", "[2, 1]"],
    ["messages(lambda: iter(3, 0))", "'TypeError: iter(object, sentinel): object must be callable'"],
    ["messages(with_plain)", "\"TypeError: 'Plain' object does not support the context manager protocol\""],
    ["Plain.__init__ is None", "False"],
    ["messages(lambda: Plain.nothing)", "\"AttributeError: type object 'Plain' has no attribute 'nothing'\""],
    ["messages(lambda: int.nothing)", "\"AttributeError: type object 'int' has no attribute 'nothing'\""],
    ["messages(lambda: Settable().c.nothing)", "\"AttributeError: 'function' object has no attribute 'nothing'\""],
    [
      "messages(lambda: super(Settable, Settable()).nothing)",
      "\"AttributeError: 'super' object has no attribute 'nothing'\"",
    ],
    ["Settable().__call__.__func__ is Settable.__call__", "True"],
    ["vars(Filled(1))", "{'n': 1, 'm': 1}"],
    ["messages(lambda: vars(3))", "'TypeError: vars() argument must have __dict__ attribute'"],
    ["callable(Settable()) and not callable(3) and callable(len) and callable(int)", "True"],
    ["messages(lambda: getattr(Plain(), 3))", "\"TypeError: attribute name must be string, not 'int'\""],
    ['getattr(Plain(), "a", 5)', "5"],
    ['hasattr(Settable(), "n") and not hasattr(Settable(), "m")', "True"],
    ["messages(lambda: (lambda cls: cls(1))(Plain))", "'TypeError: Plain() takes no arguments'"],
    ["messages(lambda: (1)(2))", "\"TypeError: 'int' object is not callable\""],
    ['messages(lambda: setattr(3, "a", 1))', "\"AttributeError: 'int' object has no attribute 'a'\""],
    ["1 if Index(0) else 2", "2"],
    ["1 if Index(1) else 2", "1"],
    ["not Index(0)", "True"],
    ['Index(2)["a"]', "'aa'"],
  ])("%s is %s", (expression, value) => {
    expect(valueOf(expression, definitions)).toBe(value);
  });
});
