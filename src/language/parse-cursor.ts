/**
 * Where the parser is in the tokens, and how it complains. A syntax error is reported once and then thrown as
 * `Bail`, caught where parsing can start again: the next statement or declaration.
 */
import type { Diagnostic } from "./diagnostic.js";
import type { Source } from "./source.js";
import type { Expression, Span, Statement } from "./syntax.js";
import type { Token } from "./tokens.js";

/** Thrown after a problem has been reported; never leaves the parser. */
export class Bail extends Error {}

/** Deepest nesting of expressions and blocks together; blocks leave room for the expressions in them. */
const DEPTH_MAX = 200;
export const BLOCK_DEPTH_MAX = 160;

/** The grammar's mutually recursive rules, given to the cursor so that the files need not import each other in a circle. */
export interface Rules {
  /** One expression, no top-level comma, no `:=`. */
  readonly expression: (c: Cursor) => Expression;
  /** An expression of binary operators that bind at least as tightly as `power`. */
  readonly operation: (c: Cursor, power: number) => Expression;
  /** `*x`, `x := y`, or an expression. */
  readonly starred: (c: Cursor) => Expression;
  /** `yield …` (the present token) or expressions separated by commas: what may stand to the right of `=`. */
  readonly yielded: (c: Cursor) => Expression;
  readonly statement: (c: Cursor) => Statement[];
}

export interface Notes {
  readonly expected?: string;
  readonly hint?: string | null;
}

/** Names that other languages use for Python's constants. */
export const FOREIGN_CONSTANTS: ReadonlyMap<string, string> = new Map([
  ["true", "True"],
  ["false", "False"],
  ["null", "None"],
  ["none", "None"],
  ["nil", "None"],
  ["undefined", "None"],
]);

export class Cursor {
  readonly source: Source;
  readonly tokens: readonly Token[];
  readonly lexical: readonly Diagnostic[];
  readonly rules: Rules;
  readonly primitives: boolean;
  index = 0;
  depth = 0;
  /** A header was broken and reported: a missing `:` is no news. */
  recovered = false;
  /** The statement that was given up has been read to its end. */
  finished = false;
  /** Opening brackets around this place, innermost last. */
  openers: Token[] = [];
  /** Uses of `true`, `null`, …: wrong, unless the scenario gives those names a meaning. */
  readonly foreign: { readonly name: string; readonly span: Span }[] = [];
  /** Names that the scenario introduces anywhere. */
  readonly bound = new Set<string>();
  readonly diagnostics: Diagnostic[] = [];
  readonly #reported = new Set<number>();
  #line = { first: 0, last: -1, start: 0, end: 0 };

  /** `lexical`: the lexer's diagnostics in order of place. */
  constructor(
    source: Source,
    tokens: readonly Token[],
    lexical: readonly Diagnostic[],
    rules: Rules,
    primitives: boolean,
  ) {
    this.source = source;
    this.tokens = tokens;
    this.lexical = lexical;
    this.rules = rules;
    this.primitives = primitives;
  }

  /** Parses the tokens of an f-string field with `rule`. */
  within<T>(tokens: readonly Token[], rule: (inner: Cursor) => T): T {
    const inner = new Cursor(this.source, tokens, this.lexical, this.rules, this.primitives);
    inner.depth = this.depth;
    try {
      return inner.deeper(() => rule(inner));
    } finally {
      for (const found of inner.diagnostics) this.diagnostics.push(found);
      for (const found of inner.foreign) this.foreign.push(found);
      for (const name of inner.bound) this.bound.add(name);
    }
  }

  get token(): Token {
    return this.peek(0);
  }

  /** The token `ahead` of the present one; the last one (`end`) beyond the end, the first before the start. */
  peek(ahead: number): Token {
    const index = Math.min(Math.max(this.index + ahead, 0), this.tokens.length - 1);
    const token = this.tokens[index];
    if (token === undefined) throw new Error("a cursor needs at least an end token");
    return token;
  }

  /** End offset of the last token before this place that is not layout. */
  get previousEnd(): number {
    let index = this.index - 1;
    while (index > 0 && isLayout(this.tokens[index])) index--;
    return index < 0 ? this.token.start : (this.tokens[index]?.end ?? 0);
  }

  advance(): Token {
    const token = this.token;
    if (this.index < this.tokens.length - 1) this.index++;
    return token;
  }

  /** Is the present token of this kind? */
  on(kind: Token["kind"]): boolean {
    return this.token.kind === kind;
  }

  /** Is the present token this operator or keyword? */
  at(text: string): boolean {
    return isSymbol(this.token, text);
  }

