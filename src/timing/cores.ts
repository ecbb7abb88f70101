/**
 * The cores of the machine, and who waits for one. A thread that wakes gets one at once, from whoever has had his the
 * longest; those that only want to go on take turns.
 */
import type { Thread } from "./threads.js";

export interface CoreSystem {
  readonly now: number;
  after(delay: number, happen: () => void): void;
  /** The thread has a core. */
  dispatch(thread: Thread): void;
  /** The thread has lost its core to another. */
  preempted(thread: Thread, by: Thread): void;
}

export class Cores {
  readonly running: Thread[] = [];
  private readonly queue: Thread[] = [];
  private readonly system: CoreSystem;
  private readonly count: number;
  private readonly slice: number;
  private watched = false;

  constructor(system: CoreSystem, count: number, slice: number) {
    this.system = system;
    this.count = count;
    this.slice = slice;
  }

  /** Gives the thread a core, now or later. */
  request(thread: Thread, wakes: boolean): void {
    if (this.running.length < this.count) return this.occupy(thread);
    if (wakes) {
      const victim = this.oldest();
      if (victim.stint < this.system.now) {
        this.evict(victim, thread);
        this.queue.unshift(victim);
        this.occupy(thread);
        this.watch();
        return;
      }
    }
    thread.state = "core";
    this.queue.push(thread);
    this.watch();
  }

  /** The thread needs its core no longer. */
  release(thread: Thread): void {
    this.running.splice(this.running.indexOf(thread), 1);
    const next = this.queue.shift();
    if (next !== undefined) this.occupy(next);
  }

  private occupy(thread: Thread): void {
    this.running.push(thread);
    thread.state = "running";
    thread.stint = this.system.now;
    this.system.dispatch(thread);
  }

  private evict(victim: Thread, by: Thread): void {
    this.system.preempted(victim, by);
    this.running.splice(this.running.indexOf(victim), 1);
    victim.state = "core";
  }

  private oldest(): Thread {
    return this.running.reduce((oldest, thread) => (thread.stint < oldest.stint ? thread : oldest));
  }

  /** While somebody waits, whoever has used up his slice makes room. */
  private watch(): void {
    if (this.watched || this.queue.length === 0) return;
    this.watched = true;
    const { now } = this.system;
    this.system.after(Math.max(0, this.oldest().stint + this.slice - now), () => {
      this.watched = false;
      const next = this.queue.at(0);
      if (next === undefined) return;
      const victim = this.oldest();
      if (victim.stint + this.slice <= this.system.now) {
        this.queue.shift();
        this.evict(victim, next);
        this.queue.push(victim);
        this.occupy(next);
      }
      this.watch();
    });
  }
}
