/** Blocks: `:` and what is indented below it; and how parsing goes on after a broken statement. */
import { type Cursor, BLOCK_DEPTH_MAX, isSymbol } from "./parse-cursor.js";
import { unexpected } from "./parse-mistake.js";
import type { Statement } from "./syntax.js";

/** Statements that take a block and therefore cannot follow `:` or `;` on the same line. */
const COMPOUND = new Set(["if", "while", "for", "try", "with", "def", "class", "async", "@"]);

/** The block of a statement; `owner` names it in messages, `statement` reads one item (default: the grammar's rule). */
export function block(
  c: Cursor,
  owner: string,
  statement: (c: Cursor) => Statement[] = c.rules.statement,
): Statement[] {
  const line = c.source.position(c.previousEnd).line;
  const problems = c.diagnostics.length;
  const silent = colon(c, owner);
  if (!c.on("newline")) return c.atLineEnd ? [] : inline(c, statement);
  c.advance();
  if (c.on("indent")) return c.deeper(() => suite(c, statement), BLOCK_DEPTH_MAX);
  if (silent || c.diagnostics.length > problems) return [];
  const at = c.on("end")
    ? { start: c.previousEnd, end: c.previousEnd }
    : { start: c.token.start, end: c.token.start + 1 };
  c.report("E105", at, `An indented block must follow \`${owner}\` of line ${line}.`, {
    hint: "Indent its statements by four spaces; an empty block is `pass`.",
  });
  return [];
}

/** `if x: y = 1`: simple statements on the line of the header. */
function inline(c: Cursor, statement: (c: Cursor) => Statement[]): Statement[] {
  if (COMPOUND.has(c.token.text) && c.token.kind !== "string") {
    c.report("E101", c.token, `\`${c.token.text}\` cannot stand on the line of another block's header.`, {
      hint: "Put it on a line of its own, indented.",
    });
    skipStatement(c);
    return [];
  }
  return c.deeper(() => statement(c), BLOCK_DEPTH_MAX);
}

/** True when the header was broken, so that a missing block is no news either. */
function colon(c: Cursor, owner: string): boolean {
  const silent = c.recovered;
  c.recovered = false;
  if (c.accept(":") || (silent && c.atLineEnd)) return silent;
  c.guard(
    () => missingColon(c, owner),
    () => toColon(c),
  );
  return silent;
}

function missingColon(c: Cursor, owner: string): void {
  if (c.atLineEnd) {
    c.report("E102", { start: c.previousEnd, end: c.previousEnd + 1 }, `The \`:\` after \`${owner}\` is missing.`, {
      hint: "Add `:` at the end of the line.",
    });
  } else if (c.at("{")) {
    c.fail("E102", c.token, "Blocks have no braces.", { expected: "`:`", hint: "Write `:` and indent the block." });
  } else {
    unexpected(c, "`:`");
  }
}

/** Parses what stands before the `:`; after a problem there the block is still read. */
export function header<T>(c: Cursor, rule: () => T, otherwise: T): T {
  c.recovered = false;
  return c.guard(rule, () => {
    while (!c.atLineEnd && !(c.at(":") && c.peek(1).kind === "newline")) c.advance();
    c.recovered = true;
    return otherwise;
  });
}

function toColon(c: Cursor): void {
  while (!c.atLineEnd && !(c.at(":") && c.peek(1).kind === "newline")) c.advance();
  c.accept(":");
}

/** From INDENT to DEDENT. */
export function suite(c: Cursor, statement: (c: Cursor) => Statement[]): Statement[] {
  c.advance();
  const statements: Statement[] = [];
  while (c.token.kind !== "dedent" && c.token.kind !== "end") {
    for (const made of recovering(c, statement)) statements.push(made);
  }
  if (c.token.kind === "dedent") c.advance();
  return statements;
}

/** Runs a statement rule; a broken statement is skipped with its block (whose own problems are still reported). */
export function recovering<T>(c: Cursor, rule: (c: Cursor) => T[]): T[] {
  const before = c.index;
  const made = c.guard(
    () => rule(c),
    () => {
      if (!c.finished) skipStatement(c);
      c.finished = false;
      return [];
    },
  );
  if (c.index === before) c.advance();
  return made;
}

/** Moves past a statement and its block, reporting what is wrong inside. */
export function skipStatement(c: Cursor): void {
  if (c.token.kind !== "indent") c.skipLine();
  if (c.token.kind === "newline") c.advance();
  if (c.token.kind !== "indent") return;
  if (c.depth + 1 >= BLOCK_DEPTH_MAX) return skipBlock(c);
  c.depth++;
  suite(c, c.rules.statement);
  c.depth--;
}

/** Skips a statement and its block without a look at what is inside, and gives it up. */
export function drop(c: Cursor): never {
  c.skipLine();
  if (c.on("newline")) c.advance();
  if (c.on("indent")) skipBlock(c);
  return c.quit();
}

function skipBlock(c: Cursor): void {
  let depth = 0;
  do {
    const { kind } = c.advance();
    if (kind === "indent") depth++;
    else if (kind === "dedent") depth--;
  } while (depth > 0 && c.token.kind !== "end");
}

/** Statements indented for no reason: reported, then read as if they were not. */
export function strayIndent(c: Cursor, statement: (c: Cursor) => Statement[]): Statement[] {
  c.report(
    "E106",
    { start: c.token.start, end: Math.max(c.token.end, c.token.start + 1) },
    "This line is indented, but no block starts before it.",
    { hint: "Remove the spaces, or end the line above with `:` if it starts a block." },
  );
  return c.deeper(() => suite(c, statement), BLOCK_DEPTH_MAX);
}

/** The end of a simple statement. */
export function endOfLine(c: Cursor): void {
  if (c.token.kind === "newline") c.advance();
  else if (!c.atLineEnd) unexpected(c, "the end of the line");
}

/** Simple statements separated by `;`, to the end of the line. */
export function simpleLine(c: Cursor, simple: (c: Cursor) => Statement): Statement[] {
  const statements = [simple(c)];
  while (c.accept(";")) {
    if (c.atLineEnd) break;
    if (c.token.kind === "keyword" && COMPOUND.has(c.token.text) && !isSymbol(c.token, "async")) {
      c.fail("E101", c.token, `\`${c.token.text}\` cannot follow \`;\`.`, { hint: "Put it on a line of its own." });
    }
    statements.push(simple(c));
  }
  endOfLine(c);
  return statements;
}
