/**
 * Strings and f-strings. A replacement field is lexed in place, as in Python 3.12, so quotes may nest; a field of
 * a single-quoted f-string must close on its line, so that one slip cannot swallow the file.
 */
import { decode } from "./tokens-escape.js";
import type { FieldPart, FStringTokenPart, Lexer, Token } from "./tokens-kinds.js";

const START = /(?:[rR][bBfF]?|[bBfF][rR]?|[uU])?(?:"""|'''|"|')/y;
const NESTING_MAX = 50;

interface Opening {
  readonly quote: string;
  readonly raw: boolean;
  readonly bytes: boolean;
  readonly start: number;
}

/** Does a string start here? */
export function stringStart(lexer: Lexer): boolean {
  START.lastIndex = lexer.position;
  return START.test(lexer.text);
}

/** Reads the string that starts here into one token. */
export function readString(lexer: Lexer): void {
  START.lastIndex = lexer.position;
  const opening = START.exec(lexer.text)?.[0] ?? '"';
  const prefix = opening.replace(/["']/g, "").toLowerCase();
  const start = lexer.position;
  lexer.position += opening.length;
  const open = { quote: opening.slice(prefix.length), raw: prefix.includes("r"), bytes: prefix.includes("b"), start };
  if (prefix.includes("f")) readFString(lexer, open);
  else readPlain(lexer, open);
}

function readPlain(lexer: Lexer, open: Opening): void {
  const from = lexer.position;
  const closed = skipTo(lexer, open, false);
  const body = lexer.text.slice(from, lexer.position);
  if (closed) lexer.position += open.quote.length;
  else unterminated(lexer, open);
  const value = decode(lexer, body, from, open);
  if (open.bytes) asciiOnly(lexer, body, from);
  const text = lexer.text.slice(open.start, lexer.position);
  lexer.tokens.push({ kind: "string", text, value, bytes: open.bytes, start: open.start, end: lexer.position });
}

/** Moves to the closing quote (or, with `fields`, to a brace); false at the end of the line or text. */
function skipTo(lexer: Lexer, open: Opening, fields: boolean): boolean {
  const { text } = lexer;
  for (; lexer.position < text.length; lexer.position++) {
    const char = text[lexer.position];
    if (char === "\\") {
      const next = text[lexer.position + 1];
      if (!(fields && (next === "{" || next === "}"))) lexer.position++;
    } else if (char === "\n" && open.quote.length === 1) return false;
    else if (fields && (char === "{" || char === "}")) return true;
    else if (char === open.quote[0] && text.startsWith(open.quote, lexer.position)) return true;
  }
  lexer.position = text.length;
  return false;
}

function unterminated(lexer: Lexer, open: Opening): void {
  const triple = open.quote.length === 3;
  const firstLine = lexer.text.indexOf("\n", open.start);
  const end = triple ? open.start + 3 : Math.min(lexer.position, firstLine === -1 ? lexer.text.length : firstLine);
  if (triple)
    lexer.report(
      "E004",
      open.start,
      end,
      `This ${open.quote} string is never closed.`,
      `Add ${open.quote} where it should end.`,
    );
  else
    lexer.report(
      "E003",
      open.start,
      end,
      "This string is not closed on its line.",
      `Add ${open.quote} where it should end; """ … """ may span lines.`,
    );
}

function asciiOnly(lexer: Lexer, body: string, from: number): void {
  const at = body.search(/[^\x00-\x7f]/);
  if (at === -1) return;
  lexer.report(
    "E005",
    from + at,
    from + at + 1,
    "Bytes may only contain ASCII characters.",
    "Write other bytes as `\\x80`.",
  );
}

function readFString(lexer: Lexer, open: Opening): void {
  if (lexer.nesting >= NESTING_MAX) return tooDeep(lexer, open);
  lexer.nesting++;
  const parts: FStringTokenPart[] = [];
  let closed = literal(lexer, open, parts);
  let bracesClosed = true;
  while (closed && bracesClosed && !lexer.text.startsWith(open.quote, lexer.position)) {
    bracesClosed = brace(lexer, open, parts);
    closed = bracesClosed && literal(lexer, open, parts);
  }
  lexer.nesting--;
  if (closed) lexer.position += open.quote.length;
  else if (bracesClosed) unterminated(lexer, open);
  const text = lexer.text.slice(open.start, lexer.position);
  lexer.tokens.push({ kind: "fstring", text, parts: merged(parts), start: open.start, end: lexer.position });
}

function tooDeep(lexer: Lexer, open: Opening): void {
  lexer.report("E112", open.start, open.start + 1, `F-strings are nested more than ${NESTING_MAX} levels deep.`);
  const end = lexer.text.indexOf("\n", lexer.position);
  lexer.position = end === -1 ? lexer.text.length : end;
  lexer.tokens.push({ kind: "fstring", text: "", parts: [], start: open.start, end: lexer.position });
}

/** Text up to the next brace or the closing quote. */
function literal(lexer: Lexer, open: Opening, parts: FStringTokenPart[]): boolean {
  const from = lexer.position;
  const closed = skipTo(lexer, open, true);
  parts.push({ text: decode(lexer, lexer.text.slice(from, lexer.position), from, open) });
  return closed;
}

/** `{{`, `}}` or a field. */
function brace(lexer: Lexer, open: Opening, parts: FStringTokenPart[]): boolean {
  const char = lexer.text[lexer.position] ?? "";
  if (lexer.text[lexer.position + 1] === char) {
    parts.push({ text: char });
    lexer.position += 2;
    return true;
  }
  if (char === "{") return field(lexer, open, parts);
  lexer.report(
    "E009",
    lexer.position,
    lexer.position + 1,
    "A single `}` stands in this f-string.",
    "Write `}}` for a brace in the text.",
  );
  lexer.position++;
  return true;
}

function field(lexer: Lexer, open: Opening, parts: FStringTokenPart[]): boolean {
  const start = lexer.position++;
  const problems = lexer.diagnostics.length;
  const outer = { tokens: lexer.tokens, brackets: lexer.brackets };
  lexer.tokens = [];
  lexer.brackets = [];
  const found = inside(lexer, open);
  const tokens = lexer.tokens;
  lexer.tokens = outer.tokens;
  lexer.brackets = outer.brackets;
  const part = found ? finishField(lexer, open, start, tokens) : null;
  if (part === null) return unclosedField(lexer, open, start, problems);
  parts.push(part);
  return true;
}

/** Lexes the expression; true when stopped by what may follow it. */
function inside(lexer: Lexer, open: Opening): boolean {
  const triple = open.quote.length === 3;
  while (lexer.position < lexer.text.length) {
    const char = lexer.text[lexer.position] ?? "";
    if (char === "\n") {
      if (!triple) return false;
      lexer.position++;
    } else if (lexer.brackets.length === 0 && endsField(lexer.text, lexer.position)) return true;
    else if (char === "#" && !triple) return false;
    else lexer.scan();
  }
  return false;
}

function endsField(text: string, at: number): boolean {
  const char = text[at];
  if (char === "}" || char === ":") return true;
  if (char === "!") return text[at + 1] !== "=";
  if (char !== "=" || text[at + 1] === "=") return false;
  let next = at + 1;
  while (/[ \t\n\f]/.test(text[next] ?? "")) next++;
  return /[!:}]/.test(text[next] ?? "") && text[next + 1] !== "=";
}

/** `=`, `!r`, `:spec`, `}`. Null when the field does not end properly. */
function finishField(lexer: Lexer, open: Opening, start: number, tokens: Token[]): FieldPart | null {
  const { text } = lexer;
  let shown: string | null = null;
  if (text[lexer.position] === "=") {
    lexer.position++;
    skipBlank(lexer);
    shown = text.slice(start + 1, lexer.position);
  }
  let conversion: "r" | "s" | "a" | null = null;
  if (text[lexer.position] === "!") {
    conversion = readConversion(lexer);
    skipBlank(lexer);
  }
  let spec: FStringTokenPart[] | null = null;
  if (text[lexer.position] === ":") {
    spec = readSpec(lexer, open);
    if (spec === null) return null;
  }
  if (text[lexer.position] !== "}") return null;
  const span = { start, end: ++lexer.position };
  if (tokens.length === 0)
    lexer.report(
      "E009",
      start,
      span.end,
      "This f-string field is empty.",
      "Put an expression between the braces, or write `{{}}` for plain braces.",
    );
  if (shown !== null && conversion === null && spec === null) conversion = "r";
  const end = { kind: "end", text: "", start: span.end - 1, end: span.end - 1 } as const;
  return { tokens: [...tokens, end], conversion, spec, shown, span };
}

function skipBlank(lexer: Lexer): void {
  while (/[ \t\n\f]/.test(lexer.text[lexer.position] ?? "")) lexer.position++;
}

function readConversion(lexer: Lexer): "r" | "s" | "a" | null {
  const start = lexer.position++;
  const word = /^[\p{ID_Continue}]{0,50}/u.exec(lexer.text.slice(lexer.position, lexer.position + 60))?.[0] ?? "";
  lexer.position += word.length;
  if (word === "r" || word === "s" || word === "a") return word;
  lexer.report(
    "E009",
    start,
    lexer.position,
    `\`!${word}\` is not a conversion.`,
    "The conversions are `!r`, `!s` and `!a`.",
  );
  return null;
}

/** The format spec: text and fields up to the closing brace. */
function readSpec(lexer: Lexer, open: Opening): FStringTokenPart[] | null {
  lexer.position++;
  if (lexer.nesting >= NESTING_MAX) return null;
  lexer.nesting++;
  const parts: FStringTokenPart[] = [];
  let closed = literal(lexer, open, parts);
  while (closed && lexer.text[lexer.position] === "{")
    closed = field(lexer, open, parts) && literal(lexer, open, parts);
  lexer.nesting--;
  return closed ? merged(parts) : null;
}

/** Whatever was reported inside is only a consequence; the rest of the line (or of the triple-quoted text) is skipped. */
function unclosedField(lexer: Lexer, open: Opening, start: number, problems: number): boolean {
  lexer.diagnostics.length = problems;
  lexer.report(
    "E009",
    start,
    start + 1,
    "The `{` in this f-string is never closed.",
    "Add `}`, or write `{{` for a brace in the text.",
  );
  const triple = open.quote.length === 3;
  const end = lexer.text.indexOf(triple ? open.quote : "\n", triple ? lexer.position : start);
  // Never backwards: what was read once is not read again, so lexing stays linear.
  lexer.position = end === -1 ? lexer.text.length : Math.max(lexer.position, end + (triple ? 3 : 0));
  return false;
}

/** Neighbouring texts joined, empty ones dropped. */
function merged(parts: readonly FStringTokenPart[]): FStringTokenPart[] {
  const result: FStringTokenPart[] = [];
  for (const part of parts) {
    const last = result[result.length - 1];
    if (!("text" in part)) result.push(part);
    else if (last !== undefined && "text" in last) result[result.length - 1] = { text: last.text + part.text };
    else if (part.text !== "") result.push(part);
  }
  return result;
}
