/**
 * Exhaustive search: every reachable state once, every transition once, in an order that depends on nothing but the
 * program: by preemptions (see `preemption-bounding`), so that a search that is stopped has seen all there is with few.
 * It leaves a StateGraph and the marks; all answers are read off these.
 */
import type { Notice } from "../scheduler/notice.js";
import { hasEnded } from "../scheduler/state.js";
import type { State } from "../scheduler/state.js";
import { Identified } from "../scheduler/world.js";
import type { World } from "../scheduler/world.js";
import { GraphBuilder } from "./graph-builder.js";
import type { StateGraph } from "./graph.js";
import { components, unitsMovingIn } from "./components.js";
import { isCyclic } from "./counting.js";
import { TooManyUnits } from "../scheduler/machine.js";
import { Inspection } from "./inspection.js";
import { leastPreemptions } from "./least-preemptions.js";
import type { LeastSchedule } from "./least-preemptions.js";
import { eventMark, Marks } from "./marks.js";
import type { Mark } from "./marks.js";
import type { Limit } from "./exploration.js";
import type { Shape } from "./packing.js";
import { PreemptionBounding } from "./preemption-bounding.js";
import { StateSet } from "./state-set.js";
import { Symmetry } from "./symmetry.js";
import { Tabulation } from "./tabulation.js";

export interface Progress {
  readonly states: number;
  readonly transitions: number;
  /** How many preemptions the schedules have that are followed now, and how many steps. */
  readonly preemptions: number;
  readonly depth: number;
  readonly frontier: number;
  readonly bytes: number;
}

export interface SearchLimits {
  readonly maxStates: number;
  readonly maxBytes: number;
  /** Milliseconds by `clock`; Infinity: none. */
  readonly maxTime: number;
  readonly clock: () => number;
  readonly interrupted: () => boolean;
  readonly progress: ((progress: Progress) => void) | null;
}

export interface SearchResult {
  readonly graph: StateGraph;
  readonly marks: Marks;
  readonly limit: Limit | null;
  readonly depth: number;
  /** Every schedule with at most so many preemptions has been followed; -1: not even all without. Infinity: all. */
  readonly bound: number;
  /** By mark: the least schedule that shows it. */
  readonly least: ReadonlyMap<number, LeastSchedule>;
  /** Outcomes over the columns of each `expect outcomes`, by expectation index: the set of their texts. */
  readonly expected: ReadonlyMap<number, ReadonlySet<string>>;
  /** Of all that the states and edges stand for, if they stand for more than themselves and if it is known. */
  readonly full: FullCounts | null;
  readonly tabulation: Tabulation;
  /** The packed states, by the graph's numbers. */
  readonly states: Vectors;
}

export interface FullCounts {
  readonly states: bigint;
  readonly transitions: bigint;
}

/** Packed states to be read. */
export interface Vectors {
  /** Cells of a vector. */
  readonly width: number;
  /** Copies a state's vector. */
  read(state: number, into: Int32Array): void;
}

const checkEvery = 1024;
/** The graph has room for 65,536 mark sets; between two checks fewer than the difference can be added. */
const mostMarkSets = 50_000;

/** What all transitions by one leaf of the tabulation share. `label` is for `choice` and `shift`, the last ones seen. */
interface LeafEdge {
  choice: number;
  shift: number;
  label: number;
  readonly markSet: number;
}

/** Where a search begins. */
export interface Origin {
  readonly world: World;
  readonly initial: State;
  /** What was noticed on the way to the initial state. */
  readonly early: readonly Notice[];
  /** How many objects there are, which keep their numbers. */
  readonly fixed: number;
  /** Cells of units that may change places (see `symmetry`). */
  readonly groups: readonly (readonly number[])[];
}

/** Explores everything; stops early only at a limit. A generator so that its caller may do something else in between. */
export function* search(origin: Origin, shape: Shape, limits: SearchLimits): Generator<void, SearchResult> {
  const job = new Search(origin, shape, limits);
  yield* job.run();
  return job.result();
}

