/** Exit codes, and the errors that carry a message for the person at the terminal. */

export const EXIT = {
  /** Everything holds, all expectations are met. */
  ok: 0,
  /** A property is violated, an expectation missed, a run ended badly. */
  violated: 1,
  /** Wrong use of the command line, or a scenario that cannot be run. */
  usage: 2,
  /** Stopped by a limit before an answer. */
  limit: 3,
  /** A bug in the tool itself. */
  bug: 70,
  interrupted: 130,
} as const;

/** The command line was used wrongly, or a file cannot be read. */
export class UsageError extends Error {
  /** What to do instead. */
  readonly hint: string | null;
  constructor(message: string, hint: string | null = null) {
    super(message);
    this.hint = hint;
  }
}

/** A scenario that cannot be run; the message is laid out already. */
export class ScenarioError extends Error {}
