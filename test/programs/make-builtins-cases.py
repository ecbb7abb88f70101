"""What CPython 3.12 says of calls to built-ins: writes test/programs/builtins-cases.json.

    python3.12 make-builtins-cases.py > builtins-cases.json
    python3.12 make-builtins-cases.py 5000 7 > /tmp/more.json    # cases per group, seed

A row is: name, arguments (a tuple), keywords (a dict), result or "!Type: message", the arguments afterwards.
"""
import bisect
import copy
import heapq
import json
import math
import operator
import random
import sys
from collections import Counter, OrderedDict, defaultdict, deque

PER_GROUP = int(sys.argv[1]) if len(sys.argv) > 1 else 250
random.seed(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
if hasattr(sys, "set_int_max_str_digits"):
    sys.set_int_max_str_digits(4300)


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
    if type(v).__name__ in ("list_reverseiterator", "reversed", "range_iterator", "dict_reversekeyiterator", "chain"):
        return literal(list(v))
    if type(v).__name__ == "_deque_reverse_iterator":
        return literal(list(v))
    raise NotImplementedError(type(v))


def result(run):
    try:
        return literal(run())
    except NotImplementedError:
        return None
    except OverflowError as e:
        return "!OverflowError" if len(e.args) == 2 else "!OverflowError: %s" % e
    except KeyError as e:
        return "!KeyError: %s" % literal(e.args[0])
    except UnicodeError as e:
        return "!%s" % type(e).__name__
    except Exception as e:
        name = ("json." if isinstance(e, json.JSONDecodeError) else "") + type(e).__name__
        return "!%s: %s" % (name, e) if str(e) else "!%s" % name


modules = {"math": math, "heapq": heapq, "bisect": bisect, "copy": copy, "json": json, "operator": operator}
types = {t.__name__: t for t in (int, float, str, bytes, bool, list, tuple, dict, set, frozenset, deque, Counter, defaultdict, OrderedDict, range, slice, type)}
scope = dict(types, inf=float("inf"), nan=float("nan"))


def callee(name):
    if "." not in name:
        return types.get(name) or __builtins__.__dict__[name]
    owner, member = name.rsplit(".", 1)
    return getattr(modules.get(owner) or types[owner], member)


def row(name, args, keywords=None):
    """`args` and `keywords` are literals."""
    given = eval(args, dict(scope))
    named = eval(keywords or "{}", dict(scope))
    got = result(lambda: callee(name)(*given, **named))
    made = [name, args, keywords or "{}", got, literal(given)]
    return None if got is None or "<class" in got + made[4] else made


pick = random.choice
INTS = ["0", "1", "-1", "7", "-13", "255", "1000", "True", "False", str(2**64), str(-10**20)]
FLOATS = ["0.5", "-0.0", "2.5", "-1.5", "3.0", "1e+16", "1e-05", "inf", "-inf", "nan", "0.1", "123456.789", "1e+300"]
TEXTS = ["''", "'a'", "'abc'", "'Hello World'", "'  two  words '", "'a,b,,c'", "'aXbXc'", "'x\\ty'", "'line\\nnext\\r\\nlast'", "'éß😀'", "'12'", "' -42 '",
         "'0x1F'", "'1_000'", "'3.14'", "'ABC'", "'ǆ'", "'hello hello'", "'{}'", "'Don\\'t'", "'ﬁ'", "'٣'", "'²'", "'İ'", "'they\\'re bill\\'s'"]
BYTES = ["b''", "b'abc'", "b'a b'", "b'\\xff\\x00'", "b' x '", "b'a,b'", "b'AbC'"]
LISTS = ["[]", "[1]", "[3, 1, 2]", "['b', 'a']", "[1, 'a']", "[1, 2, 1, 2]", "[[1], [2]]", "[1.5, 1, True]", "[None]", "[(2, 'x'), (1, 'y')]", "[0, 5, 5, 9]"]
OTHERS = ["(1, 2)", "()", "{}", "{'a': 1}", "{1: 2, 3: 4}", "{1, 2}", "set()", "frozenset({1})", "deque([1, 2])", "range(0, 5)", "None", "Counter({'a': 2})", "((1, 2), (3, 4))", "int"]
SMALL = ["0", "1", "2", "-1", "-2", "5", "100", "None", "'a'", "1.0", "True"]


def anything():
    return pick(pick([INTS, FLOATS, TEXTS, BYTES, LISTS, OTHERS]))


def listed(items):
    return "(%s%s)" % (", ".join(items), "," if len(items) == 1 else "")


METHODS = {
    "str": "capitalize casefold center count encode endswith expandtabs find index isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower lstrip partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title upper zfill translate".split(),
    "list": "append clear copy count extend index insert pop remove reverse sort".split(),
    "tuple": ["count", "index"],
    "dict": "clear copy get pop popitem setdefault update".split(),
    "set": "add clear copy difference difference_update discard intersection intersection_update isdisjoint issubset issuperset remove symmetric_difference symmetric_difference_update union update".split(),
    "frozenset": "copy difference intersection isdisjoint issubset issuperset symmetric_difference union".split(),
    "deque": "append appendleft clear copy count extend extendleft index insert pop popleft remove reverse rotate".split(),
    "bytes": "count decode endswith find hex index isalnum isalpha isascii isdigit isspace join lower lstrip partition replace rfind rindex rpartition rsplit rstrip split startswith strip upper".split(),
    "int": "as_integer_ratio bit_count bit_length conjugate is_integer to_bytes".split(),
    "float": "as_integer_ratio conjugate hex is_integer".split(),
    "range": ["count", "index"],
    "Counter": "update subtract most_common total get copy elements".split(),
}
SELVES = {
    "str": TEXTS, "list": LISTS, "tuple": ["()", "(1, 2, 1)", "('a',)", "(1.0, True)"],
    "dict": ["{}", "{'a': 1, 'b': 2}", "{1: 'x', (1, 2): 'y'}", "{0: 1}"],
    "set": ["set()", "{1, 2, 3}", "{'a', 1}"], "frozenset": ["frozenset()", "frozenset({1, 2})"],
    "deque": ["deque([])", "deque([1, 2, 3])", "deque([1, 2], maxlen=2)", "deque([3, 1, 3, 2])", "deque([], maxlen=0)"],
    "bytes": BYTES, "int": INTS, "float": FLOATS, "range": ["range(0, 10)", "range(5, -5, -2)"], "Counter": ["Counter({})", "Counter({'a': 3, 'b': 1, 'c': 3})"],
}
FITTING = {
    "str": TEXTS + ["' '", "'l'", "'X'", "','", "' H'", "('a', 'H')", "None", "{97: 'Z', 108: None}"] + SMALL,
    "bytes": BYTES + ["97", "b' '", "b','", "'a'", "None", "(b'a',)", "256"] + SMALL, "list": LISTS + SMALL + ["(4, 5)", "'xy'"], "tuple": SMALL + ["1.0"],
    "dict": ["'a'", "1", "0", "(1, 2)", "[]", "{'z': 1}", "[(1, 2)]", "None", "5", "['ab']", "[(1, 2, 3)]", "False"], "set": OTHERS + SMALL + LISTS,
    "frozenset": OTHERS + SMALL, "deque": SMALL + LISTS, "int": ["1", "2", "8", "'little'", "'big'", "0"], "float": [], "range": SMALL + ["4", "-1", "9"],
    "Counter": ["'aab'", "{'a': 1}", "['a', 'z']", "1", "2", "None", "'a'"],
}
KEYWORDS = {"str.split": ["{'maxsplit': 1}", "{'sep': 'l'}", "{'sep': None, 'maxsplit': 0}", "{'bad': 1}"], "str.rsplit": ["{'maxsplit': 1}"],
            "list.sort": ["{'reverse': True}", "{'reverse': False}", "{'cmp': 1}"], "dict.update": ["{'z': 1}", "{'a': 5}"], "Counter.update": ["{'a': 5}"],
            "str.splitlines": ["{'keepends': True}"], "int.to_bytes": ["{'signed': True}"], "str.expandtabs": ["{'tabsize': 4}"]}


def method():
    owner = pick(list(METHODS))
    name = "%s.%s" % (owner, pick(METHODS[owner]))
    count = pick([0, 0, 1, 1, 1, 1, 2, 2, 3])
    args = [pick(SELVES[owner])] + [pick(FITTING[owner]) for _ in range(count if FITTING[owner] else 0)]
    if name in ("Counter.copy", "bytes.hex", "bytes.decode", "list.sort"):
        args = args[:1]
    if name in ("deque.rotate", "int.to_bytes"):
        args = args[:2]
    if name == "Counter.most_common" and "{" in "".join(args[1:]):
        return None
    keywords = pick(KEYWORDS[name]) if name in KEYWORDS and random.random() < 0.3 else None
    if owner in ("set", "Counter") or name in ("dict.popitem", "str.translate"):
        args = args[:2] if name != "dict.popitem" else args[:1]
    if name in ("Counter.most_common", "str.translate") and args[1:] and args[1][0] in "'([":
        return None
    return row(name, listed(args), keywords)


def text_method():
    name = "str.%s" % pick(METHODS["str"])
    alphabet = ["a", "b", "X", " ", "\t", "\n", "é", "😀", "1", ",", "-", "ß"]
    text = lambda most: literal("".join(pick(alphabet) for _ in range(random.randint(0, most))))
    args = [text(8)]
    kind = name.split(".")[1]
    if kind in ("center", "ljust", "rjust"):
        args += [str(random.randint(0, 14))] + pick([[], ["'*'"], ["'😀'"]])
    elif kind == "zfill":
        args += [str(random.randint(0, 12))]
    elif kind in ("split", "rsplit"):
        args += pick([[], ["None", str(random.randint(-1, 3))], [text(1) if random.random() < 0.8 else "','"], ["' '", "1"]])
    elif kind == "replace":
        args += [text(1), text(2)] + pick([[], [str(random.randint(-1, 3))]])
    elif kind in ("find", "rfind", "index", "rindex", "count", "startswith", "endswith"):
        args += [text(2)] + pick([[], [str(random.randint(-9, 9))], [str(random.randint(-9, 9)), str(random.randint(-9, 9))]])
    elif kind in ("strip", "lstrip", "rstrip"):
        args += pick([[], [text(3)]])
    elif kind in ("partition", "rpartition", "removeprefix", "removesuffix"):
        args += [text(2)]
    elif kind == "join":
        args += [pick(["['a', 'b']", "'xyz'", "[]", "('1',)"])]
    elif kind == "translate":
        args += ["{97: 'ZZ', 98: None, 233: 69}"]
    return row(name, listed(args))


FUNCTIONS = "abs all any ascii bin bool bytes callable chr dict divmod float format frozenset hex int isinstance issubclass len list max min oct ord pow range repr reversed round set slice sorted str sum tuple type deque Counter defaultdict".split()


def function():
    name = pick(FUNCTIONS)
    count = pick([0, 1, 1, 1, 1, 1, 2, 2, 3])
    args = [anything() for _ in range(count)]
    if (name == "Counter" and count > 1) or (name == "type" and count != 1):
        return None
    if name in ("str", "bytes") and count > 2:
        args = args[:2]
    if name == "type" and ("Counter" in args[0] or "deque" in args[0]):
        return None
    if name in ("repr", "str", "ascii", "format") and any("{" in a and "}" in a and ":" not in a for a in args):
        return None
    if name in ("bytes", "chr", "list", "range") and any(len(a) > 9 for a in args if a.lstrip("-").isdigit()):
        return None
    if name == "pow" and count == 3 or name == "defaultdict" and count > 2:
        return None
    if name == "pow" and any(len(a) > 9 for a in args if a.lstrip("-").isdigit()):
        return None
    keywords = pick(["{'reverse': True}"]) if name == "sorted" and random.random() < 0.3 else None
    if name in ("min", "max") and random.random() < 0.3:
        keywords = "{'default': 5}"
    if name == "dict" and random.random() < 0.3:
        keywords = "{'k': 1}"
    return row(name, listed(args), keywords)


def number_function():
    kind = pick(["int", "int2", "float", "round", "divmod", "pow", "pow3", "sum", "hash", "from_bytes", "round2", "bits"])
    x = random.uniform(-1000, 1000)
    n = random.randint(-10**pick([1, 3, 20]), 10**pick([1, 3, 20]))
    if kind == "int":
        return row("int", listed([literal(pick(["%d" % n, " %d " % n, "%.2f" % x, "+%d" % abs(n), "1_%d" % abs(n), "0x%x" % abs(n), "--1", "", "1e5"]))]))
    if kind == "int2":
        base = pick([0, 2, 8, 10, 16, 36, 37, 1])
        return row("int", listed([literal(pick(["0b101", "0o17", "0x1f", "zz", "101", "077", "0_7", "_1", "-0x_f", "%x" % abs(n), "0", "00"])), str(base)]))
    if kind == "float":
        return row("float", listed([literal(pick(["%r" % x, "1e%d" % random.randint(-330, 330), " 1_0.5e2 ", "nan", "-INF", "infinity", ".5", "5.", "1e", "0x1p3", "%d" % n]))]))
    if kind == "round":
        return row("round", listed([literal(pick([x, n + 0.5, n, 0.5, 1.5, 2.5, -0.5])), str(random.randint(-3, 4))][: pick([1, 2])]))
    if kind == "round2":
        return row("round", listed([literal(random.randint(-10**6, 10**6) / 1000), str(random.randint(-4, 4))]))
    if kind == "divmod":
        return row("divmod", listed([literal(pick([x, n])), literal(pick([x / 7, random.randint(-9, 9), 0.0, n // 3]))]))
    if kind == "pow":
        return row("pow", listed([literal(pick([random.randint(-20, 20), round(x / 100, 3)])), literal(random.randint(-12, 20))]))
    if kind == "pow3":
        return row("pow", listed([str(random.randint(-20, 20)), str(random.randint(-12, 40)), str(random.randint(-9, 30))]))
    if kind == "sum":
        return row("sum", listed([literal([pick([random.uniform(-1, 1), 0.1, 1e100, -1e100, 3, True, 10**17]) for _ in range(random.randint(0, 6))])] + pick([[], ["0.5"], ["1"]])))
    if kind == "hash":
        return row("hash", listed([literal(pick([n, x, (n, x), (), None, True, float("inf"), n / 1024, ((1, 2), 3)]))]))
    if kind == "bits":
        return row("int.%s" % pick(["bit_length", "bit_count"]), listed([str(n)]))
    data = bytes(random.randint(0, 255) for _ in range(random.randint(0, 5)))
    return row("int.from_bytes", listed([literal(data), literal(pick(["big", "little"]))]), pick([None, "{'signed': True}"]))


MATH = "ceil comb copysign fabs factorial floor fmod gcd hypot isfinite isinf isnan isqrt lcm modf perm pow sqrt trunc fsum prod isclose degrees radians".split()


def mathematics():
    name = pick(MATH)
    number = lambda: pick([str(random.randint(-20, 30)), str(random.randint(-3, 10**6)), literal(random.uniform(-100, 100)), pick(FLOATS), "8", "100", "'a'", str(2**70), "0.0"])
    if name in ("comb", "perm", "factorial"):
        return row("math.%s" % name, listed([str(random.randint(-2, 30)) for _ in range(1 if name == "factorial" else 2)]))
    if name in ("fsum", "prod"):
        return row("math.%s" % name, listed(["[%s]" % ", ".join(literal(random.uniform(-1, 1)) for _ in range(random.randint(0, 5)))]))
    if name == "pow":
        return row("math.pow", listed([pick(["2", "0.5", "-2", "0", "1", "-1", "10", "inf", "nan", "3.5"]), pick(["0", "2", "-1", "3", "10", "-5", "inf", "-inf", "nan", "1000"])]))
    count = 2 if name in ("copysign", "fmod", "gcd", "hypot", "lcm", "isclose") else 1
    return row("math.%s" % name, listed([number() for _ in range(count)]))


def heaps():
    items = lambda: [random.randint(0, 9) for _ in range(random.randint(0, 9))]
    name = pick(["heapify", "heappush", "heappop", "heappushpop", "heapreplace", "nsmallest", "nlargest", "bisect_left", "bisect_right", "bisect", "insort", "insort_left", "mixed"])
    if name == "mixed":
        return row("heapq.heapify", listed(["[1, 'a', 0]"]))
    if name == "heapify":
        return row("heapq.heapify", listed([literal(items())]))
    if name in ("nsmallest", "nlargest"):
        return row("heapq." + name, listed([str(random.randint(-1, 5)), literal(items())]))
    if name.startswith(("bis", "ins")):
        return row("bisect." + name, listed([literal(sorted(items())), literal(pick([random.randint(-1, 10), 4.5]))]))
    heap = items()
    heapq.heapify(heap)
    return row("heapq." + name, listed([literal(heap)] + ([] if name == "heappop" else [str(random.randint(0, 9))])))


def formatted():
    template = "".join(pick(["{}", "{0}", "{1}", "{a}", "{!r}", "{0!s:>5}", "{:05d}", "{:>{}}", "{0[1]}", "{a[k]}", "{{", "}}", "x", "{:.2f}", "{0.real}", "{a!r:^8}", "{:,}"]) for _ in range(random.randint(1, 3)))
    template += pick(["{", "}", "{!x}", "{0", "{a.b}", "{0[}"]) if random.random() < 0.1 else ""
    args = [literal(template)] + [pick(["1", "12345", "'text'", "2.5", "[1, 2]", "None", "(3, 4)"]) for _ in range(random.randint(0, 3))]
    return row("str.format", listed(args), pick([None, "{'a': {'k': 1}}", "{'a': 'v'}"]))


def jsonic():
    if random.random() < 0.5:
        v = pick(["None", "True", "1", "1.5", "'é\"\\n'", "[1, [2], {}]", "{'a': [1, 2], 'b': None}", "{1: 2, None: 3}", "(1, 2)", "{1, 2}", "[]", "nan", "{'b': 1, 'a': 2}", "'😀'"])
        return row("json.dumps", listed([v]), pick([None, "{'indent': 2}", "{'sort_keys': True}", "{'separators': (',', ':')}", "{'indent': 1, 'sort_keys': True}"]))
    return row("json.loads", listed([literal(pick(['{"a": [1, 2.5, null]}', "[]", "{}", " [1 , 2] ", '"\\u00e9\\n"', "tru", "[1,]", '{"a" 1}', "1 2", '{"a": 1', "-0", "1e3", "NaN", '{a: 1}', "[1", '"abc']))]))


def copies():
    return row("copy.%s" % pick(["copy", "deepcopy"]), listed([pick(LISTS + OTHERS)]))


groups = {"method": method, "text": text_method, "function": function, "number": number_function, "math": mathematics, "heap": heaps, "format": formatted, "json": jsonic, "copy": copies}


def group(make):
    rows, seen = [], set()
    for _ in range(PER_GROUP * 40):
        made = make()
        if made is None or None in made or json.dumps(made[:3]) in seen:
            continue
        seen.add(json.dumps(made[:3]))
        rows.append(made)
        if len(rows) == PER_GROUP:
            break
    return rows


sys.stdout.write("{\n")
for at, (name, make) in enumerate(groups.items()):
    rows = ",\n".join("    " + json.dumps(made, ensure_ascii=True) for made in group(make))
    sys.stdout.write('  "%s": [\n%s\n  ]%s\n' % (name, rows, "," if at < len(groups) - 1 else ""))
sys.stdout.write("}\n")
