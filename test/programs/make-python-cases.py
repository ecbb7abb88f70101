"""What CPython 3.12 says: writes test/programs/python-cases.json, the table that the tests compare with.

    python3.12 make-python-cases.py > python-cases.json
    python3.12 make-python-cases.py 5000 7 > /tmp/more.json      # cases per group, seed

Values are written as literals; a result that is an exception as "!Type: message" (of KeyError: the key).
"""
import json
import operator as o
import random
import sys
from collections import Counter, defaultdict, deque

PER_GROUP = int(sys.argv[1]) if len(sys.argv) > 1 else 250
random.seed(int(sys.argv[2]) if len(sys.argv) > 2 else 1)

names = {
    "inf": float("inf"), "nan": float("nan"), "deque": deque, "Counter": Counter, "defaultdict": defaultdict,
    "dict_keys": lambda d: d.keys(), "dict_values": lambda d: d.values(), "dict_items": lambda d: d.items(),
}


def value(text):
    return eval(text, dict(names))


def literal(v):
    many = lambda items: ", ".join(literal(x) for x in items)
    if isinstance(v, Counter):
        return "Counter(%s)" % literal(dict(v))
    if isinstance(v, defaultdict):
        return "defaultdict(%s, %s)" % (literal(v.default_factory), literal(dict(v)))
    if isinstance(v, type):
        return v.__name__
    if isinstance(v, dict):
        return "{%s}" % ", ".join("%s: %s" % (literal(k), literal(x)) for k, x in v.items())
    if isinstance(v, list):
        return "[%s]" % many(v)
    if isinstance(v, tuple):
        return "(%s%s)" % (many(v), "," if len(v) == 1 else "")
    if isinstance(v, deque):
        return "deque([%s]%s)" % (many(v), "" if v.maxlen is None else ", maxlen=%d" % v.maxlen)
    if isinstance(v, frozenset):
        return "frozenset({%s})" % ", ".join(sorted(map(literal, v))) if v else "frozenset()"
    if isinstance(v, set):
        return "{%s}" % ", ".join(sorted(map(literal, v))) if v else "set()"
    if type(v) in (int, float, bool, str, bytes, range, slice, type(None)):
        return repr(v)
    raise NotImplementedError(type(v))


def result(run):
    try:
        text = literal(run())
        return text if len(text) < 400 else None
    except NotImplementedError:
        return None
    except KeyError as e:
        return "!KeyError: %s" % literal(e.args[0])
    except OverflowError as e:
        if "complex" in str(e):
            return None
        return "!OverflowError" if len(e.args) == 2 else "!OverflowError: %s" % e
    except ValueError as e:
        return None if "set_int_max_str_digits" in str(e) else "!ValueError: %s" % e
    except MemoryError:
        return "!MemoryError"
    except Exception as e:
        return "!%s: %s" % (type(e).__name__, e) if str(e) else "!" + type(e).__name__


INTS = ["0", "1", "-1", "2", "3", "-3", "7", "-7", "10", "255", "True", "False", "123456789012345678901234567890",
        "-98765432109876543210", "9007199254740993", "1000"]
FLOATS = ["0.0", "-0.0", "0.5", "-0.5", "1.0", "2.5", "-2.5", "3.7", "1e+16", "1e-05", "1e+300", "1e-300", "0.1",
          "inf", "-inf", "nan", "123456.789", "5e-324", "9007199254740992.0"]
STRINGS = ["''", "'a'", "'abc'", "'b'", "'é'", "'😀x'", "'\\uffff'", "'%s'", "'abcab'", "'\\n'"]
BYTES = ["b''", "b'a'", "b'abc'", "b'\\xff'"]
LISTS = ["[]", "[1]", "[1, 2]", "[1, 2, 3]", "['a']", "[1, [2]]", "[1.0, 2]", "[True]"]
TUPLES = ["()", "(1,)", "(1, 2)", "(1, 'a')", "('a', (2,))", "(1.0,)"]
SETS = ["set()", "{1}", "{1, 2}", "{2, 3}", "{'a'}", "frozenset()", "frozenset({1, 2})", "frozenset({2})"]
DICTS = ["{}", "{1: 2}", "{1: 3, 'a': 4}", "{'a': 4, 1: 3}", "{1.0: 2}", "defaultdict(int, {1: 2})",
         "Counter({'a': 2, 'b': 1})", "Counter({'a': 1, 'c': 3})", "Counter()", "{(1, 2): None}"]
DEQUES = ["deque([])", "deque([1, 2])", "deque([1, 2, 3], maxlen=3)", "deque([2])"]
VIEWS = ["dict_keys({1: 2})", "dict_keys({'a': 1, 2: 2})", "dict_items({1: 2})", "dict_values({1: 2})"]
OTHERS = ["None", "range(0, 3)", "range(0, 0)", "range(5, 0, -2)", "range(3, -1, -2)", "int", "slice(1, 2, None)"]
ALL = [INTS, FLOATS, STRINGS, BYTES, LISTS, TUPLES, SETS, DICTS, DEQUES, VIEWS, OTHERS]


