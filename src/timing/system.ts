/**
 * The clock: a discrete-event simulation of threads that need cores and, where there is one, the GIL of their process.
 * It knows nothing of the program; each thread's body says what it needs next.
 */
import { Cores } from "./cores.js";
import { EventQueue } from "./event-queue.js";
import type { Costs } from "./parameters.js";
import type { Thread, Work } from "./threads.js";
import type { Activity } from "./timeline.js";

export class System {
  now = 0;
  /** How much has happened. */
  events = 0;
  /** Threads that keep the program alive. */
  alive = 0;
  /** In nanoseconds. */
  readonly costs: Costs;
  readonly draw: () => number;
  /** Time on a core by what it was for, as it takes on a machine that does nothing else. */
  readonly worked: Record<Work, number> = { computing: 0, executing: 0, overhead: 0, starting: 0 };
  /** When a thread has begun to wait, or ended, the last time. */
  private last = 0;
  private readonly queue = new EventQueue();
  private readonly cores: Cores;
  private maxEvents: number;

  /** `costs` in nanoseconds; `draw` gives numbers from 0 to below 1. */
  constructor(costs: Costs, draw: () => number, maxEvents: number) {
    this.costs = costs;
    this.draw = draw;
    this.maxEvents = maxEvents;
    this.cores = new Cores(this, costs.cores, costs.os_slice);
  }

  /** Until nobody is left who keeps the program alive, nothing can happen any more, or too much has. */
  run(): "over" | "stuck" | "stopped" {
    while (this.alive > 0) {
      if (this.events >= this.maxEvents) return "stopped";
      const planned = this.queue.take();
      if (planned === undefined) {
        // What was planned meanwhile for nothing took no time.
        this.now = this.last;
        return "stuck";
      }
      this.now = planned.time;
      this.events += 1;
      planned.happen();
    }
    return "over";
  }

  /** Too much has happened: see `run`. */
  stop(): void {
    this.maxEvents = 0;
  }

  /** A latency as it turns out: no two are quite the same, so that threads do not fall into step. On average what was given. */
  vary(latency: number): number {
    return latency * (0.75 + 0.5 * this.draw());
  }

  after(delay: number, happen: () => void): void {
    this.queue.plan(this.now + delay, happen);
  }

  /** Unless its token is counted up before that. */
  planFor(thread: Thread, time: number, happen: () => void): void {
    const { token } = thread;
    this.queue.plan(time, () => {
      if (thread.token === token) happen();
    });
  }

  /** A new thread, which wants to run after the delay. */
  start(thread: Thread, delay: number): void {
    this.count(thread, true);
    thread.track.enter(this.now, "starts", null, thread.body.line, null);
    this.after(delay, () => {
      this.ready(thread, null);
    });
  }

  /** What the thread waits for may have come: it looks, after the delay. `by`: who has done it. */
  wake(thread: Thread, by: Thread | null, delay: number): void {
    if (thread.state !== "waiting" || thread.called) return;
    thread.called = true;
    this.count(thread, true);
    this.planFor(thread, this.now + delay, () => {
      thread.called = false;
      if (!thread.looks || thread.body.retry(this.now)) this.ready(thread, by);
      else this.count(thread, !thread.resting);
    });
  }

  /** The thread has nothing more to do with what it is doing: it asks its body again as soon as it can. */
  cutShort(thread: Thread): void {
    if (thread.state === "running") this.settle(thread);
    thread.left = 0;
    if (thread.state === "running") this.dispatch(thread);
    else if (thread.state === "waiting") this.ready(thread, null);
  }

  // --- what GILs and cores say -----------------------------------------------------------------------------------

  granted(thread: Thread, last: Thread | null): void {
    this.wantCore(thread, last === thread ? null : last);
  }

  asked(holder: Thread): void {
    if (holder.state === "running" && holder.checks) this.yieldGil(holder);
  }

  dispatch(thread: Thread): void {
    this.repace();
    thread.token += 1;
    this.planFor(thread, this.now, () => this.proceed(thread));
  }

  preempted(thread: Thread, by: Thread): void {
    this.settle(thread);
    thread.token += 1;
    this.enter(thread, "core", null, by);
  }

  // --- the life of a thread --------------------------------------------------------------------------------------

  /** It wants to run. */
  private ready(thread: Thread, by: Thread | null): void {
    thread.token += 1;
    thread.called = false;
    this.count(thread, true);
    thread.state = "gil";
    const { gil } = thread;
    if (gil === null) return this.wantCore(thread, by);
    if (thread.begun) this.enter(thread, "gil", null, by);
    gil.take(thread);
  }

