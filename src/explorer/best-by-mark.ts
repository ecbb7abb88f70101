/** What is the best that is known for marks: by preemptions, then by steps. */

/** Through `edge`, taken at `node`; edge -1: in the node's state. */
export interface Reached {
  readonly preemptions: number;
  readonly steps: number;
  readonly node: number;
  readonly edge: number;
}

export class BestByMark {
  private readonly best = new Map<number, Reached>();

  get(mark: number): Reached | undefined {
    return this.best.get(mark);
  }

  /** Those reached. */
  get marks(): Iterable<number> {
    return this.best.keys();
  }

  /** Of two that are equally good the one that came first stays. */
  reach(mark: number, preemptions: number, steps: number, node: number, edge: number): void {
    if (this.isBetter(preemptions, steps, mark)) this.best.set(mark, { preemptions, steps, node, edge });
  }

  /** Whether nothing at that price, or a higher one, is better for any of these marks. */
  hasSettled(marks: Iterable<number>, preemptions: number, steps: number): boolean {
    for (const mark of marks) if (this.isBetter(preemptions, steps, mark)) return false;
    return true;
  }

  private isBetter(preemptions: number, steps: number, mark: number): boolean {
    const best = this.best.get(mark);
    if (best === undefined || preemptions !== best.preemptions)
      return best === undefined || preemptions < best.preemptions;
    return steps < best.steps;
  }
}
