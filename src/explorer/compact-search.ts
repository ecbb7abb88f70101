/**
 * A search that forgets: of each state it keeps a fingerprint, and of the graph nothing but the path to where it is. So
 * it takes a fraction of the memory, and cannot say what needs the graph: how many interleavings there are, who goes
 * round in circles, and that nothing has been missed. Depth first, units in their order.
 *
 *   stack    [ cells of the state | unit, choice, leaf of the step taken from it ] [ … ] …
 */
import { TooManyUnits } from "../scheduler/machine.js";
import type { ScheduledStep } from "../scheduler/schedule.js";
import type { Limit } from "./exploration.js";
import { Fingerprints } from "./fingerprints.js";
import { PackedSystem } from "./packed-system.js";
import { Inspection } from "./inspection.js";
import { interruption, limitReached, statesLimit, unitsLimit } from "./limits.js";
import type { SearchLimits } from "./limits.js";
import { eventMark } from "./marking.js";
import { Marks } from "./marks.js";
import type { Shape } from "./packing.js";
import type { Origin } from "./search.js";
import { Tabulation } from "./tabulation.js";

type Start = Pick<Origin, "world" | "initial" | "early" | "fixed">;

const checkEvery = 1024;
/** Behind the cells of a state on the stack: the step that is taken from it; leaf 0: none yet. */
const step = { unit: 0, choice: 1, leaf: 2, size: 3 } as const;

export class CompactSearch {
  readonly marks = new Marks();
  readonly inspection: Inspection;
  limit: Limit | null = null;
  transitions = 0;
  /** Steps of the longest path followed. */
  deepest = 0;
  private readonly tabulation: Tabulation;
  private readonly seen = new Fingerprints();
  private readonly origin: Start;
  private readonly limits: SearchLimits;
  /** By mark: the shortest path that has shown it. */
  private readonly paths = new Map<number, readonly ScheduledStep[]>();
  private readonly leafMarks: (readonly number[] | undefined)[] = [];
  private stack: Int32Array;
  /** How many states are on the stack. */
  private depth = 0;
  private width: number;
  private current: Int32Array;
  private next: Int32Array;
  private readonly alternatives: number[] = [];

  constructor(origin: Start, shape: Shape, limits: SearchLimits) {
    const { world, initial, fixed } = origin;
    this.origin = origin;
    this.limits = limits;
    this.tabulation = new Tabulation(world, initial, fixed, shape);
    this.inspection = new Inspection(world, this.tabulation, this.marks);
    this.next = this.tabulation.pack(initial);
    this.width = this.next.length;
    this.current = new Int32Array(this.width);
    this.stack = new Int32Array(64 * (this.width + step.size));
  }

  get states(): number {
    return this.seen.size;
  }

  /** Steps of the shortest path followed that shows the mark; undefined: none does. */
  readonly path = (mark: number): readonly ScheduledStep[] | undefined => this.paths.get(mark);

  /** To follow the paths. */
  get system(): PackedSystem {
    return new PackedSystem(this.tabulation, this.origin.initial);
  }

  *run(): Generator<void, this> {
    const { world, initial, early } = this.origin;
    for (const mark of this.inspection.ofStart(initial, early)) this.mark(mark);
    try {
      this.arrive();
      for (let moves = 0; this.depth > 0 && this.limit === null; moves++) {
        if (moves % checkEvery === 0) {
          this.checkLimits();
          yield;
          if (this.limits.interrupted()) this.limit = interruption;
        }
        this.goOn();
      }
    } catch (error) {
      if (!(error instanceof TooManyUnits)) throw error;
      this.limit = unitsLimit(world.maxUnits);
    }
    return this;
  }

  private checkLimits(): void {
    const { seen, stack, transitions, depth, limits, marks } = this;
    const bytes = seen.bytes + stack.byteLength;
    this.limit = limitReached(limits, bytes, marks.items.length);
    limits.progress?.({
      ...{ states: seen.size, transitions, depth, bytes },
      ...{ preemptions: 0, frontier: depth, reduced: null, proved: false, hottest: null },
    });
  }

  // --- the path -------------------------------------------------------------------------------------------------

  /** A state, in `next`. */
  private arrive(): void {
    if (!this.seen.add(this.next)) return;
    this.deepest = Math.max(this.deepest, this.depth);
    if (this.seen.size > this.limits.maxStates) {
      this.limit = statesLimit(this.limits.maxStates);
      return;
    }
    this.inspection.ofState(this.next, (mark) => {
      this.mark(mark);
    });
    if (this.tabulation.isOver(this.next)) this.end(this.next, true);
    else this.push();
  }

