/**
 * A changed syntax tree as text in its author's style: whatever is as it was keeps its spelling, its line breaks and
 * its comments; what was changed is printed in the canonical layout. A comment belongs to what stands on its line, or
 * right below it; others are dropped, and so is a second statement's place on a line. Law: what is printed parses to
 * the same tree, and a tree without changes is printed the same ever after.
 */
import { printDeclaration, together } from "./print.js";
import { printHandlerHeader, printStatement } from "./print-statement.js";
import type { Source } from "./source.js";
import type { Declaration, Handler, ScenarioSyntax, Statement } from "./syntax.js";
import { tokenize } from "./tokens.js";

type Item = Statement | Declaration | Handler;
type If = Extract<Statement, { readonly kind: "If" | "While" }>;

/** `changed` has been made from `original`, the tree of `source`: a node that is still there has kept its span. */
export function printAsWritten(source: Source, original: ScenarioSyntax, changed: ScenarioSyntax): string {
  return new Printer(source, original).file(changed.declarations);
}

/** How a header was: in the canonical layout, and where it ends in the text. */
interface Header {
  readonly canonical: string;
  readonly end: number;
}

/** The lines of a block, without indentation; a line may hold line ends of its own, in brackets or strings. */
type Lines = readonly string[];

class Printer {
  private readonly source: Source;
  /** By place. */
  private readonly headers = new Map<string, Header>();
  private readonly indentation: string;

  constructor(source: Source, original: ScenarioSyntax) {
    this.source = source;
    const { tokens } = tokenize(source);
    const colons = tokens.flatMap(({ kind, text, end }) => (kind === "op" && text === ":" ? [end] : []));
    for (const item of original.declarations.flatMap(withInner))
      this.headers.set(placeOf(item), { canonical: canonicalHeader(item).join("\n"), end: headerEnd(item, colons) });
    const indent = tokens.find(({ kind }) => kind === "indent");
    const line = indent === undefined ? 0 : source.position(indent.end).line;
    this.indentation = /^[ \t]+/.exec(source.line(line))?.[0] ?? "    ";
  }

  file(declarations: readonly Declaration[]): string {
    let text = "";
    let before: Declaration | null = null;
    for (const declaration of declarations) {
      if (before !== null && (this.standsApart(declaration) || !together(before, declaration))) text += "\n";
      text += `${this.item(declaration).join("\n")}\n`;
      before = declaration;
    }
    return text;
  }

  /** A block's statements in the order of the text, empty lines between them where they were. */
  private block(body: readonly Item[]): Lines {
    const lines = body.flatMap((item, index) => [
      ...(index > 0 && this.standsApart(item) ? [""] : []),
      ...this.item(item),
    ]);
    return (lines.length === 0 ? ["pass"] : lines).map((line) => (line === "" ? "" : this.indentation + line));
  }

  private item(item: Item): Lines {
    const lines = [...this.commentsAbove(item), ...this.header(item)];
    if (!("kind" in item)) return [...lines, ...this.block(item.body)];
    switch (item.kind) {
      case "Unit":
        return [...lines, ...this.block(inOrder([...item.units, ...item.body]))];
      case "Main":
      case "FunctionDef":
      case "ClassDef":
      case "With":
      case "Repeat":
      case "Atomic":
        return [...lines, ...this.block(item.body)];
      case "If":
        return [...lines, ...this.block(item.body), ...this.orelse(item)];
      case "While":
      case "For":
        return [...lines, ...this.block(item.body), ...this.clause("else", item.orelse)];
      case "Try":
        return [
          ...lines,
          ...this.block(item.body),
          ...item.handlers.flatMap((handler) => this.item(handler)),
          ...this.clause("else", item.orelse),
          ...this.clause("finally", item.finalbody),
        ];
      default:
        return lines;
    }
  }

  /** An `if` alone in an `else` is an `elif`. */
  private orelse({ orelse }: If): Lines {
    const [only] = orelse;
    if (orelse.length !== 1 || only?.kind !== "If") return this.clause("else", orelse);
    const lines = this.item(only);
    const at = lines.findIndex((line) => /^if\b/.test(line));
    return lines.map((line, index) => (index === at ? `el${line}` : line));
  }

