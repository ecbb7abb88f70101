/** Errors as plain data: what goes from one thread to another loses its class and its own fields. */
import { StartError } from "../scheduler/explaining.js";

export interface Thrown {
  readonly message: string;
  readonly stack: string | null;
  /** Of a StartError, else null. */
  readonly line: number | null;
  /** What a bug of ours was seen with. */
  readonly schedule: string | null;
}

/** What `failure.ts` tells of an error. */
export function written(error: unknown): Thrown {
  if (!(error instanceof Error)) return { message: String(error), stack: null, line: null, schedule: null };
  return {
    message: error.message,
    stack: error.stack ?? null,
    line: error instanceof StartError ? error.line : null,
    schedule: "schedule" in error ? String(error.schedule) : null,
  };
}

/** An error that is reported like the one written down. */
export function revived({ message, stack, line, schedule }: Thrown): Error {
  const error = line === null ? new Error(message) : new StartError(message, line);
  return Object.assign(error, stack === null ? {} : { stack }, schedule === null ? {} : { schedule });
}
