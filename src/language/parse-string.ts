/** Adjacent strings joined into one constant, and f-strings with the expressions of their fields parsed. */
import type { Cursor } from "./parse-cursor.js";
import { unexpected } from "./parse-mistake.js";
import type { Expression, FStringPart, Span } from "./syntax.js";
import type { FieldPart, FStringTokenPart, Token } from "./tokens.js";

/** One or more string tokens, from the present one on. */
export function strings(c: Cursor): Expression {
  const start = c.token.start;
  const pieces: Token[] = [];
  while (c.token.kind === "string" || c.token.kind === "fstring") pieces.push(c.advance());
  const bytes = pieces.filter((piece) => piece.kind === "string" && piece.bytes).length;
  if (bytes > 0 && bytes < pieces.length) {
    c.report("E013", c.spanFrom(start), "Bytes and text stand next to each other.", {
      hint: 'Join only strings of one kind; `b"…"` is bytes.',
    });
  }
  const span = c.spanFrom(start);
  if (pieces.some((piece) => piece.kind === "fstring")) return { kind: "FString", parts: joined(c, pieces), span };
  const text = pieces.map((piece) => (piece.kind === "string" ? piece.value : "")).join("");
  return { kind: "Constant", value: bytes > 0 ? { kind: "bytes", data: text } : text, span };
}

function joined(c: Cursor, pieces: readonly Token[]): FStringPart[] {
  const parts: FStringPart[] = [];
  for (const piece of pieces) {
    if (piece.kind === "string") addText(parts, piece.value);
    else if (piece.kind === "fstring") for (const part of piece.parts) addPart(c, parts, part);
  }
  return parts;
}

function addText(parts: FStringPart[], text: string): void {
  const last = parts[parts.length - 1];
  if (text === "") return;
  if (last !== undefined && "text" in last) parts[parts.length - 1] = { text: last.text + text };
  else parts.push({ text });
}

function addPart(c: Cursor, parts: FStringPart[], part: FStringTokenPart): void {
  if ("text" in part) addText(parts, part.text);
  else parts.push(field(c, part));
}

function field(c: Cursor, part: FieldPart): FStringPart {
  const value = part.tokens.length <= 1 ? missing(part.span) : c.within(part.tokens, fieldValue);
  const spec = part.spec === null ? null : c.deeper(() => specParts(c, part.spec ?? []));
  return { value, conversion: part.conversion, spec, shown: part.shown };
}

function specParts(c: Cursor, spec: readonly FStringTokenPart[]): FStringPart[] {
  const parts: FStringPart[] = [];
  for (const part of spec) addPart(c, parts, part);
  return parts;
}

function fieldValue(c: Cursor): Expression {
  const value = c.rules.yielded(c);
  if (c.token.kind !== "end") unexpected(c, "`}`");
  return value;
}

/** Stands for an expression that is not there; the lexer has reported it. */
function missing(span: Span): Expression {
  return { kind: "Constant", value: null, span };
}
