/**
 * Tasks side by side, their results in the order of the tasks: what is printed does not depend on how many threads there
 * are. This thread works from the first task on; others, which take a while to start, join in where there is much to do.
 */
import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { Agenda } from "./agenda.js";
import { now } from "./clock.js";
import { ProgressLine } from "./progress.js";
import { onInterrupt } from "./interrupt.js";
import type { SearchSettings, Watching } from "./search.js";
import { work } from "./tasks.js";
import type { Job, Outcome, Work } from "./tasks.js";
import { paintFor } from "./terminal.js";
import { revived, written } from "./thrown.js";
import type { Message, Orders } from "./worker.js";

export interface PoolSettings extends Omit<SearchSettings, "label"> {
  /** How many threads at most, this one included. */
  readonly workers: number;
  /** Milliseconds after which the others start, if there are tasks left: about as long as a thread takes to start. */
  readonly patience?: number;
}

/**
 * The results, each as soon as it and all before it are there; errors likewise. Ctrl-C stops all searches with what was
 * found so far, a second one ends the process. Whoever stops reading ends all threads.
 */
export async function* inOrder<K extends keyof Work>(
  job: Job<K>,
  settings: PoolSettings,
): AsyncGenerator<Work[K]["result"], void> {
  const pool = new Pool(job, settings);
  try {
    for (let index = 0; index < job.tasks.length; index++) yield await pool.result(index);
  } finally {
    await pool.end();
  }
}

interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
}

function deferred<T>(): Deferred<T> {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => (resolve = settle));
  return { promise, resolve };
}

class Pool<K extends keyof Work> {
  readonly #job: Job<K>;
  readonly #settings: PoolSettings;
  readonly #agenda: Agenda;
  readonly #outcomes: readonly Deferred<Outcome<Work[K]["result"]>>[];
  readonly #lines = new Map<number, ProgressLine>();
  readonly #forget: () => void;
  readonly #own: Promise<void>;
  readonly #started = now();
  /** Null: not yet. */
  #threads: readonly Worker[] | null = null;
  /** The task whose result is due. */
  #due = 0;
  #ended = false;

  constructor(job: Job<K>, settings: PoolSettings) {
    this.#job = job;
    this.#settings = settings;
    this.#agenda = new Agenda(job.tasks.length);
    this.#outcomes = job.tasks.map(() => deferred());
    this.#forget = onInterrupt(() => this.#agenda.interrupt());
    this.#own = this.#work();
  }

  async result(index: number): Promise<Work[K]["result"]> {
    this.#due = index;
    const outcome = await this.#outcomes[index].promise;
    this.#lines.get(index)?.erase();
    if ("thrown" in outcome) throw revived(outcome.thrown);
    return outcome.result;
  }

  async end(): Promise<void> {
    this.#ended = true;
    this.#agenda.interrupt();
    await Promise.all([this.#own, ...(this.#threads ?? []).map((thread) => thread.terminate())]);
    this.#forget();
  }

  /** What this thread does; after each task there is time for messages, signals and printing. */
  async #work(): Promise<void> {
    const watching = (index: number): Watching => ({
      clock: now,
      interrupted: () => {
        this.#startThreads();
        return this.#agenda.interrupted;
      },
      turn: () => setImmediate(),
      ...(this.#settings.quiet === true ? {} : { progress: (progress) => this.#show(index, progress) }),
    });
    await work(this.#job, this.#agenda, watching, async (index, outcome) => {
      this.#outcomes[index].resolve(outcome);
      this.#startThreads();
      await setImmediate();
      return !this.#ended;
    });
  }

  /** Once, as soon as there has been much to do. Called now and then: a search leaves no time for a timer. */
  #startThreads(): void {
    if (this.#threads !== null || this.#ended || now() - this.#started < (this.#settings.patience ?? 100)) return;
    const count = Math.min(this.#settings.workers - 1, this.#agenda.left);
    this.#threads = Array.from({ length: count }, () => this.#thread());
  }

  #thread(): Worker {
    const watched = this.#settings.quiet !== true && process.stderr.isTTY;
    const orders: Orders<K> = { job: this.#job, buffer: this.#agenda.buffer, watched };
    const thread = new Worker(new URL("./worker.js", import.meta.url), { workerData: orders });
    thread.on("message", (message: Message<K>) => {
      if ("outcome" in message) this.#outcomes[message.index].resolve(message.outcome);
      else this.#show(message.index, message.progress);
    });
    // A thread that ends like this takes the task with it that it had, and nobody knows which.
    thread.on("error", (error) => {
      for (const { resolve } of this.#outcomes) resolve({ thrown: written(error) });
    });
    return thread;
  }

  /** Only of the task whose result is due: there is one line. */
  #show(index: number, progress: Parameters<ProgressLine["update"]>[0]): void {
    const line = this.#lines.get(index) ?? new ProgressLine(paintFor(process.stderr, this.#settings.color));
    this.#lines.set(index, line);
    if (index === this.#due && !this.#ended) line.update(progress, this.#job.tasks[index].label);
  }
}
