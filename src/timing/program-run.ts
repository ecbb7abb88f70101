/** A program under the clock: its live state, its units as threads, what they cost and whom their steps wake. */
import type { Program, StartMethod } from "../programs/program.js";
import { describeBlocked } from "../scheduler/blocked.js";
import { canonicalise } from "../scheduler/canonical.js";
import { currentTask, taskOf } from "../scheduler/event-loop.js";
import { Explaining } from "../scheduler/explaining.js";
import type { Machine, Recorder } from "../scheduler/machine.js";
import { pickledExtent } from "../scheduler/pickling.js";
import { unitInfo } from "../scheduler/run.js";
import { hasEnded } from "../scheduler/state.js";
import type { State, UnitStatus } from "../scheduler/state.js";
import { createWorld } from "../scheduler/world.js";
import type { World, WorldOptions } from "../scheduler/world.js";
import type { Value } from "../programs/value.js";
import type { Child } from "./children.js";
import { Gil } from "./gil.js";
import { priceOf } from "./operations.js";
import { Starter } from "./starter.js";
import type { System } from "./system.js";
import { Thread } from "./threads.js";
import type { Body, Demand } from "./threads.js";
import type { Track, Tracks } from "./tracks.js";
import { UnitBody } from "./unit-body.js";
import type { UnitRun } from "./unit-body.js";
import { WatchedMemory } from "./watched-memory.js";
import type { Watch } from "./watched-memory.js";

/** Beyond so many new objects, those that nobody can reach are forgotten. */
const HEAP_LIMIT = 10_000;

/** How many instructions one step may have: a loop that touches nothing shared is one step. */
const MAX_INSTRUCTIONS = 100_000_000;

/** Of a deadlock so many units are named. */
const BLOCKED_MAX = 4;

/** How many units there may be where nobody says. */
const MAX_UNITS = 100_000;

export class ProgramRun implements UnitRun {
  readonly world: World;
  readonly state: State;
  readonly memory: WatchedMemory;
  readonly system: System;
  readonly recorder: Recorder;
  readonly cpuScale: number;
  private readonly tracks: Tracks;
  private readonly fixed: number;
  private readonly bodies: UnitBody[] = [];
  private readonly threads: Thread[] = [];
  private readonly methods = new Map<number, StartMethod>();
  private readonly gilOf = new Map<number, { readonly first: Track; readonly gil: Gil | null }>();
  private readonly tasks = new Map<string, Track>();
  private readonly watchers = new Map<Watch, Set<UnitBody>>();
  /** Whoever waits, in the order in which they began to. */
  private readonly watching = new Map<UnitBody, readonly Watch[]>();
  private readonly words = new Map<string, string>();
  private heapLimit: number;
  private hasForkServer = false;
  private hasTracker = false;

  constructor(program: Program, options: WorldOptions, system: System, tracks: Tracks, cpuScale: number) {
    this.cpuScale = cpuScale;
    this.system = system;
    this.tracks = tracks;
    this.world = createWorld(program, {
      maxUnits: MAX_UNITS,
      ...options,
      clocked: true,
      maxInstructions: MAX_INSTRUCTIONS,
    });
    this.recorder = this.listening();
    const engine = new Explaining(this.world, this.recorder);
    this.state = engine.initial();
    this.fixed = engine.fixed;
    this.heapLimit = this.state.heap.length + HEAP_LIMIT;
    this.memory = new WatchedMemory(this.world, this.state);
  }

  /** One for each process, in the order in which they were first asked for. */
  get gils(): { readonly first: Track; readonly gil: Gil }[] {
    return [...this.gilOf.values()].flatMap(({ first, gil }) => (gil === null ? [] : [{ first, gil }]));
  }

  readonly choose = (count: number): number => Math.floor(this.system.draw() * count);

  /** Begins what the scenario declares: `main` and the event loop at once, threads and processes one after the other. */
  begin(): void {
    const { units } = this.state;
    const starting = units.flatMap((unit, index) => {
      const form = unit.template < 0 ? "thread" : this.world.program.units[unit.template].form;
      const thread = this.threadOf(index);
      if (form === "thread" || form === "process" || form === "job") return [this.childOf(index, thread)];
      this.system.start(thread, 0);
      return [];
    });
    if (starting.length === 0) return;
    const track = this.tracks.add({ unit: -1, name: "start", form: "main", loop: null, process: 0 });
    for (const { thread } of starting) thread.track.parent = track.index;
    const gil = this.gilFor(-1, track);
    this.system.start(new Thread(new Starter(this.system, starting), gil, track, false), 0);
  }

