/** `sim-concurrency/second-core`: a second core for searches, in Node. */
import { Worker } from "node:worker_threads";
import type { SecondCore, SharedKernel } from "../explorer/second-core.js";

/**
 * A thread that is started when the first search is large enough, and then helps with one after another: with the option
 * `secondCore` of `explore`. It does not keep the process alive. For large searches: V8 gives shared memory back late, so
 * thousands of small ones in one process are better off without.
 */
export class SecondThread implements SecondCore {
  #thread: Worker | null = null;

  help(kernel: SharedKernel): void {
    // From the folder of the bundle, too, it is found there.
    this.#thread ??= new Worker(new URL("../cli/assistant.js", import.meta.url)).on(
      "error",
      () => (this.#thread = null),
    );
    this.#thread.unref();
    this.#thread.postMessage(kernel);
  }

  /** Ends the thread; not while a search is going on. */
  async end(): Promise<void> {
    await this.#thread?.terminate();
  }
}
