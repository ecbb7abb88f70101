/** The words of the language, for suggestions. */

/** Words that start a statement. */
export const STATEMENT_WORDS: readonly string[] = [
  "if", "elif", "else", "while", "for", "try", "except", "finally", "with", "async", "await", "def", "class", "return", "raise", "assert",
  "del", "pass", "break", "continue", "global", "nonlocal", "import", "from", "repeat", "wait", "atomic", "cpu", "io", "sleep", "yield",
];

/** Words that start a declaration. */
export const DECLARATION_WORDS: readonly string[] = [
  "scenario", "const", "option", "shared", "thread", "process", "coroutine", "daemon", "job", "main", "def", "class", "async", "import", "from",
  "always", "finally", "sometimes", "eventually", "outcome", "compare", "expect", "property",
];