  private wantCore(thread: Thread, by: Thread | null): void {
    thread.state = "core";
    if (thread.begun) this.enter(thread, "core", null, by);
    this.cores.request(thread, true);
  }

  /** It is on a core, and has the GIL. */
  private proceed(thread: Thread): void {
    if (!thread.begun) this.begin(thread);
    thread.since = this.now;
    const { body, gil } = thread;
    this.enter(thread, "runs", null, null);
    while (this.events < this.maxEvents) {
      if (gil?.isAskedFor === true && (thread.checks || thread.left <= 0)) return this.yieldGil(thread);
      if (thread.left > 0) {
        const end = this.now + thread.left * thread.pace;
        if (this.queue.nextTime <= end) return this.planEnd(thread, end);
        this.now = end;
        this.events += 1;
        this.settle(thread);
      }
      thread.task?.leave(this.now);
      thread.task = null;
      const demand = body.next(this.now);
      switch (demand.kind) {
        case "work":
          thread.left = demand.time;
          thread.work = demand.of;
          thread.checks = demand.checks;
          thread.task = demand.task;
          if (demand.of === "computing") this.enter(thread, "runs", null, null);
          continue;
        case "wait":
          thread.task = demand.task;
          this.enter(thread, demand.activity, demand.about, null);
          return this.wait(thread, demand.until, demand.resting, demand.looks);
        case "begin":
          if (demand.thread.begun) continue;
          demand.thread.starter = thread;
          this.enter(thread, "starts", `starts ${demand.thread.track.lane.name}`, null);
          return this.wait(thread, Infinity, false, false);
        case "end":
          thread.track.leave(this.now);
          this.leave(thread);
          thread.state = "ended";
          return this.count(thread, false);
      }
    }
  }

  private begin(thread: Thread): void {
    thread.begun = true;
    const { starter } = thread;
    if (starter !== null) this.wake(starter, thread, this.costs.thread_wake);
  }

  private planEnd(thread: Thread, end: number): void {
    thread.token += 1;
    this.planFor(thread, end, () => {
      this.settle(thread);
      thread.left = 0;
      this.proceed(thread);
    });
  }

  private wait(thread: Thread, until: number, resting: boolean, looks: boolean): void {
    this.leave(thread);
    thread.state = "waiting";
    thread.resting = resting;
    thread.looks = looks;
    this.count(thread, !resting);
    if (until < Infinity) this.planFor(thread, Math.max(this.now, until), () => this.ready(thread, null));
  }

  /** Whether the thread keeps the program alive. */
  private count(thread: Thread, counts: boolean): void {
    if (thread.daemon || thread.counts === counts) return;
    thread.counts = counts;
    this.alive += counts ? 1 : -1;
  }

  private enter(thread: Thread, activity: Activity, about: string | null, by: Thread | null): void {
    const { body, track, task } = thread;
    track.enter(this.now, activity, about, body.line, by?.track.index ?? null);
    task?.enter(this.now, activity, about, body.line, by?.track.index ?? null);
  }

  /** Gives up its core and the GIL. */
  private leave(thread: Thread): void {
    thread.token += 1;
    this.last = this.now;
    this.cores.release(thread);
    this.repace();
    thread.gil?.release(thread);
  }

  private yieldGil(thread: Thread): void {
    this.settle(thread);
    thread.token += 1;
    this.enter(thread, "gil", null, null);
    this.cores.release(thread);
    this.repace();
    thread.state = "gil";
    thread.gil?.yield(thread);
  }

  /** Notes what the thread has done on its core so far. */
  private settle(thread: Thread): void {
    const done = Math.min(thread.left, (this.now - thread.since) / thread.pace);
    thread.since = this.now;
    thread.left -= done;
    this.worked[thread.work] += done;
  }

  /** The more cores are busy, the slower each is. */
  private repace(): void {
    const { cores, parallel_slowdown: slowdown } = this.costs;
    if (slowdown === 1 || cores === 1) return;
    const { running } = this.cores;
    const pace = 1 + ((slowdown - 1) * (running.length - 1)) / (cores - 1);
    for (const thread of running) {
      if (thread.pace === pace) continue;
      this.settle(thread);
      thread.pace = pace;
      if (thread.left > 0) this.planEnd(thread, this.now + thread.left * pace);
    }
  }
}
