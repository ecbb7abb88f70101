/** What is asked of units all the time, by their numbers. */
import { pendingAccess } from "../scheduler/pending.js";
import { keyOfTarget } from "../scheduler/recording.js";
import { hasEnded } from "../scheduler/state.js";
import type { UnitState, UnitStatus } from "../scheduler/state.js";
import type { World } from "../scheduler/world.js";
import { grown } from "./growing.js";
import { TextNumbers } from "./text-numbers.js";

const ended = 1;
const keepsAlive = 2;
const resting = 4;

export class UnitFacts {
  readonly status: UnitStatus[] = ["finished"];
  readonly daemon: boolean[] = [true];
  /** The access the unit is about to make: positive for a read, negative for a write, 0 for none. */
  readonly access: number[] = [0];
  /** The keys of accesses. */
  readonly accessKeys = new TextNumbers("");
  /** Whether some unit has been seen that is about to write. */
  writes = false;
  private readonly world: World;
  /** A bit for each of `ended`, `keepsAlive`, `resting`. */
  private bits = new Uint8Array(64);

  constructor(world: World) {
    this.world = world;
    this.bits[0] = ended;
  }

  /** Units are added in the order of their numbers, from 1; one that is there already changes nothing. */
  add(number: number, unit: UnitState): void {
    if (number < this.status.length) return;
    const { status, daemon } = unit;
    this.status.push(status);
    this.daemon.push(daemon);
    const access = pendingAccess(this.world, unit);
    this.access.push(access === null ? 0 : this.accessKeys.of(keyOfTarget(access.target)) * (access.writes ? -1 : 1));
    this.writes ||= access?.writes === true;
    if (number >= this.bits.length) this.bits = grown(this.bits);
    this.bits[number] =
      (hasEnded(status) ? ended : 0) |
      (status === "ready" && !daemon ? keepsAlive : 0) |
      (status === "resting" ? resting : 0);
  }

  /** How many units there are, number 0, which is none, included. */
  get count(): number {
    return this.status.length;
  }

  /** What the kernel wants to know: see src/kernel/steps.ts. */
  bitsOf(unit: number): number {
    return this.bits[unit];
  }

  hasEnded(unit: number): boolean {
    return (this.bits[unit] & ended) !== 0;
  }

  /** Whether the unit keeps the program from being over, whatever it can do. */
  keepsAlive(unit: number): boolean {
    return (this.bits[unit] & keepsAlive) !== 0;
  }

  isResting(unit: number): boolean {
    return (this.bits[unit] & resting) !== 0;
  }
}
