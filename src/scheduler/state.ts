/**
 * The state of a run: plain data, so that equal text means equal state, Immer can patch it and a search can pack it.
 *
 *   State ── globals   by index of Program.globals; undefined: not (or no longer) bound
 *         ├─ heap      shared objects; a Ref with id >= 0 is an index
 *         ├─ units     in order of creation; each with its frames and its private objects (Refs with id < 0)
 *         └─ clock     see clock.ts
 */
import type { Place } from "../programs/code.js";
import type { Frame, HeapObject, Ref, Value } from "../programs/value.js";
import type { Target } from "./target.js";

/** `resting`: it waits for work that need not come (an idle worker of a pool), so it keeps nobody waiting and is no deadlock. */
export type UnitStatus = "ready" | "resting" | "finished" | "failed";

export function hasEnded(status: UnitStatus): status is "finished" | "failed" {
  return status === "finished" || status === "failed";
}

/** One thread of the program under study; or the first thread of a process, and so that process. */
export interface UnitState {
  /** Index into Program.units, or -1 for a unit created by the program (`Thread(target=f)`). */
  template: number;
  name: string;
  daemon: boolean;
  /** The process it belongs to: the index of that process's first unit; -1 for the main process. */
  process: number;
  /** The Namespace of its process; null in the main process, whose names are the State's globals. */
  module: Ref | null;
  /** Set when its process has begun to end: the exit code, unless the unit fails. */
  exitCode: number | null;
  status: UnitStatus;
  /** Innermost call last; empty once it has ended. */
  frames: Frame[];
  /** Objects that only this unit can reach, by (negative) id. */
  heap: Record<number, HeapObject>;
  /** The next private id, counting down from -1. */
  next: number;
  /** `threading.local` objects: id of the local → Ref to the dict of its attributes in this unit. */
  locals: Record<number, Ref>;
  /** Timed: how long it still waits where it rests, in nanoseconds, as noted when time passed; null: nothing noted. */
  left: bigint | null;
  /** Timed: how long until each of its alarms, by number; not positive once it has gone off. */
  alarms: Readonly<Record<number, bigint>>;
  /** A switch point has been passed since the last visible operation (always true where every step is one). */
  preemptible: boolean;
  /** Set when status is "failed": what ended it. */
  exception: Value;
  /** Where in the scenario that was raised; not part of the state's identity. */
  failedAt: Place | null;
  /** Where in the scenario it was created, for what it does in library code of its own; not part of the state's identity. */
  origin: Place | null;
  /** The observed local names of a unit that has ended. */
  observed: Record<string, Value>;
}

export interface State {
  globals: (Value | undefined)[];
  heap: HeapObject[];
  units: UnitState[];
  /** Nanoseconds since the start; stands still unless the program is timed. */
  clock: bigint;
}

/** A unit's local as others see it. */
export interface UnitLocal {
  readonly value: Value;
  readonly heap: Readonly<Record<number, HeapObject>>;
}

/** What a step can see and change beyond its own unit. The explaining engine implements it on an Immer draft, the searching engine on what it knows of a packed vector. */
export interface Memory {
  global(index: number): Value | undefined;
  setGlobal(index: number, value: Value | undefined): void;
  object(id: number): Readonly<HeapObject>;
  /** The object, to be changed in place. */
  edit(id: number): HeapObject;
  /** Adds objects to the shared heap; returns the id of the first, the others follow. `make` gets that id. */
  allocate(make: (base: number) => HeapObject[]): number;
  status(unit: number): UnitStatus;
  /** How many units there are. */
  units(): number;
  spawn(unit: UnitState): void;
  /** Another unit, to be changed in place. */
  editUnit(unit: number): UnitState;
  processOf(unit: number): number;
  exitCodeOf(unit: number): number | null;
  /** A local of the outermost frame of a unit, or what it left behind, with the private objects it may refer to; undefined while unbound. */
  local(unit: number, name: string): UnitLocal | undefined;
  isDaemon(unit: number): boolean;
  clock(): bigint;
  unitName(unit: number): string;
  /** What the step has stored in an object that it has changed, to be changed in place; absent: all that is in it. */
  stored?(id: number): HeapObject;
  /** Whether this very value is at the place (undefined: nothing), if that can be told without looking at what is there. */
  holds?(place: Target, value: Value | undefined): boolean | undefined;
}

/** A fresh unit without frames. */
export function newUnit(template: number, name: string, daemon: boolean, origin: Place | null = null): UnitState {
  return {
    template,
    name,
    daemon,
    process: -1,
    module: null,
    exitCode: null,
    status: "ready",
    frames: [],
    heap: {},
    next: -1,
    locals: {},
    left: null,
    alarms: {},
    preemptible: true,
    exception: null,
    failedAt: null,
    origin,
    observed: {},
  };
}

/** `worker`, or `worker[1]` for the second of several. */
export function unitName(template: { readonly name: string; readonly multiplicity: string }, position: number): string {
  return template.multiplicity === "single" ? template.name : `${template.name}[${position}]`;
}

export function copyFrame(frame: Frame): Frame {
  const copy: Frame = {
    code: frame.code,
    pc: frame.pc,
    locals: frame.locals.slice(),
    stack: frame.stack.slice(),
    atomic: frame.atomic,
  };
  if (frame.returns !== undefined) copy.returns = frame.returns;
  return copy;
}

/** A copy whose parts may be changed in place (values themselves are immutable and are shared). */
export function copyObject(object: Readonly<HeapObject>): HeapObject {
  switch (object.kind) {
    case "list":
    case "set":
    case "deque":
      return { ...object, items: object.items.slice() };
    case "dict":
      return { ...object, entries: object.entries.map(([key, value]) => [key, value]) };
    case "instance":
      return { ...object, attributes: { ...object.attributes } };
    case "class":
      return { ...object, bases: object.bases.slice(), attributes: { ...object.attributes } };
    case "generator":
      return { ...object, frames: object.frames.map(copyFrame) };
    case "cell":
    case "iterator":
      return { ...object };
    case "namespace":
      return { ...object, values: { ...object.values } };
  }
}

export function copyUnit(unit: Readonly<UnitState>): UnitState {
  const heap: Record<number, HeapObject> = {};
  for (const id in unit.heap) heap[id] = copyObject(unit.heap[id]);
  return {
    ...unit,
    frames: unit.frames.map(copyFrame),
    heap,
    locals: { ...unit.locals },
    observed: { ...unit.observed },
  };
}
