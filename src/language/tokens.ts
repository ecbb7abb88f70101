/**
 * The lexer: text to tokens, with Python's layout rules. All problems go to `diagnostics`; lexing always reaches
 * the end. Numbers and strings have files of their own.
 */
import type { Diagnostic } from "./diagnostic.js";
import { forcesClose } from "./tokens-layout.js";
import { readNumber } from "./tokens-number.js";
import { readString, stringStart } from "./tokens-string.js";
import { KEYWORDS, type Bracket, type Lexer, type Token } from "./tokens-kinds.js";
import type { Source } from "./source.js";

export { KEYWORDS, type FieldPart, type FStringTokenPart, type Token } from "./tokens-kinds.js";

const NAME = /[\p{ID_Start}_][\p{ID_Continue}]*/uy;
const OPERATOR =
  /\*\*=|\/\/=|>>=|<<=|\.\.\.|===|!==|!=|==|<=|>=|->|:=|\+=|-=|\*=|\/=|%=|&=|\|=|\^=|@=|\*\*|\/\/|<<|>>|&&|\|\||<>|=>|[-+*/%@&|^~<>()[\]{},:;.=!?]/y;
const OPTION = /option[ \t]+[\p{ID_Start}_][\p{ID_Continue}-]*[ \t]*=(?!=)[ \t]*/uy;
const CLOSING: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };
const LOOK_ALIKE: Readonly<Record<string, string>> = {
  "\u201c": '"',
  "\u201d": '"',
  "\u2018": "'",
  "\u2019": "'",
  "\u2013": "-",
  "\u2014": "-",
  "\u2212": "-",
  "\u00d7": "*",
  "\u2264": "<=",
  "\u2265": ">=",
  "\u2260": "!=",
  "\u2192": "->",
};

/** Everything the parser needs: tokens ending in one `end`, and what was wrong with the text. */
export function tokenize(source: Source): { tokens: Token[]; diagnostics: Diagnostic[] } {
  const lexer = new Scanner(source.text);
  lexer.run();
  return { tokens: lexer.tokens, diagnostics: lexer.diagnostics };
}

interface Indent {
  /** With tabs to multiples of eight, and with tabs as one column: both must agree, as in CPython. */
  readonly column: number;
  readonly narrow: number;
}

class Scanner implements Lexer {
  readonly text: string;
  position = 0;
  tokens: Token[] = [];
  diagnostics: Diagnostic[] = [];
  brackets: Bracket[] = [];
  nesting = 0;
  #indents: Indent[] = [{ column: 0, narrow: 0 }];
  #lineIndent = 0;

  constructor(text: string) {
    this.text = text;
  }

  run(): void {
    while (this.position < this.text.length) {
      if (this.#startLine()) this.#logicalLine();
    }
    this.#emitLayout("newline", true);
    for (let i = this.#indents.length; i > 1; i--) this.#emitLayout("dedent");
    this.#emitLayout("end");
  }

  report(code: string, start: number, end: number, message: string, hint?: string): void {
    const span = { start, end: Math.max(end, start) };
    this.diagnostics.push({ code, severity: "error", message, span, ...(hint === undefined ? {} : { hint }) });
  }

  /** Reads one token, or skips one space, comment, continuation or unknown character. Never called at a line end. */
  scan(): void {
    const char = this.text[this.position] ?? "";
    if (char === " " || char === "\t" || char === "\f") this.position++;
    else if (char === "#") this.#skipComment();
    else if (char === "\\") this.#continuation();
    else if (stringStart(this)) readString(this);
    else if (/[0-9]/.test(char) || (char === "." && /[0-9]/.test(this.text[this.position + 1] ?? ""))) readNumber(this);
    else this.#nameOrOperator();
  }

  /** Measures the indentation; false when the line is blank (and has been skipped). */
  #startLine(): boolean {
    const start = this.position;
    let indent: Indent = { column: 0, narrow: 0 };
    for (; ; this.position++) {
      const char = this.text[this.position];
      if (char === " ") indent = { column: indent.column + 1, narrow: indent.narrow + 1 };
      else if (char === "\t") indent = { column: (Math.floor(indent.column / 8) + 1) * 8, narrow: indent.narrow + 1 };
      else if (char === "\f") indent = { column: 0, narrow: 0 };
      else break;
    }
    if (this.text[this.position] === "#") this.#skipComment();
    if (this.position >= this.text.length) return false;
    if (this.text[this.position] === "\n") {
      this.position++;
      return false;
    }
    this.#indentTo(indent, start);
    return true;
  }

  #indentTo(indent: Indent, start: number): void {
    this.#lineIndent = indent.column;
    let top = this.#indents[this.#indents.length - 1] ?? indent;
    if (indent.column > top.column) {
      if (indent.narrow <= top.narrow) this.#tabProblem(start);
      this.#indents.push(indent);
      this.#emitLayout("indent", false, start);
      return;
    }
    while (indent.column < top.column) {
      const below = this.#indents[this.#indents.length - 2] ?? { column: 0, narrow: 0 };
      if (indent.column > below.column) return this.#misaligned(indent, start);
      this.#indents.pop();
      this.#emitLayout("dedent", false, this.position);
      top = below;
    }
    if (indent.narrow !== top.narrow) this.#tabProblem(start);
  }

