/**
 * Grows the arrays of a `StateGraph` while a search expands states, each once, in any order:
 *
 *   beginState(0) edge(…) edge(…)   beginState(2)   beginState(1) edge(…)   …   renumber(…)   finish(…)
 *
 * Labels and sets of marks are interned: the arrays hold their numbers, in bytes for as long as they fit.
 */
import type { Ids, Label, StateGraph } from "./graph.js";
import { Kernel } from "./kernel.js";
import { Permutations } from "./permutations.js";

/** Numbers of labels and of sets of marks are below it. */
const idsMax = 65_536;
const choicesMax = 2 ** 20;
/** So many edges are copied at a time, and what is left of a state's. */
const portionEdges = 65_536;

/** A graph under construction as plain data. Its arrays may be those of the builder. */
export interface SavedGraph {
  readonly shifts: readonly (readonly number[])[];
  readonly labels: readonly Label[];
  readonly markSets: readonly (readonly number[])[];
  /** The states that are expanded, in that order, and the first edge of each. */
  readonly order: Int32Array;
  readonly first: Int32Array;
  /** By edge. */
  readonly target: Int32Array;
  readonly label: Ids;
  readonly edgeMark: Ids;
  /** By state, as far as any has marks or is expanded. */
  readonly stateMark: Ids;
}

/** Arrays of the graph with the numbers that it has in the end. */
interface Finished {
  readonly first: Int32Array;
  readonly target: Int32Array;
  readonly label: Ids;
  readonly edgeMark: Ids;
  stateMark: Ids;
}

export class GraphBuilder {
  readonly kernel: Kernel;
  readonly shifts = new Permutations();
  readonly labels: Label[] = [];
  readonly markSets: (readonly number[])[] = [[]];
  /** Ids of labels, by unit; keys say the rest. */
  private readonly labelIds: Map<number, number>[] = [];
  private readonly markSetIds = new Map<string, number>([["", 0]]);
  /** By set and mark: the set that has both. */
  private readonly unions: Map<number, number>[] = [new Map<number, number>()];
  /** By label and set of marks: the kind of an edge that has these. */
  private readonly kindIds: Map<number, number>[] = [];
  private readonly kinds: { readonly label: number; readonly set: number }[] = [];
  private targetMax = 0;
  /** Null until states have their last numbers. */
  private finished: Finished | null = null;

  constructor(kernel: Kernel = new Kernel()) {
    this.kernel = kernel;
  }

  /** Valid until something is added. */
  saved(): SavedGraph {
    const { shifts, labels, markSets, kernel, edgeCount } = this;
    const { exports } = kernel;
    const expanded = exports.expandedCount();
    const order = Int32Array.from({ length: expanded }, (_, place) => exports.expandedAt(place));
    const first = order.map((state) => exports.firstEdge(state));
    const kinds = Array.from({ length: edgeCount }, (_, edge) => this.kinds[exports.kindNumber(edge)]);
    return {
      ...{ shifts: [...shifts.all], labels: [...labels], markSets: [...markSets], order, first },
      target: Int32Array.from({ length: edgeCount }, (_, edge) => exports.targetOf(edge)),
      label: Uint16Array.from(kinds, ({ label }) => label),
      edgeMark: Uint16Array.from(kinds, ({ set }) => set),
      stateMark: Uint16Array.from({ length: exports.marked() }, (_, state) => exports.marksOf(state)),
    };
  }

  /** Makes a new builder go on like the one that was saved. */
  restore({ shifts, labels, markSets, order, first, target, label, edgeMark, stateMark }: SavedGraph): void {
    for (const shift of shifts) this.shifts.number(shift);
    for (const { unit, choice, voluntary, shift } of labels) this.labelOf(unit, choice, voluntary, shift);
    for (const marks of markSets.slice(1)) this.newMarkSet(marks.join(" "), marks);
    order.forEach((state, place) => {
      this.beginState(state);
      const end = place + 1 < first.length ? first[place + 1] : target.length;
      for (let edge = first[place]; edge < end; edge++) this.addEdge(target[edge], label[edge], edgeMark[edge]);
      this.kernel.exports.endState();
    });
    stateMark.forEach((set, state) => {
      if (set !== 0) this.kernel.exports.setMarks(state, set);
    });
  }

  get edgeCount(): number {
    return this.kernel.exports.edgeCount();
  }

