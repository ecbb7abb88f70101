"""What CPython 3.12 says of expressions at the edges of the built-ins: writes test/programs/expression-cases.json.

    python3.12 make-expression-cases.py > expression-cases.json

A row is: the expression, then the repr of the repr of its value or of "!Type: message". The names of PRELUDE are there for both.
"""
import json
import sys

PRELUDE = """
import bisect, copy, heapq, itertools, json, math, operator
from collections import Counter, OrderedDict, defaultdict, deque
class Plain:
    kind = "plain"
    def __init__(self):
        self.n = 1
class Sized:
    def __len__(self):
        return 3
class Sub(Plain):
    pass
class Adds:
    def __init__(self, n):
        self.n = n
    def __add__(self, other):
        return self.n + (other.n if isinstance(other, Adds) else other)
    def __radd__(self, other):
        return other + self.n
class Same:
    def __eq__(self, other):
        return True
def gen():
    yield 1
    yield 2
def caught(f):
    try:
        f()
    except BaseException as e:
        return e
def raising(e):
    raise e
def chained():
    try:
        raise KeyError("k")
    except KeyError as e:
        raise ValueError("v") from e
def changed(target, f):
    f(target)
    return target
"""

GROUPS = {
    "numbers": r"""
7 % 0
7.5 % 0
7.5 // 0.0
7.5 / 0
7 / 0
7 // 0
1 << -1
1 >> -1
5 >> 1
-5 >> 100
5 >> 100
0 << 10
10**400 / 3
10**400 / 10**399
1 / 10**400
-(10**400) / 10**399
float(10**400)
1.5 + 10**400
5.0 // 3
-5.0 // 3
5.0 // -3
-0.5 // 1
1e300 // 1e-10 > 1e308
0.0 % -3.0
-6.0 % 3
5.5 % -2
float("nan") ** 2
2.0 ** float("nan")
float("nan") ** 0
0.0 ** -1
0 ** -1
(-1.0) ** float("inf")
float("inf") ** -1
(-float("inf")) ** 3
1e200 ** 2
1e200 ** float("inf")
2.0 ** 0.5 > 1.41
(-1) ** 10**6
(-1) ** (10**6 + 1)
0 ** 0
1 ** 10**9
pow(2, 10, 0)
pow(2, -1, 7)
pow(2, -1, 4)
pow(2, 3, -5)
pow("a", 2, 3)
pow(2.0, 3, 4)
pow(base=2, exp=5)
pow(2, exp=5, mod=7)
pow(base=1, mod=2)
divmod(7, 0)
divmod(7.0, 0)
divmod(-7, 2)
divmod(7.5, -2)
divmod("a", 1)
True & False
True | True
True ^ True
~True + 0
+True
-True
5 & 3.0
5 @ 3
abs(-2.5)
abs(True)
abs("a")
round(12345, -2)
round(15, -1)
round(25, -1)
round(5, -200000)
round(2.5)
round(3.5)
round(-2.5)
round(float("nan"))
round(float("inf"))
round(float("inf"), 2)
round(1.5, 400)
round(1.5, -400)
round(-1.5, -400)
round(2.675, 2)
round(1.7976931348623157e308, -308)
round("a")
round(number=2.75, ndigits=1)
int(2.9)
int(-2.9)
int(float("nan"))
int(float("inf"))
int(b"12")
int(b"0x1f", 16)
int("0b101", 0)
int("0o17", 0)
int("017", 0)
int("0x_1f", 16)
int("077", 8)
int("zz", 36)
int("12", 1)
int(12, 10)
int(base=10)
int()
int("1" * 5000)
len(str(10**4299))
str(10**5000)
int(" \t12\n")
int("1__2")
int([])
float()
float(2.5)
float(b"2.5")
float([])
float("1_0.5")
float("1e")
float("infinity")
float("-nan")
bool()
bool("")
bool(Sized())
(10).to_bytes(2, "little")
(10).to_bytes(2, "big")
(-10).to_bytes(2, "big", signed=True)
(-10).to_bytes(2, "big")
(300).to_bytes(1, "big")
(10).to_bytes(-1, "big")
(10).to_bytes(2, 5)
(10).to_bytes(2, "middle")
(0).to_bytes(0, "big")
(0).to_bytes(0, "big", signed=True)
int.from_bytes([1, 2], "big")
int.from_bytes(b"\xff", "little", signed=True)
int.from_bytes([256], "big")
int.from_bytes(["a"], "big")
(2.5).as_integer_ratio()
float("nan").as_integer_ratio()
float("inf").as_integer_ratio()
float("nan").hex()
float("inf").hex()
float("-inf").hex()
(-2.5).hex()
(0.0).hex()
(-0.0).hex()
(5e-324).hex()
hash(-1) == hash(-2)
hash(float("inf"))
hash(float("-inf"))
hash(2**61 - 1)
hash(-(2**61))
hash(1.5)
hash("a") == hash("a")
hash([1])
hash({})
hash((1, [2]))
bin(-5)
hex(-255)
oct(-8)
bin(2.5)
chr(-1)
chr(0x110000)
chr(128512)
ord("ab")
ord(b"a")
ord(b"ab")
ord(5)
(5).real
(5).imag
(5).numerator
(5).denominator
(True).real
(2.5).imag
(2.5).real
sum([0.1] * 10)
sum([1e100, 1.0, -1e100])
sum([0.1, 0.2, 3, "a"])
sum([1.5, Adds(2)])
sum([Adds(1), Adds(2)], 0)
sum([[1], [2]], [])
sum(["a"], "")
sum([b"a"], b"")
sum([], start=5)
sum([0.1, 0.2, float("inf")])
""",
    "math": r"""
math.sqrt(-1)
math.exp(1000)
math.log(0)
math.log(8, 2)
math.log(8, 1)
math.log(-1)
math.log2(8)
math.log10(1000)
math.pow(0, float("-inf"))
math.pow(0, -1)
math.pow(-8, 1/3)
math.pow(float("-inf"), 0.5)
math.pow(2, float("inf"))
math.floor(float("nan"))
math.ceil(float("inf"))
math.trunc(float("-inf"))
math.trunc("a")
math.floor("a")
math.isqrt(0)
math.isqrt(1)
math.isqrt(99)
math.isqrt(-1)
math.perm(5)
math.perm(5, None)
math.perm(5, 2)
math.comb(5, 4)
math.comb(2, 5)
math.comb(-1, 2)
math.comb(2, -1)
math.lcm(0, 5)
math.lcm(4, 6)
math.lcm()
math.gcd()
math.gcd(0, 0)
math.gcd(12, -18)
math.hypot(float("nan"), 1)
math.hypot(float("nan"), float("inf"))
math.hypot(0, 0)
math.hypot(0.5, 1.25)
math.hypot(3, 4)
math.dist([0, 0], [3, 4])
math.dist([0], [1, 2])
math.isclose(1, 1)
math.isclose(1, 1.1, rel_tol=0.2)
math.isclose(0, 1e-10, abs_tol=1e-9)
math.isclose(float("inf"), 1)
math.isclose(float("inf"), float("inf"))
math.modf(float("nan"))
math.modf(float("inf"))
math.modf(-2.5)
math.fmod(5, 0)
math.fmod(float("nan"), 0)
math.fmod(-7.5, 2)
math.prod([])
math.prod([2, 3], start=4)
math.factorial(-1)
math.factorial(2.5)
math.fsum([0.1] * 10)
math.fsum([1e308, 1e308, -1e308])
math.fsum([float("inf"), float("-inf")])
math.fsum([float("inf"), 1.0])
math.fsum([float("nan"), float("-inf")])
math.copysign(1, -0.0)
math.sin("a")
math.degrees(math.pi)
math.atan2(0, -1)
math.acos(2)
""",
    "text": r"""
"x".join(5)
"x".join(["a", 5])
"x".join(None)
b"x".join(5)
b"x".join([b"a", "b"])
b"x".join([b"a", b"b"])
b"x".join("a")
"abc".startswith(("x", "a"))
"abc".startswith(("x", 5))
"abc".startswith(5)
"abc".endswith(("c",), 5)
"abc".find("c", 5)
"abc".find("", 4)
"abc".index("x")
"abc".rindex("x")
"abc".count("", 1)
"abc".count("b", 5)
b"abc".startswith((b"x", b"a"))
b"abc".startswith("a")
b"abc".startswith(("a",))
b"abc".endswith(b"c")
b"abc".endswith(b"c", 5)
b"abc".find(b"c")
b"abc".find(99)
b"abc".find(256)
b"abc".find("a")
b"abc".find(b"", 5)
b"abc".index(b"x")
b"abc".rindex(b"b")
b"abc".count(b"")
b"abc".count(b"", 5)
b"abc".count(b"b")
b" x ".strip(None)
b"xax".strip(b"x")
b"xax".strip("x")
b"a,b".split(b"")
b"a,b".split(",")
b"a b".split(None, 1)
b"a,b,c".rsplit(b",", 1)
b"aXbXc".replace(b"X", b"", 1)
b"aXbXc".replace(b"X", b"--")
b"a".replace("a", b"b")
b"abcdef".hex()
b"abcdef".hex(":")
b"abcdef".hex(b"-", 2)
b"abcdef".hex(":", -4)
b"abcdef".hex(":", 0)
b"ab".hex([1])
b"ab".hex("--")
bytes.fromhex("61 62")
bytes.fromhex("6")
bytes.fromhex("zz")
bytes.fromhex(5)
bytes(3)
bytes(-1)
bytes([1, 2])
bytes([256])
bytes("a")
bytes("é", "utf-8")
bytes("é", "latin-1")
bytes("é", "ascii")
bytes("€", "utf-8")
bytes("😀", "utf-8")
bytes("€", "cp9999")
bytes(5, "utf-8")
bytes("a", None)
bytes(2.5)
bytes(None)
bytes(gen())
b"ab" + "c"
b"ab" + b"c"
b"ab" == "ab"
b"a" < b"b"
b"b" <= b"b"
b"b" > b"a"
97 in b"abc"
256 in b"abc"
b"bc" in b"abc"
"a" in b"abc"
5 in "abc"
"é".encode("ascii")
"é".encode("utf-8")
"é".encode("latin-1")
"é".encode(5)
"é".encode(encoding="nope")
b"\xc3\xa9".decode()
b"\xff".decode()
b"\xff".decode("latin-1")
str(b"ab", "ascii")
str(b"ab", encoding=None)
str(5, "ascii")
str("a", "ascii")
str()
str(object=5)
str(b"a", 5)
"ab".center(5, "xy")
"ab".center(-5)
"ab".center(7, "*")
"ab".ljust("5")
"-5".zfill(4)
"+5".zfill(1)
"a\tb".expandtabs(0)
"a\tb".expandtabs(4)
"a\tb\n\tc".expandtabs()
"a\nb\r\n".splitlines(True)
"a\nb\r\n".splitlines(False)
"a\nb".splitlines(0)
"a\nb".splitlines(keepends=1)
"abc".removesuffix("c")
"abc".removesuffix("")
"abc".removeprefix("x")
"abc".translate({97: "x", 98: None, 99: 100})
"abc".translate(5)
"abc".translate({97: 1.5})
str.maketrans("ab", "cd", "e") == {97: 99, 98: 100, 101: None}
str.maketrans({"a": 1, 5: "b"})
str.maketrans("ab")
str.maketrans("ab", "c")
str.maketrans("a", 5)
str.maketrans(5, "a")
str.maketrans("a", "b", 5)
"a b  c".split(maxsplit=1)
"abc".split("")
"abc".partition("")
"abc".partition(5)
"a,b".partition(",")
"abc".replace("", "-")
"abc".replace("b", 5)
"aaa".replace("a", "b", -1)
"ß".upper()
"abc".strip("ac")
"abc".strip(5)
"hello"[10]
"hello"["a"]
"abc" * -1
"😀a" < "\uffff"
"a" < "😀"
sorted(["\uffff", "😀", "a"])
"abc" > 5
repr("it's")
repr('say "hi"')
repr('it\'s "x"')
ascii("é😀\x00")
ascii("\u20ac")
len("😀")
len(b"ab")
len(5)
len(range(10**20))
len(Sized())
"%s" % (1, 2)
"%d" % "a"
"%d" % 2.9
"%d" % float("nan")
"%d" % float("inf")
"%x" % 255.0
"%c" % "a"
"%c" % "ab"
"%c" % 97
"%c" % -1
"%f" % "a"
"%.*f" % (2, 1.5)
"%.*f" % (-2, 1.5)
"%*d" % (5, 1)
"%*d" % (-5, 1)
"%*d" % ("a", 1)
"%(a)s" % {"a": 1}
"%(a)s" % 5
"%(a)s %(b)s" % {"a": 1}
"%(a" % {"a": 1}
"%" % ()
"%z" % 1
"%é" % 1
"%s %s" % (1,)
"%s" % [1]
"%i%%" % 5
"a" % {}
"a" % []
"a" % 5
"%+d % d" % (5, 5)
"%#x %#o" % (255, 8)
"%05.1f|%-6d|" % (2.55, 3)
"%r %a" % ("é", "é")
"%e %G" % (12345.678, 1e-10)
""",
    "formats": r"""
format(5, "é")
format(5, "\x01")
format(5, "99999999999999999999")
format(5, ".")
format(5, ".2")
format(5, ",_")
format(5, "_,")
format(5, ",,")
format(5, "_d")
format(123456, "_x")
format(123456, ",x")
format(5, None)
format("a", 5)
format("a", "z")
format("a", "#")
format("a", "+")
format("a", "=5")
format("abc", ".2")
format("abc", "^7")
format("abc", "05")
format("abc", "d")
format(97, "c")
format(97, "5c")
format(97, "05c")
format(97, "#c")
format(97, "+c")
format(-1, "c")
format(0x110000, "c")
format(1234567, "015,")
format(1234567, "012,d")
format(1234.5, "014,.1f")
format(float("inf"), "08")
format(float("inf"), "+f")
format(float("nan"), " .1f")
format(float("-inf"), "%")
format(float("inf"), "%")
format(0.5, "%")
format(0.5, ".1%")
format(-0.0, "z.1f")
format(-0.04, "z.1f")
format(1.5, "#.0f")
format(1.5, ".0f")
format(1.0, "g")
format(1.0, "#g")
format(1e20, "n")
format(1.5, ".0")
format(100.0, ".0")
format(123.456, ".3")
format(1e10, "")
format(9.99, ".1e")
format(99.95, ".2g")
format(5, "e")
format(10**400, "f")
format(True, "d")
format(True, "")
format([1], "")
format([1], "5")
format(None, ">6")
format(12, "#x") + format(12, "#X") + format(12, "#o") + format(12, "#b")
format(-12, "=+8")
"{:{}}".format(5, ">4")
"{:{:{}}}".format(1, 2, 3)
"{0[a]}".format({"a": 1})
"{0[0]}".format([7])
"{0[a.b]}".format({"a.b": 1})
"{0.real.imag}".format(5)
"{0.nothing}".format(5)
"{0.n}".format(Plain())
"{0.kind}".format(Plain())
"{0.nothing}".format(Plain())
"{0[0]x}".format([7])
"{0.}".format(5)
"{0[]}".format(5)
"{0[0}".format([7])
"{a{b}}".format(a=1, b=2)
"{!r:>5}".format("a")
"{!a}".format("é")
"{!}".format(5)
"{!z}".format(5)
"{!rx}".format(5)
"{} {0}".format(5)
"{0} {}".format(5)
"{a}".format(b=1)
"{}".format()
"{".format()
"}".format()
"{{}}".format()
"{:d}".format("a")
"{:>{w}}".format("a", w=4)
"{0.start} {0.stop} {0.step}".format(range(1, 2))
"{0.start} {0.stop} {0.step}".format(slice(1, 2))
"{a}".format_map({"a": 1})
"{b}".format_map({"a": 1})
f"{5!r:>4}{'a':*^5}{2.5:.2f}"
""",
    "collections": r"""
[1, 2] < [1, 3]
[1] == (1,)
(lambda a: a == a)([float("nan")])
slice(1, 2) == slice(1, 2)
slice(1, 2) < slice(1, 3)
slice(1) == slice(None, 1, None)
Counter("aab") == Counter("aba")
Counter("aab") < Counter("aabb")
Counter("aab") > Counter("aabb")
Counter("aab") >= Counter("a")
Counter("aab") <= Counter("a")
Counter({"a": 0}) == Counter()
Counter("aab") - Counter("a")
Counter("aab") & Counter("ab")
Counter("aab") | Counter("bb")
Counter(a=2, b=1)
Counter({"a": 2})["z"]
Counter("aab").most_common(-1)
Counter("aab").most_common(1)
{1, 2} >= {1}
{1, 2} > {1, 2}
{1} <= {1, 2}
{1} < 5
2.5 in range(5)
2.0 in range(5)
"a" in range(5)
range(5).index(2.0)
range(5).index(2.5)
range(5).index("a")
range(5).count(2.0)
range(5).count(2.5)
range(0, 10, 3)[-1]
range(5)[7]
range(1, 2, 0)
range(2.5)
range(3) == range(0, 3, 1)
1 in {1: 2}.keys()
2 in {1: 2}.values()
(1, 2) in {1: 2}.items()
5 in {1: 2}.items()
1 in iter([1, 2])
2 in gen()
1 in Plain()
1 in 5
[] in [[]]
deque([1, 2], maxlen=None)
deque([1, 2, 3], maxlen=2)
deque([1], "a")
deque([1], -1)
deque([1], 2**63)
changed(deque([1, 2], maxlen=2), lambda d: d.append(3))
changed(deque([1, 2], maxlen=2), lambda d: d.appendleft(3))
changed(deque([1, 2], maxlen=3), lambda d: d.append(3))
changed(deque([1, 2], maxlen=3), lambda d: d.appendleft(3))
changed(deque([1, 2], maxlen=2), lambda d: d.insert(0, 3))
changed(deque([1, 2, 3]), lambda d: d.rotate(-1))
changed(deque([]), lambda d: d.rotate(5))
changed(deque([1, 2, 3]), lambda d: d.rotate())
deque([1, 2]).index(5)
deque([1, 2, 1]).index(1, 1)
deque([1, 2]).remove(5)
deque([1]).pop() + deque([2]).popleft()
deque([]).pop()
deque([1]) + [2]
deque([1]) + deque([2])
deque([1, 2]) * 2
deque([1, 2], maxlen=2) * 2
changed(deque([1]), lambda d: operator.iadd(d, [2]))
deque([1]).maxlen
deque([1], maxlen=4).maxlen
dict([(1, 2)], a=3)
dict([1])
dict(["ab"])
dict([(1, 2, 3)])
dict(5)
dict({1: 2}, {3: 4})
defaultdict(int, {1: 2}, {3: 4})
defaultdict(5)
defaultdict(None)
defaultdict(list).default_factory is list
defaultdict(int)["x"]
defaultdict(None)["x"]
{1: 2}.pop(5)
{}.pop(5)
{}.pop(5, 6)
{1: 2}.pop([])
{}.popitem()
OrderedDict([(1, 2), (3, 4)]).popitem(last=False)
OrderedDict([(1, 2), (3, 4)]).popitem(last=True)
list(changed(OrderedDict([(1, 2), (3, 4)]), lambda d: d.move_to_end(1)))
list(changed(OrderedDict([(1, 2), (3, 4)]), lambda d: d.move_to_end(3, last=False)))
OrderedDict([(1, 2)]).move_to_end(5)
OrderedDict([(1, 2)]) == OrderedDict([(1, 2)])
dict.fromkeys("ab")
dict.fromkeys("ab", 0)
dict.fromkeys(5)
{1: 2} | {3: 4}
{1: 2} | [(3, 4)]
defaultdict(int, {1: 2}) | {3: 4}
{1: 2} | defaultdict(int, {3: 4})
{1: 2}.keys() & [1]
{1: 2}.keys() | 5
5 | {1: 2}.keys()
{1: 2}.keys() - {1}
set(5)
frozenset(frozenset([1])) == frozenset([1])
tuple((1, 2))
tuple(5)
list("ab")
type(5, 6)
type(5)
slice(5)
[1, 2, 3][slice(1)]
[1, 2, 3]["a":]
[1, 2, 3][::0]
[1, 2, 3][::-1]
[1, 2].index(5)
[1, 2, 1].index(1, 1)
[1, 2, 1].index(1, "a")
[1, 2].pop(5)
[1, 2].pop(-1)
[1, 2].pop("a")
[].pop()
[1].remove(5)
[1, 2].insert(0, 3)
changed([3, 1, 2], lambda l: l.sort(reverse=True))
changed(["b", "A"], lambda l: l.sort(key=str.lower, reverse=True))
changed([3, 1, 2], lambda l: l.sort(key=None, reverse=0))
sorted([1, "a"])
sorted([3, 1, 2], reverse=True)
sorted([3, 1, 2], reverse=0)
sorted([3, 1, 2], key=lambda x: -x, reverse=True)
max([1, 2], default=5)
max([], default=5)
max([], default=None)
max([])
max(1, 2, default=3)
max([1], bad=3)
min([3, 1], key=lambda x: -x)
max([3, 1], key=lambda x: -x)
max([], key=lambda x: x, default=7)
min(5)
any([0, Sized()])
all([1, Sized()])
any(gen())
list(reversed({1: 2, 3: 4}))
list(reversed({1: 2, 3: 4}.values()))
list(reversed({1: 2, 3: 4}.items()))
list(reversed((1, 2)))
list(reversed("ab"))
list(reversed(range(0, 10, 3)))
list(reversed(deque([1, 2])))
list(reversed({1, 2}))
reversed(5)
list(iter(iter([1, 2])))
next(iter([]), 5)
next(iter([]))
iter(5)
[*itertools.chain([1], (2,), "a")]
callable(len) and callable(int) and not callable(5)
id(5) == id(5)
heapq.heappush(5, 1)
heapq.heappop([])
heapq.heapreplace([], 1)
heapq.heappushpop([], 1)
heapq.nsmallest(2, [3, 1, 2], key=lambda x: -x)
heapq.nlargest(2, [3, 1, 2], key=None)
heapq.nsmallest(-1, [1])
bisect.bisect([1, 2, 3], 2, 1)
bisect.bisect([1, 2, 3], 2, 0, 2)
bisect.bisect([1, 2, 3], 2, hi=None)
bisect.bisect([1, 2, 3], 2, -1)
bisect.bisect([1, 2, 3], 2, 0, 9)
bisect.bisect_left([1, 2, 3], -2, key=lambda x: -x)
bisect.bisect([1, 2, 3], 2, key=None)
changed([1, 3], lambda l: bisect.insort(l, 2, key=lambda x: x))
json.dumps({"a": [1, {}]}, indent="--")
json.dumps([1, 2], indent=0)
json.dumps([1, 2], indent=-1)
json.dumps({"b": 1, "a": 2}, sort_keys=True)
json.dumps({1: 2, "a": 3}, sort_keys=True)
json.dumps("é", ensure_ascii=False)
json.dumps("é", ensure_ascii=True)
json.dumps(float("inf"))
json.dumps(float("-inf"))
json.dumps({(1, 2): 3})
json.dumps({2.5: 1, True: 2, None: 3})
json.dumps(Plain())
json.dumps([1], separators=(", ", ": "))
json.loads(5)
json.loads(b"[1]")
json.loads("[1, 2")
json.loads('"\\ud83d\\ude00"')
json.loads("-Infinity")
copy.copy(Plain()).n
copy.deepcopy(Plain()).n
copy.deepcopy(Plain) is Plain
copy.copy(Plain) is Plain
copy.deepcopy({1: [2]})
copy.copy(deque([1], maxlen=2))
copy.copy(defaultdict(int, {1: 2}))
operator.contains([1], 1)
operator.not_(5)
operator.truth([])
operator.neg(5)
operator.setitem([1], 0, 5)
operator.delitem({}, 1)
operator.getitem([1], 5)
set.union({1}, [2])
set.add()
set.add({1})
list.append(5, 1)
list.append([1])
list.append([1], 2, 3)
[1].append(x=5)
"a".upper(1)
"a".split(x=1)
"a".split("a", sep="b")
"a".split("a", 1, 2)
"a".split("a", 1, maxsplit=2)
"a".encode(1, 2, 3)
sorted()
sorted([1], None)
round()
round(1, 2, 3)
int.from_bytes()
Counter().most_common(1, 2)
{}.update(1, 2)
{}.setdefault()
""",
    "objects": r"""
isinstance(None, type(None))
isinstance(5, None)
isinstance(5, (int, str))
isinstance(5, (int, 6))
isinstance(True, int)
isinstance(5, int | str)
isinstance("a", int | None)
isinstance(None, int | None)
issubclass(bool, int)
issubclass(5, int)
issubclass(Sub, (int, Plain))
issubclass(int, None)
(int | None) == int
str(int)
repr(Plain) == repr(Plain)
Plain.__mro__[1:]
Sub.__bases__ == (Plain,)
Sub.__mro__[0] is Sub
int.__mro__
bool.__bases__
int.__module__
Plain.__name__
Plain.__doc__
Plain().__class__ is Plain
(5).__class__
len.__name__
len.__qualname__
(5).nothing
"a".nothing
Plain().nothing
Plain.nothing
[].nothing
(lambda: 5).nothing
range(1, 2, 3).start
range(1, 2, 3).stop
range(1, 2, 3).step
range(1).nothing
slice(1, 2, 3).start
slice(1, 2, 3).stop
slice(1, 2, 3).step
slice(1).nothing
type(iter([]))
type(iter({}))
type(iter({}.values()))
type(iter({}.items()))
type({}.keys())
type(iter(frozenset()))
type(iter(set()))
type(iter(()))
type(iter(range(1)))
type(reversed([]))
type(gen())
type(len)
type([].append)
type(Plain().__init__)
type(lambda: 5)
type(math)
type(None)
type(int)
type(Plain) is type
{}.keys()
{1: 2}.values()
{1: 2}.items()
ValueError("a", 1).args
str(ValueError())
str(ValueError("a"))
str(ValueError("a", 1))
str(KeyError("a"))
str(KeyError())
str(KeyError("a", 1))
repr(ValueError("a"))
repr(ValueError(1, "b"))
str(OSError(2, "no"))
str(OSError(2, "no", "file"))
repr(OSError(2, "no"))
type(OSError(2, "no"))
type(OSError(5, "no"))
OSError(2, "no").errno
OSError(2, "no").strerror
OSError(2, "no", "f").filename
OSError("a").errno
OSError("a").args
SystemExit(3).code
SystemExit().code
SystemExit(1, 2).code
StopIteration(5).value
StopIteration().value
ImportError("m").msg
ImportError("m", name="n").msg
ImportError("m", bad=1)
ValueError(a=1)
AttributeError("m", name="n").args
NameError("m", name="n").args
ValueError("x").__cause__
ValueError("x").__context__
ValueError("x").__traceback__
ValueError("x").__suppress_context__
ValueError("x").nothing
repr(caught(chained).__cause__)
caught(chained).__suppress_context__
caught(lambda: 1 / 0).args
caught(lambda: [][1]).args
ExceptionGroup("g", [ValueError(1), KeyError(2)])
str(ExceptionGroup("g", [ValueError(1)]))
str(ExceptionGroup("g", [ValueError(1), KeyError(2)]))
ExceptionGroup("g", [ValueError(1)]).exceptions
ExceptionGroup("g", [ValueError(1)]).message
ExceptionGroup("g", [])
ExceptionGroup("g")
ExceptionGroup(5, [ValueError(1)])
ExceptionGroup("g", 5)
ExceptionGroup("g", [5])
ExceptionGroup("g", [KeyboardInterrupt()])
BaseExceptionGroup("g", [KeyboardInterrupt()])
type(BaseExceptionGroup("g", [ValueError()]))
ExceptionGroup("g", [ValueError(1), KeyError(2)]).subgroup(ValueError)
ExceptionGroup("g", [ValueError(1), KeyError(2)]).subgroup(TypeError)
ExceptionGroup("g", [ValueError(1), KeyError(2)]).subgroup((TypeError, KeyError))
ExceptionGroup("g", [ValueError(1), KeyError(2)]).split(KeyError)
ExceptionGroup("g", [ExceptionGroup("h", [ValueError(1)]), KeyError(2)]).split(ValueError)
ExceptionGroup("g", [ValueError(1)]).derive([KeyError(3)])
isinstance(ExceptionGroup("g", [ValueError()]), Exception)
list[int] == list[int]
[1][0:1]
object() == object()
Same() == 5
[Same()] == [5]
Plain() == Plain()
Plain() < Plain()
vars(Plain())
Plain().__dict__
getattr(Plain(), "n")
getattr(Plain(), "m", 5)
getattr(Plain(), "m")
hasattr(5, "real")
hasattr([], "append")
"a".__len__()
[1, 2].__len__()
[1, 2].__getitem__(0)
[1].__contains__(1)
{1: 2}.__contains__(1)
(5).__str__()
[5].__repr__()
[1].__iter__().__next__()
changed([], lambda a: a.append(a))
changed({}, lambda a: a.update(a=a))
changed(deque(), lambda a: a.append(a))
repr(changed([], lambda a: a.append((a,))))
print.__name__
""",
}


def main():
    scope = {}
    exec(PRELUDE, scope)
    table = {"prelude": PRELUDE}
    for group, text in GROUPS.items():
        rows = []
        for expression in text.strip("\n").split("\n"):
            try:
                result = repr(eval(expression, scope))
            except UnicodeError as e:
                result = "!%s" % type(e).__name__
            except BaseException as e:
                result = "!%s: %s" % (type(e).__name__, e)
            rows.append([expression, repr(result)])
        table[group] = rows
    json.dump(table, sys.stdout, indent=1)
    sys.stdout.write("\n")


main()