def anything():
    return random.choice(random.choice(ALL))


def pair():
    if random.random() < 0.3:
        return anything(), anything()
    group = random.choice(ALL + [INTS + FLOATS] * 4)
    return random.choice(group), random.choice(group)


BINARY = {"+": o.add, "-": o.sub, "*": o.mul, "/": o.truediv, "//": o.floordiv, "%": o.mod, "**": o.pow, "@": o.matmul,
          "<<": o.lshift, ">>": o.rshift, "&": o.and_, "|": o.or_, "^": o.xor}
INPLACE = {"+": o.iadd, "-": o.isub, "*": o.imul, "/": o.itruediv, "//": o.ifloordiv, "%": o.imod, "**": o.ipow,
           "@": o.imatmul, "<<": o.ilshift, ">>": o.irshift, "&": o.iand, "|": o.ior, "^": o.ixor}
COMPARE = {"==": o.eq, "!=": o.ne, "<": o.lt, "<=": o.le, ">": o.gt, ">=": o.ge, "in": lambda a, b: a in b,
           "not in": lambda a, b: a not in b}
UNARY = {"-": o.neg, "+": o.pos, "~": o.invert, "not": o.not_}


def too_big(op, left, right):
    """Beyond what we compute at all."""
    numbers = [x for x in (left, right) if isinstance(x, int)]
    limit = 3000 if op in ("**", "<<") else 5000 if op == "*" and len(numbers) == 1 else None
    if limit is None or not isinstance(right if op != "*" else numbers[0], int):
        return False
    return abs(numbers[-1]) > limit


def binary():
    op, (left, right) = random.choice(list(BINARY)), pair()
    if random.random() < 0.25:
        op = random.choice(["+", "*", "|", "&", "-", "%"])
    if op == "*" and random.random() < 0.5:
        right = random.choice(INTS)
    if too_big(op, value(left), value(right)):
        return None
    if op == "**" and isinstance(value(right), float) and value(right) % 1 != 0:
        return None  # the last digit depends on the C library
    return [op, left, right, result(lambda: BINARY[op](value(left), value(right)))]


def inplace():
    op = random.choice(["+", "*", "|", "&", "-", "^", "+", "|"])
    left = random.choice(random.choice([LISTS, SETS, DICTS, DEQUES, TUPLES, STRINGS, VIEWS]))
    right = random.choice(random.choice([LISTS, SETS, DICTS, DEQUES, TUPLES, INTS[:8], STRINGS, VIEWS, OTHERS]))
    same = random.choice([LISTS, SETS, DICTS, DEQUES])
    if random.random() < 0.5:
        left, right = random.choice(same), random.choice(same)
    if too_big(op, value(left), value(right)):
        return None
    a, b = value(left), value(right)
    if isinstance(a, Counter) and not isinstance(b, Counter):
        return None  # whatever has the methods will do, and what has not fails half-way
    if op == "*" and not isinstance(a, (int, float, str, bytes, tuple, list, deque)):
        return None  # another message in place than not in place
    if op == "&" and left in VIEWS:
        return None  # which of two equal items stays
    before = literal_or(a)
    expected = result(lambda: INPLACE[op](a, b))
    if expected is not None and expected.startswith("!") and literal_or(a) != before:
        return None  # CPython changed it half and then raised
    return [op, left, right, expected]


def literal_or(v):
    try:
        return literal(v)
    except NotImplementedError:
        return None


def compare():
    op, (left, right) = random.choice(list(COMPARE)), pair()
    if op in ("in", "not in"):
        right = random.choice(random.choice(ALL[2:]))
        if random.random() < 0.5:
            left = random.choice(["1", "'a'", "2", "(1, 2)", "'b'", "97", "b'b'", "1.0", "nan", "frozenset({2})", "{2}"])
    return [op, left, right, result(lambda: COMPARE[op](value(left), value(right)))]


def unary():
    op, operand = random.choice(list(UNARY)), anything()
    return [op, operand, result(lambda: UNARY[op](value(operand)))]


def some_float():
    pick = random.random()
    if pick < 0.3:
        return value(random.choice(FLOATS))
    if pick < 0.6:
        return random.uniform(-1, 1) * 10 ** random.randint(-20, 20)
    return round(random.uniform(-2000, 2000), random.randint(0, 4))


def some_text():
    chars = ["a", "b", "'", '"', "\\", "\n", "\t", "\r", "\0", "\x7f", "\x80", "\xa0", "\xad", "é", "\u200b", "\u2028",
             "\ue000", "中", "😀", "\U000e0001", " ", "%", "{"]
    return "".join(random.choice(chars) for _ in range(random.randint(0, 6)))


def representation():
    pick = random.random()
    if pick < 0.35:
        v = some_float()
    elif pick < 0.6:
        v = some_text()
    elif pick < 0.7:
        v = bytes(random.choice([0, 9, 10, 13, 34, 39, 65, 92, 127, 200, 255]) for _ in range(random.randint(0, 5)))
    else:
        text = random.choice(random.choice([LISTS, TUPLES, DICTS, DEQUES, OTHERS, INTS]))
        return [text, repr(value(text))]
    return [literal(v), repr(v)]


