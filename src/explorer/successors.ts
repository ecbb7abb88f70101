/**
 * What the units can do in states of a set, and where that leads. The kernel looks that up (src/kernel/steps.ts, trees.ts);
 * here is what it asks when it does not know: of the tabulation, whose decision trees and leaves it learns as far as
 * they are needed. The kernel's nodes are the tabulation's, but for the first, one for each unit: the roots.
 *
 *   clear()   add(state) add(state) …   find()   for each state: for each of its steps: enter(step)
 *
 * The i-th state added has the steps first(i) … first(i + 1) - 1, in the order of `enabled` (by unit, then by choice).
 * Nothing but `enter` changes the set, so its states are numbered as if they had been expanded one by one.
 */
import { TooManyUnits } from "../scheduler/machine.js";
import { chooses } from "./decision-trees.js";
import type { Kernel, KernelExports } from "./kernel.js";
import type { StateSet } from "./state-set.js";
import type { Tabulation } from "./tabulation.js";

/** How it is with a state: somebody can move; the program is over; nobody can move. */
export const ends = { moves: 0, over: 1, stuck: 2 } as const;

/** Puts one vector for all that are to count as the same (see `symmetry`). */
export interface Canonical {
  /** In place; gives a number that says how. */
  canonicalise(vector: Int32Array): number;
  /** Cells whose values are in ascending order then; or null, if it is not as simple as that, which it may become. */
  readonly loneGroup: readonly number[] | null;
  /** The number that says that among these the value at place `from` has moved to `to`. */
  rotation(group: readonly number[], from: number, to: number): number;
}

const none: readonly string[] = [];

export class Successors {
  readonly tabulation: Tabulation;
  readonly set: StateSet;
  private readonly kernel: Kernel;
  private readonly exports: KernelExports;
  private readonly canonical: Canonical | null;
  private current: Int32Array;
  private next: Int32Array;
  /** By step: what it made unreachable and should not have. */
  private readonly forgottenBy = new Map<number, readonly string[]>();
  /** How many nodes and units of the tabulation the kernel has been told of. */
  private nodes = 0;
  private units = 0;
  private isWhole = false;

  constructor(tabulation: Tabulation, set: StateSet, canonical: Canonical | null) {
    this.tabulation = tabulation;
    this.set = set;
    this.kernel = set.kernel;
    this.exports = set.kernel.exports;
    this.canonical = canonical;
    this.current = new Int32Array(set.width);
    this.next = new Int32Array(set.width);
    const group = canonical?.loneGroup ?? [];
    this.kernel.answer({
      child: (node, key) => this.asked(() => this.child(node, key), ~0),
      learn: (leaf, unit) => this.asked(() => this.learn(leaf, unit), undefined),
      whole: (leaf, unit) => this.asked(() => this.whole(leaf, unit), 0),
      rotation: (from, to) => canonical?.rotation(group, from, to) ?? 0,
      standstillLeaf: (unit) => this.asked(() => tabulation.standstillLeaf(this.vector(), unit), 0),
    });
    this.exports.beginSteps(tabulation.unitCells);
    set.format.share(group);
    for (const cell of group) this.exports.addToGroup(cell);
    for (let unit = 0; unit < tabulation.unitCells; unit++) this.exports.setNode(unit, unit);
    tabulation.onGivenUp((owner) => {
      if (owner.kind !== "unit") return;
      const code = set.format.find(owner.self, owner.unit);
      if (code >= 0) this.exports.dropShortcut(owner.self, code);
    });
    this.tell();
  }

  /** What the step made unreachable and should not have: keys of notices. */
  forgotten(step: number): readonly string[] {
    return this.forgottenBy.get(step) ?? none;
  }

  /** Where a place of the tabulation is for the kernel. */
  placeOf(place: number): number {
    return place >= 0 ? place + this.tabulation.unitCells : place;
  }

