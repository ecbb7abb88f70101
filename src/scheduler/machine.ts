/**
 * What one unit has in its hands while it takes one step: its frames, the objects it can reach, and the switch points
 * it passes. A Machine lives for one step; the evaluator's operations are functions over it.
 *
 * Objects are private to their unit until a reference to them is stored where others can see it; then they move to
 * the shared heap (`share`), and everything they reach with them. Touching a private object is never a step.
 */
import { Signal } from "../programs/builtins/heap.js";
import type { Heap, Keywords } from "../programs/builtins/heap.js";
import { copiedFrom } from "../programs/encode.js";
import type { Code, Instruction } from "../programs/code.js";
import type { StartMethod } from "../programs/program.js";
import type { Frame, HeapObject, Ref, ReturnTo, Value } from "../programs/value.js";
import { replaceInObject, replaceInUnit, visitObject, visitValue } from "./refs.js";
import type { Replace } from "./refs.js";
import type { Notice } from "./notice.js";
import type { Memory, UnitState } from "./state.js";
import type { Target } from "./target.js";
import { userPlaceOf } from "./user-place.js";
import type { UserPlace } from "./user-place.js";
import type { World } from "./world.js";

/** Listens to a step; the explaining engine makes the trace of it, the searching engine notes lost updates. */
export interface Recorder {
  /** A built-in is about to change a shared container. */
  before?(machine: Machine, ref: Ref): void;
  access?(
    machine: Machine,
    kind: "read" | "write" | "update",
    target: Target,
    before: Value | undefined,
    value: Value | undefined,
  ): void;
  words?(machine: Machine, words: string): void;
  print?(machine: Machine, text: string): void;
  chosen?(machine: Machine, value: Value): void;
  raised?(machine: Machine, value: Value): void;
  /** Something worth a finding: "unpicklable", "stale-copy"; and what it is about. */
  noted?(machine: Machine, kind: string, about: string): void;
  /** `overwritten`: only for who listens to accesses, too. */
  lostUpdate?(
    machine: Machine,
    target: Target,
    read: Value | undefined,
    overwritten: Value | undefined,
    written: Value,
  ): void;
  /** The step is, or shows, a defect of its own. */
  noticed?(notice: Notice): void;
  /** The instruction of a Code, both by their index, is about to run. */
  executed?(code: number, pc: number, machine: Machine): void;
  /** A unit is about to be started: a thread, or a process by its start method. */
  started?(unit: number, method: StartMethod | null): void;
  /** The value is copied, to be sent to another process or as it is received. */
  pickled?(machine: Machine, value: Value, received: boolean): void;
  /** An alarm of the unit was set, so many nanoseconds from now. */
  alarmed?(machine: Machine, time: bigint): void;
  /** The instruction of a Code, both by their index, is about to run, or goes one way (see `Reached`): for good, unless the step turns out to be blocked. */
  reached?(code: number, pc: number, how: number): void;
  /** How many nanoseconds the unit's step has used up to now. */
  used?(unit: number): number;
}

/** Thrown when a step needs more choices than it was given. */
export class NeedsChoice extends Signal {
  readonly count: number;
  constructor(count: number) {
    super("choice");
    this.count = count;
  }
}

/** Thrown by the evaluator when too many units would be created: a limit, not a fault of the program. */
export class TooManyUnits extends Error {}

/** Thrown by BLOCK: no alternative of the present select was possible. */
export class Blocks extends Signal {
  readonly words: string | null;
  constructor(words: string | null) {
    super("blocked");
    this.words = words;
  }
}

/** A call that an operation needs made before it has its result (a property's getter, `__iter__`, …). */
export class Invocation {
  readonly callee: Value;
  readonly args: readonly Value[];
  readonly returns: ReturnTo | undefined;
  readonly keywords: Keywords;
  constructor(callee: Value, args: readonly Value[], returns?: ReturnTo, keywords: Keywords = {}) {
    this.callee = callee;
    this.args = args;
    this.returns = returns;
    this.keywords = keywords;
  }
}

/** A unit that the present instruction creates: it gets the call as its first frame, and runs up to its first visible instruction. */
export interface Starting {
  readonly unit: UnitState;
  readonly callee: Value;
  readonly args: readonly Value[];
  readonly keywords: Keywords;
}

/** The alternatives to take, in order, wherever the step chooses; or who draws one of so many. */
export type Choices = readonly number[] | ((count: number) => number);

