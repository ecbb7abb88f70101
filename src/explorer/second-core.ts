/**
 * The second core of a search: a thread that finds the steps of states before the search comes to them, in the kernel's own
 * memory (see src/kernel/ahead.ts). What the search finds, and in which order, does not depend on it.
 */

/** What the thread is given: a WebAssembly.Module and a WebAssembly.Memory, which can be sent to it. */
export interface SharedKernel {
  readonly module: object;
  readonly memory: object;
}

/** Starts the second core. */
export interface SecondCore {
  /** Sees to it that `assist(kernel)` is called in a thread of its own, soon; if it is not, the search takes longer. */
  help(kernel: SharedKernel): void;
  /** After how many states it pays; default 131,072: starting a thread takes as long as those. */
  readonly from?: number;
}

/** What the kernel has for the second core: see src/kernel/ahead.ts. */
interface Assistance {
  readonly beSecond: () => void;
  readonly claimNext: (from: number) => number;
  readonly findAhead: (handout: number) => void;
  readonly answerAhead: () => void;
  readonly finish: (handout: number) => void;
}

declare const WebAssembly: {
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

/** Does the second core's part of a search, until that is over. Blocks the thread it is called in. */
export function assist({ module, memory }: SharedKernel): void {
  const unanswered = new Error("only the first core can ask");
  const refuse = (): never => {
    throw unanswered;
  };
  const host = new Proxy({}, { get: () => refuse });
  const kernel = new WebAssembly.Instance(module, { env: { memory }, host }).exports as Assistance;
  kernel.beSecond();
  for (let handout = kernel.claimNext(0); handout >= 0; handout = kernel.claimNext(handout + 1)) {
    asFarAsPossible(() => kernel.findAhead(handout));
    asFarAsPossible(() => kernel.answerAhead());
    kernel.finish(handout);
  }
}

/**
 * Until there is something to ask; or memory is out of bounds that the first core has just added, of which this one has not
 * heard. Whatever it is, the first core goes on from there and comes to it, too, if it is an error.
 */
function asFarAsPossible(work: () => void): void {
  try {
    work();
  } catch {
    return;
  }
}
