/**
 * Canonical numbering of the objects that were made while the units run, on packed states: see `scheduler/canonical`.
 * Renamed units and objects are remembered, so that a renaming that comes back costs a lookup.
 */
import type { Program } from "../programs/program.js";
import type { HeapObject } from "../programs/value.js";
import { canonicalOrder } from "../scheduler/canonical.js";
import { keyOfNotice, neglected } from "../scheduler/notice.js";
import { replaceInObject, replaceInUnit, replaceInValue } from "../scheduler/refs.js";
import type { Replace } from "../scheduler/refs.js";
import { copyObject, copyUnit } from "../scheduler/state.js";
import type { UnitState } from "../scheduler/state.js";
import type { Packing } from "./packing.js";

const none: readonly string[] = [];

export class Renaming {
  /** What the last call renamed: old id → new id of all dynamic objects that are left; null: nothing. */
  names: ReadonlyMap<number, number> | null = null;
  private readonly program: Program;
  private readonly packing: Packing;
  private readonly unitNumber: (unit: UnitState) => number;
  private readonly renamed = new Map<string, number>();

  constructor(program: Program, packing: Packing, unitNumber: (unit: UnitState) => number) {
    this.program = program;
    this.packing = packing;
    this.unitNumber = unitNumber;
  }

  /**
   * Renumbers the dynamic objects of a packed state, in place. Places never written refer to none. Gives the keys of
   * notices about those that are dropped.
   */
  canonicalise(vector: Int32Array): readonly string[] {
    const { packing } = this;
    const { fixed, unitCells } = packing;
    this.names = null;
    if (packing.get(vector, packing.placeOf(fixed)) === 0) return none;
    const count = packing.objectCount(vector);
    const visitAll = (refs: readonly number[], visit: (id: number) => void): void => {
      for (const id of refs) visit(id);
    };
    const names = canonicalOrder(
      count,
      fixed,
      (visit) => {
        for (const place of packing.written) if (packing.isFixed(place)) visitAll(this.refsAt(vector, place), visit);
        for (let i = 0; i < unitCells; i++) visitAll(packing.units.refs[vector[i]], visit);
      },
      (id, visit) => {
        visitAll(this.refsAt(vector, packing.placeOf(id)), visit);
      },
    );
    this.names = names;
    if (names === null) return none;
    const forgotten = names.size === count - fixed ? none : this.forgotten(vector, names, count);
    this.rename(vector, names, count);
    return forgotten;
  }

  private forgotten(vector: Int32Array, names: ReadonlyMap<number, number>, count: number): readonly string[] {
    const { packing } = this;
    const { fixed, objects } = packing;
    const keys: string[] = [];
    for (let id = fixed; id < count; id++) {
      if (names.has(id)) continue;
      const notice = neglected(this.program, objects.get(packing.get(vector, packing.placeOf(id))));
      if (notice !== null) keys.push(keyOfNotice(notice));
    }
    return keys.length === 0 ? none : keys;
  }

  private refsAt(vector: Int32Array, place: number): readonly number[] {
    const number = this.packing.get(vector, place);
    return this.packing.isValue(place) ? this.packing.values.refs[number] : this.packing.objects.refs[number];
  }

  private rename(vector: Int32Array, names: ReadonlyMap<number, number>, count: number): void {
    const { packing } = this;
    const { fixed, unitCells, written } = packing;
    const text = [...names].map(([old, id]) => `${old}>${id}`).join(",");
    const replace: Replace = (ref) => {
      const id = names.get(ref.id);
      return id === undefined || id === ref.id ? ref : { ...ref, id };
    };
    for (let i = 0; i < unitCells; i++)
      if (vector[i] !== 0)
        vector[i] = this.renamedNumber("units", vector[i], text, (number) => this.renameUnit(number, replace));
    const renamedAt = (place: number): number => {
      const number = packing.get(vector, place);
      if (packing.isValue(place))
        return this.renamedNumber("values", number, text, () => this.renameValue(number, replace));
      return this.renamedNumber("objects", number, text, () => this.renameObject(number, replace));
    };
    const kept = [...names].map(([old, id]) => ({
      place: packing.placeOf(id),
      number: renamedAt(packing.placeOf(old)),
    }));
    for (const place of written) if (packing.isFixed(place)) packing.set(vector, place, renamedAt(place));
    for (let id = fixed; id < count; id++) packing.set(vector, packing.placeOf(id), 0);
    for (const { place, number } of kept) packing.set(vector, place, number);
  }

  private renamedNumber(
    kind: "units" | "values" | "objects",
    number: number,
    names: string,
    make: (number: number) => number,
  ): number {
    if (this.packing[kind].refs[number].every((id) => id < this.packing.fixed)) return number;
    const key = `${kind}${number} ${names}`;
    let renamed = this.renamed.get(key);
    if (renamed === undefined) {
      renamed = make(number);
      this.renamed.set(key, renamed);
    }
    return renamed;
  }

  private renameValue(number: number, replace: Replace): number {
    return this.packing.values.add(replaceInValue(this.packing.values.get(number), replace));
  }

  private renameUnit(number: number, replace: Replace): number {
    const unit = copyUnit(this.packing.units.get(number));
    replaceInUnit(unit, replace);
    return this.unitNumber(unit);
  }

  private renameObject(number: number, replace: Replace): number {
    const object: HeapObject = copyObject(this.packing.objects.get(number));
    replaceInObject(object, replace);
    return this.packing.objects.add(object);
  }
}