  /** Between two levels: taken to belong to the inner one, so that one slip gives one message. */
  #misaligned(indent: Indent, start: number): void {
    const columns = this.#indents.map((level) => level.column);
    this.#indents[this.#indents.length - 1] = indent;
    this.report(
      "E011",
      start,
      this.position,
      "This line's indentation matches no open block.",
      `Indent it like the lines it belongs to; the open blocks are indented by ${columns.join(", ")} columns.`,
    );
  }

  #tabProblem(start: number): void {
    this.report(
      "E010",
      start,
      this.position,
      "Tabs and spaces are mixed so that the indentation is ambiguous.",
      "Indent with spaces only (four for each level).",
    );
  }

  #logicalLine(): void {
    if (this.#option()) return;
    while (this.position < this.text.length) {
      if (this.text[this.position] !== "\n") this.scan();
      else if (this.#endLine()) return;
    }
  }

  /** At a line end: true when the logical line is over. */
  #endLine(): boolean {
    const newline = this.position++;
    const outer = this.brackets[0];
    if (outer !== undefined && !forcesClose(this, outer)) return false;
    this.brackets.length = 0;
    this.#emitLayout("newline", true, newline);
    return true;
  }

  /** `option NAME = anything`: the value is raw text, not tokens. */
  #option(): boolean {
    OPTION.lastIndex = this.position;
    const found = OPTION.exec(this.text)?.[0];
    if (found === undefined) return false;
    const end = this.position + found.length;
    const name = /^option[ \t]+(\S+?)[ \t]*=/u.exec(found)?.[1] ?? "";
    const nameStart = this.position + found.indexOf(name, 6);
    this.tokens.push({ kind: "name", text: "option", start: this.position, end: this.position + 6 });
    this.tokens.push({ kind: "name", text: name, start: nameStart, end: nameStart + name.length });
    const equals = found.lastIndexOf("=") + this.position;
    this.tokens.push({ kind: "op", text: "=", start: equals, end: equals + 1 });
    this.position = end;
    this.#rawValue();
    return true;
  }

  #rawValue(): void {
    const rest = /[^\n]*/y;
    rest.lastIndex = this.position;
    const line = rest.exec(this.text)?.[0] ?? "";
    const quoted = /^("[^"]*"|'[^']*')[ \t]*(?:#.*)?$/.exec(line)?.[1];
    const bare = line.replace(/#.*$/, "").trimEnd();
    const text = quoted === undefined ? bare : quoted.slice(1, -1);
    const end = this.position + (quoted ?? bare).length;
    const control = line.search(/[\x00-\x08\x0b-\x1f\x7f]/);
    if (control !== -1)
      this.report(
        "E001",
        this.position + control,
        this.position + control + 1,
        "The value of this option contains a control character.",
        "Delete it.",
      );
    this.tokens.push({ kind: "raw", text, start: this.position, end, quoted: quoted !== undefined });
    this.position += line.length;
    this.#emitLayout("newline", false);
    this.position++;
  }

  #skipComment(): void {
    const end = this.text.indexOf("\n", this.position);
    this.position = end === -1 ? this.text.length : end;
  }

  #continuation(): void {
    if (this.text[this.position + 1] === "\n" && this.position + 2 < this.text.length) {
      this.position += 2;
      return;
    }
    this.report(
      "E012",
      this.position,
      this.position + 1,
      "A backslash may only stand at the end of a line.",
      "Nothing may follow the backslash, not even a space; brackets join lines without one.",
    );
    this.position++;
  }

  #nameOrOperator(): void {
    NAME.lastIndex = this.position;
    const name = NAME.exec(this.text)?.[0];
    if (name !== undefined) return this.#word(name);
    OPERATOR.lastIndex = this.position;
    const operator = OPERATOR.exec(this.text)?.[0];
    if (operator === undefined) return this.#stray();
    this.#track(operator);
    this.tokens.push({ kind: "op", text: operator, start: this.position, end: this.position + operator.length });
    this.position += operator.length;
  }

  #word(name: string): void {
    const text = /^[\x00-\x7f]*$/.test(name) ? name : name.normalize("NFKC");
    const kind = KEYWORDS.has(text) ? "keyword" : "name";
    this.tokens.push({ kind, text, start: this.position, end: this.position + name.length });
    this.position += name.length;
  }

  #track(operator: string): void {
    if (operator === "(" || operator === "[" || operator === "{") {
      this.brackets.push({ text: operator, start: this.position, indent: this.#lineIndent });
      return;
    }
    const opening = CLOSING[operator];
    if (opening === undefined) return;
    const matching = this.brackets.findLastIndex((bracket) => bracket.text === opening);
    this.brackets.length = matching === -1 ? Math.max(0, this.brackets.length - 1) : matching;
  }

  #stray(): void {
    const char = String.fromCodePoint(this.text.codePointAt(this.position) ?? 0);
    const end = this.position + char.length;
    const code = char.codePointAt(0) ?? 0;
    const shown = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
    const alike = LOOK_ALIKE[char];
    if (code === 0)
      this.report("E001", this.position, end, "The file contains a NUL byte here.", "Is this really a text file?");
    else if (code < 32 || code === 127)
      this.report("E001", this.position, end, `The file contains the control character ${shown} here.`, "Delete it.");
    else if (/\s/u.test(char))
      this.report(
        "E002",
        this.position,
        end,
        `The unusual space ${shown} is not allowed here.`,
        "Use an ordinary space.",
      );
    else if (alike !== undefined)
      this.report(
        "E002",
        this.position,
        end,
        `The character \`${char}\` (${shown}) is not Python.`,
        `Write \`${alike}\` instead.`,
      );
    else if (code >= 0xd800 && code <= 0xdfff)
      this.report(
        "E002",
        this.position,
        end,
        `The text contains half a character (${shown}) here.`,
        "Save the file as UTF-8.",
      );
    else
      this.report(
        "E002",
        this.position,
        end,
        `The character \`${char}\` has no meaning here.`,
        code > 126 ? `It is ${shown}.` : strayHint(char),
      );
    this.position = end;
  }

  /** Newlines only where something stands on the line. */
  #emitLayout(kind: "newline" | "indent" | "dedent" | "end", unlessEmpty = false, at = this.position): void {
    const last = this.tokens[this.tokens.length - 1];
    const empty = last === undefined || last.kind === "newline" || last.kind === "indent" || last.kind === "dedent";
    if (unlessEmpty && empty) return;
    const end = kind === "indent" ? this.position : at;
    this.tokens.push({ kind, text: "", start: at, end });
  }
}

function strayHint(char: string): string | undefined {
  if (char === "`") return "Strings are written with \" or '.";
  return char === "$" ? 'Python names have no `$`; an f-string inserts values: f"{name}".' : undefined;
}
