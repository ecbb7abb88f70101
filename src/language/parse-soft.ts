/**
 * Words that are keywords only where an ordinary name could not stand. The test is always the same: a name
 * directly followed by something that starts an expression is not Python, so there the word is ours.
 */
import { type Cursor, isSymbol } from "./parse-cursor.js";
import type { Token } from "./tokens.js";

const STARTING_WORDS = new Set(["None", "True", "False", "not", "lambda", "await"]);
const STARTING_SIGNS = new Set(["(", "[", "{", "-", "+", "~", "..."]);

/** Can an expression (or `*x`) start with this token? */
export function startsExpression(token: Token): boolean {
  switch (token.kind) {
    case "name":
    case "number":
    case "string":
    case "fstring":
    case "duration":
      return true;
    case "keyword":
      return STARTING_WORDS.has(token.text);
    case "op":
      return STARTING_SIGNS.has(token.text) || token.text === "*";
    case "newline":
    case "indent":
    case "dedent":
    case "end":
    case "raw":
      return false;
  }
}

/** Is the token after the present one something that cannot follow a name in Python, so that this word is a keyword? */
export function opensOperand(c: Cursor): boolean {
  const word = c.token;
  const next = c.peek(1);
  if (next.kind === "op") return STARTING_SIGNS.has(next.text) && operandSign(c, word, next);
  if (isSymbol(next, "not")) return !isSymbol(c.peek(2), "in");
  return startsExpression(next);
}

/** `sleep(1)` is a call and `io - 1` a subtraction; `sleep (a + b) * 2` and `cpu -x` are statements: spaces tell. */
function operandSign(c: Cursor, word: Token, next: Token): boolean {
  if (next.text === "{" || next.text === "~" || next.text === "...") return true;
  if (next.start === word.end) return false;
  return next.text === "(" || next.text === "[" || c.peek(2).start === next.end;
}

/** Does the present logical line end in `:`, so that a block follows? A `:` elsewhere annotates. */
export function opensBlock(c: Cursor): boolean {
  let depth = 0;
  let lambdas = 0;
  for (let ahead = 1; ; ahead++) {
    const token = c.peek(ahead);
    if (token.kind === "newline" || token.kind === "end" || token.kind === "indent" || token.kind === "dedent")
      return false;
    if (depth === 0 && isSymbol(token, "lambda")) lambdas++;
    if (token.kind !== "op") continue;
    if (token.text === "(" || token.text === "[" || token.text === "{") depth++;
    else if (token.text === ")" || token.text === "]" || token.text === "}") depth--;
    else if (token.text === ":" && depth === 0 && lambdas-- === 0) return c.peek(ahead + 1).kind === "newline";
  }
}
