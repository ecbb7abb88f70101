/**
 * Grows the arrays of a `StateGraph` while a search expands states, each once, in any order:
 *
 *   beginState(0) edge(…) edge(…)   beginState(2)   beginState(1) edge(…)   …   renumber(…)   finish(…)
 *
 * Labels and sets of marks are interned: the arrays hold their numbers, in bytes for as long as they fit.
 */
import type { Ids, Label, StateGraph } from "./graph.js";
import { grown } from "./growing.js";
import { Permutations } from "./permutations.js";
import type { Edges } from "./preemption-bounding.js";

/** Numbers of labels and of sets of marks are below it. */
const idsMax = 65_536;
const lengthMin = 64;
const choicesMax = 2 ** 20;

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

export class GraphBuilder implements Edges {
  readonly shifts = new Permutations();
  readonly labels: Label[] = [];
  readonly markSets: (readonly number[])[] = [[]];
  target = new Int32Array(lengthMin);
  label: Ids = new Uint8Array(lengthMin);
  edgeMark: Ids = new Uint8Array(lengthMin);
  stateMark: Ids = new Uint8Array(lengthMin);
  private expanded = 0;
  private edges = 0;
  private targetMax = 0;
  /** The state begun last. */
  private last = -1;
  /** By place in the order of expansion. */
  private first = new Int32Array(lengthMin);
  /** By state: its place in the order of expansion, from 1; 0: not expanded. */
  private place = new Int32Array(lengthMin);
  /** labelIds[unit].get((shift * 2^20 + choice) * 2 + voluntary) */
  private readonly labelIds: Map<number, number>[] = [];
  /** The marks in order, joined by spaces → number. */
  private readonly markSetIds = new Map<string, number>([["", 0]]);
  /** unions[set].get(mark): the set with that mark. */
  private readonly unions: Map<number, number>[] = [new Map<number, number>()];

  /** Stays valid when the builder goes on to `renumber`, and after that. */
  saved(): SavedGraph {
    const { expanded, edges, shifts, labels, markSets, stateMark } = this;
    const order = new Int32Array(expanded);
    this.place.forEach((place, state) => {
      if (place > 0) order[place - 1] = state;
    });
    const first = this.first.subarray(0, expanded);
    const target = this.target.subarray(0, edges);
    const label = this.label.subarray(0, edges);
    const edgeMark = this.edgeMark.subarray(0, edges);
    const interned = { shifts: [...shifts.all], labels: [...labels], markSets: [...markSets] };
    return { ...interned, order, first, target, label, edgeMark, stateMark };
  }

  /** Makes a new builder go on like the one that was saved. */
  restore({ shifts, labels, markSets, order, first, target, label, edgeMark, stateMark }: SavedGraph): void {
    for (const shift of shifts) this.shifts.number(shift);
    for (const { unit, choice, voluntary, shift } of labels) this.labelOf(unit, choice, voluntary, shift);
    for (const marks of markSets.slice(1)) this.newMarkSet(marks.join(" "), marks);
    order.forEach((state, place) => {
      this.beginState(state);
      const end = place + 1 < first.length ? first[place + 1] : target.length;
      for (let edge = first[place]; edge < end; edge++) this.edge(target[edge], label[edge], edgeMark[edge]);
    });
    this.stateMark = stateMark.slice();
  }

