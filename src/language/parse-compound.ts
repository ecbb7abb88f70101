/** Statements with blocks. Functions and classes have a file of their own. */
import { block, header, skipStatement } from "./parse-block.js";
import { type Cursor, isSymbol } from "./parse-cursor.js";
import { definition } from "./parse-definition.js";
import { expression, expressions, namedExpression } from "./parse-expression.js";
import { unexpected } from "./parse-mistake.js";
import { select } from "./parse-select.js";
import { opensBlock, opensOperand } from "./parse-soft.js";
import { singleTarget, targets } from "./parse-target.js";
import { tryStatement } from "./parse-try.js";
import type { Expression, Statement } from "./syntax.js";

/** A statement with a block, or null when none starts here. */
export function compound(c: Cursor): Statement | null {
  if (c.token.kind === "keyword") return keyword(c);
  if (c.token.kind === "name") return soft(c);
  return c.at("@") ? definition(c) : null;
}

function keyword(c: Cursor): Statement | null {
  switch (c.token.text) {
    case "if":
      return ifStatement(c);
    case "while":
      return whileStatement(c);
    case "for":
      return forStatement(c, c.token.start, false);
    case "with":
      return withStatement(c, c.token.start, false);
    case "try":
      return tryStatement(c);
    case "def":
    case "class":
      return definition(c);
    case "async":
      return asyncStatement(c);
    case "elif":
    case "else":
    case "except":
    case "finally":
      return orphan(c);
    default:
      return null;
  }
}

function soft(c: Cursor): Statement | null {
  const { start, text } = c.token;
  if (text === "repeat" && (opensOperand(c) || (isSymbol(c.peek(1), "(") && opensBlock(c)))) {
    c.advance();
    const count = header(c, () => expression(c), nothing(c));
    return { kind: "Repeat", count, body: block(c, "repeat"), span: c.spanFrom(start) };
  }
  if (
    text === "atomic" &&
    (isSymbol(c.peek(1), ":") || (c.peek(1).kind === "newline" && c.peek(2).kind === "indent"))
  ) {
    c.advance();
    return { kind: "Atomic", body: block(c, "atomic"), span: c.spanFrom(start) };
  }
  return c.primitives && text === "select" ? select(c) : null;
}

/** Stands for an expression that could not be read. */
export function nothing(c: Cursor): Expression {
  return { kind: "Constant", value: null, span: { start: c.token.start, end: c.token.start } };
}

const CLAUSES = new Set(["elif", "else", "except", "finally"]);

/** `else` and the like without their statement; those that follow it are orphans for the same reason. */
function orphan(c: Cursor): never {
  const { text } = c.token;
  if (text === "else" && isSymbol(c.peek(1), "if"))
    c.fail("E108", { start: c.token.start, end: c.peek(1).end }, "`else if` is not Python.", { hint: "Write `elif`." });
  const owner = text === "elif" || text === "else" ? "`if`" : "`try`";
  c.report("E114", c.token, `This \`${text}\` belongs to no ${owner}.`, {
    hint: `Indent it exactly like the ${owner} it belongs to, and let nothing stand between them.`,
  });
  do skipStatement(c);
  while (CLAUSES.has(c.token.text) && c.token.kind === "keyword");
  return c.quit();
}

interface Branch {
  readonly start: number;
  readonly test: Expression;
  readonly body: readonly Statement[];
}

function ifStatement(c: Cursor): Statement {
  const branches: Branch[] = [];
  do {
    const word = c.advance();
    const test = header(c, () => namedExpression(c), nothing(c));
    branches.push({ start: word.start, test, body: block(c, word.text) });
  } while (c.at("elif") || elseIf(c));
  return chained(c, branches, elseBlock(c));
}

/** `else if`: reported, then read as `elif` from its second word on. */
function elseIf(c: Cursor): boolean {
  if (!c.at("else") || !isSymbol(c.peek(1), "if")) return false;
  c.report("E108", { start: c.token.start, end: c.peek(1).end }, "`else if` is not Python.", { hint: "Write `elif`." });
  c.advance();
  return true;
}

