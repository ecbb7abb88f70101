/**
 * Where a forgotten closing bracket must have ended. Inside brackets Python ignores line ends, so one missing `)`
 * would swallow the rest of the file; a line that cannot continue an expression ends the bracket instead.
 */
import type { Bracket, Lexer, Token } from "./tokens-kinds.js";

/** Words that never stand inside an expression. */
const STATEMENT = new Set(
  "assert break class continue def del elif except finally global import nonlocal pass raise return try while with".split(
    " ",
  ),
);
const DECLARATION =
  /(?:scenario|const|option|shared|thread|process|coroutine|daemon|job|always|sometimes|eventually|expect|outcome|compare|property|repeat|cpu|io|sleep)[ \t]+(?!(?:in|is|and|or|not|if|else|for|async)\b)[\p{ID_Start}_"'0-9]|(?:main|atomic)[ \t]*:/uy;
const ASSIGNMENT = /[\p{ID_Start}_][\p{ID_Continue}]*[ \t]*=(?!=)/uy;
const CONTINUES = new Set(["and", "or", "in", "is", "not", "if", "else", "for", "async"]);
const WORD = /[\p{ID_Start}_][\p{ID_Continue}]*/uy;

/** At the start of a line inside brackets: can the line only be a new statement? */
export function forcesClose(lexer: Lexer, outer: Bracket): boolean {
  const start = lexer.position;
  const at = skipSpace(lexer.text, start);
  const word = match(WORD, lexer.text, at);
  if (word === null) return false;
  if (STATEMENT.has(word)) return true;
  if (columns(lexer.text, start, at) > outer.indent) return false;
  if (
    match(DECLARATION, lexer.text, at) !== null ||
    (match(ASSIGNMENT, lexer.text, at) !== null && !takesKeyword(lexer))
  )
    return true;
  return endsOperand(lexer.tokens[lexer.tokens.length - 1]) && !CONTINUES.has(word);
}

/** Could `name = value` be a keyword argument here? */
function takesKeyword(lexer: Lexer): boolean {
  const last = lexer.tokens[lexer.tokens.length - 1];
  return lexer.brackets[lexer.brackets.length - 1]?.text === "(" && (last?.text === "," || last?.text === "(");
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (text[at] === " " || text[at] === "\t" || text[at] === "\f") at++;
  return at;
}

function columns(text: string, from: number, to: number): number {
  let column = 0;
  for (let at = from; at < to; at++) column = text[at] === "\t" ? (Math.floor(column / 8) + 1) * 8 : column + 1;
  return column;
}

function match(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

function endsOperand(token: Token | undefined): boolean {
  if (token === undefined) return false;
  switch (token.kind) {
    case "name":
    case "number":
    case "string":
    case "fstring":
    case "duration":
      return true;
    case "op":
      return token.text === ")" || token.text === "]" || token.text === "}" || token.text === "...";
    case "keyword":
      return token.text === "None" || token.text === "True" || token.text === "False";
    case "newline":
    case "indent":
    case "dedent":
    case "end":
    case "raw":
      return false;
  }
}
