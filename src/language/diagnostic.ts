/**
 * What is wrong with a scenario, where, and what to do about it; and how that is shown: the line of source with the
 * place underlined. Every code is explained in `diagnostic-catalogue`.
 */
import type { Source } from "./source.js";
import type { Span } from "./syntax.js";

export { CATALOGUE, explain, type Explanation } from "./diagnostic-catalogue.js";

/** One problem. `code` is stable over versions; `expected` and `hint` are sentences or fragments for people. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly span: Span;
  /** What would have been right here. */
  readonly expected?: string;
  /** What to do. */
  readonly hint?: string;
}

/** Colours a piece of the output; the default leaves it plain. */
export type Paint = (role: "error" | "warning" | "place" | "gutter" | "underline" | "hint", text: string) => string;

export interface FormatOptions {
  readonly paint?: Paint;
  /** Diagnostics printed before "and n more"; default 20. */
  readonly limit?: number;
  /** Columns of source shown; default 100. */
  readonly width?: number;
}

const TAB = 4;

/** All diagnostics in order of place, as code frames separated by empty lines. */
export function formatDiagnostics(
  source: Source,
  diagnostics: readonly Diagnostic[],
  options: FormatOptions = {},
): string {
  const limit = options.limit ?? 20;
  const frames = inOrder(diagnostics)
    .slice(0, limit)
    .map((diagnostic) => formatDiagnostic(source, diagnostic, options));
  const more = diagnostics.length - frames.length;
  if (more > 0) frames.push(`and ${more} more`);
  return frames.join("\n\n");
}

/** A copy sorted by place, then code. */
export function inOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) => a.span.start - b.span.start || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0),
  );
}

/** One code frame: place, message, source line, underline, expectation and hint. */
export function formatDiagnostic(source: Source, diagnostic: Diagnostic, options: FormatOptions = {}): string {
  const paint = options.paint ?? ((_role, text) => text);
  const { line, column } = source.position(diagnostic.span.start);
  const { shown, marks } = frame(source, diagnostic.span, options.width ?? 100);
  const number = String(line);
  const gutter = paint("gutter", `${" ".repeat(number.length)} |`);
  const rows = [
    `${paint("place", `${source.file}:${line}:${column}`)}: ${paint(diagnostic.severity, `${diagnostic.severity} ${diagnostic.code}`)}: ${diagnostic.message}`,
    `${paint("gutter", `${number} |`)} ${shown}`.trimEnd(),
    `${gutter} ${paint("underline", marks)}`,
  ];
  if (diagnostic.expected !== undefined) rows.push(`${gutter} ${paint("hint", `expected: ${diagnostic.expected}`)}`);
  if (diagnostic.hint !== undefined) rows.push(`${gutter} ${paint("hint", `hint: ${diagnostic.hint}`)}`);
  return rows.join("\n");
}

/** The first line of the span, windowed to `width` columns, and `~~~` below the span's part of it. */
function frame(source: Source, span: Span, width: number): { shown: string; marks: string } {
  const { line, column } = source.position(span.start);
  const text = source.line(line);
  const from = Math.min(column - 1, text.length);
  const to = Math.max(from, Math.min(text.length, from + (span.end - span.start)));
  const room = Math.max(width, 20) - 2;
  const left = text.length <= room ? 0 : Math.max(0, Math.min(from - Math.floor(room / 3), text.length - room));
  const right = Math.min(text.length, left + room);
  const before = (left > 0 ? "…" : "") + visible(text.slice(left, from));
  const marked = visible(text.slice(from, Math.min(to, right)));
  const after = visible(text.slice(Math.min(to, right), right)) + (right < text.length ? "…" : "");
  return { shown: before + marked + after, marks: " ".repeat(cells(before)) + "~".repeat(Math.max(1, cells(marked))) };
}

/** Tabs as spaces, control characters as pictures: the underline must stand below what it marks. */
function visible(text: string): string {
  return text
    .replace(/\t/g, " ".repeat(TAB))
    .replace(/[\x00-\x1f]/g, (char) => String.fromCharCode(0x2400 + char.charCodeAt(0)))
    .replace(/[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]/gu, "\ufffd");
}

/** Columns on a terminal: wide characters take two, combining marks none. */
function cells(text: string): number {
  let count = 0;
  for (const char of text)
    count += /\p{Mn}|\u200d|\ufe0f/u.test(char)
      ? 0
      : /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u.test(
            char,
          )
        ? 2
        : 1;
  return count;
}
