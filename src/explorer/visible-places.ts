/**
 * What the properties that are asked of every state look at. Steps that change such places are kept in their order (they
 * all write one place that does not exist), so that every combination that can be seen is seen.
 */
import { truth } from "../programs/builtins/operators.js";
import type { HeapObject, Value } from "../programs/value.js";
import { observe } from "../scheduler/explaining.js";
import type { Memory, UnitLocal, UnitState, UnitStatus } from "../scheduler/state.js";
import type { World } from "../scheduler/world.js";
import type { Tabulation } from "./tabulation.js";
import type { Touched } from "./watched-memory.js";

export class VisiblePlaces {
  /** A property has looked at a place for the first time. */
  grown = false;
  private readonly tabulation: Tabulation;
  private readonly observers: number[] = [];
  /** By property: "g3", "o5", "made", "unit 2", "units". */
  private readonly places: Set<string>[] = [];

  constructor(world: World, tabulation: Tabulation) {
    this.tabulation = tabulation;
    for (const { kind, code } of world.program.properties) {
      if (kind !== "always" && kind !== "sometimes") continue;
      const places = new Set<string>();
      this.places.push(places);
      const look = (place: string): void => {
        if (places.has(place)) return;
        places.add(place);
        this.grown = true;
      };
      const { fixed } = tabulation.packing;
      this.observers.push(
        tabulation.addObserver((memory) => {
          observe(world, new LookedAt(memory, fixed, look), code, (m, value) => String(truth(m, value)));
          return "";
        }),
      );
    }
  }

  /** Looks at a state as the properties do. */
  look(vector: Int32Array): void {
    for (const observer of this.observers) this.tabulation.observe(observer, vector);
  }

  /** Adds a place for each property that can see what the step changes. */
  addTo(touched: Touched): void {
    this.places.forEach((places, i) => {
      for (const [place, written] of touched) {
        if (!written || !places.has(wholeOf(place))) continue;
        touched.set(`seen ${i}`, true);
        return;
      }
    });
  }
}

/** "o5" of "o5.items.0", "unit 2" of "status 2". */
function wholeOf(place: string): string {
  const dot = place.indexOf(".");
  return dot >= 0 ? place.slice(0, dot) : place.replace("status", "unit");
}

/** Memory that tells what is looked at. */
class LookedAt implements Memory {
  private readonly memory: Memory;
  private readonly fixed: number;
  private readonly look: (place: string) => void;

  constructor(memory: Memory, fixed: number, look: (place: string) => void) {
    this.memory = memory;
    this.fixed = fixed;
    this.look = look;
  }

  global(index: number): Value | undefined {
    this.look(`g${index}`);
    return this.memory.global(index);
  }
  setGlobal(index: number, value: Value | undefined): void {
    this.memory.setGlobal(index, value);
  }
  object(id: number): Readonly<HeapObject> {
    this.look(id < this.fixed ? `o${id}` : "made");
    return this.memory.object(id);
  }
  edit(id: number): HeapObject {
    return this.memory.edit(id);
  }
  allocate(make: (base: number) => HeapObject[]): number {
    return this.memory.allocate(make);
  }
  status(unit: number): UnitStatus {
    this.look(`unit ${unit}`);
    return this.memory.status(unit);
  }
  units(): number {
    this.look("units");
    return this.memory.units();
  }
  spawn(unit: UnitState): void {
    this.memory.spawn(unit);
  }
  editUnit(unit: number): UnitState {
    return this.memory.editUnit(unit);
  }
  processOf(unit: number): number {
    return this.memory.processOf(unit);
  }
  exitCodeOf(unit: number): number | null {
    this.look(`unit ${unit}`);
    return this.memory.exitCodeOf(unit);
  }
  local(unit: number, name: string): UnitLocal | undefined {
    this.look(`unit ${unit}`);
    return this.memory.local(unit, name);
  }
  isDaemon(unit: number): boolean {
    return this.memory.isDaemon(unit);
  }
  clock(): bigint {
    return this.memory.clock();
  }
  unitName(unit: number): string {
    return this.memory.unitName(unit);
  }
}
