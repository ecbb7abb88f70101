/** A unit of the program as a thread of the clock: its steps are taken, paid for, and waited for. */
import { currentTask } from "../scheduler/event-loop.js";
import { runLocally, runUntilBlocked, step } from "../scheduler/evaluate.js";
import { Blocks, Machine } from "../scheduler/machine.js";
import type { Recorder } from "../scheduler/machine.js";
import { isKind } from "../programs/builtins/values.js";
import { copyFrame, hasEnded } from "../scheduler/state.js";
import type { State, UnitState, UnitStatus } from "../scheduler/state.js";
import type { World } from "../scheduler/world.js";
import { normalise } from "../scheduler/normalise.js";
import type { Frame } from "../programs/value.js";
import { nextChild } from "./children.js";
import type { Child } from "./children.js";
import type { System } from "./system.js";
import type { Body, Demand } from "./threads.js";
import type { Track } from "./tracks.js";
import type { Watch, WatchedMemory } from "./watched-memory.js";

/** Time that a unit has used and not yet spent, in nanoseconds. */
export class Debts {
  starting = 0;
  executing = 0;
  overhead = 0;
  /** In one piece, with the GIL. */
  unchecked = 0;

  get total(): number {
    return this.starting + this.executing + this.overhead + this.unchecked;
  }

  /** Nothing has happened. */
  forgive(): void {
    Object.assign(this, { starting: 0, executing: 0, overhead: 0, unchecked: 0 });
  }

  /** What is to be paid next; null: nothing. */
  due(): Demand | null {
    for (const of of ["starting", "executing", "overhead"] as const) {
      const time = this[of];
      if (time === 0) continue;
      this[of] = 0;
      return { kind: "work", time, of, checks: true, task: null };
    }
    const { unchecked } = this;
    if (unchecked === 0) return null;
    this.unchecked = 0;
    return { kind: "work", time: unchecked, of: "overhead", checks: false, task: null };
  }
}

/** Beyond so many private objects, those that nobody can reach are forgotten. */
const PRIVATE_LIMIT = 1_000;

interface Checkpoint {
  readonly depth: number;
  readonly top: Frame;
  readonly next: number;
  readonly status: UnitState["status"];
  readonly preemptible: boolean;
}

/** What a unit needs of the run it is part of. */
export interface UnitRun {
  readonly world: World;
  readonly state: State;
  readonly memory: WatchedMemory;
  readonly system: System;
  /** Notes what a step costs. */
  readonly recorder: Recorder;
  /** What `cpu` says, times this. */
  readonly cpuScale: number;
  /** Draws one of so many. */
  readonly choose: (count: number) => number;
  /** The unit waits until something changes that it has looked at. */
  watch(body: UnitBody): void;
  /** The unit has taken a step; `before` is what it was. */
  stepped(body: UnitBody, before: UnitStatus): void;
  /** The unit has ended, and its time is up. */
  ended(body: UnitBody): void;
  /** The lane of a task of the unit, which goes on. */
  resume(body: UnitBody, task: string): Track;
  /** The words for that key, made once. */
  wordsFor(key: string, make: () => string): string;
}

export class UnitBody implements Body {
  line: number | null = null;
  readonly debts = new Debts();
  readonly children: Child[] = [];
  /** Of what it waits for: see `WatchedMemory`. */
  watches: readonly Watch[] = [];
  readonly index: number;
  private readonly run: UnitRun;
  /** The exact moment at which its present waiting is over; null: it has not looked yet. */
  private deadline: number | null = null;
  private computing = false;
  private timeLeft: number | null = null;
  private voluntary = false;
  /** It stands at the instruction of its next step. */
  private rests = false;
  private privates = PRIVATE_LIMIT;

  constructor(run: UnitRun, index: number) {
    this.run = run;
    this.index = index;
  }

  private get unit(): UnitState {
    return this.run.state.units[this.index];
  }

  next(now: number): Demand {
    for (;;) {
      const due = this.debts.due();
      if (due !== null) return due;
      const start = nextChild(this.run.system, this.children);
      if (start !== null) return start;
      if (hasEnded(this.unit.status)) {
        this.run.ended(this);
        return { kind: "end" };
      }
      const demand = this.rests ? this.step(now) : this.goOn(now);
      if (demand !== null) return demand;
    }
  }

  retry(now: number): boolean {
    if (this.attempt(now)) return true;
    this.run.watch(this);
    return false;
  }

  /** Runs up to the next step. */
  private goOn(now: number): null {
    const { run, unit } = this;
    const { status } = unit;
    run.state.clock = BigInt(Math.round(now));
    const m = this.machine();
    runLocally(m);
    this.stepped(m, status);
    return null;
  }

