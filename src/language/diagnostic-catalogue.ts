/**
 * Every code of the parser with its explanation, for `sim explain CODE`. Codes keep their meaning for ever; a code that
 * is no longer used is not given to something else. E0…: characters and layout, E1…: syntax, E2…: declarations.
 */

export interface Explanation {
  readonly title: string;
  /** One paragraph. */
  readonly text: string;
}

/** All codes, in order. */
export const CATALOGUE: Readonly<Record<string, Explanation>> = {
  E001: {
    title: "control character",
    text: "The file contains a NUL byte or another control character. Such bytes are never part of a scenario: the file was damaged, saved in another encoding (UTF-16 text is full of NUL bytes), or is no text at all. Save it as UTF-8.",
  },
  E002: {
    title: "unknown character",
    text: "A character has no meaning in Python outside strings and comments. Text copied from a web page or a word processor often brings curly quotes, long dashes or non-breaking spaces: type them again as plain quotes, hyphens and spaces.",
  },
  E003: {
    title: "string not closed",
    text: "A string in single or double quotes must end on the line on which it starts. Add the closing quote, put a backslash before quotes inside the text, or use triple quotes for text of several lines.",
  },
  E004: {
    title: "triple-quoted string not closed",
    text: "A string that starts with three quotes ends only at the next three quotes of the same kind; here the file ends first. The message points at the opening quotes, since where the text should have ended cannot be known.",
  },
  E005: {
    title: "bad escape",
    text: "An escape sequence in a string is incomplete (`\\x` takes two hexadecimal digits, `\\u` four, `\\U` eight), or is not supported (`\\N{…}`), or a bytes literal contains a character that is not ASCII.",
  },
  E006: {
    title: "malformed number",
    text: "Numbers are written as in Python: digits with single underscores between them, `0x`, `0o` and `0b` for other bases, a dot and an exponent for floats. A whole number cannot start with 0, and a name cannot start with a digit.",
  },
  E007: {
    title: "number too long",
    text: "A number literal may have at most 4300 digits, the limit of CPython. Larger numbers can be computed, for instance `10 ** 5000`.",
  },
  E008: {
    title: "malformed duration",
    text: "A duration is a number directly followed by its unit, without a space: `3ns`, `10us`, `50ms`, `1.5s`, `2min`. It must be a whole number of nanoseconds.",
  },
  E009: {
    title: "malformed f-string",
    text: "In an f-string each `{` starts an expression that `}` must end on the same line; `{{` and `}}` stand for the braces themselves. After the expression may follow `=`, one of `!r`, `!s`, `!a`, and a format after `:`.",
  },
  E010: {
    title: "tabs and spaces mixed",
    text: "How far this line is indented depends on how wide a tab is, so its block is ambiguous; Python refuses it too. Use spaces only.",
  },
  E011: {
    title: "indentation matches no block",
    text: "A line that ends a block must be indented exactly like an earlier line of one of the blocks around it. This one lies between two levels.",
  },
  E012: {
    title: "stray backslash",
    text: "Outside strings a backslash joins a line with the next one and must be the very last character of its line. Inside brackets lines are joined without it.",
  },
  E013: {
    title: "bytes next to text",
    text: "Strings that stand next to each other are joined into one; text and bytes cannot be.",
  },
  E101: {
    title: "unexpected text",
    text: "The parser met something that cannot stand at this place. The message says what it found and what would have been possible.",
  },
  E102: {
    title: "missing colon",
    text: "A statement or declaration with a block ends its first line with `:`; the block follows, indented. There are no braces around blocks.",
  },
  E103: {
    title: "bracket never closed",
    text: "A bracket is opened and the statement ends before it is closed. The message points at the opening bracket.",
  },
  E104: {
    title: "bracket does not match",
    text: "A closing bracket has no opening one, or is of another kind than the bracket it would close.",
  },
  E105: {
    title: "missing block",
    text: "After a line that ends in `:` at least one indented statement must follow. An empty block is written `pass`.",
  },
  E106: {
    title: "unexpected indentation",
    text: "A line is indented more than the one before, although no block starts there.",
  },
  E107: {
    title: "`=` instead of `==`",
    text: "A single `=` assigns a value and cannot be part of a condition. Comparison is written `==`.",
  },
  E108: {
    title: "not Python",
    text: "This is how other languages write it. The hint says how it is written in Python: `and`, `or`, `not` for `&&`, `||`, `!`; `x += 1` for `x++`; `elif` for `else if`; `True`, `False`, `None` for `true`, `false`, `null`.",
  },
  E109: {
    title: "not assignable",
    text: "Only names, attributes (`x.y`), elements (`x[i]`), and tuples and lists of these can be assigned to or, but for `*`, deleted.",
  },
  E112: {
    title: "nested too deeply",
    text: "Brackets, blocks or f-strings are nested so deeply that no person wrote them. Split the expression, or move inner blocks to functions.",
  },
  E113: {
    title: "not supported",
    text: "This part of Python is not part of the scenario language. The hint names the nearest thing that is.",
  },
  E114: {
    title: "clause without its statement",
    text: "`elif` and `else` must directly follow an `if`, `while`, `for` or `try` of the same indentation; `except` and `finally` a `try`; and a `try` needs at least one of the two.",
  },
  E116: {
    title: "reserved word as a name",
    text: "Python's keywords cannot be names of variables, functions, attributes or units. Choose another name, or add an underscore.",
  },
  E117: {
    title: "malformed arguments",
    text: "In a call positional arguments come first, then keyword arguments, each name once; `**` unpacking comes last. A generator may only drop its parentheses when it is the only argument.",
  },
  E118: {
    title: "malformed parameters",
    text: "Parameters with defaults come after those without; `*args` comes once, `**kwargs` last; no name appears twice.",
  },
  E119: {
    title: "two values in a row",
    text: "Two values stand next to each other with nothing between them: an operator or a comma is missing, or the first word is a misspelt keyword.",
  },
  E201: {
    title: "unknown declaration",
    text: "At the top level of a scenario every line starts a declaration, such as `shared`, `thread`, `finally` or `expect`. The first word of this line is none of them.",
  },
  E202: {
    title: "undeclared assignment",
    text: "At the top level a value is declared as `shared NAME = …` (a global that units may change) or `const NAME = …` (a constant that the command line may override); both need a first value.",
  },
  E203: {
    title: "malformed unit",
    text: "A unit is declared as `thread NAME:`, `process NAME:`, `coroutine NAME:` or `job NAME:`; `daemon` may precede threads and processes.",
  },
  E204: {
    title: "malformed multiplicity",
    text: "Several units are declared as `thread NAME * N:` (identical ones) or `thread NAME(i) for i in range(N):` (numbered ones); the names in the parentheses are those of the `for`, in the same order.",
  },
  E205: {
    title: "malformed property",
    text: 'A property is written `always EXPR`, `finally EXPR`, `sometimes EXPR`, `eventually EXPR`, `always eventually EXPR` or `P leads to Q`, and may have a name: `always "name": EXPR`.',
  },
  E206: {
    title: "unknown expectation",
    text: "`expect` is followed by `holds`, `violated`, `deadlock`, `livelock`, `exception`, `outcomes`, a number such as `interleavings 6`, `speedup`, `recommended`, or the name of a finding such as `lost update on x`, `never awaited fetch`, `unretrieved exception`, `blocking call in fetch`.",
  },
  E207: {
    title: "malformed title",
    text: 'A scenario starts with `scenario "title"`, once, optionally followed by a docstring.',
  },
  E208: {
    title: "malformed option",
    text: "An option is written `option NAME = value`; the value is plain text up to the end of the line.",
  },
  E209: {
    title: "malformed outcomes",
    text: "Outcomes are given as the exact set: `expect outcomes x in {1, 2}`, or `expect outcomes x, y in {(0, 1), (1, 0)}` for several expressions.",
  },
  E210: {
    title: "declaration in a block",
    text: "This declares something, which is only possible at the top level of the file; `thread`, `coroutine` and `main` also directly inside a `process`.",
  },
  E211: {
    title: "statement at the top level",
    text: "Statements run in a unit: put this one into a `thread NAME:`, a function, or a `main:` block.",
  },
};

/** The explanation of a code, in whatever case it is written; null for an unknown one. */
export function explain(code: string): Explanation | null {
  return CATALOGUE[code.trim().toUpperCase()] ?? null;
}