  /** How many different sets of marks there are, or kinds of edges: more than 65,536 throw a RangeError. */
  get markSetCount(): number {
    return Math.max(this.markSets.length, this.kinds.length);
  }

  /** The edges that follow leave this state: unless told, the next one that was not yet begun in the order of numbers. */
  beginState(state = this.kernel.exports.expandedCount()): void {
    const { exports } = this.kernel;
    if (this.isExpanded(state)) throw new RangeError(`state ${state} is expanded already`);
    exports.beginState(state);
  }

  /** Takes the state begun last back, with its edges. */
  dropState(): void {
    this.kernel.exports.dropState();
  }

  isExpanded(state: number): boolean {
    return this.kernel.exports.isExpanded(state) === 1;
  }

  begin(state: number): number {
    return this.kernel.exports.firstEdge(state);
  }

  /** Those of an expanded state. */
  edgesOf(state: number): number[] {
    const begin = this.begin(state);
    return Array.from({ length: this.kernel.exports.lastEdge(state) - begin }, (_, turn) => begin + turn);
  }

  marksAt(state: number): readonly number[] {
    return this.markSets[this.kernel.exports.marksOf(state)];
  }

  labelAt(edge: number): Label {
    return this.labels[this.kinds[this.kernel.exports.kindNumber(edge)].label];
  }

  targetOf(edge: number): number {
    return this.kernel.exports.targetOf(edge);
  }

  /** An edge of the state begun last. Amortised O(1), as everything here. */
  edge(target: number, labelId: number, edgeMarkSet: number): void {
    const { exports } = this.kernel;
    if (exports.expandedCount() === 0) throw new RangeError("an edge before the first state");
    this.addEdge(target, labelId, edgeMarkSet);
    exports.endState();
  }

  private addEdge(target: number, labelId: number, edgeMarkSet: number): void {
    if (target > this.targetMax) this.targetMax = target;
    this.kernel.exports.addEdge(target, this.kindOf(labelId, edgeMarkSet));
  }

  /** The number of the kind of edges that have this label and these marks. */
  kindOf(label: number, set: number): number {
    const ids = (this.kindIds[label] ??= new Map<number, number>());
    let kind = ids.get(set);
    if (kind === undefined) {
      kind = checkedId(this.kinds.length, "kinds of edges");
      ids.set(set, kind);
      this.kinds.push({ label, set });
      const { unit, voluntary, shift } = this.labels[label];
      const landing = this.shifts.image(shift, unit);
      this.kernel.exports.setKind(kind, unit, landing, voluntary ? -1 : unit, set, label, shift);
    }
    return kind;
  }

  /** The number of the label. */
  labelOf(unit: number, choice: number, voluntary: boolean, shift = 0): number {
    while (this.labelIds.length <= unit) this.labelIds.push(new Map());
    const ids = this.labelIds[unit];
    const key = (shift * choicesMax + choice) * 2 + (voluntary ? 1 : 0);
    return ids.get(key) ?? this.newLabel(ids, key, { unit, choice, voluntary, shift });
  }

  /** The number of the set of these marks, in any order. */
  markSet(marks: readonly number[]): number {
    return marks.reduce((set, mark) => this.union(set, mark), 0);
  }

  /** Adds the mark to those of a state: any state, expanded or not. */
  addStateMark(state: number, mark: number): void {
    const { finished } = this;
    const { exports } = this.kernel;
    if (finished === null) {
      exports.setMarks(state, this.union(exports.marksOf(state), mark));
      return;
    }
    const set = this.union(finished.stateMark[state], mark);
    exports.markNumbered(state, set);
    if (set > 255 && finished.stateMark instanceof Uint8Array)
      finished.stateMark = Uint16Array.from(finished.stateMark);
    finished.stateMark[state] = set;
  }

  /**
   * Numbers the states anew, breadth first from state 0; those not expanded come last. Gives the old number of each, and
   * how far from state 0 the farthest is that is expanded.
   */
  renumber(states: number): { readonly origin: Int32Array; readonly depth: number } {
    const { exports } = this.kernel;
    exports.beginNumbers(states);
    this.finished = this.arrays(states);
    const from = exports.originsAt() >>> 2;
    return { origin: this.kernel.numbers.slice(from, from + states), depth: exports.depthFound() };
  }

