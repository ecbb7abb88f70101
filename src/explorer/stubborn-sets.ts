/**
 * Which units' steps are enough to take in a state, given what has been seen so far. Units are bits.
 *
 * A set W of units is closed if it has everybody who may, by what has been seen of him, do what conflicts with the next
 * step of a unit in W, or change what a waiting unit in W has looked at, and may do so before W moves: not behind a gate
 * that is closed until then (see `gated-futures`).
 */
import type { Attempts } from "./attempts.js";
import { count, lowest } from "./bits.js";
import { GatedFutures } from "./gated-futures.js";
import type { ObservedFutures } from "./observed-futures.js";
import type { PlaceSets } from "./place-sets.js";
import { Tabulation } from "./tabulation.js";

export class StubbornSets {
  /** Who can take a step in the state surveyed. */
  enabled = 0;
  /** Whether it has daemons at work, or workers at rest. */
  daemons = false;
  resting = false;
  /** What was chosen last depends on gates, and so on all that has been seen (see `ObservedFutures.news`). */
  byGates = false;
  private readonly tabulation: Tabulation;
  private readonly attempts: Attempts;
  private readonly futures: ObservedFutures;
  private readonly sets: PlaceSets;
  private readonly gated: GatedFutures;
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
    this.gated = new GatedFutures(futures, sets, tabulation.unitCells);
  }

  /** Looks at what each unit attempts in the state. */
  survey(vector: Int32Array): void {
    const { tabulation, futures } = this;
    const { facts, daemon, unitCells } = tabulation;
    this.gated.survey(vector);
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
      if (at === Tabulation.blocked) this.surveyWaiting(vector, self);
      else this.places[self] = this.attempts.of(vector, self, at);
      futures.addAttempt(this.nodes[self], this.places[self]);
      if (at < 0 ? at !== Tabulation.blocked : this.canChoose(vector, at)) this.enabled |= 1 << self;
    }
  }

  private surveyWaiting(vector: Int32Array, self: number): void {
    const { places, gate } = this.attempts.found(vector, self);
    this.places[self] = places;
    if (gate !== null) this.futures.addGate(this.nodes[self], gate);
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
    const enough = explored === 0 ? 1 : 0;
    const missingOf = (closure: number): number => closure & this.enabled & ~explored;
    const consider = (closure: number): void => {
      const missing = missingOf(closure);
      const size = count(missing);
      if (size >= least) return;
      best = missing;
      least = size;
    };
    const considerAll = (closureOf: (seed: number) => number): void => {
      if (last >= 0 && this.enabled & (1 << last)) consider(closureOf(last));
      for (let seed = 0; seed < this.count && least > enough; seed++)
        if (this.enabled & (1 << seed)) consider(closureOf(seed));
    };
    considerAll(this.closure);
    const without = least;
    const hope = least > enough ? this.gated.atLeast(this.nodes, this.everybody) : null;
    if (hope !== null)
      considerAll((seed) =>
        count(missingOf(this.closureIn(hope, seed))) < least ? this.gatedClosure(seed) : this.everybody,
      );
    this.byGates = least < without;
    return best;
  }

  /** Of those who have taken all their steps: who is in a closed set of such units. */
  closedAmong(explored: number): number {
    const left = this.enabled & ~explored;
    let found = 0;
    for (let rest = explored; rest !== 0; rest &= rest - 1) {
      const seed = lowest(rest);
      if ((found & (1 << seed)) !== 0) continue;
      let all = this.closure(seed);
      if ((all & left) !== 0) all = this.gatedClosure(seed);
      if ((all & left) === 0) found |= all & this.enabled;
    }
    return found;
  }

  /** Who has still to take his steps, so that a closed set with one who can go on and is not of `moving` does: see `choose`. */
  missingBeside(moving: number, explored: number): number {
    const neglected = this.enabled & ~moving;
    let best = neglected === 0 ? 0 : this.enabled & ~explored;
    for (let rest = neglected; rest !== 0; rest &= rest - 1) {
      const missing = this.gatedClosure(lowest(rest)) & this.enabled & ~explored;
      if (count(missing) < count(best)) best = missing;
    }
    return best;
  }

  private readonly closure = (seed: number): number => closed(seed, (unit) => this.conflictsOf(unit));

  /** As small or smaller, and takes longer. */
  private gatedClosure(seed: number): number {
    return this.closureIn(this.gated.of(this.nodes, this.everybody & ~(1 << seed)), seed);
  }

  private closureIn(futures: Int32Array, seed: number): number {
    return closed(seed, (unit) => this.conflictsWith(unit, this.everybody & ~(1 << seed), futures));
  }

  private get everybody(): number {
    return (1 << this.count) - 1;
  }

  /** Those of the others with whom the unit's next step conflicts, if that is what they may do before. */
  private conflictsWith(unit: number, others: number, found: Int32Array): number {
    let conflicting = 0;
    for (let rest = others & ~(1 << unit); rest !== 0; rest &= rest - 1) {
      const other = lowest(rest);
      if (this.sets.conflict(this.places[unit], found[other])) conflicting |= 1 << other;
    }
    return conflicting;
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

/** The unit, and all whom somebody in it conflicts with. */
function closed(seed: number, conflictsOf: (unit: number) => number): number {
  let all = 1 << seed;
  for (let rest = all; rest !== 0;) {
    const unit = lowest(rest);
    const more = conflictsOf(unit) & ~all;
    all |= more;
    rest = (rest & ~(1 << unit)) | more;
  }
  return all;
}
