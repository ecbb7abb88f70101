/** Messages for what the grammar did not expect: what was found, what would have been right, and what was probably meant. */
import { type Cursor, isSymbol } from "./parse-cursor.js";
import { suggest } from "../programs/suggest.js";
import { FOREIGN_WORDS, STATEMENT_WORDS } from "./vocabulary.js";
import { KEYWORDS, type Token } from "./tokens.js";

interface Mistake {
  readonly message: string;
  readonly hint: string;
}

const FOREIGN: Readonly<Record<string, Mistake>> = {
  "&&": { message: "`&&` is not Python.", hint: "Write `and`." },
  "||": { message: "`||` is not Python.", hint: "Write `or`." },
  "!": { message: "`!` is not Python.", hint: "Write `not`." },
  "===": { message: "`===` is not Python.", hint: "Write `==`." },
  "!==": { message: "`!==` is not Python.", hint: "Write `!=`." },
  "<>": { message: "`<>` is not Python.", hint: "Write `!=`." },
  "=>": { message: "`=>` is not Python.", hint: "Write `>=` to compare, `lambda x: …` for a function." },
  "?": { message: "`?` is not Python.", hint: "A conditional expression is written `a if test else b`." },
  "->": { message: "`->` only announces what a `def` returns.", hint: "Write `.` for an attribute." },
};
const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** Reports the present token as out of place. `expected` is a fragment such as "`)`" or "an expression". */
export function unexpected(c: Cursor, expected: string): never {
  const { token } = c;
  const opener = c.openers[c.openers.length - 1];
  const foreign = token.kind === "op" ? FOREIGN[token.text] : undefined;
  const doubled = increment(c);
  if (doubled !== null) return c.fail("E108", doubled.span, doubled.message, { hint: doubled.hint });
  if (foreign !== undefined) return c.fail("E108", token, foreign.message, { hint: foreign.hint });
  if (opener !== undefined && (c.atLineEnd || (closes(token) && token.text !== CLOSING[opener.text])))
    return unclosed(c, opener, CLOSING[opener.text] ?? ")");
  if (closes(token) && opener === undefined) return unmatched(c);
  if (c.atLineEnd) return lineEnded(c, expected);
  return misplaced(c, expected);
}

function closes(token: Token): boolean {
  return isSymbol(token, ")") || isSymbol(token, "]") || isSymbol(token, "}");
}

/** Reports the bracket `opening` as not closed, or as closed by the wrong bracket. */
export function unclosed(c: Cursor, opening: Token, closing: string): never {
  const { token } = c;
  if (closes(token) && token.text !== closing) {
    const line = c.source.position(opening.start).line;
    return c.fail("E104", token, `\`${token.text}\` does not close the \`${opening.text}\` of line ${line}.`, {
      expected: `\`${closing}\``,
    });
  }
  if (!c.atLineEnd) return unexpected(c, `\`,\` or \`${closing}\``);
  return c.fail("E103", opening, `This \`${opening.text}\` is never closed.`, {
    expected: `\`${closing}\``,
    hint: `Add \`${closing}\`.`,
  });
}

function unmatched(c: Cursor): never {
  return c.fail("E104", c.token, `This \`${c.token.text}\` closes nothing.`, {
    hint: "Delete it, or add the bracket that opens it.",
  });
}

function lineEnded(c: Cursor, expected: string): never {
  const at = { start: c.previousEnd, end: c.previousEnd + 1 };
  const after = c.index > 0 && c.peek(-1).text !== "" ? ` after \`${brief(c.peek(-1).text)}\`` : "";
  return c.fail("E101", at, `The line ends too early${after}.`, { expected });
}

/** `x++` and `x--`, noticed where the second sign lacks its operand. */
function increment(c: Cursor): (Mistake & { span: { start: number; end: number } }) | null {
  const [second, first, name] = [c.peek(-1), c.peek(-2), c.peek(-3)];
  const sign = second.text;
  if (
    c.index < 2 ||
    (sign !== "+" && sign !== "-") ||
    !isSymbol(second, sign) ||
    !isSymbol(first, sign) ||
    first.end !== second.start
  )
    return null;
  const target = c.index >= 3 && name.kind === "name" ? brief(name.text) : "x";
  return {
    span: { start: first.start, end: second.end },
    message: `\`${sign}${sign}\` is not Python.`,
    hint: `Write \`${target} ${sign}= 1\`.`,
  };
}

function misplaced(c: Cursor, expected: string): never {
  const { token } = c;
  const before = c.index > 0 ? c.peek(-1) : null;
  const special = particular(c, before);
  if (special !== null)
    return c.fail(special.code, special.span ?? token, special.message, {
      hint: special.hint,
      ...(special.expected === undefined ? {} : { expected }),
    });
  return c.fail("E101", token, `${found(token)} does not fit here.`, { expected });
}

interface Particular extends Mistake {
  readonly code: string;
  readonly span?: { start: number; end: number };
  readonly expected?: true;
}

