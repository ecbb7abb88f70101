/** A further thread of the pool: does what is on the agenda and sends back what comes of it. */
import { parentPort, workerData } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";
import { Agenda } from "./agenda.js";
import { now } from "./clock.js";
import { EVERY_MS } from "./progress.js";
import type { Watching } from "./search.js";
import { work } from "./tasks.js";
import type { Job, Outcome, Work } from "./tasks.js";

/** What it is started with. */
export interface Orders<K extends keyof Work> {
  readonly job: Job<K>;
  /** Of the agenda. */
  readonly buffer: SharedArrayBuffer;
  /** Whether anybody looks at the progress. */
  readonly watched: boolean;
}

/** What it sends. */
export type Message<K extends keyof Work> = { readonly index: number } & (
  | { readonly outcome: Outcome<Work[K]["result"]> }
  | { readonly progress: Parameters<NonNullable<Watching["progress"]>>[0] }
);

if (parentPort !== null) void serve(parentPort, workerData as Orders<keyof Work>);

async function serve<K extends keyof Work>(port: MessagePort, { job, buffer, watched }: Orders<K>): Promise<void> {
  const agenda = new Agenda(job.tasks.length, buffer);
  const send = (message: Message<K>): void => port.postMessage(message);
  const watching = (index: number): Watching => ({
    clock: now,
    interrupted: () => agenda.interrupted,
    ...(watched ? { progress: nowAndThen((progress) => send({ index, progress })) } : {}),
  });
  await work(job, agenda, watching, (index, outcome) => {
    send({ index, outcome });
    return true;
  });
}

/** A line is not rewritten more often, so there is no point in sending more. */
function nowAndThen<T>(send: (value: T) => void): (value: T) => void {
  let last = -Infinity;
  return (value) => {
    const at = now();
    if (at - last < EVERY_MS) return;
    last = at;
    send(value);
  };
}