class Search {
  private readonly tabulation: Tabulation;
  private readonly set: StateSet;
  private readonly graph = new GraphBuilder();
  private readonly marks = new Marks();
  private readonly limits: SearchLimits;
  private readonly world: World;
  private readonly initial: State;
  private readonly early: readonly Notice[];
  private current: Int32Array;
  private next: Int32Array;
  private limit: Limit | null = null;
  private expanded = 0;
  private readonly bounding: PreemptionBounding;
  private readonly symmetry: Symmetry | null;
  private readonly inspection: Inspection;
  private readonly leafEdges: (LeafEdge | undefined)[] = [];

  constructor({ world, initial, early, fixed, groups }: Origin, shape: Shape, limits: SearchLimits) {
    this.world = world;
    this.initial = initial;
    this.early = early;
    this.limits = limits;
    this.tabulation = new Tabulation(world, initial, fixed, shape);
    const vector = this.tabulation.pack(initial);
    this.set = new StateSet(vector.length);
    this.set.add(vector);
    this.current = new Int32Array(vector.length);
    this.next = new Int32Array(vector.length);
    this.symmetry = groups.length === 0 ? null : new Symmetry(this.tabulation, this.graph.shifts, groups);
    this.inspection = new Inspection(world, this.tabulation, this.marks);
    this.bounding = new PreemptionBounding(this.graph, shape.units, (state) => this.expandOnce(state), null);
  }

  *run(): Generator<void, void> {
    this.checkState(0);
    for (const mark of this.inspection.ofStart(this.initial, this.early)) this.graph.addStateMark(0, mark);
    let checked = -1;
    do {
      if (this.expanded % checkEvery === 0 && this.expanded !== checked) {
        checked = this.expanded;
        this.checkLimits();
        yield;
        if (this.limits.interrupted()) this.limit = { name: "interrupted", option: null, message: "interrupted" };
      }
    } while (this.limit === null && this.advance());
  }

  private stopForStates(): void {
    const { maxStates } = this.limits;
    this.limit = {
      name: "states",
      option: `--max-states ${maxStates}`,
      message: `stopped after ${maxStates.toLocaleString("en")} states`,
    };
  }

  /** Visits the next node; false if there is none, or a limit is reached. */
  private advance(): boolean {
    try {
      if (!this.bounding.advance()) return false;
    } catch (error) {
      if (!(error instanceof TooManyUnits)) throw error;
      this.graph.dropState();
      this.limit = {
        name: "units",
        option: null,
        message: `stopped: the program creates more than ${this.world.maxUnits} units`,
      };
    }
    if (this.set.size > this.limits.maxStates && this.expanded < this.set.size) this.stopForStates();
    return this.limit === null;
  }

  // --- what it leaves -------------------------------------------------------------------------------------------

  result(): SearchResult {
    const complete = this.limit === null;
    const { set, tabulation, graph: builder, bounding } = this;
    const found = [...bounding.marks].flatMap((mark) => {
      const least = bounding.found(mark);
      return least === undefined ? [] : [{ mark, least, turns: this.turnsOf(least.path) }];
    });
    const { origin, depth } = builder.renumber(set.size);
    const states: Vectors = {
      width: set.width,
      read: (state, into) => {
        set.read(origin[state], into);
      },
    };
    const plain = builder.finish(set.size, tabulation.unitCells, complete);
    const least = new Map<number, LeastSchedule>(
      found.map(({ mark, least, turns }) => [mark, { ...least, path: pathOf(plain, turns) }]),
    );
    const traps = complete ? this.markTraps(plain, states) : [];
    const graph = builder.finish(set.size, tabulation.unitCells, complete);
    for (const [mark, schedule] of leastPreemptions(graph, traps)) least.set(mark, schedule);
    const bound = complete ? Infinity : bounding.row - 1;
    const { expected } = this.inspection;
    const full = complete && this.symmetry !== null ? fullCounts(graph, states, this.symmetry) : null;
    return { graph, marks: this.marks, limit: this.limit, depth, bound, least, expected, full, tabulation, states };
  }

