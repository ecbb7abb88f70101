/** Why a strategy cannot carry out the jobs of a scenario. */
import { strategyText, type Strategy } from "../../programs/strategy.js";
import { Report } from "../check/report.js";
import { inOrder, type Diagnostic } from "../diagnostic.js";
import type { Span } from "../syntax.js";

export class Refusals {
  readonly #report = new Report();
  readonly #strategy: string;

  constructor(strategy: Strategy) {
    this.#strategy = strategyText(strategy);
  }

  get diagnostics(): readonly Diagnostic[] {
    return inOrder(this.#report.diagnostics);
  }

  /** `why` goes on after a colon. */
  refuse(span: Span, why: string, hint: string): void {
    this.#report.error("E270", span, `Not as \`${this.#strategy}\`: ${why}`, hint);
  }
}
