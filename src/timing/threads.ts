/** What the clock runs: threads of the operating system, each with a body that says what it needs next. */
import type { Track } from "./tracks.js";

/**
 * What the time on a core is for: what the scenario says (`cpu`), the instructions of its own code, what the library
 * and the system do for it, a new process's way to its first instruction.
 */
export type Work = "computing" | "executing" | "overhead" | "starting";

export type Demand =
  /** Time on a core, with the GIL. `checks`: the GIL may be dropped in between. `task`: the event loop's task that does it. */
  | {
      readonly kind: "work";
      readonly time: number;
      readonly of: Work;
      readonly checks: boolean;
      readonly task: Track | null;
    }
  /** Neither core nor GIL: until that moment (Infinity: for ever), or until somebody wakes it. */
  | {
      readonly kind: "wait";
      readonly activity: "io" | "waits";
      readonly about: string | null;
      readonly until: number;
      /** To wait here for ever is well. */
      readonly resting: boolean;
      /** Who is woken looks whether the waiting is over before it asks for core and GIL: see `retry`. */
      readonly looks: boolean;
      /** The event loop's task that waits without `await`, and holds it up. */
      readonly task: Track | null;
    }
  /** Until the other thread has begun: `Thread.start()` waits for that. */
  | { readonly kind: "begin"; readonly thread: Thread }
  | { readonly kind: "end" };

export interface Body {
  /** What the thread needs next; it has a core, and the GIL if there is one. */
  next(now: number): Demand;
  /** What it waits for may have come, and it has neither core nor GIL. Whether it is over with the waiting. */
  retry(now: number): boolean;
  /** The line of the scenario at which it stands; null: none. */
  readonly line: number | null;
}

/** What only one thread of a process has at a time: see gil.ts. */
export interface Exclusive {
  /** Somebody waits for it and has asked the holder to drop it. */
  readonly isAskedFor: boolean;
  take(thread: Thread): void;
  release(thread: Thread): void;
  yield(thread: Thread): void;
}

export class Thread {
  readonly body: Body;
  readonly gil: Exclusive | null;
  readonly track: Track;
  readonly daemon: boolean;
  state: "new" | "gil" | "core" | "running" | "waiting" | "ended" = "new";
  /** Time on a core that its present demand still takes, on a machine that does nothing else. */
  left = 0;
  work: Work = "executing";
  checks = true;
  /** Since when it has been on the core, and since when with the present speed. */
  stint = 0;
  since = 0;
  /** How much longer than alone on the machine it takes at present. */
  pace = 1;
  /** While it waits: to wait for ever is well; somebody else may end the waiting before it has the GIL. */
  resting = false;
  looks = false;
  /** Whether it keeps the program alive at present. */
  counts = false;
  /** The task whose work it does. */
  task: Track | null = null;
  /** Whether a wake-up is on its way. */
  called = false;
  begun = false;
  /** Who waits for it to begin. */
  starter: Thread | null = null;
  /** Counted up whenever what was planned for it is no longer to happen. */
  token = 0;

  constructor(body: Body, gil: Exclusive | null, track: Track, daemon: boolean) {
    this.body = body;
    this.gil = gil;
    this.track = track;
    this.daemon = daemon;
  }
}
