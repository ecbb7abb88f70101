/** Collects diagnostics; the same thing is said once for a place. */
import type { Diagnostic } from "../diagnostic.js";
import { suggest } from "../../programs/suggest.js";
import type { Span } from "../syntax.js";

export class Report {
  readonly diagnostics: Diagnostic[] = [];
  readonly #said = new Set<string>();

  error(code: string, span: Span, message: string, hint?: string): void {
    this.#add({ code, severity: "error", message, span, ...(hint === undefined ? {} : { hint }) });
  }

  warning(code: string, span: Span, message: string, hint?: string): void {
    this.#add({ code, severity: "warning", message, span, ...(hint === undefined ? {} : { hint }) });
  }

  #add(diagnostic: Diagnostic): void {
    const key = `${diagnostic.code} ${diagnostic.span.start} ${diagnostic.span.end}`;
    if (this.#said.has(key)) return;
    this.#said.add(key);
    this.diagnostics.push(diagnostic);
  }
}

/** "Did you mean …?", or what else to do. */
export function didYouMean(word: string, candidates: Iterable<string>, otherwise: string): string {
  const meant = suggest(word, candidates);
  return meant === null ? otherwise : `Did you mean \`${meant}\`?`;
}

/** `` `a`, `b` and `c` `` */
export function listed(words: readonly string[]): string {
  const quoted = words.map((word) => `\`${word}\``);
  return quoted.length < 2 ? quoted.join("") : `${quoted.slice(0, -1).join(", ")} and ${quoted[quoted.length - 1]}`;
}
