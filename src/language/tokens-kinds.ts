/** What a token is, and what the parts of the lexer see of each other. */
import type { Diagnostic } from "./diagnostic.js";
import type { Span } from "./syntax.js";

/** A replacement field of an f-string: the tokens of its expression, then conversion, spec and, for `{x=}`, the text shown. */
export interface FieldPart {
  readonly tokens: readonly Token[];
  readonly conversion: "r" | "s" | "a" | null;
  readonly spec: readonly FStringTokenPart[] | null;
  readonly shown: string | null;
  readonly span: Span;
}
export type FStringTokenPart = { readonly text: string } | FieldPart;

/** `text` is the word or operator itself; for layout tokens it is empty. */
export type Token = { readonly text: string } & Span &
  (
    | { readonly kind: "name" | "keyword" | "op" | "newline" | "indent" | "dedent" | "end" }
    | { readonly kind: "number"; readonly value: bigint | number }
    | { readonly kind: "duration"; readonly nanoseconds: bigint }
    | { readonly kind: "string"; readonly value: string; readonly bytes: boolean }
    | { readonly kind: "fstring"; readonly parts: readonly FStringTokenPart[] }
    | { readonly kind: "raw"; readonly quoted: boolean }
  );

/** An open bracket; `indent` is the indentation of the logical line it stands in. */
export interface Bracket {
  readonly text: string;
  readonly start: number;
  readonly indent: number;
}

/** The lexer's state, as the readers of numbers and strings use it. */
export interface Lexer {
  readonly text: string;
  position: number;
  tokens: Token[];
  diagnostics: Diagnostic[];
  brackets: Bracket[];
  /** How many f-strings are open around this place. */
  nesting: number;
  report(code: string, start: number, end: number, message: string, hint?: string): void;
  scan(): void;
}

/** Python's reserved words. All other words of the language are names unless the grammar says otherwise. */
export const KEYWORDS: ReadonlySet<string> = new Set(
  (
    "False None True and as assert async await break class continue def del elif else except finally for from global " +
    "if import in is lambda nonlocal not or pass raise return try while with yield"
  ).split(" "),
);