/** `elif` is an `if` alone in the `else`; built from the last branch on, so that long chains need no recursion. */
function chained(c: Cursor, branches: readonly Branch[], last: readonly Statement[]): Statement {
  let orelse = last;
  for (const branch of [...branches].reverse()) {
    orelse = [{ kind: "If", test: branch.test, body: branch.body, orelse, span: c.spanFrom(branch.start) }];
  }
  const [whole] = orelse;
  return whole ?? unexpected(c, "`if`");
}

function elseBlock(c: Cursor): Statement[] {
  return c.accept("else") ? block(c, "else") : [];
}

function whileStatement(c: Cursor): Statement {
  const start = c.advance().start;
  const test = header(c, () => namedExpression(c), nothing(c));
  const body = block(c, "while");
  return { kind: "While", test, body, orelse: elseBlock(c), span: c.spanFrom(start) };
}

function forStatement(c: Cursor, start: number, isAsync: boolean): Statement {
  c.advance();
  const missing = { target: nothing(c), iterable: nothing(c) };
  const { target, iterable } = header(c, () => forHeader(c), missing);
  const body = block(c, "for");
  return { kind: "For", target, iterable, body, orelse: elseBlock(c), async: isAsync, span: c.spanFrom(start) };
}

function forHeader(c: Cursor): { target: Expression; iterable: Expression } {
  if (c.at("(") && isSymbol(c.peek(2), "="))
    c.fail("E108", c.token, "Python's `for` goes over the elements of something.", {
      hint: "Write `for i in range(n):`.",
    });
  const target = targets(c);
  if (c.at("="))
    c.fail("E108", c.token, "Python's `for` goes over the elements of something.", {
      hint: "Write `for i in range(n):`.",
    });
  if (!c.accept("in")) unexpected(c, "`in`");
  return { target, iterable: expressions(c) };
}

function asyncStatement(c: Cursor): Statement {
  const next = c.peek(1);
  if (isSymbol(next, "def")) return definition(c);
  const start = c.advance().start;
  if (c.at("for")) return forStatement(c, start, true);
  if (c.at("with")) return withStatement(c, start, true);
  if (c.token.kind === "name" && isSymbol(c.peek(1), ":"))
    c.fail("E108", c.token, "`async` stands before `def`, `for` or `with`.", {
      hint: `A task on the event loop is \`coroutine ${c.token.text}:\`.`,
    });
  return unexpected(c, "`def`, `for` or `with` after `async`");
}

interface Item {
  readonly context: Expression;
  readonly target: Expression | null;
}

function withStatement(c: Cursor, start: number, isAsync: boolean): Statement {
  c.advance();
  const items = header(c, () => withItems(c), []);
  return { kind: "With", items, body: block(c, "with"), async: isAsync, span: c.spanFrom(start) };
}

function withItems(c: Cursor): Item[] {
  const opening = groupsItems(c) ? c.advance() : null;
  if (opening !== null) c.openers.push(opening);
  const items = [withItem(c)];
  while (c.accept(",") && !c.at(")")) items.push(withItem(c));
  if (opening === null) return items;
  if (!c.accept(")")) unexpected(c, "`,` or `)`");
  c.openers.pop();
  return items;
}

function withItem(c: Cursor): Item {
  const context = expression(c);
  return { context, target: c.accept("as") ? singleTarget(c) : null };
}

/** `with (a as b, c):`: do the parentheses group items, or belong to an expression? */
function groupsItems(c: Cursor): boolean {
  if (!c.at("(")) return false;
  let depth = 0;
  let several = false;
  for (let ahead = 0; ; ahead++) {
    const token = c.peek(ahead);
    if (token.kind === "newline" || token.kind === "end") return false;
    if (depth === 1 && (isSymbol(token, "for") || isSymbol(token, "yield") || isSymbol(token, ":="))) return false;
    if (depth === 1 && (isSymbol(token, ",") || isSymbol(token, "as"))) several = true;
    if (isSymbol(token, "(") || isSymbol(token, "[") || isSymbol(token, "{")) depth++;
    else if (isSymbol(token, ")") || isSymbol(token, "]") || isSymbol(token, "}")) depth--;
    if (depth === 0) return several && isSymbol(c.peek(ahead + 1), ":");
  }
}