  // --- what units ask ----------------------------------------------------------------------------------------------

  watch(body: UnitBody): void {
    this.unwatch(body);
    for (const what of body.watches) {
      const those = this.watchers.get(what) ?? new Set();
      those.add(body);
      this.watchers.set(what, those);
    }
    this.watching.set(body, body.watches);
  }

  private unwatch(body: UnitBody): void {
    for (const what of this.watching.get(body) ?? []) this.watchers.get(what)?.delete(body);
    this.watching.delete(body);
  }

  stepped(body: UnitBody, before: UnitStatus): void {
    const unit = this.state.units[body.index];
    this.unwatch(body);
    for (let index = this.threads.length; index < this.state.units.length; index++) {
      const thread = this.threadOf(index);
      thread.track.parent = this.threads[body.index].track.index;
      body.children.push(this.childOf(index, thread));
    }
    if (hasEnded(unit.status)) this.memory.ending.add(body.index);
    else if (unit.status !== before) this.memory.change(`u${body.index}`);
    // What is sent is there when it has been pickled.
    this.wakeWatchers(body, this.system.costs.thread_wake + body.debts.unchecked);
    if (this.state.heap.length > this.heapLimit) this.collect();
  }

  ended(body: UnitBody): void {
    this.memory.ending.delete(body.index);
    this.memory.change(`u${body.index}`);
    const { process_end, thread_end, thread_wake } = this.system.costs;
    const isProcess = this.state.units[body.index].process === body.index;
    this.wakeWatchers(body, thread_wake + (isProcess ? process_end : thread_end));
  }

  resume(body: UnitBody, task: string): Track {
    const track = this.taskTrack(body.index, task);
    track.resumes(this.system.now);
    return track;
  }

  wordsFor(key: string, make: () => string): string {
    const known = this.words.get(key);
    if (known !== undefined) return known;
    const made = make();
    this.words.set(key, made);
    return made;
  }

  /** Of a deadlock: "ab waits for b, held by ba", of a few units. */
  blocked(): string[] {
    const engine = new Explaining(this.world, {});
    const waiting = this.threads.flatMap(({ state, resting, daemon }, index) =>
      state === "waiting" && !resting && !daemon ? [index] : [],
    );
    const said = waiting.slice(0, BLOCKED_MAX).map((index) => {
      const { task, words } = describeBlocked(engine, this.state, index, []);
      return `${task ?? this.state.units[index].name} ${words}`;
    });
    return waiting.length > said.length ? [...said, `${waiting.length - said.length} more wait`] : said;
  }

  /** The tasks that still sleep do so no longer. */
  finish(): void {
    const { now } = this.system;
    for (const track of this.tracks.list) {
      track.leave(now);
      if (track.isAsleep) track.resumes(now);
    }
  }

  // --- who waits for what ------------------------------------------------------------------------------------------

  private wakeWatchers(by: UnitBody, delay: number): void {
    const changes = this.memory.changes();
    for (const what of changes)
      if (typeof what === "string" && /^u\d/.test(what)) this.endIfEnded(Number(what.slice(1)), by);
    if (this.watching.size === 0) return;
    const woken = new Set(this.watchers.get("l"));
    for (const what of changes) for (const body of this.watchers.get(what) ?? []) woken.add(body);
    woken.delete(by);
    // In the order in which they began to wait.
    for (const body of this.watching.keys())
      if (woken.has(body)) this.system.wake(this.threads[body.index], this.threads[by.index], delay);
  }

  /** Another unit may have ended this one, wherever it was. */
  private endIfEnded(index: number, by: UnitBody): void {
    if (index === by.index || this.threads.at(index) === undefined) return;
    if (hasEnded(this.state.units[index].status)) this.system.cutShort(this.threads[index]);
  }

  private collect(): void {
    canonicalise(this.state, this.fixed);
    this.heapLimit = 2 * this.state.heap.length + HEAP_LIMIT;
    this.words.clear();
    // Objects have other numbers now: who waits looks again.
    for (const body of [...this.watching.keys()]) this.system.wake(this.threads[body.index], null, 0);
  }

  // --- threads -----------------------------------------------------------------------------------------------------

  private bodyOf(index: number): UnitBody {
    return (this.bodies[index] ??= new UnitBody(this, index));
  }

  private threadOf(index: number): Thread {
    const unit = this.state.units[index];
    const body = this.bodyOf(index);
    const track = this.tracks.add({
      unit: index,
      name: unit.name,
      form: unitInfo(this.world, unit, index).form,
      loop: null,
      process: 0,
    });
    const thread = new Thread(body, this.gilFor(unit.process, track), track, unit.daemon);
    this.threads[index] = thread;
    if (hasEnded(unit.status)) this.memory.ending.add(index);
    return thread;
  }

