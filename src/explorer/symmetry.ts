/**
 * Interchangeable units: declared by one `thread f * N`, they do the same, so states that differ only in which of them is
 * where are one. They are put in order of what they are doing:
 *
 *   cells    [ 7 | 4 | 7 | 9 ]   →   [ 4 | 7 | 7 | 9 ]        shift: cell 0 → 1, 1 → 0
 *
 * Who holds a lock, and who waits where, goes along: such values are UnitIds, which are replaced. Whatever permutation
 * is chosen the two states are the same but for names; that it is always the same one for all orders of a state is not
 * needed for soundness, only to save states (Ip and Dill 1996: symmetric transition systems).
 *
 * Nobody has to declare it. A step or a property that asks which of them a unit is (its name, its number, `f[1].x`) throws
 * `Identified`, and the search starts over without.
 */
import { replaceInObject, replaceInUnit, replaceInValue } from "../scheduler/refs.js";
import type { Replace } from "../scheduler/refs.js";
import { copyObject, copyUnit, unitName } from "../scheduler/state.js";
import type { State, UnitState } from "../scheduler/state.js";
import { encodeUnit } from "../scheduler/state-text.js";
import { Identified } from "../scheduler/world.js";
import type { World } from "../scheduler/world.js";
import type { Packing } from "./packing.js";
import type { Permutations } from "./permutations.js";
import type { Tabulation } from "./tabulation.js";

/** Cells of units that are the same at the start, but for their names: two or more. */
export function interchangeable(world: World, { units }: State): number[][] {
  const groups = new Map<string, number[]>();
  units.forEach((unit, cell) => {
    if (unit.template < 0 || unit.process >= 0 || unit.status !== "ready") return;
    if (world.program.units[unit.template].form === "process") return;
    const text = encodeUnit(anonymous(world, unit));
    const group = groups.get(text);
    if (group === undefined) groups.set(text, [cell]);
    else group.push(cell);
  });
  return [...groups.values()].filter((group) => group.length > 1);
}

/** The initial state, and a world in which these units have no names. */
export function withoutNames(world: World, initial: State, groups: readonly (readonly number[])[]): [World, State] {
  const all = new Set(groups.flat());
  const units = initial.units.map((unit, cell) => (all.has(cell) ? anonymous(world, unit) : unit));
  return [
    { ...world, interchangeable: all },
    { ...initial, units },
  ];
}

function anonymous({ program }: World, unit: Readonly<UnitState>): UnitState {
  return { ...unit, name: unitName({ ...program.units[unit.template], multiplicity: "single" }, 0) };
}

export class Symmetry {
  private readonly groups: readonly (readonly number[])[];
  private readonly shifts: Permutations;
  private readonly tabulation: Tabulation;
  private readonly packing: Packing;
  private readonly renamed = new Map<string, number>();
  /** By cell and unit number: what the unit is doing, whatever its own index. */
  private readonly keys: (number[] | undefined)[] = [];

  constructor(tabulation: Tabulation, shifts: Permutations, groups: readonly (readonly number[])[]) {
    this.tabulation = tabulation;
    this.packing = tabulation.packing;
    this.shifts = shifts;
    this.groups = groups;
  }

  /** Puts the units of the state in order, in place; gives the number of the permutation. */
  canonicalise(vector: Int32Array): number {
    const shift = this.sort(vector);
    if (shift !== 0) this.tabulation.renumber(vector);
    return shift;
  }

  /**
   * The cells of the one group there is, if nothing mentions any of its units so far: then only who has just moved can be
   * out of order, and the kernel puts it in its place by `rotation`.
   */
  get loneGroup(): readonly number[] | null {
    return this.groups.length === 1 && !this.packing.namesUnits ? this.groups[0] : null;
  }

  /** The number of the permutation by which the member at `from` goes to `to`, and those between make room. */
  rotation(group: readonly number[], from: number, to: number): number {
    const images = Array.from({ length: this.tabulation.unitCells }, (_, cell) => cell);
    for (let i = from; i < to; i++) images[group[i + 1]] = group[i];
    for (let i = from; i > to; i--) images[group[i - 1]] = group[i];
    images[group[from]] = group[to];
    return this.shifts.number(images);
  }

  private sort(vector: Int32Array): number {
    let moved: number[] | null = null;
    for (const group of this.groups) {
      if (this.isInOrder(vector, group)) continue;
      const order = this.ordered(vector, group);
      if (order.every((cell, i) => cell === group[i])) continue;
      moved ??= Array.from({ length: this.tabulation.unitCells }, (_, cell) => cell);
      for (let i = 0; i < order.length; i++) moved[order[i]] = group[i];
    }
    if (moved === null) return 0;
    this.move(vector, moved);
    return this.shifts.number(moved);
  }