  /** Which edge of its state each edge of the path is. */
  private turnsOf(path: readonly number[]): number[] {
    let state = 0;
    return path.map((edge) => {
      const turn = edge - this.graph.begin(state);
      state = this.graph.target[edge];
      return turn;
    });
  }

  /** Marks states from which nobody can end any more, though somebody always moves; gives the marks. */
  private markTraps(graph: StateGraph, states: Vectors): number[] {
    if (!isCyclic(graph)) return [];
    const found = components(graph);
    if (this.symmetry !== null && found.bottom.length > 0) throw new Identified();
    const moving = unitsMovingIn(graph, found);
    const rowOf = new Map(found.bottom.map((component, row) => [component, row]));
    const markOf = new Map<number, number>();
    for (let state = 0; state < graph.states; state++) {
      const row = rowOf.get(found.component[state]);
      if (row === undefined) continue;
      let mark = markOf.get(row);
      if (mark === undefined) {
        states.read(state, this.current);
        mark = this.marks.number({ kind: "trap", stuck: this.stuckBeside(moving[row]) });
        markOf.set(row, mark);
      }
      this.graph.addStateMark(state, mark);
    }
    return [...new Set(markOf.values())];
  }

  /** Units that wait for ever while the others go round, in a state where that is so. */
  private stuckBeside(moving: readonly number[]): number[] {
    const { status, daemon } = this.tabulation;
    return this.inspection
      .unitsIn(this.current)
      .flatMap((unit, self) => (status[unit] === "ready" && !daemon[unit] && !moving.includes(self) ? [self] : []));
  }

  // --- limits ---------------------------------------------------------------------------------------------------

  get bytes(): number {
    return this.set.bytes + this.graph.bytes + this.bounding.bytes;
  }

  private checkLimits(): void {
    const { maxBytes, maxTime, clock, progress } = this.limits;
    const mebibytes = Math.round(maxBytes / 2 ** 20);
    if (this.graph.markSetCount > mostMarkSets)
      this.limit = {
        name: "outcomes",
        option: null,
        message: `stopped after ${mostMarkSets.toLocaleString("en")} different outcomes and findings`,
      };
    else if (this.bytes > maxBytes)
      this.limit = {
        name: "memory",
        option: `--max-memory ${mebibytes}M`,
        message: `stopped at ${mebibytes.toLocaleString("en")} MiB of memory`,
      };
    else if (maxTime !== Infinity && clock() > maxTime)
      this.limit = { name: "time", option: "--max-time", message: "stopped by the time limit" };
    progress?.({
      states: this.set.size,
      transitions: this.graph.edgeCount,
      preemptions: this.bounding.row,
      depth: this.bounding.steps,
      frontier: this.set.size - this.expanded,
      bytes: this.bytes,
    });
  }

  // --- steps ----------------------------------------------------------------------------------------------------

  private expandOnce(state: number): void {
    if (!this.graph.isExpanded(state)) this.expand(state);
  }

  private expand(state: number): void {
    this.set.read(state, this.current);
    this.graph.beginState(state);
    this.expanded += 1;
    const { tabulation, current } = this;
    if (tabulation.isOver(current)) return this.end(state, true);
    let moved = false;
    for (let self = 0; self < tabulation.unitCells; self++) {
      const unit = current[self];
      if (unit === 0) break;
      if (hasEnded(tabulation.status[unit])) continue;
      const at = tabulation.successor(current, self);
      if (at === Tabulation.blocked) {
        if (tabulation.standstills) this.standstill(state, self);
        continue;
      }
      if (at < 0) this.take(~at, self, 0);
      else if (!this.choose(at, self)) continue;
      moved = true;
    }
    if (!moved) this.end(state, false);
  }