  /** Takes the step, or says what it needs for it. */
  private step(now: number): Demand | null {
    const { unit, run } = this;
    const top = unit.frames[unit.frames.length - 1];
    const code = run.world.program.codes[top.code];
    const instruction = code.instructions[top.pc];
    const waits = instruction.op === "SELECT" ? instruction.waits : undefined;
    const pauses = waits === "io" && code.module === "time" && this.deadline === null;
    if (this.attempt(now)) {
      // It did not have to wait, but the GIL was free for a moment.
      if (pauses && this.voluntary)
        return this.wait("io", null, now + run.system.vary(run.system.costs.wake_up), false);
      return null;
    }
    this.line = this.place();
    if (waits === "cpu") return this.compute();
    if (this.deadline === null && this.timeLeft !== null) this.deadline = now + this.timeLeft;
    run.watch(this);
    const until = this.deadline === null ? Infinity : this.wakesAt(now, this.deadline, code.module === "asyncio");
    const resting = instruction.op === "SELECT" && instruction.resting === true;
    if (waits === "io" && until < Infinity) return this.wait("io", null, until, false);
    return this.wait("waits", resting ? null : this.words(waits === "io"), until, resting, waits === undefined);
  }

  private wait(activity: "io" | "waits", about: string | null, until: number, resting: boolean, looks = false): Demand {
    return { kind: "wait", activity, about, until, resting, looks, task: this.task() };
  }

  /** When the system lets it go on: not before the deadline. */
  private wakesAt(now: number, deadline: number, inLoop: boolean): number {
    const { costs } = this.run.system;
    if (!inLoop) return deadline + this.run.system.vary(costs.wake_up);
    const { select_step: step, select_wake_up: late } = costs;
    const rounded = step === 0 ? deadline : now + Math.ceil((deadline - now) / step) * step;
    return rounded + this.run.system.vary(late);
  }

  private compute(): Demand {
    this.computing = true;
    const time = (this.timeLeft ?? 0) * this.run.cpuScale;
    return { kind: "work", time, of: "computing", checks: true, task: this.task() };
  }

  /** The lane of the event loop's task that is under way. */
  private task(): Track | null {
    const task = currentTask(this.machine());
    return task === null ? null : this.run.resume(this, task.name);
  }

  /** Whether the step could be taken; else nothing has happened. */
  private attempt(now: number): boolean {
    const { run, unit } = this;
    const { memory } = run;
    run.state.clock = BigInt(Math.round(now));
    unit.left = this.leftAt(now);
    const saved = checkpoint(unit);
    const { status } = unit;
    memory.watch();
    const m = this.machine();
    const done = step(m) === "done";
    this.voluntary = m.voluntary;
    this.watches = memory.looked();
    if (!done) {
      restore(unit, saved);
      this.debts.forgive();
      this.timeLeft = m.timeLeft === null ? null : Number(m.timeLeft);
      return false;
    }
    this.deadline = null;
    this.computing = false;
    this.stepped(m, status);
    return true;
  }

  private stepped(m: Machine, before: UnitStatus): void {
    const { run } = this;
    this.rests = !m.launched;
    if (m.instructions > run.world.maxInstructions) run.system.stop();
    this.tidy(m);
    run.stepped(this, before);
  }

  /** What is left of the time it waits; null: it has not begun to. */
  private leftAt(now: number): bigint | null {
    if (this.computing) return 0n;
    return this.deadline === null ? null : BigInt(Math.max(0, Math.round(this.deadline - now)));
  }

  private machine(): Machine {
    const { run, unit, index } = this;
    return new Machine(run.world, run.memory, unit, index, "unit", run.recorder, run.choose);
  }

  private tidy(m: Machine): void {
    if (-this.unit.next <= this.privates) return;
    normalise(m);
    this.privates = Math.max(PRIVATE_LIMIT, -2 * this.unit.next);
  }

  private place(): number {
    return this.machine().userPlace(true).place.line;
  }

  /** What it waits for, in words; `changing`: at the same place it may be something else. */
  private words(changing: boolean): string {
    const { run, unit } = this;
    if (changing) return this.wordsNow();
    const top = unit.frames[unit.frames.length - 1];
    const [self] = top.locals;
    const object = isKind(self, "ref") ? self.id : "";
    const whose = isKind(self, "ref") && self.id >= 0 ? "" : this.index;
    return run.wordsFor(`${top.code} ${top.pc} ${object} ${whose}`, () => this.wordsNow());
  }

  private wordsNow(): string {
    const { run, unit } = this;
    const saved = checkpoint(unit);
    const recorder = { words: () => undefined };
    const m = new Machine(run.world, run.memory, unit, this.index, "unit", recorder, run.choose);
    unit.status = "ready";
    try {
      runUntilBlocked(m);
    } catch (error) {
      if (!(error instanceof Blocks)) throw error;
      return error.words ?? "waits";
    } finally {
      restore(unit, saved);
    }
    throw new RangeError("bug in the clock: a unit that waits and does not");
  }
}

/** Enough to undo what a step does that finds out at its beginning that it must wait: guards change nothing that was there. */
function checkpoint(unit: UnitState): Checkpoint {
  const { frames, next, status, preemptible } = unit;
  return { depth: frames.length, top: copyFrame(frames[frames.length - 1]), next, status, preemptible };
}

function restore(unit: UnitState, { depth, top, next, status, preemptible }: Checkpoint): void {
  unit.frames.length = depth;
  unit.frames[depth - 1] = top;
  for (let id = unit.next + 1; id <= next; id++) Reflect.deleteProperty(unit.heap, id);
  Object.assign(unit, { next, status, preemptible });
}