SPEC_TYPES = ["", "d", "f", "e", "g", "F", "G", "E", "%", "x", "X", "o", "b", "s", "n", "c"]


def spec():
    maybe = lambda chance, *items: random.choice(items) if random.random() < chance else ""
    fill = maybe(0.3, "*", "0", "é", " ", "<")
    align = random.choice("<>^=") if fill else maybe(0.2, "<", ">", "^", "=")
    text = fill + align + maybe(0.25, "+", "-", " ") + maybe(0.04, "z") + maybe(0.15, "#") + maybe(0.2, "0")
    text += maybe(0.5, "1", "5", "8", "12", "15") + maybe(0.2, ",", "_") + maybe(0.35, ".0", ".1", ".2", ".3", ".6", ".10")
    return text + random.choice(SPEC_TYPES)


def formatting():
    v = random.choice([some_float, some_float, lambda: value(random.choice(INTS)), some_text, lambda: random.choice([1, None, (1,)])])()
    s = spec()
    return [literal(v), s, result(lambda: format(v, s))]


def percent():
    conversions = random.randint(0, 3)
    text, args = "", []
    for _ in range(conversions):
        kind = random.choice("sssrdddiuxXofeEgGc%a")
        flags = "".join(random.sample("-+ #0", random.choice([0, 0, 1, 1, 2])))
        text += "<%" + flags + random.choice(["", "", "5", "8", "*"]) + random.choice(["", "", ".2", ".0", ".5"]) + kind + ">"
        if "*" in text.split("<")[-1]:
            args.append(random.choice([3, 6, -6]))
        if kind != "%":
            number = random.choice([5, -42, 3.7, -0.5, 1e10, True, 65, 0, 10**20, 0.0001])
            args.append(number if kind not in "sra" or random.random() < 0.3 else random.choice(["abc", "é'", None, [1], 2.5]))
    if random.random() < 0.1:
        args.append("extra") if random.random() < 0.5 else args and args.pop()
    given = tuple(args) if len(args) != 1 or random.random() < 0.5 else args[0]
    return [literal(text), literal(given), result(lambda: text % given)]


def index(v):
    pick = random.random()
    part = lambda: random.choice([None, None, 0, 1, 2, -1, -2, 5, -9, 10**30])
    if pick < 0.35:
        return random.choice([0, 1, -1, 2, -2, 5, -6, True, 10**20])
    if pick < 0.75:
        return slice(part(), part(), random.choice([None, None, None, 1, 2, -1, -2, 3, 0, 10**20]))
    return random.choice(["a", 1.0, None, (1, 2), "zz", 1, [1], (1,), {2}])


def indexable():
    text = random.choice(["[]", "[1, 2, 3]", "[0, 1, 2, 3, 4, 5, 6]", "(1, 2, 3)", "()", "'hello'", "'a😀b'", "b'xyz'", "range(0, 10)",
                          "range(10, 0, -3)", "{'a': 1, 1: 2}", "{(1, 2): 3}", "deque([1, 2, 3])", "defaultdict(int, {'a': 1})",
                          "defaultdict(list, {})", "Counter({'a': 2})", "{1, 2}", "5", "None", "1.5", "frozenset({1})"])
    return text


def get():
    text = indexable()
    v, i = value(text), index(None)
    got = result(lambda: v[i])
    return [text, literal(i), got, literal(v)]


def fitting(v):
    """An index; for what has no items to change none that is too large, which CPython looks at first."""
    i = index(v)
    return 0 if i == 10**20 and not isinstance(v, (list, deque, dict)) else i


def put():
    text = indexable()
    v = value(text)
    i = fitting(v)
    new = random.choice(["[]", "[9]", "[8, 9]", "(7, 8, 9)", "'ab'", "5", "range(0, 3)", "None", "{5}", "{6: 7}"])

    def run():
        v[i] = value(new)
    return [text, literal(i), new, result(run), literal(v)]


def delete():
    text = indexable()
    v = value(text)
    i = fitting(v)

    def run():
        del v[i]
    return [text, literal(i), result(run), literal(v)]


def group(make):
    rows, seen = [], set()
    for _ in range(PER_GROUP * 40):
        row = make()
        key = json.dumps(row)
        if row is None or None in row or key in seen:
            continue
        seen.add(key)
        rows.append(row)
        if len(rows) == PER_GROUP:
            break
    return rows


groups = {"binary": binary, "inplace": inplace, "compare": compare, "unary": unary, "repr": representation,
          "format": formatting, "percent": percent, "get": get, "set": put, "delete": delete}
sys.stdout.write("{\n")
for at, (name, make) in enumerate(groups.items()):
    rows = ",\n".join("    " + json.dumps(row, ensure_ascii=True) for row in group(make))
    sys.stdout.write('  "%s": [\n%s\n  ]%s\n' % (name, rows, "," if at < len(groups) - 1 else ""))
sys.stdout.write("}\n")