  private push(): void {
    const { width, next } = this;
    const at = this.depth * (width + step.size);
    if (at + width + step.size > this.stack.length) this.stack = copied(this.stack, 2 * this.stack.length);
    this.stack.set(next, at);
    this.stack.fill(0, at + width, at + width + step.size);
    this.depth += 1;
  }

  /** From the last state on the stack: its next step, or back. */
  private goOn(): void {
    const { stack, width, tabulation, current } = this;
    const at = (this.depth - 1) * (width + step.size);
    for (let cell = 0; cell < width; cell++) current[cell] = stack[at + cell];
    const taken = at + width;
    let unit = stack[taken + step.unit];
    let choice = stack[taken + step.leaf] === 0 ? 0 : stack[taken + step.choice] + 1;
    for (; unit < tabulation.unitCells && current[unit] !== 0; unit++, choice = 0) {
      const leaf = this.leafOf(unit, choice);
      if (leaf === 0) continue;
      stack[taken + step.unit] = unit;
      stack[taken + step.choice] = choice;
      stack[taken + step.leaf] = leaf;
      return this.take(leaf, unit);
    }
    if (stack[taken + step.leaf] === 0) this.end(current, false);
    this.depth -= 1;
  }

  /** What the unit's alternative of that number is, in `current`; 0: there is none. */
  private leafOf(unit: number, choice: number): number {
    const { tabulation, current, alternatives } = this;
    if (tabulation.facts.hasEnded(current[unit])) return 0;
    const at = tabulation.successor(current, unit);
    if (at === Tabulation.blocked) {
      if (tabulation.standstills) this.standstill(unit);
      return 0;
    }
    if (at < 0) return choice === 0 ? ~at : 0;
    alternatives.length = 0;
    tabulation.alternatives(current, at, alternatives);
    return alternatives[choice] ?? 0;
  }

  private take(leaf: number, unit: number): void {
    const { tabulation } = this;
    if (tabulation.packing.width > this.width) this.widen(tabulation.packing.width);
    tabulation.apply(leaf, unit, this.current, this.next);
    this.transitions += 1;
    for (const mark of this.marksOf(leaf)) this.mark(mark);
    for (const key of tabulation.forgotten) this.mark(this.marks.number({ kind: "notice", key }));
    this.arrive();
  }

  private widen(width: number): void {
    const old = this.width + step.size;
    const stack = new Int32Array(Math.ceil(this.stack.length / old) * (width + step.size));
    for (let i = 0; i < this.depth; i++) {
      const state = this.stack.subarray(i * old, (i + 1) * old);
      stack.set(state.subarray(0, this.width), i * (width + step.size));
      stack.set(state.subarray(this.width), i * (width + step.size) + width);
    }
    this.stack = stack;
    this.current = copied(this.current, width);
    this.next = new Int32Array(width);
    this.width = width;
  }

  // --- marks ----------------------------------------------------------------------------------------------------

  private end(vector: Int32Array, over: boolean): void {
    const steps = over ? this.depth : this.depth - 1;
    for (const mark of this.inspection.ofEnd(vector, over)) this.mark(mark, steps);
  }

  /** The unit waits inside its event loop, and keeps others from going on. */
  private standstill(unit: number): void {
    const key = this.tabulation.standstillOf(this.current, unit);
    if (key !== null) this.mark(this.marks.number({ kind: "notice", key }), this.depth - 1);
  }

  private marksOf(leaf: number): readonly number[] {
    return (this.leafMarks[leaf] ??= this.tabulation.leaves[leaf].events.map((event) =>
      this.marks.number(eventMark(event)),
    ));
  }

  /** After so many steps of the path. */
  private mark(mark: number, steps = this.depth): void {
    const known = this.paths.get(mark);
    if (known !== undefined && known.length <= steps) return;
    const { stack, width } = this;
    const path = Array.from({ length: steps }, (_, i) => {
      const at = i * (width + step.size) + width;
      return { unit: stack[at + step.unit], choice: stack[at + step.choice] };
    });
    this.paths.set(mark, path);
  }
}

/** A copy that is so long. */
function copied(array: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(length);
  copy.set(array);
  return copy;
}
