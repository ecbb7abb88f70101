import { describe, expect, test } from "vitest";
import { CATALOGUE } from "../../dist/language/diagnostic.js";
import { parse } from "../../dist/language/parse.js";
import { Source } from "../../dist/language/source.js";

/** All problems of a text, one line each: `line:column code message | expected: … | hint: …`. */
function problems(text: string): string[] {
  const source = new Source(text, "t.scenario");
  return parse(source).diagnostics.map((d) => {
    const { line, column } = source.position(d.span.start);
    const expected = d.expected === undefined ? "" : ` | expected: ${d.expected}`;
    return `${line}:${column} ${d.code} ${d.message}${expected}${d.hint === undefined ? "" : ` | hint: ${d.hint}`}`;
  });
}

/** A text and exactly what is said about it. */
const MISTAKES: readonly (readonly [text: string, ...problems: string[]])[] = [
  [
    "thread t:\n    if x = 3:\n        pass\n    else:\n        pass\n",
    "2:10 E107 `=` assigns; it does not compare. | hint: Write `==` to compare.",
  ],
  [
    "thread t:\n    if x == 3\n        pass\n",
    "2:14 E102 The `:` after `if` is missing. | hint: Add `:` at the end of the line.",
  ],
  ["thread t:\n    counter++\n", "2:12 E108 `++` is not Python. | hint: Write `counter += 1`."],
  ["thread t:\n    x--\n    y = 1\n", "2:6 E108 `--` is not Python. | hint: Write `x -= 1`."],
  ["thread t:\n    if a && b:\n        pass\n", "2:10 E108 `&&` is not Python. | hint: Write `and`."],
  ["thread t:\n    if a || !b:\n        pass\n", "2:10 E108 `||` is not Python. | hint: Write `or`."],
  ["thread t:\n    if !a:\n        pass\n", "2:8 E108 `!` is not Python. | hint: Write `not`."],
  [
    "thread t:\n    if a:\n        pass\n    else if b:\n        pass\n    else:\n        pass\n",
    "4:5 E108 `else if` is not Python. | hint: Write `elif`.",
  ],
  [
    "thread t:\npass\n",
    "2:1 E105 An indented block must follow `thread` of line 1. | hint: Indent its statements by four spaces; an empty block is `pass`.",
  ],
  [
    "thread t:\n    x = 1\n      y = 2\n",
    "3:1 E106 This line is indented, but no block starts before it. | hint: Remove the spaces, or end the line above with `:` if it starts a block.",
  ],
  ["thread t:\n    f(1, 2\n    y = 3\n", "2:6 E103 This `(` is never closed. | expected: `)` | hint: Add `)`."],
  [
    "shared x = [1, 2\nshared y = 3\nthread t:\n    pass\n",
    "1:12 E103 This `[` is never closed. | expected: `]` | hint: Add `]`.",
  ],
  ["shared x = (1, 2]\n", "1:17 E104 `]` does not close the `(` of line 1. | expected: `)`"],
  ["shared x = 1)\n", "1:13 E104 This `)` closes nothing. | hint: Delete it, or add the bracket that opens it."],
  [
    "thread t:\n    x = true\n    y = null\n",
    "2:9 E108 `true` is not Python. | hint: Write `True`.",
    "3:9 E108 `null` is not Python. | hint: Write `None`.",
  ],
  [
    "thread t:\n    x = 'abc\n    y = 3\n",
    '2:9 E003 This string is not closed on its line. | hint: Add \' where it should end; """ … """ may span lines.',
  ],
  ['shared x = """abc\n', '1:12 E004 This """ string is never closed. | hint: Add """ where it should end.'],
  [
    "thread t:\n\tx = 1\n        y = 1\n",
    "3:1 E010 Tabs and spaces are mixed so that the indentation is ambiguous. | hint: Indent with spaces only (four for each level).",
  ],
  [
    "thread t:\n        x = 1\n    y = 2\n  z = 3\n",
    "3:1 E011 This line's indentation matches no open block. | hint: Indent it like the lines it belongs to; the open blocks are indented by 0, 8 columns.",
    "4:1 E011 This line's indentation matches no open block. | hint: Indent it like the lines it belongs to; the open blocks are indented by 0, 4 columns.",
  ],
  ["thred t:\n    pass\n", "1:1 E201 `thred` does not start a declaration. | hint: Did you mean `thread`?"],
  [
    "x = 3\n",
    "1:1 E202 An assignment at the top level must say what it declares. | hint: Write `shared x = …` (threads may change it) or `const x = …`.",
  ],
  [
    "counter += 1\n",
    "1:1 E211 A statement starts at the top level (the name `counter`); only declarations can stand here. | hint: Put it into a `thread NAME:` or a `main:` block.",
  ],
  [
    "if x:\n    pass\n",
    "1:1 E211 A statement starts at the top level (`if`); only declarations can stand here. | hint: Put it into a `thread NAME:` or a `main:` block.",
  ],
  [
    "async main:\n    pass\n",
    "1:7 E108 `async` stands before `def`, `for` or `with`. | hint: A task on the event loop is `coroutine main:`.",
  ],
  [
    '"""What this is."""\nshared x = 0\n',
    '1:1 E211 A statement starts at the top level (this string); only declarations can stand here. | hint: Write `scenario "TITLE"` in the first line; such a text may stand below it.',
  ],
  ["shared x\n", "1:8 E202 `shared x` needs a first value. | hint: Write `shared x = 0`."],
  ["shared a, b = 1, 2\n", "1:9 E101 One `shared` line declares one name. | hint: Write one line for each name."],
  [
    "const = 3\n",
    "1:1 E202 An assignment at the top level must say what it declares. | hint: Write `shared const = …` (threads may change it) or `const const = …`.",
  ],
  ["thread:\n    pass\n", "1:1 E203 This thread needs a name. | hint: Write `thread worker:`."],
  [
    "thread t(3):\n    pass\n",
    "1:10 E204 In these parentheses stand parameter names. | hint: Write `thread t * 3:` for 3 of them.",
  ],
  [
    "thread t(i):\n    pass\n",
    "1:11 E204 Where does `i` come from? | expected: `for … in …` | hint: Write `thread t(i) for i in …:`.",
  ],
  [
    "thread t(i) for j in range(3):\n    pass\n",
    "1:13 E204 The names after `for` are not the parameters. | hint: Write `thread t(j) for j in …:`.",
  ],
  [
    "thread t for i in range(3):\n    pass\n",
    "1:10 E204 The parameters of this thread are missing. | hint: Write `thread t(i) for i in …:`.",
  ],
  ["thread t\n    pass\n", "1:9 E102 The `:` after `thread` is missing. | hint: Add `:` at the end of the line."],
  ["thread t * 2\n    pass\n", "1:13 E102 The `:` after `thread` is missing. | hint: Add `:` at the end of the line."],
  ["scenario Foo\n", '1:10 E207 A scenario needs a title in quotes. | hint: Write `scenario "What this shows"`.'],
  [
    'scenario "a"\nscenario "b"\n',
    "2:1 E207 A file has only one `scenario` line. | hint: Put the second scenario into a file of its own.",
  ],
  ["option x\n", "1:9 E208 An option needs `=` and a value. | hint: Write `option x = value`."],
  ["option x =\n", "1:10 E208 An option needs `=` and a value. | hint: Write `option x = value`."],
  [
    "expect lost updte on x\n",
    "1:8 E206 `lost updte` is nothing that can be expected. | hint: Did you mean `lost update`?",
  ],
  ["expect holdz\n", "1:8 E206 `holdz` is nothing that can be expected. | hint: Did you mean `holds`?"],
  [
    "expect\n",
    "1:7 E206 What is expected is missing. | hint: For instance `expect holds`, `expect deadlock`, `expect lost update on x`.",
  ],
  ["expect outcomes x == 3\n", "1:19 E209 Outcomes are given as a set. | hint: Write `expect outcomes x in {1, 2}`."],
  [
    "expect outcomes x in [1, 2]\n",
    "1:22 E209 The outcomes must stand in braces. | expected: a set, such as `{1, 2}` | hint: With several expressions each element is a tuple: `{(0, 1), (1, 0)}`.",
  ],
  [
    "expect violated foo\n",
    '1:17 E206 The name of a property stands in quotes. | hint: Write `expect violated "foo"`.',
  ],
  ["always\n", '1:7 E205 `always` needs a condition. | hint: Write `always x == 1` or `always "name": x == 1`.'],
  ["always x = 3\n", "1:10 E107 `=` assigns; it does not compare. | hint: Write `==` to compare."],
  ["finally:\n    pass\n", "1:8 E101 `:` does not fit here. | expected: an expression"],
  [
    "thread t:\n    sleep 5 s\n    cpu 5sec\n    io 1.5ns\n    sleep 012\n",
    "2:11 E008 A duration has no space before its unit. | hint: Write `5s`.",
    "3:9 E008 `5sec` is not a duration. | hint: Seconds are written `s`.",
    "4:8 E008 `1.5ns` is not a whole number of nanoseconds, or far too long. | hint: The smallest duration is `1ns`.",
    "5:11 E006 `012` is not a number. | hint: Leading zeros are not allowed: write `12`, or `0o…` for octal.",
  ],
  [
    "thread t:\n    x = 0x\n    y = 1__0\n    z = 12abc\n    w = 1constructor\n",
    "2:9 E006 `0x` is not a number. | hint: Hexadecimal starts with `0x`, octal with `0o`, binary with `0b`, then digits of that base.",
    "3:9 E006 `1__0` is not a number. | hint: An underscore may only stand between two digits.",
    "4:9 E006 `12abc` is neither a number nor a name. | hint: A name cannot start with a digit; durations end in ns, us, ms, s or min.",
    "5:9 E006 `1constructor` is neither a number nor a name. | hint: A name cannot start with a digit; durations end in ns, us, ms, s or min.",
  ],
  [
    "thread t:\n    x = a ? b : c\n",
    "2:11 E108 `?` is not Python. | hint: A conditional expression is written `a if test else b`.",
  ],
  [
    "thread t:\n    x = $y\n    z = `a`\n    w = “hi”\n",
    '2:9 E002 The character `$` has no meaning here. | hint: Python names have no `$`; an f-string inserts values: f"{name}".',
    "3:9 E002 The character ``` has no meaning here. | hint: Strings are written with \" or '.",
    "3:11 E002 The character ``` has no meaning here. | hint: Strings are written with \" or '.",
    '4:9 E002 The character `“` (U+201C) is not Python. | hint: Write `"` instead.',
    '4:12 E002 The character `”` (U+201D) is not Python. | hint: Write `"` instead.',
  ],
  ['thread t:\n    print "hi"\n', "2:11 E108 `print` is a function. | hint: Write `print(…)`."],
  [
    "thread t:\n    1 = x\n    f() = 3\n    a + b = 3\n    x + 1 += 2\n",
    "2:5 E109 You cannot assign to a number. | expected: a name, an attribute or an element, such as `x`, `x.y`, `x[i]` | hint: Did you mean it the other way round?",
    "3:5 E109 You cannot assign to the result of a call. | expected: a name, an attribute or an element, such as `x`, `x.y`, `x[i]` | hint: Use `==` to compare.",
    "4:5 E109 You cannot assign to the result of an operator. | expected: a name, an attribute or an element, such as `x`, `x.y`, `x[i]` | hint: Use `==` to compare.",
    "5:5 E109 You cannot assign with an operator to the result of an operator. | expected: one name, attribute or element",
  ],
  [
    "thread t:\n    def = 3\n    x = class\n",
    "2:5 E116 `def` is a word of the language and cannot be a name. | hint: Choose another name, such as `def_`.",
    "3:9 E101 The word `class` does not fit here. | expected: an expression",
  ],
  [
    "thread t:\n    f(a=1, 2)\n    f(a=1, a=2)\n",
    "2:12 E117 A positional argument follows a keyword argument. | hint: Put positional arguments first.",
    "3:12 E117 The argument `a` is given twice.",
  ],
  [
    "def f(a=1, b):\n    pass\ndef g(a, a):\n    pass\ndef h:\n    pass\n",
    "1:12 E118 The parameter `b` without a default follows one with a default. | hint: Put parameters with defaults last.",
    "3:10 E118 The parameter `a` appears twice.",
    "5:6 E101 The parameter list is missing. | hint: Write `def h():`.",
  ],
  [
    "def f(/, a):\n    pass\ndef g(a, /, b, /):\n    pass\ndef h(*a, /):\n    pass\n",
    "1:7 E118 A parameter must come before the `/`.",
    "3:16 E118 A parameter list can have only one `/`, and it comes before any `*`.",
    "5:11 E118 A parameter list can have only one `/`, and it comes before any `*`.",
  ],
  [
    "thread t:\n    [1 2]\n    {1: 2 3: 4}\n    f(a b)\n",
    "2:8 E119 Something is missing before the number `2`. | hint: Is there a comma missing?",
    "3:11 E119 Something is missing before the number `3`. | hint: Is there a comma missing?",
    "4:9 E119 Something is missing before the name `b`. | hint: Is there a comma missing?",
  ],
  [
    "thread t:\n    wait x == 1\n    wait until\n",
    "2:10 E101 `wait` needs `until` before its condition. | hint: Write `wait until x …`.",
    "3:15 E101 The line ends too early after `until`. | expected: an expression",
  ],
  [
    "thread t:\n    retrun x\n    whlie x:\n        y y\n",
    "2:5 E119 The name `x` cannot follow the name `retrun`. | hint: Did you mean `return`?",
    "3:5 E119 The name `x` cannot follow the name `whlie`. | hint: Did you mean `while`?",
    "4:11 E119 The name `y` cannot follow the name `y`. | hint: Is there an operator missing, or a line break?",
  ],
  [
    "thread t:\n    for i = 0; i < 3:\n        pass\n    for (i = 0; i < 3; i++) {\n    }\n",
    "2:11 E108 Python's `for` goes over the elements of something. | hint: Write `for i in range(n):`.",
    "4:9 E108 Python's `for` goes over the elements of something. | hint: Write `for i in range(n):`.",
  ],
  [
    "thread t:\n    while (x) {\n        y = 1\n    }\n    z = 2\n",
    "2:15 E102 Blocks have no braces. | expected: `:` | hint: Write `:` and indent the block.",
  ],
  [
    "thread t:\n    // comment\n    x = 1 // 2\n",
    "2:5 E108 `//` divides; it starts no comment. | hint: Comments start with `#`.",
  ],
  [
    "thread t:\n    try:\n        pass\n    x = 1\n",
    "2:5 E114 This `try` has neither `except` nor `finally`. | hint: Add an `except` block, indented like the `try`.",
  ],
  [
    "thread t:\n    except:\n        pass\n    else:\n        pass\n",
    "2:5 E114 This `except` belongs to no `try`. | hint: Indent it exactly like the `try` it belongs to, and let nothing stand between them.",
  ],
  [
    "thread t:\n    except A, B:\n        pass\n    match x:\n        case 1:\n            pass\n",
    "2:5 E114 This `except` belongs to no `try`. | hint: Indent it exactly like the `try` it belongs to, and let nothing stand between them.",
    "4:5 E113 `match` statements are not supported. | hint: Use `if` and `elif`.",
  ],
  [
    "thread t:\n    try:\n        pass\n    except A, B:\n        pass\n",
    "4:13 E101 Several exception types need parentheses. | hint: Write `except (A, B):`.",
  ],
  [
    "thread t:\n    thread u:\n        pass\n    shared z = 3\n",
    "2:5 E210 `thread` declares something; that is only possible at the top level or directly inside a process. | hint: Move it out of this block.",
    "4:5 E210 `shared` declares something; that is only possible at the top level. | hint: Move it out of this block.",
  ],
  [
    'thread t:\n    x = f"{a"\n    y = f"{}"\n    z = f"}"\n    w = f\'{a!x}\'\n',
    "2:11 E009 The `{` in this f-string is never closed. | hint: Add `}`, or write `{{` for a brace in the text.",
    "3:11 E009 This f-string field is empty. | hint: Put an expression between the braces, or write `{{}}` for plain braces.",
    "4:11 E009 A single `}` stands in this f-string. | hint: Write `}}` for a brace in the text.",
    "5:13 E009 `!x` is not a conversion. | hint: The conversions are `!r`, `!s` and `!a`.",
  ],
  [
    "thread t:\n    x = b'é'\n    y = '\\x1'\n    z = 1j\n",
    "2:11 E005 Bytes may only contain ASCII characters. | hint: Write other bytes as `\\x80`.",
    "3:10 E005 This escape sequence is incomplete. | hint: `\\x` needs exactly 2 hexadecimal digits.",
    "4:9 E113 Complex numbers are not supported.",
  ],
  [
    "thread t:\n    x = 1 if y\n    z = [x for x in]\n    import .foo\n    from x import\n",
    "2:15 E101 The line ends too early after `y`. | expected: `else` and the other value of the conditional expression",
    "3:20 E101 `]` does not fit here. | expected: an expression",
    "4:12 E113 Relative imports are not supported. | hint: A scenario is one file; import modules by name.",
    "5:18 E101 The line ends too early after `import`. | expected: a name",
  ],
  [
    "thread t:\n    assert (x, 'a')\n    del f()\n    x = *a\n",
    "2:12 E101 This assertion is always true: a tuple that is not empty counts as true. | hint: Leave out the parentheses: `assert test, message`.",
    "3:9 E109 You cannot delete the result of a call. | expected: a name, an attribute or an element, such as `x`, `x.y`, `x[i]`",
    "4:9 E101 `*` unpacking is not possible here. | hint: A tuple of one needs a comma: `*xs,`.",
  ],
  [
    "thread t:\n    x = 1 +\n    y = \n    return = 3\n",
    "2:12 E101 The line ends too early after `+`. | expected: an expression",
    "3:8 E101 The line ends too early after `=`. | expected: an expression",
    "4:5 E116 `return` is a word of the language and cannot be a name. | hint: Choose another name, such as `return_`.",
  ],
  ["thread t:\n    x = (1 +\n    y = 3\n", "2:9 E103 This `(` is never closed. | expected: `)` | hint: Add `)`."],
  [
    "thread t:\n    x = \\ 3\n    z = 1\n",
    "2:9 E012 A backslash may only stand at the end of a line. | hint: Nothing may follow the backslash, not even a space; brackets join lines without one.",
  ],
  ["if\n", "1:3 E101 The line ends too early after `if`. | expected: an expression"],
  ["}\n", "1:1 E104 This `}` closes nothing. | hint: Delete it, or add the bracket that opens it."],
  [
    ")))\n(((\n",
    "1:1 E104 This `)` closes nothing. | hint: Delete it, or add the bracket that opens it.",
    "2:3 E103 This `(` is never closed. | expected: `)` | hint: Add `)`.",
  ],
  ["\u0000\n", "1:1 E001 The file contains a NUL byte here. | hint: Is this really a text file?"],
  [
    "   x\n",
    "1:1 E106 This line is indented, but no block starts before it. | hint: Remove the spaces, or end the line above with `:` if it starts a block.",
  ],
  [
    "thread t: if x: pass\n",
    "1:11 E101 `if` cannot stand on the line of another block's header. | hint: Put it on a line of its own, indented.",
  ],
  [
    "daemon foo:\n    pass\n",
    "1:8 E203 `daemon` must be followed by `thread` or `process`. | hint: Write `daemon thread foo:`.",
  ],
  [
    "a b c\n",
    "1:1 E201 `a` does not start a declaration. | hint: A declaration starts with `scenario`, `const`, `option`, `shared`, `thread`, `process`, `coroutine`, `daemon`, `job`, `main`, …",
  ],
  ["lambda\n", "1:7 E101 The line ends too early after `lambda`. | expected: a parameter name"],
  ["compare\n", "1:8 E101 The line ends too early after `compare`. | expected: a strategy, such as `threads(8)`"],
  ["outcome\n", "1:8 E101 The line ends too early after `outcome`. | expected: an expression"],
  ["x leads y\n", "1:3 E205 `leads` needs `to` after it. | hint: Write `P leads to Q`."],
  [
    "thread t:\n    x.if = 3\n    x. = 3\n    a[ = 3\n    a[] = 3\n",
    "2:7 E116 `if` is a word of the language and cannot be an attribute. | hint: Choose another name.",
    "3:8 E101 `=` does not fit here. | expected: the name of an attribute",
    "4:8 E101 `=` does not fit here. | expected: an expression",
    "5:7 E101 The index is missing. | expected: an expression between `[` and `]`",
  ],
  [
    "thread while:\n    pass\n",
    "1:8 E116 `while` is a word of the language and cannot be a name. | expected: the name of the thread | hint: Choose another name, such as `while_`.",
  ],
  ["class C\n    x = 1\n", "1:8 E102 The `:` after `class` is missing. | hint: Add `:` at the end of the line."],
  ["def f()\n    return 1\n", "1:8 E102 The `:` after `def` is missing. | hint: Add `:` at the end of the line."],
  ["main\n    x = 1\n", "1:5 E102 The `:` after `main` is missing. | hint: Add `:` at the end of the line."],
  [
    "process P:\n    process Q:\n        pass\n    x = = 3\n",
    "2:5 E210 A process cannot be declared inside a process. | hint: Move it to the top level.",
    "4:9 E107 `=` assigns; it does not compare. | hint: Write `==` to compare.",
  ],
  [
    "thread t:\n    else:\n        pass\n",
    "2:5 E114 This `else` belongs to no `if`. | hint: Indent it exactly like the `if` it belongs to, and let nothing stand between them.",
  ],
  [
    "thread t:\n    x === 3\n    a <> b\n    def f() {\n    }\n",
    "2:7 E108 `===` is not Python. | hint: Write `==`.",
    "3:7 E108 `<>` is not Python. | hint: Write `!=`.",
    "4:13 E102 Blocks have no braces. | expected: `:` | hint: Write `:` and indent the block.",
  ],
  [
    "thread t:\n    function f():\n        pass\n    x := 3\n    var x = 3\n",
    "2:5 E108 `function` is not Python. | hint: Functions are written `def f():`.",
    "4:7 E101 `:=` needs parentheses here. | hint: Write `(name := value)`.",
    "5:5 E108 `var` is not Python. | hint: Assign without a word before the name: `x = 1`.",
  ],
];

