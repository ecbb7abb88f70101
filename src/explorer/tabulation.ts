/**
 * The searching engine: the reference meaning, tabulated. A step is a function of the unit that takes it and of the
 * few places it looks at, so it is run once for each combination that occurs and looked up ever after.
 *
 *   unit number    → root of a decision tree:   node (needs a place) ─ what is there ─→ node … → leaf (what the step does)
 *
 * Filling a table runs `scheduler/evaluate` on a copy of the unit (see known-memory); a search spends its time in
 * lookups. Nothing here knows what a lock is.
 */
import type { Value } from "../programs/value.js";
import { earliest } from "../scheduler/clock.js";
import { step } from "../scheduler/evaluate.js";
import { failureOf } from "../scheduler/exception-text.js";
import { Machine, NeedsChoice } from "../scheduler/machine.js";
import { keyOfNotice } from "../scheduler/notice.js";
import { copyUnit } from "../scheduler/state.js";
import type { Memory, State, UnitState, UnitStatus } from "../scheduler/state.js";
import type { World } from "../scheduler/world.js";
import { DecisionTrees, unbuilt } from "./decision-trees.js";
import type { Node, Subject } from "./decision-trees.js";
import { grown } from "./growing.js";
import { Granted } from "./granted.js";
import type { KnownMemory, Need } from "./known-memory.js";
import { noLeaf, notingEvents } from "./leaf.js";
import type { Leaf } from "./leaf.js";
import { cellOf, needCodes, needKinds, shown, tell } from "./need-kinds.js";
import type { NeedKind } from "./need-kinds.js";
import { Packing } from "./packing.js";
import type { Shape } from "./packing.js";
import { PartedMemory } from "./parted-memory.js";
import { noParts } from "./parts.js";
import type { Parts } from "./parts.js";
import { PassingTime } from "./passing-time.js";
import { Renaming } from "./renaming.js";
import { TextNumbers } from "./text-numbers.js";
import { UnitFacts } from "./unit-facts.js";

const blocked = ~0;

/** Something a search may ask of every state: evaluated once for each combination of what it looks at. */
export type Observer = (memory: Memory) => string;

const none: readonly string[] = [];

/** Where a tree hangs: the steps of a unit, or an observer. */
export type Owner =
  | { readonly kind: "unit"; readonly unit: number; readonly self: number }
  | { readonly kind: "observer"; readonly observer: number };

/** A unit was created beyond the vector's room for units: the search starts over with more. */
export class MoreUnits extends Error {}

export class Tabulation implements Subject<Owner> {
  /** Leaf 0: the unit cannot move. */
  static readonly blocked = blocked;
  readonly world: World;
  readonly packing: Packing;
  readonly unitCells: number;
  /** By unit number. */
  readonly facts: UnitFacts;
  readonly status: readonly UnitStatus[];
  readonly daemon: readonly boolean[];
  readonly access: readonly number[];
  readonly accessKeys: TextNumbers;
  readonly leaves: Leaf[] = [noLeaf];
  /** By leaf: whether its step can be taken now. */
  private goes = new Uint8Array(64);
  readonly results = new TextNumbers();
  /** What the last `apply` made unreachable and should not have: keys of notices. */
  forgotten: readonly string[] = none;
  /** Whether some unit has been seen that holds up its event loop. */
  standstills = false;

  private readonly roots: Int32Array[] = [];
  private readonly observerRoots: number[] = [];
  private readonly observers: { readonly observer: Observer; readonly parts: Parts }[] = [];
  readonly trees = new DecisionTrees<Owner>(this);
  private readonly granted: Granted<Owner>;
  /** Of the objects made while running: what the last `apply` renamed. */
  readonly renaming: Renaming;
  private readonly passing: PassingTime;
  private readonly givenUp: ((owner: Owner) => void)[] = [];

  constructor(world: World, initial: State, fixed: number, shape: Shape) {
    this.world = world;
    this.facts = new UnitFacts(world);
    ({ status: this.status, daemon: this.daemon, access: this.access, accessKeys: this.accessKeys } = this.facts);
    this.unitCells = shape.units;
    this.packing = new Packing(world, initial, fixed, shape);
    this.passing = new PassingTime(this);
    this.granted = new Granted(this.packing, (owner) => {
      if (owner.kind === "observer") this.observerRoots[owner.observer] = unbuilt;
      else this.roots[owner.self][owner.unit] = unbuilt;
      for (const tell of this.givenUp) tell(owner);
    });
    this.renaming = new Renaming(world.program, this.packing, (unit) => this.unitNumber(unit));
  }