  /** Is it this soft keyword (or, without a word, any name)? */
  atName(word?: string): boolean {
    return this.token.kind === "name" && (word === undefined || this.token.text === word);
  }

  /** Is it a line end, or the end of everything? */
  get atLineEnd(): boolean {
    const { kind } = this.token;
    return kind === "newline" || kind === "end" || kind === "dedent" || kind === "indent";
  }

  accept(text: string): boolean {
    if (!this.at(text)) return false;
    this.advance();
    return true;
  }

  acceptName(word: string): boolean {
    if (!this.atName(word)) return false;
    this.advance();
    return true;
  }

  spanFrom(start: number): Span {
    return { start, end: Math.max(start, this.previousEnd) };
  }

  /** Reports and goes on. */
  report(code: string, span: Span, message: string, notes: Notes = {}): void {
    if (this.#spoken(span)) return;
    const { expected, hint } = notes;
    this.diagnostics.push({
      code,
      severity: "error",
      message: legible(message),
      span: { start: span.start, end: Math.max(span.end, span.start + 1) },
      ...(expected === undefined ? {} : { expected }),
      ...(hint === undefined || hint === null ? {} : { hint: legible(hint) }),
    });
  }

  /** Reports and gives up on this statement. */
  fail(code: string, span: Span, message: string, notes: Notes = {}): never {
    this.report(code, span, message, notes);
    throw new Bail(message);
  }

  /** Gives up on what was just read, whose problems have been reported. Unlike `fail` nothing is left to skip. */
  quit(): never {
    this.finished = true;
    throw new Bail("reported");
  }

  /** Reports and drops what was just read, to its last token. */
  refuse(code: string, span: Span, message: string, notes: Notes = {}): never {
    this.report(code, span, message, notes);
    return this.quit();
  }

  /** Runs a rule one level deeper; too deep is a problem, not a stack overflow. */
  deeper<T>(rule: () => T, limit = DEPTH_MAX): T {
    if (this.depth >= limit) {
      this.fail("E112", this.token, `This is nested more than ${limit} levels deep.`, {
        hint: "Split it into smaller parts.",
      });
    }
    this.depth++;
    try {
      return rule();
    } finally {
      this.depth--;
    }
  }

  /** Runs a rule; after a problem inside, moves on with `recover`. */
  guard<T>(rule: () => T, recover: () => T): T {
    const { depth, openers } = this;
    const open = openers.length;
    try {
      return rule();
    } catch (problem) {
      if (!(problem instanceof Bail)) throw problem;
      this.depth = depth;
      openers.length = open;
      return recover();
    }
  }

  /** Moves to the end of the logical line (before its newline token). */
  skipLine(): void {
    while (!this.atLineEnd) this.advance();
  }

  /** Was the lexer already unhappy with this logical line, or an earlier rule with this very place? */
  #spoken(span: Span): boolean {
    if (this.#reported.has(span.start)) return true;
    this.#reported.add(span.start);
    const line = this.#logicalLine();
    const next = firstAtOrAfter(this.lexical, Math.min(line.start, span.start));
    return next !== undefined && next.span.start < Math.max(line.end, span.start);
  }

  /** Span of the logical line of the present token; remembered, since one line may have many problems. */
  #logicalLine(): Span {
    if (this.index >= this.#line.first && this.index <= this.#line.last) return this.#line;
    let first = this.index;
    while (first > 0 && !isLayout(this.tokens[first - 1])) first--;
    let last = this.index;
    while (last < this.tokens.length - 1 && !isLayout(this.tokens[last])) last++;
    this.#line = {
      first,
      last,
      start: first > 0 ? (this.tokens[first - 1]?.end ?? 0) : 0,
      end: this.tokens[last]?.end ?? 0,
    };
    return this.#line;
  }
}

/** Messages quote the source: a name of a million letters is cut. */
function legible(sentence: string): string {
  return sentence.replace(/\S{61,}/g, (word) => `${word.slice(0, 60)}…`);
}

/** `sorted` is in order of place. */
function firstAtOrAfter(sorted: readonly Diagnostic[], start: number): Diagnostic | undefined {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.span.start ?? Infinity) < start) low = middle + 1;
    else high = middle;
  }
  return sorted[low];
}

function isLayout(token: Token | undefined): boolean {
  return token === undefined || token.kind === "newline" || token.kind === "indent" || token.kind === "dedent";
}

/** Is this token the given operator or keyword (not a string of the same text)? */
export function isSymbol(token: Token, text: string): boolean {
  return token.text === text && (token.kind === "op" || token.kind === "keyword");
}
