/** Long work is a generator that pauses now and then. Here it is taken to its end, at once or in turns with others. */

export interface Interruptible {
  /** Asked now and then; true stops the work with what was found so far. */
  readonly interrupted?: () => boolean;
}

/** For work that gives the event loop a turn now and then. */
export interface Turns {
  /** Stops the work with what was found so far. */
  readonly signal?: AbortSignal;
  /** Waits for whatever else has to be done; default: for nothing but promises. */
  readonly turn?: () => Promise<void>;
}

export function finished<Result>(job: Generator<void, Result>): Result {
  let step = job.next();
  while (step.done !== true) step = job.next();
  return step.value;
}

/** The work has the options as they are, but that `signal` interrupts it, too. A turn comes after so many pauses. */
export async function finishedInTurns<Options extends Interruptible, Result>(
  options: Options & Turns,
  pauses: number,
  work: (options: Options) => Generator<void, Result>,
): Promise<Result> {
  const { signal, turn = () => Promise.resolve() } = options;
  const interrupted = (): boolean => signal?.aborted === true || options.interrupted?.() === true;
  const job = work({ ...options, interrupted });
  for (let pause = 1; ; pause++) {
    const step = job.next();
    if (step.done === true) return step.value;
    if (pause % pauses === 0) await turn();
  }
}