  /** The initial state, packed. */
  pack(initial: State): Int32Array {
    return this.packing.pack(initial.units.map((unit) => this.unitNumber(unit)));
  }

  unitNumber(unit: UnitState): number {
    const number = this.packing.units.add(unit);
    this.facts.add(number, unit);
    return number;
  }

  // --- steps --------------------------------------------------------------------------------------------------

  /**
   * Where the steps of the unit in cell `self` lead in this state: `~leaf` for the one thing it can do, `blocked`, or
   * a node (>= 0) that chooses, for `alternatives`.
   */
  successor(vector: Int32Array, self: number): number {
    const at = this.attempted(vector, self);
    return at < 0 && this.goes[~at] === 0 ? blocked : at;
  }

  /** How a unit that cannot go on holds up its event loop: the key of the notice. */
  standstillOf(vector: Int32Array, self: number): string | null {
    return this.leaves[this.standstillLeaf(vector, self)].standstill;
  }

  /** The same, but the leaf that has the key, or 0. */
  standstillLeaf(vector: Int32Array, self: number): number {
    const at = this.attempted(vector, self);
    return at < 0 && this.leaves[~at].standstill !== null ? ~at : 0;
  }

  /** The same, but a leaf may be one that has to wait. */
  private attempted(vector: Int32Array, self: number): number {
    return this.trees.descend(vector, this.root(vector, self));
  }

  /** The root of the tree of the unit in cell `self`. */
  root(vector: Int32Array, self: number): number {
    const unit = vector[self];
    let roots = this.roots[self];
    if (roots === undefined || unit >= roots.length) roots = this.growRoots(self, unit);
    let at = roots[unit];
    if (at === unbuilt) {
      const { doubts } = this.granted;
      at = this.fill(vector, { kind: "unit", unit, self }, -1, 0);
      if (doubts === this.granted.doubts) roots[unit] = at;
    }
    return at;
  }

  /** The root of the unit's tree, if it is known and will be the same next time; else null. */
  lastingRoot(owner: Owner): number | null {
    const at = owner.kind === "unit" ? this.roots[owner.self][owner.unit] : this.observerRoots[owner.observer];
    return at === unbuilt ? null : at;
  }

  /** From then on `tell` hears of trees that are made anew. */
  onGivenUp(tell: (owner: Owner) => void): void {
    this.givenUp.push(tell);
  }

  /** Appends the leaves below a choosing node, in order of choice. */
  alternatives(vector: Int32Array, node: number, into: number[]): void {
    const count = this.trees.nodes[node].argument;
    for (let i = 0; i < count; i++) {
      const at = this.trees.descend(vector, this.trees.child(vector, node, i));
      if (at >= 0) this.alternatives(vector, at, into);
      else if (this.goes[~at] === 1) into.push(~at);
    }
  }

  /** All leaves of the unit's transitions in this state, in order of choice. */
  transitions(vector: Int32Array, self: number): number[] {
    const at = this.successor(vector, self);
    if (at === Tabulation.blocked) return [];
    if (at < 0) return [~at];
    const leaves: number[] = [];
    this.alternatives(vector, at, leaves);
    return leaves;
  }

  private growRoots(self: number, unit: number): Int32Array {
    const old = this.roots[self] ?? new Int32Array(0);
    const roots = grown(old, Math.max(64, unit + 1)).fill(unbuilt, old.length);
    for (let i = this.roots.length; i <= self; i++) this.roots[i] = new Int32Array(0);
    this.roots[self] = roots;
    return roots;
  }

  keyAt(vector: Int32Array, { need, argument }: Node<Owner>): number {
    return this.shown(vector, need, argument);
  }

  build(vector: Int32Array, node: number, key: number): number {
    return this.fill(vector, this.trees.nodes[node].owner, node, key);
  }

