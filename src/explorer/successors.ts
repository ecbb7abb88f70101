/**
 * What the units can do in states of a set, and where that leads: for many states at a time, since finding one state in
 * a large set takes longer than all else about a step (see `proposals`).
 *
 *   clear()   add(state) add(state) …   find()   for each state: for each of its steps: enter(step)
 *
 * The i-th state added has the steps first[i] … first[i + 1] - 1, in the order of `enabled` (by unit, then by choice).
 * Nothing but `enter` changes the set, so its states are numbered as if they had been expanded one by one.
 */
import { grown } from "./growing.js";
import { Proposals } from "./proposals.js";
import type { StateSet } from "./state-set.js";
import { Tabulation } from "./tabulation.js";

/** How it is with a state: somebody can move; the program is over; nobody can move. */
export const ends = { moves: 0, over: 1, stuck: 2 } as const;

/** Puts one vector for all that are to count as the same, in place, after a unit has moved; gives a number that says how. */
export type Canonical = (vector: Int32Array, mover: number) => number;

const none: readonly string[] = [];
/** Of a leaf whose changes are not known yet. */
const unknown = -1;

export class Successors {
  /** How many states have been added. */
  states = 0;
  /** By state, in the order of adding. */
  state = new Int32Array(64);
  first = new Int32Array(64);
  end = new Uint8Array(64);
  /** How many steps there are. */
  count = 0;
  /** By step. */
  leaf = new Int32Array(64);
  unit = new Int32Array(64);
  choice = new Int32Array(64);
  /** What `Canonical` gave; 0 without. */
  shift = new Int32Array(64);
  private readonly tabulation: Tabulation;
  private readonly set: StateSet;
  private readonly canonical: Canonical | null;
  private readonly proposals: Proposals;
  private current: Int32Array;
  private next: Int32Array;
  /** By step: what it made unreachable and should not have. */
  private readonly forgottenBy = new Map<number, readonly string[]>();
  private readonly alternatives: number[] = [];
  /** By leaf: its changes are changes[changesAt[leaf]] … changes[changesEnd[leaf] - 1], pairs of a cell and a code. */
  private changesAt = new Int32Array(64).fill(unknown);
  private changesEnd = new Int32Array(64);
  private changes = new Int32Array(256);
  private changesUsed = 0;
  /** Changes of the step at hand. */
  private difference: Int32Array;

  constructor(tabulation: Tabulation, set: StateSet, canonical: Canonical | null) {
    this.tabulation = tabulation;
    this.set = set;
    this.canonical = canonical;
    this.proposals = new Proposals(set);
    this.current = new Int32Array(set.width);
    this.next = new Int32Array(set.width);
    this.difference = new Int32Array(2 * set.width);
  }

  clear(): void {
    this.states = 0;
    this.count = 0;
    this.first[0] = 0;
    this.proposals.clear();
    if (this.forgottenBy.size > 0) this.forgottenBy.clear();
  }

  /** Finds the steps of a state. If that throws, those found before are there. */
  add(state: number): void {
    if (this.tabulation.packing.width > this.set.width) this.widen();
    const i = this.states++;
    if (i + 2 > this.first.length) this.growStates();
    this.state[i] = state;
    this.end[i] = ends.moves;
    this.first[i + 1] = this.count;
    this.proposals.setBase(state, this.current);
    try {
      this.end[i] = this.steps();
    } finally {
      this.first[i + 1] = this.count;
    }
  }

  /** Whether the state has been added. */
  has(state: number): boolean {
    for (let i = this.states - 1; i >= 0; i--) if (this.state[i] === state) return true;
    return false;
  }

  /** To be called when all states have been added. */
  find(): void {
    this.proposals.find();
  }

  /** Whether the step cannot be taken: its unit holds up its event loop (see `Leaf.standstill`). */
  isStandstill(step: number): boolean {
    return this.tabulation.standstills && this.tabulation.leaves[this.leaf[step]].standstill !== null;
  }

  /** Takes the step: the state it leads to enters the set. `StateSet.added` tells whether it is new. */
  enter(step: number): number {
    return this.proposals.enter(step);
  }

  /** What the step made unreachable and should not have: keys of notices. */
  forgotten(step: number): readonly string[] {
    return this.forgottenBy.size === 0 ? none : (this.forgottenBy.get(step) ?? none);
  }