  private clause(word: string, body: readonly Statement[]): Lines {
    return body.length === 0 ? [] : [`${word}:`, ...this.block(body)];
  }

  /**
   * What stands before the block, or all of a simple statement, with the comment beside it; as it was written, unless
   * it was changed or is on lines of its own (decorators).
   */
  private header(item: Item): Lines {
    const canonical = canonicalHeader(item);
    const was = this.headers.get(placeOf(item));
    if (was === undefined) return canonical;
    const same = canonical.length === 1 && canonical[0] === was.canonical;
    const written = this.source.text.slice(item.span.start, was.end).replace(/^elif\b/, "if");
    const lines = same ? [written] : canonical;
    return [...lines.slice(0, -1), `${lines.at(-1) ?? ""}${this.commentBeside(was.end)}`];
  }

  /** The comment that ends the line, if nothing else stands between. */
  private commentBeside(end: number): string {
    const { line } = this.source.position(end);
    const rest = this.source.text.slice(end, this.source.lineStart(line) + this.source.line(line).length);
    return /^[ \t]*#/.test(rest) ? `  ${rest.trim()}` : "";
  }

  private commentsAbove(item: Item): Lines {
    const first = this.firstLine(item);
    const last = this.source.position(item.span.start).line;
    return Array.from({ length: last - first }, (_, index) => this.source.line(first + index).trim());
  }

  private standsApart(item: Item): boolean {
    const first = this.firstLine(item);
    return first > 1 && this.source.line(first - 1).trim() === "";
  }

  /** The line of an item, or of the first of the comments right above it. */
  private firstLine(item: Item): number {
    let { line } = this.source.position(item.span.start);
    const before = this.source.text.slice(this.source.lineStart(line), item.span.start);
    if (before.trim() !== "" || !this.headers.has(placeOf(item))) return line;
    while (line > 1 && /^\s*#/.test(this.source.line(line - 1))) line--;
    return line;
  }
}

function placeOf(item: Item): string {
  return `${item.span.start} ${item.span.end}`;
}

function inOrder(items: readonly Item[]): Item[] {
  return [...items].sort((a, b) => a.span.start - b.span.start);
}

/** The item and all that stand in its blocks. */
function withInner(item: Item): Item[] {
  return [item, ...innerOf(item).flatMap(withInner)];
}

function innerOf(item: Item): readonly Item[] {
  if (!("kind" in item)) return item.body;
  switch (item.kind) {
    case "Unit":
      return [...item.units, ...item.body];
    case "Try":
      return [...item.body, ...item.handlers, ...item.orelse, ...item.finalbody];
    case "If":
    case "While":
    case "For":
      return [...item.body, ...item.orelse];
    default:
      return "body" in item ? item.body : [];
  }
}

/** Where the item's own block begins; null if it has none. */
function firstInside(item: Item): number | null {
  const [first] = inOrder(
    "kind" in item && item.kind === "Unit" ? [...item.units, ...item.body] : "body" in item ? item.body : [],
  );
  return first?.span.start ?? null;
}

/** `colons`: where those end that are tokens. */
function headerEnd(item: Item, colons: readonly number[]): number {
  const inside = firstInside(item);
  return (inside === null ? undefined : colons.findLast((end) => end <= inside)) ?? item.span.end;
}

/** The lines of the header alone, in the canonical layout. */
function canonicalHeader(item: Item): Lines {
  if (!("kind" in item)) return [printHandlerHeader(item)];
  switch (item.kind) {
    case "Scenario":
    case "Const":
    case "Shared":
    case "Option":
    case "Property":
    case "Outcome":
    case "Compare":
    case "Expect":
      return printDeclaration(item);
    case "Unit":
      return printDeclaration({ ...item, units: [], body: [] }).slice(0, -1);
    case "Main":
      return printDeclaration({ ...item, body: [] }).slice(0, -1);
    case "FunctionDef":
    case "ClassDef":
    case "With":
    case "Repeat":
    case "Atomic":
      return printStatement({ ...item, body: [] }).slice(0, -1);
    case "If":
    case "While":
    case "For":
      return printStatement({ ...item, body: [], orelse: [] }).slice(0, -1);
    case "Try":
      return ["try:"];
    default:
      return printStatement(item);
  }
}