  /** The GIL of the process; the first lane that asks is that of its first unit. */
  private gilFor(process: number, track: Track): Gil | null {
    let known = this.gilOf.get(process);
    if (known === undefined) {
      known = { first: track, gil: this.world.interpreter === "free-threaded" ? null : new Gil(this.system) };
      this.gilOf.set(process, known);
    }
    track.process = known.first.index;
    return known.gil;
  }

  private childOf(index: number, thread: Thread): Child {
    const { costs } = this.system;
    const unit = this.state.units[index];
    if (unit.process !== index) return { thread, cost: costs.thread_create, delay: costs.thread_begin, awaited: true };
    const method = this.methods.get(index) ?? this.world.program.options.start_method ?? "fork";
    this.bodyOf(index).debts.starting += costs[`${method}_begin`];
    if (method !== "fork") this.startTracker();
    let cost = costs[method];
    if (method === "forkserver" && !this.hasForkServer) {
      this.hasForkServer = true;
      cost += costs.forkserver_first;
    }
    return { thread, cost, delay: 0, awaited: false };
  }

  /** What `multiprocessing` starts beside the first process that is not forked; it computes only at its own beginning. */
  private startTracker(): void {
    const time = this.system.costs.resource_tracker;
    if (this.hasTracker || time === 0) return;
    this.hasTracker = true;
    const track = this.tracks.add({ unit: -1, name: "resource tracker", form: "process", loop: null, process: 0 });
    track.process = track.index;
    const begins: Demand[] = [{ kind: "work", time, of: "starting", checks: true, task: null }];
    const body: Body = { line: null, next: () => begins.shift() ?? { kind: "end" }, retry: () => true };
    this.system.start(new Thread(body, null, track, true), 0);
  }

  private taskTrack(unit: number, task: string): Track {
    const key = `${unit} ${task}`;
    let track = this.tasks.get(key);
    if (track === undefined) {
      const loop = this.threads[unit].track;
      track = this.tracks.add({ unit, name: task, form: "task", loop: loop.index, process: loop.process });
      this.tasks.set(key, track);
    }
    return track;
  }

  // --- what a step costs -------------------------------------------------------------------------------------------

  private listening(): Recorder {
    const { costs } = this.system;
    const { codes } = this.world.program;
    const prices = codes.map((code) => {
      const name = priceOf(code);
      return name === null ? 0 : costs[name];
    });
    const taskStep = codes.findIndex(
      ({ module, qualifiedName }) => module === "asyncio" && qualifiedName === "Task._step",
    );
    const own = codes.map(({ module }) => module === "");
    return {
      executed: (code, pc, m) => {
        if (m.self < 0) return;
        const { debts } = this.bodyOf(m.self);
        if (own[code]) debts.executing += pc === 0 ? costs.instruction + costs.call : costs.instruction;
        else if (pc === 0) debts.overhead += prices[code];
        if (code === taskStep && pc === 0) this.noteTask(m, (track, now) => track.resumes(now));
      },
      started: (unit, method) => {
        if (method !== null) this.methods.set(unit, method);
      },
      pickled: (m, value, received) => {
        this.bodyOf(m.self).debts.unchecked += this.pickling(m, value, received);
      },
      alarmed: (m, time) => {
        this.noteTask(m, (track, now) => track.sleeps(now, now + Number(time)));
      },
      used: (unit) => (unit < 0 ? 0 : this.bodyOf(unit).debts.total),
    };
  }

  /** Something about the task that is under way in the unit, or is about to be. */
  private noteTask(m: Machine, note: (track: Track, now: number) => void): void {
    const task = taskOf(m, m.frame.locals[0]) ?? currentTask(m);
    if (task !== null) note(this.taskTrack(m.self, task.name), this.system.now + this.bodyOf(m.self).debts.total);
  }

  /** A large message goes through the pipe when a child is there to send or to receive it, and as fast as it does so. */
  private pickling(m: Machine, value: Value, received: boolean): number {
    const { costs } = this.system;
    const { data, items } = pickledExtent(m, value);
    const [perByte, perItem] = received
      ? [costs.unpickle_byte, costs.unpickle_item]
      : [costs.pickle_byte, costs.pickle_item];
    const perByteSent = m.unit.process < 0 ? 0 : costs.pipe_byte;
    return data * (perByte + perByteSent) + items * perItem;
  }
}