export type Mode = "unit" | "initial" | "property";

export class Machine implements Heap {
  readonly world: World;
  readonly memory: Memory;
  readonly unit: UnitState;
  /** Index of the unit, -1 for the initial run and for properties. */
  readonly self: number;
  readonly mode: Mode;
  readonly recorder: Recorder;
  readonly choices: Choices;
  chosen = 0;
  /** A visible operation has been executed in this step. */
  acted = false;
  /** The step began with a `select` that it has not got past yet: only that one may let time pass. */
  waitsFirst = false;
  /** The step went on because time passed (time-out, wake-up). */
  voluntary = false;
  /** The step cannot be taken before so many nanoseconds have passed; null: time does not help. */
  timeLeft: bigint | null = null;
  instructions = 0;
  /** The line on which the exception under way was raised. */
  raisedOn: number | null = null;
  /** Of a step that cannot be taken: whom its waiting keeps from going on. */
  standstill: Notice | null = null;
  /** The step has started a unit. Under a clock it ends there, wherever that is: what comes next takes its time beside the new unit. */
  launched = false;
  /** A switch point that every model but `run-to-block` has was passed since the last visible instruction. */
  preemptibleEverywhere = true;
  /** Units created by the present instruction, not yet under way. */
  readonly starting: Starting[] = [];
  /** How many units of each template this unit has declared in this step. */
  private readonly positions = new Map<number, number>();
  /** Shared ids edited by the present instruction: what was stored into them must be shared. */
  private readonly dirty = new Set<number>();

  constructor(
    world: World,
    memory: Memory,
    unit: UnitState,
    self: number,
    mode: Mode,
    recorder: Recorder,
    choices: Choices = [],
  ) {
    this.world = world;
    this.memory = memory;
    this.unit = unit;
    this.self = self;
    this.mode = mode;
    this.recorder = recorder;
    this.choices = choices;
  }

  // --- frames -------------------------------------------------------------------------------------------------

  get frame(): Frame {
    return this.unit.frames[this.unit.frames.length - 1];
  }

  codeOf(frame: Frame): Code {
    return this.world.program.codes[frame.code];
  }

  /** The instruction being executed (the frame's pc already points behind it). */
  get instruction(): Instruction {
    return this.codeOf(this.frame).instructions[this.frame.pc - 1];
  }

  push(value: Value): void {
    this.frame.stack.push(value);
  }

  pop(): Value {
    const value = this.frame.stack.pop();
    if (value === undefined) throw new RangeError(`bug in lowering: empty stack in ${this.codeOf(this.frame).name}`);
    return value;
  }

  popMany(count: number): Value[] {
    return count === 0 ? [] : this.frame.stack.splice(this.frame.stack.length - count, count);
  }

  /** The n-th value from the top, 1 being the top. */
  peek(n = 1): Value {
    return this.frame.stack[this.frame.stack.length - n];
  }

  get atomic(): boolean {
    return this.unit.frames.some((frame) => frame.atomic > 0);
  }

  /** Notes that another unit might run here; `everywhere`: in CPython 3.11 and later, too. */
  switchPoint(everywhere = true): void {
    this.unit.preemptible = true;
    if (everywhere) this.preemptibleEverywhere = true;
  }

  /** See `user-place`. */
  userPlace(resting = false): UserPlace {
    return userPlaceOf(this.world, this.unit, resting);
  }

  /** The position of the next declared unit of the template: among all of the scenario, or among those of the process. */
  declared(template: number): number {
    if (this.mode === "initial") return this.world.declared[template].length;
    const position = this.positions.get(template) ?? 0;
    this.positions.set(template, position + 1);
    return position;
  }

  // --- names --------------------------------------------------------------------------------------------------

  /** A module-level name as the unit's process sees it; undefined while unbound. */
  global(index: number): Value | undefined {
    const { module } = this.unit;
    const own = module === null ? null : this.read(module);
    if (own?.kind !== "namespace") return this.memory.global(index);
    if (index in own.values) return own.values[index];
    return this.world.program.globals[index].mutable ? undefined : this.memory.global(index);
  }

  setGlobal(index: number, value: Value | undefined): void {
    const { module } = this.unit;
    const own = module === null ? null : this.edit(module);
    if (own?.kind !== "namespace") this.memory.setGlobal(index, value);
    else if (value === undefined) Reflect.deleteProperty(own.values, index);
    else own.values[index] = value;
  }

