/** What is going to happen, earliest first; at the same moment in the order in which it was planned. */
export interface Planned {
  readonly time: number;
  readonly order: number;
  readonly happen: () => void;
}

function before(a: Planned, b: Planned): boolean {
  return a.time < b.time || (a.time === b.time && a.order < b.order);
}

/** A binary heap. */
export class EventQueue {
  private readonly heap: Planned[] = [];
  private planned = 0;

  /** When the next thing happens; Infinity: never. */
  get nextTime(): number {
    return this.heap.length === 0 ? Infinity : this.heap[0].time;
  }

  plan(time: number, happen: () => void): void {
    const { heap } = this;
    const entry: Planned = { time, order: this.planned++, happen };
    let at = heap.length;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(entry, heap[parent])) break;
      heap[at] = heap[parent];
      at = parent;
    }
    heap[at] = entry;
  }

  take(): Planned | undefined {
    const { heap } = this;
    const first = heap.at(0);
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1], heap[child])) child += 1;
      if (!before(heap[child], last)) break;
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = last;
    return first;
  }
}
