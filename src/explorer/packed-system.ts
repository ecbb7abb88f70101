/** The tabulated engine for whoever walks instead of searching: states as packed vectors, each new. */
import type { Walkable } from "../scheduler/strategies/measure.js";
import type { Situation } from "../scheduler/strategies/strategy.js";
import type { ScheduledStep } from "../scheduler/schedule.js";
import { hasEnded } from "../scheduler/state.js";
import type { State } from "../scheduler/state.js";
import type { Transition } from "../scheduler/trace.js";
import { Footprints } from "./footprints.js";
import { StateSet } from "./state-set.js";
import type { Tabulation } from "./tabulation.js";

/** A transition, and what it does in the tabulation. */
export interface PackedStep extends Transition {
  readonly leaf: number;
}

/** Whether leaving the unit there is a preemption. */
export function isAble(enabled: readonly Transition[], unit: number): boolean {
  return enabled.some((each) => each.unit === unit && !each.voluntary);
}

export class PackedSystem implements Walkable<Int32Array> {
  readonly tabulation: Tabulation;
  /** The states whose numbers were asked for. */
  readonly set: StateSet;
  readonly footprints: Footprints;
  private readonly start: Int32Array;
  /** By leaf: the step for the choice it was last. */
  private readonly steps: (PackedStep | undefined)[] = [];

  constructor(tabulation: Tabulation, initial: State) {
    this.tabulation = tabulation;
    this.start = tabulation.pack(initial);
    this.set = new StateSet(this.start.length);
    this.footprints = new Footprints(tabulation.world, tabulation);
  }

  initial(): Int32Array {
    return this.start;
  }

  /** By unit, then by choice; empty: the run is over. */
  enabled(vector: Int32Array): readonly PackedStep[] {
    const { tabulation } = this;
    if (tabulation.isOver(vector)) return [];
    const found: PackedStep[] = [];
    for (let unit = 0; unit < tabulation.unitCells && vector[unit] !== 0; unit++) {
      if (hasEnded(tabulation.status[vector[unit]])) continue;
      tabulation.transitions(vector, unit).forEach((leaf, choice) => found.push(this.step(leaf, unit, choice)));
    }
    return found;
  }

  private step(leaf: number, unit: number, choice: number): PackedStep {
    const known = this.steps[leaf];
    if (known?.choice === choice) return known;
    return (this.steps[leaf] = { leaf, unit, choice, voluntary: this.tabulation.leaves[leaf].voluntary });
  }

  /** How many preemptions a schedule has. As `switchBefore` of scheduler/run has it. */
  preemptionsOf(schedule: readonly ScheduledStep[]): number {
    let vector = this.start;
    let preemptions = 0;
    schedule.forEach(({ unit, choice }, i) => {
      const last = i === 0 ? unit : schedule[i - 1].unit;
      if (last !== unit && isAble(this.enabled(vector), last)) preemptions += 1;
      vector = this.take(vector, { unit, choice, voluntary: false });
    });
    return preemptions;
  }

  take(vector: Int32Array, { unit, choice }: Transition): Int32Array {
    const leaf = this.tabulation.transitions(vector, unit)[choice];
    const next = new Int32Array(this.tabulation.packing.width);
    this.tabulation.apply(leaf, unit, vector, next);
    return next;
  }

  units(vector: Int32Array): number {
    return this.tabulation.packing.unitCount(vector);
  }

  /** The same for the same state, from 0 in the order in which they were asked for. */
  number(vector: Int32Array): number {
    const { set } = this;
    if (vector.length > set.width) set.widen(vector.length);
    if (vector.length === set.width) return set.add(vector);
    const wide = new Int32Array(set.width);
    wide.set(vector);
    return set.add(wide);
  }

  footprint(vector: Int32Array, { unit, choice }: Transition): number {
    return this.footprints.ofUnit(vector, unit)[choice];
  }

  situation(vector: Int32Array, enabled: readonly PackedStep[]): Situation {
    return {
      enabled,
      units: this.units(vector),
      conflict: (a, b) => this.footprints.conflict(this.footprint(vector, a), this.footprint(vector, b)),
      state: () => this.number(vector),
    };
  }
}