  /** What the state shows of a need. */
  look(vector: Int32Array, need: NeedKind, argument: number): number {
    return this.shown(vector, needCodes[need], argument);
  }

  private shown(vector: Int32Array, need: number, argument: number): number {
    return shown(this.packing, this.status, vector, need, argument);
  }

  /** Writes the successor into `into`. Both vectors have at least `packing.width` cells; `into` may be longer. */
  apply(leafNumber: number, self: number, from: Int32Array, into: Int32Array): void {
    const { unit, places, numbers, spawned, others } = this.leaves[leafNumber];
    const width = from.length;
    for (let i = 0; i < width; i++) into[i] = from[i];
    if (into.length > width) into.fill(0, width);
    into[self] = unit;
    for (let i = 0; i < places.length; i++) this.packing.set(into, places[i], numbers[i]);
    if (spawned.length > 0) this.addUnits(into, spawned);
    for (let i = 0; i < others.length; i += 2) into[others[i]] = others[i + 1];
    this.forgotten = this.renaming.canonicalise(into);
    if (this.world.timed) this.passing.letTimePass(into);
  }

  /** Puts the objects made while running in canonical order. */
  renumber(vector: Int32Array): void {
    this.renaming.canonicalise(vector);
  }

  private addUnits(vector: Int32Array, spawned: readonly number[]): void {
    let at = this.packing.unitCount(vector);
    for (const unit of spawned) {
      if (at >= this.unitCells) throw new MoreUnits();
      vector[at++] = unit;
    }
  }

  // --- time ---------------------------------------------------------------------------------------------------

  /** How much time passed behind the step that was applied last. */
  get elapsed(): bigint {
    return this.passing.elapsed;
  }

  /** Whether all units that keep the program alive have ended. */
  isOver(vector: Int32Array): boolean {
    for (let self = 0; self < this.unitCells; self++) {
      const unit = vector[self];
      if (unit === 0) break;
      if (this.facts.keepsAlive(unit)) return false;
      if (this.facts.isResting(unit) && this.successor(vector, self) !== blocked) return false;
    }
    return true;
  }

  /** How long until the unit can take a step: see `scheduler/clock`. */
  timeLeft(vector: Int32Array, self: number): bigint | null {
    return this.facts.hasEnded(vector[self]) ? null : this.timeLeftAt(vector, this.attempted(vector, self));
  }

  private timeLeftAt(vector: Int32Array, at: number): bigint | null {
    if (at < 0) return this.leaves[~at].timeLeft;
    const ways = Array.from({ length: this.trees.nodes[at].argument }, (_, i) =>
      this.trees.descend(vector, this.trees.child(vector, at, i)),
    );
    return earliest(ways.map((way) => this.timeLeftAt(vector, way)));
  }

  // --- observers ----------------------------------------------------------------------------------------------

  /** `wholes`: it is asked seldom, and looks at all of an object, even of one that is packed in parts. */
  addObserver(observer: Observer, looksAt: "parts" | "wholes" = "parts"): number {
    this.observers.push({ observer, parts: looksAt === "parts" ? this.packing.parts : noParts });
    this.observerRoots.push(unbuilt);
    return this.observers.length - 1;
  }

  /** The number of the observer's result in this state: see `results`. */
  observe(observer: number, vector: Int32Array): number {
    let at = this.observerRoots[observer];
    if (at === unbuilt) {
      const { doubts } = this.granted;
      at = this.fill(vector, { kind: "observer", observer }, -1, 0);
      if (doubts === this.granted.doubts) this.observerRoots[observer] = at;
    }
    return ~this.trees.descend(vector, at);
  }

  // --- filling ------------------------------------------------------------------------------------------------