  private arrays(states: number): Finished {
    const { kernel, edgeCount: edges, labels, markSets } = this;
    const { exports } = kernel;
    const expanded = exports.expandedCount();
    const first = new Int32Array(states + 1).fill(edges, expanded);
    const target = new Int32Array(edges);
    const label = idsOf(labels.length, edges);
    const edgeMark = idsOf(markSets.length, edges);
    const stateMark = idsOf(markSets.length, states);
    for (let state = 0, edge = 0; state < expanded;) {
      const next = exports.writePortion(state, portionEdges);
      const count = exports.portionEdges();
      const { buffer } = kernel.numbers;
      first.set(new Int32Array(buffer, exports.endsAt(), next - state), state + 1);
      stateMark.set(new Uint16Array(buffer, exports.marksAt(), next - state), state);
      target.set(new Int32Array(buffer, exports.targetsAt(), count), edge);
      label.set(new Uint16Array(buffer, exports.labelsAt(), count), edge);
      edgeMark.set(new Uint16Array(buffer, exports.setsAt(), count), edge);
      state = next;
      edge += count;
    }
    const origins = exports.originsAt() >>> 2;
    const { numbers } = kernel;
    for (let state = expanded; state < states; state++) stateMark[state] = exports.marksOf(numbers[origins + state]);
    return { first, target, label, edgeMark, stateMark };
  }

  /** By edge of the finished graph: the leaf of its step, which the kernel finds once more. */
  leaves(): Int32Array {
    const { exports } = this.kernel;
    const count = exports.writeLeaves();
    if (count !== this.edgeCount) throw new RangeError(`bug in the kernel: ${count} steps, not ${this.edgeCount}`);
    const at = exports.leavesAt() >>> 2;
    return this.kernel.numbers.slice(at, at + count);
  }

  /**
   * The graph of the states 0 … states - 1; those expanded are the first, in that order. Units of labels are below `units`.
   * Its arrays are the builder's own: to go on (to mark states, say) and finish again makes it out of date.
   */
  finish(states: number, units: number, complete: boolean): StateGraph {
    this.checkFinish(states, units);
    if (this.finished === null) {
      this.kernel.exports.keepNumbers(states);
      this.finished = this.arrays(states);
    }
    const { labels, markSets, shifts } = this;
    const expanded = this.kernel.exports.expandedCount();
    return {
      ...{ states, edges: this.edgeCount, ...this.finished },
      ...{ labels, markSets, shifts, units, complete, expanded },
    };
  }

  /** The number of the set that has all marks of `set`, and `mark`. */
  private union(set: number, mark: number): number {
    return this.unions[set].get(mark) ?? this.newUnion(set, mark);
  }

  private newUnion(set: number, mark: number): number {
    const marks = [...new Set([...this.markSets[set], mark])].sort((a, b) => a - b);
    const key = marks.join(" ");
    const id = this.markSetIds.get(key) ?? this.newMarkSet(key, marks);
    this.unions[set].set(mark, id);
    return id;
  }

  private newMarkSet(key: string, marks: readonly number[]): number {
    const id = checkedId(this.markSets.length, "sets of marks");
    this.markSets.push(marks);
    this.markSetIds.set(key, id);
    this.unions.push(new Map());
    return id;
  }

  private newLabel(ids: Map<number, number>, key: number, label: Label): number {
    const id = checkedId(this.labels.length, "labels");
    this.labels.push(label);
    ids.set(key, id);
    return id;
  }

  private checkFinish(states: number, units: number): void {
    const { exports } = this.kernel;
    const expanded = exports.expandedCount();
    if (states < 1 || expanded > states) throw new RangeError(`${expanded} states expanded, of ${states}`);
    if (this.labelIds.length > units) throw new RangeError(`a label of unit ${this.labelIds.length - 1}, of ${units}`);
    if (this.finished !== null) return;
    for (let state = 0; state < expanded; state++)
      if (exports.expandedAt(state) !== state)
        throw new RangeError(`state ${state} was not expanded as number ${state + 1}`);
    if (this.targetMax >= states) throw new RangeError(`an edge to state ${this.targetMax}, of ${states}`);
  }
}

function idsOf(count: number, length: number): Ids {
  return count > 256 ? new Uint16Array(length) : new Uint8Array(length);
}

function checkedId(id: number, what: string): number {
  if (id >= idsMax) throw new RangeError(`more than ${idsMax} ${what}`);
  return id;
}
