/**
 * The GIL of one process: `take_gil` and `drop_gil` of CPython 3.2 to 3.15 (`Python/ceval_gil.h`, `ceval_gil.c`).
 *
 * Who finds it taken waits for the switch interval, and asks for it if nobody else has got it meanwhile, else waits as
 * long again. The holder drops it at its next check, and waits until somebody else has it. Who waits for something else
 * drops it too; then whoever comes first may have it, the one that dropped it included.
 */
import type { Exclusive, Thread } from "./threads.js";
import type { Costs } from "./parameters.js";

/** What the lock needs of the clock. */
export interface GilSystem {
  readonly now: number;
  /** In nanoseconds. */
  readonly costs: Costs;
  /** A number from 0 to below 1. */
  draw(): number;
  /** A latency as it turns out. */
  vary(latency: number): number;
  after(delay: number, happen: () => void): void;
  /** At that moment, unless something else happens to the thread before. */
  planFor(thread: Thread, time: number, happen: () => void): void;
  /** The thread has the GIL; `last`: who had it before. */
  granted(thread: Thread, last: Thread | null): void;
  /** Somebody wants what the thread has: it drops it at its next check. */
  asked(holder: Thread): void;
}

export class Gil implements Exclusive {
  /** Who has had it, and when. */
  readonly held: { from: number; to: number; thread: Thread }[] = [];
  private readonly system: GilSystem;
  private holder: Thread | null = null;
  /** Dropped because it was asked for: nobody but this one gets it. */
  private reserved = false;
  private readonly waiters: Thread[] = [];
  private switches = 0;
  private last: Thread | null = null;
  private requester: Thread | null = null;
  private since = 0;

  constructor(system: GilSystem) {
    this.system = system;
  }

  get isAskedFor(): boolean {
    return this.requester !== null;
  }

  take(thread: Thread): void {
    if (this.holder === null && !this.reserved) this.grant(thread);
    else this.wait(thread);
  }

  /** The holder goes to wait for something else, or ends. */
  release(thread: Thread): void {
    this.drop(thread);
    if (this.waiters.length === 0) return;
    const next = this.anyWaiter();
    this.system.after(this.system.vary(this.system.costs.gil_hand_over), () => {
      if (!this.waiters.includes(next)) return;
      if (this.holder === null && !this.reserved) this.grant(next);
      else this.wait(next);
    });
  }

  /** The holder, asked for it, drops it at a check; it takes it again when another has had it. */
  yield(thread: Thread): void {
    const { system } = this;
    const next =
      this.requester !== null && system.draw() < system.costs.gil_requester_share ? this.requester : this.anyWaiter();
    this.drop(thread);
    this.reserved = true;
    system.after(system.vary(system.costs.gil_hand_over), () => {
      this.reserved = false;
      this.grant(next);
      system.after(system.vary(system.costs.gil_hand_over), () => {
        this.take(thread);
      });
    });
  }

  private wait(thread: Thread): void {
    const { system, waiters, switches } = this;
    thread.token += 1;
    const at = waiters.indexOf(thread);
    if (at >= 0) waiters.splice(at, 1);
    waiters.push(thread);
    const { switch_interval: interval, gil_timer_slack: slack } = system.costs;
    system.planFor(thread, system.now + (interval + slack), () => {
      if (this.holder !== null && this.switches === switches && this.requester === null) {
        this.requester = thread;
        system.asked(this.holder);
      }
      this.wait(thread);
    });
  }

  private grant(thread: Thread): void {
    this.holder = thread;
    this.since = this.system.now;
    const { last } = this;
    if (last !== thread) this.switches += 1;
    this.last = thread;
    this.requester = null;
    thread.token += 1;
    const at = this.waiters.indexOf(thread);
    if (at >= 0) this.waiters.splice(at, 1);
    this.system.granted(thread, last);
  }

  private drop(thread: Thread): void {
    if (this.holder !== thread) throw new RangeError("bug in the clock: the GIL is dropped by another thread");
    const { now } = this.system;
    const last = this.held.at(-1);
    if (last !== undefined && last.thread === thread && last.to === this.since) last.to = now;
    else if (now > this.since) this.held.push({ from: this.since, to: now, thread });
    this.holder = null;
  }

  private anyWaiter(): Thread {
    const { waiters } = this;
    return waiters[waiters.length === 1 ? 0 : Math.floor(this.system.draw() * waiters.length)];
  }
}