  /**
   * Runs with what is known on the way to (parent, key), and looks up in the state what else is asked for. Gives the
   * tree's next place; below it grow the nodes for all that was asked, and the leaf.
   */
  private fill(vector: Int32Array, owner: Owner, parent: number, key: number): number {
    const places: number[] = [];
    const choices: number[] = [];
    let above = parent;
    let under = key;
    const hang = (place: number): void => {
      if (places.length > 0) this.trees.hang(above, under, place);
      places.push(place);
    };
    const inquire = (memory: KnownMemory, need: Need, about: number, value?: Value): void => {
      if (this.granted.tells(memory, owner, need, about)) return;
      const argument = need === "holds" ? this.packing.holding(about, value) : about;
      const node = this.newNode(owner, above, under, need, argument);
      hang(node);
      above = node;
      under = this.shown(vector, needCodes[need], argument);
      this.tell(memory, choices, node, under);
    };
    const { self, parts } =
      owner.kind === "unit" ? { ...owner, parts: this.packing.parts } : { ...this.observers[owner.observer], self: -1 };
    const memory = new PartedMemory(this.world, self, inquire, parts);
    const { nodes } = this.trees;
    for (let node = parent, known = key; node >= 0; known = nodes[node].key, node = nodes[node].parent)
      this.tell(memory, choices, node, known);
    hang(this.leafOrChoice(owner, memory, choices, (count) => this.newNode(owner, above, under, "choice", count)));
    return places[0];
  }

  private leafOrChoice(
    owner: Owner,
    memory: KnownMemory,
    choices: readonly number[],
    choosing: (count: number) => number,
  ): number {
    if (owner.kind === "observer") return ~this.results.of(this.observers[owner.observer].observer(memory));
    try {
      return this.fillStep(owner, memory, choices);
    } catch (error) {
      if (error instanceof NeedsChoice) return choosing(error.count);
      throw error;
    }
  }

  private newNode(owner: Owner, parent: number, key: number, need: NeedKind, argument: number): number {
    if (need === "clock") this.packing.requireClock();
    return this.trees.add(
      { owner, parent, key, need: needCodes[need], argument },
      cellOf(this.packing, need, argument),
    );
  }

  private tell(memory: KnownMemory, choices: number[], node: number, key: number): void {
    const { need, argument } = this.trees.nodes[node];
    const kind = needKinds[need];
    if (kind === "choice") choices.unshift(key);
    else tell(memory, this.packing, kind, argument, key);
  }

  private fillStep(
    owner: { readonly unit: number; readonly self: number },
    memory: KnownMemory,
    choices: readonly number[],
  ): number {
    const unit = copyUnit(this.packing.units.get(owner.unit));
    const events: string[] = [];
    const reached: number[] = [];
    const recorder = notingEvents(events, reached);
    const machine = new Machine(this.world, memory, unit, owner.self, "unit", recorder, choices);
    if (step(machine) === "blocked") return this.waitingLeaf(owner.unit, machine);
    for (let i = 0; i < reached.length; i += 3) this.world.reached[reached[i]][reached[i + 1]] |= reached[i + 2];
    const places: number[] = [];
    const numbers: number[] = [];
    for (const index of memory.writtenGlobals) {
      places.push(index);
      numbers.push(this.packing.globalNumber(memory.global(index)));
    }
    for (const [id, object] of memory.writtenObjects) {
      places.push(this.packing.placeOf(id));
      numbers.push(this.packing.objects.add(object));
    }
    for (const place of places) this.granted.write(place);
    const spawned = memory.spawned.map((fresh) => this.unitNumber(fresh));
    for (const each of [unit, ...memory.spawned]) {
      const failure = failureOf(this.world, memory, each);
      if (failure !== null) events.push(`failed ${failure.type} ${failure.line} ${failure.whose}`);
    }
    const others = [...memory.editedUnits].flatMap(([cell, other]) => [cell, this.unitNumber(other)]);
    const { voluntary } = machine;
    const after = this.unitNumber(unit);
    return this.newLeaf({ ...noLeaf, unit: after, places, numbers, spawned, others, voluntary, timeLeft: 0n, events });
  }

  private waitingLeaf(unit: number, { timeLeft, standstill }: Machine): number {
    if (timeLeft === null && standstill === null) return blocked;
    this.standstills ||= standstill !== null;
    return this.newLeaf({
      ...noLeaf,
      unit,
      timeLeft,
      standstill: standstill === null ? null : keyOfNotice(standstill),
    });
  }

  private newLeaf(leaf: Leaf): number {
    this.leaves.push(leaf);
    if (this.leaves.length > this.goes.length) this.goes = grown(this.goes);
    this.goes[this.leaves.length - 1] = leaf.timeLeft === 0n ? 1 : 0;
    return ~(this.leaves.length - 1);
  }
}
