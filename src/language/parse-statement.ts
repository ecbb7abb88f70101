/** Simple statements, and which rule a statement belongs to. */
import { drop, simpleLine, strayIndent } from "./parse-block.js";
import { compound } from "./parse-compound.js";
import type { Cursor } from "./parse-cursor.js";
import { expression, expressions, yieldOrExpressions } from "./parse-expression.js";
import { importStatement } from "./parse-import.js";
import { newName } from "./parse-mistake.js";
import { opensOperand, startsExpression } from "./parse-soft.js";
import { assignable, simpleTarget } from "./parse-target.js";
import { DECLARATION_WORDS } from "./vocabulary.js";
import type { BinaryOperator, Expression, Statement } from "./syntax.js";

const AUGMENTED: ReadonlyMap<string, BinaryOperator> = new Map([
  ["+=", "+"],
  ["-=", "-"],
  ["*=", "*"],
  ["/=", "/"],
  ["//=", "//"],
  ["%=", "%"],
  ["**=", "**"],
  ["@=", "@"],
  ["<<=", "<<"],
  [">>=", ">>"],
  ["&=", "&"],
  ["|=", "|"],
  ["^=", "^"],
]);
const PAUSES = { cpu: "Cpu", io: "Io", sleep: "Sleep" } as const;

/** One statement, or the several of one line. */
export function statement(c: Cursor): Statement[] {
  if (c.token.kind === "indent") return strayIndent(c, statement);
  const made = compound(c);
  return made === null ? simpleLine(c, simple) : [made];
}

function simple(c: Cursor): Statement {
  if (c.token.kind === "keyword") return keywordStatement(c) ?? expressionStatement(c);
  if (c.token.kind === "name") return softStatement(c) ?? expressionStatement(c);
  return expressionStatement(c);
}

function keywordStatement(c: Cursor): Statement | null {
  const { start } = c.token;
  switch (c.token.text) {
    case "pass":
    case "break":
    case "continue": {
      const kind = c.advance().text === "pass" ? "Pass" : c.peek(-1).text === "break" ? "Break" : "Continue";
      return { kind, span: c.spanFrom(start) };
    }
    case "return":
      c.advance();
      return { kind: "Return", value: startsExpression(c.token) ? expressions(c) : null, span: c.spanFrom(start) };
    case "raise":
      return raise(c);
    case "assert":
      return assert(c);
    case "del":
      c.advance();
      return { kind: "Delete", targets: deleted(c), span: c.spanFrom(start) };
    case "global":
    case "nonlocal":
      return { kind: c.advance().text === "global" ? "Global" : "Nonlocal", names: names(c), span: c.spanFrom(start) };
    case "import":
    case "from":
      return importStatement(c);
    default:
      return null;
  }
}

function raise(c: Cursor): Statement {
  const start = c.advance().start;
  const exception = startsExpression(c.token) ? expression(c) : null;
  const cause = exception !== null && c.accept("from") ? expression(c) : null;
  return { kind: "Raise", exception, cause, span: c.spanFrom(start) };
}

function assert(c: Cursor): Statement {
  const start = c.advance().start;
  const test = expression(c);
  const message = c.accept(",") ? expression(c) : null;
  if (test.kind === "Tuple" && test.items.length > 0) {
    c.report("E101", test.span, "This assertion is always true: a tuple that is not empty counts as true.", {
      hint: "Leave out the parentheses: `assert test, message`.",
    });
  }
  return { kind: "Assert", test, message, span: c.spanFrom(start) };
}

function deleted(c: Cursor): Expression[] {
  const targets = [assignable(c, expression(c), "delete")];
  while (c.accept(",") && startsExpression(c.token)) targets.push(assignable(c, expression(c), "delete"));
  return targets;
}

function names(c: Cursor): string[] {
  const found = [newName(c, "a name").text];
  while (c.accept(",")) found.push(newName(c, "a name").text);
  return found;
}

/** `wait until`, `cpu`, `io`, `sleep`; null when the word is an ordinary name here. */
function softStatement(c: Cursor): Statement | null {
  const { start, text } = c.token;
  if (text === "wait" && c.peek(1).kind === "name") return waitUntil(c);
  if ((text === "cpu" || text === "io" || text === "sleep") && opensOperand(c)) {
    c.advance();
    return { kind: PAUSES[text], duration: expression(c), span: c.spanFrom(start) };
  }
  if (DECLARATION_WORDS.includes(text) && c.peek(1).kind === "name") {
    c.fail(
      "E210",
      c.token,
      `\`${text}\` declares something; that is only possible at the top level${text === "thread" || text === "coroutine" ? " or directly inside a process" : ""}.`,
      { hint: "Move it out of this block." },
    );
  }
  if ((text === "match" || text === "type") && c.peek(1).kind === "name" && c.peek(1).start > c.token.end) {
    c.report("E113", c.token, `\`${text}\` statements are not supported.`, {
      hint: text === "match" ? "Use `if` and `elif`." : "Leave it out.",
    });
    drop(c);
  }
  return null;
}

function waitUntil(c: Cursor): Statement {
  const start = c.advance().start;
  if (!c.acceptName("until")) {
    c.fail("E101", c.token, "`wait` needs `until` before its condition.", {
      hint: `Write \`wait until ${c.token.text} …\`.`,
    });
  }
  return { kind: "WaitUntil", test: expression(c), span: c.spanFrom(start) };
}

/** An expression, an assignment, or an annotated name. */
function expressionStatement(c: Cursor): Statement {
  const start = c.token.start;
  const first = yieldOrExpressions(c);
  if (c.at("=")) return assignment(c, first, start);
  const operator = c.token.kind === "op" ? AUGMENTED.get(c.token.text) : undefined;
  if (operator !== undefined) {
    c.advance();
    const target = simpleTarget(c, first, "assign with an operator to");
    return { kind: "AugAssign", target, operator, value: yieldOrExpressions(c), span: c.spanFrom(start) };
  }
  if (c.at(":")) return annotated(c, first, start);
  return { kind: "Expr", value: first, span: c.spanFrom(start) };
}

function assignment(c: Cursor, first: Expression, start: number): Statement {
  const chain = [first];
  while (c.accept("=")) chain.push(yieldOrExpressions(c));
  const value = chain.pop() ?? first;
  for (const target of chain) assignable(c, target);
  return { kind: "Assign", targets: chain, value, span: c.spanFrom(start) };
}

function annotated(c: Cursor, target: Expression, start: number): Statement {
  if (c.peek(1).kind === "newline") {
    c.fail("E101", c.token, "A `:` starts a block, but this line is no statement that has one.", {
      hint: "Blocks belong to `if`, `while`, `for`, `def`, `with`, `try`, `repeat` and the like.",
    });
  }
  simpleTarget(c, target, "annotate");
  c.advance();
  const annotation = expression(c);
  const value = c.accept("=") ? yieldOrExpressions(c) : null;
  return { kind: "AnnAssign", target, annotation, value, span: c.spanFrom(start) };
}
