/** What must be true: `always`, `finally`, `sometimes`, `eventually`, `P leads to Q`. */
import { endOfLine } from "./parse-block.js";
import { type Cursor, isSymbol } from "./parse-cursor.js";
import { expression } from "./parse-expression.js";
import { unexpected } from "./parse-mistake.js";
import { opensOperand } from "./parse-soft.js";
import type { Declaration } from "./syntax.js";

type Property = Extract<Declaration, { kind: "Property" }>;

/** Words that start a property; `finally` is one too, but a keyword. */
export const PROPERTY_WORDS: ReadonlySet<string> = new Set(["always", "sometimes", "eventually", "property"]);

/** A property from its first word on. */
export function property(c: Cursor): Declaration {
  const word = c.advance();
  const form = formOf(c, word.text);
  const name = title(c);
  if (c.atLineEnd)
    c.fail("E205", { start: c.previousEnd, end: c.previousEnd + 1 }, `\`${word.text}\` needs a condition.`, {
      hint: `Write \`${word.text} x == 1\` or \`${word.text} "name": x == 1\`.`,
    });
  const expr = expression(c);
  const then = (form === "always" || word.text === "property") && atLeadsTo(c) ? consequence(c) : null;
  if (word.text === "property" && then === null) unexpected(c, "`leads to` and what follows");
  const span = c.spanFrom(word.start);
  endOfLine(c);
  return { kind: "Property", form: then === null ? form : "leads to", name, expr, then, span };
}

function formOf(c: Cursor, word: string): Property["form"] {
  if (word === "finally" || word === "sometimes" || word === "eventually") return word;
  if (word !== "always" || !c.atName("eventually") || !opensOperand(c)) return "always";
  c.advance();
  return "always eventually";
}

/** `"name":` before the condition. */
function title(c: Cursor): string | null {
  if (c.token.kind !== "string" || !isSymbol(c.peek(1), ":")) return null;
  const { value } = c.token;
  c.advance();
  c.advance();
  return value;
}

function atLeadsTo(c: Cursor): boolean {
  return c.atName("leads") && c.peek(1).text === "to";
}

function consequence(c: Cursor): Property["then"] {
  c.advance();
  c.advance();
  return expression(c);
}

/** `P leads to Q` without a word before it; anything else goes, from its start, to `otherwise`. */
export function leadsTo(c: Cursor, otherwise: () => never): Declaration {
  const { start } = c.token;
  const index = c.index;
  const expr = expression(c);
  if (c.atName("leads") && !atLeadsTo(c))
    c.fail("E205", c.token, "`leads` needs `to` after it.", { hint: "Write `P leads to Q`." });
  if (!atLeadsTo(c)) {
    c.index = index;
    return otherwise();
  }
  const then = consequence(c);
  const span = c.spanFrom(start);
  endOfLine(c);
  return { kind: "Property", form: "leads to", name: null, expr, then, span };
}
