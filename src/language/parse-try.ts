/** `try` with its handlers. */
import { block, header } from "./parse-block.js";
import { type Cursor, isSymbol } from "./parse-cursor.js";
import { expression } from "./parse-expression.js";
import { newName } from "./parse-mistake.js";
import type { Expression, Handler, Statement } from "./syntax.js";

/** From `try` to the end of its last block. */
export function tryStatement(c: Cursor): Statement {
  const word = c.advance();
  const body = block(c, "try");
  const handlers: Handler[] = [];
  while (c.at("except")) handlers.push(handler(c));
  checkBare(c, handlers);
  const orelse = c.at("else") ? elseBlock(c, handlers.length > 0) : [];
  const finalbody = c.accept("finally") ? block(c, "finally") : [];
  if (handlers.length === 0 && finalbody.length === 0 && orelse.length === 0 && !isSymbol(c.peek(-1), "finally")) {
    c.report("E114", word, "This `try` has neither `except` nor `finally`.", {
      hint: "Add an `except` block, indented like the `try`.",
    });
  }
  return { kind: "Try", body, handlers, orelse, finalbody, span: c.spanFrom(word.start) };
}

function elseBlock(c: Cursor, allowed: boolean): Statement[] {
  const word = c.advance();
  if (!allowed) c.report("E114", word, "The `else` of a `try` needs an `except` before it.");
  return block(c, "else");
}

function handler(c: Cursor): Handler {
  const start = c.advance().start;
  const { type, name } = header(c, () => handled(c), { type: null, name: null });
  return { type, name, body: block(c, "except"), span: c.spanFrom(start) };
}

function handled(c: Cursor): { type: Expression | null; name: string | null } {
  if (c.at("*")) c.fail("E113", c.token, "`except*` is not supported.", { hint: "Use `except`." });
  if (c.at(":") || c.atLineEnd) return { type: null, name: null };
  const type = expression(c);
  if (c.at(","))
    c.fail("E101", c.token, "Several exception types need parentheses.", { hint: "Write `except (A, B):`." });
  return { type, name: c.accept("as") ? newName(c, "a name").text : null };
}

function checkBare(c: Cursor, handlers: readonly Handler[]): void {
  const bare = handlers.findIndex((one) => one.type === null);
  const found = handlers[bare];
  if (found === undefined || bare === handlers.length - 1) return;
  c.report("E114", { start: found.span.start, end: found.span.start + 6 }, "A bare `except:` must be the last one.", {
    hint: "Nothing after it could ever be reached.",
  });
}