  /** Memory of the arrays: the same after the same calls. */
  get bytes(): number {
    const { first, place, target, label, edgeMark, stateMark } = this;
    return [first, place, target, label, edgeMark, stateMark].reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  get edgeCount(): number {
    return this.edges;
  }

  /** How many different sets of marks there are, the empty one included. More than 65,536 throw a RangeError. */
  get markSetCount(): number {
    return this.markSets.length;
  }

  /** The edges that follow leave this state: unless told, the next one that was not yet begun in the order of numbers. */
  beginState(state = this.expanded): void {
    if (this.isExpanded(state)) throw new RangeError(`state ${state} is expanded already`);
    if (this.expanded === this.first.length) this.first = grown(this.first, this.expanded + 1);
    if (state >= this.place.length) this.place = grown(this.place, state + 1);
    if (state >= this.stateMark.length) this.stateMark = grown(this.stateMark, state + 1);
    this.first[this.expanded++] = this.edges;
    this.place[state] = this.expanded;
    this.last = state;
  }

  /** Takes the state begun last back, with its edges. */
  dropState(): void {
    this.edges = this.first[--this.expanded];
    this.place[this.last] = 0;
  }

  isExpanded(state: number): boolean {
    return state < this.place.length && this.place[state] !== 0;
  }

  begin(state: number): number {
    return this.first[this.place[state] - 1];
  }

  end(state: number): number {
    const place = this.place[state];
    return place === this.expanded ? this.edges : this.first[place];
  }

  /** An edge of the state begun last. Amortised O(1), as everything here. */
  edge(target: number, labelId: number, edgeMarkSet: number): void {
    const edge = this.edges;
    if (this.expanded === 0) throw new RangeError("an edge before the first state");
    if (edge === this.target.length) this.growEdges();
    this.target[edge] = target;
    if (target > this.targetMax) this.targetMax = target;
    this.label[edge] = labelId;
    if (this.edgeMark.BYTES_PER_ELEMENT === 1 && edgeMarkSet > 255) this.edgeMark = Uint16Array.from(this.edgeMark);
    this.edgeMark[edge] = edgeMarkSet;
    this.edges = edge + 1;
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
    if (state >= this.stateMark.length) this.stateMark = grown(this.stateMark, state + 1);
    const set = this.union(this.stateMark[state], mark);
    if (this.stateMark.BYTES_PER_ELEMENT === 1 && set > 255) this.stateMark = Uint16Array.from(this.stateMark);
    this.stateMark[state] = set;
  }

  /**
   * Numbers the states anew, breadth first from state 0; those not expanded come last. Gives the old number of each, and
   * how far from state 0 the farthest is that is expanded.
   */
  renumber(states: number): { readonly origin: Int32Array; readonly depth: number } {
    const { origin, number, depth } = this.breadthFirst(states);
    const first = new Int32Array(this.expanded + 1);
    const target = new Int32Array(this.edges);
    const label = sameKind(this.label, this.edges);
    const edgeMark = sameKind(this.edgeMark, this.edges);
    let edges = 0;
    for (let state = 0; state < this.expanded; state++) {
      first[state] = edges;
      for (let edge = this.begin(origin[state]); edge < this.end(origin[state]); edge++) {
        target[edges] = number[this.target[edge]];
        label[edges] = this.label[edge];
        edgeMark[edges++] = this.edgeMark[edge];
      }
    }
    const stateMark = sameKind(this.stateMark, states);
    for (let state = 0; state < states; state++) stateMark[state] = this.stateMark[origin[state]] ?? 0;
    this.place = Int32Array.from({ length: states }, (_, state) => (state < this.expanded ? state + 1 : 0));
    [this.first, this.target, this.label, this.edgeMark, this.stateMark] = [first, target, label, edgeMark, stateMark];
    return { origin, depth };
  }

  private breadthFirst(states: number): { origin: Int32Array; number: Int32Array; depth: number } {
    const origin = new Int32Array(states);
    const number = new Int32Array(states).fill(-1);
    let [found, depth, levelEnd] = [1, 0, 1];
    number[0] = 0;
    for (let state = 0; state < found; state++) {
      if (state === levelEnd) [depth, levelEnd] = [depth + 1, found];
      for (let edge = this.begin(origin[state]); edge < this.end(origin[state]); edge++) {
        const target = this.target[edge];
        if (number[target] >= 0 || !this.isExpanded(target)) continue;
        number[target] = found;
        origin[found++] = target;
      }
    }
    for (let state = 0; state < states; state++) {
      if (number[state] >= 0) continue;
      number[state] = found;
      origin[found++] = state;
    }
    return { origin, number, depth };
  }

  /**
   * The graph of the states 0 … states - 1; those expanded are the first, in that order. Units of labels are below `units`.
   * Its arrays are the builder's own: to go on (to mark states, say) and finish again makes it out of date.
   */
  finish(states: number, units: number, complete: boolean): StateGraph {
    this.checkFinish(states, units);
    const { edges, expanded, labels, markSets, shifts } = this;
    const first = grown(this.first, states + 1).subarray(0, states + 1);
    first.fill(edges, expanded);
    const stateMark = grown(this.stateMark, states).subarray(0, states);
    const target = this.target.subarray(0, edges);
    const label = this.label.subarray(0, edges);
    const edgeMark = this.edgeMark.subarray(0, edges);
    return {
      ...{ states, edges, first, target, label, edgeMark, stateMark },
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
    if (id === 256) this.label = Uint16Array.from(this.label);
    this.labels.push(label);
    ids.set(key, id);
    return id;
  }

  private growEdges(): void {
    const length = this.edges + 1;
    this.target = grown(this.target, length);
    this.label = grown(this.label, length);
    this.edgeMark = grown(this.edgeMark, length);
  }

  private checkFinish(states: number, units: number): void {
    if (states < 1 || this.expanded > states) throw new RangeError(`${this.expanded} states expanded, of ${states}`);
    if (this.labelIds.length > units) throw new RangeError(`a label of unit ${this.labelIds.length - 1}, of ${units}`);
    for (let state = 0; state < this.expanded; state++)
      if (this.place[state] !== state + 1)
        throw new RangeError(`state ${state} was not expanded as number ${state + 1}`);
    if (this.targetMax >= states) throw new RangeError(`an edge to state ${this.targetMax}, of ${states}`);
  }
}

function sameKind(array: Ids, length: number): Ids {
  return array.BYTES_PER_ELEMENT === 1 ? new Uint8Array(length) : new Uint16Array(length);
}

function checkedId(id: number, what: string): number {
  if (id >= idsMax) throw new RangeError(`more than ${idsMax} ${what}`);
  return id;
}