function particular(c: Cursor, before: Token | null): Particular | null {
  const { token } = c;
  if (isSymbol(token, "=")) return equals(before);
  if (isSymbol(token, ":="))
    return { code: "E101", message: "`:=` needs parentheses here.", hint: "Write `(name := value)`." };
  if (before !== null && isSymbol(before, "else") && isSymbol(token, "if"))
    return {
      code: "E108",
      message: "`else if` is not Python.",
      hint: "Write `elif`.",
      span: { start: before.start, end: token.end },
    };
  if (isSymbol(token, "//") && !operand(before))
    return { code: "E108", message: "`//` divides; it starts no comment.", hint: "Comments start with `#`." };
  if (KEYWORDS.has(token.text) && token.kind === "keyword" && before !== null && isSymbol(before, "."))
    return {
      code: "E116",
      message: `\`${token.text}\` is a word of the language and cannot be an attribute.`,
      hint: "Choose another name.",
    };
  if (before === null || !operand(before) || !startsOperand(token)) return null;
  return adjacent(c, before, token);
}

/** `=` where a comparison was meant, or a word of the language where a name was. */
function equals(before: Token | null): Particular | null {
  if (before === null) return null;
  if (before.kind === "keyword" && !operand(before)) {
    return {
      code: "E116",
      message: `\`${before.text}\` is a word of the language and cannot be a name.`,
      hint: `Choose another name, such as \`${before.text.toLowerCase()}_\`.`,
      span: before,
    };
  }
  if (!operand(before) && !isSymbol(before, "=")) return null;
  return { code: "E107", message: "`=` assigns; it does not compare.", hint: "Write `==` to compare." };
}

/** Two operands in a row. */
function adjacent(c: Cursor, before: Token, token: Token): Particular {
  if (before.kind === "number" && token.kind === "name" && /^(ns|us|ms|s|min)$/.test(token.text)) {
    return {
      code: "E008",
      message: "A duration has no space before its unit.",
      hint: `Write \`${brief(before.text)}${token.text}\`.`,
      span: { start: before.start, end: token.end },
    };
  }
  const first = firstOfLine(c);
  const foreign = first === before ? FOREIGN_WORDS.get(before.text) : undefined;
  if (foreign !== undefined)
    return { code: "E108", message: `\`${before.text}\` is not Python.`, hint: foreign, span: before };
  const meant = first === before && before.kind === "name" ? suggest(before.text, STATEMENT_WORDS) : null;
  if (meant !== null)
    return {
      code: "E119",
      message: `${found(token)} cannot follow the name \`${brief(before.text)}\`.`,
      hint: `Did you mean \`${meant}\`?`,
      span: before,
    };
  if (first === before && before.text === "print")
    return { code: "E108", message: "`print` is a function.", hint: "Write `print(…)`." };
  if (c.openers.length > 0)
    return {
      code: "E119",
      message: `Something is missing before ${lower(found(token))}.`,
      hint: "Is there a comma missing?",
    };
  return {
    code: "E119",
    message: `${found(token)} cannot follow ${lower(found(before))}.`,
    hint: "Is there an operator missing, or a line break?",
  };
}

function firstOfLine(c: Cursor): Token {
  let back = -1;
  while (
    c.index + back > 0 &&
    c.peek(back - 1).kind !== "newline" &&
    c.peek(back - 1).kind !== "indent" &&
    c.peek(back - 1).kind !== "dedent" &&
    back > -3
  )
    back--;
  return c.peek(back);
}

function operand(token: Token | null): boolean {
  if (token === null) return false;
  if (token.kind === "op") return closes(token);
  if (token.kind === "keyword") return token.text === "None" || token.text === "True" || token.text === "False";
  return token.kind === "name" || startsOperand(token);
}

function startsOperand(token: Token): boolean {
  return (
    token.kind === "name" ||
    token.kind === "number" ||
    token.kind === "string" ||
    token.kind === "fstring" ||
    token.kind === "duration"
  );
}

/** A token in words, as the start of a sentence. */
export function found(token: Token): string {
  switch (token.kind) {
    case "name":
      return `The name \`${brief(token.text)}\``;
    case "keyword":
      return `The word \`${token.text}\``;
    case "op":
      return `\`${token.text}\``;
    case "number":
      return `The number \`${brief(token.text)}\``;
    case "duration":
      return `The duration \`${brief(token.text)}\``;
    case "string":
    case "fstring":
      return "This string";
    case "raw":
      return "This text";
    case "newline":
    case "dedent":
    case "indent":
      return "The end of the line";
    case "end":
      return "The end of the file";
  }
}

function lower(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

/** Source text short enough for a message. */
export function brief(text: string): string {
  const line = text.split("\n", 1)[0] ?? "";
  return line.length > 30 ? `${line.slice(0, 27)}…` : line;
}

/** A name that is being introduced. */
export function newName(c: Cursor, expected: string): Token {
  if (c.token.kind === "name") {
    c.bound.add(c.token.text);
    return c.advance();
  }
  if (c.token.kind === "keyword") {
    return c.fail("E116", c.token, `\`${c.token.text}\` is a word of the language and cannot be a name.`, {
      expected,
      hint: `Choose another name, such as \`${c.token.text.toLowerCase()}_\`.`,
    });
  }
  return unexpected(c, expected);
}

/** The name after a dot. */
export function attributeName(c: Cursor): string {
  if (c.token.kind === "name") return c.advance().text;
  return unexpected(c, "the name of an attribute");
}