  /** Tells the kernel what the tabulation has come to know. */
  tell(): void {
    const { tabulation, exports, set } = this;
    const { packing, trees, facts, world } = tabulation;
    if (packing.width > set.width) this.widen(packing.width);
    for (; this.nodes < trees.nodes.length; this.nodes++) {
      const node = this.nodes + tabulation.unitCells;
      const cell = trees.cellOf(this.nodes);
      if (cell === chooses) exports.setChoices(node, trees.nodes[this.nodes].argument);
      else exports.setNode(node, cell);
    }
    for (; this.units < facts.count; this.units++)
      exports.setFacts(this.units, facts.bitsOf(this.units), facts.access[this.units]);
    if (tabulation.standstills) exports.lookForStandstills();
    if (this.isWhole) return;
    const isSimple = this.canonical === null || this.canonical.loneGroup !== null;
    if (isSimple && !world.timed && !packing.allocates) return;
    this.isWhole = true;
    exports.takeAllWhole();
  }

  /** The state at hand. */
  private vector(): Int32Array {
    if (this.exports.takeFresh() === 1) this.set.copy(this.exports.readCodes(), this.current);
    return this.current;
  }

  private asked<Answer>(answer: () => Answer, instead: Answer): Answer {
    try {
      const answered = answer();
      this.tell();
      return answered;
    } catch (error) {
      if (!(error instanceof TooManyUnits)) throw error;
      this.tell();
      this.exports.fail();
      return instead;
    }
  }

  private child(node: number, key: number): number {
    const { tabulation, exports } = this;
    const { trees, unitCells } = tabulation;
    const vector = this.vector();
    if (node < unitCells) {
      const root = this.placeOf(tabulation.root(vector, node));
      if (tabulation.lastingRoot({ kind: "unit", self: node, unit: vector[node] }) !== null)
        exports.addShortcut(node, exports.codeIn(node), root);
      return root;
    }
    const own = node - unitCells;
    const place = this.placeOf(trees.child(vector, own, key >= 0 ? key : tabulation.keyAt(vector, trees.nodes[own])));
    const cell = trees.cellOf(own);
    if (key >= 0) exports.addShortcut(node, key, place);
    else if (cell >= 0) exports.addShortcut(node, exports.codeIn(cell), place);
    return place;
  }

  private learn(leaf: number, self: number): void {
    const { leaves, packing } = this.tabulation;
    const { exports, set } = this;
    const { unit, places, numbers, spawned, others, timeLeft } = leaves[leaf];
    const goes = timeLeft === 0n;
    // Where a new unit goes depends on the state; whoever is changed beside the one that moves has to be put in order.
    const dependsOnState = spawned.length > 0 || (this.canonical !== null && others.length > 0);
    exports.setLeaf(leaf, goes ? 1 : 0, dependsOnState ? 1 : 0);
    if (!goes || dependsOnState) return;
    const cells = new Map([[self, unit]]);
    places.forEach((place, i) => {
      const cell = packing.cellAt(place);
      if (cell !== undefined) cells.set(cell, packing.cellNumber(place, numbers[i]));
    });
    for (let i = 0; i < others.length; i += 2) cells.set(others[i], others[i + 1]);
    for (const [cell, number] of cells) exports.addChange(leaf, cell, set.format.code(cell, number));
  }

  /** Makes the whole successor, and compares. */
  private whole(leaf: number, self: number): number {
    const { tabulation, exports, set } = this;
    const current = this.vector();
    const step = exports.stepTotal();
    tabulation.apply(leaf, self, current, this.next);
    if (tabulation.forgotten.length > 0) {
      this.forgottenBy.set(step, tabulation.forgotten);
      exports.askForKind();
    }
    const shift = this.canonical === null ? 0 : this.canonical.canonicalise(this.next);
    this.tell();
    const { next } = this;
    for (let cell = 0; cell < next.length; cell++)
      if (next[cell] !== current[cell]) exports.addDifference(cell, set.format.code(cell, next[cell]));
    return shift;
  }

  private widen(width: number): void {
    this.set.widen(width);
    const current = new Int32Array(width);
    current.set(this.current);
    this.current = current;
    const next = new Int32Array(width);
    next.set(this.next);
    this.next = next;
  }
}
