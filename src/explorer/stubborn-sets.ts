/**
 * Which units' steps are enough to take in a state, given what has been seen so far. Units are bits.
 *
 * A set W of units is closed if it has everybody who may, by what has been seen of him, do what conflicts with the next
 * step of a unit in W, or change what a waiting unit in W has looked at.
 */
import type { Attempts } from "./attempts.js";
import type { ObservedFutures } from "./observed-futures.js";
import type { PlaceSets } from "./place-sets.js";
import { Tabulation } from "./tabulation.js";

export class StubbornSets {
  /** Who can take a step in the state surveyed. */
  enabled = 0;
  /** Whether it has daemons at work, or workers at rest. */
  daemons = false;
  resting = false;
  private readonly tabulation: Tabulation;
  private readonly attempts: Attempts;
  private readonly futures: ObservedFutures;
  private readonly sets: PlaceSets;
  private count = 0;
  /** Of the state surveyed, by unit: what its attempt touches, where it is, whose future conflicts (-1: not asked). */
  private readonly places: Int32Array;
  private readonly nodes: Int32Array;
  private readonly conflicting: Int32Array;

  constructor(tabulation: Tabulation, attempts: Attempts, futures: ObservedFutures, sets: PlaceSets) {
    this.tabulation = tabulation;
    this.attempts = attempts;
    this.futures = futures;
    this.sets = sets;
    this.places = new Int32Array(tabulation.unitCells);
    this.nodes = new Int32Array(tabulation.unitCells);
    this.conflicting = new Int32Array(tabulation.unitCells);
  }

  /** Looks at what each unit attempts in the state. */
  survey(vector: Int32Array): void {
    const { tabulation, futures } = this;
    const { facts, daemon, unitCells } = tabulation;
    this.enabled = 0;
    this.count = 0;
    for (let self = 0; self < unitCells; self++) {
      const unit = vector[self];
      if (unit === 0) break;
      this.count += 1;
      this.conflicting[self] = -1;
      this.nodes[self] = futures.node(self, unit);
      this.places[self] = 0;
      if (facts.hasEnded(unit)) continue;
      if (facts.isResting(unit)) this.resting = true;
      else if (daemon[unit]) this.daemons = true;
      const at = tabulation.successor(vector, self);
      this.places[self] = this.attempts.of(vector, self, at);
      futures.addAttempt(this.nodes[self], this.places[self]);
      if (at < 0 ? at !== Tabulation.blocked : this.canChoose(vector, at)) this.enabled |= 1 << self;
    }
  }

  /** The program is over in this state, whatever daemons might still have done. */
  surveyEnd(vector: Int32Array): void {
    const { daemon, status, unitCells } = this.tabulation;
    for (let self = 0; self < unitCells && vector[self] !== 0; self++)
      if (daemon[vector[self]] && status[vector[self]] === "ready")
        this.futures.addAttempt(this.futures.node(self, vector[self]), this.attempts.atTheEnd(self));
  }

  private canChoose(vector: Int32Array, node: number): boolean {
    const leaves: number[] = [];
    this.tabulation.alternatives(vector, node, leaves);
    return leaves.length > 0;
  }

  /** A step has led from one state to the other. */
  learn(from: Int32Array, to: Int32Array, mover: number): void {
    const { futures } = this;
    for (let self = 0; self < this.tabulation.unitCells && to[self] !== 0; self++) {
      if (from[self] === to[self]) continue;
      const creator = from[self] === 0;
      futures.addEdge(
        futures.node(creator ? mover : self, creator ? from[mover] : from[self]),
        futures.node(self, to[self]),
      );
    }
  }

  /**
   * Who has still to take his steps, besides those who have: as few as possible, 0 if a closed set has taken all of its.
   * Among equals the one who moved last, then the lowest.
   */
  choose(explored: number, last: number): number {
    let best = this.enabled & ~explored;
    let least = 32;
    const consider = (seed: number): void => {
      const missing = this.closure(seed) & this.enabled & ~explored;
      const size = count(missing);
      if (size >= least) return;
      best = missing;
      least = size;
    };
    if (last >= 0 && this.enabled & (1 << last)) consider(last);
    for (let seed = 0; seed < this.count && least > (explored === 0 ? 1 : 0); seed++)
      if (this.enabled & (1 << seed)) consider(seed);
    return best;
  }

  /**
   * The same where runs may go round: everybody, unless a closed set that has taken all of its steps has a unit of
   * `leading`, or nobody is left.
   */
  missing(explored: number, leading: number): number {
    const left = this.enabled & ~explored;
    for (let rest = leading; rest !== 0; rest &= rest - 1)
      if ((this.closure(31 - Math.clz32(rest & -rest)) & left) === 0) return 0;
    return this.choose(explored, -1) || left;
  }

  private closure(seed: number): number {
    let closed = 1 << seed;
    for (let rest = closed; rest !== 0;) {
      const unit = 31 - Math.clz32(rest & -rest);
      const more = this.conflictsOf(unit) & ~closed;
      closed |= more;
      rest = (rest & ~(1 << unit)) | more;
    }
    return closed;
  }

  private conflictsOf(unit: number): number {
    if (this.conflicting[unit] >= 0) return this.conflicting[unit];
    let found = 0;
    for (let other = 0; other < this.count; other++)
      if (other !== unit && this.sets.conflict(this.places[unit], this.futures.future(this.nodes[other])))
        found |= 1 << other;
    this.conflicting[unit] = found;
    return found;
  }
}

function count(bits: number): number {
  let n = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) n += 1;
  return n;
}
