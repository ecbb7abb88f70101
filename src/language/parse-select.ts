/** `select`, the one statement that only our own primitives use. */
import { block, header } from "./parse-block.js";
import { type Cursor, isSymbol } from "./parse-cursor.js";
import { expression } from "./parse-expression.js";
import { unexpected } from "./parse-mistake.js";
import type { Alternative, Expression, SelectManner, Statement } from "./syntax.js";

const MANNERS: readonly SelectManner[] = ["resting", "cpu", "io"];

/** `select "words":` or `select resting "words":` (or `cpu`, or `io`) with `when` and `after` alternatives; null when `select` is an ordinary name here. */
export function select(c: Cursor): Statement | null {
  const { start } = c.token;
  const manner = (c.peek(1).kind === "name" && MANNERS.find((each) => each === c.peek(1).text)) || null;
  const at = manner === null ? 1 : 2;
  if (!isSymbol(c.peek(at), ":") && !(c.peek(at).kind === "string" && isSymbol(c.peek(at + 1), ":"))) return null;
  c.advance();
  if (manner !== null) c.advance();
  const blocked = words(c);
  if (!c.accept(":") || !c.on("newline")) unexpected(c, "`:` and the alternatives below it");
  c.advance();
  if (!c.on("indent"))
    c.fail("E105", c.token, "The alternatives of this `select` are missing.", {
      expected: "`when GUARD:` or `after SECONDS:`",
    });
  c.advance();
  const alternatives: Alternative[] = [];
  while (c.token.kind !== "dedent" && c.token.kind !== "end") alternatives.push(alternative(c));
  if (c.token.kind === "dedent") c.advance();
  return { kind: "Select", alternatives, blocked, manner, span: c.spanFrom(start) };
}

function words(c: Cursor): string | null {
  if (c.token.kind !== "string") return null;
  const { value } = c.token;
  c.advance();
  return value;
}

function alternative(c: Cursor): Alternative {
  const { start, text } = c.token;
  if (!c.atName("when") && !c.atName("after")) unexpected(c, "`when GUARD:` or `after SECONDS:`");
  c.advance();
  const form = text === "when" ? "when" : "after";
  const guard = header(c, (): Expression => expression(c), {
    kind: "Constant",
    value: null,
    span: { start, end: start },
  });
  const said = words(c);
  return { form, guard, words: said, body: block(c, form), span: c.spanFrom(start) };
}