describe("every mistake gets its message and no other", () => {
  test.each(MISTAKES.map(([text, ...expected]) => ({ text, expected })))("$text", ({ text, expected }) => {
    expect(problems(text)).toEqual(expected);
  });

  test("and every code is explained", () => {
    for (const [, ...expected] of MISTAKES)
      for (const line of expected) expect(Object.keys(CATALOGUE)).toContain(line.split(" ")[1]);
  });
});

describe("what only looks like a mistake", () => {
  test.each([
    "thread t:\n    thread = Thread(target=f)\n    thread.start()\n",
    "thread t:\n    shared = main = process = 1\n    expect = select(option)\n",
    "thread t:\n    null = None\n    x = null\n",
    "def f(true):\n    return true\n",
    "thread t:\n    sleep(0.1)\n    sleep 1s\n    sleep (1 + 2) * UNIT\n    io - 1\n    self.main()\n    queue.put(io)\n",
    "thread t:\n    x = ++y\n    z = - -y\n",
    "thread t:\n    x = 1if y else 2\n    z = 0xfor 1\n",
    "thread t:\n    f(a,\nb=1,\nc=2)\n    g(\nb=1)\n",
    "thread t:\n    if a:\n        pass\n    if b:\n        pass\n    else:\n        pass\n",
    "shared x = [\n  1,\n# comment\n\n  2]\n\n\n   # done\n",
    "thread t:\n    x = f'{a}' f\"{b['k']!r:>{w}}\" f\"{d[\"k\"]}\" f'{{}}' f'{x = }'\n",
    "",
    "\n\n# nothing\n",
    "\ufeffshared x = 1\r\nthread t:\r    x = 2\r\n",
    "shared x = 1 \\\n    + 2\n",
    "thread t: x = 1; y = 2;\n",
  ])("%j", (text) => {
    expect(problems(text)).toEqual([]);
  });

  test("two ifs in a row are two statements", () => {
    const { syntax } = parse(new Source("main:\n    if a:\n        pass\n    if b:\n        pass\n"));
    const [main] = syntax.declarations;
    expect(main?.kind === "Main" && main.body.map((one) => one.kind)).toEqual(["If", "If"]);
  });
});
