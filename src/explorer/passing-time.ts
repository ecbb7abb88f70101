/** The passing of time (see `scheduler/clock`) on packed states. What time makes of a unit is remembered. */
import { later, letTimePass } from "../scheduler/clock.js";
import type { UnitState } from "../scheduler/state.js";
import type { Packing } from "./packing.js";

/** What it needs of the tabulation. */
interface Steps {
  readonly packing: Packing;
  unitNumber(unit: UnitState): number;
  isOver(vector: Int32Array): boolean;
  timeLeft(vector: Int32Array, self: number): bigint | null;
}

export class PassingTime {
  /** How much has passed the last time. */
  elapsed = 0n;
  private readonly steps: Steps;
  private readonly known = new Map<string, number>();

  constructor(steps: Steps) {
    this.steps = steps;
  }

  /** In place. */
  letTimePass(vector: Int32Array): void {
    const { steps } = this;
    this.elapsed = 0n;
    letTimePass({
      units: () => (steps.isOver(vector) ? 0 : steps.packing.unitCount(vector)),
      timeLeft: (self) => steps.timeLeft(vector, self),
      pass: (time, waits) => {
        this.elapsed += time;
        waits.forEach((left, self) => {
          vector[self] = this.later(vector[self], time, left);
        });
        steps.packing.passTime(vector, time);
      },
    });
  }

  private later(number: number, time: bigint, left: bigint | null): number {
    const key = `${number} ${time} ${left}`;
    let found = this.known.get(key);
    if (found === undefined) {
      const unit = this.steps.packing.units.get(number);
      found = this.steps.unitNumber({ ...unit, ...later(unit, time, left) });
      this.known.set(key, found);
    }
    return found;
  }
}
