/** A scenario that has been made as small as can be. */
import type { Exploration, Finding, Limit } from "../explorer/exploration.js";
import type { Program } from "../programs/program.js";

/** How large a scenario is. */
export interface Figures {
  /** Declarations and statements, without `pass`. */
  readonly statements: number;
  /** Units at the start. */
  readonly units: number;
  readonly states: number;
}

export interface Shrunk {
  /** A scenario. Expectations, other properties and the text below the title are gone; comments beside and above what is left are kept. */
  readonly text: string;
  readonly program: Program;
  /** Of the small scenario; it was not asked how many of its interleavings are really different. */
  readonly exploration: Exploration;
  /** As the small scenario shows it. */
  readonly finding: Finding;
  readonly before: Figures;
  readonly after: Figures;
  /** How many smaller scenarios were explored on the way. */
  readonly explored: number;
  /** What ended it before nothing was left to try, if anything did: "time" or "interrupted". */
  readonly limit: Limit | null;
}
