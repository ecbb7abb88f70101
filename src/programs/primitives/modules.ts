/**
 * The library: Python's modules, written in the scenario language. Only members that a program uses, directly or
 * through others, become part of it.
 */
import { barrier } from "./barrier.js";
import { condition } from "./condition.js";
import { event } from "./event.js";
import { lock } from "./lock.js";
import { semaphore } from "./semaphore.js";

export interface LibraryModule {
  /** As imported: "concurrent.futures". */
  readonly name: string;
  /** In the scenario language, with `select`. */
  readonly text: string;
  /** Names visible without import. */
  readonly defaults: readonly string[];
  /** Members that are values of ours: "perf_counter" → the builtin function or type that it is. */
  readonly natives: Readonly<Record<string, string>>;
}

const threading: LibraryModule = {
  name: "threading",
  text: [lock, condition, semaphore, event, barrier].join("\n"),
  defaults: ["Lock", "RLock", "Condition", "Semaphore", "BoundedSemaphore", "Event", "Barrier"],
  natives: {},
};

/** In a fixed order: a name that several modules offer without import is the first one's. */
export const modules: readonly LibraryModule[] = [threading];