  /** How many states differ from this one only in who is where; null where that is not easily told. */
  orbit(vector: Int32Array): bigint | null {
    const { packing } = this;
    // The order of objects made while running depends on who is where.
    if (packing.get(vector, packing.placeOf(packing.fixed)) !== 0) return null;
    let size = 1n;
    for (const group of this.groups) {
      const named = this.namedOutside(vector);
      let run = 0;
      for (let i = 0; i < group.length; i++) {
        if (this.packing.units.units[vector[group[i]]].some((unit) => unit !== group[i])) return null;
        const same = i > 0 && this.keyOf(vector, group[i]) === this.keyOf(vector, group[i - 1]);
        const tied = same && !named.includes(group[i]) && !named.includes(group[i - 1]);
        run = tied ? run + 1 : 1;
        size = (size * BigInt(i + 1)) / BigInt(run);
      }
    }
    return size;
  }

  /** In ascending order of keys, and without two that are alike and yet told apart. */
  private isInOrder(vector: Int32Array, group: readonly number[]): boolean {
    let before = this.keyOf(vector, group[0]);
    for (let i = 1; i < group.length; i++) {
      const key = this.keyOf(vector, group[i]);
      if (key < before || (key === before && this.packing.namesUnits)) return false;
      before = key;
    }
    return true;
  }

  /** By key; of those alike first those that memory refers to, in the order in which it does. */
  private ordered(vector: Int32Array, group: readonly number[]): number[] {
    const named = this.packing.namesUnits ? this.namedOutside(vector) : [];
    const rank = (cell: number): number => (named.includes(cell) ? named.indexOf(cell) : named.length);
    return [...group].sort((a, b) => this.keyOf(vector, a) - this.keyOf(vector, b) || rank(a) - rank(b) || a - b);
  }

  /** Units that written places refer to, in order. */
  private namedOutside(vector: Int32Array): number[] {
    const { packing } = this;
    const named: number[] = [];
    for (const place of packing.written) {
      const number = packing.get(vector, place);
      const { units } = packing.isValue(place) ? packing.values : packing.objects;
      for (const unit of units[number]) if (!named.includes(unit)) named.push(unit);
    }
    return named;
  }

  private keyOf(vector: Int32Array, cell: number): number {
    const number = vector[cell];
    if (this.packing.units.units[number].length === 0) return number;
    const keys = (this.keys[cell] ??= []);
    return (keys[number] ??= this.renamedUnit(number, (unit) => (unit === cell ? -1 : -2)));
  }

  // --- moving -----------------------------------------------------------------------------------------------------

  private move(vector: Int32Array, to: readonly number[]): void {
    const { packing } = this;
    const moved = this.shifts.number(to);
    const before = vector.slice(0, to.length);
    to.forEach((target, cell) => {
      vector[target] = before[cell];
    });
    if (!this.packing.namesUnits) return;
    const rename = (unit: number): number => to[unit];
    for (let cell = 0; cell < to.length; cell++)
      vector[cell] = this.moved("u", packing.units, vector[cell], moved, (number) => this.renamedUnit(number, rename));
    for (const place of packing.written) {
      const number = packing.get(vector, place);
      const renamed = packing.isValue(place)
        ? this.moved("v", packing.values, number, moved, () => this.renamedValue(number, rename))
        : this.moved("o", packing.objects, number, moved, () => this.renamedObject(number, rename));
      if (renamed !== number) packing.set(vector, place, renamed);
    }
  }

  private moved(
    kind: string,
    { units }: { readonly units: readonly (readonly number[])[] },
    number: number,
    shift: number,
    make: (number: number) => number,
  ): number {
    if (units[number].length === 0) return number;
    const key = `${kind}${number} ${shift}`;
    let renamed = this.renamed.get(key);
    if (renamed === undefined) this.renamed.set(key, (renamed = make(number)));
    return renamed;
  }

  private renamedUnit(number: number, rename: (unit: number) => number): number {
    const unit = copyUnit(this.packing.units.get(number));
    for (const object of Object.values(unit.heap)) refuseSets(object.kind);
    replaceInUnit(unit, replacing(rename));
    return this.tabulation.unitNumber(unit);
  }

  private renamedObject(number: number, rename: (unit: number) => number): number {
    const object = copyObject(this.packing.objects.get(number));
    refuseSets(object.kind);
    replaceInObject(object, replacing(rename));
    return this.packing.objects.add(object);
  }

  private renamedValue(number: number, rename: (unit: number) => number): number {
    return this.packing.values.add(replaceInValue(this.packing.values.get(number), replacing(rename)));
  }
}

/** Sets are kept in an order that units would have a say in. */
function refuseSets(kind: string): void {
  if (kind === "set") throw new Identified();
}

function replacing(rename: (unit: number) => number): Replace {
  return Object.assign((ref: Parameters<Replace>[0]) => ref, { unit: rename });
}
