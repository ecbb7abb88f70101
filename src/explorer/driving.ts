/** Long work is a generator that pauses now and then. Here it is taken to its end, at once or in turns with others. */

export interface Interruptible {
  /** Asked now and then; true stops the work with what was found so far. */
  readonly interrupted?: (() => boolean) | undefined;
}

/** For work that gives the event loop a turn now and then. */
export interface Turns {
  /** Stops the work with what was found so far. */
  readonly signal?: AbortSignal | undefined;
  /** Waits for whatever else has to be done; default: until a timer is due that is set to 0. */
  readonly turn?: (() => Promise<void>) | undefined;
}

export function finished<Result>(job: Generator<void, Result>): Result {
  let step = job.next();
  while (step.done !== true) step = job.next();
  return step.value;
}

function aTimer(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}

/** The work has the options as they are, but that `signal` interrupts it, too. A turn comes after so many pauses. */
export async function finishedInTurns<Options extends Interruptible, Result>(
  options: Options & Turns,
  pauses: number,
  work: (options: Options) => Generator<void, Result>,
): Promise<Result> {
  const { signal, turn = aTimer } = options;
  const interrupted = (): boolean => signal?.aborted === true || options.interrupted?.() === true;
  const job = work({ ...options, interrupted });
  for (let pause = 1; ; pause++) {
    const step = job.next();
    if (step.done === true) return step.value;
    if (pause % pauses === 0) await turn();
  }
}
