/** Who starts the threads and processes that a scenario declares without a `main`: one after the other, as Python would. */
import { nextChild } from "./children.js";
import type { Child } from "./children.js";
import type { System } from "./system.js";
import type { Body, Demand } from "./threads.js";

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
