/** Who starts the threads and processes that a scenario declares without a `main`: one after the other, as Python would. */
import type { System } from "./system.js";
import type { Body, Demand } from "./threads.js";
import type { Child } from "./unit-body.js";

export class Starter implements Body {
  readonly line = null;
  private readonly system: System;
  private readonly children: Child[];

  constructor(system: System, children: Child[]) {
    this.system = system;
    this.children = children;
  }

  next(): Demand {
    return nextChild(this.system, this.children) ?? { kind: "end" };
  }

  retry(): boolean {
    return true;
  }
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