  /** The unit waits inside its event loop, and keeps others from going on. */
  private standstill(state: number, self: number): void {
    const key = this.tabulation.standstillOf(this.current, self);
    if (key !== null) this.graph.addStateMark(state, this.marks.number({ kind: "notice", key }));
  }

  private choose(node: number, self: number): boolean {
    const leaves: number[] = [];
    this.tabulation.alternatives(this.current, node, leaves);
    leaves.forEach((leaf, choice) => {
      this.take(leaf, self, choice);
    });
    return leaves.length > 0;
  }

  private take(leaf: number, self: number, choice: number): void {
    const edge = this.leafEdges[leaf] ?? this.newLeafEdge(leaf);
    if (this.tabulation.packing.width > this.next.length) this.widen(this.tabulation.packing.width);
    this.tabulation.apply(leaf, self, this.current, this.next);
    const { forgotten } = this.tabulation;
    const shift = this.symmetry === null ? 0 : this.shift(this.symmetry);
    const target = this.set.add(this.next);
    if (edge.choice !== choice || edge.shift !== shift) {
      edge.choice = choice;
      edge.shift = shift;
      edge.label = this.graph.labelOf(self, choice, this.tabulation.leaves[leaf].voluntary, shift);
    }
    this.graph.edge(target, edge.label, forgotten.length === 0 ? edge.markSet : this.marksWith(leaf, forgotten));
    if (this.set.added) this.checkState(target);
  }

  private shift(symmetry: Symmetry): number {
    const shift = symmetry.canonicalise(this.next);
    if (shift !== 0) this.tabulation.renumber(this.next);
    return shift;
  }

  private newLeafEdge(leaf: number): LeafEdge {
    const marks = this.tabulation.leaves[leaf].events.map((event) => this.marks.number(eventMark(event)));
    const edge: LeafEdge = {
      choice: -1,
      shift: 0,
      label: 0,
      markSet: this.graph.markSet(marks),
    };
    this.leafEdges[leaf] = edge;
    return edge;
  }

  /** The step's own marks, and those of what this very state has forgotten by it. */
  private marksWith(leaf: number, forgotten: readonly string[]): number {
    const own = this.tabulation.leaves[leaf].events.map(eventMark);
    const more = forgotten.map((key): Mark => ({ kind: "notice", key }));
    return this.graph.markSet([...own, ...more].map((mark) => this.marks.number(mark)));
  }

  private widen(width: number): void {
    this.set.widen(width);
    const current = new Int32Array(width);
    current.set(this.current);
    this.current = current;
    this.next = new Int32Array(width);
  }

  /** New states: properties and races. `next` (or, for state 0, what the set holds) is the vector. */
  private checkState(state: number): void {
    if (state === 0) this.set.read(0, this.next);
    this.inspection.ofState(this.next, (mark) => {
      this.graph.addStateMark(state, mark);
    });
  }

  /** A terminal state. */
  private end(state: number, over: boolean): void {
    for (const mark of this.inspection.ofEnd(this.current, over)) this.graph.addStateMark(state, mark);
  }
}

function fullCounts({ states: count, first }: StateGraph, states: Vectors, symmetry: Symmetry): FullCounts | null {
  const vector = new Int32Array(states.width);
  let [all, transitions] = [0n, 0n];
  for (let state = 0; state < count; state++) {
    states.read(state, vector);
    const size = symmetry.orbit(vector);
    if (size === null) return null;
    all += size;
    transitions += size * BigInt(first[state + 1] - first[state]);
  }
  return { states: all, transitions };
}

/** The path of those edges of their states. */
function pathOf({ first, target }: StateGraph, turns: readonly number[]): number[] {
  let state = 0;
  return turns.map((turn) => {
    const edge = first[state] + turn;
    state = target[edge];
    return edge;
  });
}
