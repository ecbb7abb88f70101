/** Memory on a whole State: a draft of it (explaining engine), or the state itself while it is being made. */
import type { HeapObject, Value } from "../programs/value.js";
import type { Memory, State, UnitLocal, UnitState, UnitStatus } from "./state.js";
import type { World } from "./world.js";

/** A part of a state: as long as nobody changes it, it is the same object in all states that come of one by steps. */
export type Part<T> = (state: State) => T;

export class LiveMemory implements Memory {
  private readonly world: World;
  private readonly state: State;
  constructor(world: World, state: State) {
    this.world = world;
    this.state = state;
  }
  global(index: number): Value | undefined {
    return this.read((state) => state.globals[index]);
  }
  setGlobal(index: number, value: Value | undefined): void {
    this.state.globals[index] = value;
  }
  object(id: number): Readonly<HeapObject> {
    return this.read((state) => state.heap[id]);
  }
  edit(id: number): HeapObject {
    return this.state.heap[id];
  }
  allocate(make: (base: number) => HeapObject[]): number {
    const base = this.state.heap.length;
    this.state.heap.push(...make(base));
    return base;
  }
  status(unit: number): UnitStatus {
    return this.unit(unit).status;
  }
  units(): number {
    return this.read((state) => state.units.length);
  }
  spawn(unit: UnitState): void {
    this.state.units.push(unit);
  }
  editUnit(unit: number): UnitState {
    return this.state.units[unit];
  }
  processOf(unit: number): number {
    return this.unit(unit).process;
  }
  exitCodeOf(unit: number): number | null {
    return this.unit(unit).exitCode;
  }
  local(unit: number, name: string): UnitLocal | undefined {
    return localOf(this.world, this.unit(unit), name);
  }
  isDaemon(unit: number): boolean {
    return this.unit(unit).daemon;
  }
  unitName(unit: number): string {
    return this.unit(unit).name;
  }

  clock(): bigint {
    return this.read((state) => state.clock);
  }

  protected unit(index: number): Readonly<UnitState> {
    return this.read((state) => state.units[index]);
  }

  /** Whatever is read of the state is read here. */
  protected read<T>(part: Part<T>): T {
    return part(this.state);
  }
}

/** A local of a unit's outermost frame, or what it left behind. */
export function localOf(world: World, unit: Readonly<UnitState>, name: string): UnitLocal | undefined {
  const [frame] = unit.frames;
  const over = unit.frames.length === 0 || unit.exitCode !== null;
  const slot = over ? -1 : world.program.codes[frame.code].locals.indexOf(name);
  const value = over ? unit.observed[name] : frame.locals[slot];
  return value === undefined ? undefined : { value, heap: unit.heap };
}
