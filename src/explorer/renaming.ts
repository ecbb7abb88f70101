/**
 * Canonical numbering of the objects that were made while the units run, on packed states: see `scheduler/canonical`.
 * Renamed units and objects are remembered, so that a renaming that comes back costs a lookup.
 */
import type { HeapObject, Value } from "../programs/value.js";
import { canonicalOrder } from "../scheduler/canonical.js";
import { replaceInObject, replaceInUnit, replaceInValue } from "../scheduler/refs.js";
import type { Replace } from "../scheduler/refs.js";
import { copyObject, copyUnit } from "../scheduler/state.js";
import type { UnitState } from "../scheduler/state.js";
import type { Interned } from "./interning.js";

/** The parts of a tabulation that renaming works on. */
export interface Packing {
  readonly values: Interned<Value>;
  readonly objects: Interned<HeapObject>;
  readonly units: Interned<UnitState>;
  readonly unitCells: number;
  readonly objectsAt: number;
  readonly fixed: number;
  objectCount(vector: Int32Array): number;
  unitNumber(unit: UnitState): number;
}

export class Renaming {
  private readonly table: Packing;
  private readonly renamed = new Map<string, number>();

  constructor(table: Packing) {
    this.table = table;
  }

  /** Renumbers the dynamic objects of a packed state, in place. */

  canonicalise(vector: Int32Array): void {
    const count = this.table.objectCount(vector);
    const visitAll = (refs: readonly number[], visit: (id: number) => void): void => {
      for (const id of refs) visit(id);
    };
    const names = canonicalOrder(
      count,
      this.table.fixed,
      (visit) => {
        for (let i = this.table.unitCells; i < this.table.objectsAt; i++)
          visitAll(this.table.values.refs[vector[i]], visit);
        for (let id = 0; id < this.table.fixed; id++)
          visitAll(this.table.objects.refs[vector[this.table.objectsAt + id]], visit);
        for (let i = 0; i < this.table.unitCells; i++) visitAll(this.table.units.refs[vector[i]], visit);
      },
      (id, visit) => {
        visitAll(this.table.objects.refs[vector[this.table.objectsAt + id]], visit);
      },
    );
    if (names !== null) this.rename(vector, names, count);
  }

  private rename(vector: Int32Array, names: ReadonlyMap<number, number>, count: number): void {
    const text = [...names].map(([old, id]) => `${old}>${id}`).join(",");
    const replace: Replace = (ref) => {
      const id = names.get(ref.id);
      return id === undefined || id === ref.id ? ref : { ...ref, id };
    };
    for (let i = 0; i < this.table.unitCells; i++)
      if (vector[i] !== 0)
        vector[i] = this.renamedNumber("u", vector[i], text, () => this.renameUnit(vector[i], replace));
    for (let i = this.table.unitCells; i < this.table.objectsAt; i++)
      if (vector[i] !== 0 && this.table.values.refs[vector[i]].length > 0)
        vector[i] = this.table.values.add(replaceInValue(this.table.values.get(vector[i]), replace));
    const objects = vector
      .slice(this.table.objectsAt, this.table.objectsAt + count)
      .map((number) => this.renamedNumber("o", number, text, () => this.renameObject(number, replace)));
    vector.fill(0, this.table.objectsAt + this.table.fixed, this.table.objectsAt + count);
    for (let id = 0; id < this.table.fixed; id++) vector[this.table.objectsAt + id] = objects[id];
    for (const [old, id] of names) vector[this.table.objectsAt + id] = objects[old];
  }

  private renamedNumber(kind: "u" | "o", number: number, names: string, make: () => number): number {
    const refs = kind === "u" ? this.table.units.refs[number] : this.table.objects.refs[number];
    if (refs.every((id) => id < this.table.fixed)) return number;
    const key = `${kind}${number} ${names}`;
    let renamed = this.renamed.get(key);
    if (renamed === undefined) {
      renamed = make();
      this.renamed.set(key, renamed);
    }
    return renamed;
  }

  private renameUnit(number: number, replace: Replace): number {
    const unit = copyUnit(this.table.units.get(number));
    replaceInUnit(unit, replace);
    return this.table.unitNumber(unit);
  }

  private renameObject(number: number, replace: Replace): number {
    const object: HeapObject = copyObject(this.table.objects.get(number));
    replaceInObject(object, replace);
    return this.table.objects.add(object);
  }
}
