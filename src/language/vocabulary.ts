/** The words of the language, for suggestions. */

/** Words that start a statement. */
export const STATEMENT_WORDS: readonly string[] = [
  "if", "elif", "else", "while", "for", "try", "except", "finally", "with", "async", "await", "def", "class", "return", "raise", "assert",
  "del", "pass", "break", "continue", "global", "nonlocal", "import", "from", "repeat", "wait", "atomic", "cpu", "io", "sleep", "yield",
];

/** Words that start statements in other languages, with what to write instead. */
export const FOREIGN_WORDS: ReadonlyMap<string, string> = new Map([
  ["function", "Functions are written `def f():`."], ["func", "Functions are written `def f():`."], ["fn", "Functions are written `def f():`."],
  ["var", "Assign without a word before the name: `x = 1`."], ["let", "Assign without a word before the name: `x = 1`."],
  ["int", "Assign without a type before the name: `x = 1`."], ["elsif", "Write `elif`."], ["elseif", "Write `elif`."],
  ["foreach", "Write `for x in xs:`."], ["until", "Write `while not …:`, or `wait until …`."], ["unless", "Write `if not …:`."],
  ["do", "Write `while True:` with a `break`."], ["throw", "Write `raise`."], ["catch", "Write `except`."], ["switch", "Write `if` and `elif`."],
  ["new", "Call the class: `Lock()`."], ["synchronized", "Write `with lock:`."], ["go", "Declare a unit: `thread NAME:`."],
]);

/** Words that start a declaration. */
export const DECLARATION_WORDS: readonly string[] = [
  "scenario", "const", "option", "shared", "thread", "process", "coroutine", "daemon", "job", "main", "def", "class", "async", "import", "from",
  "always", "finally", "sometimes", "eventually", "outcome", "compare", "expect", "property",
];