  /** The name as a place: each process has its own. */
  placeOfGlobal(index: number): Target {
    const { module } = this.unit;
    return module === null ? { kind: "global", index } : { kind: "global", index, module };
  }

  // --- objects ------------------------------------------------------------------------------------------------

  read(ref: Ref): Readonly<HeapObject> {
    return ref.id < 0 ? this.unit.heap[ref.id] : this.memory.object(ref.id);
  }

  edit(ref: Ref): HeapObject {
    if (ref.id < 0) {
      const object = this.unit.heap[ref.id];
      const copied = copiedFrom(object);
      if (copied !== undefined) this.recorder.noted?.(this, "stale-copy", copied);
      return object;
    }
    this.dirty.add(ref.id);
    return this.memory.edit(ref.id);
  }

  make(object: HeapObject): Ref {
    const id = this.unit.next--;
    this.unit.heap[id] = object;
    return { kind: "ref", id, of: object.kind };
  }

  functionName(code: number): string {
    return this.world.program.codes[code].name;
  }

  /** Whether others may reach and change this container, so that looking at it is a step. */
  isSharedContainer(value: Value | undefined): value is Ref {
    if (value === null || typeof value !== "object" || value.kind !== "ref") return false;
    if (value.id < 0) return value.of === "iterator" && this.looksAtShared(value);
    if (!isContainer(value)) return false;
    return !this.world.frozen.has(value.id);
  }

  /** Data of a `shared` name that the process has copied: changing it is a step, so that it can be seen. */
  isCopy(value: Value | undefined): boolean {
    if (value === null || typeof value !== "object" || value.kind !== "ref" || value.id >= 0) return false;
    return copiedFrom(this.unit.heap[value.id]) !== undefined;
  }

  /** A view (`d.items()`) or an iterator of one's own, over a container that others can change. */
  private looksAtShared(view: Ref): boolean {
    const object = this.unit.heap[view.id];
    return object.kind === "iterator" && this.isSharedContainer(object.over);
  }

  // --- sharing ------------------------------------------------------------------------------------------------

  /** Makes everything reachable from the values shared; returns the values with their new references. */
  share(values: readonly Value[]): Value[] {
    const ids: number[] = [];
    const index = new Map<number, number>();
    const visit = (ref: Ref): void => {
      if (ref.id >= 0 || index.has(ref.id)) return;
      index.set(ref.id, ids.length);
      ids.push(ref.id);
    };
    for (const value of values) visitValue(value, visit);
    for (let i = 0; i < ids.length; i++) visitObject(this.unit.heap[ids[i]], visit);
    if (ids.length === 0) return [...values];
    let replace: Replace = (ref) => ref;
    this.memory.allocate((base) => {
      replace = (ref) => {
        const position = index.get(ref.id);
        return position === undefined ? ref : { ...ref, id: base + position };
      };
      return ids.map((id) => {
        const object = this.unit.heap[id];
        Reflect.deleteProperty(this.unit.heap, id);
        replaceInObject(object, replace);
        return object;
      });
    });
    replaceInUnit(this.unit, replace);
    for (const id of this.dirty) replaceInObject(this.stored(id), replace);
    const box: HeapObject = { kind: "list", items: [...values] };
    replaceInObject(box, replace);
    return box.kind === "list" ? box.items : [];
  }

  /** What the present instruction has stored in a shared object is in there. */
  private stored(id: number): HeapObject {
    return this.memory.stored?.(id) ?? this.memory.edit(id);
  }

  shareOne(value: Value): Value {
    return isPlain(value) ? value : this.share([value])[0];
  }

  /** After an instruction: what it stored into shared objects is shared now. */
  shareDirty(): void {
    if (this.dirty.size === 0) return;
    const escaping: Value[] = [];
    for (const id of this.dirty)
      visitObject(this.stored(id), (ref) => {
        if (ref.id < 0) escaping.push(ref);
      });
    if (escaping.length > 0) this.share(escaping);
    this.dirty.clear();
  }
}

function isContainer({ of }: Ref): boolean {
  return of === "list" || of === "dict" || of === "set" || of === "deque" || of === "iterator" || of === undefined;
}

function isPlain(value: Value): boolean {
  return value === null || typeof value !== "object";
}
