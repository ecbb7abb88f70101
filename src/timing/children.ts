/** Units that are to be started. */
import type { System } from "./system.js";
import type { Demand, Thread } from "./threads.js";

/** A unit that is to be started when what it costs has been paid. */
export interface Child {
  readonly thread: Thread;
  cost: number;
  readonly delay: number;
  /** A thread is waited for until it has begun; a process is not. */
  readonly awaited: boolean;
}

/** Starts what is to be started, each when its cost has been paid; null: that is done. */
export function nextChild(system: System, children: Child[]): Demand | null {
  for (let child = children.at(0); child !== undefined; child = children.at(0)) {
    if (child.cost > 0) {
      const { cost } = child;
      child.cost = 0;
      return { kind: "work", time: cost, of: "overhead", checks: true, task: null };
    }
    children.shift();
    system.start(child.thread, child.delay);
    if (child.awaited) return { kind: "begin", thread: child.thread };
  }
  return null;
}