  private steps(): number {
    const { tabulation, current } = this;
    if (tabulation.isOver(current)) return ends.over;
    let moved = false;
    for (let self = 0; self < tabulation.unitCells; self++) {
      const unit = current[self];
      if (unit === 0) break;
      if (tabulation.facts.hasEnded(unit)) continue;
      const at = tabulation.successor(current, self);
      if (at === Tabulation.blocked) {
        if (tabulation.standstills) this.standstill(self);
        continue;
      }
      if (at < 0) this.take(~at, self, 0);
      else if (!this.choose(at, self)) continue;
      moved = true;
    }
    return moved ? ends.moves : ends.stuck;
  }

  private standstill(self: number): void {
    const leaf = this.tabulation.standstillLeaf(this.current, self);
    if (leaf === 0) return;
    this.proposals.propose(this.changes, 0, 0);
    this.push(leaf, self, 0, 0);
  }

  private choose(node: number, self: number): boolean {
    const { alternatives } = this;
    alternatives.length = 0;
    this.tabulation.alternatives(this.current, node, alternatives);
    for (let choice = 0; choice < alternatives.length; choice++) this.take(alternatives[choice], self, choice);
    return alternatives.length > 0;
  }

  private take(leaf: number, self: number, choice: number): void {
    const { packing, world } = this.tabulation;
    if (packing.width > this.set.width) this.widen();
    let shift = 0;
    if (this.canonical !== null || world.timed || packing.allocates) shift = this.takeWhole(leaf, self);
    else {
      if (leaf >= this.changesAt.length || this.changesAt[leaf] === unknown) this.findChanges(leaf, self);
      const at = this.changesAt[leaf];
      if (at < 0) this.takeWhole(leaf, self);
      else this.proposals.propose(this.changes, at, this.changesEnd[leaf]);
    }
    this.push(leaf, self, choice, shift);
  }

  private push(leaf: number, self: number, choice: number, shift: number): void {
    const step = this.count;
    if (step === this.leaf.length) this.growSteps();
    this.leaf[step] = leaf;
    this.unit[step] = self;
    this.choice[step] = choice;
    this.shift[step] = shift;
    this.count = step + 1;
  }

  /** Makes the whole successor, and compares. */
  private takeWhole(leaf: number, self: number): number {
    const { tabulation, current, next, difference } = this;
    const { format } = this.set;
    tabulation.apply(leaf, self, current, next);
    if (tabulation.forgotten.length > 0) this.forgottenBy.set(this.count, tabulation.forgotten);
    const shift = this.canonical === null ? 0 : this.canonical(next, self);
    let used = 0;
    for (let cell = 0; cell < next.length; cell++) {
      if (next[cell] === current[cell]) continue;
      difference[used++] = cell;
      difference[used++] = format.code(cell, next[cell]);
    }
    this.proposals.propose(difference, 0, used);
    return shift;
  }

  private findChanges(leaf: number, self: number): void {
    const { leaves, packing } = this.tabulation;
    if (leaf >= this.changesAt.length) this.growLeaves(leaf);
    const { unit, places, numbers, spawned, others } = leaves[leaf];
    // Where a new unit goes depends on the state.
    if (spawned.length > 0) {
      this.changesAt[leaf] = -2;
      return;
    }
    const cells = new Map([[self, unit]]);
    places.forEach((place, i) => {
      const cell = packing.cellAt(place);
      if (cell !== undefined) cells.set(cell, packing.cellNumber(place, numbers[i]));
    });
    for (let i = 0; i < others.length; i += 2) cells.set(others[i], others[i + 1]);
    this.changesAt[leaf] = this.changesUsed;
    for (const [cell, number] of cells) {
      if (this.changesUsed + 2 > this.changes.length) this.changes = grown(this.changes);
      this.changes[this.changesUsed++] = cell;
      this.changes[this.changesUsed++] = this.set.format.code(cell, number);
    }
    this.changesEnd[leaf] = this.changesUsed;
  }

  private widen(): void {
    const { width } = this.tabulation.packing;
    this.set.widen(width);
    const current = new Int32Array(width);
    current.set(this.current);
    this.current = current;
    this.next = new Int32Array(width);
    this.difference = new Int32Array(2 * width);
  }

  private growStates(): void {
    this.state = grown(this.state);
    this.first = grown(this.first);
    this.end = grown(this.end);
  }

  private growSteps(): void {
    this.leaf = grown(this.leaf);
    this.unit = grown(this.unit);
    this.choice = grown(this.choice);
    this.shift = grown(this.shift);
  }

  private growLeaves(leaf: number): void {
    const used = this.changesAt.length;
    this.changesAt = grown(this.changesAt, leaf + 1).fill(unknown, used);
    this.changesEnd = grown(this.changesEnd, leaf + 1);
  }
}
