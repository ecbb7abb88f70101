/** A second core for searches, as a thread that is started when the first of them is large enough. */
import { Worker } from "node:worker_threads";
import type { SecondCore, SharedKernel } from "../explorer/second-core.js";

export class SecondThread implements SecondCore {
  #thread: Worker | null = null;

  help(kernel: SharedKernel): void {
    // From the folder of the bundle, too, it is found there.
    this.#thread ??= new Worker(new URL("../cli/assistant.js", import.meta.url));
    this.#thread.unref();
    this.#thread.postMessage(kernel);
  }

  async end(): Promise<void> {
    await this.#thread?.terminate();
  }
}
